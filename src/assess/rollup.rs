//! Stages rolled up: what the stages of a project say about the whole works, as an interval.
//!
//! They speak only where they have weights that sum to exactly 100 %, only for a measured
//! `overall`, and only as long as that has no figure of its own by the day of the question (a
//! reading without a figure and a declared baseline are none). What a stage has not reported is
//! never guessed: it may be anything.
//!
//! Where the rules leave something open, this is what is done:
//! - A weight on `overall` itself says nothing: the whole is no part of itself. A weight of 0 is
//!   none.
//! - A milestone counts 100 when done, and 0 with any figure under 100.
//! - A stage's figure is stale by rule 10 with the target's due day; without a due day after the
//!   longest limit. A stage at 100 has nothing to gain and never goes stale.
//! - The interval speaks of the day of the oldest figure that its upper bound rests on: the fresh
//!   ones below 100. Stale stages count in full there, whatever their day, so that an old figure
//!   never says more than none. Where no figure is fresh and below 100, it is the oldest of all.
//! - "Got there" is the first day of the last unbroken run of days at or above the target, as for
//!   readings.
//! - The baseline is the declared one, held under the upper bound on the baseline day; without
//!   one, the bounds on that day where they coincide, exact.
//! - Where the interval speaks of the baseline day or earlier, nothing is behind (rule 11).
//! - A target that is not begun, undated or at rest keeps its status; the interval stands beside
//!   it.

use crate::model::{Day, Figure, Percent, SeriesByStage, Settings, Stage, StageKind, Terms};

use super::stale::stale_limit;
use super::{Baseline, BaselineKind, Plan, Ratio};

/// 100 %, in hundredths of a percent.
const WHOLE: i64 = 10_000;

/// The stages of one project that have weights, with all their figures.
#[derive(Clone, Debug)]
pub struct RollUp {
    parts: Vec<Part>,
    /// In order of day; the lower bound (weight x figure, both in hundredths of a percent, added
    /// up) from each day on which a stage reported.
    steps: Vec<(Day, i64)>,
}

#[derive(Clone, Debug)]
struct Part {
    stage: i64,
    kind: StageKind,
    weight: Percent,
    /// All up to the day of the question.
    figures: Vec<Figure>,
}

/// What the stages say about the whole works on a day. Percents are in thousandths of a percent
/// of the whole works.
#[derive(Clone, Debug)]
pub struct Derived {
    /// It is at least this.
    pub from: Ratio,
    /// It is at most this.
    pub to: Ratio,
    /// The day the interval speaks of.
    pub oldest: Day,
    /// What each stage with a weight adds, in the project's order.
    pub shares: Vec<Share>,
    /// The plan on that day, where there is a due day, a baseline, and anything later than it.
    pub planned: Option<Ratio>,
}

/// What one stage says about the whole works.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Share {
    /// The store's number of the stage.
    pub stage: i64,
    /// Its share of the whole works.
    pub weight: Percent,
    /// Its latest figure.
    pub figure: Option<Figure>,
    /// What that counts: the percent, or for a milestone 100 or 0.
    pub counted: Percent,
    /// The figure is too old to be all there is.
    pub is_stale: bool,
}

impl Share {
    /// What it adds for certain: weight x figure.
    pub fn sure(&self) -> Ratio {
        thousandths(self.sure_sum())
    }

    /// What it may add beyond that.
    pub fn open(&self) -> Ratio {
        thousandths(self.open_sum())
    }

    fn sure_sum(&self) -> i64 {
        self.weight.hundredths() * self.counted.hundredths()
    }

    fn open_sum(&self) -> i64 {
        if self.figure.is_none() || self.is_stale {
            self.weight.hundredths() * (WHOLE - self.counted.hundredths())
        } else {
            0
        }
    }
}

/// A sum of weights x figures as thousandths of a percent.
fn thousandths(sum: i64) -> Ratio {
    Ratio::new(sum, 1_000)
}

/// What a figure counts.
fn counted(kind: StageKind, percent: Percent) -> Percent {
    match kind {
        StageKind::Milestone if percent < Percent::FULL => Percent::ZERO,
        _ => percent,
    }
}

/// The sum of the weights of a project's stages, in hundredths of a percent; `None` if none has
/// one. They are rolled up where it is 10,000.
pub fn weights(stages: &[Stage]) -> Option<i64> {
    let weights = stages.iter().filter_map(weight).map(Percent::hundredths);
    weights.reduce(|sum, weight| sum + weight)
}

/// A stage's share in the whole works, if it has any.
fn weight(stage: &Stage) -> Option<Percent> {
    let weight = stage.facts.weight.filter(|weight| Percent::ZERO < *weight);
    weight.filter(|_| !stage.is_overall())
}

impl RollUp {
    /// Of the stages of one project as of a day; `None` unless their weights sum to 100 %.
    pub fn of(stages: &[Stage], series: &dyn SeriesByStage, as_of: Day) -> Option<RollUp> {
        if weights(stages) != Some(WHOLE) {
            return None;
        }
        let parts: Vec<Part> = stages
            .iter()
            .filter_map(|stage| {
                Some(Part {
                    stage: stage.id,
                    kind: stage.facts.kind,
                    weight: weight(stage)?,
                    figures: series.of(stage.id).all(as_of),
                })
            })
            .collect();
        let steps = steps(&parts);
        Some(RollUp { parts, steps })
    }

