//! Rows into SQLite's values and back, each of the kind that its column says.

use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, Rows, params_from_iter};

use crate::model::{Day, Percent};
use crate::store::engine::Step;
use crate::store::row::{Kind, Row, Table, Value};

use super::statements::{self, Statements};

/// Puts a row into its table.
pub(super) fn insert(connection: &Connection, row: &Row) -> rusqlite::Result<()> {
    let columns = row.table.columns();
    let is_kind = |(cell, (_, kind)): (&Option<Value>, &(&str, Kind))| {
        cell.as_ref().is_none_or(|value| kind_of(value) == *kind)
    };
    // SQLite would make a number of a text that looks like one, and the hash be of another value.
    if row.cells.len() != columns.len() || !row.cells.iter().zip(columns).all(is_kind) {
        return Err(fault(format!("a row of another form for {}", row.table)));
    }
    let sql = &statements_of(row.table)?.insert;
    let mut statement = connection.prepare_cached(sql)?;
    statement.execute(params_from_iter(row.cells.iter().map(Cell)))?;
    Ok(())
}

fn kind_of(value: &Value) -> Kind {
    match value {
        Value::Integer(_) => Kind::Integer,
        Value::Text(_) => Kind::Text,
    }
}

/// A cell on its way into a statement.
struct Cell<'a>(&'a Option<Value>);

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.0 {
            None => ValueRef::Null,
            Some(Value::Integer(number)) => ValueRef::Integer(*number),
            Some(Value::Text(text)) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

/// The next row of a table's.
pub(super) fn next_row(table: Table, rows: &mut Rows<'_>) -> rusqlite::Result<Option<Row>> {
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let mut cells = Vec::with_capacity(table.columns().len());
    for (index, (name, kind)) in table.columns().iter().enumerate() {
        cells.push(match (row.get_ref(index)?, kind) {
            (ValueRef::Null, _) => None,
            (ValueRef::Integer(number), Kind::Integer) => Some(Value::Integer(number)),
            (ValueRef::Text(text), Kind::Text) => match std::str::from_utf8(text) {
                Ok(text) => Some(Value::Text(text.to_owned())),
                Err(_) => return Err(fault(format!("{table}.{name} is not UTF-8"))),
            },
            (other, _) => {
                let found = other.data_type();
                return Err(fault(format!(
                    "{table}.{name} holds a value of type {found}"
                )));
            }
        });
    }
    Ok(Some(Row { table, cells }))
}

/// A reading passed by.
pub(super) fn step(row: &rusqlite::Row<'_>) -> rusqlite::Result<Step> {
    let as_of = match row.get_ref(0)? {
        ValueRef::Text(text) => Day::from_iso(text),
        _ => None,
    };
    let percent: Option<i64> = row.get(2)?;
    let is_given = percent.is_some();
    let percent = percent.and_then(Percent::from_hundredths);
    if is_given && percent.is_none() {
        return Err(fault("a reading's percent is none".to_owned()));
    }
    Ok(Step {
        as_of: as_of.ok_or_else(|| fault("a reading's day is none".to_owned()))?,
        entry: row.get(1)?,
        percent,
    })
}

pub(super) fn statements_of(table: Table) -> rusqlite::Result<&'static Statements> {
    statements::of(table).ok_or_else(|| fault(format!("no statements for {table}")))
}

/// Something that must not be, said in the form in which SQLite says such things.
pub(super) fn fault(what: String) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(what.into())
}
