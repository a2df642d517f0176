//! What a report says as a page: its parts, what its drawings mean, and its filter.

use crate::model::Day;

use super::macros::messages;
use super::nouns::Targets;
use super::say::{ShortDay, UpTo};

messages! {
    /// The headings of a page's parts.
    pub enum Part {
        Timeline en "Timeline" zh "时限与预计完成",
        Curves en "Planned and actual progress" zh "计划与实际进度",
        Table en "Targets" zh "目标明细",
        Problems en "Problems and next steps" zh "存在问题和下步打算",
        Marks en "What the marks mean" zh "评定说明",
        ToTable en "Skip to the table" zh "跳至目标明细",
        /// What the numbers of targets by verdict are.
        Sums en "Targets by verdict" zh "各项评定数量",
    }
}

messages! {
    /// The key to the timeline.
    pub enum LineKey {
        AsOf(on: Day) en "{on}, the day of this report" zh "截至日{on}",
        Plan en "from the start of the plan to the deadline" zh "计划起始至时限",
        Moved en "moved from the first deadline" zh "自原定时限调整",
        Late en "past the deadline" zh "超期",
        Forecast
            en "done at the planned speed; of works that get there, about four in five do so within the band"
            zh "按计划速度预计完成；最终完成的工程，约八成落在区间内",
        Beyond en "beyond the edge" zh "超出图幅",
    }
}

messages! {
    /// The targets that the timeline has no place for.
    pub enum NotOnTimeline {
        Undated(targets: Targets)
            en "Not on the timeline: {targets} without a deadline."
            zh "未列入：未明确时限的{targets}。",
    }
}

messages! {
    /// What a target's line shows beyond what stands beside it, for those who do not see it.
    pub enum LineText {
        Met(on: ShortDay) en "met {on}" zh "{on}完成",
        Forecast { on: ShortDay, from: ShortDay, to: ShortDay }
            en "forecast {on}, range {from} to {to}"
            zh "预计{on}完成，区间{from}至{to}",
    }
}

messages! {
    /// The key to the curves.
    pub enum CurveKey {
        Plan en "plan, with its points" zh "计划及节点",
        Baseline en "starting point" zh "起点进度",
        Readings en "reported" zh "上报进度",
        Goal en "target" zh "目标值",
        AsOf en "day of this report" zh "截至日",
        Forecast en "forecast and its range" zh "预计完成及区间",
        Stages en "from the least to the most by stages" zh "按阶段推算的下限至上限",
        /// Readings too close for a point each.
        Smoothed
            en "Lines without points have too many readings to show each; they keep the turns."
            zh "不带点的线因数据较多，仅保留主要转折。",
    }
}

messages! {
    /// Of which targets there is no curve.
    pub enum NoCurve {
        Of(kinds: Vec<NoCurveOf>) en "Without a curve: {kinds}." zh "未绘曲线：{kinds}。",
    }
}

messages! {
    /// Why there is no curve, and of how many targets.
    pub enum NoCurveOf {
        Milestones(count: usize)
            if (*count == 1)
                en "1 milestone"
                zh "节点类目标{count}项"
            else
            en "{count} milestones"
            zh "节点类目标{count}项",
        NoFigures(count: Targets)
            en "{count} without any figure"
            zh "无任何数据的{count}",
    }
}

messages! {
    /// A mark on a line of days.
    pub enum DayMark {
        Year(year: i64) en "{year}" zh "{year}年",
        MonthOfYear(month: MonthName, year: i64) en "{month} {year}" zh "{year}年{month}",
        Month(month: MonthName) en "{month}" zh "{month}",
        Day(day: ShortDay) en "{day}" zh "{day}",
    }
}

messages! {
    /// A month by itself.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub enum MonthName {
        January en "Jan" zh "1月",
        February en "Feb" zh "2月",
        March en "Mar" zh "3月",
        April en "Apr" zh "4月",
        May en "May" zh "5月",
        June en "Jun" zh "6月",
        July en "Jul" zh "7月",
        August en "Aug" zh "8月",
        September en "Sep" zh "9月",
        October en "Oct" zh "10月",
        November en "Nov" zh "11月",
        December en "Dec" zh "12月",
    }
}

impl MonthName {
    const ALL: [MonthName; 12] = [
        MonthName::January,
        MonthName::February,
        MonthName::March,
        MonthName::April,
        MonthName::May,
        MonthName::June,
        MonthName::July,
        MonthName::August,
        MonthName::September,
        MonthName::October,
        MonthName::November,
        MonthName::December,
    ];

    /// The month of that number, from 1 on.
    pub fn of(number: u32) -> Option<MonthName> {
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        MonthName::ALL.get(index).copied()
    }
}

messages! {
    /// The filter of a page.
    pub enum FilterWord {
        Find en "Find" zh "查找",
        All en "Show all" zh "显示全部",
        /// Before the number of targets that the filter leaves.
        Shown en "Shown: " zh "显示",
        /// After it.
        OfAll(all: Targets) en " of {all}" zh "项，共{all}",
    }
}

messages! {
    /// What is said of a project beside its problems.
    pub enum Remarked {
        On(stage: String, day: ShortDay) en "{stage}, as of {day}" zh "{stage}（{day}）",
        Nothing(projects: UpTo<20, String>)
            en "Neither a problem nor a next step was reported for {projects}."
            zh "未填报存在问题和下步打算：{projects}。",
    }
}
