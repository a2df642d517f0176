//! A project as `show` tells it: what it is called, its stages, and the names of the lines below.

use crate::model::{Amount, Day, Percent, Period, StageKind, State};

use super::macros::messages;
use super::say::{LocalName, Notes, Parts, Say, ShortDay};
use super::terms::{AmountDone, Because, FigureWord, GoalBy};

messages! {
    /// The lines about a project.
    pub enum ProjectLine {
        Named(code: String, name: LocalName, other: Notes<String>)
            en "{code}  {name}{other}"
            zh "{code}  {name}{other}",
        AlsoCalled(names: Vec<String>) en "also called {names}" zh "又称{names}",
        PerhapsCalled(names: Vec<String>)
            en "perhaps also called {names} (not certain)"
            zh "可能又称{names}（未确认）",
        Facts(facts: Parts<ProjectFact>) en "{facts}" zh "{facts}",
        /// A text under a name of the office's own.
        Text(name: String, value: String) en "{name}: {value}" zh "{name}：{value}",
        Resting(state: State, since: Day, reason: Option<Because>)
            en "{state} since {since}{reason}"
            zh "自{since}起{state}{reason}",
        NoTarget en "no target" zh "无目标",
        NoStages
            en "no stages yet: no targets, no readings"
            zh "尚无阶段：没有目标，也没有数据",
    }
}

messages! {
    /// What is known of a project.
    pub enum ProjectFact {
        Category(name: String) en "category {name}" zh "类别：{name}",
        Lead(name: String) en "lead {name}" zh "负责人：{name}",
        Unit(name: String) en "unit {name}" zh "责任单位：{name}",
    }
}

messages! {
    /// The heading of a stage.
    pub struct StageLine {
        pub code: String,
        pub name: LocalName,
        pub kind: StageKind,
        pub total: Option<TotalNote>,
        pub weight: Option<WeightNote>,
    }
    en "{code}  {name} ({kind}{total}{weight})"
    zh "{code}  {name}（{kind}{total}{weight}）"
}

messages! {
    /// All of a stage, where it is an amount.
    pub enum TotalNote {
        Of { total: Amount, unit: Option<String> }
            if (unit.is_some())
                en ", total {total} {unit}"
                zh "，共{total}{unit}"
            else
            en ", total {total}"
            zh "，共{total}",
    }
}

messages! {
    /// A stage's share in the whole works.
    pub enum WeightNote {
        Of(weight: Percent) en ", weight {weight}" zh "，权重{weight}",
    }
}

messages! {
    /// What was reported of a stage.
    pub enum ReadingPart {
        Figure(figure: FigureWord, on: Day, was: Notes<Was>)
            en "{figure} on {on}{was}"
            zh "{on}：{figure}{was}",
        UnderWay(on: Day)
            en "under way on {on}, no figure"
            zh "{on}：推进中，无数值",
        /// The words follow.
        InWords(on: Day)
            en "in words on {on}, no figure"
            zh "{on}：文字上报，无数值",
        Amount(amount: AmountDone) en "{amount}" zh "{amount}",
        Note(text: String) en "{text}" zh "{text}",
    }
}

messages! {
    /// All figures of a stage as a line of blocks, with the first and the latest.
    pub struct TrendLine {
        pub blocks: String,
        pub first: FigureWord,
        pub first_on: ShortDay,
        pub last: FigureWord,
        pub last_on: ShortDay,
    }
    en "{blocks} from {first} on {first_on} to {last} on {last_on}"
    zh "{blocks}（{first_on}{first}，{last_on}{last}）"
}

messages! {
    /// The figure before.
    pub struct Was { pub figure: FigureWord, pub on: ShortDay }
    en "was {figure} on {on}"
    zh "{on}为{figure}"
}

messages! {
    /// What a target once promised: from when on, who recorded it, and why.
    pub struct DateHeld {
        pub period: Option<PeriodThen>,
        pub terms: GoalBy,
        pub since: Day,
        pub who: String,
        pub entry: i64,
        pub because: Option<Because>,
    }
    en "{period}{terms}, decided on {since} ({who}, #{entry}){because}"
    zh "{period}{terms}，{since}决定（{who}，#{entry}）{because}"
}

messages! {
    /// The period of the target that promised it, of several that carry each other on.
    pub enum PeriodThen {
        Of(period: Period) en "{period}: " zh "{period}：",
    }
}

messages! {
    /// What a line below a stage is about.
    pub enum Label {
        Target en "target" zh "目标",
        Verdict en "verdict" zh "评定",
        Reading en "reading" zh "数据",
        Trend en "trend" zh "走势",
        Problem en "problem" zh "存在问题",
        NextStep en "next" zh "下步打算",
        Stage en "stage" zh "阶段",
        Unknown en "unknown" zh "未知",
        Derived en "derived" zh "推算",
        Weights en "weights" zh "权重",
        Start en "start" zh "起点进度",
        Planned en "planned" zh "序时应达",
        Variance en "variance" zh "偏差",
        Pace en "pace" zh "速度比",
        Gap en "gap" zh "序时差",
        Lag en "lag" zh "落后",
        Made en "made" zh "每天完成",
        Need en "need" zh "每天需",
        Forecast en "forecast" zh "预计完成",
        Border en "border" zh "临界",
        Change en "change" zh "改评条件",
        Missing en "missing" zh "尚差",
        Why en "why" zh "理由",
        ToJudge en "to judge" zh "待办",
        Or en "or" zh "或",
        Original en "original" zh "原定",
        Dates en "dates" zh "历次时限",
        Carried en "carried" zh "结转",
        Note en "note" zh "说明",
        Flags en "flags" zh "标记",
    }
}

/// A line below a stage.
pub struct Line {
    /// What it is about.
    pub label: Label,
    /// What it says.
    pub text: Box<dyn Say>,
}

impl Line {
    /// A line.
    pub fn new(label: Label, text: impl Say + 'static) -> Line {
        let text = Box::new(text);
        Line { label, text }
    }

    /// A line, where there is something to say.
    pub fn maybe(label: Label, text: Option<impl Say + 'static>) -> Option<Line> {
        text.map(|text| Line::new(label, text))
    }
}
