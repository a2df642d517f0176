use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Serialize, Serializer};

/// A calendar day, years 1 to 9999. A reading dated on it speaks of its end.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

impl Default for Day {
    /// The first of January of year 1.
    fn default() -> Day {
        Day(NaiveDate::from_num_days_from_ce_opt(1).unwrap_or_default())
    }
}

impl Day {
    /// The last day there is: the 31st of December 9999.
    pub const LAST: Day = Day(match NaiveDate::from_ymd_opt(9999, 12, 31) {
        Some(date) => date,
        None => NaiveDate::MAX,
    });

    /// The day of that year, month and day of month, if there is one.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Day> {
        NaiveDate::from_ymd_opt(year, month, day).and_then(Day::within)
    }

    /// The last day of a month.
    pub fn month_end(year: i32, month: u32) -> Option<Day> {
        let (next_year, next) = if month == 12 {
            (year.checked_add(1)?, 1)
        } else {
            (year, month + 1)
        };
        NaiveDate::from_ymd_opt(next_year, next, 1)?
            .pred_opt()
            .and_then(Day::within)
    }

    fn within(date: NaiveDate) -> Option<Day> {
        (1..=9999).contains(&date.year()).then_some(Day(date))
    }

    /// Whole days from `earlier` to this day; negative if it lies before.
    pub fn days_since(self, earlier: Day) -> i64 {
        self.number() - earlier.number()
    }

    /// That many days later (earlier, if negative), unless that leaves years 1 to 9999.
    pub fn plus(self, days: i64) -> Option<Day> {
        self.number().checked_add(days).and_then(Day::from_number)
    }

    /// The same day so many months later (earlier, if negative), or the last day of a month that has
    /// no such day, unless that leaves years 1 to 9999.
    pub fn plus_months(self, months: i64) -> Option<Day> {
        let (year, month, day) = self.ymd();
        let at = (i64::from(year) * 12 + i64::from(month - 1)).checked_add(months)?;
        let year = i32::try_from(at.div_euclid(12)).ok()?;
        let month = u32::try_from(at.rem_euclid(12)).ok()? + 1;
        Day::from_ymd(year, month, day).or_else(|| Day::month_end(year, month))
    }

    /// The day before; on the first day of year 1, that day itself.
    pub fn before(self) -> Day {
        self.plus(-1).unwrap_or(self)
    }

    /// Days since the first of January of year 1, which is 1.
    pub fn number(self) -> i64 {
        i64::from(self.0.num_days_from_ce())
    }

    /// The inverse of [`Day::number`].
    pub fn from_number(number: i64) -> Option<Day> {
        i32::try_from(number)
            .ok()
            .and_then(NaiveDate::from_num_days_from_ce_opt)
            .and_then(Day::within)
    }

    /// Year, month 1 to 12, day of month.
    pub fn ymd(self) -> (i32, u32, u32) {
        (self.0.year(), self.0.month(), self.0.day())
    }

    /// Its year and month as one number: 202107 for July 2021. Later months have greater ones.
    pub fn month(self) -> i64 {
        let (year, month, _) = self.ymd();
        i64::from(year) * 100 + i64::from(month)
    }

    /// Reads exactly `YYYY-MM-DD`, the only form on disk.
    pub fn from_iso(text: impl AsRef<[u8]>) -> Option<Day> {
        let bytes: &[u8; 10] = text.as_ref().try_into().ok()?;
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *bytes else {
            return None;
        };
        let digits = [y1, y2, y3, y4, m1, m2, d1, d2];
        if !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let [y1, y2, y3, y4, m1, m2, d1, d2] = digits.map(|digit| u32::from(digit - b'0'));
        let year = i32::try_from(y1 * 1000 + y2 * 100 + y3 * 10 + y4).ok()?;
        Day::from_ymd(year, m1 * 10 + m2, d1 * 10 + d2)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Of these years it is `YYYY-MM-DD`.
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn months_end_where_they_end() {
        assert_eq!(Day::month_end(2024, 2), Day::from_ymd(2024, 2, 29));
        assert_eq!(Day::month_end(9999, 12), Day::from_ymd(9999, 12, 31));
        assert_eq!(Day::month_end(2021, 13), None);
    }

    #[test]
    fn a_month_later_is_the_same_day_or_the_end_of_the_month() {
        for (from, months, to) in [
            ("2021-10-15", 1, Some("2021-11-15")),
            ("2021-10-31", 1, Some("2021-11-30")),
            ("2021-10-31", 4, Some("2022-02-28")),
            ("2021-10-31", 2, Some("2021-12-31")),
            ("2022-01-15", -1, Some("2021-12-15")),
            ("2022-03-31", -1, Some("2022-02-28")),
            ("9999-12-31", 1, None),
            ("0001-01-01", -1, None),
            ("2021-10-31", i64::MAX, None),
        ] {
            let day = Day::from_iso(from).unwrap();
            assert_eq!(
                day.plus_months(months),
                to.and_then(Day::from_iso),
                "{from} {months}"
            );
        }
    }

    proptest! {
        // Caught: years below 1000 printed without leading zeros.
        #[test]
        fn printing_and_parsing_are_inverse(number in 1i64..=3_652_059) {
            let day = Day::from_number(number).unwrap();
            prop_assert_eq!(day.number(), number);
            prop_assert_eq!(day.to_string().parse(), Ok(day));
            prop_assert_eq!(Day::from_iso(day.to_string()), Some(day));
        }

        // Caught: slicing a multi-byte text at byte 4.
        #[test]
        fn no_text_makes_the_parser_stumble(text in "([0-9-]|\\PC){0,12}") {
            let _ = Day::from_iso(&text);
        }
    }
}
