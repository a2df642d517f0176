//! A sheet whose kind and columns are known.

use std::borrow::Cow;
use std::cell::RefCell;

use crate::ledger::Scale;
use crate::messages::columns::ColumnMeaning;
use crate::messages::plan::ColumnRead;
use crate::messages::{BadRow, FormatProblem, Refusal, RowRef, StrayCell, ValueProblem};
use crate::model::DateOrder;

use super::asking::ColumnQuestion;
use super::asking::{Cell, asked};
use super::assign::letters;
use super::csv::Split;
use super::currency::Units;
use super::form;
use super::grid::{Grid, Row};
use super::kind::Kind;
use super::layout::{Layout, Looking, TitleDay, lay_out, of_kind};
use super::mapping::numbered;
use super::mapping::{Ways, nth};
use super::standing::Standings;
use super::whole::Whole;
use super::year::year_of_sheet;

/// What spreadsheets show where they could not compute.
const ERRORS: [&str; 7] = [
    "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!",
];

/// Whether a spreadsheet could not compute what a cell shows.
pub(super) fn is_error(cell: &str) -> bool {
    ERRORS.contains(&cell)
}

/// So many characters of a cell are kept to be shown.
const SHOWN: usize = 300;

/// A sheet whose kind and columns are known.
pub(super) struct Table {
    /// The file as named on the command line.
    pub(super) file: String,
    pub(super) kind: Kind,
    /// The columns and their places.
    columns: Vec<(&'static str, usize)>,
    /// Their names in the sheet.
    names: Vec<String>,
    grid: Grid,
    /// Columns that are kept as texts: under which names, and their places.
    kept: Vec<(String, usize)>,
    /// How the cells of columns are read, by their places, as somebody said.
    ways: Vec<(usize, Ways)>,
    /// The columns that were read as somebody answered before.
    pub(super) answered: Vec<ColumnMeaning>,
    /// What was understood by names that are not our own.
    pub(super) understood: Vec<ColumnRead>,
    /// What is asked of the columns.
    pub(super) questions: Vec<ColumnQuestion>,
    /// The number of the row with the names.
    header: u64,
    /// The rows in which they stand once more.
    again: Vec<u64>,
    /// The row with which the next table begins.
    next: Option<u64>,
    /// It is of a text, in which a row with too many cells lacks quotes.
    is_text: bool,
    /// The day that a title names, as of which the sheet is.
    pub(super) day: Option<TitleDay>,
    /// The year that the sheet is of, by its titles, else by all deadlines in it that name one.
    pub(super) year: Option<i32>,
    /// The units of money that stand around the table.
    pub(super) units: Units,
    /// What columns mean nothing to us.
    pub(super) passed_over: Vec<String>,
    /// Whether a comma in a number stands for a decimal point.
    pub(super) has_decimal_commas: bool,
    /// The number of the last row where its quote is never closed, and its last cell as it begins.
    unclosed: Option<(u64, String)>,
    /// What was found out of columns, by their places.
    wholes: RefCell<Vec<(usize, Whole)>>,
    /// What its rows are.
    pub(super) standings: Standings,
}

impl Table {
    /// Finds the table of a sheet.
    ///
    /// # Errors
    /// Those of [`form::lay_out`], [`lay_out`] and [`Table::tell_rows`].
    pub(super) fn open(file: &str, split: Split, how: Looking<'_>) -> Result<Table, FormatProblem> {
        let layout = match form::lay_out(&split.grid, how.rules) {
            Some(layout) => layout?,
            None => lay_out(&split.grid, how)?,
        };
        let mut table = Table::with(file, split, layout);
        table.tell_rows(how.mappings);
        let titles = table
            .grid
            .rows()
            .take_while(|row| row.number < table.header);
        let dues = table.rows().filter_map(|row| row.cell(table.index("due")?));
        table.year = year_of_sheet(titles.flat_map(|row| row.cells()), dues);
        Ok(table)
    }

