//! Tests of the file beside.

use super::DateError::{NoFiscalYear, NoSuchMonth, NoSuchQuarter, NotOneDay, Weekday};
use super::*;
use crate::model::DateOrder;
use crate::model::dates::vocabulary;
use crate::model::listed::{WORDS_PAGES, listed_words, words_listed_as};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    Day::from_iso(text).unwrap()
}

/// All tables are typed on this day.
fn today() -> Day {
    day("2021-10-15")
}

fn read(words: &str, period: &str) -> Result<Deadline, DateError> {
    read_deadline(words, Some(period.parse().unwrap()), &rules(None))
}

/// As typed on that day, by an office that reads 前 so.
fn rules(before: Option<Before>) -> DateRules {
    DateRules {
        before,
        ..DateRules::on(today())
    }
}

fn on(text: &str) -> Result<Deadline, DateError> {
    let (due, commitment) = (day(text), None);
    Ok(Deadline::On { due, commitment })
}

/// The same words in capitals, and with a space wherever it parts no number.
fn respelled(words: &str) -> [String; 2] {
    let mut spaced = String::from(" ");
    for c in words.chars() {
        let last = spaced.chars().next_back();
        if !(c.is_numeric() && last.is_some_and(char::is_numeric)) {
            spaced.push_str(" \u{3000}");
        }
        spaced.push(c);
    }
    [words.to_uppercase(), spaced]
}

#[test]
fn a_part_of_a_fiscal_year_is_its_last_day_where_the_office_has_such_years() {
    let july = DateRules {
        year_begins: 7,
        ..rules(None)
    };
    for (words, due) in [
        ("FY2027", "2027-06-30"),
        ("FY2027Q2", "2026-12-31"),
        ("Q2 FY27", "2026-12-31"),
        ("Q2 FY2027", "2026-12-31"),
        ("FY27", "2027-06-30"),
        ("fy2027-h1", "2026-12-31"),
        ("by end of FY2027", "2027-06-30"),
        ("力争2027财年上半年", "2026-12-31"),
        ("2027财年四季度末前", "2027-06-30"),
        // Years that are not called fiscal stay those of the calendar.
        ("2027Q2", "2027-06-30"),
    ] {
        let read = read_deadline(words, None, &july).map(|read| match read {
            Deadline::On { due, .. } => due,
            Deadline::Undated { .. } => panic!("{words}"),
        });
        assert_eq!(read, Ok(day(due)), "{words}");
    }
    assert_eq!(
        read_deadline("before FY2027Q2", None, &july),
        Err(BeforeOrWithin {
            strict: day("2026-09-30"),
            inclusive: day("2026-12-31"),
        })
    );
    for words in ["FY2027", "FY2027Q2", "2027财年"] {
        assert_eq!(read(words, "2021H2"), Err(NoFiscalYear), "{words}");
        assert_eq!(check_deadline(words, today()), Ok(()), "{words}");
    }
    assert_eq!(read_deadline("FY270", None, &july), Err(NoSuchYear));
    assert_eq!(read_deadline("FY2027-11", None, &july), Err(NotADeadline));
    assert_eq!(read_deadline("FY2027Q5", None, &july), Err(NoSuchQuarter));
}

