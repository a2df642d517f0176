//! Which target of its stage a statement means.
//!
//! One rule for every entrance. What says a target's present terms again changes nothing, and
//! neither does a row that says earlier ones, as last month's sheet does; a command that does takes
//! them up again. Else it means the stage's only unmet target that fits the number, period and label
//! given, of several the one with that due day. If none is unmet, a met one is meant likewise, unless
//! the two are steps of one way: more by a later day, or less by an earlier one. Else, or if a further
//! one is asked for, it is a new one.
//! Of a cancelled project, a target counts here as unmet unless it was met before or given up itself.

use crate::messages::{Lines, Refusal, Warning};
use crate::model::{
    Day, Deadline, Given, Percent, Period, Revision, Stage, Target, TargetState, Terms,
};

use super::change::{Due, Earlier, Goal, Origin, TargetChange};
use super::outcome::Outcome;
use super::planner::{Planner, Taken, refuse};
use super::target_choice::{choice, numbers};
use super::terms::{self, is_resting};

/// A statement with its project and stage.
pub(super) struct Asked<'c> {
    pub(super) at: usize,
    pub(super) change: &'c TargetChange,
    pub(super) project: i64,
    pub(super) stage: i64,
    /// The number of the target within the stage, if one was given.
    pub(super) number: Option<i64>,
    /// The period, if one was given.
    pub(super) period: Option<Period>,
    pub(super) decided_on: Day,
}

