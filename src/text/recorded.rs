//! What was recorded, in one line: the stage in words, the figure, and where it stands.

use crate::assess::{Flag, Forecast};
use crate::model::{Day, Language, StageKind};
use crate::report::Recorded;

use super::dates::{day, short_day};
use super::figures::{done, percent, planned};
use super::names::{project_name, stage_name};
use super::phrases::{pick, plain, say};
use super::verdict::status;

/// One reading in one line.
pub fn recorded(language: Language, recorded: &Recorded<'_>, as_of: Day) -> String {
    let (project, stage) = (recorded.project, recorded.stage);
    let reading = recorded.reading;
    let code = &project.facts.code;
    let (project, stage_words) = (project_name(language, project), stage_name(language, stage));
    let on = day(language, reading.as_of);
    let value = value(language, recorded);
    if recorded.entry.is_none() {
        return say!(
            language,
            "{code} {project}, {stage_words}: {value} on {on} is recorded already, nothing changed",
            "{code} {project}，{stage_words}：{on}{value}已有记录，未作改动"
        );
    }
    let entry = recorded.entry.unwrap_or_default();
    let mut line = say!(
        language,
        "#{entry} {code} {project}, {stage_words}: {value} on {on}",
        "#{entry} {code} {project}，{stage_words}：{on}{value}"
    );
    if let Some(was) = recorded.was {
        let was_on = short_day(language, was.on, reading.as_of);
        let was = match stage.facts.kind {
            StageKind::Measured if language == Language::En => was.percent.to_string(),
            StageKind::Measured => percent(language, was.percent),
            StageKind::Milestone => done(language, was.percent).to_owned(),
        };
        line += &say!(language, " (was {was} on {was_on})", "（{was_on}为{was}）");
    }
    if let Some(last) = stage.latest().filter(|last| reading.as_of < last.on) {
        let (value, on) = (percent(language, last.percent), day(language, last.on));
        line += &say!(
            language,
            " · latest {value} on {on}",
            " · 最新为{on}{value}"
        );
    }
    line + &standing(language, recorded, as_of)
}

fn value(language: Language, recorded: &Recorded<'_>) -> String {
    let (stage, reading) = (&recorded.stage.facts, recorded.reading);
    let mut value = match (reading.percent, stage.kind) {
        (Some(value), StageKind::Measured) => percent(language, value),
        (Some(value), StageKind::Milestone) => done(language, value).to_owned(),
        (None, _) => pick(language, "under way", "推进中").to_owned(),
    };
    if let (Some(amount), Some(total)) = (reading.amount, reading.total) {
        let unit = stage.unit.as_deref().map(plain).unwrap_or_default();
        value += &say!(
            language,
            " ({amount} of {total} {unit})",
            "（{amount}/{total}{unit}）"
        );
        value = value.replace(" )", ")");
    }
    value
}

fn standing(language: Language, recorded: &Recorded<'_>, as_of: Day) -> String {
    let Some(judged) = recorded.standing else {
        return pick(language, " · no target", " · 无目标").to_owned();
    };
    let verdict = &judged.verdict;
    let mut text = String::new();
    if let Some(progress) = &verdict.progress {
        let plan = planned(progress.planned, judged.revision.terms.percent);
        text += &say!(language, " · planned {plan}", " · 应达{plan}");
    }
    let word = status(language, verdict.status, verdict.reason);
    let near = if verdict.has(Flag::Borderline) {
        " ~"
    } else {
        ""
    };
    text += &format!(" · {word}{near}");
    if let (Some(Forecast::Finish(finish)), Some(_)) = (verdict.forecast, &verdict.progress) {
        let finish = short_day(language, finish.on, as_of);
        text += &say!(language, " · forecast {finish}", " · 预计{finish}完成");
    }
    text
}
