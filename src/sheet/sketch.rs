//! What rows of a plan hold, by which they are told from the titles, sums and remarks among them.

use super::codes::is_code;
use super::grid::Row;
use super::known::KnownProjects;
use super::numbering::{Number, leading, whole};
use super::remarks::{is_labelled, is_sentence, is_signature};
use super::values::says_nothing;

/// What only rows of projects say; a sum has values, and a title has mere words.
const TERMS: [&str; 15] = [
    "stage",
    "kind",
    "due",
    "due_words",
    "finished",
    "start",
    "period",
    "commitment",
    "baseline",
    "lead",
    "as_of",
    "lamp",
    "problem",
    "next_step",
    "row",
];
/// Columns whose figures are no amounts.
const SHARES: [&str; 4] = ["reading", "percent", "level", "outline"];

/// The columns of a plan by what they tell of its rows.
pub(super) struct Positions<'t> {
    columns: &'t [(&'static str, usize)],
    known: &'t KnownProjects,
    /// The names of several rows begin with numbers.
    pub(super) are_names_numbered: bool,
    /// A comma in a number stands for a decimal point.
    has_decimal_commas: bool,
    /// All cells of the column of codes are codes, whatever they look like.
    are_all_codes: bool,
}

impl<'t> Positions<'t> {
    pub(super) fn of<'g>(
        columns: &'t [(&'static str, usize)],
        known: &'t KnownProjects,
        [has_decimal_commas, are_all_codes]: [bool; 2],
        rows: impl Iterator<Item = Row<'g>>,
    ) -> Positions<'t> {
        let mut positions = Positions {
            columns,
            known,
            are_names_numbered: false,
            has_decimal_commas,
            are_all_codes,
        };
        let name = positions.position("name");
        let names = rows.filter_map(|row| row.cell(name?));
        let is_numbered = |name: &&str| {
            let number = leading(name).map(|(number, _)| number);
            number.is_some_and(|number| !number.is_of_titles())
        };
        let are_several = names.filter(is_numbered).nth(1).is_some();
        positions.are_names_numbered = positions.position("number").is_none() && are_several;
        positions
    }

    pub(super) fn position(&self, column: &str) -> Option<usize> {
        let found = self.columns.iter().find(|(name, _)| *name == column);
        found.map(|(_, position)| *position)
    }

    /// The text of a row in a column, be it merged with the one above.
    pub(super) fn cell<'g>(&self, row: Row<'g>, column: &str) -> Option<&'g str> {
        row.merged(self.position(column)?)
    }

    /// The code that a row gives its project.
    fn code<'g>(&self, row: Row<'g>) -> Option<&'g str> {
        let cell = row.cell(self.position("code")?)?;
        (self.are_all_codes || is_code(cell, self.known)).then_some(cell)
    }

    /// Whether a row lies within merged cells that say what only projects have, or how far they are.
    fn has_merged_terms(&self, row: Row<'_>) -> bool {
        let columns = self.columns.iter();
        let mut terms = columns.filter(|(name, _)| *name == "reading" || TERMS.contains(name));
        terms.any(|(_, position)| row.cell(*position).is_none() && row.merged(*position).is_some())
    }

    /// Whether the name or the code of a row stands in a cell that is merged with those above.
    pub(super) fn is_name_merged(&self, row: Row<'_>) -> bool {
        let mut positions = ["name", "code"]
            .into_iter()
            .filter_map(|column| self.position(column));
        positions.any(|position| row.cell(position).is_none() && row.merged(position).is_some())
    }

    /// A figure in thousandths, be it an amount or a percent.
    fn value(&self, cell: &str) -> Option<i64> {
        let number = cell.trim_end_matches(['%', '％', ' ']);
        let number = match self.has_decimal_commas {
            true => number.replace('.', "").replace(',', "."),
            false => number.replace([',', '，'], ""),
        };
        let number: f64 = number.parse().ok()?;
        (number.abs() < 1e12).then(|| (number * 1000.0).round() as i64)
    }

    fn column(&self, position: usize) -> Option<&'static str> {
        let found = self.columns.iter().find(|(_, there)| *there == position);
        found.map(|(name, _)| *name)
    }
}

/// What a row holds.
pub(super) struct Sketch<'g> {
    pub(super) row: Row<'g>,
    /// The cell that names the project, by its name or its code.
    pub(super) name: Option<&'g str>,
    /// What the row is called: its name, else its first text; without its number and without how many
    /// stand beneath it.
    pub(super) title: &'g str,
    pub(super) number: Option<Number>,
    /// It says what only projects have.
    pub(super) has_terms: bool,
    /// Cells that are merged with those above say so of it.
    pub(super) has_merged_terms: bool,
    /// It has figures, of whatever kind.
    pub(super) has_values: bool,
    /// Its amounts by their columns, in thousandths.
    pub(super) amounts: Vec<(usize, i64)>,
    /// It has texts beside what it is called.
    pub(super) has_others: bool,
    /// How many cells it has beside its number and what it is called.
    pub(super) other_cells: usize,
    /// What it is called stands in cells that are merged over several columns.
    pub(super) is_wide: bool,
    /// What it is called stands left of the names.
    pub(super) is_left: bool,
    /// The first text left of the name, where that is no number.
    pub(super) first: Option<&'g str>,
    /// It is a sentence, or cells that say themselves what they tell.
    pub(super) is_remark: bool,
    /// The record has a project that is called so.
    pub(super) is_known: bool,
}

