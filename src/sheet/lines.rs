//! Many readings as text: a line each, or any sheet with a header, which may be separated by tabs.

use std::io::Read;

use csv::ByteRecord;

use crate::error::{Error, FormatProblem, Refusal, RowProblem};
use crate::ledger::{Change, Figure, Lower, Origin, ProjectMention, ReadingChange, StageMention};
use crate::model::{Amount, Day, Remark, Source, clean_text};

use super::encoding::decode;
use super::kind::Kind;
use super::sheets::{Reading, Sheets};
use super::source::Input;
use super::table::{LONGEST_ROW, Table, header};

/// At most so many lines are taken, of so many bytes together: more of them are a file, and those
/// are imported.
const LINES: usize = 100_000;
const BYTES: usize = 1 << 24;
/// What the input is called.
const NAME: &str = "-";

/// How what is typed is read, and what is said beside the lines.
pub struct Typing<'a> {
    /// Reads a figure as typed: 72, 72%, done, 4/6.
    pub figure: &'a dyn Fn(&str) -> Result<Figure, Refusal>,
    /// Reads a day as typed, none later than today.
    pub day: &'a dyn Fn(&str) -> Result<Day, Refusal>,
    /// What becomes of lower figures.
    pub lower: Lower,
    /// The day of lines that give none.
    pub on: Option<Day>,
    /// The words of lines that say nothing else.
    pub remark: Remark,
}

/// One reading as typed, each part still a text.
#[derive(Default)]
struct Typed<'a> {
    project: &'a str,
    stage: Option<&'a str>,
    figure: Option<&'a str>,
    amount: Option<&'a str>,
    total: Option<&'a str>,
    on: Option<&'a str>,
    note: Option<&'a str>,
    problem: Option<&'a str>,
    next_step: Option<&'a str>,
}

