//! What counts of the readings of one stage.

use crate::messages::Error;
use crate::model::{Day, Reading};

use super::engine::{Onward, Read, Step, Walk};
use super::rows::{Record, StageReading};
use super::visible::Visible;

/// The latest reading of a stage with a figure, and the latest without where that is dated after
/// it.
///
/// # Errors
/// [`Error::Store`].
pub fn latest(
    read: &dyn Read,
    stage: i64,
    as_of: Day,
    visible: &Visible,
) -> Result<(Option<Reading>, Option<Box<Reading>>), Error> {
    let walk = Walk {
        stage,
        from: Day::default(),
        to: as_of,
        is_backward: true,
        only_figures: false,
    };
    let (mut figure, mut under_way) = (None, None);
    read.walk(&walk, &mut |step| {
        if !visible.counts(step.entry) {
            return Onward::Go;
        }
        match step.percent {
            Some(_) => {
                figure = Some(step);
                Onward::Stop
            }
            None => {
                under_way.get_or_insert(step);
                Onward::Go
            }
        }
    })?;
    let under_way = under_way.filter(|under_way| figure.is_none_or(|f| f.as_of < under_way.as_of));
    let load = |step: Option<Step>| -> Result<Option<Reading>, Error> {
        let Some(step) = step else { return Ok(None) };
        let row = read.reading(stage, step.as_of, step.entry)?;
        let found = row.map(StageReading::read).transpose()?;
        Ok(found.map(|found| found.reading))
    };
    Ok((load(figure)?, load(under_way)?.map(Box::new)))
}

/// The readings of one stage and day that count: with a figure and without, each the one recorded
/// last.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ReadingsOn {
    /// The one with a figure.
    pub with_figure: Option<StageReading>,
    /// The one without.
    pub without: Option<StageReading>,
}

/// What counts of a stage on the days from one to another, each with a day on which something
/// does.
///
/// # Errors
/// [`Error::Store`].
pub fn readings_between(
    read: &dyn Read,
    stage: i64,
    from: Day,
    to: Day,
    visible: &Visible,
) -> Result<Vec<(Day, ReadingsOn)>, Error> {
    let walk = Walk {
        stage,
        from,
        to,
        is_backward: false,
        only_figures: false,
    };
    let mut steps: Vec<Step> = Vec::new();
    read.walk(&walk, &mut |step| {
        // Of one day, what was recorded last comes first.
        let same = steps
            .iter()
            .rev()
            .take_while(|other| other.as_of == step.as_of);
        let is_second = same
            .clone()
            .any(|other| other.percent.is_some() == step.percent.is_some());
        if visible.counts(step.entry) && !is_second {
            steps.push(step);
        }
        Onward::Go
    })?;
    let mut days: Vec<(Day, ReadingsOn)> = Vec::new();
    for step in steps {
        let Some(row) = read.reading(stage, step.as_of, step.entry)? else {
            continue;
        };
        let found = StageReading::read(row)?;
        if days.last().is_none_or(|(day, _)| *day != step.as_of) {
            days.push((step.as_of, ReadingsOn::default()));
        }
        if let Some((_, on)) = days.last_mut() {
            match step.percent {
                Some(_) => on.with_figure = Some(found),
                None => on.without = Some(found),
            }
        }
    }
    Ok(days)
}

/// All readings of a stage up to a day that count, in order of day; of one day the one with a figure,
/// where there is one.
///
/// # Errors
/// [`Error::Store`].
pub fn readings_up_to(
    read: &dyn Read,
    stage: i64,
    to: Day,
    visible: &Visible,
) -> Result<Vec<Reading>, Error> {
    let days = readings_between(read, stage, Day::default(), to, visible)?;
    let of_day = |(_, on): (Day, ReadingsOn)| on.with_figure.or(on.without);
    Ok(days
        .into_iter()
        .filter_map(of_day)
        .map(|found| found.reading)
        .collect())
}
