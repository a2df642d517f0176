//! The whole record as JSON: one row of the store on each line, so that two exports can be
//! compared line by line. The same record always gives the same bytes.

use std::io::{self, BufReader, Read, Write};

use serde::Serialize;

use crate::error::{Error, FormatProblem};
use crate::model::record::{FORMAT, Record};
use crate::model::write_json;

use super::input::{Input, unreadable};

/// Writes a record.
///
/// # Errors
/// Those of the writer.
pub fn write(record: &Record, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\n\"schema\": ")?;
    write_json(out, &record.schema)?;
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
        write_json(out, row)?;
    }
    out.write_all(if rows.is_empty() { b"]" } else { b"\n]" })
}

/// The most bytes that one text may have, as it is written. A note is never so long; a command that
/// named very many files may be longer than a row of CSV.
const LONGEST_TEXT: usize = 1 << 24;

/// Reads a record from bytes at hand.
///
/// # Errors
/// As [`read_input`], but for those of a file.
pub fn read(file: &str, bytes: &[u8]) -> Result<Record, Error> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    read_from(file, bytes)
}

/// Reads what was told to be JSON as a record.
///
/// # Errors
/// [`Error::Format`] if it is not JSON, not a record, or a record of another version, or has a
/// text without end; [`Error::File`].
pub fn read_input(input: &Input<'_>) -> Result<Record, Error> {
    let record = read_from(&input.name, input.reader()?)?;
    input.check()?;
    Ok(record)
}

/// Reads a record piece by piece.
fn read_from(file: &str, text: impl Read) -> Result<Record, Error> {
    let fail = |problem| Error::Format {
        file: file.to_owned(),
        problem,
    };
    let mut texts = Texts::over(text);
    let read = serde_json::from_reader(BufReader::with_capacity(1 << 16, &mut texts));
    if texts.length > LONGEST_TEXT {
        return Err(fail(FormatProblem::LongText {
            line: texts.line,
            most: LONGEST_TEXT,
        }));
    }
    let record: Record = read.map_err(|error| match error.io_error_kind() {
        Some(kind) => unreadable(file, kind.into()),
        None => fail(FormatProblem::Json(error.to_string())),
    })?;
    if record.schema != FORMAT {
        return Err(fail(FormatProblem::JsonVersion(record.schema)));
    }
    Ok(record)
}

/// JSON of which no text is without end.
struct Texts<R> {
    json: R,
    line: u64,
    /// Bytes since the last quote that opened a text, if one is open.
    length: usize,
    is_open: bool,
    is_escaped: bool,
}

impl<R> Texts<R> {
    fn over(json: R) -> Texts<R> {
        Texts {
            json,
            line: 1,
            length: 0,
            is_open: false,
            is_escaped: false,
        }
    }

    fn take(&mut self, byte: u8) {
        if !self.is_open {
            self.is_open = byte == b'"';
            self.line += u64::from(byte == b'\n');
        } else if self.is_escaped {
            self.is_escaped = false;
            self.length += 1;
        } else if byte == b'"' {
            self.is_open = false;
            self.length = 0;
        } else {
            self.is_escaped = byte == b'\\';
            self.length += 1;
        }
    }
}

