//! The monthly form as it comes back: where its table lies. What a row of it says is read beside
//! (`filled`).
//!
//! A form is told by its hidden column, in which every row holds its stage ([`FormRow`]). No other sheet
//! has such cells, every spreadsheet program keeps them with their rows, sorted and filtered too, and
//! they outlive a header that somebody has deleted.

use crate::messages::form::FormHead;
use crate::messages::{FormatProblem, In, LostHead, UpTo};
use crate::model::{DateRules, FormRow, Language};

use super::grid::{Grid, Row};
use super::kind::Kind;
use super::layout::{Layout, letters, title_day};

/// A form is looked for in so many rows.
const LOOKED_AT: usize = 60;

/// So many headers of a form tell that a sheet is one, where the hidden column is lost.
const ENOUGH: usize = 8;

/// The columns that are read; the others of the form are there for whoever fills it in.
fn column(head: FormHead) -> Option<&'static str> {
    match head {
        FormHead::Code => Some("code"),
        FormHead::Figure => Some("percent"),
        FormHead::Day => Some("as_of"),
        FormHead::Problem => Some("problem"),
        FormHead::NextStep => Some("next_step"),
        FormHead::Row => Some("row"),
        FormHead::Project
        | FormHead::Stage
        | FormHead::Target
        | FormHead::Due
        | FormHead::LastFigure
        | FormHead::LastDay => None,
    }
}

/// The header of a form: its row, its language, and which heads its cells are.
struct Header<'g> {
    number: u64,
    names: Vec<&'g str>,
    language: Language,
    heads: Vec<(FormHead, usize)>,
}

impl<'g> Header<'g> {
    /// A row as a header in a language.
    fn of(row: Row<'g>, language: Language) -> Header<'g> {
        let names: Vec<&str> = row.cells().collect();
        let heads = FormHead::ALL.into_iter().flat_map(|head| {
            let called = In(language, &head).to_string();
            let is_it = move |name: &&str| plain(name) == called;
            let places = names.iter().enumerate();
            let places: Vec<usize> = places
                .filter(|(_, name)| is_it(name))
                .map(|(at, _)| at)
                .collect();
            places.into_iter().map(move |at| (head, at))
        });
        let heads = heads.collect();
        Header {
            number: row.number,
            names,
            language,
            heads,
        }
    }

    fn place(&self, head: FormHead) -> Option<usize> {
        let found = self.heads.iter().find(|(there, _)| *there == head);
        found.map(|(_, at)| *at)
    }
}

fn plain(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// Finds the table of a form; `None` where the sheet is none.
///
/// # Errors
/// [`FormatProblem::FormHeads`] where headers are lost, [`FormatProblem::ColumnTwice`] where one of
/// those that are read stands twice.
pub(super) fn lay_out(grid: &Grid, rules: &DateRules) -> Option<Result<Layout, FormatProblem>> {
    let rows: Vec<Row<'_>> = (grid.rows().filter(|row| row.len() > 0))
        .take(LOOKED_AT)
        .collect();
    let first = rows.iter().find_map(|row| {
        let mut cells = row.cells().enumerate();
        let (at, _) = cells.find(|(_, cell)| FormRow::read(cell).is_some())?;
        Some((row.number, at))
    });
    let headers = rows
        .iter()
        .flat_map(|row| [Language::En, Language::Zh].map(|language| Header::of(*row, language)));
    let header = headers
        .rev()
        .max_by_key(|header| header.heads.len())
        .filter(|header| {
            header.heads.len() >= ENOUGH || (first.is_some() && header.heads.len() > 1)
        });
    match (header, first) {
        (None, None) => None,
        (Some(header), first) => Some(laid_out(grid, header, first.map(|(_, at)| at), rules)),
        // The whole header is gone.
        (None, Some((number, at))) => {
            let header = Header {
                number: number.saturating_sub(1).max(1),
                names: Vec::new(),
                language: language_of(&rows),
                heads: Vec::new(),
            };
            Some(laid_out(grid, header, Some(at), rules))
        }
    }
}

/// The language of a form without a header: Chinese where any of it is.
fn language_of(rows: &[Row<'_>]) -> Language {
    let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let mut cells = rows.iter().flat_map(|row| row.cells());
    match cells.any(|cell| cell.contains(is_chinese)) {
        true => Language::Zh,
        false => Language::En,
    }
}

/// The layout of a form with that header; its hidden column may be known by its cells.
fn laid_out(
    grid: &Grid,
    header: Header<'_>,
    hidden: Option<usize>,
    rules: &DateRules,
) -> Result<Layout, FormatProblem> {
    let hidden = hidden.or(header.place(FormHead::Row));
    let last = FormHead::ALL.len() - 1;
    let (mut columns, mut lost, mut twice) = (Vec::new(), Vec::new(), Vec::new());
    for (place, head) in FormHead::ALL.into_iter().enumerate() {
        let Some(column) = column(head) else {
            continue;
        };
        let name = || In(header.language, &head).to_string();
        let found = match head {
            FormHead::Row => hidden,
            head => header.place(head),
        };
        if header
            .heads
            .iter()
            .filter(|(there, _)| *there == head)
            .count()
            > 1
        {
            twice.push(name());
        }
        match found {
            Some(at) => columns.push((column, at)),
            None => {
                // Where it stood, as far as the hidden column tells.
                let at = (place + hidden.unwrap_or(last)).saturating_sub(last);
                let cell = format!("{}{}", letters(at), header.number);
                lost.push(LostHead { cell, head: name() });
            }
        }
    }
    if !lost.is_empty() {
        return Err(FormatProblem::FormHeads(UpTo(lost)));
    }
    if !twice.is_empty() {
        return Err(FormatProblem::ColumnTwice(UpTo::quoted(twice)));
    }
    let width = grid.rows().map(|row| row.len()).max().unwrap_or(0);
    let name = |at: usize| header.names.get(at).copied().unwrap_or_default();
    let names: Vec<String> = (0..width).map(|at| name(at).to_owned()).collect();
    let is_ours =
        |at: usize| hidden == Some(at) || header.heads.iter().any(|(_, there)| *there == at);
    let is_filled = |at: usize| {
        let mut rows = grid.rows().filter(|row| row.number > header.number);
        rows.any(|row| row.cell(at).is_some())
    };
    let strange = (0..width).filter(|at| !is_ours(*at) && is_filled(*at));
    let passed_over = strange.map(|at| match name(at) {
        "" => letters(at),
        name => name.to_owned(),
    });
    Ok(Layout {
        kind: Kind::Form,
        header: header.number,
        columns,
        passed_over: passed_over.collect(),
        names,
        day: title_day(grid, header.number, rules),
    })
}
