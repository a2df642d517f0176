//! What the record's own past comes to: errors of forecasts, ranges that held, lamps that told the
//! truth.

use crate::assess::{Assessment, Bounded, Ending, Lamp, Trial, TrialPoint};
use crate::messages::backtest::{Answer, Closing, Factor, Half, Share};
use crate::model::{Day, SeriesByStage};

use super::request::Filter;

/// The targets that fell due, held against what was said of them.
pub struct Backtest {
    /// The day of the question.
    pub as_of: Day,
    /// The day up to which the record was looked at, if asked for.
    pub known_on: Option<Day>,
    /// How many fell due.
    pub due: usize,
    /// How many of these were reached in time.
    pub in_time: usize,
    /// How many were reached later.
    pub late: usize,
    /// What was said at each share of the way.
    pub points: [AtShare; 3],
    /// How many have a factor of their own.
    pub timed: usize,
    /// The days that what was left took, over those it would have at the planned speed: the median,
    /// from [`Backtest::ENOUGH`] on.
    pub factor: Option<Bounded>,
}

/// What was said at a share of the way.
pub struct AtShare {
    /// In percent.
    pub share: i64,
    /// Of how many targets.
    pub targets: usize,
    /// How many of these were reached since.
    pub finished: usize,
    /// The errors of our forecast, of the straight line and of the date promised; `None` where
    /// nothing was finished.
    pub errors: Option<[Errors; 3]>,
    /// How often the day lay in our range, of those that are decided.
    pub range: Held,
    /// How often targets came in time after a lamp: green, yellow, red.
    pub lamps: [Held; 3],
}

/// Errors, as shares of the planned duration.
#[derive(Clone, Copy)]
pub struct Errors {
    /// The middle of their sizes.
    pub median: Bounded,
    /// The mean of their sizes.
    pub mean: Bounded,
    /// Their middle, later than said being positive.
    pub bias: Bounded,
}

/// How often something held.
#[derive(Clone, Copy, Default)]
pub struct Held {
    /// So often.
    pub held: usize,
    /// Of so many.
    pub of: usize,
}

impl Held {
    fn add(&mut self, holds: bool) {
        self.of += 1;
        self.held += usize::from(holds);
    }
}

impl Errors {
    fn of(all: Vec<Bounded>) -> Option<Errors> {
        let sizes: Vec<Bounded> = all.iter().copied().map(Bounded::size).collect();
        Some(Errors {
            median: Bounded::median(&sizes)?,
            mean: Bounded::mean(&sizes)?,
            bias: Bounded::median(&all)?,
        })
    }

    fn is_least(&self) -> bool {
        [self.median, self.mean, self.bias]
            .iter()
            .any(|one| one.is_least)
    }
}

impl AtShare {
    /// The lamps that are held against what came of them.
    pub const LAMPS: [Lamp; 3] = [Lamp::Green, Lamp::Yellow, Lamp::Red];

    fn of(share: i64, points: &[TrialPoint]) -> AtShare {
        let finished = points.iter().filter(|point| point.is_finished).count();
        let errors = |of: fn(&TrialPoint) -> Bounded| {
            let all = Some(points.iter().map(of)).filter(|_| 0 < finished)?;
            Errors::of(all.collect())
        };
        let (mut range, mut lamps) = (Held::default(), [Held::default(); 3]);
        for point in points {
            if let Some(is_in_range) = point.is_in_range {
                range.add(is_in_range);
            }
            for (held, lamp) in lamps.iter_mut().zip(AtShare::LAMPS) {
                if let Some((_, is_in_time)) = point.lamp.filter(|(shown, _)| *shown == lamp) {
                    held.add(is_in_time);
                }
            }
        }
        let forecast = errors(|point| point.forecast);
        let straight_line = errors(|point| point.straight_line);
        let promised = errors(|point| point.promised);
        AtShare {
            share,
            targets: points.len(),
            finished,
            errors: forecast
                .zip(straight_line)
                .zip(promised)
                .map(|((forecast, straight), promised)| [forecast, straight, promised]),
            range,
            lamps,
        }
    }
}

impl Backtest {
    /// So many targets tell how long work takes here.
    pub const ENOUGH: usize = 8;

    /// Tries the targets of the projects that a filter leaves, by the figures of their stages.
    pub fn of(
        assessment: &Assessment<'_>,
        series: &dyn SeriesByStage,
        filter: &Filter,
        known_on: Option<Day>,
    ) -> Backtest {
        let (as_of, settings) = (assessment.as_of, assessment.settings);
        let kept = assessment.targets.iter();
        let kept = kept.filter(|judged| filter.keeps(judged.project));
        let trials = kept.filter_map(|judged| {
            let figures = series.of(judged.stage.id);
            Trial::of(judged, &*figures, as_of, settings)
        });
        let trials: Vec<Trial> = trials.collect();
        let ended = |ending| trials.iter().filter(|one| one.ending == ending).count();
        let mut index = 0..;
        let points = Trial::SHARES.map(|share| {
            let index = index.next().unwrap_or(0);
            let points = trials.iter();
            let points = points.filter_map(|trial| trial.points.get(index).copied().flatten());
            AtShare::of(share, &points.collect::<Vec<_>>())
        });
        let factors: Vec<Bounded> = trials.iter().filter_map(|trial| trial.factor).collect();
        let is_enough = Backtest::ENOUGH <= factors.len();
        Backtest {
            as_of,
            known_on,
            due: trials.len(),
            in_time: ended(Ending::InTime),
            late: ended(Ending::Late),
            points,
            timed: factors.len(),
            factor: Bounded::median(&factors).filter(|_| is_enough),
        }
    }

    /// How many of those that fell due were not reached, as far as anybody said.
    pub fn open(&self) -> usize {
        self.due - self.in_time - self.late
    }

    /// What it comes to, in one sentence.
    pub fn answer(&self) -> Answer {
        if self.due == 0 {
            return Answer::NoneDue { as_of: self.as_of };
        }
        let [_, half, _] = &self.points;
        Answer::Due {
            due: self.due,
            in_time: self.in_time,
            half: half.errors.map(|[forecast, _, promised]| Half {
                forecast: Share(forecast.median),
                promised: Share(promised.median),
            }),
            factor: self.factor.map(|factor| Factor { factor }),
        }
    }

    /// What there is too little for, and what the marks mean.
    pub fn closing(&self) -> Vec<Closing> {
        let errors = || self.points.iter().filter_map(|at| at.errors.as_ref());
        let has_errors = errors().next().is_some();
        let mut lines = Vec::new();
        if has_errors {
            lines.push(Closing::Errors);
        }
        if errors().flatten().any(Errors::is_least) || self.factor.is_some_and(|one| one.is_least) {
            lines.push(Closing::Least);
        }
        if 0 < self.due && !has_errors {
            lines.push(Closing::NoneFinished);
        }
        if 0 < self.due && self.factor.is_none() {
            lines.push(Closing::TooFew {
                enough: Backtest::ENOUGH,
                timed: self.timed,
            });
        }
        lines
    }
}