    /// A sheet that is known to be of a kind that the program itself writes.
    ///
    /// # Errors
    /// Those of [`of_kind`].
    pub(super) fn of(kind: Kind, file: &str, split: Split) -> Result<Table, FormatProblem> {
        let layout = of_kind(kind, &split.grid)?;
        Ok(Table::with(file, split, layout))
    }

    fn with(file: &str, split: Split, layout: Layout) -> Table {
        Table {
            file: file.to_owned(),
            kind: layout.kind,
            columns: layout.columns,
            names: layout.names,
            kept: layout.kept,
            ways: layout.ways,
            answered: layout.answered,
            understood: layout.understood,
            questions: layout.questions,
            header: layout.header,
            again: layout.again,
            next: layout.next,
            is_text: split.is_text,
            day: layout.day,
            year: None,
            units: layout.units,
            passed_over: layout.passed_over,
            grid: split.grid,
            has_decimal_commas: split.has_decimal_commas,
            unclosed: split.unclosed,
            wholes: RefCell::default(),
            standings: Standings::default(),
        }
    }

    /// Every row behind the header.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> + Clone {
        let is_own = |number| {
            number > self.header
                && self.next.is_none_or(|next| number < next)
                && self.again.binary_search(&number).is_err()
        };
        self.grid.rows().filter(move |row| is_own(row.number))
    }

    /// What stands beneath the table, if another one does.
    ///
    /// # Errors
    /// Those of [`Grid::push`].
    pub(super) fn rest(&self) -> Result<Option<Split>, FormatProblem> {
        let Some(next) = self.next else {
            return Ok(None);
        };
        Ok(Some(Split {
            grid: self.grid.from(next)?,
            has_decimal_commas: self.has_decimal_commas,
            unclosed: self.unclosed.clone(),
            is_text: self.is_text,
        }))
    }

    /// What titles above the first table of a sheet say holds for the others, too.
    pub(super) fn follow(&mut self, first: &Table) {
        self.day = self.day.take().or_else(|| first.day.clone());
        self.units.or_of_title(&first.units);
    }

