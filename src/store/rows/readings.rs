use crate::messages::Error;
use crate::model::{Reading, Remark};

use super::cells::{Cells, Line, Record, record};
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

record! {
    StageReading in Reading
        [stage, as_of, entry, percent, amount, total, note, problem, next_step]
    StageReading {
        stage,
        entry,
        reading: Reading {
            as_of,
            percent,
            amount,
            total,
            remark: Remark { note, problem, next_step },
        },
    }
}
