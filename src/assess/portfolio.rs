use std::collections::HashMap;

use crate::model::{
    Day, Percent, Period, Portfolio, Project, Revision, Series, SeriesByStage, Settings, Stage,
    Target, Terms,
};

use super::others::Others;
use super::rest::{cancelled_since, rest};
use super::{Case, Flag, OtherFigure, RollUp, Status, Verdict, judge};

/// All targets of a portfolio, judged as of one day.
#[derive(Debug)]
pub struct Assessment<'a> {
    /// The day of the question.
    pub as_of: Day,
    /// The policy it was judged by.
    pub settings: &'a Settings,
    /// The projects it was made from.
    pub projects: &'a [Project],
    /// Every target, in order of project, stage and number.
    pub targets: Vec<Judged<'a>>,
}

/// One target and the verdict on it.
#[derive(Clone, Debug)]
pub struct Judged<'a> {
    /// Its project.
    pub project: &'a Project,
    /// Its stage.
    pub stage: &'a Stage,
    /// The target.
    pub target: &'a Target,
    /// The revision in force.
    pub revision: &'a Revision,
    /// The target of an earlier period that it carries on.
    pub carried_from: Option<&'a Target>,
    /// Where it carries one on, the first day on which it stands in that one's place: that of its
    /// period, or without one the day on which it was set.
    pub takes_over_on: Option<Day>,
    /// A later target stands in its place, which is neither given up nor still to begin.
    pub is_carried_on: bool,
    /// Where it is given up, the first day on which it was, by itself or with its project, without a
    /// break since.
    pub cancelled_since: Option<Day>,
    /// By the terms in force.
    pub verdict: Verdict,
    /// By the original date and percent, with all else as it is now.
    pub original_status: Status,
    /// How far it moved from its original date and percent; `None` if it never did.
    pub slip: Option<Slip>,
}

impl<'a> Judged<'a> {
    /// The period of the terms in force.
    pub fn period(&self) -> Option<Period> {
        self.revision.terms.period
    }

    /// What tells it apart from other targets of its stage; mostly empty.
    pub fn label(&self) -> &str {
        &self.revision.terms.label
    }

    /// Whether it belongs to a period: its own lies within it; without one its due day does.
    pub fn is_of(&self, period: &Period) -> bool {
        match (self.period(), self.revision.terms.due) {
            (Some(own), _) => own.is_within(period),
            (None, Some(due)) => period.contains(due),
            (None, None) => false,
        }
    }

    /// The period of the target that it carries on.
    pub fn carried_from_period(&self) -> Option<Period> {
        self.carried_from?.revisions.last()?.terms.period
    }

    /// The first due day it was ever given, in the whole chain of targets.
    pub fn first_due(&self) -> Option<Day> {
        let due = self.revision.terms.due;
        self.slip.map_or(due, |slip| slip.original_due)
    }

    /// By how many days the forecast is later than the due day; negative: earlier.
    pub fn forecast_late(&self) -> Option<i64> {
        let on = self.verdict.forecast?.on();
        Some(on.days_since(self.revision.terms.due?))
    }

    /// The same, against the first due day.
    pub fn forecast_late_by_first(&self) -> Option<i64> {
        Some(self.verdict.forecast?.on().days_since(self.first_due()?))
    }

    /// Whether it was put off, or its date taken away, or less was promised.
    pub fn is_slipped_or_lowered(&self) -> bool {
        self.verdict.has(Flag::Slipped) || self.verdict.has(Flag::Lowered)
    }

    /// The revisions of the target and of those it carries on, oldest first.
    pub fn history(&self, as_of: Day) -> Vec<&'a Revision> {
        Lineage::of(self.stage).history(self.target, as_of)
    }

    /// Whether it is still to be met: neither met nor cancelled, nor left to its successor.
    pub fn is_unmet(&self) -> bool {
        let status = self.verdict.status;
        !self.is_carried_on && !status.is_met() && status != Status::Cancelled
    }
}

