//! The few readings of each stage that verdicts depend on, sought month by month.

use rusqlite::{CachedStatement, Connection, Params, Row, Rows, params};

use crate::model::{Day, End, Figure, LookAt, Looks, Percent, Project, Stage};

use super::key;
use super::readings::{push, reading};
use super::rows;
use super::seen::Seen;

/// Puts the figures and words asked for into the stages: a few seeks for each stage, however many
/// readings it has. Returns whether anything was asked for.
pub(super) fn to_judge<'p>(
    connection: &Connection,
    seen: &Seen,
    as_of: Day,
    look_at: LookAt,
    projects: impl Iterator<Item = &'p mut Project>,
) -> rusqlite::Result<bool> {
    let mut timeline = Timeline::new(connection, seen, as_of);
    let (mut looks, mut wanted, mut is_asked) = (Looks::default(), Vec::new(), false);
    for project in projects {
        wanted.clear();
        for (place, stage) in project.stages.iter().enumerate() {
            match (look_at.end)(project, stage, as_of) {
                End::Nothing => {}
                end => wanted.push((place, end)),
            }
        }
        is_asked |= !wanted.is_empty();
        for (place, end) in &wanted {
            if let Some(stage) = project.stages.get_mut(*place) {
                timeline.end(stage, *end)?;
            }
        }
        for (place, _) in &wanted {
            looks.clear();
            if let Some(stage) = project.stages.get(*place) {
                (look_at.more)(project, stage, as_of, &mut looks);
            }
            if let Some(stage) = project.stages.get_mut(*place) {
                timeline.fill(stage, &looks)?;
            }
        }
    }
    Ok(is_asked)
}

/// The readings of one stage after another, up to a day. Statements are made once, when they are
/// needed.
struct Timeline<'a> {
    seen: &'a Seen,
    as_of: Day,
    /// Its month and the one before.
    recent: [i64; 2],
    /// Months before the two recent ones, latest first.
    earlier: Lazy<'a>,
    /// Months with figures, latest first.
    back: Lazy<'a>,
    /// Months with figures below a percent, latest first.
    below: Lazy<'a>,
    /// Months with figures, in order.
    forward: Lazy<'a>,
    in_month: InMonth<'a>,
}

/// The readings of one stage in one month.
struct InMonth<'a> {
    /// Latest first, with all words.
    whole: Lazy<'a>,
    /// Figures, latest first.
    back: Lazy<'a>,
    /// Figures in order.
    forward: Lazy<'a>,
}

/// A statement that is made when it is needed.
struct Lazy<'a> {
    connection: &'a Connection,
    sql: &'static str,
    made: Option<CachedStatement<'a>>,
}

impl<'a> Lazy<'a> {
    fn new(connection: &'a Connection, sql: &'static str) -> Lazy<'a> {
        Lazy {
            connection,
            sql,
            made: None,
        }
    }

    fn query(&mut self, values: impl Params) -> rusqlite::Result<Rows<'_>> {
        let statement = match &mut self.made {
            Some(made) => made,
            none => none.insert(self.connection.prepare_cached(self.sql)?),
        };
        statement.query(values)
    }
}

