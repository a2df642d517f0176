//! Where in a sheet its table lies: titles above it, the header, and what stands among its rows that
//! is none of them.

use crate::ledger::Scale;
use crate::messages::columns::ColumnMeaning;
use crate::messages::{FormatProblem, UpTo};
use crate::model::{DateRules, Day, read_day};

use super::assign::assign;
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
    let assigned = assign(grid, number, &names, mappings)?;
    Ok(Layout {
        kind: Kind::Flat,
        header: number,
        columns: assigned.columns,
        kept: assigned.kept,
        scales: assigned.scales,
        answered: assigned.answered,
        names,
        passed_over: assigned.passed_over,
        day: title_day(grid, number, rules),
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

/// What a row of a plan is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role<'g> {
    /// One of its table.
    Data,
    /// A title of those that follow: `一、市政工程`.
    Section(&'g str),
    /// A sum, or who filled it in.
    Aside(&'g str),
}

/// What a row of a plan is, by its texts; `name` is the column that names its project.
pub(super) fn role<'g>(row: Row<'g>, name: Option<usize>) -> Role<'g> {
    const SUMS: [&str; 14] = [
        "合计",
        "小计",
        "总计",
        "共计",
        "累计",
        "平均",
        "平均值",
        "total",
        "totals",
        "subtotal",
        "sub-total",
        "grand total",
        "average",
        "sum",
    ];
    const NOTES: [&str; 16] = [
        "填表人",
        "填报人",
        "填表单位",
        "填报单位",
        "制表",
        "审核",
        "单位负责人",
        "注：",
        "注:",
        "备注：",
        "备注:",
        "说明：",
        "说明:",
        "note:",
        "notes:",
        "prepared by",
    ];
    let Some(first) = row.cells().find(|cell| !cell.is_empty()) else {
        return Role::Data;
    };
    let lower = first.to_lowercase();
    let named = name.and_then(|name| row.cell(name)).map(str::to_lowercase);
    let is_sum = |text: &str| SUMS.contains(&text.trim_end_matches([':', '：', ' ']));
    if is_sum(&lower.split_whitespace().collect::<String>())
        || is_sum(&lower)
        || named.as_deref().is_some_and(is_sum)
        || NOTES.iter().any(|note| lower.starts_with(note))
    {
        return Role::Aside(first);
    }
    let is_alone = row.cells().all(|cell| cell.is_empty() || cell == first);
    match section(first) {
        Some(title) if is_alone => Role::Section(title),
        _ => Role::Data,
    }
}

/// The title behind a numeral of sections: `一、`, `（二）`, `第三部分`, `II.`.
fn section(text: &str) -> Option<&str> {
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    let opened = text.trim_start_matches(['(', '（', '第']);
    let rest = opened.trim_start_matches(numeral);
    let has_numeral = rest.len() < opened.len();
    let title = match has_numeral {
        true => ["、", ".", "．", ")", "）", "部分", "类", "章", "节"]
            .iter()
            .find_map(|end| rest.strip_prefix(end))?,
        false => {
            let roman = text.trim_start_matches(['I', 'V', 'X']);
            let is_roman = roman.len() < text.len();
            roman.strip_prefix('.').filter(|_| is_roman)?
        }
    };
    let title = title.trim_start_matches(['、', '：', ':', ' ', '.']).trim();
    let title = without_count(title);
    (!title.is_empty()).then_some(title)
}

/// A title without how many stand beneath it: `产业项目（3个）`, `Roads (3)`.
fn without_count(title: &str) -> &str {
    let inner = title.strip_suffix([')', '）']);
    let Some((before, count)) = inner.and_then(|inner| inner.rsplit_once(['(', '（'])) else {
        return title;
    };
    let count = count.trim().trim_start_matches(['共', '计']);
    let word = count.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_count = word.len() < count.len()
        && [
            "",
            "个",
            "项",
            "件",
            "个项目",
            "项目",
            "projects",
            "project",
        ]
        .contains(&word.trim());
    match is_count {
        true => before.trim_end(),
        false => title,
    }
}
