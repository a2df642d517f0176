//! What belongs together in a text, so that no line ends there.

use std::ops::Range;

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;
use unicode_width::UnicodeWidthStr;

use crate::model::is_han;

/// What stands in brackets is read as one where it is no wider than this, and has no parts.
const SHORT_BRACKET: usize = 20;

/// How what stands before a place in a text holds together with what stands behind.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Bond {
    /// A line may end here.
    Free,
    /// Only where all of it does not fit a line.
    Loose,
    /// Only where nothing looser is left to break: a mark stands behind what it belongs to.
    Tight,
    /// As in a word.
    Firm,
}

impl Bond {
    /// The bond to break next where breaking this one has left what is too wide.
    pub fn next_firmer(self) -> Bond {
        match self {
            Bond::Free => Bond::Loose,
            Bond::Loose => Bond::Tight,
            Bond::Tight | Bond::Firm => Bond::Firm,
        }
    }
}

/// What is known of a text before it is asked how it holds together.
pub(super) struct Bonds<'a> {
    text: &'a str,
    /// Where words begin and end, if it has Chinese ones.
    words: Vec<usize>,
    /// What is read as one: short brackets, and a command to be typed.
    wholes: Vec<Range<usize>>,
}

impl<'a> Bonds<'a> {
    /// Those of a text of one line.
    pub fn of(text: &'a str) -> Bonds<'a> {
        let words = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
        let words = match text.contains(is_han) {
            true => words.segment_str(text).collect(),
            false => Vec::new(),
        };
        let brackets = text.match_indices(['(', '（']).filter_map(|(start, _)| {
            let rest = text.get(start..)?;
            let (end, close) = rest.char_indices().find(|(_, c)| matches!(c, ')' | '）'))?;
            let end = end + close.len_utf8();
            let bracket = rest.get(..end)?;
            let is_one = bracket.width() <= SHORT_BRACKET && !bracket.contains([',', '，']);
            is_one.then_some(start..start + end)
        });
        let wholes = brackets.chain(command(text)).collect();
        Bonds {
            text,
            words,
            wholes,
        }
    }

    /// How the text holds together at a place where its script allows a line to end.
    pub fn at(&self, offset: usize) -> Bond {
        let Some((left, right)) = self.text.split_at_checked(offset) else {
            return Bond::Free;
        };
        let (Some(before), Some(after)) = (left.chars().next_back(), right.chars().next()) else {
            return Bond::Free;
        };
        let bond = if matches!(after, '·' | '~') {
            Bond::Tight
        } else if before.is_whitespace() {
            between_words(left, right)
        } else if is_han(before) || is_han(after) {
            self.in_chinese(left, before, after)
        } else {
            match before {
                // What has to be typed as it stands: no line ends in a hyphen that the text has.
                '-' | '–' => Bond::Firm,
                '/' => Bond::Loose,
                _ => Bond::Free,
            }
        };
        let is_inside = |range: &Range<usize>| range.start < offset && offset < range.end;
        match self.wholes.iter().any(is_inside) {
            true => bond.max(Bond::Loose),
            false => bond,
        }
    }

    fn in_chinese(&self, left: &str, before: char, after: char) -> Bond {
        let is_end = |offset: usize| self.words.binary_search(&offset).is_ok();
        let offset = left.len();
        let start = offset - before.len_utf8();
        if before.is_ascii_digit() {
            // A figure and what it counts.
            return Bond::Firm;
        }
        if after.is_ascii_digit() {
            return match before {
                '年' | '月' | '第' => Bond::Firm,
                _ if is_label(left) => Bond::Loose,
                _ => Bond::Free,
            };
        }
        if is_han(before) && is_han(after) && !is_end(offset) {
            return Bond::Firm;
        }
        // What the dictionary does not know falls into single characters: one goes with what stands
        // before it, unless that is a deadline and over; and a first one with what stands behind.
        let is_single = is_han(after) && is_end(offset + after.len_utf8());
        if is_single && before.is_alphanumeric() && before != '前' {
            return Bond::Loose;
        }
        let earlier = left.get(..start).unwrap_or_default();
        let is_first = is_end(start) && !earlier.ends_with(is_han);
        match is_first && is_han(before) && is_han(after) {
            true => Bond::Loose,
            false => Bond::Free,
        }
    }
}

/// The command that a sentence ends in, or that is all there is.
fn command(text: &str) -> Option<Range<usize>> {
    let (start, _) = text.rmatch_indices("project ").next()?;
    let before = text.get(..start)?.trim_end();
    let is_typed = before.is_empty() || before.ends_with([':', '：']);
    is_typed.then_some(start..text.len())
}

/// How two words with white space between them hold together.
fn between_words(left: &str, right: &str) -> Bond {
    let mut earlier = left.split_whitespace().rev();
    let left = earlier.next().unwrap_or_default();
    let right = right.split_whitespace().next().unwrap_or_default();
    let before = earlier.next();
    // A figure counts what follows, unless it numbers what comes before.
    let begins = |text: &str, is: fn(char) -> bool| text.starts_with(is);
    let is_figure = left.ends_with(|c: char| c.is_ascii_digit());
    let is_number =
        before.is_some_and(|word| word.ends_with(char::is_alphabetic) && !is_short(word));
    let is_over = |c: char| is_han(c) || matches!(c, ',' | '.' | ';' | ':' | ')' | '，' | '）');
    let counts = is_unit(right.split(is_over).next().unwrap_or_default())
        || (!is_number && begins(right, |c| c.is_ascii_lowercase()));
    if is_figure && counts {
        return Bond::Firm;
    }
    // A word that begins a part says what the figure behind it is.
    let is_label = before.is_some_and(|word| word.ends_with([',', ';', ':', '·']));
    let is_told = (is_short(left) || is_label) && begins(right, |c| c.is_ascii_digit());
    match is_told || left.starts_with("--") {
        true => Bond::Loose,
        false => Bond::Free,
    }
}

/// Whether a word only leads to the next, such as a preposition.
fn is_short(word: &str) -> bool {
    let word = word.trim_start_matches('(');
    word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Whether a word is a unit: a sign or an abbreviation.
fn is_unit(word: &str) -> bool {
    let is_sign = |c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit();
    matches!(word, "day" | "days" | "m" | "km" | "t" | "ha" | "mu")
        || (word.chars().count() <= 3 && word.contains(is_sign))
}

/// Whether a text ends in up to three Chinese characters that begin a part of it, and so say what the
/// figure behind them is.
fn is_label(text: &str) -> bool {
    let mut before = text.chars().rev().skip_while(|c| is_han(*c));
    let count = text.chars().rev().take_while(|c| is_han(*c)).count();
    count <= 3 && !before.next().is_some_and(char::is_alphanumeric)
}
