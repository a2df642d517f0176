//! Finding the project or stage that a person typed.

use crate::messages::{Candidate, Field, Lines, LocalName, Refusal, StageChoice, ValueProblem};
use crate::model::{OVERALL, Project, ProjectFacts, Stage, clean_text, typed};

use super::find::{Found, Named, find};

/// What names a project or a stage can be read and is not blank.
///
/// # Errors
/// [`ValueProblem::Unseen`] or `Refusal::NoCode`.
pub fn check_text(query: &str) -> Result<(), Refusal> {
    match clean_text(query) {
        None => Err(Refusal::value(Field::Text, query, ValueProblem::Unseen)),
        Some("") => Err(Refusal::NoCode),
        Some(_) => Ok(()),
    }
}

/// The one project that a typed word means among all of these.
///
/// # Errors
/// `Refusal::NoSuchProject` with what looks alike, or `Refusal::Ambiguous` with what it may be.
pub fn find_project<'a>(
    projects: impl IntoIterator<Item = &'a ProjectFacts>,
    query: &str,
) -> Result<usize, Refusal> {
    check_text(query)?;
    let all: Vec<&ProjectFacts> = projects.into_iter().collect();
    let named: Vec<Named<'_>> = all.iter().map(|facts| named_project(facts)).collect();
    let code = |place: &usize| all.get(*place).map(|facts| facts.code.to_string());
    match find(query, &named) {
        Found::One(place) => Ok(place),
        Found::Several(places) => Err(Refusal::Ambiguous {
            query: query.to_owned(),
            matches: places
                .iter()
                .filter_map(|place| all.get(*place))
                .map(|facts| Candidate {
                    code: facts.code.to_string(),
                    name: facts.name.clone(),
                })
                .collect(),
        }),
        Found::None { nearest } => Err(Refusal::NoSuchProject {
            query: query.to_owned(),
            nearest: nearest.iter().filter_map(code).collect(),
        }),
    }
}

fn named_project(facts: &ProjectFacts) -> Named<'_> {
    let mut names = vec![facts.name.as_str()];
    names.extend(facts.name_en.as_deref());
    names.extend(facts.aliases.iter().map(|alias| alias.name.as_str()));
    Named {
        code: facts.code.as_str(),
        names,
    }
}

/// The one stage of a project that a typed word means.
///
/// # Errors
/// `Refusal::NoSuchStage` with the stages there are, or `Refusal::Ambiguous`.
pub fn find_stage<'a>(project: &'a Project, query: &str) -> Result<&'a Stage, Refusal> {
    check_text(query)?;
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
        let places = places.iter();
        places
            .filter_map(|place| project.stages.get(*place))
            .collect()
    };
    let codes = |stages: &[&Stage]| -> Vec<String> {
        let stages = stages.iter();
        stages.map(|stage| stage.facts.code.to_string()).collect()
    };
    let (found, nearest) = match find(query, &named) {
        Found::One(place) => (project.stages.get(place), Vec::new()),
        Found::Several(places) => {
            let code = &project.facts.code;
            let matches = at(&places).into_iter().map(|stage| Candidate {
                code: format!("{code}/{}", stage.facts.code),
                name: stage.facts.name.clone(),
            });
            return Err(Refusal::Ambiguous {
                query: query.to_owned(),
                matches: matches.collect(),
            });
        }
        Found::None { nearest } => (None, at(&nearest)),
    };
    found.ok_or_else(|| Refusal::NoSuchStage {
        project: project.facts.code.to_string(),
        query: query.to_owned(),
        nearest: codes(&nearest),
        stages: codes(&project.stages.iter().collect::<Vec<_>>()),
    })
}

/// That several stages may be meant, or none; `command` is what to type before the place and after
/// it, empty where it is no command that asks.
pub(super) fn which_stage(project: &Project, command: &[String; 2]) -> Refusal {
    let [before, after] = command;
    let is_command = !before.is_empty();
    let code = project.facts.code.to_string();
    let line = |stage: &str| {
        let place = format!("{code}/{stage}");
        format!("{before}{}{after}", typed(&place))
    };
    let choices = project.stages.iter().map(|stage| StageChoice {
        command: line(stage.facts.code.as_str()),
        name: LocalName {
            name: stage.facts.name.clone(),
            name_en: stage.facts.name_en.clone(),
        },
        percent: stage.latest().map(|figure| figure.percent),
        on: stage.latest().map(|figure| figure.on),
    });
    if project.stages.is_empty() {
        return Refusal::NoStageYet {
            command: if is_command {
                line(OVERALL)
            } else {
                String::new()
            },
            project: code,
        };
    }
    if is_command {
        return Refusal::WhichStage {
            choices: Lines(choices.collect()),
            project: code,
        };
    }
    let stages = project.stages.iter();
    Refusal::WhichStageOf {
        stages: stages.map(|stage| stage.facts.code.to_string()).collect(),
        project: code,
    }
}
