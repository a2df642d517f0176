//! Text broken into lines: where its script allows it, between words also in Chinese, and not inside
//! what is read as one.

use std::ops::Range;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{GraphemeClusterSegmenter, LineSegmenter};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::bonds::{Bond, Bonds};

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
        let brackets = text.match_indices('（').map(|(lay, _)| lay);
        let mut ends: Vec<usize> = ends.chain(brackets.filter(|lay| *lay > 0)).collect();
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
        self.lay(&self.pieces, Bond::Free, &mut lines);
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

    fn lay(&self, pieces: &[Piece], bond: Bond, lines: &mut Lines) {
        for part in parts(pieces, bond) {
            let (Some(start), Some(end)) = (part.first(), part.last()) else {
                continue;
            };
            let range = start.range.start..end.range.end;
            if lines.takes(width(part)) {
                lines.put(range, width(part), end.gap);
            } else if bond < Bond::Tight && lines.further < width(part) {
                self.lay(part, bond.next_firmer(), lines);
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

#[cfg(test)]
mod tests;
