//! Readings: one from the arguments, or many from standard input.

mod lines;

use std::collections::HashMap;
use std::io;

use clap::Args;
use clap_complete::ArgValueCompleter;

use crate::assess::assess;
use crate::context::Context;
use crate::error::{BadRow, Error, Refusal, RowProblem};
use crate::model::{Amount, Day, Figure, Portfolio, Reading, Remark, Stage, clean_text};
use crate::render;
use crate::report::Recorded;
use crate::report::said::Said;
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
    #[arg(value_name = "CODE[/STAGE]", add = ArgValueCompleter::new(completions::codes))]
    place: String,
    /// A percent, done, not-yet, underway, or 4/6 of the stage's total
    #[arg(value_name = "PERCENT", allow_negative_numbers = true)]
    figure: Option<String>,
    /// The amount done, in the stage's unit; the percent follows from its total
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    amount: Option<String>,
    /// The day it speaks of: 2021-10-31, or 10-31 for the latest such past day [default: today]
    #[arg(long, value_name = "DATE", allow_negative_numbers = true)]
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
    /// The line of input that it came from.
    line: u64,
    reading: Reading,
    was: Option<Figure>,
    is_new: bool,
}

/// The readings of the command so far.
#[derive(Default)]
struct All {
    done: Vec<Done>,
    /// The first line of each stage and day.
    lines: HashMap<(i64, Day), u64>,
}

