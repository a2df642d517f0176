//! The discipline of the file: what no model type shows.

mod append_only;
mod checks;
mod creating;
mod journal;
mod opening;
mod plans;
mod together;
#[cfg(unix)]
mod upgrade_kills;
mod upgrading;
mod views;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use tempfile::TempDir;

use super::Sqlite;
use crate::error::{Error, StoreProblem};
use crate::model::record::{NoticeRow, Record, RetractionRow};
use crate::model::{
    Day, Known, NewEntry, Percent, Portfolio, Reading, Remark, Scope, Snapshot, Source, State,
    StateChange,
};
use crate::store::contract::{day, project_facts, refusal, revision, stage_facts};
use crate::store::{Access, Draft, Outcome, Store};

/// A folder with a store in it that has rows in every table.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Place {
        let place = Place {
            folder: TempDir::new().unwrap(),
        };
        super::create(&place.store(), &mut |store| store.restore(&filled())).unwrap();
        place
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

    /// What the store answers about all, now.
    fn answer(&self) -> Portfolio {
        answer(&self.open(Access::Read))
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

fn entry() -> NewEntry {
    NewEntry {
        recorded_at: "2021-07-01T08:00:00Z".parse().unwrap(),
        who: "wang".to_owned(),
        command: "update".to_owned(),
        sources: vec![Source {
            file: "a.csv".to_owned(),
            sha256: "0a".repeat(32),
        }],
    }
}

fn reading(as_of: Day, hundredths: i64, note: &str) -> Reading {
    Reading {
        as_of,
        percent: Percent::from_hundredths(hundredths),
        amount: None,
        remark: Remark {
            note: Some(note.to_owned()),
            ..Remark::default()
        },
    }
}

fn write(
    store: &mut dyn Store,
    mut work: impl FnMut(&mut dyn Draft) -> Result<(), Error>,
) -> Option<i64> {
    let number = store.write(&entry(), &mut |draft| {
        work(draft)?;
        Ok(Outcome::Keep)
    });
    number.unwrap()
}

fn all() -> Snapshot {
    Snapshot {
        as_of: day("2021-12-31"),
        known: Known::Now,
        scope: Scope::All,
    }
}

fn answer(store: &dyn Store) -> Portfolio {
    store.snapshot(&all()).unwrap()
}

/// A record with rows in every table: project and stage 1 and 2, target 1 and 2, entries 1 to 3.
fn filled() -> Record {
    let mut store = Sqlite::in_memory().unwrap();
    write(&mut store, |draft| {
        for code in ["jinhui", "west-plot"] {
            let project = draft.add_project(&project_facts(code))?;
            let stage = draft.add_stage(project, &stage_facts("overall"))?;
            let target = draft.add_target(stage, "2021H2".parse().unwrap(), "", None)?;
            draft.revise(target, &revision("2021-07-01", "80", "2021-12-31"))?;
            draft.revise(target, &revision("2021-07-02", "70", "2021-12-31"))?;
            draft.add_reading(stage, &reading(day("2021-07-01"), 1000, "first"))?;
            draft.add_reading(stage, &reading(day("2021-07-02"), 2000, "second"))?;
        }
        draft.set("rule", "gap")?;
        draft.set("urgent", "5")
    });
    write(&mut store, |draft| {
        let change = StateChange {
            state: State::Suspended,
            decided_on: day("2021-07-01"),
            reason: None,
        };
        draft.set_state(1, State::Active, &change)?;
        let (old, new) = (project_facts("west-plot"), project_facts("West-Plot"));
        draft.edit_project(2, &old, &new, None)
    });
    write(&mut store, |draft| draft.set("rule", ""));
    let mut record = store.record().unwrap();
    record.retractions.push(RetractionRow {
        entry: 3,
        retracted: 2,
        reason: "a slip".to_owned(),
    });
    record.notices.push(NoticeRow {
        entry: 3,
        target: 1,
        finding: "overdue".to_owned(),
        said_on: day("2022-01-01"),
    });
    record
}

fn number(connection: &Connection, sql: &str) -> i64 {
    connection.query_row(sql, [], |row| row.get(0)).unwrap()
}

fn text(connection: &Connection, sql: &str) -> String {
    connection.query_row(sql, [], |row| row.get(0)).unwrap()
}

/// The tables of the schema.
fn tables(connection: &Connection) -> Vec<String> {
    let mut statement = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        .unwrap();
    let names = statement.query_map([], |row| row.get(0)).unwrap();
    names.collect::<rusqlite::Result<_>>().unwrap()
}

/// The columns of a table.
/// The columns that can be written.
fn columns(connection: &Connection, table: &str) -> Vec<String> {
    names_of(connection, &format!("pragma_table_info('{table}')"))
}

#[cfg(unix)]
fn columns_and_computed(connection: &Connection, table: &str) -> Vec<String> {
    names_of(connection, &format!("pragma_table_xinfo('{table}')"))
}

fn names_of(connection: &Connection, from: &str) -> Vec<String> {
    let sql = format!("SELECT name FROM {from}");
    let mut statement = connection.prepare(&sql).unwrap();
    let names = statement.query_map([], |row| row.get(0)).unwrap();
    names.collect::<rusqlite::Result<_>>().unwrap()
}

/// Runs a test of this program again by itself, in another folder, under what a shell sets up
/// before (a umask). The folder holds a file `again`, by which the test knows its part.
#[cfg(unix)]
fn run_again(test: &str, folder: &Path, before: &str) {
    fs::write(folder.join("again"), "").unwrap();
    let output = std::process::Command::new("sh")
        .arg("-c")
        .arg(format!("{before}\nexec \"$0\" --exact \"$1\" --nocapture"))
        .arg(std::env::current_exe().unwrap())
        .arg(format!("store::sqlite::tests::{test}"))
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("1 passed"), "no such test: {said}");
}

/// Whether this is the second run.
#[cfg(unix)]
fn is_run_again() -> bool {
    Path::new("again").exists()
}
