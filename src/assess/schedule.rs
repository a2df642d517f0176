//! A target's plan as seen on the day of a reading: rules 12 to 15 and their quantities.

use crate::model::{Day, Figure, Rule, Settings};

use super::baseline::Baseline;
use super::case::Case;
use super::progress::{Nudge, Progress, thousandths};
use super::{Forecast, Plan, Ratio, Status};

/// The plan of one target as seen on the day of its reading.
pub(super) struct Schedule {
    plan: Option<Plan>,
    from: i64,
    to: i64,
    plan_days: i64,
    actual_days: i64,
    is_due_day: bool,
    days_left: i64,
    as_of: Day,
}

impl Schedule {
    pub(super) fn new(
        case: &Case<'_>,
        baseline: Baseline,
        due: Day,
        reading: Day,
        as_of: Day,
    ) -> Schedule {
        let terms = case.terms;
        Schedule {
            plan: Plan::new(
                baseline.on,
                baseline.exact,
                &terms.plan_points,
                due,
                terms.percent,
            ),
            from: thousandths(baseline.percent),
            to: thousandths(terms.percent),
            plan_days: due.days_since(baseline.on),
            actual_days: reading.days_since(baseline.on),
            is_due_day: as_of == due,
            days_left: due.days_since(as_of),
            as_of,
        }
    }

    fn earned_days(&self, percent: i64) -> Ratio {
        // Progress was lost below a target that was already reached: nothing is earned.
        let plan = self.plan.as_ref();
        plan.map_or(Ratio::whole(0), |plan| {
            plan.earned(percent, self.actual_days)
        })
    }

    pub(super) fn planned(&self) -> Ratio {
        let plan = self.plan.as_ref();
        plan.map_or(Ratio::whole(self.to), |plan| plan.planned(self.actual_days))
    }

    /// k = (PD - ES) / (PD - AT); infinite on or after the due day, and where progress was lost.
    fn pace(&self, percent: i64) -> Option<Ratio> {
        self.plan.as_ref()?;
        let left = self.plan_days - self.actual_days;
        if left <= 0 {
            return None;
        }
        (Ratio::whole(self.plan_days) - self.earned_days(percent)).over(Ratio::whole(left))
    }

    /// Planned share minus share done, in thousandths of a percent.
    fn gap(&self, percent: i64) -> Ratio {
        let way = self.to - self.from;
        if way <= 0 {
            return Ratio::whole(100_000);
        }
        (self.planned() - Ratio::whole(percent)) * Ratio::new(100_000, way)
    }

    /// Rules 12 to 15 for a figure (thousandths of a percent) below the target.
    pub(super) fn status(&self, percent: i64, settings: &Settings) -> (u8, Status) {
        let (is_critical, is_behind, is_ahead) = match settings.rule {
            Rule::Pace => match self.pace(percent) {
                None => (true, true, false),
                Some(pace) => {
                    let limit = |hundredths: u32| Ratio::new(i64::from(hundredths), 100);
                    (
                        pace > limit(settings.pace_critical),
                        pace > limit(settings.pace_behind),
                        pace < limit(settings.pace_ahead),
                    )
                }
            },
            Rule::Gap => {
                let gap = self.gap(percent);
                let limit = |hundredths: u32| Ratio::whole(i64::from(hundredths) * 10);
                let is_lost = self.plan.is_none();
                (
                    self.is_due_day || is_lost || gap > limit(settings.gap_critical),
                    gap > limit(settings.gap_behind),
                    gap < Ratio::whole(0) - limit(settings.gap_ahead),
                )
            }
        };
        if is_critical {
            (12, Status::Critical)
        } else if is_behind {
            (13, Status::Behind)
        } else if is_ahead {
            (14, Status::Ahead)
        } else {
            (15, Status::OnTrack)
        }
    }

    pub(super) fn progress(
        &self,
        reading: Figure,
        status: Status,
        settings: &Settings,
    ) -> Progress {
        let percent = thousandths(reading.percent);
        let earned_days = self.earned_days(percent);
        let planned = self.planned();
        Progress {
            plan_days: self.plan_days,
            actual_days: self.actual_days,
            earned_days,
            planned,
            variance: Ratio::whole(percent) - planned,
            pace: self.pace(percent),
            gap: self.gap(percent),
            lag: Ratio::whole(self.actual_days) - earned_days,
            need: Ratio::new(self.to - percent, self.days_left.max(1)),
            forecast: Forecast::new(
                reading.on,
                Ratio::whole(self.plan_days) - earned_days,
                self.as_of,
            ),
            nudge: self.nudge(percent, status, settings),
        }
    }

    /// Half a step of the figure up or down, whichever changes the lamp, up first.
    fn nudge(&self, percent: i64, status: Status, settings: &Settings) -> Option<Nudge> {
        let step = rounding(percent);
        [percent + step, percent - step]
            .into_iter()
            .map(|nudged| {
                let percent = nudged.clamp(0, 100_000);
                let status = if percent >= self.to {
                    Status::Met
                } else {
                    self.status(percent, settings).1
                };
                Nudge { percent, status }
            })
            .find(|nudge| nudge.status.lamp() != status.lamp())
    }
}

/// By how much a figure (thousandths of a percent) may have been rounded: 2.5 points at multiples
/// of 5 other than 0 and 100, 0.5 at other whole numbers, else half a unit of its last digit.
pub(super) fn rounding(percent: i64) -> i64 {
    match percent {
        0 | 100_000 => 500,
        p if p % 5_000 == 0 => 2_500,
        p if p % 1_000 == 0 => 500,
        p if p % 100 == 0 => 50,
        _ => 5,
    }
}
