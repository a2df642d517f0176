//! What a plan of sheets does that is told by name. Of figures that are only new, of which there may
//! be millions, it has one count a project.

use std::collections::{HashMap, HashSet};

use crate::model::{Changed, Code, Project};

use super::absent::Absent;
use super::outcome::Outcome;
use super::workspace::Workspace;

/// What a plan does beside adding figures.
#[derive(Debug, Default)]
pub struct Steps {
    /// New projects, new stages and targets of known ones, and what is changed of what was there;
    /// figures that are lower than the one before.
    pub all: Vec<Outcome>,
    /// How many new figures there are, project by project, by number and code.
    pub figures: Vec<(i64, Code, usize)>,
    /// The projects that the steps are about, as they stand with them.
    pub projects: Vec<Project>,
    /// The projects that the sheet before had and this one has not.
    pub absent: Option<Absent>,
    /// There was nothing in the record before.
    pub is_first: bool,
}

impl Steps {
    pub(super) fn of(
        all: Vec<Outcome>,
        figures: &HashMap<i64, usize>,
        space: Workspace<'_>,
    ) -> Steps {
        let named: HashSet<i64> = all.iter().filter_map(Outcome::project).collect();
        let mut steps = Steps {
            all,
            ..Steps::default()
        };
        for project in space.into_projects() {
            if let Some(count) = figures.get(&project.id) {
                let code = project.facts.code.clone();
                steps.figures.push((project.id, code, *count));
            }
            if named.contains(&project.id) {
                steps.projects.push(project);
            }
        }
        steps
    }

    /// Whether somebody should look at them before they are done: figures and facts of known projects
    /// go in, but for what these are called, and so does whatever begins a record.
    pub fn need_consent(&self) -> bool {
        let is_name = |(fact, ..): &Changed| matches!(&**fact, "code" | "name");
        let is_fact = |step: &Outcome| match step {
            Outcome::Project { facts, .. } => !facts.is_empty() && !facts.iter().any(is_name),
            _ => false,
        };
        !self.is_first && !self.all.iter().all(is_fact)
    }
}
