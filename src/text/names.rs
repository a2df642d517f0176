//! What projects, stages and rows of files are called.

use std::borrow::Cow;

use crate::model::{Language, Project, Stage};

use super::phrases::plain;

/// A project's name in the language, where it is known.
pub fn project_name(language: Language, project: &Project) -> Cow<'_, str> {
    name(
        language,
        &project.facts.name,
        project.facts.name_en.as_deref(),
    )
}

/// A stage's name in the language, where it is known.
pub fn stage_name(language: Language, stage: &Stage) -> Cow<'_, str> {
    name(language, &stage.facts.name, stage.facts.name_en.as_deref())
}

/// The name in the language, where it is known.
pub(super) fn name<'a>(
    language: Language,
    name: &'a str,
    name_en: Option<&'a str>,
) -> Cow<'a, str> {
    plain(match language {
        Language::En => name_en.unwrap_or(name),
        Language::Zh => name,
    })
}
