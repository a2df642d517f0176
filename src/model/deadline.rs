mod words;

use super::{BeforeInterval as Before, Commitment, Day, Period};

use words::{Word, compact, split};

/// What the words of a deadline say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Deadline {
    /// By the end of a day.
    On {
        /// The last day in time.
        due: Day,
        /// The commitment word beside it.
        commitment: Option<Commitment>,
    },
    /// 尽早, 早日, 尽快, `as soon as possible`: promised for no day.
    Undated {
        /// The commitment word beside it.
        commitment: Option<Commitment>,
    },
}

/// Why words are not a [`Deadline`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DeadlineError {
    /// Nothing was given, or nothing beside words such as 力争 and 完成.
    Empty,
    /// An interval with 前 or `before`, and nobody has said how that is read.
    Ambiguous {
        /// The last day before the interval begins.
        strict: Day,
        /// The interval's last day.
        inclusive: Day,
    },
    /// No year was named, and the day lies in the period in none.
    OutsidePeriod {
        /// The day in the year in which the period begins.
        this: Day,
        /// The nearest one on the other side of the period's beginning.
        other: Day,
    },
    /// No year was named, and the period has the day in several.
    SeveralYears {
        /// The first of them.
        first: Day,
        /// The last of them.
        last: Day,
    },
    /// The month has no such day.
    NoSuchDay {
        /// The last one it has.
        month_end: Day,
    },
    /// Not a month 1 to 12.
    NoSuchMonth,
    /// Not a quarter 1 to 4.
    NoSuchQuarter,
    /// A year not written with four figures, or a day outside years 1 to 9999.
    NoSuchYear,
    /// Figures that name no month: `30`, `2021`, `11/30`, `15日`.
    BareNumber,
    /// A festival or holiday: its day moves, or opinions on it differ.
    Festival,
    /// Words that name a time but no day: 年初, 近期, `soon`.
    Vague,
    /// Not understood.
    Unknown,
}

use DeadlineError::{
    Ambiguous, BareNumber, Empty, Festival, NoSuchDay, NoSuchQuarter, NoSuchYear, OutsidePeriod,
    SeveralYears, Unknown, Vague,
};

/// Reads a deadline as plans print it, in Chinese or English, or as a date.
///
/// What names no year falls into `period`; `today`, `+30d`, 今年 and 月底 count from `today`.
/// `before` is the office's reading of an interval with 前.
///
/// # Errors
/// Whatever has no reading, or more than one, is refused; the variants of [`DeadlineError`] say
/// why.
pub fn read_deadline(
    words: &str,
    period: Period,
    today: Day,
    before: Option<Before>,
) -> Result<Deadline, DeadlineError> {
    let text = compact(words);
    let all = split(&text).ok_or_else(|| refusal(&text, &[]))?;
    let (mut words, mut commitment) = (all.as_slice(), None);
    loop {
        words = match words {
            // The first of several governs the others: 力争加快 is 力争.
            [Word::Promise(c), rest @ ..] | [rest @ .., Word::Promise(c)] => {
                commitment.get_or_insert(*c);
                rest
            }
            [rest @ .., Word::Done] => rest,
            _ => break,
        }
    }
    match words {
        [] => return Err(Empty),
        [Word::Soon] => return Ok(Deadline::Undated { commitment }),
        _ => {}
    }
    match due(words, period, today, before) {
        Ok(due) => Ok(Deadline::On { due, commitment }),
        Err(Unknown) => Err(refusal(&text, words)),
        Err(error) => Err(error),
    }
}

