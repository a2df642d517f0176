use std::cell::OnceCell;

use clap::Args;

use crate::context::Context;
use crate::messages::Error;
use crate::model::{Scope, Snapshot};
use crate::render;
use crate::report::said::Said;
use crate::report::{Listed, Report, Request};
use crate::store::Access;

use super::ask;

/// One line per project: its lamp, its worst target, its last report
///
/// The lamp is that of the worst target that `project report` counts.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// List the stages that have readings but no target
    #[arg(long)]
    untargeted: bool,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let question = Snapshot {
        as_of: context.as_of,
        known: context.known,
        scope: Scope::All,
    };
    let place = OnceCell::new();
    let assessment = ask::judged(&*context.open(Access::Read)?, &question, &place)?;
    let report = Report::new(&assessment, &Request::default(), context.known_on);
    let listed = Listed::of(assessment.projects, &report);
    let (language, page) = (context.language(assessment.settings), context.output.page);
    if arguments.json {
        return (context.output).with(|out| render::list_json(&listed, &report, out));
    }
    if arguments.untargeted {
        let shown = render::untargeted(language, page, &report);
        return context.output.paged(&shown);
    }
    if listed.is_empty() {
        context.output.say(language, &Said::NothingYet);
        return Ok(());
    }
    context.output.paged(&render::list(language, page, &listed))
}
