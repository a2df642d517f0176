//! Where in a sheet its table lies: titles above it, the header, and what stands among its rows that
//! is none of them.

use crate::messages::columns::ColumnMeaning;
use crate::messages::plan::ColumnRead;
use crate::messages::{FormatProblem, UpTo};
use crate::model::{DateRules, Day, comparable, read_day};

use super::asking::ColumnQuestion;
use super::assign::{assign, letters};
use super::currency::Units;
use super::grid::{Grid, Row};
use super::header::{Header, flat_columns};
use super::kind::Kind;
use super::mapping::{Mappings, Ways};
use super::meant::Columns;

/// What helps to find a table.
#[derive(Clone, Copy)]
pub(super) struct Looking<'t> {
    pub(super) rules: &'t DateRules,
    pub(super) mappings: &'t Mappings,
    /// The day of figures that give none, as somebody said.
    pub(super) on: Option<Day>,
}

/// Where the table lies, and what its columns are.
pub(super) struct Layout {
    pub(super) kind: Kind,
    /// The number of the header's last row.
    pub(super) header: u64,
    /// The rows in which the header stands once more.
    pub(super) again: Vec<u64>,
    /// The row with which the next table begins.
    pub(super) next: Option<u64>,
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
    pub(super) questions: Vec<ColumnQuestion>,
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

/// Finds the table of a sheet.
///
/// # Errors
/// [`FormatProblem`], where there is no header, or it is of no kind.
pub(super) fn lay_out(grid: &Grid, how: Looking<'_>) -> Result<Layout, FormatProblem> {
    let mappings = how.mappings;
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
    let Some(header) = Header::find(grid, mappings) else {
        let is_known =
            |name: &&String| mappings.field(name).is_some() || Kind::heading(name).is_some();
        let (known, names) = (lower.iter().filter(is_known).count(), UpTo::quoted(lower));
        return Err(match known {
            0..2 => FormatProblem::UnknownColumns(names),
            _ => FormatProblem::NoNames(names),
        });
    };
    Ok(flat(grid, header, how))
}

/// A sheet that is known to be of a kind that the program itself writes.
///
/// # Errors
/// [`FormatProblem`], where the kind has not all of the columns.
pub(super) fn of_kind(kind: Kind, grid: &Grid) -> Result<Layout, FormatProblem> {
    let Header { number, names, .. } = first_header(grid)?;
    let names = lowered(&names);
    Ok(Layout {
        kind,
        header: number,
        again: Vec::new(),
        next: None,
        columns: kind.indexes(&names)?,
        kept: Vec::new(),
        ways: Vec::new(),
        answered: Vec::new(),
        understood: Vec::new(),
        questions: Vec::new(),
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
        .and_then(|row| Header::of(grid, &[row]))
        .ok_or(FormatProblem::NoHeader)
}

/// A plan, whose other columns are passed over.
fn flat(grid: &Grid, header: Header, how: Looking<'_>) -> Layout {
    let mut units = Units::around(grid, header.first);
    let below = || {
        grid.rows()
            .filter(|row| row.number > header.number && row.len() > 0)
    };
    let numbered = below().next().filter(|row| counts_columns(*row));
    let last = numbered.map_or(header.number, |row| row.number);
    let of_units = below()
        .find(|row| row.number > last)
        .filter(|row| units.take_row(*row));
    let last = of_units.map_or(last, |row| row.number);
    let (mut again, mut next) = (Vec::new(), None);
    for row in below().filter(|row| row.number > last) {
        if header.is_again(row, grid) {
            again.push(row.number);
        } else if Header::is_another(row, how.mappings) {
            next = Some(with_titles(grid, row.number));
            break;
        }
    }
    let title = title_day(grid, header.first, how.rules);
    let assigned = assign(Columns {
        grid,
        header: last,
        names: &header.names,
        mappings: how.mappings,
        day: title.as_ref().map(|title| title.day).or(how.on),
        rules: how.rules,
    });
    let of_heading = assigned.day.filter(|_| how.on.is_none());
    let of_heading = of_heading.map(|(column, day)| TitleDay {
        day,
        row: header.number,
        column: letters(column),
        title: header.names.get(column).cloned().unwrap_or_default(),
    });
    Layout {
        kind: Kind::Flat,
        header: last,
        again,
        next,
        columns: assigned.columns,
        kept: assigned.kept,
        ways: assigned.ways,
        answered: assigned.answered,
        understood: assigned.understood,
        questions: assigned.questions,
        names: header.names,
        passed_over: assigned.passed_over,
        day: title.or(of_heading),
        units,
    }
}

/// The first of the titles that stand directly above a header, or the header.
fn with_titles(grid: &Grid, header: u64) -> u64 {
    let is_title = |number: u64| {
        let row = grid.row(number);
        row.is_some_and(|row| row.cells().filter(|cell| !cell.is_empty()).count() == 1)
    };
    let titles = (0..header).rev().take_while(|number| is_title(*number));
    titles.last().unwrap_or(header)
}

/// Whether a row beneath a header only counts its columns: 甲 乙 丙 1 2, or 1 2 3 4.
fn counts_columns(row: Row<'_>) -> bool {
    const STEMS: [&str; 10] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];
    const LETTERS: [&str; 10] = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"];
    let cells: Vec<&str> = row.cells().filter(|cell| !cell.is_empty()).collect();
    let begins_with = |series: &[&str]| {
        let pairs = cells.iter().zip(series);
        pairs.take_while(|(cell, next)| cell == next).count()
    };
    let letters = begins_with(&LETTERS);
    let stems = match letters < cells.len() {
        true => begins_with(&STEMS).max(letters),
        false => 0,
    };
    let mut figures = (1..).zip(cells.iter().skip(stems));
    let are_counted = figures.all(|(number, cell): (usize, _)| *cell == number.to_string());
    are_counted && cells.len() > 2
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
        let lower = comparable(cell).to_lowercase();
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
