//! What can be wrong with a record as it is read row by row.

/// Where a chain of entries does not hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChainBreak {
    /// An entry's hash is not that of the entry before it and of its own rows.
    Hash {
        /// The entry.
        entry: i64,
    },
    /// Rows under a number that no entry closes.
    Unclosed {
        /// The number.
        entry: i64,
    },
    /// Numbers do not run 1, 2, 3, …
    Number {
        /// The one that should follow.
        expected: i64,
        /// The one that does.
        found: i64,
    },
    /// Rows of an entry stand in another order than the one in which they are hashed.
    Order {
        /// The entry.
        entry: i64,
    },
}

/// What is wrong with a line of an exported record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RecordProblem {
    /// Not a JSON object.
    Json(String),
    /// No table is named.
    NoTable,
    /// A table that is not known here.
    Table(String),
    /// A column that the table is not known to have.
    Column {
        /// The table.
        table: &'static str,
        /// The column.
        column: String,
    },
    /// A value of another kind than its column's.
    Value {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
    },
    /// More bytes than a line may have.
    TooLong {
        /// The most bytes.
        most: usize,
    },
    /// The chain does not hold here.
    Chain(ChainBreak),
    /// The store refuses the row, in its own words.
    Refused(String),
    /// The store that it is to follow on holds another entry under this number.
    Diverges {
        /// The entry.
        entry: i64,
    },
    /// It ends before the entry that the store is at already.
    EndsEarly {
        /// The store's last entry.
        entry: i64,
    },
}
