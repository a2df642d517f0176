use crate::messages::Error;
use crate::model::Reading;
use crate::store::rows::{Record, StageReading};
use crate::store::{Row, Table, Write};

/// What is to be written as one entry: rows, but for the number of the entry.
#[derive(Debug, Default)]
pub(super) struct Batch {
    /// Rows under no entry yet.
    rows: Vec<Row>,
    /// Readings with their stages. There may be millions, and as rows they would take twice the
    /// memory.
    pub(super) readings: Vec<(i64, Reading)>,
}

impl Batch {
    pub(super) fn add(&mut self, record: &impl Record) {
        self.rows.push(record.write(0));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.readings.is_empty()
    }

    /// Appends all rows, in the order in which they are hashed: by table, then by key.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub(super) fn write(mut self, write: &mut dyn Write) -> Result<(), Error> {
        let entry = write.number();
        self.rows
            .sort_by(|a, b| (a.table, a.key()).cmp(&(b.table, b.key())));
        let of_later_tables = self.rows.partition_point(|row| row.table < Table::Reading);
        let later = self.rows.split_off(of_later_tables);
        for row in self.rows {
            write.append(&row.under(entry))?;
        }
        self.readings
            .sort_unstable_by_key(|(stage, reading)| (*stage, reading.as_of));
        for (stage, reading) in self.readings {
            let record = StageReading {
                stage,
                entry,
                reading,
            };
            write.append(&record.write(entry))?;
        }
        for row in later {
            write.append(&row.under(entry))?;
        }
        Ok(())
    }
}
