//! From tables to statements, row by row.

use std::collections::HashMap;

use crate::ledger::{Change, Origin, Stated};
use crate::messages::{
    Aside, BadRow, NamedAbove, PassedOver, PassedOverIn, Refusal, RowWarning, UpTo, WithoutFigure,
};
use crate::model::{Day, SettingKey, Settings, Source, fold};

use super::cells::Cells;
use super::facts;
use super::filled::{filled, is_blank, stage_path};
use super::flat::{DayOfFigures, flat};
use super::kind::Kind;
use super::lamps::lamp_row;
use super::plan_columns::PlanColumns;
use super::reading::Reading;
use super::roles::Role;
use super::sheets::{FileAbout, Fitness, LISTED, Sheets};
use super::statements::Statements;
use super::table::Table;
use super::targets;
use super::typing::Typing;
use super::unsure::{is_named, unquestioned};

/// Sheets while they are read.
pub(super) struct Taking<'t> {
    pub(super) how: Reading<'t>,
    /// What is said beside, if they are typed.
    typing: Option<&'t Typing>,
    /// What the columns of plans are called.
    pub(super) plan_columns: PlanColumns,
    pub(super) sheets: Sheets,
    /// Where each key was seen first.
    keys: HashMap<(Kind, String), Origin>,
    pub(super) statements: Statements,
    /// What is wrong with the title of the sheet that is read, until it is told.
    pub(super) future: Option<BadRow>,
    pub(super) is_title_wrong: bool,
}

impl<'t> Taking<'t> {
    /// None yet, of those that are typed.
    pub(super) fn typed(typing: &'t Typing) -> Taking<'t> {
        let mut how = Reading::by(typing.rules);
        how.options.on = typing.on;
        Taking::with(how, Some(typing))
    }

    pub(super) fn with(how: Reading<'t>, typing: Option<&'t Typing>) -> Taking<'t> {
        Taking {
            how,
            typing,
            plan_columns: PlanColumns::default(),
            sheets: Sheets::default(),
            keys: HashMap::new(),
            statements: Statements::default(),
            future: None,
            is_title_wrong: false,
        }
    }

