//! From a judged portfolio to a report: which targets, in which order and groups.

use std::collections::HashMap;

use crate::assess::{Assessment, Judged, Status};
use crate::model::{Day, Period, Project, Stage};

use super::contents::{Group, GroupKey, Report};
use super::rank::Ranked;
use super::request::{Filter, GroupBy, PeriodChoice, Request, SortBy};
use super::summary::Summary;

impl<'a> Report<'a> {
    /// Selects, sorts, groups and adds up.
    pub fn new(
        assessment: &'a Assessment<'a>,
        request: &Request,
        known_on: Option<Day>,
    ) -> Report<'a> {
        report(assessment, request, known_on)
    }
}

fn report<'a>(
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
    let mut ranked: Vec<Ranked<'_>> = (targets.iter().copied()).map(Ranked::in_order(0)).collect();
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