#[test]
fn every_form_of_the_rules_is_its_day() {
    for (words, period, due) in [
        // Dates.
        ("2021-12-31", "2021H2", "2021-12-31"),
        ("2021/12/31", "2021H2", "2021-12-31"),
        ("20211231", "2021H2", "2021-12-31"),
        ("２０２１－１２－３１", "2021H2", "2021-12-31"),
        ("2021-7-1", "2021H2", "2021-07-01"),
        ("2021-12-31前", "2021H2", "2021-12-31"),
        ("before 2021-12-31", "2021H2", "2021-12-31"),
        ("0001-01-01", "2021H2", "0001-01-01"),
        ("9999-12-31", "2021H2", "9999-12-31"),
        ("2024-02-29", "2021H2", "2024-02-29"),
        ("2021-11", "2021H2", "2021-11-30"),
        ("2024-02", "2021H2", "2024-02-29"),
        ("by 2021-11", "2021H2", "2021-11-30"),
        ("end of 2021-11", "2021H2", "2021-11-30"),
        ("2021Q4", "2021H2", "2021-12-31"),
        ("2021q3", "2021H2", "2021-09-30"),
        ("2021-Q1", "2021H2", "2021-03-31"),
        ("Q3 2021", "2021H2", "2021-09-30"),
        ("2021H2", "2021H2", "2021-12-31"),
        ("2022h1", "2021H2", "2022-06-30"),
        ("2021.12.31", "2021H2", "2021-12-31"),
        ("31.12.2021", "2021H2", "2021-12-31"),
        ("31-10-2021", "2021H2", "2021-10-31"),
        ("12/31/2021", "2021H2", "2021-12-31"),
        ("10/10/2021", "2021H2", "2021-10-10"),
        ("2021/11", "2021H2", "2021-11-30"),
        ("11/2021", "2021H2", "2021-11-30"),
        ("11-30", "2021H2", "2021-11-30"),
        ("11/30", "2021H2", "2021-11-30"),
        ("30/11", "2021H2", "2021-11-30"),
        ("2027", "2021H2", "2027-12-31"),
        ("２０２７", "2021H2", "2027-12-31"),
        // From the day of typing, a Friday.
        ("tomorrow", "2021H2", "2021-10-16"),
        ("明天", "2021H2", "2021-10-16"),
        ("后天", "2021H2", "2021-10-17"),
        ("yesterday", "2021H2", "2021-10-14"),
        ("-30d", "2021H2", "2021-09-15"),
        ("in 3 days", "2021H2", "2021-10-18"),
        ("within 2 weeks", "2021H2", "2021-10-29"),
        ("3天后", "2021H2", "2021-10-18"),
        ("两周内", "2021H2", "2021-10-29"),
        ("30天之内", "2021H2", "2021-11-14"),
        ("next friday", "2021H2", "2021-10-22"),
        ("by next monday", "2021H2", "2021-10-18"),
        ("下周五", "2021H2", "2021-10-22"),
        ("下周一前", "2021H2", "2021-10-18"),
        ("下星期天", "2021H2", "2021-10-24"),
        ("本周日", "2021H2", "2021-10-17"),
        ("today", "2021H2", "2021-10-15"),
        ("今天", "2021H2", "2021-10-15"),
        ("+30d", "2021H2", "2021-11-14"),
        ("in three weeks", "2021H2", "2021-11-05"),
        ("in a week", "2021H2", "2021-10-22"),
        ("within ten days", "2021H2", "2021-10-25"),
        ("in two months", "2021H2", "2021-12-15"),
        ("in 3 month", "2021H2", "2022-01-15"),
        ("两个月后", "2021H2", "2021-12-15"),
        ("一个月内", "2021H2", "2021-11-15"),
        ("day after tomorrow", "2021H2", "2021-10-17"),
        ("the day after tomorrow", "2021H2", "2021-10-17"),
        ("tonight", "2021H2", "2021-10-15"),
        // Today is Friday; weeks begin on Monday.
        ("friday in two weeks", "2021H2", "2021-10-29"),
        ("monday in two weeks", "2021H2", "2021-10-25"),
        ("sunday in 2 weeks", "2021H2", "2021-10-31"),
        ("两周后周一", "2021H2", "2021-10-25"),
        ("friday next week", "2021H2", "2021-10-22"),
        ("friday of next week", "2021H2", "2021-10-22"),
        ("下周周五", "2021H2", "2021-10-22"),
        ("+0d", "2021H2", "2021-10-15"),
        ("+1 day", "2021H2", "2021-10-16"),
        ("+2w", "2021H2", "2021-10-29"),
        ("+2 weeks", "2021H2", "2021-10-29"),
        ("+３０天", "2021H2", "2021-11-14"),
        ("+2周", "2021H2", "2021-10-29"),
        // English.
        ("end of november", "2021H2", "2021-11-30"),
        ("by the end of november", "2021H2", "2021-11-30"),
        ("before the end of november", "2021H2", "2021-11-30"),
        ("end november", "2021H2", "2021-11-30"),
        ("end of november 2022", "2021H2", "2022-11-30"),
        ("mid-november", "2021H2", "2021-11-20"),
        ("mid november", "2021H2", "2021-11-20"),
        ("by mid-Nov.", "2021H2", "2021-11-20"),
        ("middle of november", "2021H2", "2021-11-20"),
        ("early november", "2021H2", "2021-11-10"),
        ("late november", "2021H2", "2021-11-30"),
        ("november", "2021H2", "2021-11-30"),
        ("by november", "2021H2", "2021-11-30"),
        ("in november 2021", "2021H2", "2021-11-30"),
        ("may", "2021H1", "2021-05-31"),
        ("sept", "2021H2", "2021-09-30"),
        ("by november 30", "2021H2", "2021-11-30"),
        ("before november 30", "2021H2", "2021-11-30"),
        ("30 november", "2021H2", "2021-11-30"),
        ("the 30th of november", "2021H2", "2021-11-30"),
        ("november 3rd", "2021H2", "2021-11-03"),
        ("november 30, 2022", "2021H2", "2022-11-30"),
        ("30 november 2022", "2021H2", "2022-11-30"),
        ("30-nov-2021", "2021H2", "2021-11-30"),
        ("end of year", "2021H2", "2021-12-31"),
        ("by the end of the year", "2021H2", "2021-12-31"),
        ("year end", "2021H2", "2021-12-31"),
        ("year-end", "2021H2", "2021-12-31"),
        ("by year end", "2021H2", "2021-12-31"),
        ("before year end", "2021H2", "2021-12-31"),
        ("year end 2022", "2021H2", "2022-12-31"),
        ("15 dec", "2021H2", "2021-12-15"),
        ("Nov-2021", "2021H2", "2021-11-30"),
        ("2021-Nov-21", "2021H2", "2021-11-21"),
        ("Nov-21-2021", "2021H2", "2021-11-21"),
        ("21-Nov", "2021H2", "2021-11-21"),
        ("Nov 21", "2021H2", "2021-11-21"),
        ("end of 2022", "2021H2", "2022-12-31"),
        ("end of next year", "2021H2", "2022-12-31"),
        ("this year", "2021H2", "2021-12-31"),
        ("end of q3", "2021H2", "2021-09-30"),
        ("by q4", "2021H2", "2021-12-31"),
        ("fourth quarter", "2021H2", "2021-12-31"),
        ("end of the 3rd quarter", "2021H2", "2021-09-30"),
        ("first half", "2021", "2021-06-30"),
        ("second half of 2021", "2021H2", "2021-12-31"),
        ("end of the month", "2021H2", "2021-10-31"),
        ("end of next month", "2021H2", "2021-11-30"),
        // Chinese.
        ("12月31日", "2021H2", "2021-12-31"),
        ("12.31", "2021H2", "2021-12-31"),
        ("12.31前", "2021H2", "2021-12-31"),
        ("31.12.", "2021H2", "2021-12-31"),
        ("21年底", "2021H2", "2021-12-31"),
        ("21年12月", "2021H2", "2021-12-31"),
        ("21年四季度", "2021H2", "2021-12-31"),
        ("14-Dec-26", "2021H2", "2026-12-14"),
        ("14 Dec 26", "2021H2", "2026-12-14"),
        ("2/13/26", "2021H2", "2026-02-13"),
        ("到年底前", "2021H2", "2021-12-31"),
        ("至12月底", "2021H2", "2021-12-31"),
        ("全年", "2021H2", "2021-12-31"),
        ("2021年12月底（力争11月底）", "2021H2", "2021-12-31"),
        ("2021年12月底前(力争11月底前)完成", "2021H2", "2021-12-31"),
        ("12月31日（计划）", "2021H2", "2021-12-31"),
        ("year end (was 30 Nov)", "2021H2", "2021-12-31"),
        ("12月31日前", "2021H2", "2021-12-31"),
        ("12月31号之前", "2021H2", "2021-12-31"),
        ("12月31", "2021H2", "2021-12-31"),
        ("2021年12月31日", "2021H2", "2021-12-31"),
        ("2021年12月底", "2021H2", "2021-12-31"),
        ("2022年2月底前", "2021H2", "2022-02-28"),
        ("２０２１年１２月底", "2021H2", "2021-12-31"),
        ("2021 年 12 月", "2021H2", "2021-12-31"),
        ("2021年", "2021H2", "2021-12-31"),
        ("2021年底", "2021H2", "2021-12-31"),
        ("2021年年底", "2021H2", "2021-12-31"),
        ("年底", "2021H2", "2021-12-31"),
        ("年底前", "2021H2", "2021-12-31"),
        ("年底之前", "2021H2", "2021-12-31"),
        ("年末", "2021H2", "2021-12-31"),
        ("年内", "2021H2", "2021-12-31"),
        ("年底", "2019", "2019-12-31"),
        ("11月底", "2021H2", "2021-11-30"),
        ("11月底前", "2021H2", "2021-11-30"),
        ("11月末以前", "2021H2", "2021-11-30"),
        ("7月", "2021H2", "2021-07-31"),
        ("7月份", "2021H2", "2021-07-31"),
        ("2月", "2024H1", "2024-02-29"),
        ("11月上旬", "2021H2", "2021-11-10"),
        ("11月中旬", "2021H2", "2021-11-20"),
        ("11月下旬", "2021H2", "2021-11-30"),
        ("四季度", "2021H2", "2021-12-31"),
        ("第四季度", "2021H2", "2021-12-31"),
        ("4季度", "2021H2", "2021-12-31"),
        ("三季度末", "2021H2", "2021-09-30"),
        ("三季度底前", "2021H2", "2021-09-30"),
        ("2022年一季度", "2021H2", "2022-03-31"),
        ("上半年", "2021H1", "2021-06-30"),
        ("上半年末前", "2021H1", "2021-06-30"),
        ("下半年", "2021H2", "2021-12-31"),
        ("2022年上半年", "2021H2", "2022-06-30"),
        ("十一月", "2021H2", "2021-11-30"),
        ("十二月底", "2021H2", "2021-12-31"),
        ("十月中旬", "2021H2", "2021-10-20"),
        ("十二月三十一日", "2021H2", "2021-12-31"),
        ("二〇二一年七月二十日", "2021H2", "2021-07-20"),
        ("二零二二年六月", "2021H2", "2022-06-30"),
        // From today's year and month, wherever the period lies.
        ("月底", "2020H1", "2021-10-31"),
        ("月底前", "2021H2", "2021-10-31"),
        ("本月底", "2021H2", "2021-10-31"),
        ("本月20日", "2021H2", "2021-10-20"),
        ("下月", "2021H2", "2021-11-30"),
        ("下月底", "2021H2", "2021-11-30"),
        ("下个月中旬", "2021H2", "2021-11-20"),
        ("今年", "2021H2", "2021-12-31"),
        ("今年年底", "2021H2", "2021-12-31"),
        ("今年11月底前", "2021H2", "2021-11-30"),
        ("次年3月底", "2021H2", "2022-03-31"),
        ("次年3月底前", "2024", "2025-03-31"),
        ("明年", "2021H2", "2022-12-31"),
        ("明年6月底", "2021H2", "2022-06-30"),
        ("明年上半年", "2021H2", "2022-06-30"),
    ] {
        assert_eq!(read(words, period), on(due), "{words}");
        for words in respelled(words) {
            assert_eq!(read(&words, period), on(due), "{words}");
        }
    }
}

