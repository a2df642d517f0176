//! From a judged portfolio to a report: which targets, in which order and groups.

use std::collections::HashMap;

use crate::assess::{Assessment, Ending, Judged, Lamp, Status};
use crate::model::{Day, Project, Stage, State};

use super::account::Account;
use super::changes::{Changes, Earlier};
use super::contents::{Group, GroupKey, LeftOutCount, Report};
use super::counted::{Counting, LeftOut};
use super::rank::Ranked;
use super::request::{Filter, GroupBy, PeriodChoice, Request};
use super::summary::Summary;

impl<'a> Report<'a> {
    /// Selects, sorts, groups and adds up.
    pub fn new(
        assessment: &'a Assessment<'a>,
        request: &Request,
        known_on: Option<Day>,
    ) -> Report<'a> {
        report(assessment, request, known_on, None)
    }

    /// As [`Report::new`], of what changed since an earlier report.
    pub fn since(
        earlier: Earlier<'a>,
        assessment: &'a Assessment<'a>,
        request: &Request,
        known_on: Option<Day>,
    ) -> Report<'a> {
        report(assessment, request, known_on, Some(earlier))
    }
}

fn report<'a>(
    assessment: &'a Assessment<'a>,
    request: &Request,
    known_on: Option<Day>,
    earlier: Option<Earlier<'a>>,
) -> Report<'a> {
    let as_of = assessment.as_of;
    let counting = Counting::new(assessment, request.period);
    // Those given up are shown where all are, or where they are asked for by their status.
    let shows_cancelled = request.period == PeriodChoice::All
        || request.is_final
        || request.statuses.contains(&Status::Cancelled);
    let mut counted: Vec<&Judged<'_>> = Vec::new();
    let mut listed: Vec<&Judged<'_>> = Vec::new();
    let mut cancelled = 0;
    let mut left_out = LeftOutCount::default();
    let kept = assessment.targets.iter();
    for judged in kept.filter(|judged| request.filter.keeps(judged.project)) {
        match counting.left_out(judged) {
            None => {
                counted.push(judged);
                listed.push(judged);
            }
            Some(LeftOut::Cancelled) if counting.tells_of_cancelled(judged) => {
                cancelled += 1;
                listed.extend(Some(judged).filter(|_| shows_cancelled));
            }
            Some(why) => left_out.add(why),
        }
    }
    let summary = Summary::of(&counted, cancelled);
    let changes = earlier.map(|earlier| {
        let (changes, changed) = Changes::since(earlier, assessment, request);
        listed = changed;
        changes
    });
    let period = match request.period {
        PeriodChoice::Within(period) => Some(period),
        PeriodChoice::Current | PeriodChoice::All => None,
    };
    let account =
        (request.is_final).then(|| Account::of(&listed, &assessment.targets, period, as_of));
    let group_by = (request.group_by)
        .or(changes.as_ref().map(|_| GroupBy::Change))
        .or(account.as_ref().map(|_| GroupBy::Ending));
    let groups = match group_by {
        None => ungrouped(&listed, request, summary),
        Some(group_by) => group(assessment, &listed, request, (group_by, changes.as_ref())),
    };
    let shown: usize = groups.iter().map(|group| group.targets.len()).sum();
    Report {
        as_of,
        known_on,
        period: request.period,
        settings: assessment.settings,
        summary,
        asked: request.asked(),
        is_of_slipped: request.is_of_slipped,
        filter: request.filter.clone(),
        filtered_out: listed.len() - shown,
        groups,
        group_by,
        left_out,
        untargeted: untargeted(assessment, &request.filter),
        histories: HashMap::new(),
        changes,
        account,
        head: None,
        record: None,
        lamps: lamps(&counted),
    }
}

fn lamps(counted: &[&Judged<'_>]) -> HashMap<i64, Lamp> {
    let mut lamps: HashMap<i64, Lamp> = HashMap::new();
    for judged in counted {
        let lamp = judged.verdict.status.counted_lamp();
        lamps
            .entry(judged.project.id)
            .and_modify(|worst| *worst = Lamp::worst([*worst, lamp]))
            .or_insert(lamp);
    }
    lamps
}

/// Stages with readings and without a target, and projects with neither.
fn untargeted<'a>(
    assessment: &'a Assessment<'a>,
    filter: &Filter,
) -> Vec<(&'a Project, Option<&'a Stage>)> {
    let as_of = assessment.as_of;
    let is_reported = |stage: &Stage| stage.reading.is_some() || stage.under_way.is_some();
    let of_project = |project: &'a Project| {
        let stages = project.stages.iter();
        let has_nothing =
            (stages.clone()).all(|stage| stage.targets.is_empty() && !is_reported(stage));
        // Nothing is expected of one that is over.
        let is_over = matches!(project.state_on(as_of), State::Cancelled | State::Closed);
        let empty = (has_nothing && !is_over).then_some((project, None));
        stages
            .filter(|stage| stage.targets.is_empty() && is_reported(stage))
            .map(move |stage| (project, Some(stage)))
            .chain(empty)
    };
    let kept = assessment.projects.iter().filter(|p| filter.keeps(p));
    kept.flat_map(of_project).collect()
}

/// All in one group without a name.
fn ungrouped<'a>(
    counted: &[&'a Judged<'a>],
    request: &Request,
    summary: Summary,
) -> Vec<Group<'a>> {
    let targets: Vec<&Judged<'_>> = in_order_asked(counted, request)
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
    request: &Request,
) -> impl Iterator<Item = &'a Judged<'a>> {
    let mut ranked: Vec<Ranked<'_>> = (targets.iter().copied()).map(Ranked::in_order(0)).collect();
    ranked.sort_by(|a, b| a.compare(request, b));
    ranked.into_iter().map(|ranked| ranked.judged)
}

fn is_shown(judged: &Judged<'_>, request: &Request) -> bool {
    let verdict = &judged.verdict;
    let is_of_reason = || {
        verdict
            .reason
            .is_some_and(|why| request.reasons.contains(&why))
    };
    let is_of_status = (request.statuses.is_empty() && request.reasons.is_empty())
        || request.statuses.contains(&verdict.status)
        || is_of_reason();
    is_of_status && (!request.is_of_slipped || judged.is_slipped_or_lowered())
}

fn group<'a>(
    assessment: &'a Assessment<'a>,
    counted: &[&'a Judged<'a>],
    request: &Request,
    (group_by, changes): (GroupBy, Option<&Changes<'a>>),
) -> Vec<Group<'a>> {
    let indexes: HashMap<i64, usize> = match group_by {
        GroupBy::Project => (assessment.projects.iter().zip(0..))
            .map(|(project, index)| (project.id, index))
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
                GroupKey::Project(indexes.get(&judged.project.id).copied().unwrap_or(0))
            }
            GroupBy::Change => (changes.and_then(|changes| changes.of(judged)))
                .map_or(GroupKey::Missing, |change| GroupKey::Change(change.kind)),
            GroupBy::Ending => GroupKey::Ending(Ending::of(judged.verdict.status)),
            GroupBy::Period => judged.period().map_or(GroupKey::Missing, GroupKey::Period),
        }
    };
    let mut keyed: Vec<(GroupKey<'a>, &'a Judged<'a>)> = in_order_asked(counted, request)
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
            summary: Summary::of_listed(&all),
            targets: (all.into_iter())
                .filter(|judged| is_shown(judged, request))
                .collect(),
        })
        .filter(|group| !group.targets.is_empty())
        .collect()
}
