//! What changed since an earlier report: every target held against the report as it was known then.

use std::collections::{HashMap, HashSet};

use crate::assess::{Assessment, ChangeKind, Judged, Status};
use crate::messages::Targets;
use crate::messages::change::{ChangeCount, ChangesAnswer, Nevertheless};

use super::change::{Change, Then};
use super::counted::{Counting, LeftOut};
use super::request::Request;

/// An earlier report, judged as of its day from what was known then.
#[derive(Clone, Copy)]
pub struct Earlier<'a> {
    /// Its targets.
    pub assessment: &'a Assessment<'a>,
    /// Its day and the last entry on record.
    pub then: Then,
}

/// What changed since an earlier report.
pub struct Changes<'a> {
    /// The day of that report, and the last entry on record.
    pub then: Then,
    /// Of targets that changed, by the store's number.
    changed: HashMap<i64, Change<'a>>,
    /// How many targets were compared.
    pub compared: usize,
    /// How many counted then and are no longer on record: taken back, or merged into others.
    pub gone: usize,
    /// Who recorded the entries with the decisions, by their numbers.
    pub recorders: HashMap<i64, String>,
}

impl<'a> Changes<'a> {
    /// Compares the targets of the projects asked for; with it those that changed, in their order.
    /// Compared is what is counted today, what was then, and what was given up meanwhile.
    pub(super) fn since(
        earlier: Earlier<'a>,
        now: &'a Assessment<'a>,
        request: &Request,
    ) -> (Changes<'a>, Vec<&'a Judged<'a>>) {
        let before = earlier.assessment;
        let (counting, counting_then) = (
            Counting::new(now, request.period),
            Counting::new(before, request.period),
        );
        let by_number = |assessment: &'a Assessment<'a>| -> HashMap<i64, &'a Judged<'a>> {
            let targets = assessment.targets.iter();
            targets.map(|judged| (judged.target.id, judged)).collect()
        };
        let (there_before, there_now) = (by_number(before), by_number(now));
        let counted_then = |judged: &Judged<'_>| counting_then.left_out(judged).is_none();
        let mut changes = Changes {
            then: earlier.then,
            changed: HashMap::new(),
            compared: 0,
            gone: 0,
            recorders: HashMap::new(),
        };
        let mut listed = Vec::new();
        let asked = now.targets.iter();
        for judged in asked.filter(|judged| request.filter.keeps(judged.project)) {
            let was = there_before.get(&judged.target.id).copied();
            let left_out = counting.left_out(judged);
            let is_compared = match left_out {
                None => true,
                // Its successor speaks for it.
                Some(LeftOut::CarriedOn) => false,
                Some(_) => was.is_some_and(counted_then),
            };
            if !is_compared || was.is_none() && judged.verdict.status == Status::Cancelled {
                continue;
            }
            changes.compared += 1;
            let carried_on = judged.carried_from.filter(|_| was.is_none());
            let carried_on = carried_on.and_then(|earlier| there_before.get(&earlier.id).copied());
            let ended = carried_on.and_then(|then| there_now.get(&then.target.id).copied());
            if let Some(change) =
                Change::of(judged, was, (carried_on, ended), earlier.then, now.as_of)
            {
                changes.changed.insert(judged.target.id, change);
                listed.push(judged);
            }
        }
        let gone = before.targets.iter().filter(|judged| {
            request.filter.keeps(judged.project)
                && counted_then(judged)
                && !there_now.contains_key(&judged.target.id)
        });
        changes.gone = gone.count();
        (changes, listed)
    }

    /// What became of a target.
    pub fn of(&self, judged: &Judged<'_>) -> Option<&Change<'a>> {
        self.changed.get(&judged.target.id)
    }

    /// Whether anything changed; that somebody is still silent is no change.
    pub fn is_any(&self) -> bool {
        let mut kinds = self.changed.values().map(|change| change.kind);
        kinds.any(|kind| kind != ChangeKind::StillSilent) || self.gone > 0
    }

    /// How many of those compared changed.
    pub fn changed(&self) -> usize {
        self.changed.len()
    }

    /// The entries of which it is told who recorded them.
    pub fn entries(&self) -> HashSet<i64> {
        let moved = self.changed.values().filter_map(|change| change.moved);
        moved.filter_map(|moved| Some(moved.by?.entry)).collect()
    }

    /// What it comes to, in one or two sentences.
    pub fn answer(&self) -> ChangesAnswer {
        let all = || self.changed.values();
        let count = |kind: ChangeKind| all().filter(|change| change.kind == kind).count();
        let counts = ChangeKind::ALL.into_iter().filter(|kind| {
            !matches!(
                kind,
                ChangeKind::Moved
                    | ChangeKind::Reported
                    | ChangeKind::StillSilent
                    | ChangeKind::Other
            )
        });
        let counts: Vec<ChangeCount> = counts
            .map(|kind| ChangeCount(kind, count(kind)))
            .filter(|ChangeCount(_, count)| *count > 0)
            .collect();
        let moved = all().filter(|change| change.moved.is_some());
        let moved = moved.filter(|change| change.kind != ChangeKind::CarriedOn);
        let reported = all().filter(|change| change.reported.is_some());
        let silent = all().filter(|change| change.is_still_silent);
        let others = [
            Nevertheless::Moved(moved.count()),
            Nevertheless::Reported(reported.count()),
            Nevertheless::StillSilent(silent.count()),
            Nevertheless::Other(count(ChangeKind::Other)),
            Nevertheless::Gone(self.gone),
            Nevertheless::Unchanged(self.compared - self.changed()),
        ];
        let others: Vec<Nevertheless> = others.into_iter().filter(|other| other.is_any()).collect();
        let (on, entry) = (self.then.as_of, self.then.entry);
        let targets = Targets(self.compared);
        if !self.is_any() {
            return ChangesAnswer::Nothing {
                on,
                entry,
                others,
                targets,
            };
        }
        match counts.is_empty() {
            true => ChangesAnswer::NoVerdict {
                on,
                entry,
                others,
                targets,
            },
            false => ChangesAnswer::Verdicts {
                on,
                entry,
                counts,
                others,
                targets,
            },
        }
    }
}
