//! Rows of the flat CSV: each a target, with the project and the stage it belongs to.
//!
//! First every row is read and its project found or announced ([`name_flat`]); other files of the
//! same import may speak of announced projects already. Then all rows are planned together, so
//! that a row is taken as a whole or not at all ([`plan`]), and written. Their readings come last.
//!
//! [`name_flat`]: Merge::name_flat

mod names;
mod plan;
mod targets;
mod write;

use std::collections::{HashMap, HashSet};

use crate::commands::find::suggest_code;
use crate::error::{BadRow, Error, FlatProblem, RowProblem, RowWarning, Warning};
use crate::exchange::flat::{FlatRow, flat};
use crate::exchange::sheet::Row;
use crate::model::{Code, ProjectFacts, fold};

use super::merge::{Merge, Seen};
use names::{Found, Names};
use write::QueuedReading;

/// What is kept of the flat rows until their turn comes.
#[derive(Default)]
pub(super) struct Flat {
    /// As read.
    rows: Vec<FlatRow>,
    /// With their projects.
    entries: Vec<Entry>,
    /// Projects that are yet to be added, by key.
    announced: HashMap<String, ProjectFacts>,
    /// Readings of rows that were taken.
    readings: Vec<QueuedReading>,
}

/// A row and the key of its project.
pub(super) struct Entry {
    row: FlatRow,
    project: String,
}

impl Seen {
    fn flat(row: &FlatRow) -> Seen {
        Seen {
            file: row.kept.file(),
            row: row.kept.number,
        }
    }
}

impl Merge<'_> {
    /// Reads a row and keeps it.
    pub(super) fn keep_flat(&mut self, row: &Row<'_>) -> Result<(), BadRow> {
        let mut warnings = Vec::new();
        let Some(read) = flat(row, &mut warnings)? else {
            return Ok(());
        };
        if read.reading.is_some() && read.as_of.is_some_and(|day| day > self.as_of) {
            let problem = RowProblem::FutureDay(self.as_of);
            return Err(read.kept.bad("as_of", problem));
        }
        self.tally.warn(warnings);
        self.flat.rows.push(read);
        Ok(())
    }

    /// Finds the project of each row, or announces a new one. Rows with a code come first, so that
    /// a suggested code is never one that another row gives.
    pub(super) fn name_flat(&mut self) -> Result<(), Error> {
        let rows = std::mem::take(&mut self.flat.rows);
        let names = std::mem::take(&mut self.names);
        if rows.is_empty() {
            return Ok(());
        }
        let mut naming = Naming {
            names: Names::default(),
            given: rows
                .iter()
                .filter_map(|row| Some(row.code.as_ref()?.key()))
                .collect(),
            announced_by_code: HashSet::new(),
            announced: HashMap::new(),
        };
        // As this import has them, if it has spoken of them.
        for project in &names {
            let key = project.facts.code.key();
            if !self.projects.contains_key(&key) {
                naming.know(&key, &project.facts);
            }
        }
        for (key, held) in &self.projects {
            naming.know(key, &held.facts);
        }
        let (coded, others): (Vec<usize>, Vec<usize>) = (0..rows.len())
            .partition(|place| rows.get(*place).is_some_and(|row| row.code.is_some()));
        let mut found = HashMap::new();
        for place in coded.into_iter().chain(others) {
            let Some(row) = rows.get(place) else {
                continue;
            };
            match naming.project(row) {
                Ok((key, is_certain)) => {
                    if !is_certain {
                        self.tally
                            .warn(vec![uncertain(row, &naming.names.shown(&key).0)]);
                    }
                    found.insert(place, key);
                }
                Err(bad) => self.tally.bad(bad),
            }
        }
        let known = names.iter().map(|project| &project.facts.code);
        let spoken: HashSet<&String> = found.values().collect();
        for code in known.filter(|code| spoken.contains(&code.key())) {
            self.hold(code)?;
        }
        self.flat.announced = naming.announced;
        self.flat.entries = (0..)
            .zip(rows)
            .filter_map(|(place, row)| {
                let project = found.remove(&place)?;
                Some(Entry { row, project })
            })
            .collect();
        Ok(())
    }

    /// Adds an announced project that another file speaks of.
    pub(super) fn add_announced(&mut self, key: &str) -> Result<(), Error> {
        let Some(announced) = self.flat.announced.remove(key) else {
            return Ok(());
        };
        let rows = self
            .flat
            .entries
            .iter()
            .filter(|entry| entry.project == key);
        let facts = edited(&announced, rows.map(|entry| &entry.row));
        self.add_project(facts)
    }
}

