//! Rows of `projects` and `states`.

use std::collections::{BTreeMap, HashMap};

use crate::error::{BadRow, Error, RowProblem};
use crate::exchange::kind::Kind;
use crate::exchange::rows::{self, ProjectRow, StateRow};
use crate::exchange::sheet::Row;
use crate::model::{Day, ProjectFacts, State, StateChange};

use super::merge::{Held, Merge, Seen, Taken};

/// A state's row, kept until all of them can be put in order.
pub(super) struct PendingState {
    key: String,
    read: StateRow,
}

impl Merge<'_> {
    pub(super) fn project(&mut self, row: &Row<'_>) -> Taken {
        let read = match rows::project(row) {
            Ok(read) => read,
            Err(bad) => {
                if let Ok(code) = rows::own_code(row) {
                    self.broken.insert(code.key(), Seen::of(row));
                }
                return Ok(Err(bad));
            }
        };
        let key = read.code.key();
        if let Some(bad) = read
            .state
            .as_ref()
            .and_then(|state| self.future(row, state))
        {
            self.broken.insert(key, Seen::of(row));
            return Ok(Err(bad));
        }
        if let Err(bad) = self.first(row, Kind::Projects, "code", &key, "") {
            return Ok(Err(bad));
        }
        self.hold(&read.code)?;
        match self.projects.get_mut(&key) {
            None => {
                let Some(facts) = new_project(&read) else {
                    self.broken.insert(key, Seen::of(row));
                    return Ok(Err(row.bad("name", "", RowProblem::Missing)));
                };
                self.add_project(facts)?;
            }
            // What it says of a project was done before the flat rows found theirs.
            Some(held) if self.are_named => held.stated = stated(&read, &Seen::of(row)),
            Some(held) => {
                let facts = edited(&held.facts, &read);
                self.edit_project(&key, facts)?;
            }
        }
        if let Some(read) = read.state {
            self.pending_states.push(PendingState { key, read });
        }
        Ok(Ok(()))
    }

    /// Adds a project without stages.
    pub(super) fn add_project(&mut self, facts: ProjectFacts) -> Result<(), Error> {
        let id = self.draft.add_project(&facts)?;
        self.tally.projects.added += 1;
        let held = Held {
            id,
            is_new: true,
            stated: Vec::new(),
            states: Vec::new(),
            stages: HashMap::new(),
            last_position: -1,
            facts,
        };
        self.projects.insert(held.facts.code.key(), held);
        Ok(())
    }

    /// Changes facts of a project, if they differ.
    pub(super) fn edit_project(&mut self, key: &str, facts: ProjectFacts) -> Result<(), Error> {
        let Some(held) = self.projects.get_mut(key) else {
            return Ok(());
        };
        if facts == held.facts {
            // One that another file of this import made is counted already.
            self.tally.projects.unchanged += usize::from(!held.is_new);
            return Ok(());
        }
        self.draft
            .edit_project(held.id, &held.facts, &facts, None)?;
        held.facts = facts;
        self.tally.projects.revised += 1;
        Ok(())
    }

    pub(super) fn state(&mut self, row: &Row<'_>) -> Taken {
        let (code, state) =
            match rows::project_key(row).and_then(|code| Ok((code, rows::state_row(row)?))) {
                Ok(read) => read,
                Err(bad) => return Ok(Err(bad)),
            };
        if let Err(bad) = self.known_project(row, &code)? {
            return Ok(Err(bad));
        }
        if let Some(bad) = self.future(row, &state) {
            return Ok(Err(bad));
        }
        self.pending_states.push(PendingState {
            key: code.key(),
            read: state,
        });
        Ok(Ok(()))
    }

    fn future(&self, row: &Row<'_>, state: &StateRow) -> Option<BadRow> {
        let day = state.decided_on.filter(|day| *day > self.as_of)?;
        let problem = RowProblem::FutureDay(self.as_of);
        Some(row.bad("decided_on", &day.to_string(), problem))
    }

    /// Takes the states of all files, each project's in the order of their days. Those of one day
    /// go in the order of the rows, and say nothing new as far as that day, or the state before it,
    /// ends with them.
    pub(super) fn take_states(&mut self) -> Result<(), Error> {
        let as_of = self.as_of;
        let mut days: BTreeMap<(String, Day), Vec<StateRow>> = BTreeMap::new();
        for PendingState { key, read } in std::mem::take(&mut self.pending_states) {
            let day = read.decided_on.unwrap_or(as_of);
            days.entry((key, day)).or_default().push(read);
        }
        for ((key, day), mut rows) in days {
            let Some(held) = self.projects.get_mut(&key) else {
                continue;
            };
            let count = rows.len();
            rows.dedup_by_key(|row| row.state);
            let fresh = rows.split_off(known(&held.states, day, &rows));
            self.tally.states.unchanged += count - fresh.len();
            for row in fresh {
                let before = StateChange::state_on(&held.states, day);
                let change = StateChange {
                    state: row.state,
                    decided_on: day,
                    reason: row.reason,
                };
                self.draft.set_state(held.id, before, &change)?;
                held.states.push(change);
                held.states.sort_by_key(|change| change.decided_on);
                self.tally.states.added += 1;
            }
        }
        Ok(())
    }
}

/// How many of a day's rows are what the states up to that day end with.
fn known(states: &[StateChange], day: Day, rows: &[StateRow]) -> usize {
    let mut there = vec![StateChange::state_on(states, day.before())];
    let on_day = states.iter().filter(|change| change.decided_on == day);
    there.extend(on_day.map(|change| change.state));
    let given: Vec<State> = rows.iter().map(|row| row.state).collect();
    let ends_with = |count: &usize| {
        given
            .get(..*count)
            .is_some_and(|rows| there.ends_with(rows))
    };
    (0..=given.len()).rev().find(ends_with).unwrap_or(0)
}

/// What a row states of a project, by column.
fn stated(row: &ProjectRow, seen: &Seen) -> Vec<(&'static str, String, Seen)> {
    let facts = [
        ("name", &row.name),
        ("name_en", &row.name_en),
        ("category", &row.category),
        ("unit", &row.unit),
        ("lead", &row.lead),
    ];
    let stated = facts.into_iter().filter_map(|(column, fact)| {
        let fact = fact.as_ref()?;
        Some((column, fact.clone(), seen.clone()))
    });
    stated.collect()
}

/// The facts of a new project, which needs a name.
fn new_project(row: &ProjectRow) -> Option<ProjectFacts> {
    Some(ProjectFacts {
        code: row.code.clone(),
        name: row.name.clone()?,
        name_en: row.name_en.clone(),
        aliases: row.aliases.clone().unwrap_or_default(),
        category: row.category.clone(),
        unit: row.unit.clone(),
        lead: row.lead.clone(),
    })
}

fn edited(facts: &ProjectFacts, row: &ProjectRow) -> ProjectFacts {
    ProjectFacts {
        code: facts.code.clone(),
        name: row.name.clone().unwrap_or_else(|| facts.name.clone()),
        name_en: row.name_en.clone().or_else(|| facts.name_en.clone()),
        aliases: row.aliases.clone().unwrap_or_else(|| facts.aliases.clone()),
        category: row.category.clone().or_else(|| facts.category.clone()),
        unit: row.unit.clone().or_else(|| facts.unit.clone()),
        lead: row.lead.clone().or_else(|| facts.lead.clone()),
    }
}
