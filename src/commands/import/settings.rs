//! Rows of `settings`.

use crate::error::RowProblem;
use crate::exchange::kind::Kind;
use crate::exchange::rows;
use crate::exchange::sheet::Row;

use super::merge::{Merge, Taken};

impl Merge<'_> {
    pub(super) fn setting(&mut self, row: &Row<'_>) -> Taken {
        let setting = match rows::setting(row) {
            Ok(setting) => setting,
            Err(bad) => return Ok(Err(bad)),
        };
        if let Err(bad) = self.first(row, Kind::Settings, "key", setting.key.id(), "") {
            return Ok(Err(bad));
        }
        let before = self.settings.get(setting.key);
        if self.settings.set(setting.key, &setting.value).is_err() {
            return Ok(Err(row.bad("value", &setting.value, RowProblem::Setting)));
        }
        if self.settings.get(setting.key) == before {
            self.tally.settings.unchanged += 1;
        } else {
            self.draft.set(setting.key.id(), &setting.value)?;
            self.tally.settings.revised += 1;
        }
        Ok(Ok(()))
    }
}
