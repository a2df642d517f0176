//! What is said of targets, and what becomes of their terms.

use crate::assess::{baseline_day, plan_start};
use crate::messages::{Error, Field, Refusal, ValueProblem, Warning};
use crate::model::{
    DateError, Percent, Period, Revision, Stage, StageKind, Target, TargetState, Terms,
};
use crate::store::rows::{Record, TargetIdentity};
use crate::store::{Of, Table};

use super::change::{Goal, StageMention, TargetChange};
use super::outcome::Outcome;
use super::planner::Planner;
use super::resolve::Meant;
use super::terms::{self, is_resting, misplaced_point};
use super::which::Asked;

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
        let period = match self.period(change) {
            Ok(period) => period,
            Err(problem) => return Ok(Err(("period", problem))),
        };
        let (mention, number) = self.numbered(project, change)?;
        let stage = match self.stage(project, &mention, new_kind)? {
            Ok(stage) => stage,
            Err((field, problem)) => {
                return Ok(Err((field, Self::may_be_new(&mention, problem))));
            }
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
            return Ok(Err(("percent", not_a_goal("0", ValueProblem::ZeroTarget))));
        }
        if let Some(percent) = percent.filter(|percent| *percent != Percent::FULL)
            && kind == StageKind::Milestone
        {
            let problem = ValueProblem::MilestoneTarget;
            return Ok(Err(("percent", not_a_goal(&percent.to_string(), problem))));
        }
        Ok(Ok(Some(Asked {
            at,
            change,
            project,
            stage,
            number,
            period,
            decided_on,
        })))
    }

    /// The stage that is mentioned, and the number of a target behind it: `main-structure#2`. A
    /// stage that is called so is meant itself.
    fn numbered(
        &mut self,
        project: i64,
        change: &TargetChange,
    ) -> Result<(StageMention, Option<i64>), Error> {
        self.space.get(project)?;
        if let StageMention::Typed(text) = &change.stage
            && let Some((stage, number)) = text.rsplit_once('#')
            && let Ok(number) = number.parse()
            && !self.has_stage_called(project, text)
        {
            return Ok((StageMention::Typed(stage.to_owned()), Some(number)));
        }
        Ok((change.stage.clone(), change.which.number))
    }

    /// The period that is given, which the office's year may tell.
    fn period(&self, change: &TargetChange) -> Result<Option<Period>, Refusal> {
        let Some(name) = change.which.period else {
            return Ok(None);
        };
        let period = name.resolve(self.space.settings.year_begins);
        let refused = || {
            let field = Field::Named("--period");
            Refusal::value(
                field,
                name.to_string(),
                ValueProblem::Date(DateError::NoFiscalYear),
            )
        };
        period.map(Some).ok_or_else(refused)
    }

    /// A stage that a command does not find, it may be told to make.
    fn may_be_new(mention: &StageMention, problem: Refusal) -> Refusal {
        match (problem, mention) {
            (
                Refusal::NoSuchStage {
                    project,
                    nearest,
                    stages,
                    ..
                },
                StageMention::Typed(query),
            ) => Refusal::NewStage {
                place: format!("{project}/{query}"),
                nearest,
                stages,
            },
            (problem, _) => problem,
        }
    }

    fn take_target(&mut self, asked: &Asked<'_>) -> Result<Meant<()>, Error> {
        let change = asked.change;
        let target = match self.which(asked)? {
            Ok(target) => target,
            Err(fault) => return Ok(Err(fault)),
        };
        // No unmet target is meant; a met one may have these very terms.
        if target.is_none() && !change.which.is_row && self.says_nothing_new(asked) {
            return Ok(Ok(()));
        }
        let Some(stage) = self.stage_of(asked).cloned() else {
            return Ok(Ok(()));
        };
        let there = stage.targets.iter().find(|there| Some(there.id) == target);
        let before = there
            .and_then(|there| there.in_force(asked.decided_on))
            .cloned();
        if let (Some(there), true) = (there, change.which.revision.is_some())
            && let Some(same) = self.same_of_history(asked, &stage, there)
        {
            self.tally.targets.unchanged += 1;
            self.done(
                asked.at,
                Outcome::Target {
                    project: asked.project,
                    stage: asked.stage,
                    target: there.id,
                    before: Some(Box::new(same.clone())),
                    after: Box::new(same),
                },
            );
            return Ok(Ok(()));
        }
        if before.is_none() && change.state.is_some() && !change.which.is_row {
            let place = self.place(asked);
            return Ok(Err(("state", Refusal::NoTarget { place })));
        }
        let base = before.as_ref().map(|before| &before.terms);
        // A row's words are of the period that it gives; a command's of the target that it means.
        let own = base.and_then(|base| base.period);
        let read_in = asked.period.or(own.filter(|_| !change.which.is_row));
        let deadline = match terms::read_due(change, read_in, self.ground(asked)) {
            Ok(deadline) => deadline,
            Err(fault) => return Ok(Err(fault)),
        };
        // Another spelling of the same days changes nothing.
        let own_still = own.filter(|own| asked.period.is_none_or(|given| given == *own));
        let period = own_still.or(asked.period);
        let mut after = terms::set(change, base, period, deadline, self.ground(asked));
        match self.carried_from(asked, &stage, &after.label, period) {
            Ok(carried) => after.carried_from = carried.or_kept(after.carried_from),
            Err(fault) => return Ok(Err(fault)),
        }
        let set_on = there
            .and_then(|there| there.original())
            .map_or(asked.decided_on, |first| first.decided_on);
        if let Err(fault) = self.declare_start(asked, base, &mut after, set_on)? {
            return Ok(Err(fault));
        }
        let plan = |terms: &Terms| {
            (
                plan_start(terms, set_on),
                terms.due,
                terms.plan_points.clone(),
            )
        };
        if base.map(plan) != Some(plan(&after))
            && let Some(problem) = misplaced_point(&after, set_on)
        {
            // A row that moves the due day past points, or tells history, does not give them anew.
            let gives_points = change.plan_points.is_given() && change.which.revision.is_none();
            match (&problem, after.due) {
                (Refusal::PointOutside { on, start, .. }, Some(due))
                    if change.which.is_row && !gives_points =>
                {
                    let origin = self.origin(asked.at);
                    let (on, from) = (*on, start.plus(1).filter(|from| on < from));
                    self.warnings
                        .push((origin, Warning::PointOutside { on, from, due }));
                }
                // Decided earlier, but recorded later, a due day was taken away from under them.
                (Refusal::PointOutside { .. }, None) if change.which.revision.is_some() => {}
                _ => return Ok(Err(("via", problem))),
            }
        }
        if let (Some(due), Some(start)) = (after.due, after.start)
            && due < start
        {
            let origin = self.origin(asked.at);
            self.warnings
                .push((origin, Warning::DueBeforeStart { due, start }));
        }
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
        self.declare_baseline(asked, id, baseline_day(&revision.terms, set_on));
        if change.which.revision.is_none() {
            let origin = self.origin(asked.at);
            self.claims.insert((id, asked.decided_on), origin);
        }
        let counts = &mut self.tally.targets;
        match &before {
            _ if is_new => counts.added += 1,
            Some(before) if before.terms == revision.terms => counts.unchanged += 1,
            _ => counts.revised += 1,
        }
        self.done(
            asked.at,
            Outcome::Target {
                project: asked.project,
                stage: asked.stage,
                target: id,
                before: before.map(Box::new),
                after: Box::new(revision),
            },
        );
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
        on_day
            .rev()
            .find(|revision| self.leaves(asked, stage, revision))
            .cloned()
    }

    /// A new target of the stage, after all those it ever had.
    fn add_target(&mut self, asked: &Asked<'_>) -> Result<i64, Error> {
        let stage = asked.stage;
        let mut last = 0;
        let mut see = |number: i64| last = last.max(number);
        if self
            .space
            .at_hand(asked.project)
            .is_some_and(|held| held.stage_before(stage).is_some())
        {
            self.space
                .read
                .rows(Table::Target, Of::Project(asked.project), &mut |row| {
                    let target = TargetIdentity::read(row)?;
                    if target.stage == stage {
                        see(target.number);
                    }
                    Ok(())
                })?;
        }
        let held = self.space.at_hand(asked.project);
        let there = held.and_then(|held| held.stage(stage));
        let there = there.into_iter().flat_map(|stage| &stage.targets);
        there.for_each(|target| see(target.number));
        let number = asked
            .number
            .filter(|number| *number > last)
            .unwrap_or(last.saturating_add(1));
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
    fn revise(
        &mut self,
        asked: &Asked<'_>,
        target: i64,
        before: Option<&Revision>,
        now: &Revision,
    ) {
        let old = before.map(|before| &before.terms);
        let mut edits = Vec::new();
        if old.is_none() && is_resting(&now.terms) {
            let active = Terms {
                state: TargetState::Active,
                ..now.terms.clone()
            };
            edits.extend(terms::revision(target, now.decided_on, None, &active));
            edits.extend(terms::revision(
                target,
                now.decided_on,
                Some(&active),
                &now.terms,
            ));
        } else {
            edits.extend(terms::revision(target, now.decided_on, old, &now.terms));
        }
        let batch = &mut self.space.batch.revisions;
        let is_said = !edits.is_empty();
        let said = self.revisions_said.entry(target).or_default();
        for mut edit in edits {
            *said += 1;
            edit.position = *said;
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
}

fn not_a_goal(percent: &str, problem: ValueProblem) -> Refusal {
    Refusal::value(Field::Target, percent, problem)
}
