use super::Day;

/// A day of the week; weeks begin on Monday.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)] // Their names say what each is.
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];

    /// That of a day.
    pub fn of(day: Day) -> Weekday {
        // The first of January of year 1, whose number is 1, was a Monday.
        Weekday::from_number(day.number())
    }

    /// Monday is 1.
    pub(super) fn number(self) -> i64 {
        self as i64 + 1
    }

    /// The inverse of [`Weekday::number`]; 8 is a Monday again.
    pub(super) fn from_number(number: i64) -> Weekday {
        let of_week = number.saturating_sub(1).rem_euclid(7);
        let found = Weekday::ALL.into_iter().find(|day| *day as i64 == of_week);
        found.unwrap_or(Weekday::Monday)
    }
}
