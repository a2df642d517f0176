//! What a target's plan and its readings look like, drawn against each other.

use crate::assess::{Baseline, BaselineKind, Judged, Plan, Ratio, find_baseline};
use crate::model::{Day, Figure, Percent, Reading};

use super::axis::Axis;
use super::timeline::{Span, finish};

/// A target's plan, its readings and its forecast, in units of a drawing: days to the right, percents
/// upwards from its lower edge, which is none, to its upper one, the highest of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Curve {
    /// The first day.
    pub from: Day,
    /// From the baseline through the plan points to the target; empty where there is no plan.
    pub plan: Vec<Point>,
    /// Where it starts from, where that is known.
    pub baseline: Option<Point>,
    /// From the baseline through the readings: each of them or, where there are many, as many as the
    /// line needs.
    pub readings: Vec<Point>,
    /// Whether each reading has a point of its own.
    pub has_each: bool,
    /// The latest figure.
    pub latest: Option<(Figure, Point)>,
    /// What the stages say in place of a figure: least and most.
    pub between: Option<(Point, Point)>,
    /// The height of the target.
    pub goal: i64,
    /// The due day.
    pub due: Option<i64>,
    /// The day of the question, if that is drawn.
    pub today: Option<i64>,
    /// When the target would be reached.
    pub forecast: Option<Span>,
}

/// A point of a drawing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Point {
    /// From the left edge.
    pub x: i64,
    /// From the upper edge.
    pub y: i64,
}

/// Up to how many readings each has a point of its own.
const EACH: usize = 24;
/// How many points a line of more readings has at most.
const MOST: usize = 48;

impl Curve {
    /// How wide it is.
    pub const WIDTH: i64 = 300;
    /// How high it is.
    pub const HEIGHT: i64 = 100;

    /// Of a target on a measured stage with readings or a plan; others have none. `readings` are all
    /// of its stage up to the day of the question, in order of day.
    pub fn of(judged: &Judged<'_>, readings: &[Reading], as_of: Day) -> Option<Curve> {
        if judged.stage.is_milestone() {
            return None;
        }
        let terms = &judged.revision.terms;
        let figures: Vec<Figure> = readings.iter().filter_map(figure).collect();
        let baseline = baseline(judged, &figures, as_of);
        let plan = (baseline.zip(terms.due)).and_then(|(baseline, due)| {
            let points = &terms.plan_points;
            Plan::new(baseline.on, baseline.exact, points, due, terms.percent)
        });
        let (figures, last) = since(baseline, figures, as_of);
        let derived = judged.verdict.derived.as_deref();
        let first = (figures.first().map(|figure| figure.on)).into_iter();
        let from = (first.chain(baseline.map(|baseline| baseline.on)).min())
            .or(derived.map(|derived| derived.oldest))?
            .min(as_of);
        let finish = finish(judged);
        // Once it is met, nothing more is waited for.
        let is_met = judged.verdict.status.is_met();
        let until = if is_met {
            last.map(|last| last.on)
        } else {
            Some(as_of)
        };
        let ends = [terms.due, finish.map(|finish| finish.to), until];
        let to = ends.into_iter().flatten().max()?;
        let frame = Frame {
            axis: Axis::new(from, to, Curve::WIDTH),
            top: top(judged, baseline, &figures),
        };
        let all: Vec<Point> = figures.iter().map(|figure| frame.figure(*figure)).collect();
        let has_each = all.len() <= EACH;
        let x = |day: Day| frame.axis.at(day);
        Some(Curve {
            from,
            plan: plan.map_or_else(Vec::new, |plan| frame.plan(baseline, &plan)),
            baseline: baseline.map(|baseline| frame.point(baseline.on, baseline.exact)),
            readings: if has_each { all } else { fewer(all) },
            has_each,
            latest: last.map(|figure| (figure, frame.figure(figure))),
            between: derived.map(|derived| {
                let at = |percent| frame.point(derived.oldest, percent);
                (at(derived.from), at(derived.to))
            }),
            goal: frame.y(exact(terms.percent)),
            due: terms.due.map(x),
            today: frame.axis.has(as_of).then(|| x(as_of)),
            forecast: finish.map(|finish| Span {
                from: x(finish.from),
                on: x(finish.on),
                to: x(finish.to),
            }),
        })
    }
}

fn figure(reading: &Reading) -> Option<Figure> {
    Some(Figure {
        on: reading.as_of,
        percent: reading.percent?,
    })
}

/// In thousandths of a percent.
fn exact(percent: Percent) -> Ratio {
    Ratio::whole(percent.hundredths() * 10)
}

/// The baseline of the verdict, or the one that the verdict did not have to ask for.
fn baseline(judged: &Judged<'_>, figures: &Vec<Figure>, as_of: Day) -> Option<Baseline> {
    let (verdict, terms) = (&judged.verdict, &judged.revision.terms);
    verdict.baseline.or_else(|| {
        let (day, due) = (verdict.baseline_day, terms.due?);
        find_baseline(terms, figures, day, due, as_of)
    })
}

