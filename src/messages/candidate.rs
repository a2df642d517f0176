//! What may be meant, where several things may.

use std::fmt::{self, Formatter};

use crate::model::{Day, Language, Percent, Period, ProjectFacts, Stage};

use super::macros::messages;
use super::say::{LocalName, Say};

messages! {
    /// A project or a stage that may be meant.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Candidate { pub code: String, pub name: LocalName }
        en "{code} ({name})"
        zh "{code}（{name}）"
}

/// A project or a stage as it is shortest typed: by its code in English, by its name in Chinese.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortName {
    /// Its code.
    pub code: Box<str>,
    /// Its name.
    pub name: Box<str>,
}

impl ShortName {
    /// Of a project.
    pub fn of_project(facts: &ProjectFacts) -> ShortName {
        ShortName {
            code: facts.code.to_string().into(),
            name: facts.name.clone().into(),
        }
    }

    /// Of a stage.
    pub fn of_stage(stage: &Stage) -> ShortName {
        ShortName {
            code: stage.facts.code.to_string().into(),
            name: stage.facts.name.clone().into(),
        }
    }
}

impl Say for ShortName {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        match language {
            Language::En => self.code.say(language, to),
            Language::Zh => self.name.say(language, to),
        }
    }
}

messages! {
    /// An unmet target of a project.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct UnmetTarget { pub stage: ShortName, pub period: Option<Period>, pub number: i64 }
        if (period.is_some())
            en "{stage} ({period})"
            zh "{stage}（{period}）"
        else
            en "{stage}#{number}"
            zh "{stage}#{number}"
}

messages! {
    /// A stage that may be meant, with the command to type for it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct StageChoice { pub command: String, pub name: LocalName, pub percent: Option<Percent>, pub on: Option<Day> }
        if (percent.is_some())
            en "{command}   ({name}, {percent} on {on})"
            zh "{command}   （{name}，{on}为{percent}）"
        else
            en "{command}   ({name}, no figure yet)"
            zh "{command}   （{name}，尚无数值）"
}

messages! {
    /// A target that may be meant, as it is typed, and what tells it from the others.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct TargetChoice { pub typed: String, pub marks: Vec<TargetMark> }
        en "{typed}   ({marks})"
        zh "{typed}   （{marks}）"
}

messages! {
    /// What tells a target from others of its stage.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum TargetMark {
        Due(due: Day) en "due {due}" zh "{due}到期",
        Undated en "undated" zh "未明确时限",
        Period(period: Period) en "{period}" zh "{period}",
        Label(label: String) en "{label}" zh "{label}",
    }
}
