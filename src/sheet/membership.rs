//! Which rows of a table are of one project, and what they call it.

use super::asking::ColumnQuestion;
use super::asking::numbers_for_names;
use super::codes::is_code;
use super::columns::plain_header;
use super::grid::Row;
use super::kind::Kind;
use super::mapping::Mappings;
use super::numbering::may_count;
use super::sketch::Positions;
use super::standing::{Standing, Standings, own_name};
use super::table::Table;

impl Table {
    /// Finds out what the rows of a plan or of a form are.
    pub(super) fn tell_rows(&mut self, mappings: &Mappings) {
        if !matches!(self.kind, Kind::Flat | Kind::Form) {
            return;
        }
        let is_answered = |name: &str| mappings.of(name, 1).is_some();
        let are_all_codes = self.name("code").is_none_or(|name| {
            is_answered(name) || plain_header(name) == "code" || self.index("name").is_none()
        });
        let columns = self.columns();
        let columns: Vec<(&'static str, usize)> = columns
            .filter_map(|column| Some((column, self.index(column)?)))
            .collect();
        let known = mappings.projects();
        let how = [self.has_decimal_commas, are_all_codes];
        let positions = Positions::of(&columns, &known, how, self.rows());
        let mut standings = Standings::of(self.rows(), &positions);
        standings.known = known;
        standings.are_all_codes = are_all_codes;
        self.standings = standings;
        match self.name("name").filter(|name| !is_answered(name)) {
            Some(column) if self.are_names_numbers() => self.questions.push(ColumnQuestion {
                question: numbers_for_names(column),
                fields: vec!["name"],
            }),
            _ => {}
        }
    }

    /// Whether it is asked if the column of names counts something.
    pub(super) fn asks_what_counts(&self) -> bool {
        let mut questions = self.questions.iter();
        questions.any(|kind| kind.question.is_of_numbers())
    }

    /// Whether all that stands for the name of a project is a number: the column counts something.
    fn are_names_numbers(&self) -> bool {
        let is_named = |row: &Row<'_>| self.standing(*row).is_some_and(Standing::is_project);
        let rows = self.rows().filter(is_named);
        let mut names = rows
            .filter_map(|row| row.cell(self.index("name")?))
            .peekable();
        let is_number = |name: &str| {
            let is_known = self.standings.known.has(name);
            !is_known && name.starts_with(|c: char| c.is_ascii_digit()) && may_count(name)
        };
        names.peek().is_some() && names.all(is_number)
    }

    /// What a row is, if it is not blank.
    pub(super) fn standing(&self, row: Row<'_>) -> Option<&Standing> {
        self.standings.get(row.number)
    }

    /// The title that a row stands beneath.
    pub(super) fn section(&self, row: Row<'_>) -> Option<&str> {
        self.standings.title(row.number)
    }

    /// The row that names the project of a row: itself, or one above it.
    pub(super) fn project_row<'g>(&'g self, row: Row<'g>) -> Row<'g> {
        let standing = self.standing(row);
        let number = standing.map_or(row.number, |standing| standing.project);
        self.row(number).unwrap_or(row)
    }

    /// The name that a row gives its project, without its number in the sheet; a code only if it is
    /// one.
    pub(super) fn project_cell<'g>(&'g self, row: Row<'g>, column: &str) -> Option<&'g str> {
        let cell = self.project_row(row).cell(self.index(column)?)?;
        let Standings {
            known,
            are_all_codes,
            ..
        } = &self.standings;
        match column {
            "code" => (*are_all_codes || is_code(cell, known)).then_some(cell),
            _ if self.kind != Kind::Flat || known.has(cell) => Some(cell),
            _ => Some(own_name(cell)),
        }
    }
}
