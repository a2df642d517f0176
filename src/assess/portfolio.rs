use std::collections::HashMap;

use crate::beside::beside;
use crate::model::{
    Day, Figure, Percent, Portfolio, Project, Revision, Settings, Stage, State, Target, TargetState,
};

use super::{Case, Flag, OtherFigure, Rest, RollUp, Status, Verdict, judge};

/// All targets of a portfolio, judged as of one day.
#[derive(Debug)]
pub struct Assessment<'a> {
    /// The day of the question.
    pub as_of: Day,
    /// The policy it was judged by.
    pub settings: &'a Settings,
    /// The projects it was made from.
    pub projects: &'a [Project],
    /// Every target, in order of project, stage, period and label.
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
    /// The first revision of the target, or of the one it goes back to.
    pub original: &'a Revision,
    /// The target of an earlier period that it carries on.
    pub carried_from: Option<&'a Target>,
    /// A later target carries it on: it is left to its successor.
    pub is_carried_on: bool,
    /// By the terms in force.
    pub verdict: Verdict,
    /// By the original date and percent.
    pub original_status: Status,
    /// How far it moved from its original terms; `None` if it never did.
    pub slip: Option<Slip>,
}

impl Judged<'_> {
    /// Whether it is still to be met: neither met nor cancelled, nor left to its successor.
    pub fn is_unmet(&self) -> bool {
        let status = self.verdict.status;
        !self.is_carried_on && !status.is_met() && status != Status::Cancelled
    }
}

/// How a target moved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Slip {
    /// Current due day minus original due day; `None` if either is missing.
    pub days: Option<i64>,
    /// How often the due day was moved later or taken away.
    pub times: u32,
    /// The due day as first promised.
    pub original_due: Option<Day>,
    /// The percent as first promised.
    pub original_percent: Percent,
    /// Whether a revision took percent off the target.
    pub is_lowered: bool,
}

/// From so many projects on, they are judged in two halves side by side. Tests take this way with
/// few.
const LARGE: usize = if cfg!(test) { 2 } else { 500 };

/// Judges every target of the portfolio.
pub fn assess(portfolio: &Portfolio, as_of: Day) -> Assessment<'_> {
    let settings = &portfolio.settings;
    let projects = portfolio.projects.as_slice();
    let judge = |projects, room| judge_projects(projects, as_of, settings, room);
    let targets = if projects.len() < LARGE {
        judge(projects, count(projects))
    } else {
        let (first, second) = projects.split_at(projects.len() / 2);
        // Room for all, so that none of the first half is moved when the second comes to it.
        let room = count(projects);
        let (mut targets, more) = beside(|| judge(first, room), || judge(second, count(second)));
        targets.extend(more);
        targets
    };
    Assessment {
        as_of,
        settings,
        projects,
        targets,
    }
}

/// How many targets projects have.
fn count(projects: &[Project]) -> usize {
    let stages = projects.iter().flat_map(|project| &project.stages);
    stages.map(|stage| stage.targets.len()).sum()
}

/// The verdicts on the targets of some projects, in a list with room for so many.
fn judge_projects<'a>(
    projects: &'a [Project],
    as_of: Day,
    settings: &Settings,
    room: usize,
) -> Vec<Judged<'a>> {
    let mut targets = Vec::with_capacity(room);
    for project in projects {
        for stage in &project.stages {
            if stage.targets.is_empty() {
                continue;
            }
            let others = Others::of(project, stage, as_of);
            let lineage = Lineage::of(stage, as_of);
            for target in &stage.targets {
                if let Some(judged) =
                    judge_target(project, stage, target, &others, &lineage, as_of, settings)
                {
                    targets.push(judged);
                }
            }
        }
    }
    targets
}

/// Which target of a stage carries on which.
pub(super) struct Lineage<'a> {
    by_id: HashMap<i64, &'a Target>,
    carried: Vec<i64>,
}

impl<'a> Lineage<'a> {
    pub(super) fn of(stage: &'a Stage, as_of: Day) -> Lineage<'a> {
        let mut lineage = Lineage {
            by_id: HashMap::new(),
            carried: Vec::new(),
        };
        if stage.targets.iter().all(|t| t.carried_from.is_none()) {
            return lineage;
        }
        lineage.by_id = stage.targets.iter().map(|t| (t.id, t)).collect();
        // Carrying on is a decision with a day, like any revision.
        lineage.carried = stage
            .targets
            .iter()
            .filter(|t| t.original().is_some_and(|first| first.decided_on <= as_of))
            .filter_map(|t| lineage.before(t))
            .map(|earlier| earlier.id)
            .collect();
        lineage
    }

    /// The target that this one carries on, as long as periods run backwards (which ends any
    /// circle a damaged store could hold).
    pub(super) fn before(&self, target: &Target) -> Option<&'a Target> {
        self.by_id
            .get(&target.carried_from?)
            .copied()
            .filter(|earlier| earlier.period < target.period)
    }

