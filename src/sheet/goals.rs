//! Goals that stand in words where the name of a stage would: 12月31日前完成形象进度80%.

use super::asking::goals_in_words;
use super::cells::Cells;
use super::values::text;

/// The name of the stage; a sentence with a percent, or with a date before 前, is none.
pub(super) fn stage(cells: &mut Cells<'_>) -> Option<String> {
    let name = cells.read("stage", text)?;
    let is_deadline = |(before, _): (&str, &str)| {
        before.contains(|c: char| c.is_numeric()) && cells.is_deadline(before)
    };
    if name.contains(['%', '％']) || name.split_once('前').is_some_and(is_deadline) {
        let column = cells.header("stage").unwrap_or_default();
        cells.fault("stage", goals_in_words(column));
    }
    Some(name)
}
