//! What the words of a date name: a day, or an interval, with its year or without.

use super::super::{DateOrder, Day, FiscalPart, PeriodLength, Weekday};
use super::error::DateError::{
    self, BareNumber, NoFiscalYear, NoSuchDay, NoSuchQuarter, NoSuchYear, NotADay,
};
use super::policy::DayOrMonth;
use super::rules::DateRules;
use super::vocabulary::{Number, Word};

/// What words name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Phrase {
    /// This day, counted from today.
    On(Day),
    /// A part of that year, or of one that is not named; whether its end is meant.
    Of(Option<i32>, Part, bool),
    /// `03/04/2021`, which the office has not settled: two numbers of which each may be the month.
    EitherOrder {
        year: Option<i32>,
        first: u32,
        second: u32,
    },
    /// `Nov-21`: a day of the month, or the month of a year of this century.
    DayOrMonth { month: u32, number: u32 },
}

/// A day or an interval within a year. Its numbers are in range, but for the day's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    Whole,
    Half(u32),
    Quarter(u32),
    Month(u32),
    /// Ten days of a month; the last of them are what is left.
    Third(u32, u32),
    Day(u32, u32),
    /// Part of a fiscal year: its first and last day, whose years are known.
    Fiscal(Day, Day),
}

impl Part {
    /// Its first and last day in that year.
    pub(super) fn days(self, year: i32) -> Result<(Day, Day), DateError> {
        let months = |first, last| {
            let start = Day::from_ymd(year, first, 1);
            start.zip(Day::month_end(year, last)).ok_or(NoSuchYear)
        };
        match self {
            Part::Fiscal(first, last) => Ok((first, last)),
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

/// What words name, in which 次年 is the year after that one.
///
/// # Errors
/// [`NotADay`], if they are none of the forms; else what is wrong with the form they have.
pub(super) fn phrase(words: &[Word], rules: &DateRules, year: i32) -> Result<Phrase, DateError> {
    use Word::{Mark, MonthName, Number, YearAfter, YearFromNow};
    let reader = |is_end| Reader {
        rules,
        year,
        is_end,
    };
    if let Some(day) = reader(false).counted(words) {
        return day.map(Phrase::On);
    }
    let wide;
    let words = match words {
        [MonthName(month), Mark('-' | '/'), Number(n)] if n.is_short() => {
            return day_or_month(*month, n.value, rules.short);
        }
        [Number(d), Mark(_), MonthName(_), Mark(_), Number(y)] if d.is_short() && y.is_short() => {
            return Err(NoSuchYear);
        }
        _ if words.iter().any(|word| matches!(word, MonthName(_))) => {
            wide = without_marks(words);
            wide.as_slice()
        }
        _ => words,
    };
    let (words, is_end) = without_end(words);
    if let [Word::FiscalYear, Number(y), rest @ ..]
    | [Number(y), Word::FiscalYear, rest @ ..]
    | [rest @ .., Word::FiscalYear, Number(y)] = words
    {
        let year = y.fiscal_year()?;
        let part = reader(is_end).in_fiscal_year(year, rest)?;
        return Ok(Phrase::Of(Some(year), part, is_end));
    }
    if let Some(phrase) = reader(is_end).numeric(words) {
        return phrase;
    }
    // `november 2021`, `end of next year`, `year end 2021`.
    let (words, of) = match words {
        [rest @ .., Number(n)] if n.is_year_long() && !rest.is_empty() => (rest, Some(n.year()?)),
        [rest @ .., YearFromNow(years)] => (rest, Some(rules.today.ymd().0 + years)),
        [rest @ .., YearAfter] => (rest, Some(year + 1)),
        _ => (words, None),
    };
    let (words, is_end) = match is_end {
        true => (words, true),
        false => without_end(words),
    };
    let (year, part) = match of {
        Some(year) => reader(is_end).in_year(year, words)?,
        None => reader(is_end).dated(words)?,
    };
    Ok(Phrase::Of(year, part, is_end))
}

/// Words without 底, 末 or `end`, and whether they had it.
fn without_end(words: &[Word]) -> (&[Word], bool) {
    match words {
        [Word::End, rest @ ..] | [rest @ .., Word::End | Word::Within] => (rest, true),
        _ => (words, false),
    }
}

/// Words that name one day or interval.
struct Reader<'a> {
    rules: &'a DateRules,
    /// The year that 次年 follows.
    year: i32,
    /// The last day of what is named is meant.
    is_end: bool,
}

type Dated = (Option<i32>, Part);

impl Reader<'_> {
    /// A day that is so many days from today, or the day of a week.
    fn counted(&self, words: &[Word]) -> Option<Result<Day, DateError>> {
        use Word::{
            After, Ago, DayFromNow, DayOf, Days, In, Last, Mark, Next, Number, Plus, Week, Within,
        };
        let today = self.rules.today;
        let of_week = Weekday::of(today).number();
        let later = |days: Option<i64>| days.and_then(|days| today.plus(days)).ok_or(NoSuchYear);
        let times = |n: &super::vocabulary::Number, days: &u32| {
            i64::from(n.value).checked_mul(i64::from(*days))
        };
        let in_week = |week: &i64, day: i64| later(Some(week * 7 + day - of_week));
        Some(match words {
            [DayFromNow(days)] => later(Some(*days)),
            [Plus | In, Number(n), Days(days)] | [Number(n), Days(days), After | Within] => {
                later(times(n, days))
            }
            [Mark('-'), Number(n), Days(days)] | [Number(n), Days(days), Ago] => {
                later(times(n, days).and_then(i64::checked_neg))
            }
            [Last, Word::Weekday(day)] => later(Some(-((of_week - day - 1).rem_euclid(7) + 1))),
            [Next, Word::Weekday(day)] => later(Some((day - of_week - 1).rem_euclid(7) + 1)),
            [Week(week), Number(n)] if (1..=6).contains(&n.value) => {
                in_week(week, i64::from(n.value))
            }
            [Week(week), DayOf | Days(1)] => in_week(week, 7),
            [Word::Weekday(_)] => Err(DateError::Weekday),
            _ => return None,
        })
    }

    fn of(&self, year: Option<i32>, part: Part) -> Result<Phrase, DateError> {
        Ok(Phrase::Of(year, part, self.is_end))
    }

    /// Figures with marks between them, or eight figures.
    fn numeric(&self, words: &[Word]) -> Option<Result<Phrase, DateError>> {
        use Word::{Mark, Number};
        let day = |year: &super::vocabulary::Number, month: &super::vocabulary::Number, day| {
            self.of(Some(year.year()?), Part::Day(month.month()?, day))
        };
        let month = |year: &super::vocabulary::Number, month: &super::vocabulary::Number| {
            self.of(Some(year.year()?), Part::Month(month.month()?))
        };
        Some(match words {
            [Number(a), Mark(x), Number(b), Mark(y), Number(c)] if x == y => {
                if !a.is_short() {
                    day(a, b, c.small())
                } else if c.is_year_long() {
                    match c.year() {
                        Ok(year) => self.in_order(Some(year), a, b),
                        Err(error) => Err(error),
                    }
                } else {
                    Err(NoSuchYear)
                }
            }
            // A spreadsheet may keep it as a number: `20211231.0`.
            [Number(n)]
            | [
                Number(n),
                Mark('.'),
                Number(super::vocabulary::Number { value: 0, .. }),
            ] if n.digits == 8 => match n.split_year_last() {
                Some([a, b, year]) => match year.year() {
                    Ok(year) => self.in_order(Some(year), &a, &b),
                    Err(error) => Err(error),
                },
                None => {
                    let [y, m, d] = n.split_date();
                    day(&y, &m, d.small())
                }
            },
            [Number(a), Mark(_), Number(b)] if !a.is_short() => month(a, b),
            [Number(a), Mark(_), Number(b)] if b.is_year_long() => month(b, a),
            [Number(a), Mark('-'), Number(b)] if b.is_short() => {
                let day = |month| self.of(None, Part::Day(month, b.small()));
                a.month().and_then(day)
            }
            [Number(a), Mark('/'), Number(b)] if b.is_short() => self.in_order(None, a, b),
            [Number(_), Mark('.'), Number(_)] => Err(BareNumber),
            [Number(n)] if n.is_year_by_itself() || (n.is_year_long() && self.is_end) => {
                n.year().and_then(|year| self.of(Some(year), Part::Whole))
            }
            _ => return None,
        })
    }

    /// Two numbers, of which one is the month.
    fn in_order(
        &self,
        year: Option<i32>,
        first: &Number,
        second: &Number,
    ) -> Result<Phrase, DateError> {
        let day = |month: u32, day: u32| self.of(year, Part::Day(month, day));
        match (first.month(), second.month()) {
            (Err(_), Err(error)) => Err(error),
            (Err(_), Ok(month)) => day(month, first.small()),
            (Ok(month), Err(_)) => day(month, second.small()),
            (Ok(first), Ok(second)) => match self.rules.order {
                Some(DateOrder::DayFirst) => day(second, first),
                Some(DateOrder::MonthFirst) => day(first, second),
                None if first == second => day(first, second),
                None => Ok(Phrase::EitherOrder {
                    year,
                    first,
                    second,
                }),
            },
        }
    }

    /// What begins with its year, or has none.
    fn dated(&self, words: &[Word]) -> Result<Dated, DateError> {
        use Word::{H, Number, Q, Year, YearAfter, YearFromNow};
        match words {
            [Number(y), Year, rest @ ..] => self.in_year(y.year()?, rest),
            [Number(y), rest @ ..] if y.is_year_long() && !rest.is_empty() => {
                self.in_year(y.year()?, rest)
            }
            [Number(y), Q | H, ..] if y.digits > 4 => Err(NoSuchYear),
            [YearFromNow(years), rest @ ..] => self.in_year(self.rules.today.ymd().0 + years, rest),
            [YearAfter, rest @ ..] => self.in_year(self.year + 1, rest),
            _ => self.part(words),
        }
    }

    /// A part of a known year, or all of it: 2021年年底 is 2021年底.
    fn in_year(&self, year: i32, words: &[Word]) -> Result<Dated, DateError> {
        let (other_year, part) = match words {
            [] => (None, Part::Whole),
            _ => self.part(words)?,
        };
        match other_year {
            None => Ok((Some(year), part)),
            Some(_) => Err(NotADay),
        }
    }

    /// A half-year or quarter of a fiscal year, or all of it.
    fn in_fiscal_year(&self, year: i32, words: &[Word]) -> Result<Part, DateError> {
        let (length, nth) = match self.in_year(year, words)? {
            (_, Part::Whole) => (PeriodLength::Year, 1),
            (_, Part::Half(half)) => (PeriodLength::Half, half),
            (_, Part::Quarter(quarter)) => (PeriodLength::Quarter, quarter),
            _ => return Err(NotADay),
        };
        if self.rules.year_begins == 1 {
            return Err(NoFiscalYear);
        }
        let part = FiscalPart::new(year, length, nth);
        let (first, last) = part.days(self.rules.year_begins).ok_or(NoSuchYear)?;
        Ok(Part::Fiscal(first, last))
    }

    /// A part of a year; with its year only where it counts from today.
    fn part(&self, words: &[Word]) -> Result<Dated, DateError> {
        use Word::{
            H, Half, HalfYear, MonthFromNow, MonthName, Number, Q, Quarter, QuarterFromNow, Third,
            ThisHalf, Year,
        };
        let within = |n: &super::vocabulary::Number, most| {
            Some(n.small()).filter(|n| (1..=most).contains(n))
        };
        let part = match words {
            [Year] if self.is_end => Part::Whole,
            [Word::Month | Word::TheMonth] if self.is_end => return self.month(&[MonthFromNow(0)]),
            [QuarterFromNow(quarters)] => {
                let (year, quarter) = self.counted_on(3, *quarters);
                return Ok((Some(year), Part::Quarter(quarter)));
            }
            [ThisHalf] | [ThisHalf, Year] => {
                let (year, half) = self.counted_on(6, 0);
                return Ok((Some(year), Part::Half(half)));
            }
            [HalfYear(half)] => Part::Half(*half),
            [Number(n), Half] | [Number(n), Half, Year] | [H, Number(n)] => {
                Part::Half(within(n, 2).ok_or(NotADay)?)
            }
            [Number(n), Quarter] | [Number(n), Quarter, Year] | [Q, Number(n)] => {
                Part::Quarter(within(n, 4).ok_or(NoSuchQuarter)?)
            }
            [Number(d), MonthName(m)] => Part::Day(*m, d.small()),
            [Third(third), rest @ ..] => match self.month(rest)? {
                (year, Part::Month(month)) => return Ok((year, Part::Third(month, *third))),
                _ => return Err(NotADay),
            },
            _ => return self.month(words),
        };
        Ok((None, part))
    }

    /// The interval of so many months that lies so many of them after the one of today: its year,
    /// and which of the year's it is, from 1.
    fn counted_on(&self, months: u32, later: i32) -> (i32, u32) {
        let (year, month, _) = self.rules.today.ymd();
        let (a_year, of_year) = (12 / months, (month - 1) / months);
        let [a_year, of_year] = [a_year, of_year].map(u32::cast_signed);
        let at = year * a_year + of_year + later;
        (
            at.div_euclid(a_year),
            at.rem_euclid(a_year).cast_unsigned() + 1,
        )
    }

    /// A month, or a part of it.
    fn month(&self, words: &[Word]) -> Result<Dated, DateError> {
        use Word::{DayOf, Month, MonthFromNow, MonthName, Number, Third};
        let (year, month, rest) = match words {
            [Number(m), Month, rest @ ..] => (None, m.month()?, rest),
            [MonthName(m), rest @ ..] => (None, *m, rest),
            [MonthFromNow(months), rest @ ..] => {
                let (year, month) = self.counted_on(1, *months);
                (Some(year), month, rest)
            }
            _ => return Err(NotADay),
        };
        let part = match rest {
            [] => Part::Month(month),
            [Third(third)] => Part::Third(month, *third),
            [Number(d)] | [Number(d), DayOf] => Part::Day(month, d.small()),
            _ => return Err(NotADay),
        };
        Ok((year, part))
    }
}

/// `Nov-21`, which may be the 21st, or 2021. `Nov-45` could only be a year, which takes four figures.
fn day_or_month(month: u32, number: u32, is: Option<DayOrMonth>) -> Result<Phrase, DateError> {
    let year = 2000 + i32::try_from(number).map_err(|_| NoSuchYear)?;
    Day::from_ymd(2000, month, number).ok_or(NoSuchYear)?;
    Ok(match is {
        None => Phrase::DayOrMonth { month, number },
        Some(DayOrMonth::Day) => Phrase::Of(None, Part::Day(month, number), false),
        Some(DayOrMonth::Month) => Phrase::Of(Some(year), Part::Month(month), false),
    })
}

/// The words without the marks that join a month's name to numbers: `30-nov-2021`.
fn without_marks(words: &[Word]) -> Vec<Word> {
    let is_kept = |word: &&Word| !matches!(word, Word::Mark(_));
    words.iter().filter(is_kept).copied().collect()
}