    /// The first target of those that this one carries on, or itself.
    pub(super) fn first(&self, target: &'a Target) -> &'a Target {
        let mut first = target;
        while let Some(earlier) = self.before(first) {
            first = earlier;
        }
        first
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

fn judge_target<'a>(
    project: &'a Project,
    stage: &'a Stage,
    target: &'a Target,
    others: &Others<'_>,
    lineage: &Lineage<'a>,
    as_of: Day,
    settings: &Settings,
) -> Option<Judged<'a>> {
    let revision = target.in_force(as_of)?;
    let history = lineage.history(target, as_of);
    let original = history.first().copied()?;
    let case = Case {
        kind: stage.facts.kind,
        period: target.period,
        terms: &revision.terms,
        figures: &stage.figures,
        rest: rest(project, target, as_of),
        other: others.latest,
        rolled_up: others.rolled_up.as_ref(),
    };
    let mut verdict = judge(&case, as_of, settings);
    let slip = slip(&history);
    if let Some(slip) = slip {
        if slip.times > 0 || slip.days.is_some_and(|days| days > 0) {
            verdict.flags.push(Flag::Slipped);
        }
        if slip.is_lowered {
            verdict.flags.push(Flag::Lowered);
        }
    }
    let original_status = if std::ptr::eq(original, revision) {
        verdict.status
    } else {
        judge_original(&case, original, lineage, target, as_of, settings)
    };
    Some(Judged {
        project,
        stage,
        target,
        revision,
        original,
        carried_from: lineage.before(target),
        is_carried_on: lineage.carried.contains(&target.id),
        verdict,
        original_status,
        slip,
    })
}

/// The same target held against its first promise: date, percent, start, baseline and period.
fn judge_original<'a>(
    case: &Case<'_>,
    original: &Revision,
    lineage: &Lineage<'a>,
    target: &'a Target,
    as_of: Day,
    settings: &Settings,
) -> Status {
    let case = Case {
        period: lineage.first(target).period,
        terms: &original.terms,
        ..*case
    };
    judge(&case, as_of, settings).status
}

/// What the project's other stages have to say where a stage has no figure of its own.
#[derive(Default)]
struct Others<'a> {
    latest: Option<OtherFigure>,
    /// For the whole works only.
    rolled_up: Option<RollUp<'a>>,
}

impl<'a> Others<'a> {
    fn of(project: &'a Project, stage: &Stage, as_of: Day) -> Others<'a> {
        let mut figures = stage.figures.iter();
        if figures.next().is_some_and(|figure| figure.on <= as_of) {
            return Others::default();
        }
        Others {
            latest: other_figure(project, stage, as_of),
            rolled_up: stage
                .is_overall()
                .then(|| RollUp::of(&project.stages))
                .flatten(),
        }
    }
}

/// The latest figure of the project's other stages; of the same day, the first in their order.
fn other_figure(project: &Project, stage: &Stage, as_of: Day) -> Option<OtherFigure> {
    let latest = |stage: &Stage| -> Option<Figure> {
        stage
            .figures
            .iter()
            .rev()
            .find(|figure| figure.on <= as_of)
            .copied()
    };
    project
        .stages
        .iter()
        .filter(|other| other.id != stage.id)
        .filter_map(|other| {
            latest(other).map(|figure| OtherFigure {
                stage: other.id,
                figure,
            })
        })
        .reduce(|best, next| {
            if best.figure.on < next.figure.on {
                next
            } else {
                best
            }
        })
}

/// Whether project or target rest on the day, and since when the first of them does; given up
/// beats resting.
pub(super) fn rest(project: &Project, target: &Target, as_of: Day) -> Option<Rest> {
    let of_project = last_run(
        project
            .states
            .iter()
            .filter(|change| change.decided_on <= as_of)
            .map(|change| {
                let is_cancelled = change.state == State::Cancelled;
                let rests = is_cancelled || change.state == State::Suspended;
                (rests, is_cancelled, change.decided_on)
            }),
    );
    let of_target = last_run(target.revisions_on(as_of).map(|revision| {
        let state = revision.terms.state;
        (
            state != TargetState::Active,
            state == TargetState::Dropped,
            revision.decided_on,
        )
    }));
    match (of_project, of_target) {
        (Some(a), Some(b)) => Some(Rest {
            is_cancelled: a.is_cancelled || b.is_cancelled,
            since: a.since.min(b.since),
        }),
        (a, b) => a.or(b),
    }
}

/// The unbroken run of rests that the steps `(rests, is cancelled, day)` end with.
fn last_run(steps: impl DoubleEndedIterator<Item = (bool, bool, Day)>) -> Option<Rest> {
    let mut found: Option<Rest> = None;
    for (_, is_cancelled, since) in steps.rev().take_while(|(rests, ..)| *rests) {
        found = Some(Rest {
            is_cancelled: found.map_or(is_cancelled, |rest| rest.is_cancelled),
            since,
        });
    }
    found
}

fn slip(history: &[&Revision]) -> Option<Slip> {
    let (first, last) = (history.first()?, history.last()?);
    let mut times = 0;
    let mut is_lowered = false;
    for (before, after) in history.iter().zip(history.iter().skip(1)) {
        is_lowered |= after.terms.percent < before.terms.percent;
        times += u32::from(match (before.terms.due, after.terms.due) {
            (Some(before), Some(after)) => before < after,
            (before, after) => before.is_some() && after.is_none(),
        });
    }
    let has_moved = first.terms.due != last.terms.due || first.terms.percent != last.terms.percent;
    (has_moved || is_lowered || times > 0).then(|| Slip {
        days: first
            .terms
            .due
            .zip(last.terms.due)
            .map(|(original, current)| current.days_since(original)),
        times,
        original_due: first.terms.due,
        original_percent: first.terms.percent,
        is_lowered,
    })
}

#[cfg(test)]
#[path = "portfolio_tests.rs"]
mod tests;