#[test]
fn next_month_of_a_december_lies_in_the_next_year() {
    let due = read_deadline("下月底", None, &DateRules::on(day("2021-12-31")));
    assert_eq!(due, on("2022-01-31"));
}

#[test]
fn an_interval_with_before_has_two_readings() {
    for (words, period, strict, inclusive) in [
        ("11月中旬之前", "2021H2", "2021-11-10", "2021-11-20"),
        ("11月中旬前", "2021H2", "2021-11-10", "2021-11-20"),
        ("11月上旬前", "2021H2", "2021-10-31", "2021-11-10"),
        ("11月下旬以前", "2021H2", "2021-11-20", "2021-11-30"),
        ("四季度前", "2021H2", "2021-09-30", "2021-12-31"),
        ("第四季度之前", "2021H2", "2021-09-30", "2021-12-31"),
        ("11月前", "2021H2", "2021-10-31", "2021-11-30"),
        ("11月份前", "2021H2", "2021-10-31", "2021-11-30"),
        ("十一月前", "2021H2", "2021-10-31", "2021-11-30"),
        ("下半年前", "2021", "2021-06-30", "2021-12-31"),
        ("2022年前", "2021H2", "2021-12-31", "2022-12-31"),
        ("before 2022", "2021H2", "2021-12-31", "2022-12-31"),
        ("明年前", "2021H2", "2021-12-31", "2022-12-31"),
        ("下月前", "2021H2", "2021-10-31", "2021-11-30"),
        ("2021-11前", "2021H2", "2021-10-31", "2021-11-30"),
        ("before november", "2021H2", "2021-10-31", "2021-11-30"),
        ("before q4", "2021H2", "2021-09-30", "2021-12-31"),
        ("before mid-november", "2021H2", "2021-11-10", "2021-11-20"),
        ("before next year", "2021H2", "2021-12-31", "2022-12-31"),
        // Only the strict reading lies in the period; still not ours to choose.
        ("7月前", "2021H1", "2021-06-30", "2021-07-31"),
        ("一季度前", "2021H2", "2021-12-31", "2022-03-31"),
        // Its year is that of the interval, so this is not the quarter of 2022.
        ("一季度前", "2021", "2020-12-31", "2021-03-31"),
    ] {
        let (strict, inclusive) = (day(strict), day(inclusive));
        assert_eq!(
            read(words, period),
            Err(BeforeOrWithin { strict, inclusive }),
            "{words}"
        );
    }
}

