//! Verdicts, flags and commitments in words.

use crate::assess::{Flag, Reason, Status};
use crate::messages::{In, StatusWord};
use crate::model::{Commitment, Language};

use super::phrases::pick;

/// A status in a word or two, with its reason where it is unknown.
pub(super) fn status(language: Language, status: Status, reason: Option<Reason>) -> String {
    In(language, &StatusWord(status, reason)).to_string()
}

pub(super) fn flag(language: Language, flag: Flag) -> &'static str {
    let (en, zh) = match flag {
        Flag::Urgent => ("urgent", "临期"),
        Flag::DueSoon => ("due soon", "即将到期"),
        Flag::Borderline => ("borderline", "临界"),
        Flag::Regressed => ("regressed", "回退"),
        Flag::Stale => ("stale", "进度未更新"),
        Flag::DayUnknown => ("day of completion unknown", "完成日期不明"),
        Flag::Stalled => ("stalled", "停滞"),
        Flag::Slipped => ("slipped", "延期"),
        Flag::Lowered => ("lowered", "调低"),
        Flag::Replanned => ("replanned", "计划已调整"),
        Flag::Implied => ("implied date", "推定期限"),
        Flag::LateBaseline => ("late baseline", "基期偏晚"),
        Flag::Derived => ("derived", "推算"),
    };
    pick(language, en, zh)
}

pub(super) fn commitment(language: Language, commitment: Commitment) -> &'static str {
    let (en, zh) = match commitment {
        Commitment::Ensure => ("ensure", "确保"),
        Commitment::Strive => ("strive", "力争"),
        Commitment::Expected => ("expected", "预计"),
        Commitment::Push => ("push", "推动"),
    };
    pick(language, en, zh)
}
