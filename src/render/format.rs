//! The formats that a report can have: each a renderer, and a line of the table below.

use std::ffi::OsStr;
use std::io::{self, Write};

use crate::report::Report;

use super::brief::{brief_markdown, brief_text};
use super::csv::csv;
use super::docx::docx;
use super::html::html;
use super::ics::ics;
use super::markdown::markdown;
use super::page::Reader;
use super::report_json::json;
use super::report_workbook::report_workbook;
use super::table::{report as table, usual_columns};

/// A format of the report.
#[derive(Debug)]
pub struct Format {
    /// What `--format` calls it.
    pub id: &'static str,
    /// What the names of its files end in, after the dot, the usual ending first; none where that
    /// tells another format.
    endings: &'static [&'static str],
    /// What its files begin with, which output into a pipe has not: [`BYTE_ORDER_MARK`] of CSV.
    pub opening: &'static str,
    /// Whether it shows all readings, so that they have to be loaded.
    pub has_histories: bool,
    /// Whether it is no text, so that a terminal cannot show it.
    pub is_binary: bool,
    write: fn(&Report<'_>, &Reader<'_>, &mut dyn Write) -> io::Result<()>,
}

/// The format for people, where none is asked for.
pub static TABLE: Format = Format {
    id: "table",
    endings: &["txt"],
    opening: "",
    has_histories: false,
    is_binary: false,
    write: |report, reader, out| {
        let (language, page) = (reader.language, reader.page);
        // Piped or written to a file, it carries codes.
        let usual = || usual_columns(language, page, report, page.width.is_none());
        let columns = reader.columns.clone().unwrap_or_else(usual);
        let table = table(language, page, report, reader.projects, &columns);
        out.write_all(table.as_bytes())
    },
};

static JSON: Format = Format {
    id: "json",
    endings: &["json"],
    opening: "",
    has_histories: false,
    is_binary: false,
    write: |report, reader, out| json(reader.language, report, out),
};

/// By what spreadsheets take a CSV file for UTF-8.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

static CSV: Format = Format {
    id: "csv",
    endings: &["csv"],
    opening: BYTE_ORDER_MARK,
    has_histories: false,
    is_binary: false,
    write: |report, reader, out| csv(reader.language, report, out),
};

static MARKDOWN: Format = Format {
    id: "md",
    endings: &["md", "markdown"],
    opening: "",
    has_histories: false,
    is_binary: false,
    write: markdown,
};

static HTML: Format = Format {
    id: "html",
    endings: &["html", "htm"],
    opening: "",
    has_histories: true,
    is_binary: false,
    write: html,
};

/// Prose; what its files end in, other formats have too.
static BRIEF: Format = Format {
    id: "brief",
    endings: &[],
    opening: "",
    has_histories: false,
    is_binary: false,
    write: brief_text,
};

static BRIEF_MARKDOWN: Format = Format {
    write: brief_markdown,
    ..BRIEF
};

static ICS: Format = Format {
    id: "ics",
    endings: &["ics"],
    opening: "",
    has_histories: false,
    is_binary: false,
    write: ics,
};

static DOCX: Format = Format {
    id: "docx",
    endings: &["docx"],
    opening: "",
    has_histories: false,
    is_binary: true,
    write: docx,
};

static XLSX: Format = Format {
    id: "xlsx",
    endings: &["xlsx"],
    opening: "",
    has_histories: true,
    is_binary: true,
    write: report_workbook,
};

/// All formats, in the order in which they are named.
pub static FORMATS: [&Format; 9] = [
    &TABLE, &HTML, &BRIEF, &MARKDOWN, &XLSX, &DOCX, &ICS, &JSON, &CSV,
];

impl Format {
    /// The format of that name.
    pub fn called(id: &str) -> Option<&'static Format> {
        FORMATS.into_iter().find(|format| format.id == id)
    }

    /// The format of files whose names end so, in whatever case.
    pub fn ending_in(ending: &OsStr) -> Option<&'static Format> {
        let is_its = |own: &str| ending.eq_ignore_ascii_case(own);
        let mut formats = FORMATS.into_iter();
        formats.find(|format| format.endings.iter().any(|own| is_its(own)))
    }

    /// The same as a file whose name ends so has it: a brief is Markdown in a Markdown file. `None`:
    /// whoever opens such a file expects another format.
    pub fn in_file(&'static self, ending: &OsStr) -> Option<&'static Format> {
        match Format::ending_in(ending) {
            None => Some(self),
            Some(other) if other.id == self.id => Some(self),
            Some(other) if other.id == TABLE.id && !self.is_binary => Some(self),
            Some(other) if other.id == MARKDOWN.id && self.id == BRIEF.id => Some(&BRIEF_MARKDOWN),
            Some(_) => None,
        }
    }

    /// What the names of its files usually end in.
    pub fn ending(&self) -> &'static str {
        self.endings.first().unwrap_or(&"txt")
    }

    /// What the names of files usually end in, of all formats that are told by it.
    pub fn endings() -> impl Iterator<Item = &'static str> {
        let formats = FORMATS.into_iter();
        formats.filter_map(|format| format.endings.first().copied())
    }

    /// Writes a report.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(
        &self,
        report: &Report<'_>,
        reader: &Reader<'_>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        (self.write)(report, reader, out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    // Seen to catch: the ending of another format given to JSON.
    #[test]
    fn a_format_is_told_by_its_name_and_by_its_ending_alone() {
        for format in FORMATS {
            assert_eq!(Format::called(format.id).unwrap().id, format.id);
        }
        for ending in Format::endings() {
            let found = Format::ending_in(OsStr::new(ending)).unwrap();
            assert_eq!(found.ending(), ending);
        }
        let ids: HashSet<&str> = FORMATS.iter().map(|format| format.id).collect();
        assert_eq!(ids.len(), FORMATS.len());
        assert_eq!(Format::ending_in(OsStr::new("JSON")).unwrap().id, "json");
        assert_eq!(Format::ending_in(OsStr::new("htm")).unwrap().id, "html");
        assert_eq!(Format::ending_in(OsStr::new("markdown")).unwrap().id, "md");
        assert!(Format::ending_in(OsStr::new("")).is_none());
        assert!(Format::called("txt").is_none());
    }
}
