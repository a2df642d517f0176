//! Percents in words. A whole number is exact and read as it is; of a share such as half, the figure
//! it stands for can be named.

use std::borrow::Cow;

use crate::model::{Percent, chinese_number, english_number, half_width};

/// What stands for the per cent sign, before a number and after it.
pub(super) const SIGN_BEFORE: &str = "百分之";
pub(super) const SIGNS_AFTER: [&str; 3] = ["per cent", "percent", "pct"];

/// A number in words, and a sign in words, as they are in figures: `sixty-five`, 百分之六十五,
/// `15 per cent`. Of another text, the text.
pub(super) fn in_figures(text: &str) -> Cow<'_, str> {
    let after = |text| {
        let mut signs = SIGNS_AFTER.iter();
        signs.find_map(|sign| str::strip_suffix(text, *sign))
    };
    let (number, sign) = match text.strip_prefix(SIGN_BEFORE).or_else(|| after(text)) {
        Some(number) => (number.trim(), "%"),
        None => match text.strip_suffix('%') {
            Some(number) => (number.trim_end(), "%"),
            None => (text, ""),
        },
    };
    let whole = chinese_number(number).or_else(|| english_number(number));
    let spelled = whole.map(|whole| whole.to_string());
    match spelled.or_else(|| with_decimals(number)) {
        Some(number) => Cow::Owned(format!("{number}{sign}")),
        None if !number.ends_with('%') && number.starts_with(|c: char| c.is_ascii_digit()) => {
            Cow::Owned(format!("{number}{sign}"))
        }
        None => Cow::Borrowed(text),
    }
}

/// 五十五点五 is 55.5.
fn with_decimals(text: &str) -> Option<String> {
    let (whole, decimals) = text.split_once('点')?;
    let digits = decimals.chars().map(|c| {
        let digit = chinese_number(c.encode_utf8(&mut [0; 4]))?;
        (digit < 10).then(|| digit.to_string())
    });
    let digits = digits.collect::<Option<String>>()?;
    let whole = chinese_number(whole)?;
    (!digits.is_empty()).then(|| format!("{whole}.{digits}"))
}

/// The percent that words stand for, more or less: `half`, 三成, `two thirds`.
pub(super) fn spelled_percent(text: &str) -> Option<Percent> {
    let plain = half_width(text.trim()).to_lowercase().replace('-', " ");
    let plain = plain.trim_end_matches("done").trim_end();
    let plain = ["已完成", "完成", "约"].iter().fold(plain, |rest, word| {
        rest.trim_start_matches(word).trim_start()
    });
    let digit = |text| chinese_number(text).filter(|digit| (1..=9).contains(digit));
    let hundredths = match plain {
        "half" | "a half" | "one half" | "一半" => 5_000,
        "quarter" | "a quarter" | "one quarter" | "四分之一" => 2_500,
        "three quarters" | "四分之三" => 7_500,
        "third" | "a third" | "one third" | "三分之一" => 3_333,
        "two thirds" | "三分之二" => 6_667,
        _ => match plain.split_once('成')? {
            (tenths, "") => digit(tenths)? * 1_000,
            (tenths, "半") => digit(tenths)? * 1_000 + 500,
            (tenths, ones) => digit(tenths)? * 1_000 + digit(ones)? * 100,
        },
    };
    Percent::from_hundredths(i64::from(hundredths))
}
