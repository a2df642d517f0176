use crate::messages::Error;
use crate::model::{Amount, Percent, Reading, Remark};

use super::cells::{Cells, Line, Record};
use crate::store::row::{Row, Table};

/// A reading of a stage.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StageReading {
    /// The stage.
    pub stage: i64,
    /// The entry.
    pub entry: i64,
    /// The reading.
    pub reading: Reading,
}

impl Record for StageReading {
    const TABLE: Table = Table::Reading;

    fn read(row: Row) -> Result<StageReading, Error> {
        let mut cells = Cells::of(row);
        let (stage, as_of, entry) = (cells.id()?, cells.day()?, cells.id()?);
        Ok(StageReading {
            stage,
            entry,
            reading: Reading {
                as_of,
                percent: cells.percent()?,
                amount: cells.amount()?,
                total: cells.amount()?,
                remark: Remark {
                    note: cells.text(),
                    problem: cells.text(),
                    next_step: cells.text(),
                },
            },
        })
    }

    fn write(&self, entry: i64) -> Row {
        let reading = &self.reading;
        Line::of(Table::Reading)
            .number(self.stage)
            .shown(Some(reading.as_of))
            .number(entry)
            .number(reading.percent.map(Percent::hundredths))
            .number(reading.amount.map(Amount::thousandths))
            .number(reading.total.map(Amount::thousandths))
            .text(reading.remark.note.as_deref())
            .text(reading.remark.problem.as_deref())
            .text(reading.remark.next_step.as_deref())
            .row()
    }
}
