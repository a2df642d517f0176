//! What is known while a shell asks for completions, or help is written: a completer is told nothing
//! but the word that was typed.

use std::path::PathBuf;
use std::sync::OnceLock;

use crate::model::{Language, fold};

/// Who asks, and where.
#[derive(Debug)]
pub(crate) struct Asked {
    /// Where the store is, if a place is known.
    pub(crate) store: Option<PathBuf>,
    /// The language of descriptions.
    pub(crate) language: Language,
    /// The words of the line, as far as it was typed.
    pub(crate) words: Vec<String>,
}

static ASKED: OnceLock<Asked> = OnceLock::new();

impl Asked {
    /// Sets it, once, before anything is asked.
    pub(crate) fn set(self) {
        let _ = ASKED.set(self);
    }

    /// What was set, if anything.
    pub(super) fn get() -> Option<&'static Asked> {
        ASKED.get()
    }

    /// What stands before the last comma of the word that ends so, value by value, folded.
    pub(super) fn listed_before(typed: &str) -> Vec<String> {
        let words = ASKED.get().map_or(&[][..], |asked| &asked.words);
        let lists = words.iter().filter_map(|word| {
            let word = fold(word);
            let list = word.strip_suffix(typed)?.strip_suffix(',')?;
            let list = list.split_once('=').map_or(list, |(_, list)| list);
            Some(list.split(',').map(str::to_owned).collect::<Vec<_>>())
        });
        lists.flatten().collect()
    }

    /// The language, if it was set.
    pub(super) fn language() -> Language {
        ASKED.get().map_or(Language::En, |asked| asked.language)
    }
}
