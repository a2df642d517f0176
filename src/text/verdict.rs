//! Why a verdict is what it is: the rule, its inputs and the arithmetic.

use crate::assess::{
    BaselineKind, Flag, Judged, Lamp, Plan, Progress, Ratio, Reason, Status, Verdict,
};
use crate::model::{
    Commitment, Day, Figure, Language, Project, Reading, Rule, Settings, Stage, StageKind, State,
};

use super::{
    day, days, done, fixed, percent, period, pick, plain, planned, points, project_name, rollup,
    say, short_day, stage_name,
};

/// A status in a word or two, with its reason where it is unknown.
pub fn status(language: Language, status: Status, reason: Option<Reason>) -> &'static str {
    if let (Status::Unknown, Some(reason)) = (status, reason) {
        return self::reason(language, reason);
    }
    let (en, zh) = match status {
        Status::Overdue => ("overdue", "逾期"),
        Status::Unreported => ("unreported", "到期未报"),
        Status::Critical => ("critical", "严重滞后"),
        Status::Behind => ("behind", "滞后"),
        Status::Unknown => ("unknown", "未知"),
        Status::Open => ("open", "未到期"),
        Status::MetLate => ("met late", "逾期完成"),
        Status::OnTrack => ("on track", "按序时"),
        Status::Ahead => ("ahead", "超前"),
        Status::Undated => ("undated", "未设期限"),
        Status::Met => ("met", "已完成"),
        Status::Future => ("future", "未开始"),
        Status::Suspended => ("suspended", "暂停"),
        Status::Cancelled => ("cancelled", "已取消"),
    };
    pick(language, en, zh)
}

/// A lamp in a word.
pub fn lamp(language: Language, lamp: Lamp) -> &'static str {
    let (en, zh) = match lamp {
        Lamp::Green => ("green", "绿"),
        Lamp::Yellow => ("yellow", "黄"),
        Lamp::Red => ("red", "红"),
        Lamp::RedHollow => ("unreported", "到期未报"),
        Lamp::Grey => ("grey", "未判"),
        Lamp::None => ("none", "–"),
    };
    pick(language, en, zh)
}

fn reason(language: Language, reason: Reason) -> &'static str {
    let (en, zh) = match reason {
        Reason::NoData => ("no data", "无数据"),
        Reason::OtherStage => ("other stage", "口径不符"),
        Reason::Stale => ("stale", "数据过期"),
        Reason::NoReportYet => ("no report yet", "待报"),
        Reason::Undecided => ("undecided", "推算未定"),
    };
    pick(language, en, zh)
}

fn flag(language: Language, flag: Flag) -> &'static str {
    let (en, zh) = match flag {
        Flag::Urgent => ("urgent", "临期"),
        Flag::DueSoon => ("due soon", "即将到期"),
        Flag::Borderline => ("borderline", "临界"),
        Flag::Regressed => ("regressed", "回退"),
        Flag::Stuck => ("stuck", "停滞"),
        Flag::Slipped => ("slipped", "延期"),
        Flag::Lowered => ("lowered", "调低"),
        Flag::Implied => ("implied date", "推定期限"),
        Flag::LateBaseline => ("late baseline", "基期偏晚"),
        Flag::Derived => ("derived", "推算"),
    };
    pick(language, en, zh)
}

fn commitment(language: Language, commitment: Commitment) -> &'static str {
    let (en, zh) = match commitment {
        Commitment::Ensure => ("ensure", "确保"),
        Commitment::Strive => ("strive", "力争"),
        Commitment::Expected => ("expected", "预计"),
        Commitment::Push => ("push", "推动"),
    };
    pick(language, en, zh)
}

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
    if let Some(reading) = stage.under_way.as_ref().filter(|r| r.as_of <= as_of) {
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
            "目标：达到{goal}，未设期限"
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
    let mut rest = vec![period(language, judged.target.period)];
    if !judged.target.label.is_empty() {
        rest.push(plain(&judged.target.label).into_owned());
    }
    rest.extend(terms.commitment.map(|c| commitment(language, c).to_owned()));
    format!("{line} · {}", rest.join(" · "))
}

