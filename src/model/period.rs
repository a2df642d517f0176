use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::{Day, FiscalPart, PeriodLength, half_width};

/// The time a target belongs to: `2021`, `2021H2`, `2021Q4`, `2021-11`, `DATE..DATE`, or a part of a
/// fiscal year.
///
/// Two spellings of the same days are one period: `2021-07-01..2021-12-31` is `2021H2`, and in an
/// office whose year begins in July also `FY2022H1`. What was given as a part of a fiscal year is
/// called so.
#[derive(Clone, Copy, Debug)]
pub struct Period {
    start: Day,
    end: Day,
    /// The part of a fiscal year that it was given as.
    fiscal: Option<FiscalPart>,
}

impl PartialEq for Period {
    fn eq(&self, other: &Period) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}

impl Eq for Period {}

impl Hash for Period {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.start, self.end).hash(state);
    }
}

/// A period as it is given: by its days, or as a part of a fiscal year, whose days the month tells
/// in which the office's year begins.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PeriodName {
    /// Its days are known.
    Days(Period),
    /// `FY2027`, `FY2027H1`, `FY2027Q2`.
    Fiscal(FiscalPart),
}

impl PeriodName {
    /// The period, in an office whose year begins in that month (1 to 12); `None` for a fiscal year
    /// that begins in January like any other, or that lies beyond the calendar.
    pub fn resolve(self, year_begins: u32) -> Option<Period> {
        match self {
            PeriodName::Days(period) => Some(period),
            PeriodName::Fiscal(part) => Period::of_part(part, year_begins),
        }
    }
}

/// Why a text is not a [`Period`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PeriodError {
    /// Nothing was given.
    Empty,
    /// None of its forms.
    Form,
    /// Of another year on another day.
    NoYear,
    /// A range whose end lies before its start.
    Backwards,
}

impl Period {
    /// All days from `start` to `end`, both included; `None` if `end` lies before `start`.
    pub fn range(start: Day, end: Day) -> Option<Period> {
        (start <= end).then_some(Period {
            start,
            end,
            fiscal: None,
        })
    }

    fn of_part(part: FiscalPart, year_begins: u32) -> Option<Period> {
        let (start, end) = part.days(year_begins)?;
        Some(Period {
            fiscal: Some(part),
            ..Period::range(start, end)?
        })
    }

    /// The year, half-year, quarter or month that contains a day, in an office whose year begins in
    /// that month.
    pub fn containing(day: Day, length: PeriodLength, year_begins: u32) -> Period {
        let (year, month, _) = day.ymd();
        let found = match length {
            PeriodLength::Month => Period::months(year, month, 1),
            _ if year_begins == 1 => {
                let months = length.months();
                Period::months(year, (month - 1) / months * months + 1, months)
            }
            _ => Period::of_part(
                FiscalPart::containing(day, length, year_begins),
                year_begins,
            ),
        };
        // Only where the fiscal year leaves the calendar.
        found.unwrap_or_else(|| Period::half_of(day))
    }

    /// The part of a fiscal year that it was given as.
    pub fn fiscal(&self) -> Option<FiscalPart> {
        self.fiscal
    }

    /// As the record has it: a part of a fiscal year beside its days, so that what it means does not
    /// depend on a setting.
    pub fn record_text(&self) -> String {
        match self.fiscal {
            Some(part) => format!("{part} {}..{}", self.start, self.end),
            None => self.to_string(),
        }
    }

    /// The inverse of [`Period::record_text`] for a part of a fiscal year.
    fn from_record(text: &str) -> Option<Period> {
        let (name, days) = text.split_once(' ')?;
        let (name, days): (PeriodName, Period) = (name.parse().ok()?, days.parse().ok()?);
        // One of the twelve months is that in which its year begins.
        (2..=12)
            .filter_map(|month| name.resolve(month))
            .find(|period| *period == days && period.fiscal.is_some())
    }

    /// The calendar year.
    pub fn year(year: i32) -> Option<Period> {
        Period::months(year, 1, 12)
    }

    /// The half-year that contains the day.
    pub fn half_of(day: Day) -> Period {
        let (year, month, _) = day.ymd();
        let first = if month <= 6 { 1 } else { 7 };
        Period::months(year, first, 6).unwrap_or(Period {
            start: day,
            end: day,
            fiscal: None,
        })
    }

    fn months(year: i32, first: u32, count: u32) -> Option<Period> {
        Period::range(
            Day::from_ymd(year, first, 1)?,
            Day::month_end(year, first + count - 1)?,
        )
    }

    /// Its first day.
    pub fn start(&self) -> Day {
        self.start
    }

    /// Its last day.
    pub fn end(&self) -> Day {
        self.end
    }

    /// Whether the day lies in it.
    pub fn contains(&self, day: Day) -> bool {
        self.start <= day && day <= self.end
    }

    /// Whether it lies within `outer`.
    pub fn is_within(&self, outer: &Period) -> bool {
        outer.start <= self.start && self.end <= outer.end
    }

