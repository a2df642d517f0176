mod error;
mod words;

use super::{BeforeInterval as Before, Commitment, Day, Period};

pub use error::DeadlineError;
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

use DeadlineError::{
    Ambiguous, BareNumber, Empty, Festival, NoSuchDay, NoSuchQuarter, NoSuchYear, OutsidePeriod,
    SeveralYears, Unknown, Vague,
};

/// Whether words may be a deadline at all, in whatever period they are read.
///
/// # Errors
/// Why no period would mend them.
pub fn check_deadline(words: &str) -> Result<(), DeadlineError> {
    let day = Day::from_ymd(2000, 6, 15).unwrap_or_default();
    match read_deadline(words, Period::half_of(day), day, Some(Before::Strict)) {
        Ok(_)
        | Err(Ambiguous { .. } | OutsidePeriod { .. } | SeveralYears { .. } | NoSuchDay { .. }) => {
            Ok(())
        }
        Err(problem) => Err(problem),
    }
}

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
mod tests;
