//! Words found in a text, by the lists of the vocabulary.

use std::ops::Range;

use super::vocabulary::{NEGATING_WORDS, NEGATIONS};

/// Where the first sign of per cent stands, which may be a word.
pub(super) fn percent_sign(words: &str) -> Option<Range<usize>> {
    let at = |sign: &str| words.find(sign).map(|at| at..at + sign.len());
    let signs = ["%", "％", "percent", "Percent", "per cent", "Per cent"].into_iter();
    signs.filter_map(at).min_by_key(|found| found.start)
}

pub(super) fn is_negated(lower: &str) -> bool {
    is_any(lower, NEGATIONS) || has_word(lower, NEGATING_WORDS)
}

/// Whether one of the words stands among those of a text in lower case.
pub(super) fn has_word(lower: &str, words: &[&str]) -> bool {
    (lower.split(|c: char| !c.is_alphanumeric())).any(|word| words.contains(&word))
}

/// A text without words before it.
pub(super) fn without_first<'t>(text: &'t str, starts: &[&str]) -> &'t str {
    let mut rest = text.trim();
    loop {
        let shorter = starts.iter().filter_map(|start| {
            let (found, behind) = rest.split_at_checked(start.len())?;
            let is_apart = !start.ends_with(|c: char| c.is_ascii_alphabetic()) || behind.is_empty();
            (found.eq_ignore_ascii_case(start) && is_apart).then(|| behind.trim_start())
        });
        match shorter.min_by_key(|shorter| shorter.len()) {
            Some(shorter) => rest = shorter,
            None => return rest,
        }
    }
}

/// A text without one of these at its end; words of Latin letters stand alone.
pub(in crate::sheet) fn without_end<'t>(text: &'t str, ends: &[&str]) -> Option<&'t str> {
    ends.iter().find_map(|end| {
        let at = text.len().checked_sub(end.len())?;
        let (rest, found) = text.split_at_checked(at)?;
        let is_apart = !end.is_ascii() || !rest.ends_with(char::is_alphabetic);
        (found.eq_ignore_ascii_case(end) && is_apart).then(|| rest.trim_end())
    })
}

pub(super) fn is_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}