    /// `(year, first month, number of months)` if it consists of whole months of the kind that has
    /// a name: a year, half-year, quarter or month.
    pub fn named(&self) -> Option<(i32, u32, u32)> {
        let (year, first, day) = self.start.ymd();
        if day != 1 {
            return None;
        }
        [12, 6, 3, 1]
            .into_iter()
            .find(|count| {
                (first - 1) % count == 0 && Period::months(year, first, *count) == Some(*self)
            })
            .map(|count| (year, first, count))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Period) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Period {
    /// By start, the longer one first.
    fn cmp(&self, other: &Period) -> Ordering {
        self.start.cmp(&other.start).then(other.end.cmp(&self.end))
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Period, PeriodError> {
        let text = half_width(text.trim());
        if text.is_empty() {
            return Err(PeriodError::Empty);
        }
        if text.starts_with("FY") {
            return Period::from_record(&text).ok_or(PeriodError::Form);
        }
        if let Some((start, end)) = text.split_once("..") {
            let day = |s: &str| s.parse::<Day>().map_err(|_| PeriodError::Form);
            return Period::range(day(start)?, day(end)?).ok_or(PeriodError::Backwards);
        }
        let (year, rest) = text.split_at_checked(4).ok_or(PeriodError::Form)?;
        if !year.bytes().all(|b| b.is_ascii_digit()) {
            return Err(PeriodError::Form);
        }
        let year: i32 = year.parse().map_err(|_| PeriodError::Form)?;
        let months = match rest.to_ascii_uppercase().as_str() {
            "" => Some((1, 12)),
            "H1" => Some((1, 6)),
            "H2" => Some((7, 6)),
            "Q1" => Some((1, 3)),
            "Q2" => Some((4, 3)),
            "Q3" => Some((7, 3)),
            "Q4" => Some((10, 3)),
            month => month
                .strip_prefix('-')
                .filter(|m| m.len() == 2 && m.bytes().all(|b| b.is_ascii_digit()))
                .and_then(|m| m.parse().ok())
                .filter(|m| (1..=12).contains(m))
                .map(|m| (m, 1)),
        };
        months
            .and_then(|(first, count)| Period::months(year, first, count))
            .ok_or(PeriodError::Form)
    }
}

impl FromStr for PeriodName {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<PeriodName, PeriodError> {
        match FiscalPart::from_text(text) {
            Some(part) => Ok(PeriodName::Fiscal(part)),
            None => text.parse().map(PeriodName::Days),
        }
    }
}

impl fmt::Display for PeriodName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PeriodName::Days(period) => period.fmt(f),
            PeriodName::Fiscal(part) => part.fmt(f),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(part) = self.fiscal {
            return f.pad(&part.to_string());
        }
        let shown = match self.named() {
            Some((year, _, 12)) => format!("{year:04}"),
            Some((year, first, 6)) => format!("{year:04}H{}", first / 6 + 1),
            Some((year, first, 3)) => format!("{year:04}Q{}", first / 3 + 1),
            Some((year, first, _)) => format!("{year:04}-{first:02}"),
            None => format!("{}..{}", self.start, self.end),
        };
        f.pad(&shown)
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn period(text: &str) -> Period {
        text.parse().unwrap()
    }

    #[test]
    fn the_five_forms_are_read_and_have_their_days() {
        for (text, start, end) in [
            ("2021", "2021-01-01", "2021-12-31"),
            ("2021H2", "2021-07-01", "2021-12-31"),
            ("2021h1", "2021-01-01", "2021-06-30"),
            ("2021Q4", "2021-10-01", "2021-12-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2021-07-05..2021-08-09", "2021-07-05", "2021-08-09"),
        ] {
            let p = period(text);
            assert_eq!(
                (p.start().to_string(), p.end().to_string()),
                (start.into(), end.into())
            );
        }
    }

    #[test]
    fn a_range_that_has_a_name_is_called_by_it() {
        assert_eq!(period("2021-07-01..2021-12-31").to_string(), "2021H2");
        assert_eq!(period("2021-04-01..2021-06-30").to_string(), "2021Q2");
        assert_eq!(
            period("2021-02-01..2021-04-30").to_string(),
            "2021-02-01..2021-04-30"
        );
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["2021H3", "21H2", "2021-13", "2021Q", "H2", "年底", "2021-7"] {
            assert_eq!(text.parse::<Period>(), Err(PeriodError::Form), "{text}");
        }
        assert_eq!(
            "2021-08-01..2021-07-01".parse::<Period>(),
            Err(PeriodError::Backwards)
        );
    }

    fn any_days() -> impl Strategy<Value = Period> {
        (1i64..=3_652_059, 0i64..800).prop_map(|(start, length)| {
            let start = Day::from_number(start).unwrap();
            let end = start.plus(length).unwrap_or(start);
            Period::range(start, end).unwrap()
        })
    }

    /// Among them those that have a name, and those of the same length that have none.
    fn whole_months() -> impl Strategy<Value = Period> {
        let counts = prop::sample::select(vec![1u32, 2, 3, 6, 12]);
        (1i32..=9998, 1u32..=12, counts).prop_map(|(year, first, count)| {
            let last = first + count - 1;
            let (later, last) = if last > 12 { (1, last - 12) } else { (0, last) };
            let start = Day::from_ymd(year, first, 1).unwrap();
            Period::range(start, Day::month_end(year + later, last).unwrap()).unwrap()
        })
    }

    proptest! {
        // Caught: a whole quarter printed as a half-year.
        #[test]
        fn printing_and_parsing_are_inverse(p in prop_oneof![any_days(), whole_months()]) {
            prop_assert_eq!(p.to_string().parse(), Ok(p));
        }

        // Caught: quarters counted in fours, so that the third was called Q2.
        #[test]
        fn named_periods_keep_their_names(year in 1i32..=9999, which in 0usize..19) {
            let names = ["", "H1", "H2", "Q1", "Q2", "Q3", "Q4", "-01", "-02", "-03", "-04", "-05",
                "-06", "-07", "-08", "-09", "-10", "-11", "-12"];
            let text = format!("{year:04}{}", names[which]);
            prop_assert_eq!(period(&text).to_string(), text);
        }

        // Caught: `split_at(4)` inside a Chinese character.
        #[test]
        fn no_text_makes_the_parser_stumble(text in "([0-9０-９HQ年.-]|\\PC){0,12}") {
            let _ = text.parse::<Period>();
        }
    }
}
