//! Dates in figures, with marks between them or without.

use super::super::{DateOrder, Day, half_width};
use super::error::DateError::{self, BareNumber};
use super::part::{Part, Phrase};
use super::rules::DateRules;
use super::vocabulary::{Number, Word};

/// What figures name; `None`, where they are no date. `is_end`: its last day is meant.
pub(super) fn numeric(
    words: &[Word],
    rules: &DateRules,
    is_end: bool,
) -> Option<Result<Phrase, DateError>> {
    use Word::{Mark, Number};
    let figures = Figures { rules, is_end };
    Some(match words {
        [Number(a), Mark(x), Number(b), Mark(y), Number(c)] if x == y => {
            if !a.is_short() {
                figures.day(a, b, c)
            } else if c.is_year_long() {
                c.year().and_then(|year| figures.in_order(Some(year), a, b))
            } else {
                figures.with_short_year(a, b, c)
            }
        }
        // A spreadsheet may keep it as a number: `20211231.0`.
        [Number(n)]
        | [
            Number(n),
            Mark('.'),
            Number(super::vocabulary::Number { value: 0, .. }),
        ] if n.digits == 8 => match n.split_year_last() {
            Some([a, b, year]) => year
                .year()
                .and_then(|year| figures.in_order(Some(year), &a, &b)),
            None => {
                let [y, m, d] = n.split_date();
                figures.day(&y, &m, &d)
            }
        },
        [Number(a), Mark(_), Number(b)] if !a.is_short() => figures.month(a, b),
        [Number(a), Mark(_), Number(b)] if b.is_year_long() => figures.month(b, a),
        [Number(a), Mark('-'), Number(b)] if b.is_short() => {
            let day = |month| figures.of(None, Part::Day(month, b.small()));
            a.month().and_then(day)
        }
        [Number(a), Mark('/'), Number(b)] if b.is_short() => figures.in_order(None, a, b),
        [Number(a), Mark('.'), Number(b)] => match may_be_day(a, b) || may_be_day(b, a) {
            true => figures.in_order(None, a, b),
            false => Err(BareNumber),
        },
        [Number(n)] if n.is_year_by_itself() || (n.is_year_long() && is_end) => n
            .year()
            .and_then(|year| figures.of(Some(year), Part::Whole)),
        _ => return None,
    })
}

fn may_be_day(month: &Number, day: &Number) -> bool {
    month.month().is_ok() && (1..=31).contains(&day.small())
}

struct Figures<'r> {
    rules: &'r DateRules,
    is_end: bool,
}

impl Figures<'_> {
    fn of(&self, year: Option<i32>, part: Part) -> Result<Phrase, DateError> {
        Ok(Phrase::Of(year, part, self.is_end))
    }

    fn day(&self, year: &Number, month: &Number, day: &Number) -> Result<Phrase, DateError> {
        self.of(Some(year.year()?), Part::Day(month.month()?, day.small()))
    }

    fn month(&self, year: &Number, month: &Number) -> Result<Phrase, DateError> {
        self.of(Some(year.year()?), Part::Month(month.month()?))
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

    /// Three numbers of two figures at most. Whoever settled the order of the first two settled that
    /// the year stands last; else it may stand first as well.
    fn with_short_year(
        &self,
        first: &Number,
        second: &Number,
        third: &Number,
    ) -> Result<Phrase, DateError> {
        let last = third
            .year_of_century()
            .and_then(|year| self.in_order(Some(year), first, second));
        let Ok(Phrase::Of(Some(year), part, _)) = last else {
            return last;
        };
        let (_, last_day) = part.days(year)?;
        match year_first(first, second, third) {
            Some(first) if self.rules.order.is_none() && first != last_day => {
                Err(DateError::EitherYear {
                    last: last_day,
                    first,
                })
            }
            _ => last,
        }
    }
}

/// A day or a month with a point, to whose figures a spreadsheet may have left out the last zero: of
/// `12.1`, `12.10`.
pub fn with_dropped_zero(text: &str) -> Option<String> {
    let text = half_width(text.trim());
    let (whole, decimals) = text.split_once('.')?;
    let number = |text: &str| {
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        let digits = text.len();
        let value = text.parse().ok().filter(|_| is_number)?;
        Some(Number { value, digits })
    };
    let (a, b) = (number(whole)?, number(decimals)?);
    let ten = Number {
        value: b.value * 10,
        digits: 2,
    };
    let may_be_date = may_be_day(&a, &ten) || may_be_day(&ten, &a);
    let is_month_of_year = a.is_year_by_itself() && ten.month().is_ok();
    let is_short = b.digits == 1 && b.value > 0;
    (is_short && (may_be_date || is_month_of_year)).then(|| format!("{text}0"))
}

/// The day, if three numbers are one with its year before month and day: `21/10/31`.
pub(super) fn year_first(first: &Number, second: &Number, third: &Number) -> Option<Day> {
    let year = (first.digits == 2).then(|| first.year_of_century().ok())?;
    Day::from_ymd(year?, second.month().ok()?, third.small())
}
