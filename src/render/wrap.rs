//! Text broken into lines: where its script allows it, between words also in Chinese, and not inside
//! what is read as one.

use std::ops::Range;

use icu_segmenter::options::{LineBreakOptions, WordBreakInvariantOptions};
use icu_segmenter::{GraphemeClusterSegmenter, LineSegmenter, WordSegmenter};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What stands in brackets is read as one where it is no wider than this, and has no parts.
const SHORT_BRACKET: usize = 20;

/// The columns that a text takes at most: terminals differ in whether they join what is joined, such
/// as an emoji and its colour.
pub(super) fn columns(text: &str) -> usize {
    let apart: usize = text.chars().filter_map(UnicodeWidthChar::width).sum();
    apart.max(text.width())
}

/// Lines of a text: the first and further ones of no more than so many columns.
pub(super) fn broken(text: &str, first: usize, further: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for text in text.split('\n') {
        let first = if lines.is_empty() { first } else { further };
        let pieces = Pieces::of(text.to_owned());
        lines.extend(pieces.lines(first, further).map(str::to_owned));
    }
    lines
}

/// How what stands before a place in a text holds together with what stands behind.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Bond {
    /// A line may end here.
    Free,
    /// Only where all of it does not fit a line.
    Loose,
    /// As in a word.
    Firm,
}

/// What no line ends in.
struct Piece {
    range: Range<usize>,
    width: usize,
    /// The width of the white space behind it.
    gap: usize,
    /// How it holds to the next.
    bond: Bond,
}

/// A text, cut into pieces wherever some line might end.
pub(super) struct Pieces {
    text: String,
    pieces: Vec<Piece>,
}

impl Pieces {
    /// The pieces of a text of one line.
    pub fn of(text: String) -> Pieces {
        let line_ends = LineSegmenter::new_dictionary(LineBreakOptions::default());
        let bonds = Bonds::of(&text);
        let mut pieces = Vec::new();
        let mut start = 0;
        let ends = line_ends.segment_str(&text).filter(|end| *end > 0);
        // Also where a bracket follows a percent.
        let brackets = text.match_indices('（').map(|(place, _)| place);
        let mut ends: Vec<usize> = ends.chain(brackets.filter(|place| *place > 0)).collect();
        ends.sort_unstable();
        ends.dedup();
        for end in ends {
            let piece = text.get(start..end).unwrap_or_default();
            let shown = piece.trim_end();
            pieces.push(Piece {
                range: start..start + shown.len(),
                width: columns(shown),
                gap: columns(piece.get(shown.len()..).unwrap_or_default()),
                bond: bonds.at(end),
            });
            start = end;
        }
        Pieces { text, pieces }
    }

    /// A text in one piece.
    pub fn whole(text: String) -> Pieces {
        let piece = Piece {
            range: 0..text.len(),
            width: columns(&text),
            gap: 0,
            bond: Bond::Free,
        };
        let pieces = vec![piece];
        Pieces { text, pieces }
    }

    /// The width of the text on one line.
    pub fn width(&self) -> usize {
        width(&self.pieces)
    }

    /// The lines, the first and further ones of no more than so many columns. What is wider is broken
    /// at loose bonds, and a word that is, between letters.
    pub fn lines(&self, first: usize, further: usize) -> impl Iterator<Item = &str> {
        let mut lines = Lines {
            done: Vec::new(),
            line: 0..0,
            used: 0,
            gap: 0,
            room: first.max(1),
            further: further.max(1),
        };
        self.place(&self.pieces, Bond::Free, &mut lines);
        lines.done.push(lines.line);
        let shown = |line: Range<usize>| self.text.get(line).unwrap_or_default().trim_end();
        lines.done.into_iter().map(shown)
    }

    /// As few lines as fit a width, as even as they can be: none is left with a word or two.
    pub fn even_lines(&self, width: usize) -> Vec<&str> {
        let count = self.lines(width, width).count();
        let least = self.widest(Bond::Free).min(width);
        let is_even = |width: &usize| self.lines(*width, *width).count() == count;
        let width = (least..=width).find(is_even).unwrap_or(width);
        self.lines(width, width).collect()
    }

    /// How many columns the widest part takes that holds together more than so.
    pub fn widest(&self, bond: Bond) -> usize {
        parts(&self.pieces, bond).map(width).max().unwrap_or(0)
    }

    fn place(&self, pieces: &[Piece], bond: Bond, lines: &mut Lines) {
        for part in parts(pieces, bond) {
            let (Some(start), Some(end)) = (part.first(), part.last()) else {
                continue;
            };
            let range = start.range.start..end.range.end;
            if lines.takes(width(part)) {
                lines.put(range, width(part), end.gap);
            } else if bond == Bond::Free && lines.further < width(part) {
                self.place(part, Bond::Loose, lines);
            } else {
                lines.end();
                if lines.takes(width(part)) {
                    lines.put(range, width(part), end.gap);
                } else {
                    self.place_letters(range, lines);
                    lines.gap = end.gap;
                }
            }
        }
    }

