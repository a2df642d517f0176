//! Why a verdict is what it is: the rule, and what decided where that is not arithmetic.

use crate::assess::{Flag, Status};
use crate::model::{Day, Percent, Period};

use super::figure::{Decimal, Exact};
use super::macros::{messages, sentences};
use super::nouns::Days;
use super::say::{IsoDay, ShortDay};
use super::terms::GoalBy;
use super::verdict::StatusWord;

messages! {
    /// The verdict and the rule that gave it.
    pub struct VerdictLine {
        pub word: StatusWord,
        pub is_unknown: bool,
        pub is_borderline: bool,
        pub number: u8,
        pub rule: RuleWords,
    }
    if (*is_unknown)
        en "unknown ({word}) by rule {number}: {rule}"
        zh "暂不评定（{word}），依据规则{number}：{rule}"
    else if (*is_borderline)
        en "{word} ~ by rule {number}: {rule}"
        zh "{word} ~，依据规则{number}：{rule}"
    else
        en "{word} by rule {number}: {rule}"
        zh "{word}，依据规则{number}：{rule}"
}

messages! {
    /// A row of the decision table.
    pub enum RuleWords {
        AtRest en "suspended or cancelled" zh "已暂停或取消",
        Met en "reached in time" zh "按期达到",
        MetWithin(grace: Days)
            en "first seen reached no more than {grace} past due (met.grace)"
            zh "时限后{grace}内首次上报达到（met.grace）",
        MetLate en "reached after the due day" zh "逾期后达到",
        Overdue
            en "past due, and a reading on or after the due day falls short"
            zh "已过时限，且时限当日或之后的数据未达标",
        Unreported
            en "past due, and no figure on or after the due day"
            zh "已过时限，且时限当日及之后无数值",
        NotBegun en "not begun" zh "尚未开始",
        Undated en "no due day" zh "没有时限",
        Open en "a milestone not yet due" zh "节点尚未到期",
        NoReading en "no reading on this stage" zh "本阶段无数据",
        OutOfDate en "the latest reading is too old" zh "进度长期未更新",
        NothingSinceStart
            en "no reading later than the starting point"
            zh "起点之后尚无数据",
        PaceOver(limit: Decimal) en "pace over {limit}" zh "所需速度比大于{limit}",
        PaceUnder(limit: Decimal) en "pace under {limit}" zh "所需速度比小于{limit}",
        PaceWithin(from: Decimal, to: Decimal)
            en "pace from {from} to {to}"
            zh "所需速度比在{from}至{to}之间",
        GapCritical(limit: Decimal)
            en "more than {limit} points under the planned share, or short on the due day"
            zh "低于计划份额{limit}个百分点以上，或到期日未达标",
        GapUnder(limit: Decimal)
            en "more than {limit} points under the planned share"
            zh "低于计划份额{limit}个百分点以上",
        GapAbove(limit: Decimal)
            en "more than {limit} points above the planned share"
            zh "高于计划份额{limit}个百分点以上",
        GapWithin(limit: Decimal)
            en "within {limit} points of the planned share"
            zh "与计划份额相差不超过{limit}个百分点",
        StagesUnderPlan
            en "even the most its stages allow is under the plan"
            zh "按各阶段推算的上限仍低于计划",
    }
}

messages! {
    /// What decided, or what is missing.
    pub enum Grounds {
        OverAge(age: Days, most: Exact, least: u32, cap: u32)
            en "{age} old, over the limit of {most} days (half the time from the reading to the due day, at least {least}, at most {cap})"
            zh "距最近一次上报已{age}，超过{most}天的上报间隔上限（上报日至目标时限天数的一半，最少{least}天，最多{cap}天）",
        Neither(goal: Percent, planned: Decimal, on: ShortDay)
            en "the stages do not reach {goal} for certain, nor lie wholly under the {planned} % planned by {on}, the oldest figure they rest on"
            zh "推算区间不足以确认已达{goal}，也未整体低于{on}（所依据的最早数据）应达的{planned}%",
        NotCertain(goal: Percent)
            en "the stages do not reach {goal} for certain"
            zh "推算区间不足以确认已达{goal}",
        NoStart(goal: Percent)
            en "the stages do not reach {goal} for certain, and without a starting point there is no plan to compare them with"
            zh "推算区间不足以确认已达{goal}；缺起点进度，无法与计划比较",
        NotAfterStart(goal: Percent, on: Day)
            en "the stages do not reach {goal} for certain, and have no figure later than the starting point of {on}"
            zh "推算区间不足以确认已达{goal}；数据不晚于{on}的起点，无法与计划比较",
        WeightsNotWhole(sum: Exact)
            en "they sum to {sum} %, not 100: nothing is rolled up"
            zh "合计{sum}%，不是100%，不作推算",
    }
}

messages! {
    /// A command that would give a verdict.
    pub enum ToJudge {
        Update(stage_path: String)
            en "project update {stage_path:#} PERCENT --on DATE"
            zh "project update {stage_path:#} 百分比 --on 日期",
        UpdateDone(stage_path: String)
            en "project update {stage_path:#} done --on DATE"
            zh "project update {stage_path:#} 完成 --on 日期",
        Start(stage_path: String, on: IsoDay)
            en "project target {stage_path:#} --from {on}:PERCENT"
            zh "project target {stage_path:#} --from {on}:百分比",
    }
}

messages! {
    /// The first promise, and what became of it.
    pub enum OriginalPart {
        Promised(terms: GoalBy) en "{terms}" zh "{terms}",
        Later(days: Days, times: u32)
            if (*times == 1) en "{days} later now" zh "现推迟{days}"
            else en "{days} later now, moved {times} times" zh "现推迟{days}，共变动{times}次",
        Earlier(days: Days, times: u32)
            if (*times == 1) en "{days} earlier now" zh "现提前{days}"
            else en "{days} earlier now, moved {times} times" zh "现提前{days}，共变动{times}次",
        Moved(times: u32)
            if (*times == 1) en "moved once" zh "变动1次"
            else en "moved {times} times" zh "变动{times}次",
        Status(status: Status) en "by that it is {status}" zh "按原定为{status}",
    }
}

messages! {
    /// The target that is carried on.
    pub enum Carried {
        From(period: Period) en "from {period}" zh "自{period}",
    }
}

sentences! {
    Flag {
        Urgent en "urgent" zh "临期",
        DueSoon en "due soon" zh "即将到期",
        Borderline en "borderline" zh "临界",
        Regressed en "regressed" zh "回退",
        Stale en "out of date" zh "进度未更新",
        DayUnknown en "completion date unknown" zh "完成日期不明",
        Stalled en "stalled" zh "停滞",
        Slipped en "slipped" zh "延期",
        Lowered en "lowered" zh "调低",
        Replanned en "replanned" zh "计划已调整",
        Implied en "implied date" zh "推定时限",
        LateBaseline en "late starting point" zh "起点偏晚",
        Derived en "derived" zh "推算",
    }
}
