//! Findings of `check`: a line each for people, one object for programs.

use std::io::{self, Write};

use serde::Serialize;

use crate::messages::In;
use crate::messages::report::Foot;
use crate::model::{Day, Language, Percent, Period};
use crate::report::{Finding, ReadingCell, Row};

use super::chat::{MESSENGERS, Messenger};
use super::json::{begin, list, member};
use super::page::{Page, hanging, style, styled};

/// The mark of the format.
const SCHEMA: &str = "project.check/1";

/// What findings can be written as.
#[derive(Clone, Copy)]
pub enum FindingsFormat {
    /// A line each, for people.
    Text,
    /// One object, for programs.
    Json,
    /// A message to be sent.
    Message(&'static Messenger),
}

impl FindingsFormat {
    /// What they are called.
    pub fn ids() -> Vec<&'static str> {
        let messengers = MESSENGERS.iter().map(|messenger| messenger.id);
        ["text", "json"].into_iter().chain(messengers).collect()
    }

    /// That of a name.
    pub fn called(id: &str) -> Option<FindingsFormat> {
        match id {
            "text" => Some(FindingsFormat::Text),
            "json" => Some(FindingsFormat::Json),
            id => Messenger::called(id).map(FindingsFormat::Message),
        }
    }

    /// Writes findings, for people nothing where there are none; gives how many of them, from the
    /// first, are in what was written.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(
        self,
        language: Language,
        page: Page,
        found: &[Finding<'_>],
        as_of: Day,
        foot: &Foot,
        out: &mut dyn Write,
    ) -> io::Result<usize> {
        match self {
            FindingsFormat::Text => {
                out.write_all(findings(language, page, found, as_of).as_bytes())?;
            }
            FindingsFormat::Json => findings_json(language, found, as_of, out)?,
            FindingsFormat::Message(messenger) => {
                return messenger.write(language, found, as_of, foot, out);
            }
        }
        Ok(found.len())
    }
}

/// One line a finding.
pub fn findings(language: Language, page: Page, findings: &[Finding<'_>], as_of: Day) -> String {
    let mut lines = String::new();
    for finding in findings {
        let lamp = finding.judged.verdict.status.lamp();
        let line = In(language, &finding.line(language, as_of)).to_string();
        lines += &styled(page, style(lamp), &hanging(page, "", &line, "  "));
        lines.push('\n');
    }
    lines
}

/// A finding as JSON shows it; the names are those of the report. Keys are only ever added.
#[derive(Serialize)]
struct FindingRow<'a> {
    project: &'a str,
    name: &'a str,
    stage: &'a str,
    stage_name: &'a str,
    period: Option<Period>,
    label: &'a str,
    status: &'static str,
    reason: Option<&'static str>,
    due: Option<Day>,
    days_left: Option<i64>,
    target: Percent,
    reading: Option<ReadingRow>,
    is_new: bool,
    number: i64,
    unit: Option<&'a str>,
    lead: Option<&'a str>,
    problem: Option<&'a str>,
    next_step: Option<&'a str>,
}

#[derive(Serialize)]
struct ReadingRow {
    percent: Option<Percent>,
    as_of: Day,
}

/// Writes the findings as one object, also where there are none.
///
/// # Errors
/// Those of the writer.
fn findings_json(
    language: Language,
    findings: &[Finding<'_>],
    as_of: Day,
    out: &mut dyn Write,
) -> io::Result<()> {
    begin(out, SCHEMA)?;
    member(out, "as_of", &as_of)?;
    list(
        out,
        "findings",
        findings.iter().map(|finding| row(language, finding)),
    )?;
    writeln!(out, "\n}}")
}

fn row<'a>(language: Language, finding: &Finding<'a>) -> FindingRow<'a> {
    let row = Row::of(language, finding.judged);
    let reading = |cell: ReadingCell<'_>| ReadingRow {
        percent: cell.percent,
        as_of: cell.as_of,
    };
    FindingRow {
        project: row.project,
        name: row.name,
        stage: row.stage,
        stage_name: row.stage_name,
        period: row.period,
        label: row.label,
        status: row.status,
        reason: row.reason,
        due: row.due,
        days_left: row.days_left,
        target: row.target,
        reading: row.reading.map(reading),
        is_new: finding.is_new,
        number: row.number,
        unit: row.unit,
        lead: row.lead,
        problem: row.problem,
        next_step: row.next_step,
    }
}
