//! Why a verdict is what it is: the target, the rule, and what decided.

use crate::assess::{Flag, Judged, Ratio, Reason, Status, Verdict, first_day};
use crate::model::{Day, Language, Rule, Settings, StageKind, typed};

use super::arithmetic::{arithmetic, forecast_line};
use super::dates::{day, days, of_period, period};
use super::figures::{done, fixed, percent};
use super::names::stage_name;
use super::phrases::{pick, plain, say};
use super::rollup;
use super::show::{reading_line, under_way_line};
use super::terms::goal;
use super::verdict::{commitment, flag, status};

/// A judged target in full: what is to be reached, the verdict, and the why, line by line.
pub fn explain(
    language: Language,
    judged: &Judged<'_>,
    settings: &Settings,
    as_of: Day,
) -> Vec<String> {
    let verdict = &judged.verdict;
    let mut lines = vec![
        target_line(language, judged),
        verdict_line(language, verdict, settings),
    ];
    let mut why = Vec::new();
    reading_lines(language, judged, as_of, &mut why);
    if let Some(derived) = &verdict.derived {
        rollup::lines(language, judged, derived, as_of, &mut why);
    } else if verdict.reading.is_none() {
        why.extend(rollup::odd_weights(language, judged));
    }
    because(language, judged, settings, as_of, &mut why);
    if let Some(progress) = &verdict.progress {
        arithmetic(language, judged, progress, settings, as_of, &mut why);
    }
    history(language, judged, &mut why);
    flags(language, verdict, &mut why);
    lines.extend(why.into_iter().map(|line| format!("  {line}")));
    lines
}

fn target_line(language: Language, judged: &Judged<'_>) -> String {
    let terms = &judged.revision.terms;
    let goal = match judged.stage.facts.kind {
        StageKind::Milestone => pick(language, "done", "完成").to_owned(),
        StageKind::Measured => percent(language, terms.percent),
    };
    let mut line = match terms.due {
        Some(due) => {
            let due = day(language, due);
            say!(
                language,
                "target {goal} by {due}",
                "目标：{due}前达到{goal}"
            )
        }
        None => say!(
            language,
            "target {goal}, undated",
            "目标：达到{goal}，未明确时限"
        ),
    };
    let mut notes = Vec::new();
    if let Some(words) = terms.words.as_deref().map(plain) {
        notes.push(say!(language, "\"{words}\"", "“{words}”"));
    }
    if terms.is_due_implied {
        notes.push(
            pick(
                language,
                "implied: the last day of the period",
                "推定：本期最后一日",
            )
            .to_owned(),
        );
    }
    if !notes.is_empty() {
        let notes = notes.join(pick(language, ", ", "，"));
        line += &say!(language, " ({notes})", "（{notes}）");
    }
    line += &of_period(language, terms);
    if !judged.label().is_empty() {
        line += &format!(" · {}", plain(judged.label()));
    }
    let word = terms.commitment.map(|word| commitment(language, word));
    line + &word.map_or(String::new(), |word| format!(" · {word}"))
}

fn verdict_line(language: Language, verdict: &Verdict, settings: &Settings) -> String {
    let mark = verdict.status.mark();
    let word = status(language, verdict.status, verdict.reason);
    let word = match verdict.status {
        Status::Unknown => say!(language, "unknown: {word}", "暂不评定：{word}"),
        _ => word,
    };
    let near = if verdict.has(Flag::Borderline) {
        " ~"
    } else {
        ""
    };
    let number = verdict.rule;
    let rule = match (number, &verdict.derived) {
        (13, Some(_)) => rollup::rule(language).to_owned(),
        _ => rule(language, number, settings),
    };
    say!(
        language,
        "{mark} {word}{near}  (rule {number}: {rule})",
        "{mark} {word}{near}（规则{number}：{rule}）"
    )
}

