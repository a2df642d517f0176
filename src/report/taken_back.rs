use crate::model::{Day, HistoryEntry, Project};

/// An entry just taken back.
pub struct TakenBack<'a> {
    /// The entry that takes back.
    pub by: i64,
    /// Whether whoever takes it back had recorded it.
    pub is_own: bool,
    /// The entry taken back.
    pub entry: &'a HistoryEntry,
    /// The projects it touched, as they stand now.
    pub after: &'a [Project],
    /// The entries taken back with it.
    pub dependents: &'a [i64],
    /// The day of the command.
    pub as_of: Day,
}
