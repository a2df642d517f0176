//! What stands beside a status.

use crate::model::{Figure, Settings, StageKind};

use super::Flag;
use super::verdict::{BaselineKind, Case, Verdict};

pub(super) fn flags(
    verdict: &Verdict,
    case: &Case<'_>,
    figures: &[Figure],
    settings: &Settings,
) -> Vec<Flag> {
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
    if case.kind == StageKind::Measured && is_stuck(figures) {
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
pub(super) const STUCK_DAYS: i64 = 45;

/// Whether a figure is of those that can be stuck: nearly done.
pub(super) fn can_be_stuck(figure: &Figure) -> bool {
    (8_000..10_000).contains(&figure.percent.hundredths())
}

/// Nearly done, and under one point above the latest figure at least 45 days older.
fn is_stuck(figures: &[Figure]) -> bool {
    let Some(latest) = figures.last() else {
        return false;
    };
    let percent = latest.percent.hundredths();
    can_be_stuck(latest)
        && figures
            .iter()
            .rev()
            .find(|figure| latest.on.days_since(figure.on) >= STUCK_DAYS)
            .is_some_and(|older| percent - older.percent.hundredths() < 100)
}
