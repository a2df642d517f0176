//! The record's own past: what was said of a target on its way, held against what became of it.
//!
//! Tried is each target of a measured stage whose day as first promised lies before the day of the
//! question, whether or not it was ever reached: what has passed by the calendar does not depend on
//! how it ended. Left out are those suspended or cancelled before they fell due, and those judged by
//! stages rolled up, which have no figure of their own.
//!
//! With `r`, `p`, `b`, `B`, `T`, `PD` and `rem` as in the rules, by the terms in force on day `r` and
//! the figures up to it, a *point* is the first figure later than the baseline day at which
//! `(p-b)/(T-b)` is at least 25, 50 or 75 %. Where that figure is at the target already, there was
//! nothing left to foretell, and there is no point. One figure may be two points. At each:
//! - `A` is the first day of the last unbroken run at or above `T`; where there is none, `E` is the day
//!   of the question, or the day on which the work ended otherwise: reached by the terms in force now,
//!   suspended or cancelled.
//! - The error of a day `D` that was named is `(A-D)/PD`, later than said being positive; unfinished,
//!   it is at least `(E-D)/PD`, and its size at least that or 0.
//! - The days named are the forecast `F`; the straight line `B + (r-B)(T-b)/(p-b)`, rounded up to a
//!   day; and the due day in force.
//! - The range held if `A` lies in it; unfinished, it missed once `E` is beyond its end, and nobody can
//!   tell before.
//! - The lamp is that of rules 12 to 15, where one of them decided on day `r`. It is held against
//!   rules 2 and 3 by those same terms, once their due day has passed.
//! - What was left took `(A-r)/rem` times what it would at the planned speed; unfinished, at least
//!   `(E-r)/rem`.
//!
//! The last of these has one value a target: that of half way; of one without such a point that of
//! 25 %; else that of its start, where `rem` is `PD` and `r` is `B`.

use crate::model::{Day, Figure, Series, Settings, Terms};

use super::baseline::{baseline_day, find_baseline, plan_start};
use super::ending::Ending;
use super::progress::thousandths;
use super::rest::rest;
use super::schedule::Schedule;
use super::{Bounded, Case, Finish, Forecast, Judged, Lamp, Ratio, Rest, Status, Verdict, judge};

/// What became of a target that fell due, and of what was said on its way.
#[derive(Clone, Debug)]
pub struct Trial {
    /// By the day and percent as first promised.
    pub ending: Ending,
    /// At each of [`Trial::SHARES`] of the way, if it has such a point.
    pub points: [Option<TrialPoint>; 3],
    /// The days that what was left took, over those it would have at the planned speed; `None` where
    /// the plan has no length, or nothing was left at its start.
    pub factor: Option<Bounded>,
}

/// What was said at a point of the way, and how far it was off. Errors are shares of the planned
/// duration; what came later than said is positive.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TrialPoint {
    /// The figure's day.
    pub on: Day,
    /// It got there since.
    pub is_finished: bool,
    /// The error of our forecast.
    pub forecast: Bounded,
    /// That of a straight line from the baseline through the figure.
    pub straight_line: Bounded,
    /// That of the due day in force then.
    pub promised: Bounded,
    /// Whether the day lay in our range; `None`: it still may.
    pub is_in_range: Option<bool>,
    /// The colour of the verdict given then, and whether the target came in time by the terms of
    /// then; `None` without a verdict by plan, or while those terms run.
    pub lamp: Option<(Lamp, bool)>,
    /// The days that what was left took, over those it would have at the planned speed.
    pub factor: Bounded,
}

impl Trial {
    /// The shares of the way, in percent, from baseline to target.
    pub const SHARES: [i64; 3] = [25, 50, 75];

    /// Tries a target by the figures of its stage; `None` where it has not fallen due, or is left
    /// out.
    pub fn of(
        judged: &Judged<'_>,
        series: &dyn Series,
        as_of: Day,
        settings: &Settings,
    ) -> Option<Trial> {
        let verdict = &judged.verdict;
        let is_derived = verdict.derived.is_some();
        if judged.stage.is_milestone() || is_derived || verdict.status.is_at_rest() {
            return None;
        }
        let first = judged.target.original()?;
        let mut revisions = judged.target.revisions_on(as_of);
        let due = revisions.find_map(|revision| revision.terms.due)?;
        if as_of <= due {
            return None;
        }
        let ended = rest(judged.project, judged.target, as_of).map(|rest| rest.since);
        let past = Past {
            judged,
            set_on: first.decided_on,
            figures: series.all(as_of),
            until: verdict.met_on.or(ended).unwrap_or(as_of),
            as_of,
            settings,
        };
        let promise = Terms {
            due: Some(due),
            percent: first.terms.percent,
            ..judged.revision.terms.clone()
        };
        let points = past.points();
        let [quarter, half, _] = &points;
        let reached = half.as_ref().or(quarter.as_ref());
        Some(Trial {
            ending: Ending::of(past.outcome(&promise).status),
            factor: reached.map_or_else(|| past.since_start(), |point| Some(point.factor)),
            points,
        })
    }
}

/// A target with all that was reported on its stage.
struct Past<'a> {
    judged: &'a Judged<'a>,
    set_on: Day,
    figures: Vec<Figure>,
    /// The last day on which it can have been worked at, if it was never reached.
    until: Day,
    as_of: Day,
    settings: &'a Settings,
}

