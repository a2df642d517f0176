//! Days, numbers of days, and periods.

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
    if language == Language::En {
        return period.to_string();
    }
    match period.named() {
        Some((year, _, 12)) => format!("{year}年"),
        Some((year, 1, 6)) => format!("{year}年上半年"),
        Some((year, _, 6)) => format!("{year}年下半年"),
        Some((year, first, 3)) => {
            let quarter = match first {
                1 => "一",
                4 => "二",
                7 => "三",
                _ => "四",
            };
            format!("{year}年{quarter}季度")
        }
        Some((year, month, _)) => format!("{year}年{month}月"),
        None => format!(
            "{}至{}",
            day(language, period.start()),
            day(language, period.end())
        ),
    }
}

/// The period of terms; of those without one, the half-year of their due day.
pub(crate) fn period_of(language: Language, terms: &Terms) -> String {
    let of_due = || terms.due.map(Period::half_of);
    let found = terms.period.or_else(of_due);
    found.map_or(String::new(), |found| period(language, found))
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
