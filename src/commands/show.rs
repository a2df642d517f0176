use std::cell::OnceCell;
use std::collections::HashSet;

use clap_complete::ArgValueCompleter;

use crate::assess::Judged;
use crate::context::Context;
use crate::messages::Error;
use crate::model::{Scope, Snapshot};
use crate::render;
use crate::report::{Background, Report, Request, dates};
use crate::store::{Access, history};

use super::ask;
use super::help::arguments;
use super::{known, later};

arguments! {
    Arguments
    en "Show one project in full, with the reasons for each verdict"
    zh "单个项目详情，逐项说明评定理由"
    in ARGUMENTS {
        #[arg(value_name = "CODE[/STAGE]", add = ArgValueCompleter::new(known::stage_paths))]
        code: String = CODE_OR_STAGE
    }
    in OPTIONS {
        #[arg(long)]
        json: bool = JSON
    }
    legend true
    example
        en "show jinhui" "shows a project"
        zh "show 金辉" "查看项目"
    example
        en "show jinhui/basement" "shows one of its stages"
        zh "show 金辉/地下室" "查看其中一个阶段"
    example
        en "show farmland --as-of 2021-07-15" "shows it as it stood on a day"
        zh "show farmland --as-of 2021-07-15" "查看某日情况"
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let slot = OnceCell::new();
    let mut found = None;
    let mut stage = None;
    let mut background = Background::default();
    let store = context.open(Access::Read)?;
    store.read(&mut |read| {
        let (code, rest) = ask::split(read, &arguments.code, context.known)?;
        stage = rest;
        let id = later::project(read, code, context)?;
        let question = Snapshot {
            as_of: context.as_of,
            known: context.known,
            scope: Scope::Project(id),
        };
        let assessment = ask::judged_within(read, &question, &slot)?;
        let dates = (assessment.targets.iter()).flat_map(|judged| dates(judged, context.as_of));
        let entries: HashSet<i64> = dates.map(|revision| revision.entry).collect();
        background.recorders = history::recorders(read, &entries)?;
        let stages = assessment
            .projects
            .iter()
            .flat_map(|project| &project.stages);
        background.histories = ask::histories(read, stages, context)?;
        found = Some(assessment);
        Ok(())
    })?;
    let Some(assessment) = found else {
        return Ok(());
    };
    if assessment.targets.is_empty() {
        ask::settle(&*store)?;
    }
    let targets: Vec<&Judged<'_>> = assessment.targets.iter().collect();
    let Some(project) = assessment.projects.first() else {
        return Ok(());
    };
    let mut project = project.clone();
    if let Some(stage) = stage {
        let id = later::stage(&project, stage, context)?;
        // What another stage says is still named: the assessment saw all of them.
        project.stages.retain(|other| other.id == id);
    }

    let language = context.language(assessment.settings);
    let (page, settings) = (context.output.page, assessment.settings);
    if arguments.json {
        let report = Report::new(&assessment, &Request::default(), context.known_on);
        return (context.output).with(|out| {
            render::show_json(language, &project, &targets, &report, &background, out)
        });
    }
    let shown = render::show(
        language,
        page,
        &project,
        &targets,
        settings,
        context.as_of,
        &background,
    );
    context.output.paged(&shown)
}
