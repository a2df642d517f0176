//! The planned rows, written.

use std::collections::HashSet;

use crate::error::{Error, RowWarning};
use crate::exchange::flat::FlatRow;
use crate::exchange::rows::Given;
use crate::model::{Day, Reading, Revision, StageFacts, Target};
use crate::store::Draft;

use super::super::baselines::Declared;
use super::super::merge::{Held, Merge, Seen};
use super::super::stages::add_stage;
use super::super::tally::Tally;
use super::super::targets::{add_target, revise, terms};
use super::edited;
use super::names::Who;
use super::plan::{Plan, Step, World, plan};
use super::targets::TargetStep;

/// A reading of a row that was taken.
pub(super) struct QueuedReading {
    project: String,
    stage: String,
    reading: Reading,
    seen: Seen,
}

impl Merge<'_> {
    /// Plans and writes all rows but for their readings.
    pub(in super::super) fn take_flat(&mut self) -> Result<(), Error> {
        let mut rows = std::mem::take(&mut self.flat.rows);
        // Those of a project are let go when they are written.
        for who in std::mem::take(&mut self.flat.order) {
            if let Some(rows) = rows.remove(&who) {
                self.take_flat_project(who, &rows.iter().collect::<Vec<_>>())?;
            }
        }
        Ok(())
    }

    fn take_flat_project(&mut self, who: Who, rows: &[&FlatRow]) -> Result<(), Error> {
        let key = &self.flat.names.key(who);
        let held = self.projects.get(key);
        let facts = match held {
            Some(held) => Some(held.facts.clone()),
            None => self.flat.announced(who),
        };
        let Some(facts) = facts else {
            return Ok(());
        };
        let world = World {
            as_of: self.as_of,
            settings: &self.settings,
            decided: &self.decided,
        };
        let Plan { stages, steps } = plan(rows, &facts, held, &world);
        let mut good = Vec::new();
        for (row, step) in rows.iter().zip(steps) {
            match step {
                Ok(step) => good.push((*row, step)),
                Err(bad) => self.tally.bad(bad),
            }
        }
        if good.is_empty() {
            return Ok(());
        }
        let facts = edited(&facts, good.iter().map(|(row, _)| *row));
        if self.flat.add(who) {
            self.add_project(facts)?;
        } else {
            self.edit_project(key, facts)?;
        }
        let Some(held) = self.projects.get_mut(key) else {
            return Ok(());
        };
        let mut ready = HashSet::new();
        for (row, step) in good {
            let Some(place) = step.stage else {
                continue;
            };
            let Some(planned) = stages.get(place) else {
                continue;
            };
            if ready.insert(place) {
                ready_stage(self.draft, &mut self.tally, held, planned)?;
            }
            let stage = planned.code.key();
            let seen = Seen::flat(row);
            write_step(self.draft, &mut self.tally, held, &stage, &step, self.as_of)?;
            if let (
                Some(TargetStep::New(period, row) | TargetStep::Revise(period, row)),
                Some(there),
            ) = (&step.target, held.stages.get(&stage))
                && let Given::Value(_) = row.baseline
            {
                self.declared.push(Declared {
                    project: key.to_owned(),
                    stage: there.id,
                    period: *period,
                    label: row.label.clone(),
                    seen: seen.clone(),
                });
            }
            if let (Some(reading), Some(there)) = (step.reading, held.stages.get(&stage)) {
                // A row of `readings` for that stage and day would be the second.
                self.readings.reserve(there.id, reading.as_of, seen.clone());
                self.flat.readings.push(QueuedReading {
                    project: key.to_owned(),
                    stage,
                    reading,
                    seen,
                });
            }
        }
        Ok(())
    }

    /// Records the readings of the rows that were taken.
    pub(in super::super) fn take_flat_readings(&mut self) -> Result<(), Error> {
        for queued in std::mem::take(&mut self.flat.readings) {
            let held = self.projects.get_mut(&queued.project);
            let Some(stage) = held.and_then(|held| held.stages.get_mut(&queued.stage)) else {
                continue;
            };
            let mut reading = queued.reading;
            let there = self.draft.readings_on(stage.id, reading.as_of)?;
            let is_first = there.with_figure.is_none();
            let same = match reading.percent {
                Some(_) => there.with_figure,
                None => there.without,
            };
            if let Some(same) = same.filter(|same| same.percent == reading.percent) {
                // What else was said with the figure stays, unless the row says otherwise.
                let note = reading.remark.note.take();
                reading = same.clone();
                reading.remark.note = note.or(reading.remark.note);
                if reading == same {
                    self.tally.readings.unchanged += 1;
                    continue;
                }
            }
            let stage = stage.id;
            let stretch = (self.draft).readings_between(stage, reading.as_of, reading.as_of)?;
            if let Some(warning) = self.readings.lower(stage, &stretch, &reading) {
                self.tally.warn(vec![RowWarning {
                    file: queued.seen.file.to_string(),
                    row: queued.seen.row,
                    warning,
                }]);
            }
            self.draft.add_reading(stage, &reading)?;
            self.tally.count_reading(is_first);
        }
        Ok(())
    }
}

/// Adds the stage, or edits its kind.
fn ready_stage(
    draft: &mut dyn Draft,
    tally: &mut Tally,
    held: &mut Held,
    planned: &StageFacts,
) -> Result<(), Error> {
    let Some(there) = held.stages.get_mut(&planned.code.key()) else {
        let position = held.last_position + 1;
        let facts = StageFacts {
            position,
            ..planned.clone()
        };
        tally.stages.added += 1;
        return add_stage(draft, held, facts);
    };
    if there.facts == *planned {
        tally.stages.unchanged += usize::from(!there.is_new);
    } else {
        draft.edit_stage(held.id, there.id, &there.facts, planned, None)?;
        there.facts = planned.clone();
        tally.stages.revised += 1;
    }
    Ok(())
}

fn write_step(
    draft: &mut dyn Draft,
    tally: &mut Tally,
    held: &mut Held,
    stage: &str,
    step: &Step,
    as_of: Day,
) -> Result<(), Error> {
    let Some(stage) = held.stages.get_mut(stage) else {
        return Ok(());
    };
    match &step.target {
        None => {}
        Some(TargetStep::Same) => tally.targets.unchanged += 1,
        Some(TargetStep::New(period, row)) => {
            let revision = Revision {
                decided_on: as_of,
                terms: terms(row, None),
                reason: row.reason.clone(),
            };
            let target = Target {
                id: 0,
                period: *period,
                label: String::new(),
                carried_from: None,
                revisions: vec![revision],
            };
            add_target(draft, stage, target)?;
            tally.targets.added += 1;
        }
        Some(TargetStep::Revise(period, row)) => {
            let there = stage
                .targets
                .iter_mut()
                .find(|held| held.target.period == *period && held.target.label.is_empty());
            let Some(there) = there else {
                return Ok(());
            };
            let base = there.target.in_force(as_of).map(|r| r.terms.clone());
            let terms = terms(row, base.clone());
            if base.as_ref() == Some(&terms) {
                tally.targets.unchanged += 1;
                return Ok(());
            }
            let revision = Revision {
                decided_on: as_of,
                terms,
                reason: row.reason.clone(),
            };
            revise(draft, there, revision)?;
            tally.targets.revised += 1;
        }
    }
    Ok(())
}