    /// Reads the rows of a sheet.
    pub(super) fn add(&mut self, mut table: Table, read_as: Option<String>) {
        let file = self.sheets.files.len();
        self.future = self.future_title(&mut table);
        self.is_title_wrong = self.future.is_some();
        self.sheets.asked.extend(table.asked());
        self.sheets.files.push(FileAbout {
            name: table.file.clone(),
            kind: Some(table.kind),
            read_as,
            rows: table.last_row(),
        });
        let is_typed = self.typing.is_some() && table.kind == Kind::Readings;
        let mut going_on = Vec::new();
        let (mut titles, mut asides, mut parts) = (Vec::new(), Vec::new(), Vec::new());
        let (mut strays, mut without_figure) = (Vec::new(), Vec::new());
        let mut of_progress = None;
        for row in table.rows() {
            strays.extend(table.strays(row));
            let standing = table.standing(row);
            let aside_row = |text: &String| Aside {
                row: row.number,
                text: text.clone(),
            };
            if let Some(standing) = standing.filter(|standing| standing.role != Role::Data) {
                let of_role = match standing.role {
                    Role::Section => &mut titles,
                    _ => &mut asides,
                };
                of_role.push(aside_row(&standing.title));
                continue;
            }
            let origin = Origin {
                file,
                row: row.number,
            };
            if !table.questions.is_empty() {
                self.sheets.bad_rows.insert(origin, Fitness::Unsure);
            }
            if let Some(mut bad) = table.misfit(row) {
                if is_typed && matches!(bad.problem, Refusal::Columns { .. }) {
                    // Such a table may be meant for lines.
                    let cells: Vec<&str> = row.cells().collect();
                    bad.problem = Refusal::NotAnUpdate(cells.join(","));
                }
                self.bad(origin, vec![bad]);
                continue;
            }
            let mut cells = Cells::of(&table, row, self.how.rules);
            cells.check_computed();
            self.row(&mut cells, table.kind, origin);
            going_on.extend(cells.goes_on_with().map(|name| Aside {
                row: row.number,
                text: name.to_owned(),
            }));
            if cells.has_unread_facts() {
                parts.extend(
                    standing
                        .and_then(|standing| standing.stage.as_ref())
                        .map(aside_row),
                );
            }
            if let Some(column) = cells.words_only.filter(|_| !cells.has_faults()) {
                of_progress = Some(column);
                without_figure.extend(cells.cell(column).map(|words| Aside {
                    row: row.number,
                    text: words.to_owned(),
                }));
            }
            let (faults, warnings) = cells.into_findings();
            match faults.is_empty() {
                true => self.warn(warnings),
                false => self.bad(origin, faults),
            }
        }
        self.plan_columns.add(&table, &mut self.sheets);
        let columns = &table.passed_over;
        let columns = (!columns.is_empty())
            .then(|| PassedOver::Columns(UpTo::quoted(columns.iter().cloned())));
        let asides = (!asides.is_empty()).then_some(PassedOver::Rows(UpTo(asides)));
        let titles = (!titles.is_empty()).then_some(PassedOver::Titles(UpTo(titles)));
        let parts = (!parts.is_empty()).then_some(PassedOver::OfParts(UpTo(parts)));
        let strays = (!strays.is_empty()).then_some(PassedOver::Strays(UpTo(strays)));
        let rows = asides.into_iter().chain(titles).chain(parts).chain(strays);
        let passed_over = columns.into_iter().chain(rows).collect();
        self.pass_over(table.file.clone(), passed_over);
        if let Some(column) = of_progress {
            self.sheets.without_figure.push(WithoutFigure {
                file: table.file.clone(),
                column: table.name(column).unwrap_or_default().to_owned(),
                rows: UpTo(without_figure),
            });
        }
        if !going_on.is_empty() {
            self.sheets.named_above.push(NamedAbove {
                file: table.file.clone(),
                rows: UpTo(going_on),
            });
        }
        self.sheets.tables.push(Some(table));
    }

    /// Of which day a figure is that gives none.
    fn day(&self, cells: &Cells<'_>) -> DayOfFigures {
        let on = self.how.of(&cells.table.file).on;
        match (cells.title_day().or(on), self.typing) {
            (Some(day), _) => DayOfFigures::On(day),
            (None, Some(_)) => DayOfFigures::OfCommand,
            (None, None) => DayOfFigures::Unknown,
        }
    }

    pub(super) fn pass_over(&mut self, file: String, what: Vec<PassedOver>) {
        if !what.is_empty() {
            self.sheets.passed_over.push(PassedOverIn { file, what });
        }
    }

