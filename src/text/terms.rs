//! What a target asks for: in one line of the record, and in the echo of `target`.

use crate::model::{Day, Language, Percent, StageKind, TargetState, Terms};

use super::dates::day;
use super::figures::percent;
use super::phrases::{pick, plain, say};
use super::verdict::commitment;

/// How much is to be reached: a percent, or all of a milestone.
pub(super) fn goal(language: Language, kind: StageKind, value: Percent) -> String {
    match kind {
        StageKind::Milestone => pick(language, "done", "完成").to_owned(),
        StageKind::Measured => percent(language, value),
    }
}

/// By when: `by 2021-12-31`, or undated.
pub(super) fn by(language: Language, due: Option<Day>) -> String {
    match due {
        Some(due) => {
            let due = day(language, due);
            say!(language, "by {due}", "{due}前")
        }
        None => pick(language, "undated", "未明确时限").to_owned(),
    }
}

/// How much by when: `70 % by 2021-12-31 (implied)`, `done, undated`.
pub(super) fn goal_by(language: Language, kind: StageKind, terms: &Terms) -> String {
    let (goal, by) = (goal(language, kind, terms.percent), by(language, terms.due));
    let mut text = match terms.due {
        Some(_) => say!(language, "{goal} {by}", "{by}{goal}"),
        None => say!(language, "{goal}, {by}", "{goal}，{by}"),
    };
    if terms.is_due_implied {
        text += pick(language, " (implied)", "（推定）");
    }
    if let Some(words) = terms.words.as_deref().map(plain) {
        text += &say!(language, " (\"{words}\")", "（“{words}”）");
    }
    text
}

/// What else was decided: where the plan starts, its points, the commitment, whether it rests.
pub(super) fn rest(language: Language, terms: &Terms) -> Vec<String> {
    let mut parts = Vec::new();
    let before = terms.start.map(Day::before);
    let before = terms.baseline.and_then(|from| from.on).or(before);
    let before = before.map(|on| day(language, on));
    let from = terms.baseline.map(|from| percent(language, from.percent));
    match (before, from) {
        (Some(on), Some(from)) => {
            parts.push(say!(language, "from {from} on {on}", "起点{on}{from}"));
        }
        (Some(on), None) => parts.push(say!(language, "from {on}", "起点{on}")),
        (None, Some(from)) => parts.push(say!(language, "from {from}", "起点{from}")),
        (None, None) => {}
    }
    if !terms.plan_points.is_empty() {
        let points: Vec<String> = terms
            .plan_points
            .iter()
            .map(|point| {
                let (value, on) = (percent(language, point.percent), day(language, point.on));
                say!(language, "{value} on {on}", "{on}{value}")
            })
            .collect();
        let points = points.join(pick(language, ", ", "、"));
        parts.push(say!(language, "via {points}", "经{points}"));
    }
    parts.extend(
        terms
            .commitment
            .map(|word| commitment(language, word).to_owned()),
    );
    match terms.state {
        TargetState::Active => {}
        TargetState::Suspended => parts.push(pick(language, "suspended", "暂停").to_owned()),
        TargetState::Dropped => parts.push(pick(language, "dropped", "取消").to_owned()),
    }
    parts
}
