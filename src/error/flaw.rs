//! What `verify` finds wrong with a store.

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
        table: &'static str,
        /// What is wrong, in SQLite's words.
        what: String,
    },
    /// Entry numbers do not run 1, 2, 3, …
    EntryGap {
        /// The number that should follow.
        expected: i64,
        /// The one that does.
        found: i64,
    },
    /// A target without terms.
    NoTerms(String),
    /// A target carries on one of another stage, or of no earlier period.
    CarriedFrom(String),
    /// A change names a stage of another project.
    ChangedStage {
        /// The entry.
        entry: i64,
    },
    /// A code's key is not its code in lower case.
    CodeKey(String),
    /// Readings of a month lie where nothing points to them, or are lower than the month says.
    Month {
        /// `CODE/STAGE`.
        place: String,
        /// 202107: July 2021.
        month: i64,
    },
    /// A fact is not what its last change says.
    Fact {
        /// `CODE` or `CODE/STAGE`.
        place: String,
        /// The fact.
        field: String,
    },
    /// An entry takes back one that takes back itself.
    RetractedRetraction(i64),
    /// Weights of a project's stages sum to more than 100 %.
    Weights(String),
    /// A milestone's target is not 100 %.
    MilestoneTarget(String),
    /// A row came with an earlier entry than what it belongs to.
    TooEarly {
        /// The table.
        table: &'static str,
        /// The entry.
        entry: i64,
    },
    /// A setting has a value of another kind.
    Setting {
        /// Its key.
        key: String,
        /// The entry.
        entry: i64,
    },
}
