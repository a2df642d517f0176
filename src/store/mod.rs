//! What is kept: one store, spoken to in model types only.
//!
//! The store records and answers; it judges nothing. One method is one transaction. What it
//! promises is listed in `contract`, as tests that any kind of store must pass.

#[cfg(test)]
mod contract;
mod sqlite;
mod upgrade;

use std::path::Path;

use crate::error::{Error, Flaw};
use crate::model::record::Record;
use crate::model::{
    Code, Day, Figure, HistoryEntry, HistoryQuestion, Known, LookAt, NewEntry, Notice, Period,
    Portfolio, Project, ProjectFacts, Reading, Revision, Snapshot, StageFacts, State, StateChange,
};

/// What a command may ask of a store.
pub trait Store {
    /// Leaves it to the end of the process to let go of the store, which then takes no time. What is
    /// on the disk is as it would be otherwise.
    fn stay_open(&self) {}

    /// The portfolio as it answers one question.
    ///
    /// # Errors
    /// [`Error::Store`] if the file cannot be read or breaks its own rules.
    fn snapshot(&self, question: &Snapshot) -> Result<Portfolio, Error>;

    /// The portfolio as it answers one question, each stage with only those figures that
    /// `look_at` asks for: what it costs follows the targets, not the length of their histories.
    ///
    /// # Errors
    /// As [`Store::snapshot`].
    fn to_judge(&self, question: &Snapshot, look_at: LookAt) -> Result<Portfolio, Error>;

    /// The entries of the record and what came with each, oldest first.
    ///
    /// # Errors
    /// As [`Store::snapshot`].
    fn history(&self, question: &HistoryQuestion) -> Result<Vec<HistoryEntry>, Error>;

    /// What `check` has told last, up to a day and as far as known, of each target of which it
    /// told anything. What came with an entry taken back does not count.
    ///
    /// # Errors
    /// As [`Store::snapshot`].
    fn notices(&self, as_of: Day, known: Known) -> Result<Vec<Notice>, Error>;

    /// The number of the project with that code, regardless of case.
    ///
    /// # Errors
    /// As [`Store::snapshot`].
    fn project_coded(&self, code: &str) -> Result<Option<i64>, Error>;

    /// The codes that begin so, regardless of case, in their order, with the names of their
    /// projects: for completion.
    ///
    /// # Errors
    /// As [`Store::snapshot`].
    fn codes(&self, beginning: &str) -> Result<Vec<(Code, String)>, Error>;

    /// Copies the store to a path that must be free, while others may use it; the copy is checked
    /// and appears whole or not at all.
    ///
    /// # Errors
    /// [`Error::Store`], of the copy's path where that is at fault.
    fn backup(&self, to: &Path) -> Result<(), Error>;

    /// Everything that is not as it must be; empty for a sound store.
    ///
    /// # Errors
    /// [`Error::Store`] if the store is too damaged to be looked at.
    fn verify(&self) -> Result<Vec<Flaw>, Error>;

    /// The whole record, row by row, in a fixed order.
    ///
    /// # Errors
    /// As [`Store::snapshot`].
    fn record(&self) -> Result<Record, Error>;

    /// Puts a whole record into an empty store.
    ///
    /// # Errors
    /// [`Error::Store`]: not empty, or the record breaks the store's rules; then nothing is kept.
    fn restore(&mut self, record: &Record) -> Result<(), Error>;

    /// Runs `work` in one transaction that no other writer can interleave with, and keeps what it
    /// wrote if it answers [`Outcome::Keep`]. Returns the entry's number, or `None` if nothing was
    /// kept or nothing was written.
    ///
    /// # Errors
    /// Those of `work`, and [`Error::Store`]; then nothing is kept.
    fn write(&mut self, entry: &NewEntry, work: &mut Work<'_>) -> Result<Option<i64>, Error>;
}

/// What is done within one transaction.
pub type Work<'a> = dyn FnMut(&mut dyn Draft) -> Result<Outcome, Error> + 'a;

/// Whether a transaction's writes are kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// Committed.
    Keep,
    /// Rolled back, as if nothing had happened.
    Discard,
}

