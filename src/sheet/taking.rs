//! From files to statements: each file is told for what it is, split into rows, and read row by row.

use std::collections::HashMap;

use crate::ledger::{Change, Origin, Stated};
use crate::messages::{
    Aside, BadRow, Error, FormatProblem, PassedOver, PassedOverIn, Refusal, RowWarning, UpTo,
};
use crate::model::{DateRules, Day, PeriodName, SettingKey, Settings, Source, fold};

use super::cells::Cells;
use super::csv::{Split, split};
use super::encoding::decode;
use super::facts;
use super::filled::filled;
use super::flat::{DayOfFigures, flat};
use super::kind::Kind;
use super::lamps::lamp_row;
use super::mapping::Mappings;
use super::reading::Reading;
use super::roles::Role;
use super::said::Said;
use super::seen::SeenColumns;
use super::sheets::{FileAbout, LISTED, Sheets};
use super::sniff::sniff;
use super::source::{Content, Input};
use super::standing::Standing;
use super::table::Table;
use super::targets;
use super::typing::Typing;
use super::workbook;
use super::worksheet::{Workbook, Worksheet};

/// Reads sheets.
///
/// # Errors
/// [`Error::File`] and [`Error::Format`], of the first file that cannot be read as a whole.
pub fn read<'a>(
    inputs: impl IntoIterator<Item = Input<'a>>,
    how: Reading<'_>,
) -> Result<Sheets, Error> {
    let mut taking = Taking::with(how.rules, None);
    taking.on = how.on;
    taking.period = how.period;
    taking.mappings = how.mappings;
    for input in inputs {
        let Content { bytes, source } = input.content()?;
        let file = source.file.clone();
        let fail = |problem| Error::Format {
            file: file.clone(),
            problem,
        };
        taking.came_from(source);
        match sniff(&bytes).map_err(|kind| fail(FormatProblem::NotASheet(kind)))? {
            None => {
                let decoded = decode(bytes, how.encoding).map_err(fail)?;
                let split = split(&decoded.text).map_err(fail)?;
                let table = Table::open(&file, split, &how.rules, how.mappings).map_err(fail)?;
                taking.add(table, decoded.read_as);
            }
            Some(sort) => taking.workbook(&file, workbook::read(sort, &bytes).map_err(fail)?)?,
        }
    }
    taking
        .said
        .facts
        .extend(taking.seen.new_answers(how.mappings)?);
    Ok(taking.finished())
}

/// Sheets while they are read.
pub(super) struct Taking<'t> {
    rules: DateRules,
    /// What is said beside, if they are typed.
    typing: Option<&'t Typing>,
    /// The day of figures that give none.
    on: Option<Day>,
    /// The period of targets that give none.
    period: Option<PeriodName>,
    /// What columns mean that somebody answered for.
    mappings: &'t Mappings,
    /// What the columns of plans are called.
    seen: SeenColumns,
    sheets: Sheets,
    /// Where each key was seen first.
    keys: HashMap<(Kind, String), Origin>,
    said: Said,
}

