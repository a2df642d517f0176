use crate::model::{Day, Percent, PlanPoint};

use super::Ratio;

/// The planned course of one target: piecewise linear from the baseline through the plan points
/// to the target on its due day.
///
/// Days are counted from the baseline day, percents in thousandths of a percent, exact: stages
/// rolled up may stand at any fraction of one.
#[derive(Clone, Debug)]
pub struct Plan {
    corners: Vec<(i64, Ratio)>,
    days: i64,
    from: Ratio,
    to: Ratio,
}

impl Plan {
    /// The plan from `baseline` (thousandths of a percent) on `start` to `percent` on `due`. Points
    /// on or before the start or on or after the due day are dropped, percents clamped between
    /// baseline and target.
    ///
    /// `None` if the due day does not lie after the start or the target not above the baseline:
    /// then there is no course to speak of.
    pub fn new(
        start: Day,
        baseline: Ratio,
        points: &[PlanPoint],
        due: Day,
        percent: Percent,
    ) -> Option<Plan> {
        let days = due.days_since(start);
        let thousandths = |percent: Percent| Ratio::whole(percent.hundredths() * 10);
        let (from, to) = (baseline, thousandths(percent));
        if days <= 0 || from >= to {
            return None;
        }
        let mut corners = Vec::with_capacity(points.len() + 2);
        corners.push((0, from));
        corners.extend(
            points
                .iter()
                .filter(|point| start < point.on && point.on < due)
                .map(|point| {
                    let value = thousandths(point.percent).max(from).min(to);
                    (point.on.days_since(start), value)
                }),
        );
        corners.push((days, to));
        Some(Plan {
            corners,
            days,
            from,
            to,
        })
    }

    /// Planned duration in days (PD).
    pub fn days(&self) -> i64 {
        self.days
    }

    /// The points it leads through, first and last included: days counted from the baseline day,
    /// percents in thousandths.
    pub fn corners(&self) -> &[(i64, Ratio)] {
        &self.corners
    }

    fn pieces(&self) -> impl Iterator<Item = ((i64, Ratio), (i64, Ratio))> {
        self.corners
            .iter()
            .copied()
            .zip(self.corners.iter().copied().skip(1))
    }

    /// Planned percent, in thousandths, at the end of day `at` counted from the baseline day.
    pub fn planned(&self, at: i64) -> Ratio {
        if at <= 0 {
            return self.from;
        }
        self.pieces()
            .find(|(_, (end, _))| at <= *end)
            .map_or(self.to, |((d0, v0), (d1, v1))| {
                v0 + (v1 - v0) * Ratio::new(at - d0, d1 - d0)
            })
    }

    /// After how many of so many days a straight line from one percent to another stands at
    /// `percent`.
    fn days_at(percent: Ratio, from: Ratio, to: Ratio, days: i64) -> Ratio {
        let way = (percent - from) * Ratio::whole(days);
        way.over(to - from).unwrap_or(Ratio::whole(0))
    }

