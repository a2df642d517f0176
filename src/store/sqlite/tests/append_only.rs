//! What was recorded stays, whoever opens the file and with whatever.

use std::io::Write;
use std::process::Command;

use super::*;

/// Tables of which no row is ever changed, and what else the schema holds.
const APPEND_ONLY: [&str; 8] = [
    "change",
    "entry",
    "notice",
    "reading",
    "retraction",
    "revision",
    "setting",
    "source",
];
const THINGS: [&str; 3] = ["project", "stage", "target"];
/// The signposts to the readings, whose low falls with a lower figure and by nothing else.
const SIGNPOSTS: &str = "month";

/// Facts that may be edited, since an edit leaves a `change`.
fn is_fact(table: &str, column: &str) -> bool {
    matches!(table, "project" | "stage") && !matches!(column, "id" | "entry" | "project")
}

/// Every way in SQL to change or lose a row, one statement a line.
fn assaults(connection: &Connection) -> Vec<String> {
    let mut all = Vec::new();
    let mut add = |sql: String| all.push(sql);
    for table in tables(connection) {
        let columns = columns(connection, &table);
        add(format!("DELETE FROM {table}"));
        let first = columns.first().unwrap();
        // What is computed cannot be given.
        let list = columns.join(", ");
        add(format!(
            "DELETE FROM {table} WHERE {first} = (SELECT min({first}) FROM {table})"
        ));
        // Over every row that is there.
        for verb in ["INSERT OR REPLACE", "REPLACE", "INSERT OR IGNORE", "INSERT"] {
            add(format!(
                "{verb} INTO {table} ({list}) SELECT {list} FROM {table}"
            ));
        }
        for column in columns.iter().filter(|column| !is_fact(&table, column)) {
            for verb in ["UPDATE", "UPDATE OR REPLACE", "UPDATE OR IGNORE"] {
                // To the same value, to one of another row, and to a new one.
                for value in [
                    column.clone(),
                    format!("(SELECT max({column}) FROM {table})"),
                    format!("{column} + 1"),
                ] {
                    // Identity of a thing may be set to what it is: nothing is changed by it.
                    if table == "project" || table == "stage" {
                        add(format!(
                            "{verb} {table} SET {column} = {value} WHERE {column} IS NOT {value}"
                        ));
                        continue;
                    }
                    add(format!("{verb} {table} SET {column} = {value}"));
                }
            }
            add(format!(
                "INSERT INTO {table} ({list}) SELECT {list} FROM {table} WHERE true \
                 ON CONFLICT DO UPDATE SET {column} = excluded.{column}"
            ));
            add(format!(
                "UPDATE {table} SET {column} = other.{column} + 1 FROM {table} AS other"
            ));
        }
    }
    // The row's number under its other names.
    for table in [
        "entry",
        "project",
        "stage",
        "target",
        "retraction",
        "reading",
    ] {
        for name in ["rowid", "oid", "_rowid_"] {
            add(format!("UPDATE {table} SET {name} = {name} + 10"));
        }
    }
    for table in THINGS {
        for name in ["rowid", "oid", "_rowid_", "id"] {
            add(format!(
                "UPDATE OR REPLACE {table} SET {name} = 2 WHERE {name} = 1"
            ));
        }
    }
    let at = "'2021-07-01T00:00:00.000Z'";
    let entry_row = format!("{at}, 'li', 'x'");
    for sql in [
        // A number given again, left out, or ahead of its turn.
        format!("INSERT OR REPLACE INTO entry VALUES (1, {entry_row})"),
        format!("INSERT OR REPLACE INTO entry (oid, recorded_at, who, command) VALUES (1, {entry_row})"),
        format!("INSERT INTO entry (recorded_at, who, command) VALUES ({entry_row})"),
        format!("INSERT INTO entry VALUES (NULL, {entry_row})"),
        format!("INSERT INTO entry VALUES (6, {entry_row})"),
        format!("INSERT INTO entry VALUES (0, {entry_row})"),
        format!("INSERT INTO entry VALUES (-1, {entry_row})"),
        // Other values over an existing key.
        "INSERT OR REPLACE INTO reading (id, entry, percent) SELECT id, 3, 9 FROM reading".to_owned(),
        // A reading put in before one of the same day, twice by one entry, or without a key.
        "INSERT INTO reading (id, entry, percent) SELECT id + 1, entry, 9 FROM reading LIMIT 1".to_owned(),
        "INSERT INTO reading (id, entry, percent) SELECT id + 1, 0, 9 FROM reading".to_owned(),
        "INSERT INTO reading (entry, percent) VALUES (5, 9)".to_owned(),
        "INSERT INTO reading (id, entry, percent) VALUES (NULL, 5, 9)".to_owned(),
        "INSERT INTO reading (id, entry, percent) VALUES (-5, 5, 9)".to_owned(),
        "INSERT OR REPLACE INTO month VALUES (1, 202107, 10000)".to_owned(),
        "INSERT OR REPLACE INTO month SELECT * FROM month".to_owned(),
        "INSERT OR REPLACE INTO month VALUES (1, 202107, NULL)".to_owned(),
        "UPDATE month SET low = NULL".to_owned(),
        "INSERT OR REPLACE INTO setting VALUES ('rule', 1, 'pace')".to_owned(),
        "INSERT OR REPLACE INTO retraction VALUES (2, 3, 'other')".to_owned(),
        "INSERT OR REPLACE INTO source VALUES (1, 1, 'x', hex(zeroblob(32)))".to_owned(),
        "INSERT OR REPLACE INTO notice VALUES (3, 1, 'met', '2021-07-01')".to_owned(),
        "INSERT OR REPLACE INTO change VALUES (2, 1, 1, NULL, 'name', 'a', 'b', NULL, NULL)".to_owned(),
        "INSERT OR REPLACE INTO revision VALUES (1, 1, 1, '2021-07-01', 1, NULL, NULL, 0, NULL, NULL, '', NULL, 'active', NULL)".to_owned(),
        // A code or a key of another, by insertion and by editing.
        "INSERT OR REPLACE INTO project (entry, code, code_key, name) VALUES (1, 'JINHUI', 'jinhui', 'x')".to_owned(),
        "INSERT OR REPLACE INTO project (id, entry, code, code_key, name) VALUES (1, 1, 'new', 'new', 'x')".to_owned(),
        "INSERT OR REPLACE INTO stage (entry, project, code, code_key, name, position, kind) VALUES (1, 1, 'overall', 'overall', 'x', 0, 'measured')".to_owned(),
        "INSERT OR REPLACE INTO stage (id, entry, project, code, code_key, name, position, kind) VALUES (1, 1, 1, 'new', 'new', 'x', 0, 'measured')".to_owned(),
        "INSERT OR REPLACE INTO target (entry, stage, period) VALUES (1, 1, '2021H2')".to_owned(),
        "INSERT OR REPLACE INTO target (id, entry, stage, period) VALUES (1, 1, 1, '2030')".to_owned(),
        "UPDATE OR REPLACE project SET code_key = 'jinhui'".to_owned(),
        "UPDATE OR REPLACE project SET code_key = 'jinhui' WHERE id = 2".to_owned(),
        "UPDATE OR REPLACE stage SET project = 1 WHERE id = 2".to_owned(),
        "INSERT INTO project (entry, code, code_key, name) VALUES (1, 'x', 'jinhui', 'x') ON CONFLICT DO UPDATE SET id = 9".to_owned(),
    ] {
        add(sql);
    }
    all
}

