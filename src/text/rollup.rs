//! What the stages say about the whole works, with the arithmetic.

use crate::assess::{Derived, Judged, Ratio, Share, Status, weights};
use crate::model::{Day, Language, StageKind};

use super::arithmetic::{baseline_line, plan_line};
use super::dates::{day, short_day};
use super::figures::{done, fixed, percent};
use super::names::stage_name;
use super::phrases::{pick, say};

/// Thousandths of a percent as a percent, with as few decimals as say it exactly.
fn exact(value: Ratio) -> String {
    // Weight x figure, each to a hundredth of a percent, has six decimals at most.
    let text = fixed(value * Ratio::new(1, 1000), 6);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The row of the table in words, where the stages are behind.
pub(super) fn rule(language: Language) -> &'static str {
    pick(
        language,
        "even the most its stages allow is under the plan",
        "按各阶段推算的上限仍低于计划",
    )
}

/// Each stage's part, what is unknown, the interval, and the plan it is held against.
pub(super) fn lines(
    language: Language,
    judged: &Judged<'_>,
    derived: &Derived,
    as_of: Day,
    lines: &mut Vec<String>,
) {
    let shares = &derived.shares;
    lines.extend(
        shares
            .iter()
            .map(|share| stage_line(language, judged, share, as_of)),
    );
    sum_lines(language, derived, lines);
    lines.extend(baseline_line(language, judged));
    if let Some(planned) = derived.planned {
        lines.extend(plan_line(language, judged, planned, derived.oldest, as_of));
    }
}

fn sum_lines(language: Language, derived: &Derived, lines: &mut Vec<String>) {
    let sure = sum(derived.shares.iter().map(Share::sure));
    let (from, to) = (exact(derived.from), exact(derived.to));
    if derived.from == derived.to {
        lines.push(say!(
            language,
            "derived   {from} % = {sure}",
            "推算　{from}% = {sure}"
        ));
        return;
    }
    let open = sum(derived.shares.iter().map(Share::open));
    let unknown = exact(derived.to - derived.from);
    lines.push(say!(
        language,
        "unknown   {unknown} points = {open} (no figure, or a stale one)",
        "未知　{unknown}个百分点 = {open}（无数值或进度未更新）"
    ));
    lines.push(say!(
        language,
        "derived   {from}–{to} %: from {from} = {sure} to {to} = {from} + {unknown}",
        "推算　{from}%–{to}%：下限{from} = {sure}，上限{to} = {from} + {unknown}"
    ));
}

/// `20 + 28.5`, without the parts that add nothing.
fn sum(parts: impl Iterator<Item = Ratio>) -> String {
    let zero = Ratio::whole(0);
    let parts: Vec<String> = parts.filter(|part| zero < *part).map(exact).collect();
    if parts.is_empty() {
        exact(zero)
    } else {
        parts.join(" + ")
    }
}

fn stage_line(language: Language, judged: &Judged<'_>, share: &Share, as_of: Day) -> String {
    let stages = &judged.project.stages;
    let stage = stages.iter().find(|stage| stage.id == share.stage);
    let name = stage
        .map(|stage| stage_name(language, stage))
        .unwrap_or_default();
    let is_milestone = stage.is_some_and(|stage| stage.facts.kind == StageKind::Milestone);
    let weight = percent(language, share.weight);
    let open = exact(share.open());
    let Some(figure) = share.figure else {
        return say!(
            language,
            "stage     {name}: weight {weight}, no figure: 0 to {open}",
            "阶段　{name}：权重{weight}，无数值：0至{open}"
        );
    };
    let (counted, sure) = (share.counted, exact(share.sure()));
    let on = short_day(language, figure.on, as_of);
    let mut said = say!(language, "on {on}", "{on}");
    if is_milestone {
        let done = done(language, figure.percent);
        said = say!(language, "{done} {said}", "{said}{done}");
    }
    if share.is_open {
        say!(
            language,
            "stage     {name}: {weight} x {counted} = {sure} ({said}, stale: up to {open} more)",
            "阶段　{name}：{weight} × {counted} = {sure}（{said}，进度未更新，至多再加{open}）"
        )
    } else {
        say!(
            language,
            "stage     {name}: {weight} x {counted} = {sure} ({said})",
            "阶段　{name}：{weight} × {counted} = {sure}（{said}）"
        )
    }
}

