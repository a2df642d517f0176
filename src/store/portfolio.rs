//! The portfolio as it answers one question: the rows that count, laid upon each other.
//!
//! A project, a stage or a target counts if the entry does that made it. What is said of one that
//! does not count says nothing. One that an entry that counts merged into another does not count
//! either: the other speaks for it. A row whose owner is not there at all is damage and is told as
//! such, since an answer without it would be smaller without a word.

use std::collections::HashMap;

use crate::messages::{Damage, Error, StoreProblem};
use crate::model::{
    Day, KeptText, Portfolio, Project, ProjectFacts, ProjectFactsEdit, Scope, Stage, StageFacts,
    StageFactsEdit, Target,
};

use super::each::each;
use super::engine::{Of, Read};
use super::fold::{lay_alias, revisions};
use super::policy::settings;
use super::readings::latest;
use super::row::Table;
use super::rows::{
    AliasEdit, ProjectEdit, ProjectIdentity, ProjectState, RevisionEdit, StageEdit, StageIdentity,
    TargetIdentity, TextEdit,
};
use super::visible::Visible;

/// The portfolio as of a day, by the entries that count, with the latest reading of each stage.
///
/// # Errors
/// [`Error::Store`], also where rows refer to others that are not there.
pub fn load(
    read: &dyn Read,
    as_of: Day,
    scope: Scope,
    visible: &Visible,
) -> Result<Portfolio, Error> {
    let settings = settings(read, visible)?;
    let of = match scope {
        Scope::Nothing => {
            return Ok(Portfolio {
                projects: Vec::new(),
                settings,
            });
        }
        Scope::Project(id) | Scope::Name(id) => Of::Project(id),
        Scope::All | Scope::Names => Of::All,
    };
    let loader = Loader { read, of, visible };
    let mut projects = loader.projects()?;
    if matches!(scope, Scope::All | Scope::Project(_)) {
        for stage in loader.stages(&projects, as_of)? {
            if let Some(project) = projects.get(stage.project)? {
                project.project.stages.push(stage.stage);
            }
        }
    }
    let mut projects = projects
        .counting()
        .map(Held::finish)
        .collect::<Result<Vec<Project>, Error>>()?;
    projects.sort_by(|a, b| a.facts.code.cmp(&b.facts.code));
    Ok(Portfolio { projects, settings })
}

/// What rows of a table make, by their numbers; nothing where one does not count.
struct ByNumber<T>(Vec<(i64, Option<T>)>, Table);

impl<T> ByNumber<T> {
    /// The value of a number; `None` if it does not count.
    fn get(&mut self, number: i64) -> Result<Option<&mut T>, Error> {
        let index = self.0.binary_search_by_key(&number, |(number, _)| *number);
        let found = index.ok().and_then(|index| self.0.get_mut(index));
        match found {
            Some((_, value)) => Ok(value.as_mut()),
            None => Err(missing(self.1, number)),
        }
    }

    /// From now on it does not count.
    fn hide(&mut self, number: i64) {
        let index = self.0.binary_search_by_key(&number, |(number, _)| *number);
        if let Some((_, value)) = index.ok().and_then(|index| self.0.get_mut(index)) {
            *value = None;
        }
    }

    fn counting(self) -> impl Iterator<Item = T> {
        self.0.into_iter().filter_map(|(_, value)| value)
    }
}

fn missing(table: Table, number: i64) -> Error {
    let table = table.name();
    Error::store("", StoreProblem::Damaged(Damage::NoRow { table, number }))
}

fn incomplete(table: Table, number: i64) -> Error {
    let table = table.name();
    Error::store(
        "",
        StoreProblem::Damaged(Damage::Incomplete { table, number }),
    )
}

/// A project being put together.
struct Held {
    project: Project,
    edit: ProjectFactsEdit,
}

/// A stage being put together.
struct HeldStage {
    project: i64,
    stage: Stage,
    edit: StageFactsEdit,
}

struct Loader<'a> {
    read: &'a dyn Read,
    of: Of,
    visible: &'a Visible,
}

