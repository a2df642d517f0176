//! Damage can make an answer smaller without a word: SQLite reads a torn page as a table with no
//! rows, and what refers to a lost row is then on nobody's list.
//!
//! So an answer is doubted where a row refers to one that is not there, where a target has no
//! terms, and where there are no projects, no targets, no figures or no entries. What is doubted is
//! held against the file's own checks, and refused if they find anything; a young store, which
//! rightly has nothing yet, is small and soon checked. The record, whole or
//! as a list of entries, is always held against them: it may be all that is kept of the store.

use rusqlite::Connection;

use crate::error::Flaw;

use super::verify;

/// Refuses a doubtful answer from a store with flaws.
pub(super) fn settle(connection: &Connection, is_doubtful: bool) -> rusqlite::Result<()> {
    if !is_doubtful {
        return Ok(());
    }
    if let Some(Flaw::Integrity(what)) = verify::integrity(connection)?.into_iter().next() {
        return Err(damaged(what));
    }
    if let Some(Flaw::Orphan { table, parent, .. }) =
        verify::orphans(connection)?.into_iter().next()
    {
        return Err(damaged(format!("rows of {table} without their {parent}")));
    }
    let without_terms: i64 = connection.query_row(
        "SELECT count(*) FROM target WHERE id NOT IN (SELECT target FROM revision)",
        [],
        |row| row.get(0),
    )?;
    if without_terms > 0 {
        return Err(damaged(format!("{without_terms} targets without terms")));
    }
    Ok(())
}

fn damaged(what: String) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(what.into())
}
