//! Upgrades, proved with a made-up older schema: one without notices.

use super::*;
use crate::store::upgrade::{CURRENT, Schema, Step};

/// What the made-up version 1 lacks.
const LATER: &str = "notice";

/// The statements of the current schema that make the notices.
pub(super) fn later() -> &'static str {
    static LATER_SQL: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    LATER_SQL.get_or_init(|| {
        let start = CURRENT.sql.find("CREATE TABLE notice").unwrap();
        let end = start + CURRENT.sql[start..].find("WITHOUT ROWID;").unwrap();
        let mut sql = format!("{}WITHOUT ROWID;\n", &CURRENT.sql[start..end]);
        for name in ["notice_insert", "notice_update", "notice_delete"] {
            let start = CURRENT.sql.find(&format!("CREATE TRIGGER {name}")).unwrap();
            let end = start + CURRENT.sql[start..].find("END;").unwrap() + 4;
            sql.push_str(&CURRENT.sql[start..end]);
            sql.push('\n');
        }
        sql
    })
}

/// The current schema as version 2, a step away from the made-up version 1.
pub(super) fn schema(sql: &'static str) -> Schema {
    let steps: &'static [Step] = Box::leak(Box::new([Step { version: 2, sql }]));
    Schema {
        version: 2,
        sql: CURRENT.sql,
        steps,
    }
}

fn head() -> NewEntry {
    NewEntry {
        recorded_at: "2021-07-01T08:00:00Z".parse().unwrap(),
        who: "wang".to_owned(),
        command: "add".to_owned(),
        sources: Vec::new(),
    }
}

/// A store of version 1 with something in it.
fn older() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("store.db");
    crate::store::create(&path, &mut |store| {
        store
            .write(&head(), &mut |draft| {
                draft.add_project(&project_facts("jinhui"))?;
                Ok(Outcome::Keep)
            })
            .map(|_| ())
    })
    .unwrap();
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch(&format!("DROP TABLE {LATER}"))
        .unwrap();
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
    let (_folder, path) = older();
    let store = Sqlite::open_as(&path, Access::Write, &schema(later())).unwrap();
    drop(store);
    assert_eq!(version(&path), 2);
    let fresh = Connection::open_in_memory().unwrap();
    fresh.execute_batch(CURRENT.sql).unwrap();
    assert_eq!(
        objects(&path),
        super::super::verify::objects(&fresh).unwrap()
    );
    let connection = Connection::open(&path).unwrap();
    let code: String = connection
        .query_row("SELECT code FROM project", [], |row| row.get(0))
        .unwrap();
    assert_eq!(code, "jinhui");
}

#[test]
fn a_copy_of_the_older_store_stays_beside_it() {
    let (folder, path) = older();
    fs::write(folder.path().join("store.db.v1"), "taken").unwrap();
    let before = objects(&path);
    drop(Sqlite::open_as(&path, Access::Write, &schema(later())).unwrap());
    let copy = folder.path().join("store.db.v1-2");
    assert_eq!(version(&copy), 1);
    assert_eq!(objects(&copy), before);
    assert_eq!(
        fs::read(folder.path().join("store.db.v1")).unwrap(),
        b"taken"
    );
    // Up to date, it is left alone.
    drop(Sqlite::open_as(&path, Access::Write, &schema(later())).unwrap());
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
    let refused = Sqlite::open_as(&path, Access::Read, &schema(later()));
    assert!(matches!(
        refused,
        Err(Error::Store {
            problem: StoreProblem::Older { found: 1, known: 2 },
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
        Sqlite::open_as(&path, Access::Write, &schema(later())),
        Err(Error::Store {
            problem: StoreProblem::Damaged(_),
            ..
        })
    ));
}