/// A row of the decision table in words.
fn rule(language: Language, number: u8, settings: &Settings) -> String {
    let pace = |hundredths: u32| fixed(Ratio::new(i64::from(hundredths), 100), 2);
    let gap = |hundredths: u32| fixed(Ratio::new(i64::from(hundredths), 100), 0);
    let by_pace = settings.rule == Rule::Pace;
    let (critical, behind, ahead) = if by_pace {
        (
            pace(settings.pace_critical),
            pace(settings.pace_behind),
            pace(settings.pace_ahead),
        )
    } else {
        (
            gap(settings.gap_critical),
            gap(settings.gap_behind),
            gap(settings.gap_ahead),
        )
    };
    match (number, by_pace) {
        (1, _) => say!(language, "suspended or cancelled", "已暂停或取消"),
        (2, _) => say!(language, "reached in time", "按期达到"),
        (3, _) => say!(language, "reached after the due day", "逾期后达到"),
        (4, _) => say!(
            language,
            "past due, and a reading on or after the due day falls short",
            "已过期限，且期限当日或之后的数据未达标"
        ),
        (5, _) => say!(
            language,
            "past due, and no reading on or after the due day",
            "已过期限，且期限当日及之后无数据"
        ),
        (6, _) => say!(language, "not begun", "尚未开始"),
        (7, _) => say!(language, "no due day", "没有时限"),
        (8, _) => say!(language, "a milestone not yet due", "节点尚未到期"),
        (9, _) => say!(language, "no reading on this stage", "本阶段无数据"),
        (10, _) => say!(language, "the latest reading is too old", "进度久未更新"),
        (11, _) => say!(
            language,
            "no reading later than the starting point",
            "起点之后尚无数据"
        ),
        (12, true) => say!(language, "pace over {critical}", "所需速度比大于{critical}"),
        (13, true) => say!(language, "pace over {behind}", "所需速度比大于{behind}"),
        (14, true) => say!(language, "pace under {ahead}", "所需速度比小于{ahead}"),
        (12, false) => say!(
            language,
            "more than {critical} points under the planned share, or short on the due day",
            "低于计划份额{critical}个百分点以上，或到期日未达标"
        ),
        (13, false) => say!(
            language,
            "more than {behind} points under the planned share",
            "低于计划份额{behind}个百分点以上"
        ),
        (14, false) => say!(
            language,
            "more than {ahead} points above the planned share",
            "高于计划份额{ahead}个百分点以上"
        ),
        (_, true) => say!(
            language,
            "pace from {ahead} to {behind}",
            "所需速度比在{ahead}至{behind}之间"
        ),
        (_, false) => say!(
            language,
            "within {behind} points of the planned share",
            "与计划份额相差不超过{behind}个百分点"
        ),
    }
}

fn reading_lines(language: Language, judged: &Judged<'_>, as_of: Day, lines: &mut Vec<String>) {
    let stage = judged.stage;
    if let (Some(_), Some(reading)) = (judged.verdict.reading, &stage.reading) {
        lines.push(reading_line(
            language,
            stage,
            reading,
            judged.verdict.previous,
        ));
    }
    if let Some(reading) = stage.under_way.as_deref().filter(|r| r.as_of <= as_of) {
        lines.push(under_way_line(language, stage, reading));
    }
}

/// What decided, for the rules that go by dates and absence.
fn because(
    language: Language,
    judged: &Judged<'_>,
    settings: &Settings,
    as_of: Day,
    lines: &mut Vec<String>,
) {
    let verdict = &judged.verdict;
    let why = pick(language, "why", "原因");
    let stage = stage_name(language, judged.stage);
    let mut push = |text: String| lines.push(say!(language, "{why}       {text}", "{why}　{text}"));
    let left = verdict.days_left.unwrap_or(0);
    match verdict.rule {
        1 => {
            if let Some(rest) = verdict.rest {
                let since = day(language, rest.since);
                push(say!(
                    language,
                    "at rest since {since}",
                    "自{since}起暂停或取消"
                ));
            }
        }
        2 | 3 => {
            if let Some(on) = verdict.met_on.map(|on| day(language, on)) {
                push(say!(
                    language,
                    "at or above the target since {on}",
                    "自{on}起达到目标"
                ));
            }
        }
        4 | 5 => {
            let late = days(language, -left);
            push(say!(language, "{late} past due", "已过期限{late}"));
            lines.extend(forecast_line(language, judged));
        }
        6 => {
            // With a declared baseline of a later day, or a due day before it, the plan runs earlier.
            let begins = first_day(&judged.revision.terms);
            let after = verdict.baseline_day.plus(1).unwrap_or(verdict.baseline_day);
            let first = day(language, begins.map_or(after, |first| first.min(after)));
            push(say!(language, "begins on {first}", "{first}开始"));
        }
        8 => {
            let left = days(language, left);
            push(say!(language, "{left} left", "还剩{left}"));
        }
        9 | 13 if let Some(derived) = &verdict.derived => {
            push(rollup::because(language, judged, derived, as_of));
        }
        9 => match other(language, judged) {
            Some(other) => push(say!(
                language,
                "no figure for {stage}; the latest of another stage is {other}, which says nothing about it",
                "“{stage}”尚无数值；其他阶段最新数据为{other}，口径不同，不能比较"
            )),
            None => push(say!(
                language,
                "no figure for {stage}, nor for any other stage of the project",
                "“{stage}”尚无数值，项目其他阶段也没有"
            )),
        },
        10 => {
            if let (Some(reading), Some(limit)) = (verdict.reading, verdict.stale_limit) {
                let age = days(language, as_of.days_since(reading.on));
                let most = fixed(Ratio::new(limit.half_days, 2), 1);
                let least = settings.stale_least;
                let cap = settings.stale_most;
                push(say!(
                    language,
                    "{age} old, over the limit of {most} days (half the time from the reading to the due day, at least {least}, at most {cap})",
                    "数据已过{age}，超过{most}天的限度（数据日至期限天数的一半，最少{least}天，最多{cap}天）"
                ));
            }
        }
        11 if verdict.reason == Some(Reason::FirstFigure) => {
            let first = verdict.reading.map(|reading| day(language, reading.on));
            let first = first.unwrap_or_default();
            push(say!(
                language,
                "the figure of {first} is the first since the start, so that there is nothing to hold it against",
                "{first}为开始后首次上报，尚无起点进度可比"
            ));
        }
        11 => {
            if let Some(baseline) = verdict.baseline {
                let on = day(language, baseline.on);
                push(say!(
                    language,
                    "nothing reported since the baseline of {on}",
                    "{on}的基期之后尚未上报"
                ));
            }
        }
        _ => {}
    }
    let is_stale = verdict.is_stale && verdict.derived.is_none();
    if is_stale || matches!(verdict.rule, 5 | 9 | 10 | 11) {
        let place = format!("{}/{}", judged.project.facts.code, judged.stage.facts.code);
        let place = typed(&place);
        let value = match judged.stage.facts.kind {
            StageKind::Milestone => "done",
            StageKind::Measured => "72",
        };
        lines.push(say!(
            language,
            "to judge  project update {place} {value} --on DATE",
            "待办　project update {place} {value} --on 日期"
        ));
        if verdict.reason == Some(Reason::FirstFigure) {
            let on = verdict.baseline_day;
            lines.push(say!(
                language,
                "or        project target {place} --from {on}:PERCENT",
                "或　　project target {place} --from {on}:百分比"
            ));
        }
    }
}

