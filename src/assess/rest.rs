//! Since when a target rests or is given up, by itself or with its project.

use crate::model::{Day, Project, State, Target, TargetState};

use super::Rest;

/// Whether project or target rest on the day, and since when one of them always did; given up beats
/// resting.
pub(super) fn rest(project: &Project, target: &Target, as_of: Day) -> Option<Rest> {
    let is_cancelled = is_cancelled_on(project, target, as_of)?;
    let rests = |day: Day| is_cancelled_on(project, target, day).is_some();
    let since = unbroken(project, target, as_of, rests);
    Some(Rest {
        is_cancelled,
        since: since.unwrap_or(as_of),
    })
}

/// The first day of the unbroken run of days, up to the day of the question, on which the target or
/// its project was cancelled, taken together; `None` where neither is on that day. A suspension
/// before it is no part of it.
pub(super) fn cancelled_since(project: &Project, target: &Target, as_of: Day) -> Option<Day> {
    let is_cancelled = |day: Day| is_cancelled_on(project, target, day) == Some(true);
    unbroken(project, target, as_of, is_cancelled)
}

/// Whether the target or its project is given up on a day, or merely rests; `None` where it does
/// neither.
fn is_cancelled_on(project: &Project, target: &Target, day: Day) -> Option<bool> {
    let of_project = match project.state_on(day) {
        State::Suspended => Some(false),
        State::Cancelled => Some(true),
        State::Active | State::Closed => None,
    };
    let of_target = match target.state_on(day) {
        TargetState::Suspended => Some(false),
        TargetState::Dropped => Some(true),
        TargetState::Active => None,
    };
    let rests = [of_project, of_target].into_iter().flatten();
    rests.reduce(|a, b| a || b)
}

/// The first of the last days in a row, up to that of the question, of which something holds.
fn unbroken(
    project: &Project,
    target: &Target,
    as_of: Day,
    holds: impl Fn(Day) -> bool,
) -> Option<Day> {
    // States change on these days only.
    let decided = project.states.iter().map(|change| change.decided_on);
    let decided = decided.chain(target.revisions.iter().map(|revision| revision.decided_on));
    let mut days: Vec<Day> = decided.filter(|day| *day <= as_of).collect();
    days.sort_unstable();
    days.into_iter().rev().take_while(|day| holds(*day)).last()
}
