//! The final account of a period.

use std::fmt::{self, Formatter};

use crate::assess::Ending;
use crate::model::{Day, Language};

use super::macros::{messages, sentences};
use super::nouns::{Projects, Targets};
use super::say::{In, Say};

sentences! {
    Ending {
        InTime en "met in time" zh "按期完成",
        Late en "met late" zh "逾期完成",
        Missed en "missed" zh "未完成",
        Unreported en "unreported" zh "应报未报",
        GivenUp en "given up" zh "已取消",
        Undated en "undated" zh "未明确时限",
        StillOpen en "still open" zh "未了结"
    }
}

/// So many targets that ended so.
pub struct EndingCount(pub Ending, pub usize);

impl Say for EndingCount {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let (ending, count) = (In(language, &self.0), self.1);
        match language {
            Language::En => write!(to, "{count} {ending}"),
            Language::Zh => write!(to, "{ending}{count}项"),
        }
    }
}

messages! {
    /// How the targets ended, in sentences.
    pub enum AccountAnswer {
        Of {
            targets: Targets,
            projects: Projects,
            parts: Vec<EndingCount>,
            unsure: Option<UnsureDay>,
            first: MetByPromise,
            meanwhile: Option<Meanwhile>,
            unfinished: Option<Unfinished>,
        }
            if (targets.0 == 0)
                en "No target belongs to it."
                zh "没有属于该期间的目标。"
            else
            en "{unfinished}{targets} in {projects}: {parts}.{unsure}{first}{meanwhile}"
            zh "{unfinished}{projects}、{targets}中，{parts}。{unsure}{first}{meanwhile}",
    }
}

messages! {
    /// The period goes on.
    pub enum Unfinished {
        Until(end: Day)
            en "The period lasts until {end}, so this is not final. "
            zh "本期间至{end}结束，以下并非最终结果。",
    }
}

messages! {
    /// Of those met in time, how many nobody reported before or on their day.
    pub struct UnsureDay { pub count: usize }
        if (*count == 1)
            en " One of those met in time was first reported so a few days after it was due."
            zh "按期完成中有1项是时限过后数日内首次上报的，是否按期不明。"
        else
        en " {count} of those met in time were first reported so a few days after they were due."
        zh "按期完成中有{count}项是时限过后数日内首次上报的，是否按期不明。"
}

messages! {
    /// How many were met as promised at first.
    pub struct MetByPromise { pub count: usize }
    en " Kept as promised first, by day and percent: {count}."
    zh "其中按最初承诺的时限和指标完成{count}项。"
}

messages! {
    /// What became of targets before they ended.
    pub struct Meanwhile { pub parts: Vec<MeanwhilePart> }
    en " Meanwhile {parts}."
    zh "期间{parts}。"
}

messages! {
    /// How many targets were put off, lowered or carried on.
    pub enum MeanwhilePart {
        PutOff { count: usize, least: i64, most: i64 }
            if (least == most)
                en "{count} put off by {most} days"
                zh "推迟{count}项（{most}天）"
            else
            en "{count} put off by {least} to {most} days"
            zh "推迟{count}项（{least}至{most}天）",
        LostDay(count: usize) en "{count} left without a day" zh "取消时限{count}项",
        Lowered(count: usize) en "{count} lowered" zh "调低指标{count}项",
        CarriedOn(count: usize) en "{count} carried on" zh "结转{count}项",
    }
}

messages! {
    /// The heads of the account's table.
    pub enum AccountHead {
        Unit en "unit" zh "责任单位",
        Targets en "all" zh "目标",
        InTime en "in time" zh "按期",
        Late en "late" zh "逾期",
        Missed en "missed" zh "未完成",
        Unreported en "unreported" zh "未报",
        GivenUp en "given up" zh "取消",
        Undated en "undated" zh "未定时限",
        StillOpen en "open" zh "未了结",
        KeptFirst en "kept" zh "按原承诺",
    }
}

messages! {
    /// Whose targets a row adds up.
    pub enum UnitName {
        Of(name: String) en "{name}" zh "{name}",
        None en "(none)" zh "（无）",
        All en "all" zh "合计",
    }
}

messages! {
    /// How the targets of a unit ended.
    pub struct UnitLine { pub unit: UnitName, pub targets: Targets, pub parts: Vec<EndingCount> }
    en "{unit}: {targets}, {parts}."
    zh "{unit}：{targets}，{parts}。"
}

impl AccountHead {
    /// What a column of targets that ended so is called.
    pub fn of(ending: Ending) -> AccountHead {
        match ending {
            Ending::InTime => AccountHead::InTime,
            Ending::Late => AccountHead::Late,
            Ending::Missed => AccountHead::Missed,
            Ending::Unreported => AccountHead::Unreported,
            Ending::GivenUp => AccountHead::GivenUp,
            Ending::Undated => AccountHead::Undated,
            Ending::StillOpen => AccountHead::StillOpen,
        }
    }
}
