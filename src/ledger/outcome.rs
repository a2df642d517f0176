use crate::model::{Changed, Figure, Reading, Revision, StateChange};

/// How many statements of one kind there are, by what they do.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Count {
    /// New ones.
    pub added: usize,
    /// Those that change what is there.
    pub revised: usize,
    /// Those that say what is there.
    pub unchanged: usize,
}

impl Count {
    pub(super) fn add(&mut self, is_new: bool, is_changed: bool) {
        match (is_new, is_changed) {
            (true, _) => self.added += 1,
            (false, true) => self.revised += 1,
            (false, false) => self.unchanged += 1,
        }
    }
}

/// What statements do, counted. Projects and stages count once each, however often they are spoken
/// of; stages with those that only targets or readings name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[expect(missing_docs, reason = "each counts what it is called by")]
pub struct Counts {
    pub settings: Count,
    pub projects: Count,
    pub states: Count,
    pub stages: Count,
    pub targets: Count,
    pub readings: Count,
}

/// What becomes of one statement. Projects, stages and targets are told by their numbers.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[expect(missing_docs, reason = "the fields say what they are")]
pub enum Outcome {
    /// It is at fault, or left out.
    #[default]
    None,
    Setting {
        old: String,
        new: String,
    },
    Project {
        id: i64,
        /// The facts that change; of a new one none.
        facts: Vec<Changed>,
    },
    State {
        id: i64,
        /// `None`: it is in it already.
        change: Option<StateChange>,
    },
    Stage {
        project: i64,
        id: i64,
        /// The facts that change; of a new one none.
        facts: Vec<Changed>,
    },
    Target {
        project: i64,
        stage: i64,
        target: i64,
        /// `None`: it is new.
        before: Option<Box<Revision>>,
        after: Box<Revision>,
    },
    Reading {
        project: i64,
        stage: i64,
        reading: Box<Reading>,
        /// The figure before it.
        was: Option<Figure>,
        /// Whether it is not there yet.
        is_new: bool,
    },
}
