use std::cell::OnceCell;

use clap_complete::ArgValueCompleter;

use crate::context::Context;
use crate::messages::Error;
use crate::messages::feedback::Feedback;
use crate::model::{Scope, Snapshot};
use crate::render;
use crate::report::{Listed, RemindBy, Report, Request, Silent};
use crate::store::Access;

use super::help::arguments;
use super::whose::Whose;
use super::{ask, later, offers, printed};

arguments! {
    Arguments
    en "List the projects: lamp, worst target, last report"
    zh "项目清单：灯、最滞后目标、最近上报"
    details
        en "The lamp is that of the worst target that `project report` counts."
        zh "灯取 project report 计入目标中最滞后者。"
    in OPTIONS {
        #[arg(long)]
        untargeted: bool = {
            en "List what has no target: stages that are reported, projects that never were"
            zh "列出未设目标的：有进度的阶段，及从未上报的项目"
        }
        #[arg(long, conflicts_with = "untargeted")]
        silent: bool = {
            en "List who owes a report: nothing was heard for too long, or since it was due"
            zh "列出未报进展的项目：超过上报间隔上限，或到期未报"
        }
        #[arg(
            long,
            value_name = "FACT",
            requires = "silent",
            add = ArgValueCompleter::new(offers::silent_by)
        )]
        by: Option<String> = {
            en "With --silent, one line for each {words}"
            zh "与 --silent 合用，按{words}各列一行"
        }
        #[arg(long)]
        json: bool = JSON
    }
    shared whose: Whose;
    legend true
    example
        en "list" "lists all projects"
        zh "list" "列出全部项目"
    example
        en "list --untargeted" "lists what is reported but has no target"
        zh "list --untargeted" "列出无目标的阶段"
    example
        en "list --silent --by unit" "shows which units owe a report, and since when"
        zh "list --silent --by 责任单位" "按责任单位列出未报进展的项目"
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let by = arguments
        .by
        .as_deref()
        .map(printed::silent_by)
        .transpose()?;
    let question = Snapshot {
        as_of: context.as_of,
        known: context.known,
        scope: Scope::All,
    };
    let slot = OnceCell::new();
    let assessment = ask::judged(&*context.open(Access::Read)?, &question, &slot)?;
    let request = Request {
        filter: arguments.whose.filter(assessment.projects)?,
        ..Request::default()
    };
    let report = Report::new(&assessment, &request, context.known_on);
    if arguments.silent {
        return silent(
            context,
            assessment.projects.is_empty(),
            &report,
            arguments.json,
            by,
        );
    }
    let listed = Listed::of(assessment.projects, &report);
    let (language, page) = (context.language(assessment.settings), context.output.page);
    if arguments.json && arguments.untargeted {
        return (context.output).with(|out| render::untargeted_json(language, &report, out));
    }
    if arguments.json {
        return (context.output).with(|out| render::list_json(language, &listed, &report, out));
    }
    if listed.is_empty() {
        let why = later::no_projects(context)?;
        context.output.say(language, &why);
        return Ok(());
    }
    if !arguments.untargeted {
        return context.output.paged(&render::list(language, page, &listed));
    }
    if report.untargeted.is_empty() {
        context.output.say(language, &Feedback::AllTargeted);
        return Ok(());
    }
    let shown = render::untargeted(language, page, &report);
    context.output.paged(&shown)
}

/// Who owes a report.
fn silent(
    context: &mut Context,
    is_empty: bool,
    report: &Report<'_>,
    is_json: bool,
    by: Option<RemindBy>,
) -> Result<(), Error> {
    let (language, page) = (context.language(report.settings), context.output.page);
    let silent = Silent::of(report);
    if is_json {
        let output = &mut context.output;
        return output.with(|out| render::silent_json(language, report, &silent, by, out));
    }
    if is_empty {
        let why = later::no_projects(context)?;
        context.output.say(language, &why);
        return Ok(());
    }
    context
        .output
        .paged(&render::silent(language, page, &silent, by))
}