    /// The cells of a row to the right of the table, where these are no part of a text that lacks
    /// quotes.
    pub(super) fn strays<'g>(&self, row: Row<'g>) -> impl Iterator<Item = StrayCell> + use<'g> {
        let first = if self.is_text {
            usize::MAX
        } else {
            self.names.len()
        };
        let cells = (first..row.len()).filter_map(move |column| Some((column, row.cell(column)?)));
        cells.map(move |(column, text)| StrayCell {
            cell: format!("{}{}", letters(column), row.number),
            text: text.to_owned(),
        })
    }

    /// Why a row is none, if so: it has more cells than there are columns, or its quote is never
    /// closed. Cells that a row lacks at its end are blank.
    pub(super) fn misfit(&self, row: Row<'_>) -> Option<BadRow> {
        let (expected, found) = (self.names.len(), row.len());
        let (value, problem) = match &self.unclosed {
            Some((number, beginning)) if *number == row.number => {
                (beginning.clone(), Refusal::Unclosed)
            }
            _ if found > expected && self.is_text => {
                (String::new(), Refusal::Columns { expected, found })
            }
            _ => return None,
        };
        Some(BadRow {
            at: self.row_ref(row.number),
            field: String::new(),
            value,
            problem,
        })
    }

    /// The number of the last row.
    pub(super) fn last_row(&self) -> u64 {
        self.grid.rows().last().map_or(0, |row| row.number)
    }

    /// A row of the sheet.
    pub(super) fn row_ref(&self, number: u64) -> RowRef {
        RowRef::of(&self.file, number)
    }

    pub(super) fn index(&self, column: &str) -> Option<usize> {
        let found = self.columns.iter().find(|(name, _)| *name == column);
        found.map(|(_, index)| *index)
    }

    /// The places of a column of which all that there are are read.
    pub(super) fn places(&self, column: &'static str) -> impl Iterator<Item = usize> + '_ {
        let found = self.columns.iter().filter(move |(name, _)| *name == column);
        found.map(|(_, index)| *index)
    }

    /// What columns are called.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// What a column is called.
    pub(super) fn name(&self, column: &str) -> Option<&str> {
        self.names.get(self.index(column)?).map(String::as_str)
    }

    /// The texts of a row that are kept, with their names.
    pub(super) fn kept<'g>(&self, row: Row<'g>) -> impl Iterator<Item = (&str, &'g str)> {
        let kept = self.kept.iter();
        kept.filter_map(move |(name, index)| Some((name.as_str(), row.merged(*index)?)))
    }

    /// How somebody said that the cells of a column are read.
    pub(super) fn ways(&self, column: &str) -> Ways {
        let index = self.index(column);
        let stated = self.ways.iter().find(|(there, _)| Some(*there) == index);
        stated.map_or(Ways::default(), |(_, ways)| *ways)
    }

    /// Whether another answer about the columns would make a field another.
    pub(super) fn is_in_question(&self, field: &str) -> bool {
        self.questions
            .iter()
            .any(|kind| kind.fields.contains(&field))
    }

    /// What is asked of the columns, at the row that names them.
    pub(super) fn asked(&self) -> impl Iterator<Item = BadRow> + '_ {
        let at = self.row_ref(self.header);
        let questions = self.questions.iter();
        questions.map(move |kind| BadRow::whole(at.clone(), kind.question.clone().into()))
    }

    /// What the figures of a column are shares of, as far as they tell.
    pub(super) fn scale(&self, column: &str) -> Scale {
        self.whole(column)
            .map_or(Scale::Unknown, |whole| whole.scale)
    }

    /// What dates such as `03/04/2021` begin with in a column, if others in it tell.
    pub(super) fn order(&self, column: &str) -> Option<DateOrder> {
        self.whole(column)?.order
    }

    /// Whether a comma before three digits may stand for a decimal point or between thousands, as far
    /// as the cells of these columns tell.
    pub(super) fn has_unsure_commas(&self, column: &str, columns: &[&str]) -> bool {
        let commas = |column: &str| self.whole(column).map(|whole| whole.commas);
        let are_others_thousands = (columns.iter())
            .filter_map(|column| commas(column))
            .any(|commas| commas.has_thousands);
        let are_decimals = commas(column).is_some_and(|commas| commas.has_decimals);
        self.has_decimal_commas && (are_others_thousands || !are_decimals)
    }

    /// What a point before three digits stands for, where a comma may be the decimal point: whether
    /// between thousands, as far as the cells of these columns tell.
    pub(super) fn has_pointed_thousands(&self, columns: &[&str]) -> Option<bool> {
        let shown = || columns.iter().filter_map(|column| self.whole(column));
        let are_thousands = shown().any(|whole| whole.commas.has_pointed_thousands);
        let are_decimals = shown().any(|whole| whole.commas.has_pointed_decimals);
        (are_thousands != are_decimals).then_some(are_thousands)
    }

    /// Few cells ask for the others of their column, so these are read when one does.
    fn whole(&self, column: &str) -> Option<Whole> {
        let index = self.index(column)?;
        let mut wholes = self.wholes.borrow_mut();
        if let Some((_, whole)) = wholes.iter().find(|(there, _)| *there == index) {
            return Some(*whole);
        }
        let cells = self.grid.rows().filter_map(|row| row.cell(index));
        let whole = Whole::of(cells, |cell| self.number(cell));
        wholes.push((index, whole));
        Some(whole)
    }

    /// A number with a point before its decimals, as the sheet's separator tells: `1.382,5` between
    /// semicolons is 1382.5.
    pub(super) fn number<'c>(&self, cell: &'c str) -> Cow<'c, str> {
        let has_decimals = || {
            let (whole, decimals) = cell.split_once(',')?;
            let decimals = decimals.trim_end_matches(['%', '％', ' ']);
            let mut groups = whole.trim_start_matches('-').split('.');
            let is_number =
                |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            let first = groups.next().is_some_and(is_number);
            let are_thousands = first && groups.all(|group| group.len() == 3 && is_number(group));
            (are_thousands && is_number(decimals)).then_some(())
        };
        match self.has_decimal_commas && has_decimals().is_some() {
            true => Cow::Owned(cell.replace('.', "").replace(',', ".")),
            false => Cow::Borrowed(cell),
        }
    }

    pub(super) fn columns(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.columns.iter().map(|(name, _)| *name)
    }

    /// What is wrong with a cell. The column is called as the sheet calls it; a cell of a form is
    /// named as a spreadsheet does.
    pub(super) fn fault(&self, row: Row<'_>, column: &str, problem: impl Into<Refusal>) -> BadRow {
        let index = self.index(column);
        let name = index.and_then(|index| self.names.get(index));
        let called = index.filter(|_| name.is_some_and(|name| !name.is_empty()));
        let called =
            called.map(|index| numbered(name.map_or("", |name| name), nth(&self.names, index)));
        let cell = index.and_then(|index| row.cell(index)).unwrap_or_default();
        let problem = match is_error(cell) {
            true => ValueProblem::ErrorCell.into(),
            false => problem.into(),
        };
        let problem = asked(
            problem,
            Cell {
                kind: self.kind,
                field: column,
                column: called.as_deref(),
            },
        );
        let is_form = self.kind == Kind::Form;
        let at = RowRef {
            column: index.filter(|_| is_form).map(letters),
            ..self.row_ref(row.number)
        };
        BadRow {
            at,
            field: name.map_or(column, String::as_str).to_owned(),
            value: cell.chars().take(SHOWN).collect(),
            problem,
        }
    }

    /// The row of that number.
    pub(super) fn row(&self, number: u64) -> Option<Row<'_>> {
        self.grid.row(number)
    }
}