/// The figure of another stage that must not be compared.
pub(super) fn other(language: Language, judged: &Judged<'_>) -> Option<String> {
    let other = judged.verdict.other?;
    let stage = judged
        .project
        .stages
        .iter()
        .find(|stage| stage.id == other.stage)?;
    let name = stage_name(language, stage);
    let on = day(language, other.figure.on);
    let value = match stage.facts.kind {
        StageKind::Milestone => done(language, other.figure.percent).to_owned(),
        StageKind::Measured => percent(language, other.figure.percent),
    };
    Some(say!(
        language,
        "{name}, {value} on {on}",
        "{name}（{on}：{value}）"
    ))
}

/// How it moved from its first promise, and why it was set.
fn history(language: Language, judged: &Judged<'_>, lines: &mut Vec<String>) {
    if let Some(slip) = judged.slip {
        let goal = goal(language, judged.stage.facts.kind, slip.original_percent);
        let mut line = match slip.original_due {
            Some(due) => {
                let due = day(language, due);
                say!(
                    language,
                    "original  {goal} by {due}",
                    "原定　{due}前达到{goal}"
                )
            }
            None => say!(
                language,
                "original  {goal}, undated",
                "原定　达到{goal}，未明确时限"
            ),
        };
        if let Some(moved) = slip.days.filter(|moved| *moved != 0) {
            let sign = if moved > 0 { "+" } else { "" };
            let moved = days(language, moved);
            line += &say!(language, "; moved {sign}{moved}", "；变动{sign}{moved}");
        }
        if slip.times > 0 {
            let times = slip.times;
            line += &match slip.days.filter(|moved| *moved != 0) {
                Some(_) => say!(language, ", {times} x", "，共{times}次"),
                None => say!(language, "; moved {times} x", "；变动{times}次"),
            };
        }
        let word = status(language, judged.original_status, None);
        line += &say!(language, "; by that it is {word}", "；按原定为{word}");
        lines.push(line);
    }
    if let Some(earlier) = judged.carried_from_period() {
        let from = period(language, earlier);
        lines.push(say!(language, "carried   from {from}", "结转　自{from}"));
    }
    if let Some(reason) = judged.revision.reason.as_deref().map(plain) {
        lines.push(say!(language, "note      {reason}", "说明　{reason}"));
    }
}

fn flags(language: Language, verdict: &Verdict, lines: &mut Vec<String>) {
    if verdict.flags.is_empty() {
        return;
    }
    let words: Vec<&str> = verdict.flags.iter().map(|f| flag(language, *f)).collect();
    let words = words.join(pick(language, ", ", "、"));
    lines.push(say!(language, "flags     {words}", "标记　{words}"));
}
