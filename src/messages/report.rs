//! What the report says around its rows, and in them.

use std::fmt::{self, Formatter};

use crate::assess::{ChangeKind, Ending, Status};
use crate::model::{Language, Percent, Period};

pub use super::answer::{Answer, AskedStatus, Chosen, KnownOn, Opening, SinceDay, Title, Unjudged};
pub use super::days::{DaysLate, DaysLeft, ForecastCell, Moved};
pub use super::heads::Head;
use super::macros::messages;
use super::say::{In, LocalName, Notes, Say, ShortDay, Tenths};
pub use super::sum::{Kinds, Several, Sum};
use super::terms::FigureWord;
use super::verdict::StatusWord;

messages! {
    /// The lines under the rows.
    pub enum Closing {
        Current(sum: Sum) en "{sum}" zh "{sum}",
        Original(sum: Sum)
            en "Judged by the original deadlines and percents: {sum}"
            zh "按原定时限和指标：{sum}",
        FilteredOut { hidden: usize }
            if (*hidden == 1)
                en "1 other target not shown"
                zh "其余1项未列出"
            else
            en "{hidden} other targets not shown"
            zh "其余{hidden}项未列出",
        LeftOut { kinds: Vec<NotCounted>, see: Option<See> }
            en "Not counted: {kinds}{see}"
            zh "未计入：{kinds}{see}",
        /// Targets that a shorter period leaves out, though they are due in it.
        DueWithin { count: usize, see: Option<See> }
            if (*count == 1)
                en "Also due in it: 1 target of a longer period{see}"
                zh "另有1项目标时限在此期间内，所属期间更长{see}"
            else
                en "Also due in it: {count} targets of longer periods{see}"
                zh "另有{count}项目标时限在此期间内，所属期间更长{see}",
        /// Stages that are reported, and projects of which nothing is known.
        Untargeted { stages: usize, projects: usize, see: Option<See> }
            if (*projects == 0)
                en "Reported but without a target: {stages}{see}"
                zh "有进度而未设目标的阶段：{stages}个{see}"
            else if (*stages == 0)
                en "Neither a target nor a report: {projects}{see}"
                zh "既无目标也未上报的项目：{projects}个{see}"
            else
                en "Without a target: {stages} reported, {projects} never reported{see}"
                zh "未设目标：有进度的阶段{stages}个、从未上报的项目{projects}个{see}",
        NotInTotal { kinds: Vec<NotCounted> }
            en "Not in the total: {kinds}"
            zh "未计入合计：{kinds}",
        GapRule
            en "Judged by points behind plan (rule gap); its limits: project config"
            zh "按序时差评定；限值见 project config",
    }
}

messages! {
    /// The command that shows what is left out; a paper has none.
    pub enum See {
        AllPeriods
            en ". All of them: project report --period all"
            zh "；查看全部：project report --period 全部",
        Period(period: Period)
            en ". See: project report --period {period}"
            zh "；查看：project report --period {period}",
        Untargeted { is_long: bool }
            if (*is_long)
                en ". See: project list --untargeted"
                zh "；查看：project list --untargeted"
            else
            en ". See which: project list --untargeted"
            zh "；查看：project list --untargeted",
    }
}

/// What a group of rows is called, with its sums.
pub struct GroupLine {
    /// Its name.
    pub name: GroupName,
    /// What it comes to.
    pub sum: Sum,
}

impl Say for GroupLine {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let (name, sum) = (In(language, &self.name), In(language, &self.sum));
        let targets = In(language, &self.sum.targets);
        match (language, &self.name) {
            // A status says its colour, and what became of targets says enough.
            (Language::En, GroupName::Status(_) | GroupName::Change(_) | GroupName::Ending(_)) => {
                write!(to, "{name}: {targets}")
            }
            (Language::Zh, GroupName::Status(_) | GroupName::Change(_) | GroupName::Ending(_)) => {
                write!(to, "{name}：{targets}")
            }
            (Language::En, _) => write!(to, "{name}: {sum}"),
            (Language::Zh, _) => write!(to, "{name}：{sum}"),
        }
    }
}

messages! {
    /// What a group has in common.
    pub enum GroupName {
        Text(text: String) en "{text}" zh "{text}",
        Missing en "(none)" zh "（无）",
        Status(status: Status) en "{status}" zh "{status}",
        Period(period: Period) en "{period}" zh "{period}",
        Change(kind: ChangeKind) en "{kind}" zh "{kind}",
        Ending(ending: Ending) en "{ending}" zh "{ending}",
        Project(name: LocalName) en "{name}" zh "{name}",
    }
}

messages! {
    /// Why targets are not counted, and how many.
    pub enum NotCounted {
        NotBegun(count: usize) en "{count} not begun" zh "尚未开始{count}项",
        MetBefore(count: usize) en "{count} met in earlier periods" zh "往期已完成{count}项",
        Earlier(count: usize) en "{count} unmet from earlier periods" zh "上期结转未完成{count}项",
        Cancelled(count: usize) en "{count} cancelled" zh "已取消{count}项",
    }
}

/// Whether a figure right behind a name would be read as part of it, as in `floor 3` and `100%`.
fn ends_like_a_figure(name: &str) -> bool {
    name.ends_with(|c: char| c.is_ascii_alphanumeric())
}

