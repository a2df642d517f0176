//! The report as a web page of one file, which asks nothing of any other: the answer, a timeline, a
//! curve a target, the table, and what each project says of its problems. All of it is there without
//! its script, which only sorts and filters.

mod curves;
mod drawing;
mod frame;
mod paper;
mod problems;
mod summary;
mod table;
mod timeline;

use std::io::{self, Write};

use maud::{DOCTYPE, PreEscaped, html};

use crate::messages::page::Part;
use crate::report::Report;

use super::page::Reader;

use self::paper::Paper;

/// Writes a report.
///
/// # Errors
/// Those of the writer.
pub(super) fn html(
    report: &Report<'_>,
    reader: &Reader<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let paper = Paper::new(report, reader);
    let page = html! {
        (DOCTYPE)
        html lang=(paper.language_tag()) {
            (frame::head(&paper))
            body {
                @if !paper.groups.is_empty() {
                    a.skip href="#table" { (paper.worded(&Part::ToTable)) }
                }
                (summary::summary(&paper))
                main {
                    (timeline::timeline(&paper))
                    (curves::curves(&paper))
                    (table::table(&paper))
                    (problems::problems(&paper))
                    (summary::marks(&paper))
                }
                (frame::foot(&paper))
                script { (PreEscaped(frame::SCRIPT)) }
            }
        }
    };
    writeln!(out, "{}", page.0)
}
