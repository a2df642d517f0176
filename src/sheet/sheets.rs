//! Sheets as plain statements. The ledger takes them kind by kind; those of one kind stand here in
//! the order in which they are to be taken.

use std::collections::{HashMap, HashSet};

use csv::ByteRecord;

use crate::ledger::{Change, Origin, StateChange, Stated, TargetChange};
use crate::messages::{BadRow, Error, Refusal, RowRef, RowWarning};
use crate::model::{Code, DateRules, SettingKey, Settings, Source};

use super::cells::Cells;
use super::encoding::{Encoding, decode};
use super::facts;
use super::flat::flat;
use super::kind::Kind;
use super::source::Input;
use super::table::{Row, Table};
use super::targets;
use super::typing::Typing;

/// So many faults, and so many doubts, are kept to be listed; the others are counted.
pub const LISTED: usize = 1_000;

/// What some sheets say.
#[derive(Default)]
pub struct Sheets {
    /// The files, in the order in which they were named.
    pub files: Vec<FileAbout>,
    /// What the rows without a fault say, those of each kind in the order in which they are to be
    /// taken: a flat sheet's after those of a list, by which it may name things.
    pub changes: Vec<Stated>,
    /// What is wrong with the others, in order of file and row; the first [`LISTED`] of all faults.
    pub bad: Vec<BadRow>,
    /// How many rows have faults.
    pub bad_count: usize,
    /// What is doubtful about rows without a fault; the first [`LISTED`] of all.
    pub warnings: Vec<RowWarning>,
    /// How many doubts there are.
    pub warning_count: usize,
    tables: Vec<Option<Table>>,
    /// The keys of projects whose own row has a fault.
    broken: HashSet<String>,
}

/// What is known of a file.
pub struct FileAbout {
    /// As named on the command line.
    pub name: String,
    /// What its rows are; `None`: lines that are no sheet.
    pub kind: Option<Kind>,
    /// How it was encoded.
    pub encoding: Encoding,
    /// Its name and hash, kept with its entry.
    pub source: Source,
    /// How many rows it has, the header and blank ones among them.
    pub rows: u64,
}

/// Reads sheets, in which dates are read by those rules.
///
/// # Errors
/// [`Error::File`] and [`Error::Format`], of the first file that cannot be read as a whole.
pub fn read<'a>(
    inputs: impl IntoIterator<Item = Input<'a>>,
    rules: DateRules,
) -> Result<Sheets, Error> {
    let mut reading = Reading::with(rules, None);
    for input in inputs {
        let text = input.text()?;
        let (encoding, bytes) = decode(text.bytes);
        let table = Table::open(&text.source.file, bytes, b',');
        let table = table.map_err(|problem| Error::Format {
            file: text.source.file.clone(),
            problem,
        })?;
        reading.add(table, encoding, text.source)?;
    }
    Ok(reading.finished())
}

impl Sheets {
    /// Whether a file is more than readings, and so is told as an import.
    pub fn is_imported(&self) -> bool {
        let is_more = |file: &FileAbout| file.kind.is_some_and(|kind| kind != Kind::Readings);
        self.files.iter().any(is_more)
    }

    /// The row of a statement, as bad for that reason. A field is named as the portfolio's own
    /// columns are, and besides: `project` and `stage` are whatever names these in the row, `figure`
    /// is what was reported, and `reason` the cell in which one is told. Where the sheet has no
    /// such column, the field keeps this name.
    ///
    /// Of a project that is not there because its own row has a fault, it says so.
    pub fn bad_row(&self, origin: Origin, field: &str, problem: Refusal) -> BadRow {
        let Some(Some(table)) = self.tables.get(origin.file) else {
            return BadRow::whole(self.row_ref(origin), problem);
        };
        table.row(origin.row, |row| {
            let problem = match problem {
                Refusal::UnknownProject if self.is_broken(table, row) => Refusal::Skipped,
                other => other,
            };
            table.fault(row, column(table, row, field), problem)
        })
    }

    /// The row of a statement.
    pub fn row_ref(&self, origin: Origin) -> RowRef {
        let file = self.files.get(origin.file);
        RowRef::of(file.map_or("", |file| &file.name), origin.row)
    }

    fn is_broken(&self, table: &Table, row: &Row<'_>) -> bool {
        let code = Code::new(cell(table, row, "project"));
        code.is_ok_and(|code| self.broken.contains(&code.key()))
    }
}

