use crate::model::{Changed, Counts, Figure, Reading, Revision, SettingKey, StateChange};

impl Counts {
    /// All of them.
    pub fn all(&self) -> usize {
        self.added + self.revised + self.unchanged
    }
}

/// What statements do, counted. Projects and stages count once each, however often they are spoken
/// of; stages with those that only targets or readings name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[expect(missing_docs, reason = "each counts what it is called by")]
pub struct CountsByKind {
    pub settings: Counts,
    pub projects: Counts,
    pub states: Counts,
    pub stages: Counts,
    pub targets: Counts,
    pub readings: Counts,
}

/// What becomes of one statement. Projects, stages and targets are told by their numbers.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[expect(missing_docs, reason = "the fields say what they are")]
pub enum Outcome {
    /// It is at fault, or left out.
    #[default]
    None,
    Setting {
        key: SettingKey,
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
        /// A later figure that is lower.
        later: Option<Figure>,
        /// Whether it is not there yet.
        is_new: bool,
    },
}

impl Outcome {
    /// The project that it is about.
    pub fn project(&self) -> Option<i64> {
        match self {
            Outcome::Project { id, .. } | Outcome::State { id, .. } => Some(*id),
            Outcome::Stage { project, .. }
            | Outcome::Target { project, .. }
            | Outcome::Reading { project, .. } => Some(*project),
            Outcome::Setting { .. } | Outcome::None => None,
        }
    }
}
