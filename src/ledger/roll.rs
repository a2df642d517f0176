//! The turn of a period: what is unmet at its end is carried on by targets of a later one.

use crate::assess::{Assessment, Judged, Status};
use crate::model::{Code, Given, Period, PeriodName, Stage, StageKind, Target, TargetState};

use super::change::{Due, Earlier, Goal, TargetChange, WhichTarget};
use super::mention::{ProjectMention, StageMention};

/// What becomes of the targets of a period that ends.
#[derive(Debug, Default)]
pub struct Rolling<'a> {
    /// The unmet and the undated ones, each with the statement that carries it on.
    pub carried: Vec<(&'a Judged<'a>, TargetChange)>,
    /// How many are met, in time or late.
    pub met: usize,
    /// How many were given up.
    pub given_up: usize,
    /// How many another target carries on already.
    pub already: usize,
}

/// Carries on what is unmet of one period, as a report of it counts targets, in another. A target of
/// that period on the same stage, with the same label, which carries on none so far, does; else one is
/// set, for the same percent. A deadline in the later period or after it stands; one before it
/// gives way to the last day of that period, for want of another; without any it stays without.
pub fn roll<'a>(assessment: &'a Assessment<'_>, from: Period, to: Period) -> Rolling<'a> {
    let mut rolling = Rolling::default();
    let mut taken: Vec<i64> = Vec::new();
    let of_period = assessment.targets.iter();
    for judged in of_period.filter(|judged| judged.is_of(&from)) {
        let is_carried_on = |target: &Target| target.carried_from() == Some(judged.target.id);
        if judged.stage.targets.iter().any(is_carried_on) {
            rolling.already += 1;
        } else if judged.verdict.status.is_met() {
            rolling.met += 1;
        } else if judged.verdict.status == Status::Cancelled {
            rolling.given_up += 1;
        } else {
            let there = successor(judged.stage, judged, to, &taken);
            taken.extend(there.map(|there| there.id));
            let change = carried_on(judged, to, there.map(|there| there.number));
            rolling.carried.push((judged, change));
        }
    }
    rolling
}

/// The target of the later period that was set without saying what it carries on: the one of the same
/// percent before others.
fn successor<'a>(
    stage: &'a Stage,
    judged: &Judged<'_>,
    to: Period,
    taken: &[i64],
) -> Option<&'a Target> {
    let percent = judged.revision.terms.percent;
    let fits = |target: &&Target| {
        let terms = target.revisions.last().map(|last| &last.terms);
        terms.is_some_and(|terms| {
            terms.period == Some(to)
                && terms.label == judged.label()
                && terms.carried_from.is_none()
                && terms.state != TargetState::Dropped
                && !taken.contains(&target.id)
        })
    };
    let is_same = |target: &&Target| {
        let last = target.revisions.last();
        last.is_some_and(|last| last.terms.percent == percent)
    };
    let fitting = || stage.targets.iter().filter(fits);
    fitting().find(is_same).or_else(|| fitting().next())
}

fn carried_on(judged: &Judged<'_>, to: Period, number: Option<i64>) -> TargetChange {
    let mention = ProjectMention::Code(Code::clone(&judged.project.facts.code));
    let stage = StageMention::Coded(judged.stage.facts.code.clone());
    let terms = &judged.revision.terms;
    let mut change = TargetChange::of(mention, stage);
    change.carried_from = Given::Value(Earlier::Number(judged.target.number));
    change.which = WhichTarget {
        number,
        period: Some(PeriodName::Days(to)),
        label: Some(judged.label().to_owned()),
        is_new: number.is_none(),
        is_row: true,
        revision: None,
    };
    if number.is_some() {
        // What was decided of it stands.
        return change;
    }
    change.goal = match judged.stage.facts.kind {
        StageKind::Measured => Goal::Percent(terms.percent),
        StageKind::Milestone => Goal::Done,
    };
    let commitment = terms.commitment.map(Given::Value);
    change.commitment = commitment.unwrap_or(Given::Absent);
    match terms.due {
        None => change.due = Due::Undated,
        Some(due) if to.start() <= due => {
            change.due = Due::Day(due);
            let words = terms.words.clone().map(Given::Value);
            change.words = words.unwrap_or(Given::Absent);
        }
        Some(_) => {
            change.due = Due::Day(to.end());
            change.is_due_implied = Some(true);
        }
    }
    change.state = Some(terms.state).filter(|state| *state == TargetState::Suspended);
    change
}
