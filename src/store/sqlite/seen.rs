//! Which entries count: recorded by known-on, and not taken back.

use std::collections::HashSet;

use rusqlite::{Connection, Row};

use crate::model::Known;

/// Which entries count.
pub(super) struct Seen {
    last: i64,
    retracted: HashSet<i64>,
}

impl Seen {
    pub(super) fn load(connection: &Connection, known: Known) -> rusqlite::Result<Seen> {
        let last = match known {
            Known::Now => i64::MAX,
            // By number, so that a clock set back changes nothing: everything from the first
            // entry recorded later on is later.
            Known::Until(instant) => {
                let first_later: Option<i64> = connection.query_row(
                    "SELECT min(number) FROM entry WHERE recorded_at > ?1",
                    [instant.to_string()],
                    |row| row.get(0),
                )?;
                first_later.map_or(i64::MAX, |number| number - 1)
            }
        };
        let retracted = connection
            .prepare_cached("SELECT retracted FROM retraction WHERE entry <= ?1")?
            .query_map([last], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Seen { last, retracted })
    }

    /// The last entry that is seen.
    pub(super) fn last(&self) -> i64 {
        self.last
    }

    /// Whether the entry in that column counts. Where all do, as mostly, the column is not looked at.
    pub(super) fn counts_in(&self, row: &Row<'_>, column: usize) -> rusqlite::Result<bool> {
        let is_everything = self.last == i64::MAX && self.retracted.is_empty();
        Ok(is_everything || self.counts(row.get(column)?))
    }

    pub(super) fn counts(&self, entry: i64) -> bool {
        entry <= self.last && !self.retracted.contains(&entry)
    }
}
