//! Columns of text side by side, aligned with Chinese in them.

use comfy_table::{Attribute, Cell, CellAlignment, Color, ContentArrangement, Table};
use textwrap::core::display_width;

use crate::assess::Lamp;

use super::page::Page;
use super::wrap::{broken, unbind};

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
            true => self.head.split(' ').map(display_width).max().unwrap_or(0),
            false => display_width(&self.head),
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
    fn within(&self, width: usize) -> String {
        let all = self.all();
        if display_width(&all) <= width {
            return all;
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
        lines.join("\n")
    }

    /// By how many lines it is over what it may have, and how many it needs.
    fn cost(&self, width: usize) -> (usize, usize) {
        let kept = format!("{}{}", self.text, self.tail);
        if display_width(&kept) <= width {
            return (0, 1);
        }
        let lines = broken(&kept, width, "").len();
        (lines.saturating_sub(MOST_LINES), lines)
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
        let widths = page.width.map(|width| self.widths(usize::from(width)));
        let fit = |place: usize, text: &Text| match &widths {
            Some(widths) => text.within(widths.get(place).copied().unwrap_or(1)),
            None => text.all(),
        };
        let mut table = plain_table(page);
        let heads = self.headings.iter().enumerate();
        table.set_header(
            heads.map(|(place, heading)| {
                header_cell(page, &fit(place, &heading.head.clone().into()))
            }),
        );
        for (lamp, cells) in &self.rows {
            let cells = cells.iter().zip(&self.headings).enumerate();
            table.add_row(cells.map(|(place, (text, heading))| {
                let text = fit(place, text);
                match (place, lamp) {
                    (0, Some(lamp)) => coloured(page, &text, *lamp),
                    _ if heading.is_number => Cell::new(text).set_alignment(CellAlignment::Right),
                    _ => Cell::new(text),
                }
            }));
        }
        finished(&mut table)
    }

    /// The widest that each column asks for.
    fn asked(&self) -> Vec<usize> {
        let widest = |place: usize, heading: &Heading| {
            let cells = self.rows.iter().filter_map(|(_, row)| row.get(place));
            cells
                .map(|cell| display_width(&cell.all()))
                .chain([heading.narrowest()])
                .max()
                .unwrap_or(0)
        };
        let headings = self.headings.iter().enumerate();
        headings
            .map(|(place, heading)| widest(place, heading))
            .collect()
    }

    /// What each column gets: what it asks for if all fits; else those that wrap share what the
    /// others leave, so that as few rows as can be take more than their lines.
    fn widths(&self, page: usize) -> Vec<usize> {
        let mut widths = self.asked();
        let gaps = GAP * widths.len().saturating_sub(1);
        let room = page.saturating_sub(gaps).max(widths.len());
        let wrapping: Vec<usize> = (self.headings.iter().enumerate())
            .filter(|(_, heading)| heading.wraps)
            .map(|(place, _)| place)
            .collect();
        // One column after the other gives a little of its width, wherever that costs least.
        while room < widths.iter().sum::<usize>() {
            let narrower = |place: usize| {
                let width = widths.get(place).copied().unwrap_or(0);
                let least = self.headings.get(place).map_or(0, Heading::narrowest);
                (width > least.max(NARROWEST)).then(|| (self.cost(place, width - 1), place))
            };
            let cheapest = wrapping.iter().filter_map(|place| narrower(*place)).min();
            let widest = || (0..widths.len()).max_by_key(|place| widths.get(*place).copied());
            let Some(place) = cheapest.map(|(_, place)| place).or_else(widest) else {
                break;
            };
            match widths.get_mut(place) {
                Some(width) if *width > 1 => *width -= 1,
                _ => break,
            }
        }
        widths
    }

    /// What a column costs at a width: cells over their lines above all, then lines.
    fn cost(&self, place: usize, width: usize) -> (usize, usize) {
        let rows = self.rows.iter().take(MOST_MEASURED);
        let costs = rows
            .filter_map(|(_, row)| row.get(place))
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

/// No lines; what must wrap is wrapped before it comes here.
fn plain_table(page: Page) -> Table {
    let mut table = Table::new();
    table.load_style(comfy_table::presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Disabled);
    if page.has_colour {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    table
}

fn header_cell(page: Page, text: &str) -> Cell {
    let cell = Cell::new(text);
    if page.has_colour {
        cell.add_attribute(Attribute::Bold)
    } else {
        cell
    }
}

fn coloured(page: Page, text: &str, lamp: Lamp) -> Cell {
    let cell = Cell::new(text);
    if !page.has_colour {
        return cell;
    }
    match lamp {
        Lamp::Green => cell.fg(Color::DarkGreen),
        Lamp::Yellow => cell.fg(Color::DarkYellow),
        Lamp::Red => cell.fg(Color::DarkRed).add_attribute(Attribute::Bold),
        Lamp::RedHollow => cell.fg(Color::DarkRed),
        Lamp::Grey | Lamp::None => cell.add_attribute(Attribute::Dim),
    }
}

/// Its lines without the padding at their ends.
fn finished(table: &mut Table) -> String {
    let last = table.column_count().saturating_sub(1);
    for (place, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, if place == last { 0 } else { GAP as u16 }));
    }
    table
        .lines()
        .map(|line| format!("{}\n", unbind(line.trim_end())))
        .collect()
}