#[test]
fn the_office_decides_between_the_two() {
    for (words, period, strict, inclusive) in [
        ("11月中旬前", "2021H2", on("2021-11-10"), on("2021-11-20")),
        ("四季度前", "2021H2", on("2021-09-30"), on("2021-12-31")),
        (
            "before november",
            "2021H2",
            on("2021-10-31"),
            on("2021-11-30"),
        ),
        ("11月底前", "2021H2", on("2021-11-30"), on("2021-11-30")),
        ("11月5日前", "2021H2", on("2021-11-05"), on("2021-11-05")),
        (
            "7月前",
            "2021H1",
            on("2021-06-30"),
            outside("2021-07-31", "2020-07-31"),
        ),
        (
            "四季度前",
            "2021Q4",
            outside("2021-09-30", "2022-09-30"),
            on("2021-12-31"),
        ),
    ] {
        let read = |before| read_deadline(words, Some(period.parse().unwrap()), &rules(before));
        assert_eq!(read(Some(Before::Strict)), strict, "{words}");
        assert_eq!(read(Some(Before::Inclusive)), inclusive, "{words}");
    }
}

fn outside(this: &str, other: &str) -> Result<Deadline, DateError> {
    let (this, other) = (day(this), day(other));
    Err(OutsidePeriod { this, other })
}

fn several(first: &str, last: &str) -> Result<Deadline, DateError> {
    let (first, last) = (day(first), day(last));
    Err(SeveralYears { first, last })
}

