//! What stands beside a status.

use crate::model::{Day, Settings, StageKind};

use super::baseline::BaselineKind;
use super::case::Case;
use super::status::{Flag, Status};
use super::verdict::Verdict;

pub(super) fn flags(verdict: &Verdict, case: &Case<'_>, settings: &Settings) -> Vec<Flag> {
    let left = |most: u32| {
        let days_left = verdict.days_left;
        days_left.is_some_and(|left| (0..=i64::from(most)).contains(&left))
    };
    let is_urgent = left(settings.urgent);
    let has_nudge = (verdict.progress.as_ref()).is_some_and(|progress| progress.nudge.is_some());
    let is_after_due = |day| case.terms.due.is_some_and(|due| due < day);
    let is_late = |kind| kind == BaselineKind::Late;
    let flags = [
        (Flag::Urgent, is_urgent),
        (Flag::DueSoon, !is_urgent && left(settings.due_soon)),
        (Flag::Borderline, has_nudge),
        (Flag::Stale, verdict.is_stale),
        (
            Flag::DayUnknown,
            verdict.status == Status::Met && verdict.met_on.is_some_and(is_after_due),
        ),
        (Flag::Regressed, is_regressed(verdict)),
        (Flag::Stalled, is_stalled(verdict, case)),
        (Flag::Implied, case.terms.is_due_implied),
        (
            Flag::LateBaseline,
            verdict
                .baseline
                .is_some_and(|baseline| is_late(baseline.kind)),
        ),
        (Flag::Derived, verdict.derived.is_some()),
    ];
    let stand = flags.into_iter().filter(|(_, stands)| *stands);
    stand.map(|(flag, _)| flag).collect()
}

fn is_regressed(verdict: &Verdict) -> bool {
    let pair = verdict.reading.zip(verdict.previous);
    pair.is_some_and(|(reading, previous)| reading.percent < previous.percent)
}

/// The figure that a stalled stage is held against is at least this many days older.
const STALLED_DAYS: i64 = 30;

/// Less than this was gained, in hundredths of a point.
const STALLED_GAIN: i64 = 100;

/// A measured target still to be met, under one point above the latest figure at least 30 days
/// older.
fn is_stalled(verdict: &Verdict, case: &Case<'_>) -> bool {
    let is_asked = case.kind == StageKind::Measured
        && !verdict.status.is_met()
        && !matches!(
            verdict.status,
            Status::Future | Status::Suspended | Status::Cancelled
        );
    let older = |on: Day| case.figures.latest(on.plus(-STALLED_DAYS)?);
    let pair = verdict
        .reading
        .and_then(|latest| Some((latest, older(latest.on)?)));
    is_asked
        && pair.is_some_and(|(latest, older)| {
            latest.percent.hundredths() - older.percent.hundredths() < STALLED_GAIN
        })
}
