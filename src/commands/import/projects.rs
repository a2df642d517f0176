//! Rows of `projects` and `states`.

use std::collections::HashMap;

use crate::error::{Error, RowProblem};
use crate::exchange::kind::Kind;
use crate::exchange::rows::{self, ProjectRow, StateRow};
use crate::exchange::sheet::Row;
use crate::model::{Day, ProjectFacts, State, StateChange};

use super::merge::{Held, Merge, Seen, Taken};

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
        if let Err(bad) = self.first(row, Kind::Projects, "code", &key, "") {
            return Ok(Err(bad));
        }
        match self.projects.get(&key) {
            None => {
                let Some(facts) = new_project(&read) else {
                    self.broken.insert(key, Seen::of(row));
                    return Ok(Err(row.bad("name", "", RowProblem::Missing)));
                };
                self.add_project(facts)?;
            }
            Some(held) => {
                let facts = edited(&held.facts, &read);
                self.edit_project(&key, facts)?;
            }
        }
        match read.state {
            Some(state) => self.set_state(row, &key, state),
            None => Ok(Ok(())),
        }
    }

    /// Adds a project without stages.
    pub(super) fn add_project(&mut self, facts: ProjectFacts) -> Result<(), Error> {
        let id = self.draft.add_project(&facts)?;
        self.tally.projects.added += 1;
        let held = Held {
            id,
            is_new: true,
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
        self.set_state(row, &code.key(), state)
    }

    fn set_state(&mut self, row: &Row<'_>, key: &str, read: StateRow) -> Taken {
        let decided_on = read.decided_on.unwrap_or(self.as_of);
        if decided_on > self.as_of {
            let problem = RowProblem::FutureDay(self.as_of);
            return Ok(Err(row.bad("decided_on", &decided_on.to_string(), problem)));
        }
        let Some(held) = self.projects.get_mut(key) else {
            return Ok(Ok(()));
        };
        let before = state_on(&held.states, decided_on);
        if before == read.state {
            self.tally.states.unchanged += 1;
            return Ok(Ok(()));
        }
        let change = StateChange {
            state: read.state,
            decided_on,
            reason: read.reason,
        };
        self.draft.set_state(held.id, before, &change)?;
        held.states.push(change);
        held.states.sort_by_key(|change| change.decided_on);
        self.tally.states.added += 1;
        Ok(Ok(()))
    }
}

fn state_on(states: &[StateChange], day: Day) -> State {
    states
        .iter()
        .rev()
        .find(|change| change.decided_on <= day)
        .map_or(State::Active, |change| change.state)
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
