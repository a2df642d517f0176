//! What each row of a plan is, which row names its project, and of which stage it tells where other
//! rows say that.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::fold;

use super::grid::Row;
use super::known::KnownProjects;
use super::numbering::leading;
use super::outline::parents;
use super::roles::{Role, Sheet, part_name};
use super::sketch::{Positions, Sketch};

/// What a row of a plan is, and what it belongs to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Standing {
    pub(super) role: Role,
    /// What a title says, or a sum or remark is called; of rows of projects nothing.
    pub(super) title: String,
    /// The place among the titles of the one that it stands beneath.
    section: Option<usize>,
    /// The number of the row that names the project.
    pub(super) project: u64,
    /// The stage of the project, as rows between it and this one are called, and this one.
    pub(super) stage: Option<String>,
    /// The number of an earlier row with the same name, from which nothing tells this one apart.
    pub(super) repeats: Option<u64>,
}

/// What the rows of a plan are, by their numbers.
#[derive(Default)]
pub(super) struct Standings {
    rows: Vec<(u64, Standing)>,
    titles: Vec<String>,
    /// What the projects of the record are called.
    pub(super) known: Arc<KnownProjects>,
    /// All cells of the column of codes are codes, whatever they look like.
    pub(super) are_all_codes: bool,
}

impl Standing {
    /// Whether the row names a project itself, or tells of one that a row above it names.
    pub(super) fn is_project(&self) -> bool {
        self.role == Role::Data
    }
}

impl Standings {
    /// Of the rows behind the header.
    pub(super) fn of<'g>(
        rows: impl Iterator<Item = Row<'g>> + Clone,
        positions: &Positions<'_>,
    ) -> Standings {
        let sketches: Vec<Sketch<'g>> = rows.filter_map(|row| Sketch::of(row, positions)).collect();
        let sheet = Sheet::of(&sketches, positions);
        let roles = sheet.roles();
        let parents = parents(&sketches, &roles, &sheet, positions);
        let mut standings = Standings::default();
        let (mut section, mut above, mut last) = (None, None, None);
        // The project of each row, and its stage there.
        let mut chains: Vec<(u64, Vec<String>)> = Vec::with_capacity(sketches.len());
        for (at, one) in sketches.iter().enumerate() {
            let role = roles.get(at).copied().unwrap_or(Role::Data);
            // Behind a sum, a remark or a blank row nothing goes on, unless cells are merged.
            let is_behind_blank = last.is_some_and(|last: u64| last + 1 < one.row.number);
            last = Some(one.row.number);
            if (role == Role::Aside || is_behind_blank) && !positions.is_name_merged(one.row) {
                above = None;
            }
            let parent = parents.get(at).copied().flatten();
            let chain = match (role, one.name, parent) {
                (Role::Data, None, _) => above.and_then(|above: usize| chains.get(above).cloned()),
                (Role::Data, Some(name), Some(parent)) => {
                    chains.get(parent).map(|(project, names)| {
                        let own = own_name(name).to_owned();
                        (*project, names.iter().cloned().chain([own]).collect())
                    })
                }
                _ => None,
            };
            let (project, names) = chain.unwrap_or((one.row.number, Vec::new()));
            if role == Role::Data && one.name.is_some() {
                above = Some(at);
            }
            if role == Role::Section {
                section = Some(standings.titles.len());
                standings.titles.push(one.title.to_owned());
                above = None;
            }
            let standing = Standing {
                role,
                title: match role {
                    Role::Data => String::new(),
                    Role::Section | Role::Aside => one.title.to_owned(),
                },
                section,
                project,
                stage: stage(&names, one.row, positions),
                repeats: None,
            };
            chains.push((project, names));
            standings.rows.push((one.row.number, standing));
        }
        standings.find_repeats(&sketches, positions);
        standings
    }

    /// What a row is; one that is blank, or above the table, is nothing in particular.
    pub(super) fn get(&self, row: u64) -> Option<&Standing> {
        let found = self.rows.binary_search_by_key(&row, |(number, _)| *number);
        self.rows.get(found.ok()?).map(|(_, standing)| standing)
    }

    /// The title that a row stands beneath.
    pub(super) fn title(&self, row: u64) -> Option<&str> {
        self.titles.get(self.get(row)?.section?).map(String::as_str)
    }

    /// Finds rows that are called as an earlier one is, and are told apart by nothing: no stage, no
    /// period, no goal, no day of their figures. If their plans differ, nobody knows whether they tell
    /// of one project; other figures are a contradiction of their own.
    fn find_repeats(&mut self, sketches: &[Sketch<'_>], positions: &Positions<'_>) {
        const APART: [&str; 5] = ["code", "period", "percent", "as_of", "kind"];
        const SAID: [&str; 3] = ["due", "due_words", "start"];
        let cells = |row: Row<'_>, columns: &[&str]| -> Vec<String> {
            let cell = |column: &&str| positions.cell(row, column).map_or(String::new(), fold);
            columns.iter().map(cell).collect()
        };
        let mut first: HashMap<(u64, Vec<String>), (u64, Vec<String>)> = HashMap::new();
        let mut projects: HashMap<String, u64> = HashMap::new();
        for (one, (number, standing)) in sketches.iter().zip(&mut self.rows) {
            let Some(name) = one.name.filter(|_| standing.role == Role::Data) else {
                continue;
            };
            if standing.project == *number {
                projects.entry(fold(own_name(name))).or_insert(*number);
            }
            let project = match standing.project == *number {
                true => projects
                    .get(&fold(own_name(name)))
                    .copied()
                    .unwrap_or(*number),
                false => standing.project,
            };
            let own_stage = || positions.cell(one.row, "stage").map(str::to_owned);
            let stage = standing
                .stage
                .clone()
                .or_else(own_stage)
                .unwrap_or_default();
            let mut apart = cells(one.row, &APART);
            apart.push(fold(&stage));
            let stated = cells(one.row, &SAID);
            match first.get(&(project, apart.clone())) {
                None => drop(first.insert((project, apart), (*number, stated))),
                Some((there, before)) => {
                    let mut pairs = before.iter().zip(&stated);
                    let is_other =
                        |(a, b): (&String, &String)| !a.is_empty() && !b.is_empty() && a != b;
                    standing.repeats = pairs.any(is_other).then_some(*there);
                }
            }
        }
    }
}

/// The name of a row without its number in the sheet, and without words that say that it is a part.
pub(super) fn own_name(name: &str) -> &str {
    let name = match leading(name) {
        Some((number, rest)) if !rest.is_empty() && number.is_of_rows() => rest,
        _ => name,
    };
    part_name(name).unwrap_or(name)
}

/// The stage of a row beneath others: what leads to it, and what its own cell says.
fn stage(names: &[String], row: Row<'_>, positions: &Positions<'_>) -> Option<String> {
    let own = positions.cell(row, "stage").map(str::to_owned);
    let all: Vec<String> = names.iter().cloned().chain(own).collect();
    (!names.is_empty()).then(|| all.join(" / "))
}
