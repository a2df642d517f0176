use super::{Figure, Project, StageFacts};

/// What a merger does, or would do.
#[derive(Debug)]
pub struct Merged {
    /// The entry; `None`: nothing was written.
    pub entry: Option<i64>,
    /// The project that is merged, as it was.
    pub from: Project,
    /// The project that stays, as it was.
    pub into: Project,
    /// The stages of the one that is merged, in their order.
    pub stages: Vec<StageMerged>,
    /// What the one that stays is called from now on, too.
    pub aliases: Vec<String>,
    /// Facts that only the other has, or that differ.
    pub facts: Vec<FactMerged>,
}

/// What becomes of a stage.
#[derive(Debug)]
pub struct StageMerged {
    /// As it was.
    pub from: StageFacts,
    /// The stage that it is; `None`: a new one of the project that stays.
    pub into: Option<StageFacts>,
    /// Its targets.
    pub targets: MergedCount,
    /// Its readings.
    pub readings: MergedCount,
    /// The first figure that is lower than the one before, where they are not of one side.
    pub lower: Option<(Figure, Figure)>,
}

/// How many of a kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct MergedCount {
    /// Come.
    pub moved: usize,
    /// Are there already.
    pub same: usize,
    /// Are left out, since the other side is preferred.
    pub left_out: usize,
}

/// A fact of the project that is merged, which the other lacks or has otherwise.
#[derive(Debug)]
pub struct FactMerged {
    /// Its name.
    pub fact: String,
    /// Whether it is the other's from now on.
    pub is_taken: bool,
    /// What the one that stays had.
    pub own: Option<String>,
    /// What the one that is merged had.
    pub other: String,
}
