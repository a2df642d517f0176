//! A whole record as JSON, restored into a store in memory.

use project_tracker::exchange::json;
use project_tracker::model::record::{FORMAT, Record};
use project_tracker::store;

use super::reader::{read, told};

/// A record is refused and leaves the store empty, or is kept row by row; then the store can be
/// read every way, and what it exports gives an equal store and the same bytes.
///
/// Caught: an export without all notices.
pub fn run(bytes: &[u8]) {
    let record = match json::read("record.json", bytes) {
        Ok(record) => record,
        Err(error) => return told(&error),
    };
    let mut store = store::in_memory().expect("memory");
    if let Err(error) = store.restore(&record) {
        told(&error);
        let empty = Record {
            schema: FORMAT.to_owned(),
            ..Record::default()
        };
        assert_eq!(
            store.record().expect("a record"),
            empty,
            "refused, and yet written"
        );
        return;
    }
    if !store.verify().expect("it can be verified").is_empty() {
        // The import refuses it as well: a rule that no constraint can say is broken. To be read
        // it must be all the same, or be told to be damaged.
        if let Err(error) = read(&*store) {
            told(&error);
        }
        return;
    }
    let kept = read(&*store).expect("it can be read");
    assert_eq!(rows(&kept), rows(&record), "kept otherwise than given");

    let exported = export(&kept);
    let again = json::read("again.json", &exported).expect("an export can be read");
    assert_eq!(again, kept);
    let mut other = store::in_memory().expect("memory");
    other.restore(&again).expect("an export can be restored");
    let again = other.record().expect("a record");
    assert_eq!(again, kept);
    assert_eq!(export(&again), exported);
}

fn export(record: &Record) -> Vec<u8> {
    let mut bytes = Vec::new();
    json::write(record, &mut bytes).expect("memory takes it");
    bytes
}

/// The rows, in an order that is not that of the file.
fn rows(record: &Record) -> Vec<String> {
    let bytes = export(record);
    let text = String::from_utf8(bytes).expect("JSON is UTF-8");
    let mut part = "";
    let mut rows: Vec<String> = Vec::new();
    for line in text.lines() {
        if line.ends_with('[') {
            part = line;
        } else {
            rows.push(format!("{part} {}", line.trim_end_matches(',')));
        }
    }
    rows.sort();
    rows
}