/// A store in which the first project has two stages, so that one can be put over the other.
fn place() -> (Place, Record) {
    let place = Place::new();
    let mut store = place.open(Access::Write);
    write(&mut store, |draft| {
        draft.add_stage(1, &stage_facts("piles")).map(|_| ())
    });
    let record = store.record().unwrap();
    (place, record)
}

/// What a trigger says when it refuses.
fn is_refusal(said: &str) -> bool {
    [
        "append-only",
        "numbers follow one another",
        "identity is fixed",
        "never deleted",
        "exists",
        "only falls",
    ]
    .iter()
    .any(|words| said.contains(words))
}

#[test]
fn the_schema_holds_no_other_table() {
    let mut expected: Vec<&str> = APPEND_ONLY
        .into_iter()
        .chain(THINGS)
        .chain([SIGNPOSTS])
        .collect();
    expected.sort_unstable();
    let (place, _) = place();
    let connection = place.plain();
    assert_eq!(tables(&connection), expected);
    for table in expected {
        let rows = number(&connection, &format!("SELECT count(*) FROM {table}"));
        assert!(rows > 0, "{table} is empty: nothing would be tried on it");
    }
}

#[test]
fn no_statement_changes_what_was_recorded() {
    let (place, record) = place();
    let connection = place.plain();
    for pragma in ["foreign_keys", "recursive_triggers"] {
        assert_eq!(number(&connection, &format!("PRAGMA {pragma}")), 0);
    }
    let mut let_through = Vec::new();
    for sql in assaults(&connection) {
        match connection.execute(&sql, []) {
            // Nothing matched.
            Ok(0) if sql.contains("WHERE") && sql.contains("IS NOT") => {}
            Ok(_) => let_through.push(sql),
            Err(error) => assert!(is_refusal(&error.to_string()), "{sql}: {error}"),
        }
        if place.open(Access::Read).record().unwrap() != record {
            panic!("{:?} changed the record", let_through.last());
        }
    }
    assert_eq!(let_through, Vec::<String>::new());
}