/// Why a text that was not understood is refused.
fn refusal(text: &str, words: &[Word]) -> DeadlineError {
    #[rustfmt::skip]
    const FESTIVALS: &[&str] = &[
        "春节", "元旦", "国庆", "中秋", "端午", "清明", "元宵", "重阳", "除夕", "过年", "新年",
        "劳动节", "五一", "七一", "节前", "节后", "节日", "假期", "长假", "festival", "holiday",
        "christmas", "xmas", "easter", "newyear", "nationalday", "labourday", "laborday",
        "mayday", "midautumn", "mid-autumn",
    ];
    #[rustfmt::skip]
    const VAGUE: &[&str] = &[
        "年初", "年中", "月初", "月中", "季初", "近期", "近日", "适时", "择机", "不久", "待定",
        "左右", "旬", "soon", "shortly", "later", "around", "about", "beginning", "start", "tbd",
        "tba", "someday",
    ];
    let is_feast = match words {
        // 十一 is a day of rest, unlike 11; 年前 is before the lunar new year.
        [Word::Number(n)] | [Word::Number(n), Word::Before] => {
            n.value == 11 && text.contains("十一")
        }
        [Word::Year, Word::Before] => true,
        _ => FESTIVALS.iter().any(|name| text.contains(name)),
    };
    let bare = |word: &Word| matches!(word, Word::Number(_) | Word::DayOf);
    let beside = |word: &Word| {
        use Word::{Before, BeforeThe, Mark, Plus};
        matches!(word, Mark(_) | Plus | Before | BeforeThe)
    };
    if is_feast {
        Festival
    } else if words.iter().any(bare) && words.iter().all(|word| bare(word) || beside(word)) {
        BareNumber
    } else if VAGUE.iter().any(|vague| text.contains(vague)) {
        Vague
    } else {
        Unknown
    }
}

/// The day that words other than of commitment name.
fn due(
    words: &[Word],
    period: Period,
    today: Day,
    before: Option<Before>,
) -> Result<Day, DeadlineError> {
    let (words, is_before) = match words {
        [Word::BeforeThe, rest @ ..] | [rest @ .., Word::Before] => (rest, true),
        _ => (words, false),
    };
    match words {
        [Word::Today] => return Ok(today),
        [Word::Plus, Word::Number(n), Word::Days(days)] => {
            let days = i64::from(n.value) * i64::from(*days);
            return today.plus(days).ok_or(NoSuchYear);
        }
        _ => {}
    }
    // `november 2021`, `end of next year`.
    let (words, year) = match words {
        [rest @ .., Word::Number(n)] if n.is_year_long() && !rest.is_empty() => {
            (rest, Some(n.year()?))
        }
        [rest @ .., Word::YearFromNow(years)] => (rest, Some(today.ymd().0 + years)),
        _ => (words, None),
    };
    let (words, is_end) = match words {
        [Word::End, rest @ ..] | [rest @ .., Word::End | Word::Within] => (rest, true),
        _ => (words, false),
    };
    let (year, part) = match year {
        Some(year) => in_year(year, words, today, is_end)?,
        None => dated(words, today, is_end)?,
    };
    let is_interval = !is_end && !matches!(part, Part::Day(..));
    let reading = Reading {
        part,
        before: (is_before && is_interval).then_some(before),
    };
    match year {
        Some(year) => reading.day(year),
        None => reading.within(period),
    }
}

type Dated = (Option<i32>, Part);

/// What begins with its year, or has none.
fn dated(words: &[Word], today: Day, is_end: bool) -> Result<Dated, DeadlineError> {
    use Word::{H, Mark, Number, Q, Year, YearFromNow};
    match words {
        [Number(y), Mark(_), ..] if y.digits < 4 => Err(Unknown),
        [Number(y), Mark(_), Number(m)] => Ok((Some(y.year()?), Part::Month(m.month()?))),
        [Number(y), Mark(a), Number(m), Mark(b), Number(d)] if a == b => {
            Ok((Some(y.year()?), Part::Day(m.month()?, d.small())))
        }
        [Number(n)] if n.digits == 8 => {
            let [year, month, day] = n.split_date();
            Ok((Some(year.year()?), Part::Day(month.month()?, day.small())))
        }
        [Number(y), Year, rest @ ..] => in_year(y.year()?, rest, today, is_end),
        [Number(y), rest @ ..] if y.is_year_long() && (is_end || !rest.is_empty()) => {
            in_year(y.year()?, rest, today, is_end)
        }
        [Number(y), Q | H, ..] if y.digits > 4 => Err(NoSuchYear),
        [YearFromNow(years), rest @ ..] => in_year(today.ymd().0 + years, rest, today, is_end),
        _ => part(words, today, is_end),
    }
}