impl Planner<'_> {
    pub(super) fn stage_of(&self, asked: &Asked<'_>) -> Taken<&Stage> {
        self.held_stage(asked.project, asked.stage)
    }

    pub(super) fn is_measured(&self, asked: &Asked<'_>) -> Taken<bool> {
        Ok(!self.stage_of(asked)?.is_milestone())
    }

    /// Whether a statement says what the terms of a target are, or a row what they were before; then
    /// it is done with. A command that sets what was given up before means to set it again.
    pub(super) fn says_nothing_new(&mut self, asked: &Asked<'_>) -> Taken<bool> {
        let stage = self.stage_of(asked)?;
        let is_row = asked.change.which.is_row;
        let rests = |target: &Target| terms_on(target, asked.decided_on).is_some_and(is_resting);
        let targets = stage.targets.iter().rev();
        let fitting: Vec<&Target> = targets
            .filter(|target| fits(target, asked, self.occasion.as_of))
            .filter(|target| is_row || !rests(target))
            .collect();
        let find = |is: &dyn Fn(&Target) -> bool| fitting.iter().find(|target| is(target));
        let is_so = |target: &Target| {
            let now = target.in_force(asked.decided_on);
            now.is_some_and(|now| self.laid(asked, stage, now).as_ref() == Some(&now.terms))
        };
        let was_so = |target: &Target| {
            let repeats = |revision: &Revision| self.repeats(asked, stage, revision);
            // Where only the day is implied now, the row says it.
            let is_so = target.in_force(asked.decided_on).is_some_and(repeats);
            !is_so && target.revisions.iter().any(repeats)
        };
        let is_free = |target: &Target| !self.is_claimed(target.id, asked);
        let present = find(&|target| is_free(target) && is_so(target)).or_else(|| find(&is_so));
        let found = match present {
            None if is_row && asked.change.decided_on.is_none() => find(&was_so),
            present => present,
        };
        let now = found.and_then(|target| target.in_force(asked.decided_on));
        let found = found.map(|target| (target.id, target.number));
        let (Some((target, number)), Some(now)) = (found, now.cloned()) else {
            return Ok(false);
        };
        if present.is_none() {
            let stage = self.stage_path(asked.project, asked.stage);
            let target = format!("{stage}#{number}");
            self.warn(asked.at, Warning::EarlierTerms { target });
        }
        self.claim(target, asked);
        self.target_done(asked, target, Some(now.clone()), now);
        Ok(true)
    }

    /// What has become of a statement about a target.
    pub(super) fn target_done(
        &mut self,
        asked: &Asked<'_>,
        target: i64,
        before: Option<Revision>,
        after: Revision,
    ) {
        let old = before.as_ref().map(|before| &before.terms);
        let is_changed = old != Some(&after.terms);
        self.counts.targets.add(old.is_none(), is_changed);
        let outcome = Outcome::Target {
            project: asked.project,
            stage: asked.stage,
            target,
            before: before.map(Box::new),
            after: Box::new(after),
        };
        self.done(asked.at, outcome);
    }

    /// Keeps in mind that a statement speaks of a target.
    pub(super) fn claim(&mut self, target: i64, asked: &Asked<'_>) {
        let origin = self.origin(asked.at);
        self.claims.insert((target, asked.decided_on), origin);
    }

    fn is_claimed(&self, target: i64, asked: &Asked<'_>) -> bool {
        self.claims.contains_key(&(target, asked.decided_on))
    }

    /// Whether the statement says earlier terms again, were it with the day that was implied then.
    fn repeats(&self, asked: &Asked<'_>, stage: &Stage, revision: &Revision) -> bool {
        let laid = self.laid(asked, stage, revision).map(|terms| Terms {
            is_due_implied: revision.terms.is_due_implied,
            ..terms
        });
        laid.as_ref() == Some(&revision.terms)
    }

    /// The terms with the statement laid upon them; `None` if it cannot be of them. Words that stand
    /// beside them are not read again: what 年底 meant then is what it means.
    pub(super) fn laid(
        &self,
        asked: &Asked<'_>,
        stage: &Stage,
        revision: &Revision,
    ) -> Option<Terms> {
        let base = &revision.terms;
        let rules = self.date_rules();
        let mut change = asked.change.clone();
        // A plain day is no words.
        let in_words = match &change.due {
            Due::Words(words) => Some(words).filter(|words| words.parse::<Day>().is_err()),
            _ => None,
        };
        let has_words = in_words.is_some();
        let deadline = if let Some(words) = in_words {
            let words = change.words.value().unwrap_or(words);
            let is_theirs = base.words.as_deref().map(str::trim) == Some(words.trim());
            if !is_theirs && !self.is_other_wording(asked, base) {
                return None;
            }
            // Its commitment word still speaks.
            let then = base.period.or(base.due.map(Period::half_of));
            let commitment = match terms::read_due(&change, then, &rules) {
                Ok(Some(Deadline::On { commitment, .. } | Deadline::Undated { commitment })) => {
                    commitment
                }
                _ => None,
            };
            change.words = Given::Absent;
            change.due = Due::Absent;
            Some(match base.due {
                Some(due) => Deadline::On { due, commitment },
                None => Deadline::Undated { commitment },
            })
        } else {
            terms::read_due(&change, base.period, &rules).ok()?
        };
        let period = asked.period.or(base.period);
        let mut set = terms::set(&change, Some(base), period, deadline, !stage.is_milestone());
        if has_words {
            set.is_due_implied = base.is_due_implied;
            set.words.clone_from(&base.words);
        }
        let carried = self.carried_from(asked, stage, &set.label, base.period);
        set.carried_from = carried.ok()?.or_kept(base.carried_from);
        Some(set)
    }

    /// Whether the deadline of a row is only another wording of the day that a target has.
    fn is_other_wording(&self, asked: &Asked<'_>, base: &Terms) -> bool {
        let change = asked.change;
        let is_named = change.words.value().is_some();
        // Words that name a day which was only implied say more than it.
        if !change.which.is_row
            || change.which.revision.is_some()
            || is_named
            || base.is_due_implied
        {
            return false;
        }
        match terms::read_due(change, asked.period, &self.date_rules()) {
            Ok(Some(Deadline::On { due, .. })) => base.due == Some(due),
            Ok(Some(Deadline::Undated { .. })) => base.due.is_none(),
            _ => false,
        }
    }

    pub(super) fn carried_from(
        &self,
        asked: &Asked<'_>,
        stage: &Stage,
        label: &str,
        period: Option<Period>,
    ) -> Taken<Given<i64>> {
        let earlier = match &asked.change.carried_from {
            Given::Absent => return Ok(Given::Absent),
            Given::Empty => return Ok(Given::Empty),
            Given::Value(earlier) => *earlier,
        };
        let found = stage.targets.iter().find(|target| match earlier {
            Earlier::Number(number) => target.number == number,
            Earlier::Period(name) => target.revisions.iter().any(|revision| {
                let period = name.resolve(self.space.settings.year_begins);
                period.is_some() && revision.terms.period == period && revision.terms.label == label
            }),
        });
        let found = found.filter(|target| {
            let before = target.revisions.last().and_then(|last| last.terms.period);
            before.zip(period).is_none_or(|(before, now)| before < now)
        });
        let is_carried_on = |target: &Target| {
            let mut others = stage.targets.iter();
            others.any(|other| other.carried_from() == Some(target.id))
        };
        match found {
            // Whoever carries it on with a further one may have been overtaken.
            Some(target) if asked.change.which.is_new && is_carried_on(target) => {
                refuse("carried_from", Refusal::CarriedOnAlready)
            }
            Some(target) => Ok(Given::Value(target.id)),
            None => refuse("carried_from", Refusal::NoEarlierTarget),
        }
    }

    /// The target that is meant; `None`: a new one.
    pub(super) fn which_target(&mut self, asked: &Asked<'_>) -> Taken<Option<i64>> {
        let open = self.standing(asked.project)?.open();
        let as_of = self.occasion.as_of;
        let which = &asked.change.which;
        let stage = self.stage_of(asked)?;
        let targets = &stage.targets;
        if let Some(number) = asked.number {
            let there = targets.iter().find(|target| target.number == number);
            if which.is_new && there.is_some() {
                let stage_path = self.stage_path(asked.project, asked.stage);
                return refuse("stage", Refusal::TargetThere { stage_path, number });
            }
            if there.is_none() && !which.is_row {
                let problem = Refusal::NoSuchTarget {
                    stage_path: self.stage_path(asked.project, asked.stage),
                    number,
                    numbers: numbers(targets),
                };
                return refuse("stage", problem);
            }
            return Ok(there.map(|target| target.id));
        }
        if which.is_new {
            return Ok(None);
        }
        // A row of a target's history goes to the target of its period.
        let is_history = which.revision.is_some();
        let is_free = |target: &Target| is_history || !self.is_claimed(target.id, asked);
        let all: Vec<&Target> = targets.iter().collect();
        let fitting = those(&all, |target| fits(target, asked, as_of) && is_free(target));
        if is_history {
            return Ok(fitting.last().map(|target| target.id));
        }
        let carried_on: Vec<i64> = targets.iter().filter_map(Target::carried_from).collect();
        let resting = those(&fitting, |target| {
            terms_on(target, as_of).is_some_and(is_resting)
        });
        let last = those(&fitting, |target| !carried_on.contains(&target.id));
        let open = those(&last, |target| {
            open.contains(&target.id) || self.space.is_new_target(target.id)
        });
        let due = match terms::read_due(asked.change, asked.period, &self.date_rules()) {
            Ok(Some(Deadline::On { due, .. })) => Some(due),
            _ => None,
        };
        let mut meant = match asked.change.state {
            Some(TargetState::Active) if !resting.is_empty() => resting,
            // What is given up or rests need not be unmet.
            Some(_) if open.is_empty() => fitting,
            _ if open.is_empty() => those(&last, |target| {
                let terms = terms_on(target, as_of).filter(|terms| !is_resting(terms));
                terms.is_some_and(|terms| !is_another_step(asked.change.goal, due, terms))
            }),
            _ => open,
        };
        let narrow = |meant: &mut Vec<_>, is: &dyn Fn(&Terms) -> bool| {
            let found = those(meant, |target| terms_on(target, as_of).is_some_and(is));
            if found.len() == 1 {
                *meant = found;
            }
        };
        if meant.len() > 1 && due.is_some() {
            narrow(&mut meant, &|terms| terms.due == due);
        }
        if which.label.is_none() {
            narrow(&mut meant, &|terms| terms.label.is_empty());
        }
        match meant.as_slice() {
            [] => match self.said_twice(asked)? {
                Some(first) => {
                    let first = self.occasion.row(first);
                    refuse("stage", Refusal::Duplicate { first })
                }
                None => Ok(None),
            },
            [only] => Ok(Some(only.id)),
            several if which.is_row => {
                let numbers = numbers(several.iter().copied());
                refuse("period", Refusal::WhichTargetOf { numbers })
            }
            several => {
                let stage_path = self.stage_path(asked.project, asked.stage);
                let command = &self.occasion.command;
                let choice = |target: &&Target| choice(target, &stage_path, command, as_of);
                let targets = Lines(several.iter().filter_map(choice).collect());
                refuse(
                    "stage",
                    Refusal::WhichTarget {
                        stage_path,
                        targets,
                    },
                )
            }
        }
    }

    /// Another statement that gives the stage a target of the same period and due day, decided on the
    /// same day: two percents for one day are a question.
    fn said_twice(&self, asked: &Asked<'_>) -> Taken<Option<Origin>> {
        let Ok(read) = terms::read_due(asked.change, asked.period, &self.date_rules()) else {
            return Ok(None);
        };
        let mut targets = self.stage_of(asked)?.targets.iter();
        Ok(targets.find_map(|target| {
            let first = self.claims.get(&(target.id, asked.decided_on))?;
            let now = terms_on(target, asked.decided_on)?;
            let due = match read {
                Some(Deadline::On { due, .. }) => Some(due),
                Some(Deadline::Undated { .. }) => None,
                None => now.due,
            };
            let is_same = fits(target, asked, self.occasion.as_of) && now.due == due;
            is_same.then_some(*first)
        }))
    }
}

