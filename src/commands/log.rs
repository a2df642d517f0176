use std::collections::{BTreeMap, BTreeSet};

use clap::Args;
use clap_complete::ArgValueCompleter;

use crate::context::Context;
use crate::error::{Error, ValueProblem};
use crate::model::{
    Code, Deed, HistoryEntry, HistoryQuestion, Instant, Known, Place, Scope, Snapshot,
};
use crate::render;
use crate::report::said::Said;
use crate::store::{Access, Store};

use super::{completions, pick};

/// The record: who entered what and when, newest last
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Only what touches this project
    #[arg(value_name = "CODE", add = ArgValueCompleter::new(completions::codes))]
    code: Option<String>,
    /// Only what was recorded on that day or later
    #[arg(long, value_name = "DATE", allow_negative_numbers = true)]
    since: Option<String>,
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let store = context.open(Access::Read)?;
    let names = store.snapshot(&Snapshot {
        as_of: context.as_of,
        known: Known::Now,
        scope: Scope::Names,
    })?;
    let project = match &arguments.code {
        Some(code) => Some(pick::project(&names.projects, code)?.id),
        None => None,
    };
    let since = match &arguments.since {
        None => None,
        Some(text) => {
            let day: crate::model::Day = text.parse().map_err(|problem| Error::Value {
                name: "--since",
                value: text.clone(),
                problem: ValueProblem::Day(problem),
            })?;
            let before = context.zone.end_of(day.before())?;
            Instant::from_millis(before.millis() + 1)
        }
    };
    let entries = store.history(&HistoryQuestion {
        project,
        since,
        ..HistoryQuestion::default()
    })?;
    let first_later = match context.known {
        Known::Now => None,
        Known::Until(moment) => first_after(&*store, moment)?,
    };
    let (mut seen, later): (Vec<HistoryEntry>, Vec<HistoryEntry>) = entries
        .into_iter()
        .partition(|entry| first_later.is_none_or(|later| entry.number < later));
    call_as_then(&mut seen, &later);
    let numbers: BTreeSet<i64> = seen.iter().map(|entry| entry.number).collect();
    let language = context.language(&names.settings);
    if seen.is_empty() {
        context.output.say(language, &Said::NoEntries);
    }
    for mut entry in seen {
        // A retraction not known yet has taken nothing back yet. Its number is the higher one, so
        // that no question but --known-on leaves it out.
        entry.retracted_by = entry.retracted_by.filter(|by| numbers.contains(by));
        let at = context.zone.minute(entry.recorded_at);
        let shown = render::entry(language, &entry, &at, project.is_some());
        context.output.text(&shown)?;
    }
    Ok(())
}

/// The first entry recorded after a moment; a clock set back later changes nothing.
fn first_after(store: &dyn Store, moment: Instant) -> Result<Option<i64>, Error> {
    let later = store.history(&HistoryQuestion {
        since: Instant::from_millis(moment.millis() + 1),
        ..HistoryQuestion::default()
    })?;
    Ok(later.first().map(|entry| entry.number))
}

/// Projects and stages are called as they were before what came later gave them other codes.
fn call_as_then(seen: &mut [HistoryEntry], later: &[HistoryEntry]) {
    let mut codes: BTreeMap<Place, Code> = BTreeMap::new();
    for deed in later.iter().flat_map(|entry| &entry.deeds) {
        if let Deed::Change {
            place, field, old, ..
        } = deed
            && field == "code"
            && let Some(Ok(code)) = old.as_deref().map(Code::new)
        {
            codes.entry(place.clone()).or_insert(code);
        }
    }
    let deeds = seen.iter_mut().flat_map(|entry| &mut entry.deeds);
    for place in deeds.filter_map(Deed::place_mut) {
        let stage = codes.get(place).filter(|_| place.stage.is_some()).cloned();
        let project = codes.get(&Place {
            project: place.project.clone(),
            stage: None,
        });
        if let Some(project) = project {
            place.project = project.clone();
        }
        if let Some(stage) = stage {
            place.stage = Some(stage);
        }
    }
}
