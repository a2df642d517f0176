//! The whole record as JSON: one row of the store on each line, so that two exports can be
//! compared line by line. The same record always gives the same bytes.

use std::io::{self, Write};

use serde::Serialize;

use crate::error::{Error, FormatProblem};
use crate::model::record::{FORMAT, Record};

/// Writes a record.
///
/// # Errors
/// Those of the writer.
pub fn write(record: &Record, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\n\"schema\": ")?;
    serde_json::to_writer(&mut *out, &record.schema)?;
    rows(out, "entries", &record.entries)?;
    rows(out, "sources", &record.sources)?;
    rows(out, "projects", &record.projects)?;
    rows(out, "stages", &record.stages)?;
    rows(out, "targets", &record.targets)?;
    rows(out, "revisions", &record.revisions)?;
    rows(out, "readings", &record.readings)?;
    rows(out, "retractions", &record.retractions)?;
    rows(out, "changes", &record.changes)?;
    rows(out, "settings", &record.settings)?;
    rows(out, "notices", &record.notices)?;
    writeln!(out, "\n}}")
}

fn rows<T: Serialize>(out: &mut dyn Write, name: &str, rows: &[T]) -> io::Result<()> {
    write!(out, ",\n\"{name}\": [")?;
    for (place, row) in rows.iter().enumerate() {
        out.write_all(if place == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, row)?;
    }
    out.write_all(if rows.is_empty() { b"]" } else { b"\n]" })
}

/// Whether a file looks like JSON: its first character beyond blanks is a brace.
pub fn is_json(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes
        .iter()
        .find(|byte| !byte.is_ascii_whitespace())
        .is_some_and(|byte| *byte == b'{')
}

/// Reads a record.
///
/// # Errors
/// [`Error::Format`] if it is not JSON, not a record, or a record of another version.
pub fn read(file: &str, bytes: &[u8]) -> Result<Record, Error> {
    let fail = |problem| Error::Format {
        file: file.to_owned(),
        problem,
    };
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let record: Record = serde_json::from_slice(bytes)
        .map_err(|error| fail(FormatProblem::Json(error.to_string())))?;
    if record.schema != FORMAT {
        return Err(fail(FormatProblem::JsonVersion(record.schema)));
    }
    Ok(record)
}
