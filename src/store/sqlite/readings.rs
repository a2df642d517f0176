//! Readings: the figures that count, and the words of the last.

use rusqlite::{CachedStatement, Connection, Row, Statement, params};

use crate::model::{Day, Figure, LookAt, Looks, Percent, Reading, Remark, Stage};

use super::by_id::ById;
use super::read::{ProjectRow, Query};
use super::rows;
use super::seen::Seen;
use crate::store::{ReadingsOn, Stretch, StretchDay};

/// Puts all figures and the last words into the stages: one pass over the readings.
pub(super) fn all(
    query: &Query<'_>,
    seen: &Seen,
    as_of: Day,
    projects: &mut ById<ProjectRow>,
) -> rusqlite::Result<()> {
    let mut stages: Vec<(i64, &mut Stage)> = projects
        .values_mut()
        .flat_map(|(_, project)| project.stages.iter_mut())
        .map(|stage| (stage.id, stage))
        .collect();
    stages.sort_by_key(|(id, _)| *id);
    let mut stages = ById::new(stages);
    query.each(
        "SELECT as_of, percent, amount, note, problem, next_step, entry, stage
         FROM reading WHERE entry <= ?1 {} ORDER BY stage, as_of, entry",
        "AND stage IN (SELECT id FROM stage WHERE project = ?2)",
        |row| {
            let on = rows::day(row, 0)?;
            if as_of < on || !seen.counts(row.get(6)?) {
                return Ok(());
            }
            let Some(stage) = stages.get_mut(row.get(7)?) else {
                query.doubt();
                return Ok(());
            };
            let reading = read_reading(row)?;
            match reading.percent {
                None => stage.under_way = Some(Box::new(reading)),
                Some(percent) => {
                    push(&mut stage.figures, Figure { on, percent });
                    stage.reading = Some(reading);
                }
            }
            Ok(())
        },
    )?;
    for stage in stages.into_values() {
        let last = stage.figures.last().map(|figure| figure.on);
        if last.is_some_and(|last| stage.under_way.as_ref().is_some_and(|r| r.as_of <= last)) {
            stage.under_way = None;
        }
    }
    Ok(())
}

/// The figure recorded last for a day counts.
fn push(figures: &mut Vec<Figure>, figure: Figure) {
    match figures.last_mut() {
        Some(last) if last.on == figure.on => *last = figure,
        _ => figures.push(figure),
    }
}

/// Puts the last two figures of each stage and those asked for into the stages, with the last
/// words: some seeks for each stage, however many readings it has.
pub(super) fn to_judge(
    connection: &Connection,
    seen: &Seen,
    as_of: Day,
    look_at: LookAt,
    projects: &mut [(i64, ProjectRow)],
) -> rusqlite::Result<()> {
    let mut timeline = Timeline::new(connection, seen, as_of)?;
    let mut looks = Looks::default();
    for (_, (_, project)) in projects {
        for stage in &mut project.stages {
            timeline.tail(stage)?;
        }
        for place in 0..project.stages.len() {
            looks.clear();
            if let Some(stage) = project.stages.get(place) {
                look_at(project, stage, as_of, &mut looks);
            }
            if let Some(stage) = project.stages.get_mut(place) {
                timeline.fill(stage, &looks)?;
            }
        }
    }
    Ok(())
}

/// The readings of one stage after another, up to a day.
struct Timeline<'a> {
    seen: &'a Seen,
    as_of: Day,
    /// The same day, as it stands on disk.
    until: String,
    /// Backwards from that day, with all words; the day is bound once.
    tail: CachedStatement<'a>,
    back: CachedStatement<'a>,
    below: CachedStatement<'a>,
    forward: CachedStatement<'a>,
}

