//! Findings of `check`, one line each.

use crate::model::{Language, StageKind};
use crate::report::Finding;

use super::{days, done, percent, pick, project_name, say, short_day, stage_name, status};

/// One finding in one line.
pub fn finding(language: Language, finding: &Finding<'_>, as_of: crate::model::Day) -> String {
    let judged = finding.judged;
    let (verdict, terms) = (&judged.verdict, &judged.revision.terms);
    let mark = verdict.status.mark();
    let word = status(language, verdict.status, verdict.reason);
    let code = &judged.project.facts.code;
    let stage_code = &judged.stage.facts.code;
    let (project, stage) = (
        project_name(language, judged.project),
        stage_name(language, judged.stage),
    );
    let left = verdict.days_left.unwrap_or(0);
    let when = match left {
        0 => pick(language, "due today", "今天到期").to_owned(),
        left if left < 0 => {
            let late = days(language, -left);
            say!(language, "{late} past due", "已过期{late}")
        }
        left => {
            let left = days(language, left);
            say!(language, "{left} left", "还剩{left}")
        }
    };
    let due = terms
        .due
        .map_or(String::new(), |due| short_day(language, due, as_of));
    let goal = match judged.stage.facts.kind {
        StageKind::Milestone => stage.into_owned(),
        StageKind::Measured => {
            let goal = percent(language, terms.percent);
            say!(language, "{stage} {goal}", "{stage}{goal}")
        }
    };
    let stands = match (verdict.reading, &verdict.derived) {
        (Some(figure), _) => {
            let value = match judged.stage.facts.kind {
                StageKind::Measured => percent(language, figure.percent),
                StageKind::Milestone => done(language, figure.percent).to_owned(),
            };
            let on = short_day(language, figure.on, as_of);
            say!(language, "stands at {value} on {on}", "{on}为{value}")
        }
        (None, Some(derived)) => super::rollup::stands_words(language, derived, terms.percent),
        (None, None) => pick(language, "no reading", "无数据").to_owned(),
    };
    say!(
        language,
        "{mark} {word}: {code}/{stage_code}  {project}, {goal} by {due}: {when}, {stands}",
        "{mark} {word}：{code}/{stage_code}　{project}，{due}前{goal}：{when}，{stands}"
    )
}
