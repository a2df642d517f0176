//! The cells of one row, read by column. All that is wrong with them is collected, so that a row is
//! corrected once.

use std::borrow::Cow;

use crate::ledger::{Figure, Goal, Scale, Writing, read_figure, read_goal, read_percent};
use crate::messages::{BadRow, Refusal, RowWarning, ValueProblem, Warning};
use crate::model::{
    Amount, DateRules, Day, DeclaredBaseline, Given, KeptText, Percent, PercentError, PlanPoint,
    Remark, half_width,
};

use super::clauses::{Extent, Prose, is_spelled_measure, read_clauses};
use super::grid::Row;
use super::kind::Kind;
use super::points::{baseline, plan_points};
use super::table::{Table, is_error};
use super::values::{says_nothing, text};

pub(super) struct Cells<'a> {
    pub(super) table: &'a Table,
    pub(super) row: Row<'a>,
    pub(super) rules: DateRules,
    /// The column of progress whose cell has words of which no figure is read.
    pub(super) words_only: Option<&'static str>,
    /// What cells of goals say that are none, and are notes as somebody said.
    pub(super) noted: Option<&'a str>,
    faults: Vec<BadRow>,
    warnings: Vec<RowWarning>,
}

impl<'a> Cells<'a> {
    /// The cells of a row, in which dates are read by those rules.
    pub(super) fn of(table: &'a Table, row: Row<'a>, rules: DateRules) -> Cells<'a> {
        Cells {
            table,
            row,
            rules,
            words_only: None,
            noted: None,
            faults: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// Whether nothing but the day of its figures is asked.
    pub(super) fn are_undated(&self) -> bool {
        self.faults.iter().all(BadRow::is_undated)
    }

    /// Whether the row may be meant otherwise, or something is wrong with it.
    pub(super) fn is_unsure(&self) -> bool {
        self.has_faults() || !self.table.questions.is_empty()
    }

    /// The day of the data that a title of the sheet names.
    pub(super) fn title_day(&self) -> Option<Day> {
        self.table.day.as_ref().map(|title| title.day)
    }

    /// What is wrong with the row, if anything, from its first cell to its last, and what is doubtful.
    pub(super) fn into_findings(mut self) -> (Vec<BadRow>, Vec<RowWarning>) {
        let table = self.table;
        let position = |name: &str| table.names().iter().position(|there| there == name);
        self.faults.sort_by_key(|fault| position(&fault.field));
        (self.faults, self.warnings)
    }

    /// Whether something is wrong with the cell of a column.
    pub(super) fn has_fault_in(&self, column: &str) -> bool {
        let name = self.table.name(column);
        name.is_some_and(|name| self.faults.iter().any(|fault| fault.field == name))
    }

    pub(super) fn has_faults(&self) -> bool {
        !self.faults.is_empty()
    }

    pub(super) fn has(&self, column: &str) -> bool {
        self.table.index(column).is_some()
    }

    /// The trimmed text of a cell: `None` if the sheet has no such column or the cell is empty.
    pub(super) fn cell(&self, column: &str) -> Option<&'a str> {
        let index = self.table.index(column);
        let own = || self.row.cell(index?);
        match (self.table.kind, column) {
            (Kind::Flat, _) => self.flat_cell(column),
            (Kind::Form, "percent" | "problem" | "next_step") => {
                own().filter(|text| !says_nothing(text))
            }
            _ => own(),
        }
    }

    /// Whether every cell is empty, but for a running number.
    pub(super) fn are_empty(&self) -> bool {
        let is_own = |column: &&str| *column != "number" && self.own_cell(column).is_some();
        (self.table.columns())
            .filter(is_own)
            .all(|column| self.cell(column).is_none())
            && self.table.kept(self.row).next().is_none()
    }

    /// That no cell is a formula whose value the file does not hold: it is not blank.
    pub(super) fn check_computed(&mut self) {
        let columns = self.table.columns().filter(|column| {
            let index = self.table.index(column);
            index.is_some_and(|index| self.row.is_uncomputed(index))
        });
        for column in columns.collect::<Vec<_>>() {
            self.fault(column, ValueProblem::Uncomputed);
        }
    }

    /// Whether the column is missing, or its cell is empty.
    pub(super) fn lacks(&self, column: &str) -> bool {
        self.cell(column).is_none()
    }

    pub(super) fn fault(&mut self, column: &str, problem: impl Into<Refusal>) {
        let fault = self.table.fault(self.row, column, problem);
        // What a column means that is asked about is no reason to blame its cells.
        if fault.is_undated() || !self.table.is_in_question(column) {
            self.faults.push(fault);
        }
    }