#[test]
fn without_a_year_the_period_must_have_the_day_once() {
    for (words, period, read_as) in [
        ("6月底", "2021H2", outside("2021-06-30", "2022-06-30")),
        ("6月底前", "2021H2", outside("2021-06-30", "2022-06-30")),
        ("上半年", "2021H2", outside("2021-06-30", "2022-06-30")),
        ("june", "2021H2", outside("2021-06-30", "2022-06-30")),
        ("11月", "2021H1", outside("2021-11-30", "2020-11-30")),
        ("年底", "2021H1", outside("2021-12-31", "2020-12-31")),
        ("3月前", "2021H2", outside("2021-03-31", "2022-03-31")),
        // A short period: the month begins in it but does not end there.
        (
            "7月",
            "2021-07-05..2021-07-20",
            outside("2021-07-31", "2020-07-31"),
        ),
        ("7月10日", "2021-07-05..2021-07-20", on("2021-07-10")),
        (
            "7月1日",
            "2021-07-05..2021-07-20",
            outside("2021-07-01", "2022-07-01"),
        ),
        // Over New Year each month has its own year.
        ("12月", "2021-11-01..2022-02-28", on("2021-12-31")),
        ("1月底", "2021-11-01..2022-02-28", on("2022-01-31")),
        (
            "6月",
            "2021-11-01..2022-02-28",
            outside("2021-06-30", "2022-06-30"),
        ),
        // Several years: named once, it is read; more often, it is not guessed.
        ("年底", "2021-01-01..2022-06-30", on("2021-12-31")),
        (
            "3月",
            "2021-01-01..2022-06-30",
            several("2021-03-31", "2022-03-31"),
        ),
        (
            "年底",
            "2021-01-01..2025-12-31",
            several("2021-12-31", "2025-12-31"),
        ),
        ("2月29日", "2021-01-01..2025-12-31", on("2024-02-29")),
        ("2月29日", "2024H2", outside("2024-02-29", "2028-02-29")),
        ("2月29日", "1896H2", outside("1896-02-29", "1904-02-29")),
        // The ends of the calendar.
        ("12月", "9999", on("9999-12-31")),
        ("6月", "9999H2", Err(NoSuchYear)),
        ("11月", "0001H1", Err(NoSuchYear)),
        ("1月前", "0001", Err(NoSuchYear)),
    ] {
        assert_eq!(read(words, period), read_as, "{words} in {period}");
    }
}

#[test]
fn every_date_word_of_the_portfolio_is_its_day() {
    for (words, period, due) in [
        ("年底前", "2021H2", "2021-12-31"),
        ("6月底前", "2021H1", "2021-06-30"),
        ("年底", "2021H2", "2021-12-31"),
        ("7月份", "2021H2", "2021-07-31"),
        ("11月底", "2021H2", "2021-11-30"),
        ("7月", "2021H2", "2021-07-31"),
        ("11月", "2021H2", "2021-11-30"),
        ("7月底", "2021H2", "2021-07-31"),
    ] {
        assert_eq!(read(words, period), on(due), "{words}");
    }
    for (words, due) in [("11月中旬之前", "2021-11-10"), ("四季度前", "2021-09-30")] {
        let period = "2021H2".parse().ok();
        let strict = read_deadline(words, period, &rules(Some(Before::Strict)));
        assert_eq!(strict, on(due), "{words}");
    }
    for words in ["尽早", "早日", "尽快", "as soon as possible", "ASAP"] {
        let commitment = None;
        assert_eq!(read(words, "2021H2"), Ok(Deadline::Undated { commitment }));
    }
}

#[test]
fn commitment_words_are_kept_and_words_of_completion_dropped() {
    use Commitment::{Ensure, Expected, Push, Strive};
    for (words, due, commitment) in [
        ("力争11月底", Some("2021-11-30"), Some(Strive)),
        ("争取11月底前", Some("2021-11-30"), Some(Strive)),
        ("确保年底前竣工", Some("2021-12-31"), Some(Ensure)),
        ("预计7月份", Some("2021-07-31"), Some(Expected)),
        ("推动12月31日前完工", Some("2021-12-31"), Some(Push)),
        ("加快年底前建成投用", Some("2021-12-31"), Some(Push)),
        (
            "力争于11月底前完成竣工验收",
            Some("2021-11-30"),
            Some(Strive),
        ),
        ("力争在11月底前全部完成。", Some("2021-11-30"), Some(Strive)),
        ("确保力争年底开业", Some("2021-12-31"), Some(Ensure)),
        ("力争，加快：11月底", Some("2021-11-30"), Some(Strive)),
        ("年底前力争完成", Some("2021-12-31"), Some(Strive)),
        ("expected by year end", Some("2021-12-31"), Some(Expected)),
        ("年底前完成", Some("2021-12-31"), None),
        ("年底前要完成", Some("2021-12-31"), None),
        ("12月31日前要", Some("2021-12-31"), None),
        ("11月底前需竣工", Some("2021-11-30"), None),
        ("力争年底前要完成", Some("2021-12-31"), Some(Strive)),
        ("2021年12月底竣工", Some("2021-12-31"), None),
        ("力争早日开工", None, Some(Strive)),
        ("尽快完成", None, None),
        ("推动 尽早", None, Some(Push)),
    ] {
        let expected = match due.map(day) {
            Some(due) => Deadline::On { due, commitment },
            None => Deadline::Undated { commitment },
        };
        assert_eq!(read(words, "2021H2"), Ok(expected), "{words}");
    }
}

