//! What a report begins with: its title, and what it comes to.

use crate::assess::{Reason, Status};
use crate::model::{Day, Period};

use super::account::AccountAnswer;
use super::change::ChangesAnswer;
use super::macros::messages;
use super::nouns::{Projects, Targets};
use super::say::AnyOf;
use super::sum::Kinds;

messages! {
    /// The first line.
    pub enum Title {
        Final { period: Period, as_of: Day, known_on: Option<KnownOn> }
            en "Final account of {period}, as of {as_of}{known_on}"
            zh "{period}目标完成情况（截至{as_of}{known_on}）",
        AsOf {
            as_of: Day,
            since: Option<SinceDay>,
            period: Option<Chosen>,
            known_on: Option<KnownOn>,
        }
            en "Key projects as of {as_of}{since}{period}{known_on}"
            zh "重点项目进展情况（截至{as_of}{since}{period}{known_on}）",
    }
}

messages! {
    /// The targets that were asked for, where those are not the usual ones.
    pub enum Chosen {
        Within(period: Period) en ", targets of {period}" zh "，{period}目标",
        All en ", all targets" zh "，全部目标",
    }
}

messages! {
    /// The day up to which the record was read.
    pub enum KnownOn {
        Known(on: Day) en ", as recorded by {on}" zh "，按{on}已有记录",
    }
}

messages! {
    /// The day of an earlier report, of which it is told what changed.
    pub enum SinceDay {
        Since(on: Day) en ", changes since {on}" zh "，与{on}相比",
    }
}

messages! {
    /// What a report opens with.
    pub enum Opening {
        Stands(stands: Answer) en "{stands}" zh "{stands}",
        Final(account: AccountAnswer) en "{account}" zh "{account}",
        Since { changes: ChangesAnswer, stands: Answer }
            en "{changes} {stands}"
            zh "{changes}{stands}",
    }
}

messages! {
    /// What the report comes to, in one sentence: what is late, and what nobody knows.
    pub enum Answer {
        NoneCounted { is_of_chosen: bool }
            if (*is_of_chosen)
                en "The chosen projects have no open target, and none that was met in this period."
                zh "所选项目目前没有在办目标，本期也没有完成的目标。"
            else
            en "No target is open, and none was met in this period."
            zh "目前没有在办目标，本期也没有完成的目标。",
        NoneIn { period: Period, is_of_chosen: bool }
            if (*is_of_chosen)
                en "No target of the chosen projects belongs to {period}."
                zh "所选项目没有{period}的目标。"
            else
            en "No target belongs to {period}."
            zh "没有{period}的目标。",
        NoneAtAll { is_of_chosen: bool }
            if (*is_of_chosen)
                en "The chosen projects have no target that counts."
                zh "所选项目没有计入的目标。"
            else
            en "No target counts."
            zh "没有计入的目标。",
        /// Of those that count, none has a status that was asked for.
        NoneOf { statuses: AnyOf<AskedStatus>, targets: Targets, projects: Projects }
            en "Nothing is {statuses}: {targets} in {projects}."
            zh "{projects}、{targets}中，没有{statuses}的目标。",
        /// Of those that count, none of what was asked for was put off or lowered.
        NoneSlipped { statuses: Option<AnyOf<AskedStatus>>, targets: Targets, projects: Projects }
            if (statuses.is_some())
                en "Nothing that is {statuses} was put off or lowered: {targets} in {projects}."
                zh "{projects}、{targets}中，{statuses}的目标没有延期或调低。"
            else
            en "Nothing was put off or lowered: {targets} in {projects}."
            zh "{projects}、{targets}中，没有延期或调低的目标。",
        NoneLate { targets: Targets, projects: Projects, unjudged: Option<Unjudged> }
            en "Nothing is late: {targets} in {projects}.{unjudged}"
            zh "{projects}、{targets}中，没有滞后或逾期{unjudged}。",
        NoneKnownLate { targets: Targets, projects: Projects, unknown: usize, unjudged: Option<Unjudged> }
            if (*unknown == 1)
                en "Nothing is known to be late, of {targets} in {projects}. Nobody knows where one stands.{unjudged}"
                zh "{projects}、{targets}中，未发现滞后或逾期，但有{unknown}项未报或进度不清{unjudged}。"
            else
            en "Nothing is known to be late, of {targets} in {projects}. Nobody knows where {unknown} of them stand.{unjudged}"
            zh "{projects}、{targets}中，未发现滞后或逾期，但有{unknown}项未报或进度不清{unjudged}。",
        Late { late: usize, kinds: Kinds, targets: Targets, projects: Projects, unjudged: Option<Unjudged> }
            en "Late: {late} of {targets} in {projects} ({kinds}).{unjudged}"
            zh "{projects}、{targets}中，滞后或逾期{late}项，{kinds}{unjudged}。",
        LateAndUnknown {
            late: usize,
            kinds: Kinds,
            targets: Targets,
            projects: Projects,
            unknown: usize,
            unjudged: Option<Unjudged>,
        }
            if (*unknown == 1)
                en "Late: {late} of {targets} in {projects} ({kinds}). Nobody knows where one other stands.{unjudged}"
                zh "{projects}、{targets}中，滞后或逾期{late}项，{kinds}；另有{unknown}项未报或进度不清{unjudged}。"
            else
            en "Late: {late} of {targets} in {projects} ({kinds}). Nobody knows where {unknown} others stand.{unjudged}"
            zh "{projects}、{targets}中，滞后或逾期{late}项，{kinds}；另有{unknown}项未报或进度不清{unjudged}。",
    }
}

messages! {
    /// Targets whose figure is known and has nothing to be held against so far.
    pub enum Unjudged {
        AfterUnknown { count: usize }
            en " {count} cannot be judged yet."
            zh "，{count}项尚不能评定",
        Alone { count: usize }
            en " {count} cannot be judged yet."
            zh "；另有{count}项尚不能评定",
    }
}

messages! {
    /// A status that was asked for, or of what is unknown only that for which there is a reason.
    #[derive(Clone, PartialEq, Eq, Debug)]
    pub struct AskedStatus { pub status: Status, pub reason: Option<Reason> }
        if (reason.is_some())
            en "{status} ({reason})"
            zh "{status}（{reason}）"
        else
            en "{status}"
            zh "{status}"
}
