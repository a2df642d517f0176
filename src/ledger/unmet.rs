//! Which targets are met, as the judge says: one function answers wherever a command asks.

use std::collections::HashSet;

use crate::assess::assess;
use crate::error::Error;
use crate::model::{Day, Portfolio, Project, Settings};
use crate::store::{Figures, Read, Visible};

use super::planner::Planner;

/// The targets of a project that are neither met nor given up, nor carried on by a later one; of
/// the record as it counts, as of a day.
///
/// # Errors
/// [`Error::Store`].
fn unmet_targets(
    read: &dyn Read,
    visible: &Visible,
    project: &Project,
    settings: &Settings,
    as_of: Day,
) -> Result<HashSet<i64>, Error> {
    let portfolio = Portfolio {
        projects: vec![project.clone()],
        settings: settings.clone(),
    };
    let figures = Figures::new(read, visible);
    let assessment = assess(&portfolio, &figures, as_of);
    let unmet = assessment.targets.iter().filter(|judged| judged.is_unmet());
    let unmet = unmet.map(|judged| judged.target.id).collect();
    figures.check()?;
    Ok(unmet)
}

impl Planner<'_> {
    /// The unmet targets of a project, before any of the statements.
    pub(super) fn unmet(&mut self, project: i64) -> Result<&HashSet<i64>, Error> {
        if !self.unmet.contains_key(&project) {
            let before = self
                .space
                .get(project)?
                .and_then(|held| held.before.clone());
            let unmet = match &before {
                Some(before) => unmet_targets(
                    self.space.read,
                    self.space.visible,
                    before,
                    &self.space.settings,
                    self.occasion.as_of,
                )?,
                None => HashSet::new(),
            };
            self.unmet.insert(project, unmet);
        }
        Ok(self.unmet.entry(project).or_default())
    }

    /// The stages with an unmet target, in the project's order.
    pub(super) fn stages_with_unmet(&mut self, project: i64) -> Result<Vec<i64>, Error> {
        let unmet = self.unmet(project)?.clone();
        let stages = self.space.at_hand(project).map(|held| &held.project.stages);
        let stages = stages.into_iter().flatten();
        let has_unmet = stages.filter(|stage| {
            let mut targets = stage.targets.iter();
            targets.any(|target| unmet.contains(&target.id))
        });
        Ok(has_unmet.map(|stage| stage.id).collect())
    }
}
