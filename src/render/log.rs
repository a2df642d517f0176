use crate::messages::In;
use crate::messages::log::EntryLine;
use crate::model::Language;

use super::page::{Page, hanging};

/// The lines of entries. What is broken goes on two columns further in than what came with an entry.
pub fn log(language: Language, page: Page, lines: &[EntryLine]) -> String {
    let mut shown = String::new();
    for line in lines {
        let line = In(language, line).to_string();
        let text = line.trim_start();
        let (margin, _) = line.split_at(line.len() - text.len());
        // As it was recorded, unless it has to be broken.
        shown += &match page.width {
            Some(_) => hanging(page, margin, text, "      "),
            None => line,
        };
        shown.push('\n');
    }
    shown
}
