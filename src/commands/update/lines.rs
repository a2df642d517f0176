//! Many readings as text: a line each, or CSV or TSV with a header.

use std::io::{self, BufRead};

use csv::{ReaderBuilder, StringRecord};

use crate::error::{Error, FormatProblem, Refusal};
use crate::model::Day;

use super::{Item, Line};

/// At most so many lines are taken, each of at most so many bytes, so many together. They are held
/// until all of them are recorded; more of them are a file, and those are imported.
const LINES: usize = 100_000;
const LINE: usize = 1 << 20;
const BYTES: usize = 1 << 24;

/// Takes what comes, to its end, or to where it is too much.
///
/// # Errors
/// [`Error::Format`] if it is too much; [`Error::File`].
pub(super) fn take(mut input: impl BufRead) -> Result<Vec<u8>, Error> {
    let fail = |problem| Error::Format {
        file: "-".to_owned(),
        problem,
    };
    let mut text = Vec::new();
    let (mut lines, mut length) = (0, 0);
    loop {
        let bytes = match input.fill_buf() {
            Err(problem) if problem.kind() == io::ErrorKind::Interrupted => continue,
            Err(problem) => {
                return Err(Error::File {
                    path: "-".into(),
                    problem,
                    is_write: false,
                });
            }
            Ok(bytes) => bytes,
        };
        if bytes.is_empty() {
            return Ok(text);
        }
        let (mut begun, count) = (length, bytes.len());
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            begun += line.len();
            if begun > LINE {
                let (row, most) = (lines as u64 + 1, LINE);
                let quoted = None;
                return Err(fail(FormatProblem::LongRow { row, most, quoted }));
            }
            if line.ends_with(b"\n") {
                (lines, begun) = (lines + 1, 0);
            }
        }
        length = begun;
        text.extend_from_slice(bytes);
        input.consume(count);
        if lines > LINES || text.len() > BYTES {
            return Err(fail(FormatProblem::MuchInput {
                lines: LINES,
                bytes: BYTES,
            }));
        }
    }
}

/// Reads all lines; those that are no update come as refusals, with their numbers.
///
/// # Errors
/// [`Error::Format`] if it is not UTF-8, or a header has columns that no reading has.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Line>, Error> {
    let fail = |problem| Error::Format {
        file: "-".to_owned(),
        problem,
    };
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| fail(FormatProblem::Encoding))?;
    let first = text.lines().next().unwrap_or_default();
    let delimiter = if first.contains('\t') { b'\t' } else { b',' };
    let names: Vec<String> = first
        .split(char::from(delimiter))
        .map(|name| name.trim().trim_matches('"').to_lowercase())
        .collect();
    let has = |name: &str| names.iter().any(|n| n == name);
    if has("project") && (has("percent") || has("amount")) {
        table(text, delimiter, &names)
    } else {
        Ok(plain(text))
    }
}

/// `CODE[/STAGE] PERCENT [DATE] [note]`; blank lines and those that begin with `#` are passed over.
fn plain(text: &str) -> Vec<Line> {
    (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty() && !line.trim_start().starts_with('#'))
        .map(|(number, line)| (number, plain_line(line)))
        .collect()
}

fn plain_line(line: &str) -> Result<Item, Refusal> {
    let mut words = line.split_whitespace();
    let (Some(place), Some(figure)) = (words.next(), words.next()) else {
        return Err(Refusal::Line(line.trim().to_owned()));
    };
    let rest: Vec<&str> = words.collect();
    let (on, note) = match rest.split_first() {
        Some((first, note)) if looks_like_day(first) => (Some((*first).to_owned()), note),
        _ => (None, rest.as_slice()),
    };
    let note = note.join(" ");
    Ok(Item {
        place: place.to_owned(),
        figure: Some(figure.to_owned()),
        on,
        note: (!note.is_empty()).then_some(note),
        ..Item::default()
    })
}

/// Whether the word was meant as a date: it is one, or is made like one.
fn looks_like_day(word: &str) -> bool {
    let is_made_so = |c: char| c.is_ascii_digit() || matches!(c, '-' | '/' | '月' | '日' | '年');
    word.parse::<Day>().is_ok()
        || (word.contains(['-', '/', '月']) && word.chars().all(is_made_so))
        || matches!(word, "today" | "yesterday" | "今天" | "昨天")
}

/// The columns of a table, each with its other names.
const COLUMNS: [&str; 10] = [
    "project",
    "stage",
    "percent",
    "as_of",
    "date",
    "amount",
    "note",
    "problem",
    "next_step",
    "next",
];

fn table(text: &str, delimiter: u8, names: &[String]) -> Result<Vec<Line>, Error> {
    let fail = |problem| Error::Format {
        file: "-".to_owned(),
        problem,
    };
    for name in names {
        if !COLUMNS.contains(&name.as_str()) {
            return Err(fail(FormatProblem::StrayColumn {
                column: name.clone(),
                kind: "readings",
            }));
        }
    }
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut lines = Vec::new();
    // Reading text from memory cannot fail, and a flexible reader takes any row.
    while reader.read_record(&mut record).unwrap_or(false) {
        let number = record.position().map_or(0, csv::Position::record) + 1;
        if record.len() != names.len() {
            let shown = record.iter().collect::<Vec<_>>().join(",");
            lines.push((number, Err(Refusal::Line(shown))));
            continue;
        }
        let cell = |wanted: &[&str]| {
            let place = names
                .iter()
                .position(|name| wanted.contains(&name.as_str()))?;
            let text = record.get(place)?.trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        let project = cell(&["project"]).unwrap_or_default();
        let place = match cell(&["stage"]) {
            Some(stage) => format!("{project}/{stage}"),
            None => project,
        };
        let amount = cell(&["amount"]);
        // An empty percent beside no amount says what an import says by it: under way.
        let figure = cell(&["percent"]).or_else(|| amount.is_none().then(|| "underway".to_owned()));
        lines.push((
            number,
            Ok(Item {
                place,
                figure,
                amount,
                on: cell(&["as_of", "date"]),
                note: cell(&["note"]),
                problem: cell(&["problem"]),
                next_step: cell(&["next_step", "next"]),
            }),
        ));
    }
    Ok(lines)
}
