//! Reminders: what is overdue, unreported or silent, for whoever has to see to it.

use std::collections::BTreeMap;

use crate::model::Project;

use super::finding::Finding;

/// By whom reminders are divided.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RemindBy {
    /// A page for each lead.
    Lead,
    /// A page for each unit responsible.
    Unit,
}

impl RemindBy {
    /// Whose a project is; `None`: it has no lead, or no unit.
    pub(super) fn whose(self, project: &Project) -> Option<&str> {
        match self {
            RemindBy::Lead => project.facts.lead.as_deref(),
            RemindBy::Unit => project.facts.unit.as_deref(),
        }
    }
}

/// A page for one of them.
#[derive(Debug)]
pub struct Reminder<'a> {
    /// By what it is divided from others.
    pub by: RemindBy,
    /// Whose; `None`: projects that have none.
    pub whose: Option<&'a str>,
    /// Worst first.
    pub findings: Vec<Finding<'a>>,
}

/// A reminder for each lead or unit, by their names, and at last one for the projects that have none.
pub fn reminders<'a>(findings: &[Finding<'a>], by: RemindBy) -> Vec<Reminder<'a>> {
    let mut divided: BTreeMap<(bool, &'a str), Vec<Finding<'a>>> = BTreeMap::new();
    for finding in findings {
        let whose = by.whose(finding.judged.project);
        let of_one = divided.entry((whose.is_none(), whose.unwrap_or_default()));
        of_one.or_default().push(*finding);
    }
    let reminder = |((has_none, whose), findings): ((bool, &'a str), _)| Reminder {
        by,
        whose: Some(whose).filter(|_| !has_none),
        findings,
    };
    divided.into_iter().map(reminder).collect()
}
