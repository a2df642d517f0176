//! Whose projects are meant: options that several commands take.

use std::collections::BTreeSet;

use clap_complete::ArgValueCompleter;

use crate::messages::{Error, ValueProblem};
use crate::model::{Project, ProjectFacts, fold};
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
    /// The projects that are meant.
    ///
    /// # Errors
    /// As [`known_values`].
    pub(super) fn filter(&self, projects: &[Project]) -> Result<Filter, Error> {
        Ok(Filter {
            leads: known_values("--lead", &self.lead, projects, |facts| &facts.lead)?,
            units: known_values("--unit", &self.unit, projects, |facts| &facts.unit)?,
            ..Filter::default()
        })
    }
}

/// Values to filter by. One that no project has is a mistake, not an empty answer.
///
/// # Errors
/// [`ValueProblem::NoneHas`], with those there are.
pub(super) fn known_values(
    name: &'static str,
    wanted: &[String],
    projects: &[Project],
    fact: fn(&ProjectFacts) -> &Option<String>,
) -> Result<Vec<String>, Error> {
    let facts = projects
        .iter()
        .filter_map(|project| fact(&project.facts).as_ref());
    let there: BTreeSet<&String> = facts.collect();
    let is_there = |value: &&String| there.iter().any(|has| fold(has) == fold(value));
    match wanted.iter().find(|value| !is_there(value)) {
        None => Ok(wanted.to_vec()),
        Some(value) => {
            let there = there.into_iter().take(30).cloned().collect();
            Err(Error::value(name, value, ValueProblem::NoneHas(there)))
        }
    }
}
