//! What a command has recorded, in one line.

use crate::model::{StageKind, StagePath};

use super::fact::FactChange;
use super::log::DeedLine;
use super::macros::messages;
use super::nouns::Things;
use super::retract::Ago;
use super::say::{Notes, Numbered, Parts, ShortDay, Tenths, UpTo};
use super::show::Was;
use super::subject::{Mark, Subject};
use super::terms::{GoalBy, ProgressOn, TargetPart};
use super::verdict::StatusWord;

messages! {
    /// A line about what was recorded, or was there already.
    pub enum RecordedLine {
        /// A project, and where a target of it is set, if that is the next thing to do.
        ProjectAdded { mark: Option<Mark>, subject: Subject, next: Option<StagePath> }
            if (next.is_some())
                en "{mark}{subject}: added; next: project target {next:#} 100 --by DATE"
                zh "{mark}{subject}：已新增；下一步：project target {next:#} 100 --by 时限"
            else
            en "{mark}{subject}: added"
            zh "{mark}{subject}：已新增",
        StageAdded { mark: Option<Mark>, subject: Subject, kind: StageKind }
            en "{mark}{subject}: added ({kind})"
            zh "{mark}{subject}：已新增（{kind}）",
        Edited { mark: Option<Mark>, subject: Subject, changes: Parts<FactChange> }
            if (changes.0.is_empty())
                en "{subject}: nothing changed; already on record"
                zh "{subject}：与现有内容相同，未作改动"
            else
            en "{mark}{subject}: {changes}"
            zh "{mark}{subject}：{changes}",
        Target { mark: Option<Mark>, subject: Subject, parts: Parts<TargetPart> }
            en "{mark}{subject}: target {parts}"
            zh "{mark}{subject}：目标{parts}",
        Reading { mark: Option<Mark>, subject: Subject, parts: Parts<ReadingPart> }
            en "{mark}{subject}: {parts}"
            zh "{mark}{subject}：{parts}",
        ReadingThere { subject: Subject, reading: ProgressOn }
            en "{subject}: {reading} is recorded already, nothing changed"
            zh "{subject}：{reading}已有记录，未作改动",
        Setting { mark: Option<Mark>, key: &'static str, new: SettingValue, old: SettingValue, notes: Notes<SettingNote> }
            if (mark.is_some())
                en "{mark}{key}: {new}{notes}, was {old}"
                zh "{mark}{key}：{new}{notes}，原为{old}"
            else
            en "{key}: {new}{notes} already, unchanged"
            zh "{key}：已是{new}{notes}，未作改动",
    }
}

messages! {
    /// What there is to say of a reading that was recorded.
    pub enum ReadingPart {
        Progress { now: ProgressOn, before: Notes<Was> }
            en "{now}{before}"
            zh "{now}{before}",
        /// A later one is there.
        Latest(latest: ProgressOn) en "latest {latest}" zh "最新为{latest}",
        NoTarget en "no target" zh "无目标",
        Planned(percent: Tenths) en "planned {percent}" zh "序时应达{percent}%",
        Status(word: StatusWord) en "{word}" zh "{word}",
        Borderline(word: StatusWord) en "{word} ~" zh "{word} ~",
        Forecast(on: ShortDay) en "forecast {on}" zh "预计{on}完成",
    }
}

messages! {
    /// The value of a setting.
    pub enum SettingValue {
        NotSet en "not set" zh "未设",
        Is(value: String) en "{value}" zh "{value}",
    }
}

messages! {
    /// What there is to know of a setting's value.
    pub enum SettingNote {
        Default en "the default" zh "默认",
    }
}

messages! {
    /// An entry just retracted, by whom it was recorded if that was another, what it said, and what
    /// was retracted with it.
    pub struct RetractedLine {
        pub by: i64,
        pub entry: i64,
        pub who: Option<String>,
        pub command: String,
        pub ago: Ago,
        pub what: Option<RetractedContent>,
        pub dependents: Option<Dependents>,
        pub next: Option<NextRetracted>,
    }
        if (who.is_some())
            en "#{by} retracted #{entry} of {who} ({command}), recorded {ago}{what}{dependents}{next}"
            zh "#{by} 已撤回{who}的#{entry}（{command}，{ago}录入）{what}{dependents}{next}"
        else
            en "#{by} retracted #{entry} ({command}), recorded {ago}{what}{dependents}{next}"
            zh "#{by} 已撤回#{entry}（{command}，{ago}录入）{what}{dependents}{next}"
}

messages! {
    /// What the same command would retract next: nobody retracts twice by mistake.
    pub struct NextRetracted {
        pub entry: i64,
        pub command: String,
        pub what: Option<RetractedContent>,
    }
        en "\nA second `project retract` would retract #{entry} ({command}){what}"
        zh "\n如再次 project retract，将撤回#{entry}（{command}）{what}"
}

messages! {
    /// What a retracted entry said, and what counts now.
    pub enum RetractedContent {
        Reading { subject: Subject, reading: ProgressOn, now: Option<ProgressOn> }
            if (now.is_some())
                en ": {subject}: {reading}; it stands at {now}"
                zh "：{subject}：{reading}；现以{now}为准"
            else
            en ": {subject}: {reading}; no figure is left"
            zh "：{subject}：{reading}；撤回后暂无进度",
        Target { subject: Subject, parts: Parts<TargetPart>, now: Option<GoalBy> }
            if (now.is_some())
                en ": {subject}: target {parts}; the target is {now} again"
                zh "：{subject}：目标{parts}；现恢复为{now}"
            else
            en ": {subject}: target {parts}; no such target is left"
            zh "：{subject}：目标{parts}；该目标已不存在",
        Deed(deed: DeedLine) en ": {deed}" zh "：{deed}",
        Counted(things: Vec<Things>) en ": {things}" zh "：{things}",
    }
}

messages! {
    /// The entries that were retracted with another one.
    pub struct Dependents { pub entries: UpTo<5, Numbered> }
        en "; with it {entries}, which would be left without it"
        zh "；同时撤回依赖它的{entries}"
}
