//! Targets and their terms.

use rusqlite::{Connection, Row, params};

use crate::model::{Commitment, Revision, Target, TargetState, Terms};

use super::by_id::ById;
use super::read::{ProjectRow, Query, Stages};
use super::rows;
use super::seen::Seen;

/// Targets in order of id, with their stages.
pub(super) struct Found {
    rows: ById<(i64, HasTerms, Target)>,
    is_doubtful: bool,
}

/// Whether a target has terms at all, of whichever entry.
type HasTerms = bool;

/// All targets with their terms.
pub(super) fn all(connection: &Connection, seen: &Seen) -> rusqlite::Result<Found> {
    let mut targets = Vec::new();
    let mut periods = rows::Periods::default();
    let mut statement = connection.prepare_cached(
        "SELECT id, stage, period, label, carried_from FROM target WHERE entry <= ?1 ORDER BY id",
    )?;
    let mut rows = statement.query([seen.last()])?;
    while let Some(row) = rows.next()? {
        targets.push(target(row, &mut periods)?);
    }
    let mut found = Found::new(targets);
    let mut statement = connection.prepare_cached(
        "SELECT target, entry, decided_on, percent, due, words, is_due_implied, start, baseline,
                plan_points, commitment, state, reason
         FROM revision WHERE entry <= ?1 ORDER BY target, entry, position",
    )?;
    let mut rows = statement.query([seen.last()])?;
    while let Some(row) = rows.next()? {
        found.take(row, seen)?;
    }
    Ok(found.done())
}

/// As [`all`], of some stages.
pub(super) fn of_stages(
    connection: &Connection,
    seen: &Seen,
    stages: impl Iterator<Item = i64>,
) -> rusqlite::Result<Found> {
    let mut targets = Vec::new();
    let mut periods = rows::Periods::default();
    let mut statement = connection.prepare_cached(
        "SELECT id, stage, period, label, carried_from FROM target
         WHERE stage = ?1 AND entry <= ?2",
    )?;
    for stage in stages {
        let mut rows = statement.query(params![stage, seen.last()])?;
        while let Some(row) = rows.next()? {
            targets.push(target(row, &mut periods)?);
        }
    }
    targets.sort_unstable_by_key(|(id, _)| *id);
    let ids: Vec<i64> = targets.iter().map(|(id, _)| *id).collect();
    let mut found = Found::new(targets);
    let mut statement = connection.prepare_cached(
        "SELECT target, entry, decided_on, percent, due, words, is_due_implied, start, baseline,
                plan_points, commitment, state, reason
         FROM revision WHERE target = ?1 AND entry <= ?2 ORDER BY entry, position",
    )?;
    for id in ids {
        let mut rows = statement.query(params![id, seen.last()])?;
        while let Some(row) = rows.next()? {
            found.take(row, seen)?;
        }
    }
    Ok(found.done())
}

impl Found {
    fn new(targets: Vec<(i64, (i64, HasTerms, Target))>) -> Found {
        Found {
            rows: ById::new(targets),
            is_doubtful: false,
        }
    }

    /// Takes one row of terms.
    fn take(&mut self, row: &Row<'_>, seen: &Seen) -> rusqlite::Result<()> {
        let Some((_, has_terms, target)) = self.rows.get_mut(row.get(0)?) else {
            self.is_doubtful = true;
            return Ok(());
        };
        *has_terms = true;
        if seen.counts_in(row, 1)? {
            // Mostly the only one: room for one at a time.
            target.revisions.reserve_exact(1);
            target.revisions.push(revision(row)?);
        }
        Ok(())
    }

    fn done(mut self) -> Found {
        for (_, has_terms, target) in self.rows.values_mut() {
            self.is_doubtful |= !*has_terms;
            // The first one recorded stays first; the others go by the day they were decided.
            if let Some((_, rest)) = target.revisions.split_first_mut() {
                rest.sort_by_key(|revision| revision.decided_on);
            }
        }
        self
    }

    /// Whether something is not there that should be.
    pub(super) fn is_doubtful(&self) -> bool {
        self.is_doubtful
    }

    /// Puts the targets that have terms that count into their stages.
    pub(super) fn place(
        self,
        query: &Query<'_>,
        projects: &mut ById<ProjectRow>,
        stages: &mut Stages,
    ) {
        for (stage, _, target) in self.rows.into_values() {
            match stages.get_mut(projects, stage) {
                None => query.doubt(),
                Some(stage) if !target.revisions.is_empty() => {
                    let key = (target.period, target.label.as_str());
                    let place = stage
                        .targets
                        .partition_point(|other| (other.period, other.label.as_str()) <= key);
                    stage.targets.reserve_exact(1);
                    stage.targets.insert(place, target);
                }
                Some(_) => {}
            }
        }
    }
}

fn target(
    row: &Row<'_>,
    periods: &mut rows::Periods,
) -> rusqlite::Result<(i64, (i64, HasTerms, Target))> {
    let id = row.get(0)?;
    let target = Target {
        id,
        period: periods.read(row, 2)?,
        label: row.get(3)?,
        carried_from: row.get(4)?,
        revisions: Vec::new(),
    };
    Ok((id, (row.get(1)?, false, target)))
}

fn revision(row: &Row<'_>) -> rusqlite::Result<Revision> {
    Ok(Revision {
        decided_on: rows::day(row, 2)?,
        terms: Terms {
            percent: rows::percent(row, 3)?,
            due: rows::maybe_day(row, 4)?,
            words: row.get(5)?,
            is_due_implied: row.get(6)?,
            start: rows::maybe_day(row, 7)?,
            baseline: rows::maybe_percent(row, 8)?,
            plan_points: rows::plan_points(row, 9)?,
            commitment: rows::maybe_word(row, 10, Commitment::from_text)?,
            state: rows::word(row, 11, TargetState::from_id)?,
        },
        reason: row.get(12)?,
    })
}
