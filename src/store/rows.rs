//! Each table's rows as plain types, one mapper a table: [`Record::read`] and [`Record::write`].
//!
//! An edit is sparse: what is absent stays as it is. How edits are laid upon each other is
//! [`super::portfolio`]'s matter.

use crate::error::{Error, StoreProblem};
use crate::model::{
    Amount, Code, Commitment, Day, Given, Instant, Notice, Percent, Period, PlanPoint, Reading,
    Remark, Source, StageKind, State, StateChange, TargetState,
};

use super::row::{Row, Table, Value};

/// A type whose values are rows of one table.
pub trait Record: Sized {
    /// The table.
    const TABLE: Table;

    /// What a row says.
    ///
    /// # Errors
    /// [`Error::Store`], without a path, where a value breaks the rules of its column.
    fn read(row: Row) -> Result<Self, Error>;

    /// The row that says it, under an entry's number.
    fn write(&self, entry: i64) -> Row;
}

/// A row as it is taken apart, column by column in the table's order.
struct Cells {
    row: Row,
    next: usize,
}

impl Cells {
    fn of(row: Row) -> Cells {
        Cells { row, next: 0 }
    }

    fn damaged(&self) -> Error {
        let columns = self.row.table.columns();
        let column = columns.get(self.next.saturating_sub(1));
        let name = column.map_or("", |(name, _)| name);
        damaged(format!("{}.{name} of entry {}", self.row.table, self.row.entry()))
    }

    fn skip(&mut self) {
        self.next += 1;
    }

    fn number(&mut self) -> Option<i64> {
        self.next += 1;
        self.row.integer(self.next - 1)
    }

    fn id(&mut self) -> Result<i64, Error> {
        self.number().ok_or_else(|| self.damaged())
    }

    fn text(&mut self) -> Option<String> {
        self.next += 1;
        self.row.take_text(self.next - 1)
    }

    fn needed_text(&mut self) -> Result<String, Error> {
        self.text().ok_or_else(|| self.damaged())
    }

    /// A text read as something else.
    fn word<T>(&mut self, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, Error> {
        self.next += 1;
        match self.row.text(self.next - 1) {
            None => Ok(None),
            Some(text) => read(text).map(Some).ok_or_else(|| self.damaged()),
        }
    }

    fn needed<T>(&mut self, read: impl FnOnce(&str) -> Option<T>) -> Result<T, Error> {
        self.word(read)?.ok_or_else(|| self.damaged())
    }

    fn integer<T>(&mut self, read: impl FnOnce(i64) -> Option<T>) -> Result<Option<T>, Error> {
        match self.number() {
            None => Ok(None),
            Some(number) => read(number).map(Some).ok_or_else(|| self.damaged()),
        }
    }

    fn percent(&mut self) -> Result<Option<Percent>, Error> {
        self.integer(Percent::from_hundredths)
    }

    fn amount(&mut self) -> Result<Option<Amount>, Error> {
        self.integer(Amount::from_thousandths)
    }

    fn day(&mut self) -> Result<Day, Error> {
        self.needed(|text| Day::from_iso(text))
    }

    /// A text that may be cleared.
    fn given_text(&mut self) -> Given<String> {
        match self.text() {
            None => Given::Absent,
            Some(text) if text.is_empty() => Given::Empty,
            Some(text) => Given::Value(text),
        }
    }
}

fn damaged(what: String) -> Error {
    Error::store("", StoreProblem::Damaged(what))
}

/// A row as it is put together, column by column in the table's order.
struct Line(Row);

impl Line {
    fn of(table: Table) -> Line {
        Line(Row {
            table,
            cells: Vec::with_capacity(table.columns().len()),
        })
    }

    fn put(mut self, value: Option<Value>) -> Line {
        self.0.cells.push(value);
        self
    }

    fn number(self, number: impl Into<Option<i64>>) -> Line {
        let number = number.into();
        self.put(number.map(Value::Integer))
    }

    fn text(self, text: Option<&str>) -> Line {
        self.put(text.map(Value::from))
    }

    fn shown(self, value: Option<impl ToString>) -> Line {
        self.put(value.map(|value| Value::Text(value.to_string())))
    }

