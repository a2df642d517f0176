use crate::assess::{Assessment, Judged, Status};
use crate::model::{Figure, Project, Reading, Stage};

use super::rank::worst_first;

/// A reading just recorded, and where its stage stands with it.
pub struct Recorded<'a> {
    /// The entry; `None`: the same reading was there already.
    pub entry: Option<i64>,
    /// The project, with the reading in it.
    pub project: &'a Project,
    /// The stage.
    pub stage: &'a Stage,
    /// The reading.
    pub reading: &'a Reading,
    /// The figure before it.
    pub was: Option<Figure>,
    /// The target that it speaks to, judged.
    pub standing: Option<&'a Judged<'a>>,
}

impl<'a> Recorded<'a> {
    /// Of a stage's targets in whose place no later one stands, the one to tell of: the worst of
    /// those that are unmet and have begun, else the worst.
    pub fn standing(assessment: &'a Assessment<'a>, stage: i64) -> Option<&'a Judged<'a>> {
        let targets = assessment.targets.iter();
        let stand = targets.filter(|judged| judged.stage.id == stage && !judged.is_carried_on);
        stand.min_by(|a, b| {
            let is_other =
                |judged: &Judged<'_>| !judged.is_unmet() || judged.verdict.status == Status::Future;
            is_other(a)
                .cmp(&is_other(b))
                .then_with(|| worst_first(a, b))
        })
    }
}
