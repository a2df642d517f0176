use super::{Day, Percent, Project, Stage};

/// Which figures of a stage are wanted beside its last two.
///
/// A verdict depends on a few figures of a history, however long it is. Who judges says which, so
/// that a store reads no others.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Looks {
    /// Every one.
    pub all: bool,
    /// For each day: the last one on or before it.
    pub before: Vec<Day>,
    /// For each day: the last one on or before it, or failing that, the first one after it.
    pub around: Vec<Day>,
    /// For each percent: the first one of the unbroken run, at or above it, that the last figure
    /// ends, and the one before that.
    pub runs: Vec<Percent>,
}

impl Looks {
    /// Wants nothing more.
    pub fn clear(&mut self) {
        self.all = false;
        self.before.clear();
        self.around.clear();
        self.runs.clear();
    }
}

/// Says which figures of a stage are wanted as of a day. The stage is whole but for its figures, of
/// which it has the last two; the project has all its stages, with no more than that.
pub type LookAt = fn(&Project, &Stage, Day, &mut Looks);
