use crate::model::{HistoryEntry, Project};

/// An entry just taken back.
pub struct TakenBack<'a> {
    /// The entry that takes back.
    pub by: i64,
    /// The entry taken back.
    pub entry: &'a HistoryEntry,
    /// The project it touched, if it is only one, as it stands now.
    pub after: &'a [Project],
}
