//! Periods as they are said: 下半年, 本季度, `Q4`, `this year`, 2021年7-12月, `Jul-Dec 2021`.

use super::super::{Day, Period, PeriodName};
use super::error::DateError::NotADay;
use super::part::{Part, Phrase};
use super::phrase::{fiscal_part, phrase};
use super::rules::DateRules;
use super::vocabulary::Word;
use super::words::{compact, split};
use crate::model::PeriodError;

/// Reads a period as people type it. One without its year belongs to the calendar year of `today`:
/// on 2021-10-31, 下半年 is 2021H2 and `Q1` is 2021Q1.
///
/// # Errors
/// [`PeriodError::Form`] also for what names one day, as 年底 and 11月上旬 do.
pub fn read_period(text: &str, today: Day) -> Result<PeriodName, PeriodError> {
    match text.parse() {
        Err(PeriodError::Form) => {}
        read => return read,
    }
    let words = split(&compact(text)).ok_or(PeriodError::Form)?;
    named(&words, &DateRules::on(today)).ok_or(PeriodError::Form)
}

/// Reads a period that is the same on whichever day it is read, as the cells of a sheet have to be.
///
/// # Errors
/// As [`read_period`]; [`PeriodError::NoYear`].
pub fn read_dated_period(text: &str) -> Result<PeriodName, PeriodError> {
    let read = |today| read_period(text, today);
    // In the first and last year of the calendar, last year and next year are none.
    let days = [2, 9_998].map(|year| Day::from_ymd(year, 1, 1).unwrap_or_default());
    let [one, other] = days.map(read);
    match one? == other? {
        true => one,
        false => Err(PeriodError::NoYear),
    }
}

/// The period that words name.
fn named(words: &[Word], rules: &DateRules) -> Option<PeriodName> {
    if let Some(part) = fiscal_part(words, rules) {
        return Some(PeriodName::Fiscal(part));
    }
    let year = rules.today.ymd().0;
    let days = match phrase(words, rules, year) {
        Ok(Phrase::Of(_, Part::Day(..) | Part::Third(..), _) | Phrase::Of(.., true)) => None,
        Ok(Phrase::Of(named, part, false)) => part.days(named.unwrap_or(year)).ok(),
        Err(NotADay) => between(words, rules, year),
        _ => None,
    };
    let (start, end) = days?;
    Period::range(start, end).map(PeriodName::Days)
}

