//! What the text of a cell says.

use crate::messages::{ValueProblem, YesOrNo};
use crate::model::{
    Amount, Code, Commitment, PeriodError, PeriodName, StageKind, clean_text, comparable,
    half_width, read_dated_period, unguard,
};

pub(super) fn code(text: &str) -> Result<Code, ValueProblem> {
    Code::new(text).map_err(ValueProblem::Code)
}

pub(super) fn text(text: &str) -> Result<String, ValueProblem> {
    clean_text(unguard(text))
        .map(str::to_owned)
        .ok_or(ValueProblem::Unseen)
}

/// Whether a cell holds what stands for an empty one.
pub(super) fn says_nothing(text: &str) -> bool {
    matches!(
        comparable(text.trim()).to_lowercase().as_str(),
        "n/a"
            | "na"
            | "/"
            | "\\"
            | "-"
            | "–"
            | "—"
            | "——"
            | "--"
            | "none"
            | "nil"
            | "无"
            | "暂无"
            | "没有"
    )
}

pub(super) fn amount(text: &str) -> Result<Amount, ValueProblem> {
    text.parse().map_err(|_| ValueProblem::Amount)
}

/// An amount over 0, of which others are a share.
pub(super) fn total(text: &str) -> Result<Amount, ValueProblem> {
    let total: Amount = amount(text)?;
    (total.thousandths() > 0)
        .then_some(total)
        .ok_or(ValueProblem::Total)
}

pub(super) fn count(text: &str) -> Result<u32, ValueProblem> {
    let least = 0;
    (half_width(text).parse()).map_err(|_| ValueProblem::Whole { least })
}

pub(super) fn yes_or_no(text: &str) -> Result<bool, ValueProblem> {
    match half_width(text).to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "是" => Ok(true),
        "no" | "n" | "false" | "0" | "否" => Ok(false),
        _ => Err(ValueProblem::none_of([
            ("yes", YesOrNo::Yes),
            ("no", YesOrNo::No),
        ])),
    }
}

pub(super) fn choice<T>(found: Option<T>, list: &[&'static str]) -> Result<T, ValueProblem> {
    found.ok_or_else(|| ValueProblem::Choice(list.to_vec()))
}

pub(super) fn commitment(text: &str) -> Result<Commitment, ValueProblem> {
    Commitment::from_text(text)
        .ok_or_else(|| ValueProblem::none_of(Commitment::ALL.map(|one| (one.id(), one))))
}

pub(super) fn period(text: &str) -> Result<PeriodName, ValueProblem> {
    read_dated_period(text).map_err(|problem| match problem {
        PeriodError::NoYear => ValueProblem::PeriodOfWhichYear,
        _ => ValueProblem::Period,
    })
}

pub(super) fn kind(text: &str) -> Result<StageKind, ValueProblem> {
    let found = match &*comparable(text) {
        "百分比" | "按百分比" => Some(StageKind::Measured),
        "节点" | "里程碑" => Some(StageKind::Milestone),
        _ => StageKind::from_id(text),
    };
    let kinds = [StageKind::Measured, StageKind::Milestone];
    found.ok_or_else(|| ValueProblem::none_of(kinds.map(|kind| (kind.id(), kind))))
}
