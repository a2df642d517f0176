//! The arithmetic of a verdict: each quantity with the numbers it is made of.

use crate::assess::{BaselineKind, Finish, Forecast, Judged, Plan, Progress, Ratio};
use crate::model::{Day, Language, Rule, Settings};

use super::dates::{day, days, short_day};
use super::figures::{fixed, percent, planned, points};
use super::phrases::{pick, say};
use super::verdict::status;

/// The quantities of rules 12 to 15, each with the numbers it is made of.
pub(super) fn arithmetic(
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
    let made = fixed(progress.made * Ratio::new(1, 1000), 2);
    lines.push(say!(
        language,
        "made      {made} points a day = ({p} - {b}) / {at} days",
        "每日成　{made}个百分点 = ({p} - {b}) / {at}天"
    ));
    let need = fixed(progress.need * Ratio::new(1, 1000), 2);
    let left = days(language, due.days_since(as_of).max(1));
    lines.push(say!(
        language,
        "need      {need} points a day = ({t} - {p}) / {left}",
        "每日需　{need}个百分点 = ({t} - {p}) / {left}"
    ));
    lines.extend(forecast_line(language, judged));
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

/// When it would be reached, if anything can be said of that.
pub(super) fn forecast_line(language: Language, judged: &Judged<'_>) -> Option<String> {
    let (forecast, due) = (judged.verdict.forecast?, judged.revision.terms.due?);
    let due = day(language, due);
    let range = |finish: Finish| {
        let (from, to) = (day(language, finish.from), day(language, finish.to));
        say!(
            language,
            "of works that get there, about four in five finish from {from} to {to}",
            "能够完成的项目约五分之四在{from}至{to}之间完成"
        )
    };
    Some(match forecast {
        Forecast::Finish(finish) => {
            let (on, range) = (day(language, finish.on), range(finish));
            say!(
                language,
                "forecast  {on}: due {due} + lag, rounded up; {range}",
                "预测　{on}完成：期限{due} + 滞后天数，取整；{range}"
            )
        }
        Forecast::IfStartedNow(finish) => {
            let (on, range) = (day(language, finish.on), range(finish));
            say!(
                language,
                "forecast  nothing done yet; if it starts now at the planned speed: {on}; {range}",
                "预测　尚无进展；如即日按计划速度推进，{on}完成；{range}"
            )
        }
        Forecast::Elapsed(on) => {
            let on = day(language, on);
            let read_on = judged
                .verdict
                .reading
                .map(|reading| day(language, reading.on));
            let read_on = read_on.unwrap_or_default();
            say!(
                language,
                "forecast  at the planned speed it would have been done by {on}; nothing since {read_on}",
                "预测　按计划速度应已于{on}前完成；{read_on}以来无新进度"
            )
        }
    })
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
    let how = match Plan::new(baseline.on, baseline.exact, &terms.plan_points, due, t) {
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
                    let value = trimmed(*value * Ratio::new(1, 1000));
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
        let declared = percent(language, declared.percent);
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
