//! Entries in lines: what was just recorded, and what the record holds.

use crate::model::{Day, HistoryEntry, Language};
use crate::report::{Edited, Recorded, TakenBack, TargetSet};
use crate::text;

/// A reading just recorded, in one line.
pub fn recorded(language: Language, recorded: &Recorded<'_>, as_of: Day) -> String {
    text::recorded(language, recorded, as_of)
}

/// A project or stage added or edited, in one line.
pub fn edited(language: Language, entry: Option<i64>, edited: &Edited<'_>) -> String {
    text::edited(language, entry, edited)
}

/// A target set or revised, in one line.
pub fn target_set(
    language: Language,
    entry: Option<i64>,
    set: &TargetSet<'_>,
    as_of: Day,
) -> String {
    text::target_set(language, entry, set, as_of)
}

/// An entry taken back, in one line.
pub fn taken_back(language: Language, taken: &TakenBack<'_>) -> String {
    text::taken_back(language, taken)
}

/// An entry of the record.
pub fn entry(language: Language, entry: &HistoryEntry, at: &str, with_all: bool) -> String {
    let lines = text::entry(language, entry, at, with_all);
    lines.iter().map(|line| format!("{line}\n")).collect()
}