impl<'a> Timeline<'a> {
    fn new(connection: &'a Connection, seen: &'a Seen, as_of: Day) -> Timeline<'a> {
        // Most of what is asked for lies in the month of the day and in the one before.
        let (year, month, _) = as_of.ymd();
        let first = Day::from_ymd(year, month, 1).unwrap_or(as_of);
        let months = [first.month(), first.before().month()];
        Timeline {
            seen,
            as_of,
            recent: months,
            earlier: Lazy::new(
                connection,
                "SELECT month FROM month WHERE stage = ?1 AND month < ?2 ORDER BY month DESC",
            ),
            back: Lazy::new(
                connection,
                "SELECT month FROM month WHERE stage = ?1 AND month <= ?2 AND low IS NOT NULL
                 ORDER BY month DESC",
            ),
            below: Lazy::new(
                connection,
                "SELECT month FROM month WHERE stage = ?1 AND month <= ?2 AND low < ?3
                 ORDER BY month DESC",
            ),
            forward: Lazy::new(
                connection,
                "SELECT month FROM month WHERE stage = ?1 AND month BETWEEN ?2 AND ?3
                   AND low IS NOT NULL ORDER BY month",
            ),
            in_month: InMonth::new(connection),
        }
    }

    /// The end of a stage's history.
    fn end(&mut self, stage: &mut Stage, end: End) -> rusqlite::Result<()> {
        let take = match end {
            End::Nothing => return Ok(()),
            End::Figure => take_figure,
            End::Words => take_last,
        };
        for month in self.recent {
            let rows = self.in_month.whole(self.as_of, month, stage.id)?;
            if take(self.seen, stage, rows)? {
                return self.before_last(stage, end);
            }
        }
        let mut months = self.earlier.query([stage.id, self.recent[1]])?;
        while let Some(month) = months.next()? {
            let rows = self.in_month.whole(self.as_of, month.get(0)?, stage.id)?;
            if take(self.seen, stage, rows)? {
                drop(months);
                return self.before_last(stage, end);
            }
        }
        Ok(())
    }

    /// Seeks the figure before the last one, where its day was reported on so often that it was not
    /// come to.
    fn before_last(&mut self, stage: &mut Stage, end: End) -> rusqlite::Result<()> {
        if let (End::Words, [last]) = (end, stage.figures.as_slice())
            && let Some(day) = last.on.plus(-1)
            && let Some(before) = self.last(stage.id, day)?
        {
            stage.figures.insert(0, before);
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
        let day = day.min(self.as_of);
        let mut months = self.back.query(params![stage, day.month()])?;
        while let Some(month) = months.next()? {
            let month: i64 = month.get(0)?;
            let mut rows = self.in_month.back(day, month, stage)?;
            while let Some(row) = rows.next()? {
                if self.seen.counts_in(row, 2)? {
                    return figure(row).map(Some);
                }
            }
        }
        Ok(None)
    }

    /// The first figure of the unbroken run at or above a percent that the last figure ends, and
    /// the one before it.
    fn run(&mut self, stage: i64, percent: Percent) -> rusqlite::Result<Vec<Figure>> {
        let this = self.as_of.month();
        let values = params![stage, this, percent.hundredths()];
        let mut months = self.below.query(values)?;
        // A month whose low is under the percent may hold no such figure that still counts.
        while let Some(month) = months.next()? {
            let month: i64 = month.get(0)?;
            let mut rows = self.in_month.back(self.as_of, month, stage)?;
            let mut after: Option<Figure> = None;
            while let Some(row) = rows.next()? {
                if !self.seen.counts_in(row, 2)? {
                    continue;
                }
                let figure = figure(row)?;
                // Of one day, what was recorded last comes first.
                if after.is_some_and(|after| after.on == figure.on) {
                    continue;
                }
                if figure.percent < percent {
                    drop((rows, months));
                    let mut run = vec![figure];
                    match (after, figure.on.plus(1)) {
                        (Some(after), _) => run.push(after),
                        (None, Some(next)) => run.extend(self.first(stage, next, 1)?),
                        (None, None) => {}
                    }
                    return Ok(run);
                }
                after = Some(figure);
            }
        }
        drop(months);
        self.first(stage, Day::default(), 1)
    }

    /// The first so many figures from a day on.
    fn first(&mut self, stage: i64, day: Day, most: usize) -> rusqlite::Result<Vec<Figure>> {
        let mut figures = Vec::new();
        let last = self.as_of.month();
        let mut months = self.forward.query(params![stage, day.month(), last])?;
        while let Some(month) = months.next()? {
            let month: i64 = month.get(0)?;
            let mut rows = self.in_month.forward([day, self.as_of], month, stage)?;
            while let Some(row) = rows.next()? {
                if self.seen.counts_in(row, 2)? {
                    push(&mut figures, figure(row)?);
                    // The last one of a day is only known once the next day begins.
                    if figures.len() > most {
                        figures.pop();
                        return Ok(figures);
                    }
                }
            }
        }
        Ok(figures)
    }
}

