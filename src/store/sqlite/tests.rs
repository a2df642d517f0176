//! The discipline of the file: what no trait shows.

mod append_only;
mod creating;
mod opening;
mod plans;
#[cfg(unix)]
mod rights;
mod rolling_back;
mod schema;
#[cfg(target_os = "linux")]
mod syncing;
mod tampering;
mod together;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use tempfile::TempDir;

use super::Sqlite;
use super::open::SCHEMA;
use crate::messages::{Error, Flaw, StoreProblem};
use crate::store::contract::{fill, new_entry, record, refusal, row, try_record, under, write};
use crate::store::row::{Row, Table};
use crate::store::{Access, Outcome, Store};

/// A folder with a store in it that has rows in every table.
struct Scratch {
    folder: TempDir,
}

impl Scratch {
    fn new() -> Scratch {
        let scratch = Scratch {
            folder: TempDir::new().unwrap(),
        };
        super::create(&scratch.store(), &mut |store| {
            fill(store);
            Ok(())
        })
        .unwrap();
        scratch
    }

    /// The file of the store.
    fn store(&self) -> PathBuf {
        self.path("store.db")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn open(&self, access: Access) -> Sqlite {
        Sqlite::open(&self.store(), access).unwrap()
    }

    /// As a bare sqlite3 shell opens it: foreign keys unchecked, REPLACE deletes in silence.
    fn plain(&self) -> Connection {
        let connection = Connection::open(self.store()).unwrap();
        connection
            .execute_batch("PRAGMA foreign_keys = OFF; PRAGMA recursive_triggers = OFF;")
            .unwrap();
        connection
    }

    /// Every file in the folder with its bytes.
    fn listing(&self) -> BTreeMap<OsString, Vec<u8>> {
        listing(self.folder.path())
    }

    fn record(&self) -> Vec<Row> {
        record(&self.open(Access::Read))
    }
}

fn listing(folder: &Path) -> BTreeMap<OsString, Vec<u8>> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let path = entry.path();
            let bytes = if path.is_dir() {
                Vec::new()
            } else {
                fs::read(path).unwrap()
            };
            (entry.file_name(), bytes)
        })
        .collect()
}

fn names(listing: &BTreeMap<OsString, Vec<u8>>) -> Vec<String> {
    listing
        .keys()
        .map(|name| name.to_string_lossy().into_owned())
        .collect()
}

/// The record that each store begins with here.
fn filled() -> Vec<Row> {
    let mut store = Sqlite::in_memory().unwrap();
    fill(&mut store);
    record(&store)
}

/// Records a setting.
fn set(store: &mut dyn Store, key: &str) -> Option<i64> {
    write(store, &new_entry(), &[row!(Setting key: key, value: "x")])
}

fn number(connection: &Connection, sql: &str) -> i64 {
    connection.query_row(sql, [], |row| row.get(0)).unwrap()
}

fn text(connection: &Connection, sql: &str) -> String {
    connection.query_row(sql, [], |row| row.get(0)).unwrap()
}

/// A column of texts.
fn texts(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).unwrap();
    let found = statement.query_map([], |row| row.get(0)).unwrap();
    found.collect::<rusqlite::Result<_>>().unwrap()
}

/// Runs a test of this program again by itself, in another folder, by what a shell says: `"$0"` is
/// the program and `"$1"` the test. The folder holds a file `again`, by which the test knows its
/// part.
#[cfg(unix)]
fn run_again(test: &str, folder: &Path, script: &str) {
    fs::write(folder.join("again"), "").unwrap();
    let output = std::process::Command::new("sh")
        .arg("-c")
        .arg(script)
        .arg(std::env::current_exe().unwrap())
        .arg(format!("store::sqlite::tests::{test}"))
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let output_text = String::from_utf8_lossy(&output.stdout);
    assert!(
        output_text.contains("1 passed"),
        "no such test: {output_text}"
    );
}

/// How a test is run again, after whatever stands before.
#[cfg(unix)]
const AGAIN: &str = "exec \"$0\" --exact \"$1\" --nocapture";

/// Whether this is the second run.
#[cfg(unix)]
fn is_run_again() -> bool {
    Path::new("again").exists()
}
