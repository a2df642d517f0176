//! What parts the demo.

use crate::messages::In;
use crate::messages::demo::DemoHeading;
use crate::model::Language;

use super::page::{Page, heading, wrapped};

/// What stands over the parts of the demo.
pub fn demo_headings(language: Language, page: Page) -> [String; 4] {
    let headings = [
        DemoHeading::Portfolio,
        DemoHeading::Check,
        DemoHeading::Invented,
        DemoHeading::Later,
    ];
    headings.map(|text| heading(page, &wrapped(page, &In(language, &text).to_string())))
}
