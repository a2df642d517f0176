use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

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
        PeriodChoice::Current => judged.target.period.contains(as_of) && !judged.is_carried_on,
        PeriodChoice::Within(period) => judged.target.period.is_within(&period),
    };
    let is_carried_over = |judged: &Judged<'_>| {
        let ended = judged.target.period.end() < as_of
            && match request.period {
                PeriodChoice::All => false,
                PeriodChoice::Current => true,
                PeriodChoice::Within(period) => judged.target.period.end() < period.start(),
            };
        let status = judged.verdict.status;
        ended && !judged.is_carried_on && !status.is_met() && status != Status::Cancelled
    };
    let counted: Vec<&Judged<'_>> = kept.iter().copied().filter(|j| is_counted(j)).collect();
    let mut carried_over: Vec<Ranked<'_>> = kept
        .iter()
        .copied()
        .filter(|judged| is_carried_over(judged))
        .map(Ranked::in_order())
        .collect();
    carried_over.sort_by(Ranked::worst_first);
    let groups = group(assessment, &counted, request);
    Report {
        as_of,
        known_on,
        period: request.period,
        periods: counted
            .iter()
            .map(|judged| judged.target.period)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
        settings: assessment.settings,
        summary: Summary::of(counted.iter().copied()),
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
    let with_target: BTreeSet<i64> = counted.iter().map(|judged| judged.project.id).collect();
    assessment
        .projects
        .iter()
        .filter(|project| !with_target.contains(&project.id) && filter.keeps(project))
        .flat_map(|project| project.stages.iter().map(move |stage| (project, stage)))
        .filter(|(_, stage)| stage.reading.is_some() || stage.under_way.is_some())
        .collect()
}

fn group<'a>(
    assessment: &'a Assessment<'a>,
    counted: &[&'a Judged<'a>],
    request: &Request,
) -> Vec<Group<'a>> {
    let places: HashMap<i64, usize> = match request.group_by {
        Some(GroupBy::Project) => (assessment.projects.iter().zip(0..))
            .map(|(project, place)| (project.id, place))
            .collect(),
        _ => HashMap::new(),
    };
    let key = |judged: &'a Judged<'a>| -> Option<GroupKey<'a>> {
        let facts = &judged.project.facts;
        let text =
            |fact: &'a Option<String>| fact.as_deref().map_or(GroupKey::Missing, GroupKey::Text);
        Some(match request.group_by? {
            GroupBy::Category => text(&facts.category),
            GroupBy::Lead => text(&facts.lead),
            GroupBy::Unit => text(&facts.unit),
            GroupBy::Status => GroupKey::Status(judged.verdict.status),
            GroupBy::Project => {
                GroupKey::Project(places.get(&judged.project.id).copied().unwrap_or(0))
            }
            GroupBy::Period => GroupKey::Period(judged.target.period),
        })
    };
    let mut ranked = Ranked::in_order();
    let mut keyed: Vec<(Option<GroupKey<'a>>, Ranked<'a>)> = counted
        .iter()
        .map(|judged| (key(judged), ranked(judged)))
        .collect();
    keyed.sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| x.compare(request.sort_by, y)));
    let mut groups: Vec<(Option<GroupKey<'a>>, Vec<&'a Judged<'a>>)> = Vec::new();
    for (key, ranked) in keyed {
        match groups.last_mut() {
            Some((last, targets)) if *last == key => targets.push(ranked.judged),
            _ => groups.push((key, vec![ranked.judged])),
        }
    }
    groups
        .into_iter()
        .map(|(key, all)| Group {
            key,
            summary: Summary::of(all.iter().copied()),
            targets: all
                .into_iter()
                .filter(|judged| {
                    request.statuses.is_empty() || request.statuses.contains(&judged.verdict.status)
                })
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
    /// Ranks targets that come in the order of their projects' codes, as in an [`Assessment`].
    pub(super) fn in_order() -> impl FnMut(&'a Judged<'a>) -> Ranked<'a> {
        let mut last: Option<(u32, i64)> = None;
        move |judged| {
            let id = judged.project.id;
            let project = match last {
                Some((place, last)) if last == id => place,
                Some((place, _)) => place.saturating_add(1),
                None => 1,
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
                .then_with(|| a.target.period.cmp(&b.target.period))
                .then_with(|| a.target.label.cmp(&b.target.label))
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
