//! Readings: the figures that count, and the words of the last.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::model::{Amount, Day, Figure, Percent, Reading, Remark, Stage};

use super::by_id::ById;
use super::key;
use super::read::{ProjectRow, Query};
use super::rows;
use super::seen::Seen;
use crate::store::{ReadingsOn, Stretch, StretchDay};

/// What is recorded with a reading of a stage.
pub(super) struct NewReading<'a> {
    pub(super) entry: i64,
    pub(super) percent: Option<Percent>,
    pub(super) amount: Option<Amount>,
    pub(super) note: Option<&'a str>,
    pub(super) problem: Option<&'a str>,
    pub(super) next_step: Option<&'a str>,
}

/// Adds a reading to those of its stage and day. Mostly it is the first one; where it is known not to
/// be, that is not tried.
///
/// # Errors
///
/// Those of the schema: of a stage and day only a later entry can follow. Also if no more fit.
pub(super) fn insert(
    connection: &Connection,
    stage: i64,
    day: Day,
    new: &NewReading<'_>,
    is_first: bool,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO reading (id, entry, percent, amount, note, problem, next_step)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    let mut insert_at = |key: i64| {
        statement.execute(params![
            key,
            new.entry,
            new.percent.map(|percent| percent.hundredths()),
            new.amount.map(|amount| amount.thousandths()),
            new.note,
            new.problem,
            new.next_step
        ])
    };
    let [first, last] = [key::first(stage, day)?, key::last(stage, day)?];
    let refused = match is_first.then(|| insert_at(first)) {
        Some(Ok(_)) => return Ok(()),
        Some(Err(refused)) => Some(refused),
        None => None,
    };
    let taken: Option<i64> = connection
        .prepare_cached("SELECT max(id) FROM reading WHERE id BETWEEN ?1 AND ?2")?
        .query_row([first, last], |row| row.get(0))?;
    match (taken, refused) {
        (None, Some(refused)) => Err(refused),
        // One more than fit is refused, as every key that is taken.
        (taken, _) => insert_at(taken.map_or(first, |taken| (taken + 1).min(last))).map(|_| ()),
    }
}

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
        "SELECT r.id, r.percent, r.amount, r.note, r.problem, r.next_step, r.entry, m.stage
         FROM month m CROSS JOIN reading r
           ON r.id BETWEEN (m.month << 43) | (m.stage << 21)
                       AND (m.month << 43) | (m.stage << 21) | 2097151
         WHERE r.entry <= ?1 {} ORDER BY m.stage, m.month, r.id",
        "AND m.stage IN (SELECT id FROM stage WHERE project = ?2)",
        |row| {
            let on = key::day(row.get(0)?)?;
            if as_of < on || !seen.counts_in(row, 6)? {
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

/// A reading, of which the first columns are its key and figure.
fn read_reading(row: &Row<'_>) -> rusqlite::Result<Reading> {
    reading(row, key::day(row.get(0)?)?, rows::maybe_percent(row, 1)?)
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

/// The readings of one stage and day that count: of each kind, the one recorded last.
pub(super) fn on(
    connection: &Connection,
    seen: &Seen,
    stage: i64,
    day: Day,
) -> rusqlite::Result<ReadingsOn> {
    let mut statement = connection.prepare_cached(
        "SELECT id, percent, amount, note, problem, next_step, entry FROM reading
         WHERE id BETWEEN ?1 AND ?2 AND (percent IS NULL) = ?3 ORDER BY id DESC",
    )?;
    let mut last = |is_without: bool| {
        let [from, to] = [key::first(stage, day)?, key::last(stage, day)?];
        let mut rows = statement.query(params![from, to, is_without])?;
        while let Some(row) = rows.next()? {
            if seen.counts_in(row, 6)? {
                return read_reading(row).map(Some);
            }
        }
        Ok::<_, rusqlite::Error>(None)
    };
    Ok(ReadingsOn {
        with_figure: last(false)?,
        without: last(true)?,
    })
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
         WHERE id BETWEEN ?1 AND ?2 AND percent IS NOT NULL ORDER BY id DESC",
    )?;
    let [from, to] = [key::first(stage, day)?, key::last(stage, day)?];
    let mut rows = statement.query([from, to])?;
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
                     WHERE entry = ?1 AND id NOT BETWEEN ?2 AND ?3
                     LIMIT 1",
                    [entry, from, to],
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
        "SELECT r.id, r.percent, r.entry
         FROM month m CROSS JOIN reading r
           ON r.id BETWEEN (m.month << 43) | (m.stage << 21)
                       AND min(?3, (m.month << 43) | (m.stage << 21) | 2097151)
         WHERE m.stage = ?1 AND m.month <= ?2 AND m.low IS NOT NULL AND r.percent IS NOT NULL
         ORDER BY m.month DESC, r.id DESC",
    )?;
    let mut rows = statement.query([stage, day.month(), key::last(stage, day)?])?;
    while let Some(row) = rows.next()? {
        let entry = row.get(2)?;
        if Some(entry) != own && seen.counts(entry) {
            let on = key::day(row.get(0)?)?;
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
        "SELECT r.id, r.percent, r.amount, r.note, r.problem, r.next_step, r.entry
         FROM month m CROSS JOIN reading r
           ON r.id BETWEEN max(?4, (m.month << 43) | (m.stage << 21))
                       AND min(?5, (m.month << 43) | (m.stage << 21) | 2097151)
         WHERE m.stage = ?1 AND m.month BETWEEN ?2 AND ?3
         ORDER BY m.month, r.id",
    )?;
    let months = [from.month(), to.month()];
    let keys = [key::first(stage, from)?, key::last(stage, to)?];
    let mut rows = statement.query([stage, months[0], months[1], keys[0], keys[1]])?;
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
