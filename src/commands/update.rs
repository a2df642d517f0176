use std::cell::OnceCell;
use std::io;

use clap_complete::ArgValueCompleter;

use crate::assess::Assessment;
use crate::context::Context;
use crate::ledger::{self, Change, Figure, Lower, Outcome, Plan, ReadingChange, mentions};
use crate::messages::feedback::Feedback;
use crate::messages::{Error, Refusal, ValueProblem};
use crate::model::{DateRules, Day, Known, Portfolio, Remark};
use crate::sheet::{self, Typing};
use crate::store::{Access, Read};

use super::help::arguments;
use super::recording::{self, Recorded};
use super::{ask, import, words};
use super::{known, offers};

arguments! {
    Arguments
    en "Record how far a stage is: one figure, or many at once"
    zh "填报进度：单项填报或成批填报"
    details
        en "Without a stage, it means the only one with an unmet target, else the only one there is. \
            If there are several, it lists them."
        zh "不写阶段时，指唯一有未完成目标的阶段，否则指唯一的阶段；有多个时列出供选。"
    details
        en "`project update -` reads lines such as `jinhui/basement 72 10-31 note`, a table with a \
            header, or any sheet that `project import` takes. It records all of it or nothing."
        zh "project update - 读取形如“jinhui/basement 72 10-31 备注”的各行、带表头的表格，或import可读的\
            任何表；要么全部录入，要么全不录入。"
    in ARGUMENTS {
        #[arg(value_name = "CODE[/STAGE]", add = ArgValueCompleter::new(known::stage_paths))]
        stage_path: String = {
            en "The project, or a stage as CODE/STAGE; `-` for standard input"
            zh "项目，或写作“代码/阶段”的阶段；“-”为标准输入"
        }
        #[arg(
            value_name = "FIGURE",
            allow_negative_numbers = true,
            add = ArgValueCompleter::new(offers::figures)
        )]
        figure: Option<String> = {
            en "A percent, done, not-yet, underway, or 4/6 of the stage's total"
            zh "百分比，或“完成”“未完成”“推进中”，或占总量的4/6"
        }
    }
    in OPTIONS {
        #[arg(long, value_name = "N", allow_negative_numbers = true)]
        amount: Option<String> = {
            en "The amount done, in the stage's unit; its total makes it a percent"
            zh "完成量，按阶段计量单位；由总量折算百分比"
        }
        #[arg(
            long,
            short_alias = 'd',
            aliases = ["date", "when"],
            value_name = "DATE",
            allow_hyphen_values = true
        )]
        on: Option<String> = {
            en "The day the figure speaks of (default: today)"
            zh "进度所指日期（默认今天）"
        }
        #[arg(long)]
        lower: bool = {
            en "Accept a figure that is lower than the one before it, or higher than the one after"
            zh "确认低于前一进度或高于后一进度"
        }
    }
    in REMARKS {
        #[arg(
            short = 'm',
            long,
            visible_alias = "comment",
            alias = "message",
            value_name = "TEXT"
        )]
        note: Option<String> = { en "A note" zh "备注" }
        #[arg(long, aliases = ["issue", "blocker"], value_name = "TEXT")]
        problem: Option<String> = { en "What stands in the way" zh "存在问题" }
        #[arg(long, alias = "next-step", value_name = "TEXT")]
        next: Option<String> = { en "The next step" zh "下步打算" }
    }
    note WORDS = FIGURES
    note WORDS = DATES
    example
        en "update farmland 80" "records 80 % as of today"
        zh "update 非粮化整治 80" "录入今日进度80%"
    example
        en "update jinhui/basement done --on 07-31 -m 'Handed over'"
            "records that a stage was finished on 31 July"
        zh "update jinhui/basement 完成 --on 7月31日 -m 已移交" "录入7月31日完成"
    example
        en "update - < figures.txt" "records the lines of a file"
        zh "update - < figures.txt" "录入文件各行"
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    if arguments.stage_path == "-" {
        return from_standard_input(arguments, context);
    }
    let (project, stage) = mentions(&arguments.stage_path);
    let change = ReadingChange {
        project,
        stage,
        figure: figure(arguments)?,
        as_of: words::day(arguments.on.as_deref(), context)?,
        remark: remark(arguments)?,
        lower: lower(arguments),
        keeps_words: false,
    };
    let command = words::around(&context.command, "update", &arguments.stage_path);
    let slot = OnceCell::new();
    let change = Change::Reading(Box::new(change));
    let recorded = recording::record(context, vec![change], command, &slot)?;
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
        mappings: import::mappings(&*store, context, &[], &[])?,
    };
    let mut sheets = sheet::read_lines(io::stdin().lock(), &typing)?;
    if sheets.is_imported() {
        // It may say more than readings, so all that comes of it is told as of any sheet.
        let occasion = context.occasion(Default::default());
        let manner = import::Manner {
            language: context.language(&ask::policy(&*store, Known::Now)?),
            is_dry_run: false,
            is_agreed: false,
            plan: None,
            input: Some("project import - --yes"),
        };
        return import::record(&mut *store, context, &mut sheets, occasion, &manner, None);
    }
    let changes = std::mem::take(&mut sheets.changes);
    let mut occasion = context.occasion(Default::default());
    occasion.files = sheets.files.iter().map(|file| file.name.clone()).collect();
    occasion.is_trial = !sheets.bad_rows.is_empty();
    let slot = OnceCell::new();
    let recorded = ledger::record(
        &mut *store,
        &context.entry(Vec::new()),
        &changes,
        &occasion,
        &|read, plan| judge(read, plan, as_of, &slot),
    )?;
    let (count, bad) = import::Found::of(&sheets, &recorded.plan.faults).all();
    if count > 0 {
        return Err(Error::lines(count, bad));
    }
    if changes.is_empty() {
        let language = context.language_first();
        context.output.say(language, &Feedback::NoReadings);
    }
    let Some(after) = recorded.after else {
        return Ok(());
    };
    let (entry, plan) = (recorded.entry, recorded.plan);
    recording::tell(context, &Recorded { entry, plan, after })
}

/// The projects that were spoken of, judged.
fn judge<'p>(
    read: &dyn Read,
    plan: &Plan,
    as_of: Day,
    slot: &'p OnceCell<Portfolio>,
) -> Result<Assessment<'p>, Error> {
    let mut projects: Vec<i64> = plan.outcomes.iter().filter_map(Outcome::project).collect();
    projects.sort_unstable();
    projects.dedup();
    ask::judged_projects(read, &projects, as_of, slot)
}
