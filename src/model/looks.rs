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

/// How much of the end of a stage's history is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    /// None of it: no verdict asked for depends on it.
    Nothing,
    /// The last figure, without the words.
    Figure,
    /// The last two figures, and the words of the last reading of each kind.
    Words,
}

/// Says which figures are wanted as of a day, stage by stage.
#[derive(Clone, Copy)]
pub struct LookAt {
    /// How much of the end of its history. The project is whole but for all figures.
    pub end: fn(&Project, &Stage, Day) -> End,
    /// What else of those stages of which something is wanted. Each stage of the project has the
    /// end that was asked for.
    pub more: fn(&Project, &Stage, Day, &mut Looks),
}
