//! Rows taken apart, and put together, column by column.

use crate::messages::{Damage, Error, StoreProblem};
use crate::model::{
    Amount, Code, Commitment, Day, DeclaredBaseline, Given, Instant, Percent, Period, PlanPoint,
    StageKind, State, TargetState, fold,
};

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

/// Says which values stand in the columns of a record's table: the columns in their order, and the
/// record put together of them.
macro_rules! record {
    ($record:ident in $table:ident [$($column:ident),*] $($shape:tt)*) => {
        impl Record for $record {
            const TABLE: Table = Table::$table;

            fn read(row: Row) -> Result<$record, Error> {
                let mut cells = Cells::of(row);
                $(let $column = cells.next()?;)*
                Ok($($shape)*)
            }

            fn write(&self, number: i64) -> Row {
                let $($shape)* = self;
                let mut line = Line::of(Table::$table);
                $(line.put($column);)*
                line.row().under(number)
            }
        }
    };
}
pub(super) use record;

/// What stands in this column follows from the code before it.
const CODE_KEY: &str = "code_key";
/// The last column of some tables: the names of those that are cleared.
const CLEARED: &str = "cleared";

/// A row as it is taken apart, column by column in the table's order.
pub(super) struct Cells {
    row: Row,
    next: usize,
}

impl Cells {
    pub(super) fn of(row: Row) -> Cells {
        Cells { row, next: 0 }
    }

    pub(super) fn next<T: Cell>(&mut self) -> Result<T, Error> {
        let read = T::read(self);
        if column(self.row.table, self.next) == CODE_KEY {
            self.next += 1;
        }
        read
    }

    fn value(&mut self) -> Option<Value> {
        self.next += 1;
        match self.row.cells.get_mut(self.next - 1)? {
            Some(Value::Integer(number)) => Some(Value::Integer(*number)),
            text => text.take(),
        }
    }

    /// Whether the row says that what stood in the column last read is cleared.
    fn is_cleared(&self) -> bool {
        let (table, last) = (self.row.table, self.row.cells.len().saturating_sub(1));
        let Some(names) = self
            .row
            .text(last)
            .filter(|_| column(table, last) == CLEARED)
        else {
            return false;
        };
        let column = column(table, self.next - 1);
        names.split(' ').any(|name| name == column)
    }

    fn damaged(&self) -> Error {
        damaged(&self.row, self.next.saturating_sub(1))
    }
}

/// A value that breaks the rules of its column.
pub(super) fn damaged(row: &Row, index: usize) -> Error {
    let damage = Damage::Cell {
        table: row.table.name(),
        column: column(row.table, index),
        entry: row.entry(),
    };
    Error::store("", StoreProblem::Damaged(damage))
}

/// A row as it is put together, column by column in the table's order.
pub(super) struct Line {
    row: Row,
    cleared: Vec<&'static str>,
}

impl Line {
    pub(super) fn of(table: Table) -> Line {
        Line {
            row: Row {
                table,
                cells: Vec::with_capacity(table.columns().len()),
            },
            cleared: Vec::new(),
        }
    }

    pub(super) fn put(&mut self, cell: &impl Cell) {
        cell.write(self);
        if column(self.row.table, self.row.cells.len()) == CODE_KEY {
            let code = self.row.cells.last().cloned().flatten();
            self.row.cells.push(code.map(|code| match code {
                Value::Text(code) => Value::Text(fold(&code)),
                number => number,
            }));
        }
    }

    /// The row. What is cleared stands in its last column, in order of name.
    pub(super) fn row(mut self) -> Row {
        if column(self.row.table, self.row.cells.len()) == CLEARED {
            self.cleared.sort_unstable();
            let names = self.cleared.join(" ");
            let is_any = !names.is_empty();
            self.row.cells.push(is_any.then_some(Value::Text(names)));
        }
        self.row
    }
}

fn column(table: Table, index: usize) -> &'static str {
    table.columns().get(index).map_or("", |(name, _)| name)
}

/// What stands in a column; some take two.
pub(super) trait Cell: Sized {
    fn read(cells: &mut Cells) -> Result<Self, Error>;

    fn write(&self, line: &mut Line);
}

/// A value of a column.
pub(super) trait Stored: Sized {
    /// The text by which the column says that there is none. Where there is no such text, the row's
    /// column `cleared` says it.
    const EMPTY: Option<&'static str>;

    fn read(value: Value) -> Option<Self>;

    fn value(&self) -> Value;
}