fn cell<'r>(table: &Table, row: &'r Row<'_>, column: &str) -> &'r str {
    let cell = table.place(column).and_then(|place| row.record.get(place));
    let text = std::str::from_utf8(cell.unwrap_or_default());
    text.unwrap_or_default().trim()
}

/// The column that a row gives a field in.
fn column<'f>(table: &Table, row: &Row<'_>, field: &'f str) -> &'f str {
    let has = |column| !cell(table, row, column).is_empty();
    match (field, table.kind) {
        ("project", Kind::Projects) => "code",
        ("project", Kind::Flat) if has("code") => "code",
        ("project", Kind::Flat) => "name",
        ("figure", Kind::Flat) => "reading",
        ("figure", Kind::Readings) if has("amount") && !has("percent") => "amount",
        ("figure", Kind::Readings) => "percent",
        ("reason", Kind::Flat) => "note",
        ("due", _) if has("due_words") && !has("due") => "due_words",
        ("due_words", _) if has("due") && !has("due_words") => "due",
        (field, _) => field,
    }
}

/// Sheets while they are read.
pub(super) struct Reading<'t> {
    rules: DateRules,
    /// What is said beside, if they are typed.
    typing: Option<&'t Typing>,
    sheets: Sheets,
    /// Where each key was seen first.
    keys: HashMap<(Kind, String), Origin>,
    facts: Vec<Stated>,
    states: Vec<(Origin, StateChange)>,
    targets: Vec<(Origin, Box<TargetChange>)>,
    flat: Vec<Stated>,
    readings: Vec<Stated>,
}

