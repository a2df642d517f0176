//! What projects and stages are called in a language.

use crate::messages::subject::{INVESTMENT, QUANTITY_OF_WORKS, WHOLE_WORKS};
use crate::model::{Language, Project, Stage};

/// A project's name in the language, where it is known.
pub fn project_name(language: Language, project: &Project) -> &str {
    in_language(
        language,
        &project.facts.name,
        project.facts.name_en.as_deref(),
    )
}

/// A stage's name in the language, where it is known.
pub fn stage_name(language: Language, stage: &Stage) -> &str {
    in_language(language, &stage.facts.name, stage.facts.name_en.as_deref())
}

/// A stage's name as programs read it: as it was given, but a word of ours in the language.
pub fn recorded_stage_name(language: Language, stage: &Stage) -> &str {
    let ours = [WHOLE_WORKS, QUANTITY_OF_WORKS, INVESTMENT];
    match ours.iter().any(|[word, _]| *word == stage.facts.name) {
        true => stage_name(language, stage),
        false => &stage.facts.name,
    }
}

/// Whether this is the whole works, under the names that they have before anybody gives others.
pub(super) fn is_unnamed_whole(stage: &Stage) -> bool {
    stage.is_overall() && stage.facts.names().eq(WHOLE_WORKS)
}

fn in_language<'a>(language: Language, name: &'a str, name_en: Option<&'a str>) -> &'a str {
    match language {
        Language::En => name_en.unwrap_or(name),
        Language::Zh => name,
    }
}
