//! Who owes a report.

use super::macros::messages;
use super::nouns::{Days, Projects};
use super::say::ShortDay;

messages! {
    /// How many owe a report, and for how long nothing was heard.
    pub enum SilenceAnswer {
        Some { owing: usize, of: Projects, longest: Days }
            if (*owing == 1)
                en "1 of {of} owes a report, after {longest} without one."
                zh "{of}中，1个未报进展，已{longest}未报。"
            else
            en "{owing} of {of} owe a report, the longest after {longest} without one."
            zh "{of}中，{owing}个未报进展，最长已{longest}未报。",
        None { of: Projects }
            en "No report is owed now: of {of} with open targets, none has been silent for too long."
            zh "有在办目标的{of}，目前均未超过上报间隔。",
        NothingExpected
            en "No report is owed: no project has an open target."
            zh "目前没有在办目标，无需上报进展。",
    }
}

messages! {
    /// The last that was heard of something.
    pub enum LastReport {
        On { on: ShortDay, days: Days } en "{on}, {days} ago" zh "{on}，已{days}未报",
        Never { days: Days } en "never, for {days}" zh "从未上报，已{days}",
    }
}

messages! {
    /// Of so many, how many.
    pub struct OwingOf { pub owing: usize, pub of: usize }
    en "{owing} of {of}"
    zh "{of}个中{owing}个"
}

messages! {
    /// Where nobody is named.
    pub enum Nobody {
        NoLead en "no lead given" zh "未注明负责人",
        NoUnit en "no unit given" zh "未注明责任单位",
    }
}

messages! {
    /// A stage that owes a report, and the last that was heard of it, where other stages of its
    /// project were heard of last on other days.
    pub enum OwedStage {
        Alone(stage: String) en "{stage}" zh "{stage}",
        On { stage: String, on: ShortDay } en "{stage} ({on})" zh "{stage}（{on}）",
        Never(stage: String) en "{stage} (never)" zh "{stage}（从未上报）",
    }
}
