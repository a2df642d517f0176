//! What is said of how far stages are: figures, days, and what goes with each.

use std::collections::{BTreeMap, HashMap};

use crate::messages::{Error, Refusal, Warning};
use crate::model::{Day, Figure, Percent, Reading, SeriesByStage, StageKind};
use crate::store::{Figures, Read, ReadingsOn, Table, Visible, readings_between};

use super::change::{self, Lower, ReadingChange};
use super::measured::on_stage;
use super::outcome::Outcome;
use super::planner::{Planner, Taken, refuse};

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
            let pending = self.pending(*at, change);
            if let Some((stage, pending)) = self.noted(*at, pending)? {
                let days = stages.entry(stage).or_default();
                // Mostly one a day: an empty list would make room for four.
                let of_day = days.entry(pending.reading.as_of);
                of_day
                    .or_insert_with(|| Vec::with_capacity(1))
                    .push(pending);
            }
        }
        let mut taken: HashMap<i64, Vec<Figure>> = HashMap::new();
        for (stage, days) in stages {
            let figures = self.take_stage_readings(stage, days)?;
            taken.insert(stage, figures);
        }
        Ok(taken)
    }

    fn pending<'c>(&mut self, at: usize, change: &'c ReadingChange) -> Taken<(i64, Pending<'c>)> {
        let project = self.project(&change.project)?;
        let stage = self.stage(project, &change.stage, StageKind::Measured)?;
        let as_of = self.day("as_of", change.as_of);
        let facts = &self.held_stage(project, stage)?.facts;
        let field = match change.figure {
            change::Figure::Money { .. } => "spent",
            _ => "figure",
        };
        let measured = on_stage(&change.figure, facts, &self.stage_path(project, stage));
        if let (Err(_), Err(problem)) = (&as_of, &measured) {
            // A statement is corrected once: the fault of its day follows.
            self.fault(at, field, problem.clone());
        }
        let reading = Reading {
            as_of: as_of?,
            remark: change.remark.clone(),
            ..measured.map_err(|problem| (field, problem))?
        };
        let pending = Pending {
            at,
            change,
            project,
            reading,
        };
        Ok((stage, pending))
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
        let (mut stored, mut previous) = (Vec::new(), None);
        if !self.space.is_new_stage(stage) {
            let (read, visible) = (self.space.read, self.space.visible);
            stored = readings_between(read, stage, *first, *last, visible)?;
            let figures = Figures::new(read, visible);
            previous = figures.of(stage).latest(first.before());
            figures.check()?;
        }
        let mut stored = stored.into_iter().peekable();
        let mut taken = Vec::new();
        for (day, pending) in days {
            // What the record has of the days before this one.
            while let Some((on, there)) = stored.next_if(|(on, _)| *on < day) {
                previous = figure_of(on, &there).or(previous);
            }
            let there = stored.next_if(|(on, _)| *on == day).map(|(_, there)| there);
            let there = there.unwrap_or_default();
            let was = figure_of(day, &there).or(previous);
            let new = self.take_day(stage, day, pending, &there, was)?;
            taken.extend(new);
            previous = new.or(was);
        }
        Ok(taken)
    }

    /// Takes what is said of one stage and day: one reading, since two figures would be a question.
    fn take_day(
        &mut self,
        stage: i64,
        day: Day,
        pending: Vec<Pending<'_>>,
        there: &ReadingsOn,
        was: Option<Figure>,
    ) -> Result<Option<Figure>, Error> {
        let mut pending = pending.into_iter();
        let Some(first) = pending.next() else {
            return Ok(None);
        };
        let mut reading = first.reading.clone();
        let mut others = Vec::new();
        for next in pending {
            let is_other = next.reading.percent.is_some()
                && reading.percent.is_some()
                && (next.reading.percent, next.reading.amount) != (reading.percent, reading.amount);
            if is_other {
                let problem = self.second(&first, stage, day);
                self.fault(next.at, "figure", problem);
                continue;
            }
            join(&mut reading, next.reading);
            others.push(next.at);
        }
        let kind = match reading.percent {
            Some(_) => there.with_figure.as_ref(),
            None => there.without.as_ref(),
        };
        let same = kind.map(|there| &there.reading);
        if let Some(same) = same.filter(|same| same.percent == reading.percent)
            && first.change.keeps_words
        {
            // What else was said with the figure stays, unless the statement says otherwise.
            reading = Reading {
                remark: reading.remark.or(&same.remark),
                ..same.clone()
            };
        }
        let is_new = same != Some(&reading);
        let new = reading.percent.filter(|_| is_new);
        if let (Some(percent), Some(before)) = (new, was)
            && percent < before.percent
        {
            let checked = self.check_lower(&first, stage, percent, before);
            if self.noted(first.at, checked)?.is_none() {
                return Ok(None);
            }
        }
        let counts = &mut self.counts.readings;
        counts.unchanged += others.len();
        counts.add(same.is_none(), is_new);
        if is_new {
            self.space.batch.readings.push((stage, reading.clone()));
        }
        for at in [first.at].into_iter().chain(others) {
            let outcome = Outcome::Reading {
                project: first.project,
                stage,
                reading: Box::new(reading.clone()),
                was,
                is_new: is_new && at == first.at,
            };
            self.done(at, outcome);
        }
        Ok(new.map(|percent| Figure { on: day, percent }))
    }

    /// A figure that is lower than the one before must be meant so, or is told of.
    fn check_lower(
        &mut self,
        first: &Pending<'_>,
        stage: i64,
        percent: Percent,
        before: Figure,
    ) -> Taken<()> {
        match first.change.lower {
            Lower::Meant => Ok(()),
            Lower::Told => {
                self.warn(first.at, Warning::Lower { percent, before });
                Ok(())
            }
            Lower::Refused => {
                let refusal = Refusal::Lower {
                    stage_path: self.stage_path(first.project, stage),
                    percent,
                    before,
                    entry: self.sole_recorder(stage, before.on)?,
                };
                refuse("figure", refusal)
            }
        }
    }

    /// What is wrong with a second figure for a stage and day.
    fn second(&self, first: &Pending<'_>, stage: i64, on: Day) -> Refusal {
        let row = self.occasion.row(self.origin(first.at));
        if self.occasion.is_typed {
            return Refusal::SameDay {
                stage_path: self.stage_path(first.project, stage),
                on,
                first: row,
            };
        }
        let percent = first.reading.percent;
        let value = match &first.change.figure {
            change::Figure::Percent { text, .. } => text.clone(),
            _ => percent.map_or(String::new(), |percent| percent.to_string()),
        };
        Refusal::Differs { first: row, value }
    }

    /// The entry by which a stage's figure for that day counts, if it recorded nothing else: one
    /// that can be retracted for the figure's sake. Of many statements none is looked for.
    fn sole_recorder(&self, stage: i64, day: Day) -> Result<Option<i64>, Error> {
        if !self.occasion.files.is_empty() {
            return Ok(None);
        }
        let days = readings_between(self.space.read, stage, day, day, self.space.visible)?;
        let found = days.into_iter().next();
        let Some(found) = found.and_then(|(_, there)| there.with_figure) else {
            return Ok(None);
        };
        let mut rows = 0;
        self.space
            .read
            .entries(found.entry, found.entry, &mut |row| {
                rows += usize::from(!matches!(row.table, Table::Entry | Table::Source));
                Ok(())
            })?;
        Ok((rows == 1).then_some(found.entry))
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

fn figure_of(on: Day, there: &ReadingsOn) -> Option<Figure> {
    let percent = there.with_figure.as_ref()?.reading.percent?;
    Some(Figure { on, percent })
}

/// Joins what was said a second time of one stage and day: a figure, and words to the words.
fn join(reading: &mut Reading, next: Reading) {
    if reading.percent.is_none() {
        (reading.percent, reading.amount, reading.total) = (next.percent, next.amount, next.total);
    }
    reading.remark = std::mem::take(&mut reading.remark).join(&next.remark);
}
