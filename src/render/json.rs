//! The report as one JSON object, a line for each target; keys are only ever added.

use std::io::{self, Write};

use serde::Serialize;

use crate::model::{Rule, write_json};
use crate::report::{Number, PeriodChoice, ReadingCell, Report, Row};

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
    list(out, "targets", report.targets().map(Row::of))?;
    let carried_over = report.carried_over.iter();
    list(
        out,
        "carried_over",
        carried_over.map(|judged| Row::of(judged)),
    )?;
    list(
        out,
        "without_target",
        report.without_target.iter().map(|(project, stage)| {
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

/// The period asked for; by default the periods of the counted targets, mostly one; null if none.
fn period(report: &Report<'_>) -> Option<String> {
    match report.period {
        PeriodChoice::All => Some("all".to_owned()),
        PeriodChoice::Within(period) => Some(period.to_string()),
        PeriodChoice::Current => {
            let periods: Vec<String> = report.periods.iter().map(|p| p.to_string()).collect();
            (!periods.is_empty()).then(|| periods.join(","))
        }
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
