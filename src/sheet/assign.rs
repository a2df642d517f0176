//! Which column of a plan is which: as somebody answered, else by its name.

use crate::ledger::Scale;
use crate::messages::columns::{Answers, ColumnMeaning, FieldWord};
use crate::messages::{FormatProblem, SpentOfWhich, UpTo};
use crate::model::fold;

use super::columns::{bare_header, plain_header};
use super::grid::{Grid, Row};
use super::kind::Kind;
use super::mapping::{Mappings, Meaning, nth};
use super::roles::{Role, role};

/// The columns of a plan.
#[derive(Default)]
pub(super) struct Assigned {
    /// The fields and their places.
    pub(super) columns: Vec<(&'static str, usize)>,
    /// Texts to be kept: under which names, and their places.
    pub(super) kept: Vec<(String, usize)>,
    /// What somebody said the figures of columns are shares of, by their places.
    pub(super) scales: Vec<(usize, Scale)>,
    /// What was read as somebody answered before.
    pub(super) answered: Vec<ColumnMeaning>,
    /// Columns that mean nothing to us.
    pub(super) passed_over: Vec<String>,
}

/// Says of each column of a header in row `number` what it is.
///
/// # Errors
/// [`FormatProblem::SameMeaning`] and [`FormatProblem::GoalOrProgress`], with their answers.
pub(super) fn assign(
    grid: &Grid,
    number: u64,
    names: &[String],
    mappings: &Mappings,
) -> Result<Assigned, FormatProblem> {
    let mut all = Assigned::default();
    // Columns that mean the same, and what to answer to leave them out.
    let mut twice: Vec<(String, String)> = Vec::new();
    let mut unanswered = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let nth = nth(names, index);
        let mut again = || twice.push((name.clone(), numbered(name, nth)));
        let Some((meaning, is_remembered)) = mappings.of(name, nth) else {
            unanswered.push((index, name, nth));
            continue;
        };
        match meaning {
            Meaning::Field(field, _) if all.has(field) => again(),
            Meaning::Field(field, scale) => {
                all.columns.push((field, index));
                all.scales.extend(scale.map(|scale| (index, scale)));
            }
            Meaning::Kept => {
                let text = bare_header(name);
                match all.kept.iter().any(|(there, _)| fold(there) == fold(&text)) {
                    true => again(),
                    false => all.kept.push((text, index)),
                }
            }
            Meaning::Nothing => continue,
        }
        if is_remembered {
            all.answered.push(ColumnMeaning {
                column: name.clone(),
                field: FieldWord(meaning.id()),
            });
        }
    }
    let answered: Vec<&str> = all.columns.iter().map(|(field, _)| *field).collect();
    for (index, name, nth) in unanswered {
        let mut own = Kind::Flat.column(name);
        if own == Some("code") && is_running_number(grid, number, index, name) {
            own = Some("number");
        }
        let is_there = own.is_some_and(|own| all.has(own));
        match own {
            // A merged header leaves blank columns.
            _ if is_blank(grid, number, index) && (is_there || own.is_none()) => {}
            Some("number") if is_there => {}
            // Somebody said which one it is.
            Some(own) if answered.contains(&own) => all.passed_over.push(name.clone()),
            Some(_) if is_there => twice.push((name.clone(), numbered(name, nth))),
            Some(own) => all.columns.push((own, index)),
            None if name.is_empty() => all.passed_over.push(letters(index)),
            None => all.passed_over.push(name.clone()),
        }
    }
    if !twice.is_empty() {
        let answers = Answers::of(twice.iter().map(|(_, answer)| (answer.as_str(), "-")));
        let columns = UpTo::quoted(all.beside(names, &twice));
        return Err(FormatProblem::SameMeaning { columns, answers });
    }
    all.goal_or_progress(names, &answered)?;
    all.total_of_spent(names)?;
    Ok(all)
}

impl Assigned {
    fn has(&self, field: &str) -> bool {
        self.columns.iter().any(|(own, _)| *own == field)
    }

