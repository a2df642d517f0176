//! Rows of `targets`: new ones, and revisions of those there are.

use crate::error::{BadRow, Error, RowProblem, RowWarning, Warning};
use crate::exchange::kind::Kind;
use crate::exchange::rows::{self, Given, TargetRow};
use crate::exchange::sheet::Row;
use crate::model::{
    Code, Day, Deadline, DeadlineError, Percent, Period, Revision, Settings, StageKind, Target,
    TargetState, Terms, read_deadline,
};
use crate::store::Draft;

use super::baselines::Declared;
use super::merge::{HeldStage, HeldTarget, Merge, Seen, Taken};
use super::stages::{add_stage, unknown_stage};
use super::tally::Tally;

/// A target's row, kept until the rows of all files can be put in order.
pub(super) struct PendingTarget {
    file: usize,
    seen: Seen,
    project: Code,
    stage: Code,
    value: String,
    row: TargetRow,
}

/// Project, stage, period, label, and day and number of the decision.
pub(super) type Spoken = (String, String, Option<Period>, String, (Day, Option<u32>));

impl Merge<'_> {
    /// Checks a target's row by itself and keeps it for [`Merge::take_targets`].
    pub(super) fn keep_target(&mut self, row: &Row<'_>, file: usize) -> Taken {
        let mut warnings = Vec::new();
        let pending = match self.pending_target(row, file, &mut warnings) {
            Ok(pending) => pending,
            Err(bad) => return Ok(Err(bad)),
        };
        if let Err(bad) = self.known_project(row, &pending.project)? {
            return Ok(Err(bad));
        }
        let which = format!(
            "{} {}|{}|{}|{}",
            pending.stage.key(),
            shown(pending.row.period),
            pending.row.label,
            shown(pending.row.decided_on),
            shown(pending.row.revision)
        );
        let project = pending.project.key();
        if let Err(bad) = self.first(row, Kind::Targets, "stage", &project, &which) {
            return Ok(Err(bad));
        }
        self.tally.warn(warnings);
        self.pending.push(pending);
        Ok(Ok(()))
    }

    fn pending_target(
        &self,
        row: &Row<'_>,
        file: usize,
        warnings: &mut Vec<RowWarning>,
    ) -> Result<PendingTarget, BadRow> {
        let project = rows::project_key(row)?;
        let stage = rows::stage_key(row)?;
        let read = rows::target(row, warnings)?;
        if let Some(day) = read.decided_on.filter(|day| *day > self.as_of) {
            let problem = RowProblem::FutureDay(self.as_of);
            return Err(row.bad("decided_on", &day.to_string(), problem));
        }
        Ok(PendingTarget {
            file,
            seen: Seen::of(row),
            project,
            stage,
            value: row.cell("percent")?.unwrap_or_default().to_owned(),
            row: read,
        })
    }

    /// Takes the targets of all files: numbered revisions in their order, else by period, so that
    /// a target comes after the one it carries on; of one period those with a day of decision in
    /// the order of days, and last those decided on the day of the import.
    pub(super) fn take_targets(&mut self) -> Result<(), Error> {
        let mut pending = std::mem::take(&mut self.pending);
        // Cached, for rows are large and sorting itself would move copies of them.
        pending.sort_by_cached_key(|p| {
            (
                p.row.revision.unwrap_or(0),
                p.row.period.is_none(),
                p.row.period,
                p.row.decided_on.is_none(),
                p.row.decided_on,
                p.file,
            )
        });
        for target in pending {
            if let Err(bad) = self.target(&target)? {
                self.tally.bad(bad);
            }
        }
        Ok(())
    }

    fn target(&mut self, pending: &PendingTarget) -> Taken {
        let Some(held) = self.projects.get_mut(&pending.project.key()) else {
            return Ok(Ok(()));
        };
        let key = pending.stage.key();
        let new = HeldStage::new(0, unknown_stage(&pending.stage, held.last_position + 1));
        let stage = held.stages.get(&key).unwrap_or(&new);
        let settled = match settle(stage, pending, self.as_of, &self.settings) {
            Ok(settled) => settled,
            Err(bad) => return Ok(Err(bad)),
        };
        let decided_on = settled.row.decided_on.unwrap_or(self.as_of);
        let spoken = (
            pending.project.key(),
            key.clone(),
            settled.period(stage),
            settled.row.label.clone(),
            (decided_on, settled.row.revision),
        );
        if let Some(first) = self.spoken.get(&spoken) {
            let value = pending.stage.to_string();
            return Ok(Err(pending.bad("stage", &value, first.again())));
        }
        self.spoken.insert(spoken, pending.seen.clone());
        if let (Given::Value(due), Given::Value(start)) = (&settled.row.due, &settled.row.start)
            && due < start
        {
            let (due, start) = (*due, *start);
            self.tally.warn(vec![RowWarning {
                file: pending.seen.file.to_string(),
                row: pending.seen.row,
                warning: Warning::DueBeforeStart { due, start },
            }]);
        }
        if !held.stages.contains_key(&key) {
            add_stage(self.draft, held, new.facts)?;
            self.tally.stages.added += 1;
        }
        let Some(stage) = held.stages.get_mut(&key) else {
            return Ok(Ok(()));
        };
        let period = write(self.draft, &mut self.tally, stage, &settled, decided_on)?;
        if let (Some(period), Given::Value(_)) = (period, &settled.row.baseline) {
            self.declared.push(Declared {
                project: pending.project.key(),
                stage: stage.id,
                period,
                label: settled.row.label.clone(),
                seen: pending.seen.clone(),
            });
        }
        if let Some(period) = period
            && decided_on == self.as_of
            && settled.row.label.is_empty()
        {
            let seen = pending.seen.clone();
            self.decided.insert((stage.id, period), seen);
        }
        Ok(Ok(()))
    }
}

