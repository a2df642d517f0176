//! A report told in prose.

use std::fmt::{self, Formatter};

use crate::model::{Day, Language};

use super::macros::messages;
use super::nouns::{Projects, Targets};
use super::opening::Opening;
use super::report::{Closing, Goal, TargetCell};
use super::say::{In, LocalName, Notes, Say};
use super::sum::Several;

messages! {
    /// The first line.
    pub enum BriefTitle {
        Of(as_of: Day)
            en "Key projects: brief as of {as_of}"
            zh "重点项目推进情况简报（{as_of}）",
    }
}

messages! {
    /// What stands over the parts.
    pub enum BriefHeading {
        Late en "Late" zh "滞后和逾期事项",
        Progress en "Progress" zh "各项目进展",
        Silent en "Not reported" zh "未上报和情况不明事项",
        NextSteps en "Next steps" zh "下步打算",
    }
}

messages! {
    /// What it all comes to.
    pub enum BriefSummary {
        Count { at: AsOf, targets: Targets, projects: Projects, kinds: Vec<Several> }
            en "{at}, of {targets} in {projects}: {kinds}."
            zh "{at}，{projects}的{targets}中，{kinds}。",
        None { at: AsOf }
            en "{at}, no target is open, and none was met in the period."
            zh "{at}，没有在办目标，本期也没有完成的目标。",
        Closing(line: Closing) en "{line}." zh "{line}。",
    }
}

/// The day of a brief; a month is named where it ends.
pub struct AsOf(pub Day);

impl Say for AsOf {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let (year, month, date) = self.0.ymd();
        let name = MONTHS.get((month as usize).wrapping_sub(1)).unwrap_or(&"");
        let ends = Day::month_end(year, month) == Some(self.0);
        match (language, ends) {
            (Language::En, true) => write!(to, "At the end of {name} {year}"),
            (Language::En, false) => write!(to, "As of {date} {name} {year}"),
            (Language::Zh, true) => write!(to, "截至{year}年{month}月底"),
            (Language::Zh, false) => write!(to, "截至{}", In(language, &self.0)),
        }
    }
}

messages! {
    /// A project, and how its targets stand.
    pub struct BriefItem {
        pub project: LocalName,
        pub whose: Notes<String>,
        pub targets: Sentences<TargetStands>,
        pub remarks: Vec<BriefRemark>,
    }
    en "{project}{whose}: {targets}.{remarks}"
    zh "{project}{whose}：{targets}。{remarks}"
}

/// Clauses of one sentence.
pub struct Sentences<T>(pub Vec<T>);

impl<T: Say> Say for Sentences<T> {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let separator = match language {
            Language::En => "; ",
            Language::Zh => "；",
        };
        for (index, clause) in self.0.iter().enumerate() {
            if index > 0 {
                to.write_str(separator)?;
            }
            clause.say(language, to)?;
        }
        Ok(())
    }
}

messages! {
    /// A target, and how it stands.
    pub enum TargetStands {
        By { target: TargetCell, stands: Opening }
            en "{target} – {stands}"
            zh "{target}，{stands}",
        /// The due day stands in the second half.
        Goal { goal: Goal, stands: Opening }
            en "{goal} – {stands}"
            zh "{goal}，{stands}",
    }
}

messages! {
    /// What was said with the latest reading, without the stop that it ends with.
    pub enum BriefRemark {
        Problem(text: String) en " Problem: {text}." zh "存在问题：{text}。",
    }
}

messages! {
    /// Who has not reported what.
    pub enum SilentItem {
        Of { whose: String, goals: Vec<SilentGoal> }
            en "{whose}: {goals}."
            zh "{whose}：{goals}。",
        Nobody { goals: Vec<SilentGoal> }
            en "Without unit or lead: {goals}."
            zh "未明确责任单位和负责人：{goals}。",
    }
}

messages! {
    /// What was not reported.
    pub struct SilentGoal { pub project: LocalName, pub target: TargetCell }
    en "{project} ({target})"
    zh "{project}（{target}）"
}

messages! {
    /// What is done next.
    pub struct NextStepItem { pub project: LocalName, pub steps: Sentences<String> }
    en "{project}: {steps}."
    zh "{project}：{steps}。"
}
