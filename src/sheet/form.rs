//! The monthly form as it comes back: where its table lies. What a row of it says is read beside
//! (`filled`).
//!
//! A form is told by its hidden column, in which every row holds its stage ([`FormRow`]). No other sheet
//! has such cells, every spreadsheet program keeps them with their rows, sorted and filtered too, and
//! they outlive a header that somebody has deleted.

use crate::messages::form::FormHead;
use crate::messages::{FormatProblem, In, LostHead, UpTo};
use crate::model::{DateRules, FormRow, Language};

use super::assign::letters;
use super::currency::Units;
use super::grid::{Grid, Row};
use super::kind::Kind;
use super::layout::{Layout, title_day};

/// A form is looked for in so many rows.
const LOOKED_AT: usize = 60;

/// So many headers of a form tell that a sheet is one, where the hidden column is lost.
const ENOUGH: usize = 8;

/// The columns that are read; the others of the form are there for whoever fills it in.
fn column(head: FormHead) -> Option<&'static str> {
    match head {
        FormHead::Code => Some("code"),
        FormHead::Figure => Some("percent"),
        FormHead::Amount => Some("amount"),
        FormHead::Day => Some("as_of"),
        FormHead::Problem => Some("problem"),
        FormHead::NextStep => Some("next_step"),
        FormHead::Row => Some("row"),
        FormHead::Project
        | FormHead::Stage
        | FormHead::Lead
        | FormHead::Target
        | FormHead::Due
        | FormHead::LastFigure
        | FormHead::LastDay
        | FormHead::Total => None,
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
            let indexes = names.iter().enumerate();
            let indexes: Vec<usize> = indexes
                .filter(|(_, name)| is_it(name))
                .map(|(at, _)| at)
                .collect();
            indexes.into_iter().map(move |at| (head, at))
        });
        let heads = heads.collect();
        Header {
            number: row.number,
            names,
            language,
            heads,
        }
    }

    fn column_of(&self, head: FormHead) -> Option<usize> {
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
    let hidden = hidden.or(header.column_of(FormHead::Row));
    let last = FormHead::ALL.len() - 1;
    let (mut columns, mut lost, mut twice) = (Vec::new(), Vec::new(), Vec::new());
    for (index, head) in FormHead::ALL.into_iter().enumerate() {
        let Some(column) = column(head) else {
            continue;
        };
        let name = || In(header.language, &head).to_string();
        let found = match head {
            FormHead::Row => hidden,
            head => header.column_of(head),
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
                let at = (index + hidden.unwrap_or(last)).saturating_sub(last);
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
    // What tells of a stage, where it is still there.
    columns.extend(header.column_of(FormHead::Stage).map(|at| ("stage", at)));
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
        again: Vec::new(),
        next: None,
        header: header.number,
        columns,
        kept: Vec::new(),
        ways: Vec::new(),
        answered: Vec::new(),
        understood: Vec::new(),
        questions: Vec::new(),
        passed_over: passed_over.collect(),
        names,
        day: title_day(grid, header.number, rules),
        units: Units::default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn grid(rows: &[Vec<String>]) -> Grid {
        let mut grid = Grid::default();
        for (row, number) in rows.iter().zip(1..) {
            grid.push(number, row.iter().map(String::as_str)).unwrap();
        }
        grid
    }

    fn rules() -> DateRules {
        DateRules::on("2021-10-31".parse().unwrap())
    }

    fn heads(language: Language) -> Vec<String> {
        let heads = FormHead::ALL.iter();
        heads.map(|head| In(language, head).to_string()).collect()
    }

    /// A form with one row, beneath a title.
    fn form(language: Language) -> Vec<Vec<String>> {
        let mut row = [""; 15];
        row[0] = "a/b";
        row[9] = "5";
        row[14] = "form:a/b";
        let title = vec!["截至2021年10月31日".to_owned()];
        vec![title, heads(language), row.map(str::to_owned).to_vec()]
    }

    #[test]
    fn a_form_is_found_in_either_language_and_nothing_else_is_one() {
        for language in [Language::En, Language::Zh] {
            let layout = lay_out(&grid(&form(language)), &rules()).unwrap().unwrap();
            assert_eq!((layout.kind, layout.header), (Kind::Form, 2));
            assert_eq!(layout.day.map(|title| title.day), "2021-10-31".parse().ok());
            let figure = ("percent", 9);
            assert!(layout.columns.contains(&figure), "{:?}", layout.columns);
        }
        for header in [
            "name,stage,percent,due,problem,next step",
            "代码,项目,阶段,目标,时限,存在问题,下步打算",
            "project,stage,percent,as_of,problem,next_step",
        ] {
            let header = header.split(',').map(str::to_owned).collect();
            let rows = [header, vec!["form:".to_owned(), "form:a".to_owned()]];
            assert!(lay_out(&grid(&rows), &rules()).is_none());
        }
    }

    #[test]
    fn columns_may_be_moved_or_put_between_and_strange_ones_are_told() {
        let mut rows = form(Language::En);
        for (row, text) in rows.iter_mut().zip(["", "seen by", "Li"]) {
            row.insert(0, text.to_owned());
        }
        rows[2].push("note".to_owned());
        let layout = lay_out(&grid(&rows), &rules()).unwrap().unwrap();
        assert!(layout.columns.contains(&("code", 1)));
        assert!(layout.columns.contains(&("row", 15)));
        assert_eq!(layout.passed_over, ["seen by", "Q"]);
        // A column that stands twice may be meant either way.
        let mut twice = form(Language::En);
        twice[1].push("percent or word".to_owned());
        let problem = lay_out(&grid(&twice), &rules()).unwrap().err();
        let column = UpTo::quoted(["percent or word".to_owned()]);
        assert_eq!(problem, Some(FormatProblem::ColumnTwice(column)));
    }

    proptest! {
        // Seen to catch: a lost header left of the first column, where the hidden one was moved.
        #[test]
        fn whatever_is_broken_a_form_is_a_form(
            row in 1usize..3, column in 0usize..15, text in "\\PC{0,6}|form:x/y|day", cut in 0usize..16
        ) {
            let mut rows = form(Language::En);
            rows[row][column] = text;
            rows[2].rotate_left(cut % 15);
            rows[1].truncate(cut.max(2));
            let found = lay_out(&grid(&rows), &rules());
            if rows[2].iter().any(|cell| cell == "form:a/b") {
                prop_assert!(found.is_some());
            }
        }
    }
}