/// A transaction under way. All writes belong to its one entry, which is made with the first.
pub trait Draft {
    /// As [`Store::snapshot`], including what this draft has written.
    ///
    /// # Errors
    /// [`Error::Store`], like every method here.
    fn snapshot(&mut self, question: &Snapshot) -> Result<Portfolio, Error>;

    /// As [`Store::to_judge`], including what this draft has written.
    ///
    /// # Errors
    /// [`Error::Store`].
    fn to_judge(&mut self, question: &Snapshot, look_at: LookAt) -> Result<Portfolio, Error>;

    /// The readings of one stage and day that count: with a figure and without, each the one
    /// recorded last.
    ///
    /// # Errors
    /// [`Error::Store`].
    fn readings_on(&mut self, stage: i64, day: Day) -> Result<ReadingsOn, Error>;

    /// The readings of one stage that count, day by day, and the figure before them; without what
    /// this draft has written, but telling of which days it has written.
    ///
    /// # Errors
    /// [`Error::Store`].
    fn readings_between(&mut self, stage: i64, from: Day, to: Day) -> Result<Stretch, Error>;

    /// The last figure of a stage that counts, dated on or before that day, including what this
    /// draft has written.
    ///
    /// # Errors
    /// [`Error::Store`].
    fn figure_by(&mut self, stage: i64, day: Day) -> Result<Option<Figure>, Error>;

    /// The entry by which a stage's figure for that day counts, if it recorded nothing else: one
    /// that can be taken back for the figure's sake.
    ///
    /// # Errors
    /// [`Error::Store`].
    fn sole_recorder(&mut self, stage: i64, day: Day) -> Result<Option<i64>, Error>;

    /// Puts the figures and words that `look_at` asks for into the stages of a project at hand, in
    /// place of those they have; including what this draft has written.
    ///
    /// # Errors
    /// [`Error::Store`].
    fn look(&mut self, project: &mut Project, as_of: Day, look_at: LookAt) -> Result<(), Error>;

    /// As [`Store::history`], without what this draft has written.
    ///
    /// # Errors
    /// [`Error::Store`].
    fn history(&mut self, question: &HistoryQuestion) -> Result<Vec<HistoryEntry>, Error>;

    /// As [`Store::notices`], including what this draft has written.
    ///
    /// # Errors
    /// [`Error::Store`].
    fn notices(&mut self, as_of: Day, known: Known) -> Result<Vec<Notice>, Error>;

    /// As [`Store::project_coded`].
    ///
    /// # Errors
    /// [`Error::Store`].
    fn project_coded(&mut self, code: &str) -> Result<Option<i64>, Error>;

    /// Takes an entry back: what came with it no longer counts. Facts that it edited are put back
    /// to what they were, unless they were edited since.
    ///
    /// # Errors
    /// [`Error::Store`]; [`Error::Refused`] where a code to be put back belongs to another by now.
    fn retract(&mut self, entry: i64, reason: &str) -> Result<(), Error>;

    /// Remembers what `check` told.
    ///
    /// # Errors
    /// [`Error::Store`].
    fn add_notice(&mut self, notice: &Notice) -> Result<(), Error>;

    /// A new project; returns its number. One of the same code that no longer counts, because its
    /// entry was taken back, gives the code up.
    ///
    /// # Errors
    /// [`Error::Store`].
    fn add_project(&mut self, facts: &ProjectFacts) -> Result<i64, Error>;

    /// Changes facts of a project and keeps what they were. A new code is given up by a project
    /// that no longer counts, as for [`Draft::add_project`].
    ///
    /// # Errors
    /// [`Error::Store`].
    fn edit_project(
        &mut self,
        project: i64,
        old: &ProjectFacts,
        new: &ProjectFacts,
        reason: Option<&str>,
    ) -> Result<(), Error>;

