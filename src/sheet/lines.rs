//! Many readings as text: a line each, or any sheet with a header, which may be separated by tabs.

use std::io::Read;

use crate::error::{Error, FormatProblem, Refusal, RowProblem};
use crate::ledger::{
    Change, Origin, ReadingChange, figure_word, looks_like_day, mentions, read_day, read_figure,
};
use crate::model::{Remark, clean_text};

use super::encoding::decode;
use super::kind::Kind;
use super::sheets::{Reading, Sheets};
use super::source::Input;
use super::table::{LONGEST_ROW, Table, header};
use super::typing::Typing;

/// At most so many lines are taken, of so many bytes together: more of them are a file, and those
/// are imported.
const LINES: usize = 100_000;
const BYTES: usize = 1 << 24;
/// What the input is called.
const NAME: &str = "-";

/// Reads lines `CODE[/STAGE] FIGURE [DATE] [note]`, a table of readings, in which projects and
/// stages stand as typed, or any sheet that is imported.
///
/// # Errors
/// [`Error::Format`] if it is too much, not text, or a header has columns that its kind has not;
/// [`Error::File`].
pub fn read_lines(input: impl Read, typing: &Typing) -> Result<Sheets, Error> {
    let fail = |problem| Error::Format {
        file: NAME.to_owned(),
        problem,
    };
    let input = Input::stream(NAME, input.take(BYTES as u64 + 1))?;
    let text = input.text()?;
    check_size(&text.bytes).map_err(fail)?;
    let (encoding, bytes) = decode(text.bytes);
    let mut reading = Reading::typed(typing);
    let source = text.source;
    let (first, delimiter) = first_line(&bytes);
    let names = header(first, delimiter).unwrap_or_default();
    let kind = match is_readings(&names) {
        true => Some(Kind::Readings),
        false => Kind::recognise(&names),
    };
    if let Some(kind) = kind {
        let table = Table::of(kind, names, NAME, bytes, delimiter).map_err(fail)?;
        reading.add(table, encoding, source)?;
    } else {
        let text = String::from_utf8(bytes).map_err(|_| fail(FormatProblem::Encoding))?;
        reading.lines(source, text.lines().count() as u64);
        for (number, line) in (1..).zip(text.lines()) {
            if line.trim().is_empty() || line.trim_start().starts_with('#') {
                continue;
            }
            let said = match Line::of(line) {
                Some(line) => line.reading(typing),
                None => Err(vec![refused(Refusal::Line(line.trim().to_owned()))]),
            };
            reading.line(
                Origin {
                    file: 0,
                    row: number,
                },
                said,
            );
        }
    }
    Ok(reading.finished())
}

/// That no line is too long, and that there are not too many.
fn check_size(bytes: &[u8]) -> Result<(), FormatProblem> {
    let is_much = |lines: usize| lines > LINES || bytes.len() > BYTES;
    for (line, row) in bytes.split(|byte| *byte == b'\n').zip(1..) {
        if line.len() > LONGEST_ROW {
            return Err(FormatProblem::LongRow {
                row,
                most: LONGEST_ROW,
                quoted: None,
            });
        }
        if row > LINES as u64 {
            break;
        }
    }
    if is_much(bytes.iter().filter(|byte| **byte == b'\n').count()) {
        let (lines, bytes) = (LINES, BYTES);
        return Err(FormatProblem::MuchInput { lines, bytes });
    }
    Ok(())
}

/// The first line that is not blank, and what would separate its cells.
fn first_line(bytes: &[u8]) -> (&[u8], u8) {
    let mut lines = bytes.split(|byte| matches!(byte, b'\r' | b'\n'));
    let first = lines.find(|line| !line.is_empty()).unwrap_or_default();
    let delimiter = if first.contains(&b'\t') { b'\t' } else { b',' };
    (first, delimiter)
}

/// Whether a header is that of readings as typed: it names projects and figures, and no other
/// sheet has all of its columns.
fn is_readings(names: &[String]) -> bool {
    let has = |name: &str| names.iter().any(|n| n == name);
    let is_other = || {
        let kind = Kind::recognise(names).filter(|kind| *kind != Kind::Readings);
        Kind::Readings.places(names).is_err() && kind.is_some_and(|kind| kind.places(names).is_ok())
    };
    has("project") && (has("percent") || has("amount")) && !is_other()
}

fn refused(refusal: Refusal) -> RowProblem {
    RowProblem::Refused(Box::new(refusal))
}

/// A line, each part still a text.
struct Line<'a> {
    place: &'a str,
    figure: &'a str,
    on: Option<&'a str>,
    note: &'a str,
}

impl Line<'_> {
    fn of(line: &str) -> Option<Line<'_>> {
        let (place, rest) = word(line)?;
        let (figure, rest) = figure(rest.trim_start())?;
        let (on, note) = match word(rest) {
            Some((day, note)) if looks_like_day(day) => (Some(day), note),
            _ => (None, rest),
        };
        Some(Line {
            place,
            figure,
            on,
            note: note.trim(),
        })
    }

    /// The reading, or all that is wrong with it.
    fn reading(&self, typing: &Typing) -> Result<Change, Vec<RowProblem>> {
        let mut problems = Vec::new();
        if clean_text(self.note).is_none() {
            problems.push(refused(Refusal::Unseen(self.note.to_owned())));
        }
        let (project, stage) = mentions(self.place);
        let figure = read_figure(self.figure);
        let on = self.on.map(|on| read_day(on, typing.as_of)).transpose();
        let (figure, on) = match (figure, on) {
            (Ok(figure), Ok(on)) if problems.is_empty() => (figure, on),
            (figure, on) => {
                problems.extend(figure.err().map(refused));
                problems.extend(on.err().map(refused));
                return Err(problems);
            }
        };
        let note = Some(self.note.to_owned()).filter(|note| !note.is_empty());
        let said = Remark {
            note,
            ..Remark::default()
        };
        Ok(Change::Reading(Box::new(ReadingChange {
            project,
            stage,
            figure,
            as_of: on.or(typing.on),
            remark: said.or(&typing.remark),
            lower: typing.lower,
            keeps_words: false,
        })))
    }
}

/// The first word of a text, and what follows.
fn word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// The figure that a text begins with, and what follows: a word, or two as in `under way`.
fn figure(text: &str) -> Option<(&str, &str)> {
    let (first, rest) = word(text)?;
    if let Some((_, rest)) = word(rest) {
        let (both, rest) = text.split_at(text.len() - rest.len());
        if figure_word(both).is_some() {
            return Some((both, rest));
        }
    }
    Some((first, rest))
}