#[test]
fn what_is_no_deadline_is_refused_for_its_reason() {
    let month_end = |text| NoSuchDay {
        month_end: day(text),
    };
    for (words, error) in [
        ("", Empty),
        (" \u{3000}\t", Empty),
        ("力争", OnlyCommitment),
        ("推动完成", OnlyCommitment),
        ("前要完成", NotADeadline),
        ("2021-02-30", month_end("2021-02-28")),
        ("20240230", month_end("2024-02-29")),
        ("2月30日", month_end("2021-02-28")),
        ("2月29日", month_end("2021-02-28")),
        ("11月31日", month_end("2021-11-30")),
        ("11月0日", month_end("2021-11-30")),
        ("31 november", month_end("2021-11-30")),
        ("november 300", month_end("2021-11-30")),
        ("13月", NoSuchMonth),
        ("0月", NoSuchMonth),
        ("十三月底", NoSuchMonth),
        ("2021-13", NoSuchMonth),
        ("2021-13-01", NoSuchMonth),
        ("2021年13月", NoSuchMonth),
        ("20211301", NoSuchMonth),
        ("五季度", NoSuchQuarter),
        ("五季度前", NoSuchQuarter),
        ("2021Q5", NoSuchQuarter),
        ("end of q0", NoSuchQuarter),
        ("0000-01-01", NoSuchYear),
        ("00000101", NoSuchYear),
        ("10000-01-01", NoSuchYear),
        ("0000年底", NoSuchYear),
        ("10000年底", NoSuchYear),
        ("1年底", NoSuchYear),
        // So many years may be meant.
        ("21年", NoSuchYear),
        ("10年内", NoSuchYear),
        ("31-Oct-1", NoSuchYear),
        ("45.5", BareNumber),
        ("尽早（年底前）", NotADeadline),
        ("11月底至12月底（力争）", NotADeadline),
        ("10000Q4", NoSuchYear),
        ("0000-11", NoSuchYear),
        ("+99999999999d", NoSuchYear),
        ("+99999999999w", NoSuchYear),
        ("99999999999999999999-01-01", NoSuchYear),
        ("30", BareNumber),
        ("1130", BareNumber),
        ("15日", BareNumber),
        ("15号前", BareNumber),
        ("三十", BareNumber),
        ("+30", BareNumber),
        ("2021 11 30", BareNumber),
        ("202111", BareNumber),
        ("力争30", BareNumber),
        ("春节前", Festival),
        ("力争春节前完成", Festival),
        ("国庆", Festival),
        ("国庆节前", Festival),
        ("元旦", Festival),
        ("五一前", Festival),
        ("十一前", Festival),
        ("年前", Festival),
        ("christmas", Festival),
        ("before Easter", Festival),
        ("new year", Festival),
        ("二十一前", BareNumber),
        ("十一号前", BareNumber),
        ("力争十一前完成", Festival),
        ("七一前", Festival),
        ("年初", Vague),
        ("11月中", Vague),
        ("11月初", Vague),
        ("近期", Vague),
        ("中旬", Vague),
        ("年底左右", Vague),
        ("soon", Vague),
        ("beginning of november", Vague),
        ("年", NotADeadline),
        ("前", NotADeadline),
        ("before", NotADeadline),
        ("月", NotADeadline),
        ("end", NotADeadline),
        ("2021H3", NotADeadline),
        ("7-8月", NotADeadline),
        ("一二月", NotADeadline),
        ("七八月", NotADeadline),
        ("7、8月", NotADeadline),
        ("11月至12月", NotADeadline),
        ("q3-q4", NotADeadline),
        ("1 2月", NotADeadline),
        ("3天前", NotADeadline),
        ("Nov-45", NoSuchYear),
        ("Nov-31", NoSuchYear),
        ("32/13/2021", NoSuchMonth),
        ("31/04/2021", month_end("2021-04-30")),
        ("friday", Weekday),
        ("周五前", Weekday),
        ("下周", NotOneDay),
        ("next week", NotOneDay),
        ("本周内", NotOneDay),
        ("end of this week", NotOneDay),
        ("three", NotADeadline),
        ("a", NotADeadline),
        ("months", NotADeadline),
        ("in months", NotADeadline),
        ("+9999999w", NoSuchYear),
        ("in 9999999 months", NoSuchYear),
        ("2021-10-31T25:00", NotADeadline),
        ("+3m", NotADeadline),
        ("11月底完成主体结构", NotADeadline),
        ("november december", NotADeadline),
        ("2021年2022年", NotADeadline),
        ("2021年本月底", NotADeadline),
        ("overall", NotADeadline),
        ("٣٠", NotADeadline),
        ("70%", NotADeadline),
    ] {
        assert_eq!(read(words, "2021H2"), Err(error), "{words}");
    }
}

