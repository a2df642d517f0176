//! A line to type, made of a pattern and of what was typed.

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
    let mut said = Vec::new();
    // A place that says what it stands for may hold spaces.
    let mut rest = line;
    while !rest.is_empty() {
        let end = match rest.starts_with('{') {
            true => rest.find('}').map_or(rest.len(), |end| end + 1),
            false => rest.find([' ', '{']).unwrap_or(rest.len()),
        };
        let (part, further) = rest.split_at(end);
        rest = further.trim_start();
        let place = part.strip_prefix('{');
        let Some(place) = place.and_then(|part| part.strip_suffix('}')) else {
            said.push(part.to_owned());
            continue;
        };
        let (name, without) = place.split_once(':').unwrap_or((place, ""));
        let found = with.place(name);
        match found.is_empty() {
            true => said.extend(without.split_whitespace().map(str::to_owned)),
            false => said.extend(found),
        }
    }
    said
}

impl Filling<'_> {
    fn place(&self, name: &str) -> Vec<String> {
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

/// Words of the tables that are neither commands nor options, nor what a value is called, in Chinese.
const OURS: [(&str, &str); 9] = [
    ("done", "完成"),
    ("underway", "推进中"),
    ("active", "进行中"),
    ("suspended", "暂停"),
    ("cancelled", "取消"),
    ("closed", "办结"),
    ("unknown,unreported", "暂不评定,应报未报"),
    ("FOLDER", "目录"),
    ("..", "理由"),
];

/// A line as a shell reads it, its own words in the language.
pub(super) fn shown(words: &[String], language: Language) -> String {
    let shown = words.iter().map(|word| {
        let ours = OURS.iter().find(|(en, _)| en == word);
        match (language, ours, is_placeholder(word)) {
            (Language::Zh, Some((_, zh)), _) => (*zh).to_owned(),
            (.., true) => value_name(word, language).unwrap_or(word).to_owned(),
            _ => shell_quoted(word).into_owned(),
        }
    });
    shown.collect::<Vec<_>>().join(" ")
}

/// Whether a word stands for one that is to be typed, or is for the shell.
pub(super) fn is_placeholder(word: &str) -> bool {
    let is_name = |c: char| c.is_ascii_uppercase() || "[]/".contains(c);
    word == "<" || word == ".." || word.len() > 2 && word.chars().all(is_name)
}
