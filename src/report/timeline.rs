//! Targets along one line of days: from where to where each runs, where it was moved from, and when
//! it would be reached.

use crate::assess::{Finish, Forecast, Judged, plan_start};
use crate::model::Day;

use super::axis::{Axis, Tick};

/// The days of several targets on one line.
#[derive(Clone, Debug)]
pub struct Timeline {
    axis: Axis,
    as_of: Day,
}

/// One target on the line; places are thousandths of its length.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bar {
    /// From where the plan starts to the due day, or to the end of the line where there is none.
    pub plan: (i64, i64),
    /// Whether it has a due day.
    pub is_dated: bool,
    /// The first due day, where the current one is another.
    pub moved_from: Option<i64>,
    /// From the due day to the day on which it was reached, or to that of the question.
    pub late: Option<(i64, i64)>,
    /// When it would be reached.
    pub forecast: Option<Span>,
    /// Where its lamp stands: where it was reached, else at the due day.
    pub lamp: i64,
    /// The lamp's own day lies beyond the end of the line.
    pub is_cut: bool,
}

/// A forecast with its range.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    /// The earliest.
    pub from: i64,
    /// The forecast.
    pub on: i64,
    /// The latest.
    pub to: i64,
}

/// How long the line is.
const LENGTH: i64 = 1_000;

impl Timeline {
    /// As long as it takes to show all that matters of these targets; what lies more than twice as
    /// far from the day of the question as nine in ten of the other days is beyond its ends.
    pub fn of<'a>(targets: impl Iterator<Item = &'a Judged<'a>>, as_of: Day) -> Timeline {
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for judged in targets {
            let dated = judged.revision.terms.due;
            let first = first_due(judged);
            let finish = finish(judged).map(|finish| finish.to);
            let days = [Some(starts_on(judged)), dated, first, finish];
            for day in days.into_iter().flatten() {
                match day.days_since(as_of) {
                    days if days < 0 => before.push(-days),
                    days => after.push(days),
                }
            }
        }
        let from = as_of.plus(-reach(before)).unwrap_or_default();
        let to = as_of.plus(reach(after)).unwrap_or(Day::LAST);
        Timeline {
            axis: Axis::new(from, to, LENGTH),
            as_of,
        }
    }

    /// Where the day of the question stands.
    pub fn today(&self) -> i64 {
        self.axis.at(self.as_of)
    }

    /// At most so many marks.
    pub fn ticks(&self, most: usize) -> Vec<Tick> {
        self.axis.ticks(most)
    }

    /// A target on the line.
    pub fn bar(&self, judged: &Judged<'_>) -> Bar {
        let (verdict, due) = (&judged.verdict, judged.revision.terms.due);
        let at = |day: Day| self.axis.at(day);
        let met_on = verdict.met_on.filter(|_| verdict.status.is_met());
        let is_open = verdict.days_left.is_some();
        let ended = met_on.or(is_open.then_some(self.as_of));
        let shown = met_on.or(due);
        Bar {
            plan: (at(starts_on(judged)), due.map_or(LENGTH, at)),
            is_dated: due.is_some(),
            moved_from: first_due(judged).map(at),
            late: (due.zip(ended))
                .filter(|(due, ended)| due < ended)
                .map(|(due, ended)| (at(due), at(ended))),
            forecast: finish(judged).map(|finish| Span {
                from: at(finish.from),
                on: at(finish.on),
                to: at(finish.to),
            }),
            lamp: shown.map_or(LENGTH, at),
            is_cut: shown.is_some_and(|day| !self.axis.has(day)),
        }
    }
}

/// The day on which a target's plan starts; none is later than its due day.
fn starts_on(judged: &Judged<'_>) -> Day {
    let set_on = judged.target.original().map(|first| first.decided_on);
    let terms = &judged.revision.terms;
    let start = plan_start(terms, set_on.unwrap_or(judged.revision.decided_on));
    terms.due.map_or(start, |due| start.min(due))
}