#[test]
fn without_a_period_it_is_the_next_such_day() {
    for (words, due) in [
        ("10月15日", "2021-10-15"),
        ("10月14日", "2022-10-14"),
        ("15 dec", "2021-12-15"),
        ("3 march", "2022-03-03"),
        ("10-14", "2022-10-14"),
        ("6月底", "2022-06-30"),
        ("10月", "2021-10-31"),
        ("october", "2021-10-31"),
        ("10月上旬", "2022-10-10"),
        ("上半年", "2022-06-30"),
        ("四季度", "2021-12-31"),
        ("年底前", "2021-12-31"),
        ("2月29日", "2024-02-29"),
        ("次年3月底", "2022-03-31"),
        ("2021-03-31", "2021-03-31"),
    ] {
        assert_eq!(read_deadline(words, None, &rules(None)), on(due), "{words}");
    }
    // Both days are of this October.
    let (strict, inclusive) = (day("2021-09-30"), day("2021-10-31"));
    let asked = read_deadline("10月前", None, &rules(None));
    assert_eq!(asked, Err(BeforeOrWithin { strict, inclusive }));
    // In mid-October, the next day before an October is next year's.
    for (before, due) in [
        (Before::Strict, "2022-09-30"),
        (Before::Inclusive, "2021-10-31"),
    ] {
        let read = read_deadline("10月前", None, &rules(Some(before)));
        assert_eq!(read, on(due));
    }
    let month_end = day("2021-02-28");
    let read = read_deadline("2月30日", None, &rules(None));
    assert_eq!(read, Err(NoSuchDay { month_end }));
}

#[test]
fn two_readings_are_both_named() {
    for (words, dmy, mdy) in [
        ("03/04/2021", "2021-04-03", "2021-03-04"),
        ("3-4-2021", "2021-04-03", "2021-03-04"),
        ("03.04.2021", "2021-04-03", "2021-03-04"),
        ("０３／０４／２０２１", "2021-04-03", "2021-03-04"),
        ("力争03/04/2021前完成", "2021-04-03", "2021-03-04"),
        ("11/12", "2021-12-11", "2021-11-12"),
        ("11.12", "2021-12-11", "2021-11-12"),
        ("10/2/26", "2026-02-10", "2026-10-02"),
    ] {
        let read = |order| {
            let rules = DateRules {
                order,
                ..rules(None)
            };
            read_deadline(words, None, &rules).map(|deadline| match deadline {
                Deadline::On { due, .. } => Some(due),
                Deadline::Undated { .. } => None,
            })
        };
        let (dmy, mdy) = (day(dmy), day(mdy));
        assert_eq!(
            read(None),
            Err(DateError::EitherOrder { dmy, mdy }),
            "{words}"
        );
        assert_eq!(read(Some(DateOrder::DayFirst)), Ok(Some(dmy)), "{words}");
        assert_eq!(read(Some(DateOrder::MonthFirst)), Ok(Some(mdy)), "{words}");
    }
    let (last, first) = (day("2031-10-21"), day("2021-10-31"));
    let either = Err(DateError::EitherYear { last, first });
    assert_eq!(read_deadline("21/10/31", None, &rules(None)), either);
    for (words, first, month_end) in [
        ("Nov-21", "2021-11-21", "2021-11-30"),
        ("nov/21", "2021-11-21", "2021-11-30"),
        ("Dec-22", "2021-12-22", "2022-12-31"),
        ("by Oct-05", "2022-10-05", "2005-10-31"),
    ] {
        let (day, month_end) = (day(first), day(month_end));
        let asked = DateError::DayOrMonth { day, month_end };
        assert_eq!(
            read_deadline(words, None, &rules(None)),
            Err(asked),
            "{words}"
        );
    }
}

#[test]
fn what_says_that_there_is_no_deadline_is_none() {
    for words in ["—", "-", "/", "无", "TBC", "tbd", "待定", "N/A", " ／ "] {
        assert!(is_no_deadline(words), "{words}");
        let commitment = None;
        assert_eq!(read(words, "2021H2"), Ok(Deadline::Undated { commitment }));
    }
    for words in ["", "soon", "尽早", "年底", "3/4"] {
        assert!(!is_no_deadline(words), "{words}");
    }
}

#[test]
fn the_documentation_lists_every_word() {
    let spellings = vocabulary::VOCABULARY.iter().map(|(spelling, _)| *spelling);
    let commitments = Commitment::ALL.into_iter();
    let promises = commitments.flat_map(|it| it.words().iter().copied().chain([it.id()]));
    let words: Vec<&str> = spellings.chain(NONE).chain(promises).collect();
    for (page, heading) in [
        (WORDS_PAGES[0], "Words for dates"),
        (WORDS_PAGES[1], "日期用词"),
    ] {
        assert_eq!(
            listed_words(page, heading),
            words_listed_as(&words),
            "{heading}"
        );
    }
}

fn periods() -> impl Strategy<Value = Period> {
    let lengths = prop_oneof![0i64..40, 0i64..200, 300i64..400, 0i64..1500];
    (prop_oneof![1i64..=3_652_059, 730_000i64..740_000], lengths).prop_map(|(start, length)| {
        let start = Day::from_number(start).unwrap();
        Period::range(start, start.plus(length).unwrap_or(start)).unwrap()
    })
}

fn rules_on(today: i64, before: Option<Before>) -> DateRules {
    DateRules {
        before,
        ..DateRules::on(Day::from_number(today).unwrap())
    }
}

