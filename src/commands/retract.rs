use clap::Args;

use crate::context::Context;
use crate::error::{Error, Refusal, RetractProblem};
use crate::model::{
    Deed, HistoryEntry, HistoryQuestion, Known, Percent, Place, Project, Scope, Snapshot,
};
use crate::render;
use crate::report::TakenBack;
use crate::store::{Access, Draft, Outcome};

use super::facts;

/// Take an entry back: my last one, or that one (a whole import)
///
/// What came with it no longer counts; the last earlier figure does again. Nothing is deleted:
/// `log` shows both, and `--known-on` an earlier day still sees it.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The entry's number, as `log` shows it [default: the last entry of whoever asks]
    #[arg(value_name = "ENTRY", allow_negative_numbers = true)]
    entry: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let mut store = context.open(Access::Write)?;
    let reason = facts::reason(Some(&arguments.reason))?.unwrap_or_default();
    let mut taken = None;
    let who = context.who.clone();
    let as_of = context.as_of;
    let number = store.write(&context.entry(Vec::new()), &mut |draft| {
        let entry = match &arguments.entry {
            Some(text) => named(draft, text)?,
            None => last_of(draft, &who)?,
        };
        // What holds again is looked up in the projects that the entry touched.
        let scope = match touched(&entry) {
            Some(code) => Scope::Project(draft.project_coded(&code)?.unwrap_or_default()),
            None => Scope::All,
        };
        draft.retract(entry.number, &reason)?;
        let after = draft.snapshot(&Snapshot {
            as_of,
            known: Known::Now,
            scope,
        })?;
        check(&entry, &after.projects)?;
        taken = Some((entry, after));
        Ok(Outcome::Keep)
    })?;
    let Some((entry, after)) = taken else {
        return Ok(());
    };
    let language = context.language(&after.settings);
    let told = TakenBack {
        by: number.unwrap_or_default(),
        is_own: entry.who == who,
        stays: stays(&entry, &after.projects),
        entry: &entry,
        after: &after.projects,
        as_of,
    };
    context.output.told(&render::taken_back(language, &told))
}

/// Facts put back must agree with what was recorded since: weights, and what a milestone's targets
/// are.
fn check(entry: &HistoryEntry, after: &[Project]) -> Result<(), Error> {
    let put_back = |project: &Project, name: &str| {
        entry.deeds.iter().any(|deed| {
            matches!(deed, Deed::Change { place, field, .. }
                if field == name && place.project == project.facts.code)
        })
    };
    for project in after {
        let sum: i64 = project
            .stages
            .iter()
            .filter_map(|stage| stage.facts.weight)
            .map(Percent::hundredths)
            .sum();
        if sum > Percent::FULL.hundredths() && put_back(project, "weight") {
            return Err(refuse(RetractProblem::Weights {
                entry: entry.number,
                project: project.facts.code.to_string(),
                sum,
            }));
        }
        let unfinished = project.stages.iter().find_map(|stage| {
            let percent = facts::unfinished(stage, stage.facts.kind)?;
            Some((stage, percent))
        });
        if let Some((stage, percent)) = unfinished.filter(|_| put_back(project, "kind")) {
            return Err(refuse(RetractProblem::Milestone {
                entry: entry.number,
                place: format!("{}/{}", project.facts.code, stage.facts.code),
                percent,
            }));
        }
    }
    Ok(())
}

/// What the entry added and what stays all the same, because other entries speak of it.
fn stays(entry: &HistoryEntry, after: &[Project]) -> Vec<String> {
    let found = |place: &Place| {
        let project = after.iter().find(|p| p.facts.code == place.project)?;
        match &place.stage {
            None => Some(project.facts.code.to_string()),
            Some(code) => project
                .stages
                .iter()
                .find(|stage| stage.facts.code == *code)
                .map(|stage| format!("{}/{}", project.facts.code, stage.facts.code)),
        }
    };
    let added = entry.deeds.iter().filter_map(|deed| match deed {
        Deed::Project(place) | Deed::Stage(place) => Some(place),
        _ => None,
    });
    added.filter_map(found).collect()
}

fn refuse(problem: RetractProblem) -> Error {
    Error::Refused(Refusal::Retract(problem))
}

fn named(draft: &mut dyn Draft, text: &str) -> Result<HistoryEntry, Error> {
    let missing = || refuse(RetractProblem::NoSuchEntry(text.to_owned()));
    let plain = text.trim();
    let number: i64 = plain
        .strip_prefix('#')
        .unwrap_or(plain)
        .parse()
        .map_err(|_| missing())?;
    let question = HistoryQuestion {
        entry: Some(number),
        ..HistoryQuestion::default()
    };
    let entry = draft
        .history(&question)?
        .into_iter()
        .next()
        .ok_or_else(missing)?;
    if let Some(by) = entry.retracted_by {
        return Err(refuse(RetractProblem::Already { entry: number, by }));
    }
    if entry
        .deeds
        .iter()
        .any(|deed| matches!(deed, Deed::Retraction { .. }))
    {
        return Err(refuse(RetractProblem::IsRetraction(number)));
    }
    if entry
        .deeds
        .iter()
        .all(|deed| matches!(deed, Deed::Notice { .. }))
    {
        return Err(refuse(RetractProblem::OnlyNotices(number)));
    }
    Ok(entry)
}

/// The last entry of that person that says something and was not taken back.
fn last_of(draft: &mut dyn Draft, who: &str) -> Result<HistoryEntry, Error> {
    let says_something = |entry: &HistoryEntry| {
        entry.who == who
            && entry.retracted_by.is_none()
            && entry
                .deeds
                .iter()
                .any(|deed| !matches!(deed, Deed::Notice { .. } | Deed::Retraction { .. }))
    };
    let mut before = i64::MAX;
    loop {
        let found = draft.history(&HistoryQuestion {
            last_before: Some(before),
            ..HistoryQuestion::default()
        })?;
        match found.into_iter().next() {
            None => return Err(refuse(RetractProblem::Nothing(who.to_owned()))),
            Some(entry) if says_something(&entry) => return Ok(entry),
            Some(entry) => before = entry.number,
        }
    }
}

/// The project of an entry that touches only one.
fn touched(entry: &HistoryEntry) -> Option<String> {
    let mut codes: Vec<&str> = entry
        .deeds
        .iter()
        .filter_map(Deed::place)
        .map(|place| place.project.as_str())
        .collect();
    codes.sort_unstable();
    codes.dedup();
    match codes.as_slice() {
        [only] => Some((*only).to_owned()),
        _ => None,
    }
}
