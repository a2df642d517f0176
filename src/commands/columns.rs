//! The words that choose columns of a report: its own, and the texts that are kept of projects.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::messages::Error;
use crate::model::{Language, ProjectFacts, fold};
use crate::report::Column;

use super::printed::{Word, is_printed, lowered, refused};

/// The words of `--columns`.
pub(super) fn column_words() -> Vec<Word> {
    let word = |(id, column): (&'static str, Column)| Word {
        id: Cow::Borrowed(id),
        printed: [Language::En, Language::Zh].map(|language| column.head().word(language)),
    };
    Column::ALL.map(word).into_iter().collect()
}

/// The names of the texts that are kept of projects.
pub(super) fn kept_names<'p>(facts: impl IntoIterator<Item = &'p ProjectFacts>) -> Vec<String> {
    let texts = facts.into_iter().flat_map(|facts| &facts.texts);
    let names: BTreeMap<String, &str> =
        (texts.map(|text| (fold(&text.name), &*text.name))).collect();
    names.into_values().map(str::to_owned).collect()
}

/// A column of the report: one of its own, else a text that is `kept` under that name.
///
/// # Errors
/// [`Words`](crate::messages::ValueProblem::Words).
pub(super) fn column(word: &str, kept: &[String]) -> Result<Column, Error> {
    let lower = lowered(word);
    let is_meant = |(id, column): &(&str, Column)| {
        let is_head = |language| column.head().word(language) == lower;
        *id == lower
            || is_printed(&lower, &column.head())
            || [Language::En, Language::Zh].into_iter().any(is_head)
    };
    let found = Column::ALL.into_iter().find(is_meant);
    let own = || kept.iter().find(|name| fold(name) == fold(word));
    found
        .map(|(_, column)| column)
        .or_else(|| own().cloned().map(Column::Kept))
        .ok_or_else(|| {
            let kept = kept.iter().cloned().map(Word::kept);
            refused(
                "--columns",
                word,
                column_words().into_iter().chain(kept).collect(),
            )
        })
}