    fn given_text(self, given: &Given<String>) -> Line {
        match given {
            Given::Absent => self.put(None),
            Given::Empty => self.text(Some("")),
            Given::Value(text) => self.text(Some(text)),
        }
    }

    fn row(self) -> Row {
        self.0
    }
}

/// The names of cleared columns, in order of their names.
fn cleared(columns: &[(&str, bool)]) -> Option<String> {
    let mut names: Vec<&str> = columns
        .iter()
        .filter(|(_, is_cleared)| *is_cleared)
        .map(|(name, _)| *name)
        .collect();
    names.sort_unstable();
    (!names.is_empty()).then(|| names.join(" "))
}

/// A value of a column that may be cleared, and whether it is.
fn given<T>(value: Option<T>, name: &str, cleared: Option<&str>) -> Given<T> {
    match value {
        Some(value) => Given::Value(value),
        None if cleared.is_some_and(|all| all.split(' ').any(|one| one == name)) => Given::Empty,
        None => Given::Absent,
    }
}

/// An entry: one transaction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// 1, 2, 3, … without a gap.
    pub number: i64,
    /// What the clock said.
    pub recorded_at: Instant,
    /// Who ran the command.
    pub who: String,
    /// The command, without the program's name.
    pub command: String,
    /// In hexadecimal; see [`super::chain`].
    pub hash: String,
}

impl Record for Entry {
    const TABLE: Table = Table::Entry;

    fn read(row: Row) -> Result<Entry, Error> {
        let mut cells = Cells::of(row);
        Ok(Entry {
            number: cells.id()?,
            recorded_at: cells.needed(|text| text.parse().ok())?,
            who: cells.needed_text()?,
            command: cells.needed_text()?,
            hash: cells.needed_text()?,
        })
    }

    fn write(&self, entry: i64) -> Row {
        Line::of(Table::Entry)
            .number(entry)
            .shown(Some(self.recorded_at))
            .text(Some(&self.who))
            .text(Some(&self.command))
            .text(Some(&self.hash))
            .row()
    }
}

/// A file that an entry was read from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceFile {
    /// The entry.
    pub entry: i64,
    /// 1, 2, … within the entry.
    pub position: i64,
    /// The file.
    pub source: Source,
}

impl Record for SourceFile {
    const TABLE: Table = Table::Source;

    fn read(row: Row) -> Result<SourceFile, Error> {
        let mut cells = Cells::of(row);
        Ok(SourceFile {
            entry: cells.id()?,
            position: cells.id()?,
            source: Source {
                file: cells.needed_text()?,
                sha256: cells.needed_text()?,
            },
        })
    }

    fn write(&self, entry: i64) -> Row {
        Line::of(Table::Source)
            .number(entry)
            .number(self.position)
            .text(Some(&self.source.file))
            .text(Some(&self.source.sha256))
            .row()
    }
}

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

/// A target's identity.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TargetIdentity {
    /// Its number.
    pub id: i64,
    /// The entry that made it.
    pub entry: i64,
    /// Its stage.
    pub stage: i64,
    /// 1, 2, … within the stage.
    pub number: i64,
}

impl Record for TargetIdentity {
    const TABLE: Table = Table::Target;

    fn read(row: Row) -> Result<TargetIdentity, Error> {
        let mut cells = Cells::of(row);
        Ok(TargetIdentity {
            id: cells.id()?,
            entry: cells.id()?,
            stage: cells.id()?,
            number: cells.id()?,
        })
    }

    fn write(&self, entry: i64) -> Row {
        Line::of(Table::Target)
            .number(self.id)
            .number(entry)
            .number(self.stage)
            .number(self.number)
            .row()
    }
}

