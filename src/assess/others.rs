//! What the other stages of a project say of one that has no figure of its own.

use crate::model::{Day, Project, SeriesByStage, Stage};

use super::{OtherFigure, RollUp};

/// What the project's other stages have to say where a stage has no figure of its own; looked up
/// when it is asked for first.
pub(super) struct Others<'a> {
    project: &'a Project,
    series: &'a dyn SeriesByStage,
    as_of: Day,
    latest: Option<Option<OtherFigure>>,
    rolled_up: Option<Option<RollUp>>,
}

impl<'a> Others<'a> {
    pub(super) fn new(
        project: &'a Project,
        series: &'a dyn SeriesByStage,
        as_of: Day,
    ) -> Others<'a> {
        Others {
            project,
            series,
            as_of,
            latest: None,
            rolled_up: None,
        }
    }

    /// The latest figure of the project's stages, of which the one that asks has none; of the same
    /// day, the first in their order.
    pub(super) fn latest(&mut self) -> Option<OtherFigure> {
        let (project, series, as_of) = (self.project, self.series, self.as_of);
        let found = project.stages.iter().filter_map(|stage| {
            Some(OtherFigure {
                stage: stage.id,
                figure: series.of(stage.id).latest(as_of)?,
            })
        });
        let later = |best: OtherFigure, next: OtherFigure| {
            if best.figure.on < next.figure.on {
                next
            } else {
                best
            }
        };
        *self.latest.get_or_insert_with(|| found.reduce(later))
    }

    /// The stages rolled up, for the whole works only.
    pub(super) fn rolled_up(&mut self, stage: &Stage) -> Option<&RollUp> {
        if !stage.is_overall() {
            return None;
        }
        let (series, as_of) = (self.series, self.as_of);
        let stages = &self.project.stages;
        let rolled_up = (self.rolled_up).get_or_insert_with(|| RollUp::of(stages, series, as_of));
        rolled_up.as_ref()
    }
}
