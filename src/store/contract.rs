//! What any engine must hold, asked through the traits only.
//!
//! A check is a function that takes a way to make an empty store. Each becomes a test of its own for
//! every engine named at the foot of this file; a new one needs a name there and a function that
//! makes it.

mod appending;
mod asking;
mod walking;

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::row::{Row, Table, Value};
use super::{Access, Outcome, Read, Store, Write};
use crate::messages::{Error, Flaw, StoreProblem};
use crate::model::{Day, NewEntry, Source};

/// Makes an empty store.
type Make = fn() -> Box<dyn Store>;

fn in_memory() -> Box<dyn Store> {
    super::in_memory().unwrap()
}

fn in_a_file() -> Box<dyn Store> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("store.db");
    super::create(&path, &mut |_| Ok(())).unwrap();
    Box::new(InAFile {
        path,
        _folder: folder,
    })
}

/// A store that is opened anew for everything asked of it, as each command does.
struct InAFile {
    path: PathBuf,
    _folder: TempDir,
}

impl Store for InAFile {
    fn read(&self, work: &mut dyn FnMut(&dyn Read) -> Result<(), Error>) -> Result<(), Error> {
        super::open(&self.path, Access::Read)?.read(work)
    }

    fn write(
        &mut self,
        entry: &NewEntry,
        work: &mut dyn FnMut(&mut dyn Write) -> Result<Outcome, Error>,
    ) -> Result<Option<i64>, Error> {
        super::open(&self.path, Access::Write)?.write(entry, work)
    }

    fn replay(
        &mut self,
        next: &mut dyn FnMut() -> Result<Option<Row>, Error>,
    ) -> Result<(), Error> {
        super::open(&self.path, Access::Write)?.replay(next)
    }

    fn backup(&self, to: &Path) -> Result<Vec<Flaw>, Error> {
        super::open(&self.path, Access::Read)?.backup(to)
    }

    fn examine(&self) -> Result<Vec<Flaw>, Error> {
        super::open(&self.path, Access::Read)?.examine()
    }
}

pub(super) fn day(text: &str) -> Day {
    Day::from_iso(text).unwrap()
}

/// A row of the values named; the others are NULL.
pub(super) fn row_of(table: Table, values: &[(&str, Value)]) -> Row {
    let mut row = Row::empty(table);
    for (name, value) in values {
        let index = table.columns().iter().position(|c| c.0 == *name);
        row.cells[index.expect(name)] = Some(value.clone());
    }
    row
}

/// A row with its entry still to be given.
macro_rules! row {
    ($table:ident $($name:ident: $value:expr),*) => {
        $crate::store::contract::row_of(
            $crate::store::row::Table::$table,
            &[$((stringify!($name), $crate::store::row::Value::from($value))),*],
        )
    };
}
pub(super) use row;

/// The same row under an entry.
pub(super) fn under(entry: i64, mut row: Row) -> Row {
    let index = row.table.entry_column();
    row.cells[index] = Some(entry.into());
    row
}

pub(super) fn new_entry() -> NewEntry {
    NewEntry {
        recorded_at: "2021-08-01T01:30:00.123Z".parse().unwrap(),
        who: "wang".to_owned(),
        command: "update 金辉 'x y'".to_owned(),
        sources: Vec::new(),
    }
}