/// The figures after the baseline, behind it where it is not still to come; all where there is none.
/// With them the latest that was reported.
fn since(
    baseline: Option<Baseline>,
    figures: Vec<Figure>,
    as_of: Day,
) -> (Vec<Figure>, Option<Figure>) {
    let Some(baseline) = baseline else {
        let last = figures.last().copied();
        return (figures, last);
    };
    let start = Figure {
        on: baseline.on,
        percent: baseline.percent,
    };
    let start = (start.on <= as_of).then_some(start);
    let is_later = |figure: &Figure| baseline.on < figure.on;
    let later: Vec<Figure> = figures.into_iter().filter(is_later).collect();
    let is_reported = matches!(baseline.kind, BaselineKind::Reading(_) | BaselineKind::Late);
    let last = later.last().copied();
    let last = last.or(start.filter(|_| is_reported));
    (start.into_iter().chain(later).collect(), last)
}

/// The highest percent of all that is drawn, in hundredths.
fn top(judged: &Judged<'_>, baseline: Option<Baseline>, figures: &[Figure]) -> i64 {
    if judged.verdict.derived.is_some() {
        return Percent::FULL.hundredths();
    }
    let percents = figures.iter().map(|figure| figure.percent);
    let percents = percents.chain(baseline.map(|baseline| baseline.percent));
    let goal = judged.revision.terms.percent;
    percents.fold(goal, Percent::max).hundredths()
}

/// What days and percents are in a drawing.
struct Frame {
    axis: Axis,
    /// In hundredths of a percent.
    top: i64,
}

impl Frame {
    fn y(&self, percent: Ratio) -> i64 {
        let height = Ratio::new(Curve::HEIGHT, self.top * 10);
        Curve::HEIGHT - (percent * height).round().unwrap_or_default()
    }

    fn point(&self, on: Day, percent: Ratio) -> Point {
        let (x, y) = (self.axis.at(on), self.y(percent));
        Point { x, y }
    }

    fn figure(&self, figure: Figure) -> Point {
        self.point(figure.on, exact(figure.percent))
    }

    fn plan(&self, baseline: Option<Baseline>, plan: &Plan) -> Vec<Point> {
        let corners = plan.corners().iter();
        let day = |days| baseline.and_then(|baseline| baseline.on.plus(days));
        corners
            .filter_map(|(days, percent)| Some(self.point(day(*days)?, *percent)))
            .collect()
    }
}

/// A line with at most [`MOST`] points, as near to the line through all as that allows.
fn fewer(points: Vec<Point>) -> Vec<Point> {
    let mut kept = points;
    // Half a unit is not seen.
    let mut twice = 1;
    loop {
        kept = within(&kept, twice);
        if kept.len() <= MOST {
            return kept;
        }
        twice *= 2;
    }
}

/// The points that a line needs to stay within so many half units above or below all of them.
fn within(points: &[Point], most: i64) -> Vec<Point> {
    let Some(last) = points.len().checked_sub(1) else {
        return Vec::new();
    };
    let mut is_kept = vec![false; points.len()];
    let mut spans = vec![(0, last)];
    while let Some((from, to)) = spans.pop() {
        for end in [from, to] {
            is_kept.get_mut(end).into_iter().for_each(|it| *it = true);
        }
        let (Some(begin), Some(end)) = (points.get(from), points.get(to)) else {
            continue;
        };
        let inner = points.iter().enumerate().take(to).skip(from + 1);
        let far = inner.map(|(index, point)| (off(*point, *begin, *end), index));
        if let Some((far, index)) = far.max_by_key(|(far, _)| *far)
            && far > Ratio::new(most, 2)
        {
            spans.extend([(from, index), (index, to)]);
        }
    }
    let kept = points.iter().zip(is_kept);
    kept.filter(|(_, is_kept)| *is_kept)
        .map(|(point, _)| *point)
        .collect()
}

