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
//! - An interval speaks of the day of the oldest figure that its upper bound rests on: those below
//!   100 that are taken as they are. Stages opened up to 100 count in full there, whatever their
//!   day, so that an old figure never says more than none. Where nothing is left to rest on, it is
//!   the oldest figure of all.
//! - A target that is not begun, undated or at rest keeps its status; the interval stands beside
//!   it, with the stages opened that are stale on the day of the question.

use crate::model::{Day, Figure, Percent, SeriesByStage, Settings, Stage, StageKind, Terms};

use super::run::Run;
use super::stale::StaleLimit;
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
    /// The figure is too old to be all there is: it may be anything from it to 100.
    pub is_open: bool,
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
        if self.figure.is_none() || self.is_open {
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

    /// What is known by the end of a day for a target due on `due`, with stages opened that are
    /// stale on it; `None` while no stage with a weight has a figure.
    pub fn on(&self, day: Day, due: Option<Day>, settings: &Settings) -> Option<Derived> {
        self.interval(day, |figure| {
            StaleLimit::of(figure.on, due, settings).is_over(figure.on, day)
        })
    }

    /// What is known by the end of a day if the figures of some unfinished stages are too old to be
    /// all there is.
    fn interval(&self, day: Day, is_open: impl Fn(&Figure) -> bool) -> Option<Derived> {
        let parts = self.parts.iter();
        let shares: Vec<Share> = parts.map(|part| part.share(day, &is_open)).collect();
        let days = |rests_on: fn(&&Share) -> bool| {
            let shares = shares.iter().filter(rests_on);
            shares.filter_map(|share| share.figure).map(|f| f.on).min()
        };
        let oldest =
            days(|share| !share.is_open && share.counted < Percent::FULL).or(days(|_| true))?;
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

    /// The interval that lies wholly under the plan: with the stages as last reported, or else with
    /// those opened that were stale on the day of the latest figure of all. Neither changes by
    /// silence.
    pub(super) fn behind(
        &self,
        terms: &Terms,
        baseline: Option<Baseline>,
        due: Day,
        as_of: Day,
        settings: &Settings,
    ) -> Option<Derived> {
        let as_reported = self.interval(as_of, |_| false)?;
        let figures = as_reported.shares.iter().filter_map(|share| share.figure);
        let latest = figures.map(|figure| figure.on).max()?;
        let opened = self.on(latest, Some(due), settings);
        let asked = [Some(as_reported), opened].into_iter().flatten();
        asked
            .map(|mut derived| {
                derived.hold_against(baseline, terms, due);
                derived
            })
            .find(Derived::is_under_plan)
    }

    /// Whether an unfinished stage is stale on a day.
    pub(super) fn is_stale(&self, day: Day, due: Day, settings: &Settings) -> bool {
        let now = self.on(day, Some(due), settings);
        now.is_some_and(|now| now.shares.iter().any(|share| share.is_open))
    }

    /// The run of days at or above `percent` that the lower bound is in at the end of `day`.
    pub(super) fn run_on(&self, day: Day, percent: Percent) -> Option<Run> {
        let known = self.steps.partition_point(|(on, _)| *on <= day);
        let goal = percent.hundredths() * WHOLE;
        let known = self.steps.get(..known).unwrap_or_default();
        let begins =
            (known.iter().rposition(|(_, lower)| *lower < goal)).map_or(0, |below| below + 1);
        Some(Run {
            since: known.get(begins)?.0,
            below_on: begins
                .checked_sub(1)
                .and_then(|below| known.get(below))
                .map(|(on, _)| *on),
        })
    }

    /// Where the plan of a target starts whose baseline day is `on`, if that is known: the stages on
    /// that day where they leave nothing open, exactly; else the declared one, but no more than
    /// they allow.
    pub(super) fn baseline(
        &self,
        terms: &Terms,
        on: Day,
        due: Day,
        settings: &Settings,
    ) -> Option<Baseline> {
        let declared = Baseline::declared(terms, on);
        let Some(then) = self.on(on, Some(due), settings) else {
            return declared;
        };
        let is_known = then.from == then.to;
        let is_allowed = |declared: &Baseline| !is_known && declared.exact <= then.to;
        if !is_known && declared.is_none() {
            return None;
        }
        declared.filter(is_allowed).or(Some(Baseline {
            percent: (then.to * Ratio::new(1, 10))
                .floor()
                .and_then(Percent::from_hundredths)?,
            exact: then.to,
            on,
            kind: BaselineKind::Derived,
        }))
    }
}

impl Derived {
    /// Lays the plan from a baseline on beside the interval, on the day that it speaks of.
    pub(super) fn hold_against(&mut self, baseline: Option<Baseline>, terms: &Terms, due: Day) {
        let Some(baseline) = baseline.filter(|baseline| baseline.on < self.oldest) else {
            return;
        };
        let (points, goal) = (&terms.plan_points, terms.percent);
        let plan = Plan::new(baseline.on, baseline.exact, points, due, goal);
        // No plan: the target was reached at the baseline, and was to be kept.
        let goal = Ratio::whole(goal.hundredths() * 10);
        self.planned = Some(plan.map_or(goal, |plan| {
            plan.planned(self.oldest.days_since(baseline.on))
        }));
    }

    /// Whether even the upper bound lies under the plan.
    pub fn is_under_plan(&self) -> bool {
        self.planned.is_some_and(|planned| self.to < planned)
    }
}

impl Part {
    fn share(&self, day: Day, is_open: impl Fn(&Figure) -> bool) -> Share {
        let known = self.figures.partition_point(|figure| figure.on <= day);
        let figure = known
            .checked_sub(1)
            .and_then(|last| self.figures.get(last))
            .copied();
        let counted = figure.map_or(Percent::ZERO, |figure| counted(self.kind, figure.percent));
        Share {
            stage: self.stage,
            weight: self.weight,
            figure,
            counted,
            is_open: counted < Percent::FULL && figure.as_ref().is_some_and(is_open),
        }
    }
}

/// Walks the figures of all stages, day by day.
fn steps(parts: &[Part]) -> Vec<(Day, i64)> {
    let mut figures: Vec<(Day, usize, i64)> = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        figures.extend(part.figures.iter().map(|figure| {
            let counted = counted(part.kind, figure.percent).hundredths();
            (figure.on, index, part.weight.hundredths() * counted)
        }));
    }
    figures.sort_unstable_by_key(|(on, ..)| *on);
    let mut adds = vec![0; parts.len()];
    let mut lower = 0;
    let mut steps: Vec<(Day, i64)> = Vec::new();
    for (on, index, sum) in figures {
        if let Some(add) = adds.get_mut(index) {
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
mod tests;
