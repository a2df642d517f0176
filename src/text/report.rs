//! The report's headings, cells and sums.

use crate::assess::{Flag, Judged, Ratio, Reason};
use crate::model::{Day, Language, Project, Rule, Settings, Stage, StageKind};
use crate::report::{Count, Group, GroupKey, PeriodChoice, Report, Summary};

use super::dates::{day, period, short_day};
use super::figures::{done, fixed, percent, planned};
use super::names::{project_name, stage_name};
use super::phrases::{pick, plain, say};
use super::rollup;
use super::verdict::status;

/// The cells of one row of the table.
pub struct Cells {
    /// Mark and status.
    pub status: String,
    /// `jinhui/overall`.
    pub code: String,
    /// The project's name.
    pub project: String,
    /// What is to be reached.
    pub target: String,
    /// What else there is to know of it: the figure of another stage, the terms it had.
    pub notes: Vec<String>,
    /// The latest figure.
    pub stands: String,
    /// The plan at its date.
    pub plan: String,
    /// Days left or over.
    pub days: String,
}

/// The headers of [`Cells`], in their order.
pub fn headers(language: Language) -> [&'static str; 7] {
    match language {
        Language::En => [
            "status", "code", "project", "target", "stands", "plan", "days",
        ],
        Language::Zh => ["状态", "代码", "项目", "目标", "现状", "计划", "天数"],
    }
}

/// The headers of `list`.
pub fn list_headers(language: Language) -> [&'static str; 6] {
    match language {
        Language::En => ["lamp", "code", "project", "category", "lead", "targets"],
        Language::Zh => ["灯", "代码", "项目", "类别", "负责人", "目标数"],
    }
}

/// The row of one target.
pub fn cells(language: Language, judged: &Judged<'_>, as_of: Day) -> Cells {
    let (verdict, terms) = (&judged.verdict, &judged.revision.terms);
    let near = if verdict.has(Flag::Borderline) {
        " ~"
    } else {
        ""
    };
    let word = status(language, verdict.status, verdict.reason);
    let stands = match (verdict.reading, &verdict.derived) {
        (None, None) => "–".to_owned(),
        (None, Some(derived)) => rollup::stands(language, derived, terms.percent),
        (Some(figure), _) => {
            let on = short_day(language, figure.on, as_of);
            let value = match judged.stage.facts.kind {
                StageKind::Measured => figure.percent.to_string(),
                StageKind::Milestone => done(language, figure.percent).to_owned(),
            };
            format!("{value} @ {on}")
        }
    };
    Cells {
        status: format!("{} {word}{near}", verdict.status.mark()),
        code: format!("{}/{}", judged.project.facts.code, judged.stage.facts.code),
        project: project_name(language, judged.project).into_owned(),
        target: target(language, judged, as_of),
        notes: notes(language, judged, as_of),
        stands,
        plan: verdict
            .planned()
            .map_or(String::new(), |value| planned(value, terms.percent)),
        days: days_cell(language, verdict.days_left),
    }
}

fn target(language: Language, judged: &Judged<'_>, as_of: Day) -> String {
    let terms = &judged.revision.terms;
    let stage = stage_name(language, judged.stage);
    let mut text = match judged.stage.facts.kind {
        StageKind::Milestone => stage.into_owned(),
        StageKind::Measured => {
            let goal = percent(language, terms.percent);
            say!(language, "{stage} {goal}", "{stage}{goal}")
        }
    };
    if !judged.label().is_empty() {
        let label = plain(judged.label());
        text += &say!(language, " ({label})", "（{label}）");
    }
    text += &match terms.due {
        None => pick(language, ", undated", "，未设期限").to_owned(),
        Some(due) => {
            let due = short_day(language, due, as_of);
            say!(language, " by {due}", " {due}前")
        }
    };
    text
}

