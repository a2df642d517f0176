//! Whose projects are meant: options that several commands take.

use std::collections::BTreeMap;

use clap_complete::ArgValueCompleter;

use crate::ledger::{Found, Named, find};
use crate::messages::{Error, OwnFact, ValueProblem};
use crate::model::{Project, fold};
use crate::report::Filter;

use super::help::arguments;
use super::known;

arguments! {
    Whose
    en "Whose projects are meant"
    zh "所涉项目范围"
    in SELECTION {
        #[arg(
            long,
            visible_alias = "owner",
            alias = "assignee",
            value_name = "PERSON",
            value_delimiter = ',',
            add = ArgValueCompleter::new(known::leads)
        )]
        lead: Vec<String> = { en "Only projects with these leads" zh "仅限这些负责人的项目" }
        #[arg(
            long,
            visible_alias = "department",
            alias = "dept",
            value_name = "UNIT",
            value_delimiter = ',',
            add = ArgValueCompleter::new(known::units)
        )]
        unit: Vec<String> = { en "Only projects of these units" zh "仅限这些责任单位的项目" }
    }
}

impl Whose {
    /// The option that was given, if any.
    pub(super) fn option(&self) -> Option<&'static str> {
        let given = [(&self.lead, "--lead"), (&self.unit, "--unit")];
        let mut given = given.into_iter().filter(|(values, _)| !values.is_empty());
        given.next().map(|(_, option)| option)
    }

    /// The projects that are meant.
    ///
    /// # Errors
    /// As [`known_values`].
    pub(super) fn filter(&self, projects: &[Project]) -> Result<Filter, Error> {
        Ok(Filter {
            leads: known_values("--lead", &self.lead, projects, OwnFact::Lead)?,
            units: known_values("--unit", &self.unit, projects, OwnFact::Unit)?,
            ..Filter::default()
        })
    }
}

/// Values to filter by. One that no project has is a mistake, not an empty answer.
///
/// # Errors
/// [`ValueProblem::NoneHas`], with those there are; [`ValueProblem::SeveralHave`].
pub(super) fn known_values(
    name: &'static str,
    wanted: &[String],
    projects: &[Project],
    own: OwnFact,
) -> Result<Vec<String>, Error> {
    let facts = projects.iter().filter_map(|project| {
        let facts = &project.facts;
        match own {
            OwnFact::Lead => facts.lead.as_deref(),
            OwnFact::Unit => facts.unit.as_deref(),
            OwnFact::Category => facts.category.as_deref(),
        }
    });
    // Spellings that differ only by case are one value.
    let by_key: BTreeMap<String, &str> = facts.map(|fact| (fold(fact), fact)).collect();
    let there: Vec<&str> = by_key.into_values().collect();
    let none = |there| ValueProblem::NoneHas { fact: own, there };
    let value = |value: &String| one_of(name, value, &there, none);
    wanted.iter().map(value).collect()
}

/// One of the values there are, found as a project is: in full, by its beginning or a part.
///
/// # Errors
/// What `none` makes of those there are; [`ValueProblem::SeveralHave`].
pub(super) fn one_of(
    name: &'static str,
    wanted: &str,
    there: &[&str],
    none: impl Fn(Vec<String>) -> ValueProblem,
) -> Result<String, Error> {
    /// So many are named.
    const MOST: usize = 30;
    let all: Vec<Named<'_>> = (there.iter())
        .map(|value| Named {
            code: value,
            names: Vec::new(),
        })
        .collect();
    let value = |index: &usize| there.get(*index).map(|value| (*value).to_owned());
    let problem = match find(wanted, &all) {
        Found::One(index) => return Ok(value(&index).unwrap_or_default()),
        Found::Several(found) => {
            let found = found.iter().filter_map(value);
            ValueProblem::SeveralHave(found.take(MOST).collect())
        }
        Found::None { .. } => {
            let there = there.iter().map(|value| (*value).to_owned());
            none(there.take(MOST).collect())
        }
    };
    Err(Error::value(name, wanted, problem))
}
