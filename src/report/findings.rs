//! What `check` finds.

use std::collections::HashMap;

use crate::assess::{Assessment, Judged, Reason, Status};
use crate::messages::check::{FindingLine, FindingPart};
use crate::messages::report::Stands;
use crate::messages::{Days, Parts, ShortDay, StatusWord};
use crate::model::{Day, Language, Notice};

use super::columns::{remark, target_without_status};
use super::finding::Finding;
use super::memory::is_new;
use super::names::project_name;
use super::rank::Ranked;
use super::request::Filter;
use super::stands::stands;

/// What `check` looks for, beside what is overdue or unreported.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Watch {
    /// What falls due within so many days.
    pub within: Option<u32>,
    /// What has one of these statuses; it fails the check.
    pub fail_on: Vec<Status>,
    /// What falls due fails the check too: within the days above, else within those of "due soon".
    pub fails_on_due: bool,
    /// What nobody has reported for too long, also where it is not due.
    pub is_silent_too: bool,
    /// Of which projects.
    pub filter: Filter,
}

/// What is overdue or unreported and what else is watched for, worst first, whatever its period.
/// Targets that a later one carries on are left to it. `notices` is what was told before.
pub fn findings<'a>(
    assessment: &'a Assessment<'a>,
    watch: &Watch,
    notices: &[Notice],
) -> Vec<Finding<'a>> {
    let last_notices: HashMap<i64, &Notice> = notices.iter().map(|n| (n.target, n)).collect();
    let due_soon = assessment.settings.due_soon;
    let within = watch
        .within
        .or_else(|| watch.fails_on_due.then_some(due_soon));
    // Nothing is left of a target that is met or rests.
    let falls_due = |judged: &Judged<'_>| {
        let left = judged.verdict.days_left.filter(|left| *left >= 0);
        left.zip(within)
            .is_some_and(|(left, within)| left <= i64::from(within))
    };
    let mut ranked = Ranked::in_order(0);
    let mut found: Vec<(Ranked<'a>, Finding<'a>)> = assessment
        .targets
        .iter()
        .filter(|judged| !judged.is_carried_on && watch.filter.keeps(judged.project))
        .filter_map(|judged| {
            let status = judged.verdict.status;
            let is_due = falls_due(judged);
            let fails = matches!(status, Status::Overdue | Status::Unreported)
                || watch.fail_on.contains(&status)
                || (watch.fails_on_due && is_due);
            let is_silent = watch.is_silent_too && is_silent(judged);
            (fails || is_due || is_silent).then(|| {
                let finding = Finding {
                    judged,
                    fails,
                    is_new: is_new(
                        judged,
                        last_notices.get(&judged.target.id).copied(),
                        assessment,
                    ),
                };
                (ranked(judged), finding)
            })
        })
        .collect();
    found.sort_by(|(a, _), (b, _)| a.worst_first(b));
    found.into_iter().map(|(_, finding)| finding).collect()
}

/// Whether a target's stage has not been reported for longer than figures hold, or never.
fn is_silent(judged: &Judged<'_>) -> bool {
    let verdict = &judged.verdict;
    verdict.is_stale || matches!(verdict.reason, Some(Reason::Stale | Reason::NoData))
}

impl Finding<'_> {
    /// What is said of it: the name first, then the verdict and why, then who is to see to it.
    pub fn line(&self, language: Language, as_of: Day) -> FindingLine {
        let judged = self.judged;
        let (verdict, facts) = (&judged.verdict, &judged.project.facts);
        let mut parts = vec![
            FindingPart::Status(StatusWord(verdict.status, verdict.reason)),
            FindingPart::Target(target_without_status(language, judged, as_of)),
        ];
        parts.extend(verdict.days_left.map(|left| match left {
            0 => FindingPart::DueToday,
            left if left < 0 => FindingPart::PastDue(Days::of(-left)),
            left => FindingPart::Left(Days::of(left)),
        }));
        let in_words = || in_words(judged, as_of);
        match stands(language, judged, as_of) {
            Stands::Nothing => parts.push(in_words().unwrap_or(FindingPart::NoReading)),
            stands => {
                parts.push(FindingPart::Stands(stands));
                let is_unreported = verdict.status == Status::Unreported;
                parts.extend(in_words().filter(|_| is_unreported));
            }
        }
        let remarked = remark(judged.stage).cloned().unwrap_or_default();
        parts.extend(remarked.problem.map(FindingPart::Problem));
        parts.extend(remarked.next_step.map(FindingPart::NextStep));
        parts.extend(facts.unit.clone().map(FindingPart::Unit));
        parts.extend(facts.lead.clone().map(FindingPart::Lead));
        let stage_path = format!("{}/{}", facts.code, judged.stage.facts.code);
        parts.push(FindingPart::StagePath(stage_path));
        FindingLine::Of {
            mark: verdict.status.mark(),
            project: project_name(language, judged.project).to_owned(),
            parts: Parts(parts),
        }
    }
}

/// What was reported without a figure, later than every figure.
fn in_words(judged: &Judged<'_>, as_of: Day) -> Option<FindingPart> {
    let reading = judged.stage.under_way.as_deref()?;
    let on = ShortDay {
        day: reading.as_of,
        known: as_of,
    };
    let words = reading.remark.note.clone().unwrap_or_default();
    Some(FindingPart::InWords { on, words })
}