/// Writes what the row decides; returns the target's period.
fn write(
    draft: &mut dyn Draft,
    tally: &mut Tally,
    stage: &mut HeldStage,
    settled: &Settled,
    decided_on: Day,
) -> Result<Option<Period>, Error> {
    let row = &settled.row;
    let decide = |base| Revision {
        decided_on,
        terms: terms(row, base),
        reason: row.reason.clone(),
    };
    match settled.place {
        Place::Same(place) => {
            tally.targets.unchanged += 1;
            Ok(stage.targets.get(place).map(|held| held.target.period))
        }
        Place::Revise(place) => {
            let Some(there) = stage.targets.get_mut(place) else {
                return Ok(None);
            };
            let base = there.target.in_force(decided_on).map(|r| r.terms.clone());
            revise(draft, there, decide(base))?;
            tally.targets.revised += 1;
            Ok(Some(there.target.period))
        }
        Place::New(period) => {
            let target = Target {
                id: 0,
                period,
                label: row.label.clone(),
                carried_from: settled.carried_from,
                revisions: vec![decide(None)],
            };
            add_target(draft, stage, target)?;
            tally.targets.added += 1;
            Ok(Some(period))
        }
    }
}

/// Adds a target with its first revision to the store and to the stage at hand.
pub(super) fn add_target(
    draft: &mut dyn Draft,
    stage: &mut HeldStage,
    mut target: Target,
) -> Result<(), Error> {
    target.id = draft.add_target(stage.id, target.period, &target.label, target.carried_from)?;
    for revision in &target.revisions {
        draft.revise(target.id, revision)?;
    }
    stage.targets.push(HeldTarget {
        target,
        is_met: false,
        stored: 0,
    });
    Ok(())
}

/// Revises a target in the store and on the stage at hand.
pub(super) fn revise(
    draft: &mut dyn Draft,
    there: &mut HeldTarget,
    revision: Revision,
) -> Result<(), Error> {
    draft.revise(there.target.id, &revision)?;
    there.target.revisions.push(revision);
    if let Some((_, rest)) = there.target.revisions.split_first_mut() {
        rest.sort_by_key(|revision| revision.decided_on);
    }
    Ok(())
}

/// The target of an earlier period that a new one carries on.
///
/// # Errors
/// The earlier period, if the stage has no such target.
fn carried_from(stage: &HeldStage, row: &TargetRow, period: Period) -> Result<Option<i64>, Period> {
    let Some(earlier) = row.carried_from else {
        return Ok(None);
    };
    stage
        .targets
        .iter()
        .find(|t| t.target.period == earlier && t.target.label == row.label)
        .filter(|_| earlier < period)
        .map(|found| Some(found.target.id))
        .ok_or(earlier)
}

/// A row with its words read, and the target it speaks of.
struct Settled {
    row: TargetRow,
    place: Place,
    carried_from: Option<i64>,
}

impl Settled {
    /// The period of the target it speaks of.
    fn period(&self, stage: &HeldStage) -> Option<Period> {
        match self.place {
            Place::New(period) => Some(period),
            Place::Same(place) | Place::Revise(place) => {
                stage.targets.get(place).map(|held| held.target.period)
            }
        }
    }
}

/// Settles what the row asks for.
///
/// Words are read only in a file without a column of due days, and not again where all that the
/// row says holds already: what 年底 meant then is what it means.
fn settle(
    stage: &HeldStage,
    pending: &PendingTarget,
    as_of: Day,
    settings: &Settings,
) -> Result<Settled, BadRow> {
    let mut row = pending.row.clone();
    if let (StageKind::Milestone, Some(percent)) = (stage.facts.kind, row.percent)
        && percent != Percent::FULL
    {
        let problem = RowProblem::MilestoneTarget;
        return Err(pending.bad("percent", &pending.value, problem));
    }
    let mut found = find_target(stage, &row, as_of);
    if let (Given::Absent, Given::Value(words)) = (&row.due, &row.words)
        && !matches!(found, Ok(Place::Same(_)))
    {
        let words = words.clone();
        let deadline = read_words(&words, row.period, as_of, settings)
            .map_err(|problem| pending.bad("due_words", &words, RowProblem::Deadline(problem)))?;
        row.set_deadline(deadline);
        found = find_target(stage, &row, as_of);
    }
    let place = found.map_err(|problem| pending.bad("period", "", problem))?;
    let carried_from = match place {
        Place::New(period) => carried_from(stage, &row, period).map_err(|earlier| {
            let problem = RowProblem::UnknownTarget;
            pending.bad("carried_from", &earlier.to_string(), problem)
        })?,
        Place::Same(_) | Place::Revise(_) => None,
    };
    Ok(Settled {
        row,
        place,
        carried_from,
    })
}

