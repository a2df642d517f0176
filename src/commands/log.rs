use std::collections::BTreeSet;

use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::context::Context;
use crate::error::{Error, ValueProblem};
use crate::model::{HistoryEntry, HistoryQuestion, Instant, Known, Scope, Snapshot};
use crate::render;
use crate::report::said::Said;
use crate::store::{Access, Store};

use super::{completions, pick};

/// The record: who entered what and when, newest last
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Only what touches this project
    #[arg(value_name = "CODE", add = ArgValueCandidates::new(completions::codes))]
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
    let seen: Vec<HistoryEntry> = entries
        .into_iter()
        .filter(|entry| first_later.is_none_or(|later| entry.number < later))
        .collect();
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
