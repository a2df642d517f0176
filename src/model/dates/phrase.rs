//! What the words of a date name: a day, or an interval, with its year or without.

use super::super::{Day, FiscalPart, PeriodLength, Weekday};
use super::error::DateError::{self, NoFiscalYear, NoSuchQuarter, NoSuchYear, NotADay, NotOneDay};
use super::numeric::numeric;
use super::part::{Part, Phrase};
use super::policy::DayOrMonth;
use super::rules::DateRules;
use super::span::Span;
use super::vocabulary::Word;

/// What words name, in which 次年 is the year after that one.
///
/// # Errors
/// [`NotADay`], if they are none of the forms; else what is wrong with the form they have.
pub(super) fn phrase(words: &[Word], rules: &DateRules, year: i32) -> Result<Phrase, DateError> {
    use Word::{Mark, MonthName, Number, Within, Year, YearAfter, YearFromNow};
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
        // `14-Dec-26`, as spreadsheets write it.
        [Number(d), Mark(_), MonthName(month), Mark(_), Number(y)]
        | [Number(d), MonthName(month), Number(y)]
            if d.is_short() && y.is_short() =>
        {
            let part = Part::Day(*month, d.small());
            return Ok(Phrase::Of(Some(y.year_of_century()?), part, false));
        }
        // These may be as many years.
        [Number(y), Year] | [Number(y), Year, Within] if y.is_short() => return Err(NoSuchYear),
        _ if words.iter().any(|word| matches!(word, MonthName(_))) => {
            wide = without_marks(words);
            wide.as_slice()
        }
        _ => words,
    };
    let (words, is_end) = without_end(words);
    if let Some(part) = reader(is_end).fiscal_part(words) {
        if rules.year_begins == 1 {
            return part.and(Err(NoFiscalYear));
        }
        let part = part?;
        let (first, last) = part.days(rules.year_begins).ok_or(NoSuchYear)?;
        let (year, ..) = part.named();
        return Ok(Phrase::Of(Some(year), Part::Fiscal(first, last), is_end));
    }
    if let Some(phrase) = numeric(words, rules, is_end) {
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

/// The part of a fiscal year that words name, whenever the office's year begins; `None`, where they
/// name none.
pub(super) fn fiscal_part(words: &[Word], rules: &DateRules) -> Option<FiscalPart> {
    let reader = Reader {
        rules,
        year: rules.today.ymd().0,
        is_end: false,
    };
    reader.fiscal_part(words)?.ok()
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
        let in_week = |week: &i64, day: i64| later(Some(week * 7 + day - of_week));
        Some(match words {
            [DayFromNow(days)] => later(Some(*days)),
            [Plus | In, Number(n), unit] | [Number(n), unit, After | Within] => {
                Span::of(n, unit)?.after(today).ok_or(NoSuchYear)
            }
            [Mark('-'), Number(n), unit] | [Number(n), unit, Ago] => {
                Span::of(n, unit)?.before(today).ok_or(NoSuchYear)
            }
            // `friday in two weeks`, 两周后周五: of the week that lies so many after the present one.
            [Word::Weekday(day), In, Number(n), Days(7)]
            | [Number(n), Days(7), After, Word::Weekday(day)] => in_week(&i64::from(n.value), *day),
            [Week(week), Word::Weekday(day)] | [Word::Weekday(day), Week(week)] => {
                in_week(week, *day)
            }
            [Week(_)] | [Week(_), Within] | [Word::End, Week(_)] => Err(NotOneDay),
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

    /// What begins with its year, or has none.
    fn dated(&self, words: &[Word]) -> Result<Dated, DateError> {
        use Word::{H, Number, Q, Year, YearAfter, YearFromNow};
        match words {
            [Number(y), Year, rest @ ..] => self.in_year(y.year_of_century()?, rest),
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

    /// The part of a fiscal year that words name; `None`, where they name none.
    fn fiscal_part(&self, words: &[Word]) -> Option<Result<FiscalPart, DateError>> {
        use Word::{FiscalYear, Number};
        let ([FiscalYear, Number(y), rest @ ..]
        | [Number(y), FiscalYear, rest @ ..]
        | [rest @ .., FiscalYear, Number(y)]) = words
        else {
            return None;
        };
        let part = |year| {
            let (length, nth) = match self.in_year(year, rest)? {
                (_, Part::Whole) => (PeriodLength::Year, 1),
                (_, Part::Half(half)) => (PeriodLength::Half, half),
                (_, Part::Quarter(quarter)) => (PeriodLength::Quarter, quarter),
                _ => return Err(NotADay),
            };
            Ok(FiscalPart::new(year, length, nth))
        };
        Some(y.year_of_century().and_then(part))
    }

    /// A part of a year; with its year only where it counts from today.
    fn part(&self, words: &[Word]) -> Result<Dated, DateError> {
        use Word::{
            H, Half, HalfYear, MonthFromNow, MonthName, Number, Q, Quarter, QuarterFromNow, Third,
            ThisHalf, WholeYear, Year,
        };
        let within = |n: &super::vocabulary::Number, most| {
            Some(n.small()).filter(|n| (1..=most).contains(n))
        };
        let part = match words {
            [Year] if self.is_end => Part::Whole,
            [WholeYear] => Part::Whole,
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
