//! What each project says stands in its way, and what it does next.

use maud::{Markup, html};

use crate::messages::page::{Part, Remarked};
use crate::messages::report::Head;
use crate::messages::show::ProjectFact;
use crate::messages::{Parts, UpTo};
use crate::model::{Project, Reading, Stage};
use crate::report::{project_name, stage_name};

use super::paper::Paper;

/// A project, and the numbers of its targets on the page.
type OnPage<'a> = (&'a Project, Vec<usize>);

pub(super) fn problems(paper: &Paper<'_>) -> Markup {
    let projects = projects(paper);
    let is_open = |project: &Project| project.stages.iter().any(|stage| worded(stage).is_some());
    let (open, quiet): (Vec<OnPage<'_>>, Vec<OnPage<'_>>) = projects
        .into_iter()
        .partition(|(project, _)| is_open(project));
    if open.is_empty() && quiet.is_empty() {
        return html! {};
    }
    let name = |(project, _): &OnPage<'_>| project_name(paper.language, project).to_owned();
    html! {
        section {
            h2 { (paper.worded(&Part::Problems)) }
            @for (project, numbers) in &open { (project_said(paper, project, numbers)) }
            @if !quiet.is_empty() {
                p.notes.whole {
                    (paper.worded(&Remarked::Nothing(UpTo(quiet.iter().map(name).collect()))))
                }
            }
        }
    }
}

/// The projects with targets on the page, in the order in which these stand there.
fn projects<'a>(paper: &Paper<'a>) -> Vec<OnPage<'a>> {
    let mut found: Vec<OnPage<'a>> = Vec::new();
    let mut indexes = std::collections::HashMap::new();
    for (number, judged) in paper.targets() {
        let index = *indexes.entry(judged.project.id).or_insert(found.len());
        match found.get_mut(index) {
            Some((_, numbers)) => numbers.push(number),
            None => found.push((judged.project, vec![number])),
        }
    }
    found
}

/// The latest reading of a stage, where it names a problem or a next step.
fn worded(stage: &Stage) -> Option<&Reading> {
    let latest = stage.under_way.as_deref().or(stage.reading.as_ref())?;
    let remark = &latest.remark;
    (remark.problem.is_some() || remark.next_step.is_some()).then_some(latest)
}

fn project_said(paper: &Paper<'_>, project: &Project, numbers: &[usize]) -> Markup {
    let (facts, first) = (&project.facts, numbers.first().copied().unwrap_or(1));
    let unit = facts.unit.clone().map(ProjectFact::Unit);
    let lead = facts.lead.clone().map(ProjectFact::Lead);
    let whose: Vec<ProjectFact> = [unit, lead].into_iter().flatten().collect();
    let all: Vec<String> = numbers.iter().map(|number| format!("t{number}")).collect();
    let all = all.join(" ");
    let stages = project.stages.iter();
    let stages = stages.filter_map(|stage| Some((stage, worded(stage)?)));
    html! {
        article.who data-part=(all) {
            div {
                h3 {
                    a href={ "#t" (first) } { (paper.worded(&project_name(paper.language, project))) }
                }
                p { (paper.worded(&Parts(whose))) }
            }
            div { @for (stage, reading) in stages { (stage_said(paper, stage, reading)) } }
        }
    }
}

fn stage_said(paper: &Paper<'_>, stage: &Stage, reading: &Reading) -> Markup {
    let name = stage_name(paper.language, stage).to_owned();
    let on = paper.short(reading.as_of);
    let (problem, next_step) = (&reading.remark.problem, &reading.remark.next_step);
    let texts = [(Head::Problem, problem), (Head::NextStep, next_step)];
    html! {
        p { (paper.worded(&Remarked::On(name, on))) }
        dl {
            @for (head, text) in texts {
                @if let Some(text) = text {
                    div { dt { (paper.worded(&head)) } dd { (paper.prose(text)) } }
                }
            }
        }
    }
}
