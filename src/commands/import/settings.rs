//! Rows of `settings`.

use crate::error::{BadRow, Error, RowProblem};
use crate::exchange::kind::Kind;
use crate::exchange::rows::{self, SettingRow};
use crate::exchange::sheet::Row;
use crate::model::SettingKey;

use super::merge::{Merge, Taken};

/// A setting's row, kept until all of them are known: limits must be in order together.
pub(super) struct PendingSetting {
    read: SettingRow,
    refused: BadRow,
}

impl Merge<'_> {
    /// Checks a setting's row by itself and keeps it for [`Merge::take_settings`].
    pub(super) fn setting(&mut self, row: &Row<'_>) -> Taken {
        let read = match rows::setting(row) {
            Ok(setting) => setting,
            Err(bad) => return Ok(Err(bad)),
        };
        if let Err(bad) = self.first(row, Kind::Settings, "key", read.key.id(), "") {
            return Ok(Err(bad));
        }
        let refused = row.bad("value", &read.value, RowProblem::Setting);
        self.pending_settings.push(PendingSetting { read, refused });
        Ok(Ok(()))
    }

    /// Sets all settings of all files together.
    pub(super) fn take_settings(&mut self) -> Result<(), Error> {
        let pending = std::mem::take(&mut self.pending_settings);
        let values: Vec<(SettingKey, &str)> = pending
            .iter()
            .map(|setting| (setting.read.key, setting.read.value.as_str()))
            .collect();
        let before = self.settings.clone();
        let refused = self.settings.set_together(&values);
        for (place, PendingSetting { read, refused: bad }) in pending.iter().enumerate() {
            if refused.contains(&place) {
                self.tally.bad(bad.clone());
            } else if self.settings.get(read.key) == before.get(read.key) {
                self.tally.settings.unchanged += 1;
            } else {
                self.draft.set(read.key.id(), &read.value)?;
                self.tally.settings.revised += 1;
            }
        }
        Ok(())
    }
}
