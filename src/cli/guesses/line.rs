//! A line to type, made of a pattern and of what was typed.

use crate::commands::help::value_name;
use crate::model::{Language, shell_quoted};

use super::words::OURS;

/// The words of a line, each of what was typed in its place and quoted for a shell where it needs it.
pub(super) fn filled(line: &str, words: &[String], value: Option<&str>) -> Vec<String> {
    filled_in(Language::En, line, words, value)
}

/// The same of a pattern with words of ours, which stand in the language.
pub(super) fn filled_in(
    language: Language,
    line: &str,
    words: &[String],
    value: Option<&str>,
) -> Vec<String> {
    let mut said = Vec::new();
    // A place that says what it stands for may hold spaces.
    let mut rest = line;
    while !rest.is_empty() {
        let end = match rest.starts_with('{') {
            true => rest.find('}').map_or(rest.len(), |end| end + 1),
            false => rest.find(' ').unwrap_or(rest.len()),
        };
        let (part, further) = rest.split_at(end);
        rest = further.trim_start();
        let Some(stage_path) = part
            .strip_prefix('{')
            .and_then(|part| part.strip_suffix('}'))
        else {
            said.push(own(part, language).to_owned());
            continue;
        };
        let (name, without) = stage_path.split_once(':').unwrap_or((stage_path, ""));
        let found: Vec<&str> = match name {
            "rest" => words.iter().map(String::as_str).collect(),
            "value" => value.into_iter().collect(),
            number => {
                let at = number.parse::<usize>().unwrap_or(1).saturating_sub(1);
                words.get(at).map(String::as_str).into_iter().collect()
            }
        };
        if found.is_empty() && !without.is_empty() {
            said.extend(
                without
                    .split(' ')
                    .map(|word| own(word, language).to_owned()),
            );
        }
        said.extend(
            found
                .into_iter()
                .map(|word| shell_quoted(word).into_owned()),
        );
    }
    said
}

/// A word of a pattern: what a value is called, or a word that an option takes.
fn own(word: &str, language: Language) -> &str {
    let ours = OURS.iter().find(|(en, _)| *en == word);
    match (language, ours) {
        (Language::Zh, Some((_, zh))) => zh,
        _ => value_name(word, language).unwrap_or(word),
    }
}