impl<'a> InMonth<'a> {
    fn new(connection: &'a Connection) -> InMonth<'a> {
        InMonth {
            whole: Lazy::new(
                connection,
                "SELECT id, percent, amount, note, problem, next_step, entry FROM reading
                 WHERE id BETWEEN ?1 AND ?2 ORDER BY id DESC",
            ),
            back: Lazy::new(
                connection,
                "SELECT id, percent, entry FROM reading
                 WHERE id BETWEEN ?1 AND ?2 AND percent IS NOT NULL ORDER BY id DESC",
            ),
            forward: Lazy::new(
                connection,
                "SELECT id, percent, entry FROM reading
                 WHERE id BETWEEN ?1 AND ?2 AND percent IS NOT NULL ORDER BY id",
            ),
        }
    }

    /// All readings of a month up to a day, latest first.
    fn whole(&mut self, until: Day, month: i64, stage: i64) -> rusqlite::Result<Rows<'_>> {
        self.whole
            .query(keys([Day::default(), until], month, stage)?)
    }

    /// The figures of a month up to a day, latest first.
    fn back(&mut self, until: Day, month: i64, stage: i64) -> rusqlite::Result<Rows<'_>> {
        self.back
            .query(keys([Day::default(), until], month, stage)?)
    }

    /// The figures of a month from day to day, in order.
    fn forward(&mut self, days: [Day; 2], month: i64, stage: i64) -> rusqlite::Result<Rows<'_>> {
        self.forward.query(keys(days, month, stage)?)
    }
}

/// The keys of a stage's month, within some days.
fn keys([from, to]: [Day; 2], month: i64, stage: i64) -> rusqlite::Result<[i64; 2]> {
    let first = key::month(stage, month)?;
    let last = key::end_of_month(first);
    Ok([
        first.max(key::first(stage, from)?),
        last.min(key::last(stage, to)?),
    ])
}

fn figure(row: &Row<'_>) -> rusqlite::Result<Figure> {
    Ok(Figure {
        on: key::day(row.get(0)?)?,
        percent: rows::percent(row, 1)?,
    })
}

/// Takes the last figure into a stage; whether there is one.
fn take_figure(seen: &Seen, stage: &mut Stage, mut rows: Rows<'_>) -> rusqlite::Result<bool> {
    while let Some(row) = rows.next()? {
        if let (true, Some(percent)) = (seen.counts_in(row, 6)?, rows::maybe_percent(row, 1)?) {
            let on = key::day(row.get(0)?)?;
            stage.figures.reserve_exact(1);
            stage.figures.push(Figure { on, percent });
            return Ok(true);
        }
    }
    Ok(false)
}

/// So many figures of the last day are passed over; then the one before is sought.
const PASSED: usize = 4;

/// Takes readings from the latest on into a stage until it has its last two figures; whether no more
/// need be looked through.
fn take_last(seen: &Seen, stage: &mut Stage, mut rows: Rows<'_>) -> rusqlite::Result<bool> {
    let mut passed = 0;
    while let Some(row) = rows.next()? {
        if !seen.counts_in(row, 6)? {
            continue;
        }
        let on = key::day(row.get(0)?)?;
        let Some(percent) = rows::maybe_percent(row, 1)? else {
            if stage.under_way.is_none() && stage.reading.is_none() {
                stage.under_way = Some(Box::new(reading(row, on, None)?));
            }
            continue;
        };
        match stage.figures.first() {
            None => {
                stage.reading = Some(reading(row, on, Some(percent))?);
                // The one before comes next.
                stage.figures.reserve_exact(2);
                stage.figures.push(Figure { on, percent });
                // Not under way: a figure of the same day or a later one.
                stage.under_way.take_if(|reading| reading.as_of <= on);
            }
            // Recorded earlier for the same day.
            Some(last) if last.on == on => {
                passed += 1;
                if passed == PASSED {
                    return Ok(true);
                }
            }
            Some(_) => {
                stage.figures.insert(0, Figure { on, percent });
                return Ok(true);
            }
        }
    }
    Ok(false)
}
