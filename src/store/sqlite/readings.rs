//! Readings: the figures that count, and the words of the last.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::model::{Day, Figure, Percent, Reading, Remark, Stage};

use super::by_id::ById;
use super::read::{ProjectRow, Query};
use super::rows;
use super::seen::Seen;
use crate::store::{ReadingsOn, Stretch, StretchDay};

/// Puts all figures and the last words into the stages, month by month.
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
        "SELECT r.as_of, r.percent, r.amount, r.note, r.problem, r.next_step, r.entry, m.stage
         FROM month m CROSS JOIN reading r ON r.month = m.month AND r.stage = m.stage
         WHERE r.entry <= ?1 {} ORDER BY m.stage, m.month, r.as_of, r.entry",
        "AND m.stage IN (SELECT id FROM stage WHERE project = ?2)",
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
pub(super) fn push(figures: &mut Vec<Figure>, figure: Figure) {
    match figures.last_mut() {
        Some(last) if last.on == figure.on => *last = figure,
        _ => figures.push(figure),
    }
}

/// A reading, of which the first columns are its day and figure.
fn read_reading(row: &Row<'_>) -> rusqlite::Result<Reading> {
    reading(row, rows::day(row, 0)?, rows::maybe_percent(row, 1)?)
}

/// The rest of a reading.
pub(super) fn reading(
    row: &Row<'_>,
    as_of: Day,
    percent: Option<Percent>,
) -> rusqlite::Result<Reading> {
    Ok(Reading {
        as_of,
        percent,
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
         WHERE month = ?1 AND stage = ?2 AND as_of = ?3 ORDER BY entry",
    )?;
    let mut rows = statement.query(params![day.month(), stage, day.to_string()])?;
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

/// The entry by which a stage's figure for that day counts, if it recorded nothing else. No index
/// tells what came with an entry, so all readings are looked through for a second one of it.
pub(super) fn sole_recorder(
    connection: &Connection,
    seen: &Seen,
    stage: i64,
    day: Day,
) -> rusqlite::Result<Option<i64>> {
    let mut statement = connection.prepare(
        "SELECT entry FROM reading
         WHERE month = ?1 AND stage = ?2 AND as_of = ?3 AND percent IS NOT NULL
         ORDER BY entry DESC",
    )?;
    let mut rows = statement.query(params![day.month(), stage, day.to_string()])?;
    while let Some(row) = rows.next()? {
        let entry: i64 = row.get(0)?;
        if seen.counts(entry) {
            let others = connection
                .query_row(
                    "SELECT 1 FROM project WHERE entry = ?1
                     UNION ALL SELECT 1 FROM stage WHERE entry = ?1
                     UNION ALL SELECT 1 FROM target WHERE entry = ?1
                     UNION ALL SELECT 1 FROM revision WHERE entry = ?1
                     UNION ALL SELECT 1 FROM change WHERE entry = ?1
                     UNION ALL SELECT 1 FROM setting WHERE entry = ?1
                     UNION ALL SELECT 1 FROM notice WHERE entry = ?1
                     UNION ALL SELECT 1 FROM reading
                     WHERE entry = ?1 AND (month, stage, as_of) <> (?2, ?3, ?4)
                     LIMIT 1",
                    params![entry, day.month(), stage, day.to_string()],
                    |_| Ok(()),
                )
                .optional()?;
            return Ok(others.is_none().then_some(entry));
        }
    }
    Ok(None)
}

/// The last figure of a stage on or before a day; those of the entry `own` do not count.
pub(super) fn last_by(
    connection: &Connection,
    seen: &Seen,
    own: Option<i64>,
    stage: i64,
    day: Day,
) -> rusqlite::Result<Option<Figure>> {
    let mut statement = connection.prepare_cached(
        "SELECT r.as_of, r.percent, r.entry
         FROM month m CROSS JOIN reading r ON r.month = m.month AND r.stage = m.stage
         WHERE m.stage = ?1 AND m.month <= ?2 AND m.low IS NOT NULL
           AND r.as_of <= ?3 AND r.percent IS NOT NULL
         ORDER BY m.month DESC, r.as_of DESC, r.entry DESC",
    )?;
    let mut rows = statement.query(params![stage, day.month(), day.to_string()])?;
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
        before: match from.plus(-1) {
            Some(day) => last_by(connection, seen, own, stage, day)?,
            None => None,
        },
        days: Vec::new(),
    };
    let mut statement = connection.prepare_cached(
        "SELECT r.as_of, r.percent, r.amount, r.note, r.problem, r.next_step, r.entry
         FROM month m CROSS JOIN reading r ON r.month = m.month AND r.stage = m.stage
         WHERE m.stage = ?1 AND m.month BETWEEN ?2 AND ?3 AND r.as_of BETWEEN ?4 AND ?5
         ORDER BY m.month, r.as_of, r.entry",
    )?;
    let months = [from.month(), to.month()];
    let days = [from.to_string(), to.to_string()];
    let mut rows = statement.query(params![stage, months[0], months[1], days[0], days[1]])?;
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
