//! What the projects of a record are called, against which cells are held.

use std::collections::HashSet;

use crate::model::{ProjectFacts, fold};

/// The codes and names of a record's projects.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct KnownProjects {
    codes: HashSet<String>,
    names: HashSet<String>,
}

impl KnownProjects {
    /// Of projects with these facts.
    pub fn of<'f>(projects: impl IntoIterator<Item = &'f ProjectFacts>) -> KnownProjects {
        let mut known = KnownProjects::default();
        for facts in projects {
            known.codes.insert(facts.code.key());
            known.names.extend(facts.names().map(fold));
        }
        known
    }

    pub(super) fn has_code(&self, cell: &str) -> bool {
        self.codes.contains(&fold(cell))
    }

    /// Whether a project is called so, by its code or by a name.
    pub(super) fn has(&self, cell: &str) -> bool {
        self.has_code(cell) || self.names.contains(&fold(cell))
    }
}