/// The days from the first of one part of a year to the last of another: 7-12月, 2021年7月至次年2月,
/// `Jul 2021 - Jun 2022`; 前三季度 are the first three.
fn between(words: &[Word], rules: &DateRules, year: i32) -> Option<(Day, Day)> {
    let words = match words {
        [Word::From, rest @ ..] => rest,
        _ => words,
    };
    let read = |words: &[Word], year| match phrase(words, rules, year) {
        Ok(Phrase::Of(named, part, is_end)) => Some((named, part, is_end)),
        _ => None,
    };
    let join = |from: &[Word], to: &[Word]| {
        let unit = to.get(1).filter(|unit| {
            let is_number = matches!(to.first(), Some(Word::Number(_)));
            is_number && matches!(unit, Word::Month | Word::Quarter | Word::Year)
        });
        let with_unit = || {
            let from: Vec<Word> = from.iter().chain(unit).copied().collect();
            read(&from, year)
        };
        let (from_year, from, false) = read(from, year).or_else(with_unit)? else {
            return None;
        };
        let (to_year, to, _) = read(to, from_year.unwrap_or(year))?;
        let is_day = |part| matches!(part, Part::Day(..));
        if is_day(from) != is_day(to) {
            return None;
        }
        // One year may stand for both.
        let of_from = from_year.or(to_year).unwrap_or(year);
        let of_to = to_year.or(from_year).unwrap_or(year);
        let (start, _) = from.days(of_from).ok()?;
        let (_, end) = to.days(of_to).ok()?;
        (start < end).then_some((start, end))
    };
    if let [dated @ .., Word::Before, Word::Number(n), Word::Quarter] = words {
        let first = Word::Number(super::vocabulary::Number {
            value: 1,
            digits: 1,
        });
        let from: Vec<Word> = dated
            .iter()
            .copied()
            .chain([first, Word::Quarter])
            .collect();
        return join(&from, &[Word::Number(*n), Word::Quarter]);
    }
    let mut found = (1..words.len()).filter_map(|at| {
        let (from, rest) = words.split_at(at);
        match rest {
            [Word::To | Word::Mark('-'), to @ ..] => join(from, to),
            _ => None,
        }
    });
    // What can be parted in two ways is no period.
    let first = found.next();
    first.filter(|_| found.next().is_none())
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
    fn whole_months_from_one_to_another_are_a_period() {
        for (text, period) in [
            ("7-12月", "2021H2"),
            ("７－１２月", "2021H2"),
            ("7—12月", "2021H2"),
            ("7～12月份", "2021H2"),
            ("七至十二月", "2021H2"),
            ("7月-12月", "2021H2"),
            ("7月到12月", "2021H2"),
            ("从7月至12月", "2021H2"),
            ("7月至年底", "2021H2"),
            ("1-10月", "2021-01-01..2021-10-31"),
            ("2021年7月至12月", "2021H2"),
            ("2021年7-12月", "2021H2"),
            ("2021.7-2021.12", "2021H2"),
            ("2021-07 to 2021-12", "2021H2"),
            ("2021年7月—2021年12月", "2021H2"),
            ("2021年11月至2022年2月", "2021-11-01..2022-02-28"),
            ("2021年11月至次年2月", "2021-11-01..2022-02-28"),
            ("2021年至2022年", "2021-01-01..2022-12-31"),
            ("2021-2022年", "2021-01-01..2022-12-31"),
            ("2021年7月1日至12月31日", "2021H2"),
            ("Jul-Dec 2021", "2021H2"),
            ("Jul–Dec 2021", "2021H2"),
            ("July to December 2021", "2021H2"),
            ("from July through December", "2021H2"),
            ("Nov 2021 - Feb 2022", "2021-11-01..2022-02-28"),
            ("Q1-Q3 2021", "2021-01-01..2021-09-30"),
            ("2021q3-q4", "2021H2"),
            ("1-3季度", "2021-01-01..2021-09-30"),
            ("前三季度", "2021-01-01..2021-09-30"),
            ("2021年前三季度", "2021-01-01..2021-09-30"),
            ("全年", "2021"),
            ("2021全年", "2021"),
            ("full year 2021", "2021"),
            ("2021年度", "2021"),
            ("21年下半年", "2021H2"),
        ] {
            assert_eq!(read(text, "2021-10-31").as_deref(), Ok(period), "{text}");
        }
        // Backwards, of two days, or of nobody knows what.
        for text in [
            "11-2月",
            "Nov-Feb 2022",
            "7-12",
            "2021-2022",
            "7月至",
            "至12月",
            "7-9-12月",
            "7月底至12月底",
            "21年",
            "21H2",
            "7-13月",
            "7、8月",
        ] {
            assert_eq!(read(text, "2021-10-31"), Err(PeriodError::Form), "{text}");
        }
    }

    #[test]
    fn a_period_in_a_sheet_has_its_year() {
        let read = |text| read_dated_period(text).map(|period| period.to_string());
        for (text, period) in [
            ("2021H2", "2021H2"),
            ("2021年", "2021"),
            ("２０２１年度", "2021"),
            ("2021年下半年", "2021H2"),
            ("2021年第四季度", "2021Q4"),
            ("2021年7月", "2021-07"),
            ("2021年11月份", "2021-11"),
            ("2021年7-12月", "2021H2"),
            ("Jul-Dec 2021", "2021H2"),
            ("2027财年上半年", "FY2027H1"),
            ("FY2027", "FY2027"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(period), "{text}");
        }
        for text in ["下半年", "全年", "7-12月", "今年", "last quarter", "Q4"] {
            assert_eq!(read(text), Err(PeriodError::NoYear), "{text}");
        }
        for text in ["2021年五季度", "2021年13月", "年底", "21年", "半年"] {
            assert_eq!(read(text), Err(PeriodError::Form), "{text}");
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
        // Caught: 11-12月 read as the day 11-12; the year of the second month taken for the first.
        #[test]
        fn months_are_a_period_however_they_are_joined(
            year in 1000i32..=9000, first in 1u32..=12, last in 1u32..=12, way in 0usize..6,
        ) {
            const MONTHS: [&str; 12] = [
                "Jan", "february", "Mar", "April", "may", "Jun", "July", "Aug", "Sept", "oct",
                "November", "Dec",
            ];
            let [from, to] = [first, last].map(|month| MONTHS[month as usize - 1]);
            let text = match way {
                0 => format!("{year}年{first}-{last}月"),
                1 => format!("{year}年{first}月至{last}月"),
                2 => format!("{year}.{first}-{year}.{last}"),
                3 => format!("{from} {year} – {to} {year}"),
                4 => format!("{from}-{to} {year}"),
                _ => format!("from {from} to {to} {year}"),
            };
            let expected = Day::from_ymd(year, first, 1)
                .zip(Day::month_end(year, last))
                .and_then(|(start, end)| Period::range(start, end));
            let expected = expected.map(PeriodName::Days).ok_or(PeriodError::Form);
            prop_assert_eq!(read_dated_period(&text), expected, "{}", text);
        }

        // Caught: a year before the first one of the calendar.
        #[test]
        fn no_text_makes_the_reader_stumble(
            text in "([0-9年月季度全前至到半HQ~-]|to | Jul|from |\\PC){0,10}", now in 1i64..=3_652_059,
        ) {
            let _ = (read_period(&text, Day::from_number(now).unwrap()), read_dated_period(&text));
        }

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
