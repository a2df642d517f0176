//! What parts the demo.

use crate::model::Language;
use crate::text;

use super::page::{Page, heading, wrapped};

/// What stands over the parts of the demo.
pub fn demo_headings(language: Language, page: Page) -> [String; 4] {
    text::demo_headings(language).map(|text| heading(page, &wrapped(page, text)))
}
