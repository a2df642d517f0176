//! Fiscal years: an office's year that begins in another month than January.

use std::cmp::Ordering;
use std::fmt;

use super::{Day, half_width};

/// How long the current period of an office is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PeriodLength {
    /// Twelve months.
    Year,
    /// Six.
    Half,
    /// Three.
    Quarter,
    /// One.
    Month,
}

impl PeriodLength {
    /// All of them, the longest first.
    pub const ALL: [PeriodLength; 4] = [
        PeriodLength::Year,
        PeriodLength::Half,
        PeriodLength::Quarter,
        PeriodLength::Month,
    ];

    /// Its id: `year`, `half`, `quarter`, `month`.
    pub fn id(self) -> &'static str {
        match self {
            PeriodLength::Year => "year",
            PeriodLength::Half => "half",
            PeriodLength::Quarter => "quarter",
            PeriodLength::Month => "month",
        }
    }

    /// The inverse of [`PeriodLength::id`].
    pub fn from_id(id: &str) -> Option<PeriodLength> {
        PeriodLength::ALL
            .into_iter()
            .find(|length| length.id() == id)
    }

    /// Its months: 12, 6, 3 or 1.
    pub fn months(self) -> u32 {
        match self {
            PeriodLength::Year => 12,
            PeriodLength::Half => 6,
            PeriodLength::Quarter => 3,
            PeriodLength::Month => 1,
        }
    }
}

/// A fiscal year, half-year or quarter. The year is that in which it ends.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct FiscalPart {
    year: i32,
    /// Which half-year or quarter of it, from 1; of a year, 1.
    nth: u32,
    /// No month.
    length: PeriodLength,
}

impl FiscalPart {
    /// From `FY2027`, `FY2027H1` or `FY2027Q2`, regardless of case.
    pub fn from_text(text: &str) -> Option<FiscalPart> {
        let plain = half_width(text.trim()).to_ascii_uppercase();
        let (year, part) = plain.strip_prefix("FY")?.split_at_checked(4)?;
        if !year.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let (length, nth) = match part {
            "" => (PeriodLength::Year, 1),
            "H1" => (PeriodLength::Half, 1),
            "H2" => (PeriodLength::Half, 2),
            "Q1" => (PeriodLength::Quarter, 1),
            "Q2" => (PeriodLength::Quarter, 2),
            "Q3" => (PeriodLength::Quarter, 3),
            "Q4" => (PeriodLength::Quarter, 4),
            _ => return None,
        };
        Some(FiscalPart {
            year: year.parse().ok()?,
            nth,
            length,
        })
    }

    /// The part of that length of the fiscal year that ends in `year`; `nth` counts from 1, and
    /// there is one as far as the year has as many.
    pub(super) fn new(year: i32, length: PeriodLength, nth: u32) -> FiscalPart {
        FiscalPart { year, nth, length }
    }

    /// Its year, its length, and which half-year or quarter of the year it is.
    pub fn named(&self) -> (i32, PeriodLength, u32) {
        (self.year, self.length, self.nth)
    }

    /// Its first and last day, where the year begins in that month, 2 to 12; `None` where it is no
    /// fiscal year or lies beyond the calendar.
    pub(super) fn days(self, year_begins: u32) -> Option<(Day, Day)> {
        if !(2..=12).contains(&year_begins) {
            return None;
        }
        let months = self.length.months();
        let first = year_begins - 1 + (self.nth - 1) * months;
        let at = |month: u32| {
            let year = self.year - 1 + i32::try_from(month / 12).ok()?;
            Some((year, month % 12 + 1))
        };
        let ((year, first), (last_year, last)) = (at(first)?, at(first + months - 1)?);
        Some((
            Day::from_ymd(year, first, 1)?,
            Day::month_end(last_year, last)?,
        ))
    }

    /// The one of that length that contains a day, where the year begins in that month, 2 to 12.
    pub(super) fn containing(day: Day, length: PeriodLength, year_begins: u32) -> FiscalPart {
        let (year, month, _) = day.ymd();
        let since = (month + 12 - year_begins) % 12;
        FiscalPart {
            year: year + i32::from(year_begins <= month),
            nth: since / length.months() + 1,
            length,
        }
    }
}

