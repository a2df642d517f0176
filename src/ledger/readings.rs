//! What is said of how far stages are: figures, days, and what goes with each.

use std::collections::{BTreeMap, HashMap};

use crate::messages::{Error, Refusal, Warning};
use crate::model::{Day, Figure, Percent, Reading, SeriesByStage, Stage, StageKind};
use crate::store::{Figures, Read, ReadingsOn, Table, Visible, readings_between};

use super::change::{self, Lower, ReadingChange};
use super::measured::on_stage;
use super::neighbours::{Neighbours, Pending, figure_of, later_figures};
use super::outcome::Outcome;
use super::planner::{Planner, Taken};

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
            if let Some((stage, pending)) = self.noted(*at, pending)?.flatten() {
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

    /// A statement with its stage; `None`: what was spent where there is nothing to spend, which is
    /// told and not kept.
    fn pending<'c>(
        &mut self,
        at: usize,
        change: &'c ReadingChange,
    ) -> Taken<Option<(i64, Pending<'c>)>> {
        let (project, mention) = self.project_and_stage(&change.project, &change.stage)?;
        let is_money = matches!(change.figure, change::Figure::Money { .. });
        if is_money && !self.has_budget(project)? {
            self.warn(at, Warning::NoBudget);
            return Ok(None);
        }
        let stage = self.stage(project, &mention, StageKind::Measured)?;
        let as_of = self.day("as_of", change.as_of);
        let held = self.held_stage(project, stage)?;
        let facts = &held.facts;
        let field = if is_money { "spent" } else { "figure" };
        let mut remark = change.remark.clone();
        if let (Some(since), Ok(day)) = (held.under_way.as_deref(), &as_of)
            && change.keeps_words
            && change.figure != change::Figure::UnderWay
            && since.as_of > *day
        {
            // Reports show what was said since beside the last figure.
            remark = remark.without(&since.remark);
        }
        let measured = match on_stage(&change.figure, facts, &self.stage_path(project, stage)) {
            // Of a row, what is no figure is kept in its words.
            Err(Refusal::NoShare { text, .. }) if !self.occasion.is_typed => {
                remark.note.get_or_insert(text);
                Ok(Reading::default())
            }
            measured => measured,
        };
        if let (Err(_), Err(problem)) = (&as_of, &measured) {
            // A statement is corrected once: the fault of its day follows.
            self.fault(at, field, problem.clone());
        }
        let reading = Reading {
            as_of: as_of?,
            remark,
            ..measured.map_err(|problem| (field, problem))?
        };
        if let Some((amount, total)) = reading.amount.zip(reading.total)
            && is_money
            && amount > total
        {
            self.warn(at, Warning::OverBudget { amount, total });
        }
        let pending = Pending {
            at,
            change,
            project,
            reading,
        };
        Ok(Some((stage, pending)))
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
        let (mut stored, mut previous, mut beyond) = (Vec::new(), None, None);
        if !self.space.is_new_stage(stage) {
            let (read, visible) = (self.space.read, self.space.visible);
            stored = readings_between(read, stage, *first, *last, visible)?;
            let figures = Figures::new(read, visible);
            previous = figures.of(stage).latest(first.before());
            beyond = figures.of(stage).first_after(*last);
            figures.check()?;
        }
        let later = later_figures(&stored, &days, beyond);
        let mut stored = stored.into_iter().peekable();
        let mut taken = Vec::new();
        for ((day, pending), next) in days.into_iter().zip(later) {
            // What the record has of the days before this one.
            while let Some((on, there)) = stored.next_if(|(on, _)| *on < day) {
                previous = figure_of(on, &there).or(previous);
            }
            let there = stored.next_if(|(on, _)| *on == day).map(|(_, there)| there);
            let there = there.unwrap_or_default();
            let was = figure_of(day, &there).or(previous);
            let between = Neighbours { was, next };
            let new = self.take_day(stage, day, pending, &there, between)?;
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
        Neighbours { was, next }: Neighbours,
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
        if let Some(same) = same.filter(|same| self.is_same_figure(&first, stage, same, &reading))
            && first.change.keeps_words
        {
            // What else was said with the figure stays, unless the statement says otherwise.
            reading = Reading {
                remark: reading.remark.or(&same.remark),
                ..same.clone()
            };
        }
        let mut is_new = same != Some(&reading);
        if let Some(there) = kind.filter(|_| is_new)
            && self.is_since(&first, there.entry)
        {
            // The file was read before, and this was said since.
            let stage_path = self.stage_path(first.project, stage);
            self.warn(
                first.at,
                Warning::NewerFigure {
                    stage_path,
                    on: day,
                },
            );
            reading = there.reading.clone();
            is_new = false;
        }
        let new = reading.percent.filter(|_| is_new);
        let before = was.filter(|before| new.is_some_and(|percent| percent < before.percent));
        // Where the day's figure was above the later one already, that one was meant.
        let stood = figure_of(day, there).map_or(Percent::ZERO, |there| there.percent);
        let after = next.filter(|after| {
            stood <= after.percent && new.is_some_and(|percent| after.percent < percent)
        });
        let has_fall = before.or(after).is_some();
        if let (Some(percent), Lower::Refused, true) = (new, first.change.lower, has_fall) {
            let refusal = self.fall(&first, stage, percent, [before, after])?;
            self.fault(first.at, "figure", refusal);
            return Ok(None);
        }
        // However often it is said, it is one reading.
        self.counts.readings.add(same.is_none(), is_new);
        if let (Some(was), Some(percent)) = (was, new) {
            self.tell_jump(&first, stage, was, Figure { on: day, percent });
        }
        if is_new {
            self.space.batch.readings.push((stage, reading.clone()));
            *self.figure_counts.entry(first.project).or_default() += 1;
        }
        for at in [first.at].into_iter().chain(others) {
            let outcome = Outcome::Reading {
                project: first.project,
                stage,
                reading: Box::new(reading.clone()),
                was,
                later: after,
                is_new: is_new && at == first.at,
            };
            if has_fall && at == first.at && first.change.lower == Lower::Told {
                self.steps.push(outcome.clone());
            }
            self.done(at, outcome);
        }
        Ok(new.map(|percent| Figure { on: day, percent }))
    }

    /// Whether a statement says the figure that is there: so far, or as much as was said of the day
    /// before the stage got another total.
    fn is_same_figure(
        &self,
        pending: &Pending<'_>,
        stage: i64,
        there: &Reading,
        stated: &Reading,
    ) -> bool {
        let held = self.space.at_hand(pending.project);
        let total = |stage: Option<&Stage>| stage.and_then(|stage| stage.facts.total);
        let has_same_total =
            held.is_some_and(|held| total(held.stage(stage)) == total(held.stage_before(stage)));
        there.percent == stated.percent
            || (has_same_total && stated.amount.is_some() && there.amount == stated.amount)
    }

    /// Whether what came with an entry was recorded after the file of a statement was read first.
    fn is_since(&self, pending: &Pending<'_>, entry: i64) -> bool {
        let first = self.age(pending.at, None).read_for;
        first.is_some_and(|first| entry > first)
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
    pub(super) fn sole_recorder(&self, stage: i64, day: Day) -> Result<Option<i64>, Error> {
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

/// Joins what was said a second time of one stage and day: a figure, and words to the words.
fn join(reading: &mut Reading, next: Reading) {
    if reading.percent.is_none() {
        (reading.percent, reading.amount, reading.total) = (next.percent, next.amount, next.total);
    }
    reading.remark = std::mem::take(&mut reading.remark).join(&next.remark);
}
