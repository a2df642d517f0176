//! Every sentence, English and Chinese side by side. A missing translation does not compile.

mod arithmetic;
mod check;
mod config;
mod deadline;
mod edited;
mod error;
mod explain;
mod flat;
mod flaw;
mod history;
mod import;
mod record;
mod recorded;
mod refusal;
mod report;
mod rollup;
mod rows;
mod show;
mod taken_back;
mod terms;
mod usage;
mod verdict;

use std::borrow::Cow;

use crate::assess::Ratio;
use crate::model::{Day, Language, Percent, Period, Project, Stage, Terms};

/// A text as it may go to a terminal.
pub use crate::model::seen as plain;

pub use check::finding;
pub use config::{setting_about, setting_headers, setting_said, setting_value};
pub use edited::{edited, target_set};
pub use error::error;
pub use explain::explain;
pub use history::entry;
pub use import::said;
pub use recorded::recorded;
pub use report::{
    Cells, as_of_line, carried_over_heading, cells, demo_headings, group_name, headers,
    list_headers, shown_line, summary_lines, without_target_heading, without_target_line,
};
pub use show::{no_stages, project_heading, stage_heading, stage_readings, state_line};
pub use taken_back::taken_back;
pub use usage::usage_error;
pub use verdict::{lamp, status};

/// One sentence in two languages; both are `format!` strings.
macro_rules! say {
    ($language:expr, $en:literal, $zh:literal $(,)?) => {
        match $language {
            $crate::model::Language::En => format!($en),
            $crate::model::Language::Zh => format!($zh),
        }
    };
}
pub(crate) use say;

/// One fixed text in two languages.
fn pick<'a>(language: Language, en: &'a str, zh: &'a str) -> &'a str {
    match language {
        Language::En => en,
        Language::Zh => zh,
    }
}

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

/// `72 %`, `72%`.
pub fn percent(language: Language, percent: Percent) -> String {
    say!(language, "{percent} %", "{percent}%")
}

/// A milestone's figure: done, or under 100 %, not yet.
fn done(language: Language, percent: Percent) -> &'static str {
    if percent == Percent::FULL {
        pick(language, "done", "已完成")
    } else {
        pick(language, "not yet", "未完成")
    }
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

/// A project's name in the language, where it is known.
pub fn project_name(language: Language, project: &Project) -> Cow<'_, str> {
    name(
        language,
        &project.facts.name,
        project.facts.name_en.as_deref(),
    )
}

/// A stage's name in the language, where it is known.
pub fn stage_name(language: Language, stage: &Stage) -> Cow<'_, str> {
    name(language, &stage.facts.name, stage.facts.name_en.as_deref())
}

fn name<'a>(language: Language, name: &'a str, name_en: Option<&'a str>) -> Cow<'a, str> {
    plain(match language {
        Language::En => name_en.unwrap_or(name),
        Language::Zh => name,
    })
}

/// A fraction with that many decimals, rounded half away from zero.
pub fn fixed(value: Ratio, places: u32) -> String {
    let scale = 10i64.pow(places.min(9));
    let Some(scaled) = (value * Ratio::whole(scale)).round() else {
        return "…".to_owned();
    };
    let sign = if scaled < 0 { "-" } else { "" };
    let (whole, rest) = (scaled.abs() / scale, scaled.abs() % scale);
    if places == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest:0width$}", width = places as usize)
    }
}

/// Thousandths of a percent as points with one decimal.
fn points(value: Ratio) -> String {
    fixed(value * Ratio::new(1, 1000), 1)
}

/// A planned percent (thousandths) with one decimal, never rounded up to the target it stays
/// under.
pub fn planned(value: Ratio, target: Percent) -> String {
    let goal = Ratio::whole(target.hundredths() * 10);
    let tenths = value * Ratio::new(1, 100);
    let is_rounded_up = value < goal
        && tenths
            .round()
            .is_some_and(|t| Ratio::whole(t * 100) >= goal);
    if is_rounded_up {
        let floor = tenths.floor().unwrap_or(0);
        return format!("{}.{}", floor / 10, floor % 10);
    }
    points(value)
}

/// A whole number of days.
fn days(language: Language, days: i64) -> String {
    let unit = if days == 1 { "day" } else { "days" };
    say!(language, "{days} {unit}", "{days}天")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_keep_their_decimals_and_stay_under_their_target() {
        assert_eq!(fixed(Ratio::new(-5, 1), 1), "-5.0");
        assert_eq!(fixed(Ratio::new(1102, 1000), 2), "1.10");
        assert_eq!(fixed(Ratio::new(7, 2), 0), "4");
        let target = "80".parse().unwrap();
        assert_eq!(planned(Ratio::whole(79_960), target), "79.9");
        assert_eq!(planned(Ratio::whole(80_000), target), "80.0");
    }

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

    #[test]
    fn nothing_unseen_reaches_a_terminal() {
        assert_eq!(plain("a\u{202e}b\u{1b}[31mc\nd"), "ab[31mc d");
    }
}
