//! What changed between two reports.

use std::fmt::{self, Formatter};

use crate::assess::ChangeKind;
use crate::model::{Day, Language, Percent, Period};

use super::macros::{messages, sentences};
use super::nouns::{Days, Targets};
use super::say::{In, Say, ShortDay};
use super::sentences::Sentences;
use super::terms::Progress;
use super::verdict::StatusWord;

sentences! {
    ChangeKind {
        NewlyLate en "newly late" zh "新增滞后",
        Worse en "worse" zh "评定变差",
        StillSilent en "still silent" zh "仍未上报",
        GivenUp en "given up" zh "已取消",
        Moved en "moved" zh "已调整",
        Set en "newly set" zh "新增目标",
        CarriedOn en "carried on" zh "结转",
        Recovered en "recovered" zh "恢复正常",
        Better en "better" zh "评定好转",
        Met en "met" zh "新完成",
        Reported en "newly reported" zh "新报进度",
        Other en "other changes" zh "其他变化"
    }
}

/// So many targets of which that became.
pub struct ChangeCount(pub ChangeKind, pub usize);

impl Say for ChangeCount {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let (kind, count) = (In(language, &self.0), self.1);
        match language {
            Language::En => write!(to, "{count} {kind}"),
            Language::Zh => write!(to, "{kind}{count}项"),
        }
    }
}

messages! {
    /// What changed since then, in one or two sentences.
    pub enum ChangesAnswer {
        Nothing { on: Day, entry: i64, others: Vec<Nevertheless>, targets: Targets }
            if (others.is_empty())
                en "Nothing has changed since {on} (entry {entry})."
                zh "与{on}（第{entry}条记录）相比没有变化。"
            else
            en "Nothing has changed since {on} (entry {entry}). Of {targets}: {others}."
            zh "与{on}（第{entry}条记录）相比没有变化。{targets}中，{others}。",
        NoVerdict { on: Day, entry: i64, others: Vec<Nevertheless>, targets: Targets }
            en "Since {on} (entry {entry}) nothing has become better or worse. Of {targets}: {others}."
            zh "与{on}（第{entry}条记录）相比，没有好转或变差的目标。{targets}中，{others}。",
        Verdicts {
            on: Day,
            entry: i64,
            counts: Vec<ChangeCount>,
            others: Vec<Nevertheless>,
            targets: Targets,
        }
            if (others.is_empty())
                en "Since {on} (entry {entry}): {counts}, of {targets}."
                zh "与{on}（第{entry}条记录）相比，{targets}中{counts}。"
            else
            en "Since {on} (entry {entry}): {counts}. Of all {targets}: {others}."
            zh "与{on}（第{entry}条记录）相比，{counts}。全部{targets}中，{others}。",
    }
}

messages! {
    /// What became of targets beside their verdicts, and how many.
    pub enum Nevertheless {
        Moved(count: usize) en "{count} moved" zh "时限或指标调整{count}项",
        Reported(count: usize) en "{count} with new figures" zh "有新报进度{count}项",
        Other(count: usize) en "{count} changed otherwise" zh "其他变化{count}项",
        StillSilent(count: usize) en "{count} still silent" zh "仍未上报{count}项",
        Gone(count: usize) en "{count} no longer on record" zh "已撤回或合并{count}项",
        Unchanged(count: usize) en "{count} unchanged" zh "无变化{count}项",
    }
}

impl Nevertheless {
    /// Whether there is any.
    pub fn is_any(&self) -> bool {
        let (Nevertheless::Moved(count)
        | Nevertheless::Reported(count)
        | Nevertheless::StillSilent(count)
        | Nevertheless::Other(count)
        | Nevertheless::Gone(count)
        | Nevertheless::Unchanged(count)) = self;
        *count > 0
    }
}

/// What changed of a target.
pub struct ChangeCell(pub Sentences<ChangePart>);

impl Say for ChangeCell {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        self.0.say(language, to)
    }
}

messages! {
    /// A thing that changed of a target.
    pub enum ChangePart {
        Verdict { was: StatusWord, is: StatusWord } en "{was} → {is}" zh "{was} → {is}",
        Set { on: ShortDay } en "set on {on}" zh "{on}新增",
        CarriedOn { period: Option<Period>, was: StatusWord, ended: Option<Ended> }
            if (period.is_some())
                en "carried on from {period} ({was}{ended})"
                zh "由{period}结转（{was}{ended}）"
            else
            en "carried on ({was}{ended})"
            zh "结转（{was}{ended}）",
        Later { was: ShortDay, days: Days, by: Option<MovedBy> }
            en "was due {was}, {days} later{by}"
            zh "原定{was}，推迟{days}{by}",
        Earlier { was: ShortDay, days: Days, by: Option<MovedBy> }
            en "was due {was}, {days} earlier{by}"
            zh "原定{was}，提前{days}{by}",
        Dated { due: ShortDay, by: Option<MovedBy> }
            en "now due {due}{by}"
            zh "新定时限{due}{by}",
        Undated { was: ShortDay, by: Option<MovedBy> }
            en "was due {was}, now undated{by}"
            zh "原定{was}，现未明确时限{by}",
        Percent { was: Percent, is: Percent, by: Option<MovedBy> }
            en "target {was} → {is}{by}"
            zh "目标{was} → {is}{by}",
        Replanned { by: Option<MovedBy> } en "replanned{by}" zh "计划已调整{by}",
        Figures { was: Progress, was_on: ShortDay, is: Progress, on: ShortDay }
            en "{was} on {was_on} → {is} on {on}"
            zh "{was}（{was_on}）→ {is}（{on}）",
        First { is: Progress, on: ShortDay } en "first report: {is} on {on}" zh "首次上报：{is}（{on}）",
        Withdrawn { was: Progress, on: ShortDay }
            en "{was} on {on} taken back"
            zh "{was}（{on}）已撤回",
        SilentSince { on: ShortDay } en "nothing since {on}" zh "{on}以来未报",
        NeverReported en "never reported" zh "从未上报",
    }
}

messages! {
    /// The verdict with which a target was left, where it is another one than then.
    pub enum Ended {
        As(is: StatusWord) en " → {is}" zh " → {is}",
    }
}

messages! {
    /// Who decided, and why.
    pub struct MovedBy { pub who: Option<String>, pub reason: Option<String> }
        if (who.is_some() && reason.is_some())
            en " (by {who}: {reason})"
            zh "（{who}：{reason}）"
        else if (who.is_some())
            en " (by {who})"
            zh "（{who}）"
        else if (reason.is_some())
            en " ({reason})"
            zh "（{reason}）"
        else
        en ""
        zh ""
}
