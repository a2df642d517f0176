//! What is said of how far stages are: figures, days, and what goes with each.

use std::collections::{BTreeMap, HashMap};

use crate::messages::{Error, Refusal, Warning};
use crate::model::{Day, Figure, Percent, Reading, SeriesByStage, StageKind};
use crate::store::readings_between;
use crate::store::{Figures, Read, Table, Visible};

use super::change::{self, Lower, ReadingChange};
use super::figure;
use super::outcome::Outcome;
use super::planner::Planner;

/// A statement with its stage, and what its figure comes to there.
struct Pending<'c> {
    at: usize,
    change: &'c ReadingChange,
    project: i64,
    reading: Reading,
}

impl Planner<'_> {
    /// Takes what is said of stages, those of each together, in the order of their days; returns the
    /// figures that are new, by their stages.
    pub(super) fn take_readings(
        &mut self,
        given: &[(usize, &ReadingChange)],
    ) -> Result<HashMap<i64, Vec<Figure>>, Error> {
        let mut stages: BTreeMap<i64, BTreeMap<Day, Vec<Pending<'_>>>> = BTreeMap::new();
        for (at, change) in given {
            match self.pending(*at, change)? {
                Ok((stage, pending)) => {
                    let days = stages.entry(stage).or_default();
                    // Mostly one a day: an empty list would make room for four.
                    let of_day = days.entry(pending.reading.as_of);
                    of_day
                        .or_insert_with(|| Vec::with_capacity(1))
                        .push(pending);
                }
                Err((field, problem)) => self.fault(*at, field, problem),
            }
        }
        let mut taken: HashMap<i64, Vec<Figure>> = HashMap::new();
        for (stage, days) in stages {
            let figures = self.take_stage_readings(stage, days)?;
            taken.insert(stage, figures);
        }
        Ok(taken)
    }

    fn pending<'c>(
        &mut self,
        at: usize,
        change: &'c ReadingChange,
    ) -> Result<super::resolve::Meant<(i64, Pending<'c>)>, Error> {
        let project = match self.project(&change.project)? {
            Ok(project) => project,
            Err(fault) => return Ok(Err(fault)),
        };
        let stage = match self.stage(project, &change.stage, StageKind::Measured)? {
            Ok(stage) => stage,
            Err(fault) => return Ok(Err(fault)),
        };
        let as_of = match self.day(change.as_of) {
            Ok(day) => day,
            Err(problem) => return Ok(Err(("as_of", problem))),
        };
        let Some(held) = self.space.at_hand(project) else {
            return Ok(Err(("project", Refusal::UnknownProject)));
        };
        let place = held.place(stage);
        let Some(there) = held.stage(stage) else {
            return Ok(Err(("stage", Refusal::UnknownProject)));
        };
        Ok(
            match figure::on_stage(&change.figure, &there.facts, &place) {
                Err(refusal) => Err(("figure", refusal)),
                Ok(measured) => Ok((
                    stage,
                    Pending {
                        at,
                        change,
                        project,
                        reading: Reading {
                            as_of,
                            percent: measured.percent,
                            amount: measured.amount,
                            total: measured.total,
                            remark: change.remark.clone(),
                        },
                    },
                )),
            },
        )
    }

    /// Takes what is said of one stage; returns the figures that are new.
    fn take_stage_readings(
        &mut self,
        stage: i64,
        days: BTreeMap<Day, Vec<Pending<'_>>>,
    ) -> Result<Vec<Figure>, Error> {
        let (Some(first), Some(last)) = (days.keys().next(), days.keys().next_back()) else {
            return Ok(Vec::new());
        };
        let is_stored = !self.space.is_new_stage(stage);
        let (read, visible) = (self.space.read, self.space.visible);
        let stored = match is_stored {
            true => readings_between(read, stage, *first, *last, visible)?,
            false => Vec::new(),
        };
        let figures = Figures::new(read, visible);
        let series = figures.of(stage);
        let mut previous = if is_stored {
            series.latest(first.before())
        } else {
            None
        };
        drop(series);
        figures.check()?;
        let mut stored = stored.into_iter().peekable();
        let mut taken = Vec::new();
        for (day, pending) in days {
            // What the record has of the days before this one.
            while let Some((on, there)) = stored.next_if(|(on, _)| *on < day) {
                if let Some(percent) = there.with_figure.and_then(|found| found.reading.percent) {
                    previous = later(previous, Figure { on, percent });
                }
            }
            let there = stored.next_if(|(on, _)| *on == day).map(|(_, there)| there);
            let there = there.unwrap_or_default();
            let figure = there
                .with_figure
                .as_ref()
                .and_then(|found| found.reading.percent);
            let was = match figure {
                Some(percent) => Some(Figure { on: day, percent }),
                None => previous,
            };
            let new = self.take_day(stage, day, pending, &there, was)?;
            taken.extend(new);
            previous = new.or(was).or(previous);
        }
        Ok(taken)
    }

    /// Takes what is said of one stage and day: one reading, since two figures would be a question.
    fn take_day(
        &mut self,
        stage: i64,
        day: Day,
        pending: Vec<Pending<'_>>,
        there: &crate::store::ReadingsOn,
        was: Option<Figure>,
    ) -> Result<Option<Figure>, Error> {
        let mut first: Option<(Pending<'_>, Reading)> = None;
        let mut others = Vec::new();
        for next in pending {
            let Some((held, reading)) = &mut first else {
                let reading = next.reading.clone();
                first = Some((next, reading));
                continue;
            };
            let is_other = next.reading.percent.is_some()
                && reading.percent.is_some()
                && (next.reading.percent, next.reading.amount) != (reading.percent, reading.amount);
            if is_other {
                let problem = self.second(held, stage, day);
                self.fault(next.at, "figure", problem);
                continue;
            }
            join(reading, &next.reading);
            others.push(next.at);
        }
        let Some((first, mut reading)) = first else {
            return Ok(None);
        };
        let kind = match reading.percent {
            Some(_) => there.with_figure.as_ref(),
            None => there.without.as_ref(),
        };
        if let (true, Some(same)) = (
            first.change.keeps_words,
            kind.filter(|same| same.reading.percent == reading.percent),
        ) {
            // What else was said with the figure stays, unless the statement says otherwise.
            reading = Reading {
                remark: reading.remark.or(&same.reading.remark),
                ..same.reading.clone()
            };
        }
        let is_new = kind.map(|same| &same.reading) != Some(&reading);
        if let (Some(percent), Some(before)) = (reading.percent, was)
            && percent < before.percent
            && is_new
        {
            match first.change.lower {
                Lower::Meant => {}
                Lower::Told => self
                    .warnings
                    .push((self.origin(first.at), Warning::Lower { percent, before })),
                Lower::Refused => {
                    let held = self.space.at_hand(first.project);
                    let place = held.map(|held| held.place(stage)).unwrap_or_default();
                    let entry = self.sole_recorder(stage, before.on)?;
                    let refusal = Refusal::Lower {
                        place,
                        percent,
                        before,
                        entry,
                    };
                    self.fault(first.at, "figure", refusal);
                    return Ok(None);
                }
            }
        }
        let counts = &mut self.tally.readings;
        counts.unchanged += others.len();
        match (is_new, kind.is_some()) {
            (false, _) => counts.unchanged += 1,
            (true, true) => counts.revised += 1,
            (true, false) => counts.added += 1,
        }
        if is_new {
            self.space.batch.readings.push((stage, reading.clone()));
        }
        for at in [first.at].into_iter().chain(others) {
            self.done(
                at,
                Outcome::Reading {
                    project: first.project,
                    stage,
                    reading: Box::new(reading.clone()),
                    was,
                    is_new: is_new && at == first.at,
                },
            );
        }
        Ok(reading
            .percent
            .filter(|_| is_new)
            .map(|percent| Figure { on: day, percent }))
    }

    /// What is wrong with a second figure for a stage and day.
    fn second(&self, first: &Pending<'_>, stage: i64, on: Day) -> Refusal {
        let row = self.occasion.row(self.origin(first.at));
        if !self.occasion.is_typed {
            let said = match &first.change.figure {
                change::Figure::Percent { text, .. } => text.clone(),
                _ => first
                    .reading
                    .percent
                    .map_or(String::new(), |percent| percent.to_string()),
            };
            return Refusal::Differs {
                first: row,
                value: said,
            };
        }
        let held = self.space.at_hand(first.project);
        Refusal::SameDay {
            place: held.map(|held| held.place(stage)).unwrap_or_default(),
            on,
            first: row,
        }
    }

    /// The entry by which a stage's figure for that day counts, if it recorded nothing else: one
    /// that can be retracted for the figure's sake. Of many statements none is looked for.
    fn sole_recorder(&self, stage: i64, day: Day) -> Result<Option<i64>, Error> {
        if !self.occasion.files.is_empty() {
            return Ok(None);
        }
        let days = readings_between(self.space.read, stage, day, day, self.space.visible)?;
        let found = days
            .into_iter()
            .next()
            .and_then(|(_, there)| there.with_figure);
        let Some(entry) = found.map(|found| found.entry) else {
            return Ok(None);
        };
        let mut rows = 0;
        self.space.read.entries(entry, entry, &mut |row| {
            rows += usize::from(!matches!(row.table, Table::Entry | Table::Source));
            Ok(())
        })?;
        Ok((rows == 1).then_some(entry))
    }
}

/// The latest figure of a stage that says that it is begun and not done: a milestone has none.
pub(super) fn partly_done(
    read: &dyn Read,
    visible: &Visible,
    stage: i64,
) -> Result<Option<Figure>, Error> {
    let figures = Figures::new(read, visible);
    let all = figures.of(stage).all(Day::LAST);
    figures.check()?;
    let is_between =
        |figure: &Figure| Percent::ZERO < figure.percent && figure.percent < Percent::FULL;
    Ok(all.into_iter().rev().find(is_between))
}

fn later(previous: Option<Figure>, next: Figure) -> Option<Figure> {
    match previous {
        Some(previous) if next.on < previous.on => Some(previous),
        _ => Some(next),
    }
}

/// Joins what was said a second time of one stage and day: a figure, and words to the words.
fn join(reading: &mut Reading, next: &Reading) {
    if reading.percent.is_none() {
        (reading.percent, reading.amount, reading.total) = (next.percent, next.amount, next.total);
    }
    reading.remark = std::mem::take(&mut reading.remark).join(&next.remark);
}