/// Says how each type stands in its column: as what, how it is read, and how it is written.
macro_rules! stored {
    ($($type:ty as $kind:ident $(or $empty:literal)?: $read:expr, $write:expr;)*) => {$(
        impl Stored for $type {
            const EMPTY: Option<&'static str> = stored!(@empty $($empty)?);

            fn read(value: Value) -> Option<$type> {
                match value {
                    Value::$kind(value) => ($read)(value),
                    _ => None,
                }
            }

            fn value(&self) -> Value {
                Value::$kind(($write)(self))
            }
        }
    )*};
    (@empty) => { None };
    (@empty $empty:literal) => { Some($empty) };
}
pub(super) use stored;

stored! {
    i64 as Integer: Some, i64::clone;
    bool as Integer: |number| Some(number != 0), |is: &bool| i64::from(*is);
    Percent as Integer: Percent::from_hundredths, |percent: &Percent| percent.hundredths();
    Amount as Integer: Amount::from_thousandths, |amount: &Amount| amount.thousandths();
    String as Text or "": Some, String::clone;
    Code as Text: |text: String| Code::new(&text).ok(), Code::to_string;
    Day as Text: |text: String| Day::from_iso(text), Day::to_string;
    Instant as Text: |text: String| text.parse().ok(), Instant::to_string;
    Period as Text: |text: String| text.parse().ok(), Period::record_text;
    State as Text: |text: String| State::from_id(&text), |state: &State| state.id().to_owned();
    StageKind as Text: |text: String| StageKind::from_id(&text), StageKind::to_string;
    TargetState as Text:
        |text: String| TargetState::from_id(&text),
        |state: &TargetState| state.id().to_owned();
    Commitment as Text or "":
        |text: String| Commitment::from_text(&text),
        |commitment: &Commitment| commitment.id().to_owned();
    Vec<PlanPoint> as Text: plan_points, |points: &Vec<PlanPoint>| plan_points_text(points);
}

fn plan_points(text: String) -> Option<Vec<PlanPoint>> {
    let points = text.split_ascii_whitespace().map(|point| {
        let (day, hundredths) = point.split_once(':')?;
        Some(PlanPoint {
            on: Day::from_iso(day)?,
            percent: Percent::from_hundredths(hundredths.parse().ok()?)?,
        })
    });
    points.collect()
}

fn plan_points_text(points: &[PlanPoint]) -> String {
    let points = points.iter();
    let texts = points.map(|point| format!("{}:{}", point.on, point.percent.hundredths()));
    texts.collect::<Vec<_>>().join(" ")
}

/// A value that is always there.
impl<T: Stored> Cell for T {
    fn read(cells: &mut Cells) -> Result<T, Error> {
        let value = cells.value().and_then(T::read);
        value.ok_or_else(|| cells.damaged())
    }

    fn write(&self, line: &mut Line) {
        line.row.cells.push(Some(self.value()));
    }
}

impl<T: Stored> Cell for Option<T> {
    fn read(cells: &mut Cells) -> Result<Option<T>, Error> {
        match cells.value() {
            None => Ok(None),
            Some(value) => T::read(value).map(Some).ok_or_else(|| cells.damaged()),
        }
    }

    fn write(&self, line: &mut Line) {
        line.row.cells.push(self.as_ref().map(T::value));
    }
}

impl<T: Stored> Cell for Given<T> {
    fn read(cells: &mut Cells) -> Result<Given<T>, Error> {
        let empty = T::EMPTY.map(Value::from);
        match cells.value() {
            None if empty.is_none() && cells.is_cleared() => Ok(Given::Empty),
            None => Ok(Given::Absent),
            value if value == empty => Ok(Given::Empty),
            Some(value) => T::read(value)
                .map(Given::Value)
                .ok_or_else(|| cells.damaged()),
        }
    }

    fn write(&self, line: &mut Line) {
        let cell = match self {
            Given::Absent => None,
            Given::Value(value) => Some(value.value()),
            Given::Empty => T::EMPTY.map(Value::from),
        };
        if matches!(self, Given::Empty) && cell.is_none() {
            let column = column(line.row.table, line.row.cells.len());
            line.cleared.push(column);
        }
        line.row.cells.push(cell);
    }
}

/// A percent and its day, in two columns.
impl Cell for Given<DeclaredBaseline> {
    fn read(cells: &mut Cells) -> Result<Given<DeclaredBaseline>, Error> {
        let (percent, on) = (cells.next()?, cells.next()?);
        Ok(match percent {
            Given::Absent => Given::Absent,
            Given::Empty => Given::Empty,
            Given::Value(percent) => Given::Value(DeclaredBaseline { percent, on }),
        })
    }

    fn write(&self, line: &mut Line) {
        let (percent, on) = match self {
            Given::Absent => (Given::Absent, None),
            Given::Empty => (Given::Empty, None),
            Given::Value(baseline) => (Given::Value(baseline.percent), baseline.on),
        };
        line.put(&percent);
        line.put(&on);
    }
}
