//! The cells of one row that tell days and deadlines.

use crate::ledger::Due;
use crate::messages::{ValueProblem, Warning};
use crate::model::{
    DateError, DateRules, DateWays, Day, Deadline, Given, check_deadline, is_no_deadline,
    read_date, read_dated_period, read_day_of_column, read_deadline, with_dropped_zero,
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

    /// When something begins: a day, or the first day of an interval such as 2025年3月; of words that
    /// name neither none, and these, to be kept.
    pub(super) fn start(&mut self, column: &str) -> (Option<Day>, Option<String>) {
        let Some(cell) = self.cell(column).filter(|cell| !is_no_deadline(cell)) else {
            return (None, None);
        };
        let words = without_intent(cell);
        let first_day = |words| {
            let period = read_dated_period(words).ok()?;
            Some(period.resolve(self.rules.year_begins)?.start())
        };
        let has_year = words.chars().filter(char::is_ascii_digit).count() > 3;
        let by_end = |words| match read_deadline(words, None, &self.rules) {
            Ok(Deadline::On { due, .. }) if has_year => Some(due),
            _ => None,
        };
        let read = self.in_column(column, read_day_of_column);
        match read {
            Some(Ok(day)) if check_zero(cell).is_ok() => (Some(day), None),
            Some(Err(
                DateError::EitherOrder { .. }
                | DateError::EitherYear { .. }
                | DateError::NoSuchDay { .. }
                | DateError::NoSuchMonth,
            )) => (self.day(column), None),
            _ if check_zero(cell).is_err() => (self.day(column), None),
            _ => match first_day(words).or_else(|| by_end(words)) {
                Some(day) => (Some(day), None),
                None => {
                    let header = self.header(column).unwrap_or(column).to_owned();
                    let words = cell.trim().to_owned();
                    let note = format!("{header}: {words}");
                    self.warn(Warning::StartInWords {
                        column: header,
                        words,
                    });
                    (None, Some(note))
                }
            },
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
        let whole = read_date(&words, self.rules.with(self.ways(column)).order);
        let checked = match whole {
            Err(problem @ DateError::NoSuchDay { .. }) => Err(problem),
            _ => check_deadline(&words, self.rules.today),
        };
        if let Err(problem) = checked {
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

/// A start without words that say that it is only intended.
fn without_intent(words: &str) -> &str {
    let intents = [
        "计划", "预计", "拟于", "拟", "力争", "planned", "expected", "approx.",
    ];
    let mut rest = words.trim();
    while let Some(shorter) = intents.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter.trim_start();
    }
    let rest = rest.strip_suffix("开工").unwrap_or(rest);
    rest.trim_end_matches(['前', ' '])
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
