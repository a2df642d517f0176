//! What SQLite's own checks find, and whether the schema is the one that a new store gets.
//!
//! Damage can make an answer smaller without a word: SQLite reads a torn page as a table with no
//! rows. So where an answer is doubted this is what is asked, and the record's chain.

use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::messages::{Flaw, Rows, StoreProblem};
use crate::store::row::Table;

use super::open::SCHEMA;
use super::problem::problem;
use super::values::{next_row, statements_of};

/// At most this many findings of SQLite's own check are kept.
const LISTED: usize = 100;

/// All flaws: of pages, indexes and constraints, of references, of the schema, and of values.
///
/// The connection must be one that may write, or SQLite leaves out the CHECKs.
pub(super) fn flaws(connection: &Connection) -> rusqlite::Result<Vec<Flaw>> {
    let mut flaws = integrity(connection)?;
    flaws.extend(orphans(connection)?);
    flaws.extend(schema(connection)?);
    if !flaws.iter().any(Flaw::is_unreadable) {
        for table in Table::ALL {
            flaws.extend(value(connection, table)?);
        }
    }
    Ok(flaws)
}

fn integrity(connection: &Connection) -> rusqlite::Result<Vec<Flaw>> {
    let mut statement = connection.prepare(&format!("PRAGMA integrity_check({LISTED})"))?;
    let found: Vec<String> = statement
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found
        .into_iter()
        .filter(|line| line != "ok")
        .map(Flaw::Integrity)
        .collect())
}

fn orphans(connection: &Connection) -> rusqlite::Result<Vec<Flaw>> {
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        *counts.entry((row.get(0)?, row.get(2)?)).or_default() += 1;
    }
    Ok(counts
        .into_iter()
        .map(|((table, parent), count)| Flaw::Orphan {
            table,
            parent,
            count: Rows(count),
        })
        .collect())
}

/// Name and definition of each object of a schema; SQLite's own have none.
fn objects(connection: &Connection) -> rusqlite::Result<BTreeMap<String, String>> {
    connection
        .prepare("SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

fn schema(connection: &Connection) -> rusqlite::Result<Vec<Flaw>> {
    let fresh = Connection::open_in_memory()?;
    fresh.execute_batch(SCHEMA)?;
    let (expected, mut found) = (objects(&fresh)?, objects(connection)?);
    let mut flaws = Vec::new();
    for (name, definition) in expected {
        match found.remove(&name) {
            None => flaws.push(Flaw::Missing(name)),
            Some(there) if there != definition => flaws.push(Flaw::Altered(name)),
            Some(_) => {}
        }
    }
    flaws.extend(found.into_keys().map(Flaw::Stray));
    Ok(flaws)
}

/// The first value of a table that is not of its column's kind.
fn value(connection: &Connection, table: Table) -> rusqlite::Result<Option<Flaw>> {
    let look = || {
        let mut statement = connection.prepare(&statements_of(table)?.all)?;
        let mut rows = statement.query([])?;
        while next_row(table, &mut rows)?.is_some() {}
        Ok(())
    };
    match look().map_err(|error: rusqlite::Error| (problem(&error), error)) {
        Ok(()) => Ok(None),
        // A disk that fails, or a lock that is not given, is no flaw of the store.
        Err((StoreProblem::Damaged(what), _)) => Ok(Some(Flaw::Value {
            table: table.name().into(),
            what,
        })),
        Err((_, error)) => Err(error),
    }
}
