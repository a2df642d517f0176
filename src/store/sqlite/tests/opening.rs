//! What a file must be to be opened, and what opening leaves of it.

use super::*;
use crate::store::upgrade::{APPLICATION_ID, CURRENT};

const SCHEMA: &str = CURRENT.sql;
const VERSION: i64 = CURRENT.version;

/// The pragmas that every connection has.
fn assert_discipline(store: &Sqlite, journal: &str) {
    let connection = store.connection.borrow();
    for (pragma, expected) in [
        ("synchronous", 2),
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
    let place = Place::new();
    for (access, is_readonly) in [(Access::Read, true), (Access::Write, false)] {
        let store = place.open(access);
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
fn the_schema_is_the_version_that_the_program_knows() {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(SCHEMA).unwrap();
    assert_eq!(number(&connection, "PRAGMA application_id"), APPLICATION_ID);
    assert_eq!(number(&connection, "PRAGMA user_version"), VERSION);
    assert_eq!(
        &i32::try_from(APPLICATION_ID).unwrap().to_be_bytes(),
        b"PrjT"
    );
}

#[test]
fn every_table_is_strict() {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(SCHEMA).unwrap();
    for table in tables(&connection) {
        let sql = format!("SELECT strict FROM pragma_table_list WHERE name = '{table}'");
        assert_eq!(number(&connection, &sql), 1, "{table}");
    }
}

#[test]
fn reading_changes_no_byte_and_leaves_no_file() {
    let place = Place::new();
    let before = place.listing();
    let modified = fs::metadata(place.store()).unwrap().modified().unwrap();
    let store = place.open(Access::Read);
    assert_eq!(store.record().unwrap(), filled());
    assert_eq!(answer(&store).projects.len(), 2);
    assert_eq!(place.listing(), before, "while it is open");
    drop(store);
    assert_eq!(place.listing(), before, "once it is closed");
    assert_eq!(
        fs::metadata(place.store()).unwrap().modified().unwrap(),
        modified
    );
    // Opening to write and writing nothing leaves as little.
    let mut store = place.open(Access::Write);
    assert_eq!(write(&mut store, |_| Ok(())), None);
    drop(store);
    assert_eq!(place.listing(), before);
}

#[test]
fn a_store_opened_to_read_is_not_written() {
    let place = Place::new();
    let before = place.listing();
    let mut store = place.open(Access::Read);
    let result = store.write(&entry(), &mut |draft| {
        draft.set("rule", "gap")?;
        Ok(Outcome::Keep)
    });
    let problem = refusal(result);
    assert!(matches!(problem, StoreProblem::ReadOnly), "{problem:?}");
    let problem = refusal(store.restore(&filled()));
    assert!(
        matches!(problem, StoreProblem::ReadOnly | StoreProblem::NotEmpty),
        "{problem:?}"
    );
    assert_eq!(place.listing(), before);
}

/// Makes a file by a few statements in plain SQLite.
fn other_file(path: &Path, sql: &str) {
    let connection = Connection::open(path).unwrap();
    connection.execute_batch(sql).unwrap();
}

/// Refused for that reason, to read and to write, and no file is changed, made or removed.
fn assert_refused(place: &Place, name: &str, expected: fn(&StoreProblem) -> bool) {
    let before = place.listing();
    for access in [Access::Read, Access::Write] {
        let problem = refusal(Sqlite::open(&place.path(name), access));
        assert!(expected(&problem), "{name}, {access:?}: {problem:?}");
        let after = place.listing();
        assert_eq!(names(&after), names(&before), "{name}, {access:?}");
        assert!(after == before, "{name} was changed ({access:?})");
    }
}

#[test]
fn what_is_not_a_store_is_refused_by_its_own_reason_and_left_as_it_is() {
    let place = Place::new();
    let whole = fs::read(place.store()).unwrap();
    fs::create_dir(place.path("folder.db")).unwrap();
    fs::write(place.path("empty.db"), "").unwrap();
    fs::write(place.path("note.txt"), "progress: 57 %\n").unwrap();
    fs::write(place.path("long.txt"), "progress: 57 %\n".repeat(1000)).unwrap();
    other_file(
        &place.path("other.db"),
        "CREATE TABLE reading (stage, percent)",
    );
    other_file(
        &place.path("newer.db"),
        &format!("{SCHEMA}; PRAGMA user_version = {};", VERSION + 1),
    );
    other_file(
        &place.path("older.db"),
        &format!("{SCHEMA}; PRAGMA user_version = 0;"),
    );
    other_file(
        &place.path("unfinished.db"),
        &format!("PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION};"),
    );
    fs::write(place.path("half.db"), &whole[..whole.len() / 2]).unwrap();
    fs::write(place.path("page.db"), &whole[..4096]).unwrap();
    fs::write(place.path("stub.db"), &whole[..50]).unwrap();

    assert_refused(&place, "none.db", |p| matches!(p, StoreProblem::Missing));
    assert_refused(&place, "none/store.db", |p| {
        matches!(p, StoreProblem::Missing)
    });
    assert_refused(&place, "note.txt/store.db", |p| {
        matches!(p, StoreProblem::Missing)
    });
    assert_refused(&place, "folder.db", |p| matches!(p, StoreProblem::IsFolder));
    assert_refused(&place, "empty.db", |p| matches!(p, StoreProblem::Empty));
    // Of the last so little is left that it bears no mark.
    for name in ["note.txt", "long.txt", "other.db", "stub.db"] {
        assert_refused(&place, name, |p| matches!(p, StoreProblem::Foreign));
    }
    assert_refused(
        &place,
        "newer.db",
        |p| matches!(p, StoreProblem::Newer { found, known } if (*found, *known) == (VERSION + 1, VERSION)),
    );
    for name in ["older.db", "half.db", "page.db"] {
        assert_refused(&place, name, |p| matches!(p, StoreProblem::Damaged(_)));
    }
    // Right by its marks, but without its tables.
    let store = Sqlite::open(&place.path("unfinished.db"), Access::Read).unwrap();
    let problem = refusal(store.snapshot(&all()));
    assert!(matches!(problem, StoreProblem::Damaged(_)), "{problem:?}");
}

/// Another program's file in use or left behind by a crash: with a write-ahead log, and with a
/// journal to be rolled back.
#[test]
fn a_file_of_another_program_is_refused_before_anything_is_recovered_in_it() {
    let place = Place::new();
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
            &place.path(&rest),
            &format!("PRAGMA journal_mode = WAL; {sql}"),
        );
        assert_refused(&place, &rest, expected);
        // Left behind with a log that has not been written back.
        let live = place.path("live.db");
        let connection = Connection::open(&live).unwrap();
        let setup = format!("PRAGMA journal_mode = WAL; {sql} PRAGMA wal_checkpoint(TRUNCATE);");
        connection.execute_batch(&setup).unwrap();
        connection
            .execute_batch("INSERT INTO t VALUES (2)")
            .unwrap();
        let left = format!("{kind}-left.db");
        let log = format!("{left}-wal");
        fs::copy(&live, place.path(&left)).unwrap();
        fs::copy(place.path("live.db-wal"), place.path(&log)).unwrap();
        drop(connection);
        fs::remove_file(&live).unwrap();
        assert!(fs::metadata(place.path(&log)).unwrap().len() > 0);
        assert_refused(&place, &left, expected);
        // Left behind with a journal.
        let hot = place.path(&format!("{kind}-hot.db"));
        other_file(&hot, &sql);
        journal::kill_a_writer(&hot, |connection| {
            connection
                .execute_batch(
                    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
                     INSERT INTO t SELECT hex(randomblob(200)) FROM n",
                )
                .unwrap();
        });
        assert_refused(&place, &format!("{kind}-hot.db"), expected);
    }
}

#[test]
fn damage_within_is_told_as_damage() {
    let place = Place::new();
    let whole = fs::read(place.store()).unwrap();
    let mut refused = 0;
    for page in 1..whole.len() / 4096 {
        let mut bytes = whole.clone();
        bytes[page * 4096..(page + 1) * 4096].fill(0xff);
        fs::write(place.store(), bytes).unwrap();
        let result = Sqlite::open(&place.store(), Access::Read).and_then(|store| store.record());
        match result {
            // A page of an index that nothing was asked of.
            Ok(record) => assert_eq!(record, filled()),
            Err(Error::Store {
                problem: StoreProblem::Damaged(_),
                ..
            }) => refused += 1,
            Err(other) => panic!("page {page}: {other:?}"),
        }
    }
    assert!(refused >= 11, "only {refused} pages were missed");
}

#[test]
fn a_value_that_breaks_its_column_is_told_as_damage() {
    let place = Place::new();
    for (sql, back) in [
        ("kind = 'guess'", "kind = 'measured'"),
        ("weight = 20000", "weight = NULL"),
        ("code = '-x'", "code = 'overall'"),
    ] {
        let connection = place.plain();
        connection
            .execute_batch(&format!(
                "PRAGMA ignore_check_constraints = ON; UPDATE stage SET {sql}"
            ))
            .unwrap();
        let problem = refusal(place.open(Access::Read).snapshot(&all()));
        assert!(matches!(problem, StoreProblem::Damaged(_)), "{sql}");
        connection
            .execute_batch(&format!("UPDATE stage SET {back}"))
            .unwrap();
    }
    assert_eq!(place.open(Access::Read).record().unwrap(), filled());
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
        super::super::create(&path, &mut |store| store.restore(&filled())).unwrap();
        for access in [Access::Read, Access::Write] {
            let mut store = Sqlite::open(&path, access).unwrap();
            assert_eq!(store.record().unwrap(), filled(), "{name}");
            if access == Access::Write {
                write(&mut store, |draft| draft.set("rule", "gap"));
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
    if is_run_again() {
        for name in [
            "file:x.db",
            "file:y.db?mode=memory",
            ":memory:",
            "file::memory:",
        ] {
            let path = Path::new(name);
            super::super::create(path, &mut |store| store.restore(&filled())).unwrap();
            assert!(fs::metadata(path).unwrap().len() > 4096, "{name}");
            let mut store = Sqlite::open(path, Access::Write).unwrap();
            write(&mut store, |draft| draft.set("rule", "gap"));
            let store = Sqlite::open(path, Access::Read).unwrap();
            assert_eq!(store.record().unwrap().entries.len(), 4, "{name}");
        }
        return;
    }
    let folder = TempDir::new().unwrap();
    run_again(
        "opening::a_name_may_look_like_an_address",
        folder.path(),
        "",
    );
    assert_eq!(
        names(&listing(folder.path())),
        [
            ":memory:",
            "again",
            "file::memory:",
            "file:x.db",
            "file:y.db?mode=memory"
        ]
    );
}

/// A person with the sqlite3 shell may have turned the log on; the next writer turns it off, so
/// that there is one file at rest again.
#[test]
fn a_store_put_into_another_journal_mode_is_brought_back_by_the_next_writer() {
    let place = Place::new();
    let mode: String = place
        .plain()
        .query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))
        .unwrap();
    assert_eq!(mode, "wal");
    let mut store = place.open(Access::Write);
    assert_discipline(&store, "delete");
    write(&mut store, |draft| draft.set("rule", "gap"));
    drop(store);
    assert_eq!(names(&place.listing()), ["store.db"]);
    assert_discipline(&place.open(Access::Read), "delete");
    assert_eq!(names(&place.listing()), ["store.db"]);
}