fn readings() -> impl Strategy<Value = Option<Before>> {
    prop::sample::select(vec![None, Some(Before::Strict), Some(Before::Inclusive)])
}

/// Words of the vocabulary, numbers and noise in any order.
fn assembled() -> impl Strategy<Value = String> {
    let spellings = vocabulary::VOCABULARY.iter().map(|(spelling, _)| *spelling);
    let noise = [
        "力争",
        "十",
        "〇",
        "二〇二一",
        "2021",
        "10000",
        "00",
        "　",
        "\u{feff}",
        "春节",
    ];
    let word = prop::sample::select(spellings.chain(noise).collect::<Vec<_>>());
    let piece = prop_oneof![
        4 => word.prop_map(str::to_owned),
        1 => (0u32..40).prop_map(|n| n.to_string()),
        1 => any::<u64>().prop_map(|n| n.to_string()),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

/// Deadlines that name no year and do not count from today.
fn yearless() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        (
            1u32..=12,
            prop::sample::select(vec!["月", "月份", "月上旬", "月中旬", "月下旬", "月底"])
        )
            .prop_map(|(month, unit)| format!("{month}{unit}")),
        (1u32..=12, 1u32..=31).prop_map(|(month, day)| format!("{month}月{day}日")),
        (1u32..=4).prop_map(|quarter| format!("{quarter}季度")),
        prop::sample::select(vec!["上半年", "下半年", "年底", "year end", "mid-may"])
            .prop_map(str::to_owned),
    ];
    let suffix = prop::sample::select(vec!["", "前"]);
    (part, suffix).prop_map(|(part, suffix)| part + suffix)
}

proptest! {
    // Caught: `&text[..1]` in the look-up of words.
    #[test]
    fn no_text_makes_the_reader_stumble(
        text in any::<String>(), period in prop::option::of(periods()), now in 1i64..=3_652_059,
        before in readings(),
    ) {
        let _ = read_deadline(&text, period, &rules_on(now, before));
    }

    // Caught: a number of twenty figures overflowing; quarter 0 reaching `quarter * 3 - 2`.
    #[test]
    fn no_order_of_known_words_makes_the_reader_stumble(
        text in assembled(), period in prop::option::of(periods()), now in 1i64..=3_652_059,
        before in readings(),
    ) {
        let _ = read_deadline(&text, period, &rules_on(now, before));
    }

    // Caught: the year of the period's first day taken for every month; 前 read strictly
    // reaching back before the period.
    #[test]
    fn a_day_without_a_year_lies_in_the_period(
        words in yearless(), period in periods(), before in readings(),
    ) {
        match read_deadline(&words, Some(period), &rules(before)) {
            Ok(Deadline::On { due, .. }) => prop_assert!(period.contains(due), "{due}"),
            Ok(undated) => prop_assert!(false, "{undated:?}"),
            Err(OutsidePeriod { this, other }) => {
                prop_assert!(!period.contains(this) && this != other);
                prop_assert!(before == Some(Before::Strict) || !period.contains(other));
            }
            Err(SeveralYears { first, last }) => {
                prop_assert!(period.contains(first) && period.contains(last) && first < last);
            }
            Err(BeforeOrWithin { strict, inclusive }) => {
                prop_assert!(before.is_none());
                prop_assert!(period.contains(strict) || period.contains(inclusive));
            }
            Err(error) => prop_assert!(matches!(error, NoSuchDay { .. } | NoSuchYear), "{error:?}"),
        }
    }

    // Caught: the strict reading choosing its own year (一季度前 in 2021 as 2021-12-31).
    #[test]
    fn the_office_gets_one_of_the_two_days_that_were_named(
        words in yearless(), period in periods(),
    ) {
        if let Err(BeforeOrWithin { strict, inclusive }) = read_deadline(&words, Some(period), &rules(None)) {
            for (before, day) in [(Before::Strict, strict), (Before::Inclusive, inclusive)] {
                let outcome = read_deadline(&words, Some(period), &rules(Some(before)));
                if period.contains(day) {
                    prop_assert_eq!(outcome, Ok(Deadline::On { due: day, commitment: None }));
                } else {
                    let is_refused = matches!(outcome, Err(OutsidePeriod { .. } | NoSuchYear));
                    prop_assert!(is_refused, "{outcome:?}");
                }
            }
        }
    }

    // Caught: eight figures taken for a bare number; a date refused outside the period.
    #[test]
    fn every_iso_day_is_itself(
        number in 1i64..=3_652_059, period in periods(), before in readings(),
    ) {
        let due = Day::from_number(number).unwrap();
        let iso = due.to_string();
        let (year, month, day) = due.ymd();
        for words in [
            iso.clone(),
            iso.replace('-', "/"),
            iso.replace('-', ""),
            format!("{iso}前"),
            format!("{year:04}年{month}月{day}日"),
        ] {
            let read = read_deadline(&words, Some(period), &rules(before));
            prop_assert_eq!(read, Ok(Deadline::On { due, commitment: None }), "{}", words);
        }
    }
}
