//! Where in a sheet its table lies: titles above it, the header, and what stands among its rows that
//! is none of them.

use crate::messages::columns::ColumnMeaning;
use crate::messages::plan::ColumnRead;
use crate::messages::{FormatProblem, UpTo};
use crate::model::{DateRules, Day, read_day};

use super::assign::{ColumnDoubt, assign, letters};
use super::currency::Units;
use super::grid::{Grid, Row};
use super::kind::Kind;
use super::mapping::{Mappings, Ways};

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
    /// How somebody said that the cells of columns are read, by their places.
    pub(super) ways: Vec<(usize, Ways)>,
    /// What was read as somebody answered before.
    pub(super) answered: Vec<ColumnMeaning>,
    /// What was understood by names that are not our own.
    pub(super) understood: Vec<ColumnRead>,
    /// What is asked of the columns.
    pub(super) doubts: Vec<ColumnDoubt>,
    /// Columns that mean nothing to us.
    pub(super) passed_over: Vec<String>,
    /// The day that a title names, as of which the sheet is.
    pub(super) day: Option<TitleDay>,
    /// The units of money that stand around the table.
    pub(super) units: Units,
}

/// A day in a title, and the cell in which it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct TitleDay {
    pub(super) day: Day,
    pub(super) row: u64,
    /// The letters of its column.
    pub(super) column: String,
    pub(super) title: String,
}

/// A header: its last row, and the names in it.
struct Header {
    number: u64,
    names: Vec<String>,
}

/// Finds the table of a sheet.
///
/// # Errors
/// [`FormatProblem`], where there is no header, or it is of no kind.
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
    Ok(flat(grid, header, rules, mappings))
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
        ways: Vec::new(),
        answered: Vec::new(),
        understood: Vec::new(),
        doubts: Vec::new(),
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
fn flat(grid: &Grid, header: Header, rules: &DateRules, mappings: &Mappings) -> Layout {
    let Header { number, names } = header;
    let mut units = Units::around(grid, number);
    let below = |row: &Row<'_>| row.number > number && row.len() > 0;
    let of_units = grid.rows().find(below).filter(|row| units.take_row(*row));
    let last = of_units.map_or(number, |row| row.number);
    let assigned = assign(grid, last, &names, mappings);
    Layout {
        kind: Kind::Flat,
        header: last,
        columns: assigned.columns,
        kept: assigned.kept,
        ways: assigned.ways,
        answered: assigned.answered,
        understood: assigned.understood,
        doubts: assigned.doubts,
        names,
        passed_over: assigned.passed_over,
        day: title_day(grid, number, rules),
        units,
    }
}

/// The day of the data that a title above the table names: `截至2021年10月31日`, `Status 29 Nov 2026`. Of
/// several in one cell the last that is not to come; a month or a year names none.
pub(super) fn title_day(grid: &Grid, header: u64, rules: &DateRules) -> Option<TitleDay> {
    const MARKS: [&str; 16] = [
        "截至",
        "截止",
        "统计日期",
        "填报日期",
        "数据日期",
        "填报时间",
        "统计时间",
        "更新至",
        "更新于",
        "更新日期",
        "更新时间",
        "as of",
        "status date",
        "status",
        "updated",
        "report date",
    ];
    let days_in = |cell: &str| {
        let lower = cell.to_lowercase();
        let behind = MARKS.iter().flat_map(|mark| {
            let found = lower.match_indices(mark);
            found.filter_map(|(at, mark)| day_at_start(lower.get(at + mark.len()..)?, rules))
        });
        let days: Vec<Day> = behind.collect();
        let past = days.iter().filter(|day| **day <= rules.today).max();
        past.or(days.iter().max()).copied()
    };
    let mut titles = grid.rows().take_while(|row| row.number < header);
    titles.find_map(|row| {
        row.cells().enumerate().find_map(|(column, cell)| {
            Some(TitleDay {
                day: days_in(cell)?,
                row: row.number,
                column: letters(column),
                title: cell.to_owned(),
            })
        })
    })
}

/// The day that a text begins with, as long as it is, and no part of a number: of `nov 2026` not the
/// 20th.
fn day_at_start(text: &str, rules: &DateRules) -> Option<Day> {
    let text = text.trim_start_matches([':', '：', ' ', '(', '（', '至', '到']);
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    let ends: Vec<usize> = ends.take(24).collect();
    ends.into_iter().rev().find_map(|end| {
        let (day, rest) = text.split_at_checked(end)?;
        let is_cut = day.ends_with(char::is_numeric) && rest.starts_with(char::is_numeric);
        (!is_cut).then(|| read_day(day, rules).ok()).flatten()
    })
}
