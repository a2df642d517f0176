use crate::model::{Changed, Project, Stage, StateChange};

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
    /// Facts changed.
    Changed {
        /// The project.
        project: &'a Project,
        /// The stage, if they are a stage's.
        stage: Option<&'a Stage>,
        /// The facts.
        facts: Vec<Changed>,
        /// The state it was put into.
        state: Option<StateChange>,
    },
}
