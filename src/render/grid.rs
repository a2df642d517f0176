//! Columns of text side by side, aligned with Chinese in them.

use anstyle::Style;

use crate::assess::Lamp;

use super::page::{Page, style};
use super::wrap::{broken, columns, unbind};

/// Spaces between columns.
const GAP: usize = 2;

/// A cell has at most so many lines where there is not room for all of it.
const MOST_LINES: usize = 2;

/// A column: its head, and how its cells are laid out.
pub(super) struct Heading {
    /// What stands over it.
    pub head: String,
    /// Whether its cells may be broken into lines.
    pub wraps: bool,
    /// Whether it holds numbers.
    pub is_number: bool,
}

impl Heading {
    /// The width of its head: where that may wrap, of the longest word in it.
    fn narrowest(&self) -> usize {
        match self.wraps {
            true => self
                .head
                .split([' ', '\u{200b}'])
                .map(columns)
                .max()
                .unwrap_or(0),
            false => columns(&self.head),
        }
    }
}

/// What stands in a cell. Where there is not room for all of it, the note goes first, then the end
/// of the text; the tail stays.
#[derive(Clone, Default)]
pub(super) struct Text {
    pub text: String,
    /// What must not be lost, such as a date.
    pub tail: String,
    /// What can be looked up elsewhere.
    pub note: String,
}

impl From<String> for Text {
    fn from(text: String) -> Text {
        Text {
            text,
            ..Text::default()
        }
    }
}

impl From<[String; 3]> for Text {
    fn from([text, tail, note]: [String; 3]) -> Text {
        Text { text, tail, note }
    }
}

impl Text {
    fn all(&self) -> String {
        format!("{}{}{}", self.text, self.tail, self.note)
    }

    /// Within that many columns, in at most [`MOST_LINES`] lines.
    fn within(&self, width: usize) -> Vec<String> {
        let all = self.all();
        if columns(&all) <= width {
            return vec![all];
        }
        let mut lines = broken(&all, width, "");
        if lines.len() > MOST_LINES && !self.note.is_empty() {
            lines = broken(&format!("{}{}", self.text, self.tail), width, "");
        }
        let mut text = self.text.clone();
        while lines.len() > MOST_LINES && text.pop().is_some() {
            let kept = text.trim_end();
            lines = broken(&format!("{kept}…{}", self.tail), width, "");
        }
        lines
    }

    /// By how many lines it is over what it may have, and how many it needs.
    fn cost(&self, width: usize) -> (usize, usize) {
        let kept = format!("{}{}", self.text, self.tail);
        if columns(&kept) <= width {
            return (0, 1);
        }
        let lines = broken(&kept, width, "").len();
        // A word broken inside is as bad as a line too many.
        let mut words = kept.split_whitespace();
        let is_split = words.any(|word| word.is_ascii() && width < columns(word));
        let over = lines.saturating_sub(MOST_LINES) + usize::from(is_split);
        (over, lines)
    }
}

/// Rows of cells, each row with the lamp that colours its first cell, if one does.
pub(super) struct Grid {
    /// The columns.
    pub headings: Vec<Heading>,
    /// The rows, each with as many cells as there are columns.
    pub rows: Vec<(Option<Lamp>, Vec<Text>)>,
}

impl Grid {
    /// The lines, none wider than the page where it has a width, without padding at their ends.
    pub fn lines(self, page: Page) -> String {
        let asked = self.asked(page);
        let widths = match page.width {
            Some(width) => self.widths(asked, usize::from(width)),
            None => asked,
        };
        let fitted = |texts: &[Text]| -> Vec<Vec<String>> {
            let cells = texts.iter().zip(&widths);
            let fit = cells.map(|(text, width)| match page.width {
                Some(_) => text.within(*width),
                None => vec![text.all()],
            });
            fit.collect()
        };
        let heads: Vec<Text> = (self.headings.iter())
            .map(|heading| heading.head.clone().into())
            .collect();
        let heads = fitted(&heads);
        let rows: Vec<_> = (self.rows.iter())
            .map(|(lamp, cells)| (*lamp, fitted(cells)))
            .collect();
        // Broken into lines, a column may take less than it got.
        let taken = |index: usize| {
            let cells = rows.iter().map(|(_, cells)| cells).chain([&heads]);
            let lines = cells.filter_map(|cells| cells.get(index)).flatten();
            lines.map(|line| columns(line)).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..self.headings.len()).map(taken).collect();
        let cell = |index: usize, style: Option<Style>, is_head: bool| Layout {
            width: widths.get(index).copied().unwrap_or(0),
            is_number: !is_head && self.headings.get(index).is_some_and(|h| h.is_number),
            style: style.filter(|_| page.has_colour),
        };
        let mut out = String::new();
        let bold = Style::new().bold();
        block(&mut out, &heads, |index| cell(index, Some(bold), true));
        for (lamp, cells) in &rows {
            let style = lamp.map(style);
            block(&mut out, cells, |index| {
                cell(index, style.filter(|_| index == 0), false)
            });
        }
        out
    }

