use std::collections::HashSet;
use std::{fmt, mem};

use super::{Code, Day, Instant, Reading, Revision, Source};

impl Deed {
    /// What it is about, if that is a project or stage.
    pub fn stage_path(&self) -> Option<&StagePath> {
        match self {
            Deed::Project(stage_path)
            | Deed::Stage(stage_path)
            | Deed::Revision { stage_path, .. }
            | Deed::Reading { stage_path, .. }
            | Deed::Change { stage_path, .. }
            | Deed::Merger { stage_path, .. }
            | Deed::Notice { stage_path, .. } => Some(stage_path),
            Deed::Retraction { .. } | Deed::Setting { .. } | Deed::Mapping { .. } => None,
        }
    }
}

/// One entry of the record and what came with it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HistoryEntry {
    /// Its number.
    pub number: i64,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// By whom.
    pub who: String,
    /// With which command.
    pub command: String,
    /// The files it read.
    pub sources: Vec<Source>,
    /// The entry that took it back.
    pub retracted_by: Option<i64>,
    /// What came with it, in the order of the tables.
    pub deeds: Vec<Deed>,
    /// Its hash, hexadecimal.
    pub hash: String,
}

impl HistoryEntry {
    /// Whether it holds several rows, as a sheet does, lines of input, or a merger: two things of one
    /// kind, or edits of two projects or stages.
    pub fn holds_several(&self) -> bool {
        let mut already = HashSet::new();
        let mut deeds = self.deeds.iter();
        let is_repeated = deeds.any(|deed| match deed {
            Deed::Change { .. } => false,
            other => !already.insert(mem::discriminant(other)),
        });
        let changes = self.deeds.iter().filter_map(|deed| match deed {
            Deed::Change { stage_path, .. } => Some(stage_path),
            _ => None,
        });
        is_repeated || changes.collect::<HashSet<_>>().len() > 1
    }
}

/// The codes of a project and one of its stages, as they are now.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct StagePath {
    /// The project's.
    pub project: Code,
    /// The stage's; `None`: the project itself.
    pub stage: Option<Code>,
}

impl fmt::Display for StagePath {
    /// `jinhui/overall`, as it is typed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.project)?;
        match &self.stage {
            Some(stage) => write!(f, "/{stage}"),
            None => Ok(()),
        }
    }
}

/// One thing that came with an entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Deed {
    /// A project was added.
    Project(StagePath),
    /// A stage was added.
    Stage(StagePath),
    /// A target was set or revised.
    Revision {
        /// Its stage.
        stage_path: StagePath,
        /// Its number within the stage.
        target: i64,
        /// Whether the target came with the same entry.
        is_first: bool,
        /// The terms.
        revision: Box<Revision>,
    },
    /// A reading was recorded.
    Reading {
        /// Its stage.
        stage_path: StagePath,
        /// The reading.
        reading: Box<Reading>,
    },
    /// A fact was edited, or a state decided.
    Change {
        /// Whose.
        stage_path: StagePath,
        /// Which fact.
        field: String,
        /// What it was.
        old: Option<String>,
        /// What it became.
        new: Option<String>,
        /// For a state: in force from this day on.
        decided_on: Option<Day>,
        /// Why.
        reason: Option<String>,
    },
    /// A project was merged into another.
    Merger {
        /// The project.
        stage_path: StagePath,
        /// The other.
        into: StagePath,
    },
    /// An entry was retracted.
    Retraction {
        /// Its number.
        retracted: i64,
        /// Why.
        reason: String,
    },
    /// A setting was given a value.
    Setting {
        /// Which.
        key: String,
        /// The value; empty: the default again.
        value: String,
    },
    /// It was said what a column of sheets means.
    Mapping {
        /// The column's name, as it is compared.
        column: String,
        /// A field, `keep` or `-`.
        field: String,
    },
    /// `check` told something.
    Notice {
        /// Of this stage.
        stage_path: StagePath,
        /// What: the id of the verdict, or `resolved`.
        finding: String,
        /// The due day it was told with.
        due: Option<Day>,
    },
}

impl Notice {
    /// Stands for the verdict where `check` has nothing to do with the target any more.
    pub const RESOLVED: &str = "resolved";

    /// Whether there was nothing more to tell of the target.
    pub fn is_resolved(&self) -> bool {
        self.finding == Notice::RESOLVED
    }
}

/// What `check` has told of a target, last, or what it saw it become since.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    /// The target, by the store's number.
    pub target: i64,
    /// The id of the verdict it was told with, or saw it become: `unreported`; or `resolved`.
    pub finding: String,
    /// The due day it was told with; `None`: undated.
    pub due: Option<Day>,
    /// The day on which it was told.
    pub said_on: Day,
}
