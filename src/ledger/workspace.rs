use std::collections::HashMap;

use crate::messages::{Damage, Error, StoreProblem};
use crate::model::{
    Code, Day, Percent, Project, ProjectFacts, Scope, Settings, Stage, StageFacts, StageKind, fold,
};
use crate::store::{self, Read, Table, Visible, load};

use super::apply::Batch;
use super::names::Names;

/// The projects that statements speak of, as they stand with the statements so far.
pub(super) struct Workspace<'a> {
    pub(super) read: &'a dyn Read,
    pub(super) visible: &'a Visible,
    pub(super) as_of: Day,
    /// The office's policy, with what is set.
    pub(super) settings: Settings,
    /// What is to be written.
    pub(super) batch: Batch,
    held: HashMap<i64, Held>,
    /// Codes that statements give: by key.
    given: HashMap<String, i64>,
    names: Option<Names>,
    /// The numbers that a new project, stage and target get: the first ones, and those that are next.
    first: [i64; 3],
    next: [i64; 3],
    has_all: bool,
}

/// A project at hand.
pub(super) struct Held {
    /// As it stands with the statements so far.
    pub(super) project: Project,
    /// As it stands in the record; `None`: a statement made it.
    pub(super) before: Option<Project>,
    /// The reason given with an edit of its facts.
    pub(super) reason: Option<String>,
    /// The reasons given with edits of its stages.
    pub(super) stage_reasons: HashMap<i64, String>,
}

impl Held {
    /// The stage of that number.
    pub(super) fn stage(&self, id: i64) -> Option<&Stage> {
        self.project.stages.iter().find(|stage| stage.id == id)
    }

    pub(super) fn stage_mut(&mut self, id: i64) -> Option<&mut Stage> {
        let mut stages = self.project.stages.iter_mut();
        stages.find(|stage| stage.id == id)
    }

    /// The stage as it stands in the record.
    pub(super) fn stage_before(&self, id: i64) -> Option<&Stage> {
        let before = self.before.as_ref()?;
        before.stages.iter().find(|stage| stage.id == id)
    }

    /// `CODE/STAGE`.
    pub(super) fn place(&self, stage: i64) -> String {
        let code = self.stage(stage).map(|stage| stage.facts.code.as_str());
        format!("{}/{}", self.project.facts.code, code.unwrap_or_default())
    }
}