impl<'a> Timeline<'a> {
    fn new(
        connection: &'a Connection,
        seen: &'a Seen,
        as_of: Day,
    ) -> rusqlite::Result<Timeline<'a>> {
        let until = as_of.to_string();
        let mut tail = connection.prepare_cached(
            "SELECT as_of, percent, amount, note, problem, next_step, entry FROM reading
             WHERE stage = ?1 AND as_of <= ?2 ORDER BY as_of DESC, entry DESC",
        )?;
        tail.raw_bind_parameter(2, &until)?;
        Ok(Timeline {
            seen,
            as_of,
            until,
            tail,
            back: connection.prepare_cached(
                "SELECT as_of, percent, entry FROM reading
                 WHERE stage = ?1 AND as_of <= ?2 AND percent IS NOT NULL
                 ORDER BY as_of DESC, entry DESC",
            )?,
            below: connection.prepare_cached(
                "SELECT as_of, entry FROM reading
                 WHERE stage = ?1 AND as_of <= ?2 AND percent < ?3
                 ORDER BY as_of DESC, entry DESC",
            )?,
            forward: connection.prepare_cached(
                "SELECT as_of, percent, entry FROM reading
                 WHERE stage = ?1 AND as_of >= ?2 AND as_of <= ?3 ORDER BY as_of, entry",
            )?,
        })
    }

    /// The last two figures, and the words of the last reading of each kind.
    fn tail(&mut self, stage: &mut Stage) -> rusqlite::Result<()> {
        self.tail.raw_bind_parameter(1, stage.id)?;
        let mut rows = self.tail.raw_query();
        while let Some(row) = rows.next()? {
            if !self.seen.counts(row.get(6)?) {
                continue;
            }
            let on = rows::day(row, 0)?;
            let Some(percent) = rows::maybe_percent(row, 1)? else {
                if stage.under_way.is_none() && stage.reading.is_none() {
                    stage.under_way = Some(Box::new(read_reading(row)?));
                }
                continue;
            };
            match stage.figures.first() {
                None => {
                    stage.reading = Some(read_reading(row)?);
                    stage.figures.reserve_exact(1);
                    stage.figures.push(Figure { on, percent });
                    // Not under way: a figure of the same day or a later one.
                    if stage.under_way.as_ref().is_some_and(|r| r.as_of <= on) {
                        stage.under_way = None;
                    }
                }
                Some(last) if last.on == on => {}
                Some(_) => {
                    stage.figures.reserve_exact(1);
                    stage.figures.insert(0, Figure { on, percent });
                    break;
                }
            }
        }
        Ok(())
    }

    /// Adds the figures asked for.
    fn fill(&mut self, stage: &mut Stage, looks: &Looks) -> rusqlite::Result<()> {
        let id = stage.id;
        if looks.all {
            stage.figures = self.first(id, Day::default(), usize::MAX)?;
            return Ok(());
        }
        let held = stage.figures.len();
        for day in &looks.before {
            stage.figures.extend(self.last(id, *day)?);
        }
        for day in &looks.around {
            match self.last(id, *day)? {
                Some(figure) => stage.figures.push(figure),
                None => stage
                    .figures
                    .extend(self.first(id, day.plus(1).unwrap_or(*day), 1)?),
            }
        }
        for percent in &looks.runs {
            let figures = self.run(id, *percent)?;
            stage.figures.extend(figures);
        }
        if stage.figures.len() > held {
            stage.figures.sort_by_key(|figure| figure.on);
            stage.figures.dedup_by_key(|figure| figure.on);
        }
        Ok(())
    }

    /// The last figure on or before a day.
    fn last(&mut self, stage: i64, day: Day) -> rusqlite::Result<Option<Figure>> {
        let day = day.min(self.as_of).to_string();
        let mut rows = self.back.query(params![stage, day])?;
        while let Some(row) = rows.next()? {
            if self.seen.counts(row.get(2)?) {
                return Ok(Some(Figure {
                    on: rows::day(row, 0)?,
                    percent: rows::percent(row, 1)?,
                }));
            }
        }
        Ok(None)
    }

    /// The first figure of the unbroken run at or above a percent that the last figure ends, and
    /// the one before it.
    fn run(&mut self, stage: i64, percent: Percent) -> rusqlite::Result<Vec<Figure>> {
        let until = &self.until;
        let mut rows = self
            .below
            .query(params![stage, until, percent.hundredths()])?;
        while let Some(row) = rows.next()? {
            if self.seen.counts(row.get(1)?) {
                let day = rows::day(row, 0)?;
                let figures = from(&mut self.forward, self.seen, stage, day, until, 2)?;
                // Unless a later entry says otherwise of the same day.
                if figures.first().is_some_and(|first| first.percent < percent) {
                    return Ok(figures);
                }
            }
        }
        drop(rows);
        self.first(stage, Day::default(), 1)
    }

    /// The first so many figures from a day on.
    fn first(&mut self, stage: i64, day: Day, most: usize) -> rusqlite::Result<Vec<Figure>> {
        from(&mut self.forward, self.seen, stage, day, &self.until, most)
    }
}

