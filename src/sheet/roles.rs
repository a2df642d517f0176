//! What stands among the rows of a plan that is none of them: titles, sums, remarks. No row is told by
//! one thing alone: its words, what else it holds, where it stands, and whether its amounts add up
//! speak together, and a row that says what only projects have is one.

use std::collections::{HashMap, HashSet};

use crate::model::fold;

use super::remarks::{Sum, is_sentence, sum};
use super::sketch::{Positions, Sketch};

/// What a row of a plan is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    /// One of its table.
    Data,
    /// A title of those that follow: `一、市政工程`.
    Section,
    /// A sum, a remark, or who filled it in.
    Aside,
}

/// A title may stand beneath another one; of more names in a row, each is a project of which nothing
/// else is known yet.
const MOST_TITLES: usize = 2;
/// A name alone is a title where the row beneath it says at least so many things more; of two columns,
/// one may well be blank.
const LEAST_BENEATH: usize = 2;
/// The rows beneath titles are looked for in so many.
const LOOKED_AT: usize = 10;

/// What all the rows of a plan show together.
pub(super) struct Sheet<'s, 'g> {
    sketches: &'s [Sketch<'g>],
    has_names: bool,
    /// Rows are numbered, so that one without a number is none of them or part of one.
    is_numbered: bool,
    /// There are rows that are not numbered as titles are.
    has_plain_rows: bool,
    /// Rows that are parts of the one above them, without a number of their own.
    parts: HashSet<usize>,
}

impl<'s, 'g> Sheet<'s, 'g> {
    /// Of all rows that are not blank.
    pub(super) fn of(sketches: &'s [Sketch<'g>], positions: &Positions<'_>) -> Sheet<'s, 'g> {
        let filled = || {
            sketches
                .iter()
                .filter(|one| !one.is_lone() && !one.is_numbered_as_title())
        };
        let has = |column| positions.position(column).is_some();
        let mut sheet = Sheet {
            sketches,
            has_names: has("name"),
            is_numbered: has("number")
                && filled().filter(|one| one.is_numbered()).count() > 1
                && filled()
                    .find(|one| !is_sum(one))
                    .is_some_and(Sketch::is_numbered),
            has_plain_rows: filled().next().is_some(),
            parts: HashSet::new(),
        };
        sheet.parts = parts(sketches, sheet.is_numbered);
        sheet
    }

    /// Whether a row is part of the one above it, without a number of its own.
    pub(super) fn is_part(&self, at: usize) -> bool {
        self.parts.contains(&at)
    }

    /// What each row is.
    pub(super) fn roles(&self) -> Vec<Role> {
        let mut roles: Vec<Role> = Vec::with_capacity(self.sketches.len());
        for at in 0..self.sketches.len() {
            let role = self.role(at, &roles);
            roles.push(role);
        }
        roles
    }

    fn role(&self, at: usize, above: &[Role]) -> Role {
        let Some(one) = self.sketches.get(at) else {
            return Role::Data;
        };
        if let Some(role) = self.own_role(one) {
            return role;
        }
        if self.is_part(at) || !self.has_names {
            return Role::Data;
        }
        match one.is_lone() {
            true => self.role_of_title(at, one, above),
            false => self.role_of_values(at, one, above),
        }
    }

    /// What a row is by itself, wherever it stands.
    fn own_role(&self, one: &Sketch<'_>) -> Option<Role> {
        let is_title = one.is_numbered_as_title() && self.has_plain_rows && !one.has_terms;
        if one.is_known {
            Some(Role::Data)
        } else if is_title && !is_sentence(one.title) {
            Some(Role::Section)
        } else if one.is_remark || is_sum(one) {
            Some(Role::Aside)
        } else {
            (one.has_terms || one.has_merged_terms).then_some(Role::Data)
        }
    }

    /// A row that has figures, and says nothing that only projects have.
    fn role_of_values(&self, at: usize, one: &Sketch<'_>, above: &[Role]) -> Role {
        let rows_above = || {
            let above = self.sketches.iter().zip(above).rev();
            above
                .filter(|(_, role)| **role == Role::Data)
                .map(|(one, _)| one)
        };
        let is_perhaps = sum(one.title) == Some(Sum::Perhaps);
        if is_perhaps && one.adds_up(rows_above(), 1) {
            return Role::Aside;
        }
        if one.is_numbered() || one.has_others {
            return Role::Data;
        }
        let is_beside_names = one.is_left && one.name.is_none();
        let is_no_name = one.is_wide || is_beside_names || self.is_numbered && one.name.is_some();
        // Of a row that may be a project's, one sum of two may be a coincidence.
        let is_sure = is_no_name || one.amounts.len() > 1;
        let least = if is_no_name { 1 } else { 2 };
        let below = self.sketches.iter().skip(at + 1);
        let rows_below = below.filter(|row| self.own_role(row) != Some(Role::Aside));
        if is_sure && one.name.is_some() && one.adds_up(rows_below, least) {
            Role::Section
        } else if is_sure && one.adds_up(rows_above(), least) {
            Role::Aside
        } else if !is_no_name {
            Role::Data
        } else if one.is_wide && self.row_below(at).is_some() {
            Role::Section
        } else {
            Role::Aside
        }
    }

    /// A row that is only a title.
    fn role_of_title(&self, at: usize, one: &Sketch<'_>, above: &[Role]) -> Role {
        let is_first_of_many = self.titles_around(at) > MOST_TITLES;
        if one.is_numbered() && (self.is_numbered || one.name.is_none()) {
            return Role::Data;
        }
        let below = self.row_below(at);
        let is_over_more = below.is_some_and(|below| below.other_cells >= LEAST_BENEATH);
        let is_no_name = one.is_wide || one.is_left && one.name.is_none();
        let last = above.iter().rposition(|role| *role == Role::Data);
        let is_below_asides = above
            .iter()
            .skip(last.map_or(0, |last| last + 1))
            .any(|role| *role == Role::Aside);
        if one.name.is_none() && !is_no_name {
            // More of the row above.
            Role::Data
        } else if below.is_some() && (is_no_name || is_over_more && !is_first_of_many) {
            Role::Section
        } else if is_no_name || is_below_asides || self.is_numbered {
            Role::Aside
        } else {
            Role::Data
        }
    }

    /// How many rows in a row, this one among them, are only titles.
    fn titles_around(&self, at: usize) -> usize {
        let is_title = |one: &&Sketch<'_>| one.is_lone() && self.own_role(one).is_none();
        let (before, from) = self.sketches.split_at_checked(at).unwrap_or_default();
        let titles = |rows: &mut dyn Iterator<Item = &Sketch<'_>>| {
            rows.take(MOST_TITLES + 1).take_while(is_title).count()
        };
        titles(&mut before.iter().rev()) + titles(&mut from.iter())
    }

    /// The next row of a project, if no sum or remark comes before it.
    fn row_below(&self, at: usize) -> Option<&'s Sketch<'g>> {
        let below = self.sketches.iter().skip(at + 1).take(LOOKED_AT);
        let mut below = below.map(|one| (one, self.own_role(one)));
        let next = below.find(|(one, role)| !one.is_lone() && *role != Some(Role::Section));
        next.filter(|(_, role)| *role != Some(Role::Aside))
            .map(|(one, _)| one)
    }
}