/// How a target moved, in the whole chain of targets that it carries on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Slip {
    /// Current due day minus original due day; `None` if either is missing.
    pub days: Option<i64>,
    /// How often the due day was moved, either way, or taken away.
    pub times: u32,
    /// The first due day it was ever given.
    pub original_due: Option<Day>,
    /// The percent as first promised.
    pub original_percent: Percent,
}

impl Slip {
    /// `None` where due day and percent are the first ones and always were.
    fn of(history: &[&Revision]) -> Option<Slip> {
        let (first, last) = (history.first()?, history.last()?);
        let moved = history.iter().zip(history.iter().skip(1));
        let moved = moved.filter(|(before, after)| {
            before.terms.due.is_some() && before.terms.due != after.terms.due
        });
        let original_due = history.iter().find_map(|revision| revision.terms.due);
        let slip = Slip {
            days: original_due
                .zip(last.terms.due)
                .map(|(original, current)| current.days_since(original)),
            times: u32::try_from(moved.count()).unwrap_or(u32::MAX),
            original_due,
            original_percent: first.terms.percent,
        };
        let is_same = slip.times == 0 && first.terms.percent == last.terms.percent;
        (!is_same).then_some(slip)
    }

    /// By how much it was put off, to be compared: a date taken away is further than any.
    pub fn distance(&self) -> i64 {
        match self.days {
            None if self.original_due.is_some() => i64::MAX,
            days => days.unwrap_or(0),
        }
    }

    /// The current due day is later than the first, or was taken away.
    pub fn is_later(&self) -> bool {
        self.original_due.is_some() && self.days.is_none_or(|days| 0 < days)
    }
}

/// Judges every target of the portfolio by the figures of its stages.
pub fn assess<'a>(
    portfolio: &'a Portfolio,
    series: &dyn SeriesByStage,
    as_of: Day,
) -> Assessment<'a> {
    let settings = &portfolio.settings;
    let projects = portfolio.projects.as_slice();
    let mut targets = Vec::new();
    for project in projects {
        let mut others = Others::new(project, series, as_of);
        for stage in &project.stages {
            if stage.targets.is_empty() {
                continue;
            }
            let figures = series.of(stage.id);
            let judge = Judge {
                project,
                stage,
                figures: &*figures,
                lineage: Lineage::of(stage),
                as_of,
                settings,
            };
            let has_own = figures.latest(as_of).is_some();
            let (other, rolled_up) = if has_own {
                (None, None)
            } else {
                (others.latest(), others.rolled_up(stage))
            };
            let judged = stage.targets.iter();
            let mut judged: Vec<Judged<'_>> = judged
                .filter_map(|target| judge.judge(target, other, rolled_up))
                .collect();
            leave_to_successors(&mut judged, as_of);
            targets.append(&mut judged);
        }
    }
    Assessment {
        as_of,
        settings,
        projects,
        targets,
    }
}

/// Marks those of a stage's targets in whose place another stands.
fn leave_to_successors(judged: &mut [Judged<'_>], as_of: Day) {
    let stands = |successor: &&Judged<'_>| {
        let is_pursued = !matches!(successor.verdict.status, Status::Cancelled | Status::Future);
        is_pursued && successor.takes_over_on.is_some_and(|day| day <= as_of)
    };
    let carried: Vec<i64> = judged
        .iter()
        .filter(stands)
        .filter_map(|successor| successor.carried_from.map(|earlier| earlier.id))
        .collect();
    for judged in judged {
        judged.is_carried_on = carried.contains(&judged.target.id);
    }
}

/// Which target of a stage carries on which.
struct Lineage<'a> {
    targets: HashMap<i64, &'a Target>,
}

