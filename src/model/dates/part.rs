//! What the words of a date come to: a day, or an interval.

use super::super::Day;
use super::error::DateError::{self, NoSuchDay, NoSuchYear};

/// What words name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Phrase {
    /// This day, counted from today.
    On(Day),
    /// A part of that year, or of one that is not named; whether its end is meant.
    Of(Option<i32>, Part, bool),
    /// `03/04/2021`, which the office has not settled: two numbers of which each may be the month.
    EitherOrder {
        year: Option<i32>,
        first: u32,
        second: u32,
    },
    /// `Nov-21`: a day of the month, or the month of a year of this century.
    DayOrMonth { month: u32, number: u32 },
}

/// A day or an interval within a year. Its numbers are in range, but for the day's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    Whole,
    Half(u32),
    Quarter(u32),
    Month(u32),
    /// Ten days of a month; the last of them are what is left.
    Third(u32, u32),
    Day(u32, u32),
    /// Part of a fiscal year: its first and last day, whose years are known.
    Fiscal(Day, Day),
}

impl Part {
    /// Its first and last day in that year.
    pub(super) fn days(self, year: i32) -> Result<(Day, Day), DateError> {
        let months = |first, last| {
            let start = Day::from_ymd(year, first, 1);
            start.zip(Day::month_end(year, last)).ok_or(NoSuchYear)
        };
        match self {
            Part::Fiscal(first, last) => Ok((first, last)),
            Part::Whole => months(1, 12),
            Part::Half(half) => months(half * 6 - 5, half * 6),
            Part::Quarter(quarter) => months(quarter * 3 - 2, quarter * 3),
            Part::Month(month) => months(month, month),
            Part::Third(month, third) => {
                let (_, month_end) = months(month, month)?;
                let day = |day| Day::from_ymd(year, month, day).ok_or(NoSuchYear);
                let last = match third {
                    3 => month_end,
                    _ => day(third * 10)?,
                };
                Ok((day(third * 10 - 9)?, last))
            }
            Part::Day(month, day) => {
                let (_, month_end) = months(month, month)?;
                let day = Day::from_ymd(year, month, day).ok_or(NoSuchDay { month_end })?;
                Ok((day, day))
            }
        }
    }
}
