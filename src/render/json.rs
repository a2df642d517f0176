//! The report as one JSON object, a line for each target; keys are only ever added.

use std::io::{self, Write};

use serde::Serialize;

use crate::model::{Day, Rule, write_json};
use crate::report::{Listed, Number, PeriodChoice, ReadingCell, Report, Row};

/// The mark of the format.
const SCHEMA: &str = "project.report/1";

/// A stage with a reading, of a project without a counted target.
#[derive(Serialize)]
struct WithoutTarget<'a> {
    project: &'a str,
    name: &'a str,
    stage: &'a str,
    stage_name: &'a str,
    kind: &'static str,
    reading: Option<ReadingCell<'a>>,
}

#[derive(Serialize)]
struct Limits {
    behind: Number,
    critical: Number,
    ahead: Number,
}

/// Writes the report.
///
/// # Errors
/// Those of the writer.
pub fn json(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\n\"schema\": ")?;
    write_json(out, SCHEMA)?;
    member(out, "as_of", &report.as_of)?;
    member(out, "known_on", &report.known_on)?;
    member(out, "period", &period(report))?;
    let settings = report.settings;
    let number = |value: u32| Number(i64::from(value));
    let (rule, behind, critical, ahead) = match settings.rule {
        Rule::Pace => (
            "pace",
            settings.pace_behind,
            settings.pace_critical,
            settings.pace_ahead,
        ),
        Rule::Gap => (
            "gap",
            settings.gap_behind,
            settings.gap_critical,
            settings.gap_ahead,
        ),
    };
    member(out, "rule", &rule)?;
    member(
        out,
        "limits",
        &Limits {
            behind: number(behind),
            critical: number(critical),
            ahead: number(ahead),
        },
    )?;
    member(out, "summary", &report.summary)?;
    member(out, "left_out", &report.left_out)?;
    list(
        out,
        "targets",
        report.targets().map(|judged| report.row(judged)),
    )?;
    list(
        out,
        "without_target",
        report.untargeted.iter().map(|(project, stage)| {
            let reading = stage.under_way.as_deref().or(stage.reading.as_ref());
            WithoutTarget {
                project: project.facts.code.as_str(),
                name: &project.facts.name,
                stage: stage.facts.code.as_str(),
                stage_name: &stage.facts.name,
                kind: stage.facts.kind.id(),
                reading: reading.map(|reading| ReadingCell {
                    percent: reading.percent,
                    as_of: reading.as_of,
                    note: reading.remark.note.as_deref(),
                }),
            }
        }),
    )?;
    writeln!(out, "\n}}")
}

/// The period asked for; null where that is the default view.
fn period(report: &Report<'_>) -> Option<String> {
    match report.period {
        PeriodChoice::All => Some("all".to_owned()),
        PeriodChoice::Within(period) => Some(period.to_string()),
        PeriodChoice::Current => None,
    }
}

pub(super) fn member<T: Serialize>(out: &mut dyn Write, name: &str, value: &T) -> io::Result<()> {
    write!(out, ",\n\"{name}\": ")?;
    write_json(out, value)
}

pub(super) fn list<T: Serialize>(
    out: &mut dyn Write,
    name: &str,
    rows: impl Iterator<Item = T>,
) -> io::Result<()> {
    write!(out, ",\n\"{name}\": [")?;
    let mut is_empty = true;
    for row in rows {
        out.write_all(if is_empty { b"\n" } else { b",\n" })?;
        write_json(out, &row)?;
        is_empty = false;
    }
    out.write_all(if is_empty { b"]" } else { b"\n]" })
}

/// A project as `list` has it.
#[derive(Serialize)]
struct ProjectRow<'a> {
    code: &'a str,
    name: &'a str,
    name_en: Option<&'a str>,
    category: Option<&'a str>,
    unit: Option<&'a str>,
    lead: Option<&'a str>,
    lamp: Option<&'static str>,
    worst: Option<Row<'a>>,
    reported_on: Option<Day>,
}

/// Writes the list of projects.
///
/// # Errors
/// Those of the writer.
pub fn list_json(
    listed: &[Listed<'_>],
    report: &Report<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    write!(out, "{{\n\"schema\": ")?;
    write_json(out, "project.list/1")?;
    member(out, "as_of", &report.as_of)?;
    member(out, "known_on", &report.known_on)?;
    let rows = listed.iter().map(|listed| {
        let facts = &listed.project.facts;
        ProjectRow {
            code: facts.code.as_str(),
            name: &facts.name,
            name_en: facts.name_en.as_deref(),
            category: facts.category.as_deref(),
            unit: facts.unit.as_deref(),
            lead: facts.lead.as_deref(),
            lamp: report.lamp(listed.project).map(|lamp| lamp.id()),
            worst: listed.worst.map(|judged| report.row(judged)),
            reported_on: listed.reported_on,
        }
    });
    list(out, "projects", rows)?;
    writeln!(out, "\n}}")
}
