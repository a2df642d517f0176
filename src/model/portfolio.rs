use super::{Day, Known, Project, Settings};

/// Which projects a question is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// All of them.
    All,
    /// One of them, by the store's number.
    Project(i64),
    /// All of them, but only their facts and states: no stages.
    Names,
    /// One of them, but only its facts and states.
    Name(i64),
    /// None of them: only the office's policy.
    Nothing,
}

/// What a store is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Snapshot {
    /// Readings dated later are left out.
    pub as_of: Day,
    /// What was recorded later is left out.
    pub known: Known,
    /// Which projects.
    pub scope: Scope,
}

/// The record as it answers one question: a tree of plain values.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Portfolio {
    /// In order of code.
    pub projects: Vec<Project>,
    /// The office's policy.
    pub settings: Settings,
}
