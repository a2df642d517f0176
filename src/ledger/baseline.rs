//! Where plans start: what is declared, and what is not used or not known.

use crate::assess::baseline_day;
use crate::messages::{Error, IsoDay, Refusal, Warning};
use crate::model::{
    Day, DeclaredBaseline, Figure, Given, Percent, SeriesByStage, StageKind, Terms,
};
use crate::store::Figures;

use super::planner::{Planner, StatedBaseline};
use super::resolve::Meant;
use super::which::Asked;

impl Planner<'_> {
    /// Where a plan starts whose start is given without a percent: at 0, if the stage has no figure
    /// yet, of the record or of these statements; at the last figure before the start, if there is
    /// one, so that nothing is declared. Where all figures are later, a command is asked for the percent;
    /// of a row that is told, and its plan begins with the first figure.
    pub(super) fn declare_start(
        &mut self,
        asked: &Asked<'_>,
        base: Option<&Terms>,
        after: &mut Terms,
        set_on: Day,
    ) -> Result<Meant<()>, Error> {
        let is_history = asked.change.which.revision.is_some();
        let is_measured = self.kind(asked.project, asked.stage) == StageKind::Measured;
        let is_given = after.start.is_some() && after.start != base.and_then(|base| base.start);
        if is_history || !is_measured || !is_given || after.baseline.is_some() {
            return Ok(Ok(()));
        }
        let on = baseline_day(after, set_on);
        let Some(first) = self.first_figure(asked.stage)? else {
            after.baseline = Some(DeclaredBaseline {
                percent: Percent::ZERO,
                on: None,
            });
            return Ok(Ok(()));
        };
        if first.on <= on {
            return Ok(Ok(()));
        }
        if asked.change.which.is_row {
            let warning = Warning::StartWithoutPercent {
                on,
                at: IsoDay(on),
                first: first.on,
            };
            self.warnings.push((self.origin(asked.at), warning));
            return Ok(Ok(()));
        }
        let problem = Refusal::StartWithoutPercent {
            place: self.place(asked),
            on,
            at: IsoDay(on),
            first: first.on,
        };
        Ok(Err(("start", problem)))
    }

    /// The first figure of a stage, of the record or of these statements.
    fn first_figure(&self, stage: i64) -> Result<Option<Figure>, Error> {
        let figures = Figures::new(self.space.read, self.space.visible);
        let series = figures.of(stage);
        let day = Day::default();
        let stored = series.latest(day).or_else(|| series.first_after(day));
        drop(series);
        figures.check()?;
        let new = self.figures.get(&stage).into_iter().flatten().copied();
        Ok(stored.into_iter().chain(new).min_by_key(|figure| figure.on))
    }

    /// Keeps in mind that a target's baseline was declared: a figure may stand in its place. Of
    /// several statements about one target, the last; of a milestone none is ever used.
    pub(super) fn declare_baseline(&mut self, asked: &Asked<'_>, target: i64, day: Day) {
        let is_said = asked.change.baseline.is_given();
        (self.baselines).retain(|other| !is_said || other.target != target);
        let is_measured = self.kind(asked.project, asked.stage) == StageKind::Measured;
        if let (&Given::Value(declared), true) = (&asked.change.baseline, is_measured) {
            self.baselines.push(StatedBaseline {
                origin: self.origin(asked.at),
                target,
                stage: asked.stage,
                day,
                declared,
            });
        }
    }

    /// Tells which declared baselines are not used, because a figure of the record or of these
    /// statements stands on the baseline day or before.
    pub(super) fn tell_baselines(&mut self) -> Result<(), Error> {
        let figures = Figures::new(self.space.read, self.space.visible);
        for declared in std::mem::take(&mut self.baselines) {
            if declared.day >= self.occasion.as_of {
                continue;
            }
            let stored = figures.of(declared.stage).latest(declared.day);
            let new = self.figures.get(&declared.stage).into_iter().flatten();
            let new = new
                .filter(|figure| figure.on <= declared.day)
                .max_by_key(|figure| figure.on);
            let found = match (stored, new.copied()) {
                (Some(stored), Some(new)) if new.on < stored.on => Some(stored),
                (stored, new) => new.or(stored),
            };
            let is_of_its_own_day = declared.declared.on.is_some();
            let found = found.filter(|figure| !is_of_its_own_day || figure.on == declared.day);
            if let Some(figure) = found {
                self.warnings.push((
                    declared.origin,
                    Warning::BaselineIgnored {
                        declared: declared.declared.percent,
                        reading: figure,
                    },
                ));
            }
        }
        figures.check()
    }
}
