//! What is said of targets, and what becomes of their terms.

use crate::assess::{baseline_day, plan_start};
use crate::messages::{Error, Field, Refusal, ValueProblem, Warning};
use crate::model::{DateError, Day, Percent, Period, Revision, Stage, StageKind, Target, Terms};
use crate::store::rows::{Record, RevisionEdit, TargetIdentity};
use crate::store::{Of, Table};

use super::change::{Goal, TargetChange};
use super::mention::{StageMention, split_number};
use super::planner::{NotTaken, Planner, Taken, refuse};
use super::terms::{self, misplaced_point};
use super::which_stage::has_stage_called;
use super::which_target::Asked;

impl Planner<'_> {
    /// Takes what is said of targets. Rows that say nothing new come first, so that the others
    /// revise what is left over, not what stays as it is.
    pub(super) fn take_targets(&mut self, given: &[(usize, &TargetChange)]) -> Result<(), Error> {
        let mut asked = Vec::new();
        for (at, change) in given {
            let one = self.asked(*at, change);
            asked.extend(self.noted(*at, one)?.flatten());
        }
        let mut left = Vec::new();
        for asked in asked {
            // What is in the file's history is taken in its order.
            let is_row = asked.change.which.is_row && asked.change.which.revision.is_none();
            let is_same = is_row.then(|| self.says_nothing_new(&asked)).transpose();
            if self.noted(asked.at, is_same)?.flatten() != Some(true) {
                left.push(asked);
            }
        }
        for asked in left {
            let taken = self.take_target(&asked);
            self.noted(asked.at, taken)?;
        }
        Ok(())
    }

    /// The stage that a statement means; `None`: it is about a target only if that is a milestone,
    /// which it is not.
    fn asked<'c>(&mut self, at: usize, change: &'c TargetChange) -> Taken<Option<Asked<'c>>> {
        let (project, mention) = self.project_and_stage(&change.project, &change.stage)?;
        let new_kind = match (&mention, change.goal) {
            (StageMention::New(_), Goal::Done) => StageKind::Milestone,
            _ => StageKind::Measured,
        };
        let period = self.period(change)?;
        let (mention, number) = self.numbered(project, mention, change)?;
        let stage = self.stage(project, &mention, new_kind);
        let stage = stage.map_err(|problem| may_be_new(&mention, problem))?;
        let decided_on = self.day("decided_on", change.decided_on)?;
        let asked = Asked {
            at,
            change,
            project,
            stage,
            number,
            period,
            decided_on,
        };
        let is_measured = self.is_measured(&asked)?;
        match change.goal {
            Goal::OfMilestone if is_measured => return Ok(None),
            Goal::Percent(percent) => check_goal(percent, is_measured)?,
            _ => {}
        }
        Ok(Some(asked))
    }

    /// The stage that is mentioned, and the number of a target behind it: `main-structure#2`. A
    /// stage that is called so is meant itself. Of a number alone it is the only stage with such a
    /// target, if there is one.
    fn numbered(
        &mut self,
        project: i64,
        mention: StageMention,
        change: &TargetChange,
    ) -> Taken<(StageMention, Option<i64>)> {
        self.space.get(project)?;
        let project = &self.held(project)?.project;
        let (StageMention::Typed(text) | StageMention::New(text)) = &mention else {
            return Ok((mention, change.which.number));
        };
        let Some((stage, number)) = split_number(text) else {
            return Ok((mention, change.which.number));
        };
        let number = number.trim_start_matches('#').parse().ok();
        // A new stage may be called so.
        let is_number = !has_stage_called(project, text)
            && (matches!(mention, StageMention::Typed(_)) || has_stage_called(project, stage));
        let Some(number) = number.filter(|_| is_number) else {
            return Ok((mention, change.which.number));
        };
        if !stage.is_empty() {
            return Ok((StageMention::Typed(stage.to_owned()), Some(number)));
        }
        let has_it = |stage: &&Stage| stage.targets.iter().any(|target| target.number == number);
        let stages: Vec<&Stage> = project.stages.iter().filter(has_it).collect();
        let mention = match stages.as_slice() {
            [only] => StageMention::Coded(only.facts.code.clone()),
            _ => StageMention::Meant,
        };
        Ok((mention, Some(number)))
    }

    /// The period that is given, which the office's year may tell.
    fn period(&self, change: &TargetChange) -> Taken<Option<Period>> {
        let Some(name) = change.which.period else {
            return Ok(None);
        };
        let period = name.resolve(self.space.settings.year_begins);
        if period.is_none() {
            let problem = ValueProblem::Date(DateError::NoFiscalYear);
            let field = Field::Named("--period");
            return refuse("period", Refusal::value(field, name.to_string(), problem));
        }
        Ok(period)
    }

    fn take_target(&mut self, asked: &Asked<'_>) -> Taken<()> {
        let change = asked.change;
        let is_history = change.which.revision.is_some();
        let target = self.which_target(asked)?;
        // No unmet target is meant; a met one may have these very terms.
        if target.is_none() && !change.which.is_row && self.says_nothing_new(asked)? {
            return Ok(());
        }
        let stage = self.stage_of(asked)?.clone();
        let there = stage.targets.iter().find(|there| Some(there.id) == target);
        let before = there.and_then(|there| there.in_force(asked.decided_on));
        if let Some(there) = there
            && is_history
            && let Some(same) = self.same_of_history(asked, &stage, there)
        {
            self.target_done(asked, there.id, Some(same.clone()), same);
            return Ok(());
        }
        if before.is_none() && change.state.is_some() && !change.which.is_row {
            let stage_path = self.stage_path(asked.project, asked.stage);
            return refuse("state", Refusal::NoTarget { stage_path });
        }
        let base = before.map(|before| &before.terms);
        // A row's words are of the period that it gives; a command's of the target that it means.
        let own = base.and_then(|base| base.period);
        let read_in = asked.period.or(own.filter(|_| !change.which.is_row));
        let deadline = terms::read_due(change, read_in, &self.date_rules())?;
        if change.which.is_row && read_in.is_none() && !is_history {
            terms::check_year(change, &self.date_rules())?;
        }
        // Another spelling of the same days changes nothing.
        let own_still = own.filter(|own| asked.period.is_none_or(|given| given == *own));
        let period = own_still.or(asked.period);
        let mut after = terms::set(change, base, period, deadline, !stage.is_milestone());
        let carried = self.carried_from(asked, &stage, &after.label, period)?;
        after.carried_from = carried.or_kept(after.carried_from);
        if let (Some(there), Some(before)) = (there, before)
            && !is_history
            && self.is_of_older_sheet(asked, before, &after)?
        {
            let target = format!(
                "{}#{}",
                self.stage_path(asked.project, asked.stage),
                there.number
            );
            let (percent, due) = (before.terms.percent, before.terms.due);
            let warning = Warning::NewerTerms {
                target,
                percent,
                due,
            };
            self.warn(asked.at, warning);
            self.claim(there.id, asked);
            self.target_done(asked, there.id, Some(before.clone()), before.clone());
            return Ok(());
        }
        let first = there.and_then(Target::original);
        let set_on = first.map_or(asked.decided_on, |first| first.decided_on);
        self.declare_start(asked, base, &mut after, set_on)?;
        self.check_plan(asked, base, &after, set_on)?;
        let id = match there {
            Some(there) => there.id,
            None => self.add_target(asked)?,
        };
        let revision = Revision {
            decided_on: asked.decided_on,
            terms: after,
            reason: change.reason.clone(),
            entry: 0,
        };
        self.revise(asked, id, base, &revision);
        self.declare_baseline(asked, id, baseline_day(&revision.terms, set_on))?;
        if !is_history {
            self.claim(id, asked);
        }
        self.target_done(asked, id, before.cloned(), revision);
        Ok(())
    }

    /// Whether a row of a sheet says other terms than were decided after its day.
    fn is_of_older_sheet(
        &mut self,
        asked: &Asked<'_>,
        before: &Revision,
        after: &Terms,
    ) -> Taken<bool> {
        // A row with the day of its decision has its place among the others.
        let is_dated = asked.change.decided_on.is_some();
        if !asked.change.which.is_row || is_dated || *after == before.terms {
            return Ok(false);
        }
        let age = self.age(asked.at, asked.change.read_on);
        Ok(self.is_newer(before.entry, age, asked.project)?)
    }

    /// Whether the plan of new terms holds together.
    fn check_plan(
        &mut self,
        asked: &Asked<'_>,
        base: Option<&Terms>,
        after: &Terms,
        set_on: Day,
    ) -> Taken<()> {
        let which = &asked.change.which;
        let is_history = which.revision.is_some();
        let is_same = base.is_some_and(|base| {
            plan_start(base, set_on) == plan_start(after, set_on)
                && base.due == after.due
                && base.plan_points == after.plan_points
        });
        if !is_same && let Some(problem) = misplaced_point(after, set_on) {
            // A row that moves the due day past points, or tells history, does not give them anew.
            let gives_points = asked.change.plan_points.is_given() && !is_history;
            match (&problem, after.due) {
                (Refusal::PointOutside { on, start, .. }, Some(due))
                    if which.is_row && !gives_points =>
                {
                    let (on, from) = (*on, start.plus(1).filter(|from| on < from));
                    self.warn(asked.at, Warning::PointOutside { on, from, due });
                }
                // Decided earlier, but recorded later, a due day was taken away from under them.
                (Refusal::PointOutside { .. }, None) if is_history => {}
                _ => return refuse("via", problem),
            }
        }
        if let (Some(due), Some(start)) = (after.due, after.start)
            && due < start
        {
            self.warn(asked.at, Warning::DueBeforeStart { due, start });
        }
        Ok(())
    }

    /// A row of a target's history that is in the record already.
    fn same_of_history(
        &self,
        asked: &Asked<'_>,
        stage: &Stage,
        target: &Target,
    ) -> Option<Revision> {
        let mut revisions = target.revisions.iter().rev();
        let same = revisions.find(|revision| {
            revision.decided_on == asked.decided_on
                && self.laid(asked, stage, revision).as_ref() == Some(&revision.terms)
        });
        same.cloned()
    }

    /// A new target of the stage, after all those it ever had.
    fn add_target(&mut self, asked: &Asked<'_>) -> Taken<i64> {
        let next = self.next_target_number(asked.project, asked.stage)?;
        let given = asked.number.filter(|number| *number >= next);
        let number = given.unwrap_or(next);
        let id = (self.space).add_target(asked.project, asked.stage, number);
        Ok(id)
    }

    /// The number that a new target of the stage will have: behind all those it ever had.
    pub(super) fn next_target_number(&self, project: i64, stage: i64) -> Taken<i64> {
        let targets = self.held_stage(project, stage)?.targets.iter();
        let mut last = targets.map(|target| target.number).max().unwrap_or(0);
        if !self.space.is_new_stage(stage) {
            let of = Of::Project(project);
            self.space.read.rows(Table::Target, of, &mut |row| {
                let target = TargetIdentity::read(row)?;
                if target.stage == stage {
                    last = last.max(target.number);
                }
                Ok(())
            })?;
        }
        Ok(last.saturating_add(1))
    }

    /// Writes terms down, and lays them upon the target at hand.
    fn revise(&mut self, asked: &Asked<'_>, target: i64, old: Option<&Terms>, now: &Revision) {
        let edits = terms::edits(old, &now.terms);
        let is_changed = !edits.is_empty();
        let position = self.revision_counts.entry(target).or_default();
        for terms in edits {
            *position += 1;
            self.space.batch.add(&RevisionEdit {
                target,
                entry: 0,
                position: *position,
                decided_on: now.decided_on,
                terms,
                reason: now.reason.clone(),
                merged_into: None,
            });
        }
        let held = self.space.at_hand_mut(asked.project);
        let stage = held.and_then(|held| held.stage_mut(asked.stage));
        let there = stage.and_then(|stage| stage.targets.iter_mut().find(|t| t.id == target));
        if let Some(there) = there.filter(|_| is_changed) {
            there.revisions.push(now.clone());
            if let Some((_, rest)) = there.revisions.split_first_mut() {
                rest.sort_by_key(|revision| revision.decided_on);
            }
        }
    }
}

/// A target is over 0, and of a milestone all of it.
fn check_goal(percent: Percent, is_measured: bool) -> Taken<()> {
    let problem = match percent {
        Percent::ZERO => ValueProblem::ZeroTarget,
        Percent::FULL => return Ok(()),
        _ if is_measured => return Ok(()),
        _ => ValueProblem::MilestoneTarget,
    };
    let refusal = Refusal::value(Field::Target, percent.to_string(), problem);
    refuse("percent", refusal)
}

/// A stage that a command does not find, it may be told to make.
fn may_be_new(mention: &StageMention, problem: NotTaken) -> NotTaken {
    match (problem, mention) {
        (
            NotTaken::Refused(
                field,
                Refusal::NoSuchStage {
                    project,
                    nearest,
                    stages,
                    ..
                },
            ),
            StageMention::Typed(query),
        ) => {
            let stage_path = format!("{}/{query}", project.code);
            let refusal = Refusal::NewStage {
                stage_path,
                nearest,
                stages,
            };
            NotTaken::Refused(field, refusal)
        }
        (problem, _) => problem,
    }
}
