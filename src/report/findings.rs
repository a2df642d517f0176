use crate::assess::{Assessment, Judged, Status};

use super::worst_first;

/// Something that `check` tells.
#[derive(Clone, Copy, Debug)]
pub struct Finding<'a> {
    /// The target it is about.
    pub judged: &'a Judged<'a>,
}

/// What is overdue or unreported, worst first. Targets that a later one carries on are left to
/// it. With `within`, also what falls due in that many days and is not met.
pub fn findings<'a>(assessment: &'a Assessment<'a>, within: Option<u32>) -> Vec<Finding<'a>> {
    let falls_due = |judged: &Judged<'_>| {
        let left = judged.verdict.days_left.filter(|left| *left >= 0);
        left.zip(within)
            .is_some_and(|(left, within)| left <= i64::from(within))
    };
    let mut found: Vec<&Judged<'_>> = assessment
        .targets
        .iter()
        .filter(|judged| !judged.is_carried_on)
        .filter(|judged| {
            matches!(judged.verdict.status, Status::Overdue | Status::Unreported)
                || falls_due(judged)
        })
        .collect();
    found.sort_by(|a, b| worst_first(a, b));
    found.into_iter().map(|judged| Finding { judged }).collect()
}
