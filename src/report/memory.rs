//! What `check --new` remembers, so that it tells a finding once.
//!
//! Of each target of which it told something, one thing is remembered: the verdict it had, and the
//! due day it was told with. A finding is told again
//! - when its verdict has become worse than the one remembered (earlier in the order of rows: due
//!   soon before past due, unreported before overdue);
//! - when its due day is another one, for that is another promise;
//! - when the days of `check.repeat` have passed since it was told.
//!
//! A verdict that has become better is remembered without a word. So what had gone, as seen by a
//! `check --new` (met, resting, no longer past due, carried on by a later target), and comes back,
//! by a new figure or because a reading was retracted, is worse than what is remembered, and is
//! told again. What went and came back between two runs is not: nobody was told that it had gone.
//!
//! None of this depends on what the single run watches for. Several lines of one crontab may watch
//! for different things; what one has told, the others do not tell again.

use std::collections::{HashMap, HashSet};

use crate::assess::{Assessment, Judged, Status};
use crate::model::{Day, Notice};

use super::finding::Finding;

/// What a notice says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Memory {
    /// The verdict; `None`: resolved, so that whatever comes is worse.
    pub status: Option<Status>,
    /// The due day the finding was told with; `None`: undated.
    pub due: Option<Day>,
}

impl Memory {
    /// What a notice says.
    fn of(notice: &Notice) -> Memory {
        Memory {
            status: Status::from_id(&notice.finding),
            due: notice.due,
        }
    }

    fn finding(&self) -> String {
        self.status.map_or(Notice::RESOLVED, Status::id).to_owned()
    }
}

/// Whether a finding is to be told, after what was told of it last.
pub(super) fn is_new(
    judged: &Judged<'_>,
    last: Option<&Notice>,
    assessment: &Assessment<'_>,
) -> bool {
    let Some(notice) = last else {
        return true;
    };
    let memory = Memory::of(notice);
    let is_worse = memory
        .status
        .is_none_or(|status| judged.verdict.status < status);
    let is_old = assessment
        .settings
        .check_repeat
        .is_some_and(|days| assessment.as_of.days_since(notice.said_on) >= i64::from(days));
    is_worse || is_old || memory.due != judged.revision.terms.due
}

/// What is to be remembered when these findings have been told, after what was told before.
pub fn notices(
    assessment: &Assessment<'_>,
    listed: &[Finding<'_>],
    before: &[Notice],
) -> Vec<Notice> {
    let is_listed: HashSet<i64> = listed
        .iter()
        .map(|listed| listed.judged.target.id)
        .collect();
    let present: HashMap<i64, Status> = assessment
        .targets
        .iter()
        .filter(|judged| !judged.is_carried_on)
        .map(|judged| (judged.target.id, judged.verdict.status))
        .collect();
    let told_now = listed.iter().map(|finding| {
        let judged = finding.judged;
        Notice {
            target: judged.target.id,
            finding: judged.verdict.status.id().to_owned(),
            due: judged.revision.terms.due,
            said_on: assessment.as_of,
        }
    });
    let better = before
        .iter()
        .filter(|notice| !is_listed.contains(&notice.target))
        .filter_map(|notice| {
            let memory = Memory::of(notice);
            let was = memory.status?;
            let status = present.get(&notice.target).copied();
            let is_better = status.is_none_or(|status| was < status);
            is_better.then(|| Notice {
                // The due day and the day stay those of the telling.
                finding: Memory { status, ..memory }.finding(),
                ..notice.clone()
            })
        });
    told_now.chain(better).collect()
}
