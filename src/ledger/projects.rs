//! What is said of projects: facts and other names.

use std::collections::HashMap;

use crate::messages::{Error, Refusal};
use crate::model::{Alias, Changed, Code, ProjectFacts, ProjectFactsEdit, fold};

use super::change::{AliasChange, Novelty, ProjectChange, ProjectMention};
use super::find::are_alike;
use super::outcome::Outcome;
use super::planner::Planner;
use super::resolve::{Meant, NamedAs};

impl Planner<'_> {
    /// Takes the facts of projects. First those that are named by a code are found or made, so that a
    /// suggested code is never one that another statement gives; then what all say of them is taken
    /// in its order.
    pub(super) fn take_projects(&mut self, given: &[(usize, &ProjectChange)]) -> Result<(), Error> {
        let mut found = Vec::new();
        for is_coded in [true, false] {
            for (at, change) in given {
                let has_code = match &change.project {
                    ProjectMention::Code(_) | ProjectMention::Typed(_) => true,
                    ProjectMention::Named { code, .. } => code.is_some(),
                };
                if has_code != is_coded {
                    continue;
                }
                match self.found_or_made(*at, change)? {
                    Ok((id, is_new)) => found.push((*at, *change, id, is_new)),
                    Err(fault) => self.break_project(*at, change, fault),
                }
            }
        }
        found.sort_by_key(|(at, ..)| *at);
        let mut names = HashMap::new();
        for (at, change, id, is_new) in found {
            let name = self.facts_of(id)?.name;
            let called = names.entry(id).or_insert(name).clone();
            if let Err(fault) = self.take_project(at, change, id, is_new, &called)? {
                self.break_project(at, change, fault);
            }
        }
        Ok(())
    }

    fn break_project(
        &mut self,
        at: usize,
        change: &ProjectChange,
        (field, problem): (&'static str, Refusal),
    ) {
        if let ProjectMention::Named {
            code: Some(code), ..
        } = &change.project
        {
            self.broken.insert(code.key());
        }
        self.fault(at, field, problem);
    }

    /// The project of a statement, and whether the statement makes it.
    fn found_or_made(
        &mut self,
        at: usize,
        change: &ProjectChange,
    ) -> Result<Meant<(i64, bool)>, Error> {
        let count = self.space.batch.projects.len();
        let found = match &change.project {
            ProjectMention::Named { code, name } => {
                let name = name.as_ref().or(change.facts.name.as_ref());
                self.named(at, change, code.as_ref(), name)?
            }
            mention => self.project(mention)?,
        };
        let is_new = count < self.space.batch.projects.len();
        Ok(found.map(|id| (id, is_new)))
    }

    /// Takes what is said of a project that was `called` so before any of the statements.
    fn take_project(
        &mut self,
        at: usize,
        change: &ProjectChange,
        id: i64,
        is_new: bool,
        called: &String,
    ) -> Result<Meant<()>, Error> {
        self.spoken_of.projects.insert(id);
        let Some(held) = self.space.get(id)? else {
            return Ok(Err(("project", Refusal::UnknownProject)));
        };
        let old = held.project.facts.clone();
        let name = stated_name(called, &old, change).cloned();
        let new = match edited(&old, name.as_ref(), change) {
            Ok(new) => new,
            Err(problem) => return Ok(Err(("alias", problem))),
        };
        if let Err(fault) = self.check_stated(at, id, name.as_ref(), change) {
            return Ok(Err(fault));
        }
        if new.code.key() != old.code.key()
            && let Some(other) = self
                .space
                .coded(new.code.as_str())?
                .filter(|other| *other != id)
        {
            let other = self.facts_of(other)?;
            return Ok(Err(("code", exists(&other))));
        }
        self.space.call(id, &new);
        if let Some(held) = self.space.at_hand_mut(id) {
            held.reason = change.reason.clone().or(held.reason.take());
            held.project.facts = new.clone();
        }
        let facts = if is_new {
            Vec::new()
        } else {
            differences(&old, &new)
        };
        self.done(at, Outcome::Project { id, is_new, facts });
        Ok(Ok(()))
    }

    /// The project that a sheet, or one who adds it, names; made if there is none.
    fn named(
        &mut self,
        at: usize,
        change: &ProjectChange,
        code: Option<&Code>,
        name: Option<&String>,
    ) -> Result<Meant<i64>, Error> {
        let is_added = matches!(change.novelty, Novelty::Added | Novelty::SurelyAdded);
        if is_added && let Some(other) = self.same_named(code, name)? {
            return Ok(Err(("name", exists(&other))));
        }
        if change.novelty == Novelty::Added
            && let Some(name) = name
            && let Some(problem) = self.like_named(name)?
        {
            return Ok(Err(("name", problem)));
        }
        let found = match change.novelty {
            Novelty::Added | Novelty::SurelyAdded => NamedAs::New,
            // A list of projects gives each code its name; a plan only says which project is meant.
            _ => match self.named_project(
                code,
                name.map(String::as_str)
                    .filter(|_| code.is_none() || change.facts.name.is_none()),
                name.map(String::as_str),
            )? {
                Ok(found) => found,
                Err(fault) => return Ok(Err(fault)),
            },
        };
        let id = match found {
            NamedAs::There { id, is_certain } => {
                if let (false, Some(name)) = (is_certain, name) {
                    let origin = self.origin(at);
                    self.warn_uncertain(origin, name, id)?;
                }
                id
            }
            NamedAs::New => {
                let Some(name) = name else {
                    return Ok(Err(("name", Refusal::Missing)));
                };
                let code = match code {
                    Some(code) => Ok(code.clone()),
                    None => self.suggest(name)?,
                };
                let code = match code {
                    Ok(code) => code,
                    Err(fault) => return Ok(Err(fault)),
                };
                self.space.add_project(ProjectFacts {
                    code,
                    name: name.clone(),
                    ..ProjectFacts::unnamed()
                })
            }
        };
        if code.is_some() {
            self.coded_by_statement.insert(id);
            // Statements without a code may call it so, too.
            if let Some(name) = name {
                self.space.names()?.add(id, name, false, true);
            }
        }
        Ok(Ok(id))
    }

    /// One that has the code already, or without a code the name.
    fn same_named(
        &mut self,
        code: Option<&Code>,
        name: Option<&String>,
    ) -> Result<Option<ProjectFacts>, Error> {
        if let Some(code) = code {
            return Ok(match self.space.coded(code.as_str())? {
                Some(id) => Some(self.facts_of(id)?),
                None => None,
            });
        }
        let name = fold(name.map_or("", String::as_str));
        let all = self.space.all_facts()?.into_iter();
        Ok(all
            .map(|(_, facts)| facts)
            .find(|facts| fold(&facts.name) == name))
    }

    /// That a project of a like name is there already.
    fn like_named(&mut self, name: &str) -> Result<Option<Refusal>, Error> {
        let all = self.space.all_facts()?.into_iter();
        let alike = all.map(|(_, facts)| facts).find(|facts| {
            let names = [Some(&facts.name), facts.name_en.as_ref()]
                .into_iter()
                .flatten();
            let aliases = facts.aliases.iter().map(|alias| &alias.name);
            names.chain(aliases).any(|other| are_alike(name, other))
        });
        Ok(alike.map(|facts| Refusal::Alike {
            code: facts.code.to_string(),
            name: facts.name,
            new: name.to_owned(),
        }))
    }

    /// Statements of one project must not contradict each other.
    fn check_stated(
        &mut self,
        at: usize,
        id: i64,
        name: Option<&String>,
        change: &ProjectChange,
    ) -> Meant<()> {
        let origin = self.origin(at);
        let stated = [
            ("name", name),
            ("name_en", change.facts.name_en.value()),
            ("category", change.facts.category.value()),
            ("unit", change.facts.unit.value()),
            ("lead", change.facts.lead.value()),
        ];
        for (column, value) in stated {
            let Some(value) = value else { continue };
            let first = self.spoken_of.facts.entry((id, column));
            let (said, first) = first.or_insert_with(|| (value.clone(), origin));
            if said != value {
                let problem = Refusal::Differs {
                    first: self.occasion.row(*first),
                    value: said.clone(),
                };
                return Err((column, problem));
            }
        }
        Ok(())
    }
}

