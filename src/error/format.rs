//! What can be wrong with a file that is read.

use super::record::RecordProblem;

/// What is wrong with a file as a whole.
#[derive(Debug, PartialEq, Eq)]
pub enum FormatProblem {
    /// Its columns belong to no kind of portfolio file.
    UnknownColumns(Vec<String>),
    /// Columns that are there already, each under the same or another of its names.
    ColumnTwice(Vec<String>),
    /// Columns that its kind does not have.
    StrayColumn {
        /// All of them.
        columns: Vec<String>,
        /// Those that are there twice.
        twice: Vec<String>,
        /// The kind of file that it was taken for.
        kind: &'static str,
    },
    /// No line at all.
    NoHeader,
    /// Not UTF-8.
    Encoding,
    /// Not the JSON of a record.
    Json(String),
    /// A record of another format version.
    JsonVersion(String),
    /// A line of a record that is not taken.
    RecordLine {
        /// The line; the first is 1.
        line: u64,
        /// What is wrong with it.
        problem: RecordProblem,
    },
    /// A record imported together with other files.
    NotAlone,
    /// A row with more bytes than a row may have.
    LongRow {
        /// The row.
        row: u64,
        /// The most bytes.
        most: usize,
        /// The beginning of the quoted cell that it ends in.
        quoted: Option<String>,
    },
    /// More columns than a file may have: at most so many.
    ManyColumns(usize),
    /// It was changed while it was read.
    Changed,
    /// A sheet with more bytes than one may have: at most so many.
    LargeFile(usize),
    /// More on standard input than is taken.
    MuchInput {
        /// The most lines.
        lines: usize,
        /// The most bytes.
        bytes: usize,
    },
    /// The ending of a name says no format that can be written.
    Ending {
        /// The ending, without its dot.
        found: String,
        /// Those that say one.
        known: Vec<&'static str>,
    },
}
