//! A row taken apart, and put together, column by column.

use crate::messages::{Damage, Error, StoreProblem};
use crate::model::{Amount, Day, Given, Percent};

use crate::store::row::{Row, Table, Value};

/// A type whose values are rows of one table.
pub trait Record: Sized {
    /// The table.
    const TABLE: Table;

    /// What a row says.
    ///
    /// # Errors
    /// [`Error::Store`], without a path, where a value breaks the rules of its column.
    fn read(row: Row) -> Result<Self, Error>;

    /// The row that says it, under an entry's number.
    fn write(&self, entry: i64) -> Row;
}

/// A row as it is taken apart, column by column in the table's order.
pub(super) struct Cells {
    row: Row,
    next: usize,
}

impl Cells {
    pub(super) fn of(row: Row) -> Cells {
        Cells { row, next: 0 }
    }

    pub(super) fn damaged(&self) -> Error {
        damaged(&self.row, self.next.saturating_sub(1))
    }

    pub(super) fn skip(&mut self) {
        self.next += 1;
    }

    pub(super) fn number(&mut self) -> Option<i64> {
        self.next += 1;
        self.row.integer(self.next - 1)
    }

    pub(super) fn id(&mut self) -> Result<i64, Error> {
        self.number().ok_or_else(|| self.damaged())
    }

    pub(super) fn text(&mut self) -> Option<String> {
        self.next += 1;
        self.row.take_text(self.next - 1)
    }

    pub(super) fn needed_text(&mut self) -> Result<String, Error> {
        self.text().ok_or_else(|| self.damaged())
    }

    /// A text read as something else.
    pub(super) fn word<T>(
        &mut self,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, Error> {
        self.next += 1;
        match self.row.text(self.next - 1) {
            None => Ok(None),
            Some(text) => read(text).map(Some).ok_or_else(|| self.damaged()),
        }
    }

    pub(super) fn needed<T>(&mut self, read: impl FnOnce(&str) -> Option<T>) -> Result<T, Error> {
        self.word(read)?.ok_or_else(|| self.damaged())
    }

    pub(super) fn integer<T>(
        &mut self,
        read: impl FnOnce(i64) -> Option<T>,
    ) -> Result<Option<T>, Error> {
        match self.number() {
            None => Ok(None),
            Some(number) => read(number).map(Some).ok_or_else(|| self.damaged()),
        }
    }

    pub(super) fn percent(&mut self) -> Result<Option<Percent>, Error> {
        self.integer(Percent::from_hundredths)
    }

    pub(super) fn amount(&mut self) -> Result<Option<Amount>, Error> {
        self.integer(Amount::from_thousandths)
    }

    pub(super) fn day(&mut self) -> Result<Day, Error> {
        self.needed(|text| Day::from_iso(text))
    }

    /// A text that may be cleared.
    pub(super) fn given_text(&mut self) -> Given<String> {
        match self.text() {
            None => Given::Absent,
            Some(text) if text.is_empty() => Given::Empty,
            Some(text) => Given::Value(text),
        }
    }
}

/// A value that breaks the rules of its column.
pub(super) fn damaged(row: &Row, column: usize) -> Error {
    let column = row.table.columns().get(column);
    let damage = Damage::Cell {
        table: row.table.name(),
        column: column.map_or("", |(name, _)| name),
        entry: row.entry(),
    };
    Error::store("", StoreProblem::Damaged(damage))
}

/// A row as it is put together, column by column in the table's order.
pub(super) struct Line(Row);

impl Line {
    pub(super) fn of(table: Table) -> Line {
        Line(Row {
            table,
            cells: Vec::with_capacity(table.columns().len()),
        })
    }

    pub(super) fn put(mut self, value: Option<Value>) -> Line {
        self.0.cells.push(value);
        self
    }

    pub(super) fn number(self, number: impl Into<Option<i64>>) -> Line {
        let number = number.into();
        self.put(number.map(Value::Integer))
    }

    pub(super) fn text(self, text: Option<&str>) -> Line {
        self.put(text.map(Value::from))
    }

    pub(super) fn shown(self, value: Option<impl ToString>) -> Line {
        self.put(value.map(|value| Value::Text(value.to_string())))
    }

    pub(super) fn given_text(self, given: &Given<String>) -> Line {
        match given {
            Given::Absent => self.put(None),
            Given::Empty => self.text(Some("")),
            Given::Value(text) => self.text(Some(text)),
        }
    }

    pub(super) fn row(self) -> Row {
        self.0
    }
}

/// The names of cleared columns, in order of their names.
pub(super) fn cleared(columns: &[(&str, bool)]) -> Option<String> {
    let mut names: Vec<&str> = columns
        .iter()
        .filter(|(_, is_cleared)| *is_cleared)
        .map(|(name, _)| *name)
        .collect();
    names.sort_unstable();
    (!names.is_empty()).then(|| names.join(" "))
}

/// A value of a column that may be cleared, and whether it is.
pub(super) fn given<T>(value: Option<T>, name: &str, cleared: Option<&str>) -> Given<T> {
    match value {
        Some(value) => Given::Value(value),
        None if cleared.is_some_and(|all| all.split(' ').any(|one| one == name)) => Given::Empty,
        None => Given::Absent,
    }
}