/// Why the interval decides, or does not: for rules 9 and 13.
pub(super) fn because(
    language: Language,
    judged: &Judged<'_>,
    derived: &Derived,
    as_of: Day,
) -> String {
    let goal = judged.revision.terms.percent;
    if let Some(planned) = derived.planned {
        let to = exact(derived.to);
        let plan = beside(planned, &[derived.to, Ratio::whole(goal.hundredths() * 10)]);
        let on = short_day(language, derived.oldest, as_of);
        return if judged.verdict.status == Status::Behind {
            say!(
                language,
                "at most {to} %, under the {plan} % planned by {on}, the oldest figure it rests on",
                "至多{to}%，低于{on}（所依据的最早数据）应达的{plan}%"
            )
        } else {
            say!(
                language,
                "the interval does not reach {goal} % for certain, nor lie wholly under the {plan} % planned by {on}, the oldest figure it rests on",
                "推算区间不足以确认已达{goal}%，也未整体低于{on}（所依据的最早数据）应达的{plan}%"
            )
        };
    }
    let baseline = judged.verdict.baseline;
    match baseline.map(|baseline| day(language, baseline.on)) {
        _ if baseline.is_some_and(|baseline| baseline.on < derived.oldest) => say!(
            language,
            "the interval does not reach {goal} % for certain",
            "推算区间不足以确认已达{goal}%"
        ),
        None => say!(
            language,
            "the interval does not reach {goal} % for certain, and without a baseline there is no plan to compare it with",
            "推算区间不足以确认已达{goal}%；基期不明，无法与计划比较"
        ),
        Some(on) => say!(
            language,
            "the interval does not reach {goal} % for certain, and speaks of nothing later than the baseline of {on}",
            "推算区间不足以确认已达{goal}%；数据不晚于基期{on}，无法与计划比较"
        ),
    }
}

/// Thousandths of a percent as a percent with one decimal, or as many as it takes to see on which
/// side of others it lies.
fn beside(value: Ratio, others: &[Ratio]) -> String {
    for places in 1..=6 {
        let scale = 10i64.pow(places);
        let Some(shown) = (value * Ratio::new(scale, 1000)).round() else {
            break;
        };
        let shown = Ratio::new(shown, scale) * Ratio::whole(1000);
        if others
            .iter()
            .all(|other| value.cmp(other) == shown.cmp(other))
        {
            return fixed(value * Ratio::new(1, 1000), places);
        }
    }
    fixed(value * Ratio::new(1, 1000), 6)
}

/// Said where stages have weights and yet cannot be rolled up.
pub(super) fn odd_weights(language: Language, judged: &Judged<'_>) -> Option<String> {
    let sum = weights(&judged.project.stages).filter(|sum| *sum != 10_000)?;
    let sum = exact(Ratio::whole(sum * 10));
    (judged.stage.is_overall() && judged.stage.facts.kind == StageKind::Measured).then(|| {
        say!(
            language,
            "weights   they sum to {sum} %, not 100: nothing is rolled up",
            "权重　合计{sum}%，不是100%，不作推算"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_shown_on_the_side_of_others_where_it_lies() {
        let others = [Ratio::whole(58_200), Ratio::whole(80_000)];
        assert_eq!(beside(Ratio::new(582_069, 10), &others), "58.21");
        assert_eq!(beside(Ratio::whole(58_200), &others), "58.2");
        assert_eq!(beside(Ratio::whole(79_996), &others), "79.996");
        assert_eq!(beside(Ratio::whole(48_696), &others), "48.7");
    }
}
