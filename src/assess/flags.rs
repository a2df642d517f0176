//! What stands beside a status.

use crate::model::{Settings, StageKind};

use super::baseline::BaselineKind;
use super::case::Case;
use super::status::Flag;
use super::verdict::Verdict;

pub(super) fn flags(verdict: &Verdict, case: &Case<'_>, settings: &Settings) -> Vec<Flag> {
    let mut flags = Vec::new();
    match verdict.days_left {
        Some(left) if (0..=i64::from(settings.urgent)).contains(&left) => flags.push(Flag::Urgent),
        Some(left) if (0..=i64::from(settings.due_soon)).contains(&left) => {
            flags.push(Flag::DueSoon);
        }
        _ => {}
    }
    if verdict
        .progress
        .as_ref()
        .is_some_and(|progress| progress.nudge.is_some())
    {
        flags.push(Flag::Borderline);
    }
    if let (Some(reading), Some(previous)) = (verdict.reading, verdict.previous)
        && reading.percent < previous.percent
    {
        flags.push(Flag::Regressed);
    }
    if case.kind == StageKind::Measured && is_stuck(verdict, case) {
        flags.push(Flag::Stuck);
    }
    if case.terms.is_due_implied {
        flags.push(Flag::Implied);
    }
    if verdict
        .baseline
        .is_some_and(|baseline| baseline.kind == BaselineKind::Late)
    {
        flags.push(Flag::LateBaseline);
    }
    if verdict.derived.is_some() {
        flags.push(Flag::Derived);
    }
    flags
}

/// The figure that a stuck stage is held against is at least this many days older.
const STUCK_DAYS: i64 = 45;

/// Nearly done, and under one point above the latest figure at least 45 days older.
fn is_stuck(verdict: &Verdict, case: &Case<'_>) -> bool {
    let Some(latest) = verdict.reading else {
        return false;
    };
    let percent = latest.percent.hundredths();
    (8_000..10_000).contains(&percent)
        && (latest.on.plus(-STUCK_DAYS))
            .and_then(|day| case.figures.latest(day))
            .is_some_and(|older| percent - older.percent.hundredths() < 100)
}
