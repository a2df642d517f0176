//! Whose projects are meant: options that several commands take.

use std::collections::BTreeSet;

use clap::Args;

use crate::messages::{Error, ValueProblem};
use crate::model::{Project, ProjectFacts, fold};
use crate::report::Filter;

/// Leads and units; none: all.
#[derive(Args, Debug)]
pub(crate) struct Whose {
    /// Only projects with these leads
    #[arg(
        long,
        visible_alias = "owner",
        alias = "assignee",
        value_name = "NAME",
        value_delimiter = ','
    )]
    lead: Vec<String>,
    /// Only projects of these units
    #[arg(
        long,
        visible_alias = "department",
        alias = "dept",
        value_name = "UNIT",
        value_delimiter = ','
    )]
    unit: Vec<String>,
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
