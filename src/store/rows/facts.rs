use crate::messages::Error;
use crate::model::{Amount, Code, Given, Percent, StageKind, State, StateChange};

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
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ProjectEdit {
    /// The project.
    pub project: i64,
    /// The entry.
    pub entry: i64,
    /// Its code.
    pub code: Option<Code>,
    /// Its name.
    pub name: Option<String>,
    /// Its English name.
    pub name_en: Given<String>,
    /// For filters and groups.
    pub category: Given<String>,
    /// The unit responsible.
    pub unit: Given<String>,
    /// The person in the lead.
    pub lead: Given<String>,
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
            code,
            name: cells.text(),
            name_en: cells.given_text(),
            category: cells.given_text(),
            unit: cells.given_text(),
            lead: cells.given_text(),
            reason: cells.text(),
        })
    }

    fn write(&self, entry: i64) -> Row {
        Line::of(Table::ProjectEdit)
            .number(self.project)
            .number(entry)
            .shown(self.code.as_ref())
            .shown(self.code.as_ref().map(Code::key))
            .text(self.name.as_deref())
            .given_text(&self.name_en)
            .given_text(&self.category)
            .given_text(&self.unit)
            .given_text(&self.lead)
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
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct StageEdit {
    /// The stage.
    pub stage: i64,
    /// The entry.
    pub entry: i64,
    /// Its code.
    pub code: Option<Code>,
    /// Its name.
    pub name: Option<String>,
    /// Its English name.
    pub name_en: Given<String>,
    /// Its place among the project's stages.
    pub position: Option<i64>,
    /// Measured or milestone.
    pub kind: Option<StageKind>,
    /// Its share of the whole works.
    pub weight: Given<Percent>,
    /// The unit of its amounts.
    pub unit: Given<String>,
    /// The amount that is 100 %.
    pub total: Given<Amount>,
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
        Ok(StageEdit {
            stage,
            entry,
            code,
            name,
            name_en,
            position,
            kind,
            weight: given(weight, "weight", cleared.as_deref()),
            unit,
            total: given(total, "total", cleared.as_deref()),
            reason,
        })
    }

    fn write(&self, entry: i64) -> Row {
        let cleared = cleared(&[
            ("weight", self.weight == Given::Empty),
            ("total", self.total == Given::Empty),
        ]);
        Line::of(Table::StageEdit)
            .number(self.stage)
            .number(entry)
            .shown(self.code.as_ref())
            .text(self.name.as_deref())
            .given_text(&self.name_en)
            .number(self.position)
            .text(self.kind.map(StageKind::id))
            .number(self.weight.value().map(|weight| weight.hundredths()))
            .given_text(&self.unit)
            .number(self.total.value().map(|total| total.thousandths()))
            .text(self.reason.as_deref())
            .text(cleared.as_deref())
            .row()
    }
}