    /// The columns that mean the same as one of these, and these.
    fn beside(&self, names: &[String], twice: &[(String, String)]) -> Vec<String> {
        let meaning = |name: &str| {
            Kind::Flat
                .column(name)
                .map_or_else(|| plain_header(name), str::to_owned)
        };
        let first = self.columns.iter().filter(|(field, index)| {
            let own = names.get(*index).map(|name| meaning(name));
            twice
                .iter()
                .any(|(name, _)| meaning(name) == *field || Some(meaning(name)) == own)
        });
        let first = first.filter_map(|(_, index)| names.get(*index).cloned());
        first
            .chain(twice.iter().map(|(name, _)| name.clone()))
            .collect()
    }

    /// What was spent is part of the whole budget or, where there is none, of the year's. Where both
    /// are there, it may be of either; without it, the year's is passed over.
    fn total_of_spent(&mut self, names: &[String]) -> Result<(), FormatProblem> {
        let name = |field: &str| {
            let found = self.columns.iter().find(|(own, _)| *own == field);
            found.and_then(|(_, index)| names.get(*index)).cloned()
        };
        let (Some(total), Some(annual)) = (name("budget"), name("annual_budget")) else {
            return Ok(());
        };
        if let Some(spent) = name("spent") {
            return Err(FormatProblem::SpentOfWhich(Box::new(SpentOfWhich {
                of_total: Answers::of([(annual.as_str(), "-")]),
                of_annual: Answers::of([(total.as_str(), "-")]),
                spent,
                total,
                annual,
            })));
        }
        self.columns.retain(|(field, _)| *field != "annual_budget");
        self.passed_over.push(annual);
        Ok(())
    }

    /// A percent of a sheet that tells the day of its data, but no other progress, is the progress;
    /// where a deadline stands beside it, it might be either. What was answered stays.
    fn goal_or_progress(
        &mut self,
        names: &[String],
        answered: &[&str],
    ) -> Result<(), FormatProblem> {
        let is_open = self.has("percent") && !self.has("reading") && self.has("as_of");
        if !is_open || answered.contains(&"percent") {
            return Ok(());
        }
        let is_dated = self.has("due") || self.has("due_words") || self.has("period");
        for (own, index) in self.columns.iter_mut().filter(|(own, _)| *own == "percent") {
            if is_dated {
                let column = names.get(*index).cloned().unwrap_or_default();
                let answer = |field| Answers::of([(column.as_str(), field)]);
                return Err(FormatProblem::GoalOrProgress {
                    goal: answer("target"),
                    progress: answer("progress"),
                    column,
                });
            }
            *own = "reading";
        }
        Ok(())
    }
}

/// A column as one is answered for.
fn numbered(name: &str, nth: usize) -> String {
    match nth {
        1 => name.to_owned(),
        nth => format!("{name}#{nth}"),
    }
}

fn beneath<'g>(grid: &'g Grid, number: u64, column: usize) -> impl Iterator<Item = &'g str> {
    let rows = grid.rows().filter(move |row| row.number > number);
    rows.filter_map(move |row: Row<'g>| row.cell(column))
}

fn is_blank(grid: &Grid, number: u64, column: usize) -> bool {
    beneath(grid, number, column).next().is_none()
}

/// Whether a column that might be that of codes only counts the rows, those of the table alone.
fn is_running_number(grid: &Grid, number: u64, column: usize, name: &str) -> bool {
    let rows = grid.rows().filter(|row| row.number > number);
    let mut cells = (rows.filter(|row| role(*row, None) == Role::Data))
        .filter_map(|row: Row<'_>| row.cell(column));
    matches!(plain_header(name).as_str(), "编号" | "id")
        && cells.all(|cell| cell.bytes().all(|b| b.is_ascii_digit()))
}

/// A column as a spreadsheet calls it: A, B, .., Z, AA, ..
pub(super) fn letters(index: usize) -> String {
    let mut letters = Vec::new();
    let mut left = index + 1;
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    letters.iter().rev().collect()
}
