use crate::model::{Project, Stage, StateChange};

/// What was done to a project or a stage.
#[derive(Clone, Debug)]
pub enum Edited<'a> {
    /// A project was added.
    ProjectAdded {
        /// The project.
        project: &'a Project,
        /// Nothing else was said of it, so a target is the next thing it needs.
        asks_for_target: bool,
    },
    /// A stage was added.
    StageAdded(&'a Project, &'a Stage),
    /// Facts changed: field, before, after.
    Changed {
        /// The project.
        project: &'a Project,
        /// The stage, if they are a stage's.
        stage: Option<&'a Stage>,
        /// Field, before, after.
        facts: Vec<(&'static str, String, String)>,
        /// The state it was put into.
        state: Option<StateChange>,
    },
}