impl<'a> Lineage<'a> {
    fn of(stage: &'a Stage) -> Lineage<'a> {
        let has_any = stage.targets.iter().any(|t| t.carried_from().is_some());
        let known = stage.targets.iter().filter(|_| has_any);
        Lineage {
            targets: known.map(|target| (target.id, target)).collect(),
        }
    }

    /// The target that this one carries on; none where that leads round in a circle, so that no
    /// record hides all of its targets behind each other.
    fn before(&self, target: &Target) -> Option<&'a Target> {
        let earlier = self.earlier(target)?;
        let chain = std::iter::successors(Some(earlier), |next| self.earlier(next));
        let mut chain = chain.take(self.targets.len());
        (!chain.any(|next| next.id == target.id)).then_some(earlier)
    }

    /// The target that this one says to carry on, as long as periods run backwards; numbers where
    /// both have the same or one has none.
    fn earlier(&self, target: &Target) -> Option<&'a Target> {
        let period = |target: &Target| target.revisions.last().and_then(|last| last.terms.period);
        let earlier = self.targets.get(&target.carried_from()?).copied()?;
        let is_earlier = match (period(earlier), period(target)) {
            (Some(before), Some(now)) if before != now => before < now,
            _ => earlier.number < target.number,
        };
        is_earlier.then_some(earlier)
    }

    /// The revisions of the target and of those it carries on, oldest first.
    fn history(&self, target: &'a Target, as_of: Day) -> Vec<&'a Revision> {
        let mut chain = vec![target];
        while let Some(earlier) = chain.last().and_then(|last| self.before(last)) {
            chain.push(earlier);
        }
        chain
            .into_iter()
            .rev()
            .flat_map(|target| target.revisions_on(as_of))
            .collect()
    }
}

/// Judges the targets of one stage.
struct Judge<'a, 'f> {
    project: &'a Project,
    stage: &'a Stage,
    figures: &'f dyn Series,
    lineage: Lineage<'a>,
    as_of: Day,
    settings: &'f Settings,
}

impl<'a> Judge<'a, '_> {
    fn judge(
        &self,
        target: &'a Target,
        other: Option<OtherFigure>,
        rolled_up: Option<&RollUp>,
    ) -> Option<Judged<'a>> {
        let revision = target.in_force(self.as_of)?;
        let first = target.original()?;
        let carried_from = self.lineage.before(target);
        let case = Case {
            kind: self.stage.facts.kind,
            terms: &revision.terms,
            set_on: first.decided_on,
            figures: self.figures,
            rest: rest(self.project, target, self.as_of),
            other,
            rolled_up,
        };
        let mut verdict = judge(&case, self.as_of, self.settings);
        let slip = Slip::of(&self.lineage.history(target, self.as_of));
        let terms = &revision.terms;
        let moved = [
            (Flag::Slipped, slip.is_some_and(|slip| slip.is_later())),
            (
                Flag::Lowered,
                slip.is_some_and(|slip| terms.percent < slip.original_percent),
            ),
            (Flag::Replanned, is_replanned(&first.terms, terms)),
        ];
        let moved = moved.into_iter().filter(|(_, stands)| *stands);
        verdict.flags.extend(moved.map(|(flag, _)| flag));
        // Plan points outside of the plan to the original due day are no part of it.
        let original = slip.map(|slip| Terms {
            due: slip.original_due,
            percent: slip.original_percent,
            ..terms.clone()
        });
        let original_status = original.map_or(verdict.status, |original| {
            let case = Case {
                terms: &original,
                ..case
            };
            judge(&case, self.as_of, self.settings).status
        });
        Some(Judged {
            project: self.project,
            stage: self.stage,
            target,
            revision,
            carried_from,
            takes_over_on: carried_from.map(|_| {
                let period = revision.terms.period;
                period.map_or(first.decided_on, |period| period.start())
            }),
            is_carried_on: false,
            cancelled_since: match verdict.status {
                Status::Cancelled => cancelled_since(self.project, target, self.as_of),
                _ => None,
            },
            verdict,
            original_status,
            slip,
        })
    }
}

/// Whether the plan was made another than at first.
fn is_replanned(first: &Terms, now: &Terms) -> bool {
    let plan = |terms: &Terms| (terms.baseline, terms.start, terms.period);
    plan(first) != plan(now) || first.plan_points != now.plan_points
}

#[cfg(test)]
mod tests;
