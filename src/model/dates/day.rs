use std::str::FromStr;

use super::super::{DateOrder, Day, Weekday};
use super::error::DateError::{self, Empty, NoSuchYear, NotADay, NotOneDay};
use super::numeric::year_first;
use super::part::{Part, Phrase};
use super::period::read_period;
use super::phrase::phrase;
use super::rules::{DateRules, PAST_DAYS};
use super::span::Span;
use super::vocabulary::{Number, Word};
use super::weekday::{check_weekday, weekday_beside};
use super::words::{compact, split};

/// Reads one day: a date in any of its forms, a timestamp, or a word such as `yesterday`. Without a
/// year it is the last such day, if that is at most [`PAST_DAYS`] days ago. Whether it may lie in the
/// future is the caller's question.
///
/// # Errors
/// Whatever has no reading, or more than one. `10.31` may be a quantity, where nothing says that a day
/// is meant.
pub fn read_day(text: &str, rules: &DateRules) -> Result<Day, DateError> {
    read(text, rules, |words| {
        use Word::{Mark, Number};
        matches!(words, [Number(a), Mark('.'), Number(b)] if a.is_short() && b.is_short())
    })
}

/// Reads one day where nothing else can be meant, as in a column of days: also `10.31`.
///
/// # Errors
/// As [`read_day`].
pub fn read_day_of_column(text: &str, rules: &DateRules) -> Result<Day, DateError> {
    read(text, rules, |_| false)
}

fn read(
    text: &str,
    rules: &DateRules,
    is_number: impl Fn(&[Word]) -> bool,
) -> Result<Day, DateError> {
    // What most cells hold.
    if let Some(day) = Day::from_iso(text.trim()) {
        return Ok(day);
    }
    let text = compact(text);
    let words = words_of(&text)?;
    match is_number(&words) {
        true => Err(DateError::BareNumber),
        false => read_words(&words, rules),
    }
}

/// The first day of what a text names, if that has begun: of one day that day, of a week, a month or
/// another period its first.
///
/// # Errors
/// As [`read_day`].
pub fn read_first_day(text: &str, rules: &DateRules) -> Result<Day, DateError> {
    let of_period = || match split(&compact(text))?.as_slice() {
        [Word::Week(weeks)] => {
            let monday = 1 - Weekday::of(rules.today).number();
            rules.today.plus(weeks * 7 + monday)
        }
        _ => {
            let period = read_period(text, rules.today).ok()?;
            Some(period.resolve(rules.year_begins)?.start())
        }
    };
    match read_day(text, rules) {
        Err(NotOneDay) => {
            let begun = of_period().filter(|day| *day <= rules.today);
            begun.ok_or(NotOneDay)
        }
        read => read,
    }
}

fn words_of(text: &str) -> Result<Vec<Word>, DateError> {
    if text.is_empty() {
        return Err(Empty);
    }
    split(text).ok_or(NotADay)
}

fn read_words(words: &[Word], rules: &DateRules) -> Result<Day, DateError> {
    let words = match words {
        [Word::To, rest @ ..] => rest,
        _ => words,
    };
    if let [Word::Number(n), unit, Word::Before] = words
        && let Some(span) = Span::of(n, unit)
    {
        return span.before(rules.today).ok_or(NoSuchYear);
    }
    if let Some((weekday, words)) = weekday_beside(words) {
        return match named(&words, rules) {
            Err(error) => of_weekday(error, weekday),
            Ok(day) => check_weekday(day, weekday),
        };
    }
    named(words, rules)
}

/// Of two days that figures may name, the one of its week that is written beside them.
fn of_weekday(error: DateError, weekday: i64) -> Result<Day, DateError> {
    let days = match error {
        DateError::EitherOrder { dmy, mdy } => [dmy, mdy],
        DateError::EitherYear { last, first } => [last, first],
        error => return Err(error),
    };
    match days.map(|day| check_weekday(day, weekday)) {
        [Ok(day), Err(_)] | [Err(_), Ok(day)] => Ok(day),
        _ => Err(error),
    }
}

