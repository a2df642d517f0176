//! The arithmetic of a verdict: each quantity with the numbers it is made of.

use crate::assess::{Finish, Status};
use crate::model::{Day, Language, Percent};

use super::figure::{Addition, Decimal, Exact};
use super::macros::messages;
use super::nouns::Days;
use super::say::{In, LocalName, Notes, Say, ShortDay};
use super::terms::{AmountDone, FigureWord};

messages! {
    /// A quantity, and how it comes about.
    pub enum Arithmetic {
        Start(percent: Percent, on: Day, source: Notes<StartSource>, ignored: Option<Ignored>)
            en "starting point {percent} on {on}{source}{ignored}"
            zh "{on}：{percent}{source}{ignored}",
        Planned(percent: Decimal, on: ShortDay, how: PlanSum)
            en "{percent} % on {on} = {how}"
            zh "{on}应达{percent}% = {how}",
        Variance(points: Decimal, percent: PercentTerm, planned: Decimal)
            en "{points} points = {percent} - {planned}"
            zh "{points}个百分点 = {percent} - {planned}",
        Pace(pace: Decimal, work: Decimal, left: i64)
            en "{pace} = {work} planned days of work / {left} days from the reading (over 1: faster than planned from now on)"
            zh "{pace} = 剩余工作量折合计划{work}天 / 距时限{left}天（自数据日起）（大于1表示今后须快于计划）",
        PaceLost en "infinite: progress was lost" zh "无穷大：进度已回退",
        PaceNoDayLeft(earned: Decimal, plan_days: i64)
            en "infinite: no day left (plan at day {earned} of {plan_days})"
            zh "无穷大：已无剩余天数（相当于计划第{earned}天/共{plan_days}天）",
        PaceNoDayLeftLost en "infinite: no day left" zh "无穷大：已无剩余天数",
        Gap(points: Decimal)
            en "{points} points = planned share - share done"
            zh "{points}个百分点 = 计划份额 - 完成份额",
        Lag(days: Decimal, at: i64, earned: Decimal)
            en "{days} days = day {at} now - day {earned} by the plan (negative: ahead)"
            zh "{days}天 = 实际第{at}天 - 计划第{earned}天（负数为超前）",
        /// Below its starting point.
        LagLost(days: Decimal, at: i64, lost: Decimal)
            en "{days} days = day {at} now + {lost} planned days lost since the starting point"
            zh "{days}天 = 实际第{at}天 + 较起点后退折合计划{lost}天",
        Rate(rate: Decimal, to: PercentTerm, from: PercentTerm, days: Days)
            en "{rate} points a day = ({to} - {from}) / {days}"
            zh "{rate}个百分点 = ({to} - {from}) / {days}",
        Need(rate: Decimal, to: PercentTerm, from: PercentTerm, days: Days)
            en "{rate} points a day = ({to} - {from}) / {days} from now"
            zh "{rate}个百分点 = ({to} - {from}) / {days}（自今日起）",
        Finish(on: Day, due: Day, range: Range)
            en "{on}: due {due} + lag, rounded up; {range}"
            zh "{on}：时限{due} + 落后天数，取整；{range}",
        IfBegunNow(on: Day, range: Range)
            en "nothing done yet; if it starts now at the planned speed: {on}; {range}"
            zh "尚无进展；如即日按计划速度推进，{on}完成；{range}",
        Elapsed(on: Day, since: Day)
            en "at the planned speed it would have been done by {on}; nothing since {since}"
            zh "按计划速度应已于{on}前完成；{since}以来无新进度",
        /// The nearest figure with another lamp.
        WouldBe(change: Change, on: ShortDay, done: Done, status: Status)
            // From red to yellow: late still.
            if (status.is_late() && matches!(change, Change::More(_) | Change::MoreOf(_)))
                en "{change} by {on} ({done}) would only be {status}"
                zh "{on}如{change}（{done}），仅为{status}"
            else
            en "{change} by {on} ({done}) would be {status}"
            zh "{on}如{change}（{done}），即为{status}",
        Missing(points: PercentTerm, to: PercentTerm, from: PercentTerm)
            en "{points} points = {to} - {from}"
            zh "{points}个百分点 = {to} - {from}",
        Border(percent: PercentTerm, other: Exact, status: Status)
            en "{percent} may be rounded: {other} would be {status}"
            zh "{percent}可能经过取整：若为{other}则是{status}",
    }
}

