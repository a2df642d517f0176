use std::cell::OnceCell;
use std::io;

use clap::Args;
use clap_complete::ArgValueCompleter;

use crate::assess::Assessment;
use crate::context::Context;
use crate::ledger::{self, Change, Figure, Lower, Plan, ReadingChange, mentions};
use crate::messages::{Error, Refusal, ValueProblem};
use crate::model::{DateRules, Day, Known, Portfolio, Remark};
use crate::report::said::Said;
use crate::sheet::{self, Typing};
use crate::store::{Access, Read};

use super::recording::{self, project};
use super::{ask, completions, import, words};

/// Record how far a stage is: one reading, or many from standard input
///
/// Without a stage: the only one with an unmet target, else the only one. `project update -`
/// reads lines `CODE[/STAGE] PERCENT [DATE] [note]`, CSV/TSV with a header (project, stage, percent,
/// as_of, amount, total, note, problem, next_step), or any other sheet that `import` takes, and
/// records all of it or nothing.
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
    #[arg(long, alias = "date", value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    /// A note
    #[arg(
        short = 'm',
        long,
        visible_alias = "comment",
        alias = "message",
        value_name = "TEXT"
    )]
    note: Option<String>,
    /// What stands in the way
    #[arg(long, alias = "issue", value_name = "TEXT")]
    problem: Option<String>,
    /// The next step
    #[arg(long, alias = "next-step", value_name = "TEXT")]
    next: Option<String>,
    /// The figure is lower than the one before, and meant so
    #[arg(long)]
    lower: bool,
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    if arguments.place == "-" {
        return from_standard_input(arguments, context);
    }
    let (project, stage) = mentions(&arguments.place);
    let change = ReadingChange {
        project,
        stage,
        figure: figure(arguments)?,
        as_of: words::day(arguments.on.as_deref(), context)?,
        remark: remark(arguments)?,
        lower: lower(arguments),
        keeps_words: false,
    };
    let command = words::around(&context.command, "update", &arguments.place);
    let place = OnceCell::new();
    let change = Change::Reading(Box::new(change));
    let recorded = recording::record(context, vec![change], command, &place)?;
    recording::tell(context, &recorded)
}

fn lower(arguments: &Arguments) -> Lower {
    if arguments.lower {
        Lower::Meant
    } else {
        Lower::Refused
    }
}

fn figure(arguments: &Arguments) -> Result<Figure, Error> {
    Ok(match (&arguments.figure, &arguments.amount) {
        (Some(_), Some(_)) => return Err(Refusal::FigureAndAmount.into()),
        (Some(text), None) => words::figure(text)?,
        (None, Some(text)) => {
            let refused = |_| Error::value("--amount", text, ValueProblem::Amount);
            Figure::Amount(text.parse().map_err(refused)?, None)
        }
        (None, None) => return Err(Refusal::NoFigure.into()),
    })
}

fn remark(arguments: &Arguments) -> Result<Remark, Error> {
    Ok(Remark {
        note: words::maybe(arguments.note.as_deref())?,
        problem: words::maybe(arguments.problem.as_deref())?,
        next_step: words::maybe(arguments.next.as_deref())?,
    })
}

/// Records many readings, or none.
fn from_standard_input(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    if let Some(figure) = arguments.figure.as_ref().or(arguments.amount.as_ref()) {
        return Err(Refusal::FigureBesideInput(figure.clone()).into());
    }
    // A store that cannot be used is told before anything is read.
    let mut store = context.open(Access::Write)?;
    let as_of = context.as_of;
    let typing = Typing {
        rules: DateRules::of(&ask::policy(&*store, Known::Now)?, as_of),
        lower: lower(arguments),
        on: words::day(arguments.on.as_deref(), context)?,
        remark: remark(arguments)?,
    };
    let mut sheets = sheet::read_lines(io::stdin().lock(), &typing)?;
    if sheets.is_imported() {
        // It may say more than readings, so all that comes of it is told as of any sheet.
        let occasion = context.occasion(Default::default());
        let entry = context.entry(Vec::new());
        let imported = import::take(&mut *store, &entry, &mut sheets, occasion, false)?;
        let language = context.language(&ask::policy(&*store, Known::Now)?);
        context
            .output
            .say(language, &Said::Imported(Box::new(imported)));
        return Ok(());
    }
    let changes = std::mem::take(&mut sheets.changes);
    let mut occasion = context.occasion(Default::default());
    occasion.files = sheets.files.iter().map(|file| file.name.clone()).collect();
    occasion.is_trial = sheets.bad_count > 0;
    let place = OnceCell::new();
    let recorded = ledger::record(
        &mut *store,
        &context.entry(Vec::new()),
        &changes,
        &occasion,
        &|read, plan| judge(read, plan, as_of, &place),
    )?;
    let bad = import::bad_rows(&sheets, &recorded.plan.faults);
    if !bad.is_empty() {
        return Err(Error::lines(bad));
    }
    if changes.is_empty() {
        let language = context.language_first();
        context.output.say(language, &Said::NoReadings);
    }
    match recorded.after {
        Some(after) => say(context, recorded.entry, &recorded.plan, &after),
        None => Ok(()),
    }
}

/// The projects that were spoken of, judged.
fn judge<'p>(
    read: &dyn Read,
    plan: &Plan,
    as_of: Day,
    place: &'p OnceCell<Portfolio>,
) -> Result<Assessment<'p>, Error> {
    let mut projects: Vec<i64> = plan.outcomes.iter().filter_map(project).collect();
    projects.sort_unstable();
    projects.dedup();
    ask::judged_projects(read, &projects, as_of, place)
}

/// What was recorded, in the order in which it was given.
fn say(
    context: &mut Context,
    entry: Option<i64>,
    plan: &Plan,
    after: &Assessment<'_>,
) -> Result<(), Error> {
    let language = context.language(after.settings);
    for outcome in &plan.outcomes {
        if let Some(line) = recording::reading_line(context, language, entry, after, outcome) {
            context.output.told(&line)?;
        }
    }
    Ok(())
}