/// A part of a known year, or all of it: 2021年年底 is 2021年底.
fn in_year(year: i32, words: &[Word], today: Day, is_end: bool) -> Result<Dated, DeadlineError> {
    let (other_year, part) = match words {
        [] => (None, Part::Whole),
        _ => part(words, today, is_end)?,
    };
    match other_year {
        None => Ok((Some(year), part)),
        Some(_) => Err(Unknown),
    }
}

/// A part of a year; with its year only where it counts from today.
fn part(words: &[Word], today: Day, is_end: bool) -> Result<Dated, DeadlineError> {
    use Word::{H, Half, HalfYear, MonthFromNow, MonthName, Number, Q, Quarter, Third, Year};
    let within = |n: &words::Number, most| Some(n.small()).filter(|n| (1..=most).contains(n));
    let part = match words {
        [Year] if is_end => Part::Whole,
        [Word::Month | Word::TheMonth] if is_end => return month(&[MonthFromNow(0)], today),
        [HalfYear(half)] => Part::Half(*half),
        [Number(n), Half] | [Number(n), Half, Year] | [H, Number(n)] => {
            Part::Half(within(n, 2).ok_or(Unknown)?)
        }
        [Number(n), Quarter] | [Number(n), Quarter, Year] | [Q, Number(n)] => {
            Part::Quarter(within(n, 4).ok_or(NoSuchQuarter)?)
        }
        [Number(d), MonthName(m)] => Part::Day(*m, d.small()),
        [Third(third), rest @ ..] => match month(rest, today)? {
            (year, Part::Month(month)) => return Ok((year, Part::Third(month, *third))),
            _ => return Err(Unknown),
        },
        _ => return month(words, today),
    };
    Ok((None, part))
}

/// A month, or a part of it.
fn month(words: &[Word], today: Day) -> Result<Dated, DeadlineError> {
    use Word::{DayOf, Month, MonthFromNow, MonthName, Number, Third};
    let (year, month, rest) = match words {
        [Number(m), Month, rest @ ..] => (None, m.month()?, rest),
        [MonthName(m), rest @ ..] => (None, *m, rest),
        [MonthFromNow(months), rest @ ..] => match today.ymd() {
            (year, month, _) if month + months > 12 => (Some(year + 1), month + months - 12, rest),
            (year, month, _) => (Some(year), month + months, rest),
        },
        _ => return Err(Unknown),
    };
    let part = match rest {
        [] => Part::Month(month),
        [Third(third)] => Part::Third(month, *third),
        [Number(d)] | [Number(d), DayOf] => Part::Day(month, d.small()),
        _ => return Err(Unknown),
    };
    Ok((year, part))
}

/// A day or an interval within a year. Its numbers are in range, but for the day's.
#[derive(Clone, Copy)]
enum Part {
    Whole,
    Half(u32),
    Quarter(u32),
    Month(u32),
    /// Ten days of a month; the last of them are what is left.
    Third(u32, u32),
    Day(u32, u32),
}

impl Part {
    /// Its first and last day in that year.
    fn days(self, year: i32) -> Result<(Day, Day), DeadlineError> {
        let months = |first, last| {
            let start = Day::from_ymd(year, first, 1);
            start.zip(Day::month_end(year, last)).ok_or(NoSuchYear)
        };
        match self {
            Part::Whole => months(1, 12),
            Part::Half(half) => months(half * 6 - 5, half * 6),
            Part::Quarter(quarter) => months(quarter * 3 - 2, quarter * 3),
            Part::Month(month) => months(month, month),
            Part::Third(month, third) => {
                let (_, month_end) = months(month, month)?;
                let day = |day| Day::from_ymd(year, month, day).ok_or(NoSuchYear);
                let last = match third {
                    3 => month_end,
                    _ => day(third * 10)?,
                };
                Ok((day(third * 10 - 9)?, last))
            }
            Part::Day(month, day) => {
                let (_, month_end) = months(month, month)?;
                let day = Day::from_ymd(year, month, day).ok_or(NoSuchDay { month_end })?;
                Ok((day, day))
            }
        }
    }
}

