//! Finding the project or stage that was typed.

use crate::error::Refusal;
use crate::model::{Project, ProjectFacts, Stage, clean_text};

use super::find::{Found, Named, find};

/// The one project that the query means.
///
/// # Errors
/// [`Refusal::NoSuchProject`] with what looks alike, or [`Refusal::Ambiguous`] with what it may be.
pub(super) fn project<'a>(projects: &'a [Project], query: &str) -> Result<&'a Project, Refusal> {
    check(query)?;
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

/// What names a project or a stage can be read and is not blank.
pub(super) fn check(query: &str) -> Result<(), Refusal> {
    match clean_text(query) {
        None => Err(Refusal::Unseen(query.to_owned())),
        Some("") => Err(Refusal::NoCode),
        Some(_) => Ok(()),
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
/// [`Refusal::NoSuchStage`] with the stages there are, or [`Refusal::Ambiguous`].
pub(super) fn stage<'a>(project: &'a Project, query: &str) -> Result<&'a Stage, Refusal> {
    check(query)?;
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
    let at = |places: &[usize]| -> Vec<&'a Stage> {
        let stages = places.iter();
        stages.filter_map(|p| project.stages.get(*p)).collect()
    };
    let (found, nearest) = match find(query, &named) {
        Found::One(place) => (project.stages.get(place), Vec::new()),
        Found::Several(places) => {
            let code = &project.facts.code;
            let named = |stage: &Stage| {
                let whole = format!("{code}/{}", stage.facts.code);
                (whole, stage.facts.name.clone())
            };
            return Err(Refusal::Ambiguous {
                query: query.to_owned(),
                matches: at(&places).into_iter().map(named).collect(),
            });
        }
        Found::None { nearest } => (None, at(&nearest)),
    };
    found.ok_or_else(|| Refusal::NoSuchStage {
        project: project.facts.code.to_string(),
        query: query.to_owned(),
        nearest: codes(nearest),
        stages: codes(&project.stages),
    })
}

fn codes<'a>(stages: impl IntoIterator<Item = &'a Stage>) -> Vec<String> {
    let stages = stages.into_iter();
    stages.map(|stage| stage.facts.code.to_string()).collect()
}
