//! What became of a target between two days, each as the record knew it then.

use crate::assess::{ChangeKind, Flag, Judged, Reason, Status};
use crate::model::{Day, Reading, Revision, Stage, Terms};

/// A target, as it stands and as it stood.
#[derive(Clone, Debug)]
pub struct Change<'a> {
    /// What became of it.
    pub kind: ChangeKind,
    /// As it stood then, or as the target stood that it carries on; `None`: it was not there.
    pub before: Option<&'a Judged<'a>>,
    /// Where it carries on a target of then: as that one stands now.
    pub ended: Option<&'a Judged<'a>>,
    /// Where due day, percent or plan are others.
    pub moved: Option<Moved<'a>>,
    /// Where its stage was reported anew.
    pub reported: Option<Reported<'a>>,
    /// Nobody has reported it since, as nobody had then.
    pub is_still_silent: bool,
}

/// Terms that are others than then.
#[derive(Clone, Copy, Debug)]
pub struct Moved<'a> {
    /// Days from the due day of then to that of now; `None` where either has none.
    pub days: Option<i64>,
    /// They are easier to keep: later, less, or by another plan.
    pub is_eased: bool,
    /// The last decision that counts now and did not then; `None` where one was only taken back.
    pub by: Option<&'a Revision>,
}

/// A report on a stage that was not there then.
#[derive(Clone, Copy, Debug)]
pub struct Reported<'a> {
    /// The latest one of then.
    pub before: Option<&'a Reading>,
    /// The latest one.
    pub now: &'a Reading,
}

/// The end of what was known then.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Then {
    /// The day as of which it was judged.
    pub as_of: Day,
    /// The last entry that was on record.
    pub entry: i64,
}

impl<'a> Change<'a> {
    /// What became of a target; `None`: nothing. `carried_on` is the target of then that it carries
    /// on, where it was not there itself, and `ended` the same as it stands now.
    pub(super) fn of(
        now: &'a Judged<'a>,
        before: Option<&'a Judged<'a>>,
        (carried_on, ended): (Option<&'a Judged<'a>>, Option<&'a Judged<'a>>),
        then: Then,
        as_of: Day,
    ) -> Option<Change<'a>> {
        let earlier = before.or(carried_on);
        let moved = earlier.and_then(|earlier| Moved::of(earlier, now, then, as_of));
        let reported = Reported::of(earlier, now.stage).filter(|_| earlier.is_some());
        let is_still_silent =
            reported.is_none() && is_silent(now) && earlier.is_some_and(is_silent);
        let turn = match (before, carried_on) {
            (Some(before), _) => ChangeKind::of(before.verdict.status, now.verdict.status),
            (None, Some(_)) => Some(ChangeKind::CarriedOn),
            (None, None) => Some(ChangeKind::Set),
        };
        // What was made easier has not caught up.
        let is_eased = moved.is_some_and(|moved| moved.is_eased);
        let turned = turn.filter(|kind| match kind {
            ChangeKind::Recovered | ChangeKind::Better => !is_eased,
            ChangeKind::Other => false,
            _ => true,
        });
        let kind = turned
            .or(moved.map(|_| ChangeKind::Moved))
            .or(is_still_silent.then_some(ChangeKind::StillSilent))
            .or(reported.map(|_| ChangeKind::Reported))
            .or(turn)?;
        Some(Change {
            kind,
            before: earlier,
            ended: ended.filter(|_| before.is_none()),
            moved,
            reported,
            is_still_silent,
        })
    }
}

/// Whether nobody reports a target, or has not for longer than a figure holds.
pub(super) fn is_silent(judged: &Judged<'_>) -> bool {
    let verdict = &judged.verdict;
    match verdict.status {
        Status::Unreported => true,
        Status::Unknown => !verdict.reason.is_some_and(Reason::is_of_start),
        _ => verdict.has(Flag::Stale),
    }
}

impl Change<'_> {
    /// Whether anything is told of it but that it is still silent.
    pub(super) fn is_other(&self) -> bool {
        self.kind != ChangeKind::StillSilent || self.moved.is_some()
    }
}

impl<'a> Moved<'a> {
    fn of(before: &Judged<'_>, now: &Judged<'a>, then: Then, as_of: Day) -> Option<Moved<'a>> {
        let (was, is) = (&before.revision.terms, &now.revision.terms);
        let is_replanned = !before.verdict.has(Flag::Replanned) && now.verdict.has(Flag::Replanned);
        if was.due == is.due && was.percent == is.percent && !is_replanned {
            return None;
        }
        let is_new =
            |revision: &Revision| then.entry < revision.entry || then.as_of < revision.decided_on;
        let revisions = || now.target.revisions_on(as_of);
        let decisions = revisions().zip(revisions().skip(1));
        let decisions = decisions.filter(|(before, after)| is_other(&before.terms, &after.terms));
        let last = decisions
            .map(|(_, after)| after)
            .filter(|after| is_new(after))
            .last();
        let first = revisions().next().filter(|first| is_new(first));
        let days = was.due.zip(is.due).map(|(was, is)| is.days_since(was));
        let is_later = was.due.is_some() && days.is_none_or(|days| 0 < days);
        Some(Moved {
            days,
            is_eased: is_later || is.percent < was.percent || is_replanned,
            by: last.or(first),
        })
    }
}

/// Whether terms differ in what is promised, or in the plan for it.
fn is_other(was: &Terms, is: &Terms) -> bool {
    let promised = |terms: &Terms| {
        (
            terms.due,
            terms.percent,
            terms.baseline,
            terms.start,
            terms.period,
        )
    };
    promised(was) != promised(is) || was.plan_points != is.plan_points
}

impl<'a> Reported<'a> {
    fn of(before: Option<&'a Judged<'a>>, stage: &'a Stage) -> Option<Reported<'a>> {
        let now = latest(stage)?;
        let before = before.and_then(|before| latest(before.stage));
        // One that is older was there before: the later one was taken back.
        let is_older = before.is_some_and(|before| now.as_of < before.as_of);
        (before != Some(now) && !is_older).then_some(Reported { before, now })
    }
}

/// The latest reading of a stage, with or without a figure.
pub(super) fn latest(stage: &Stage) -> Option<&Reading> {
    stage.under_way.as_deref().or(stage.reading.as_ref())
}
