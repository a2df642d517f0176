//! Findings of `check`, one line each.

use crate::assess::{Judged, Status};
use crate::model::{Day, Language, StageKind};
use crate::report::Finding;

use super::dates::{day, days, short_day};
use super::figures::{done, percent};
use super::names::{project_name, stage_name};
use super::phrases::{pick, plain, say};
use super::verdict::status;

/// One finding in one line.
pub fn finding(language: Language, finding: &Finding<'_>, as_of: Day) -> String {
    let judged = finding.judged;
    let verdict = &judged.verdict;
    let mark = verdict.status.mark();
    let word = status(language, verdict.status, verdict.reason);
    let (code, stage) = (&judged.project.facts.code, &judged.stage.facts.code);
    let project = project_name(language, judged.project);
    let goal = goal(language, judged, as_of);
    let stands = [
        when(language, judged),
        Some(stands(language, judged, as_of)),
    ];
    let stands: Vec<String> = stands.into_iter().flatten().collect();
    let stands = stands.join(pick(language, ", ", "，"));
    say!(
        language,
        "{mark} {word}: {code}/{stage}  {project}, {goal}: {stands}",
        "{mark} {word}：{code}/{stage}　{project}，{goal}：{stands}"
    )
}

/// What is to be reached by when; with the label, where there is one.
fn goal(language: Language, judged: &Judged<'_>, as_of: Day) -> String {
    let terms = &judged.revision.terms;
    let stage = stage_name(language, judged.stage);
    let mut goal = match judged.stage.facts.kind {
        StageKind::Milestone => stage.into_owned(),
        StageKind::Measured => {
            let percent = percent(language, terms.percent);
            say!(language, "{stage} {percent}", "{stage}{percent}")
        }
    };
    if !judged.label().is_empty() {
        let label = plain(judged.label());
        goal += &say!(language, " ({label})", "（{label}）");
    }
    match terms.due {
        Some(due) => {
            let due = short_day(language, due, as_of);
            say!(language, "{goal} by {due}", "{due}前{goal}")
        }
        None => goal,
    }
}

/// How far the due day is; `None` where nothing is left to wait for.
fn when(language: Language, judged: &Judged<'_>) -> Option<String> {
    Some(match judged.verdict.days_left? {
        0 => pick(language, "due today", "今天到期").to_owned(),
        left if left < 0 => {
            let late = days(language, -left);
            say!(language, "{late} past due", "已过期{late}")
        }
        left => {
            let left = days(language, left);
            say!(language, "{left} left", "还剩{left}")
        }
    })
}

fn stands(language: Language, judged: &Judged<'_>, as_of: Day) -> String {
    let verdict = &judged.verdict;
    match (verdict.reading, &verdict.derived) {
        (Some(figure), _) => {
            let value = match judged.stage.facts.kind {
                StageKind::Measured => percent(language, figure.percent),
                StageKind::Milestone => done(language, figure.percent).to_owned(),
            };
            let on = short_day(language, figure.on, as_of);
            say!(language, "stands at {value} on {on}", "{on}为{value}")
        }
        (None, Some(derived)) => {
            let target = judged.revision.terms.percent;
            super::rollup::stands_words(language, derived, target)
        }
        (None, None) => pick(language, "no reading", "无数据").to_owned(),
    }
}

/// What `check --new` noted, for the record: what it told, or saw it become.
pub(super) fn noted(language: Language, finding: &str, due: Option<Day>) -> String {
    let Some(verdict) = Status::from_id(finding) else {
        return pick(language, "noted that it is resolved", "记下：已解除").to_owned();
    };
    let word = status(language, verdict, None);
    match due {
        Some(due) => {
            let due = day(language, due);
            say!(
                language,
                "noted {word}, due {due}",
                "记下：{word}（期限{due}）"
            )
        }
        None => say!(language, "noted {word}", "记下：{word}"),
    }
}

/// What `--within` expects.
pub(super) fn days_ahead(language: Language, most: u32) -> String {
    say!(
        language,
        "expected days or weeks such as 30d, 30 or 2w, at most {most} days",
        "应为天数或周数，如30d、30或2w，最多{most}天"
    )
}
