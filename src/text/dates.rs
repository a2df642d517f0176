//! Days, numbers of days, and periods.

use crate::messages::In;
use crate::model::{Day, Language, Period, Terms};

use super::phrases::say;

/// A day in full: `2021-12-31`, `2021年12月31日`.
pub fn day(language: Language, day: Day) -> String {
    let (year, month, date) = day.ymd();
    match language {
        Language::En => day.to_string(),
        Language::Zh => format!("{year}年{month}月{date}日"),
    }
}

/// A day as short as it can be said beside another: without the year if that is the same.
pub fn short_day(language: Language, day: Day, beside: Day) -> String {
    let (year, month, date) = day.ymd();
    if year != beside.ymd().0 {
        return self::day(language, day);
    }
    match language {
        Language::En => format!("{month:02}-{date:02}"),
        Language::Zh => format!("{month}月{date}日"),
    }
}

/// A whole number of days.
pub(super) fn days(language: Language, days: i64) -> String {
    let unit = if days == 1 { "day" } else { "days" };
    say!(language, "{days} {unit}", "{days}天")
}

/// `2021H2`, `2021年下半年`.
pub fn period(language: Language, period: Period) -> String {
    In(language, &period).to_string()
}

/// ` · 2021H2`, the period of terms; nothing, where they have none.
pub(crate) fn of_period(language: Language, terms: &Terms) -> String {
    let of = |found| format!(" · {}", period(language, found));
    terms.period.map_or(String::new(), of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_periods_are_said_as_each_language_does() {
        let due: Day = "2021-12-31".parse().unwrap();
        assert_eq!(day(Language::Zh, due), "2021年12月31日");
        assert_eq!(short_day(Language::En, due, due), "12-31");
        let next: Day = "2022-01-14".parse().unwrap();
        assert_eq!(short_day(Language::En, next, due), "2022-01-14");
        assert_eq!(
            period(Language::Zh, "2021Q4".parse().unwrap()),
            "2021年四季度"
        );
        assert_eq!(
            period(Language::Zh, "2021H2".parse().unwrap()),
            "2021年下半年"
        );
    }
}
