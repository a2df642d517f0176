//! Verdicts, reasons, flags and commitments in words.

use crate::assess::{Flag, Lamp, Reason, Status};
use crate::model::{Commitment, Language};

use super::phrases::pick;

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
        Reason::OtherStage => ("other stage", "口径不一致"),
        Reason::Stale => ("stale", "进度未更新"),
        Reason::NoReportYet => ("no report yet", "尚无新进度"),
        Reason::FirstFigure => ("no starting point", "缺起点"),
        Reason::Undecided => ("undecided", "推算未定"),
    };
    pick(language, en, zh)
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
