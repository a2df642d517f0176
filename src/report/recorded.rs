use crate::assess::{Assessment, Judged};
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
    /// Of a stage's targets the one to tell of: of those whose period contains the day the worst,
    /// else the worst of all that no later one carries on.
    pub fn standing(assessment: &'a Assessment<'a>, stage: i64) -> Option<&'a Judged<'a>> {
        let as_of = assessment.as_of;
        assessment
            .targets
            .iter()
            .filter(|judged| judged.stage.id == stage && !judged.is_carried_on)
            .min_by(|a, b| {
                let is_other = |judged: &Judged<'_>| !judged.period().contains(as_of);
                is_other(a)
                    .cmp(&is_other(b))
                    .then_with(|| worst_first(a, b))
            })
    }
}
