use crate::model::Day;

use super::Ratio;

/// When the target would be reached if the remaining work went at the planned speed (earned
/// schedule with a performance factor of 1), and a range that holds about every second true
/// finish.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Forecast {
    /// Due day plus lag, rounded up to a day.
    pub finish: Day,
    /// Half of the remaining planned work after the reading.
    pub from: Day,
    /// Twice the remaining planned work after the reading.
    pub to: Day,
}

impl Forecast {
    /// From the reading's day and the planned days still to go (`due + lag - r`, at least 0).
    ///
    /// No day of it lies before the day after the question: what is not reached by then cannot be
    /// finished earlier. `None` where it leaves the calendar.
    pub fn new(reading: Day, remaining: Ratio, as_of: Day) -> Option<Forecast> {
        let earliest = reading.max(as_of).plus(1)?;
        let after = |days: Ratio| reading.plus(days.ceil()?).map(|day| day.max(earliest));
        Some(Forecast {
            finish: after(remaining)?,
            from: after(remaining * Ratio::new(1, 2))?,
            to: after(remaining * Ratio::whole(2))?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn days_are_rounded_up_and_the_range_is_half_to_twice() {
        let reading = day("2021-09-30");
        let forecast = Forecast::new(reading, Ratio::new(21, 2), reading).unwrap();
        assert_eq!(forecast.finish, day("2021-10-11"));
        assert_eq!(forecast.from, day("2021-10-06"));
        assert_eq!(forecast.to, day("2021-10-21"));
    }

    #[test]
    fn nothing_unfinished_is_forecast_for_the_past() {
        let forecast =
            Forecast::new(day("2021-09-30"), Ratio::whole(4), day("2021-10-20")).unwrap();
        assert_eq!(forecast.finish, day("2021-10-21"));
        assert_eq!(forecast.to, day("2021-10-21"));
    }

    #[test]
    fn a_forecast_beyond_the_calendar_is_none() {
        let reading = day("2021-09-30");
        assert_eq!(
            Forecast::new(reading, Ratio::whole(10_000_000), reading),
            None
        );
    }
}