/// The one day that words name.
fn named(words: &[Word], rules: &DateRules) -> Result<Day, DateError> {
    match phrase(words, rules, rules.today.ymd().0) {
        Ok(Phrase::On(day)) => Ok(day),
        Ok(Phrase::Of(Some(year), part @ Part::Day(..), _)) => Ok(part.days(year)?.1),
        Ok(Phrase::Of(None, part @ Part::Day(..), _)) => latest(part, rules.today),
        Ok(Phrase::Of(..)) => Err(NotOneDay),
        Ok(Phrase::EitherOrder {
            year,
            first,
            second,
        }) => {
            let day = |part: Part| match year {
                Some(year) => Ok(part.days(year)?.1),
                None => last(part, rules.today),
            };
            Err(DateError::EitherOrder {
                dmy: day(Part::Day(second, first))?,
                mdy: day(Part::Day(first, second))?,
            })
        }
        Ok(Phrase::DayOrMonth { month, number }) => Err(DateError::DayOrMonth {
            day: last(Part::Day(month, number), rules.today)?,
            month_end: month_of_century(month, number)?,
        }),
        Err(NotADay) => Err(refusal(words)),
        Err(error) => Err(error),
    }
}

/// Why words that name nothing are no day.
fn refusal(words: &[Word]) -> DateError {
    let is_number = |word: &&Word| matches!(word, Word::Number(_));
    let is_bare = |word: &Word| {
        matches!(
            word,
            Word::Number(_) | Word::DayOf | Word::Plus | Word::Mark(_)
        )
    };
    match words {
        [rest @ .., Word::Before] | [Word::BeforeThe, rest @ ..] if !rest.is_empty() => NotOneDay,
        words if words.iter().all(is_bare) && words.iter().filter(is_number).count() == 1 => {
            DateError::BareNumber
        }
        _ => NotADay,
    }
}

/// The last such day up to today.
pub(super) fn last(part: Part, today: Day) -> Result<Day, DateError> {
    let (year, ..) = today.ymd();
    let of_year = |year| part.days(year).map(|(_, day)| day);
    // The 29th of February may lie eight years back.
    let found = (0..=8).find_map(|back| of_year(year - back).ok().filter(|day| *day <= today));
    // What no year has, this year has not.
    found.map_or_else(|| of_year(year), Ok)
}

/// The next such day from today on.
pub(super) fn next(part: Part, today: Day) -> Result<Day, DateError> {
    let (year, ..) = today.ymd();
    let of_year = |year| part.days(year).map(|(_, day)| day);
    let found = (0..=8).find_map(|ahead| of_year(year + ahead).ok().filter(|day| *day >= today));
    found.map_or_else(|| of_year(year), Ok)
}

/// The last such day, unless it is so long ago that the next one may be meant.
fn latest(part: Part, today: Day) -> Result<Day, DateError> {
    let past = last(part, today)?;
    if (0..=PAST_DAYS).contains(&today.days_since(past)) {
        return Ok(past);
    }
    Err(DateError::WhichYear {
        past,
        next: next(part, today)?,
    })
}

/// The last day of the month of a year that two figures may stand for.
pub(super) fn month_of_century(month: u32, number: u32) -> Result<Day, DateError> {
    let year = i32::try_from(number).map_err(|_| NoSuchYear)?;
    Day::month_end(2000 + year, month).ok_or(NoSuchYear)
}

/// Reads a date that is the same on whichever day it is written: with its year, in any of its forms.
///
/// # Errors
/// Whatever else has no reading, or more than one.
pub fn read_date(text: &str, order: Option<DateOrder>) -> Result<Day, DateError> {
    if let Some(day) = Day::from_iso(text.trim()) {
        return Ok(day);
    }
    let words = words_of(&compact(text))?;
    let read = |today| {
        let rules = DateRules {
            order,
            ..DateRules::on(today)
        };
        read_words(&words, &rules)
    };
    match (read(Day::default())?, read(Day::LAST)?) {
        (day, same) if day == same => Ok(day),
        _ => Err(NotADay),
    }
}

/// What a date begins with, if it is written in figures and only one order makes a day of it:
/// `31/10/2021`, or only one a day of the week that stands beside it.
pub fn order_shown(text: &str) -> Option<DateOrder> {
    let words = split(&compact(text))?;
    let words = match weekday_beside(&words) {
        None => words,
        Some((weekday, words)) => match order_of_weekday(&words, weekday) {
            None => words,
            order => return order,
        },
    };
    let (first, second) = match words.as_slice() {
        [
            Word::Number(a),
            Word::Mark(x),
            Word::Number(b),
            Word::Mark(y),
            Word::Number(c),
        ] if x == y && a.is_short() => {
            let is_last = c.is_year_long() || (c.digits == 2 && year_first(a, b, c).is_none());
            is_last.then_some((*a, *b))?
        }
        [Word::Number(a), Word::Mark('/' | '.'), Word::Number(b)]
            if a.is_short() && b.is_short() =>
        {
            (*a, *b)
        }
        [Word::Number(n)] => {
            let [a, b, _] = n.split_year_last()?;
            (a, b)
        }
        _ => return None,
    };
    order_of(&first, &second)
}

