//! Many readings as text: a line each, or any sheet with a header, which may be separated by tabs.

use std::io::Read;

use crate::ledger::{Change, Figure, Origin, ReadingChange, Writing, mentions, read_figure};
use crate::messages::{Error, Field, FormatProblem, Refusal, Size, ValueProblem};
use crate::model::{DateError, DateRules, Day, Remark, clean_text, looks_like_date, read_day};

use super::csv::{LONGEST_ROW, split};
use super::encoding::{Decoded, decode};
use super::kind::Kind;
use super::layout::{Looking, first_names, lay_out};
use super::sheets::Sheets;
use super::source::{Content, Input};
use super::table::Table;
use super::taking::Taking;
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
    let Content { bytes, source } = input.content()?;
    check_size(&bytes).map_err(fail)?;
    let Decoded::Text { text, read_as } = decode(bytes) else {
        return Err(fail(FormatProblem::Encoding));
    };
    let mut reading = Taking::typed(typing);
    let split = split(&text).map_err(fail)?;
    let names = first_names(&split.grid);
    let how = Looking {
        rules: &typing.rules,
        mappings: &typing.mappings,
        on: typing.on,
    };
    let kind = match is_readings(&names) {
        true => Some(Kind::Readings),
        false => {
            let is_known = || typing.mappings.know(&names).then_some(Kind::Flat);
            // Its header may stand beneath titles.
            let is_laid_out = || {
                let layout = lay_out(&split.grid, how);
                layout.is_ok_and(|layout| {
                    let is_beneath = layout.header > 1 && layout.columns.len() > 1;
                    layout.kind == Kind::Flat && is_beneath
                })
            };
            (Kind::recognise(&names).or_else(is_known))
                .or_else(|| is_laid_out().then_some(Kind::Flat))
        }
    };
    if let Some(kind) = kind {
        let table = match kind {
            Kind::Flat => Table::open(NAME, split, how),
            kind => Table::of(kind, NAME, split),
        };
        let table = table.map_err(fail)?;
        reading.add(table, read_as.map(str::to_owned));
        reading.came_from(source);
    } else {
        reading.lines(source, text.lines().count() as u64);
        for (number, line) in (1..).zip(text.lines()) {
            if line.trim().is_empty() || line.trim_start().starts_with('#') {
                continue;
            }
            let stated = match Line::of(line, &typing.rules) {
                Some(line) => line.reading(typing),
                None => Err(vec![Refusal::NotAnUpdate(line.trim().to_owned())]),
            };
            reading.line(
                Origin {
                    file: 0,
                    row: number,
                },
                stated,
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
                most: Size(LONGEST_ROW),
                quoted: None,
            });
        }
        if row > LINES as u64 {
            break;
        }
    }
    if is_much(bytes.iter().filter(|byte| **byte == b'\n').count()) {
        let (lines, bytes) = (LINES, Size(BYTES));
        return Err(FormatProblem::MuchInput { lines, bytes });
    }
    Ok(())
}

/// Whether a header is that of readings as typed: it names projects and figures, and no other
/// sheet has all of its columns.
fn is_readings(names: &[String]) -> bool {
    let has = |name: &str| names.iter().any(|n| n == name);
    let is_other = || {
        let kind = Kind::recognise(names).filter(|kind| *kind != Kind::Readings);
        Kind::Readings.indexes(names).is_err()
            && kind.is_some_and(|kind| kind.indexes(names).is_ok())
    };
    has("project") && (has("percent") || has("amount")) && !is_other()
}

/// What a line says, as far as it can be read.
struct Line<'a> {
    stage_path: &'a str,
    figure: Result<Figure, Refusal>,
    on: Result<Option<Day>, Refusal>,
    note: &'a str,
}