    pub(super) fn bad(&mut self, origin: Origin, faults: Vec<BadRow>) {
        let fitness = faults.iter().map(|fault| match fault.question() {
            None => Fitness::Wrong,
            Some(_) if fault.is_undated() => Fitness::Undated,
            Some(_) => Fitness::Unsure,
        });
        let there = self.sheets.bad_rows.get(&origin).copied();
        let fitness = fitness.chain(there).max();
        self.sheets
            .bad_rows
            .extend(fitness.map(|fitness| (origin, fitness)));
        faults
            .into_iter()
            .for_each(|fault| self.sheets.bad.add(fault));
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
                        self.how.rules.order = settings.dates;
                    }
                    self.statements.facts.push(stated(Change::Setting(setting)));
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
                    self.statements.facts.push(stated(project));
                    self.statements
                        .states
                        .extend(state.map(|state| (origin, state)));
                }
            }
            Kind::Texts => {
                if let Some((project, text, change)) = facts::kept_text(cells) {
                    let key = format!("{}/{}", project.key(), fold(&text.name));
                    if self.is_first(cells, kind, "name", &key, origin) {
                        self.statements
                            .texts
                            .push(stated(Change::Project(Box::new(change))));
                    }
                }
            }
            Kind::States => {
                if let Some(state) = facts::state_row(cells)
                    && !cells.has_faults()
                {
                    self.statements.states.push((origin, state));
                }
            }
            Kind::Stages => {
                if let Some((project, stage, change)) = facts::stage(cells) {
                    let key = format!("{}/{}", project.key(), stage.key());
                    if self.is_first(cells, kind, "stage", &key, origin) {
                        self.statements
                            .facts
                            .push(stated(Change::Stage(Box::new(change))));
                    }
                }
            }
            Kind::Targets => {
                if let Some((project, change)) = targets::target(cells) {
                    let key = targets::key(&project, &change);
                    if self.is_first(cells, kind, "stage", &key, origin) {
                        self.statements.targets.push((origin, Box::new(change)));
                    } else if cells.has_faults() {
                        self.not_sure(cells, stated(Change::Target(Box::new(change))));
                    }
                }
            }
            Kind::Readings | Kind::Form => {
                let mut of_others = Vec::new();
                let reading = match kind {
                    Kind::Form if is_blank(cells) => {
                        self.sheets.blank_stages.extend(stage_path(cells));
                        None
                    }
                    Kind::Form => filled(cells, self.day(cells)).map(|(reading, others)| {
                        of_others = others;
                        reading
                    }),
                    _ => targets::reading(cells, self.typing),
                };
                if let Some(reading) = reading {
                    let reading = stated(Change::Reading(Box::new(reading)));
                    let is_of_future = self.is_of_future(cells, kind, origin);
                    match cells.has_faults() || is_of_future {
                        false => {
                            self.statements.readings.push(reading);
                            self.statements
                                .flat
                                .extend(of_others.into_iter().map(stated));
                        }
                        true => self.not_sure(cells, reading),
                    }
                }
            }
            Kind::Flat => self.flat(cells, origin),
        }
    }

    /// Takes what the row of a plan says.
    fn flat(&mut self, cells: &mut Cells<'_>, origin: Origin) {
        let stated = |change| Stated { origin, change };
        let period = self.how.of(&cells.table.file).period;
        let Some((project, mut rest)) = flat(cells, self.day(cells), period) else {
            return;
        };
        for change in &mut rest {
            if let Change::Target(target) = change {
                let due = if cells.has("due") { "due" } else { "due_words" };
                target.ways = cells.ways(due);
            }
        }
        let is_of_future = self.is_of_future(cells, Kind::Flat, origin);
        if !cells.is_unsure() && !is_of_future {
            self.sheets.lamps.extend(lamp_row(cells, &project));
            let project = Change::Project(Box::new(project));
            self.statements.flat.push(stated(project));
            self.statements.flat.extend(rest.into_iter().map(stated));
            return;
        }
        // What else is asked of it is asked at once.
        if is_named(cells) {
            let project = Change::Project(Box::new(project));
            self.statements.not_sure(stated(project));
            for change in rest {
                self.not_sure(cells, stated(change));
            }
        }
    }

    /// Takes what a row at fault says beyond doubt.
    fn not_sure(&mut self, cells: &Cells<'_>, stated: Stated) {
        let Stated { origin, change } = stated;
        if let Some(change) = unquestioned(cells, change) {
            self.statements.not_sure(Stated { origin, change });
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
    pub(super) fn finished(mut self) -> Sheets {
        let tables = self.sheets.tables.iter();
        let title = |table: &Option<Table>| Some(table.as_ref()?.day.as_ref()?.day);
        let days: Vec<Option<Day>> = tables.map(title).collect();
        self.sheets.put(self.statements.in_order(&days));
        self.sheets
    }

    /// Takes what a line or a row says that is read by others.
    pub(super) fn line(&mut self, origin: Origin, statement: Result<Change, Vec<Refusal>>) {
        match statement {
            Ok(change) => self.statements.readings.push(Stated { origin, change }),
            Err(problems) => {
                let bad = |problem| self.sheets.bad_row(origin, "", problem);
                let faults = problems.into_iter().map(bad).collect();
                self.bad(origin, faults);
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
