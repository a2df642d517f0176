//! How a target stands, in the one sentence with which `show` opens on it.

use crate::assess::Ratio;
use crate::model::{Day, Percent};

use super::figure::{Decimal, Exact, Rate};
use super::macros::messages;
use super::nouns::Days;
use super::say::{LocalName, Tenths};
use super::verdict::StatusWord;

messages! {
    /// How a target stands.
    pub enum Opening {
        Reached(what: Reached, on: Day, timing: Option<Timing>)
            en "{what} by {on}{timing}"
            zh "{on}{what}{timing}",
        PastDue(late: Days, standing: Standing, outlook: Option<Outlook>)
            en "{late} past due, {standing}{outlook}"
            zh "超期{late}，{standing}{outlook}",
        Unreported(due: Day, late: Days, last: Option<LastFigure>)
            en "due {due}, {late} ago, and no report since: nobody knows whether it is done{last}"
            zh "{due}到期，已超期{late}，此后未上报，是否完成不明{last}",
        UnreportedUnderWay(due: Day, late: Days, on: Day)
            en "due {due}, {late} ago, and only reported under way on {on}: nobody knows whether it is done"
            zh "{due}到期，已超期{late}，{on}仅报推进中，是否完成不明",
        UnreportedInWords(due: Day, late: Days, on: Day)
            en "due {due}, {late} ago, and reported on {on} only in words, without a figure: nobody knows whether it is done"
            zh "{due}到期，已超期{late}，{on}仅有文字上报、无数值，是否完成不明",
        UnreportedByStages(due: Day, late: Days, stages: ByStages)
            en "due {due}, {late} ago, and its stages do not say whether it is done: {stages}"
            zh "{due}到期，已超期{late}，各阶段数据不足以说明是否完成：{stages}",
        Moving(lag: Lag, standing: Standing, silence: Option<Silence>, need: Rate, made: Made)
            en "{lag}, {standing}{silence}: needs {need} points a day, has {made}"
            zh "{lag}（{standing}{silence}）：后续需日均推进{need}个百分点，{made}",
        DueToday(short: Points, standing: Standing)
            en "due today and {short} short, {standing}"
            zh "今天到期，尚差{short}（{standing}）",
        BehindByStages(most: Exact, planned: Decimal, on: Day)
            en "behind: its stages allow {most} % at most, where {planned} % was planned by {on}"
            zh "未达序时：按阶段推算至多{most}%，低于{on}应达的{planned}%",
        NotBegun(first: Day, due: Option<DueOn>)
            en "begins on {first}{due}"
            zh "{first}开始{due}",
        Undated(standing: Standing)
            en "no due day to judge it by; {standing}"
            zh "未明确时限，无从评定；{standing}",
        Open(left: Days, due: Day, standing: Standing)
            if (left.0 == 0)
                en "due today; {standing}"
                zh "今天到期；{standing}"
            else
                en "due in {left}, on {due}; {standing}"
                zh "{due}到期，还剩{left}；{standing}",
        NoFigure(standing: Standing)
            en "nobody knows how far it is: {standing}"
            zh "情况不明：{standing}",
        OnlyAnotherStage(standing: Standing, stage: LocalName, figure: Standing)
            en "nobody knows how far it is: {standing}; the latest figure is of another stage ({stage}, {figure})"
            zh "情况不明：{standing}；最近数据属于其他阶段（{stage}，{figure}），口径不同，不能比较",
        OutOfDate(standing: Standing, age: Days)
            en "nobody knows how far it is now: {standing}, {age} ago"
            zh "目前情况不明：{standing}，距今已{age}",
        NothingSinceStart(percent: Percent, on: Day)
            en "nothing since the starting point, {percent} on {on}"
            zh "{on}起点进度{percent}，起点之后无新进度",
        OnlyOneFigure(percent: Percent, on: Day)
            en "one figure since it began, {percent} on {on}: there is no starting point to measure from"
            zh "开始后仅有一次数据，{on}为{percent}；缺起点进度，无从比较",
        AtRest(status: StatusWord, since: Day)
            en "{status}, at rest since {since}: not judged"
            zh "{status}，自{since}起停止推进，不作评定",
        Status(word: StatusWord) en "{word}" zh "{word}",
    }
}

