use crate::assess::Judged;
use crate::model::{Period, Project, Revision, Stage};

/// A target just set or revised.
pub struct TargetSet<'a> {
    /// Its project.
    pub project: &'a Project,
    /// Its stage.
    pub stage: &'a Stage,
    /// Its period.
    pub period: Period,
    /// The terms before; `None`: it is new.
    pub before: Option<&'a Revision>,
    /// The terms now.
    pub after: &'a Revision,
    /// The target judged by them.
    pub standing: Option<&'a Judged<'a>>,
}
