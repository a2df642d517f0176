//! In which order targets are shown.

use std::cmp::Ordering;

use crate::assess::{Flag, Judged, Ratio, Status};
use crate::model::Day;

use super::request::SortBy;

/// A target and what it is sorted by, so that a sort looks at each target once.
///
/// Worst first: by status (open and due soon before open); ties by due day (none last), pace
/// (infinite first, none last), project code, stage and number.
#[derive(Clone, Copy)]
pub(super) struct Ranked<'a> {
    /// Status, due day and pace in one number, as far as a whole number tells: what comes first is
    /// less.
    rank: u128,
    /// The place of its project among all that are ranked; 0 if that is not known.
    project: u32,
    pub(super) judged: &'a Judged<'a>,
}

impl<'a> Ranked<'a> {
    /// Ranks targets that come in the order of their projects' codes, as in an
    /// [`Assessment`](crate::assess::Assessment), after so many others.
    pub(super) fn in_order(after: u32) -> impl FnMut(&'a Judged<'a>) -> Ranked<'a> {
        let mut last: Option<(u32, i64)> = None;
        move |judged| {
            let id = judged.project.id;
            let project = match last {
                Some((place, last)) if last == id => place,
                Some((place, _)) => place.saturating_add(1),
                None => after.saturating_add(1),
            };
            last = Some((project, id));
            Ranked {
                project,
                ..Ranked::of(judged)
            }
        }
    }

    fn of(judged: &'a Judged<'a>) -> Ranked<'a> {
        let verdict = &judged.verdict;
        let is_near = verdict.has(Flag::Urgent) || verdict.has(Flag::DueSoon);
        let place =
            2 * verdict.status as u128 + u128::from(verdict.status == Status::Open && !is_near);
        let due = judged.revision.terms.due;
        let due = due.map_or(u32::MAX, |due| u32::try_from(due.number()).unwrap_or(0));
        // The greatest pace first: infinite before all others, none after them.
        let pace = match pace(judged) {
            None => u64::MAX,
            Some(None) => 0,
            Some(Some(pace)) => {
                let parts = (pace * Ratio::whole(1 << 20)).floor().unwrap_or(i64::MAX);
                u64::MAX - 1 - u64::try_from(parts).unwrap_or(0)
            }
        };
        Ranked {
            rank: place << 96 | u128::from(due) << 64 | u128::from(pace),
            project: 0,
            judged,
        }
    }

    pub(super) fn worst_first(&self, other: &Ranked<'_>) -> Ordering {
        self.rank.cmp(&other.rank).then_with(|| {
            let (a, b) = (self.judged, other.judged);
            // Of the same whole part, exactly.
            pace(b)
                .flatten()
                .cmp(&pace(a).flatten())
                .then_with(|| self.project.cmp(&other.project))
                .then_with(|| a.project.facts.code.cmp(&b.project.facts.code))
                .then_with(|| a.stage.facts.code.cmp(&b.stage.facts.code))
                .then_with(|| a.target.number.cmp(&b.target.number))
        })
    }

    pub(super) fn compare(&self, sort_by: SortBy, other: &Ranked<'_>) -> Ordering {
        let (a, b) = (self.judged, other.judged);
        let first = match sort_by {
            SortBy::Status => Ordering::Equal,
            SortBy::Due => due(a).cmp(&due(b)),
            SortBy::Project => a.project.facts.code.cmp(&b.project.facts.code),
            SortBy::Name => a.project.facts.name.cmp(&b.project.facts.name),
        };
        first.then_with(|| self.worst_first(other))
    }
}

/// Undated comes last.
fn due(judged: &Judged<'_>) -> (bool, Option<Day>) {
    let due = judged.revision.terms.due;
    (due.is_none(), due)
}

/// `None`: no pace; `Some(None)`: infinite.
fn pace(judged: &Judged<'_>) -> Option<Option<Ratio>> {
    judged
        .verdict
        .progress
        .as_ref()
        .map(|progress| progress.pace)
}

/// Worst first, as a report goes by default.
pub(super) fn worst_first(a: &Judged<'_>, b: &Judged<'_>) -> Ordering {
    Ranked::of(a).worst_first(&Ranked::of(b))
}
