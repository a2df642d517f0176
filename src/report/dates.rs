//! Every date and percent that a target ever had, over all targets that it carries on.

use std::collections::HashMap;

use crate::assess::Judged;
use crate::messages::show::{DateHeld, PeriodThen};
use crate::messages::terms::{Because, GoalBy};
use crate::model::{Day, Revision};

/// The revisions that gave a target another date or percent, oldest first; none where there was
/// never another.
pub fn dates<'a>(judged: &Judged<'a>, as_of: Day) -> Vec<&'a Revision> {
    let mut dates: Vec<&Revision> = Vec::new();
    for revision in judged.history(as_of) {
        let promised = |revision: &Revision| (revision.terms.due, revision.terms.percent);
        if dates
            .last()
            .is_none_or(|last| promised(last) != promised(revision))
        {
            dates.push(revision);
        }
    }
    dates.truncate(if dates.len() < 2 { 0 } else { dates.len() });
    dates
}

/// What was promised, from when on, by whom and why.
pub(super) fn date_held(
    judged: &Judged<'_>,
    revision: &Revision,
    who: &HashMap<i64, String>,
) -> DateHeld {
    let is_chain = judged.carried_from.is_some();
    let period = revision.terms.period.filter(|_| is_chain);
    DateHeld {
        period: period.map(PeriodThen::Of),
        terms: GoalBy::of(judged.stage.facts.kind, &revision.terms),
        since: revision.decided_on,
        who: who.get(&revision.entry).cloned().unwrap_or_default(),
        entry: revision.entry,
        because: Because::of(revision.reason.as_deref()),
    }
}
