//! Percents in words: they are not taken, but the figure they stand for can be named.

use crate::model::{Percent, half_width};

/// The percent that words stand for: `half`, 三成, 百分之三十五.
pub(super) fn spelled_percent(text: &str) -> Option<Percent> {
    let plain = half_width(text.trim()).to_lowercase();
    let plain = plain.trim_end_matches("done").trim_end();
    let plain = ["已完成", "完成", "约"].iter().fold(plain, |rest, word| {
        rest.trim_start_matches(word).trim_start()
    });
    let whole = match plain {
        "half" | "a half" | "one half" | "一半" => 50,
        "quarter" | "a quarter" | "one quarter" | "四分之一" => 25,
        "three quarters" | "四分之三" => 75,
        _ => match (plain.strip_prefix("百分之"), plain.split_once('成')) {
            (Some(number), _) => number.parse().ok().or_else(|| number_below_101(number))?,
            (None, Some((tenths, ""))) => digit(tenths)? * 10,
            (None, Some((tenths, "半"))) => digit(tenths)? * 10 + 5,
            (None, Some((tenths, ones))) => digit(tenths)? * 10 + digit(ones)?,
            (None, None) => return None,
        },
    };
    Percent::from_hundredths(whole * 100)
}

/// 1 to 9.
fn digit(text: &str) -> Option<i64> {
    const DIGITS: [&str; 9] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let at = DIGITS.iter().position(|digit| *digit == text);
    at.and_then(|at| i64::try_from(at + 1).ok()).or(match text {
        "两" => Some(2),
        _ => None,
    })
}

/// 三十五, 十, 一百.
fn number_below_101(text: &str) -> Option<i64> {
    match (text, text.split_once('十')) {
        ("零", _) => Some(0),
        ("百" | "一百", _) => Some(100),
        (_, None) => digit(text),
        (_, Some((tens, ones))) => {
            let tens = if tens.is_empty() {
                Some(1)
            } else {
                digit(tens)
            };
            let ones = if ones.is_empty() {
                Some(0)
            } else {
                digit(ones)
            };
            Some(tens? * 10 + ones?)
        }
    }
}
