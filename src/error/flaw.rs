//! What `verify` finds wrong with a store.

use super::record::ChainBreak;

/// One thing that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// SQLite's own check of the file found this.
    Integrity(String),
    /// A row refers to one that is not there.
    Orphan {
        /// The table of the row.
        table: String,
        /// The table it refers to.
        parent: String,
        /// How many such rows.
        count: usize,
    },
    /// A table, index, trigger or view is missing.
    Missing(String),
    /// A table, index, trigger or view is not as the schema has it.
    Altered(String),
    /// A table, index, trigger or view that the schema does not have.
    Stray(String),
    /// A value that breaks the rules of its column.
    Value {
        /// The table.
        table: String,
        /// What is wrong, in SQLite's words.
        what: String,
    },
    /// A target carries on one of another stage, or of no earlier period.
    CarriedFrom(String),
    /// An entry takes back one that takes back itself.
    RetractedRetraction(i64),
    /// Weights of a project's stages sum to more than 100 %.
    Weights(String),
    /// A milestone's target is not 100 %.
    MilestoneTarget(String),
    /// A setting has a value of another kind.
    Setting {
        /// Its key.
        key: String,
        /// The entry.
        entry: i64,
    },
    /// The chain of hashes is broken.
    Chain(ChainBreak),
    /// Two projects, or two stages of one, share a code.
    SharedCode(String),
}

impl Flaw {
    /// Whether the record cannot be read row by row, as it cannot page by page. A value that breaks
    /// a constraint is one row's.
    pub fn is_unreadable(&self) -> bool {
        match self {
            Flaw::Integrity(what) => !what.starts_with("CHECK constraint failed"),
            Flaw::Missing(name) => name.starts_with("table "),
            _ => false,
        }
    }
}
