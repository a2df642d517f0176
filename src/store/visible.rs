use std::collections::HashSet;

use crate::messages::Error;
use crate::model::{Instant, Known};

use super::engine::{Of, Read};
use super::row::Table;
use super::rows::{Entry, Record, Retraction};

/// Which entries count: those recorded by known-on that were not retracted by then. Rows that no
/// entry closes count as little as if they were not there, also where they take something back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Visible {
    last: i64,
    retracted: HashSet<i64>,
}

impl Visible {
    /// Those that count as far as known.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn of(read: &dyn Read, known: Known) -> Result<Visible, Error> {
        let last = match known {
            Known::Now => read.last_entry()?,
            Known::Until(instant) => last_by(read, instant)?,
            Known::Through(entry) => entry.min(read.last_entry()?),
        };
        let mut retracted = HashSet::new();
        read.rows(Table::Retraction, Of::All, &mut |row| {
            let row = Retraction::read(row)?;
            if row.entry <= last {
                retracted.insert(row.retracted);
            }
            Ok(())
        })?;
        Ok(Visible { last, retracted })
    }

    /// Whether what came with that entry counts.
    pub fn counts(&self, entry: i64) -> bool {
        entry <= self.last && !self.retracted.contains(&entry)
    }

    /// The last entry that is known.
    pub fn last(&self) -> i64 {
        self.last
    }

    /// Those that count once these are retracted, too.
    pub fn without(mut self, entries: impl IntoIterator<Item = i64>) -> Visible {
        self.retracted.extend(entries);
        self
    }
}

/// The last entry recorded by then: later ones may bear an earlier instant, where a clock was once
/// far ahead, and are known all the same.
fn last_by(read: &dyn Read, instant: Instant) -> Result<i64, Error> {
    let mut last = 0;
    read.rows(Table::Entry, Of::All, &mut |row| {
        let entry = Entry::read(row)?;
        if entry.recorded_at <= instant {
            last = last.max(entry.number);
        }
        Ok(())
    })?;
    Ok(last)
}
