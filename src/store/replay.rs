//! The record as a stream: a row a line, out of a store and into another, of any size.
//!
//! The first line names the format. Each other line is one row in JSON with the columns that are not
//! NULL, in the order in which the rows are hashed, each entry's own closing its rows. So a file
//! that was changed, or that ends within an entry, is found while it is read; and what is put into
//! a store is what was hashed, with the same hashes.

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read as _, Seek, SeekFrom};

use serde::de::{Deserialize, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::chain::{Chain, Head};
use super::engine::{Read, Store};
use super::row::{Kind, Row, Table, Value};
use super::rows;
use crate::messages::{ChainBreak, Error, Flaw, FormatProblem, RecordProblem, Size, StoreProblem};
use crate::model::write_json;

/// The format of the stream, as its first line names it.
const FORMAT: &str = "project.record/1";

/// The most bytes of a line: more than any row of ours has, and nothing that fills the memory.
const LONGEST: usize = 16 << 20;

/// Writes a store's record, which is held against its hashes: what nobody could import is not
/// handed out for a record. The transaction that reads it lasts as long as the writing, so `out` is
/// not to be a pipe, nor a terminal.
///
/// # Errors
/// [`Error::Flaws`] where the chain does not hold, [`Error::Store`], and what `refused` makes of an
/// error of `out`.
pub fn export(
    store: &dyn Store,
    out: &mut dyn io::Write,
    refused: &dyn Fn(io::Error) -> Error,
) -> Result<(), Error> {
    let mut line = Vec::new();
    let mut put = |out: &mut dyn io::Write, row: &dyn Fn(&mut Vec<u8>) -> io::Result<()>| {
        line.clear();
        row(&mut line)?;
        line.push(b'\n');
        out.write_all(&line)
    };
    put(out, &|line| {
        Ok(serde_json::to_writer(
            line,
            &serde_json::json!({"schema": FORMAT}),
        )?)
    })
    .map_err(refused)?;
    let broken = |found: ChainBreak| Error::flaws("", vec![Flaw::Chain(found)]);
    store.read(&mut |read| {
        let mut chain = Chain::new();
        read.entries(i64::MIN, i64::MAX, &mut |row| {
            chain.next(&row).map_err(broken)?;
            put(out, &|line| write_json(line, &Line(&row))).map_err(refused)
        })?;
        chain.finish().map_err(broken)
    })?;
    out.flush().map_err(refused)
}

/// A row as a line.
struct Line<'a>(&'a Row);

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Row { table, cells } = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("table", table.name())?;
        for ((name, _), cell) in table.columns().iter().zip(cells) {
            match cell {
                None => {}
                Some(Value::Integer(number)) => map.serialize_entry(name, number)?,
                Some(Value::Text(text)) => map.serialize_entry(name, text)?,
            }
        }
        map.end()
    }
}

/// Puts an exported record into a store that is empty, or whose record is the file's beginning: then
/// what follows. All hashes are checked. Returns how many entries came.
///
/// # Errors
/// [`Error::Format`] with the line that is wrong, [`Error::File`] if it cannot be read, and
/// [`Error::Store`]; then nothing is kept.
pub fn import(store: &mut dyn Store, file: &str, lines: &mut dyn BufRead) -> Result<u64, Error> {
    let mut lines = Lines {
        file,
        lines,
        line: 0,
        buffer: Vec::new(),
    };
    lines.check_format()?;
    let there = head(store)?;
    let mut chain = Chain::new();
    // What the store holds already is read past, and must be the same.
    while chain.head().number < there.number {
        let Some(row) = lines.row()? else {
            lines.link(chain.finish())?;
            let entry = there.number;
            return Err(lines.wrong(RecordProblem::EndsEarly { entry }));
        };
        lines.link(chain.next(&row))?;
    }
    if *chain.head() != there {
        let entry = there.number;
        return Err(lines.wrong(RecordProblem::Diverges { entry }));
    }
    let mut count = 0;
    let replayed = store.replay(&mut || {
        let Some(row) = lines.row()? else {
            lines.link(chain.finish())?;
            return Ok(None);
        };
        lines.link(chain.next(&row))?;
        match rows::check(&row) {
            Err(Error::Store {
                problem: StoreProblem::Damaged(what),
                ..
            }) => return Err(lines.wrong(RecordProblem::Unreadable(what))),
            checked => checked?,
        }
        count += u64::from(row.table == Table::Entry);
        Ok(Some(row))
    });
    match replayed {
        Ok(()) => Ok(count),
        Err(Error::Store {
            path,
            problem: StoreProblem::Damaged(what),
        }) => {
            // Another came in between, and the numbers were taken.
            if head(store)? != there {
                return Err(Error::store(path, StoreProblem::Locked));
            }
            Err(lines.wrong(RecordProblem::Refused(what)))
        }
        Err(error) => Err(error),
    }
}

/// Copies a store's record into another, as [`export`] and [`import`] do, by way of a file that
/// nobody sees. Returns how many entries came.
///
/// # Errors
/// As of those.
pub fn copy(from: &dyn Store, to: &mut dyn Store) -> Result<u64, Error> {
    let failed = |is_write| {
        move |problem| Error::File {
            path: std::env::temp_dir(),
            problem,
            is_write,
        }
    };
    let mut file = tempfile::tempfile().map_err(failed(true))?;
    let mut out = BufWriter::new(&mut file);
    export(from, &mut out, &failed(true))?;
    drop(out);
    file.seek(SeekFrom::Start(0)).map_err(failed(false))?;
    import(to, FORMAT, &mut BufReader::<File>::new(file))
}

