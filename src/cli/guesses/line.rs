//! A line to type, made of a pattern and of what was typed.

use crate::commands;
use crate::commands::help::value_name;
use crate::model::{Language, shell_quoted};

/// What was typed, for the places of a pattern.
#[derive(Clone, Copy, Default)]
pub(super) struct Filling<'a> {
    /// The words that are no options.
    pub(super) words: &'a [String],
    /// The value of the option that is not known.
    pub(super) value: Option<&'a str>,
}

/// The words of a line, those that were typed in their places; what stands for something else to be
/// typed stays as it is.
pub(super) fn filled(line: &str, with: Filling<'_>) -> Vec<String> {
    let mut words_shown = Vec::new();
    // A place that says what it stands for may hold spaces.
    let mut rest = line;
    while !rest.is_empty() {
        let end = match rest.starts_with('{') {
            true => rest.find('}').map_or(rest.len(), |end| end + 1),
            false => rest.find([' ', '{']).unwrap_or(rest.len()),
        };
        let (part, further) = rest.split_at(end);
        rest = further.trim_start();
        let index = part.strip_prefix('{');
        let Some(index) = index.and_then(|part| part.strip_suffix('}')) else {
            words_shown.push(part.to_owned());
            continue;
        };
        let (name, without) = index.split_once(':').unwrap_or((index, ""));
        let found = with.filling(name);
        match found.is_empty() {
            true => words_shown.extend(without.split_whitespace().map(str::to_owned)),
            false => words_shown.extend(found),
        }
    }
    words_shown
}

impl Filling<'_> {
    fn filling(&self, name: &str) -> Vec<String> {
        match (name, self.words) {
            ("rest", words) => words.to_vec(),
            ("behind", words) => words.get(1..).unwrap_or_default().to_vec(),
            ("dropped", _) => Vec::new(),
            ("stage", words) => {
                let project = words.first().map_or("CODE", String::as_str);
                vec![format!("{project}/{}", self.value.unwrap_or("STAGE"))]
            }
            ("value", _) => self.value.map(str::to_owned).into_iter().collect(),
            ("path", [project, stage, ..]) if !project.contains('/') => {
                vec![format!("{project}/{stage}")]
            }
            ("path", [project]) if !project.contains('/') => vec![format!("{project}/STAGE")],
            ("path", words) => words.first().cloned().into_iter().collect(),
            (number, words) => {
                let at = number.parse::<usize>().unwrap_or(1).saturating_sub(1);
                words.get(at).cloned().into_iter().collect()
            }
        }
    }
}

/// A line as a shell reads it; what stands for something else, and words that the program prints, in
/// a language.
pub(super) fn shown(words: &[String], language: Language) -> String {
    let at = |index: usize| words.get(index).map_or("", String::as_str);
    let shown = words.iter().enumerate().map(|(index, word)| {
        if let Some(name) = value_name(word, language) {
            return name.to_owned();
        }
        let before = index.checked_sub(1).map_or("", at);
        let is_figure = index
            .checked_sub(2)
            .is_some_and(|verb| at(verb) == "update");
        let printed = match (before, is_figure) {
            ("--state", _) => commands::state_in(word, language),
            ("--group-by", _) => commands::group_in(word, language),
            ("--status", _) => commands::statuses_in(word, language),
            (_, true) => commands::figure_in(word, language),
            _ => None,
        };
        let quoted = |word: &str| shell_quoted(word).into_owned();
        match (printed, word.strip_suffix("/STAGE")) {
            (Some(printed), _) => printed,
            (None, _) if word == "<" => word.clone(),
            (None, Some(project)) => quoted(&format!("{project}/{}", stage(language))),
            (None, None) => quoted(word),
        }
    });
    shown.collect::<Vec<_>>().join(" ")
}

/// What stands for a stage that is to be typed.
fn stage(language: Language) -> &'static str {
    value_name("STAGE", language).unwrap_or("STAGE")
}
