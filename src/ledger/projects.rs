//! What is said of projects: facts and other names.

use std::collections::HashMap;

use crate::messages::{Candidate, Error, Refusal, Warning};
use crate::model::{
    Alias, Changed, Code, KeptText, ProjectFacts, ProjectFactsEdit, fold, joined_texts,
};

use super::change::{AliasChange, Novelty, ProjectChange};
use super::find::Likeness;
use super::mention::ProjectMention;
use super::outcome::Outcome;
use super::planner::{NotTaken, Planner, Taken, refuse};
use super::search::resembling;

impl Planner<'_> {
    /// Takes the facts of projects. First those that are named by a code are found or made, so that a
    /// suggested code is never one that another statement gives; then what all say of them is taken
    /// in its order.
    pub(super) fn take_projects(&mut self, given: &[(usize, &ProjectChange)]) -> Result<(), Error> {
        let mut found = Vec::new();
        for is_coded in [true, false] {
            for (at, change) in given {
                let is_only_named =
                    matches!(change.project, ProjectMention::Named { code: None, .. });
                if is_only_named == is_coded {
                    continue;
                }
                let taken = self.found_or_made(*at, change);
                if let Some((id, is_new)) = self.noted_project(*at, change, taken)? {
                    found.push((*at, *change, id, is_new));
                }
            }
        }
        found.sort_by_key(|(at, ..)| *at);
        let mut names = HashMap::new();
        for (at, change, id, is_new) in found {
            let name = self.facts_of(id)?.name;
            let called = names.entry(id).or_insert(name);
            let taken = self.take_project(at, change, id, is_new, called);
            self.noted_project(at, change, taken)?;
        }
        Ok(())
    }

    /// What was taken of a project's own statement. If nothing was, what depends on it is not blamed.
    fn noted_project<T>(
        &mut self,
        at: usize,
        change: &ProjectChange,
        taken: Taken<T>,
    ) -> Result<Option<T>, Error> {
        let noted = self.noted(at, taken)?;
        if let ProjectMention::Named {
            code: Some(code), ..
        } = &change.project
            && noted.is_none()
        {
            self.broken.insert(code.key());
        }
        Ok(noted)
    }

    /// The project of a statement, and whether it is made: if a sheet, or one who adds it, names it
    /// and there is none.
    fn found_or_made(&mut self, at: usize, change: &ProjectChange) -> Taken<(i64, bool)> {
        let ProjectMention::Named { code, name } = &change.project else {
            return Ok((self.project(&change.project)?, false));
        };
        let code = code.as_ref();
        let name = name.as_ref().or(change.facts.name.as_ref());
        let found = match change.novelty {
            Novelty::Added | Novelty::SurelyAdded => {
                self.check_added(change.novelty, code, name)?;
                None
            }
            Novelty::Either => {
                let called = name.map(String::as_str);
                // A list of projects gives each code its name; a plan only says which project is meant.
                let is_meant = code.is_none() || change.facts.name.is_none();
                self.named_project(code, called.filter(|_| is_meant), called)?
            }
        };
        let (id, is_new) = match (found, name) {
            (Some((id, false)), Some(name)) => {
                self.warn_uncertain(at, name, id)?;
                (id, false)
            }
            (Some((id, _)), _) => (id, false),
            (None, None) => return refuse("name", Refusal::Missing),
            (None, Some(name)) => {
                // A code of its own says that it is another.
                if change.novelty == Novelty::Either
                    && code.is_none()
                    && let Some(id) = self.answered_or_unlike(name)?
                {
                    return Ok((id, false));
                }
                let code = match code {
                    Some(code) => code.clone(),
                    None => self.suggest(name)?,
                };
                let facts = ProjectFacts {
                    code,
                    name: name.clone(),
                    ..ProjectFacts::unnamed()
                };
                let id = self.space.add_project(facts);
                self.made.add(id, Likeness::of(name));
                (id, true)
            }
        };
        if code.is_some() {
            self.coded_by_statement.insert(id);
            // Statements without a code may call it so, too.
            if let Some(name) = name {
                self.space.names()?.add(id, name, true);
            }
        }
        Ok((id, is_new))
    }

    /// The project that is meant by a name of a sheet that no project has, as somebody answered; else
    /// the name is that of a new one, unless it is like another: then it is asked. What sheets make
    /// beside it has another name if it differs by more than a word such as 项目. Of several such
    /// names the first is asked about, since the answer may settle the others.
    fn answered_or_unlike(&mut self, name: &str) -> Taken<Option<i64>> {
        let own = Likeness::of(name);
        if self.asked_names.of(&own).is_some() {
            return refuse("name", Refusal::Skipped);
        }
        if let Some(meant) = self.occasion.answers.meaning(name) {
            return match self.typed_project(meant) {
                Ok(id) => {
                    self.also_called(id, name)?;
                    Ok(Some(id))
                }
                Err(NotTaken::Refused(_, problem)) => {
                    self.asked_names.add(0, own);
                    refuse("name", problem)
                }
                Err(failed) => Err(failed),
            };
        }
        if self.occasion.answers.is_new(name) {
            return Ok(None);
        }
        let likenesses = match self.likenesses.take() {
            Some(likenesses) => likenesses,
            None => self.space.recorded_likenesses()?,
        };
        let mut alike: Vec<i64> = self.made.of(&own).into_iter().collect();
        alike.extend(likenesses.like(&own));
        alike.dedup();
        self.likenesses = Some(likenesses);
        if alike.is_empty() {
            return Ok(None);
        }
        self.asked_names.add(0, own);
        let mut matches = Vec::new();
        for id in alike {
            matches.push(resembling(&self.facts_of(id)?, name));
        }
        let name = name.to_owned();
        refuse("name", Refusal::LooksLike { name, matches })
    }

    /// Gives a project another name, for certain.
    pub(super) fn also_called(&mut self, id: i64, name: &str) -> Result<(), Error> {
        if let Some(held) = self.space.get(id)? {
            held.project.facts.aliases.push(Alias {
                name: name.to_owned(),
                is_certain: true,
            });
            let facts = held.project.facts.clone();
            self.space.call(id, &facts);
        }
        Ok(())
    }

    /// Takes what is said of a project that was `called` so before any of the statements.
    fn take_project(
        &mut self,
        at: usize,
        change: &ProjectChange,
        id: i64,
        is_new: bool,
        called: &str,
    ) -> Taken<()> {
        self.projects_stated.insert(id);
        let age = self.age(at, change.said_on);
        if self.is_of_merged(id, age, change)? {
            self.done(
                at,
                Outcome::Project {
                    id,
                    facts: Vec::new(),
                },
            );
            return Ok(());
        }
        let name = self.stated_name(id, called, change)?;
        let old = self.facts_of(id)?;
        let stated = ProjectFactsEdit {
            name,
            ..change.facts.clone()
        };
        let stated = self.without_newer(at, id, age, &old, stated)?;
        let mut new = old.clone();
        new.aliases = match &change.aliases {
            AliasChange::Set(_) if self.has_newer_aliases(id, age)? => old.aliases.clone(),
            stated => aliases(&old.aliases, stated)?,
        };
        new.lay(stated.clone());
        let texts = self.texts_without_newer(at, id, age, &old.texts, &change.texts)?;
        new.texts = self.texts(id, &old.texts, &texts);
        for (column, value) in [
            ("name", stated.name.as_ref()),
            ("name_en", stated.name_en.value()),
            ("category", stated.category.value()),
            ("unit", stated.unit.value()),
            ("lead", stated.lead.value()),
        ] {
            if let Some(value) = value {
                self.check_same(at, id, column, (value, change.said_on))?;
            }
        }
        if new.code.key() != old.code.key()
            && let Some(other) = self.space.coded(new.code.as_str())?
            && other != id
        {
            return refuse("code", exists(&self.facts_of(other)?));
        }
        self.space.call(id, &new);
        if let Some(held) = self.space.at_hand_mut(id) {
            held.reason = change.reason.clone().or(held.reason.take());
            held.project.facts = new.clone();
        }
        let facts = match is_new {
            true => Vec::new(),
            false => differences(&old, &new),
        };
        self.done(at, Outcome::Project { id, facts });
        Ok(())
    }

    /// What is added is not there yet: by its code, or without one by its name; nor, unless that is
    /// sure, is anything of a like name.
    fn check_added(
        &mut self,
        novelty: Novelty,
        code: Option<&Code>,
        name: Option<&String>,
    ) -> Taken<()> {
        let all = self.space.all_facts()?;
        let name = name.map_or("", String::as_str);
        let same = match code {
            Some(code) => match self.space.coded(code.as_str())? {
                Some(id) => Some(self.facts_of(id)?),
                None => None,
            },
            None => {
                let mut all = all.iter().map(|(_, facts)| facts);
                all.find(|facts| fold(&facts.name) == fold(name)).cloned()
            }
        };
        if let Some(same) = same {
            return refuse("name", exists(&same));
        }
        let mut all = all.into_iter().map(|(_, facts)| facts);
        let own = Likeness::of(name);
        let alike = all.find(|facts| {
            let mut names = facts.names();
            names.any(|other| own.is_like(&Likeness::of(other)))
        });
        match alike {
            Some(facts) if novelty == Novelty::Added && !name.is_empty() => {
                let (Candidate { code, name }, new) = (resembling(&facts, name), name.to_owned());
                refuse("name", Refusal::Alike { code, name, new })
            }
            _ => Ok(()),
        }
    }

    /// The texts of a project with those that a statement gives. A name may be written in capitals or
    /// not. Where statements give one name different texts, as rows of a sheet do for the stages of a
    /// project, all of them are kept.
    fn texts(&mut self, id: i64, old: &[KeptText], stated: &[KeptText]) -> Vec<KeptText> {
        let mut texts = old.to_vec();
        for text in stated {
            let key = fold(&text.name);
            // Another spelling is no change.
            let there = texts.iter().find(|there| there.is_named(&text.name));
            let name = there.unwrap_or(text).name.clone();
            let stated = self.texts_stated.entry((id, key)).or_default();
            if !stated.contains(&text.value) {
                stated.push(text.value.clone());
            }
            let value = joined_texts(stated.iter().map(String::as_str));
            KeptText::lay(&mut texts, KeptText { name, value });
        }
        texts
    }

    /// Tells that a project was found by a name that is only supposed to be its own.
    fn warn_uncertain(&mut self, at: usize, alias: &str, project: i64) -> Result<(), Error> {
        let code = self.facts_of(project)?.code.to_string();
        let alias = alias.to_owned();
        self.warn(at, Warning::UncertainAlias { alias, code });
        Ok(())
    }
}

