//! What is said of targets: which one is meant, and what becomes of its terms.
//!
//! One rule for every entrance. A row that says what a target's terms are, or once were, changes
//! nothing. Else it means the stage's only unmet target that fits the number, period and label
//! given, of several the one with that due day, and if there is none, a new one.

use crate::error::{Error, Refusal, RowProblem, TargetProblem, Warning};
use crate::model::{
    Day, Deadline, Given, Percent, Period, Revision, Stage, StageKind, Target, TargetState,
};
use crate::store::rows::{Record, TargetIdentity};
use crate::store::{Of, Table};

use super::Origin;
use super::change::{Due, Earlier, Goal, StageMention, TargetChange};
use super::plan::{Outcome, Planner};
use super::resolve::Meant;
use super::terms::{self, Ground, is_resting, misplaced_point};

/// A statement with its project and stage.
struct Asked<'c> {
    at: usize,
    change: &'c TargetChange,
    project: i64,
    stage: i64,
    decided_on: Day,
}

impl Planner<'_> {
    /// Takes what is said of targets. Rows that say nothing new come first, so that the others
    /// revise what is left over, not what stays as it is.
    pub(super) fn take_targets(&mut self, given: &[(usize, &TargetChange)]) -> Result<(), Error> {
        let mut asked = Vec::new();
        for (at, change) in given {
            match self.asked(*at, change)? {
                Ok(Some(one)) => asked.push(one),
                Ok(None) => {}
                Err((field, problem)) => self.fault(*at, field, problem),
            }
        }
        let mut left = Vec::new();
        for asked in asked {
            // What is in the file's history is taken in its order.
            if asked.change.which.is_row && asked.change.which.revision.is_none() {
                if !self.says_nothing_new(&asked) {
                    left.push(asked);
                }
            } else {
                left.push(asked);
            }
        }
        for asked in left {
            if let Err((field, problem)) = self.take_target(&asked)? {
                self.fault(asked.at, field, problem);
            }
        }
        Ok(())
    }

    fn asked<'c>(
        &mut self,
        at: usize,
        change: &'c TargetChange,
    ) -> Result<Meant<Option<Asked<'c>>>, Error> {
        let project = match self.project(&change.project)? {
            Ok(project) => project,
            Err(fault) => return Ok(Err(fault)),
        };
        let new_kind = match (&change.stage, change.goal) {
            (StageMention::New(_), Goal::Done) => StageKind::Milestone,
            _ => StageKind::Measured,
        };
        let stage = match self.stage(project, &change.stage, new_kind)? {
            Ok(stage) => stage,
            Err(fault) => return Ok(Err(fault)),
        };
        let decided_on = match self.day(change.decided_on) {
            Ok(day) => day,
            Err(problem) => return Ok(Err(("decided_on", problem))),
        };
        let kind = self.kind(project, stage);
        if change.goal == Goal::OfMilestone && kind == StageKind::Measured {
            return Ok(Ok(None));
        }
        let percent = match change.goal {
            Goal::Percent(percent) => Some(percent),
            _ => None,
        };
        if percent == Some(Percent::ZERO) {
            return Ok(Err(("percent", of_kind(
                change,
                RowProblem::ZeroTarget,
                TargetProblem::Zero,
            ))));
        }
        if kind == StageKind::Milestone && percent.is_some_and(|percent| percent != Percent::FULL) {
            return Ok(Err(("percent", of_kind(
                change,
                RowProblem::MilestoneTarget,
                TargetProblem::Milestone,
            ))));
        }
        Ok(Ok(Some(Asked {
            at,
            change,
            project,
            stage,
            decided_on,
        })))
    }

    fn kind(&self, project: i64, stage: i64) -> StageKind {
        let held = self.space.at_hand(project);
        let stage = held.and_then(|held| held.stage(stage));
        stage.map_or(StageKind::Measured, |stage| stage.facts.kind)
    }

    fn ground(&self, asked: &Asked<'_>) -> Ground<'_> {
        Ground {
            kind: self.kind(asked.project, asked.stage),
            as_of: self.occasion.as_of,
            settings: &self.space.settings,
        }
    }

    fn stage_of(&self, asked: &Asked<'_>) -> Option<&Stage> {
        self.space.at_hand(asked.project)?.stage(asked.stage)
    }

    /// Whether a row says what the terms of a target are, or were before; then it is done with.
    fn says_nothing_new(&mut self, asked: &Asked<'_>) -> bool {
        let Some(stage) = self.stage_of(asked) else { return false };
        let fitting: Vec<&Target> = stage
            .targets
            .iter()
            .filter(|target| fits(target, asked, self.occasion.as_of))
            .collect();
        let present = |target: &&Target| {
            let now = target.in_force(asked.decided_on);
            now.filter(|now| self.leaves(asked, stage, now)).cloned()
        };
        let claimed = |target: &Target| self.claims.contains_key(&(target.id, asked.decided_on));
        let mut found = None;
        for is_claimed in [false, true] {
            let free = fitting.iter().rev().filter(|target| claimed(target) == is_claimed);
            let same = free.filter_map(|target| Some((target.id, present(target)?))).next();
            found = found.or(same);
        }
        let earlier = || {
            let all = fitting.iter().rev();
            all.flat_map(|target| target.revisions.iter().map(|revision| (target.id, revision)))
                .find(|(_, revision)| self.leaves(asked, stage, revision))
                .map(|(id, _)| id)
        };
        let (target, is_earlier) = match found {
            Some((target, _)) => (target, false),
            None if asked.change.decided_on.is_none() => match earlier() {
                Some(target) => (target, true),
                None => return false,
            },
            None => return false,
        };
        let now = fitting.iter().find(|there| there.id == target);
        let Some(now) = now.and_then(|target| target.in_force(asked.decided_on)).cloned() else {
            return false;
        };
        let origin = self.origin(asked.at);
        if is_earlier {
            self.warnings.push((origin, Warning::EarlierTerms));
        }
        self.claims.insert((target, asked.decided_on), origin);
        self.tally.targets.unchanged += 1;
        self.done(asked.at, Outcome::Target {
            project: asked.project,
            stage: asked.stage,
            target,
            before: Some(Box::new(now.clone())),
            after: Box::new(now),
        });
        true
    }

    /// Whether the terms stay as they are with the statement. Words that stand beside them are not
    /// read again: what 年底 meant then is what it means.
    fn leaves(&self, asked: &Asked<'_>, stage: &Stage, revision: &Revision) -> bool {
        let base = &revision.terms;
        let mut change = asked.change.clone();
        let mut deadline = None;
        if let Due::Words(words) = &change.due {
            let words = change.words.value().unwrap_or(words);
            if base.words.as_deref().map(str::trim) != Some(words.trim()) {
                return false;
            }
            let read = terms::read_due(&change, base.period, self.ground(asked));
            if let Ok(Some(read)) = read {
                // Its commitment word still speaks.
                deadline = Some(match (read, base.due) {
                    (Deadline::On { commitment, .. } | Deadline::Undated { commitment }, Some(due)) => {
                        Deadline::On { due, commitment }
                    }
                    (Deadline::On { commitment, .. } | Deadline::Undated { commitment }, None) => {
                        Deadline::Undated { commitment }
                    }
                });
            }
            change.words = Given::Absent;
            change.due = Due::Absent;
        }
        let has_words = deadline.is_some();
        if !has_words {
            deadline = match terms::read_due(&change, base.period, self.ground(asked)) {
                Ok(deadline) => deadline,
                Err(_) => return false,
            };
        }
        let period = asked.change.which.period.or(base.period);
        let mut set = terms::set(&change, Some(base), period, deadline, self.ground(asked));
        if has_words {
            set.is_due_implied = base.is_due_implied;
            set.words.clone_from(&base.words);
        }
        let carried = match self.carried_from(asked, stage, &set.label, base.period) {
            Ok(carried) => carried,
            Err(_) => return false,
        };
        set.carried_from = carried.or_kept(base.carried_from);
        set == *base
    }

    fn carried_from(
        &self,
        asked: &Asked<'_>,
        stage: &Stage,
        label: &str,
        period: Option<Period>,
    ) -> Meant<Given<i64>> {
        let earlier = match &asked.change.carried_from {
            Given::Absent => return Ok(Given::Absent),
            Given::Empty => return Ok(Given::Empty),
            Given::Value(earlier) => *earlier,
        };
        let found = stage.targets.iter().find(|target| match earlier {
            Earlier::Number(number) => target.number == number,
            Earlier::Period(period) => target.revisions.iter().any(|revision| {
                revision.terms.period == Some(period) && revision.terms.label == label
            }),
        });
        let found = found.filter(|target| {
            let before = target.revisions.last().and_then(|last| last.terms.period);
            before.zip(period).is_none_or(|(before, now)| before < now)
        });
        match found {
            Some(target) => Ok(Given::Value(target.id)),
            None => Err(("carried_from", RowProblem::UnknownTarget)),
        }
    }

    fn take_target(&mut self, asked: &Asked<'_>) -> Result<Meant<()>, Error> {
        let change = asked.change;
        let target = match self.which(asked)? {
            Ok(target) => target,
            Err(fault) => return Ok(Err(fault)),
        };
        let Some(stage) = self.stage_of(asked).cloned() else { return Ok(Ok(())) };
        let there = stage.targets.iter().find(|there| Some(there.id) == target);
        let before = there.and_then(|there| there.in_force(asked.decided_on)).cloned();
        if let (Some(there), true) = (there, change.which.revision.is_some())
            && let Some(same) = self.same_of_history(asked, &stage, there)
        {
            self.tally.targets.unchanged += 1;
            self.done(asked.at, Outcome::Target {
                project: asked.project,
                stage: asked.stage,
                target: there.id,
                before: Some(Box::new(same.clone())),
                after: Box::new(same),
            });
            return Ok(Ok(()));
        }
        if before.is_none() && change.state.is_some() && !change.which.is_row {
            let place = self.space.at_hand(asked.project).map(|held| held.place(asked.stage));
            let problem = TargetProblem::NoTarget(place.unwrap_or_default());
            return Ok(Err(("state", refused(problem))));
        }
        let base = before.as_ref().map(|before| &before.terms);
        // A row's words are of the period that it gives; a command's of the target that it means.
        let own = base.and_then(|base| base.period);
        let read_in = change.which.period.or(own.filter(|_| !change.which.is_row));
        let deadline = match terms::read_due(change, read_in, self.ground(asked)) {
            Ok(deadline) => deadline,
            Err(fault) => return Ok(Err(fault)),
        };
        // A new one without a period belongs to the half-year of its due day.
        let due = match deadline {
            Some(Deadline::On { due, .. }) => due,
            _ => self.occasion.as_of,
        };
        let given = change.which.period.or(own);
        let period = Some(given.unwrap_or_else(|| Period::half_of(due)));
        let mut after = terms::set(change, base, period, deadline, self.ground(asked));
        match self.carried_from(asked, &stage, &after.label, period) {
            Ok(carried) => after.carried_from = carried.or_kept(after.carried_from),
            Err(fault) => return Ok(Err(fault)),
        }
        let set_on = there.and_then(|there| there.original()).map_or(asked.decided_on, |first| first.decided_on);
        let plan = |terms: &crate::model::Terms| (terms.start, terms.due, terms.plan_points.clone());
        if base.map(plan) != Some(plan(&after))
            && let Some(problem) = misplaced_point(&after, set_on)
        {
            // A row that moves the due day past points, or tells history, does not give them anew.
            let gives_points = change.plan_points.is_given() && change.which.revision.is_none();
            match (&problem, after.due) {
                (TargetProblem::ViaOutside { on, start, .. }, Some(due))
                    if change.which.is_row && !gives_points =>
                {
                    let origin = self.origin(asked.at);
                    let (on, from) = (*on, start.plus(1).filter(|from| on < from));
                    self.warnings.push((origin, Warning::PointOutside { on, from, due }));
                }
                _ => return Ok(Err(("via", refused(problem)))),
            }
        }
        if let (Some(due), Some(start)) = (after.due, after.start)
            && due < start
        {
            let origin = self.origin(asked.at);
            self.warnings.push((origin, Warning::DueBeforeStart { due, start }));
        }
        self.warn_baseline(asked, &after, set_on)?;
        let is_new = there.is_none();
        let id = match there {
            Some(there) => there.id,
            None => self.add_target(asked)?,
        };
        let revision = Revision {
            decided_on: asked.decided_on,
            terms: after,
            reason: change.reason.clone(),
        };
        self.revise(asked, id, before.as_ref(), &revision);
        if !change.which.revision.is_some_and(|number| number > 0) {
            let origin = self.origin(asked.at);
            self.claims.insert((id, asked.decided_on), origin);
        }
        let counts = &mut self.tally.targets;
        match &before {
            _ if is_new => counts.added += 1,
            Some(before) if before.terms == revision.terms => counts.unchanged += 1,
            _ => counts.revised += 1,
        }
        self.done(asked.at, Outcome::Target {
            project: asked.project,
            stage: asked.stage,
            target: id,
            before: before.map(Box::new),
            after: Box::new(revision),
        });
        Ok(Ok(()))
    }

    /// A row of a target's history that is in the record already.
    fn same_of_history(
        &self,
        asked: &Asked<'_>,
        stage: &Stage,
        target: &Target,
    ) -> Option<Revision> {
        let revisions = target.revisions.iter();
        let on_day = revisions.filter(|revision| revision.decided_on == asked.decided_on);
        on_day.rev().find(|revision| self.leaves(asked, stage, revision)).cloned()
    }

    /// The target that is meant; `None`: a new one.
    fn which(&mut self, asked: &Asked<'_>) -> Result<Meant<Option<i64>>, Error> {
        let unmet = self.unmet(asked.project)?.clone();
        let as_of = self.occasion.as_of;
        let Some(stage) = self.stage_of(asked) else { return Ok(Ok(None)) };
        if let Some(number) = asked.change.which.number {
            let there = stage.targets.iter().find(|target| target.number == number);
            return Ok(Ok(there.map(|target| target.id)));
        }
        let carried_on: Vec<i64> = stage.targets.iter().filter_map(Target::carried_from).collect();
        let is_free = |target: &&Target| {
            let is_history = asked.change.which.revision.is_some();
            is_history || !self.claims.contains_key(&(target.id, asked.decided_on))
        };
        let fitting: Vec<&Target> = stage
            .targets
            .iter()
            .filter(|target| fits(target, asked, as_of))
            .filter(is_free)
            .collect();
        // A row of a target's history goes to the target of its period.
        if asked.change.which.revision.is_some() {
            return Ok(Ok(fitting.last().map(|target| target.id)));
        }
        let rests = |target: &&&Target| {
            let revision = target.in_force(as_of);
            revision.is_some_and(|revision| is_resting(&revision.terms))
        };
        let resting: Vec<&Target> = fitting.iter().filter(rests).copied().collect();
        let is_new = |target: &Target| self.space.batch.targets.iter().any(|new| new.id == target.id);
        let mut meant: Vec<&Target> = match asked.change.state {
            Some(TargetState::Active) if !resting.is_empty() => resting,
            state => {
                let is_meant = |target: &&&Target| {
                    (unmet.contains(&target.id) || is_new(target))
                        && !carried_on.contains(&target.id)
                };
                let open: Vec<&Target> = fitting.iter().filter(is_meant).copied().collect();
                match (state, open.is_empty()) {
                    // What is given up or rests need not be unmet.
                    (Some(_), true) => fitting,
                    _ => open,
                }
            }
        };
        if meant.len() > 1 {
            let ground = self.ground(asked);
            let deadline = terms::read_due(asked.change, asked.change.which.period, ground);
            if let Ok(Some(Deadline::On { due, .. })) = deadline {
                let has_due = |target: &&&Target| {
                    let now = target.in_force(as_of);
                    now.is_some_and(|now| now.terms.due == Some(due))
                };
                let with_due: Vec<&Target> = meant.iter().filter(has_due).copied().collect();
                if with_due.len() == 1 {
                    meant = with_due;
                }
            }
        }
        if meant.len() > 1 && asked.change.which.label.is_none() {
            let is_plain = |target: &&&Target| {
                let now = target.in_force(as_of);
                now.is_some_and(|now| now.terms.label.is_empty())
            };
            let plain: Vec<&Target> = meant.iter().filter(is_plain).copied().collect();
            if plain.len() == 1 {
                meant = plain;
            }
        }
        if meant.is_empty()
            && let Some(first) = self.said_twice(asked)
        {
            let problem = self.occasion.duplicate(first);
            return Ok(Err(("stage", problem)));
        }
        Ok(match meant.as_slice() {
            [] => Ok(None),
            [only] => Ok(Some(only.id)),
            several if asked.change.which.is_row => {
                let _ = several;
                Err(("period", RowProblem::SeveralTargets))
            }
            several => {
                let place = self.space.at_hand(asked.project).map(|held| held.place(asked.stage));
                let targets = several.iter().filter_map(|target| {
                    let terms = &target.in_force(as_of)?.terms;
                    let period = terms.period.unwrap_or_else(|| Period::half_of(as_of));
                    Some((period, terms.label.clone(), terms.due))
                });
                Err(("stage", refused(TargetProblem::Several {
                    place: place.unwrap_or_default(),
                    targets: targets.collect(),
                })))
            }
        })
    }

    /// Another statement that gives the stage a target of the same period and due day, decided on the
    /// same day: two percents for one day are a question.
    fn said_twice(&self, asked: &Asked<'_>) -> Option<Origin> {
        let change = asked.change;
        let stage = self.stage_of(asked)?;
        let read = terms::read_due(change, change.which.period, self.ground(asked)).ok()?;
        stage.targets.iter().find_map(|target| {
            let first = self.claims.get(&(target.id, asked.decided_on))?;
            let now = target.in_force(asked.decided_on)?;
            let due = match read {
                Some(Deadline::On { due, .. }) => Some(due),
                Some(Deadline::Undated { .. }) => None,
                None => now.terms.due,
            };
            let is_same = fits(target, asked, self.occasion.as_of) && now.terms.due == due;
            is_same.then_some(*first)
        })
    }

    /// A new target of the stage, after all those it ever had.
    fn add_target(&mut self, asked: &Asked<'_>) -> Result<i64, Error> {
        let stage = asked.stage;
        let mut last = 0;
        let mut see = |number: i64| last = last.max(number);
        if self.space.at_hand(asked.project).is_some_and(|held| held.stage_before(stage).is_some()) {
            self.space.read.rows(Table::Target, Of::Project(asked.project), &mut |row| {
                let target = TargetIdentity::read(row)?;
                if target.stage == stage {
                    see(target.number);
                }
                Ok(())
            })?;
        }
        let new = self.space.batch.targets.iter().filter(|target| target.stage == stage);
        new.for_each(|target| see(target.number));
        let number = asked.change.which.number.filter(|number| *number > last).unwrap_or(last + 1);
        let id = self.space.new_target();
        self.space.batch.targets.push(TargetIdentity {
            id,
            entry: 0,
            stage,
            number,
        });
        let held = self.space.at_hand_mut(asked.project);
        if let Some(stage) = held.and_then(|held| held.stage_mut(stage)) {
            stage.targets.push(Target {
                id,
                number,
                revisions: Vec::new(),
            });
        }
        Ok(id)
    }

    /// Writes terms down, and lays them upon the target at hand. The state of a new target counts
    /// from its day only, unlike its terms.
    fn revise(&mut self, asked: &Asked<'_>, target: i64, before: Option<&Revision>, now: &Revision) {
        let old = before.map(|before| &before.terms);
        let mut edits = Vec::new();
        if old.is_none() && is_resting(&now.terms) {
            let active = crate::model::Terms {
                state: TargetState::Active,
                ..now.terms.clone()
            };
            edits.extend(terms::revision(target, now.decided_on, None, &active));
            edits.extend(terms::revision(target, now.decided_on, Some(&active), &now.terms));
        } else {
            edits.extend(terms::revision(target, now.decided_on, old, &now.terms));
        }
        let batch = &mut self.space.batch.revisions;
        let is_said = !edits.is_empty();
        for mut edit in edits {
            let there = batch.iter().filter(|other| other.target == target);
            edit.position = 1 + i64::try_from(there.count()).unwrap_or(i64::MAX - 1);
            edit.reason.clone_from(&now.reason);
            batch.push(edit);
        }
        let held = self.space.at_hand_mut(asked.project);
        let stage = held.and_then(|held| held.stage_mut(asked.stage));
        let there = stage.and_then(|stage| stage.targets.iter_mut().find(|t| t.id == target));
        if let Some(there) = there.filter(|_| is_said) {
            there.revisions.push(now.clone());
            if let Some((_, rest)) = there.revisions.split_first_mut() {
                rest.sort_by_key(|revision| revision.decided_on);
            }
        }
    }

    /// Tells that a declared baseline is not used, because a figure stands in its place.
    fn warn_baseline(
        &mut self,
        asked: &Asked<'_>,
        terms: &crate::model::Terms,
        set_on: Day,
    ) -> Result<(), Error> {
        if let Given::Value(declared) = asked.change.baseline {
            let day = crate::assess::baseline_day(terms, set_on);
            self.baselines.push(super::readings::DeclaredBaseline {
                origin: self.origin(asked.at),
                stage: asked.stage,
                day,
                declared,
            });
        }
        Ok(())
    }
}

/// Whether a target is of the number, period and label given.
fn fits(target: &Target, asked: &Asked<'_>, as_of: Day) -> bool {
    let which = &asked.change.which;
    let Some(terms) = target.in_force(as_of).map(|revision| &revision.terms) else {
        return false;
    };
    which.number.is_none_or(|number| target.number == number)
        && which.period.is_none_or(|period| terms.period == Some(period))
        && which.label.as_ref().is_none_or(|label| terms.label == *label)
}

fn refused(problem: TargetProblem) -> RowProblem {
    RowProblem::Refused(Box::new(Refusal::Target(problem)))
}

fn of_kind(change: &TargetChange, of_row: RowProblem, problem: TargetProblem) -> RowProblem {
    if change.which.is_row { of_row } else { refused(problem) }
}
