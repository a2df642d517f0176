use std::cmp::Ordering;
use std::collections::HashMap;

use crate::assess::{Assessment, Flag, Judged, Ratio, Status};
use crate::model::{Day, Period, Project, Stage, fold};

use super::{Group, GroupKey, Report, Summary};

/// Which targets are counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PeriodChoice {
    /// Those whose period contains the day of the question.
    Current,
    /// Those whose period lies within this one.
    Within(Period),
    /// Every one.
    All,
}

/// A fact of a project that can be filtered and grouped by.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Filter {
    /// Categories, any of them; empty: all.
    pub categories: Vec<String>,
    /// Leads, any of them.
    pub leads: Vec<String>,
    /// Units responsible, any of them.
    pub units: Vec<String>,
}

/// By what targets are grouped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GroupBy {
    /// The project's category.
    Category,
    /// The project's lead.
    Lead,
    /// The unit responsible.
    Unit,
    /// The verdict.
    Status,
    /// The project.
    Project,
    /// The target's period.
    Period,
}

/// In which order targets are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SortBy {
    /// Worst first.
    Status,
    /// By due day, undated last.
    Due,
    /// By project code.
    Project,
    /// By name of the project.
    Name,
}

/// What a report is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    /// Which targets are counted.
    pub period: PeriodChoice,
    /// Which projects are counted.
    pub filter: Filter,
    /// Which statuses are shown; empty: all. This changes no count.
    pub statuses: Vec<Status>,
    /// By what they are grouped.
    pub group_by: Option<GroupBy>,
    /// In which order they are shown.
    pub sort_by: SortBy,
}

impl Default for Request {
    fn default() -> Request {
        Request {
            period: PeriodChoice::Current,
            filter: Filter::default(),
            statuses: Vec::new(),
            group_by: None,
            sort_by: SortBy::Status,
        }
    }
}

/// The statuses that are late.
pub fn late() -> Vec<Status> {
    Status::ALL.into_iter().filter(|s| s.is_late()).collect()
}

impl Filter {
    fn keeps(&self, project: &Project) -> bool {
        let facts = &project.facts;
        let any = |wanted: &[String], has: Option<&str>| {
            wanted.is_empty()
                || has.is_some_and(|has| wanted.iter().any(|wanted| fold(wanted) == fold(has)))
        };
        any(&self.categories, facts.category.as_deref())
            && any(&self.leads, facts.lead.as_deref())
            && any(&self.units, facts.unit.as_deref())
    }
}

pub(super) fn report<'a>(
    assessment: &'a Assessment<'a>,
    request: &Request,
    known_on: Option<Day>,
) -> Report<'a> {
    let as_of = assessment.as_of;
    let kept: Vec<&Judged<'_>> = assessment
        .targets
        .iter()
        .filter(|judged| request.filter.keeps(judged.project))
        .collect();
    let is_counted = |judged: &Judged<'_>| match request.period {
        PeriodChoice::All => true,
        PeriodChoice::Current => judged.period().contains(as_of) && !judged.is_carried_on,
        PeriodChoice::Within(period) => judged.period().is_within(&period),
    };
    let is_carried_over = |judged: &Judged<'_>| {
        let ended = judged.period().end() < as_of
            && match request.period {
                PeriodChoice::All => false,
                PeriodChoice::Current => true,
                PeriodChoice::Within(period) => judged.period().end() < period.start(),
            };
        let status = judged.verdict.status;
        ended && !judged.is_carried_on && !status.is_met() && status != Status::Cancelled
    };
    let counted: Vec<&Judged<'_>> = kept.iter().copied().filter(|j| is_counted(j)).collect();
    let mut carried_over: Vec<Ranked<'_>> = kept
        .iter()
        .copied()
        .filter(|judged| is_carried_over(judged))
        .map(Ranked::in_order(0))
        .collect();
    carried_over.sort_by(Ranked::worst_first);
    let summary = Summary::of(counted.iter().copied());
    let groups = match request.group_by {
        None => ungrouped(&counted, request, summary),
        Some(group_by) => group(assessment, &counted, request, group_by),
    };
    Report {
        as_of,
        known_on,
        period: request.period,
        periods: periods(&counted),
        settings: assessment.settings,
        summary,
        shown: groups.iter().map(|group| group.targets.len()).sum(),
        groups,
        carried_over: carried_over.iter().map(|ranked| ranked.judged).collect(),
        without_target: without_target(assessment, &counted, &request.filter),
    }
}