impl Loader<'_> {
    fn projects(&self) -> Result<ByNumber<Held>, Error> {
        let mut projects = ByNumber(Vec::new(), Table::Project);
        each(self.read, self.of, &mut |row: ProjectIdentity| {
            let held = self.visible.counts(row.entry).then(|| Held::new(row.id));
            projects.0.push((row.id, held));
            Ok(())
        })?;
        each(self.read, self.of, &mut |row: ProjectEdit| {
            let held = projects.get(row.project)?;
            let held = held.filter(|_| self.visible.counts(row.entry));
            if row.merged_into.is_some() && held.is_some() {
                projects.hide(row.project);
            } else if let Some(held) = held {
                held.edit.lay(row.facts);
            }
            Ok(())
        })?;
        each(self.read, self.of, &mut |row: AliasEdit| {
            let held = projects.get(row.project)?;
            if let Some(held) = held.filter(|_| self.visible.counts(row.entry)) {
                lay_alias(&mut held.project.facts.aliases, row);
            }
            Ok(())
        })?;
        each(self.read, self.of, &mut |row: TextEdit| {
            let held = projects.get(row.project)?;
            if let Some(held) = held.filter(|_| self.visible.counts(row.entry)) {
                KeptText::lay(&mut held.project.facts.texts, row.text);
            }
            Ok(())
        })?;
        each(self.read, self.of, &mut |row: ProjectState| {
            let held = projects.get(row.project)?;
            // They come in the order of their days, and of recording within a day, of which the last
            // one holds.
            if let Some(held) = held.filter(|_| self.visible.counts(row.entry)) {
                let states = &mut held.project.states;
                states.pop_if(|last| last.decided_on == row.change.decided_on);
                states.push(row.change);
            }
            Ok(())
        })?;
        Ok(projects)
    }

    /// The stages of the projects that count, with their targets, in the order of projects and of
    /// the stages within them.
    fn stages(&self, projects: &ByNumber<Held>, as_of: Day) -> Result<Vec<Finished>, Error> {
        let project_counts = |id: i64| {
            let index = projects.0.binary_search_by_key(&id, |(id, _)| *id);
            let found = index.ok().and_then(|index| projects.0.get(index));
            found.map(|(_, held)| held.is_some())
        };
        let mut stages = ByNumber(Vec::new(), Table::Stage);
        each(self.read, self.of, &mut |row: StageIdentity| {
            let counts = project_counts(row.project)
                .ok_or_else(|| missing(Table::Project, row.project))?
                && self.visible.counts(row.entry);
            let held = counts.then(|| HeldStage::new(row.id, row.project));
            stages.0.push((row.id, held));
            Ok(())
        })?;
        each(self.read, self.of, &mut |row: StageEdit| {
            let held = stages.get(row.stage)?;
            if let Some(held) = held.filter(|_| self.visible.counts(row.entry)) {
                held.edit.lay(row.facts);
            }
            Ok(())
        })?;
        self.targets(&mut stages)?;
        let mut finished = stages
            .counting()
            .map(HeldStage::finish)
            .collect::<Result<Vec<Finished>, Error>>()?;
        for held in &mut finished {
            let stage = &mut held.stage;
            (stage.reading, stage.under_way) = latest(self.read, stage.id, as_of, self.visible)?;
        }
        finished.sort_by_key(|held| (held.project, held.stage.facts.position, held.stage.id));
        Ok(finished)
    }

    fn targets(&self, stages: &mut ByNumber<HeldStage>) -> Result<(), Error> {
        let mut targets = ByNumber(Vec::new(), Table::Target);
        each(self.read, self.of, &mut |row: TargetIdentity| {
            let counts = stages.get(row.stage)?.is_some() && self.visible.counts(row.entry);
            let held = counts.then(|| HeldTarget {
                stage: row.stage,
                target: Target {
                    id: row.id,
                    number: row.number,
                    revisions: Vec::new(),
                },
                edits: Vec::new(),
            });
            targets.0.push((row.id, held));
            Ok(())
        })?;
        let mut merged = HashMap::new();
        each(self.read, self.of, &mut |row: RevisionEdit| {
            let held = targets.get(row.target)?;
            let held = held.filter(|_| self.visible.counts(row.entry));
            match (held, row.merged_into) {
                (Some(_), Some(into)) => {
                    merged.insert(row.target, into);
                    targets.hide(row.target);
                }
                (Some(held), None) => held.edits.push(row),
                (None, _) => {}
            }
            Ok(())
        })?;
        for held in targets.counting() {
            let (stage, mut target) = (held.stage, held.finish()?);
            for revision in &mut target.revisions {
                let carried = &mut revision.terms.carried_from;
                // What it carries on may have been merged, and that into which it was, again.
                for _ in 0..merged.len() {
                    *carried = carried.map(|id| merged.get(&id).copied().unwrap_or(id));
                }
            }
            if let Some(stage) = stages.get(stage)? {
                // Their numbers may have been given in another order than their places here.
                let all = &mut stage.stage.targets;
                let index = all.partition_point(|other| other.number < target.number);
                all.insert(index, target);
            }
        }
        Ok(())
    }
}

struct HeldTarget {
    stage: i64,
    target: Target,
    edits: Vec<RevisionEdit>,
}

/// A stage with all that is known of it, and its project.
struct Finished {
    project: i64,
    stage: Stage,
}

impl Held {
    fn new(id: i64) -> Held {
        Held {
            project: Project {
                id,
                facts: ProjectFacts::unnamed(),
                states: Vec::new(),
                stages: Vec::new(),
            },
            edit: ProjectFactsEdit::default(),
        }
    }

    fn finish(self) -> Result<Project, Error> {
        let (mut project, edit) = (self.project, self.edit);
        if edit.code.is_none() || edit.name.is_none() {
            return Err(incomplete(Table::Project, project.id));
        }
        project.facts.lay(edit);
        Ok(project)
    }
}

impl HeldStage {
    fn new(id: i64, project: i64) -> HeldStage {
        HeldStage {
            project,
            stage: Stage {
                id,
                facts: StageFacts::unnamed(),
                targets: Vec::new(),
                reading: None,
                under_way: None,
            },
            edit: StageFactsEdit::default(),
        }
    }

    fn finish(self) -> Result<Finished, Error> {
        let (mut stage, edit) = (self.stage, self.edit);
        if edit.code.is_none() || edit.name.is_none() || edit.kind.is_none() {
            return Err(incomplete(Table::Stage, stage.id));
        }
        stage.facts.lay(edit);
        Ok(Finished {
            project: self.project,
            stage,
        })
    }
}

impl HeldTarget {
    fn finish(mut self) -> Result<Target, Error> {
        if self.edits.is_empty() {
            return Err(incomplete(Table::Target, self.target.id));
        }
        let revisions = revisions(self.edits).into_iter();
        self.target.revisions = revisions.map(|(_, _, revision)| revision).collect();
        Ok(self.target)
    }
}
