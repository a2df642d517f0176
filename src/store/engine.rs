//! What an engine does: it moves rows within transactions and seeks readings.

use std::path::Path;

use crate::messages::{Error, Flaw};
use crate::model::{Day, NewEntry, Percent};

use super::row::{Row, Table};

/// Where a record is kept.
pub trait Store {
    /// Runs `work` in one read transaction: all it asks sees the same moment. Nothing is created,
    /// changed or migrated. The transaction ends before this returns.
    ///
    /// # Errors
    /// [`Error::Store`] if the store cannot be read, also where only a seek of `work` failed; those
    /// of `work`.
    fn read(&self, work: &mut dyn FnMut(&dyn Read) -> Result<(), Error>) -> Result<(), Error>;

    /// Runs `work` in one transaction that no other writer can interleave with. The rows that it
    /// appends belong to one entry, which is closed with its hash and committed if `work` answers
    /// [`Outcome::Keep`] and has appended any. Returns the entry's number once it is on the disk;
    /// `None` if nothing was kept.
    ///
    /// # Errors
    /// [`Error::Store`], and those of `work`; then nothing is kept.
    fn write(
        &mut self,
        entry: &NewEntry,
        work: &mut dyn FnMut(&mut dyn Write) -> Result<Outcome, Error>,
    ) -> Result<Option<i64>, Error>;

    /// Puts whole entries, rows and all, behind those there are, in one transaction. `next` gives
    /// the rows in the order in which they are hashed, each entry's own closing its rows; it holds
    /// them against their hashes.
    ///
    /// # Errors
    /// [`Error::Store`], and those of `next`; then nothing is kept.
    fn replay(&mut self, next: &mut dyn FnMut() -> Result<Option<Row>, Error>)
    -> Result<(), Error>;

    /// Copies the store to a path that must be free, while others may use it. The copy appears whole
    /// or not at all, keeps the rights of what it copies, and has its flaws too; they are returned.
    ///
    /// # Errors
    /// [`Error::Store`], of the copy's path where that is at fault.
    fn backup(&self, to: &Path) -> Result<Vec<Flaw>, Error>;

    /// What the engine's own checks find: pages, constraints, references, the schema object by
    /// object.
    ///
    /// # Errors
    /// [`Error::Store`] if the store is too damaged to be looked at.
    fn examine(&self) -> Result<Vec<Flaw>, Error>;
}

/// What can be asked within a transaction.
pub trait Read {
    /// The row of the last entry; `None` in a record without any.
    ///
    /// # Errors
    /// [`Error::Store`], like every method here.
    fn head(&self) -> Result<Option<Row>, Error>;

    /// The last entry whose rows count: the last that is closed, 0 for none; in a transaction that
    /// has appended rows, the one they belong to. Rows under a higher number are nobody's.
    ///
    /// # Errors
    /// [`Error::Store`].
    fn last_entry(&self) -> Result<i64, Error>;

    /// The rows of a table, of all projects or of one, in the order of their key; of
    /// [`Table::Source`], [`Table::Retraction`], [`Table::Setting`], [`Table::Mapping`] and [`Table::Entry`] all.
    ///
    /// # Errors
    /// [`Error::Store`], and those of `each`.
    fn rows(
        &self,
        table: Table,
        of: Of,
        each: &mut dyn FnMut(Row) -> Result<(), Error>,
    ) -> Result<(), Error>;

    /// All rows of the entries from one number to another, both included, in the order in which
    /// they are hashed: entry by entry, the tables in their order, rows by their key, and last the
    /// entry's own. Rows under a number that no entry has come too.
    ///
    /// # Errors
    /// [`Error::Store`], and those of `each`.
    fn entries(
        &self,
        from: i64,
        to: i64,
        each: &mut dyn FnMut(Row) -> Result<(), Error>,
    ) -> Result<(), Error>;

    /// The highest id of [`Table::Project`], [`Table::Stage`] or [`Table::Target`]; 0 for none.
    ///
    /// # Errors
    /// [`Error::Store`].
    fn last_id(&self, table: Table) -> Result<i64, Error>;

    /// The codes' keys that begin so, each with the number of a project that was ever given it, in
    /// the order of the keys. The beginning is given as keys are written, folded.
    ///
    /// # Errors
    /// [`Error::Store`].
    fn projects_coded(&self, beginning: &str) -> Result<Vec<(String, i64)>, Error>;

    /// Walks over the readings of a stage within days, both included: from the latest day back, or
    /// from the earliest forth; of one day always from the one recorded last back. It ends where
    /// `each` says so.
    ///
    /// # Errors
    /// [`Error::Store`].
    fn walk(&self, walk: &Walk, each: &mut dyn FnMut(Step) -> Onward) -> Result<(), Error>;

    /// The reading of a stage and day that came with an entry.
    ///
    /// # Errors
    /// [`Error::Store`].
    fn reading(&self, stage: i64, as_of: Day, entry: i64) -> Result<Option<Row>, Error>;
}

/// A transaction that appends. What it has appended, it reads too.
pub trait Write: Read {
    /// The number that its entry will have.
    fn number(&self) -> i64;

    /// Appends a row of the entry. Rows come in the order of [`Table::ALL`], of one table in the
    /// order of their key.
    ///
    /// # Errors
    /// [`Error::Store`].
    fn append(&mut self, row: &Row) -> Result<(), Error>;
}

/// Of which projects rows are asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Of {
    /// All of them.
    All,
    /// One, by its number.
    Project(i64),
}

/// A walk over readings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Walk {
    /// Whose readings.
    pub stage: i64,
    /// The earliest day.
    pub from: Day,
    /// The latest day.
    pub to: Day,
    /// From the latest day back.
    pub is_backward: bool,
    /// Only those with a figure.
    pub only_figures: bool,
}

/// A reading passed by on a walk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Step {
    /// It speaks of the end of this day.
    pub as_of: Day,
    /// The entry it came with.
    pub entry: i64,
    /// Its figure.
    pub percent: Option<Percent>,
}

/// Whether a walk goes on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Onward {
    /// To the next reading.
    Go,
    /// No further.
    Stop,
}

/// Whether a transaction's rows are kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// Committed.
    Keep,
    /// Rolled back, as if nothing had happened.
    Discard,
}

/// How a store is to be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// Only read: the file is never changed and nothing is created beside it.
    Read,
    /// Read and write.
    Write,
}