/// A part of a year, to be read as one day.
struct Reading {
    part: Part,
    /// If it is an interval with 前: how the office reads that, if it said.
    before: Option<Option<Before>>,
}

impl Reading {
    /// The day in that year.
    fn day(&self, year: i32) -> Result<Day, DeadlineError> {
        let (first, inclusive) = self.part.days(year)?;
        let strict = first.plus(-1).ok_or(NoSuchYear);
        match self.before {
            None | Some(Some(Before::Inclusive)) => Ok(inclusive),
            Some(Some(Before::Strict)) => strict,
            Some(None) => Err(Ambiguous {
                strict: strict?,
                inclusive,
            }),
        }
    }

    /// The day in the one year in which it lies in the period.
    ///
    /// The year is that of the interval, whichever way 前 is read, so that setting the way never
    /// gives a day other than the two that were named. Only an interval that ends in the period in
    /// no year may end just before it begins: 7月前 in the first half.
    fn within(&self, period: Period) -> Result<Day, DeadlineError> {
        let (from, to) = (period.start().ymd().0, period.end().ymd().0);
        let inside = |pick: fn((Day, Day)) -> Option<Day>| -> Vec<(i32, Day)> {
            (from..=to + 1)
                .filter_map(|year| Some((year, self.part.days(year).ok().and_then(pick)?)))
                .filter(|(_, day)| period.contains(*day))
                .collect()
        };
        let mut years = inside(|(_, last)| Some(last));
        if years.is_empty() && self.before.is_some() {
            years = inside(|(first, _)| first.plus(-1));
        }
        match years.as_slice() {
            [] => Err(self.outside(period)),
            [(year, _)] => match self.day(*year)? {
                day if period.contains(day) => Ok(day),
                _ => Err(self.outside(period)),
            },
            [(_, first), .., (_, last)] => Err(SeveralYears {
                first: *first,
                last: *last,
            }),
        }
    }

    /// The refusal of a day that lies in the period in no year.
    fn outside(&self, period: Period) -> DeadlineError {
        let reading = Reading {
            part: self.part,
            before: self.before.map(|b| b.or(Some(Before::Inclusive))),
        };
        let year = period.start().ymd().0;
        let this = match reading.day(year) {
            Ok(day) => day,
            Err(error) => return error,
        };
        let step = if this < period.start() { 1 } else { -1 };
        // The next 29 February is at most eight years away.
        match (1..=8).find_map(|n| reading.day(year + n * step).ok()) {
            Some(other) => OutsidePeriod { this, other },
            None => NoSuchYear,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::DeadlineError::NoSuchMonth;
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        Day::from_iso(text).unwrap()
    }

    /// All tables are typed on this day.
    fn today() -> Day {
        day("2021-10-15")
    }

    fn read(words: &str, period: &str) -> Result<Deadline, DeadlineError> {
        read_deadline(words, period.parse().unwrap(), today(), None)
    }

    fn on(text: &str) -> Result<Deadline, DeadlineError> {
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
            // From the day of typing.
            ("today", "2021H2", "2021-10-15"),
            ("今天", "2021H2", "2021-10-15"),
            ("+30d", "2021H2", "2021-11-14"),
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
        let due = read_deadline("下月底", "2021H2".parse().unwrap(), day("2021-12-31"), None);
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
                Err(Ambiguous { strict, inclusive }),
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
            let read = |before| read_deadline(words, period.parse().unwrap(), today(), before);
            assert_eq!(read(Some(Before::Strict)), strict, "{words}");
            assert_eq!(read(Some(Before::Inclusive)), inclusive, "{words}");
        }
    }

    fn outside(this: &str, other: &str) -> Result<Deadline, DeadlineError> {
        let (this, other) = (day(this), day(other));
        Err(OutsidePeriod { this, other })
    }

