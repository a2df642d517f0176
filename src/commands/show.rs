use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::assess::{Judged, assess};
use crate::context::Context;
use crate::error::Error;
use crate::model::{Scope, Snapshot};
use crate::render;
use crate::store::Access;

use super::{completions, pick};

/// One project in full, with the why of each verdict
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Code, name, alias, or the beginning of one; pinyin and initials too
    #[arg(value_name = "CODE[/STAGE]", add = ArgValueCandidates::new(completions::codes))]
    code: String,
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let mut portfolio = context.open(Access::Read)?.snapshot(&Snapshot {
        as_of: context.as_of,
        known: context.known,
        scope: Scope::All,
    })?;
    let (code, stage) = match arguments.code.split_once('/') {
        Some((code, stage)) => (code, Some(stage)),
        None => (arguments.code.as_str(), None),
    };
    let mut project = pick::project(&portfolio.projects, code)?.clone();
    if let Some(stage) = stage {
        let id = pick::stage(&project, stage)?.id;
        // What another stage says is still named: the assessment below sees all of them.
        project.stages.retain(|other| other.id == id);
    }
    portfolio.projects.retain(|other| other.id == project.id);

    let assessment = assess(&portfolio, context.as_of);
    let targets: Vec<&Judged<'_>> = assessment.targets.iter().collect();

    let language = context.language(&portfolio.settings);
    let page = context.output.page;
    let settings = &portfolio.settings;
    let shown = render::show(language, page, &project, &targets, settings, context.as_of);
    context.output.text(&shown)
}
