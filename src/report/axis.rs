//! Days laid along a line, and the marks by which they are read off.

use crate::model::Day;

/// A span of days along a line of a given length.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Axis {
    from: Day,
    to: Day,
    length: i64,
}

/// A mark on an axis.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tick {
    /// The day it marks.
    pub on: Day,
    /// Where it stands.
    pub at: i64,
    /// What is written there.
    pub label: TickLabel,
}

impl Tick {
    /// The same mark, where the year is said beside it.
    pub fn without_year(mut self) -> Tick {
        if let TickLabel::MonthOfYear(_, month) = self.label {
            self.label = TickLabel::Month(month);
        }
        self
    }
}

/// As much of a day as it takes to read an axis.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TickLabel {
    /// A year.
    Year(i32),
    /// A month, 1 to 12, where the year has to be said.
    MonthOfYear(i32, u32),
    /// Another month of the same year.
    Month(u32),
    /// A day, where all are near each other.
    Day(Day),
}

/// How many months may lie between two marks: the first are to be read at a glance, the last reach
/// across the calendar.
const STEPS: [i64; 14] = [
    1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 6_000, 12_000, 120_000,
];

impl Axis {
    /// From a day to another, of at least one day.
    pub fn new(from: Day, to: Day, length: i64) -> Axis {
        let to = to.max(from.plus(1).unwrap_or(from));
        Axis { from, to, length }
    }

    /// Where a day stands, from 0 to the length; a day outside stands at the end that it is beyond.
    pub fn at(&self, day: Day) -> i64 {
        let days = self.to.days_since(self.from).max(1);
        let at = (2 * day.days_since(self.from) * self.length + days).div_euclid(2 * days);
        at.clamp(0, self.length)
    }

    /// Whether a day lies on it.
    pub fn has(&self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }

    /// At most so many marks: beginnings of months or years, as close as that allows. Where not even
    /// two months begin, every seventh day.
    pub fn ticks(&self, most: usize) -> Vec<Tick> {
        let months = STEPS.into_iter().map(|step| (step, self.beginnings(step)));
        let fitting = months.into_iter().find(|(_, days)| days.len() <= most);
        let Some((step, days)) = fitting.filter(|(_, days)| days.len() > 1) else {
            return self.weeks(most);
        };
        let mut year = None;
        let labelled = days.into_iter().map(|on| {
            let (of, month, _) = on.ymd();
            let label = match year.replace(of) == Some(of) {
                _ if step >= 12 => TickLabel::Year(of),
                true => TickLabel::Month(month),
                false => TickLabel::MonthOfYear(of, month),
            };
            self.tick(on, label)
        });
        labelled.collect()
    }

    /// The first days of the months on the axis of which so many lie between two, counted from a
    /// January.
    fn beginnings(&self, step: i64) -> Vec<Day> {
        let number = |day: Day| {
            let (year, month, _) = day.ymd();
            i64::from(year) * 12 + i64::from(month) - 1
        };
        let first = number(self.from).div_euclid(step) * step;
        let months = (0..).map(|count| first + count * step);
        let months = months.take_while(|month| *month <= number(self.to));
        let begin = |month: i64| {
            let year = i32::try_from(month.div_euclid(12)).ok()?;
            let month = u32::try_from(month.rem_euclid(12)).ok()?;
            Day::from_ymd(year, month + 1, 1)
        };
        (months.filter_map(begin))
            .filter(|day| self.has(*day))
            .collect()
    }

    fn weeks(&self, most: usize) -> Vec<Tick> {
        let days = (0..).map_while(|week| self.from.plus(week * 7));
        let days = days.take_while(|day| self.has(*day)).take(most);
        days.map(|on| self.tick(on, TickLabel::Day(on))).collect()
    }

    fn tick(&self, on: Day, label: TickLabel) -> Tick {
        let at = self.at(on);
        Tick { on, at, label }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn axis(from: &str, to: &str) -> Axis {
        Axis::new(day(from), day(to), 1_000)
    }

    fn labels(axis: Axis, most: usize) -> Vec<TickLabel> {
        axis.ticks(most).iter().map(|tick| tick.label).collect()
    }

    #[test]
    fn a_day_stands_where_its_share_of_the_days_says() {
        // 200 days.
        let axis = axis("2021-01-01", "2021-07-20");
        assert_eq!(axis.at(day("2021-01-01")), 0);
        assert_eq!(axis.at(day("2021-02-20")), 250);
        assert_eq!(axis.at(day("2021-07-20")), 1_000);
        // One day is 5 of 1,000.
        assert_eq!(axis.at(day("2021-01-02")), 5);
    }

    #[test]
    fn a_day_outside_stands_at_the_end() {
        let axis = axis("2021-01-01", "2021-07-20");
        assert_eq!(axis.at(day("1999-12-31")), 0);
        assert_eq!(axis.at(day("9999-12-31")), 1_000);
        assert!(!axis.has(day("2021-07-21")));
    }

    #[test]
    fn an_axis_of_one_day_is_no_stumbling_block() {
        let one = axis("2021-01-01", "2021-01-01");
        assert_eq!(one.at(day("2021-01-01")), 0);
        let last = Axis::new(Day::LAST, Day::LAST, 1_000);
        assert_eq!(last.at(Day::LAST), 0);
        assert_eq!(labels(last, 6), [TickLabel::Day(Day::LAST)]);
    }

    #[test]
    fn months_are_marked_as_close_as_there_is_room() {
        use TickLabel::{Month, MonthOfYear};
        let half = axis("2021-06-30", "2022-01-15");
        let all = [
            MonthOfYear(2021, 7),
            Month(8),
            Month(9),
            Month(10),
            Month(11),
            Month(12),
            MonthOfYear(2022, 1),
        ];
        assert_eq!(labels(half, 7), all);
        // Every other month, from January on.
        let fewer = [
            MonthOfYear(2021, 7),
            Month(9),
            Month(11),
            MonthOfYear(2022, 1),
        ];
        assert_eq!(labels(half, 6), fewer);
        // Quarters.
        let fewest = [MonthOfYear(2021, 7), Month(10), MonthOfYear(2022, 1)];
        assert_eq!(labels(half, 3), fewest);
    }

    #[test]
    fn long_spans_are_marked_by_years_and_short_ones_by_weeks() {
        use TickLabel::{Day as Date, Year};
        let long = axis("2019-05-01", "2024-03-01");
        let years = [Year(2020), Year(2021), Year(2022), Year(2023), Year(2024)];
        assert_eq!(labels(long, 6), years);
        let short = axis("2021-10-04", "2021-10-20");
        let weeks = ["2021-10-04", "2021-10-11", "2021-10-18"].map(|text| Date(day(text)));
        assert_eq!(labels(short, 6), weeks);
        let whole = axis("0001-01-01", "9999-12-31");
        assert!(labels(whole, 6).len() > 1);
    }
}
