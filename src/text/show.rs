//! Projects, stages and readings as `show` tells them.

use crate::model::{Day, Figure, Language, Project, Reading, Stage, StageKind, State};

use super::dates::{day, short_day};
use super::figures::{done, percent};
use super::names::{project_name, stage_name};
use super::phrases::{pick, plain, say};

/// Code, names, category, lead and unit of a project.
pub fn project_heading(language: Language, project: &Project) -> Vec<String> {
    let facts = &project.facts;
    let own = project_name(language, project);
    let other = match language {
        Language::En => facts.name_en.as_ref().map(|_| plain(&facts.name)),
        Language::Zh => facts.name_en.as_deref().map(plain),
    };
    let names = match other.filter(|other| *other != own) {
        Some(other) => say!(language, "{own} ({other})", "{own}（{other}）"),
        None => own.into_owned(),
    };
    let mut lines = vec![format!("{}  {names}", facts.code)];
    for alias in &facts.aliases {
        let name = plain(&alias.name);
        lines.push(if alias.is_certain {
            say!(language, "also called {name}", "又称{name}")
        } else {
            say!(
                language,
                "perhaps also called {name} (not certain)",
                "可能又称{name}（未确认）"
            )
        });
    }
    let mut about = Vec::new();
    if let Some(category) = facts.category.as_deref().map(plain) {
        about.push(say!(language, "category {category}", "类别：{category}"));
    }
    if let Some(lead) = facts.lead.as_deref().map(plain) {
        about.push(say!(language, "lead {lead}", "负责人：{lead}"));
    }
    if let Some(unit) = facts.unit.as_deref().map(plain) {
        about.push(say!(language, "unit {unit}", "责任单位：{unit}"));
    }
    if !about.is_empty() {
        lines.push(about.join(pick(language, " · ", "　")));
    }
    lines
}

/// The state of a project on a day, if it is not simply active.
pub fn state_line(language: Language, project: &Project, as_of: Day) -> Option<String> {
    let change = project
        .states
        .iter()
        .rev()
        .find(|change| change.decided_on <= as_of)
        .filter(|change| change.state != State::Active)?;
    let state = match change.state {
        State::Active => pick(language, "active", "进行中"),
        State::Suspended => pick(language, "suspended", "暂停"),
        State::Cancelled => pick(language, "cancelled", "已取消"),
        State::Closed => pick(language, "closed", "已办结"),
    };
    let since = day(language, change.decided_on);
    Some(match change.reason.as_deref().map(plain) {
        Some(reason) => say!(
            language,
            "{state} since {since}: {reason}",
            "自{since}起{state}：{reason}"
        ),
        None => say!(language, "{state} since {since}", "自{since}起{state}"),
    })
}

/// Code, name and kind of a stage.
pub fn stage_heading(language: Language, stage: &Stage) -> String {
    let (code, name) = (&stage.facts.code, stage_name(language, stage));
    let kind = match stage.facts.kind {
        StageKind::Measured => pick(language, "measured", "按百分比"),
        StageKind::Milestone => pick(language, "milestone", "节点"),
    };
    let mut about = kind.to_owned();
    if let Some(weight) = stage.facts.weight {
        let weight = percent(language, weight);
        about += &say!(language, ", weight {weight}", "，权重{weight}");
    }
    say!(
        language,
        "{code}  {name} ({about})",
        "{code}　{name}（{about}）"
    )
}

/// What is known of a stage that has no target.
pub fn stage_readings(language: Language, stage: &Stage, as_of: Day) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(reading) = &stage.reading {
        lines.push(reading_line(language, stage, reading, None));
    }
    if let Some(reading) = stage.under_way.as_deref().filter(|r| r.as_of <= as_of) {
        lines.push(under_way_line(language, stage, reading));
    }
    lines.push(pick(language, "no target", "无目标").to_owned());
    lines
}

/// Said of a project without stages.
pub fn no_stages(language: Language) -> &'static str {
    pick(
        language,
        "no stages yet: no targets, no readings",
        "尚无阶段：没有目标，也没有数据",
    )
}

pub(super) fn reading_line(
    language: Language,
    stage: &Stage,
    reading: &Reading,
    previous: Option<Figure>,
) -> String {
    let value = match reading.percent {
        Some(value) if stage.facts.kind == StageKind::Milestone => done(language, value).to_owned(),
        Some(value) => percent(language, value),
        None => String::new(),
    };
    let on = day(language, reading.as_of);
    let mut line = say!(language, "reading   {value} on {on}", "数据　{on}：{value}");
    if let Some(previous) = previous {
        let value = percent(language, previous.percent);
        let on = short_day(language, previous.on, reading.as_of);
        line += &say!(language, " (was {value} on {on})", "（{on}为{value}）");
    }
    line + &remark(language, stage, reading)
}

pub(super) fn under_way_line(language: Language, stage: &Stage, reading: &Reading) -> String {
    let on = day(language, reading.as_of);
    let words = remark(language, stage, reading);
    say!(
        language,
        "reading   under way on {on}, no figure{words}",
        "数据　{on}：推进中，无数值{words}"
    )
}

/// Amount and words of a reading.
fn remark(language: Language, stage: &Stage, reading: &Reading) -> String {
    let mut parts = Vec::new();
    if let Some(amount) = reading.amount {
        let unit = stage.facts.unit.as_deref().map(plain).unwrap_or_default();
        parts.push(match stage.facts.total {
            Some(total) => say!(
                language,
                "{amount} of {total} {unit}",
                "{amount}/{total}{unit}"
            ),
            None => say!(language, "{amount} {unit}", "{amount}{unit}"),
        });
    }
    if let Some(note) = reading.remark.note.as_deref().map(plain) {
        parts.push(note.into_owned());
    }
    if let Some(problem) = reading.remark.problem.as_deref().map(plain) {
        parts.push(say!(language, "problem: {problem}", "问题：{problem}"));
    }
    if let Some(next) = reading.remark.next_step.as_deref().map(plain) {
        parts.push(say!(language, "next: {next}", "下一步：{next}"));
    }
    if parts.is_empty() {
        String::new()
    } else {
        let parts = parts.join(pick(language, "; ", "；"));
        say!(language, " · {parts}", " · {parts}")
    }
}
