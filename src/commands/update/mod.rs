//! Readings: one from the arguments, or many from standard input.

mod lines;

use std::io::{self, Read};

use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::assess::assess;
use crate::context::Context;
use crate::error::{BadRow, Error, Refusal, RowProblem};
use crate::model::{
    Amount, Day, Figure, Known, Portfolio, Reading, Remark, Scope, Snapshot, clean_text,
};
use crate::render;
use crate::report::Recorded;
use crate::store::{Access, Draft, Outcome};

use super::place::Projects;
use super::{completions, figure, place};

/// Record how far a stage is: one reading, or many from standard input
///
/// Without a stage: the only one with an unmet target, else the only one. `project update -`
/// reads lines `CODE[/STAGE] PERCENT [DATE] [note]`, or CSV/TSV with a header (project, stage,
/// percent, as_of, amount, note, problem, next_step), and records all of them or none.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The project and the stage, as `jinhui/main-structure`; `-`: standard input
    #[arg(value_name = "CODE[/STAGE]", add = ArgValueCandidates::new(completions::codes))]
    place: String,
    /// A percent, done, not-yet, underway, or 4/6 of the stage's total
    #[arg(value_name = "PERCENT", allow_hyphen_values = true)]
    figure: Option<String>,
    /// The amount done, in the stage's unit; the percent follows from its total
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    amount: Option<String>,
    /// The day it speaks of: 2021-10-31, or 10-31 for the latest such past day [default: today]
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// A note
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// What stands in the way
    #[arg(long, value_name = "TEXT")]
    problem: Option<String>,
    /// The next step
    #[arg(long, value_name = "TEXT")]
    next: Option<String>,
    /// The figure is lower than the one before, and meant so
    #[arg(long)]
    lower: bool,
}

/// One reading as typed.
#[derive(Clone, Debug, Default)]
struct Item {
    place: String,
    figure: Option<String>,
    amount: Option<String>,
    on: Option<String>,
    note: Option<String>,
    problem: Option<String>,
    next_step: Option<String>,
}

/// One reading as recorded.
struct Done {
    project: i64,
    stage: i64,
    reading: Reading,
    was: Option<Figure>,
    is_new: bool,
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let mut store = context.open(Access::Write)?;
    let is_many = arguments.place == "-";
    let items = if is_many {
        from_standard_input(arguments)?
    } else {
        vec![(0, Ok(item(arguments)))]
    };
    let as_of = context.as_of;
    let mut done: Vec<Done> = Vec::new();
    let mut after: Vec<Portfolio> = Vec::new();
    let entry = store.write(&context.entry(Vec::new()), &mut |draft| {
        let mut projects = Projects::new(as_of);
        let mut bad = Vec::new();
        for (row, item) in &items {
            let recorded = item
                .clone()
                .map_err(Error::Refused)
                .and_then(|item| record(draft, &mut projects, &item, as_of, arguments.lower));
            match recorded {
                Ok(recorded) => done.push(recorded),
                Err(Error::Refused(refusal)) if is_many => bad.push(bad_line(*row, item, refusal)),
                Err(error) => return Err(error),
            }
        }
        if !bad.is_empty() {
            return Err(Error::Lines(bad));
        }
        let mut ids: Vec<i64> = done.iter().map(|done| done.project).collect();
        ids.sort_unstable();
        ids.dedup();
        for id in ids {
            after.push(draft.snapshot(&Snapshot {
                as_of,
                known: Known::Now,
                scope: Scope::Project(id),
            })?);
        }
        Ok(Outcome::Keep)
    })?;
    say(context, entry, &done, &after)
}

fn item(arguments: &Arguments) -> Item {
    Item {
        place: arguments.place.clone(),
        figure: arguments.figure.clone(),
        amount: arguments.amount.clone(),
        on: arguments.on.clone(),
        note: arguments.note.clone(),
        problem: arguments.problem.clone(),
        next_step: arguments.next.clone(),
    }
}

type Line = (u64, Result<Item, Refusal>);

fn from_standard_input(arguments: &Arguments) -> Result<Vec<Line>, Error> {
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|problem| Error::File {
            path: "-".into(),
            problem,
            is_write: false,
        })?;
    let mut items = lines::read(&bytes)?;
    for (_, item) in &mut items {
        if let Ok(item) = item {
            item.on = item.on.take().or_else(|| arguments.on.clone());
            item.note = item.note.take().or_else(|| arguments.note.clone());
        }
    }
    Ok(items)
}