    /// Earned schedule (Lipke): the day, counted from the baseline day, on which the plan stood
    /// at `percent` (thousandths). On a flat piece it is the day nearest `at`; below the baseline
    /// it is negative, at the plan's average speed.
    pub fn earned(&self, percent: i64, at: i64) -> Ratio {
        let percent = Ratio::whole(percent);
        if percent < self.from {
            return Plan::days_at(percent, self.from, self.to, self.days);
        }
        let mut found: Option<(Ratio, Ratio)> = None;
        for ((d0, v0), (d1, v1)) in self.pieces() {
            if percent < v0 || v1 < percent {
                continue;
            }
            let (first, last) = if v0 == v1 {
                (Ratio::whole(d0), Ratio::whole(d1))
            } else {
                let day = Ratio::whole(d0) + Plan::days_at(percent, v0, v1, d1 - d0);
                (day, day)
            };
            found = Some(match found {
                None => (first, last),
                Some((lo, hi)) => (lo.min(first), hi.max(last)),
            });
        }
        let at = Ratio::whole(at);
        found.map_or(Ratio::whole(self.days), |(lo, hi)| at.max(lo).min(hi))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn percent(text: &str) -> Percent {
        text.parse().unwrap()
    }

    fn curve(points: &[(&str, &str)]) -> Plan {
        let points: Vec<PlanPoint> = points
            .iter()
            .map(|(on, p)| PlanPoint {
                on: day(on),
                percent: percent(p),
            })
            .collect();
        // 100 days.
        Plan::new(
            day("2021-01-01"),
            Ratio::whole(0),
            &points,
            day("2021-04-11"),
            percent("80"),
        )
        .unwrap()
    }

    #[test]
    fn a_plan_without_points_is_a_straight_line() {
        let plan = curve(&[]);
        assert_eq!(plan.days(), 100);
        assert_eq!(plan.planned(25), Ratio::whole(20_000));
        assert_eq!(plan.earned(20_000, 60), Ratio::whole(25));
    }

    #[test]
    fn planned_and_earned_follow_the_points() {
        // 10 % after 50 days, then 70 points in 50 days.
        let plan = curve(&[("2021-02-20", "10")]);
        assert_eq!(plan.planned(25), Ratio::whole(5_000));
        assert_eq!(plan.planned(75), Ratio::whole(45_000));
        assert_eq!(plan.earned(45_000, 99), Ratio::whole(75));
        assert_eq!(plan.earned(5_000, 99), Ratio::whole(25));
    }

    #[test]
    fn on_a_flat_piece_the_day_nearest_the_reading_counts() {
        // 40 % from day 20 to day 60.
        let plan = curve(&[("2021-01-21", "40"), ("2021-03-02", "40")]);
        assert_eq!(plan.earned(40_000, 10), Ratio::whole(20));
        assert_eq!(plan.earned(40_000, 45), Ratio::whole(45));
        assert_eq!(plan.earned(40_000, 90), Ratio::whole(60));
    }

    #[test]
    fn points_outside_the_plan_are_dropped_and_percents_clamped() {
        let plan = curve(&[
            ("2020-12-31", "50"),
            ("2021-02-20", "95"),
            ("2021-04-11", "10"),
        ]);
        assert_eq!(plan.planned(50), Ratio::whole(80_000));
        assert_eq!(plan.planned(100), Ratio::whole(80_000));
        assert_eq!(plan.planned(0), Ratio::whole(0));
    }

    #[test]
    fn below_the_baseline_earned_days_are_negative() {
        let plan = Plan::new(
            day("2021-01-01"),
            Ratio::whole(20_000),
            &[],
            day("2021-04-11"),
            percent("70"),
        )
        .unwrap();
        assert_eq!(plan.earned(10_000, 30), Ratio::whole(-20));
    }

    proptest! {
        // Caught: the last matching piece taken instead of the nearest day.
        #[test]
        fn what_is_planned_for_a_day_is_earned_by_that_day(
            // Few values, so that some pieces are flat.
            points in prop::collection::vec((1i64..99, 0i64..=9), 0..4), at in 1i64..=99
        ) {
            let mut days: Vec<i64> = points.iter().map(|p| p.0).collect();
            let mut values: Vec<i64> = points.iter().map(|p| p.1 * 1000).collect();
            days.sort_unstable();
            days.dedup();
            values.sort_unstable();
            let points: Vec<PlanPoint> = days.iter().zip(&values).map(|(d, v)| PlanPoint {
                on: day("2021-01-01").plus(*d).unwrap(),
                percent: Percent::from_hundredths(*v).unwrap(),
            }).collect();
            let plan = Plan::new(day("2021-01-01"), Ratio::whole(0), &points, day("2021-04-11"),
                percent("80")).unwrap();
            // Exact only where the planned value is a whole thousandth.
            let planned = plan.planned(at);
            if let Some(value) = planned.floor().filter(|v| Ratio::whole(*v) == planned) {
                prop_assert_eq!(plan.earned(value, at), Ratio::whole(at));
            }
        }
    }
}
