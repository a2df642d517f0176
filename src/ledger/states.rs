//! What is said of the states of projects.

use std::collections::BTreeMap;

use crate::messages::{Error, Refusal};
use crate::model::{Day, State, StateChange};

use super::change;
use super::outcome::Outcome;
use super::planner::Planner;

impl Planner<'_> {
    /// Takes the states of projects, each project's in the order of their days; those of one day go
    /// in the order of the statements, and the last of them holds.
    pub(super) fn take_states(
        &mut self,
        given: &[(usize, &change::StateChange)],
    ) -> Result<(), Error> {
        let mut days: BTreeMap<(i64, Day), Vec<(usize, &change::StateChange)>> = BTreeMap::new();
        for (at, change) in given {
            let id = match self.project(&change.project)? {
                Ok(id) => id,
                Err((field, problem)) => {
                    self.fault(*at, field, problem);
                    continue;
                }
            };
            match self.day(change.decided_on) {
                Ok(day) => days.entry((id, day)).or_default().push((*at, change)),
                Err(problem) => self.fault(*at, "decided_on", problem),
            }
        }
        for ((id, day), changes) in days {
            let last = changes.len().saturating_sub(1);
            for (place, (at, change)) in changes.into_iter().enumerate() {
                if place == last {
                    self.take_state(at, id, day, change)?;
                } else {
                    self.tally.states.unchanged += 1;
                    self.done(at, Outcome::State { id, change: None });
                }
            }
        }
        Ok(())
    }

    fn take_state(
        &mut self,
        at: usize,
        id: i64,
        day: Day,
        change: &change::StateChange,
    ) -> Result<(), Error> {
        let before = match self.space.get(id)? {
            Some(held) => held.project.state_on(day),
            None => State::Active,
        };
        if before == change.state {
            self.tally.states.unchanged += 1;
            self.done(at, Outcome::State { id, change: None });
            return Ok(());
        }
        if change.state == State::Closed
            && let Some(problem) = self.unmet_of(id)?
        {
            self.fault(at, "state", problem);
            return Ok(());
        }
        let decided = StateChange {
            state: change.state,
            decided_on: day,
            reason: change.reason.clone(),
        };
        self.space.batch.states.push((id, decided.clone()));
        if let Some(held) = self.space.at_hand_mut(id) {
            let states = &mut held.project.states;
            states.push(decided.clone());
            states.sort_by_key(|change| change.decided_on);
        }
        self.tally.states.added += 1;
        self.done(
            at,
            Outcome::State {
                id,
                change: Some(decided),
            },
        );
        Ok(())
    }

    /// A project is closed only when all its targets are met, met late or given up.
    fn unmet_of(&mut self, id: i64) -> Result<Option<Refusal>, Error> {
        let unmet = self.standing(id)?.unmet.clone();
        let Some(held) = self.space.at_hand(id) else {
            return Ok(None);
        };
        let mut targets = Vec::new();
        for stage in &held.project.stages {
            for target in stage
                .targets
                .iter()
                .filter(|target| unmet.contains(&target.id))
            {
                let period = target.in_force(self.occasion.as_of);
                let period = period.and_then(|revision| revision.terms.period);
                let shown = match period {
                    Some(period) => format!("{} ({period})", stage.facts.code),
                    None => format!("{}#{}", stage.facts.code, target.number),
                };
                targets.push(shown);
            }
        }
        let project = held.project.facts.code.to_string();
        Ok((!targets.is_empty()).then_some(Refusal::Unmet { project, targets }))
    }
}
