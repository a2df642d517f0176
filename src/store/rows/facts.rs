use crate::messages::Error;
use crate::model::{Code, Given, ProjectFactsEdit, StageFactsEdit, StageKind, State, StateChange};

use super::cells::{Cells, Line, Record, cleared, given};
use crate::store::row::{Row, Table};

/// A project's identity.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ProjectIdentity {
    /// Its number.
    pub id: i64,
    /// The entry that made it.
    pub entry: i64,
}

impl Record for ProjectIdentity {
    const TABLE: Table = Table::Project;

    fn read(row: Row) -> Result<ProjectIdentity, Error> {
        let mut cells = Cells::of(row);
        Ok(ProjectIdentity {
            id: cells.id()?,
            entry: cells.id()?,
        })
    }

    fn write(&self, entry: i64) -> Row {
        Line::of(Table::Project).number(self.id).number(entry).row()
    }
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
}

impl Record for ProjectEdit {
    const TABLE: Table = Table::ProjectEdit;

    fn read(row: Row) -> Result<ProjectEdit, Error> {
        let mut cells = Cells::of(row);
        let (project, entry) = (cells.id()?, cells.id()?);
        let code = cells.word(|text| Code::new(text).ok())?;
        cells.skip(); // code_key
        Ok(ProjectEdit {
            project,
            entry,
            facts: ProjectFactsEdit {
                code,
                name: cells.text(),
                name_en: cells.given_text(),
                category: cells.given_text(),
                unit: cells.given_text(),
                lead: cells.given_text(),
            },
            reason: cells.text(),
        })
    }

    fn write(&self, entry: i64) -> Row {
        let facts = &self.facts;
        Line::of(Table::ProjectEdit)
            .number(self.project)
            .number(entry)
            .shown(facts.code.as_ref())
            .shown(facts.code.as_ref().map(Code::key))
            .text(facts.name.as_deref())
            .given_text(&facts.name_en)
            .given_text(&facts.category)
            .given_text(&facts.unit)
            .given_text(&facts.lead)
            .text(self.reason.as_deref())
            .row()
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

impl Record for AliasEdit {
    const TABLE: Table = Table::Alias;

    fn read(row: Row) -> Result<AliasEdit, Error> {
        let mut cells = Cells::of(row);
        Ok(AliasEdit {
            project: cells.id()?,
            entry: cells.id()?,
            position: cells.id()?,
            name: cells.needed_text()?,
            standing: cells.needed(|text| match text {
                "certain" => Some(Standing::Certain),
                "supposed" => Some(Standing::Supposed),
                "dropped" => Some(Standing::Dropped),
                _ => None,
            })?,
        })
    }

    fn write(&self, entry: i64) -> Row {
        let standing = match self.standing {
            Standing::Certain => "certain",
            Standing::Supposed => "supposed",
            Standing::Dropped => "dropped",
        };
        Line::of(Table::Alias)
            .number(self.project)
            .number(entry)
            .number(self.position)
            .text(Some(&self.name))
            .text(Some(standing))
            .row()
    }
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

impl Record for ProjectState {
    const TABLE: Table = Table::ProjectState;

    fn read(row: Row) -> Result<ProjectState, Error> {
        let mut cells = Cells::of(row);
        let (project, decided_on, entry) = (cells.id()?, cells.day()?, cells.id()?);
        Ok(ProjectState {
            project,
            entry,
            change: StateChange {
                state: cells.needed(State::from_id)?,
                decided_on,
                reason: cells.text(),
            },
        })
    }

    fn write(&self, entry: i64) -> Row {
        Line::of(Table::ProjectState)
            .number(self.project)
            .shown(Some(self.change.decided_on))
            .number(entry)
            .text(Some(self.change.state.id()))
            .text(self.change.reason.as_deref())
            .row()
    }
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

impl Record for StageIdentity {
    const TABLE: Table = Table::Stage;

    fn read(row: Row) -> Result<StageIdentity, Error> {
        let mut cells = Cells::of(row);
        Ok(StageIdentity {
            id: cells.id()?,
            entry: cells.id()?,
            project: cells.id()?,
        })
    }

    fn write(&self, entry: i64) -> Row {
        Line::of(Table::Stage)
            .number(self.id)
            .number(entry)
            .number(self.project)
            .row()
    }
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

impl Record for StageEdit {
    const TABLE: Table = Table::StageEdit;

    fn read(row: Row) -> Result<StageEdit, Error> {
        let mut cells = Cells::of(row);
        let (stage, entry) = (cells.id()?, cells.id()?);
        let code = cells.word(|text| Code::new(text).ok())?;
        let (name, name_en, position) = (cells.text(), cells.given_text(), cells.number());
        let kind = cells.word(StageKind::from_id)?;
        let (weight, unit, total) = (cells.percent()?, cells.given_text(), cells.amount()?);
        let (reason, cleared) = (cells.text(), cells.text());
        let facts = StageFactsEdit {
            code,
            name,
            name_en,
            position,
            kind,
            weight: given(weight, "weight", cleared.as_deref()),
            unit,
            total: given(total, "total", cleared.as_deref()),
        };
        Ok(StageEdit {
            stage,
            entry,
            facts,
            reason,
        })
    }

    fn write(&self, entry: i64) -> Row {
        let facts = &self.facts;
        let cleared = cleared(&[
            ("weight", facts.weight == Given::Empty),
            ("total", facts.total == Given::Empty),
        ]);
        Line::of(Table::StageEdit)
            .number(self.stage)
            .number(entry)
            .shown(facts.code.as_ref())
            .text(facts.name.as_deref())
            .given_text(&facts.name_en)
            .number(facts.position)
            .text(facts.kind.map(StageKind::id))
            .number(facts.weight.value().map(|weight| weight.hundredths()))
            .given_text(&facts.unit)
            .number(facts.total.value().map(|total| total.thousandths()))
            .text(self.reason.as_deref())
            .text(cleared.as_deref())
            .row()
    }
}