/// What words say. Those without a year fall into the period, or without one into the half-year of
/// the day of the import.
///
/// # Errors
/// As [`read_deadline`].
pub(super) fn read_words(
    words: &str,
    period: Option<Period>,
    as_of: Day,
    settings: &Settings,
) -> Result<Deadline, DeadlineError> {
    let period = period.unwrap_or_else(|| Period::half_of(as_of));
    read_deadline(words, period, as_of, settings.before)
}

impl PendingTarget {
    fn bad(&self, field: &str, value: &str, problem: RowProblem) -> BadRow {
        BadRow {
            file: self.seen.file.to_string(),
            row: self.seen.row,
            field: field.to_owned(),
            value: value.to_owned(),
            problem,
        }
    }
}

fn shown<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// Which target a row speaks of.
#[derive(Clone, Copy)]
enum Place {
    /// It says what holds already of that one, by its place on the stage.
    Same(usize),
    /// That one, by its place on the stage.
    Revise(usize),
    /// A new one of that period.
    New(Period),
}

/// Finds the target by period and label. Without a period: the one of which the row says nothing
/// new, else the stage's only unmet one; if there is none, a new one in the half-year of the due
/// day (undated: of the day of the import).
fn find_target(stage: &HeldStage, row: &TargetRow, as_of: Day) -> Result<Place, RowProblem> {
    let decided_on = row.decided_on.unwrap_or(as_of);
    let says_nothing_new = |held: &HeldTarget| {
        let in_force = held.target.in_force(decided_on).map(|r| &r.terms);
        let base = in_force.cloned();
        let terms = terms(row, base);
        let stored = held.target.revisions.iter().take(held.stored);
        in_force == Some(&terms)
            // A numbered row tells history: it is there, whatever was decided since.
            || (row.revision.is_some()
                && stored
                    .into_iter()
                    .any(|r| row.decided_on == Some(r.decided_on) && r.terms == terms))
    };
    let labelled = |held: &&HeldTarget| held.target.label == row.label;
    if let Some(period) = row.period {
        let found = stage
            .targets
            .iter()
            .enumerate()
            .find(|(_, held)| held.target.period == period && labelled(held));
        return Ok(match found {
            None => Place::New(period),
            Some((place, held)) if says_nothing_new(held) => Place::Same(place),
            Some((place, _)) => Place::Revise(place),
        });
    }
    let same = |held: &HeldTarget| labelled(&held) && says_nothing_new(held);
    if let Some(place) = stage.targets.iter().position(same) {
        return Ok(Place::Same(place));
    }
    let unmet: Vec<usize> = stage
        .targets
        .iter()
        .enumerate()
        .filter(|(_, held)| !held.is_met && labelled(held))
        .map(|(place, _)| place)
        .collect();
    match unmet.as_slice() {
        [place] => Ok(Place::Revise(*place)),
        [] => {
            let due = match row.due {
                Given::Value(due) => due,
                _ => as_of,
            };
            let period = Period::half_of(due);
            let there = stage
                .targets
                .iter()
                .position(|held| held.target.period == period && labelled(&held));
            Ok(there.map_or(Place::New(period), Place::Revise))
        }
        _ => Err(RowProblem::SeveralTargets),
    }
}

/// The terms a row sets, on the ground of those in force: a column that the file lacks leaves
/// what there is.
pub(super) fn terms(row: &TargetRow, base: Option<Terms>) -> Terms {
    let base = base.unwrap_or(Terms {
        percent: Percent::FULL,
        due: None,
        words: None,
        is_due_implied: false,
        start: None,
        baseline: None,
        plan_points: Vec::new(),
        commitment: None,
        state: TargetState::Active,
    });
    let due = row.due.clone().or_kept(base.due);
    let has_moved = due != base.due;
    Terms {
        percent: row.percent.unwrap_or(base.percent),
        due,
        words: row.words.clone().or_kept(base.words.filter(|_| !has_moved)),
        is_due_implied: due.is_some()
            && row
                .is_due_implied
                .unwrap_or(base.is_due_implied && !has_moved),
        start: row.start.clone().or_kept(base.start),
        baseline: row.baseline.clone().or_kept(base.baseline),
        plan_points: row
            .plan_points
            .clone()
            .or_kept(Some(base.plan_points))
            .unwrap_or_default(),
        commitment: row.commitment.clone().or_kept(base.commitment),
        state: row.state.unwrap_or(base.state),
    }
}
