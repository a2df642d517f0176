use crate::assess::Judged;
use crate::model::{Project, Revision, Stage, Target};

/// A target just set or revised.
pub struct TargetSet<'a> {
    /// Its project.
    pub project: &'a Project,
    /// Its stage.
    pub stage: &'a Stage,
    /// Itself, with the terms now.
    pub target: &'a Target,
    /// The terms before; `None`: it is new.
    pub before: Option<&'a Revision>,
    /// The terms now.
    pub after: &'a Revision,
    /// The target judged by them.
    pub standing: Option<&'a Judged<'a>>,
}
