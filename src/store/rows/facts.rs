use crate::messages::Error;
use crate::model::{KeptText, ProjectFactsEdit, StageFactsEdit, StateChange};

use super::cells::{Cells, Line, Record, Stored, record, stored};
use crate::store::row::{Row, Table, Value};

/// A project's identity.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ProjectIdentity {
    /// Its number.
    pub id: i64,
    /// The entry that made it.
    pub entry: i64,
}

record! {
    ProjectIdentity in Project [id, entry]
    ProjectIdentity { id, entry }
}

/// What was said of a project in one entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProjectEdit {
    /// The project.
    pub project: i64,
    /// The entry.
    pub entry: i64,
    /// What was said.
    pub facts: ProjectFactsEdit,
    /// Why.
    pub reason: Option<String>,
    /// The project that it was found to be.
    pub merged_into: Option<i64>,
}

record! {
    ProjectEdit in ProjectEdit
        [project, entry, code, name, name_en, category, unit, lead, reason, merged_into]
    ProjectEdit {
        project,
        entry,
        facts: ProjectFactsEdit { code, name, name_en, category, unit, lead },
        reason,
        merged_into,
    }
}

/// Whether another name of a project is one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// It is.
    Certain,
    /// It seems to be.
    Supposed,
    /// It is none any more.
    Dropped,
}

stored! {
    Standing as Text:
        |text: String| STANDINGS.iter().find(|(_, id)| *id == text).map(|(standing, _)| *standing),
        |standing: &Standing| {
            let id = STANDINGS.iter().find(|(other, _)| other == standing);
            id.map_or("", |(_, id)| id).to_owned()
        };
}

const STANDINGS: [(Standing, &str); 3] = [
    (Standing::Certain, "certain"),
    (Standing::Supposed, "supposed"),
    (Standing::Dropped, "dropped"),
];

/// What was said of another name of a project.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AliasEdit {
    /// The project.
    pub project: i64,
    /// The entry.
    pub entry: i64,
    /// 1, 2, … within the entry and project.
    pub position: i64,
    /// The name.
    pub name: String,
    /// Whether it is one.
    pub standing: Standing,
}

record! {
    AliasEdit in Alias [project, entry, position, name, standing]
    AliasEdit { project, entry, position, name, standing }
}

/// A named text that is kept of a project.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextEdit {
    /// The project.
    pub project: i64,
    /// The entry.
    pub entry: i64,
    /// 1, 2, … within the entry and project.
    pub position: i64,
    /// Name and text; an empty one is none any more.
    pub text: KeptText,
}

record! {
    TextEdit in ProjectText [project, entry, position, name, value]
    TextEdit { project, entry, position, text: KeptText { name, value } }
}

/// A state of a project from a day on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProjectState {
    /// The project.
    pub project: i64,
    /// The entry.
    pub entry: i64,
    /// State, day and reason.
    pub change: StateChange,
}

record! {
    ProjectState in ProjectState [project, decided_on, entry, state, reason]
    ProjectState { project, entry, change: StateChange { state, decided_on, reason } }
}

/// A stage's identity.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StageIdentity {
    /// Its number.
    pub id: i64,
    /// The entry that made it.
    pub entry: i64,
    /// Its project.
    pub project: i64,
}

record! {
    StageIdentity in Stage [id, entry, project]
    StageIdentity { id, entry, project }
}

/// What was said of a stage in one entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StageEdit {
    /// The stage.
    pub stage: i64,
    /// The entry.
    pub entry: i64,
    /// What was said.
    pub facts: StageFactsEdit,
    /// Why.
    pub reason: Option<String>,
}

record! {
    StageEdit in StageEdit
        [stage, entry, code, name, name_en, position, kind, weight, unit, total, reason]
    StageEdit {
        stage,
        entry,
        facts: StageFactsEdit { code, name, name_en, position, kind, weight, unit, total },
        reason,
    }
}
