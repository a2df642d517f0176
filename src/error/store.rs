//! What can be wrong with a store.

use std::path::PathBuf;

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
    /// Its own copy does not hold what it must.
    Flawed,
}
