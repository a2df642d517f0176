//! What the arguments of `target` ask for.

use crate::error::{Error, Refusal, TargetProblem};
use crate::model::{
    Commitment, Day, Percent, PercentError, PlanPoint, Stage, StageKind, TargetState, half_width,
};

use super::super::figure;
use super::{Arguments, refuse};

/// What the arguments ask for, read but not yet held against what there is.
pub(super) struct Asked {
    pub(super) percent: Option<Percent>,
    pub(super) start: Option<Day>,
    pub(super) baseline: Option<Percent>,
    pub(super) plan_points: Option<Vec<PlanPoint>>,
    pub(super) commitment: Option<Commitment>,
    pub(super) state: Option<TargetState>,
}

/// Reads them, for that stage.
pub(super) fn asked(arguments: &Arguments, stage: &Stage) -> Result<Asked, Error> {
    let percent = match arguments.percent.as_deref() {
        None => None,
        Some(text) if is_done(text) => Some(Percent::FULL),
        Some(text) => Some(percent(text)?),
    };
    if percent == Some(Percent::ZERO) {
        return Err(refuse(TargetProblem::Zero));
    }
    if stage.facts.kind == StageKind::Milestone && percent.is_some_and(|p| p != Percent::FULL) {
        return Err(refuse(TargetProblem::Milestone));
    }
    let (start, baseline) = match arguments.from.as_deref() {
        None => (None, None),
        Some(text) => {
            let (start, baseline) =
                from(text).ok_or_else(|| refuse(TargetProblem::From(text.to_owned())))?;
            (start, Some(baseline))
        }
    };
    let commitment = match arguments.commitment.as_deref() {
        None => None,
        Some(text) => Some(
            Commitment::from_text(text)
                .ok_or_else(|| refuse(TargetProblem::Commitment(text.to_owned())))?,
        ),
    };
    let state = match (arguments.suspend, arguments.resume, arguments.drop) {
        (true, ..) => Some(TargetState::Suspended),
        (_, true, _) => Some(TargetState::Active),
        (.., true) => Some(TargetState::Dropped),
        _ => None,
    };
    Ok(Asked {
        percent,
        start,
        baseline,
        plan_points: via(&arguments.via)?,
        commitment,
        state,
    })
}

/// A percent to reach; a share of one is questioned as in a figure.
fn percent(text: &str) -> Result<Percent, Error> {
    let refused = |problem| {
        let text = text.to_owned();
        refuse(TargetProblem::Percent { text, problem })
    };
    match figure::figure(text) {
        Ok(figure::Typed::Percent(percent)) => Ok(percent),
        Ok(_) | Err(Refusal::Amount(_)) => Err(refused(PercentError::NotANumber)),
        Err(Refusal::Figure { problem, .. }) => Err(refused(problem)),
        Err(other) => Err(other.into()),
    }
}

/// `PERCENT`, or `DATE:PERCENT`: the plan runs from the end of that day, so the target's own start
/// is the day after.
fn from(text: &str) -> Option<(Option<Day>, Percent)> {
    let text = half_width(text);
    match text.rsplit_once([':', '：']) {
        None => Some((None, text.parse().ok()?)),
        Some((day, percent)) => {
            let day: Day = day.parse().ok()?;
            Some((Some(day.plus(1)?), percent.parse().ok()?))
        }
    }
}

fn via(texts: &[String]) -> Result<Option<Vec<PlanPoint>>, Error> {
    if let [only] = texts
        && matches!(only.trim().to_lowercase().as_str(), "none" | "无")
    {
        return Ok(Some(Vec::new()));
    }
    let mut points: Vec<PlanPoint> = Vec::new();
    for text in texts {
        let plain = half_width(text);
        let read = || {
            let (day, percent) = plain.rsplit_once(':')?;
            Some(PlanPoint {
                on: day.parse().ok()?,
                percent: percent.parse().ok()?,
            })
        };
        let rises = |point: &PlanPoint| {
            points
                .last()
                .is_none_or(|last| last.on < point.on && last.percent <= point.percent)
        };
        let point = read()
            .filter(rises)
            .ok_or_else(|| refuse(TargetProblem::Via(text.clone())))?;
        points.push(point);
    }
    Ok((!points.is_empty()).then_some(points))
}

/// Whether that is the word for all of it.
pub(super) fn is_done(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "done" | "完成")
}