/// Whether a row is called as sums are, for certain.
fn is_sum(one: &Sketch<'_>) -> bool {
    let is_one = |title: &str| match sum(title) {
        Some(Sum::Surely) => true,
        Some(Sum::Mostly) => !one.has_terms,
        Some(Sum::Perhaps) | None => false,
    };
    is_one(one.title) || one.first.is_some_and(is_one)
}

/// What stands before a part of what the row above tells of.
const OF_WHICH: [&str; 3] = ["其中", "of which", "thereof"];

/// The name of a part, without the words that say that it is one.
pub(super) fn part_name(name: &str) -> Option<&str> {
    let lower = name.to_lowercase();
    let word = OF_WHICH.iter().find(|word| lower.starts_with(**word))?;
    let rest = name.get(word.len()..)?;
    let rest = rest.trim_start_matches([':', '：', ',', '，', ' ', '\u{3000}']);
    (!rest.is_empty()).then_some(rest)
}

/// Rows that say that they are parts of the one above, and, where rows are numbered, those without a
/// number beneath numbered ones: if one of them says so, or two are called the same beneath different
/// ones, all are.
fn parts(sketches: &[Sketch<'_>], is_numbered: bool) -> HashSet<usize> {
    let mut parts = HashSet::new();
    let (mut owner, mut owners) = (None, HashMap::new());
    let mut are_parts = false;
    for (at, one) in sketches.iter().enumerate() {
        let Some(name) = one.name else {
            continue;
        };
        let says_so = part_name(name).is_some();
        if one.number.is_some() || !is_numbered && !says_so {
            owner = (!one.is_numbered_as_title()).then_some((at, name));
            continue;
        }
        let Some((position, owner_name)) = owner else {
            continue;
        };
        if one.is_lone() || is_sum(one) || one.is_remark || fold(owner_name) == fold(name) {
            continue;
        }
        are_parts |= says_so || *owners.entry(fold(name)).or_insert(position) != position;
        parts.insert(at);
    }
    match are_parts {
        true => parts,
        false => HashSet::new(),
    }
}