impl PartialOrd for FiscalPart {
    fn partial_cmp(&self, other: &FiscalPart) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for FiscalPart {
    /// By start, the longer one first.
    fn cmp(&self, other: &FiscalPart) -> Ordering {
        let start = |part: &FiscalPart| (part.year, (part.nth - 1) * part.length.months());
        let length = |part: &FiscalPart| part.length.months();
        start(self)
            .cmp(&start(other))
            .then(length(other).cmp(&length(self)))
    }
}

impl fmt::Display for FiscalPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, nth) = (self.year, self.nth);
        match self.length {
            PeriodLength::Year | PeriodLength::Month => write!(f, "FY{year:04}"),
            PeriodLength::Half => write!(f, "FY{year:04}H{nth}"),
            PeriodLength::Quarter => write!(f, "FY{year:04}Q{nth}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Period, PeriodError, PeriodName};
    use proptest::prelude::*;

    fn name(text: &str) -> PeriodName {
        text.parse().unwrap()
    }

    fn days(text: &str, year_begins: u32) -> Option<String> {
        let period = name(text).resolve(year_begins)?;
        Some(format!("{}..{}", period.start(), period.end()))
    }

    #[test]
    fn a_fiscal_year_is_named_by_the_year_in_which_it_ends() {
        for (text, begins, expected) in [
            ("FY2027", 7, "2026-07-01..2027-06-30"),
            ("FY2027H1", 7, "2026-07-01..2026-12-31"),
            ("fy2027h2", 7, "2027-01-01..2027-06-30"),
            ("FY2027Q2", 7, "2026-10-01..2026-12-31"),
            ("FY2027Q4", 7, "2027-04-01..2027-06-30"),
            ("FY2027", 4, "2026-04-01..2027-03-31"),
            ("FY2027Q4", 4, "2027-01-01..2027-03-31"),
            ("FY2024", 12, "2023-12-01..2024-11-30"),
            ("FY2024", 3, "2023-03-01..2024-02-29"),
            ("2027H1", 7, "2027-01-01..2027-06-30"),
        ] {
            assert_eq!(days(text, begins).as_deref(), Some(expected), "{text}");
        }
        // A year that begins in January is no fiscal year.
        assert_eq!(days("FY2027", 1), None);
        for text in ["FY27", "FY2027H3", "FY2027-11", "FY", "FY20270", "2027FY"] {
            assert_eq!(text.parse::<PeriodName>(), Err(PeriodError::Form), "{text}");
        }
    }

    #[test]
    fn a_period_is_called_as_it_was_given_and_is_one_with_the_same_days() {
        let fiscal = name("FY2027H1").resolve(7).unwrap();
        let calendar: Period = "2026H2".parse().unwrap();
        assert_eq!(fiscal, calendar);
        assert_eq!(fiscal.to_string(), "FY2027H1");
        assert_eq!(calendar.to_string(), "2026H2");
        // In the record beside its days, so that it depends on nothing else.
        assert_eq!(fiscal.record_text(), "FY2027H1 2026-07-01..2026-12-31");
        let read: Period = fiscal.record_text().parse().unwrap();
        assert_eq!((read, read.to_string()), (fiscal, "FY2027H1".to_owned()));
        assert_eq!(calendar.record_text(), "2026H2");
        for text in [
            "FY2027H1 2026-08-01..2026-12-31",
            "FY2027 2027-01-01..2027-12-31",
            "FY2027H1 ",
        ] {
            assert_eq!(text.parse::<Period>(), Err(PeriodError::Form), "{text}");
        }
    }

    #[test]
    fn the_current_period_goes_by_the_office_s_year() {
        let of = |day: &str, length, begins| {
            Period::containing(day.parse().unwrap(), length, begins).to_string()
        };
        assert_eq!(of("2026-11-24", PeriodLength::Half, 1), "2026H2");
        assert_eq!(of("2026-11-24", PeriodLength::Year, 1), "2026");
        assert_eq!(of("2026-11-24", PeriodLength::Quarter, 1), "2026Q4");
        assert_eq!(of("2026-11-24", PeriodLength::Month, 7), "2026-11");
        assert_eq!(of("2026-11-24", PeriodLength::Half, 7), "FY2027H1");
        assert_eq!(of("2026-11-24", PeriodLength::Half, 4), "FY2027H2");
        assert_eq!(of("2026-03-31", PeriodLength::Quarter, 4), "FY2026Q4");
        assert_eq!(of("2026-06-30", PeriodLength::Year, 7), "FY2026");
        // Its fiscal year would begin before the calendar.
        assert_eq!(of("0001-02-01", PeriodLength::Year, 7), "0001H1");
    }

    proptest! {
        // Caught: the year counted from the month before it begins; a quarter counted from January.
        #[test]
        fn the_period_that_contains_a_day_does_and_its_name_says_which_it_is(
            day in 800_000i64..3_000_000, begins in 1u32..=12, length in 0usize..4
        ) {
            let (day, length) = (Day::from_number(day - 700_000).unwrap(), PeriodLength::ALL[length]);
            let period = Period::containing(day, length, begins);
            prop_assert!(period.contains(day));
            let name: PeriodName = period.to_string().parse().unwrap();
            prop_assert_eq!(name.resolve(begins), Some(period));
            prop_assert_eq!(period.record_text().parse(), Ok(period));
        }
    }
}
