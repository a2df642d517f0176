use clap::Args;
use clap_complete::ArgValueCompleter;

use crate::assess::{Judged, assess};
use crate::context::Context;
use crate::error::Error;
use crate::model::{Portfolio, Project, Scope, Snapshot, fold};
use crate::render;
use crate::store::{Access, Store};

use super::{completions, pick, place};

/// One project in full, with the why of each verdict
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Code, name, alias, or the beginning of one; pinyin and initials too
    #[arg(value_name = "CODE[/STAGE]", add = ArgValueCompleter::new(completions::codes))]
    code: String,
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let (code, stage) = place::split(&arguments.code);
    let store = context.open(Access::Read)?;
    let portfolio = find(&*store, code, context)?;
    let assessment = assess(&portfolio, context.as_of);
    let targets: Vec<&Judged<'_>> = assessment.targets.iter().collect();

    let mut project = pick::project(&portfolio.projects, code)?.clone();
    if let Some(stage) = stage {
        let id = pick::stage(&project, stage)?.id;
        // What another stage says is still named: the assessment saw all of them.
        project.stages.retain(|other| other.id == id);
    }

    let language = context.language(&portfolio.settings);
    let page = context.output.page;
    let settings = &portfolio.settings;
    let shown = render::show(language, page, &project, &targets, settings, context.as_of);
    context.output.text(&shown)
}

/// The portfolio with only the project that is meant. An exact code is found without looking at the
/// others.
fn find(store: &dyn Store, query: &str, context: &Context) -> Result<Portfolio, Error> {
    pick::check(query)?;
    let ask = |scope| {
        store.snapshot(&Snapshot {
            as_of: context.as_of,
            known: context.known,
            scope,
        })
    };
    if let Some(id) = store.project_coded(query)? {
        let portfolio = ask(Scope::Project(id))?;
        // As it was known then, it may have had another code, or none.
        let is_coded = |project: &Project| project.facts.code.key() == fold(query);
        if portfolio.projects.first().is_some_and(is_coded) {
            return Ok(portfolio);
        }
    }
    let names = ask(Scope::Names)?;
    ask(Scope::Project(pick::project(&names.projects, query)?.id))
}
