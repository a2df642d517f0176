//! Why the words of a deadline are refused.

use super::super::Day;

/// Why words are not a [`Deadline`](super::Deadline).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DeadlineError {
    /// Nothing was given, or nothing beside words such as 力争 and 完成.
    Empty,
    /// An interval with 前 or `before`, and nobody has said how that is read.
    Ambiguous {
        /// The last day before the interval begins.
        strict: Day,
        /// The interval's last day.
        inclusive: Day,
    },
    /// No year was named, and the day lies in the period in none.
    OutsidePeriod {
        /// The day in the year in which the period begins.
        this: Day,
        /// The nearest one on the other side of the period's beginning.
        other: Day,
    },
    /// No year was named, and the period has the day in several.
    SeveralYears {
        /// The first of them.
        first: Day,
        /// The last of them.
        last: Day,
    },
    /// The month has no such day.
    NoSuchDay {
        /// The last one it has.
        month_end: Day,
    },
    /// Not a month 1 to 12.
    NoSuchMonth,
    /// Not a quarter 1 to 4.
    NoSuchQuarter,
    /// A year not written with four figures, or a day outside years 1 to 9999.
    NoSuchYear,
    /// Figures that name no month: `30`, `2021`, `11/30`, `15日`.
    BareNumber,
    /// A festival or holiday: its day moves, or opinions on it differ.
    Festival,
    /// Words that name a time but no day: 年初, 近期, `soon`.
    Vague,
    /// Not understood.
    Unknown,
}