impl<'t> Taking<'t> {
    /// None yet, of those that are typed.
    pub(super) fn typed(typing: &'t Typing) -> Taking<'t> {
        Taking::with(typing.rules, Some(typing))
    }

    fn with(rules: DateRules, typing: Option<&'t Typing>) -> Taking<'t> {
        Taking {
            rules,
            typing,
            on: typing.and_then(|typing| typing.on),
            period: None,
            mappings: Mappings::NONE,
            seen: SeenColumns::default(),
            sheets: Sheets::default(),
            keys: HashMap::new(),
            said: Said::default(),
        }
    }

    /// Reads the worksheets of a workbook that are of a kind; if none is, why the first is not. One
    /// whose columns are asked about is never passed over.
    fn workbook(&mut self, file: &str, workbook: Workbook) -> Result<(), Error> {
        let filled = |sheet: &Worksheet| sheet.grid.rows().any(|row| row.len() > 0);
        let sheets: Vec<Worksheet> = workbook.worksheets.into_iter().filter(filled).collect();
        let is_alone = sheets.len() == 1;
        let mut problem = None;
        let (mut tables, mut passed_over) = (Vec::new(), Vec::new());
        for Worksheet { name, grid } in sheets {
            let called = match is_alone {
                true => file.to_owned(),
                false => format!("{file} [{name}]"),
            };
            match Table::open(&called, Split::of(grid), &self.rules, self.mappings) {
                Ok(table) => tables.push(table),
                Err(problem) if problem.is_of_columns() => {
                    return Err(Error::Format {
                        file: called,
                        problem,
                    });
                }
                Err(why) => {
                    passed_over.push(PassedOver::Worksheet(name));
                    problem.get_or_insert((called, why));
                }
            }
        }
        if workbook.hidden > 0 {
            let count = workbook.hidden;
            passed_over.push(PassedOver::Hidden { count });
        }
        if tables.is_empty() {
            let none = || (file.to_owned(), FormatProblem::NoHeader);
            let (file, problem) = problem.unwrap_or_else(none);
            return Err(Error::Format { file, problem });
        }
        self.pass_over(file.to_owned(), passed_over);
        tables.into_iter().for_each(|table| self.add(table, None));
        Ok(())
    }

    /// Reads the rows of a sheet.
    pub(super) fn add(&mut self, table: Table, read_as: Option<&'static str>) {
        let file = self.sheets.files.len();
        self.sheets.files.push(FileAbout {
            name: table.file.clone(),
            kind: Some(table.kind),
            read_as,
            rows: table.last_row(),
        });
        let is_typed = self.typing.is_some() && table.kind == Kind::Readings;
        let (mut titles, mut asides, mut parts) = (Vec::new(), Vec::new(), Vec::new());
        for row in table.rows() {
            let standing = table.standing(row);
            let told = |standing: &Standing| Aside {
                row: row.number,
                text: standing.title.clone(),
            };
            match standing.map(|standing| (standing.role, told(standing))) {
                Some((Role::Section, title)) => {
                    titles.push(title);
                    continue;
                }
                Some((Role::Aside, aside)) => {
                    asides.push(aside);
                    continue;
                }
                Some((Role::Data, _)) | None => {}
            }
            if let Some(mut bad) = table.misfit(row) {
                if is_typed && matches!(bad.problem, Refusal::Columns { .. }) {
                    // Such a table may be meant for lines.
                    let cells: Vec<&str> = row.cells().collect();
                    bad.problem = Refusal::NotAnUpdate(cells.join(","));
                }
                self.bad(vec![bad]);
                continue;
            }
            let origin = Origin {
                file,
                row: row.number,
            };
            let mut cells = Cells::of(&table, row, self.rules);
            self.row(&mut cells, table.kind, origin);
            if cells.has_unread_facts() {
                parts.extend(standing.map(told));
            }
            let (faults, warnings) = cells.into_findings();
            if faults.is_empty() {
                self.warn(warnings);
            } else {
                self.bad(faults);
            }
        }
        self.seen.see(&table, &mut self.sheets.answered);
        let columns = &table.passed_over;
        let columns = (!columns.is_empty())
            .then(|| PassedOver::Columns(UpTo::quoted(columns.iter().cloned())));
        let asides = (!asides.is_empty()).then_some(PassedOver::Rows(UpTo(asides)));
        let titles = (!titles.is_empty()).then_some(PassedOver::Titles(UpTo(titles)));
        let parts = (!parts.is_empty()).then_some(PassedOver::OfParts(UpTo(parts)));
        let rows = asides.into_iter().chain(titles).chain(parts);
        let passed_over = columns.into_iter().chain(rows).collect();
        self.pass_over(table.file.clone(), passed_over);
        self.sheets.tables.push(Some(table));
    }

    /// Of which day a figure is that gives none.
    fn day(&self, cells: &Cells<'_>) -> DayOfFigures {
        match (cells.title_day().or(self.on), self.typing) {
            (Some(day), _) => DayOfFigures::On(day),
            (None, Some(_)) => DayOfFigures::OfCommand,
            (None, None) => DayOfFigures::Unknown,
        }
    }

    fn pass_over(&mut self, file: String, what: Vec<PassedOver>) {
        if !what.is_empty() {
            self.sheets.passed_over.push(PassedOverIn { file, what });
        }
    }

    fn bad(&mut self, faults: Vec<BadRow>) {
        self.sheets.bad_count += 1;
        let room = LISTED.saturating_sub(self.sheets.bad.len());
        self.sheets.bad.extend(faults.into_iter().take(room));
    }

    fn warn(&mut self, warnings: Vec<RowWarning>) {
        self.sheets.warning_count += warnings.len();
        let room = LISTED.saturating_sub(self.sheets.warnings.len());
        self.sheets.warnings.extend(warnings.into_iter().take(room));
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
                    self.said.facts.push(stated(Change::Setting(setting)));
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
                    self.said.facts.push(stated(project));
                    self.said.states.extend(state.map(|state| (origin, state)));
                }
            }
            Kind::Texts => {
                if let Some((project, text, change)) = facts::kept_text(cells) {
                    let key = format!("{}/{}", project.key(), fold(&text.name));
                    if self.is_first(cells, kind, "name", &key, origin) {
                        self.said
                            .texts
                            .push(stated(Change::Project(Box::new(change))));
                    }
                }
            }
            Kind::States => {
                if let Some(state) = facts::state_row(cells)
                    && !cells.has_faults()
                {
                    self.said.states.push((origin, state));
                }
            }
            Kind::Stages => {
                if let Some((project, stage, change)) = facts::stage(cells) {
                    let key = format!("{}/{}", project.key(), stage.key());
                    if self.is_first(cells, kind, "stage", &key, origin) {
                        self.said
                            .facts
                            .push(stated(Change::Stage(Box::new(change))));
                    }
                }
            }
            Kind::Targets => {
                if let Some((project, stage, change)) = targets::target(cells) {
                    let key = targets::key(&project, &stage, &change);
                    if self.is_first(cells, kind, "stage", &key, origin) {
                        self.said.targets.push((origin, Box::new(change)));
                    }
                }
            }
            Kind::Readings | Kind::Form => {
                let reading = match kind {
                    Kind::Form => filled(cells, self.day(cells)),
                    _ => targets::reading(cells, self.typing),
                };
                if let Some(reading) = reading.filter(|_| !cells.has_faults()) {
                    let reading = Change::Reading(Box::new(reading));
                    self.said.readings.push(stated(reading));
                }
            }
            Kind::Flat => {
                if let Some((project, rest)) = flat(cells, self.day(cells), self.period)
                    && !cells.has_faults()
                {
                    self.sheets.lamps.extend(lamp_row(cells, &project));
                    self.said
                        .flat
                        .push(stated(Change::Project(Box::new(project))));
                    self.said.flat.extend(rest.into_iter().map(stated));
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

    /// All that was read, its statements in order.
    pub(super) fn finished(self) -> Sheets {
        Sheets {
            changes: self.said.in_order(),
            ..self.sheets
        }
    }

    /// Takes what a line or a row says that is read by others.
    pub(super) fn line(&mut self, origin: Origin, said: Result<Change, Vec<Refusal>>) {
        match said {
            Ok(change) => self.said.readings.push(Stated { origin, change }),
            Err(problems) => {
                let bad = |problem| self.sheets.bad_row(origin, "", problem);
                let faults = problems.into_iter().map(bad).collect();
                self.bad(faults);
            }
        }
    }

    /// Keeps what a file is called, and its hash.
    pub(super) fn came_from(&mut self, source: Source) {
        self.sheets.sources.push(source);
    }

    /// Adds what is no sheet, whose lines are read by others.
    pub(super) fn lines(&mut self, source: Source, rows: u64) {
        self.sheets.files.push(FileAbout {
            name: source.file.clone(),
            kind: None,
            read_as: None,
            rows,
        });
        self.came_from(source);
        self.sheets.tables.push(None);
    }
}
