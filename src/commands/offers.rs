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

/// The words that begin as typed: their ids; where there is none, or nothing was typed yet in Chinese,
/// as they are printed. Those that a list holds already are not offered again.
pub(super) fn offered(typed: &OsStr, words: Vec<Word>) -> Vec<CompletionCandidate> {
    let Some(typed) = typed.to_str().map(fold) else {
        return Vec::new();
    };
    let listed = Asked::listed_before(&typed);
    let is_listed = |word: &Word| {
        let mut all = word.printed.iter();
        listed.contains(&fold(&word.id)) || all.any(|printed| listed.contains(&fold(printed)))
    };
    let words: Vec<Word> = words.into_iter().filter(|word| !is_listed(word)).collect();
    let is_offered = |word: &str| fold(word).starts_with(&typed) && is_safe(word);
    let offered_ids = words.iter().filter(|word| is_offered(&word.id));
    let worded = |word: &Word, index: usize| word.printed.get(index).cloned().unwrap_or_default();
    let offer = |value: &str, help: String| {
        CompletionCandidate::new(value).help((help != value).then(|| help.into()))
    };
    match Asked::language() {
        Language::Zh if typed.is_empty() => {
            let offers = words.iter().map(|word| match worded(word, 1) {
                chinese if is_safe(&chinese) => offer(&chinese, word.id.to_string()),
                _ => offer(&word.id, String::new()),
            });
            return offers.collect();
        }
        language => {
            let index = usize::from(language == Language::Zh);
            let offers: Vec<_> = offered_ids
                .map(|word| offer(&word.id, worded(word, index)))
                .collect();
            if !offers.is_empty() {
                return offers;
            }
        }
    }
    let printed = words
        .iter()
        .flat_map(|word| word.printed.iter().map(move |printed| (printed, word)));
    printed
        .filter(|(printed, _)| is_offered(printed))
        .map(|(printed, word)| offer(printed, word.id.to_string()))
        .collect()
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
    /// `--by` of the list
    silent_by printed::silent_words();
    /// `--sort`
    orders printed::order_words();
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
    /// `--encoding`
    encodings plain(&["utf-8", "gb18030", "big5", "windows-1252", "utf-16le", "utf-16be"]);
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

/// Whether a word is a format of the report.
pub(crate) fn is_format(word: &str) -> bool {
    FORMATS.iter().any(|format| format.id == word)
}

fn commitment(commitment: &Commitment) -> Word {
    let zh = commitment.words().first().copied();
    Word {
        id: commitment.id().into(),
        printed: [commitment.id(), zh.unwrap_or_default()].map(str::to_owned),
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
    values.push(printed::default_word());
    offered(typed, values)
}

/// A sentence of help in which `{words}` stands for what the completer offers; `{words, printed}` also
/// names what is printed for a word, where that is another.
pub(crate) fn with_words(
    text: &str,
    language: Language,
    completer: Option<&clap_complete::ArgValueCompleter>,
) -> String {
    let mut marks = ["{words}", "{words, printed}"].into_iter();
    let mark = marks.find(|mark| text.contains(mark));
    let Some((completer, mark)) = completer.zip(mark) else {
        return text.to_owned();
    };
    let offered = completer.complete(OsStr::new(""));
    let word = |offer: &CompletionCandidate| {
        let value = offer.get_value().to_string_lossy().into_owned();
        let printed = offer.get_help().map(ToString::to_string);
        match printed.filter(|printed| *printed != value.replace('-', " ")) {
            Some(printed) if language == Language::En && mark != "{words}" => {
                format!("{value} ({printed})")
            }
            _ => value,
        }
    };
    let words: Vec<String> = offered.iter().map(word).collect();
    text.replace(mark, &In(language, &words as &dyn Say).to_string())
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