fn bad_line(row: u64, item: &Result<Item, Refusal>, refusal: Refusal) -> BadRow {
    BadRow {
        file: "-".to_owned(),
        row,
        field: String::new(),
        value: item
            .as_ref()
            .map_or(String::new(), |item| item.place.clone()),
        problem: RowProblem::Refused(Box::new(refusal)),
    }
}

/// Records one reading, unless the same one is there already.
fn record(
    draft: &mut dyn Draft,
    projects: &mut Projects,
    item: &Item,
    as_of: Day,
    lower: bool,
) -> Result<Done, Error> {
    let (code, stage) = place::split(&item.place);
    let held = projects.find(draft, code)?;
    let (project, code) = (held.project.id, held.project.facts.code.to_string());
    let shown = item.figure.as_deref().unwrap_or("72");
    let stage = place::stage(draft, held, stage, &format!("project update {{}} {shown}"))?;
    let typed = match (&item.figure, &item.amount) {
        (Some(_), Some(_)) => return Err(Refusal::FigureAndAmount.into()),
        (Some(text), None) => figure::figure(text)?,
        (None, Some(text)) => {
            let amount: Amount = text.parse().map_err(|_| Refusal::Amount(text.clone()))?;
            figure::Typed::Amount(amount, None)
        }
        (None, None) => return Err(Refusal::NoFigure.into()),
    };
    let whole = format!("{code}/{}", stage.facts.code);
    let (percent, amount) = figure::on_stage(typed, &stage.facts, &whole)?;
    let on = match &item.on {
        Some(text) => figure::past_day(text, as_of)?,
        None => as_of,
    };
    let reading = Reading {
        as_of: on,
        percent,
        amount,
        remark: Remark {
            note: text(item.note.as_deref())?,
            problem: text(item.problem.as_deref())?,
            next_step: text(item.next_step.as_deref())?,
        },
    };
    let seen = stage.figures.partition_point(|figure| figure.on <= on);
    let was = seen
        .checked_sub(1)
        .and_then(|place| stage.figures.get(place))
        .copied();
    if let (Some(percent), Some(was)) = (percent, was)
        && percent < was.percent
        && !lower
    {
        return Err(Refusal::Lower {
            percent,
            before: was.percent,
            on: was.on,
        }
        .into());
    }
    let there = draft.readings_on(stage.id, on)?;
    let same = match percent {
        Some(_) => there.with_figure,
        None => there.without,
    };
    let is_new = same.as_ref() != Some(&reading);
    if is_new {
        draft.add_reading(stage.id, &reading)?;
        if let Some(percent) = percent {
            let figure = Figure { on, percent };
            match stage.figures.get_mut(seen.wrapping_sub(1)) {
                Some(last) if last.on == on => *last = figure,
                _ => stage.figures.insert(seen, figure),
            }
        }
    }
    Ok(Done {
        project,
        stage: stage.id,
        reading,
        was,
        is_new,
    })
}

/// A text fit to keep; empty is none.
fn text(text: Option<&str>) -> Result<Option<String>, Refusal> {
    let Some(text) = text else { return Ok(None) };
    match clean_text(text) {
        Some("") => Ok(None),
        Some(clean) => Ok(Some(clean.to_owned())),
        None => Err(Refusal::Unseen(text.to_owned())),
    }
}

fn say(
    context: &mut Context,
    entry: Option<i64>,
    done: &[Done],
    after: &[Portfolio],
) -> Result<(), Error> {
    for portfolio in after {
        let assessment = assess(portfolio, context.as_of);
        let language = context.language(&portfolio.settings);
        for project in &portfolio.projects {
            for done in done.iter().filter(|done| done.project == project.id) {
                let Some(stage) = project.stages.iter().find(|s| s.id == done.stage) else {
                    continue;
                };
                let recorded = Recorded {
                    entry: entry.filter(|_| done.is_new),
                    project,
                    stage,
                    reading: &done.reading,
                    was: done.was,
                    standing: Recorded::standing(&assessment, stage.id),
                };
                let line = render::recorded(language, &recorded, context.as_of);
                context.output.told(&line)?;
            }
        }
    }
    Ok(())
}