    fn several(first: &str, last: &str) -> Result<Deadline, DeadlineError> {
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
            let period = "2021H2".parse().unwrap();
            let strict = read_deadline(words, period, today(), Some(Before::Strict));
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
            ("力争", Empty),
            ("推动完成", Empty),
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
            ("10000Q4", NoSuchYear),
            ("0000-11", NoSuchYear),
            ("21年底", NoSuchYear),
            ("+99999999999d", NoSuchYear),
            ("+99999999999w", NoSuchYear),
            ("99999999999999999999-01-01", NoSuchYear),
            ("30", BareNumber),
            ("２０２１", BareNumber),
            ("before 2022", BareNumber),
            ("15日", BareNumber),
            ("15号前", BareNumber),
            ("三十", BareNumber),
            ("+30", BareNumber),
            ("11/30", BareNumber),
            ("11-30", BareNumber),
            ("31-10-2021", BareNumber),
            ("2021.12.31", BareNumber),
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
            ("年", Unknown),
            ("前", Unknown),
            ("before", Unknown),
            ("月", Unknown),
            ("end", Unknown),
            ("2021H3", Unknown),
            ("7-8月", Unknown),
            ("一二月", Unknown),
            ("七八月", Unknown),
            ("7、8月", Unknown),
            ("11月至12月", Unknown),
            ("q3-q4", Unknown),
            ("1 2月", Unknown),
            ("-30d", Unknown),
            ("in 3 days", Unknown),
            ("in 3 month", Unknown),
            ("+3m", Unknown),
            ("11月底完成主体结构", Unknown),
            ("november december", Unknown),
            ("2021年2022年", Unknown),
            ("2021年本月底", Unknown),
            ("overall", Unknown),
            ("٣٠", Unknown),
            ("70%", Unknown),
        ] {
            assert_eq!(read(words, "2021H2"), Err(error), "{words}");
        }
    }

    fn periods() -> impl Strategy<Value = Period> {
        let lengths = prop_oneof![0i64..40, 0i64..200, 300i64..400, 0i64..1500];
        (prop_oneof![1i64..=3_652_059, 730_000i64..740_000], lengths).prop_map(|(start, length)| {
            let start = Day::from_number(start).unwrap();
            Period::range(start, start.plus(length).unwrap_or(start)).unwrap()
        })
    }

    fn readings() -> impl Strategy<Value = Option<Before>> {
        prop::sample::select(vec![None, Some(Before::Strict), Some(Before::Inclusive)])
    }

    /// Words of the vocabulary, numbers and noise in any order.
    fn assembled() -> impl Strategy<Value = String> {
        let spellings = words::VOCABULARY.iter().map(|(spelling, _)| *spelling);
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
            text in any::<String>(), period in periods(), now in 1i64..=3_652_059,
            before in readings(),
        ) {
            let _ = read_deadline(&text, period, Day::from_number(now).unwrap(), before);
        }

        // Caught: a number of twenty figures overflowing; quarter 0 reaching `quarter * 3 - 2`.
        #[test]
        fn no_order_of_known_words_makes_the_reader_stumble(
            text in assembled(), period in periods(), now in 1i64..=3_652_059,
            before in readings(),
        ) {
            let _ = read_deadline(&text, period, Day::from_number(now).unwrap(), before);
        }

        // Caught: the year of the period's first day taken for every month; 前 read strictly
        // reaching back before the period.
        #[test]
        fn a_day_without_a_year_lies_in_the_period(
            words in yearless(), period in periods(), before in readings(),
        ) {
            match read_deadline(&words, period, today(), before) {
                Ok(Deadline::On { due, .. }) => prop_assert!(period.contains(due), "{due}"),
                Ok(undated) => prop_assert!(false, "{undated:?}"),
                Err(OutsidePeriod { this, other }) => {
                    prop_assert!(!period.contains(this) && this != other);
                    prop_assert!(before == Some(Before::Strict) || !period.contains(other));
                }
                Err(SeveralYears { first, last }) => {
                    prop_assert!(period.contains(first) && period.contains(last) && first < last);
                }
                Err(Ambiguous { strict, inclusive }) => {
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
            if let Err(Ambiguous { strict, inclusive }) = read_deadline(&words, period, today(), None) {
                for (before, day) in [(Before::Strict, strict), (Before::Inclusive, inclusive)] {
                    let outcome = read_deadline(&words, period, today(), Some(before));
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
                let read = read_deadline(&words, period, today(), before);
                prop_assert_eq!(read, Ok(Deadline::On { due, commitment: None }), "{}", words);
            }
        }
    }
}
