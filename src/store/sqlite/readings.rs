//! Readings: the figures that count, and the words of the last.

use rusqlite::{Connection, Row, params};

use crate::model::{Day, Figure, Reading, Remark};

use super::read::{ById, Query, Seen, StageRow};
use super::rows;
use crate::store::{ReadingsOn, Stretch, StretchDay};

/// Puts figures and last words into the stages.
pub(super) fn load(
    query: &Query<'_>,
    seen: &Seen,
    as_of: Day,
    stages: &mut ById<StageRow>,
) -> rusqlite::Result<()> {
    struct Tail {
        stage: i64,
        figure: Option<(Day, i64)>,
        under_way: Option<(Day, i64)>,
    }
    let mut tails: Vec<Tail> = Vec::new();
    let rows = query.run(
        "SELECT stage, as_of, entry, percent FROM reading WHERE entry <= ?1 {}
         ORDER BY stage, as_of, entry",
        "AND stage IN (SELECT id FROM stage WHERE project = ?2)",
        |row| {
            Ok((
                row.get::<_, i64>(0)?,
                rows::day(row, 1)?,
                row.get::<_, i64>(2)?,
                rows::maybe_percent(row, 3)?,
            ))
        },
    )?;
    for (id, on, entry, percent) in rows {
        if as_of < on || !seen.counts(entry) {
            continue;
        }
        let Some((_, _, stage)) = stages.get_mut(id) else {
            query.doubt();
            continue;
        };
        if tails.last().is_none_or(|tail| tail.stage != id) {
            tails.push(Tail {
                stage: id,
                figure: None,
                under_way: None,
            });
        }
        let Some(tail) = tails.last_mut() else {
            continue;
        };
        match percent {
            None => tail.under_way = Some((on, entry)),
            Some(percent) => {
                tail.figure = Some((on, entry));
                match stage.figures.last_mut() {
                    Some(last) if last.on == on => last.percent = percent,
                    _ => stage.figures.push(Figure { on, percent }),
                }
            }
        }
    }
    for tail in tails {
        let find = |key: Option<(Day, i64)>| {
            key.map(|(on, entry)| reading(query.connection, tail.stage, on, entry))
                .transpose()
        };
        let last = tail.figure.map(|(on, _)| on);
        let under_way = tail
            .under_way
            .filter(|(on, _)| last.is_none_or(|last| last < *on));
        if let Some((_, _, stage)) = stages.get_mut(tail.stage) {
            stage.reading = find(tail.figure)?;
            stage.under_way = find(under_way)?;
        }
    }
    Ok(())
}

fn reading(connection: &Connection, stage: i64, on: Day, entry: i64) -> rusqlite::Result<Reading> {
    connection
        .prepare_cached(
            "SELECT as_of, percent, amount, note, problem, next_step FROM reading
             WHERE stage = ?1 AND as_of = ?2 AND entry = ?3",
        )?
        .query_row(params![stage, on.to_string(), entry], read_reading)
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