/// The order in which alone figures with their year name a day of the week.
fn order_of_weekday(words: &[Word], weekday: i64) -> Option<DateOrder> {
    let is_it = |order| {
        let rules = DateRules {
            order: Some(order),
            ..DateRules::on(Day::default())
        };
        named(words, &rules).is_ok_and(|day| check_weekday(day, weekday).is_ok())
    };
    let has_year = words
        .iter()
        .filter(|word| matches!(word, Word::Number(_)))
        .count()
        == 3;
    match [DateOrder::DayFirst, DateOrder::MonthFirst].map(is_it) {
        [true, false] if has_year => Some(DateOrder::DayFirst),
        [false, true] if has_year => Some(DateOrder::MonthFirst),
        // Only one of them makes a day of it, and its year stands last.
        [true, true] if has_year => match words {
            [Word::Number(a), _, Word::Number(b), ..] if a.is_short() => order_of(a, b),
            _ => None,
        },
        _ => None,
    }
}

/// The order of two figures of which only one can be a month.
fn order_of(first: &Number, second: &Number) -> Option<DateOrder> {
    match (first.month(), second.month()) {
        (Err(_), Ok(_)) => Some(DateOrder::DayFirst),
        (Ok(_), Err(_)) if second.is_short() => Some(DateOrder::MonthFirst),
        _ => None,
    }
}

impl FromStr for Day {
    type Err = DateError;

    /// As [`read_date`], where nobody has said what `03/04/2021` begins with.
    fn from_str(text: &str) -> Result<Day, DateError> {
        read_date(text, None)
    }
}

/// Whether a text was meant as a day, or begins with one: then it is none by mistake.
pub fn looks_like_date(text: &str) -> bool {
    let plain = compact(text);
    let words = split(&plain).unwrap_or_default();
    is_dated(&words) || begins_like_date(&plain)
}

/// Whether words name a day or a month, with nothing said of it.
fn is_dated(words: &[Word]) -> bool {
    use Word::{
        Ago, DayFromNow, DayOf, Days, Done, Last, Mark, Month, MonthName, Next, Number, Plus,
        Promise, Soon, Week, Weekday, Year,
    };
    if words
        .iter()
        .any(|word| matches!(word, Promise(_) | Done | Soon))
    {
        return false;
    }
    words.iter().any(|word| matches!(word, DayFromNow(_)))
        || match words {
            // A number of these lengths can hardly be anything else.
            [Number(n)] => matches!(n.digits, 4 | 6 | 8),
            [Last | Next, Days(_) | Weekday(_), ..] | [Week(_), ..] | [Weekday(_)] => true,
            [MonthName(month)] => *month != 5 && *month != 3,
            words => words.windows(2).any(|pair| {
                matches!(
                    pair,
                    [Number(_), Mark(_) | Year | Month | DayOf | MonthName(_)]
                        | [MonthName(_), Number(_) | Mark(_)]
                        | [Days(_), Ago]
                        | [Mark(_) | Plus, Number(_)]
                )
            }),
        }
}

/// Whether a compact text begins with figures and the marks of a date between them, or with the name
/// of a day, whatever follows: in Chinese nothing need stand between.
fn begins_like_date(text: &str) -> bool {
    const DAYS: [&str; 6] = ["今天", "今日", "昨天", "昨日", "前天", "明天"];
    let digits =
        |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mut rest = text;
    let mut marks = String::new();
    while let (Some(tail), Some(length)) = (rest.get(digits(rest)..), Some(digits(rest)))
        && (1..=4).contains(&length)
        && let Some(mark) = tail
            .chars()
            .next()
            .filter(|mark| "-/.年月日号".contains(*mark))
    {
        marks.push(mark);
        rest = tail.get(mark.len_utf8()..).unwrap_or_default();
    }
    let ends_in_digit = digits(rest) > 0;
    DAYS.iter().any(|day| text.starts_with(day))
        || marks.starts_with('年')
        || marks.contains("月日")
        || marks.contains("月号")
        || (["--", "//", ".."]
            .iter()
            .any(|pair| marks.starts_with(pair))
            && ends_in_digit)
}

#[cfg(test)]
mod tests;