impl<'t> Reading<'t> {
    /// None yet, of those that are typed.
    pub(super) fn typed(typing: &'t Typing) -> Reading<'t> {
        Reading::with(typing.rules, Some(typing))
    }

    fn with(rules: DateRules, typing: Option<&'t Typing>) -> Reading<'t> {
        Reading {
            rules,
            typing,
            sheets: Sheets::default(),
            keys: HashMap::new(),
            facts: Vec::new(),
            states: Vec::new(),
            targets: Vec::new(),
            flat: Vec::new(),
            readings: Vec::new(),
        }
    }

    /// Reads the rows of a sheet.
    pub(super) fn add(
        &mut self,
        mut table: Table,
        encoding: Encoding,
        source: Source,
    ) -> Result<(), Error> {
        let file = self.sheets.files.len();
        self.sheets.files.push(FileAbout {
            name: table.file.clone(),
            kind: Some(table.kind),
            encoding,
            source,
            rows: 0,
        });
        let rows = table.read(&mut |table, row| match row {
            Err(bad) => self.bad(vec![bad]),
            Ok(row) => {
                let origin = Origin {
                    file,
                    row: row.number,
                };
                let mut cells = Cells::of(table, row, self.rules);
                self.row(&mut cells, table.kind, origin);
                let (faults, doubts) = cells.into_told();
                if faults.is_empty() {
                    self.doubts(doubts);
                } else {
                    self.bad(faults);
                }
            }
        })?;
        if let Some(about) = self.sheets.files.last_mut() {
            about.rows = rows;
        }
        if self.typing.is_some() && table.kind == Kind::Readings {
            // Such a table may be meant for lines.
            for bad in &mut self.sheets.bad {
                if matches!(bad.problem, Refusal::Columns { .. }) {
                    let line = table.row(bad.at.row, |row| joined(row.record));
                    bad.problem = Refusal::NotAnUpdate(line);
                }
            }
        }
        self.sheets.tables.push(Some(table));
        Ok(())
    }

    fn bad(&mut self, faults: Vec<BadRow>) {
        self.sheets.bad_count += 1;
        let room = LISTED.saturating_sub(self.sheets.bad.len());
        self.sheets.bad.extend(faults.into_iter().take(room));
    }

    fn doubts(&mut self, doubts: Vec<RowWarning>) {
        self.sheets.warning_count += doubts.len();
        let room = LISTED.saturating_sub(self.sheets.warnings.len());
        self.sheets.warnings.extend(doubts.into_iter().take(room));
    }

    /// Takes what a row says, unless something is wrong with it.
    fn row(&mut self, cells: &mut Cells<'_>, kind: Kind, origin: Origin) {
        let stated = |change| Stated { origin, change };
        match kind {
            Kind::Settings => {
                if let Some(setting) = facts::setting(cells)
                    && self.is_first(cells, kind, "key", setting.key.id(), origin)
                {
                    if setting.key == SettingKey::Dates {
                        // It settles the sheets that come after it.
                        let mut settings = Settings::default();
                        let _ = settings.set(setting.key, &setting.value);
                        self.rules.order = settings.dates;
                    }
                    self.facts.push(stated(Change::Setting(setting)));
                }
            }
            Kind::Projects => {
                let Some((code, project, state)) = facts::project(cells) else {
                    return;
                };
                if cells.has_faults() {
                    self.sheets.broken.insert(code.key());
                } else if self.is_first(cells, kind, "code", &code.key(), origin) {
                    let project = Change::Project(Box::new(project));
                    self.facts.push(stated(project));
                    self.states.extend(state.map(|state| (origin, state)));
                }
            }
            Kind::States => {
                if let Some(state) = facts::state_row(cells)
                    && !cells.has_faults()
                {
                    self.states.push((origin, state));
                }
            }
            Kind::Stages => {
                if let Some((project, stage, change)) = facts::stage(cells) {
                    let key = format!("{}/{}", project.key(), stage.key());
                    if self.is_first(cells, kind, "stage", &key, origin) {
                        self.facts.push(stated(Change::Stage(Box::new(change))));
                    }
                }
            }
            Kind::Targets => {
                if let Some((project, stage, change)) = targets::target(cells) {
                    let key = targets::key(&project, &stage, &change);
                    if self.is_first(cells, kind, "stage", &key, origin) {
                        self.targets.push((origin, Box::new(change)));
                    }
                }
            }
            Kind::Readings => {
                if let Some(reading) = targets::reading(cells, self.typing)
                    && !cells.has_faults()
                {
                    let reading = Change::Reading(Box::new(reading));
                    self.readings.push(stated(reading));
                }
            }
            Kind::Flat => {
                if let Some((project, rest)) = flat(cells)
                    && !cells.has_faults()
                {
                    self.flat.push(stated(Change::Project(Box::new(project))));
                    self.flat.extend(rest.into_iter().map(stated));
                }
            }
        }
    }

    /// Whether the row has no fault; one is that an earlier row of its kind has the same key.
    fn is_first(
        &mut self,
        cells: &mut Cells<'_>,
        kind: Kind,
        column: &str,
        key: &str,
        origin: Origin,
    ) -> bool {
        if cells.has_faults() {
            return false;
        }
        let first = *self.keys.entry((kind, key.to_owned())).or_insert(origin);
        if first != origin {
            let first = self.sheets.row_ref(first);
            cells.fault(column, Refusal::Duplicate { first });
        }
        first == origin
    }

    /// Puts the statements in order. States go by their days. Numbered revisions of targets go in
    /// their order, else targets by period, so that one comes after the one it carries on; of one
    /// period those with a day of decision in the order of days, and last those decided today.
    pub(super) fn finished(mut self) -> Sheets {
        let mut states = self.states;
        states.sort_by_key(|(_, state)| (state.decided_on.is_none(), state.decided_on));
        let states = (states.into_iter()).map(|(origin, state)| Stated {
            origin,
            change: Change::State(state),
        });
        let mut targets = self.targets;
        targets.sort_by_key(|(origin, target)| {
            let which = &target.which;
            (
                which.revision.unwrap_or(0),
                which.number,
                which.period.is_none(),
                which.period,
                target.decided_on.is_none(),
                target.decided_on,
                origin.file,
            )
        });
        let targets = (targets.into_iter()).map(|(origin, target)| Stated {
            origin,
            change: Change::Target(target),
        });
        let mut changes = self.facts;
        changes.extend(states);
        changes.extend(targets);
        changes.append(&mut self.flat);
        changes.append(&mut self.readings);
        Sheets {
            changes,
            ..self.sheets
        }
    }

    /// Takes what a line or a row says that is read by others.
    pub(super) fn line(&mut self, origin: Origin, said: Result<Change, Vec<Refusal>>) {
        match said {
            Ok(change) => self.readings.push(Stated { origin, change }),
            Err(problems) => {
                let bad = |problem| self.sheets.bad_row(origin, "", problem);
                let faults = problems.into_iter().map(bad).collect();
                self.bad(faults);
            }
        }
    }

    /// Adds what is no sheet, whose lines are read by others.
    pub(super) fn lines(&mut self, source: Source, rows: u64) {
        self.sheets.files.push(FileAbout {
            name: source.file.clone(),
            kind: None,
            encoding: Encoding::Utf8,
            source,
            rows,
        });
        self.sheets.tables.push(None);
    }
}

fn joined(record: &ByteRecord) -> String {
    let cells: Vec<_> = record.iter().map(String::from_utf8_lossy).collect();
    cells.join(",")
}
