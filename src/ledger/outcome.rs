use crate::model::{Figure, Reading, Revision, StateChange};

/// Statements of one kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// New ones.
    pub added: usize,
    /// Those that change what is there.
    pub revised: usize,
    /// Those that say what is there.
    pub unchanged: usize,
}

impl Counts {
    /// All of them.
    pub fn all(&self) -> usize {
        self.added + self.revised + self.unchanged
    }
}

/// What statements do, counted. Projects and stages count once each, however often they are spoken
/// of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
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
}

/// A fact, before and after.
pub type Edited = (&'static str, String, String);

/// What becomes of one statement.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Outcome {
    /// It is at fault, or left out.
    #[default]
    None,
    /// A setting.
    Setting {
        /// Its value before.
        old: String,
        /// Its value now.
        new: String,
        /// Whether they differ.
        is_new: bool,
    },
    /// A project.
    Project {
        /// Its number.
        id: i64,
        /// It is added.
        is_new: bool,
        /// The facts that change.
        facts: Vec<Edited>,
    },
    /// A state of a project.
    State {
        /// The project's number.
        id: i64,
        /// The state; `None`: it is in it already.
        change: Option<StateChange>,
    },
    /// A stage.
    Stage {
        /// The project's number.
        project: i64,
        /// Its own.
        id: i64,
        /// It is added.
        is_new: bool,
        /// The facts that change.
        facts: Vec<Edited>,
    },
    /// A target.
    Target {
        /// The project's number.
        project: i64,
        /// The stage's.
        stage: i64,
        /// Its own.
        target: i64,
        /// The terms before; `None`: it is new.
        before: Option<Box<Revision>>,
        /// The terms now.
        after: Box<Revision>,
    },
    /// A reading.
    Reading {
        /// The project's number.
        project: i64,
        /// The stage's.
        stage: i64,
        /// The reading.
        reading: Box<Reading>,
        /// The figure before it.
        was: Option<Figure>,
        /// Whether it is not there yet.
        is_new: bool,
    },
}
