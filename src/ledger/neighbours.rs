//! A figure beside those before and after it: what falls is not taken unless it is meant so, and what
//! jumps is told.

use std::collections::BTreeMap;

use crate::messages::{Error, Refusal, Warning};
use crate::model::{Day, Figure, Percent, Reading};
use crate::store::ReadingsOn;

use super::change::ReadingChange;
use super::planner::Planner;

/// A statement with its stage, and what its figure comes to there.
pub(super) struct Pending<'c> {
    pub(super) at: usize,
    pub(super) change: &'c ReadingChange,
    pub(super) project: i64,
    pub(super) reading: Reading,
}

/// The figures of a stage on either side of a new one.
#[derive(Clone, Copy)]
pub(super) struct Neighbours {
    /// That of the day, else the last one before it.
    pub(super) was: Option<Figure>,
    /// The next one that the record has, unless this plan states another before it.
    pub(super) next: Option<Figure>,
}

/// Half of the whole, in hundredths of a percent.
const HALF: i64 = 50_00;

impl Planner<'_> {
    /// Tells of a figure that is far above that of the day before, as a slip of the keyboard makes one.
    pub(super) fn tell_jump(&mut self, first: &Pending<'_>, stage: i64, was: Figure, now: Figure) {
        let by = now.percent.hundredths() - was.percent.hundredths();
        if by <= HALF || was.on < now.on.before() {
            return;
        }
        // A milestone has no other way to be done.
        let held = self.held_stage(first.project, stage);
        if held.is_ok_and(|stage| !stage.is_milestone()) {
            let stage_path = self.stage_path(first.project, stage);
            self.warn(
                first.at,
                Warning::Jump {
                    stage_path,
                    was,
                    now,
                },
            );
        }
    }

    /// Why figures that fall, to this one or from it, are not taken unless they are meant so.
    pub(super) fn fall(
        &self,
        first: &Pending<'_>,
        stage: i64,
        percent: Percent,
        [before, after]: [Option<Figure>; 2],
    ) -> Result<Refusal, Error> {
        let stage_path = self.stage_path(first.project, stage);
        let on = first.reading.as_of;
        let figure = Figure { on, percent };
        Ok(match before {
            Some(before) => Refusal::Lower {
                stage_path,
                percent,
                before,
                entry: self.sole_recorder(stage, before.on)?,
            },
            None => {
                let after = after.unwrap_or(figure);
                Refusal::AboveLater {
                    stage_path,
                    percent,
                    on,
                    entry: self.sole_recorder(stage, after.on)?,
                    after,
                }
            }
        })
    }
}

pub(super) fn figure_of(on: Day, there: &ReadingsOn) -> Option<Figure> {
    let percent = there.with_figure.as_ref()?.reading.percent?;
    Some(Figure { on, percent })
}

/// For each of the days that something is said of, the figure that follows it in the record. Where
/// another new figure comes first, there is none: that one is compared with the figure before it.
pub(super) fn later_figures(
    stored: &[(Day, ReadingsOn)],
    days: &BTreeMap<Day, Vec<Pending<'_>>>,
    beyond: Option<Figure>,
) -> Vec<Option<Figure>> {
    let mut there = stored.iter().rev().peekable();
    let mut next = beyond;
    let mut later = Vec::new();
    for (day, pending) in days.iter().rev() {
        while let Some((on, readings)) = there.next_if(|(on, _)| on > day) {
            next = figure_of(*on, readings).or(next);
        }
        later.push(next);
        let of_day = there.next_if(|(on, _)| on == day);
        let of_day = of_day.and_then(|(on, readings)| figure_of(*on, readings));
        let pending_figure = pending.iter().find_map(|pending| pending.reading.percent);
        next = match (of_day, pending_figure) {
            (Some(figure), pending_figure)
                if pending_figure.is_none_or(|pending_figure| pending_figure == figure.percent) =>
            {
                Some(figure)
            }
            (_, Some(_)) => None,
            (_, None) => next,
        };
    }
    later.reverse();
    later
}
