//! Which figures of a stage its verdicts depend on. Every place of `assess` that looks at a figure
//! has its counterpart here; a property test holds that judging these alone is judging all.

use crate::model::{Day, Figure, Looks, Period, Project, Stage, StageKind, Terms};

use super::flags::{STUCK_DAYS, can_be_stuck};
use super::portfolio::{Lineage, rest};
use super::verdict::baseline_day;

/// Asks for the figures that the verdicts on a stage's targets depend on, beside the last two.
pub fn look_at(project: &Project, stage: &Stage, as_of: Day, looks: &mut Looks) {
    // Stages rolled up are followed through time.
    if project.stages.iter().any(|s| s.facts.weight.is_some()) {
        looks.all = true;
        return;
    }
    let Some(latest) = stage.figures.last() else {
        return;
    };
    if stage.targets.is_empty() {
        return;
    }
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
            look_at_terms(terms, period, stage.facts.kind, latest, as_of, looks);
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

/// Rule by rule, as the decision table goes.
fn look_at_terms(
    terms: &Terms,
    period: Period,
    kind: StageKind,
    latest: &Figure,
    as_of: Day,
    looks: &mut Looks,
) {
    if terms.percent <= latest.percent {
        looks.runs.push(terms.percent);
        return;
    }
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
