//! What stands in a table, and how wide that makes its columns.

use super::bonds::Bond;
use super::page::Page;
use super::wrap::Pieces;

/// So many lines of a row are none too many.
const FEW_LINES: usize = 2;

/// A column of text is never narrower than this, but where nothing in it is wider.
const NARROWEST: usize = 10;

/// A word wider than this is broken rather than that columns stand below each other.
const LONG_WORD: usize = 16;

/// Widths are found by so many rows; a longer table looks alike.
const MOST_MEASURED: usize = 200;

/// A column: its head, and how its cells are laid out.
pub(super) struct Heading {
    /// What stands over it.
    pub head: String,
    /// Whether its cells may be broken into lines.
    pub wraps: bool,
    /// Whether it holds numbers.
    pub is_number: bool,
}

/// What stands in a cell: a text, which is broken but never cut, and a note, which can be looked up
/// elsewhere and stays away where it would take too many lines.
#[derive(Clone, Default)]
pub(super) struct Text {
    pub text: String,
    pub note: String,
}

impl From<String> for Text {
    fn from(text: String) -> Text {
        let note = String::new();
        Text { text, note }
    }
}

impl From<[String; 2]> for Text {
    fn from([text, note]: [String; 2]) -> Text {
        Text { text, note }
    }
}

impl Text {
    /// The text with its note.
    pub fn all(&self) -> String {
        format!("{}{}", self.text, self.note)
    }
}

/// A cell as it may be broken: all of it, and without its note if it has one.
struct Cell {
    all: Pieces,
    text: Option<Pieces>,
}

impl Cell {
    fn of(cell: &Text, wraps: bool) -> Cell {
        let pieces = |text: String| match wraps {
            true => Pieces::of(text),
            false => Pieces::whole(text),
        };
        Cell {
            all: pieces(cell.all()),
            text: (wraps && !cell.note.is_empty()).then(|| pieces(cell.text.clone())),
        }
    }

    /// Its note, if it has one, stays away at a width.
    fn is_short(&self, width: usize) -> bool {
        self.text.is_some() && self.all.lines(width, width).count() > FEW_LINES
    }

    /// What of it stands at a width.
    fn at(&self, width: usize) -> &Pieces {
        match &self.text {
            Some(text) if self.is_short(width) => text,
            _ => &self.all,
        }
    }

    /// What it costs at a width.
    fn cost(&self, width: usize) -> Cost {
        let pieces = self.at(width);
        let is_split = width < pieces.widest(Bond::Free);
        Cost {
            lines: pieces.lines(width, width).count(),
            faults: WORSE * usize::from(is_split) + usize::from(self.is_short(width)),
        }
    }
}

/// What a cell costs: its lines, and as many more for a word that is broken or a note that stays
/// away.
#[derive(PartialEq, Eq)]
struct Cost {
    lines: usize,
    faults: usize,
}

/// A broken word, or a line too many, is as bad as so many lines.
const WORSE: usize = 1_000;

/// A column with all its cells, the head first.
pub(super) struct Column {
    cells: Vec<Cell>,
    /// Whether it holds numbers.
    pub is_number: bool,
    /// The width of its widest cell.
    pub asked: usize,
    /// The width under which words would be broken.
    least: usize,
}

