//! Baselines declared in files, where a reading takes their place.

use std::collections::HashMap;

use crate::assess::{BaselineKind, assess};
use crate::error::{Error, RowWarning, Warning};
use crate::model::{Known, Period, Scope, Snapshot};

use super::merge::{Merge, Seen};

/// A row that declares the baseline of a target.
pub(super) struct Declared {
    pub(super) stage: i64,
    pub(super) period: Period,
    pub(super) label: String,
    pub(super) seen: Seen,
}

impl Merge<'_> {
    /// Tells which declared baselines are not used. Asked last: the readings may be of the same
    /// import.
    pub(super) fn tell_baselines(&mut self) -> Result<(), Error> {
        let rows = std::mem::take(&mut self.declared);
        if rows.is_empty() {
            return Ok(());
        }
        // Of several revisions, the last is in force.
        let rows: HashMap<(i64, Period, String), Seen> = rows
            .into_iter()
            .map(|row| ((row.stage, row.period, row.label), row.seen))
            .collect();
        let portfolio = self.draft.snapshot(&Snapshot {
            as_of: self.as_of,
            known: Known::Now,
            scope: Scope::All,
        })?;
        for judged in assess(&portfolio, self.as_of).targets {
            let target = judged.target;
            let key = (judged.stage.id, target.period, target.label.clone());
            let (true, Some(seen), Some(declared), Some(baseline)) = (
                judged.verdict.is_declared_ignored,
                rows.get(&key),
                judged.revision.terms.baseline,
                judged.verdict.baseline,
            ) else {
                continue;
            };
            let on = match baseline.kind {
                BaselineKind::Reading(on) => on,
                _ => baseline.on,
            };
            self.tally.warn(vec![RowWarning {
                file: seen.file.clone(),
                row: seen.row,
                warning: Warning::BaselineIgnored {
                    declared,
                    reading: baseline.percent,
                    on,
                },
            }]);
        }
        Ok(())
    }
}
