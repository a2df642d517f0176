//! What was recorded stays, whoever opens the file and with whatever.

use super::*;

/// A row in SQL, with some of its values given otherwise.
fn values(table: Table, otherwise: &[(&str, &str)]) -> String {
    let value = |(name, _): &(&str, _)| {
        let other = otherwise.iter().find(|(other, _)| other == name);
        other.map_or(*name, |(_, value)| *value).to_owned()
    };
    let values: Vec<String> = table.columns().iter().map(value).collect();
    values.join(", ")
}

/// Every way in SQL to change or lose a row, or to slip one in.
fn assaults() -> Vec<String> {
    let mut all = Vec::new();
    let mut add = |sql: String| all.push(sql);
    for table in Table::ALL {
        let columns = values(table, &[]);
        let entry = table.columns()[table.entry_column()].0;
        add(format!("DELETE FROM {table}"));
        add(format!(
            "DELETE FROM {table} WHERE {entry} = (SELECT max({entry}) FROM {table})"
        ));
        for (name, _) in table.columns() {
            for verb in ["UPDATE", "UPDATE OR REPLACE", "UPDATE OR IGNORE"] {
                for value in [
                    (*name).to_owned(),
                    format!("(SELECT max({name}) FROM {table})"),
                    format!("{name} + 1"),
                ] {
                    add(format!("{verb} {table} SET {name} = {value}"));
                }
            }
            add(format!(
                "INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE true \
                 ON CONFLICT DO UPDATE SET {name} = excluded.{name}"
            ));
            add(format!(
                "UPDATE {table} SET {name} = other.{name} FROM {table} AS other"
            ));
        }
        let mut numbers = vec!["NULL", "0", "-1", "1", "4", "6", "1000"];
        if table != Table::Entry {
            // The number of the next entry, but over a key that is there.
            numbers.push("5");
        }
        for verb in ["INSERT", "INSERT OR REPLACE", "REPLACE", "INSERT OR IGNORE"] {
            add(format!(
                "{verb} INTO {table} ({columns}) SELECT {columns} FROM {table}"
            ));
            for number in &numbers {
                let is_in_key = table
                    .columns()
                    .iter()
                    .take(table.key())
                    .any(|c| c.0 == entry);
                if *number == "5" && is_in_key {
                    continue;
                }
                let values = values(table, &[(entry, number)]);
                add(format!(
                    "{verb} INTO {table} ({columns}) SELECT {values} FROM {table} LIMIT 1"
                ));
            }
            // With a key of its own, under an entry that is closed, or that is not the next one.
            let key = table.columns()[0].0;
            if table.columns()[0].1 == crate::store::row::Kind::Integer && key != entry {
                for number in ["1", "4", "6"] {
                    let values = values(table, &[(key, "77"), (entry, number)]);
                    add(format!(
                        "{verb} INTO {table} ({columns}) SELECT {values} FROM {table} LIMIT 1"
                    ));
                }
            }
        }
    }
    for table in [
        Table::Project,
        Table::Stage,
        Table::Target,
        Table::Retraction,
        Table::Entry,
    ] {
        for name in ["rowid", "oid", "_rowid_"] {
            add(format!("UPDATE {table} SET {name} = {name} + 10"));
            add(format!(
                "UPDATE OR REPLACE {table} SET {name} = 2 \
                 WHERE {name} = (SELECT min({name}) FROM {table})"
            ));
        }
    }
    // Readings backdated under an old entry, and under the next one without it ever coming.
    add(
        "INSERT INTO reading (stage, as_of, entry, percent) VALUES (1, '2020-01-01', 1, 9)"
            .to_owned(),
    );
    add("INSERT INTO reading (stage, as_of, percent) VALUES (1, '2020-01-01', 9)".to_owned());
    all
}

/// What a trigger or a key says when it refuses.
fn is_refusal(message: &str) -> bool {
    message.contains("append-only") || message.contains("numbers follow one another")
}

#[test]
fn no_statement_changes_what_was_recorded() {
    let scratch = Scratch::new();
    let connection = scratch.plain();
    for pragma in ["foreign_keys", "recursive_triggers"] {
        assert_eq!(number(&connection, &format!("PRAGMA {pragma}")), 0);
    }
    let mut let_through = Vec::new();
    let assaults = assaults();
    assert!(assaults.len() > 500, "{}", assaults.len());
    for sql in assaults {
        connection.execute_batch("SAVEPOINT one").unwrap();
        match connection.execute(&sql, []) {
            Ok(_) => let_through.push(sql),
            Err(error) => assert!(is_refusal(&error.to_string()), "{sql}: {error}"),
        }
        connection
            .execute_batch("ROLLBACK TO one; RELEASE one")
            .unwrap();
    }
    assert_eq!(let_through, Vec::<String>::new());
    assert_eq!(scratch.record(), filled());
}