messages! {
    /// Under a paper: the record that it was made from.
    pub enum Foot {
        Record { head: String }
            en "Record {head} (verify --since proves that it has not been changed since)"
            zh "记录校验码{head}（日后可用 verify --since 核验记录未被改动）",
    }
}

messages! {
    /// What is to be reached.
    pub enum Goal {
        Measured { stage: String, percent: Percent, label: Option<Label> }
            if (ends_like_a_figure(stage))
                en "{stage} {percent}{label}"
                zh "{stage} {percent}{label}"
            else
            en "{stage} {percent}{label}"
            zh "{stage}{percent}{label}",
        Milestone { stage: String, label: Option<Label> }
            en "{stage}{label}"
            zh "{stage}{label}",
        /// All of the whole works, which nobody gave another name.
        All { label: Option<Label> }
            en "full completion{label}"
            zh "全部完成{label}",
    }
}

messages! {
    /// What tells a target from others of its stage.
    pub enum Label {
        Of(text: String) en " ({text})" zh "（{text}）",
    }
}

messages! {
    /// What is to be reached by when, and what else there is to know of it.
    pub enum TargetCell {
        By { goal: Goal, due: ShortDay, notes: Notes<TargetNote> }
            en "{goal} by {due}{notes}"
            zh "{due}前{goal}{notes}",
        Undated { goal: Goal, notes: Notes<TargetNote> }
            en "{goal}, undated{notes}"
            zh "{goal}，未明确时限{notes}",
        /// Beside a status that says when, or that nobody said.
        Goal { goal: Goal, notes: Notes<TargetNote> }
            en "{goal}{notes}"
            zh "{goal}{notes}",
    }
}

messages! {
    /// The terms that a target had.
    pub enum TargetNote {
        WasDue(due: ShortDay) en "was {due}" zh "原定{due}",
        WasDated(due: ShortDay) en "was due {due}" zh "原定{due}",
        WasPercent(percent: Percent) en "was {percent}" zh "原定{percent}",
        CarriedFrom(period: Period) en "from {period}" zh "{period}结转",
        CarriedOver en "carried over" zh "结转",
        Replanned en "replanned" zh "计划已调整",
    }
}

messages! {
    /// Where a target stands, and where it should have stood then.
    pub enum Stands {
        Nothing en "–" zh "–",
        Figure { percent: Percent, on: ShortDay, plan: Option<PlanThen> }
            en "{percent} on {on}{plan}"
            zh "{percent}（{on}）{plan}",
        UnderWay { on: ShortDay } en "under way on {on}" zh "推进中（{on}）",
        /// A report without a figure, by its words.
        InWords { on: ShortDay, words: String } en "{words:.40} ({on})" zh "{words:.40}（{on}）",
        Done { on: ShortDay } en "done on {on}" zh "已完成（{on}）",
        NotDone { on: ShortDay } en "not yet on {on}" zh "未完成（{on}）",
        /// By the project's stages: a percent, or from the least to the most it can be.
        DerivedPoint { percent: Tenths, plan: Option<PlanThen> }
            en "{percent} % by stages{plan}"
            zh "按阶段推算{percent}%{plan}",
        DerivedRange { from: Tenths, to: Tenths, plan: Option<PlanThen> }
            en "{from}–{to} % by stages{plan}"
            zh "按阶段推算{from}–{to}%{plan}",
        /// Nothing is known of this stage, but of another.
        OtherStage { stage: String, percent: Percent, on: ShortDay }
            if (ends_like_a_figure(stage))
                en "– ({stage} {percent} on {on})"
                zh "–（{stage} {percent}，{on}）"
            else
            en "– ({stage} {percent} on {on})"
            zh "–（{stage}{percent}，{on}）",
        OtherDone { stage: String, on: ShortDay }
            en "– ({stage} done on {on})"
            zh "–（{stage}已完成，{on}）",
        OtherNotDone { stage: String, on: ShortDay }
            en "– ({stage} not yet done on {on})"
            zh "–（{stage}未完成，{on}）",
    }
}

messages! {
    /// The planned percent on the day of the reading.
    pub enum PlanThen {
        Planned(percent: Tenths) en " (plan {percent})" zh " 序时{percent}",
    }
}

messages! {
    /// How far a target is.
    pub enum ProgressCell {
        Figure(figure: FigureWord) en "{figure}" zh "{figure}",
        /// By the project's stages: a percent, or from the least to the most it can be.
        Derived(percent: Tenths) en "{percent} % by stages" zh "按阶段推算{percent}%",
        Between(from: Tenths, to: Tenths)
            en "{from}–{to} % by stages"
            zh "按阶段推算{from}–{to}%",
        /// As it was reported, without a figure.
        Words(words: String) en "{words}" zh "{words}",
    }
}

messages! {
    /// A planned percent and its day.
    pub struct PlannedCell {
        pub percent: Tenths,
        pub on: ShortDay,
    }
    en "{percent} % on {on}"
    zh "{percent}%（{on}）"
}

messages! {
    /// Mark and status.
    pub enum StatusCell {
        Sure { mark: &'static str, word: StatusWord } en "{mark} {word}" zh "{mark} {word}",
        Borderline { mark: &'static str, word: StatusWord } en "{mark} {word} ~" zh "{mark} {word} ~",
    }
}

messages! {
    /// The target that gives a project its lamp.
    pub enum Worst {
        None en "no target counted" zh "无计入目标",
        Target { status: StatusWord, target: TargetCell }
            en "{status}: {target}"
            zh "{status}：{target}",
    }
}