impl Column {
    /// A column as it may be laid out on a page.
    pub fn of<'a>(heading: &Heading, cells: impl Iterator<Item = &'a Text>, page: Page) -> Column {
        let wraps = heading.wraps && page.width.is_some();
        let head = Cell::of(&Text::from(heading.head.clone()), wraps);
        let cells = cells.map(|cell| Cell::of(cell, wraps));
        let cells: Vec<Cell> = [head].into_iter().chain(cells).collect();
        let asked = cells.iter().map(|cell| cell.all.width()).max();
        let asked = asked.unwrap_or(0);
        let kept = cells.iter().map(|cell| {
            let pieces = cell.text.as_ref().unwrap_or(&cell.all);
            pieces.widest(Bond::Loose)
        });
        let least = kept.max().unwrap_or(0).clamp(NARROWEST, LONG_WORD);
        let head = cells.first().map_or(0, |head| head.all.widest(Bond::Free));
        Column {
            cells,
            is_number: heading.is_number,
            asked,
            least: match wraps {
                true => least.max(head).min(asked),
                false => asked,
            },
        }
    }

    /// The lines of a cell, where the first is the head.
    pub fn lines(&self, row: usize, width: usize) -> Vec<&str> {
        let cell = self.cells.get(row);
        cell.map_or(Vec::new(), |cell| cell.at(width).even_lines(width))
    }

    fn costs(&self, width: usize) -> Vec<Cost> {
        let cells = self.cells.iter().take(MOST_MEASURED);
        cells.map(|cell| cell.cost(width)).collect()
    }
}

/// A column on its way to a width: what its cells cost there, and at the width to which it gives next:
/// the least that costs no more than one below.
struct Fitting {
    width: usize,
    costs: Vec<Cost>,
    narrower: usize,
    narrower_costs: Vec<Cost>,
}

impl Fitting {
    fn at(column: &Column, width: usize) -> Fitting {
        let below = width.saturating_sub(1).max(column.least.min(width));
        let narrower_costs = column.costs(below);
        let no_worse = |width: &usize| column.costs(*width) == narrower_costs;
        let narrower = (column.least..below).rev().take_while(no_worse).last();
        Fitting {
            width,
            costs: column.costs(width),
            narrower: narrower.unwrap_or(below),
            narrower_costs,
        }
    }
}

/// What each column gets so that all fit the room: what it asks for; else one after the other gives
/// some of its width, wherever what is gained costs the table least. None if they do not fit however
/// narrow.
pub(super) fn fitted(columns: &[Column], room: usize) -> Option<Vec<usize>> {
    if columns.iter().map(|column| column.least).sum::<usize>() > room {
        return None;
    }
    let mut fitting: Vec<Fitting> = (columns.iter())
        .map(|column| Fitting::at(column, column.asked.min(room)))
        .collect();
    loop {
        let widths = fitting.iter().map(|fitting| fitting.width);
        let excess = widths.sum::<usize>().saturating_sub(room);
        if excess == 0 {
            break;
        }
        let cost_now = cost(&fitting, None);
        // What a column gives, and what that costs.
        let offer = |(index, given): (usize, &Fitting)| {
            let gain = (given.width - given.narrower).min(excess);
            let price = cost(&fitting, Some(index)).saturating_sub(cost_now);
            (gain > 0).then_some((index, gain, price))
        };
        let offers = fitting.iter().enumerate().filter_map(offer);
        let (index, gain, _) =
            offers.min_by(|(_, gain, price), (_, other_gain, other_price)| {
                let by_price = (price * other_gain).cmp(&(other_price * gain));
                by_price.then(other_gain.cmp(gain))
            })?;
        let (column, given) = (columns.get(index)?, fitting.get_mut(index)?);
        *given = Fitting::at(column, given.width - gain);
    }
    Some(fitting.iter().map(|fitting| fitting.width).collect())
}

/// What a table costs, also where one of its columns gives some width.
fn cost(fitting: &[Fitting], giving: Option<usize>) -> usize {
    let columns: Vec<&Vec<Cost>> = (fitting.iter().enumerate())
        .map(|(index, fitting)| match giving == Some(index) {
            true => &fitting.narrower_costs,
            false => &fitting.costs,
        })
        .collect();
    let rows = columns.first().map_or(0, |cells| cells.len());
    let row_cost = |row: usize| {
        let cells = || columns.iter().filter_map(|cells| cells.get(row));
        let lines = cells().map(|cell| cell.lines).max().unwrap_or(0);
        let faults: usize = cells().map(|cell| cell.faults).sum();
        lines + faults + WORSE * lines.saturating_sub(FEW_LINES)
    };
    (0..rows).map(row_cost).sum()
}