    /// What is known by the end of a day for a target due on `due`; `None` while no stage with a
    /// weight has a figure.
    pub fn on(&self, day: Day, due: Option<Day>, settings: &Settings) -> Option<Derived> {
        let shares: Vec<Share> = self
            .parts
            .iter()
            .map(|part| part.share(day, due, settings))
            .collect();
        let days = |rests_on: fn(&&Share) -> bool| {
            let shares = shares.iter().filter(rests_on);
            shares.filter_map(|share| share.figure).map(|f| f.on).min()
        };
        let oldest =
            days(|share| !share.is_stale && share.counted < Percent::FULL).or(days(|_| true))?;
        let from: i64 = shares.iter().map(Share::sure_sum).sum();
        let open: i64 = shares.iter().map(Share::open_sum).sum();
        Some(Derived {
            from: thousandths(from),
            to: thousandths(from + open),
            oldest,
            shares,
            planned: None,
        })
    }

    /// The first day of the run at or above `percent` that the lower bound is in at the end of
    /// `day`.
    pub fn reached_on(&self, day: Day, percent: Percent) -> Option<Day> {
        let seen = self.steps.partition_point(|(on, _)| *on <= day);
        let goal = percent.hundredths() * WHOLE;
        let run = self.steps.get(..seen).unwrap_or_default().iter().rev();
        run.take_while(|(_, lower)| goal <= *lower)
            .last()
            .map(|(on, _)| *on)
    }

    /// Where the plan of a target starts whose baseline day is `on`, if that is known.
    pub fn baseline(
        &self,
        terms: &Terms,
        on: Day,
        due: Day,
        settings: &Settings,
    ) -> Option<Baseline> {
        let then = self.on(on, Some(due), settings);
        let declared = terms.baseline.map(|percent| Baseline {
            percent,
            exact: Ratio::whole(percent.hundredths() * 10),
            on,
            kind: BaselineKind::Declared,
        });
        let Some(then) = then.filter(|then| terms.baseline.is_some() || then.from == then.to)
        else {
            return declared;
        };
        let rolled_up = Baseline {
            percent: (then.to * Ratio::new(1, 10))
                .floor()
                .and_then(Percent::from_hundredths)?,
            exact: then.to,
            on,
            kind: BaselineKind::Derived,
        };
        Some(
            declared
                .filter(|declared| declared.exact <= rolled_up.exact)
                .unwrap_or(rolled_up),
        )
    }
}

impl Derived {
    /// Whether even the upper bound lies under the plan from a baseline on.
    pub(super) fn is_behind(
        &mut self,
        baseline: Option<Baseline>,
        terms: &Terms,
        due: Day,
    ) -> bool {
        let Some(baseline) = baseline.filter(|baseline| baseline.on < self.oldest) else {
            return false;
        };
        let (points, goal) = (&terms.plan_points, terms.percent);
        let plan = Plan::new(baseline.on, baseline.exact, points, due, goal);
        // No plan: the target was reached at the baseline, and was to be kept.
        let planned = plan.map_or(Ratio::whole(goal.hundredths() * 10), |plan| {
            plan.planned(self.oldest.days_since(baseline.on))
        });
        self.planned = Some(planned);
        self.to < planned
    }
}

impl Part {
    fn share(&self, day: Day, due: Option<Day>, settings: &Settings) -> Share {
        let seen = self.figures.partition_point(|figure| figure.on <= day);
        let figure = seen
            .checked_sub(1)
            .and_then(|last| self.figures.get(last))
            .copied();
        let counted = figure.map_or(Percent::ZERO, |figure| counted(self.kind, figure.percent));
        let is_stale = figure.is_some_and(|figure| {
            let half_days = due.map_or(2 * i64::from(settings.stale_most), |due| {
                stale_limit(figure.on, due, settings).half_days
            });
            counted < Percent::FULL && half_days < 2 * day.days_since(figure.on)
        });
        Share {
            stage: self.stage,
            weight: self.weight,
            figure,
            counted,
            is_stale,
        }
    }
}

/// Walks the figures of all stages, day by day.
fn steps(parts: &[Part]) -> Vec<(Day, i64)> {
    let mut figures: Vec<(Day, usize, i64)> = Vec::new();
    for (place, part) in parts.iter().enumerate() {
        figures.extend(part.figures.iter().map(|figure| {
            let counted = counted(part.kind, figure.percent).hundredths();
            (figure.on, place, part.weight.hundredths() * counted)
        }));
    }
    figures.sort_unstable_by_key(|(on, ..)| *on);
    let mut adds = vec![0; parts.len()];
    let mut lower = 0;
    let mut steps: Vec<(Day, i64)> = Vec::new();
    for (on, place, sum) in figures {
        if let Some(add) = adds.get_mut(place) {
            lower += sum - *add;
            *add = sum;
        }
        match steps.last_mut() {
            Some((last, bound)) if *last == on => *bound = lower,
            _ => steps.push((on, lower)),
        }
    }
    steps
}

#[cfg(test)]
#[path = "rollup_tests.rs"]
mod tests;
