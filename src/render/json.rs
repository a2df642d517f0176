//! Projects, readings and entries as JSON objects, a line for each; keys are only ever added.

use std::io::{self, Write};

use serde::Serialize;

use crate::model::{Day, HistoryEntry, Instant, Language, SettingKey, Settings, write_json};
use crate::report::{Listed, ReadingCell, Report, Row, recorded_stage_name};

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

/// A project with neither target nor reading.
#[derive(Serialize)]
struct EmptyProject<'a> {
    project: &'a str,
    name: &'a str,
}

/// What has no target: stages that were reported, and projects of which there is nothing at all.
pub(super) fn without_target(
    language: Language,
    report: &Report<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let stages = report.untargeted.iter().filter_map(|(project, stage)| {
        let stage = (*stage)?;
        Some(WithoutTarget {
            project: project.facts.code.as_str(),
            name: &project.facts.name,
            stage: stage.facts.code.as_str(),
            stage_name: recorded_stage_name(language, stage),
            kind: stage.facts.kind.id(),
            reading: ReadingCell::latest(stage),
        })
    });
    list(out, "without_target", stages)?;
    let empty = report
        .untargeted
        .iter()
        .filter(|(_, stage)| stage.is_none());
    let empty = empty.map(|(project, _)| EmptyProject {
        project: project.facts.code.as_str(),
        name: &project.facts.name,
    });
    list(out, "empty_projects", empty)
}

/// Writes what has no target.
///
/// # Errors
/// Those of the writer.
pub fn untargeted_json(
    language: Language,
    report: &Report<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    begin(out, "project.untargeted/1")?;
    member(out, "as_of", &report.as_of)?;
    member(out, "known_on", &report.known_on)?;
    without_target(language, report, out)?;
    writeln!(out, "\n}}")
}

/// Begins an object, with the mark of its format.
pub(super) fn begin(out: &mut dyn Write, schema: &str) -> io::Result<()> {
    write!(out, "{{\n\"schema\": ")?;
    write_json(out, schema)
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
    language: Language,
    listed: &[Listed<'_>],
    report: &Report<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    begin(out, "project.list/1")?;
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
            worst: listed.worst.map(|judged| report.row(language, judged)),
            reported_on: listed.reported_on,
        }
    });
    list(out, "projects", rows)?;
    writeln!(out, "\n}}")
}

/// An entry as `log` has it.
#[derive(Serialize)]
struct EntryRow<'a> {
    number: i64,
    recorded_at: Instant,
    who: &'a str,
    command: &'a str,
    sources: Vec<&'a str>,
    retracted_by: Option<i64>,
    touches: Vec<String>,
    hash: &'a str,
}

/// Writes entries of the record, newest last.
///
/// # Errors
/// Those of the writer.
pub fn log_json(entries: &[HistoryEntry], out: &mut dyn Write) -> io::Result<()> {
    begin(out, "project.log/1")?;
    let rows = entries.iter().map(|entry| {
        let paths = entry.deeds.iter().filter_map(|deed| deed.stage_path());
        let mut touches: Vec<String> = paths.map(|path| path.to_string()).collect();
        touches.sort();
        touches.dedup();
        EntryRow {
            number: entry.number,
            recorded_at: entry.recorded_at,
            who: &entry.who,
            command: &entry.command,
            sources: entry
                .sources
                .iter()
                .map(|source| source.file.as_str())
                .collect(),
            retracted_by: entry.retracted_by,
            touches,
            hash: &entry.hash,
        }
    });
    list(out, "entries", rows)?;
    writeln!(out, "\n}}")
}

/// Writes settings, each with its default.
///
/// # Errors
/// Those of the writer.
pub fn settings_json(
    settings: &Settings,
    keys: &[SettingKey],
    out: &mut dyn Write,
) -> io::Result<()> {
    #[derive(Serialize)]
    struct SettingRow {
        key: &'static str,
        value: String,
        default: String,
    }
    let default = Settings::default();
    begin(out, "project.config/1")?;
    let rows = keys.iter().map(|&key| SettingRow {
        key: key.id(),
        value: settings.get(key),
        default: default.get(key),
    });
    list(out, "settings", rows)?;
    writeln!(out, "\n}}")
}

/// Writes that a store is sound, with its head and whether a head that was kept is part of it.
///
/// # Errors
/// Those of the writer.
pub fn verified_json(
    entries: usize,
    head: &str,
    kept: Option<&str>,
    out: &mut dyn Write,
) -> io::Result<()> {
    begin(out, "project.verify/1")?;
    member(out, "is_sound", &true)?;
    member(out, "entries", &entries)?;
    member(out, "head", &head)?;
    member(out, "since", &kept)?;
    writeln!(out, "\n}}")
}