    /// Puts a project into a state from a day on.
    ///
    /// # Errors
    /// [`Error::Store`].
    fn set_state(&mut self, project: i64, old: State, change: &StateChange) -> Result<(), Error>;

    /// A new stage; returns its number. One of the same code that no longer counts gives the code
    /// up.
    ///
    /// # Errors
    /// [`Error::Store`].
    fn add_stage(&mut self, project: i64, facts: &StageFacts) -> Result<i64, Error>;

    /// Changes facts of a stage and keeps what they were; codes as for [`Draft::edit_project`].
    ///
    /// # Errors
    /// [`Error::Store`].
    fn edit_stage(
        &mut self,
        project: i64,
        stage: i64,
        old: &StageFacts,
        new: &StageFacts,
        reason: Option<&str>,
    ) -> Result<(), Error>;

    /// A new target, to be followed by its first revision; returns its number. One of the same
    /// stage, period and label that no longer counts is taken up again.
    ///
    /// # Errors
    /// [`Error::Store`].
    fn add_target(
        &mut self,
        stage: i64,
        period: Period,
        label: &str,
        carried_from: Option<i64>,
    ) -> Result<i64, Error>;

    /// A further revision of a target.
    ///
    /// # Errors
    /// [`Error::Store`].
    fn revise(&mut self, target: i64, revision: &Revision) -> Result<(), Error>;

    /// A reading.
    ///
    /// # Errors
    /// [`Error::Store`].
    fn add_reading(&mut self, stage: i64, reading: &Reading) -> Result<(), Error>;

    /// As [`Draft::add_reading`], unless this draft has given the stage one of that day already.
    /// Returns whether it was added.
    ///
    /// # Errors
    /// [`Error::Store`].
    fn add_first_reading(&mut self, stage: i64, reading: &Reading) -> Result<bool, Error>;

    /// A setting's value; empty: the default again.
    ///
    /// # Errors
    /// [`Error::Store`].
    fn set(&mut self, key: &str, value: &str) -> Result<(), Error>;
}

/// What counts on one stage and day.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ReadingsOn {
    /// The one with a figure.
    pub with_figure: Option<Reading>,
    /// The one without.
    pub without: Option<Reading>,
}

/// What counts on one stage over some days.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Stretch {
    /// The last figure before the first of the days.
    pub before: Option<Figure>,
    /// Days that have readings, in order.
    pub days: Vec<StretchDay>,
}

/// A day of a [`Stretch`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StretchDay {
    /// The day.
    pub on: Day,
    /// What counts on it.
    pub readings: ReadingsOn,
    /// Whether the draft has written one of that day.
    pub is_written: bool,
}

impl StretchDay {
    /// The figure that counts on it.
    pub fn figure(&self) -> Option<Figure> {
        let percent = self.readings.with_figure.as_ref()?.percent?;
        Some(Figure {
            on: self.on,
            percent,
        })
    }
}

/// How a store is to be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// Only read: the file is never changed and nothing is created beside it.
    Read,
    /// Read and write.
    Write,
}

/// Opens an existing store.
///
/// # Errors
/// [`Error::Store`] says why it cannot be used; nothing was changed.
pub fn open(path: &Path, access: Access) -> Result<Box<dyn Store>, Error> {
    Ok(Box::new(sqlite::Sqlite::open(path, access)?))
}

/// Makes a new store, filled by `fill`. It appears at its path whole, or not at all.
///
/// # Errors
/// [`Error::Store`] if there is a file already or none can be made; those of `fill`.
pub fn create(
    path: &Path,
    fill: &mut dyn FnMut(&mut dyn Store) -> Result<(), Error>,
) -> Result<(), Error> {
    sqlite::create(path, fill)
}

/// A store in memory, gone with the program.
///
/// # Errors
/// [`Error::Store`] if memory runs out.
pub fn in_memory() -> Result<Box<dyn Store>, Error> {
    Ok(Box::new(sqlite::Sqlite::in_memory()?))
}