    pub(super) fn warn(&mut self, warning: Warning) {
        let at = self.table.row_ref(self.row.number);
        self.warnings.push(RowWarning { at, warning });
    }

    /// What a cell says, if it says anything.
    pub(super) fn read<T>(
        &mut self,
        column: &str,
        parse: impl FnOnce(&str) -> Result<T, ValueProblem>,
    ) -> Option<T> {
        match parse(self.cell(column)?) {
            Ok(value) => Some(value),
            Err(problem) => {
                self.fault(column, problem);
                None
            }
        }
    }

    /// What a cell says that must not be empty.
    pub(super) fn needed<T>(
        &mut self,
        column: &str,
        parse: impl FnOnce(&str) -> Result<T, ValueProblem>,
    ) -> Option<T> {
        self.need(column);
        self.read(column, parse)
    }

    /// What a cell says of a fact that an empty cell leaves as it is.
    pub(super) fn kept<T>(
        &mut self,
        column: &str,
        parse: impl FnOnce(&str) -> Result<T, ValueProblem>,
    ) -> Given<T> {
        self.read(column, parse).map_or(Given::Absent, Given::Value)
    }

    /// What a cell says of a fact that an empty cell takes away.
    pub(super) fn given<T>(
        &mut self,
        column: &str,
        parse: impl FnOnce(&str) -> Result<T, ValueProblem>,
    ) -> Given<T> {
        if !self.has(column) {
            return Given::Absent;
        }
        self.read(column, parse).map_or(Given::Empty, Given::Value)
    }

    /// What a cell with a number says, its decimals behind a point.
    pub(super) fn read_number<T>(
        &mut self,
        column: &str,
        parse: impl FnOnce(&str) -> Result<T, ValueProblem>,
    ) -> Option<T> {
        let table = self.table;
        self.read(column, |text| parse(&table.number(text)))
    }

    /// Whether the commas of a column may stand for decimal points or between thousands.
    pub(super) fn has_unsure_commas(&self, column: &str, columns: &[&str]) -> bool {
        self.table.has_unsure_commas(column, columns)
    }

    /// Whether the points of columns stand between thousands, as far as they tell.
    pub(super) fn has_pointed_thousands(&self, columns: &[&str]) -> Option<bool> {
        self.table.has_pointed_thousands(columns)
    }

