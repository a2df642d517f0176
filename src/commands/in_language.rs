//! Words that options take, as a language prints them.

use crate::model::Language;

use super::printed::{Word, figure_words, group_words, state_words, status_words};

/// A state of a project as a language prints it, by its id.
pub(crate) fn state_in(id: &str, language: Language) -> Option<String> {
    printed_in(state_words(), id, language)
}

/// What rows are grouped by, likewise.
pub(crate) fn group_in(id: &str, language: Language) -> Option<String> {
    printed_in(group_words(), id, language)
}

/// Statuses, and why some are unknown, likewise; commas part several.
pub(crate) fn statuses_in(ids: &str, language: Language) -> Option<String> {
    let each = ids
        .split(',')
        .map(|id| printed_in(status_words(), id, language));
    each.collect::<Option<Vec<_>>>()
        .map(|words| words.join(","))
}

/// A figure that is a word, likewise.
pub(crate) fn figure_in(id: &str, language: Language) -> Option<String> {
    printed_in(figure_words().into(), id, language)
}

fn printed_in(words: Vec<Word>, id: &str, language: Language) -> Option<String> {
    let word = words.into_iter().find(|word| word.id == id)?;
    let [en, zh] = word.printed;
    Some(match language {
        Language::En => en,
        Language::Zh => zh,
    })
}
