//! The projects of flat rows: those there are, and those that rows announce.

use std::collections::HashSet;

use crate::commands::find::suggest_code;
use crate::error::{BadRow, Error, FlatProblem, RowProblem, RowWarning, Warning};
use crate::exchange::flat::FlatRow;
use crate::exchange::kind::Kind;
use crate::exchange::sheet::{Row, Sheet};
use crate::model::{Code, Known, ProjectFacts, Scope, Snapshot};

use super::super::groups::{Place, weight};
use super::super::merge::Merge;
use super::Flat;
use super::names::{Called, Who};

/// What is known of a project.
#[derive(Clone, Copy, Default)]
pub(super) struct Found {
    /// Its number among those that are put into groups.
    pub(super) place: Option<Place>,
    /// How many rows it has, as these count.
    pub(super) rows: u32,
    /// Rows announce it, and it is yet to be added.
    pub(super) is_announced: bool,
    /// The row that announced it, or gave it its name, gave its code.
    has_given_code: bool,
}

impl Merge<'_> {
    /// Finds the project of each row, or announces a new one. Rows with a code come first, so that
    /// a suggested code is never one that another row gives. What is wrong with a row by itself is
    /// told, too.
    pub(in super::super) fn name_flat(&mut self, sheets: &[Sheet<'_>]) -> Result<(), Error> {
        let portfolio = self.draft.snapshot(&Snapshot {
            as_of: self.as_of,
            known: Known::Now,
            scope: Scope::Names,
        })?;
        // As this import has them.
        for project in portfolio.projects {
            self.flat.know(&project.facts);
        }
        let mut given = HashSet::new();
        for is_coded in [true, false] {
            for (file, sheet) in (0..).zip(sheets) {
                if sheet.kind == Kind::Flat && (sheet.has("code") || !is_coded) {
                    self.name_sheet(sheet, file, is_coded, &mut given)?;
                }
            }
        }
        Ok(())
    }

    /// Finds the projects of the rows with a code, or of the others, and of whatever is no row.
    fn name_sheet(
        &mut self,
        sheet: &Sheet<'_>,
        file: usize,
        is_coded: bool,
        given: &mut HashSet<String>,
    ) -> Result<(), Error> {
        let mut at = 0;
        sheet.each(&mut |row| {
            let code = row.as_ref().ok().and_then(|row| row.cell("code").ok());
            let is_meant = code.flatten().is_some() == is_coded;
            let named = match row {
                _ if !is_meant => Ok(None),
                Err(bad) => Err(bad),
                Ok(row) => self.name(&row, given),
            };
            let who = named.unwrap_or_else(|bad| {
                self.tally.bad(bad);
                None
            });
            let found = self.flat.found.entry(file).or_default();
            match found.get_mut(at) {
                None => found.push(who),
                Some(there) => *there = there.or(who),
            }
            at += 1;
            Ok(())
        })
    }

    /// Finds the project of one row; there is none if all its cells are empty.
    fn name(&mut self, row: &Row<'_>, given: &mut HashSet<String>) -> Result<Option<Who>, BadRow> {
        let mut warnings = Vec::new();
        let Some(read) = self.read_flat(row, &mut warnings)? else {
            return Ok(None);
        };
        self.tally.warn(warnings);
        let named = self.flat.project(&read, given);
        let (who, is_certain) = named.inspect_err(|_| {
            given.extend(read.code.as_ref().map(Code::key));
        })?;
        if !is_certain {
            let warning = uncertain(&read, self.flat.names.code(who));
            self.tally.warn(vec![warning]);
        }
        if let Some(found) = self.flat.projects.get_mut(who.index()) {
            found.rows = found.rows.saturating_add(weight(row));
        }
        Ok(Some(who))
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

impl Flat {
    fn know(&mut self, facts: &ProjectFacts) -> Who {
        let name_en = facts.name_en.as_deref().map(|name| (name, true));
        let aliases = facts.aliases.iter();
        let aliases = aliases.map(|alias| (alias.name.as_str(), alias.is_certain));
        let labels = name_en.into_iter().chain(aliases);
        let who = self.names.add(facts.code.as_str(), &facts.name, labels);
        if self.projects.len() <= who.index() {
            self.projects.push(Found::default());
        }
        who
    }

    /// The row's project, and whether it is certain to be meant. `given` are the codes of rows that
    /// cannot be taken: no code that is suggested may be one of them, either.
    fn project(&mut self, row: &FlatRow, given: &HashSet<String>) -> Result<(Who, bool), BadRow> {
        let Some(code) = &row.code else {
            return self.by_name(row, given);
        };
        let there = self.names.with_key(&code.key());
        let bearers = self.names.called(row.name.as_deref().unwrap_or_default());
        // Two projects may share a name if the file tells them apart by their codes.
        let has_given_code =
            |who: &Who| (self.projects.get(who.index())).is_some_and(|found| found.has_given_code);
        let other = bearers.iter().find(|who| !has_given_code(who));
        if let Some(other) = other.filter(|_| there.is_none_or(|who| !bearers.contains(&who))) {
            let (code, name) = self.names.shown(*other);
            let problem = FlatProblem::OtherCode { code, name }.into();
            return Err(row.kept.bad("code", problem));
        }
        if let Some(who) = there {
            if let Some(name) = row.name.as_ref().filter(|_| !bearers.contains(&who)) {
                self.rename(who, name);
            }
            return Ok((who, true));
        }
        let Some(name) = row.name.clone() else {
            return Err(row.kept.bad("name", RowProblem::Missing));
        };
        let who = self.announce(code.clone(), name, row);
        if let Some(found) = self.projects.get_mut(who.index()) {
            found.has_given_code = true;
        }
        Ok((who, true))
    }

    /// Notes the name that a row gives a project that is there: rows without a code may call it so,
    /// too.
    fn rename(&mut self, who: Who, name: &str) {
        if let Some(found) = self.projects.get_mut(who.index())
            && !found.is_announced
        {
            found.has_given_code = true;
            self.names.call(who, name);
        }
    }

    fn by_name(&mut self, row: &FlatRow, given: &HashSet<String>) -> Result<(Who, bool), BadRow> {
        let name = row.name.clone().unwrap_or_default();
        match self.names.find(&name) {
            Called::One { who, is_certain } => Ok((who, is_certain)),
            Called::Several(matches) => {
                let problem = FlatProblem::Several(matches).into();
                Err(row.kept.bad("name", problem))
            }
            Called::None => {
                let is_taken = |code: &str| {
                    self.names.is_taken(code)
                        || self.names.with_key(code).is_some()
                        || given.contains(code)
                };
                let code = Code::new(&suggest_code(&name, &is_taken))
                    .map_err(|problem| row.kept.bad("name", RowProblem::Code(problem)))?;
                Ok((self.announce(code, name, row), true))
            }
        }
    }

    fn announce(&mut self, code: Code, name: String, row: &FlatRow) -> Who {
        let who = self.know(&ProjectFacts {
            code,
            name,
            name_en: row.name_en.clone(),
            aliases: Vec::new(),
            category: None,
            unit: None,
            lead: None,
        });
        if let Some(found) = self.projects.get_mut(who.index()) {
            found.is_announced = true;
        }
        who
    }
}
