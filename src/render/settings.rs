//! Settings as a table.

use crate::messages::In;
use crate::messages::setting::SettingHead;
use crate::model::{Language, SettingKey, Settings};

use super::grid::Grid;
use super::page::Page;
use super::widths::{Heading, Text};

/// One line a setting: its key, its value, the default, and what it is; a dash where nothing is set.
pub fn settings(language: Language, page: Page, settings: &Settings) -> String {
    let default = Settings::default();
    let heading = |head: SettingHead, wraps: bool| Heading {
        head: In(language, &head).to_string(),
        wraps,
        is_number: false,
    };
    let row = |key: SettingKey| {
        let value = |settings: &Settings| match settings.get(key) {
            value if value.is_empty() => "–".to_owned(),
            value => value,
        };
        let cells = vec![
            key.id().to_owned(),
            value(settings),
            value(&default),
            In(language, &key).to_string(),
        ];
        (None, cells.into_iter().map(Text::from).collect())
    };
    Grid {
        headings: vec![
            heading(SettingHead::Key, false),
            heading(SettingHead::Value, false),
            heading(SettingHead::Default, false),
            heading(SettingHead::About, true),
        ],
        rows: SettingKey::ALL.into_iter().map(row).collect(),
    }
    .text(page)
}
