//! What keeps a command from doing its job.

use std::io;
use std::path::PathBuf;

use super::flaw::Flaw;
use super::format::FormatProblem;
use super::refusal::Refusal;
use super::row::BadRow;
use super::value::ValueProblem;
use crate::messages::StoreProblem;

/// Anything that keeps a command from doing its job.
#[derive(Debug)]
pub enum Error {
    /// The store cannot be used.
    Store {
        /// Its path.
        path: PathBuf,
        /// What is wrong with it.
        problem: StoreProblem,
    },
    /// A file that was named cannot be read or written.
    File {
        /// Its path.
        path: PathBuf,
        /// What the system said.
        problem: io::Error,
        /// Reading or writing.
        is_write: bool,
    },
    /// A file that was to be written over is a database, or has the name of what lies beside one.
    Database {
        /// Its path.
        path: PathBuf,
        /// It is not the database itself.
        is_beside: bool,
    },
    /// A file is not what it should be.
    Format {
        /// Its name.
        file: String,
        /// What is wrong with it.
        problem: FormatProblem,
    },
    /// Rows that cannot be taken; nothing was written.
    Rows {
        /// The rows, in order of file and row.
        bad: Vec<BadRow>,
        /// How many there are, if more than are listed.
        count: usize,
    },
    /// Lines of standard input that cannot be taken; nothing was recorded.
    Lines(Vec<BadRow>),
    /// What was typed cannot be done.
    Refused(Refusal),
    /// The value of an option, argument or environment variable cannot be read.
    Value {
        /// Its name as the user knows it: `--as-of`, `PROJECT_NOW`.
        name: &'static str,
        /// What was given.
        value: String,
        /// What is wrong with it.
        problem: ValueProblem,
    },
    /// A store that is not as it must be.
    Flaws {
        /// Its path.
        path: PathBuf,
        /// What is wrong with it.
        flaws: Vec<Flaw>,
    },
    /// A head that somebody kept is not part of a store's record.
    NotInChain {
        /// The store's path.
        path: PathBuf,
        /// The head, as it was typed.
        kept: String,
        /// The record's last entry, where that comes before the one of the head.
        ends_at: Option<i64>,
    },
    /// Standard output cannot be written.
    Output(io::Error),
    /// Standard output cannot be written after something was recorded, which stands.
    Untold(io::Error),
    /// Nobody reads standard output any more: a quiet end.
    BrokenPipe,
    /// The default place for the store cannot be known.
    NoHome,
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Error {
        Error::Refused(refusal)
    }
}

impl Error {
    /// The exit code of every error.
    pub const EXIT_CODE: u8 = 2;

    /// A store's problem at its path.
    pub fn store(path: impl Into<PathBuf>, problem: StoreProblem) -> Error {
        Error::Store {
            path: path.into(),
            problem,
        }
    }
}
