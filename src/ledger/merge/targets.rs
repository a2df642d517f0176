//! What a stage was to reach under both names.

use std::collections::{HashMap, HashSet};

use crate::messages::Parts;
use crate::messages::merge::MergeClash;
use crate::messages::terms::TargetPart;
use crate::model::{Day, MergedCount, Revision, Stage, StageKind, Target, TargetState, Terms};

use super::sides::{Side, Sides};

/// What becomes of a target of the project that is merged.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fate {
    /// A target of the other says what it says.
    Is(i64),
    /// It becomes a target of the other.
    Moves,
    /// The same, and a target of the other is it from then on.
    Replaces(i64),
}

/// The targets that are unmet, by their numbers.
pub(super) struct Unmet<'a> {
    pub(super) from: &'a HashSet<i64>,
    pub(super) into: &'a HashSet<i64>,
}

/// What becomes of each target of a stage, in order of number.
pub(super) fn fates(
    from: &Stage,
    into: &Stage,
    kind: StageKind,
    unmet: &Unmet<'_>,
    sides: &mut Sides,
) -> (Vec<(i64, Fate)>, MergedCount) {
    let mut fates: Vec<(i64, Fate)> = Vec::new();
    // The target of the other that each is.
    let mut is: HashMap<i64, i64> = HashMap::new();
    let mut free: Vec<&Target> = into.targets.iter().collect();
    let mut count_merged = MergedCount::default();
    let mut left = Vec::new();
    for target in &from.targets {
        let history = History::of(target, &is);
        let same = free.iter().find_map(|other| {
            let fate = history.compared(&History::of(other, &HashMap::new()))?;
            Some((other.id, fate))
        });
        let Some((other, side)) = same else {
            left.push(target);
            continue;
        };
        free.retain(|there| there.id != other);
        is.insert(target.id, other);
        count_merged.same += 1;
        fates.push((
            target.id,
            match side {
                Side::Into => Fate::Is(other),
                Side::From => Fate::Replaces(other),
            },
        ));
    }
    for target in left {
        let history = History::of(target, &is);
        let is_open = unmet.from.contains(&target.id);
        let clashing = free.iter().find(|other| {
            let other_history = History::of(other, &HashMap::new());
            let are_open = is_open && unmet.into.contains(&other.id);
            (are_open && history.stands_for_same_promise_as(&other_history))
                || history.differs_in_state_alone(&other_history)
        });
        let Some(other) = clashing.copied() else {
            count_merged.moved += 1;
            fates.push((target.id, Fate::Moves));
            continue;
        };
        free.retain(|there| there.id != other.id);
        is.insert(target.id, other.id);
        let side = sides.settle(|sides| MergeClash::Target {
            stage: into.facts.code.to_string(),
            into: sides.into.clone(),
            this: parts(kind, other),
            from: sides.from.clone(),
            that: parts(kind, target),
        });
        match side {
            Side::Into => {
                count_merged.left_out += 1;
                fates.push((target.id, Fate::Is(other.id)));
            }
            Side::From => {
                count_merged.moved += 1;
                fates.push((target.id, Fate::Replaces(other.id)));
            }
        }
    }
    fates.sort_by_key(|(id, _)| from.targets.iter().position(|target| target.id == *id));
    (fates, count_merged)
}

/// The terms of a target, in the order in which they hold; without the words beside a day, which say
/// the same in another way.
struct History {
    terms: Vec<Terms>,
    set_on: Day,
}

impl History {
    /// With the targets of the other side in the place of those that they are.
    fn of(target: &Target, is: &HashMap<i64, i64>) -> History {
        let terms = target.revisions.iter().map(|revision| {
            let carried = revision.terms.carried_from;
            Terms {
                carried_from: carried.map(|id| is.get(&id).copied().unwrap_or(id)),
                words: None,
                is_due_implied: false,
                ..revision.terms.clone()
            }
        });
        let set_on = target.original().map(|first| first.decided_on);
        History {
            terms: terms.collect(),
            set_on: set_on.unwrap_or_default(),
        }
    }

    /// The side whose history holds, if both come to the same: the one that says all that the other
    /// says, and began with it no later.
    fn compared(&self, into: &History) -> Option<Side> {
        if self.terms.last() != into.terms.last() {
            return None;
        }
        let holds = |one: &History, other: &History| {
            one.set_on <= other.set_on && other.terms.iter().all(|terms| one.terms.contains(terms))
        };
        match (holds(into, self), holds(self, into)) {
            (true, _) => Some(Side::Into),
            (false, true) => Some(Side::From),
            (false, false) => None,
        }
    }

    /// Whether both are of one period and label.
    fn stands_for_same_promise_as(&self, other: &History) -> bool {
        let (one, other) = (self.terms.last(), other.terms.last());
        let period_and_label = |terms: &Terms| (terms.period, terms.label.clone());
        one.map(period_and_label) == other.map(period_and_label)
    }

    /// Whether one of them rests and the other does not, or was given up, and nothing else.
    fn differs_in_state_alone(&self, other: &History) -> bool {
        let active = |history: &History| {
            history.terms.last().map(|terms| Terms {
                state: TargetState::Active,
                ..terms.clone()
            })
        };
        active(self) == active(other)
    }
}

/// What tells the two sides apart: the terms in force, and what was promised first.
fn parts(kind: StageKind, target: &Target) -> Parts<TargetPart> {
    let mut parts = Vec::new();
    let [first, last] = [target.revisions.first(), target.revisions.last()];
    if let Some(last) = last {
        parts.push(TargetPart::goal(kind, &last.terms));
        parts.extend(TargetPart::others(&last.terms));
    }
    parts.extend(first.map(|first: &Revision| TargetPart::Decided {
        on: first.decided_on,
        reason: None,
    }));
    Parts(parts)
}
