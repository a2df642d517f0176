//! The cells of one row that tell days and deadlines.

use crate::ledger::Due;
use crate::messages::ValueProblem;
use crate::model::{
    DateError, DateRules, DateWays, Day, Given, check_deadline, is_no_deadline, read_date,
    read_day_of_column, with_dropped_zero,
};

use super::cells::Cells;
use super::values::text;

impl Cells<'_> {
    /// A day.
    pub(super) fn day(&mut self, column: &str) -> Option<Day> {
        let day = self.in_column(column, read_day_of_column);
        self.read(column, |text| {
            check_zero(text)?;
            day.unwrap_or(Err(DateError::Empty))
                .map_err(ValueProblem::Date)
        })
    }

    /// A day that an empty cell takes away.
    pub(super) fn given_day(&mut self, column: &str) -> Given<Day> {
        match self.day(column) {
            Some(day) => Given::Value(day),
            None if self.has(column) => Given::Empty,
            None => Given::Absent,
        }
    }

    /// By when: a day, or words that the ledger reads; of words that say that there is no deadline,
    /// as of an empty cell, none.
    pub(super) fn due(&mut self, column: &str) -> Option<Due> {
        match self.in_column(column, |text, rules| read_date(text, rules.order)) {
            Some(Ok(day)) => Some(Due::Day(day)),
            _ => self.words(column).map(Due::Words),
        }
    }

    /// The words of a deadline. Those that nothing makes one are told with whatever else is wrong
    /// with the row.
    pub(super) fn words(&mut self, column: &str) -> Option<String> {
        let words = self.read(column, |cell| {
            check_zero(cell)?;
            text(cell)
        })?;
        if is_no_deadline(&words) {
            return None;
        }
        if let Err(problem) = check_deadline(&words, self.rules.today) {
            self.fault(column, ValueProblem::Date(problem));
        }
        Some(words)
    }

    /// How the words of a deadline are read where they may be read in two ways.
    pub(super) fn ways_of(&self, due: &Due) -> DateWays {
        match due {
            Due::Words(_) => self.ways("due").or(self.ways("due_words")),
            _ => DateWays::default(),
        }
    }

    /// What is read in a cell; where two orders of day and month are possible, as other cells of
    /// its column tell.
    fn in_column<T>(
        &self,
        column: &str,
        read: impl Fn(&str, &DateRules) -> Result<T, DateError>,
    ) -> Option<Result<T, DateError>> {
        let text = self.cell(column)?;
        let plain = DateRules {
            order: None,
            ..self.rules
        };
        Some(match read(text, &plain) {
            Err(
                DateError::EitherOrder { .. }
                | DateError::EitherYear { .. }
                | DateError::DayOrMonth { .. },
            ) => read(text, &self.rules.with(self.ways(column))),
            read => read,
        })
    }

    /// How the dates of a column are read: as its other cells show, else as somebody said.
    pub(super) fn ways(&self, column: &str) -> DateWays {
        let shown = DateWays {
            order: self.table.order(column),
            ..DateWays::default()
        };
        shown.or(self.table.ways(column).dates)
    }
}

/// That a spreadsheet cannot have left out the last zero of a day.
fn check_zero(cell: &str) -> Result<(), ValueProblem> {
    match with_dropped_zero(cell) {
        Some(long) => Err(ValueProblem::DroppedZero {
            short: cell.trim().to_owned(),
            long,
        }),
        None => Ok(()),
    }
}
