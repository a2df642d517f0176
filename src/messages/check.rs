//! What `check` says of a target.

use crate::model::Day;

use super::macros::messages;
use super::nouns::Days;
use super::report::{Several, Stands, TargetCell};
use super::say::{Parts, ShortDay};
use super::verdict::StatusWord;

messages! {
    /// One finding, name first.
    pub enum FindingLine {
        Of { mark: &'static str, project: String, parts: Parts<FindingPart> }
            en "{mark} {project}: {parts}"
            zh "{mark} {project}：{parts}",
    }
}

messages! {
    /// What there is to know of a finding.
    pub enum FindingPart {
        Status(word: StatusWord) en "{word}" zh "{word}",
        Target(target: TargetCell) en "{target}" zh "{target}",
        PastDue(days: Days) en "{days} past due" zh "已超期{days}",
        DueToday en "due today" zh "今天到期",
        Left(days: Days) en "{days} left" zh "还剩{days}",
        NoReading en "no reading" zh "无数据",
        /// A report later than every figure, with words or without.
        InWords { on: ShortDay, words: String }
            if (words.is_empty())
                en "reported under way on {on}, without a figure"
                zh "{on}报推进中，无数值"
            else
                en "reported in words on {on}: {words:.60}"
                zh "{on}文字上报：{words:.60}",
        Stands(stands: Stands) en "{stands}" zh "目前{stands}",
        Problem(text: String) en "problem: {text}" zh "存在问题：{text}",
        NextStep(text: String) en "next: {text}" zh "下步打算：{text}",
        Unit(name: String) en "{name}" zh "责任单位：{name}",
        Lead(name: String) en "{name}" zh "负责人：{name}",
        StagePath(path: String) en "{path}" zh "{path}",
    }
}

messages! {
    /// What a message about findings opens with.
    pub struct CheckTitle { pub as_of: Day, pub kinds: Vec<Several> }
    en "Key projects, {as_of}: {kinds}"
    zh "重点项目提醒（{as_of}）：{kinds}"
}

messages! {
    /// The findings that a message has no room for.
    pub struct Rest { pub rest: usize }
    en "… and {rest} more"
    zh "……另有{rest}项"
}