fn notes(language: Language, judged: &Judged<'_>, as_of: Day) -> Vec<String> {
    let mut notes = Vec::new();
    if judged.verdict.reason == Some(Reason::OtherStage)
        && let Some(other) = other(language, judged, as_of)
    {
        notes.push(say!(language, "only {other}", "仅有{other}"));
    }
    if let Some(slip) = judged.slip
        && judged.verdict.has(Flag::Slipped)
        && let Some(due) = slip.original_due
    {
        let due = short_day(language, due, as_of);
        notes.push(say!(language, "was {due}", "原定{due}"));
    }
    if judged.verdict.has(Flag::Lowered)
        && let Some(slip) = judged.slip
    {
        let goal = percent(language, slip.original_percent);
        notes.push(say!(language, "was {goal}", "原定{goal}"));
    }
    if let Some(earlier) = judged.carried_from_period() {
        let from = period(language, earlier);
        notes.push(say!(language, "from {from}", "{from}结转"));
    }
    notes
}

/// The figure of another stage, short.
fn other(language: Language, judged: &Judged<'_>, as_of: Day) -> Option<String> {
    let other = judged.verdict.other?;
    let stage = judged.project.stages.iter().find(|s| s.id == other.stage)?;
    let name = stage_name(language, stage);
    let on = short_day(language, other.figure.on, as_of);
    let value = match stage.facts.kind {
        StageKind::Measured => other.figure.percent.to_string(),
        StageKind::Milestone => done(language, other.figure.percent).to_owned(),
    };
    Some(format!("{name} {value} @ {on}"))
}

fn days_cell(language: Language, left: Option<i64>) -> String {
    match left {
        None => String::new(),
        Some(0) => pick(language, "today", "今天").to_owned(),
        Some(left) if left < 0 => {
            let over = -left;
            say!(language, "{over} over", "超{over}天")
        }
        Some(left) => say!(language, "{left} left", "剩{left}天"),
    }
}

/// The first line: the day, what is counted, and the rule.
pub fn as_of_line(language: Language, report: &Report<'_>) -> String {
    let as_of = day(language, report.as_of);
    let mut parts = vec![say!(language, "as of {as_of}", "截至{as_of}")];
    if let Some(known) = report.known_on {
        let known = day(language, known);
        parts.push(say!(language, "as known on {known}", "按{known}所知"));
    }
    parts.push(match report.period {
        PeriodChoice::All => pick(language, "all periods", "全部期间").to_owned(),
        PeriodChoice::Within(chosen) => period(language, chosen),
        PeriodChoice::Current => {
            let periods: Vec<String> = report
                .periods
                .iter()
                .map(|p| period(language, *p))
                .collect();
            if periods.is_empty() {
                pick(language, "no period", "无当期目标").to_owned()
            } else {
                periods.join(pick(language, ", ", "、"))
            }
        }
    });
    parts.push(rule_line(language, report.settings));
    let title = pick(language, "Key projects", "重点项目");
    format!("{title} · {}", parts.join(" · "))
}