fn exists(facts: &ProjectFacts) -> Refusal {
    Refusal::Exists {
        code: facts.code.to_string(),
        name: facts.into(),
    }
}

fn aliases(old: &[Alias], change: &AliasChange) -> Taken<Vec<Alias>> {
    let mut aliases = old.to_vec();
    match change {
        AliasChange::None => {}
        AliasChange::Set(all) => aliases.clone_from(all),
        AliasChange::Edit { add, drop } => {
            for name in drop {
                let count = aliases.len();
                aliases.retain(|alias| fold(&alias.name) != fold(name));
                if aliases.len() == count {
                    return refuse("alias", Refusal::NoAlias(name.clone()));
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
pub(super) fn differences(old: &ProjectFacts, new: &ProjectFacts) -> Vec<Changed> {
    let stated = ProjectFactsEdit::between(Some(old), new);
    let mut changes = ProjectFactsEdit::between(None, old).changes(&stated);
    if old.aliases != new.aliases {
        let names = |facts: &ProjectFacts| {
            let names = facts.aliases.iter().map(|alias| alias.name.as_str());
            Some(joined_texts(names))
        };
        // Names stand together.
        let is_name = |(field, ..): &&Changed| matches!(&**field, "code" | "name" | "name_en");
        let index = changes.iter().take_while(is_name).count();
        changes.insert(index, ("aliases".into(), names(old), names(new)));
    }
    for text in KeptText::between(&old.texts, &new.texts) {
        let old = old.texts.iter().find(|old| old.is_named(&text.name));
        let old = old.map(|old| old.value.clone());
        let now = Some(text.value.clone()).filter(|value| !value.is_empty());
        changes.push((text.fact().into(), old, now));
    }
    changes
}