/// Rows of every table: projects, stages and targets 1 to 3, entries 1 to 4.
pub(super) fn sample() -> Vec<(NewEntry, Vec<Row>)> {
    let by = |at: &str, command: &str, files: &[&str]| NewEntry {
        recorded_at: at.parse().unwrap(),
        who: "wang".to_owned(),
        command: command.to_owned(),
        sources: files
            .iter()
            .map(|file| Source {
                file: (*file).to_owned(),
                sha256: "0a".repeat(32),
            })
            .collect(),
    };
    vec![
        (
            by(
                "2021-07-01T08:00:00.000Z",
                "import a.csv b.csv",
                &["a.csv", "b.csv"],
            ),
            vec![
                row!(Project id: 1),
                row!(Project id: 2),
                row!(Project id: 3),
                row!(ProjectEdit project: 1, code: "Jinhui", code_key: "jinhui", name: "金辉"),
                row!(ProjectEdit project: 2, code: "jin", code_key: "jin", name: "Jin", lead: "li"),
                row!(ProjectEdit project: 3, code: "west", code_key: "west", name: "West\nplot"),
                row!(Alias project: 1, position: 1, name: "金辉项目", standing: "certain"),
                row!(Alias project: 1, position: 2, name: "JH", standing: "supposed"),
                row!(ProjectText project: 1, position: 1, name: "施工单位", value: "三建"),
                row!(ProjectText project: 1, position: 2, name: "site", value: ""),
                row!(Stage id: 1, project: 1),
                row!(Stage id: 2, project: 2),
                row!(Stage id: 3, project: 1),
                row!(StageEdit stage: 1, code: "overall", name: "overall", kind: "measured", position: 0),
                row!(StageEdit stage: 2, code: "overall", name: "overall", kind: "measured", weight: 5000),
                row!(StageEdit stage: 3, code: "roof", name: "roof", kind: "milestone", total: 1000),
                row!(Target id: 1, stage: 1, number: 1),
                row!(Target id: 2, stage: 2, number: 1),
                row!(Target id: 3, stage: 1, number: 2),
                row!(Revision target: 1, position: 1, decided_on: "2021-07-01", percent: 8000, due: "2021-12-31"),
                row!(Revision target: 1, position: 2, decided_on: "2021-07-02", percent: 7000),
                row!(Revision target: 2, position: 1, decided_on: "2021-07-01", state: "active", words: ""),
                row!(Revision target: 3, position: 1, decided_on: "2021-07-01", carried_from: 1),
                row!(Reading stage: 1, as_of: "2021-06-30", percent: 1000, note: "first"),
                row!(Reading stage: 1, as_of: "2021-07-01", percent: 2000),
                row!(Reading stage: 2, as_of: "2021-07-01", percent: 0, problem: "rain; \"mud\""),
                row!(Reading stage: 3, as_of: "2021-07-01", note: "under way"),
                row!(Setting key: "rule", value: "gap"),
            ],
        ),
        (
            by("2021-07-02T08:00:00.000Z", "update -", &[]),
            vec![
                row!(ProjectEdit project: 2, code: "Jin2", code_key: "jin2", reason: "renamed"),
                row!(ProjectState project: 2, decided_on: "2021-07-01", state: "suspended"),
                row!(Stage id: 4, project: 3),
                row!(StageEdit stage: 3, cleared: "total"),
                row!(Reading stage: 1, as_of: "2021-07-01", percent: 1500, amount: 3, total: 20),
                row!(Reading stage: 1, as_of: "2021-07-02"),
                row!(Reading stage: 4, as_of: "2021-07-02", percent: 10000),
            ],
        ),
        (
            // The clock went back.
            by("2021-07-01T07:00:00.000Z", "retract 2", &[]),
            vec![row!(Retraction retracted: 2, reason: "a slip")],
        ),
        (
            by("2021-07-03T08:00:00.000Z", "check --new", &["c.csv"]),
            vec![
                row!(Setting key: "rule", value: ""),
                row!(Setting key: "urgent", value: "5"),
                row!(Mapping column: "工期", field: "due"),
                row!(Notice target: 1, finding: "overdue", due: "2021-12-31", said_on: "2022-01-01"),
            ],
        ),
    ]
}

/// Writes an entry of these rows.
pub(super) fn write(store: &mut dyn Store, entry: &NewEntry, rows: &[Row]) -> Option<i64> {
    let kept = store.write(entry, &mut |write| {
        for row in rows {
            let row = under(write.number(), row.clone());
            write.append(&row)?;
        }
        Ok(Outcome::Keep)
    });
    kept.unwrap()
}

/// Writes the sample.
pub(super) fn fill(store: &mut dyn Store) {
    for (number, (entry, rows)) in (1..).zip(sample()) {
        assert_eq!(write(store, &entry, &rows), Some(number));
    }
}

/// All rows, in the order in which they are hashed.
pub(super) fn record(store: &dyn Store) -> Vec<Row> {
    try_record(store).unwrap()
}

pub(super) fn try_record(store: &dyn Store) -> Result<Vec<Row>, Error> {
    let mut rows = Vec::new();
    store.read(&mut |read| {
        read.entries(i64::MIN, i64::MAX, &mut |row| {
            rows.push(row);
            Ok(())
        })
    })?;
    Ok(rows)
}

/// What a store refused for.
pub(super) fn refusal<T>(result: Result<T, Error>) -> StoreProblem {
    match result {
        Err(Error::Store { problem, .. }) => problem,
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("nothing was refused"),
    }
}

macro_rules! each_engine {
    (@engine $engine:ident $make:ident $($part:ident::$check:ident,)*) => {
        mod $engine {
            $(#[test]
            fn $check() {
                super::$part::$check(super::$make);
            })*
        }
    };
    ($($part:ident::$check:ident,)*) => {
        each_engine!(@engine in_memory_engine in_memory $($part::$check,)*);
        each_engine!(@engine in_a_file_engine in_a_file $($part::$check,)*);
    };
}

each_engine! {
    asking::an_empty_record_has_no_answers,
    asking::rows_come_by_their_key,
    asking::rows_of_a_project_are_its_own,
    asking::entries_come_in_the_order_in_which_they_are_hashed,
    asking::the_last_entry_and_the_last_ids_are_told,
    asking::codes_are_found_by_their_beginning,
    asking::a_reading_is_found_by_its_key,
    asking::an_error_of_the_work_passes_through,
    asking::an_error_without_a_path_gets_that_of_the_store,
    asking::rows_can_be_asked_for_while_rows_come,
    walking::a_walk_passes_by_what_a_list_would,
    walking::of_one_day_the_last_recorded_comes_first_in_both_directions,
    appending::every_entry_is_closed_with_its_hash,
    appending::what_was_appended_is_read_within_the_transaction,
    appending::what_is_not_to_be_kept_is_not,
    appending::sources_alone_are_no_entry,
    appending::rows_that_do_not_belong_are_refused,
    appending::a_refused_row_is_not_passed_over,
    appending::a_row_of_nothing_is_refused,
    appending::the_clock_is_believed,
    appending::a_record_is_replayed_row_by_row,
    appending::a_replay_that_breaks_off_leaves_nothing,
    appending::nothing_is_wrong_with_what_was_written,
}
