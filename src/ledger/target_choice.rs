//! Targets of a stage as a person is asked which of them is meant.

use crate::messages::{Numbered, TargetChoice, TargetMark};
use crate::model::{Day, Target, shell_quoted};

pub(super) fn numbers<'t>(targets: impl IntoIterator<Item = &'t Target>) -> Vec<Numbered> {
    let targets = targets.into_iter();
    targets.map(|target| Numbered(target.number)).collect()
}

/// A target as it is typed, in its command where one asks, and what tells it from others.
pub(super) fn choice(
    target: &Target,
    stage_path: &str,
    [before, after]: &[String; 2],
    as_of: Day,
) -> Option<TargetChoice> {
    let terms = &target.in_force(as_of)?.terms;
    let label = Some(terms.label.clone()).filter(|label| !label.is_empty());
    let marks = [
        terms.period.map(TargetMark::Period),
        label.map(TargetMark::Label),
        Some(terms.due.map_or(TargetMark::Undated, TargetMark::Due)),
    ];
    Some(TargetChoice {
        typed: format!(
            "{before}{}{after}",
            shell_quoted(&format!("{stage_path}#{}", target.number))
        ),
        marks: marks.into_iter().flatten().collect(),
    })
}
