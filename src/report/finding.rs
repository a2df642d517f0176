use crate::assess::{Judged, Status};
use crate::messages::check::CheckTitle;
use crate::messages::report::Several;
use crate::model::Day;

/// Something that `check` tells.
#[derive(Clone, Copy, Debug)]
pub struct Finding<'a> {
    /// The target it is about.
    pub judged: &'a Judged<'a>,
    /// Whether it fails the check.
    pub fails: bool,
    /// Whether it was not told yet, or has become worse since.
    pub is_new: bool,
}

/// What findings come to, by status.
pub fn title(findings: &[Finding<'_>], as_of: Day) -> CheckTitle {
    let count = |status: Status| {
        let of_status = findings.iter().map(|finding| finding.judged.verdict.status);
        Several(of_status.filter(|one| *one == status).count(), status)
    };
    let kinds = Status::ALL.into_iter().map(count);
    CheckTitle {
        as_of,
        kinds: kinds.filter(|several| several.0 > 0).collect(),
    }
}