/// Reads lines `CODE[/STAGE] FIGURE [DATE] [note]`, a table of readings, in which projects and
/// stages stand as typed, or any sheet that is imported.
///
/// # Errors
/// [`Error::Format`] if it is too much, not text, or a header has columns that its kind has not;
/// [`Error::File`].
pub fn read_lines(input: impl Read, typing: &Typing<'_>) -> Result<Sheets, Error> {
    let fail = |problem| Error::Format {
        file: NAME.to_owned(),
        problem,
    };
    let input = Input::stream(NAME, input.take(BYTES as u64 + 1))?;
    let text = input.text()?;
    check_size(&text.bytes).map_err(fail)?;
    let (encoding, bytes) = decode(text.bytes);
    let mut reading = Reading::default();
    let source = text.source;
    let (first, delimiter) = first_line(&bytes);
    let names = header(first, delimiter).unwrap_or_default();
    if is_readings(&names) {
        let table = Table::of(Kind::Readings, names, NAME, bytes, delimiter).map_err(fail)?;
        typed_table(&mut reading, table, source, typing)?;
    } else if let Some(kind) = Kind::recognise(&names) {
        let table = Table::of(kind, names, NAME, bytes, delimiter).map_err(fail)?;
        reading.add(table, encoding, source)?;
    } else {
        let text = String::from_utf8(bytes).map_err(|_| fail(FormatProblem::Encoding))?;
        reading.lines(source, text.lines().count() as u64, None);
        for (number, line) in (1..).zip(text.lines()) {
            if line.trim().is_empty() || line.trim_start().starts_with('#') {
                continue;
            }
            let said = match plain(line) {
                Some(typed) => typing.reading(&typed),
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

fn typed_table(
    reading: &mut Reading,
    mut table: Table,
    source: Source,
    typing: &Typing<'_>,
) -> Result<(), Error> {
    let mut said = Vec::new();
    let rows = table.read(&mut |table, row| {
        said.push(match row {
            Ok(row) => (row.number, typing.row(table, row.record)),
            Err(bad) => (bad.row, Err(vec![bad.problem])),
        });
    })?;
    for (number, said) in &mut said {
        if let Err(problems) = said {
            for problem in problems {
                if matches!(problem, RowProblem::Columns { .. }) {
                    let shown = table.row(*number, |row| joined(row.record));
                    *problem = refused(Refusal::Line(shown));
                }
            }
        }
    }
    reading.lines(source, rows, Some(table));
    for (row, said) in said {
        reading.line(Origin { file: 0, row }, said);
    }
    Ok(())
}

fn joined(record: &ByteRecord) -> String {
    let cells: Vec<_> = record.iter().map(String::from_utf8_lossy).collect();
    cells.join(",")
}

fn refused(refusal: Refusal) -> RowProblem {
    RowProblem::Refused(Box::new(refusal))
}

fn plain(line: &str) -> Option<Typed<'_>> {
    let (place, rest) = word(line)?;
    let (figure, rest) = word(rest)?;
    let (on, note) = match word(rest) {
        Some((day, note)) if looks_like_day(day) => (Some(day), note),
        _ => (None, rest),
    };
    let (project, stage) = split(place);
    Some(Typed {
        project,
        stage,
        figure: Some(figure),
        on,
        note: Some(note.trim()),
        ..Typed::default()
    })
}

/// The first word of a text, and what follows.
fn word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// `CODE/STAGE` in two.
fn split(place: &str) -> (&str, Option<&str>) {
    match place.split_once('/') {
        Some((project, stage)) => (project, Some(stage)),
        None => (place, None),
    }
}

/// Whether the word was meant as a date: it is one, or is made like one.
fn looks_like_day(word: &str) -> bool {
    let is_made_so = |c: char| c.is_ascii_digit() || matches!(c, '-' | '/' | '月' | '日' | '年');
    word.parse::<Day>().is_ok()
        || (word.contains(['-', '/', '月']) && word.chars().all(is_made_so))
        || matches!(word, "today" | "yesterday" | "今天" | "昨天")
}

type Said = Result<Change, Vec<RowProblem>>;

impl Typing<'_> {
    fn row(&self, table: &Table, record: &ByteRecord) -> Said {
        let cells = table.columns().filter_map(|column| {
            let bytes = record.get(table.place(column)?)?;
            Some((column, std::str::from_utf8(bytes)))
        });
        let mut typed = Typed::default();
        for (column, text) in cells {
            let Ok(text) = text else {
                return Err(vec![RowProblem::Encoding]);
            };
            let text = Some(text.trim()).filter(|text| !text.is_empty());
            match column {
                "project" => typed.project = text.unwrap_or_default(),
                "stage" => typed.stage = text,
                "percent" => typed.figure = text,
                "amount" => typed.amount = text,
                "total" => typed.total = text,
                "as_of" => typed.on = text,
                "note" => typed.note = text,
                "problem" => typed.problem = text,
                "next_step" => typed.next_step = text,
                _ => {}
            }
        }
        if typed.stage.is_none() {
            (typed.project, typed.stage) = split(typed.project);
        }
        // An empty percent beside no amount says what an import says by it: under way.
        if typed.amount.is_none() {
            typed.figure = typed.figure.or(Some("underway"));
        }
        self.reading(&typed)
    }

    /// The reading, or all that is wrong with it.
    fn reading(&self, typed: &Typed<'_>) -> Said {
        let mut problems = Vec::new();
        let mut sound = |text: Option<&str>, other: Option<&String>| match text.map(clean_text) {
            Some(None) => {
                let text = text.unwrap_or_default().to_owned();
                problems.push(refused(Refusal::Unseen(text)));
                None
            }
            None | Some(Some("")) => other.cloned(),
            Some(Some(text)) => Some(text.to_owned()),
        };
        let project = sound(Some(typed.project), None);
        let stage = sound(typed.stage, None);
        let remark = Remark {
            note: sound(typed.note, self.remark.note.as_ref()),
            problem: sound(typed.problem, self.remark.problem.as_ref()),
            next_step: sound(typed.next_step, self.remark.next_step.as_ref()),
        };
        let has_no_code = |text: Option<&str>| text.is_some_and(|text| text.trim().is_empty());
        if has_no_code(Some(typed.project)) || has_no_code(typed.stage) {
            problems.push(refused(Refusal::NoCode));
        }
        let figure = self.figure(typed);
        let on = typed.on.map(|on| (self.day)(on)).transpose();
        let (figure, on) = match (figure, on) {
            (Ok(figure), Ok(on)) if problems.is_empty() => (figure, on),
            (figure, on) => {
                problems.extend(figure.err().map(refused));
                problems.extend(on.err().map(refused));
                return Err(problems);
            }
        };
        Ok(Change::Reading(Box::new(ReadingChange {
            project: ProjectMention::Typed(project.unwrap_or_default()),
            stage: stage.map_or(StageMention::Meant, StageMention::Typed),
            figure,
            as_of: on.or(self.on),
            remark,
            lower: self.lower,
            keeps_words: false,
        })))
    }

    fn figure(&self, typed: &Typed<'_>) -> Result<Figure, Refusal> {
        let amount = |text: Option<&str>| -> Result<Option<Amount>, Refusal> {
            let read = |text: &str| text.parse().map_err(|_| Refusal::Amount(text.to_owned()));
            text.map(read).transpose()
        };
        let total = amount(typed.total)?;
        let figure = typed.figure.map(|text| (self.figure)(text)).transpose()?;
        match (figure, amount(typed.amount)?) {
            (Some(Figure::Percent { percent, .. }), Some(amount)) => Ok(Figure::Both {
                percent: Some(percent),
                amount: Some(amount),
                total,
            }),
            (Some(_), Some(_)) => Err(Refusal::FigureAndAmount),
            (Some(figure), None) => Ok(figure),
            (None, Some(amount)) => Ok(Figure::Amount(amount, total)),
            (None, None) => Err(Refusal::NoFigure),
        }
    }
}
