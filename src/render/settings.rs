//! Settings as a table.

use crate::model::{Language, SettingKey, Settings};
use crate::report::said::SettingSaid;
use crate::text;

use super::grid::{Grid, Heading, Text};
use super::page::Page;

/// One line a setting: its key, its value, the default, and what it is.
pub fn settings(language: Language, page: Page, settings: &Settings) -> String {
    let default = Settings::default();
    let headings = text::setting_headers(language).into_iter().enumerate();
    let headings = headings.map(|(place, head)| Heading {
        head: head.to_owned(),
        wraps: place == 3,
        is_number: false,
    });
    let row = |key: SettingKey| {
        let value = |settings: &Settings| text::setting_value(&settings.get(key)).to_owned();
        let cells = vec![
            key.id().to_owned(),
            value(settings),
            value(&default),
            text::setting_about(language, key).to_owned(),
        ];
        (None, cells.into_iter().map(Text::from).collect())
    };
    Grid {
        headings: headings.collect(),
        rows: SettingKey::ALL.into_iter().map(row).collect(),
    }
    .lines(page)
}

/// What was set, in one line.
pub fn setting(language: Language, said: &SettingSaid) -> String {
    text::setting_said(language, said)
}