    /// The widest that each column asks for. On a page without a width no head wraps.
    fn asked(&self, page: Page) -> Vec<usize> {
        let widest = |index: usize, heading: &Heading| {
            let cells = self.rows.iter().filter_map(|(_, row)| row.get(index));
            cells
                .map(|cell| columns(&cell.all()))
                .chain([match page.width {
                    Some(_) => heading.narrowest(),
                    None => columns(&heading.head),
                }])
                .max()
                .unwrap_or(0)
        };
        let headings = self.headings.iter().enumerate();
        headings
            .map(|(index, heading)| widest(index, heading))
            .collect()
    }

    /// What each column gets: what it asks for if all fits; else those that wrap share what the
    /// others leave, so that as few rows as can be take more than their lines.
    fn widths(&self, asked: Vec<usize>, page: usize) -> Vec<usize> {
        let mut widths = asked;
        let gaps = GAP * widths.len().saturating_sub(1);
        let room = page.saturating_sub(gaps).max(widths.len());
        let wrapping: Vec<usize> = (self.headings.iter().enumerate())
            .filter(|(_, heading)| heading.wraps)
            .map(|(index, _)| index)
            .collect();
        // One column after the other gives a little of its width, wherever that costs least.
        while room < widths.iter().sum::<usize>() {
            let narrower = |index: usize| {
                let width = widths.get(index).copied().unwrap_or(0);
                let least = self.headings.get(index).map_or(0, Heading::narrowest);
                (width > least.max(NARROWEST)).then(|| (self.cost(index, width - 1), index))
            };
            let cheapest = wrapping.iter().filter_map(|index| narrower(*index)).min();
            let widest = || (0..widths.len()).max_by_key(|index| widths.get(*index).copied());
            let Some(index) = cheapest.map(|(_, index)| index).or_else(widest) else {
                break;
            };
            match widths.get_mut(index) {
                Some(width) if *width > 1 => *width -= 1,
                _ => break,
            }
        }
        widths
    }

    /// What a column costs at a width: cells over their lines above all, then lines.
    fn cost(&self, index: usize, width: usize) -> (usize, usize) {
        let rows = self.rows.iter().take(MOST_MEASURED);
        let costs = rows
            .filter_map(|(_, row)| row.get(index))
            .map(|cell| cell.cost(width));
        costs.fold((0, 0), |(over, lines), (more, further)| {
            (over + more, lines + further)
        })
    }
}

/// No column that wraps becomes narrower than this while others can give.
const NARROWEST: usize = 8;

/// Widths are found by so many rows; a longer table looks alike.
const MOST_MEASURED: usize = 200;

/// How a cell of a column is laid out.
struct Layout {
    width: usize,
    /// Whether it stands to the right.
    is_number: bool,
    style: Option<Style>,
}

/// Writes cells of several lines side by side.
fn block(out: &mut String, cells: &[Vec<String>], layout: impl Fn(usize) -> Layout) {
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    for line in 0..height {
        // What is written before text, and nowhere else: nothing stands at the end of a line.
        let mut blank = 0;
        for (index, cell) in cells.iter().enumerate() {
            let layout = layout(index);
            let text = cell.get(line).map_or("", |text| text.trim_end());
            let rest = layout.width.saturating_sub(columns(text));
            let (before, after) = if layout.is_number {
                (rest, 0)
            } else {
                (0, rest)
            };
            if text.is_empty() {
                blank += layout.width + GAP;
                continue;
            }
            out.push_str(&" ".repeat(blank + before));
            match layout.style {
                Some(style) => out.push_str(&format!("{style}{}{style:#}", unbind(text))),
                None => out.push_str(&unbind(text)),
            }
            blank = after + GAP;
        }
        out.push('\n');
    }
}
