//! What a completion offers where the words are fixed.

use std::ffi::OsStr;

use clap_complete::CompletionCandidate;

use crate::messages::{In, Say};
use crate::model::{
    Commitment, Language, SettingKey, Settings, Takes, fold, is_invisible, shell_quoted,
};
use crate::render::{FORMATS, FindingsFormat, ReminderFormat};

use super::asked::Asked;
use super::printed::{self, Word};

/// Whether a shell reads the word as it stands, and a terminal shows it as it is. Not every shell
/// quotes what a completion puts on its line, so nothing else may be offered.
pub(super) fn is_safe(word: &str) -> bool {
    shell_quoted(word) == word && !word.contains(is_invisible)
}

/// The words that begin as typed: their ids; where there is none, as they are printed.
pub(super) fn offered(typed: &OsStr, words: Vec<Word>) -> Vec<CompletionCandidate> {
    let Some(typed) = typed.to_str().map(fold) else {
        return Vec::new();
    };
    let index = match Asked::language() {
        Language::En => 0,
        Language::Zh => 1,
    };
    let offer = |value: &str, word: &Word| {
        let said = word.said.get(index).filter(|said| *said != value);
        CompletionCandidate::new(value).help(said.map(|said| shown(said).into()))
    };
    let begins = |word: &str| fold(word).starts_with(&typed) && is_safe(word);
    let by_id: Vec<_> = words
        .iter()
        .filter(|word| begins(&word.id))
        .map(|word| offer(&word.id, word))
        .collect();
    if !by_id.is_empty() {
        return by_id;
    }
    let printed = words
        .iter()
        .flat_map(|word| word.said.iter().map(move |said| (shown(said), word)));
    printed
        .filter(|(said, _)| begins(said))
        .map(|(said, word)| offer(&said, word))
        .collect()
}

/// As it is read: without the marks that only say where a line may break.
pub(super) fn shown(said: &str) -> String {
    said.replace('\u{a0}', " ")
        .replace(['\u{2060}', '\u{200b}'], "")
}

fn plain(ids: &[&'static str]) -> Vec<Word> {
    ids.iter().map(|id| Word::plain(id)).collect()
}

macro_rules! offers {
    ($($(#[$about:meta])* $name:ident $words:expr;)+) => {
        $(
            $(#[$about])*
            pub(crate) fn $name(typed: &OsStr) -> Vec<CompletionCandidate> {
                offered(typed, $words)
            }
        )+
    };
}

offers! {
    /// `--status`
    statuses printed::status_words();
    /// `--fail-on`
    failing printed::fail_words();
    /// `--group-by`
    groups printed::group_words();
    /// `--sort`
    orders printed::order_words();
    /// `--columns`
    columns printed::column_words();
    /// `--state`
    states printed::state_words();
    /// `--kind`
    kinds printed::kind_words();
    /// `--format` of the report
    formats FORMATS.iter().map(|format| Word::plain(format.id)).collect();
    /// `--format` of what is found
    check_formats plain(&[&FindingsFormat::ids()[..], &ReminderFormat::ALL.map(ReminderFormat::id)].concat());
    /// `--format` of an export
    export_formats plain(&["json", "csv"]);
    /// `--lang`
    languages plain(&["en", "zh"]);
    /// `--color`
    colours plain(&["auto", "always", "never"]);
    /// Figures that are words
    figures printed::figure_words().into();
    /// What is to be reached, where it is a word
    goals printed::figure_words().into_iter().take(1).collect();
    /// `--commitment`
    commitments Commitment::ALL.iter().map(commitment).collect();
    /// Settings
    keys plain(&SettingKey::ALL.map(SettingKey::id));
}

fn commitment(commitment: &Commitment) -> Word {
    let zh = commitment.words().first().copied();
    Word {
        id: commitment.id().into(),
        said: [commitment.id(), zh.unwrap_or_default()].map(str::to_owned),
    }
}

/// What the setting before it can be set to, if that is a word.
pub(crate) fn key_values(typed: &OsStr) -> Vec<CompletionCandidate> {
    let words = Asked::get().map_or(&[][..], |asked| &asked.words);
    let Some(key) = words.iter().find_map(|word| SettingKey::from_id(word)) else {
        return Vec::new();
    };
    let mut values = match Settings::default().takes(key) {
        Takes::Word(values) => plain(values),
        Takes::Figure(..) => Vec::new(),
    };
    values.push(Word::plain("default"));
    offered(typed, values)
}

/// A sentence of help in which `{words}` stands for what the completer offers.
pub(crate) fn with_words(
    text: &str,
    language: Language,
    completer: Option<&clap_complete::ArgValueCompleter>,
) -> String {
    let Some(completer) = completer.filter(|_| text.contains("{words}")) else {
        return text.to_owned();
    };
    let offered = completer.complete(OsStr::new(""));
    let words: Vec<String> = offered
        .iter()
        .map(|candidate| match (language, candidate.get_help()) {
            (Language::Zh, Some(help)) => help.to_string(),
            _ => candidate.get_value().to_string_lossy().into_owned(),
        })
        .collect();
    text.replace("{words}", &In(language, &words as &dyn Say).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_needs_no_quotes_is_offered() {
        for word in ["jinhui", "金辉/main-structure", "../plan.csv", "a#b~"] {
            assert!(is_safe(word), "{word}");
        }
        for word in [
            "x$(y)",
            "x y",
            "~x",
            "#x",
            "x*",
            "x\u{1b}",
            "x\u{202e}",
            "x\u{200b}y",
            "",
        ] {
            assert!(!is_safe(word), "{word}");
        }
    }
}