impl<'g> Sketch<'g> {
    /// Of a row; `None`: it is blank, or has nothing but its number.
    pub(super) fn of(row: Row<'g>, positions: &Positions<'_>) -> Option<Sketch<'g>> {
        let filled = || (0..row.len()).filter_map(|position| Some((position, row.cell(position)?)));
        let [name_position, number_position] =
            ["name", "number"].map(|column| positions.position(column));
        let code = positions.code(row);
        let name = name_position
            .and_then(|position| row.cell(position))
            .or(code);
        let is_text = |(_, cell): &(usize, &str)| positions.value(cell).is_none();
        let is_number = |position: usize, cell: &str| {
            Some(position) == number_position && whole(cell).is_some()
        };
        let label = name_position
            .and_then(|position| Some((position, row.cell(position)?)))
            .filter(is_text)
            .or_else(|| {
                filled().find(|(position, cell)| {
                    is_text(&(*position, cell)) && !is_number(*position, cell)
                })
            })
            .or_else(|| filled().find(|(position, cell)| !is_number(*position, cell)))?;
        let (label_position, label) = label;
        let numbered = number_position.and_then(|position| whole(row.cell(position)?));
        let in_label = leading(label).filter(|(number, rest)| {
            !rest.is_empty() && (number.is_of_titles() || positions.are_names_numbered)
        });
        let title = in_label.as_ref().map_or(label, |(_, rest)| rest);
        let mut sketch = Sketch {
            row,
            name,
            title: without_count(title),
            number: numbered.or(in_label.map(|(number, _)| number)),
            has_terms: code.is_some(),
            has_merged_terms: positions.has_merged_terms(row),
            has_values: false,
            amounts: Vec::new(),
            has_others: false,
            other_cells: 0,
            is_wide: row
                .merge_of(label_position)
                .is_some_and(|merged| merged.width > 1),
            is_left: name_position.is_some_and(|name| {
                label_position < name && row.merged(name).is_none_or(|_| row.cell(name).is_some())
            }),
            first: filled()
                .find(|(position, cell)| is_text(&(*position, cell)) && !is_number(*position, cell))
                .filter(|(position, _)| *position < label_position)
                .map(|(_, cell)| cell),
            is_remark: false,
            is_known: name.is_some_and(|name| positions.known.has(name)),
        };
        let (mut are_labelled, mut count) = (true, 0);
        for (position, cell) in filled() {
            let column = positions.column(position);
            if is_number(position, cell) {
                continue;
            }
            sketch.other_cells += usize::from(position != label_position);
            match positions.value(cell) {
                Some(amount) if position != label_position => {
                    sketch.has_values = true;
                    let is_share = cell.ends_with(['%', '％']);
                    if !is_share && !column.is_some_and(|column| SHARES.contains(&column)) {
                        sketch.amounts.push((position, amount));
                    }
                }
                _ => {
                    count += 1;
                    are_labelled &= is_labelled(cell) || is_signature(cell);
                    sketch.has_others |= position != label_position && cell != label;
                    sketch.has_terms |= column == Some("reading") && !says_nothing(cell);
                }
            }
            let is_term = column.is_some_and(|column| TERMS.contains(&column));
            sketch.has_terms |= is_term && !says_nothing(cell);
        }
        let is_lone = count == 1 && !sketch.has_values;
        sketch.is_remark = !sketch.has_values
            && (are_labelled || is_signature(label) || is_lone && is_sentence(label));
        Some(sketch)
    }

    /// Whether the row is nothing but a title, with its number or without.
    pub(super) fn is_lone(&self) -> bool {
        !self.has_terms && !self.has_merged_terms && !self.has_values && !self.has_others
    }

    /// Whether it is numbered as rows of projects are.
    pub(super) fn is_numbered(&self) -> bool {
        self.number
            .as_ref()
            .is_some_and(|number| !number.is_of_titles())
    }

    /// Whether it is numbered as titles are.
    pub(super) fn is_numbered_as_title(&self) -> bool {
        self.number.as_ref().is_some_and(Number::is_of_titles)
    }

    /// Whether the amounts are the sums of those of as many of these as it takes, of `least` at least.
    pub(super) fn adds_up<'s>(
        &self,
        addends: impl Iterator<Item = &'s Sketch<'s>>,
        least: usize,
    ) -> bool {
        let amounts = self.amounts.iter().filter(|(_, amount)| *amount > 0);
        let mut left: Vec<(usize, i64)> = amounts.copied().collect();
        if left.is_empty() {
            return false;
        }
        for (count, addend) in (1..=MOST_ADDENDS).zip(addends) {
            for (position, left) in &mut left {
                let amount = addend.amounts.iter().find(|(there, _)| there == position);
                *left -= amount.map_or(0, |(_, amount)| *amount);
            }
            if count >= least && left.iter().all(|(_, left)| *left == 0) {
                return true;
            }
            if left.iter().any(|(_, left)| *left < 0) {
                return false;
            }
        }
        false
    }
}

/// So many rows are added up.
const MOST_ADDENDS: usize = 1_000;

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
