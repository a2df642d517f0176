//! Finding the project or stage that a person typed.

use crate::messages::{
    Candidate, Field, Lines, LocalName, Refusal, ShortName, StageChoice, ValueProblem,
};
use crate::model::{OVERALL, Project, ProjectFacts, Stage, clean_text, fold, shell_quoted};

use super::find::{Found, Likeness, NEAREST, Named, are_alike, find};

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
    let named = all.iter().map(|facts| Named {
        code: facts.code.as_str(),
        names: facts.names().collect(),
    });
    let at = |indexes: Vec<usize>| indexes.into_iter().filter_map(|index| all.get(index));
    match find(query, &named.collect::<Vec<_>>()) {
        Found::One(index) => Ok(index),
        Found::Several(indexes) => Err(Refusal::Ambiguous {
            query: query.to_owned(),
            matches: at(indexes).map(|facts| candidate(facts)).collect(),
        }),
        Found::None { mut nearest } => {
            if nearest.is_empty() {
                // One that differs by a word such as 项目.
                let own = Likeness::of(query);
                let is_like = |facts: &&ProjectFacts| {
                    let mut names = facts.names();
                    names.any(|name| own.is_like(&Likeness::of(name)))
                };
                let alike = all.iter().enumerate().filter(|(_, facts)| is_like(facts));
                nearest = alike.map(|(index, _)| index).take(NEAREST).collect();
            }
            Err(Refusal::NoSuchProject {
                query: query.to_owned(),
                nearest: at(nearest)
                    .map(|facts| ShortName::of_project(facts))
                    .collect(),
            })
        }
    }
}

/// Whether that is a whole name or alias of a project, in capitals or not.
pub fn is_name_of_any<'a>(
    projects: impl IntoIterator<Item = &'a ProjectFacts>,
    text: &str,
) -> bool {
    let key = fold(text);
    let mut all = projects.into_iter();
    all.any(|facts| facts.names().any(|name| fold(name) == key))
}

/// A project as one of several.
pub(super) fn candidate(facts: &ProjectFacts) -> Candidate {
    Candidate {
        code: facts.code.to_string(),
        name: facts.into(),
    }
}

/// A project by that of its names which another name is like.
pub(super) fn resembling(facts: &ProjectFacts, name: &str) -> Candidate {
    let alike = facts.names().find(|own| are_alike(name, own));
    Candidate {
        code: facts.code.to_string(),
        name: LocalName {
            name: alike.unwrap_or(&facts.name).to_owned(),
            name_en: None,
        },
    }
}

/// The one stage of a project that a typed word means.
///
/// # Errors
/// `Refusal::NoSuchStage` with the stages there are, or `Refusal::Ambiguous`.
pub fn find_stage<'a>(project: &'a Project, query: &str) -> Result<&'a Stage, Refusal> {
    check_text(query)?;
    let named = project.stages.iter().map(|stage| Named {
        code: stage.facts.code.as_str(),
        names: stage.facts.names().collect(),
    });
    let at = |index: usize| project.stages.get(index);
    let (found, nearest) = match find(query, &named.collect::<Vec<_>>()) {
        Found::One(index) => (at(index), Vec::new()),
        Found::Several(indexes) => {
            let matches = indexes.into_iter().filter_map(at).map(|stage| Candidate {
                code: project.stage_path(stage),
                name: stage.into(),
            });
            return Err(Refusal::Ambiguous {
                query: query.to_owned(),
                matches: matches.collect(),
            });
        }
        Found::None { nearest } => (None, nearest),
    };
    found.ok_or_else(|| Refusal::NoSuchStage {
        project: Box::new(ShortName::of_project(&project.facts)),
        query: query.to_owned(),
        nearest: short_names(nearest.into_iter().filter_map(at)),
        stages: short_names(&project.stages),
    })
}

pub(super) fn short_names<'s>(stages: impl IntoIterator<Item = &'s Stage>) -> Vec<ShortName> {
    stages.into_iter().map(ShortName::of_stage).collect()
}

/// That several stages may be meant, or none; `command` is what to type before the stage and after
/// it, empty where it is no command that asks.
pub(super) fn which_stage(project: &Project, command: &[String; 2]) -> Refusal {
    let [before, after] = command;
    let is_command = !before.is_empty();
    let code = project.facts.code.to_string();
    let line = |stage: &str| {
        format!(
            "{before}{}{after}",
            shell_quoted(&format!("{code}/{stage}"))
        )
    };
    if project.stages.is_empty() {
        let command = if is_command {
            line(OVERALL)
        } else {
            String::new()
        };
        return Refusal::NoStageYet {
            command,
            project: code,
        };
    }
    if !is_command {
        return Refusal::WhichStageOf {
            stages: short_names(&project.stages),
            project: ShortName::of_project(&project.facts),
        };
    }
    let choices = project.stages.iter().map(|stage| StageChoice {
        command: line(stage.facts.code.as_str()),
        name: stage.into(),
        percent: stage.latest().map(|figure| figure.percent),
        on: stage.latest().map(|figure| figure.on),
    });
    Refusal::WhichStage {
        choices: Lines(choices.collect()),
        project: code,
    }
}
