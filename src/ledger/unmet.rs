//! Which targets are met, as the judge says: one function answers wherever a command asks.

use std::collections::HashSet;

use crate::assess::{Status, assess};
use crate::messages::Error;
use crate::model::{Portfolio, TargetState};
use crate::store::Figures;

use super::planner::{Planner, Standing};

impl Standing {
    /// Those that a decision may speak of: one that is given up with its project is no reason to
    /// set another beside it.
    pub(super) fn open(&self) -> HashSet<i64> {
        let both = self.unmet.union(&self.given_up_with_project);
        both.copied().collect()
    }
}

impl Planner<'_> {
    /// How the targets of a project stand, before any of the statements.
    pub(super) fn standing(&mut self, project: i64) -> Result<&Standing, Error> {
        if !self.standings.contains_key(&project) {
            let held = self.space.get(project)?;
            let projects = held.and_then(|held| held.before.clone());
            let portfolio = Portfolio {
                projects: projects.into_iter().collect(),
                settings: self.space.settings.clone(),
            };
            let figures = Figures::new(self.space.read, self.space.visible);
            let assessment = assess(&portfolio, &figures, self.occasion.as_of);
            let mut standing = Standing::default();
            for judged in &assessment.targets {
                let is_given_up =
                    judged.verdict.status == Status::Cancelled && !judged.is_carried_on;
                if judged.is_unmet() {
                    standing.unmet.insert(judged.target.id);
                } else if is_given_up && judged.revision.terms.state != TargetState::Dropped {
                    standing.given_up_with_project.insert(judged.target.id);
                }
            }
            figures.check()?;
            self.standings.insert(project, standing);
        }
        Ok(self.standings.entry(project).or_default())
    }

    /// The stages with an unmet target, in the project's order.
    pub(super) fn stages_with_unmet(&mut self, project: i64) -> Result<Vec<i64>, Error> {
        let unmet = self.standing(project)?.unmet.clone();
        let stages = self.space.at_hand(project).map(|held| &held.project.stages);
        let has_unmet = stages.into_iter().flatten().filter(|stage| {
            let mut targets = stage.targets.iter();
            targets.any(|target| unmet.contains(&target.id))
        });
        Ok(has_unmet.map(|stage| stage.id).collect())
    }
}