/// Stages with readings, of projects none of whose targets is counted.
fn without_target<'a>(
    assessment: &'a Assessment<'a>,
    counted: &[&Judged<'_>],
    filter: &Filter,
) -> Vec<(&'a Project, &'a Stage)> {
    let mut with_target: Vec<i64> = counted.iter().map(|judged| judged.project.id).collect();
    with_target.dedup();
    with_target.sort_unstable();
    assessment
        .projects
        .iter()
        .filter(|project| with_target.binary_search(&project.id).is_err() && filter.keeps(project))
        .flat_map(|project| project.stages.iter().map(move |stage| (project, stage)))
        .filter(|(_, stage)| stage.reading.is_some() || stage.under_way.is_some())
        .collect()
}

/// Each period once, in order; neighbours mostly have the same.
fn periods(targets: &[&Judged<'_>]) -> Vec<Period> {
    let mut periods: Vec<Period> = targets.iter().map(|judged| judged.period()).collect();
    periods.dedup();
    periods.sort_unstable();
    periods.dedup();
    periods
}

/// All in one group without a name.
fn ungrouped<'a>(
    counted: &[&'a Judged<'a>],
    request: &Request,
    summary: Summary,
) -> Vec<Group<'a>> {
    let targets: Vec<&Judged<'_>> = in_order_asked(counted, request.sort_by)
        .filter(|judged| is_shown(judged, request))
        .collect();
    let group = (!targets.is_empty()).then_some(Group {
        key: None,
        targets,
        summary,
    });
    group.into_iter().collect()
}

/// Targets that come in the order of their projects' codes, in the order asked for.
fn in_order_asked<'a>(
    targets: &[&'a Judged<'a>],
    sort_by: SortBy,
) -> impl Iterator<Item = &'a Judged<'a>> {
    let mut ranked: Vec<Ranked<'_>> = (targets.iter().copied())
        .map(Ranked::in_order(0))
        .collect();
    ranked.sort_by(|a, b| a.compare(sort_by, b));
    ranked.into_iter().map(|ranked| ranked.judged)
}

fn is_shown(judged: &Judged<'_>, request: &Request) -> bool {
    request.statuses.is_empty() || request.statuses.contains(&judged.verdict.status)
}

fn group<'a>(
    assessment: &'a Assessment<'a>,
    counted: &[&'a Judged<'a>],
    request: &Request,
    group_by: GroupBy,
) -> Vec<Group<'a>> {
    let places: HashMap<i64, usize> = match group_by {
        GroupBy::Project => (assessment.projects.iter().zip(0..))
            .map(|(project, place)| (project.id, place))
            .collect(),
        _ => HashMap::new(),
    };
    let key = |judged: &'a Judged<'a>| -> GroupKey<'a> {
        let facts = &judged.project.facts;
        let text =
            |fact: &'a Option<String>| fact.as_deref().map_or(GroupKey::Missing, GroupKey::Text);
        match group_by {
            GroupBy::Category => text(&facts.category),
            GroupBy::Lead => text(&facts.lead),
            GroupBy::Unit => text(&facts.unit),
            GroupBy::Status => GroupKey::Status(judged.verdict.status),
            GroupBy::Project => {
                GroupKey::Project(places.get(&judged.project.id).copied().unwrap_or(0))
            }
            GroupBy::Period => GroupKey::Period(judged.period()),
        }
    };
    let mut keyed: Vec<(GroupKey<'a>, &'a Judged<'a>)> = in_order_asked(counted, request.sort_by)
        .map(|judged| (key(judged), judged))
        .collect();
    // Stable: within a group the order stays.
    keyed.sort_by_key(|(key, _)| *key);
    let mut groups: Vec<(GroupKey<'a>, Vec<&'a Judged<'a>>)> = Vec::new();
    for (key, judged) in keyed {
        match groups.last_mut() {
            Some((last, targets)) if *last == key => targets.push(judged),
            _ => groups.push((key, vec![judged])),
        }
    }
    groups
        .into_iter()
        .map(|(key, all)| Group {
            key: Some(key),
            summary: Summary::of(all.iter().copied()),
            targets: (all.into_iter())
                .filter(|judged| is_shown(judged, request))
                .collect(),
        })
        .filter(|group| !group.targets.is_empty())
        .collect()
}

/// A target and what it is sorted by, so that a sort looks at each target once.
///
/// Worst first: by status (open and due soon before open); ties by due day (none last), pace
/// (infinite first, none last), project code, stage, period and label.
#[derive(Clone, Copy)]
pub(super) struct Ranked<'a> {
    /// Status, due day and pace in one number, as far as a whole number tells: what comes first is
    /// less.
    rank: u128,
    /// The place of its project among all that are ranked; 0 if that is not known.
    project: u32,
    judged: &'a Judged<'a>,
}