/// The shell that people have; what it does is what counts.
#[test]
fn the_sqlite3_shell_changes_nothing_that_was_recorded() {
    use std::io::Write;
    use std::process::Command;
    let version = Command::new("sqlite3").arg("--version").output();
    if !version.is_ok_and(|output| output.status.success()) {
        // Said on standard error, which a test may use.
        let _ = writeln!(std::io::stderr(), "skipped: there is no sqlite3 here");
        return;
    }
    let scratch = Scratch::new();
    let assaults = assaults();
    let script = scratch.path("script.sql");
    fs::write(&script, assaults.join(";\n") + ";\n").unwrap();
    let output = Command::new("sqlite3")
        .args(["-batch", "-init", "/dev/null"])
        .arg(scratch.store())
        .stdin(fs::File::open(script).unwrap())
        .output()
        .unwrap();
    let message = String::from_utf8_lossy(&output.stderr);
    let refused = message.lines().filter(|line| is_refusal(line)).count();
    assert_eq!(refused, assaults.len(), "{message}");
    assert_eq!(scratch.record(), filled());
    assert_eq!(scratch.open(Access::Read).examine().unwrap(), []);
}

/// Rows that no entry closes count for nothing, whoever asks, and no writer closes them as its own.
#[test]
fn what_no_entry_closes_neither_counts_nor_is_signed() {
    use crate::messages::ChainBreak;
    use crate::model::{Day, Known, Scope};
    use crate::store::{Visible, load};
    let answer = |scratch: &Scratch| {
        let mut answer = None;
        scratch
            .open(Access::Read)
            .read(&mut |read| {
                let visible = Visible::of(read, Known::Now)?;
                answer = Some(load(read, Day::LAST, Scope::All, &visible)?);
                Ok(())
            })
            .unwrap();
        answer.unwrap()
    };
    let views = |scratch: &Scratch| {
        let connection = scratch.plain();
        [
            "project_now",
            "project_text_now",
            "stage_now",
            "target_now",
            "latest_reading",
        ]
        .map(|view| {
            let mut statement = connection
                .prepare(&format!("SELECT * FROM {view}"))
                .unwrap();
            let columns = statement.column_count();
            let rows = statement.query_map([], |row| {
                (0..columns)
                    .map(|scratch| row.get::<_, rusqlite::types::Value>(scratch))
                    .collect::<rusqlite::Result<Vec<_>>>()
            });
            rows.unwrap().collect::<rusqlite::Result<Vec<_>>>().unwrap()
        })
    };
    for sql in [
        "INSERT INTO reading (stage, as_of, entry, percent) VALUES (1, '2029-11-01', 5, 6900)",
        "INSERT INTO retraction VALUES (1, 5, 'slip')",
        "INSERT INTO setting VALUES ('due-soon', 5, '99')",
        "INSERT INTO mapping VALUES ('工期', 5, 'due')",
        "INSERT INTO alias VALUES (1, 5, 1, 'other', 'certain')",
        "INSERT INTO project_text VALUES (1, 5, 1, '施工单位', 'other')",
        "INSERT INTO project_state VALUES (1, '2021-07-01', 5, 'closed', NULL)",
        "INSERT INTO project_edit (project, entry, name) VALUES (1, 5, 'other')",
        "INSERT INTO stage_edit (stage, entry, name) VALUES (1, 5, 'other')",
        "INSERT INTO revision (target, entry, position, decided_on, percent)
         VALUES (1, 5, 1, '2021-07-01', 100)",
        "INSERT INTO project VALUES (99, 5)",
        "INSERT INTO stage VALUES (99, 5, 1)",
        "INSERT INTO target VALUES (99, 5, 1, 99)",
        "INSERT INTO source VALUES (5, 1, 'x', printf('%064d', 0))",
        "INSERT INTO notice VALUES (1, 5, 'overdue', NULL, '2021-07-01')",
    ] {
        let scratch = Scratch::new();
        let before = (answer(&scratch), views(&scratch));
        scratch.plain().execute_batch(sql).unwrap();
        assert_eq!((answer(&scratch), views(&scratch)), before, "{sql}");
        let refused = scratch
            .open(Access::Write)
            .write(&new_entry(), &mut |write| {
                write.append(&under(5, row!(Setting key: "x", value: "y")))?;
                Ok(Outcome::Keep)
            });
        let unclosed = Flaw::Chain(ChainBreak::Unclosed { entry: 5 });
        match refused {
            Err(Error::Flaws { path, flaws, .. }) => {
                assert_eq!((path, flaws.0), (scratch.store(), vec![unclosed]), "{sql}");
            }
            other => panic!("{sql}: {other:?}"),
        }
    }
}

/// What a plain connection may add is a whole entry behind the others, if its hash is right, and
/// rows that no entry closes, which are found.
#[test]
fn what_the_triggers_let_pass_the_chain_finds() {
    use crate::messages::ChainBreak;
    for (sql, expected) in [
        (
            "INSERT INTO setting VALUES ('x', 5, 'y')",
            ChainBreak::Unclosed { entry: 5 },
        ),
        (
            "INSERT INTO entry VALUES (5, '2021-07-03T08:00:00.000Z', 'li', 'x', \
             '0000000000000000000000000000000000000000000000000000000000000000')",
            ChainBreak::Hash { entry: 5 },
        ),
    ] {
        let scratch = Scratch::new();
        scratch.plain().execute_batch(sql).unwrap();
        assert_eq!(tampering::breaks(&scratch.record()), [expected], "{sql}");
    }
}