fn verdict_line(language: Language, verdict: &Verdict, settings: &Settings) -> String {
    let mark = verdict.status.mark();
    let word = status(language, verdict.status, verdict.reason);
    let word = match verdict.status {
        Status::Unknown => say!(language, "unknown: {word}", "无法判定：{word}"),
        _ => word.to_owned(),
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
        (7, _) => say!(language, "no due day", "未设期限"),
        (8, _) => say!(language, "a milestone not yet due", "节点尚未到期"),
        (9, _) => say!(language, "no reading on this stage", "本阶段无数据"),
        (10, _) => say!(language, "the latest reading is too old", "最新数据已过期"),
        (11, _) => say!(
            language,
            "no reading later than the baseline",
            "基期之后尚无数据"
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
    if let Some(reading) = stage.under_way.as_ref().filter(|r| r.as_of <= as_of) {
        lines.push(under_way_line(language, stage, reading));
    }
}

fn reading_line(
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

fn under_way_line(language: Language, stage: &Stage, reading: &Reading) -> String {
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
        }
        6 => {
            let first = verdict.baseline_day.plus(1).unwrap_or(verdict.baseline_day);
            let first = day(language, first);
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
    if matches!(verdict.rule, 5 | 9 | 10 | 11) {
        let place = format!("{}/{}", judged.project.facts.code, judged.stage.facts.code);
        let value = match judged.stage.facts.kind {
            StageKind::Milestone => "done",
            StageKind::Measured => "72",
        };
        lines.push(say!(
            language,
            "to judge  project update {place} {value} --on DATE",
            "待办　project update {place} {value} --on 日期"
        ));
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

/// The quantities of rules 12 to 15, each with the numbers it is made of.
fn arithmetic(
    language: Language,
    judged: &Judged<'_>,
    progress: &Progress,
    settings: &Settings,
    as_of: Day,
    lines: &mut Vec<String>,
) {
    let verdict = &judged.verdict;
    let terms = &judged.revision.terms;
    let (Some(reading), Some(baseline), Some(due)) = (verdict.reading, verdict.baseline, terms.due)
    else {
        return;
    };
    let (p, b, t) = (reading.percent, baseline.percent, terms.percent);
    let at = progress.actual_days;
    let is_lost = b >= t;
    lines.extend(baseline_line(language, judged));
    lines.extend(plan_line(
        language,
        judged,
        progress.planned,
        reading.on,
        as_of,
    ));
    let plan = planned(progress.planned, t);
    let variance = points(progress.variance);
    lines.push(say!(
        language,
        "variance  {variance} points = {p} - {plan}",
        "偏差　{variance}个百分点 = {p} - {plan}"
    ));
    pace_lines(language, progress, settings, is_lost, lines);
    let (lag, earned) = (fixed(progress.lag, 1), fixed(progress.earned_days, 1));
    lines.push(say!(
        language,
        "lag       {lag} days = day {at} now - day {earned} by the plan (negative: ahead)",
        "滞后　{lag}天 = 实际第{at}天 - 计划第{earned}天（负数为超前）"
    ));
    let need = fixed(progress.need * Ratio::new(1, 1000), 2);
    let left = days(language, due.days_since(as_of).max(1));
    lines.push(say!(
        language,
        "need      {need} points a day = ({t} - {p}) / {left}",
        "每日需　{need}个百分点 = ({t} - {p}) / {left}"
    ));
    if let Some(forecast) = progress.forecast {
        let finish = day(language, forecast.finish);
        let (from, to) = (day(language, forecast.from), day(language, forecast.to));
        let due = day(language, due);
        lines.push(say!(
            language,
            "forecast  {finish}: due {due} + lag, rounded up; rough: about even odds for {from} to {to}",
            "预测　{finish}完成：期限{due} + 滞后天数，取整；粗略区间{from}至{to}（约一半把握）"
        ));
    }
    if let Some(nudge) = progress.nudge {
        let value = trimmed(Ratio::new(nudge.percent, 1000));
        let word = status(language, nudge.status, None);
        lines.push(say!(
            language,
            "border    {p} may be rounded: {value} would be {word}",
            "临界　{p}可能经过取整：若为{value}则是{word}"
        ));
    }
}

/// The plan on a day, with the numbers or the curve that it comes from.
pub(super) fn plan_line(
    language: Language,
    judged: &Judged<'_>,
    value: Ratio,
    on: Day,
    as_of: Day,
) -> Option<String> {
    let terms = &judged.revision.terms;
    let (baseline, due) = (judged.verdict.baseline?, terms.due?);
    let (b, t) = (baseline.percent, terms.percent);
    let (at, pd) = (on.days_since(baseline.on), due.days_since(baseline.on));
    let how = match Plan::new(baseline.on, b, &terms.plan_points, due, t) {
        None => pick(
            language,
            "the target was already reached at the baseline",
            "基期已达目标",
        )
        .to_owned(),
        Some(plan) if plan.corners().len() == 2 => say!(
            language,
            "{b} + ({t} - {b}) x {at}/{pd}",
            "{b} + ({t} - {b}) × {at}/{pd}"
        ),
        Some(plan) => {
            let corners = plan.corners().iter();
            let corners: Vec<String> = corners
                .filter_map(|(day, value)| {
                    let on = short_day(language, baseline.on.plus(*day)?, as_of);
                    let value = trimmed(Ratio::new(*value, 1000));
                    Some(format!("{value}@{on}"))
                })
                .collect();
            let corners = corners.join(" → ");
            say!(
                language,
                "day {at} of {pd} on the plan {corners}",
                "计划曲线{corners}，第{at}天/共{pd}天"
            )
        }
    };
    let (plan, on) = (planned(value, t), short_day(language, on, as_of));
    Some(say!(
        language,
        "planned   {plan} % on {on} = {how}",
        "计划　{on}应达{plan}% = {how}"
    ))
}

pub(super) fn baseline_line(language: Language, judged: &Judged<'_>) -> Option<String> {
    let baseline = judged.verdict.baseline?;
    let (value, on) = (
        percent(language, baseline.percent),
        day(language, baseline.on),
    );
    let from = match baseline.kind {
        BaselineKind::Reading(read_on) => {
            let read_on = day(language, read_on);
            say!(language, "reading of {read_on}", "取自{read_on}的数据")
        }
        BaselineKind::Declared => pick(language, "declared", "设定").to_owned(),
        BaselineKind::Late => pick(
            language,
            "late: the first reading after the start",
            "偏晚：开始后的首个数据",
        )
        .to_owned(),
        BaselineKind::Derived => {
            pick(language, "rolled up from its stages", "按各阶段推算").to_owned()
        }
    };
    let mut line = say!(
        language,
        "baseline  {value} on {on} ({from})",
        "基期　{on}：{value}（{from}）"
    );
    if judged.verdict.is_declared_ignored
        && let Some(declared) = judged.revision.terms.baseline
    {
        let declared = percent(language, declared);
        line += &say!(
            language,
            "; the declared {declared} gives way to it",
            "；设定的{declared}不再采用"
        );
    }
    Some(line)
}

fn pace_lines(
    language: Language,
    progress: &Progress,
    settings: &Settings,
    is_lost: bool,
    lines: &mut Vec<String>,
) {
    let (pd, at) = (progress.plan_days, progress.actual_days);
    let earned = fixed(progress.earned_days, 1);
    let (left, still) = (pd - at, fixed(Ratio::whole(pd) - progress.earned_days, 1));
    lines.push(match progress.pace {
        Some(pace) => {
            let pace = pace_text(pace, settings);
            say!(
                language,
                "pace      {pace} = {still} planned days of work / {left} days (over 1: faster than planned from now on)",
                "速度比　{pace} = 尚余计划工作{still}天 / 剩余{left}天（大于1表示今后须快于计划）"
            )
        }
        None if is_lost => say!(
            language,
            "pace      infinite: progress was lost",
            "速度比　无穷大：进度已回退"
        ),
        None => say!(
            language,
            "pace      infinite: no day left (plan at day {earned} of {pd})",
            "速度比　无穷大：已无剩余天数（相当于计划第{earned}天/共{pd}天）"
        ),
    });
    if settings.rule == Rule::Gap {
        let gap = points(progress.gap);
        lines.push(say!(
            language,
            "gap       {gap} points = planned share - share done",
            "序时差　{gap}个百分点 = 计划份额 - 完成份额"
        ));
    }
}

/// Two decimals, or as many as it takes to see on which side of a limit it lies.
pub(super) fn pace_text(pace: Ratio, settings: &Settings) -> String {
    let limits = [
        settings.pace_ahead,
        settings.pace_behind,
        settings.pace_critical,
    ];
    for places in 2..=6 {
        let scale = 10i64.pow(places);
        let Some(shown) = (pace * Ratio::whole(scale)).round() else {
            break;
        };
        let shown = Ratio::new(shown, scale);
        let hides = limits.iter().any(|limit| {
            let limit = Ratio::new(i64::from(*limit), 100);
            pace.cmp(&limit) != shown.cmp(&limit)
        });
        if !hides {
            return fixed(pace, places);
        }
    }
    fixed(pace, 6)
}

/// As few decimals as say it exactly, at most three.
fn trimmed(value: Ratio) -> String {
    let text = fixed(value, 3);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// How it moved from its first promise, and why it was set.
fn history(language: Language, judged: &Judged<'_>, lines: &mut Vec<String>) {
    if let Some(slip) = judged.slip {
        let original = match slip.original_due {
            Some(due) => day(language, due),
            None => pick(language, "undated", "未设期限").to_owned(),
        };
        let goal = percent(language, slip.original_percent);
        let mut line = say!(
            language,
            "original  {goal} by {original}",
            "原定　{original}前达到{goal}"
        );
        if let Some(moved) = slip.days.filter(|moved| *moved != 0) {
            let times = slip.times;
            let moved = format!(
                "{}{}",
                if moved > 0 { "+" } else { "" },
                days(language, moved)
            );
            line += &say!(
                language,
                "; moved {moved}, postponed {times} x",
                "；变动{moved}，延期{times}次"
            );
        } else if slip.times > 0 {
            let times = slip.times;
            line += &say!(language, "; postponed {times} x", "；延期{times}次");
        }
        let word = status(language, judged.original_status, None);
        line += &say!(language, "; by that it is {word}", "；按原定为{word}");
        lines.push(line);
    }
    if let Some(earlier) = judged.carried_from {
        let from = period(language, earlier.period);
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