impl<'a> Workspace<'a> {
    pub(super) fn new(
        read: &'a dyn Read,
        visible: &'a Visible,
        as_of: Day,
    ) -> Result<Workspace<'a>, Error> {
        let next = |table: Table| {
            let next = read.last_id(table)?.checked_add(1);
            let none = || StoreProblem::Damaged(Damage::NoNumberLeft(table.name()));
            next.ok_or_else(|| Error::store("", none()))
        };
        let first = [
            next(Table::Project)?,
            next(Table::Stage)?,
            next(Table::Target)?,
        ];
        Ok(Workspace {
            read,
            visible,
            as_of,
            settings: store::settings(read, visible)?,
            batch: Batch::default(),
            held: HashMap::new(),
            given: HashMap::new(),
            names: None,
            first,
            next: first,
            has_all: false,
        })
    }

    /// Looks up all projects at once: for many statements that is less than one by one.
    pub(super) fn hold_all(&mut self) -> Result<(), Error> {
        let all = load(self.read, self.as_of, Scope::All, self.visible)?;
        for project in all.projects {
            self.hold(project);
        }
        self.has_all = true;
        Ok(())
    }

    fn hold(&mut self, project: Project) {
        self.held.entry(project.id).or_insert_with(|| Held {
            before: Some(project.clone()),
            project,
            reason: None,
            stage_reasons: HashMap::new(),
        });
    }

    /// The project of that number, if it counts.
    pub(super) fn get(&mut self, id: i64) -> Result<Option<&mut Held>, Error> {
        if !self.held.contains_key(&id) && !self.has_all {
            let one = load(self.read, self.as_of, Scope::Project(id), self.visible)?;
            for project in one.projects {
                self.hold(project);
            }
        }
        Ok(self.held.get_mut(&id))
    }

    /// One that is at hand already.
    pub(super) fn at_hand(&self, id: i64) -> Option<&Held> {
        self.held.get(&id)
    }

    pub(super) fn at_hand_mut(&mut self, id: i64) -> Option<&mut Held> {
        self.held.get_mut(&id)
    }

    /// Those at hand, in the order of their numbers.
    pub(super) fn all_at_hand(&self) -> Vec<&Held> {
        let mut all: Vec<&Held> = self.held.values().collect();
        all.sort_unstable_by_key(|held| held.project.id);
        all
    }

    /// The project that has that code now; regardless of case.
    pub(super) fn coded(&mut self, code: &str) -> Result<Option<i64>, Error> {
        let key = fold(code);
        if let Some(id) = self.given.get(&key) {
            return Ok(Some(*id));
        }
        for id in store::ever_coded(self.read, &key)? {
            let held = self.get(id)?;
            if held.is_some_and(|held| held.project.facts.code.key() == key) {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }

    /// The project that has that code now, else the only one that once had it.
    pub(super) fn coded_once(&mut self, code: &str) -> Result<Option<i64>, Error> {
        if let Some(id) = self.coded(code)? {
            return Ok(Some(id));
        }
        let key = fold(code);
        let mut once = store::ever_coded(self.read, &key)?;
        once.dedup();
        let mut counting = Vec::new();
        for id in once {
            if self.get(id)?.is_some() && store::was_coded(self.read, self.visible, id, &key)? {
                counting.push(id);
            }
        }
        Ok(match counting.as_slice() {
            [only] => Some(*only),
            _ => None,
        })
    }

    /// The names of all projects, with those that statements give.
    pub(super) fn names(&mut self) -> Result<&mut Names, Error> {
        if self.names.is_none() {
            let mut names = Names::default();
            for facts in self.all_facts()? {
                names.add_project(facts.0, &facts.1);
            }
            self.names = Some(names);
        }
        Ok(self.names.get_or_insert_default())
    }

    /// What all projects are called.
    pub(super) fn all_facts(&self) -> Result<Vec<(i64, ProjectFacts)>, Error> {
        let there = load(self.read, self.as_of, Scope::Names, self.visible)?.projects;
        let mut all: Vec<(i64, ProjectFacts)> = there
            .into_iter()
            .map(|project| match self.held.get(&project.id) {
                Some(held) => (project.id, held.project.facts.clone()),
                None => (project.id, project.facts),
            })
            .collect();
        let made = self.held.values().filter(|held| held.before.is_none());
        all.extend(made.map(|held| (held.project.id, held.project.facts.clone())));
        Ok(all)
    }

    /// Notes that a project is called otherwise.
    pub(super) fn call(&mut self, id: i64, facts: &ProjectFacts) {
        self.given.insert(facts.code.key(), id);
        if let Some(names) = &mut self.names {
            names.add_project(id, facts);
        }
    }

    /// A new project; returns its number.
    pub(super) fn add_project(&mut self, facts: ProjectFacts) -> i64 {
        let id = self.take_id(0);
        self.batch.projects.push(id);
        self.call(id, &facts);
        let project = Project {
            id,
            facts,
            states: Vec::new(),
            stages: Vec::new(),
        };
        self.held.insert(
            id,
            Held {
                project,
                before: None,
                reason: None,
                stage_reasons: HashMap::new(),
            },
        );
        id
    }

    /// A new stage of a project at hand, last in its order unless it has a place; returns its
    /// number.
    pub(super) fn add_stage(&mut self, project: i64, facts: StageFacts) -> i64 {
        let id = self.take_id(1);
        self.batch.stages.push((id, project));
        if let Some(held) = self.held.get_mut(&project) {
            held.project.stages.push(Stage {
                id,
                facts,
                targets: Vec::new(),
                reading: None,
                under_way: None,
            });
        }
        id
    }

    /// How many projects the record ever had.
    pub(super) fn projects_ever(&self) -> usize {
        let [first, _, _] = self.first;
        usize::try_from(first - 1).unwrap_or(usize::MAX)
    }

    /// Whether a statement made the stage of that number.
    pub(super) fn is_new_stage(&self, id: i64) -> bool {
        let [_, first, _] = self.first;
        id >= first
    }

    /// Whether a statement made the target of that number.
    pub(super) fn is_new_target(&self, id: i64) -> bool {
        let [_, _, first] = self.first;
        id >= first
    }

    /// The number of a new target.
    pub(super) fn new_target(&mut self) -> i64 {
        self.take_id(2)
    }

    fn take_id(&mut self, of: usize) -> i64 {
        let Some(next) = self.next.get_mut(of) else {
            return 0;
        };
        let taken = *next;
        *next = next.saturating_add(1);
        taken
    }
}

/// Name and English name of the whole works, before anybody gave them others.
const WHOLE_WORKS: [&str; 2] = ["总体进度", "overall progress"];
/// Those of papers that speak of a quantity of works.
const QUANTITY_OF_WORKS: [&str; 2] = ["工程总量", "whole works"];

/// Name and English name of the whole works, which every project has, if these are meant.
pub(super) fn overall_names(query: &str) -> Option<[&'static str; 2]> {
    let query = fold(query);
    if query == crate::model::OVERALL {
        return Some(WHOLE_WORKS);
    }
    [WHOLE_WORKS, QUANTITY_OF_WORKS]
        .into_iter()
        .find(|names| names.contains(&query.as_str()))
}

/// A stage before more is known of it: called by its code, last in order; the whole works have a
/// name of their own.
pub(super) fn new_stage(code: Code, project: &Project, kind: StageKind) -> StageFacts {
    let stages = project.stages.iter();
    let last = stages.map(|stage| stage.facts.position).max();
    let is_overall = code.key() == crate::model::OVERALL;
    let [whole, whole_en] = WHOLE_WORKS;
    StageFacts {
        name: if is_overall {
            whole.to_owned()
        } else {
            code.to_string()
        },
        name_en: is_overall.then(|| whole_en.to_owned()),
        code,
        position: last.map_or(0, |last| last.saturating_add(1)),
        kind,
        weight: None::<Percent>,
        unit: None,
        total: None,
    }
}