fn uncertain(row: &FlatRow, code: &str) -> RowWarning {
    RowWarning {
        file: row.kept.file().to_string(),
        row: row.kept.number,
        warning: Warning::UncertainAlias {
            alias: row.name.clone().unwrap_or_default(),
            code: code.to_owned(),
        },
    }
}

/// The way from rows to projects.
struct Naming {
    names: Names,
    /// Codes that rows give.
    given: HashSet<String>,
    /// Those of them that are new.
    announced_by_code: HashSet<String>,
    announced: HashMap<String, ProjectFacts>,
}

impl Naming {
    fn know(&mut self, key: &str, facts: &ProjectFacts) {
        let aliases = facts
            .aliases
            .iter()
            .map(|a| (a.name.as_str(), a.is_certain));
        let labels = aliases.chain(facts.name_en.as_deref().map(|name| (name, true)));
        self.names
            .add(key, facts.code.as_str(), &facts.name, labels);
    }

    /// The key of the row's project, and whether it is certain to be meant.
    fn project(&mut self, row: &FlatRow) -> Result<(String, bool), BadRow> {
        let Some(code) = &row.code else {
            return self.by_name(row);
        };
        let key = code.key();
        let bearers = self.names.called(row.name.as_deref().unwrap_or_default());
        // Two projects may share a name if the file tells them apart by their codes.
        let other = bearers
            .iter()
            .find(|bearer| !self.announced_by_code.contains(**bearer));
        if let Some(other) = other.filter(|_| !bearers.contains(&key.as_str())) {
            let (code, name) = self.names.shown(other);
            let problem = FlatProblem::OtherCode { code, name }.into();
            return Err(row.kept.bad("code", problem));
        }
        if !self.names.has(&key) {
            let Some(name) = row.name.clone() else {
                return Err(row.kept.bad("name", RowProblem::Missing));
            };
            self.announce(code.clone(), name, row);
            self.announced_by_code.insert(key.clone());
        }
        Ok((key, true))
    }

    fn by_name(&mut self, row: &FlatRow) -> Result<(String, bool), BadRow> {
        let name = row.name.clone().unwrap_or_default();
        match self.names.find(&name) {
            Found::One { key, is_certain } => Ok((key, is_certain)),
            Found::Several(matches) => {
                let problem = FlatProblem::Several(matches).into();
                Err(row.kept.bad("name", problem))
            }
            Found::None => {
                let is_taken = |code: &str| self.names.is_taken(code) || self.given.contains(code);
                let code = Code::new(&suggest_code(&name, &is_taken))
                    .map_err(|problem| row.kept.bad("name", RowProblem::Code(problem)))?;
                let key = code.key();
                self.announce(code, name, row);
                Ok((key, true))
            }
        }
    }

    fn announce(&mut self, code: Code, name: String, row: &FlatRow) {
        let facts = ProjectFacts {
            code,
            name,
            name_en: row.name_en.clone(),
            aliases: Vec::new(),
            category: None,
            unit: None,
            lead: None,
        };
        let key = facts.code.key();
        self.know(&key, &facts);
        self.announced.insert(key, facts);
    }
}

/// The name that a row gives to a project found by its code, if the project is not called so.
fn new_name<'r>(facts: &ProjectFacts, row: &'r FlatRow) -> Option<&'r String> {
    let name = row.name.as_ref().filter(|_| row.code.is_some())?;
    let aliases = facts.aliases.iter().map(|alias| alias.name.as_str());
    let is_known = aliases
        .chain([facts.code.as_str(), facts.name.as_str()])
        .chain(facts.name_en.as_deref())
        .any(|label| fold(label) == fold(name));
    (!is_known).then_some(name)
}

/// The facts of a project as rows state them, by column.
fn stated<'r>(facts: &ProjectFacts, row: &'r FlatRow) -> [(&'static str, Option<&'r String>); 5] {
    [
        ("name", new_name(facts, row)),
        ("name_en", row.name_en.as_ref()),
        ("category", row.category.as_ref()),
        ("unit", row.unit.as_ref()),
        ("lead", row.lead.as_ref()),
    ]
}

/// The facts with what rows state; an empty cell leaves what there is.
fn edited<'r>(facts: &ProjectFacts, rows: impl IntoIterator<Item = &'r FlatRow>) -> ProjectFacts {
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
