//! Which row is part of which: by a column of levels, by numbers such as 1.2 beneath 1 or （2） beneath
//! 3., by rows without a number beneath numbered ones, or by indents. The highest are projects; what
//! stands beneath them is a stage of theirs, called after all that lead to it.

use std::collections::{BTreeSet, HashMap};

use super::grid::Row;
use super::numbering::{Number, whole};
use super::roles::{Role, Sheet};
use super::sketch::{Positions, Sketch};

/// The place of the row above of which each row is part; `None`: of none.
pub(super) fn parents(
    sketches: &[Sketch<'_>],
    roles: &[Role],
    sheet: &Sheet<'_, '_>,
    positions: &Positions<'_>,
) -> Vec<Option<usize>> {
    let named: Vec<usize> = (sketches.iter().zip(roles).enumerate())
        .filter(|(_, (one, role))| **role == Role::Data && one.name.is_some())
        .map(|(at, _)| at)
        .collect();
    let outline = Outline {
        sketches,
        roles,
        named,
    };
    let by_column = || outline.by_levels(|one| positions.level(one.row));
    let by_number = || {
        let outlined = |one: &Sketch<'_>| {
            positions
                .outline_number(one.row)
                .or_else(|| one.number.clone())
        };
        outline.by_numbers(outlined)
    };
    let by_rank = || outline.by_ranks(sheet);
    let by_indent = || {
        outline
            .by_levels(|one| indent(one, positions))
            .filter(|_| outline.is_indented(positions))
    };
    by_column()
        .or_else(by_number)
        .or_else(by_rank)
        .or_else(by_indent)
        .unwrap_or_else(|| vec![None; sketches.len()])
}

struct Outline<'s, 'g> {
    sketches: &'s [Sketch<'g>],
    roles: &'s [Role],
    /// The places of rows that name what they are about.
    named: Vec<usize>,
}

impl Outline<'_, '_> {
    fn rows(&self) -> impl Iterator<Item = (usize, &Sketch<'_>)> {
        self.named
            .iter()
            .filter_map(|at| Some((*at, self.sketches.get(*at)?)))
    }

    /// Each row is part of the last one above it that has a lower level, in its section. `None`, where
    /// a row has no level, or all have one.
    fn by_levels(
        &self,
        level: impl Fn(&Sketch<'_>) -> Option<usize>,
    ) -> Option<Vec<Option<usize>>> {
        let levels: Vec<(usize, usize)> = self
            .rows()
            .map(|(at, one)| Some((at, level(one)?)))
            .collect::<Option<_>>()?;
        let mut parents = vec![None; self.sketches.len()];
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut levels = levels.into_iter().peekable();
        for (at, role) in self.roles.iter().enumerate() {
            if *role == Role::Section {
                open.clear();
            }
            let Some((at, level)) = levels.next_if(|(named, _)| *named == at) else {
                continue;
            };
            while open.last().is_some_and(|(_, last)| *last >= level) {
                open.pop();
            }
            if let (Some((above, _)), Some(parent)) = (open.last(), parents.get_mut(at)) {
                *parent = Some(*above);
            }
            open.push((at, level));
        }
        parents.iter().any(Option::is_some).then_some(parents)
    }

    /// 1.2.1 is part of 1.2 or, where there is none, of 1.
    fn by_numbers(
        &self,
        number: impl Fn(&Sketch<'_>) -> Option<Number>,
    ) -> Option<Vec<Option<usize>>> {
        let mut parents = vec![None; self.sketches.len()];
        let mut above: HashMap<Vec<String>, usize> = HashMap::new();
        let mut named = self.rows().peekable();
        for (at, role) in self.roles.iter().enumerate() {
            if *role == Role::Section {
                // Beneath the next title, numbers may begin anew.
                above.clear();
            }
            let Some((at, one)) = named.next_if(|(named, _)| *named == at) else {
                continue;
            };
            let Some(Number::Parts(parts)) = number(one) else {
                continue;
            };
            let lengths = (1..parts.len()).rev();
            let mut beginnings = lengths.filter_map(|length| parts.get(..length));
            if let Some(parent) = parents.get_mut(at) {
                *parent = beginnings.find_map(|beginning| above.get(beginning).copied());
            }
            above.insert(parts, at);
        }
        parents.iter().any(Option::is_some).then_some(parents)
    }

    /// By the kinds of numbers that rows have, and rows without a number beneath those with one.
    fn by_ranks(&self, sheet: &Sheet<'_, '_>) -> Option<Vec<Option<usize>>> {
        let has_titles = self.roles.contains(&Role::Section);
        let rank = |one: &Sketch<'_>| {
            let number = one.number.as_ref();
            let number = number.filter(|number| !(has_titles && number.is_of_titles()));
            number.map(Number::rank)
        };
        let ranks: BTreeSet<usize> = self.rows().filter_map(|(_, one)| rank(one)).collect();
        let last = std::cell::Cell::new(0);
        let positions: HashMap<u64, usize> =
            self.rows().map(|(at, one)| (one.row.number, at)).collect();
        self.by_levels(|one| {
            let level = match rank(one) {
                Some(rank) => ranks.range(..rank).count(),
                None if positions
                    .get(&one.row.number)
                    .is_some_and(|at| sheet.is_part(*at)) =>
                {
                    return Some(last.get() + 1);
                }
                None => 0,
            };
            last.set(level);
            Some(level)
        })
    }

    /// Whether rows are indented on purpose: the first is not, and others by two spaces or more.
    fn is_indented(&self, positions: &Positions<'_>) -> bool {
        let mut indents = self.rows().filter_map(|(_, one)| indent(one, positions));
        indents.next() == Some(0) && indents.all(|indent| indent != 1)
    }
}

/// How far the name of a row stands to the right, in spaces.
fn indent(one: &Sketch<'_>, positions: &Positions<'_>) -> Option<usize> {
    let written = one.row.written(positions.position("name")?)?;
    let blanks = written.chars().take_while(|c| c.is_whitespace());
    Some(blanks.map(|c| if c == ' ' { 1 } else { 2 }).sum())
}

impl Positions<'_> {
    /// The level that a row gives in a column of them.
    fn level(&self, row: Row<'_>) -> Option<usize> {
        row.cell(self.position("level")?)?.parse().ok()
    }

    /// The number of a row in the outline, in a column of these.
    fn outline_number(&self, row: Row<'_>) -> Option<Number> {
        whole(row.cell(self.position("outline")?)?)
    }
}
