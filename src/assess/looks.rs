//! Which figures of a stage its verdicts depend on. Every place of `assess` that looks at a figure
//! has its counterpart here; a property test holds that judging these alone is judging all.

use crate::model::{Day, End, LookAt, Looks, Period, Project, Stage, StageKind, Target, Terms};

use super::flags::{STUCK_DAYS, can_be_stuck};
use super::portfolio::{Lineage, rest};
use super::verdict::baseline_day;

/// The figures that the verdicts on all targets depend on.
pub const EVERY_VERDICT: LookAt = LookAt {
    end: |_, _, _| End::Words,
    more: look_at,
};

/// The figures that tell which targets past due are overdue or unreported. Of others nothing is
/// read, so that the verdicts on them mean nothing; nor is it told when one was met.
pub const PAST_DUE: LookAt = LookAt {
    end: |project, stage, as_of| {
        if is_rolled_up(project) {
            End::Words
        } else if stage.targets.iter().any(|t| is_past_due(t, as_of)) {
            End::Figure
        } else {
            End::Nothing
        }
    },
    more: look_past_due,
};

/// Stages rolled up are followed through time.
fn is_rolled_up(project: &Project) -> bool {
    project.stages.iter().any(|s| s.facts.weight.is_some())
}

fn is_past_due(target: &Target, as_of: Day) -> bool {
    let revision = target.in_force(as_of);
    revision.is_some_and(|revision| revision.terms.due.is_some_and(|due| due < as_of))
}

fn look_past_due(project: &Project, stage: &Stage, as_of: Day, looks: &mut Looks) {
    looks.all = is_rolled_up(project);
    for target in &stage.targets {
        if is_past_due(target, as_of) {
            let rest = rest(project, target, as_of);
            looks.before.extend(rest.map(|rest| rest.since));
        }
    }
}

/// Asks for the figures that the verdicts on a stage's targets depend on, beside the last two.
fn look_at(project: &Project, stage: &Stage, as_of: Day, looks: &mut Looks) {
    if is_rolled_up(project) {
        looks.all = true;
        return;
    }
    let Some(latest) = stage.figures.last() else {
        return;
    };
    if stage.targets.is_empty() {
        return;
    }
    // The run that the last figure ends begins with it, where the one before is below.
    let previous = stage.figures.iter().rev().nth(1);
    let begins_before = |percent| previous.is_some_and(|previous| percent <= previous.percent);
    if stage.facts.kind == StageKind::Measured && can_be_stuck(latest) {
        looks.before.extend(latest.on.plus(-STUCK_DAYS));
    }
    let lineage = Lineage::of(stage, as_of);
    for target in &stage.targets {
        let Some(revision) = target.in_force(as_of) else {
            continue;
        };
        looks
            .before
            .extend(rest(project, target, as_of).map(|rest| rest.since));
        let mut look = |terms: &Terms, period: Period| {
            if terms.percent <= latest.percent {
                looks
                    .runs
                    .extend(begins_before(terms.percent).then_some(terms.percent));
            } else {
                look_at_plan(terms, period, stage.facts.kind, as_of, looks);
            }
        };
        look(&revision.terms, target.period);
        let first = lineage.first(target);
        if let Some(original) = first.original()
            && !std::ptr::eq(original, revision)
        {
            look(&original.terms, first.period);
        }
    }
}

/// Where the plan of a target that is not met begins.
fn look_at_plan(terms: &Terms, period: Period, kind: StageKind, as_of: Day, looks: &mut Looks) {
    let baseline_day = baseline_day(terms, period);
    let is_running = terms.due.is_some_and(|due| as_of <= due) && baseline_day < as_of;
    if is_running && kind == StageKind::Measured {
        // The first figure after it stands in only where no baseline was declared.
        if terms.baseline.is_some() {
            looks.before.push(baseline_day);
        } else {
            looks.around.push(baseline_day);
        }
    }
}