fn rule_line(language: Language, settings: &Settings) -> String {
    let ratio = |hundredths: u32| fixed(Ratio::new(i64::from(hundredths), 100), 2);
    let points = |hundredths: u32| {
        let text = fixed(Ratio::new(i64::from(hundredths), 100), 2);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    match settings.rule {
        Rule::Pace => {
            let (behind, critical, ahead) = (
                ratio(settings.pace_behind),
                ratio(settings.pace_critical),
                ratio(settings.pace_ahead),
            );
            say!(
                language,
                "rule pace {behind}/{critical}/{ahead}",
                "规则 速度比{behind}/{critical}/{ahead}"
            )
        }
        Rule::Gap => {
            let (behind, critical, ahead) = (
                points(settings.gap_behind),
                points(settings.gap_critical),
                points(settings.gap_ahead),
            );
            say!(
                language,
                "rule gap {behind}/{critical}/{ahead} points",
                "规则 序时差{behind}/{critical}/{ahead}个百分点"
            )
        }
    }
}

/// The sums, closed to the total, by the terms in force and by the original ones.
pub fn summary_lines(language: Language, summary: &Summary) -> Vec<String> {
    let current = count(language, &summary.current);
    let original = if summary.original == summary.current {
        pick(language, "the same", "相同").to_owned()
    } else {
        count(language, &summary.original)
    };
    vec![
        current,
        say!(
            language,
            "against the original dates and percents: {original}",
            "按原定期限和指标：{original}"
        ),
    ]
}

fn count(language: Language, count: &Count) -> String {
    let Count {
        green,
        yellow,
        red,
        unreported,
        not_judged,
        total,
        cancelled,
    } = *count;
    let targets = if total == 1 { "target" } else { "targets" };
    let mut line = say!(
        language,
        "{green} green · {yellow} yellow · {red} red (+{unreported} unreported) · {not_judged} not judged · {total} {targets}",
        "绿{green} 黄{yellow} 红{red}(+{unreported}到期未报) 未判{not_judged} 共{total}"
    );
    if cancelled > 0 {
        line += &say!(
            language,
            " · {cancelled} cancelled, not counted",
            "（另有已取消{cancelled}项，未计入）"
        );
    }
    line
}

/// How many of the counted targets the filters show.
pub fn shown_line(language: Language, shown: usize, total: usize) -> String {
    say!(
        language,
        "showing {shown} of {total}",
        "显示{shown}项，共{total}项"
    )
}

/// What stands over the targets of ended periods.
pub fn carried_over_heading(language: Language, count: usize) -> String {
    say!(
        language,
        "Carried over: {count} unmet from ended periods, not counted",
        "结转：以往期间未完成{count}项，未计入"
    )
}

/// What stands over the readings without a target.
pub fn without_target_heading(language: Language) -> &'static str {
    pick(
        language,
        "Readings without a target here",
        "有数据而本期无目标",
    )
}

/// One stage with a reading and without a target.
pub fn without_target_line(
    language: Language,
    project: &Project,
    stage: &Stage,
    as_of: Day,
) -> String {
    let (name, stage_name) = (project_name(language, project), stage_name(language, stage));
    let place = format!("{}/{}", project.facts.code, stage.facts.code);
    let reading = stage.under_way.as_deref().or(stage.reading.as_ref());
    let value = reading.map_or(String::new(), |reading| {
        let on = short_day(language, reading.as_of, as_of);
        match reading.percent {
            Some(value) => {
                let value = match stage.facts.kind {
                    StageKind::Measured => percent(language, value),
                    StageKind::Milestone => done(language, value).to_owned(),
                };
                say!(language, "{value} on {on}", "{on}为{value}")
            }
            None => say!(language, "under way on {on}", "{on}推进中"),
        }
    });
    say!(
        language,
        "{name}, {stage_name}: {value}  ({place})",
        "{name}，{stage_name}：{value}（{place}）"
    )
}

/// What a group is called, with its sums.
pub fn group_name(language: Language, group: &Group<'_>, projects: &[Project]) -> Option<String> {
    let name = match group.key? {
        GroupKey::Text(text) => plain(text).into_owned(),
        GroupKey::Missing => pick(language, "(none)", "（无）").to_owned(),
        GroupKey::Status(key) => status(language, key, None).to_owned(),
        GroupKey::Period(key) => period(language, key),
        GroupKey::Project(place) => projects
            .get(place)
            .map(|project| project_name(language, project).into_owned())
            .unwrap_or_default(),
    };
    let sums = count(language, &group.summary.current);
    Some(say!(language, "{name}: {sums}", "{name}：{sums}"))
}

/// What stands over the parts of the demo.
pub fn demo_headings(language: Language) -> [&'static str; 4] {
    match language {
        Language::En => [
            "The first portfolio: Zhuangqiao Subdistrict's key projects, from its public report of mid-2021",
            "What `project check` would say that morning",
            "INVENTED readings follow, to show every lamp; they are not from the report",
            "The report three months later, with the invented readings",
        ],
        Language::Zh => [
            "示例项目库：庄桥街道2021年重点项目（数据来自其公开的半年报告）",
            "当天早晨 `project check` 的提示",
            "以下为虚构数据，仅用于展示各种状态，并非来自报告",
            "三个月后的报告（含虚构数据）",
        ],
    }
}
