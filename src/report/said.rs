//! What a command has to say about what it did, as data.

use std::path::PathBuf;

use crate::messages::{BadRows, Flaw, RowWarning};
use crate::model::{Counts, Instant, SettingKey};

/// One thing to say.
#[derive(Clone, Debug)]
pub enum Said {
    /// A store was made.
    Created {
        /// Its path.
        path: PathBuf,
        /// Whether `--db` named it.
        is_path_given: bool,
        /// With the bundled portfolio.
        with_sample: bool,
    },
    /// Files were imported, or would be.
    Imported(Box<Imported>),
    /// A whole record was put into the store, or would be.
    Restored {
        /// How many entries.
        entries: usize,
        /// Nothing was written.
        is_dry_run: bool,
    },
    /// A file was read in another encoding than UTF-8.
    ReadAs {
        /// The file.
        file: String,
        /// The encoding's name.
        encoding: &'static str,
    },
    /// A store is sound.
    Sound {
        /// Its path.
        path: PathBuf,
        /// How many entries it holds.
        entries: usize,
        /// The last of them and its hash, as it is printed.
        head: String,
        /// The head that was kept and is part of the record, as it was typed.
        kept: Option<String>,
    },
    /// A copy has the flaws of the store.
    Flawed {
        /// The store's path.
        path: PathBuf,
        /// What is wrong with it.
        flaws: Vec<Flaw>,
    },
    /// The store's file goes by other names too.
    OtherLinks(PathBuf),
    /// The clock is over an hour behind the last entry.
    ClockBehind {
        /// That entry's number.
        entry: i64,
        /// When it was recorded, as that clock said.
        recorded_at: Instant,
        /// What the clock says now.
        now: Instant,
    },
    /// Files were written.
    Wrote(Vec<PathBuf>),
    /// The store holds no project.
    NothingYet,
    /// Standard input held no reading.
    NoReadings,
    /// The record holds no entry that was asked for.
    NoEntries,
    /// There is no target.
    NoTargets,
}

/// A setting that was given a value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SettingSaid {
    /// The entry; `None`: it had that value already.
    pub entry: Option<i64>,
    /// Which.
    pub key: SettingKey,
    /// What it was; empty: nothing.
    pub old: String,
    /// What it is; empty: nothing.
    pub new: String,
    /// Whether that is the default.
    pub is_default: bool,
}

/// What an import did.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// The entry it was recorded as; `None` if nothing was written.
    pub entry: Option<i64>,
    /// Nothing was to be written.
    pub is_dry_run: bool,
    /// Settings.
    pub settings: Counts,
    /// Projects.
    pub projects: Counts,
    /// States of projects.
    pub states: Counts,
    /// Stages, with those that only targets or readings name.
    pub stages: Counts,
    /// Targets.
    pub targets: Counts,
    /// Readings.
    pub readings: Counts,
    /// Rows that were left out.
    pub skipped: BadRows,
    /// What there is to know about rows that were taken: the first of it.
    pub warnings: Vec<RowWarning>,
    /// How much of it there is, if more than is listed.
    pub warning_count: usize,
    /// Of each common kind of warning the first, and how many more there are.
    pub common: Vec<(RowWarning, usize)>,
}
