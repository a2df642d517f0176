//! Where something stands in a file.

use std::fmt::{self, Formatter};

use crate::model::Language;

use super::say::{In, Say};

/// A row of a file, or a line of standard input.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RowRef {
    /// The file as named on the command line; none: standard input.
    pub file: Option<String>,
    /// As a spreadsheet counts: the header is row 1.
    pub row: u64,
    /// The letters of the column, where a single cell is meant.
    pub column: Option<String>,
}

impl RowRef {
    /// A row of that file; `-` is standard input.
    pub fn of(file: &str, row: u64) -> RowRef {
        RowRef {
            file: (file != "-").then(|| file.to_owned()),
            row,
            column: None,
        }
    }
}

impl Say for RowRef {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let row = self.row;
        let file = self.file.as_ref().map(|file| In(language, file));
        if let (Some(file), Some(column)) = (&file, &self.column) {
            return write!(to, "{file}!{column}{row}");
        }
        match (language, file) {
            (Language::En, Some(file)) => write!(to, "{file} row {row}"),
            (Language::En, None) => write!(to, "line {row}"),
            (Language::Zh, Some(file)) => write!(to, "{file} 第{row}行"),
            (Language::Zh, None) => write!(to, "第{row}行"),
        }
    }
}
