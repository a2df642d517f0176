use crate::messages::{Error, Field, Refusal, ValueProblem};
use crate::model::{Scope, SettingKey, Settings};
use crate::store::rows::{MappingAnswer, SettingValue};
use crate::store::{load, mappings};

use super::change::{MappingChange, SettingChange};
use super::outcome::Outcome;
use super::planner::Planner;

impl Planner<'_> {
    /// Takes all settings together: limits must be in order with each other.
    pub(super) fn take_settings(&mut self, given: &[(usize, &SettingChange)]) -> Result<(), Error> {
        let mut left = Vec::new();
        for (at, change) in given {
            let age = self.age(*at, None);
            match self.has_newer_setting(change.key.id(), age)? {
                true => self.counts.settings.add(false, false),
                false => left.push((*at, *change)),
            }
        }
        let given = &left;
        let values: Vec<(SettingKey, &str)> = given
            .iter()
            .map(|(_, change)| (change.key, change.value.as_str()))
            .collect();
        let before = self.space.settings.clone();
        let refused = self.space.settings.set_together(&values);
        let has_moved = before.year_begins != self.space.settings.year_begins;
        let is_year_in_use = has_moved && self.has_fiscal_targets()?;
        if is_year_in_use {
            self.space.settings.year_begins = before.year_begins;
        }
        for (index, (at, change)) in given.iter().enumerate() {
            let problem = if is_year_in_use && change.key == SettingKey::YearBegins {
                Some(ValueProblem::YearInUse)
            } else if refused.contains(&index) {
                let takes = self.space.settings.takes(change.key);
                Some(ValueProblem::Setting(Box::new(takes)))
            } else {
                None
            };
            if let Some(problem) = problem {
                let value = match change.value.as_str() {
                    // A default may be out of order with the others.
                    "" => Settings::default().get(change.key),
                    value => value.to_owned(),
                };
                let field = Field::Named(change.key.id());
                self.fault(*at, "value", Refusal::value(field, value, problem));
                continue;
            }
            let (old, new) = (before.get(change.key), self.space.settings.get(change.key));
            if old != new {
                // What was written is kept, but the default again is none.
                let value = if change.value.is_empty() { "" } else { &new };
                self.space.batch.add(&SettingValue {
                    key: change.key.id().to_owned(),
                    entry: 0,
                    value: value.to_owned(),
                });
            }
            self.counts.settings.add(false, old != new);
            let key = change.key;
            self.done(*at, Outcome::Setting { key, old, new });
        }
        Ok(())
    }

    /// Takes what columns of sheets mean; what is known already says nothing new.
    pub(super) fn take_mappings(&mut self, given: &[(usize, &MappingChange)]) -> Result<(), Error> {
        if given.is_empty() {
            return Ok(());
        }
        let mut known = mappings(self.space.read, self.space.visible)?;
        for (_, MappingChange { column, field }) in given {
            let before = known.insert(column.clone(), field.clone());
            if before.as_ref() != Some(field) {
                self.space.batch.add(&MappingAnswer {
                    column: column.clone(),
                    entry: 0,
                    field: field.clone(),
                });
            }
        }
        Ok(())
    }

    /// Whether a target belongs, or belonged, to a part of a fiscal year.
    fn has_fiscal_targets(&self) -> Result<bool, Error> {
        let (read, visible) = (self.space.read, self.space.visible);
        let all = load(read, self.occasion.as_of, Scope::All, visible)?;
        let stages = all.projects.iter().flat_map(|project| &project.stages);
        let targets = stages.flat_map(|stage| &stage.targets);
        let mut revisions = targets.flat_map(|target| &target.revisions);
        Ok(revisions.any(|revision| {
            let period = revision.terms.period;
            period.is_some_and(|period| period.fiscal().is_some())
        }))
    }
}