messages! {
    /// What was reached.
    pub enum Reached {
        Percent(percent: Percent) en "reached {percent}" zh "达到{percent}",
        ByStages(percent: Percent) en "its stages reached {percent}" zh "按阶段推算达到{percent}",
        Done en "done" zh "完成",
    }
}

messages! {
    /// How that lies to the due day.
    pub enum Timing {
        Early(days: Days) en ", {days} before it was due" zh "，提前{days}",
        OnTheDay en ", the day it was due" zh "，按期",
        Late(days: Days) en ", {days} late" zh "，逾期{days}",
        Unsure(days: Days)
            en ", as first seen {days} after it was due: perhaps in time"
            zh "，系时限后{days}首次上报，是否按期不明",
    }
}

messages! {
    /// Where something stands by its latest report.
    pub enum Standing {
        Percent(percent: Percent, on: Day) en "at {percent} on {on}" zh "{on}为{percent}",
        Done(on: Day) en "done on {on}" zh "{on}已完成",
        NotDone(on: Day) en "not done on {on}" zh "{on}尚未完成",
        UnderWay(on: Day) en "under way on {on}, without a figure" zh "{on}推进中，无数值",
        InWords(on: Day) en "reported in words on {on}, without a figure" zh "{on}文字上报，无数值",
        ByStages(stages: ByStages) en "{stages}" zh "{stages}",
        Nothing en "no report of it yet" zh "尚未上报",
    }
}

messages! {
    /// What the stages say of the whole works: a percent, or from the least to the most.
    pub struct ByStages { pub from: Tenths, pub to: Tenths, pub oldest: Day }
    if (from == to)
        en "{from} % by its stages, whose oldest figure is of {oldest}"
        zh "按阶段推算{from}%（最早数据为{oldest}）"
    else
        en "{from}–{to} % by its stages, whose oldest figure is of {oldest}"
        zh "按阶段推算{from}–{to}%（最早数据为{oldest}）"
}

messages! {
    /// The latest figure, which says nothing about the due day.
    pub enum LastFigure {
        Was(standing: Standing) en " (last {standing})" zh "（最近一次数据：{standing}）",
    }
}

messages! {
    /// When it would be reached at the planned speed.
    pub enum Outlook {
        Finish(on: Day)
            en "; at the planned speed it is done by {on}"
            zh "；按计划速度{on}完成",
        IfBegunNow(on: Day)
            en "; nothing done since the start: begun now, at the planned speed it is done by {on}"
            zh "；开始以来无进展，如即日启动，按计划速度{on}完成",
        Elapsed(on: Day)
            en "; at the planned speed it would have been done by {on}"
            zh "；按计划速度应已于{on}完成",
    }
}

messages! {
    /// How far from its plan.
    pub enum Lag {
        Behind(days: Days) en "{days} behind" zh "落后{days}",
        BehindLess en "less than a day behind" zh "落后不足1天",
        /// Too little to matter.
        Tolerated(days: Days) en "{days} behind but within the limits" zh "落后{days}，未超出允许范围",
        OnPlan en "on plan" zh "与计划持平",
        Ahead(days: Days) en "{days} ahead" zh "超前{days}",
        AheadLess en "less than a day ahead" zh "超前不足1天",
    }
}

messages! {
    /// Since the starting point, in points a day.
    pub enum Made {
        Gained(rate: Rate) en "made {rate}" zh "目前日均推进{rate}个百分点",
        Nothing en "made none" zh "开始以来无进展",
        Lost(rate: Rate) en "lost {rate}" zh "目前日均后退{rate}个百分点",
    }
}

messages! {
    /// How old the figure is, where that is too old.
    pub enum Silence {
        For(days: Days) en ", no figure for {days}" zh "，此后{days}无新数据",
    }
}

messages! {
    /// The due day, as the second half of a sentence.
    pub enum DueOn {
        Day(due: Day) en ", due {due}" zh "，{due}到期",
    }
}

messages! {
    /// Points of the stage.
    pub struct Points { pub points: Exact }
    if (points.0.cmp(&Ratio::whole(1)).is_eq())
        en "{points} point"
        zh "{points}个百分点"
    else
        en "{points} points"
        zh "{points}个百分点"
}