impl Past<'_> {
    fn judge(&self, terms: &Terms, rest: Option<Rest>, as_of: Day) -> Verdict {
        let case = Case {
            kind: self.judged.stage.facts.kind,
            terms,
            set_on: self.set_on,
            figures: &self.figures,
            rest,
            other: None,
            rolled_up: None,
        };
        judge(&case, as_of, self.settings)
    }

    /// What became of it, by some terms.
    fn outcome(&self, terms: &Terms) -> Verdict {
        self.judge(terms, None, self.as_of)
    }

    fn points(&self) -> [Option<TrialPoint>; 3] {
        let mut figures = self.figures.iter();
        let mut at = figures.next();
        Trial::SHARES.map(|share| {
            while let Some(figure) = at {
                match self.state(*figure) {
                    Some(state) if state.is_at(share) => return self.point(*figure, &state),
                    _ => at = figures.next(),
                }
            }
            None
        })
    }

    /// How far it was by a figure, by the terms of that day; `None` without a plan to hold it
    /// against.
    fn state(&self, figure: Figure) -> Option<State<'_>> {
        let terms = &self.judged.target.in_force(figure.on)?.terms;
        let due = terms.due?;
        if due <= plan_start(terms, self.set_on) {
            return None;
        }
        let start = baseline_day(terms, self.set_on);
        let baseline = find_baseline(terms, &self.figures, start, due, figure.on)?;
        let made = Ratio::whole(thousandths(figure.percent)) - baseline.exact;
        let way = Ratio::whole(thousandths(terms.percent)) - baseline.exact;
        (baseline.on < figure.on && Ratio::whole(0) < way).then(|| State {
            terms,
            due,
            start: baseline.on,
            schedule: Schedule::new(terms, baseline, due, figure),
            made,
            way,
        })
    }

    /// What was said by a figure below the target.
    fn point(&self, figure: Figure, state: &State<'_>) -> Option<TrialPoint> {
        if state.way <= state.made {
            return None;
        }
        let outcome = self.outcome(state.terms);
        let reached = outcome.met_on;
        let end = reached.unwrap_or(self.until);
        if end <= figure.on {
            return None;
        }
        let Some(Forecast::Finish(finish)) = state.schedule.forecast(figure.on) else {
            return None;
        };
        let progress = state.schedule.progress(figure.on, None);
        let remaining = Ratio::whole(progress.plan_days) - progress.earned_days;
        let whole = Ratio::whole(progress.actual_days) * state.way.over(state.made)?;
        let straight_line = state.start.plus(whole.ceil()?)?;
        let is_least = reached.is_none();
        let off = |named: Day| Bounded {
            value: Ratio::new(end.days_since(named), progress.plan_days),
            is_least,
        };
        let then = rest(self.judged.project, self.judged.target, figure.on);
        let verdict = self.judge(state.terms, then, figure.on);
        let has_lamp = 12 <= verdict.rule && state.due < self.as_of;
        Some(TrialPoint {
            on: figure.on,
            is_finished: !is_least,
            forecast: off(finish.on),
            straight_line: off(straight_line),
            promised: off(state.due),
            is_in_range: held(finish, reached, end),
            lamp: has_lamp.then(|| (verdict.status.lamp(), outcome.status == Status::Met)),
            factor: Bounded {
                value: Ratio::whole(end.days_since(figure.on)).over(remaining)?,
                is_least,
            },
        })
    }

    /// What all of it took, over what was planned.
    fn since_start(&self) -> Option<Bounded> {
        let first = &self.judged.target.original()?.terms;
        let terms = self.judged.target.in_force(plan_start(first, self.set_on));
        let terms = &terms?.terms;
        let due = terms.due?;
        if due <= plan_start(terms, self.set_on) {
            return None;
        }
        let start = baseline_day(terms, self.set_on);
        let baseline = find_baseline(terms, &self.figures, start, due, self.as_of);
        if baseline.is_some_and(|baseline| terms.percent <= baseline.percent) {
            return None;
        }
        let start = baseline.map_or(start, |baseline| baseline.on);
        let reached = self.outcome(terms).met_on;
        let taken = reached.unwrap_or(self.until).days_since(start);
        (0 < taken).then(|| Bounded {
            value: Ratio::new(taken, due.days_since(start)),
            is_least: reached.is_none(),
        })
    }
}

/// How far a target was by a figure.
struct State<'a> {
    terms: &'a Terms,
    due: Day,
    start: Day,
    schedule: Schedule,
    /// From baseline to figure, in thousandths of a percent.
    made: Ratio,
    /// From baseline to target.
    way: Ratio,
}

impl State<'_> {
    /// Whether so many percent of the way are done.
    fn is_at(&self, share: i64) -> bool {
        self.way * Ratio::new(share, 100) <= self.made
    }
}

/// Whether the day on which it was reached lies in a range; `None` where it still may.
fn held(finish: Finish, reached: Option<Day>, end: Day) -> Option<bool> {
    match reached {
        Some(day) => Some((finish.from..=finish.to).contains(&day)),
        None => (finish.to < end).then_some(false),
    }
}

#[cfg(test)]
mod tests;
