//! The lines of a whole record, put into a store in memory.

use project_tracker::store::chain::{Hasher, START};
use project_tracker::store::row::Kind;
use project_tracker::store::verify::verify;
use project_tracker::store::{self, Row, Store, Table, Value, replay};
use serde_json::{Map, Value as Json};

use super::reader::{read, record, told};
use super::store::add;

/// A record with something of everything.
pub const WHOLE: &[u8] = include_bytes!("../seeds/record/whole");

/// A store in memory with [`WHOLE`] in it.
pub fn whole() -> Box<dyn Store> {
    let mut store = store::in_memory().expect("memory");
    replay::import(&mut *store, "whole", &mut &*WHOLE).expect("a sound record");
    store
}

/// A record is refused and leaves the store empty, or is kept row by row; then the store can be
/// read every way, and what it exports gives an equal store. So that rows are looked at which no hash
/// fits, the lines are also tried with hashes that do.
///
/// Caught: a number at the end of its range, to which one was added.
pub fn run(bytes: &[u8]) {
    taken(bytes);
    if let Some(mended) = mended(bytes) {
        taken(mended.as_bytes());
    }
}

fn taken(mut bytes: &[u8]) {
    let given = bytes;
    let mut store = store::in_memory().expect("memory");
    if let Err(error) = replay::import(&mut *store, "record.json", &mut bytes) {
        told(&error);
        let left = record(&*store).expect("a record");
        assert_eq!(left.lines().count(), 1, "refused, and yet written");
        return;
    }
    let kept = record(&*store).expect("what was imported can be exported");
    assert_eq!(lines(kept.as_bytes()), lines(given), "kept otherwise");
    if !verify(&*store, None)
        .expect("it can be verified")
        .flaws
        .is_empty()
    {
        // A rule that no constraint can say is broken. To be read it must be all the same, or be
        // told to be damaged.
        if let Err(error) = read(&*store) {
            told(&error);
        }
        return;
    }
    assert_eq!(read(&*store).expect("it can be read"), kept);
    let mut other = store::in_memory().expect("memory");
    replay::import(&mut *other, "again", &mut kept.as_bytes()).expect("an export is taken");
    assert_eq!(record(&*other).expect("a record"), kept);
    // What is written to it may be refused: there may be no number left.
    match add(&mut *other) {
        Ok(_) => {
            let flaws = verify(&*other, None).expect("it can be verified").flaws;
            assert!(
                flaws.is_empty(),
                "sound before it was written to: {flaws:?}"
            );
        }
        Err(error) => told(&error),
    }
}

fn lines(bytes: &[u8]) -> Vec<Json> {
    let text = std::str::from_utf8(bytes).expect("JSON is UTF-8");
    // The first line names the format, and may say more.
    let rows = text.lines().skip(1);
    rows.map(|line| serde_json::from_str(line).expect("it was read"))
        .collect()
}

/// The same lines with hashes that fit them, where they are rows.
fn mended(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut lines = text.lines();
    let mut mended = format!("{}\n", lines.next()?);
    let mut hasher = Hasher::after(START);
    for line in lines {
        let cells = serde_json::from_str::<Map<String, Json>>(line).ok();
        let Some((row, mut cells)) = cells.and_then(|cells| Some((row(&cells)?, cells))) else {
            mended.push_str(line);
            mended.push('\n');
            continue;
        };
        hasher.row(&row);
        if row.table == Table::Entry {
            let hash = hasher.finish();
            hasher = Hasher::after(&hash);
            cells.insert("hash".to_owned(), hash.into());
        }
        mended.push_str(&Json::Object(cells).to_string());
        mended.push('\n');
    }
    Some(mended)
}

fn row(cells: &Map<String, Json>) -> Option<Row> {
    let mut row = Row::empty(Table::named(cells.get("table")?.as_str()?)?);
    for ((name, kind), cell) in row.table.columns().iter().zip(&mut row.cells) {
        *cell = match (cells.get(*name), kind) {
            (Some(Json::String(text)), Kind::Text) => Some(Value::Text(text.clone())),
            (Some(number), Kind::Integer) => number.as_i64().map(Value::Integer),
            _ => None,
        };
    }
    Some(row)
}
