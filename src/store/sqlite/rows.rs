//! Columns into model types. What does not fit is damage, told as such.

use rusqlite::Row;
use rusqlite::types::{Type, ValueRef};

use crate::model::{Amount, Code, Day, Percent, Period, PlanPoint};

/// A value that breaks the rules of its column.
fn damaged(column: usize, kind: Type, what: &str) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, kind, what.to_owned().into())
}

/// A day that must be there.
pub(super) fn day(row: &Row<'_>, column: usize) -> rusqlite::Result<Day> {
    maybe_day(row, column)?.ok_or_else(|| damaged(column, Type::Null, "a day is missing"))
}

/// A day or NULL.
pub(super) fn maybe_day(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Day>> {
    match row.get_ref(column)? {
        ValueRef::Null => Ok(None),
        ValueRef::Text(bytes) => Day::from_iso(bytes)
            .map(Some)
            .ok_or_else(|| damaged(column, Type::Text, "not a day")),
        other => Err(damaged(column, other.data_type(), "not a day")),
    }
}

/// A percent that must be there.
pub(super) fn percent(row: &Row<'_>, column: usize) -> rusqlite::Result<Percent> {
    maybe_percent(row, column)?.ok_or_else(|| damaged(column, Type::Null, "a percent is missing"))
}

/// A percent or NULL.
pub(super) fn maybe_percent(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Percent>> {
    convert(row, column, "not a percent", Percent::from_hundredths)
}

/// An amount or NULL.
pub(super) fn maybe_amount(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Amount>> {
    convert(row, column, "not an amount", Amount::from_thousandths)
}

/// The text of a column, where it lies.
fn text<'a>(row: &'a Row<'_>, column: usize) -> rusqlite::Result<&'a str> {
    Ok(row.get_ref(column)?.as_str()?)
}

/// A code.
pub(super) fn code(row: &Row<'_>, column: usize) -> rusqlite::Result<Code> {
    Code::new(text(row, column)?).map_err(|_| damaged(column, Type::Text, "not a code"))
}

/// A period.
pub(super) fn period(row: &Row<'_>, column: usize) -> rusqlite::Result<Period> {
    text(row, column)?
        .parse()
        .map_err(|_| damaged(column, Type::Text, "not a period"))
}

/// Reads one period after another; most are the same as the one before.
#[derive(Default)]
pub(super) struct Periods {
    last: Option<(String, Period)>,
}

impl Periods {
    /// A period.
    pub(super) fn read(&mut self, row: &Row<'_>, column: usize) -> rusqlite::Result<Period> {
        let text = text(row, column)?;
        match &self.last {
            Some((last, period)) if last == text => Ok(*period),
            _ => {
                let period = self::period(row, column)?;
                self.last = Some((text.to_owned(), period));
                Ok(period)
            }
        }
    }
}

/// One of a fixed list of words.
pub(super) fn word<T>(
    row: &Row<'_>,
    column: usize,
    read: impl Fn(&str) -> Option<T>,
) -> rusqlite::Result<T> {
    read(text(row, column)?).ok_or_else(|| damaged(column, Type::Text, "not a word of its list"))
}

/// One of a fixed list of words, or NULL.
pub(super) fn maybe_word<T>(
    row: &Row<'_>,
    column: usize,
    read: impl Fn(&str) -> Option<T>,
) -> rusqlite::Result<Option<T>> {
    match row.get_ref(column)? {
        ValueRef::Null => Ok(None),
        _ => word(row, column, read).map(Some),
    }
}

/// JSON in a text column.
pub(super) fn json<T: serde::de::DeserializeOwned>(
    row: &Row<'_>,
    column: usize,
) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|error| damaged(column, Type::Text, &error.to_string()))
}

fn convert<T>(
    row: &Row<'_>,
    column: usize,
    what: &str,
    read: impl Fn(i64) -> Option<T>,
) -> rusqlite::Result<Option<T>> {
    match row.get_ref(column)? {
        ValueRef::Null => Ok(None),
        ValueRef::Integer(stored) => read(stored)
            .map(Some)
            .ok_or_else(|| damaged(column, Type::Integer, what)),
        other => Err(damaged(column, other.data_type(), what)),
    }
}

/// `DAY:HUNDREDTHS DAY:HUNDREDTHS …`, in order of day.
pub(super) fn plan_points(row: &Row<'_>, column: usize) -> rusqlite::Result<Vec<PlanPoint>> {
    let text = row
        .get_ref(column)?
        .as_str()
        .map_err(|_| damaged(column, Type::Text, "not plan points"))?;
    text.split_ascii_whitespace()
        .map(|point| {
            let (day, hundredths) = point.split_once(':')?;
            Some(PlanPoint {
                on: Day::from_iso(day)?,
                percent: Percent::from_hundredths(hundredths.parse().ok()?)?,
            })
        })
        .collect::<Option<Vec<PlanPoint>>>()
        .ok_or_else(|| damaged(column, Type::Text, "not plan points"))
}

/// The inverse of [`plan_points`].
pub(super) fn plan_points_text(points: &[PlanPoint]) -> String {
    points
        .iter()
        .map(|point| format!("{}:{}", point.on, point.percent.hundredths()))
        .collect::<Vec<_>>()
        .join(" ")
}
