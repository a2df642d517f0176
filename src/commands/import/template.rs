//! The flat CSV to begin with: its header and a few rows that import again on the same day.

use crate::messages::In;
use crate::model::{Day, Language, Period};

const ENGLISH: &str = include_str!("../../sample/plan.en.csv");
const CHINESE: &str = include_str!("../../sample/plan.zh.csv");

/// The template in a language, with days and periods around `today`.
pub(super) fn template(language: Language, today: Day) -> String {
    let half = Period::half_of(today);
    let is_first = half.end().ymd().1 == 6;
    let (text, month) = match (language, is_first) {
        (Language::En, true) => (ENGLISH, "june"),
        (Language::En, false) => (ENGLISH, "december"),
        (Language::Zh, true) => (CHINESE, "6"),
        (Language::Zh, false) => (CHINESE, "12"),
    };
    text.replace("{half end}", &half.end().to_string())
        .replace("{half}", &In(language, &half).to_string())
        .replace("{month}", month)
        .replace("{today}", &today.to_string())
}
