//! Due days as a calendar (RFC 5545): an all-day event a target.

use std::io::{self, Write};

use crate::assess::Judged;
use crate::messages::papers::EventLine;
use crate::messages::{In, Say};
use crate::model::{Day, printable};
use crate::report::{Column, Report, opening};

use super::page::Reader;

/// What a description tells behind its first sentence, where nobody chose.
const USUAL: [Column; 4] = [
    Column::Unit,
    Column::Lead,
    Column::Problem,
    Column::NextStep,
];

/// The most octets of a line, its end not counted.
const LONGEST: usize = 75;

/// Writes the targets that have a due day. The same report gives the same bytes; an event keeps its
/// UID for as long as its target is in the record, whatever is renamed or moved.
///
/// # Errors
/// Those of the writer.
pub(super) fn ics(report: &Report<'_>, reader: &Reader<'_>, out: &mut dyn Write) -> io::Result<()> {
    let worded = |message: &dyn Say| In(reader.language, message).to_string();
    line(out, "BEGIN", "VCALENDAR")?;
    line(out, "VERSION", "2.0")?;
    line(out, "PRODID", "-//project-tracker//project//EN")?;
    line(out, "CALSCALE", "GREGORIAN")?;
    line(out, "METHOD", "PUBLISH")?;
    text(out, "X-WR-CALNAME", &worded(&report.title()))?;
    if let Some(foot) = report.foot() {
        text(out, "X-WR-CALDESC", &worded(&foot))?;
    }
    for judged in report.targets() {
        if let Some(due) = judged.revision.terms.due {
            event(report, reader, judged, due, out)?;
        }
    }
    line(out, "END", "VCALENDAR")
}

fn event(
    report: &Report<'_>,
    reader: &Reader<'_>,
    judged: &Judged<'_>,
    due: Day,
    out: &mut dyn Write,
) -> io::Result<()> {
    let language = reader.language;
    let worded = |message: &dyn Say| In(language, message).to_string();
    let compact = |day: Day| day.to_string().replace('-', "");
    let columns = reader.columns.as_deref().unwrap_or(&USUAL);
    let mut description = vec![worded(&opening(judged, report.as_of))];
    for column in columns {
        let cell = column.text(language, judged, report.as_of);
        if !cell.is_empty() {
            let cell = EventLine::Labelled {
                head: column.head(),
                cell,
            };
            description.push(worded(&cell));
        }
    }
    line(out, "BEGIN", "VEVENT")?;
    let record = report.record.as_deref().unwrap_or_default();
    let uid = format!("target-{}@{record}.project-tracker", judged.target.id);
    line(out, "UID", &uid)?;
    line(
        out,
        "DTSTAMP",
        &format!("{}T000000Z", compact(report.as_of)),
    )?;
    let moves = judged.slip.map_or(0, |slip| slip.times);
    line(out, "SEQUENCE", &moves.to_string())?;
    line(out, "DTSTART;VALUE=DATE", &compact(due))?;
    let end = due.plus(1).unwrap_or(due);
    line(out, "DTEND;VALUE=DATE", &compact(end))?;
    line(out, "TRANSP", "TRANSPARENT")?;
    let summary = EventLine::Title {
        status: Column::Status.text(language, judged, report.as_of),
        project: judged.project.into(),
        goal: Column::Goal.text(language, judged, report.as_of),
    };
    text(out, "SUMMARY", &worded(&summary))?;
    text(out, "DESCRIPTION", &description.join("\n"))?;
    if let Some(category) = &judged.project.facts.category {
        text(out, "CATEGORIES", category)?;
    }
    line(out, "END", "VEVENT")
}

/// A property whose value is a text: nothing in it ends the value or begins another property.
fn text(out: &mut dyn Write, name: &str, value: &str) -> io::Result<()> {
    let lines = value.split('\n').map(|line| {
        let mut escaped = String::with_capacity(line.len());
        for c in printable(line.trim_end_matches('\r')).chars() {
            match c {
                '\\' | ';' | ',' => {
                    escaped.push('\\');
                    escaped.push(c);
                }
                c => escaped.push(c),
            }
        }
        escaped
    });
    line(out, name, &lines.collect::<Vec<String>>().join("\\n"))
}

/// A property, folded into lines.
fn line(out: &mut dyn Write, name: &str, value: &str) -> io::Result<()> {
    let mut room = LONGEST;
    let mut folded = String::new();
    for c in format!("{name}:{value}").chars() {
        if room < c.len_utf8() {
            folded.push_str("\r\n ");
            // The space at the beginning counts.
            room = LONGEST - 1;
        }
        folded.push(c);
        room -= c.len_utf8();
    }
    write!(out, "{folded}\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl Fn(&mut dyn Write) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn lines_are_folded_at_75_octets_between_characters() {
        let value = "进".repeat(40);
        let lines = written(|out| line(out, "SUMMARY", &value));
        for line in lines.split("\r\n") {
            assert!(line.len() <= 75, "{}: {line}", line.len());
        }
        assert_eq!(lines.replace("\r\n ", ""), format!("SUMMARY:{value}\r\n"));
    }

    #[test]
    fn nothing_in_a_text_ends_it() {
        let lines = written(|out| text(out, "SUMMARY", "a;b,c\\d\r\nATTACH:x\u{202e}"));
        assert_eq!(lines, "SUMMARY:a\\;b\\,c\\\\d\\nATTACH:x\r\n");
    }
}
