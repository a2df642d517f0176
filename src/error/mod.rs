//! What can go wrong, as data: no wording here. Each error is said in one line by `text`, in
//! either language, and ends the program with [`Error::EXIT_CODE`].

mod flat;
mod flaw;
mod record;
mod refusal;

use std::io;
use std::path::PathBuf;

use crate::model::{
    CodeError, Day, DayError, DeadlineError, InstantError, Percent, PercentError, Takes,
};

pub use flat::FlatProblem;
pub use flaw::Flaw;
pub use record::{ChainBreak, RecordProblem};
pub use refusal::{FactsProblem, Refusal, RetractProblem, StageChoice, TargetProblem};

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

/// What is wrong with a store.
#[derive(Debug)]
pub enum StoreProblem {
    /// There is no file.
    Missing,
    /// There is one already.
    Exists,
    /// There is a file where a copy was to be made.
    CopyExists,
    /// It is a folder.
    IsFolder,
    /// It has no bytes.
    Empty,
    /// It is not SQLite, or another program's.
    Foreign,
    /// It was written by a newer version of the program.
    Newer {
        /// Its schema's version.
        found: i64,
        /// The newest that is known here.
        known: i64,
    },
    /// It was written by an older version, and is only to be read now.
    Older {
        /// Its schema's version.
        found: i64,
        /// The current one.
        known: i64,
    },
    /// Its content breaks its own rules.
    Damaged(String),
    /// Somebody else writes to it, and did so for as long as a command waits.
    Locked,
    /// Somebody else reads it, and let nothing be committed for as long as a command waits.
    HeldByReader,
    /// Beside the place of a new store lies what another one left behind: a journal or a log, which
    /// SQLite would write into the new one.
    StrayJournal(PathBuf),
    /// It cannot be written.
    ReadOnly,
    /// The disk is full.
    NoSpace,
    /// The disk, or what stands for one, failed.
    Disk(String),
    /// The disk failed when all was written, and has not told since whether it was kept.
    Uncertain(String),
    /// Its file system has no locks, so nobody could keep out anybody.
    NoLocks,
    /// Its file system can give no file a name without the risk of taking it from another.
    NoLinks,
    /// The system refused a file operation.
    System(String),
    /// It holds something, where an empty one is needed.
    NotEmpty,
    /// Its own copy does not hold what it must.
    Flawed,
}

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
    /// A record that breaks a rule of the store.
    JsonRule(String),
    /// A record that is not as it must be.
    JsonFlaws(Vec<Flaw>),
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
    /// A text in JSON with more bytes than one may have.
    LongText {
        /// The line.
        line: u64,
        /// The most bytes.
        most: usize,
    },
    /// More on standard input than is taken.
    MuchInput {
        /// The most lines.
        lines: usize,
        /// The most bytes.
        bytes: usize,
    },
    /// The ending names no format that can be written.
    Ending(String),
}

/// A row that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// The file as named on the command line.
    pub file: String,
    /// As a spreadsheet counts: the header is row 1.
    pub row: u64,
    /// The column.
    pub field: String,
    /// What stands there.
    pub value: String,
    /// What is wrong with it.
    pub problem: RowProblem,
}

/// What is wrong with one cell or row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowProblem {
    /// Not a percent.
    Percent(PercentError),
    /// A target of 0 %.
    ZeroTarget,
    /// A target on a milestone that is not 100 %.
    MilestoneTarget,
    /// A milestone made of a stage with a target under 100 %.
    PartialTarget,
    /// Not an amount.
    Amount,
    /// Not a day.
    Day(DayError),
    /// A reading or decision dated after the day of the command.
    FutureDay(Day),
    /// No such project.
    UnknownProject,
    /// Not a code.
    Code(CodeError),
    /// A cell that must not be empty.
    Missing,
    /// The same key in an earlier row.
    Duplicate {
        /// That row's file.
        file: String,
        /// That row.
        row: u64,
    },
    /// Too few or too many cells.
    Columns {
        /// As many as the header has.
        expected: usize,
        /// As many as the row has.
        found: usize,
    },
    /// A quote that is never closed.
    Unclosed,
    /// Bytes that are not UTF-8.
    Encoding,
    /// None of a fixed list of words.
    Choice(Vec<&'static str>),
    /// Not a period.
    Period,
    /// Control or direction marks.
    Unseen,
    /// Not a list of plan points.
    PlanPoints,
    /// Several unmet targets: which one is meant must be said.
    SeveralTargets,
    /// No such target of an earlier period.
    UnknownTarget,
    /// A setting's value that it cannot take.
    Setting,
    /// A row that depends on a skipped one.
    Skipped,
    /// What it asks for cannot be done.
    Refused(Box<Refusal>),
    /// The words of a deadline that cannot be read.
    Deadline(DeadlineError),
    /// A row of the flat CSV that does not go with what else is there.
    Flat(Box<FlatProblem>),
}

/// Something to know about a row that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowWarning {
    /// The file as named on the command line.
    pub file: String,
    /// As a spreadsheet counts: the header is row 1.
    pub row: u64,
    /// What there is to know.
    pub warning: Warning,
}

/// What there is to know about a row or a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The due day lies before the start.
    DueBeforeStart {
        /// The due day.
        due: Day,
        /// The start.
        start: Day,
    },
    /// A plan point that does not lie between start and due day.
    PointOutside {
        /// Its day.
        on: Day,
        /// The first day it may have.
        from: Option<Day>,
        /// The due day.
        due: Day,
    },
    /// More decimals than two were cut away.
    Cut {
        /// As written.
        text: String,
        /// As taken.
        percent: Percent,
    },
    /// Lower than the figure before it.
    Lower {
        /// The figure.
        percent: Percent,
        /// The one before.
        before: Percent,
        /// Its day.
        on: Day,
    },
    /// A declared baseline where a reading stands.
    BaselineIgnored {
        /// The declared percent.
        declared: Percent,
        /// The reading's percent.
        reading: Percent,
        /// Its day.
        on: Day,
    },
    /// A row says what the terms of a target were before: they stay as they were revised since.
    EarlierTerms,
    /// A project was found by a name of which it is not certain that it is the project's.
    UncertainAlias {
        /// The name.
        alias: String,
        /// The project's code.
        code: String,
    },
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueProblem {
    /// Not a day.
    Day(DayError),
    /// Not a period.
    Period,
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
