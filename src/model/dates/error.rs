use super::super::{Day, Weekday};

/// Why a text is not a day, or its words are not a deadline.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DateError {
    /// Nothing was given.
    Empty,
    /// Nothing but words such as 力争 and 完成.
    OnlyCommitment,
    /// `03/04/2021`: the third of April or the fourth of March.
    EitherOrder {
        /// The day if the day stands first.
        dmy: Day,
        /// The day if the month stands first.
        mdy: Day,
    },
    /// `21/10/31`: three numbers of two figures, of which the first or the last is the year.
    EitherYear {
        /// The day if the year stands last.
        last: Day,
        /// The day if the year stands first.
        first: Day,
    },
    /// `Nov-21`: a day of November, or November of a year.
    DayOrMonth {
        /// The day without its year, read as such days are.
        day: Day,
        /// The last day of the month.
        month_end: Day,
    },
    /// An interval with 前 or `before`, and the office has not said how that is read.
    BeforeOrWithin {
        /// The last day before the interval begins.
        strict: Day,
        /// The interval's last day.
        inclusive: Day,
    },
    /// A day without its year that was last more than [`PAST_DAYS`](super::rules::PAST_DAYS) days ago.
    WhichYear {
        /// The last such day.
        past: Day,
        /// The next one.
        next: Day,
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
    /// A part of a fiscal year, where the office's year begins in January.
    NoFiscalYear,
    /// Not a quarter 1 to 4.
    NoSuchQuarter,
    /// A year that its figures do not tell, or a day outside years 1 to 9999.
    NoSuchYear,
    /// `114年`: rather one that counts from 1912.
    YearOfRepublic {
        /// The year that it would be.
        year: u32,
    },
    /// Figures that name no month: `30`, `202111`, `15日`, `45.5`.
    BareNumber,
    /// A day of the week of no particular week.
    Weekday,
    /// A date, and beside it another day of the week than that of the date.
    OtherWeekday {
        /// The date.
        day: Day,
        /// Its day of the week.
        found: Weekday,
        /// The one that is written.
        written: Weekday,
    },
    /// A festival or holiday: its day moves, or opinions on it differ.
    Festival,
    /// Words that name a time but no day: 年初, 近期, `soon`.
    Vague,
    /// A month, a quarter, a year, or a day with 前, where one day is to be named.
    NotOneDay,
    /// Not understood where a day is expected.
    NotADay,
    /// Not understood where a deadline is expected.
    NotADeadline,
}