fn head(store: &dyn Store) -> Result<Head, Error> {
    let mut head = Head::start();
    store.read(&mut |read: &dyn Read| {
        head = Head::last(read)?;
        Ok(())
    })?;
    Ok(head)
}

/// The lines of a file, and where in it one is.
struct Lines<'a> {
    file: &'a str,
    lines: &'a mut dyn BufRead,
    line: u64,
    buffer: Vec<u8>,
}

impl Lines<'_> {
    fn wrong(&self, problem: RecordProblem) -> Error {
        self.format(FormatProblem::RecordLine {
            line: self.line,
            problem,
        })
    }

    fn format(&self, problem: FormatProblem) -> Error {
        Error::Format {
            file: self.file.to_owned(),
            problem,
        }
    }

    fn link(&self, link: Result<(), ChainBreak>) -> Result<(), Error> {
        link.map_err(|found| self.wrong(RecordProblem::Chain(found)))
    }

    /// The next line; `None` at the end of the file.
    fn next(&mut self) -> Result<Option<Cells>, Error> {
        self.buffer.clear();
        // One more than is allowed, and the line's end.
        let most = u64::try_from(LONGEST).unwrap_or(u64::MAX) + 2;
        let read = (&mut *self.lines)
            .take(most)
            .read_until(b'\n', &mut self.buffer);
        let read = read.map_err(|problem| Error::File {
            path: self.file.into(),
            problem,
            is_write: false,
        })?;
        if read == 0 {
            return Ok(None);
        }
        self.line += 1;
        let line = self.buffer.strip_suffix(b"\n").unwrap_or(&self.buffer);
        if line.len() > LONGEST {
            return Err(self.wrong(RecordProblem::TooLong {
                most: Size(LONGEST),
            }));
        }
        match serde_json::from_slice(line) {
            Ok(cells) => Ok(Some(cells)),
            Err(error) => Err(self.wrong(RecordProblem::Json(error.to_string()))),
        }
    }

    fn check_format(&mut self) -> Result<(), Error> {
        let named = self.next()?.and_then(|mut first| first.take("schema"));
        match named {
            Some(Cell::Text(format)) if format == FORMAT => Ok(()),
            Some(Cell::Text(other)) => Err(self.format(FormatProblem::JsonVersion(other))),
            _ => Err(self.format(FormatProblem::JsonVersion(String::new()))),
        }
    }

    /// The next row.
    fn row(&mut self) -> Result<Option<Row>, Error> {
        let Some(mut line) = self.next()? else {
            return Ok(None);
        };
        let table = match line.take("table") {
            Some(Cell::Text(name)) => match Table::named(&name) {
                Some(table) => table,
                None => return Err(self.wrong(RecordProblem::Table(name))),
            },
            _ => return Err(self.wrong(RecordProblem::NoTable)),
        };
        let mut row = Row::empty(table);
        for ((name, kind), cell) in table.columns().iter().zip(&mut row.cells) {
            let value = match (line.take(name), kind) {
                (None, _) => continue,
                (Some(Cell::Text(text)), Kind::Text) => Some(Value::Text(text)),
                (Some(Cell::Number(number)), Kind::Integer) => Some(Value::Integer(number)),
                (Some(_), _) => None,
            };
            if value.is_none() {
                let (table, column) = (table.name(), name);
                return Err(self.wrong(RecordProblem::Value { table, column }));
            }
            *cell = value;
        }
        if let Some((column, _)) = line.0.into_iter().next() {
            let table = table.name();
            return Err(self.wrong(RecordProblem::Column { table, column }));
        }
        Ok(Some(row))
    }
}

/// The values of a line, by their names.
struct Cells(Vec<(String, Cell)>);

/// More than any row has.
const MOST_CELLS: usize = 64;

/// One of them.
enum Cell {
    Text(String),
    Number(i64),
    /// Nothing that a row has. It is not kept: lists of numbers would take many times the memory
    /// that the line takes.
    Other,
}

impl Cells {
    fn take(&mut self, name: &str) -> Option<Cell> {
        let index = self.0.iter().position(|(there, _)| there == name)?;
        Some(self.0.remove(index).1)
    }
}

impl<'de> Deserialize<'de> for Cells {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Cells, D::Error> {
        struct Names;
        impl<'de> Visitor<'de> for Names {
            type Value = Cells;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a row")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Cells, A::Error> {
                let mut cells = Cells(Vec::new());
                while let Some(cell) = map.next_entry()? {
                    if cells.0.len() == MOST_CELLS {
                        return Err(A::Error::invalid_length(MOST_CELLS + 1, &self));
                    }
                    cells.0.push(cell);
                }
                Ok(cells)
            }
        }
        deserializer.deserialize_map(Names)
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Cell, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Cell;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_str<E>(self, text: &str) -> Result<Cell, E> {
                Ok(Cell::Text(text.to_owned()))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Cell, E> {
                Ok(Cell::Number(number))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Cell, E> {
                Ok(i64::try_from(number).map_or(Cell::Other, Cell::Number))
            }

            fn visit_f64<E>(self, _: f64) -> Result<Cell, E> {
                Ok(Cell::Other)
            }

            fn visit_bool<E>(self, _: bool) -> Result<Cell, E> {
                Ok(Cell::Other)
            }

            fn visit_unit<E>(self) -> Result<Cell, E> {
                Ok(Cell::Other)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Cell, A::Error> {
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Cell::Other)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Cell, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Cell::Other)
            }
        }
        deserializer.deserialize_any(Any)
    }
}

#[cfg(test)]
mod tests;