impl<'a> Ranked<'a> {
    /// Ranks targets that come in the order of their projects' codes, as in an [`Assessment`], after
    /// so many others.
    pub(super) fn in_order(after: u32) -> impl FnMut(&'a Judged<'a>) -> Ranked<'a> {
        let mut last: Option<(u32, i64)> = None;
        move |judged| {
            let id = judged.project.id;
            let project = match last {
                Some((place, last)) if last == id => place,
                Some((place, _)) => place.saturating_add(1),
                None => after.saturating_add(1),
            };
            last = Some((project, id));
            Ranked {
                project,
                ..Ranked::of(judged)
            }
        }
    }

    fn of(judged: &'a Judged<'a>) -> Ranked<'a> {
        let verdict = &judged.verdict;
        let is_near = verdict.has(Flag::Urgent) || verdict.has(Flag::DueSoon);
        let place =
            2 * verdict.status as u128 + u128::from(verdict.status == Status::Open && !is_near);
        let due = judged.revision.terms.due;
        let due = due.map_or(u32::MAX, |due| u32::try_from(due.number()).unwrap_or(0));
        // The greatest pace first: infinite before all others, none after them.
        let pace = match pace(judged) {
            None => u64::MAX,
            Some(None) => 0,
            Some(Some(pace)) => {
                let parts = (pace * Ratio::whole(1 << 20)).floor().unwrap_or(i64::MAX);
                u64::MAX - 1 - u64::try_from(parts).unwrap_or(0)
            }
        };
        Ranked {
            rank: place << 96 | u128::from(due) << 64 | u128::from(pace),
            project: 0,
            judged,
        }
    }

    pub(super) fn worst_first(&self, other: &Ranked<'_>) -> Ordering {
        self.rank.cmp(&other.rank).then_with(|| {
            let (a, b) = (self.judged, other.judged);
            // Of the same whole part, exactly.
            pace(b)
                .flatten()
                .cmp(&pace(a).flatten())
                .then_with(|| self.project.cmp(&other.project))
                .then_with(|| a.project.facts.code.cmp(&b.project.facts.code))
                .then_with(|| a.stage.facts.code.cmp(&b.stage.facts.code))
                .then_with(|| a.period().cmp(&b.period()))
                .then_with(|| a.label().cmp(b.label()))
        })
    }

    fn compare(&self, sort_by: SortBy, other: &Ranked<'_>) -> Ordering {
        let (a, b) = (self.judged, other.judged);
        let first = match sort_by {
            SortBy::Status => Ordering::Equal,
            SortBy::Due => due(a).cmp(&due(b)),
            SortBy::Project => a.project.facts.code.cmp(&b.project.facts.code),
            SortBy::Name => a.project.facts.name.cmp(&b.project.facts.name),
        };
        first.then_with(|| self.worst_first(other))
    }
}

/// Undated comes last.
fn due(judged: &Judged<'_>) -> (bool, Option<Day>) {
    let due = judged.revision.terms.due;
    (due.is_none(), due)
}

/// `None`: no pace; `Some(None)`: infinite.
fn pace(judged: &Judged<'_>) -> Option<Option<Ratio>> {
    judged
        .verdict
        .progress
        .as_ref()
        .map(|progress| progress.pace)
}

/// Worst first, as a report goes by default.
pub(super) fn worst_first(a: &Judged<'_>, b: &Judged<'_>) -> Ordering {
    Ranked::of(a).worst_first(&Ranked::of(b))
}
