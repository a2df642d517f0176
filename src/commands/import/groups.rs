//! Projects in groups, so that an import of many rows holds those of one group at a time. The files
//! are read once for each group, which takes far less time than what is done with the rows.

use std::collections::HashMap;

use crate::exchange::kind::Kind;
use crate::exchange::sheet::Row;
use crate::model::fold;

/// A group has at most so many rows, unless one project alone has more. Readings do not count,
/// for they are held in chunks of their own.
const ROWS: u32 = 60_000;
/// What is held of a project itself counts as so many rows,
const PROJECT: u32 = 2;
/// and so does each stretch of so many bytes of a row beyond the first.
const BYTES: usize = 128;

/// A project by its number, in order of first sight.
pub(super) type Place = u32;

/// Which projects are at hand.
pub(super) struct Groups {
    /// So many rows make a group.
    rows: u32,
    /// The projects' numbers by a hash of their keys. Two of one hash are in one group, and that is
    /// all there is to it.
    places: HashMap<u32, Place>,
    /// How many rows each project has.
    weights: Vec<u32>,
    /// The group that each is in.
    groups: Vec<u32>,
    /// How many groups there are.
    count: u32,
    /// The one at hand.
    at_hand: u32,
}

impl Groups {
    pub(super) fn new() -> Groups {
        Groups {
            rows: ROWS,
            places: HashMap::new(),
            weights: Vec::new(),
            groups: Vec::new(),
            count: 1,
            at_hand: 0,
        }
    }

    /// The number of the project with that code or key, which is a new one at first sight.
    pub(super) fn place(&mut self, code: &str) -> Place {
        let next = Place::try_from(self.weights.len()).unwrap_or(Place::MAX);
        let place = *self.places.entry(hash(code)).or_insert(next);
        if place == next {
            self.weights.push(PROJECT);
        }
        place
    }

    /// Counts so many rows of a project.
    pub(super) fn count(&mut self, place: Place, rows: u32) {
        if let Some(weight) = self.weights.get_mut(index(place)) {
            *weight = weight.saturating_add(rows);
        }
    }

    /// Counts the project of a row, and the row itself if it is to be held.
    pub(super) fn count_row(&mut self, row: &Row<'_>) {
        if let Some(code) = code(row) {
            let place = self.place(code);
            if row.sheet().kind != Kind::Readings {
                self.count(place, weight(row));
            }
        }
    }

    /// Puts the projects counted so far into groups, in their order; returns how many there are.
    pub(super) fn cut(&mut self) -> u32 {
        let (mut group, mut rows) = (0, 0u32);
        self.groups.clear();
        for weight in &self.weights {
            if rows > 0 && self.rows < rows.saturating_add(*weight) {
                group += 1;
                rows = 0;
            }
            rows = rows.saturating_add(*weight);
            self.groups.push(group);
        }
        self.count = group + 1;
        self.at_hand = 0;
        self.count
    }

    /// Whether there is more than one.
    pub(super) fn are_many(&self) -> bool {
        self.count > 1
    }

    /// Takes that group at hand.
    pub(super) fn take(&mut self, group: u32) {
        self.at_hand = group;
    }

    /// Whether the project is in the group at hand. What belongs to none goes with the first.
    pub(super) fn has(&self, place: Option<Place>) -> bool {
        let group = place.and_then(|place| self.groups.get(index(place)));
        group.copied().unwrap_or(0) == self.at_hand
    }

    /// Whether the row's project is in the group at hand.
    pub(super) fn has_row(&self, row: &Row<'_>) -> bool {
        if !self.are_many() {
            return true;
        }
        let place = code(row).and_then(|code| self.places.get(&hash(code)));
        self.has(place.copied())
    }
}

/// A row counts as so many.
pub(super) fn weight(row: &Row<'_>) -> u32 {
    u32::try_from(1 + row.length() / BYTES).unwrap_or(u32::MAX)
}

/// The cell that names the row's project, if it can be read.
fn code<'r>(row: &'r Row<'_>) -> Option<&'r str> {
    let column = match row.sheet().kind {
        Kind::Projects => "code",
        _ => "project",
    };
    row.cell(column).ok().flatten()
}

/// Of the key that the code has, whether it is one or not: FNV-1a, which is quick on short texts.
fn hash(code: &str) -> u32 {
    let hash = if code.is_ascii() {
        fnv(code.bytes().map(|byte| byte.to_ascii_lowercase()))
    } else {
        fnv(fold(code).bytes())
    };
    u32::try_from((hash ^ (hash >> 32)) & u64::from(u32::MAX)).unwrap_or_default()
}

fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn index(place: Place) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

#[cfg(test)]
#[path = "groups_tests.rs"]
mod tests;
