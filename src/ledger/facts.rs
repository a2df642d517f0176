//! Rules of what projects and stages may be: weights, and milestones with targets under 100 %.

use crate::error::{FactsProblem, Refusal};
use crate::model::{Percent, Project, Stage, StageKind};

/// The sum of the weights of a project's stages, hundredths of a percent, if it is more than
/// 100 %. The whole works, of which they are shares, are none of them.
pub(super) fn overweight(project: &Project) -> Option<i64> {
    let stages = project.stages.iter().filter(|stage| !stage.is_overall());
    let weights = stages.filter_map(|stage| stage.facts.weight);
    let sum: i64 = weights.map(Percent::hundredths).sum();
    (sum > Percent::FULL.hundredths()).then_some(sum)
}

/// The lowest percent under 100 % that a target of a stage has or had: then it is no milestone,
/// which is done or not.
pub(super) fn partial_target(stage: &Stage) -> Option<Percent> {
    let revisions = stage.targets.iter().flat_map(|target| &target.revisions);
    let percents = revisions.map(|revision| revision.terms.percent);
    percents.filter(|percent| *percent != Percent::FULL).min()
}

/// Whether a stage is a milestone that cannot be one.
pub(super) fn is_broken_milestone(stage: &Stage) -> Option<Percent> {
    let is_milestone = stage.facts.kind == StageKind::Milestone;
    partial_target(stage).filter(|_| is_milestone)
}

/// A refusal about facts.
pub(super) fn refusal(problem: FactsProblem) -> Refusal {
    Refusal::Facts(problem)
}
