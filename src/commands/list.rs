use std::cell::OnceCell;
use std::collections::HashMap;

use clap::Args;

use crate::assess::Lamp;
use crate::context::Context;
use crate::error::Error;
use crate::model::{Scope, Snapshot};
use crate::render;
use crate::report::said::Said;
use crate::report::{Report, Request};
use crate::store::Access;

use super::ask;

/// One line each project: its lamp, code, name, category, lead, and how many targets it has
#[derive(Args, Debug)]
pub(crate) struct Arguments {}

pub(super) fn run(_: &Arguments, context: &mut Context) -> Result<(), Error> {
    let question = Snapshot {
        as_of: context.as_of,
        known: context.known,
        scope: Scope::All,
    };
    let place = OnceCell::new();
    let assessment = ask::judged(&*context.open(Access::Read)?, &question, &place)?;
    let report = Report::new(&assessment, &Request::default(), context.known_on);
    let mut lamps: HashMap<i64, Vec<Lamp>> = HashMap::new();
    for judged in report.targets() {
        let lamp = judged.verdict.status.lamp();
        lamps.entry(judged.project.id).or_default().push(lamp);
    }
    let lines: Vec<_> = assessment
        .projects
        .iter()
        .map(|project| {
            let counted = lamps.remove(&project.id).unwrap_or_default();
            let count = counted.len();
            (project, Lamp::worst(counted), count)
        })
        .collect();
    let language = context.language(assessment.settings);
    if lines.is_empty() {
        context.output.say(language, &Said::NothingYet);
        return Ok(());
    }
    let page = context.output.page;
    context.output.text(&render::list(language, page, &lines))
}