impl Line<'_> {
    fn of<'a>(line: &'a str, rules: &DateRules) -> Option<Line<'a>> {
        let (stage_path, rest) = word(line)?;
        let (figure, rest) = figure(rest)?;
        let (on, note) = day(rest, rules);
        Some(Line {
            stage_path,
            figure,
            on,
            note: note.trim(),
        })
    }

    /// The reading, or all that is wrong with it.
    fn reading(self, typing: &Typing) -> Result<Change, Vec<Refusal>> {
        let mut problems = Vec::new();
        if clean_text(self.note).is_none() {
            problems.push(Refusal::value(Field::Text, self.note, ValueProblem::Unseen));
        }
        let (project, stage) = mentions(self.stage_path);
        let (figure, on) = match (self.figure, self.on) {
            (Ok(figure), Ok(on)) if problems.is_empty() => (figure, on),
            (figure, on) => {
                problems.extend(figure.err());
                problems.extend(on.err());
                return Err(problems);
            }
        };
        let note = Some(self.note.to_owned()).filter(|note| !note.is_empty());
        let stated = Remark {
            note,
            ..Remark::default()
        };
        Ok(Change::Reading(Box::new(ReadingChange {
            project,
            stage,
            figure,
            as_of: on.or(typing.on),
            remark: stated.or(&typing.remark),
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

/// The first words of a text, and what follows, for one word, two, and so on up to so many.
fn beginnings(text: &str, most: usize) -> Vec<(&str, &str)> {
    let mut beginnings = Vec::new();
    let mut rest = text;
    while let Some((_, next)) = word(rest).filter(|_| beginnings.len() < most) {
        rest = next;
        beginnings.push(text.split_at(text.len() - rest.len()));
    }
    beginnings
}

/// The figure that a text begins with, and what follows. It may have several words, as `under way`
/// or `完成 72 %` has; where none makes sense, the first word is what was meant.
fn figure(text: &str) -> Option<(Result<Figure, Refusal>, &str)> {
    let read = |(figure, rest)| {
        let read = read_figure(figure, Writing::TYPED);
        let refused = |problem| Refusal::value(Field::Figure, figure.trim(), problem);
        (read.map_err(refused), rest)
    };
    let beginnings = beginnings(text, 3);
    let mut longest_first = beginnings.iter().rev().copied().map(read);
    let found = longest_first.find(|(figure, _)| {
        // A fraction is a figure too, if one that is asked about.
        use ValueProblem::Fraction;
        matches!(
            figure,
            Ok(_)
                | Err(Refusal::Value {
                    problem: Fraction { .. },
                    ..
                })
        )
    });
    found.or_else(|| beginnings.first().copied().map(read))
}

/// The day that a text begins with, and what follows. What was meant as a day and is none does not
/// pass for a note.
fn day<'a>(text: &'a str, rules: &DateRules) -> (Result<Option<Day>, Refusal>, &'a str) {
    let beginnings = beginnings(text, 5);
    let read = |(text, rest): (&'a str, &'a str)| (text.trim(), read_day(text, rules), rest);
    let mut longest_first = beginnings.iter().rev().copied().map(read);
    if let Some((_, Ok(day), rest)) = longest_first.find(|(_, day, _)| day.is_ok()) {
        return (Ok(Some(day)), rest);
    }
    let is_bare = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let is_meant =
        |text: &str, rest: &str| looks_like_date(text) || (is_bare(text) && rest.trim().is_empty());
    let mut meant: Option<(&str, DateError, &str)> = None;
    for (text, day, rest) in beginnings.iter().copied().map(read) {
        let problem = day.err().filter(|_| is_meant(text, rest));
        // Of several beginnings, the longest that is more than no day at all.
        match (problem, meant) {
            (Some(problem), None) => meant = Some((text, problem, rest)),
            (Some(problem), Some(_)) if problem != DateError::NotADay => {
                meant = Some((text, problem, rest));
            }
            _ => {}
        }
    }
    match meant {
        Some((text, problem, rest)) => {
            let problem = ValueProblem::Date(problem);
            (Err(Refusal::value(Field::Date, text, problem)), rest)
        }
        None => (Ok(None), text),
    }
}
