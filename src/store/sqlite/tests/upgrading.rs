//! Upgrades from each older version, as a copy of its schema makes it.

use super::*;
use crate::store::upgrade::{CURRENT, Schema, Step};

/// The schema of version 1, in which readings lay by stage.
pub(super) const VERSION_1: &str = include_str!("../../../../tests/fixtures/schema-1.sql");
/// That of version 2, in which the key of a reading was of four columns.
const VERSION_2: &str = include_str!("../../../../tests/fixtures/schema-2.sql");

/// The day of a reading as the older versions hold it.
pub(super) const AS_OF: &str = "printf('%04d-%02d-%02d', day / 10000, day / 100 % 100, day % 100)";

/// The current schema, a step of our choice away from version 1.
fn schema(sql: &'static str) -> Schema {
    let steps: &'static [Step] = Box::leak(Box::new([Step { version: 2, sql }]));
    Schema {
        version: 2,
        sql: CURRENT.sql,
        steps,
    }
}

/// Turns a store into one of an older version that holds the same.
pub(super) fn turn_back(path: &Path, to: &str) {
    let now = path.with_extension("now");
    fs::rename(path, &now).unwrap();
    let connection = Connection::open(path).unwrap();
    connection.execute_batch(to).unwrap();
    let attach = format!("ATTACH '{}' AS now; BEGIN", now.display());
    connection.execute_batch(&attach).unwrap();
    for table in [
        "entry",
        "source",
        "project",
        "stage",
        "target",
        "revision",
        "reading",
        "retraction",
        "change",
        "setting",
        "notice",
    ] {
        let list = columns(&connection, table).join(", ");
        // Signposts are put up by a trigger.
        let values = list.replace("month,", "day / 100,").replace("as_of", AS_OF);
        let copy = format!("INSERT INTO {table} ({list}) SELECT {values} FROM now.{table}");
        connection.execute_batch(&copy).unwrap();
    }
    connection.execute_batch("COMMIT; DETACH now").unwrap();
    fs::remove_file(now).unwrap();
}

/// A store of version 1 with something in it.
fn older() -> (TempDir, PathBuf) {
    older_of(VERSION_1)
}

fn older_of(schema: &str) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("store.db");
    crate::store::create(&path, &mut |store| store.restore(&filled())).unwrap();
    turn_back(&path, schema);
    (folder, path)
}

pub(super) fn objects(path: &Path) -> std::collections::BTreeMap<String, String> {
    super::super::verify::objects(&Connection::open(path).unwrap()).unwrap()
}

pub(super) fn version(path: &Path) -> i64 {
    let connection = Connection::open(path).unwrap();
    connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap()
}

#[test]
fn an_upgraded_store_equals_a_fresh_one_and_keeps_what_it_held() {
    for schema in [VERSION_1, VERSION_2] {
        check_upgrade(schema);
    }
}

fn check_upgrade(schema: &str) {
    let (_folder, path) = older_of(schema);
    let store = Sqlite::open(&path, Access::Write).unwrap();
    assert_eq!(version(&path), 3);
    let fresh = Connection::open_in_memory().unwrap();
    fresh.execute_batch(CURRENT.sql).unwrap();
    assert_eq!(
        objects(&path),
        super::super::verify::objects(&fresh).unwrap()
    );
    assert_eq!(store.record().unwrap(), filled());
    assert_eq!(store.verify().unwrap(), []);
    assert_eq!(answer(&store).projects.len(), 2);
}

/// Seen to catch: a stage whose number runs into the month of the key.
#[test]
fn what_fits_no_key_is_not_brought_up_to_date() {
    let (_folder, path) = older_of(VERSION_2);
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch(
            "INSERT INTO stage (id, entry, project, code, code_key, name, position, kind)
             VALUES (4194305, 1, 1, 'far', 'far', 'far', 9, 'measured');
             INSERT INTO reading (month, stage, as_of, entry, percent)
             VALUES (202106, 4194305, '2021-06-09', 1, 100);",
        )
        .unwrap();
    drop(connection);
    let before = fs::read(&path).unwrap();
    assert!(Sqlite::open(&path, Access::Write).is_err());
    assert_eq!(version(&path), 2);
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_copy_of_the_older_store_stays_beside_it() {
    let (folder, path) = older();
    fs::write(folder.path().join("store.db.v1"), "taken").unwrap();
    let before = objects(&path);
    drop(Sqlite::open(&path, Access::Write).unwrap());
    let copy = folder.path().join("store.db.v1-2");
    assert_eq!(version(&copy), 1);
    assert_eq!(objects(&copy), before);
    assert_eq!(
        fs::read(folder.path().join("store.db.v1")).unwrap(),
        b"taken"
    );
    // Up to date, it is left alone.
    drop(Sqlite::open(&path, Access::Write).unwrap());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
}

#[test]
fn a_step_that_fails_changes_nothing() {
    let (_folder, path) = older();
    let before = fs::read(&path).unwrap();
    let broken = "CREATE TABLE notice (x); CREATE TABLE notice (x);";
    assert!(Sqlite::open_as(&path, Access::Write, &schema(broken)).is_err());
    assert_eq!(version(&path), 1);
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn opened_to_read_an_older_store_is_refused_and_left_alone() {
    let (folder, path) = older();
    let before = fs::read(&path).unwrap();
    let refused = Sqlite::open(&path, Access::Read);
    assert!(matches!(
        refused,
        Err(Error::Store {
            problem: StoreProblem::Older { found: 1, known: 3 },
            ..
        })
    ));
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_version_without_a_way_from_it_is_damage() {
    let (_folder, path) = older();
    let connection = Connection::open(&path).unwrap();
    connection.pragma_update(None, "user_version", 0).unwrap();
    drop(connection);
    assert!(matches!(
        Sqlite::open(&path, Access::Write),
        Err(Error::Store {
            problem: StoreProblem::Damaged(_),
            ..
        })
    ));
}
