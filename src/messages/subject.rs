//! What a line is about.

use std::fmt::{self, Formatter};

use crate::model::{Code, Language, Project, ProjectFacts, Stage, StagePath};

use super::macros::messages;
use super::say::{LocalName, Say};

/// What the whole works are called, and in English, before anybody gave them other names.
pub const WHOLE_WORKS: [&str; 2] = ["总体进度", "overall progress"];
/// What they are called in papers that speak of a quantity of works.
pub const QUANTITY_OF_WORKS: [&str; 2] = ["工程总量", "whole works"];
/// What the stage of a project's money is called; its code is the English name.
pub const INVESTMENT: [&str; 2] = ["投资", "investment"];

messages! {
    /// A project, or a stage of it, by its code and its names.
    pub enum Subject {
        Project { code: Code, name: LocalName } en "{code} {name}" zh "{code} {name}",
        Stage { stage_path: StagePath, project: LocalName, stage: LocalName }
            en "{stage_path} {project}, {stage}"
            zh "{stage_path} {project}，{stage}",
        /// Names of what no longer counts are not known.
        Gone(stage_path: StagePath) en "{stage_path}" zh "{stage_path}",
    }
}

impl Subject {
    /// A project, or a stage as its targets are typed: `jinhui/main-structure`.
    pub fn of(project: &Project, stage: Option<&Stage>) -> Subject {
        let code = project.facts.code.clone();
        match stage {
            None => Subject::Project {
                code,
                name: project.into(),
            },
            Some(stage) => Subject::Stage {
                stage_path: StagePath {
                    project: code,
                    stage: Some(stage.facts.code.clone()),
                },
                project: project.into(),
                stage: stage.into(),
            },
        }
    }

    /// A stage as its readings are typed, by the code of its project.
    pub fn read(project: &Project, stage: &Stage) -> Subject {
        Subject::Stage {
            stage_path: StagePath {
                project: project.facts.code.clone(),
                stage: None,
            },
            project: project.into(),
            stage: stage.into(),
        }
    }
}

impl From<&ProjectFacts> for LocalName {
    fn from(facts: &ProjectFacts) -> LocalName {
        LocalName {
            name: facts.name.clone(),
            name_en: facts.name_en.clone(),
        }
    }
}

impl From<&Project> for LocalName {
    fn from(project: &Project) -> LocalName {
        (&project.facts).into()
    }
}

impl From<&Stage> for LocalName {
    fn from(stage: &Stage) -> LocalName {
        LocalName {
            name: stage.facts.name.clone(),
            name_en: stage.facts.name_en.clone(),
        }
    }
}

impl Say for Code {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        self.as_str().say(language, to)
    }
}

impl Say for StagePath {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        self.to_string().say(language, to)
    }
}

/// The number of the entry that was written, before the line that tells of it: `#17 `.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mark(pub i64);

impl Say for Mark {
    fn say(&self, _: Language, to: &mut Formatter<'_>) -> fmt::Result {
        write!(to, "#{} ", self.0)
    }
}