fn exists(facts: &ProjectFacts) -> Refusal {
    Refusal::Exists {
        code: facts.code.to_string(),
        name: facts.name.clone(),
    }
}

/// The name that a statement gives its project, which was `called` so before. With a code, a sheet's
/// name is a new one, unless the project is known by it already; without a code it only says which
/// project is meant.
fn stated_name<'c>(
    called: &'c String,
    facts: &'c ProjectFacts,
    change: &'c ProjectChange,
) -> Option<&'c String> {
    if change.facts.name.is_some() {
        return change.facts.name.as_ref();
    }
    let ProjectMention::Named {
        code,
        name: Some(name),
    } = &change.project
    else {
        return None;
    };
    if fold(called) == fold(name) {
        return Some(called);
    }
    code.as_ref()?;
    let aliases = facts.aliases.iter().map(|alias| alias.name.as_str());
    let is_known = aliases
        .chain([facts.code.as_str()])
        .chain(facts.name_en.as_deref())
        .any(|label| fold(label) == fold(name));
    (!is_known).then_some(name)
}

fn edited(
    old: &ProjectFacts,
    name: Option<&String>,
    change: &ProjectChange,
) -> Result<ProjectFacts, Refusal> {
    let mut facts = old.clone();
    facts.lay(ProjectFactsEdit {
        name: name.cloned(),
        ..change.facts.clone()
    });
    facts.aliases = aliases(&old.aliases, &change.aliases)?;
    Ok(facts)
}

fn aliases(old: &[Alias], change: &AliasChange) -> Result<Vec<Alias>, Refusal> {
    let mut aliases = old.to_vec();
    match change {
        AliasChange::None => {}
        AliasChange::Set(all) => aliases.clone_from(all),
        AliasChange::Edit { add, drop } => {
            for name in drop {
                let count = aliases.len();
                aliases.retain(|alias| fold(&alias.name) != fold(name));
                if aliases.len() == count {
                    return Err(Refusal::NoAlias(name.clone()));
                }
            }
            for name in add {
                let mut there = aliases.iter_mut();
                match there.find(|alias| fold(&alias.name) == fold(name)) {
                    Some(alias) => alias.is_certain = true,
                    None => aliases.push(Alias {
                        name: name.clone(),
                        is_certain: true,
                    }),
                }
            }
        }
    }
    Ok(aliases)
}

/// The facts that differ.
fn differences(old: &ProjectFacts, new: &ProjectFacts) -> Vec<Changed> {
    let said = ProjectFactsEdit::between(Some(old), new);
    let mut changes = ProjectFactsEdit::between(None, old).changes(&said);
    if old.aliases != new.aliases {
        let names = |facts: &ProjectFacts| {
            let names = facts.aliases.iter().map(|alias| alias.name.as_str());
            Some(names.collect::<Vec<_>>().join("; "))
        };
        // Names stand together.
        let is_name = |(field, ..): &&Changed| matches!(*field, "code" | "name" | "name_en");
        let place = changes.iter().take_while(is_name).count();
        changes.insert(place, ("aliases", names(old), names(new)));
    }
    changes
}