/// Terms of a target, or changes of them, as decided once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RevisionEdit {
    /// The target.
    pub target: i64,
    /// The entry.
    pub entry: i64,
    /// 1, 2, … within the entry and target.
    pub position: i64,
    /// In force from this day on.
    pub decided_on: Day,
    /// What is to be reached.
    pub percent: Option<Percent>,
    /// By when.
    pub due: Given<Day>,
    /// The deadline's words.
    pub words: Given<String>,
    /// Whether the due day is only the period's end.
    pub is_due_implied: Option<bool>,
    /// The target's own start.
    pub start: Given<Day>,
    /// The declared baseline.
    pub baseline: Given<Percent>,
    /// Points of the plan.
    pub plan_points: Option<Vec<PlanPoint>>,
    /// The commitment word.
    pub commitment: Given<Commitment>,
    /// The period.
    pub period: Given<Period>,
    /// The label.
    pub label: Option<String>,
    /// The earlier target it carries on.
    pub carried_from: Given<i64>,
    /// Whether it is pursued.
    pub state: Option<TargetState>,
    /// Why.
    pub reason: Option<String>,
}

impl RevisionEdit {
    /// One that says nothing.
    pub fn empty(target: i64, decided_on: Day) -> RevisionEdit {
        RevisionEdit {
            target,
            entry: 0,
            position: 1,
            decided_on,
            percent: None,
            due: Given::Absent,
            words: Given::Absent,
            is_due_implied: None,
            start: Given::Absent,
            baseline: Given::Absent,
            plan_points: None,
            commitment: Given::Absent,
            period: Given::Absent,
            label: None,
            carried_from: Given::Absent,
            state: None,
            reason: None,
        }
    }
}

fn plan_points(text: &str) -> Option<Vec<PlanPoint>> {
    let points = text.split_ascii_whitespace().map(|point| {
        let (day, hundredths) = point.split_once(':')?;
        Some(PlanPoint {
            on: Day::from_iso(day)?,
            percent: Percent::from_hundredths(hundredths.parse().ok()?)?,
        })
    });
    points.collect()
}

fn plan_points_text(points: &[PlanPoint]) -> String {
    let points = points.iter();
    let texts = points.map(|point| format!("{}:{}", point.on, point.percent.hundredths()));
    texts.collect::<Vec<_>>().join(" ")
}

impl Record for RevisionEdit {
    const TABLE: Table = Table::Revision;

    fn read(row: Row) -> Result<RevisionEdit, Error> {
        let mut cells = Cells::of(row);
        let (target, entry, position) = (cells.id()?, cells.id()?, cells.id()?);
        let (decided_on, percent) = (cells.day()?, cells.percent()?);
        let due = cells.word(|text| Day::from_iso(text))?;
        let words = cells.given_text();
        let is_due_implied = cells.number().map(|number| number != 0);
        let start = cells.word(|text| Day::from_iso(text))?;
        let baseline = cells.percent()?;
        let plan_points = cells.word(plan_points)?;
        let commitment = cells.word(|text| match text {
            "" => Some(Given::Empty),
            text => Commitment::from_text(text).map(Given::Value),
        })?;
        let period = cells.word(|text| text.parse().ok())?;
        let (label, carried_from) = (cells.text(), cells.number());
        let state = cells.word(TargetState::from_id)?;
        let (reason, cleared) = (cells.text(), cells.text());
        let cleared = cleared.as_deref();
        Ok(RevisionEdit {
            target,
            entry,
            position,
            decided_on,
            percent,
            due: given(due, "due", cleared),
            words,
            is_due_implied,
            start: given(start, "start", cleared),
            baseline: given(baseline, "baseline", cleared),
            plan_points,
            commitment: commitment.unwrap_or_default(),
            period: given(period, "period", cleared),
            label,
            carried_from: given(carried_from, "carried_from", cleared),
            state,
            reason,
        })
    }

    fn write(&self, entry: i64) -> Row {
        let cleared = cleared(&[
            ("due", self.due == Given::Empty),
            ("start", self.start == Given::Empty),
            ("baseline", self.baseline == Given::Empty),
            ("period", self.period == Given::Empty),
            ("carried_from", self.carried_from == Given::Empty),
        ]);
        let commitment = match &self.commitment {
            Given::Absent => None,
            Given::Empty => Some(""),
            Given::Value(commitment) => Some(commitment.id()),
        };
        Line::of(Table::Revision)
            .number(self.target)
            .number(entry)
            .number(self.position)
            .shown(Some(self.decided_on))
            .number(self.percent.map(Percent::hundredths))
            .shown(self.due.value())
            .given_text(&self.words)
            .number(self.is_due_implied.map(i64::from))
            .shown(self.start.value())
            .number(self.baseline.value().map(|percent| percent.hundredths()))
            .shown(self.plan_points.as_deref().map(plan_points_text))
            .text(commitment)
            .shown(self.period.value())
            .text(self.label.as_deref())
            .number(self.carried_from.value().copied())
            .text(self.state.map(TargetState::id))
            .text(self.reason.as_deref())
            .text(cleared.as_deref())
            .row()
    }
}

