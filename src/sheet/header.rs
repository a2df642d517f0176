//! The header of a plan: in which rows it stands, and what its columns are called. What stands above
//! several columns is part of the name of each, where it says more of it.

use super::currency::Unit;
use super::grid::{Grid, Row};
use super::headings::{self, Heading};
use super::kind::Kind;
use super::mapping::Mappings;

/// The header is looked for in so many rows.
const LOOKED_AT: usize = 40;
/// It takes so many rows at most.
const MOST_ROWS: usize = 3;

/// A header, and the names in it.
pub(super) struct Header {
    /// Its first row.
    pub(super) first: u64,
    /// Its last row.
    pub(super) number: u64,
    pub(super) names: Vec<String>,
}

impl Header {
    /// That of some rows, the upper first.
    pub(super) fn of(grid: &Grid, rows: &[Row<'_>]) -> Option<Header> {
        let (first, last) = (rows.first()?, rows.last()?);
        let length = rows.iter().map(|row| row.len()).max().unwrap_or(0);
        let name = |column| {
            // What nothing is called, nothing stands over, where cells are not merged.
            let is_blank = |row: &&Row<'_>| row.cell(column).is_none();
            let is_unnamed = !grid.has_merges() && last.cell(column).is_none();
            let rows = rows.iter().filter(|row| !is_unnamed || !is_blank(row));
            let levels = rows.map(|row| match row.number == last.number {
                true => one_line(row.cell(column)),
                false => one_line(above(grid, *row, column)),
            });
            let levels = levels.filter(|level| !level.is_empty());
            levels
                .reduce(|above, below| beneath(&above, below))
                .unwrap_or_default()
        };
        Some(Header {
            first: first.number,
            number: last.number,
            names: (0..length).map(name).collect(),
        })
    }

    /// The header of a plan: of several that know as many columns the first, and that of the fewest
    /// rows, with the rows that only say more of its columns.
    pub(super) fn find(grid: &Grid, mappings: &Mappings) -> Option<Header> {
        let filled = grid.rows().filter(|row| row.len() > 0);
        let rows: Vec<Row<'_>> = filled.take(LOOKED_AT).collect();
        let mut best: Option<(usize, usize, usize)> = None;
        for length in 1..=MOST_ROWS {
            for (at, rows) in rows.windows(length).enumerate() {
                let names = Header::of(grid, rows)?.names;
                let count = flat_columns(&names, mappings);
                if best.is_none_or(|(most, ..)| most < count) {
                    best = Some((count, at, length));
                }
            }
        }
        let (count, at, mut length) = best?;
        let is_first = at == 0 && length == 1;
        if count < 2 && (count == 0 || !is_first) {
            return None;
        }
        let of = |length: usize| Header::of(grid, rows.get(at..at + length)?);
        let mut header = of(length)?;
        while length < MOST_ROWS
            && rows
                .get(at + length)
                .is_some_and(|row| goes_on(grid, &header, *row))
        {
            length += 1;
            header = of(length)?;
        }
        Some(header)
    }

    /// Whether a row further down is this header once more.
    pub(super) fn is_again(&self, row: Row<'_>, grid: &Grid) -> bool {
        let own = (self.first..=self.number).filter_map(|number| grid.row(number));
        let mut own = own.filter(|own| own.len() > 1);
        own.any(|own| own.cells().eq(row.cells()))
    }

    /// Whether a row further down is another header: nothing in it but headings, some of which say
    /// what the table is of.
    pub(super) fn is_another(row: Row<'_>, mappings: &Mappings) -> bool {
        let cells: Vec<String> = row.cells().map(|cell| one_line(Some(cell))).collect();
        let mut filled = cells.iter().filter(|cell| !cell.is_empty());
        // Of most rows the first cell tells.
        filled.all(|cell| mappings.field(cell).is_some() || Kind::heading(cell).is_some())
            && flat_columns(&cells, mappings) >= 2
    }
}

fn one_line(cell: Option<&str>) -> String {
    let words = cell.unwrap_or_default().split_whitespace();
    words.collect::<Vec<_>>().join(" ")
}

/// What stands in a row over a column: its own cell, that with which it is merged or, in a sheet
/// without merged cells, the last one before it.
fn above<'g>(grid: &Grid, row: Row<'g>, column: usize) -> Option<&'g str> {
    if let Some(own) = row.cell(column) {
        return Some(own);
    }
    if !grid.has_merges() {
        return (0..column)
            .rev()
            .find_map(|column| row.cell(column))
            .filter(|_| row.len() > 1);
    }
    (0..=column).rev().find_map(|first| {
        let merged = row.merge_of(first)?;
        (first + merged.width > column).then(|| row.cell(first))?
    })
}

/// The name of a column beneath another one, which says more of it or not.
fn beneath(above: &str, below: String) -> String {
    if above == below {
        return below;
    }
    let bracket = above.rfind(['(', '（']);
    let bracket = bracket.filter(|_| Unit::in_brackets(above).is_some());
    let (bare, unit) = above.split_at(bracket.unwrap_or(above.len()));
    let own_unit = Unit::in_brackets(&below).is_some();
    let unit = if own_unit { "" } else { unit };
    let both = format!("{}/{below}{unit}", bare.trim_end());
    let alone = format!("{below}{unit}");
    match (Kind::heading(&alone), Kind::heading(&both)) {
        (None | Some(Heading::Weakly(_) | Heading::DayOrPercent { .. }), Some(_)) => both,
        (Some(own), Some(more)) if headings::qualifies(above) && is_finer(own, more) => both,
        (Some(_), _) => alone,
        (None, None) => below,
    }
}

/// Whether what a heading means together with the one above is of the sort of what it means alone.
fn is_finer(own: Heading, more: Heading) -> bool {
    const SORTS: [&[&str]; 3] = [
        &["due", "start", "finished"],
        &["budget", "annual_budget", "spent"],
        &["reading", "percent"],
    ];
    match (own, more) {
        (_, Heading::Nothing) => true,
        (Heading::Field(own), Heading::Field(more) | Heading::Weakly(more)) => {
            let mut sorts = SORTS.iter();
            sorts.any(|sort| sort.contains(&own) && sort.contains(&more))
        }
        _ => false,
    }
}

/// Whether a row only says more of the columns of a header: it has nothing but words, each beneath
/// a name that stands over several columns.
fn goes_on(grid: &Grid, header: &Header, row: Row<'_>) -> bool {
    let Some(last) = grid.row(header.number) else {
        return false;
    };
    let is_word =
        |cell: &str| cell.chars().any(char::is_alphabetic) && cell.parse::<f64>().is_err();
    let is_over = |column: usize| match grid.has_merges() {
        true => (0..=column).any(|first| {
            let merged = last.merge_of(first).filter(|merged| merged.width > 1);
            merged.is_some_and(|merged| first + merged.width > column && last.cell(first).is_some())
        }),
        false => {
            let is_blank = |column: usize| last.cell(column).is_none();
            is_blank(column) && column > 0 || !is_blank(column) && is_blank(column + 1)
        }
    };
    let filled = (0..row.len()).filter_map(|column| Some((column, row.cell(column)?)));
    let (mut count, mut are_all) = (0, true);
    for (column, cell) in filled {
        count += 1;
        are_all &= is_over(column) && is_word(cell);
    }
    count > 1 && are_all
}

/// How many columns of a plan the names are, a running number apart; none, where nothing names the
/// project.
pub(super) fn flat_columns(names: &[String], mappings: &Mappings) -> usize {
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