/// The first due day of a target that now has another, or none.
fn first_due(judged: &Judged<'_>) -> Option<Day> {
    let first = judged.slip?.original_due?;
    (judged.revision.terms.due != Some(first)).then_some(first)
}

/// When a target would be reached, where that is still ahead.
pub fn finish(judged: &Judged<'_>) -> Option<Finish> {
    match judged.verdict.forecast? {
        Forecast::Finish(finish) | Forecast::IfStartedNow(finish) => Some(finish),
        Forecast::Elapsed(_) => None,
    }
}

/// The farthest of some distances that is not more than twice as far as nine in ten of them; a week
/// where there is none.
fn reach(mut distances: Vec<i64>) -> i64 {
    distances.sort_unstable();
    let usual = (distances.len() * 9).div_ceil(10).saturating_sub(1);
    let most = distances.get(usual).copied().unwrap_or_default() * 2;
    let within = distances.into_iter().rev().find(|days| *days <= most);
    within.unwrap_or_default().max(7)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::drawn::Drawn;

    fn bar(drawn: &Drawn, as_of: &str) -> Bar {
        drawn.bar(as_of)
    }

    #[test]
    fn a_bar_runs_from_the_start_of_the_plan_to_the_due_day() {
        let mut drawn = Drawn::measured("9@07-31 18@08-31 30@09-30", "70", Some("12-31"));
        drawn.terms().period = Some("2021H2".parse().unwrap());
        drawn.declares("0");
        // 30 June to 16 April, the end of the forecast's range: 290 days. Due after 184, 14 January
        // after 198, 27 October after 119.
        let expected = Bar {
            plan: (0, 634),
            is_dated: true,
            moved_from: None,
            late: None,
            forecast: Some(Span {
                from: 410,
                on: 683,
                to: 1_000,
            }),
            lamp: 634,
            is_cut: false,
        };
        assert_eq!(bar(&drawn, "09-30"), expected);
    }

    #[test]
    fn a_move_shows_where_it_began_and_what_is_over_how_far() {
        let mut drawn = Drawn::measured("", "70", Some("04-11"));
        // Set on 1 January, moved by 100 days.
        drawn.moves("03-02", "07-20");
        // 250 days to 8 September.
        let found = bar(&drawn, "09-08");
        // The line ends a week after the day of the question: 257 days.
        assert_eq!(found.plan, (0, 778));
        assert_eq!(found.moved_from, Some(389));
        assert_eq!(found.late, Some((778, 973)));
        assert_eq!(found.lamp, 778);
    }

    #[test]
    fn what_was_met_late_has_its_lamp_where_it_was_met() {
        let drawn = Drawn::measured("20@02-20 70@05-31", "70", Some("04-11"));
        // 1 January to 27 July and a week: 214 days. Due after 100, met after 150.
        let found = bar(&drawn, "07-27");
        assert_eq!(found.plan, (0, 467));
        assert_eq!(found.late, Some((467, 701)));
        assert_eq!(found.lamp, 701);
    }

    #[test]
    fn what_is_undated_has_its_lamp_at_the_end() {
        let drawn = Drawn::measured("20@02-20", "70", None);
        let found = bar(&drawn, "04-11");
        assert_eq!((found.plan, found.lamp), ((0, 1_000), 1_000));
        assert!(!found.is_dated && !found.is_cut);
    }

    #[test]
    fn a_line_reaches_as_far_as_nine_in_ten_and_twice_that() {
        assert_eq!(reach(vec![]), 7);
        assert_eq!(reach(vec![3]), 7);
        assert_eq!(reach(vec![90, 30, 60]), 90);
        // Nine within 60 days: 120 is shown, and 121 cut off.
        let mut near = vec![10, 20, 30, 40, 50, 60, 60, 60, 60];
        near.push(120);
        assert_eq!(reach(near.clone()), 120);
        near.pop();
        near.push(121);
        assert_eq!(reach(near), 60);
    }
}
