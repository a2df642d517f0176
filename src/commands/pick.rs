//! Finding the project or stage that was typed.

use crate::error::Refusal;
use crate::model::{Project, ProjectFacts, Stage};

use super::find::{Found, Named, find};

/// The one project that the query means.
///
/// # Errors
/// [`Refusal::NoSuchProject`] with what looks alike, or [`Refusal::Ambiguous`] with what it may be.
pub(super) fn project<'a>(projects: &'a [Project], query: &str) -> Result<&'a Project, Refusal> {
    let named: Vec<Named<'_>> = projects
        .iter()
        .map(|project| name(&project.facts))
        .collect();
    let code = |place: &usize| {
        projects
            .get(*place)
            .map(|project| project.facts.code.to_string())
    };
    match find(query, &named) {
        Found::One(place) => projects
            .get(place)
            .ok_or_else(|| nothing(query, Vec::new())),
        Found::Several(places) => Err(Refusal::Ambiguous {
            query: query.to_owned(),
            matches: places
                .iter()
                .filter_map(|place| projects.get(*place))
                .map(|project| (project.facts.code.to_string(), project.facts.name.clone()))
                .collect(),
        }),
        Found::None { nearest } => Err(nothing(query, nearest.iter().filter_map(code).collect())),
    }
}

fn nothing(query: &str, nearest: Vec<String>) -> Refusal {
    Refusal::NoSuchProject {
        query: query.to_owned(),
        nearest,
    }
}

fn name(facts: &ProjectFacts) -> Named<'_> {
    let mut names = vec![facts.name.as_str()];
    names.extend(facts.name_en.as_deref());
    names.extend(facts.aliases.iter().map(|alias| alias.name.as_str()));
    Named {
        code: facts.code.as_str(),
        names,
    }
}

/// The one stage of a project that the query means.
///
/// # Errors
/// [`Refusal::NoSuchStage`] with the stages there are.
pub(super) fn stage<'a>(project: &'a Project, query: &str) -> Result<&'a Stage, Refusal> {
    let named: Vec<Named<'_>> = project
        .stages
        .iter()
        .map(|stage| {
            let mut names = vec![stage.facts.name.as_str()];
            names.extend(stage.facts.name_en.as_deref());
            Named {
                code: stage.facts.code.as_str(),
                names,
            }
        })
        .collect();
    let place = match find(query, &named) {
        Found::One(place) => Some(place),
        Found::Several(_) | Found::None { .. } => None,
    };
    place
        .and_then(|place| project.stages.get(place))
        .ok_or_else(|| Refusal::NoSuchStage {
            project: project.facts.code.to_string(),
            query: query.to_owned(),
            stages: stage_codes(project),
        })
}

/// The codes of a project's stages, in their order.
pub(super) fn stage_codes(project: &Project) -> Vec<String> {
    let codes = project
        .stages
        .iter()
        .map(|stage| stage.facts.code.to_string());
    codes.collect()
}
