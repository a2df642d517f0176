use std::collections::HashMap;

use crate::messages::{Damage, Error, StoreProblem};
use crate::model::{Day, Project, ProjectFacts, Scope, Settings, Stage, StageFacts, Target, fold};
use crate::store::rows::{ProjectIdentity, StageIdentity, TargetIdentity};
use crate::store::{self, Read, Table, Visible, load};

use super::batch::Batch;
use super::find::{Likeness, Lookalikes};
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
    /// Of projects, stages and targets, the number of the first new one, and of the next.
    numbers: [(i64, i64); 3],
    has_all: bool,
}

/// Places among the numbers.
const PROJECT: usize = 0;
const STAGE: usize = 1;
const TARGET: usize = 2;

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
    fn new(project: Project, before: Option<Project>) -> Held {
        Held {
            project,
            before,
            reason: None,
            stage_reasons: HashMap::new(),
        }
    }

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
}

impl<'a> Workspace<'a> {
    pub(super) fn new(
        read: &'a dyn Read,
        visible: &'a Visible,
        as_of: Day,
    ) -> Result<Workspace<'a>, Error> {
        let number = |table: Table| match read.last_id(table)?.checked_add(1) {
            Some(next) => Ok((next, next)),
            None => {
                let damage = Damage::NoNumberLeft(table.name());
                Err(Error::store("", StoreProblem::Damaged(damage)))
            }
        };
        Ok(Workspace {
            read,
            visible,
            as_of,
            settings: store::settings(read, visible)?,
            batch: Batch::default(),
            held: HashMap::new(),
            given: HashMap::new(),
            names: None,
            numbers: [
                number(Table::Project)?,
                number(Table::Stage)?,
                number(Table::Target)?,
            ],
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
        let held = self.held.entry(project.id);
        held.or_insert_with(|| Held::new(project.clone(), Some(project)));
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

    /// The project that has that code now, else the only one that once had it, or into which one was
    /// merged that had it.
    pub(super) fn coded_once(&mut self, code: &str) -> Result<Option<i64>, Error> {
        if let Some(id) = self.coded(code)? {
            return Ok(Some(id));
        }
        let key = fold(code);
        let mut counting = Vec::new();
        for id in store::once_coded(self.read, self.visible, &key)? {
            if self.get(id)?.is_some() {
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

    /// Whether the record has no project that counts.
    pub(super) fn is_empty(&self) -> Result<bool, Error> {
        let there = load(self.read, self.as_of, Scope::Names, self.visible)?;
        Ok(there.projects.is_empty())
    }

    /// What the projects of the record are called, as names are compared.
    pub(super) fn recorded_likenesses(&self) -> Result<Lookalikes, Error> {
        let there = load(self.read, self.as_of, Scope::Names, self.visible)?.projects;
        let names = there.iter().flat_map(|project| {
            let names = project.facts.names();
            names.map(|name| (project.id, Likeness::of(name)))
        });
        Ok(Lookalikes::of(names))
    }

    /// Those at hand as they stand at last, in the order of their numbers.
    pub(super) fn into_projects(self) -> Vec<Project> {
        let mut all: Vec<Project> = self.held.into_values().map(|held| held.project).collect();
        all.sort_unstable_by_key(|project| project.id);
        all
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
        let id = self.take_number(PROJECT);
        self.batch.add(&ProjectIdentity { id, entry: 0 });
        self.call(id, &facts);
        let project = Project {
            id,
            facts,
            states: Vec::new(),
            stages: Vec::new(),
        };
        self.held.insert(id, Held::new(project, None));
        id
    }

    /// A new stage of a project at hand; returns its number.
    pub(super) fn add_stage(&mut self, project: i64, facts: StageFacts) -> i64 {
        let id = self.take_number(STAGE);
        self.batch.add(&StageIdentity {
            id,
            entry: 0,
            project,
        });
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

    /// A new target of a stage at hand, without terms; returns its number.
    pub(super) fn add_target(&mut self, project: i64, stage: i64, number: i64) -> i64 {
        let id = self.take_number(TARGET);
        self.batch.add(&TargetIdentity {
            id,
            entry: 0,
            stage,
            number,
        });
        let held = self.held.get_mut(&project);
        if let Some(stage) = held.and_then(|held| held.stage_mut(stage)) {
            stage.targets.push(Target {
                id,
                number,
                revisions: Vec::new(),
            });
        }
        id
    }

    /// How many projects the record ever had.
    pub(super) fn projects_ever(&self) -> usize {
        let [(first, _), ..] = self.numbers;
        usize::try_from(first - 1).unwrap_or(usize::MAX)
    }

    /// Whether a statement made the stage of that number.
    pub(super) fn is_new_stage(&self, id: i64) -> bool {
        let [_, (first, _), _] = self.numbers;
        id >= first
    }

    /// Whether a statement made the target of that number.
    pub(super) fn is_new_target(&self, id: i64) -> bool {
        let [.., (first, _)] = self.numbers;
        id >= first
    }

    fn take_number(&mut self, of: usize) -> i64 {
        let Some((_, next)) = self.numbers.get_mut(of) else {
            return 0;
        };
        let taken = *next;
        *next = next.saturating_add(1);
        taken
    }
}
