//! Rows of the flat CSV: each a target, with the project and the stage it belongs to.
//!
//! First every row is read and its project found or announced ([`name_flat`]); of the row itself
//! nothing more is kept. When its project is at hand, it is read again: other files of the same
//! import may speak of announced projects already. All rows of a project are planned together, so
//! that a row is taken as a whole or not at all ([`plan`]), and written. Their readings come last.
//!
//! [`name_flat`]: Merge::name_flat

mod names;
mod naming;
mod plan;
mod targets;
mod write;

use std::collections::HashMap;

use crate::error::{BadRow, Error, RowProblem, RowWarning};
use crate::exchange::flat::{FlatRow, flat};
use crate::exchange::sheet::{Row, Sheet};
use crate::model::{Code, ProjectFacts, fold};

use super::merge::{Merge, Seen};
use names::{Names, Who};
use naming::Found;
use write::QueuedReading;

/// What is known of the flat rows.
#[derive(Default)]
pub(super) struct Flat {
    /// All projects.
    names: Names,
    /// What is known of each of them, by its place among the names.
    projects: Vec<Found>,
    /// The project of each row, by the places of its file and of the row in it; `None` if there is
    /// nothing to take.
    found: HashMap<usize, Vec<Option<Who>>>,
    /// Rows of the projects at hand.
    rows: HashMap<Who, Vec<FlatRow>>,
    /// Those projects, in the order of their first rows.
    order: Vec<Who>,
    /// Readings of rows that were taken.
    readings: Vec<QueuedReading>,
}

impl Seen {
    fn flat(row: &FlatRow) -> Seen {
        Seen {
            file: row.kept.file(),
            row: row.kept.number,
        }
    }
}

impl Flat {
    /// The project's facts, as far as rows announce it, if it is yet to be added.
    fn announced(&self, who: Who) -> Option<ProjectFacts> {
        let found = self.projects.get(who.index())?;
        let mut labels = self.names.labels(who);
        let (code, name) = (labels.next()?, labels.next()?);
        found.is_announced.then_some(())?;
        Some(ProjectFacts {
            code: Code::new(code).ok()?,
            name: name.to_owned(),
            name_en: labels.next().map(str::to_owned),
            aliases: Vec::new(),
            category: None,
            unit: None,
            lead: None,
        })
    }

    /// Notes that a project is added; says whether it was yet to be.
    fn add(&mut self, who: Who) -> bool {
        let found = self.projects.get_mut(who.index());
        found.is_some_and(|found| std::mem::take(&mut found.is_announced))
    }
}

impl Merge<'_> {
    /// Reads a row by itself.
    fn read_flat(
        &self,
        row: &Row<'_>,
        warnings: &mut Vec<RowWarning>,
    ) -> Result<Option<FlatRow>, BadRow> {
        let Some(read) = flat(row, warnings)? else {
            return Ok(None);
        };
        if read.reading.is_some() && read.as_of.is_some_and(|day| day > self.as_of) {
            let problem = RowProblem::FutureDay(self.as_of);
            return Err(read.kept.bad("as_of", problem));
        }
        Ok(Some(read))
    }

    /// Counts the rows of each project.
    pub(super) fn count_flat(&mut self) {
        let mut files: Vec<_> = self.flat.found.iter().collect();
        files.sort_unstable_by_key(|(file, _)| **file);
        for who in files.into_iter().flat_map(|(_, rows)| rows).flatten() {
            if let Some(found) = self.flat.projects.get_mut(who.index())
                && found.place.is_none()
            {
                let place = self.groups.place(&self.flat.names.key(*who));
                found.place = Some(place);
                self.groups.count(place, found.rows);
            }
        }
    }

    /// Keeps the rows of the projects at hand.
    pub(super) fn take_flat_sheet(&mut self, sheet: &Sheet<'_>, file: usize) -> Result<(), Error> {
        let mut at = 0;
        sheet.each(&mut |row| {
            let found = self.flat.found.get(&file).and_then(|rows| rows.get(at));
            let who = found.copied().flatten();
            at += 1;
            let found = who.and_then(|who| self.flat.projects.get(who.index()));
            if !self.groups.has(found.and_then(|found| found.place)) {
                return Ok(());
            }
            (self.progress)(1);
            // What is wrong with a row, or doubtful, was told when its project was found.
            if let (Ok(row), Some(who)) = (row, who)
                && let Ok(Some(read)) = self.read_flat(&row, &mut Vec::new())
            {
                let rows = self.flat.rows.entry(who).or_insert_with(|| {
                    self.flat.order.push(who);
                    Vec::new()
                });
                rows.push(read);
            }
            Ok(())
        })
    }

    /// Looks up what the store has of the projects of the rows at hand.
    pub(super) fn hold_flat(&mut self) -> Result<(), Error> {
        for place in 0..self.flat.order.len() {
            let Some(who) = self.flat.order.get(place).copied() else {
                continue;
            };
            if self.flat.announced(who).is_none()
                && let Ok(code) = Code::new(self.flat.names.code(who))
            {
                self.hold(&code)?;
            }
        }
        Ok(())
    }

    /// Adds an announced project that another file speaks of.
    pub(super) fn add_announced(&mut self, key: &str) -> Result<(), Error> {
        let Some(who) = self.flat.names.with_key(key) else {
            return Ok(());
        };
        let Some(announced) = self.flat.announced(who) else {
            return Ok(());
        };
        self.flat.add(who);
        let rows = self.flat.rows.get(&who);
        let facts = edited(&announced, rows.into_iter().flatten());
        self.add_project(facts)
    }
}

/// The name that a row states of its project: the one it has, or with its code a new one. Another
/// that it is known by says nothing.
fn stated_name<'r>(facts: &'r ProjectFacts, row: &'r FlatRow) -> Option<&'r String> {
    let name = row.name.as_ref()?;
    if fold(&facts.name) == fold(name) {
        return Some(&facts.name);
    }
    row.code.as_ref()?;
    let aliases = facts.aliases.iter().map(|alias| alias.name.as_str());
    let is_known = aliases
        .chain([facts.code.as_str()])
        .chain(facts.name_en.as_deref())
        .any(|label| fold(label) == fold(name));
    (!is_known).then_some(name)
}

/// The facts of a project as rows state them, by column.
fn stated<'r>(
    facts: &'r ProjectFacts,
    row: &'r FlatRow,
) -> [(&'static str, Option<&'r String>); 5] {
    [
        ("name", stated_name(facts, row)),
        ("name_en", row.name_en.as_ref()),
        ("category", row.category.as_ref()),
        ("unit", row.unit.as_ref()),
        ("lead", row.lead.as_ref()),
    ]
}

/// The facts with what rows state; an empty cell leaves what there is.
fn edited<'r>(
    facts: &'r ProjectFacts,
    rows: impl IntoIterator<Item = &'r FlatRow>,
) -> ProjectFacts {
    let mut next = facts.clone();
    for row in rows {
        let [name, name_en, category, unit, lead] = stated(facts, row).map(|(_, fact)| fact);
        next.name = name.cloned().unwrap_or(next.name);
        next.name_en = name_en.cloned().or(next.name_en);
        next.category = category.cloned().or(next.category);
        next.unit = unit.cloned().or(next.unit);
        next.lead = lead.cloned().or(next.lead);
    }
    next
}
