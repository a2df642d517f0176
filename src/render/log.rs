use crate::messages::In;
use crate::messages::log::EntryLine;
use crate::model::Language;

use super::page::{Page, below_each_other};

/// The lines of entries.
pub fn log(language: Language, page: Page, lines: &[EntryLine]) -> String {
    let lines = lines.iter().map(|line| In(language, line).to_string());
    let lines: Vec<String> = lines.collect();
    match lines.is_empty() {
        true => String::new(),
        false => below_each_other(page, &lines.join("\n")) + "\n",
    }
}
