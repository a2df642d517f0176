use crate::ledger::Lower;
use crate::model::{DateRules, Day, Remark};

use super::mapping::Mappings;

/// What is said beside readings that are typed, as lines or as a table.
pub struct Typing {
    /// How their days are read.
    pub rules: DateRules,
    /// What becomes of lower figures.
    pub lower: Lower,
    /// The day of readings that give none.
    pub on: Option<Day>,
    /// The words of readings that say nothing else.
    pub remark: Remark,
    /// What columns of plans mean that somebody answered for.
    pub mappings: Mappings,
}
