//! The target that is meant.

use crate::error::{Error, TargetProblem};
use crate::model::{Day, Deadline, Period, Settings, Stage, Target, TargetState, read_deadline};

use super::asked::Asked;
use super::{Arguments, refuse};

/// The target meant: one that is there, or a new one of that period.
#[derive(Clone, Copy)]
pub(super) enum Found<'a> {
    There(&'a Target),
    New(Period),
}

/// Finds the target, and reads the deadline in its period.
pub(super) fn find_target<'a>(
    arguments: &Arguments,
    stage: &'a Stage,
    place: &str,
    settings: &Settings,
    as_of: Day,
    asked: &Asked,
) -> Result<(Found<'a>, Option<Deadline>), Error> {
    let label = arguments.label.as_deref().map(str::trim);
    let read = |period: Period| -> Result<Option<Deadline>, Error> {
        let Some(words) = &arguments.by else {
            return Ok(None);
        };
        read_deadline(words, period, as_of, settings.before)
            .map(Some)
            .map_err(|problem| {
                refuse(TargetProblem::Deadline {
                    words: words.clone(),
                    problem,
                })
            })
    };
    if let Some(text) = &arguments.period {
        let period: Period = text
            .parse()
            .map_err(|_| refuse(TargetProblem::Period(text.clone())))?;
        let label = label.unwrap_or_default();
        let there = stage
            .targets
            .iter()
            .find(|target| target.period == period && target.label == label);
        let found = there.map_or(Found::New(period), Found::There);
        return Ok((found, read(period)?));
    }
    let meant = meant(stage, label, as_of, asked.state);
    match meant.as_slice() {
        [only] => Ok((Found::There(only), read(only.period)?)),
        [] => {
            let deadline = read(Period::half_of(as_of))?;
            let due = match deadline {
                Some(Deadline::On { due, .. }) => due,
                _ => as_of,
            };
            let period = Period::half_of(due);
            // A met target of that half-year is the one, whatever it says.
            let label = label.unwrap_or_default();
            let there = stage
                .targets
                .iter()
                .find(|target| target.period == period && target.label == label);
            Ok((there.map_or(Found::New(period), Found::There), deadline))
        }
        several => Err(refuse(TargetProblem::Several {
            place: place.to_owned(),
            targets: several
                .iter()
                .map(|target| {
                    let due = target.in_force(as_of).and_then(|r| r.terms.due);
                    (target.period, target.label.clone(), due)
                })
                .collect(),
        })),
    }
}

/// The targets that may be meant without a period: those unmet and left to no later one. What is
/// to be taken up again is at rest or dropped.
fn meant<'a>(
    stage: &'a Stage,
    label: Option<&str>,
    as_of: Day,
    state: Option<TargetState>,
) -> Vec<&'a Target> {
    let is_carried_on = |target: &Target| {
        let mut others = stage.targets.iter();
        others.any(|other| other.carried_from == Some(target.id))
    };
    let labelled = stage
        .targets
        .iter()
        .filter(|target| label.is_none_or(|label| target.label == label))
        .filter(|target| !is_carried_on(target));
    let is_resting = |target: &Target| {
        let revision = target.in_force(as_of);
        revision.is_some_and(|revision| revision.terms.state != TargetState::Active)
    };
    if state == Some(TargetState::Active) {
        let resting: Vec<&Target> = labelled.clone().filter(|t| is_resting(t)).collect();
        if !resting.is_empty() {
            return resting;
        }
    }
    labelled
        .filter(|target| is_unmet(stage, target, as_of))
        .collect()
}

/// Neither met by the stage's latest figure nor dropped.
fn is_unmet(stage: &Stage, target: &Target, as_of: Day) -> bool {
    let Some(revision) = target.in_force(as_of) else {
        return false;
    };
    let latest = stage.figures.last().map(|figure| figure.percent);
    latest.is_none_or(|latest| latest < revision.terms.percent)
        && revision.terms.state != TargetState::Dropped
}
