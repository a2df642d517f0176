//! In which order targets are shown.

use std::cmp::{Ordering, Reverse};

use crate::assess::{Flag, Judged, Ratio, Status};
use crate::model::Day;

use super::names::project_name;
use super::request::{Request, SortBy};

/// A target and what it is sorted by, so that a sort looks at each target once.
///
/// Worst first: by status, open and due soon before open; within critical and behind by pace, what
/// needs the most first and what is infinite before it; then by due day, none last, by project code,
/// stage, and number within the stage.
#[derive(Clone, Copy)]
pub(super) struct Ranked<'a> {
    /// By status.
    index: u8,
    pace: Pace,
    /// Undated comes last.
    due: (bool, Option<Day>),
    /// The place of its project among all that are ranked; 0 if that is not known.
    project: u32,
    pub(super) judged: &'a Judged<'a>,
}

/// The speed needed by what is critical or behind, worst first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Pace {
    Infinite,
    Finite(Reverse<Ratio>),
    /// Behind by its stages, or neither critical nor behind.
    None,
}

impl<'a> Ranked<'a> {
    /// Ranks targets that come in the order of their projects' codes, as in an
    /// [`Assessment`](crate::assess::Assessment), after so many others.
    pub(super) fn in_order(after: u32) -> impl FnMut(&'a Judged<'a>) -> Ranked<'a> {
        let mut last: Option<(u32, i64)> = None;
        move |judged| {
            let id = judged.project.id;
            let project = match last {
                Some((index, last)) if last == id => index,
                Some((index, _)) => index.saturating_add(1),
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
        let index = 2 * verdict.status as u8 + u8::from(verdict.status == Status::Open && !is_near);
        let is_slow = matches!(verdict.status, Status::Critical | Status::Behind);
        let pace = match verdict.progress.as_ref().filter(|_| is_slow) {
            None => Pace::None,
            Some(progress) => progress
                .pace
                .map_or(Pace::Infinite, |pace| Pace::Finite(Reverse(pace))),
        };
        Ranked {
            index,
            pace,
            due: due(judged),
            project: 0,
            judged,
        }
    }

    pub(super) fn worst_first(&self, other: &Ranked<'_>) -> Ordering {
        let (a, b) = (self.judged, other.judged);
        (self.index.cmp(&other.index))
            .then_with(|| self.pace.cmp(&other.pace))
            .then_with(|| self.due.cmp(&other.due))
            .then_with(|| self.project.cmp(&other.project))
            .then_with(|| a.project.facts.code.cmp(&b.project.facts.code))
            .then_with(|| a.stage.facts.code.cmp(&b.stage.facts.code))
            .then_with(|| a.target.number.cmp(&b.target.number))
    }

    pub(super) fn compare(&self, request: &Request, other: &Ranked<'_>) -> Ordering {
        let (a, b) = (self.judged, other.judged);
        let name =
            |judged: &'_ Judged<'_>| project_name(request.language, judged.project).to_lowercase();
        let first = match request.sort_by {
            SortBy::Status => Ordering::Equal,
            SortBy::Due => self.due.cmp(&other.due),
            SortBy::Project => a.project.facts.code.cmp(&b.project.facts.code),
            SortBy::Slip => slipped(b).cmp(&slipped(a)),
            SortBy::AgainstDue => b.forecast_late().cmp(&a.forecast_late()),
            SortBy::AgainstFirst => (b.forecast_late_by_first()).cmp(&a.forecast_late_by_first()),
            SortBy::Name => name(a).cmp(&name(b)),
        };
        first.then_with(|| self.worst_first(other))
    }
}

/// By how much it was put off.
fn slipped(judged: &Judged<'_>) -> i64 {
    judged.slip.map_or(0, |slip| slip.distance())
}

/// Undated comes last.
fn due(judged: &Judged<'_>) -> (bool, Option<Day>) {
    let due = judged.revision.terms.due;
    (due.is_none(), due)
}

/// Worst first, as a report goes by default.
pub(super) fn worst_first(a: &Judged<'_>, b: &Judged<'_>) -> Ordering {
    Ranked::of(a).worst_first(&Ranked::of(b))
}
