//! What becomes of the name of a project where a row gives its code another one.

use crate::messages::Refusal;
use crate::model::{Alias, ProjectFacts, fold};

use super::change::ProjectChange;
use super::find::{are_alike, called};
use super::mention::ProjectMention;
use super::planner::{Planner, Taken, refuse};

impl Planner<'_> {
    /// The name that a statement gives its project, which was called so `before`. With a code, a
    /// sheet's name is a new one, unless the project is known by it already; without a code it only
    /// says which project is meant. A plan whose name is unlike the project's may well have given the
    /// code to another one, so that is asked.
    pub(super) fn stated_name(
        &mut self,
        id: i64,
        before: &str,
        change: &ProjectChange,
    ) -> Taken<Option<String>> {
        let facts = self.facts_of(id)?;
        if change.facts.name.is_some() && !is_of_another(&facts, change) {
            return Ok(change.facts.name.clone());
        }
        let ProjectMention::Named {
            code,
            name: Some(name),
        } = &change.project
        else {
            return Ok(None);
        };
        // Another spelling of it does not rename a project.
        let is = |label: &str| called(label) == called(name);
        if is(before) {
            return Ok(Some(before.to_owned()));
        }
        let is_known = is(facts.code.as_str()) || facts.other_names().any(is);
        if code.is_none() || is_known {
            return Ok(None);
        }
        let is_recorded = self.held(id)?.before.is_some();
        if !is_recorded || are_alike(before, name) || self.occasion.is_typed {
            return Ok(Some(name.clone()));
        }
        match self.occasion.answers.meaning(name).map(str::to_owned) {
            Some(meant) if self.typed_project(&meant)? == id => {
                self.also_called(id, name)?;
                Ok(None)
            }
            _ => {
                let (code, old) = (facts.code.to_string(), before.to_owned());
                let name = name.clone();
                refuse("name", Refusal::OtherName { code, old, name })
            }
        }
    }
}

/// Whether a list of projects names this one as another that was merged into it: by that one's code
/// and a name that is an alias now.
fn is_of_another(facts: &ProjectFacts, change: &ProjectChange) -> bool {
    let ProjectMention::Named {
        code: Some(code), ..
    } = &change.project
    else {
        return false;
    };
    let Some(name) = &change.facts.name else {
        return false;
    };
    let is_alias = |alias: &Alias| fold(&alias.name) == fold(name);
    code.key() != facts.code.key() && facts.aliases.iter().any(is_alias)
}