    fn number(&self, column: &str) -> Option<Cow<'a, str>> {
        self.cell(column).map(|text| self.table.number(text))
    }

    /// A percent as spreadsheets compute it; tells if decimals were cut away.
    pub(super) fn percent(&mut self, column: &str) -> Option<Percent> {
        let writing = self.writing(column, true);
        let percent = self.read_number(column, |text| read_percent(text, writing))?;
        self.warn_of_cut(column, percent);
        Some(percent)
    }

    fn writing(&self, column: &str, is_computed: bool) -> Writing {
        let percent = self
            .number(column)
            .and_then(|text| Percent::parse_cut(&text).ok());
        if let Some(scale) = self.table.ways(column).scale {
            return Writing { is_computed, scale };
        }
        let is_small = percent.is_some_and(|(percent, _)| percent.hundredths() <= 100);
        let scale = if is_small {
            self.table.scale(column)
        } else {
            Scale::Unknown
        };
        Writing { is_computed, scale }
    }

    fn warn_of_cut(&mut self, column: &str, percent: Percent) {
        if self.table.ways(column).scale == Some(Scale::Share) {
            return;
        }
        if let Some(text) = self.number(column)
            && matches!(Percent::parse_cut(&text), Ok((_, true)))
        {
            let text = text.into_owned();
            self.warn(Warning::Cut { text, percent });
        }
    }

    /// A percent that a plan starts from, with a day of its own or without, that an empty cell takes
    /// away.
    pub(super) fn given_baseline(&mut self, column: &str) -> Given<DeclaredBaseline> {
        let has_day = self
            .cell(column)
            .is_some_and(|text| half_width(text).contains(':'));
        if has_day {
            let order = self.rules.with(self.ways(column)).order;
            return self.given(column, |text| baseline(text, order));
        }
        match self.percent(column) {
            Some(percent) => Given::Value(DeclaredBaseline { percent, on: None }),
            None if self.has(column) => Given::Empty,
            None => Given::Absent,
        }
    }

    /// A figure: a word, `4/6`, or a percent, exact if it is typed.
    pub(super) fn figure(&mut self, column: &str, is_typed: bool) -> Option<Figure> {
        self.figure_in(column, self.writing(column, !is_typed))
    }

    /// A figure that is known to be written so.
    pub(super) fn figure_in(&mut self, column: &str, writing: Writing) -> Option<Figure> {
        let read = self.read_number(column, |text| read_figure(text, writing))?;
        if let Figure::Percent { percent, .. } = read {
            self.warn_of_cut(column, percent);
        }
        Some(read)
    }

    /// All notes of the row: those of its columns, and what is one as somebody said.
    pub(super) fn note(&mut self) -> Option<String> {
        let others = self.table.places("note").skip(1);
        let others = others.filter_map(|column| self.row.cell(column));
        let others = others.chain(self.noted).filter(|cell| !says_nothing(cell));
        let others: Vec<&str> = others.collect();
        let of_note = |note| Remark {
            note,
            ..Remark::default()
        };
        let mut all = of_note(self.read("note", text));
        for other in others {
            match text(other) {
                Ok(other) => all = all.join(&of_note(Some(other))),
                Err(problem) => self.fault("note", problem),
            }
        }
        all.note
    }

    /// A figure; none that was read of a cell at fault, so that what else is wrong with its row is
    /// found.
    pub(super) fn or_at_fault(&self, figure: Option<Figure>, columns: &[&str]) -> Option<Figure> {
        let is_at_fault = columns.iter().any(|column| self.has_fault_in(column));
        figure.or(is_at_fault.then_some(Figure::UnderWay))
    }

    /// What a cell of progress says in words by the day of the data, where it is no figure.
    pub(super) fn prose(&mut self, column: &str, by: Day) -> Option<Prose<'a>> {
        let cell = self.cell(column)?;
        if is_error(cell) {
            self.fault(column, ValueProblem::ErrorCell);
            return Some(Prose::default());
        }
        match read_figure(&self.table.number(cell), Writing::TYPED) {
            Err(ValueProblem::Figure(PercentError::NotANumber) | ValueProblem::Amount) => {}
            // `two thirds` is a figure that is written otherwise; half is how people speak.
            Err(ValueProblem::Spelled(_)) if is_fraction(cell) => return None,
            Err(ValueProblem::Spelled(_)) => {
                let own = is_spelled_measure(cell).then_some(Extent::Figure(cell));
                return Some(Prose {
                    own,
                    ..Prose::default()
                });
            }
            _ => return None,
        }
        let rules = DateRules {
            today: by,
            ..self.rules
        };
        match read_clauses(cell, &rules) {
            Ok(prose) => prose,
            Err(problem) => {
                self.fault(column, problem);
                // The words are read, if not as any figure.
                Some(Prose::default())
            }
        }
    }

    /// What is to be reached: a percent, or a word for all of it.
    pub(super) fn goal(&mut self, column: &str) -> Option<Goal> {
        let writing = self.writing(column, true);
        let goal = self.read_number(column, |text| read_goal(text, writing))?;
        if let Goal::Percent(percent) = goal {
            self.warn_of_cut(column, percent);
            if percent == Percent::ZERO {
                self.fault(column, ValueProblem::ZeroTarget);
            }
        }
        Some(goal)
    }

    /// An amount, if the cell is one; thousands may be set apart.
    pub(super) fn amount(&self, column: &str) -> Option<Amount> {
        let number = self.number(column)?;
        let grouped = number.split(',').skip(1);
        let is_grouped = grouped.clone().count() > 0
            && grouped
                .map(|group| group.split('.').next().unwrap_or(group))
                .all(|group| group.len() == 3);
        match is_grouped {
            true => number.replace(',', "").parse().ok(),
            false => number.parse().ok(),
        }
    }

    /// What a column is called.
    pub(super) fn header(&self, column: &str) -> Option<&'a str> {
        self.table.name(column)
    }

    /// The texts that are kept of the project.
    pub(super) fn kept_texts(&self) -> Vec<KeptText> {
        let texts = self.table.kept(self.row).filter_map(|(name, value)| {
            let (name, value) = (name.to_owned(), text(value).ok()?);
            Some(KeptText { name, value })
        });
        texts.filter(|text| !text.value.is_empty()).collect()
    }

    /// Points of a plan: `DAY:PERCENT DAY:PERCENT …`, days increasing, percents not decreasing.
    pub(super) fn given_plan(&mut self, column: &str) -> Given<Vec<PlanPoint>> {
        let order = self.rules.order;
        self.given(column, |text| plan_points(text, order))
    }

    /// Says so of a column whose cell is missing or empty.
    pub(super) fn need(&mut self, column: &str) {
        if self.lacks(column) {
            self.fault(column, Refusal::Missing);
        }
    }
}

fn is_fraction(cell: &str) -> bool {
    let lower = cell.to_lowercase();
    ["third", "quarter"].iter().any(|part| lower.contains(part))
}
