use crate::model::Day;

use super::Ratio;

/// When a target would be reached if the remaining work went at the planned speed: earned schedule
/// with a performance factor of 1.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Forecast {
    /// Counted from the latest figure.
    Finish(Finish),
    /// Nothing has been made since the baseline: counted from the day of the question, as if work
    /// began then.
    IfStartedNow(Finish),
    /// Of a target past due: by then it would have been reached, and nothing was reported since.
    Elapsed(Day),
}

/// The day on which a target would be reached, and a range: of works that get there, about four in
/// five fall in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Finish {
    /// All of the remaining days of work later.
    pub on: Day,
    /// A quarter of the remaining days of work later.
    pub from: Day,
    /// The remaining days of work and half the planned duration later.
    pub to: Day,
}

/// What a forecast is made of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outlook {
    /// The latest figure's day.
    pub(super) reading: Day,
    /// Days of work left at the planned speed, over 0.
    pub(super) remaining: Ratio,
    /// Planned duration in days.
    pub(super) plan_days: i64,
    /// Something was made since the baseline.
    pub(super) is_started: bool,
    /// The due day has passed.
    pub(super) is_past_due: bool,
    /// The day of the question.
    pub(super) as_of: Day,
}

impl Forecast {
    /// The day, also where it is gone by.
    pub fn on(self) -> Day {
        match self {
            Forecast::Finish(finish) | Forecast::IfStartedNow(finish) => finish.on,
            Forecast::Elapsed(on) => on,
        }
    }
}

impl Outlook {
    /// Days are rounded up. None lies before the day after the figure nor before the day of the
    /// question. `None` where it leaves the calendar.
    pub(super) fn forecast(&self) -> Option<Forecast> {
        let begin = if self.is_started {
            self.reading
        } else {
            self.as_of
        };
        let earliest = self.reading.plus(1)?.max(self.as_of);
        let after = |days: Ratio| begin.plus(days.ceil()?);
        let on = after(self.remaining)?;
        if self.is_past_due && self.is_started && on < self.as_of {
            return Some(Forecast::Elapsed(on));
        }
        let half = Ratio::new(self.plan_days, 2);
        let finish = Finish {
            on: on.max(earliest),
            from: after(self.remaining * Ratio::new(1, 4))?.max(earliest),
            to: after(self.remaining + half)?.max(earliest),
        };
        Some(if self.is_started {
            Forecast::Finish(finish)
        } else {
            Forecast::IfStartedNow(finish)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// 10.5 of 20 days left on 30 September.
    fn outlook(as_of: &str) -> Outlook {
        Outlook {
            reading: day("2021-09-30"),
            remaining: Ratio::new(21, 2),
            plan_days: 20,
            is_started: true,
            is_past_due: false,
            as_of: day(as_of),
        }
    }

    fn finish(on: &str, from: &str, to: &str) -> Finish {
        Finish {
            on: day(on),
            from: day(from),
            to: day(to),
        }
    }

    #[test]
    fn days_are_rounded_up_and_the_range_is_a_quarter_to_half_the_plan_more() {
        // 2.625, 10.5 and 20.5 days.
        let expected = finish("2021-10-11", "2021-10-03", "2021-10-21");
        let found = outlook("2021-09-30").forecast();
        assert_eq!(found, Some(Forecast::Finish(expected)));
    }

    #[test]
    fn nothing_unfinished_is_forecast_for_the_past() {
        let expected = finish("2021-10-12", "2021-10-12", "2021-10-21");
        let found = outlook("2021-10-12").forecast();
        assert_eq!(found, Some(Forecast::Finish(expected)));
        // On the day of a figure it is not reached: the day after at the earliest.
        let short = Outlook {
            remaining: Ratio::new(1, 10),
            ..outlook("2021-09-30")
        };
        let expected = finish("2021-10-01", "2021-10-01", "2021-10-11");
        assert_eq!(short.forecast(), Some(Forecast::Finish(expected)));
    }

    #[test]
    fn past_due_a_day_gone_by_is_told_as_such() {
        let late = |as_of| Outlook {
            is_past_due: true,
            ..outlook(as_of)
        };
        let expected = finish("2021-10-11", "2021-10-11", "2021-10-21");
        let found = late("2021-10-11").forecast();
        assert_eq!(found, Some(Forecast::Finish(expected)));
        let found = late("2021-10-12").forecast();
        assert_eq!(found, Some(Forecast::Elapsed(day("2021-10-11"))));
    }

    #[test]
    fn what_has_not_started_is_counted_from_the_day_of_the_question() {
        let idle = Outlook {
            is_started: false,
            is_past_due: true,
            ..outlook("2021-10-20")
        };
        let expected = finish("2021-10-31", "2021-10-23", "2021-11-10");
        assert_eq!(idle.forecast(), Some(Forecast::IfStartedNow(expected)));
    }

    #[test]
    fn a_forecast_beyond_the_calendar_is_none() {
        let endless = Outlook {
            remaining: Ratio::whole(10_000_000),
            ..outlook("2021-09-30")
        };
        assert_eq!(endless.forecast(), None);
    }
}
