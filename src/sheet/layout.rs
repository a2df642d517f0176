//! Where in a sheet its table lies: titles above it, the header, and what stands among its rows that
//! is none of them.

use crate::ledger::Scale;
use crate::messages::columns::ColumnMeaning;
use crate::messages::{FormatProblem, UpTo};
use crate::model::{DateRules, Day, read_day};

use super::assign::assign;
use super::currency::Units;
use super::grid::{Grid, Row};
use super::kind::Kind;
use super::mapping::Mappings;

/// The header is looked for in so many rows.
const LOOKED_AT: usize = 40;

/// Where the table lies, and what its columns are.
pub(super) struct Layout {
    pub(super) kind: Kind,
    /// The number of the header's last row.
    pub(super) header: u64,
    /// The columns and their indexes.
    pub(super) columns: Vec<(&'static str, usize)>,
    /// What the sheet calls each.
    pub(super) names: Vec<String>,
    /// Columns that are kept as texts: under which names, and their places.
    pub(super) kept: Vec<(String, usize)>,
    /// What somebody said the figures of columns are shares of, by their places.
    pub(super) scales: Vec<(usize, Scale)>,
    /// What was read as somebody answered before.
    pub(super) answered: Vec<ColumnMeaning>,
    /// Columns that mean nothing to us.
    pub(super) passed_over: Vec<String>,
    /// The day that a title names, as of which the sheet is.
    pub(super) day: Option<Day>,
    /// The units of money that stand around the table.
    pub(super) units: Units,
}

/// A header: its last row, and the names in it.
struct Header {
    number: u64,
    names: Vec<String>,
}

/// Finds the table of a sheet.
///
/// # Errors
/// [`FormatProblem`], where there is no header, it is of no kind, or its columns can be meant in two
/// ways.
pub(super) fn lay_out(
    grid: &Grid,
    rules: &DateRules,
    mappings: &Mappings,
) -> Result<Layout, FormatProblem> {
    let first = first_header(grid)?;
    let lower = lowered(&first.names);
    // What the program itself writes begins with its header. With columns for which somebody answered,
    // it is a plan.
    if let Some(kind) = Kind::recognise(&lower).filter(|kind| *kind != Kind::Flat)
        && (kind.indexes(&lower).is_ok()
            || (!mappings.know(&first.names)
                && flat_columns(&first.names, mappings) <= kind.known(&lower)))
    {
        return of_kind(kind, grid);
    }
    let rows: Vec<Row<'_>> = (grid.rows().filter(|row| row.len() > 0))
        .take(LOOKED_AT)
        .collect();
    let single = rows.iter().map(|row| Header::of(*row, None));
    let double = (rows.iter().zip(rows.iter().skip(1)))
        .map(|(above, below)| Header::of(*below, Some(*above)));
    // Of several that know as many columns the first, and that of one row.
    let mut best: Option<(usize, Header)> = None;
    for header in single.chain(double) {
        let count = flat_columns(&header.names, mappings);
        if best.as_ref().is_none_or(|(most, _)| *most < count) {
            best = Some((count, header));
        }
    }
    let is_enough = |(count, header): &(usize, Header)| {
        *count >= 2 || (*count == 1 && header.number == first.number)
    };
    let Some((_, header)) = best.filter(is_enough) else {
        return Err(FormatProblem::UnknownColumns(UpTo::quoted(lower)));
    };
    flat(grid, header, rules, mappings)
}

/// A sheet that is known to be of a kind that the program itself writes.
///
/// # Errors
/// [`FormatProblem`], where the kind has not all of the columns.
pub(super) fn of_kind(kind: Kind, grid: &Grid) -> Result<Layout, FormatProblem> {
    let Header { number, names } = first_header(grid)?;
    let names = lowered(&names);
    Ok(Layout {
        kind,
        header: number,
        columns: kind.indexes(&names)?,
        kept: Vec::new(),
        scales: Vec::new(),
        answered: Vec::new(),
        names,
        passed_over: Vec::new(),
        day: None,
        units: Units::default(),
    })
}

/// The names in the first row, in lower case.
pub(super) fn first_names(grid: &Grid) -> Vec<String> {
    first_header(grid).map_or(Vec::new(), |header| lowered(&header.names))
}

fn lowered(names: &[String]) -> Vec<String> {
    names.iter().map(|name| name.to_lowercase()).collect()
}

fn first_header(grid: &Grid) -> Result<Header, FormatProblem> {
    let first = grid.rows().find(|row| row.len() > 0);
    first
        .map(|row| Header::of(row, None))
        .ok_or(FormatProblem::NoHeader)
}

impl Header {
    /// The names of a row; where a cell is blank, that of the row above it, as in a header of two
    /// rows whose cells are merged.
    fn of(row: Row<'_>, above: Option<Row<'_>>) -> Header {
        let length = above.map_or(0, |above| above.len()).max(row.len());
        let name = |column| {
            let upper = above.and_then(|above| above.cell(column));
            let words = row.cell(column).or(upper).unwrap_or_default();
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        Header {
            number: row.number,
            names: (0..length).map(name).collect(),
        }
    }
}

/// How many columns of a plan the names are, a running number apart; none, where nothing names the
/// project.
fn flat_columns(names: &[String], mappings: &Mappings) -> usize {
    let mut found: Vec<&str> = (names.iter())
        .filter_map(|name| mappings.field(name))
        .filter(|column| *column != "number")
        .collect();
    found.sort_unstable();
    found.dedup();
    match found
        .iter()
        .any(|column| matches!(*column, "name" | "code"))
    {
        true => found.len(),
        false => 0,
    }
}

/// A plan, whose other columns are passed over.
fn flat(
    grid: &Grid,
    header: Header,
    rules: &DateRules,
    mappings: &Mappings,
) -> Result<Layout, FormatProblem> {
    let Header { number, names } = header;
    let mut units = Units::around(grid, number);
    let below = |row: &Row<'_>| row.number > number && row.len() > 0;
    let of_units = grid.rows().find(below).filter(|row| units.take_row(*row));
    let last = of_units.map_or(number, |row| row.number);
    let assigned = assign(grid, last, &names, mappings)?;
    Ok(Layout {
        kind: Kind::Flat,
        header: last,
        columns: assigned.columns,
        kept: assigned.kept,
        scales: assigned.scales,
        answered: assigned.answered,
        names,
        passed_over: assigned.passed_over,
        day: title_day(grid, number, rules),
        units,
    })
}

/// The day of the data that a title above the table names: `截至2021年10月31日`, `Status 29 Nov 2026`.
pub(super) fn title_day(grid: &Grid, header: u64, rules: &DateRules) -> Option<Day> {
    const MARKS: [&str; 12] = [
        "截至",
        "截止",
        "统计日期",
        "填报日期",
        "数据日期",
        "填报时间",
        "统计时间",
        "as of",
        "status date",
        "status",
        "updated",
        "report date",
    ];
    let titles = grid.rows().take_while(|row| row.number < header);
    let mut cells = titles.flat_map(Row::cells);
    cells.find_map(|cell| {
        let lower = cell.to_lowercase();
        MARKS.iter().find_map(|mark| {
            let (_, after) = lower.split_once(mark)?;
            let after = after.trim_start_matches([':', '：', ' ', '(', '（', '至', '到']);
            let ends: Vec<usize> = after
                .char_indices()
                .map(|(at, c)| at + c.len_utf8())
                .collect();
            let longest_first = ends.into_iter().take(24).rev();
            let mut days = longest_first.filter_map(|end| read_day(after.get(..end)?, rules).ok());
            days.next()
        })
    })
}