impl All {
    fn push(&mut self, done: Done) {
        let key = (done.stage, done.reading.as_of);
        self.lines.entry(key).or_insert(done.line);
        self.done.push(done);
    }
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let mut store = context.open(Access::Write)?;
    let is_many = arguments.place == "-";
    let items = if is_many {
        from_standard_input(arguments)?
    } else {
        vec![(0, Ok(item(arguments)))]
    };
    let manner = Manner {
        as_of: context.as_of,
        lower: arguments.lower,
        is_many,
        command: place::around(&context.command, "update", &arguments.place),
    };
    let mut all = All::default();
    let mut after: Vec<Portfolio> = Vec::new();
    let entry = store.write(&context.entry(Vec::new()), &mut |draft| {
        let mut projects = Projects::to_judge(manner.as_of);
        let mut bad = Vec::new();
        for (line, item) in &items {
            let recorded = item
                .clone()
                .map_err(Error::Refused)
                .and_then(|item| record(draft, &mut projects, &item, *line, &manner, &all));
            match recorded {
                Ok(recorded) => all.push(recorded),
                Err(Error::Refused(refusal)) if is_many => bad.push(bad_line(*line, item, refusal)),
                Err(error) => return Err(error),
            }
        }
        if !bad.is_empty() {
            return Err(Error::Lines(bad));
        }
        projects.look_again(draft)?;
        after.extend(projects.found());
        Ok(Outcome::Keep)
    })?;
    let done = all.done;
    if done.is_empty() {
        let language = context.language_first();
        context.output.say(language, &Said::NoReadings);
    }
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
    if let Some(figure) = arguments.figure.as_ref().or(arguments.amount.as_ref()) {
        return Err(Refusal::FigureBesideInput(figure.clone()).into());
    }
    let mut items = lines::read(&lines::take(io::stdin().lock())?)?;
    for (_, item) in &mut items {
        if let Ok(item) = item {
            let given = [
                (&mut item.on, &arguments.on),
                (&mut item.note, &arguments.note),
                (&mut item.problem, &arguments.problem),
                (&mut item.next_step, &arguments.next),
            ];
            for (own, given) in given {
                *own = own.take().or_else(|| given.clone());
            }
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

/// How readings are recorded.
struct Manner {
    as_of: Day,
    lower: bool,
    is_many: bool,
    /// What to type before a place and after it.
    command: [String; 2],
}

/// Records one reading, unless the same one is there already.
fn record(
    draft: &mut dyn Draft,
    projects: &mut Projects,
    item: &Item,
    line: u64,
    manner: &Manner,
    all: &All,
) -> Result<Done, Error> {
    let (code, query) = place::split(&item.place);
    let held = projects.find(draft, code)?;
    let (project, code) = (held.project.id, held.project.facts.code.to_string());
    let typed = typed(item)?;
    let stage = place::stage(draft, held, query, &manner.command)?;
    let place = format!("{code}/{}", stage.facts.code);
    let (percent, amount) = figure::on_stage(typed, &stage.facts, &place)?;
    let on = match &item.on {
        Some(text) => figure::past_day(text, manner.as_of)?,
        None => manner.as_of,
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
    let was = match stage.figures.last() {
        Some(last) if last.on <= on => Some(*last),
        Some(_) => draft.figure_by(stage.id, on)?,
        None => None,
    };
    let there = draft.readings_on(stage.id, on)?;
    let same = match percent {
        Some(_) => there.with_figure,
        None => there.without,
    };
    let is_new = same.as_ref() != Some(&reading);
    if let Some(line) = all.lines.get(&(stage.id, on)).filter(|_| is_new) {
        let line = *line;
        return Err(Refusal::SameDay { place, on, line }.into());
    }
    if let (Some(percent), Some(was)) = (percent, was)
        && percent < was.percent
        && !manner.lower
    {
        let entry = match manner.is_many {
            true => None,
            false => draft.sole_recorder(stage.id, was.on)?,
        };
        let (before, on) = (was.percent, was.on);
        return Err(Refusal::Lower {
            place,
            percent,
            before,
            on,
            entry,
        }
        .into());
    }
    if is_new {
        draft.add_reading(stage.id, &reading)?;
        put(stage, &reading);
    }
    let stage = stage.id;
    held.is_changed |= is_new;
    Ok(Done {
        project,
        stage,
        line,
        reading,
        was,
        is_new,
    })
}

/// Puts the reading into the stage at hand: it is the one recorded last.
fn put(stage: &mut Stage, reading: &Reading) {
    let on = reading.as_of;
    match reading.percent {
        Some(percent) => {
            let figure = Figure { on, percent };
            let seen = stage.figures.partition_point(|figure| figure.on <= on);
            match stage.figures.get_mut(seen.wrapping_sub(1)) {
                Some(last) if last.on == on => *last = figure,
                _ => stage.figures.insert(seen, figure),
            }
            if stage.figures.last().is_some_and(|last| last.on == on) {
                stage.reading = Some(reading.clone());
                stage.under_way.take_if(|under_way| under_way.as_of <= on);
            }
        }
        None => {
            let is_after_figures = stage.figures.last().is_none_or(|last| last.on < on);
            let under_way = stage.under_way.as_ref();
            if is_after_figures && under_way.is_none_or(|under_way| under_way.as_of <= on) {
                stage.under_way = Some(Box::new(reading.clone()));
            }
        }
    }
}

fn typed(item: &Item) -> Result<figure::Typed, Refusal> {
    match (&item.figure, &item.amount) {
        (Some(_), Some(_)) => Err(Refusal::FigureAndAmount),
        (Some(text), None) => figure::figure(text),
        (None, Some(text)) => {
            let amount: Amount = text.parse().map_err(|_| Refusal::Amount(text.clone()))?;
            Ok(figure::Typed::Amount(amount, None))
        }
        (None, None) => Err(Refusal::NoFigure),
    }
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

/// What was recorded, in the order in which it was given.
fn say(
    context: &mut Context,
    entry: Option<i64>,
    done: &[Done],
    after: &[Portfolio],
) -> Result<(), Error> {
    let as_of = context.as_of;
    let judged = after.iter().filter_map(|after| {
        let project = after.projects.first()?;
        Some((project.id, (project, &after.settings, assess(after, as_of))))
    });
    let judged: HashMap<i64, _> = judged.collect();
    for done in done {
        let found = judged
            .get(&done.project)
            .and_then(|(project, settings, assessment)| {
                let stage = project.stages.iter().find(|s| s.id == done.stage)?;
                Some((*settings, assessment, *project, stage))
            });
        let Some((settings, assessment, project, stage)) = found else {
            continue;
        };
        let recorded = Recorded {
            entry: entry.filter(|_| done.is_new),
            project,
            stage,
            reading: &done.reading,
            was: done.was,
            standing: Recorded::standing(assessment, stage.id),
        };
        let line = render::recorded(context.language(settings), &recorded, as_of);
        context.output.told(&line)?;
    }
    Ok(())
}
