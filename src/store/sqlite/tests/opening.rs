//! What a file must be to be opened, and what opening leaves of it.

use super::*;
use crate::store::sqlite::open::{APPLICATION_ID, VERSION};

/// The pragmas that every connection has.
fn assert_discipline(store: &Sqlite, journal: &str) {
    let connection = store.connection.borrow();
    for (pragma, expected) in [
        ("synchronous", 3),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
    ] {
        let found = number(&connection, &format!("PRAGMA {pragma}"));
        assert_eq!(found, expected, "{pragma}");
    }
    assert_eq!(text(&connection, "PRAGMA journal_mode"), journal);
    // In memory there is nothing to map, and no row.
    let mapped = connection.query_row("PRAGMA mmap_size", [], |row| row.get::<_, i64>(0));
    assert_eq!(mapped.unwrap_or(0), 0, "mmap_size");
}

#[test]
fn every_connection_has_the_discipline() {
    let scratch = Scratch::new();
    for (access, is_readonly) in [(Access::Read, true), (Access::Write, false)] {
        let store = scratch.open(access);
        assert_discipline(&store, "delete");
        let connection = store.connection.borrow();
        assert_eq!(connection.is_readonly("main").unwrap(), is_readonly);
    }
    assert_discipline(&Sqlite::in_memory().unwrap(), "memory");
}

#[test]
fn the_sqlite_within_is_new_enough() {
    assert!(
        rusqlite::version_number() >= 3_051_003,
        "SQLite {} within",
        rusqlite::version()
    );
}

#[test]
fn reading_changes_no_byte_and_leaves_no_file() {
    let scratch = Scratch::new();
    let before = scratch.listing();
    let modified = fs::metadata(scratch.store()).unwrap().modified().unwrap();
    let store = scratch.open(Access::Read);
    assert_eq!(record(&store), filled());
    assert_eq!(scratch.listing(), before, "while it is open");
    assert_eq!(store.examine().unwrap(), []);
    drop(store);
    assert_eq!(scratch.listing(), before, "once it is closed");
    assert_eq!(
        fs::metadata(scratch.store()).unwrap().modified().unwrap(),
        modified
    );
    // Opening to write and writing nothing leaves as little.
    let mut store = scratch.open(Access::Write);
    assert_eq!(write(&mut store, &new_entry(), &[]), None);
    drop(store);
    assert_eq!(scratch.listing(), before);
}

#[test]
fn a_store_opened_to_read_is_not_written() {
    let scratch = Scratch::new();
    let before = scratch.listing();
    let mut store = scratch.open(Access::Read);
    let mut is_begun = false;
    let result = store.write(&new_entry(), &mut |_| {
        is_begun = true;
        Ok(Outcome::Keep)
    });
    let problem = refusal(result);
    assert!(matches!(problem, StoreProblem::ReadOnly), "{problem:?}");
    let problem = refusal(store.replay(&mut || Ok(None)));
    assert!(matches!(problem, StoreProblem::ReadOnly), "{problem:?}");
    assert!(!is_begun);
    assert_eq!(scratch.listing(), before);
}

/// Makes a file by a few statements in plain SQLite.
fn other_file(path: &Path, sql: &str) {
    let connection = Connection::open(path).unwrap();
    connection.execute_batch(sql).unwrap();
}

/// Refused for that reason, to read and to write, and no file is changed, made or removed.
fn assert_refused(scratch: &Scratch, name: &str, expected: fn(&StoreProblem) -> bool) {
    let before = scratch.listing();
    for access in [Access::Read, Access::Write] {
        let problem = refusal(Sqlite::open(&scratch.path(name), access));
        assert!(expected(&problem), "{name}, {access:?}: {problem:?}");
        let after = scratch.listing();
        assert_eq!(names(&after), names(&before), "{name}, {access:?}");
        assert!(after == before, "{name} was changed ({access:?})");
    }
}

