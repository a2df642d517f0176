//! Which target of its stage a statement means.
//!
//! One rule for every entrance. What says a target's present terms again changes nothing, and
//! neither does a row that says earlier ones, as last month's sheet does; a command that does takes
//! them up again. Else it means the stage's only unmet target that fits the number, period and label
//! given, of several the one with that due day, and if there is none, a new one. Of a cancelled
//! project, a target counts here as unmet unless it was met before or given up itself.

use crate::messages::{Error, Lines, Numbered, Refusal, TargetChoice, TargetMark, Warning};
use crate::model::{
    Day, Deadline, Given, Period, Revision, Stage, StageKind, Target, TargetState, Terms,
};

use super::change::{Due, Earlier, Origin, TargetChange};
use super::outcome::Outcome;
use super::planner::Planner;
use super::resolve::Meant;
use super::terms::{self, Ground, is_resting};

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
    pub(super) fn kind(&self, project: i64, stage: i64) -> StageKind {
        let held = self.space.at_hand(project);
        let stage = held.and_then(|held| held.stage(stage));
        stage.map_or(StageKind::Measured, |stage| stage.facts.kind)
    }

    pub(super) fn ground(&self, asked: &Asked<'_>) -> Ground<'_> {
        Ground {
            kind: self.kind(asked.project, asked.stage),
            as_of: self.occasion.as_of,
            settings: &self.space.settings,
        }
    }

    pub(super) fn stage_of(&self, asked: &Asked<'_>) -> Option<&Stage> {
        self.space.at_hand(asked.project)?.stage(asked.stage)
    }

    /// `CODE/STAGE`.
    pub(super) fn place(&self, asked: &Asked<'_>) -> String {
        let held = self.space.at_hand(asked.project);
        held.map_or_else(String::new, |held| held.place(asked.stage))
    }

    /// Whether a statement says what the terms of a target are, or a row what they were before; then
    /// it is done with. A command that sets what was given up before means to set it again.
    pub(super) fn says_nothing_new(&mut self, asked: &Asked<'_>) -> bool {
        let Some(stage) = self.stage_of(asked) else {
            return false;
        };
        let fitting: Vec<&Target> = stage
            .targets
            .iter()
            .filter(|target| fits(target, asked, self.occasion.as_of))
            .filter(|target| {
                let now = target.in_force(asked.decided_on);
                let rests = now.is_some_and(|now| is_resting(&now.terms));
                asked.change.which.is_row || !rests
            })
            .collect();
        let present = |target: &&Target| {
            let now = target.in_force(asked.decided_on);
            now.filter(|now| self.leaves(asked, stage, now)).cloned()
        };
        let claimed = |target: &Target| self.claims.contains_key(&(target.id, asked.decided_on));
        let mut found = None;
        for is_claimed in [false, true] {
            let free = fitting
                .iter()
                .rev()
                .filter(|target| claimed(target) == is_claimed);
            let same = free
                .filter_map(|target| Some((target.id, present(target)?)))
                .next();
            found = found.or(same);
        }
        let earlier = || {
            // Where only the day is implied now, the row says it.
            let says_day = |target: &&&Target| {
                let now = target.in_force(asked.decided_on);
                now.is_some_and(|now| self.repeats(asked, stage, now))
            };
            let all = fitting.iter().rev().filter(|target| !says_day(target));
            all.flat_map(|target| {
                target
                    .revisions
                    .iter()
                    .map(|revision| (target.id, revision))
            })
            .find(|(_, revision)| self.repeats(asked, stage, revision))
            .map(|(id, _)| id)
        };
        let (target, is_earlier) = match found {
            Some((target, _)) => (target, false),
            None if asked.change.which.is_row && asked.change.decided_on.is_none() => {
                match earlier() {
                    Some(target) => (target, true),
                    None => return false,
                }
            }
            None => return false,
        };
        let now = fitting.iter().find(|there| there.id == target);
        let Some(now) = now
            .and_then(|target| target.in_force(asked.decided_on))
            .cloned()
        else {
            return false;
        };
        let origin = self.origin(asked.at);
        if is_earlier {
            self.warnings.push((origin, Warning::EarlierTerms));
        }
        self.claims.insert((target, asked.decided_on), origin);
        self.tally.targets.unchanged += 1;
        self.done(
            asked.at,
            Outcome::Target {
                project: asked.project,
                stage: asked.stage,
                target,
                before: Some(Box::new(now.clone())),
                after: Box::new(now),
            },
        );
        true
    }

    /// Whether the terms stay as they are with the statement.
    pub(super) fn leaves(&self, asked: &Asked<'_>, stage: &Stage, revision: &Revision) -> bool {
        self.laid(asked, stage, revision).as_ref() == Some(&revision.terms)
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
    fn laid(&self, asked: &Asked<'_>, stage: &Stage, revision: &Revision) -> Option<Terms> {
        let base = &revision.terms;
        let mut change = asked.change.clone();
        let mut deadline = None;
        // A plain day is no words.
        if let Due::Words(words) = &change.due
            && words.parse::<Day>().is_err()
        {
            let words = change.words.value().unwrap_or(words);
            if base.words.as_deref().map(str::trim) != Some(words.trim()) {
                return None;
            }
            // Its commitment word still speaks.
            let then = base.period.or(base.due.map(Period::half_of));
            let commitment = match terms::read_due(&change, then, self.ground(asked)) {
                Ok(Some(Deadline::On { commitment, .. } | Deadline::Undated { commitment })) => {
                    commitment
                }
                _ => None,
            };
            deadline = Some(match base.due {
                Some(due) => Deadline::On { due, commitment },
                None => Deadline::Undated { commitment },
            });
            change.words = Given::Absent;
            change.due = Due::Absent;
        }
        let has_words = deadline.is_some();
        if !has_words {
            deadline = match terms::read_due(&change, base.period, self.ground(asked)) {
                Ok(deadline) => deadline,
                Err(_) => return None,
            };
        }
        let period = asked.period.or(base.period);
        let mut set = terms::set(&change, Some(base), period, deadline, self.ground(asked));
        if has_words {
            set.is_due_implied = base.is_due_implied;
            set.words.clone_from(&base.words);
        }
        let carried = match self.carried_from(asked, stage, &set.label, base.period) {
            Ok(carried) => carried,
            Err(_) => return None,
        };
        set.carried_from = carried.or_kept(base.carried_from);
        Some(set)
    }

    pub(super) fn carried_from(
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
            Earlier::Period(name) => target.revisions.iter().any(|revision| {
                let period = name.resolve(self.space.settings.year_begins);
                period.is_some() && revision.terms.period == period && revision.terms.label == label
            }),
        });
        let found = found.filter(|target| {
            let before = target.revisions.last().and_then(|last| last.terms.period);
            before.zip(period).is_none_or(|(before, now)| before < now)
        });
        match found {
            Some(target) => Ok(Given::Value(target.id)),
            None => Err(("carried_from", Refusal::NoEarlierTarget)),
        }
    }

    /// The target that is meant; `None`: a new one.
    pub(super) fn which(&mut self, asked: &Asked<'_>) -> Result<Meant<Option<i64>>, Error> {
        let open = self.standing(asked.project)?.open();
        let as_of = self.occasion.as_of;
        let Some(stage) = self.stage_of(asked) else {
            return Ok(Ok(None));
        };
        if let Some(number) = asked.number {
            let there = stage.targets.iter().find(|target| target.number == number);
            if there.is_none() && !asked.change.which.is_row {
                let place = self.place(asked);
                let numbers = numbers(&stage.targets.iter().collect::<Vec<_>>());
                let problem = Refusal::NoSuchTarget {
                    place,
                    number,
                    numbers,
                };
                return Ok(Err(("stage", problem)));
            }
            return Ok(Ok(there.map(|target| target.id)));
        }
        let carried_on: Vec<i64> = stage
            .targets
            .iter()
            .filter_map(Target::carried_from)
            .collect();
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
        let is_new = |target: &Target| self.space.is_new_target(target.id);
        let mut meant: Vec<&Target> = match asked.change.state {
            Some(TargetState::Active) if !resting.is_empty() => resting,
            state => {
                let is_meant = |target: &&&Target| {
                    (open.contains(&target.id) || is_new(target))
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
            let deadline = terms::read_due(asked.change, asked.period, ground);
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
            let first = self.occasion.row(first);
            return Ok(Err(("stage", Refusal::Duplicate { first })));
        }
        Ok(match meant.as_slice() {
            [] => Ok(None),
            [only] => Ok(Some(only.id)),
            several if asked.change.which.is_row => {
                let numbers = numbers(several);
                Err(("period", Refusal::WhichTargetOf { numbers }))
            }
            several => {
                let place = self.place(asked);
                let choice = |target: &&Target| choice(target, &place, as_of);
                let targets = Lines(several.iter().filter_map(choice).collect());
                Err(("stage", Refusal::WhichTarget { place, targets }))
            }
        })
    }

    /// Another statement that gives the stage a target of the same period and due day, decided on the
    /// same day: two percents for one day are a question.
    pub(super) fn said_twice(&self, asked: &Asked<'_>) -> Option<Origin> {
        let change = asked.change;
        let stage = self.stage_of(asked)?;
        let read = terms::read_due(change, asked.period, self.ground(asked)).ok()?;
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
}

/// Whether a target is of the number, period and label given.
fn fits(target: &Target, asked: &Asked<'_>, as_of: Day) -> bool {
    let which = &asked.change.which;
    let Some(terms) = target.in_force(as_of).map(|revision| &revision.terms) else {
        return false;
    };
    (asked.number).is_none_or(|number| target.number == number)
        && (asked.period).is_none_or(|period| terms.period == Some(period))
        && which
            .label
            .as_ref()
            .is_none_or(|label| terms.label == *label)
}

fn numbers(targets: &[&Target]) -> Vec<Numbered> {
    let numbers = targets.iter().map(|target| Numbered(target.number));
    numbers.collect()
}

/// A target as it is typed, and what tells it from others.
fn choice(target: &Target, place: &str, as_of: Day) -> Option<TargetChoice> {
    let terms = &target.in_force(as_of)?.terms;
    let label = Some(terms.label.clone()).filter(|label| !label.is_empty());
    let marks = [
        terms.period.map(TargetMark::Period),
        label.map(TargetMark::Label),
        Some(terms.due.map_or(TargetMark::Undated, TargetMark::Due)),
    ];
    Some(TargetChoice {
        place: format!("{place}#{}", target.number),
        marks: marks.into_iter().flatten().collect(),
    })
}