fn from(
    forward: &mut Statement<'_>,
    seen: &Seen,
    stage: i64,
    day: Day,
    until: &str,
    most: usize,
) -> rusqlite::Result<Vec<Figure>> {
    let mut rows = forward.query(params![stage, day.to_string(), until])?;
    let mut figures = Vec::new();
    while let Some(row) = rows.next()? {
        if let Some(percent) = rows::maybe_percent(row, 1)?
            && seen.counts(row.get(2)?)
        {
            let on = rows::day(row, 0)?;
            push(&mut figures, Figure { on, percent });
            // The last one of a day is only known once the next day begins.
            if figures.len() > most {
                figures.pop();
                break;
            }
        }
    }
    Ok(figures)
}

fn read_reading(row: &Row<'_>) -> rusqlite::Result<Reading> {
    Ok(Reading {
        as_of: rows::day(row, 0)?,
        percent: rows::maybe_percent(row, 1)?,
        amount: rows::maybe_amount(row, 2)?,
        remark: Remark {
            note: row.get(3)?,
            problem: row.get(4)?,
            next_step: row.get(5)?,
        },
    })
}

/// The readings of one stage and day that count.
pub(super) fn on(
    connection: &Connection,
    seen: &Seen,
    stage: i64,
    day: Day,
) -> rusqlite::Result<ReadingsOn> {
    let mut found = ReadingsOn::default();
    let mut statement = connection.prepare_cached(
        "SELECT as_of, percent, amount, note, problem, next_step, entry FROM reading
         WHERE stage = ?1 AND as_of = ?2 ORDER BY entry",
    )?;
    let mut rows = statement.query(params![stage, day.to_string()])?;
    while let Some(row) = rows.next()? {
        if seen.counts(row.get(6)?) {
            let reading = read_reading(row)?;
            match reading.percent {
                Some(_) => found.with_figure = Some(reading),
                None => found.without = Some(reading),
            }
        }
    }
    Ok(found)
}

/// The last figure of a stage before a day; those of the entry `own` do not count.
pub(super) fn last_before(
    connection: &Connection,
    seen: &Seen,
    own: Option<i64>,
    stage: i64,
    day: Day,
) -> rusqlite::Result<Option<Figure>> {
    let mut statement = connection.prepare_cached(
        "SELECT as_of, percent, entry FROM reading
         WHERE stage = ?1 AND as_of < ?2 AND percent IS NOT NULL
         ORDER BY as_of DESC, entry DESC",
    )?;
    let mut rows = statement.query(params![stage, day.to_string()])?;
    while let Some(row) = rows.next()? {
        let entry = row.get(2)?;
        if Some(entry) != own && seen.counts(entry) {
            let on = rows::day(row, 0)?;
            let percent = rows::percent(row, 1)?;
            return Ok(Some(Figure { on, percent }));
        }
    }
    Ok(None)
}

/// The readings of one stage that count over some days; those of the entry `own` do not.
pub(super) fn between(
    connection: &Connection,
    seen: &Seen,
    own: Option<i64>,
    stage: i64,
    [from, to]: [Day; 2],
) -> rusqlite::Result<Stretch> {
    let mut stretch = Stretch {
        before: last_before(connection, seen, own, stage, from)?,
        days: Vec::new(),
    };
    let mut statement = connection.prepare_cached(
        "SELECT as_of, percent, amount, note, problem, next_step, entry FROM reading
         WHERE stage = ?1 AND as_of BETWEEN ?2 AND ?3 ORDER BY as_of, entry",
    )?;
    let mut rows = statement.query(params![stage, from.to_string(), to.to_string()])?;
    while let Some(row) = rows.next()? {
        let entry = row.get(6)?;
        if !seen.counts(entry) {
            continue;
        }
        let reading = read_reading(row)?;
        if stretch
            .days
            .last()
            .is_none_or(|day| day.on != reading.as_of)
        {
            stretch.days.push(StretchDay {
                on: reading.as_of,
                readings: ReadingsOn::default(),
                is_written: false,
            });
        }
        let Some(day) = stretch.days.last_mut() else {
            continue;
        };
        match reading.percent {
            _ if Some(entry) == own => day.is_written = true,
            Some(_) => day.readings.with_figure = Some(reading),
            None => day.readings.without = Some(reading),
        }
    }
    Ok(stretch)
}