#[test]
fn what_is_not_a_store_is_refused_by_its_own_reason_and_left_as_it_is() {
    let scratch = Scratch::new();
    let whole = fs::read(scratch.store()).unwrap();
    fs::create_dir(scratch.path("folder.db")).unwrap();
    fs::write(scratch.path("empty.db"), "").unwrap();
    fs::write(scratch.path("note.txt"), "progress: 57 %\n").unwrap();
    fs::write(scratch.path("long.txt"), "progress: 57 %\n".repeat(1000)).unwrap();
    other_file(
        &scratch.path("other.db"),
        "CREATE TABLE reading (stage, percent)",
    );
    for (name, version) in [("newer.db", VERSION + 1), ("zero.db", 0), ("older.db", -1)] {
        let sql = format!("{SCHEMA}; PRAGMA user_version = {version};");
        other_file(&scratch.path(name), &sql);
    }
    other_file(
        &scratch.path("unfinished.db"),
        &format!("PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION};"),
    );
    fs::write(scratch.path("half.db"), &whole[..whole.len() / 2]).unwrap();
    fs::write(scratch.path("page.db"), &whole[..4096]).unwrap();
    fs::write(scratch.path("stub.db"), &whole[..50]).unwrap();

    for name in ["none.db", "none/store.db", "note.txt/store.db"] {
        assert_refused(&scratch, name, |p| matches!(p, StoreProblem::Missing));
    }
    assert_refused(&scratch, "folder.db", |p| {
        matches!(p, StoreProblem::IsFolder)
    });
    assert_refused(&scratch, "empty.db", |p| matches!(p, StoreProblem::Empty));
    // Of the last so little is left that it bears no mark.
    for name in ["note.txt", "long.txt", "other.db", "stub.db"] {
        assert_refused(&scratch, name, |p| matches!(p, StoreProblem::Foreign));
    }
    assert_refused(
        &scratch,
        "newer.db",
        |p| matches!(p, StoreProblem::Newer { found, known } if (*found, *known) == (VERSION + 1, VERSION)),
    );
    for name in ["zero.db", "older.db", "half.db", "page.db"] {
        assert_refused(&scratch, name, |p| matches!(p, StoreProblem::Damaged(_)));
    }
    // Right by its marks, but without its tables.
    let store = Sqlite::open(&scratch.path("unfinished.db"), Access::Read).unwrap();
    let problem = refusal(try_record(&store));
    assert!(matches!(problem, StoreProblem::Damaged(_)), "{problem:?}");
}

/// Another program's file in use or left behind by a crash: with a write-ahead log, and with a
/// journal to be rolled back.
#[test]
fn a_file_of_another_program_is_refused_before_anything_is_recovered_in_it() {
    let scratch = Scratch::new();
    for (id, kind) in [(0, "foreign"), (APPLICATION_ID, "newer")] {
        let sql = format!(
            "PRAGMA application_id = {id}; PRAGMA user_version = {};
             CREATE TABLE t (x); INSERT INTO t VALUES (1);",
            VERSION + 1
        );
        let expected: fn(&StoreProblem) -> bool = if id == 0 {
            |p| matches!(p, StoreProblem::Foreign)
        } else {
            |p| matches!(p, StoreProblem::Newer { .. })
        };
        // At rest in WAL mode: no side file.
        let rest = format!("{kind}-rest.db");
        other_file(
            &scratch.path(&rest),
            &format!("PRAGMA journal_mode = WAL; {sql}"),
        );
        assert_refused(&scratch, &rest, expected);
        // Left behind with a log that has not been written back.
        let live = scratch.path("live.db");
        let connection = Connection::open(&live).unwrap();
        let setup = format!("PRAGMA journal_mode = WAL; {sql} PRAGMA wal_checkpoint(TRUNCATE);");
        connection.execute_batch(&setup).unwrap();
        connection
            .execute_batch("INSERT INTO t VALUES (2)")
            .unwrap();
        let left = format!("{kind}-left.db");
        let log = format!("{left}-wal");
        fs::copy(&live, scratch.path(&left)).unwrap();
        fs::copy(scratch.path("live.db-wal"), scratch.path(&log)).unwrap();
        drop(connection);
        fs::remove_file(&live).unwrap();
        assert!(fs::metadata(scratch.path(&log)).unwrap().len() > 0);
        assert_refused(&scratch, &left, expected);
        // Left behind with a journal.
        let hot = scratch.path(&format!("{kind}-hot.db"));
        other_file(&hot, &sql);
        rolling_back::kill_a_writer(&hot, |connection| {
            connection
                .execute_batch(
                    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
                     INSERT INTO t SELECT hex(randomblob(200)) FROM n",
                )
                .unwrap();
        });
        assert_refused(&scratch, &format!("{kind}-hot.db"), expected);
    }
}