fn those<'t>(targets: &[&'t Target], is: impl Fn(&Target) -> bool) -> Vec<&'t Target> {
    let targets = targets.iter().copied();
    targets.filter(|target| is(target)).collect()
}

fn terms_on(target: &Target, day: Day) -> Option<&Terms> {
    target.in_force(day).map(|revision| &revision.terms)
}

/// Whether a goal and a due day are another step on the way to what a target asks, or beyond it: more
/// by a later day, or less by an earlier one.
fn is_another_step(goal: Goal, due: Option<Day>, terms: &Terms) -> bool {
    let percent = match goal {
        Goal::Percent(percent) => percent,
        Goal::Done => Percent::FULL,
        Goal::Absent | Goal::OfMilestone => return false,
    };
    let (Some(due), Some(its)) = (due, terms.due) else {
        return false;
    };
    percent != terms.percent && percent.cmp(&terms.percent) == due.cmp(&its)
}

/// Whether a target is of the number, period and label given.
fn fits(target: &Target, asked: &Asked<'_>, as_of: Day) -> bool {
    let label = asked.change.which.label.as_ref();
    terms_on(target, as_of).is_some_and(|terms| {
        asked.number.is_none_or(|number| target.number == number)
            && (asked
                .period
                .is_none_or(|period| terms.period == Some(period)))
            && label.is_none_or(|label| terms.label == *label)
    })
}