    fn place_letters(&self, range: Range<usize>, lines: &mut Lines) {
        let text = self.text.get(range.clone()).unwrap_or_default();
        let ends = GraphemeClusterSegmenter::new().segment_str(text);
        let mut start = 0;
        for end in ends.filter(|end| *end > 0) {
            let wide = columns(text.get(start..end).unwrap_or_default());
            if !lines.takes(wide) {
                lines.end();
            }
            lines.put(range.start + start..range.start + end, wide, 0);
            start = end;
        }
    }
}

/// Pieces that hold together more than so.
fn parts(pieces: &[Piece], bond: Bond) -> impl Iterator<Item = &[Piece]> {
    pieces.chunk_by(move |piece, _| piece.bond > bond)
}

/// The width of pieces side by side.
fn width(pieces: &[Piece]) -> usize {
    let widths = pieces.iter().map(|piece| piece.width + piece.gap);
    let gap = pieces.last().map_or(0, |piece| piece.gap);
    widths.sum::<usize>() - gap
}

/// Lines as they fill.
struct Lines {
    done: Vec<Range<usize>>,
    line: Range<usize>,
    /// The columns that the line takes, and its last white space.
    used: usize,
    gap: usize,
    /// The columns that the line may take, and each after it.
    room: usize,
    further: usize,
}

impl Lines {
    fn takes(&self, width: usize) -> bool {
        self.used + self.gap + width <= self.room
    }

    fn put(&mut self, range: Range<usize>, width: usize, gap: usize) {
        if self.used == 0 {
            self.line.start = range.start;
        }
        self.line.end = range.end;
        self.used += self.gap + width;
        self.gap = gap;
    }

    fn end(&mut self) {
        if self.used > 0 {
            self.done.push(self.line.clone());
            self.line = self.line.end..self.line.end;
            self.room = self.further;
        }
        (self.used, self.gap) = (0, 0);
    }
}

/// What is known of a text before it is asked how it holds together.
struct Bonds<'a> {
    text: &'a str,
    /// Where words begin and end, if it has Chinese ones.
    words: Vec<usize>,
    /// Short brackets, from one to the other.
    brackets: Vec<Range<usize>>,
}

impl<'a> Bonds<'a> {
    fn of(text: &'a str) -> Bonds<'a> {
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
            let is_one = columns(bracket) <= SHORT_BRACKET && !bracket.contains([',', '，']);
            is_one.then_some(start..start + end)
        });
        Bonds {
            text,
            words,
            brackets: brackets.collect(),
        }
    }

    /// How the text holds together at a place where its script allows a line to end.
    fn at(&self, place: usize) -> Bond {
        let Some((left, right)) = self.text.split_at_checked(place) else {
            return Bond::Free;
        };
        let (Some(before), Some(after)) = (left.chars().next_back(), right.chars().next()) else {
            return Bond::Free;
        };
        let bond = if after == '·' {
            Bond::Loose
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
        let is_inside = |range: &Range<usize>| range.start < place && place < range.end;
        match self.brackets.iter().any(is_inside) {
            true => bond.max(Bond::Loose),
            false => bond,
        }
    }

    fn in_chinese(&self, left: &str, before: char, after: char) -> Bond {
        let is_end = |place: usize| self.words.binary_search(&place).is_ok();
        let place = left.len();
        let start = place - before.len_utf8();
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
        if is_han(before) && is_han(after) && !is_end(place) {
            return Bond::Firm;
        }
        // What the dictionary does not know falls into single characters: one goes with what stands
        // before it, but for a day that is over; else with what stands behind.
        let is_single = is_han(after) && is_end(place + after.len_utf8());
        if is_single && before.is_alphanumeric() && before != '前' {
            return Bond::Loose;
        }
        let earlier = left.get(..start).unwrap_or_default();
        let is_first = is_end(start) && !earlier.ends_with(char::is_alphanumeric);
        match is_first && is_han(before) && is_han(after) {
            true => Bond::Loose,
            false => Bond::Free,
        }
    }
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

/// Whether a word says what is counted: a sign, or what is no other word.
fn is_unit(word: &str) -> bool {
    let is_sign = |c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit();
    matches!(word, "day" | "days" | "m" | "km" | "t" | "ha" | "mu")
        || (word.chars().count() <= 3 && word.contains(is_sign))
}

/// Whether a text ends in up to three Chinese characters that begin a part of it, and so say what the
/// figure behind them is.
fn is_label(text: &str) -> bool {
    let rest = text.trim_end_matches(is_han);
    let count = text.chars().count() - rest.chars().count();
    count <= 3 && !rest.ends_with(char::is_alphanumeric)
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests;
