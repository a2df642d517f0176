//! Which target a row speaks of, and what it decides.

use crate::error::{BadRow, Refusal, RowProblem, TargetProblem};
use crate::exchange::flat::{FlatDue, FlatRow, Goal};
use crate::exchange::rows::{Given, TargetRow};
use crate::model::{Deadline, DeadlineError, Percent, Period, StageKind, Target};

use super::super::merge::{HeldTarget, Seen};
use super::super::targets::{read_words, terms};
use super::plan::{Stage, World};

/// What a row does to a target of its stage.
pub(super) enum TargetStep {
    /// It says what holds already.
    Same,
    /// It revises the one of that period.
    Revise(Period, Box<TargetRow>),
    /// It sets a new one of that period.
    New(Period, Box<TargetRow>),
}

type Place = Result<Option<usize>, BadRow>;

/// Plans the targets of all rows. Rows that say nothing new come first, so that the others revise
/// what is left over, not what stays as it is. A row that cannot be taken becomes bad.
pub(super) fn plan(
    rows: &[&FlatRow],
    places: &mut [Place],
    stages: &mut [Stage<'_>],
    world: &World<'_>,
) -> Vec<Option<TargetStep>> {
    let mut steps: Vec<Option<TargetStep>> = rows.iter().map(|_| None).collect();
    for says_same in [true, false] {
        for ((row, place), step) in rows.iter().zip(places.iter_mut()).zip(&mut steps) {
            let Ok(Some(stage)) = place else {
                continue;
            };
            let Some(stage) = stages.get_mut(*stage) else {
                continue;
            };
            if step.is_some() || !is_target(row, stage.facts.kind) {
                continue;
            }
            let asked = Asked {
                row,
                kind: stage.facts.kind,
                world,
            };
            let taken = if says_same {
                asked.same(stage)
            } else {
                asked.other(stage).map(Some)
            };
            match taken {
                Ok(None) => {}
                Ok(Some((period, taken))) => {
                    stage.claims.insert(period, Seen::flat(row));
                    *step = Some(taken);
                }
                Err(bad) => *place = Err(bad),
            }
        }
    }
    steps
}

/// Whether the row is of a target: one that only reads its stage, or only names one that is
/// measured, is not.
fn is_target(row: &FlatRow, kind: StageKind) -> bool {
    row.has_target() || (row.reading.is_none() && kind == StageKind::Milestone)
}

/// A row that is of a target.
struct Asked<'a> {
    row: &'a FlatRow,
    kind: StageKind,
    world: &'a World<'a>,
}