/// A reading of a stage.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StageReading {
    /// The stage.
    pub stage: i64,
    /// The entry.
    pub entry: i64,
    /// The reading.
    pub reading: Reading,
}

impl Record for StageReading {
    const TABLE: Table = Table::Reading;

    fn read(row: Row) -> Result<StageReading, Error> {
        let mut cells = Cells::of(row);
        let (stage, as_of, entry) = (cells.id()?, cells.day()?, cells.id()?);
        Ok(StageReading {
            stage,
            entry,
            reading: Reading {
                as_of,
                percent: cells.percent()?,
                amount: cells.amount()?,
                total: cells.amount()?,
                remark: Remark {
                    note: cells.text(),
                    problem: cells.text(),
                    next_step: cells.text(),
                },
            },
        })
    }

    fn write(&self, entry: i64) -> Row {
        let reading = &self.reading;
        Line::of(Table::Reading)
            .number(self.stage)
            .shown(Some(reading.as_of))
            .number(entry)
            .number(reading.percent.map(Percent::hundredths))
            .number(reading.amount.map(Amount::thousandths))
            .number(reading.total.map(Amount::thousandths))
            .text(reading.remark.note.as_deref())
            .text(reading.remark.problem.as_deref())
            .text(reading.remark.next_step.as_deref())
            .row()
    }
}

/// An entry taken back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Retraction {
    /// The entry taken back.
    pub retracted: i64,
    /// The entry that takes it back.
    pub entry: i64,
    /// Why.
    pub reason: String,
}

impl Record for Retraction {
    const TABLE: Table = Table::Retraction;

    fn read(row: Row) -> Result<Retraction, Error> {
        let mut cells = Cells::of(row);
        Ok(Retraction {
            retracted: cells.id()?,
            entry: cells.id()?,
            reason: cells.needed_text()?,
        })
    }

    fn write(&self, entry: i64) -> Row {
        Line::of(Table::Retraction)
            .number(self.retracted)
            .number(entry)
            .text(Some(&self.reason))
            .row()
    }
}

/// A setting given a value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SettingValue {
    /// Which; of a later program it may be one that is not known here.
    pub key: String,
    /// The entry.
    pub entry: i64,
    /// The value; empty: the default again.
    pub value: String,
}

impl Record for SettingValue {
    const TABLE: Table = Table::Setting;

    fn read(row: Row) -> Result<SettingValue, Error> {
        let mut cells = Cells::of(row);
        Ok(SettingValue {
            key: cells.needed_text()?,
            entry: cells.id()?,
            value: cells.needed_text()?,
        })
    }

    fn write(&self, entry: i64) -> Row {
        Line::of(Table::Setting)
            .text(Some(&self.key))
            .number(entry)
            .text(Some(&self.value))
            .row()
    }
}

/// Something that `check` told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TargetNotice {
    /// The entry.
    pub entry: i64,
    /// What, and of which target.
    pub notice: Notice,
}

impl Record for TargetNotice {
    const TABLE: Table = Table::Notice;

    fn read(row: Row) -> Result<TargetNotice, Error> {
        let mut cells = Cells::of(row);
        let (target, entry) = (cells.id()?, cells.id()?);
        Ok(TargetNotice {
            entry,
            notice: Notice {
                target,
                finding: cells.needed_text()?,
                due: cells.word(|text| Day::from_iso(text))?,
                said_on: cells.day()?,
            },
        })
    }

    fn write(&self, entry: i64) -> Row {
        Line::of(Table::Notice)
            .number(self.notice.target)
            .number(entry)
            .text(Some(&self.notice.finding))
            .shown(self.notice.due)
            .shown(Some(self.notice.said_on))
            .row()
    }
}
