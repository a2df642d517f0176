//! What may be meant, where several things may.

use crate::model::{Day, Percent, Period};

use super::macros::messages;
use super::say::LocalName;

messages! {
    /// A project or a stage that may be meant.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Candidate { pub code: String, pub name: LocalName }
        en "{code} ({name})"
        zh "{code}（{name}）"
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
    pub struct TargetChoice { pub stage_path: String, pub marks: Vec<TargetMark> }
        en "{stage_path:#}   ({marks})"
        zh "{stage_path:#}   （{marks}）"
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
