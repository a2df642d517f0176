//! A target's plan as seen on the day of a reading: rules 12 to 15 and their quantities.

use crate::model::{Day, Figure, Rule, Settings, Terms};

use super::baseline::Baseline;
use super::forecast::{Forecast, Outlook};
use super::progress::{Nudge, Progress, thousandths};
use super::{Plan, Ratio, Status};

/// The plan of one target as seen on the day of its reading.
pub(super) struct Schedule {
    plan: Option<Plan>,
    reading: Figure,
    due: Day,
    from: i64,
    to: i64,
    plan_days: i64,
    actual_days: i64,
}

impl Schedule {
    /// Of a reading below the target and later than the baseline.
    pub(super) fn new(terms: &Terms, baseline: Baseline, due: Day, reading: Figure) -> Schedule {
        let goal = terms.percent;
        Schedule {
            plan: Plan::new(baseline.on, baseline.exact, &terms.plan_points, due, goal),
            reading,
            due,
            from: thousandths(baseline.percent),
            to: thousandths(goal),
            plan_days: due.days_since(baseline.on),
            actual_days: reading.on.days_since(baseline.on),
        }
    }

    fn earned_days(&self, percent: i64) -> Ratio {
        // Progress was lost below a target that was already reached: nothing is earned.
        let plan = self.plan.as_ref();
        plan.map_or(Ratio::whole(0), |plan| {
            plan.earned(percent, self.actual_days)
        })
    }

    fn planned(&self) -> Ratio {
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

    /// Rules 12 to 15, asked as of the reading.
    pub(super) fn status(&self, settings: &Settings) -> (u8, Status) {
        self.status_at(thousandths(self.reading.percent), settings)
    }

    /// The same with another figure (thousandths of a percent) below the target in its place.
    pub(super) fn status_at(&self, percent: i64, settings: &Settings) -> (u8, Status) {
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
                let is_due_day = self.reading.on == self.due;
                (
                    is_due_day || is_lost || gap > limit(settings.gap_critical),
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

    pub(super) fn progress(&self, as_of: Day, nudge: Option<Nudge>) -> Progress {
        let percent = thousandths(self.reading.percent);
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
            need: Ratio::new(self.to - percent, self.due.days_since(as_of).max(1)),
            made: Ratio::new(percent - self.from, self.actual_days),
            nudge,
        }
    }

    pub(super) fn forecast(&self, as_of: Day) -> Option<Forecast> {
        let percent = thousandths(self.reading.percent);
        let outlook = Outlook {
            reading: self.reading.on,
            remaining: Ratio::whole(self.plan_days) - self.earned_days(percent),
            plan_days: self.plan_days,
            is_started: self.from < percent,
            is_past_due: self.due < as_of,
            as_of,
        };
        outlook.forecast()
    }

    /// Half a step of the figure up or down, whichever changes the lamp, up first. Of a stale figure
    /// only what is bad is said: anything better would be unknown.
    pub(super) fn nudge(&self, is_stale: bool, settings: &Settings) -> Option<Nudge> {
        let percent = thousandths(self.reading.percent);
        let (_, status) = self.status(settings);
        let step = rounding(percent);
        let nudge = |nudged: i64| {
            let percent = nudged.clamp(0, 100_000);
            let status = if percent >= self.to {
                Status::Met
            } else {
                match self.status_at(percent, settings) {
                    (_, status) if is_stale && !status.is_late() => Status::Unknown,
                    (_, status) => status,
                }
            };
            Nudge { percent, status }
        };
        let nudged = [percent + step, percent - step].map(nudge);
        (nudged.into_iter()).find(|nudge| nudge.status.lamp() != status.lamp())
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
