//! Times that are counted: 两周, `a month`.

use super::super::Day;
use super::vocabulary::{Number, Word};
use super::words::{compact, split};

/// A time in days, or in months, which differ in length.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Span {
    Days(i64),
    Months(i64),
}

impl Span {
    /// So many of a unit; `None`, if it is none.
    pub(super) fn of(number: &Number, unit: &Word) -> Option<Span> {
        let n = i64::from(number.value);
        match unit {
            Word::Days(days) => Some(Span::Days(n * i64::from(*days))),
            Word::Months | Word::TheMonth => Some(Span::Months(n)),
            _ => None,
        }
    }

    /// The day that lies so much later. A month that has no such day counts to its end: of the 31st
    /// of October, to the 30th of November.
    pub(super) fn after(self, day: Day) -> Option<Day> {
        match self {
            Span::Days(days) => day.plus(days),
            Span::Months(months) => day.plus_months(months),
        }
    }

    /// The day that lies so much earlier.
    pub(super) fn before(self, day: Day) -> Option<Day> {
        match self {
            Span::Days(days) => day.plus(-days),
            Span::Months(months) => day.plus_months(-months),
        }
    }
}

/// A time from a day on, in days: `30`, `30d`, `2 weeks`, 两周, 14天内, `a month`. `None` if it is
/// none, or too long to count.
pub fn read_span(text: &str, from: Day) -> Option<u32> {
    let words = split(&compact(text))?;
    let words = match words.as_slice() {
        [Word::In, rest @ ..] | [rest @ .., Word::Within] => rest,
        words => words,
    };
    match words {
        [Word::Number(n)] => Some(n.value),
        [Word::Number(n), unit] => {
            let end = Span::of(n, unit)?.after(from)?;
            u32::try_from(end.days_since(from)).ok()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::read_span;
    use crate::model::Day;

    #[test]
    fn a_time_is_written_as_days_weeks_or_months() {
        let today = Day::from_ymd(2021, 10, 31).unwrap();
        for (text, days) in [
            ("30", Some(30)),
            ("30d", Some(30)),
            (" 7 D ", Some(7)),
            ("1 day", Some(1)),
            ("14 days", Some(14)),
            ("２周", Some(14)),
            ("2w", Some(14)),
            ("2 weeks", Some(14)),
            ("1 week", Some(7)),
            ("in 2 weeks", Some(14)),
            ("within 2 weeks", Some(14)),
            ("14天", Some(14)),
            ("十四天", Some(14)),
            ("14天内", Some(14)),
            ("2周", Some(14)),
            ("两周", Some(14)),
            ("两周内", Some(14)),
            ("2个星期", Some(14)),
            ("two weeks", Some(14)),
            ("a week", Some(7)),
            ("within ten days", Some(10)),
            ("thirty days", Some(30)),
            ("thirty-one days", Some(31)),
            // To the 30th of November.
            ("a month", Some(30)),
            ("1 month", Some(30)),
            ("一个月", Some(30)),
            ("1个月内", Some(30)),
            // To the 31st of December.
            ("two months", Some(61)),
            ("两个月", Some(61)),
            // To the 28th of February.
            ("in 4 months", Some(120)),
            ("0", Some(0)),
            ("0天", Some(0)),
            ("700000000w", None),
            ("", None),
            ("d", None),
            ("-1", None),
            ("+1", None),
            ("1.5d", None),
            ("1m", None),
            ("one", None),
            ("a", None),
            ("months", None),
            ("9999999 months", None),
            ("30dw", None),
            ("2 weeks ago", None),
            ("两周后", None),
            ("friday", None),
            ("soon", None),
        ] {
            assert_eq!(read_span(text, today), days, "{text}");
        }
    }
}