impl<R: Read> Read for Texts<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.json.read(buffer)?;
        for byte in buffer.get(..length).unwrap_or_default() {
            self.take(*byte);
            if self.length > LONGEST_TEXT {
                return Err(io::ErrorKind::InvalidData.into());
            }
        }
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    /// A row of each kind, nothing left out.
    fn whole() -> Value {
        let at = "2021-08-01T09:00:00.000Z";
        json!({
            "schema": FORMAT,
            "entries": [{"number": 1, "recorded_at": at, "who": "wang", "command": "x"}],
            "sources": [{"entry": 1, "position": 1, "file": "p.csv", "sha256": "00"}],
            "projects": [{"id": 1, "entry": 1, "code": "jinhui", "name": "金辉", "name_en": "Jinhui",
                "aliases": [{"name": "又名", "is_certain": true}], "category": "c", "unit": "u",
                "lead": "l"}],
            "stages": [{"id": 1, "entry": 1, "project": 1, "code": "s", "name": "主体",
                "name_en": "main", "position": 0, "kind": "measured", "weight": 12.5, "unit": "m",
                "total": "382.5"}],
            "targets": [{"id": 1, "entry": 1, "stage": 1, "period": "2021H2", "label": "",
                "carried_from": 1}],
            "revisions": [{"target": 1, "entry": 1, "position": 1, "decided_on": "2021-08-01",
                "percent": 80, "due": "2021-12-31", "words": "年底前", "is_due_implied": false,
                "start": "2021-07-01", "baseline": 0.43,
                "plan_points": [{"on": "2021-09-30", "percent": 50}], "commitment": "strive",
                "state": "active", "reason": "r"}],
            "readings": [{"stage": 1, "as_of": "2021-07-31", "entry": 1, "percent": 57.99,
                "amount": "1.050", "note": "n", "problem": "p", "next_step": "x"}],
            "retractions": [{"entry": 1, "retracted": 1, "reason": "r"}],
            "changes": [{"entry": 1, "position": 1, "project": 1, "stage": 1, "field": "state",
                "old": "active", "new": "closed", "decided_on": "2021-08-01", "reason": "r"}],
            "settings": [{"key": "rule", "entry": 1, "value": "gap"}],
            "notices": [{"entry": 1, "target": 1, "finding": "overdue", "said_on": "2021-08-01"}],
        })
    }

    /// The values within one that hold no others, in order.
    fn leaves(value: &mut Value) -> Vec<&mut Value> {
        match value {
            Value::Array(items) => items.iter_mut().flat_map(leaves).collect(),
            Value::Object(members) => members.values_mut().flat_map(leaves).collect(),
            leaf => vec![leaf],
        }
    }

    fn any_leaf() -> impl Strategy<Value = Value> {
        prop_oneof![
            6 => "[0-9HQTZ年.:-]{0,12}|\\PC{0,12}".prop_map(Value::from),
            2 => (-1i64..=10_001).prop_map(|hundredths| Value::from(hundredths as f64 / 100.0)),
            1 => any::<f64>().prop_map(Value::from),
            1 => any::<i64>().prop_map(Value::from),
            1 => any::<bool>().prop_map(Value::from),
            1 => prop::sample::select(vec![Value::Null, json!([]), json!({})]),
        ]
    }

    proptest! {
        // Caught: three bytes taken off for a mark, of which only the first was looked at.
        #[test]
        fn bytes_that_are_no_record_are_refused(
            mark in 0usize..=3,
            rest in prop::collection::vec(
                prop_oneof![any::<u8>(), prop::sample::select(b"{}[]\":,\\u9 ".to_vec())],
                0..20,
            )
        ) {
            let bytes = [&b"\xef\xbb\xbf"[..mark], rest.as_slice()].concat();
            let _ = Input::text("x.json", &bytes).is_json();
            prop_assert!(read("x.json", &bytes).is_err());
        }

        // Caught: the bytes unwrapped as UTF-8 before they were parsed.
        #[test]
        fn a_record_cut_off_or_with_a_byte_spoiled_is_read_or_refused(
            place in any::<prop::sample::Index>(), byte in any::<Option<u8>>()
        ) {
            let mut bytes = whole().to_string().into_bytes();
            let place = place.index(bytes.len());
            match byte {
                Some(byte) => bytes[place] = byte,
                None => bytes.truncate(place),
            }
            let read = read("x.json", &bytes);
            prop_assert!(byte.is_some() || read.is_err());
        }
    }

    proptest! {
        // Each case reads as many records as there are values in one.
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        // Caught: a period split at its fourth byte, inside a Chinese character.
        #[test]
        fn a_record_with_any_value_spoiled_is_refused_or_goes_out_and_in(leaf in any_leaf()) {
            let whole = whole();
            for place in 0..leaves(&mut whole.clone()).len() {
                let mut record = whole.clone();
                *leaves(&mut record)[place] = leaf.clone();
                if let Ok(read_once) = read("x.json", record.to_string().as_bytes()) {
                    let mut bytes = Vec::new();
                    write(&read_once, &mut bytes).unwrap();
                    prop_assert_eq!(read("x.json", &bytes).unwrap(), read_once);
                }
            }
        }
    }

    #[test]
    fn what_the_properties_spoil_is_a_record() {
        read("x.json", whole().to_string().as_bytes()).unwrap();
    }
}
