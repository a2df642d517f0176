//! Rows that no entry closes: put in at a shell, where the triggers cannot tell them from the first
//! rows of the next entry. The next entry must not close them, as if they had come with it.

use rusqlite::{Connection, OptionalExtension};

use crate::messages::{ChainBreak, Error, Flaw};
use crate::store::row::Table;

use super::problem::write_problem;

/// Up to so many pages, every row is looked at: that takes less than the commit does.
const SMALL: i64 = 256;

/// Refuses to append behind rows under a number above the last entry's. In a large file only those
/// are seen that can be sought by key, or whose table stays small; [`verify`] finds the others.
///
/// [`verify`]: crate::store::verify
pub(super) fn refuse(connection: &Connection, last: i64) -> Result<(), Error> {
    match first(connection, last).map_err(|error| Error::store("", write_problem(&error)))? {
        None => Ok(()),
        Some(entry) => {
            let unclosed = Flaw::Chain(ChainBreak::Unclosed { entry });
            Err(Error::flaws("", vec![unclosed]))
        }
    }
}

/// The number under which some were found.
fn first(connection: &Connection, last: i64) -> rusqlite::Result<Option<i64>> {
    let pages: i64 = connection.query_row("PRAGMA page_count", [], |row| row.get(0))?;
    for table in Table::ALL {
        let Some(sql) = seek(table, pages <= SMALL) else {
            continue;
        };
        let mut statement = connection.prepare_cached(&sql)?;
        let found = statement.query_row([last], |row| row.get(0)).optional()?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// The statement that finds one in a table; `None` where none is quick enough.
fn seek(table: Table, is_small: bool) -> Option<String> {
    match table {
        Table::Entry => None,
        // The last one by key: ids are given in order.
        Table::Project | Table::Stage | Table::Target if !is_small => Some(format!(
            "SELECT entry FROM {table} WHERE id = (SELECT max(id) FROM {table}) AND entry > ?1"
        )),
        // The first by key; the others are few rows.
        Table::Source | Table::Retraction | Table::Setting | Table::Mapping => Some(format!(
            "SELECT entry FROM {table} WHERE entry > ?1 LIMIT 1"
        )),
        _ => is_small.then(|| format!("SELECT entry FROM {table} WHERE entry > ?1 LIMIT 1")),
    }
}
