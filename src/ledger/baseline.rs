//! Where plans start: what is declared, and what is not used or not known.

use crate::assess::baseline_day;
use crate::messages::{Error, IsoDay, Refusal, Warning};
use crate::model::{Day, DeclaredBaseline, Figure, Given, Percent, SeriesByStage, Terms};
use crate::store::Figures;

use super::planner::{Planner, StatedBaseline, Taken, refuse};
use super::which_target::Asked;

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
    ) -> Taken<()> {
        let which = &asked.change.which;
        let is_given = after.start.is_some() && after.start != base.and_then(|base| base.start);
        let is_measured = self.is_measured(asked)?;
        if which.revision.is_some() || !is_measured || !is_given || after.baseline.is_some() {
            return Ok(());
        }
        let on = baseline_day(after, set_on);
        let at = IsoDay(on);
        let first = match self.first_figure(asked.stage)? {
            Some(first) if first.on <= on => return Ok(()),
            Some(first) => first.on,
            None => {
                after.baseline = Some(DeclaredBaseline {
                    percent: Percent::ZERO,
                    on: None,
                });
                return Ok(());
            }
        };
        if which.is_row {
            self.warn(asked.at, Warning::StartWithoutPercent { on, at, first });
            return Ok(());
        }
        let problem = Refusal::StartWithoutPercent {
            stage_path: self.stage_path(asked.project, asked.stage),
            on,
            at,
            first,
        };
        refuse("start", problem)
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
    pub(super) fn declare_baseline(
        &mut self,
        asked: &Asked<'_>,
        target: i64,
        day: Day,
    ) -> Taken<()> {
        let stated = &asked.change.baseline;
        (self.baselines).retain(|other| !stated.is_given() || other.target != target);
        if let &Given::Value(declared) = stated
            && self.is_measured(asked)?
        {
            self.baselines.push(StatedBaseline {
                origin: self.origin(asked.at),
                target,
                stage: asked.stage,
                day,
                declared,
            });
        }
        Ok(())
    }

    /// Tells which declared baselines are not used, because a figure of the record or of these
    /// statements stands on the baseline day or before.
    pub(super) fn tell_baselines(&mut self) -> Result<(), Error> {
        let figures = Figures::new(self.space.read, self.space.visible);
        for stated in &self.baselines {
            if stated.day >= self.occasion.as_of {
                continue;
            }
            let stored = figures.of(stated.stage).latest(stated.day);
            let new = self.figures.get(&stated.stage).into_iter().flatten();
            let new = new.filter(|figure| figure.on <= stated.day).copied();
            // Of one day, what is said now.
            let found = stored.into_iter().chain(new).max_by_key(|figure| figure.on);
            let is_of_its_own_day = stated.declared.on.is_some();
            let found = found.filter(|figure| !is_of_its_own_day || figure.on == stated.day);
            let found = found.filter(|figure| figure.percent != stated.declared.percent);
            if let Some(Figure { on, percent }) = found {
                let warning = Warning::StartFromReading { on, percent };
                self.warnings.push((stated.origin, warning));
            }
        }
        figures.check()
    }
}
