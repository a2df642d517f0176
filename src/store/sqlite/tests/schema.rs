//! The schema against what the program knows of it.

use super::*;
use crate::store::row::Kind;

fn fresh() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(SCHEMA).unwrap();
    connection
}

#[test]
fn it_bears_the_marks_that_the_program_looks_for() {
    use super::super::open::{APPLICATION_ID, VERSION};
    let connection = fresh();
    assert_eq!(number(&connection, "PRAGMA application_id"), APPLICATION_ID);
    assert_eq!(number(&connection, "PRAGMA user_version"), VERSION);
    assert_eq!(
        &i32::try_from(APPLICATION_ID).unwrap().to_be_bytes(),
        b"PrjT"
    );
}

#[test]
fn every_table_and_column_is_known_and_no_other() {
    let connection = fresh();
    let mut known: Vec<&str> = Table::ALL.iter().map(|table| table.name()).collect();
    known.sort_unstable();
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
    assert_eq!(texts(&connection, tables), known);
    for table in Table::ALL {
        let sql = format!("SELECT strict FROM pragma_table_list WHERE name = '{table}'");
        assert_eq!(number(&connection, &sql), 1, "{table} is strict");
        let sql = format!(
            "SELECT name || ' ' || type || ' ' || pk FROM pragma_table_xinfo('{table}') ORDER BY cid"
        );
        let expected: Vec<String> = (1..)
            .zip(table.columns())
            .map(|(scratch, (name, kind))| {
                let kind = match kind {
                    Kind::Integer => "INTEGER",
                    Kind::Text => "TEXT",
                };
                let key = if scratch <= table.key() { scratch } else { 0 };
                format!("{name} {kind} {key}")
            })
            .collect();
        assert_eq!(texts(&connection, &sql), expected, "{table}");
    }
}

/// Each table's three triggers, made from its key by one template, word for word.
#[test]
fn every_table_has_the_triggers_of_the_template() {
    let connection = fresh();
    let mut expected = Vec::new();
    for table in Table::ALL {
        for (verb, upper) in [("delete", "DELETE"), ("update", "UPDATE")] {
            expected.push(format!(
                "CREATE TRIGGER {table}_{verb} BEFORE {upper} ON {table} BEGIN \
                 SELECT RAISE(ABORT, '{table}: append-only'); END"
            ));
        }
        if table == Table::Entry {
            expected.push(
                "CREATE TRIGGER entry_insert BEFORE INSERT ON entry\n\
                 WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entry)\n\
                 BEGIN SELECT RAISE(ABORT, 'entry: numbers follow one another and are never given twice'); END"
                    .to_owned(),
            );
            continue;
        }
        let keys = table.columns().iter().take(table.key());
        let same: Vec<String> = keys
            .map(|(name, _)| format!("{name} = NEW.{name}"))
            .collect();
        expected.push(format!(
            "CREATE TRIGGER {table}_insert BEFORE INSERT ON {table}\n\
             WHEN NEW.entry IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entry)\n  \
             OR EXISTS (SELECT 1 FROM {table} WHERE {})\n\
             BEGIN SELECT RAISE(ABORT, '{table}: append-only'); END",
            same.join(" AND ")
        ));
    }
    expected.sort();
    let mut found = texts(
        &connection,
        "SELECT sql FROM sqlite_schema WHERE type = 'trigger'",
    );
    found.sort();
    assert_eq!(found, expected);
}
