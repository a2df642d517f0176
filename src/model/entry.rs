use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, SecondsFormat, TimeZone, Utc};
use serde::{Serialize, Serializer};

use super::Day;

/// A moment, UTC, in whole milliseconds; by default the beginning of 1970.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Instant(DateTime<Utc>);

/// Why a text is not an [`Instant`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct InstantError;

impl Instant {
    /// From milliseconds since 1970; `None` outside the years 1 to 9999.
    pub fn from_millis(millis: i64) -> Option<Instant> {
        let moment = Utc.timestamp_millis_opt(millis).single()?;
        (1..=9999)
            .contains(&moment.year())
            .then_some(Instant(moment))
    }

    /// The day that it lies in, in UTC.
    pub fn day(self) -> Option<Day> {
        Day::from_number(i64::from(self.0.date_naive().num_days_from_ce()))
    }

    /// Milliseconds since 1970.
    pub fn millis(self) -> i64 {
        self.0.timestamp_millis()
    }
}

impl FromStr for Instant {
    type Err = InstantError;

    /// RFC 3339 with any offset; cut to milliseconds.
    fn from_str(text: &str) -> Result<Instant, InstantError> {
        let moment = DateTime::parse_from_rfc3339(text.trim()).map_err(|_| InstantError)?;
        Instant::from_millis(moment.timestamp_millis()).ok_or(InstantError)
    }
}

impl fmt::Display for Instant {
    /// `2021-08-01T01:30:00.000Z`: sorts as text as it does in time.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::Millis, true))
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// How much of the record a question may see.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Known {
    /// All of it.
    Now,
    /// What was recorded up to and including this moment (the end of the asked day).
    Until(Instant),
    /// What was recorded up to and including this entry.
    Through(i64),
}

/// A file that an entry was read from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    /// Its name as given.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// Who writes what, and when: the head of one transaction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewEntry {
    /// From the clock, or `PROJECT_NOW`.
    pub recorded_at: Instant,
    /// Whoever ran the command.
    pub who: String,
    /// The command as typed, without the program.
    pub command: String,
    /// The files it read.
    pub sources: Vec<Source>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_utc_in_milliseconds() {
        let instant: Instant = "2021-08-01T09:30:00.1239+08:00".parse().unwrap();
        assert_eq!(instant.to_string(), "2021-08-01T01:30:00.123Z");
        assert_eq!(instant.to_string().parse(), Ok(instant));
        assert_eq!("2021-08-01".parse::<Instant>(), Err(InstantError));
    }
}