/// How far above or below the line between two others a point lies.
fn off(point: Point, begin: Point, end: Point) -> Ratio {
    let share = Ratio::new(point.x - begin.x, end.x - begin.x);
    let line = Ratio::whole(begin.y) + share * Ratio::whole(end.y - begin.y);
    let off = Ratio::whole(point.y) - line;
    off.max(Ratio::whole(0) - off)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::drawn::Drawn;

    fn point(x: i64, y: i64) -> Point {
        Point { x, y }
    }

    /// The west plot's main structure, 70 % by the end of 2021 from 0 on 30 June.
    fn west_plot() -> Drawn {
        let mut drawn = Drawn::measured("9@07-31 18@08-31 30@09-30", "70", Some("12-31"));
        drawn.terms().period = Some("2021H2".parse().unwrap());
        drawn.declares("0");
        drawn
    }

    #[test]
    fn plan_and_readings_stand_at_their_days_and_percents() {
        // From 30 June to the end of the forecast's range, 16 April: 290 days on 300 units.
        let curve = west_plot().curve("09-30").unwrap();
        assert_eq!(curve.from, "2021-06-30".parse().unwrap());
        // 184 days of 290: 190.3 units.
        assert_eq!(curve.plan, [point(0, 100), point(190, 0)]);
        assert_eq!(curve.baseline, Some(point(0, 100)));
        // 31, 62 and 92 days of 290: 32.07, 64.14 and 95.17 units; 12.9, 25.7 and 42.9 % of 70.
        let readings = [point(32, 87), point(64, 74), point(95, 57)];
        assert_eq!(curve.readings[..1], [point(0, 100)]);
        assert_eq!(curve.readings[1..], readings);
        assert!(curve.has_each);
        assert_eq!(curve.latest.unwrap().1, point(95, 57));
        assert_eq!((curve.goal, curve.due), (0, Some(190)));
        assert_eq!(curve.today, Some(95));
        // 27 October, 14 January and 16 April: 119, 198 and 290 days.
        let forecast = Span {
            from: 123,
            on: 205,
            to: 300,
        };
        assert_eq!(curve.forecast, Some(forecast));
    }

    #[test]
    fn the_plan_leads_through_its_points_and_starts_from_a_reading() {
        let mut drawn = Drawn::measured("10@06-10 20@06-20 25@10-08", "50", Some("12-27"));
        drawn.terms().period = Some("2021H2".parse().unwrap());
        drawn.via("2021-09-28", "30");
        // Due on 27 December: 180 days from 30 June; the forecast's range ends later.
        let curve = drawn.curve("10-08").unwrap();
        let [first, via, last] = curve.plan[..] else {
            panic!("{:?}", curve.plan);
        };
        assert_eq!([first.y, via.y, last.y], [60, 40, 0]);
        assert_eq!(first, point(0, 60));
        // Half of the way, to a unit.
        assert!((last.x - 2 * via.x).abs() <= 1, "{:?}", curve.plan);
        // What was reported before 30 June is told by the baseline.
        assert_eq!(curve.readings.len(), 2);
        assert_eq!(curve.readings[0], point(0, 60));
        assert_eq!(curve.readings[1].y, 50);
    }

    #[test]
    fn what_is_met_has_its_plan_still() {
        let mut drawn = Drawn::measured("0@06-30 70@11-30", "70", Some("12-31"));
        drawn.terms().period = Some("2021H2".parse().unwrap());
        let curve = drawn.curve("12-31").unwrap();
        assert_eq!(curve.plan, [point(0, 100), point(300, 0)]);
        // 153 days of 184.
        assert_eq!(curve.readings, [point(0, 100), point(249, 0)]);
        assert_eq!(curve.today, Some(300));
        // Nobody waits for what came later.
        let later = drawn.curve("2022-03-31").unwrap();
        assert_eq!((later.plan, later.today), (curve.plan, None));
        assert_eq!(curve.forecast, None);
    }

    #[test]
    fn what_is_done_beyond_the_target_is_drawn_above_it() {
        let drawn = Drawn::measured("2@07-31 10@08-31", "8", Some("12-31"));
        let curve = drawn.curve("08-31").unwrap();
        assert_eq!((curve.goal, curve.latest.unwrap().1.y), (20, 0));
    }

    #[test]
    fn undated_readings_are_a_line_without_a_plan_and_no_readings_are_nothing() {
        let drawn = Drawn::measured("10@07-01 40@07-31", "100", None);
        let curve = drawn.curve("08-30").unwrap();
        assert!(curve.plan.is_empty());
        assert_eq!((curve.due, curve.baseline), (None, None));
        // 30 of 60 days.
        assert_eq!(curve.readings, [point(0, 90), point(150, 60)]);
        let none = Drawn::measured("", "100", Some("12-31"));
        assert_eq!(none.curve("08-30"), None);
        assert_eq!(west_plot().milestone().curve("09-30"), None);
    }

    #[test]
    fn a_declared_start_is_no_reading() {
        let mut drawn = Drawn::measured("", "80", Some("12-31"));
        drawn.terms().period = Some("2021H2".parse().unwrap());
        drawn.declares("20");
        let curve = drawn.curve("07-31").unwrap();
        assert_eq!(curve.readings, [point(0, 75)]);
        assert_eq!(curve.latest, None);
    }

    #[test]
    fn what_is_still_to_begin_shows_no_reading_of_a_day_to_come() {
        let mut drawn = Drawn::measured("20@05-31", "80", Some("12-31"));
        drawn.terms().period = Some("2021H2".parse().unwrap());
        let curve = drawn.curve("06-15").unwrap();
        assert_eq!(curve.readings, []);
        // 15 of the 199 days from 15 June on.
        assert_eq!(curve.baseline, Some(point(23, 75)));
    }

    // Seen to catch: only the first and the last point of a span kept.
    #[test]
    fn a_long_line_keeps_its_turns_and_few_points() {
        let up = (0..=200).map(|x| point(x, 100 - x / 4));
        let down = (201..=300).map(|x| point(x, x - 150));
        let line: Vec<Point> = up.chain(down).collect();
        let turns = [point(0, 100), point(200, 50), point(300, 150)];
        let kept = fewer(line);
        for turn in turns {
            assert!(kept.contains(&turn), "{kept:?}");
        }
        let jagged = (0..1_000).map(|x| point(x, (x * 37) % 100));
        assert!(fewer(jagged.collect()).len() <= MOST);
        assert_eq!(fewer(Vec::new()), []);
    }
}
