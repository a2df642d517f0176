//! What is said of the states of projects.

use std::collections::BTreeMap;

use crate::messages::{Error, Refusal, ShortName, UnmetTarget};
use crate::model::{Day, State, StateChange};
use crate::store::rows::ProjectState;

use super::change;
use super::outcome::Outcome;
use super::planner::{Planner, Taken, refuse};

impl Planner<'_> {
    /// Takes the states of projects, each project's in the order of their days; those of one day go
    /// in the order of the statements, and the last of them holds.
    pub(super) fn take_states(
        &mut self,
        given: &[(usize, &change::StateChange)],
    ) -> Result<(), Error> {
        let mut days: BTreeMap<(i64, Day), Vec<(usize, &change::StateChange)>> = BTreeMap::new();
        for (at, change) in given {
            let project = self.project(&change.project);
            let key = project.and_then(|id| Ok((id, self.day("decided_on", change.decided_on)?)));
            if let Some(key) = self.noted(*at, key)? {
                days.entry(key).or_default().push((*at, change));
            }
        }
        for ((id, day), mut changes) in days {
            let last = changes.pop();
            for (at, _) in changes {
                self.counts.states.unchanged += 1;
                self.done(at, Outcome::State { id, change: None });
            }
            if let Some((at, change)) = last {
                let taken = self.take_state(at, id, day, change);
                self.noted(at, taken)?;
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
    ) -> Taken<()> {
        let held = self.space.get(id)?;
        let before = held.map_or(State::Active, |held| held.project.state_on(day));
        // The day on which a file was read before was that of its states without one.
        let is_since = change.decided_on.is_none() && {
            let age = self.age(at, None);
            self.has_newer_state(id, age)?
        };
        let is_changed = before != change.state && !is_since;
        if is_changed && change.state == State::Closed {
            self.check_closed(id)?;
        }
        let decided = is_changed.then(|| StateChange {
            state: change.state,
            decided_on: day,
            reason: change.reason.clone(),
        });
        if let Some(decided) = &decided {
            self.space.batch.add(&ProjectState {
                project: id,
                entry: 0,
                change: decided.clone(),
            });
            if let Some(held) = self.space.at_hand_mut(id) {
                let states = &mut held.project.states;
                states.push(decided.clone());
                states.sort_by_key(|change| change.decided_on);
            }
        }
        self.counts.states.add(is_changed, is_changed);
        let change = decided;
        self.done(at, Outcome::State { id, change });
        Ok(())
    }

    /// A project is closed only when all its targets are met, met late or given up.
    fn check_closed(&mut self, id: i64) -> Taken<()> {
        let unmet = self.standing(id)?.unmet.clone();
        let project = &self.held(id)?.project;
        let targets = project.stages.iter().flat_map(|stage| {
            let targets = stage.targets.iter();
            let unmet = targets.filter(|target| unmet.contains(&target.id));
            unmet.map(move |target| (stage, target))
        });
        let shown = targets.map(|(stage, target)| {
            let now = target.in_force(self.occasion.as_of);
            UnmetTarget {
                stage: ShortName::of_stage(stage),
                period: now.and_then(|revision| revision.terms.period),
                number: target.number,
            }
        });
        let targets: Vec<UnmetTarget> = shown.collect();
        if targets.is_empty() {
            return Ok(());
        }
        let project = ShortName::of_project(&project.facts);
        refuse("state", Refusal::Unmet { project, targets })
    }
}