#[test]
fn a_path_may_hold_marks_that_mean_something_in_an_address() {
    let folder = TempDir::new().unwrap();
    for name in [
        "a?mode=memory.db",
        "a#b.db",
        "100%25.db",
        "a b  c.db",
        "%00.db",
        "file:x.db",
        "é 金辉;'\".db",
        "-x.db",
        "x.db?immutable=1&vfs=none",
    ] {
        let path = folder.path().join(format!("{name}.folder")).join(name);
        super::super::create(&path, &mut |store| {
            fill(store);
            Ok(())
        })
        .unwrap();
        for access in [Access::Read, Access::Write] {
            let mut store = Sqlite::open(&path, access).unwrap();
            assert_eq!(record(&store), filled(), "{name}");
            if access == Access::Write {
                set(&mut store, "x");
            }
        }
        let listing = listing(path.parent().unwrap());
        assert_eq!(names(&listing), [name], "no other file was made");
    }
}

/// The names that SQLite itself takes for something else stand alone, so this is run in a folder
/// of its own.
#[cfg(unix)]
#[test]
fn a_name_may_look_like_an_address() {
    let all = [
        ":memory:",
        "file::memory:",
        "file:x.db",
        "file:y.db?mode=memory",
    ];
    if is_run_again() {
        for name in all {
            let path = Path::new(name);
            super::super::create(path, &mut |store| {
                set(store, "first");
                Ok(())
            })
            .unwrap();
            assert!(fs::metadata(path).unwrap().len() > 4096, "{name}");
            let mut store = Sqlite::open(path, Access::Write).unwrap();
            assert_eq!(set(&mut store, "second"), Some(2), "{name}");
        }
        return;
    }
    let folder = TempDir::new().unwrap();
    run_again(
        "opening::a_name_may_look_like_an_address",
        folder.path(),
        AGAIN,
    );
    let mut found = names(&listing(folder.path()));
    found.retain(|name| name != "again");
    assert_eq!(found, all);
}

/// A person with the sqlite3 shell may have turned the log on; the next writer turns it off, so
/// that there is one file at rest again.
#[test]
fn a_store_put_into_another_journal_mode_is_brought_back_by_the_next_writer() {
    let scratch = Scratch::new();
    let mode = text(&scratch.plain(), "PRAGMA journal_mode = WAL");
    assert_eq!(mode, "wal");
    // A copy is one file too.
    let copied = scratch.open(Access::Read).backup(&scratch.path("copy.db"));
    assert_eq!(copied.unwrap(), []);
    let copy = Sqlite::open(&scratch.path("copy.db"), Access::Read).unwrap();
    assert_discipline(&copy, "delete");
    let mut store = scratch.open(Access::Write);
    assert_discipline(&store, "delete");
    set(&mut store, "x");
    drop(store);
    assert_eq!(names(&scratch.listing()), ["copy.db", "store.db"]);
    assert_discipline(&scratch.open(Access::Read), "delete");
    assert_eq!(names(&scratch.listing()), ["copy.db", "store.db"]);
}
