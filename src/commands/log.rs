use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::context::Context;
use crate::error::{Error, ValueProblem};
use crate::model::{HistoryQuestion, Known, Scope, Snapshot};
use crate::render;
use crate::store::Access;

use super::{completions, pick};

/// The record: who entered what and when, newest last
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Only what touches this project
    #[arg(value_name = "CODE", add = ArgValueCandidates::new(completions::codes))]
    code: Option<String>,
    /// Only what was recorded on that day or later
    #[arg(long, value_name = "DATE")]
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
            crate::model::Instant::from_millis(before.millis() + 1)
        }
    };
    let entries = store.history(&HistoryQuestion {
        project,
        since,
        ..HistoryQuestion::default()
    })?;
    let seen = entries.iter().filter(|entry| match context.known {
        Known::Now => true,
        Known::Until(moment) => entry.recorded_at <= moment,
    });
    let language = context.language(&names.settings);
    for entry in seen {
        let at = context.zone.minute(entry.recorded_at);
        let shown = render::entry(language, entry, &at, project.is_some());
        context.output.text(&shown)?;
    }
    Ok(())
}
