//! Settings as a table.

use comfy_table::Cell;

use crate::model::{Language, SettingKey, Settings};
use crate::report::said::SettingSaid;
use crate::text;

use super::page::Page;
use super::table::{finished, header_cell, plain_table};

/// One line a setting: its key, its value, the default, and what it is.
pub fn settings(language: Language, page: Page, settings: &Settings) -> String {
    let default = Settings::default();
    let mut table = plain_table(page);
    table.set_header(text::setting_headers(language).map(|header| header_cell(page, header)));
    for key in SettingKey::ALL {
        table.add_row([
            Cell::new(key.id()),
            Cell::new(text::setting_value(&settings.get(key))),
            Cell::new(text::setting_value(&default.get(key))),
            Cell::new(text::setting_about(language, key)),
        ]);
    }
    finished(&mut table)
}

/// What was set, in one line.
pub fn setting(language: Language, said: &SettingSaid) -> String {
    text::setting_said(language, said)
}
