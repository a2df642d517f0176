//! The flat CSV to begin with: its header and a few rows that import again on the same day.

use crate::model::{Day, Language, Period};

const ENGLISH: &str = include_str!("../../sample/plan.en.csv");
const CHINESE: &str = include_str!("../../sample/plan.zh.csv");

/// The template in a language, with days and periods around `today`.
///
/// The Chinese one begins with a byte-order mark, without which spreadsheets there take it for
/// another encoding.
pub(super) fn template(language: Language, today: Day) -> String {
    let half = Period::half_of(today);
    let is_first = half.end().ymd().1 == 6;
    let (mark, text, month) = match (language, is_first) {
        (Language::En, true) => ("", ENGLISH, "june"),
        (Language::En, false) => ("", ENGLISH, "december"),
        (Language::Zh, true) => ("\u{feff}", CHINESE, "6"),
        (Language::Zh, false) => ("\u{feff}", CHINESE, "12"),
    };
    let text = text
        .replace("{half end}", &half.end().to_string())
        .replace("{half}", &half.to_string())
        .replace("{month}", month)
        .replace("{today}", &today.to_string());
    format!("{mark}{text}")
}