#[cfg(test)]
mod tests {
    use super::super::csv::split;
    use super::super::mapping::Mappings;
    use super::*;
    use crate::messages::UpTo;
    use crate::model::DateRules;

    fn open(text: &str) -> Result<Table, FormatProblem> {
        let how = Looking {
            rules: &DateRules::on("2021-08-01".parse().unwrap()),
            mappings: Mappings::NONE,
            on: None,
        };
        Table::open("p.csv", split(text)?, how)
    }

    #[test]
    fn headers_that_fit_no_kind_are_refused() {
        let problem = |text: &str| open(text).err();
        assert_eq!(problem(""), Some(FormatProblem::NoHeader));
        assert_eq!(problem("\n\n"), Some(FormatProblem::NoHeader));
        assert_eq!(
            problem("a,b\n"),
            Some(FormatProblem::UnknownColumns(UpTo::quoted([
                "a".into(),
                "b".into()
            ])))
        );
    }

    #[test]
    fn a_row_may_be_shorter_than_the_header_and_no_longer() {
        let table = open("code,name\na\nb,B\nc,C,\nd,D,x\n").unwrap();
        let found: Vec<(u64, bool)> = (table.rows())
            .map(|row| (row.number, table.misfit(row).is_some()))
            .collect();
        assert_eq!(found, [(2, false), (3, false), (4, false), (5, true)]);
    }

    #[test]
    fn a_row_is_found_again_by_its_number() {
        let table = open("code,name\r\na,A\r\n\r\nb,\"B\r\nC\"\r\nc,D").unwrap();
        for (number, value) in [(2, "A"), (4, "B\r\nC"), (5, "D")] {
            let row = table.row(number).unwrap();
            let bad = table.fault(row, "name", Refusal::Missing);
            assert_eq!((bad.at.row, bad.value.as_str()), (number, value));
        }
        assert!(table.row(9).is_none());
    }
}
