use std::collections::BTreeMap;

use crate::messages::Error;
use crate::model::{SettingKey, Settings};

use super::each::each;
use super::engine::{Of, Read};
use super::rows::{MappingAnswer, SettingValue};
use super::visible::Visible;

/// The office's policy as far as it counts.
///
/// # Errors
/// [`Error::Store`].
pub fn settings(read: &dyn Read, visible: &Visible) -> Result<Settings, Error> {
    let mut values: Vec<SettingValue> = Vec::new();
    each(read, Of::All, &mut |value: SettingValue| {
        if visible.counts(value.entry) {
            // In order of key, then of entry: the last of a key holds.
            match values.last_mut() {
                Some(last) if last.key == value.key => *last = value,
                _ => values.push(value),
            }
        }
        Ok(())
    })?;
    let known: Vec<(SettingKey, &str)> = values
        .iter()
        .filter_map(|value| Some((SettingKey::from_id(&value.key)?, value.value.as_str())))
        .collect();
    let mut settings = Settings::default();
    // What does not fit the others any more, after one of them was retracted, is left out.
    settings.set_together(&known);
    Ok(settings)
}

/// What columns of sheets mean, as far as it counts, by their names as they are compared.
///
/// # Errors
/// [`Error::Store`].
pub fn mappings(read: &dyn Read, visible: &Visible) -> Result<BTreeMap<String, String>, Error> {
    let mut fields = BTreeMap::new();
    each(read, Of::All, &mut |answer: MappingAnswer| {
        // In order of column, then of entry.
        if visible.counts(answer.entry) {
            fields.insert(answer.column, answer.field);
        }
        Ok(())
    })?;
    Ok(fields)
}