impl Asked<'_> {
    /// The target of which the row says nothing new.
    fn same(&self, stage: &Stage<'_>) -> Result<Option<(Period, TargetStep)>, BadRow> {
        let percent = self.percent();
        if self.kind == StageKind::Milestone && percent.is_some_and(|p| p != Percent::FULL) {
            return Err(self.row.kept.bad("percent", RowProblem::MilestoneTarget));
        }
        let deadline = self.deadline();
        let mut same: Vec<Period> = unlabelled(stage)
            .map(|held| &held.target)
            .filter(|target| self.row.period.is_none_or(|period| period == target.period))
            .filter(|target| self.says_nothing_new(target, deadline.as_ref()))
            .map(|target| target.period)
            .collect();
        same.sort();
        let free = same
            .iter()
            .rev()
            .find(|period| self.claim(stage, **period).is_none());
        match (free, same.last()) {
            (Some(free), _) => Ok(Some((*free, TargetStep::Same))),
            (None, Some(claimed)) => Err(self.again(stage, *claimed)),
            (None, None) => Ok(None),
        }
    }

    /// The target that the row revises, or the new one it sets: that of its period; without a
    /// period that of the half-year of its due day, else the stage's only unmet one, else a new
    /// one in that half-year.
    fn other(&self, stage: &Stage<'_>) -> Result<(Period, TargetStep), BadRow> {
        let deadline = match (&self.row.due, self.deadline()) {
            (FlatDue::Words { column, words, .. }, Some(Err(problem))) => {
                let bad = self.row.kept.bad(column, RowProblem::Deadline(problem));
                let value = words.clone();
                return Err(BadRow { value, ..bad });
            }
            (_, Some(Ok(deadline))) => Some(deadline),
            (_, _) => None,
        };
        let period = self.period(stage, deadline)?;
        if self.claim(stage, period).is_some() {
            return Err(self.again(stage, period));
        }
        let there = unlabelled(stage).find(|held| held.target.period == period);
        let row = Box::new(self.target_row(period, deadline, there.is_none()));
        if there.is_some() {
            return Ok((period, TargetStep::Revise(period, row)));
        }
        if row.percent.is_none() {
            let problem = Refusal::Target(TargetProblem::NoPercent);
            let problem = RowProblem::Refused(Box::new(problem));
            return Err(self.row.kept.bad("percent", problem));
        }
        Ok((period, TargetStep::New(period, row)))
    }

    fn period(&self, stage: &Stage<'_>, deadline: Option<Deadline>) -> Result<Period, BadRow> {
        if let Some(period) = self.row.period {
            return Ok(period);
        }
        let due = match (&self.row.due, deadline) {
            (FlatDue::Day(day, _), _) => Some(*day),
            (_, Some(Deadline::On { due, .. })) => Some(due),
            _ => None,
        };
        let half = Period::half_of(due.unwrap_or(self.world.as_of));
        let is_free = |held: &&HeldTarget| self.claim(stage, held.target.period).is_none();
        if unlabelled(stage)
            .filter(is_free)
            .any(|held| held.target.period == half)
        {
            return Ok(half);
        }
        let unmet: Vec<Period> = unlabelled(stage)
            .filter(is_free)
            .filter(|held| !held.is_met)
            .map(|held| held.target.period)
            .collect();
        match unmet.as_slice() {
            [] => Ok(half),
            [only] => Ok(*only),
            _ => Err(self.row.kept.bad("period", RowProblem::SeveralTargets)),
        }
    }

    /// Whether the target's terms in force are those of the row. Words that stand beside them are
    /// not read again: they mean what they meant then.
    fn says_nothing_new(
        &self,
        target: &Target,
        deadline: Option<&Result<Deadline, DeadlineError>>,
    ) -> bool {
        let Some(in_force) = target.in_force(self.world.as_of) else {
            return false;
        };
        let base = &in_force.terms;
        let mut row = self.target_row(target.period, None, false);
        if let FlatDue::Words { kept, .. } = &self.row.due {
            if base.words.as_ref() != Some(kept) {
                return false;
            }
            if let Given::Absent | Given::Empty = row.commitment {
                row.commitment = match deadline {
                    Some(Ok(
                        Deadline::On { commitment, .. } | Deadline::Undated { commitment },
                    )) => commitment.map_or(row.commitment, Given::Value),
                    _ => Given::Absent,
                };
            }
        }
        terms(&row, Some(base.clone())) == *base
    }

    /// The row's words as read now, if it has any to read.
    fn deadline(&self) -> Option<Result<Deadline, DeadlineError>> {
        match &self.row.due {
            FlatDue::Words { words, .. } => {
                let world = self.world;
                Some(read_words(
                    words,
                    self.row.period,
                    world.as_of,
                    world.settings,
                ))
            }
            _ => None,
        }
    }

    fn percent(&self) -> Option<Percent> {
        match (self.row.goal, self.kind) {
            (Some(Goal::Percent(percent)), _) => Some(percent),
            (Some(Goal::Done), _) | (None, StageKind::Milestone) => Some(Percent::FULL),
            (None, StageKind::Measured) => None,
        }
    }

    /// The row as one of `targets`. Without a day or words a measured stage is due on the last day
    /// of the period, and a milestone is undated. Words that were not read leave what there is.
    fn target_row(&self, period: Period, deadline: Option<Deadline>, is_new: bool) -> TargetRow {
        let flat = self.row;
        let mut row = TargetRow {
            percent: self.percent(),
            due: Given::Absent,
            words: Given::Absent,
            is_due_implied: None,
            commitment: flat.commitment.clone(),
            period: Some(period),
            reason: flat.note.clone().filter(|_| flat.reading.is_none()),
            label: String::new(),
            start: Given::Absent,
            baseline: flat.baseline.clone(),
            plan_points: Given::Absent,
            state: None,
            decided_on: None,
            revision: None,
            carried_from: None,
        };
        match (&flat.due, deadline) {
            (FlatDue::Absent, _) if !is_new => {}
            (FlatDue::Absent | FlatDue::Empty, _) => {
                let is_implied = self.kind == StageKind::Measured;
                row.words = Given::Empty;
                row.is_due_implied = Some(is_implied);
                row.due = if is_implied {
                    Given::Value(period.end())
                } else {
                    Given::Empty
                };
            }
            (FlatDue::Day(day, words), _) => {
                row.due = Given::Value(*day);
                row.words = words.clone();
                row.is_due_implied = Some(false);
            }
            (FlatDue::Words { kept, .. }, Some(deadline)) => {
                row.words = Given::Value(kept.clone());
                row.set_deadline(deadline);
            }
            (FlatDue::Words { .. }, None) => {}
        }
        row
    }

    /// The row that spoke of that target before.
    fn claim<'s>(&'s self, stage: &'s Stage<'_>, period: Period) -> Option<&'s Seen> {
        let elsewhere = stage
            .held
            .and_then(|held| self.world.decided.get(&(held.id, period)));
        stage.claims.get(&period).or(elsewhere)
    }

    fn again(&self, stage: &Stage<'_>, period: Period) -> BadRow {
        let problem = self
            .claim(stage, period)
            .map_or(RowProblem::SeveralTargets, Seen::again);
        self.row.kept.bad("stage", problem)
    }
}

/// The stage's targets without a label: a flat row speaks of no other.
fn unlabelled<'s>(stage: &'s Stage<'_>) -> impl Iterator<Item = &'s HeldTarget> {
    let targets = stage.held.map(|held| held.targets.as_slice());
    let targets = targets.unwrap_or_default().iter();
    targets.filter(|held| held.target.label.is_empty())
}