#[test]
fn a_code_put_over_another_is_refused() {
    let (place, record) = place();
    let connection = place.plain();
    for sql in [
        "UPDATE OR REPLACE stage SET code_key = 'piles' WHERE id = 1",
        "UPDATE OR REPLACE stage SET code_key = 'overall' WHERE project = 1",
        "UPDATE OR IGNORE stage SET code_key = 'piles' WHERE id = 1",
        "UPDATE OR REPLACE project SET code_key = 'west-plot' WHERE id = 1",
        "UPDATE OR IGNORE project SET code_key = 'west-plot' WHERE id = 1",
    ] {
        let error = connection.execute(sql, []).unwrap_err().to_string();
        assert!(is_refusal(&error), "{sql}: {error}");
    }
    assert_eq!(place.open(Access::Read).record().unwrap(), record);
    // To one that is free, and to its own, it may be set.
    for sql in [
        "UPDATE OR REPLACE stage SET code_key = 'free' WHERE id = 1",
        "UPDATE OR REPLACE stage SET code_key = 'overall' WHERE id = 1",
        "UPDATE project SET code_key = code_key, id = id, entry = entry",
    ] {
        connection.execute(sql, []).unwrap();
    }
    assert_eq!(place.open(Access::Read).record().unwrap(), record);
}

/// The shell that people have; what it does is what counts.
#[test]
fn the_sqlite3_shell_changes_nothing_that_was_recorded() {
    let version = Command::new("sqlite3").arg("--version").output();
    if !version.is_ok_and(|output| output.status.success()) {
        // Said on standard error, which a test may use.
        let _ = writeln!(std::io::stderr(), "skipped: there is no sqlite3 here");
        return;
    }
    let (place, record) = place();
    let assaults: Vec<String> = assaults(&place.plain())
        .into_iter()
        .filter(|sql| !sql.contains("IS NOT"))
        .collect();
    let script = place.path("script.sql");
    fs::write(&script, assaults.join(";\n") + ";\n").unwrap();
    let output = Command::new("sqlite3")
        .args(["-batch", "-init", "/dev/null"])
        .arg(place.store())
        .stdin(fs::File::open(script).unwrap())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    // One refusal for each line: `Runtime error near line 7: entry: append-only (19)`.
    let refused: Vec<&str> = said.lines().filter(|line| is_refusal(line)).collect();
    for (line, sql) in (1..).zip(&assaults) {
        let near = format!("near line {line}:");
        assert!(
            refused.iter().any(|said| said.contains(&near)),
            "{sql} was not refused:\n{said}"
        );
    }
    assert_eq!(refused.len(), assaults.len(), "{said}");
    assert_eq!(place.open(Access::Read).record().unwrap(), record);
    let connection = place.plain();
    assert_eq!(text(&connection, "PRAGMA integrity_check"), "ok");
    assert_eq!(
        number(&connection, "SELECT count(*) FROM pragma_foreign_key_check"),
        0
    );
}
