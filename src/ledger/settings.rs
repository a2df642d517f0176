use crate::error::RowProblem;
use crate::model::SettingKey;

use super::change::SettingChange;
use super::outcome::Outcome;
use super::planner::Planner;

impl Planner<'_> {
    /// Takes all settings together: limits must be in order with each other.
    pub(super) fn take_settings(&mut self, given: &[(usize, SettingChange)]) {
        let values: Vec<(SettingKey, &str)> = given
            .iter()
            .map(|(_, change)| (change.key, change.value.as_str()))
            .collect();
        let before = self.space.settings.clone();
        let refused = self.space.settings.set_together(&values);
        for (place, (at, change)) in given.iter().enumerate() {
            if refused.contains(&place) {
                self.fault(*at, "value", RowProblem::Setting);
                continue;
            }
            let (old, new) = (before.get(change.key), self.space.settings.get(change.key));
            let is_new = old != new;
            if is_new {
                // What was written is kept, but the default again is none.
                let value = if change.value.is_empty() { "" } else { &new };
                let settings = &mut self.space.batch.settings;
                settings.push((change.key.id(), value.to_owned()));
                self.tally.settings.revised += 1;
            } else {
                self.tally.settings.unchanged += 1;
            }
            self.done(*at, Outcome::Setting { old, new, is_new });
        }
    }
}