messages! {
    /// So much more, or less.
    pub enum Change {
        More(points: PercentTerm)
            if (points.0.hundredths() == 100) en "1 more point" zh "多1个百分点"
            else en "{points} more points" zh "多{points}个百分点",
        Fewer(points: PercentTerm)
            if (points.0.hundredths() == 100) en "1 point fewer" zh "少1个百分点"
            else en "{points} points fewer" zh "少{points}个百分点",
        MoreOf(amount: AmountDone) en "{amount} more" zh "多{amount}",
        LessOf(amount: AmountDone) en "{amount} less" zh "少{amount}",
    }
}

messages! {
    /// What that would come to.
    pub enum Done {
        Percent(percent: Percent) en "{percent}" zh "{percent}",
        Amount(amount: AmountDone) en "{amount}" zh "{amount}",
    }
}

/// A percent without its sign, as a term of a sum.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PercentTerm(pub Percent);

impl Say for PercentTerm {
    fn say(&self, _: Language, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "{}", self.0)
    }
}

messages! {
    /// Where a starting point comes from.
    pub enum StartSource {
        Reading(on: Day) en "reading of {on}" zh "取自{on}的数据",
        Declared en "declared" zh "设定",
        Late
            en "late: the first reading after the start"
            zh "偏晚：开始后的首个数据",
        Stages en "rolled up from its stages" zh "按各阶段推算",
    }
}

messages! {
    /// A starting point that was declared and does not count.
    pub enum Ignored {
        Declared(percent: Percent)
            en "; {percent} was declared"
            zh "；设定的{percent}不采用",
    }
}

messages! {
    /// How a planned percent comes about.
    pub enum PlanSum {
        Reached en "the target was already reached at the starting point" zh "起点时已达目标",
        Line(from: PercentTerm, target: PercentTerm, at: i64, days: i64)
            en "{from} + ({target} - {from}) x {at}/{days}"
            zh "{from} + ({target} - {from}) × {at}/{days}",
        Curve(corners: Corners, at: i64, days: i64)
            en "day {at} of {days} on the plan {corners}"
            zh "计划曲线{corners}，第{at}天/共{days}天",
    }
}

/// The corners of a plan: `0@06-30 → 70@12-31`.
pub struct Corners(pub Vec<(Exact, ShortDay)>);

impl Say for Corners {
    fn say(&self, language: Language, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, (percent, on)) in self.0.iter().enumerate() {
            let arrow = if index > 0 { " → " } else { "" };
            write!(to, "{arrow}{}@{}", In(language, percent), In(language, on))?;
        }
        Ok(())
    }
}

messages! {
    /// Between which days it is mostly reached.
    pub struct Range { pub from: Day, pub to: Day }
    en "by public projects measured elsewhere, about four in five that finish do so between {from} and {to}"
    zh "据外地公共项目的实测数据，最终完成的约八成在{from}至{to}之间"
}

impl From<Finish> for Range {
    fn from(Finish { from, to, .. }: Finish) -> Range {
        Range { from, to }
    }
}

messages! {
    /// What a stage adds to the whole works, and what comes of all.
    pub enum RollUpLine {
        NoFigure(stage: LocalName, weight: Percent, open: Exact)
            en "{stage}: weight {weight}, no figure: 0 to {open}"
            zh "{stage}：权重{weight}，无数值：0至{open}",
        Counted(stage: LocalName, weight: Percent, counted: PercentTerm, sure: Exact, figure: ShareFigure)
            en "{stage}: {weight} x {counted} = {sure} ({figure})"
            zh "{stage}：{weight} × {counted} = {sure}（{figure}）",
        Unknown(points: Exact, parts: Addition)
            en "{points} points = {parts} (no figure, or one out of date)"
            zh "{points}个百分点 = {parts}（无数值或进度未更新）",
        Point(percent: Exact, parts: Addition)
            en "{percent} % = {parts}"
            zh "{percent}% = {parts}",
        Interval(from: Exact, to: Exact, parts: Addition, unknown: Exact)
            en "{from}–{to} %: from {from} = {parts} to {to} = {from} + {unknown}"
            zh "{from}%–{to}%：下限{from} = {parts}，上限{to} = {from} + {unknown}",
    }
}

messages! {
    /// The figure that a stage adds.
    pub enum ShareFigure {
        On(on: ShortDay, more: Option<OutOfDate>) en "on {on}{more}" zh "{on}{more}",
        Milestone(figure: FigureWord, on: ShortDay, more: Option<OutOfDate>)
            en "{figure} on {on}{more}"
            zh "{on}{figure}{more}",
    }
}

messages! {
    /// A figure so old that there may be more.
    pub struct OutOfDate { pub open: Exact }
    en ", out of date: up to {open} more"
    zh "，进度未更新，至多再加{open}"
}
