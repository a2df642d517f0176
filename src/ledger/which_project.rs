//! Which project a statement means.

use crate::messages::{Error, Field, Refusal, ValueProblem};
use crate::model::{Code, ProjectFacts};

use super::find::suggest_code;
use super::mention::ProjectMention;
use super::names::Called;
use super::planner::{Planner, Taken, refuse};
use super::search::{candidate, check_text, find_project};

impl Planner<'_> {
    /// The project that a statement means, which must be there.
    pub(super) fn project(&mut self, mention: &ProjectMention) -> Taken<i64> {
        match mention {
            ProjectMention::Code(code) => match self.space.coded_once(code.as_str())? {
                Some(id) => Ok(id),
                None if self.broken.contains(&code.key()) => refuse("project", Refusal::Skipped),
                None => refuse("project", Refusal::UnknownProject),
            },
            ProjectMention::Typed(query) => self.typed_project(query),
            ProjectMention::Named { code, name } => {
                let name = name.as_deref();
                match self.named_project(code.as_ref(), name, name)? {
                    Some((id, _)) => Ok(id),
                    None => refuse("name", Refusal::Skipped),
                }
            }
        }
    }

    pub(super) fn typed_project(&mut self, query: &str) -> Taken<i64> {
        check_text(query).map_err(|problem| ("project", problem))?;
        let query = query.trim();
        if let Some(id) = self.space.coded(query)? {
            return Ok(id);
        }
        let all = self.space.all_facts()?;
        match find_project(all.iter().map(|(_, facts)| facts), query) {
            Ok(index) => Ok(all.get(index).map_or(0, |(id, _)| *id)),
            Err(problem) => {
                let once = match problem {
                    Refusal::NoSuchProject { .. } => self.space.coded_once(query)?,
                    _ => None,
                };
                once.ok_or_else(|| ("project", problem).into())
            }
        }
    }

    /// What a sheet means by a code, a name, or both, and whether that is certain; `None`: one that
    /// is not there yet. One that once had the code is meant if it is `called` so.
    pub(super) fn named_project(
        &mut self,
        code: Option<&Code>,
        name: Option<&str>,
        called: Option<&str>,
    ) -> Taken<Option<(i64, bool)>> {
        let Some(code) = code else {
            return match self.space.names()?.find(name.unwrap_or_default()) {
                Called::One(id, is_certain) => Ok(Some((id, is_certain))),
                Called::None => Ok(None),
                Called::Several(ids) => refuse("name", self.several(&ids)?),
            };
        };
        let there = match self.space.coded(code.as_str())? {
            Some(id) => Some(id),
            None => self.once_coded(code, called)?,
        };
        let bearers = match name {
            Some(name) => self.space.names()?.bearers(name),
            None => Vec::new(),
        };
        // Two projects may share a name if statements tell them apart by their codes.
        let mut others = bearers.iter();
        let other = others.find(|id| !self.coded_by_statement.contains(id));
        if let Some(other) = other
            && there.is_none_or(|id| !bearers.contains(&id))
        {
            let ProjectFacts { code, name, .. } = self.facts_of(*other)?;
            let code = code.to_string();
            return refuse("code", Refusal::OtherCode { code, name });
        }
        Ok(there.map(|id| (id, true)))
    }

    /// The project that once had that code. One that is called otherwise is another: the code is
    /// free, and a row that gives it to a new project must not rename the old one.
    fn once_coded(&mut self, code: &Code, called: Option<&str>) -> Result<Option<i64>, Error> {
        let once = self.space.coded_once(code.as_str())?;
        let (Some(id), Some(called)) = (once, called) else {
            return Ok(once);
        };
        let is_called = self.space.names()?.bearers(called).contains(&id);
        Ok(once.filter(|_| is_called))
    }

    fn several(&mut self, ids: &[i64]) -> Result<Refusal, Error> {
        let mut matches = Vec::new();
        for id in ids {
            matches.push(candidate(&self.facts_of(*id)?));
        }
        matches.sort_by(|a, b| a.code.cmp(&b.code));
        Ok(Refusal::Several { matches })
    }

    pub(super) fn facts_of(&mut self, project: i64) -> Result<ProjectFacts, Error> {
        let held = self.space.get(project)?;
        Ok(held.map_or_else(ProjectFacts::unnamed, |held| held.project.facts.clone()))
    }

    /// A code for a new project of that name.
    pub(super) fn suggest(&mut self, name: &str) -> Taken<Code> {
        let given = &self.given_codes;
        let names = self.space.names()?;
        code(
            "name",
            &suggest_code(name, &|code| names.is_taken(code) || given.contains(code)),
        )
    }
}

/// A text as the code of something new.
pub(super) fn code(field: &'static str, text: &str) -> Taken<Code> {
    Code::new(text).or_else(|problem| {
        refuse(
            field,
            Refusal::value(Field::Code, text, ValueProblem::Code(problem)),
        )
    })
}
