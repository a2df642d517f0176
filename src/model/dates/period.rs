//! Periods as they are said on a day: 下半年, 本季度, `Q4`, `this year`.

use super::super::{Day, Period, PeriodName};
use super::phrase::{Part, Phrase, phrase};
use super::rules::DateRules;
use super::words::{compact, split};
use crate::model::PeriodError;

/// Reads a period as people type it. One without its year belongs to the calendar year of `today`:
/// on 2021-10-31, 下半年 is 2021H2 and `Q1` is 2021Q1.
///
/// # Errors
/// [`PeriodError::Form`] also for what names one day, as 年底 and 11月上旬 do.
pub fn read_period(text: &str, today: Day) -> Result<PeriodName, PeriodError> {
    let said = match text.parse() {
        Err(PeriodError::Form) => in_words(text, today),
        read => return read,
    };
    said.map(PeriodName::Days).ok_or(PeriodError::Form)
}

fn in_words(text: &str, today: Day) -> Option<Period> {
    let year = today.ymd().0;
    let words = split(&compact(text))?;
    let Ok(Phrase::Of(named, part, false)) = phrase(&words, &DateRules::on(today), year) else {
        return None;
    };
    if matches!(part, Part::Day(..) | Part::Third(..)) {
        return None;
    }
    let (start, end) = part.days(named.unwrap_or(year)).ok()?;
    Period::range(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str, today: &str) -> Result<String, PeriodError> {
        read_period(text, today.parse().unwrap()).map(|period| period.to_string())
    }

    #[test]
    fn a_period_without_its_year_belongs_to_the_year_of_the_day() {
        for (text, period) in [
            ("下半年", "2021H2"),
            ("上半年", "2021H1"),
            ("H2", "2021H2"),
            ("h1", "2021H1"),
            ("second half", "2021H2"),
            ("三季度", "2021Q3"),
            ("第三季度", "2021Q3"),
            ("四季度", "2021Q4"),
            ("4季度", "2021Q4"),
            ("Q4", "2021Q4"),
            ("Ｑ１", "2021Q1"),
            ("fourth quarter", "2021Q4"),
            ("11月", "2021-11"),
            ("11月份", "2021-11"),
            ("november", "2021-11"),
        ] {
            assert_eq!(read(text, "2021-10-31").as_deref(), Ok(period), "{text}");
            assert_eq!(read(text, "2021-01-01").as_deref(), Ok(period), "{text}");
        }
    }

    #[test]
    fn a_period_that_counts_from_today_is_that_of_the_day() {
        for (text, on_31_october, on_1_january) in [
            ("今年", "2021", "2022"),
            ("本年度", "2021", "2022"),
            ("this year", "2021", "2022"),
            ("去年", "2020", "2021"),
            ("last year", "2020", "2021"),
            ("明年", "2022", "2023"),
            ("next year", "2022", "2023"),
            ("明年上半年", "2022H1", "2023H1"),
            ("今年三季度", "2021Q3", "2022Q3"),
            ("去年12月", "2020-12", "2021-12"),
            ("本半年", "2021H2", "2022H1"),
            ("this half", "2021H2", "2022H1"),
            ("本季度", "2021Q4", "2022Q1"),
            ("this quarter", "2021Q4", "2022Q1"),
            ("This Quarter", "2021Q4", "2022Q1"),
            ("上季度", "2021Q3", "2021Q4"),
            ("last quarter", "2021Q3", "2021Q4"),
            ("下季度", "2022Q1", "2022Q2"),
            ("next quarter", "2022Q1", "2022Q2"),
            ("本月", "2021-10", "2022-01"),
            ("this month", "2021-10", "2022-01"),
            ("上月", "2021-09", "2021-12"),
            ("last month", "2021-09", "2021-12"),
            ("下个月", "2021-11", "2022-02"),
        ] {
            assert_eq!(
                read(text, "2021-10-31").as_deref(),
                Ok(on_31_october),
                "{text}"
            );
            assert_eq!(
                read(text, "2022-01-01").as_deref(),
                Ok(on_1_january),
                "{text}"
            );
        }
    }

    #[test]
    fn a_period_with_its_year_is_the_same_on_every_day() {
        for (text, period) in [
            ("2021", "2021"),
            ("2021H2", "2021H2"),
            ("2021年下半年", "2021H2"),
            ("2021年", "2021"),
            ("2021-11", "2021-11"),
            ("2021/11", "2021-11"),
            ("November 2021", "2021-11"),
            ("Q4 2021", "2021Q4"),
            ("fourth quarter of 2021", "2021Q4"),
            ("2021-07-01..2021-09-15", "2021-07-01..2021-09-15"),
            ("FY2027Q2", "FY2027Q2"),
            ("2027财年上半年", "FY2027H1"),
        ] {
            assert_eq!(read(text, "1999-05-05").as_deref(), Ok(period), "{text}");
        }
    }

    #[test]
    fn what_is_a_day_or_nothing_is_no_period() {
        for text in [
            "年底",
            "11月底",
            "四季度前",
            "11月上旬",
            "11月5日",
            "2021-11-05",
            "today",
            "+30d",
            "11",
            "五季度",
            "13月",
            "H3",
            "尽早",
            "力争四季度",
            "quarter",
            "2021-07-01..",
            "soon",
        ] {
            assert_eq!(read(text, "2021-10-31"), Err(PeriodError::Form), "{text}");
        }
        assert_eq!(read(" ", "2021-10-31"), Err(PeriodError::Empty));
        let backwards = read("2021-08-01..2021-07-01", "2021-10-31");
        assert_eq!(backwards, Err(PeriodError::Backwards));
    }

    proptest! {
        // Caught: the quarter before the first one of year 1.
        #[test]
        fn what_counts_from_today_is_found_or_refused_on_every_day(
            now in 1i64..=3_652_059,
            text in prop::sample::select(vec!["上季度", "本季度", "下季度", "本半年", "上月", "下月", "去年", "明年"]),
        ) {
            let today = Day::from_number(now).unwrap();
            if let Ok(PeriodName::Days(period)) = read_period(text, today) {
                prop_assert_eq!(period.contains(today), text.starts_with('本'));
            } else {
                prop_assert!(matches!(today.ymd().0, 1 | 9999), "{today}");
            }
        }
    }
}
