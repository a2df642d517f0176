//! What can be wrong with the value of an option, an argument or a variable.

use crate::model::{DateError, InstantError, Takes};

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueProblem {
    /// Not a day.
    Day(DateError),
    /// Not a period.
    Period,
    /// A part of a fiscal year, where the office's year begins in January.
    FiscalYear,
    /// The month in which the year begins, while targets belong to parts of fiscal years.
    YearInUse,
    /// Not an instant.
    Instant(InstantError),
    /// A time zone that this machine does not know.
    Zone,
    /// None of a fixed list of words.
    Choice(Vec<&'static str>),
    /// Not days or weeks ahead, at most so many days.
    DaysAhead(u32),
    /// Not what a setting takes.
    Setting(Takes),
    /// No project has this value.
    NoneHas(Vec<String>),
    /// A folder must be named.
    NeedsFolder,
    /// Not the number of an entry and its hash.
    Head,
    /// For commands that look, not for those that record.
    OnlyLooks,
    /// A look at another day, or at what was known then, tells nobody anything new.
    NotWithNew,
}
