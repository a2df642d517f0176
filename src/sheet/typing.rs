use crate::ledger::Lower;
use crate::model::{Day, Remark};

/// What is said beside readings that are typed, as lines or as a table.
pub struct Typing {
    /// The day of the command: what is today, and what year a day without one is of.
    pub as_of: Day,
    /// What becomes of lower figures.
    pub lower: Lower,
    /// The day of readings that give none.
    pub on: Option<Day>,
    /// The words of readings that say nothing else.
    pub remark: Remark,
}
