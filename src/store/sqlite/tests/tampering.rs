//! Somebody with the file and time: triggers dropped, constraints ignored. What is changed then is
//! found by the chain.

use proptest::prelude::*;

use super::*;
use crate::messages::ChainBreak;
use crate::store::chain::Chain;
use crate::store::row::Kind;

pub(super) fn breaks(rows: &[Row]) -> Vec<ChainBreak> {
    let mut chain = Chain::new();
    let mut found: Vec<ChainBreak> = Vec::new();
    for row in rows {
        found.extend(chain.next(row).err());
    }
    found.extend(chain.finish().err());
    found
}

/// A store laid bare: no triggers, no checks.
fn bare(scratch: &Scratch) -> Connection {
    let connection = scratch.plain();
    let drops = texts(
        &connection,
        "SELECT 'DROP TRIGGER ' || name FROM sqlite_schema WHERE type = 'trigger'",
    );
    connection.execute_batch(&drops.join(";")).unwrap();
    connection
        .execute_batch("PRAGMA ignore_check_constraints = ON")
        .unwrap();
    connection
}

#[test]
fn history_rewritten_is_found() {
    for (sql, expected) in [
        // A first fact changed.
        (
            "UPDATE project_edit SET name = 'other' WHERE project = 1 AND entry = 1",
            ChainBreak::Hash { entry: 1 },
        ),
        // A figure corrected in silence, and one with the space at its end.
        (
            "UPDATE reading SET percent = percent + 1 WHERE entry = 2 AND stage = 4",
            ChainBreak::Hash { entry: 2 },
        ),
        (
            "UPDATE setting SET value = 'gap ' WHERE entry = 1",
            ChainBreak::Hash { entry: 1 },
        ),
        // NULL and the empty text are not the same.
        (
            "UPDATE reading SET note = '' WHERE entry = 2 AND stage = 4",
            ChainBreak::Hash { entry: 2 },
        ),
        // An entry backdated, given to another, or its retraction lost.
        (
            "UPDATE entry SET recorded_at = '2020-01-01T00:00:00.000Z' WHERE number = 4",
            ChainBreak::Hash { entry: 4 },
        ),
        (
            "UPDATE entry SET who = 'li' WHERE number = 2",
            ChainBreak::Hash { entry: 2 },
        ),
        ("DELETE FROM retraction", ChainBreak::Hash { entry: 3 }),
        // A row slipped under an old entry, and one moved from one entry to another.
        (
            "INSERT INTO reading (stage, as_of, entry, percent) VALUES (1, '2020-01-01', 3, 9)",
            ChainBreak::Hash { entry: 3 },
        ),
        (
            "UPDATE source SET entry = 3 WHERE entry = 4",
            ChainBreak::Hash { entry: 3 },
        ),
        // An entry taken out of the middle.
        (
            "DELETE FROM entry WHERE number = 3",
            ChainBreak::Unclosed { entry: 3 },
        ),
        (
            "DELETE FROM entry WHERE number = 3; DELETE FROM retraction",
            ChainBreak::Number {
                expected: 3,
                found: 4,
            },
        ),
        // The last one cut off, but for its rows.
        (
            "DELETE FROM entry WHERE number = 4",
            ChainBreak::Unclosed { entry: 4 },
        ),
    ] {
        let scratch = Scratch::new();
        bare(&scratch).execute_batch(sql).unwrap();
        let found = breaks(&scratch.record());
        assert_eq!(found.first(), Some(&expected), "{sql}: {found:?}");
    }
}

/// What is cut off whole leaves a sound record; only a head kept elsewhere tells.
#[test]
fn an_end_cut_off_is_told_by_a_kept_head() {
    use crate::store::chain::{Head, KeptHead};
    let scratch = Scratch::new();
    let head = Head::of(&scratch.record().pop().unwrap()).unwrap();
    let kept: KeptHead = head.to_string().parse().unwrap();
    let connection = bare(&scratch);
    for table in Table::ALL {
        let entry = table.columns()[table.entry_column()].0;
        let sql = format!("DELETE FROM {table} WHERE {entry} = 4");
        connection.execute_batch(&sql).unwrap();
    }
    let record = scratch.record();
    assert_eq!(breaks(&record), []);
    let heads: Vec<Head> = record.iter().filter_map(Head::of).collect();
    assert_eq!(heads.len(), 3);
    assert!(!heads.iter().any(|head| kept.is_of(head)));
}

/// A cell: table, row, column; and what is put there.
fn tampered() -> impl Strategy<Value = (Table, prop::sample::Index, usize, Option<String>, i64)> {
    let table = prop::sample::select(Table::ALL.to_vec());
    let value = prop::option::of("[a-z0-9 :é金\n]{0,6}");
    table.prop_flat_map(move |table| {
        let column = 0..table.columns().len();
        let row = any::<prop::sample::Index>();
        (Just(table), row, column, value.clone(), -3..10_000i64)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    // Caught: lengths left out of the bytes, so that a text could be moved from one column into the
    // next; a cell that was NULL hashed like one with an empty text.
    #[test]
    fn any_cell_changed_is_found((table, row, column, text, number) in tampered()) {
        let mut rows = filled();
        let of_table: Vec<usize> = (0..rows.len()).filter(|at| rows[*at].table == table).collect();
        let at = of_table[row.index(of_table.len())];
        let value = match table.columns()[column].1 {
            Kind::Integer => text.is_some().then(|| number.into()),
            Kind::Text => text.map(Into::into),
        };
        prop_assume!(rows[at].cells[column] != value);
        rows[at].cells[column] = value;
        // As a store gives them back: by number, table and key.
        rows.sort_by(|one, other| {
            (one.entry(), one.table, one.key()).cmp(&(other.entry(), other.table, other.key()))
        });
        prop_assert_ne!(breaks(&rows), []);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// The same in the file, where the row may also become unreadable.
    #[test]
    fn any_cell_changed_in_the_file_is_found(
        (table, row, column, text, number) in tampered()
    ) {
        let scratch = Scratch::new();
        let connection = bare(&scratch);
        let name = table.columns()[column].0;
        let keys: Vec<&str> = table.columns().iter().take(table.key()).map(|c| c.0).collect();
        let keys = keys.join(", ");
        let count = number_of(&connection, table);
        let nth = row.index(count);
        let value: rusqlite::types::Value = match (table.columns()[column].1, text) {
            (_, None) => rusqlite::types::Value::Null,
            (Kind::Integer, Some(_)) => number.into(),
            (Kind::Text, Some(text)) => text.into(),
        };
        let sql = format!(
            "UPDATE {table} SET {name} = ?1 WHERE ({keys}) = \
             (SELECT {keys} FROM {table} LIMIT 1 OFFSET {nth})"
        );
        let changed = connection.execute(&sql, [value]);
        drop(connection);
        let now = try_record(&scratch.open(Access::Read));
        match (changed, now) {
            // A key that is there already, a NULL where there is none.
            (Err(_), now) => prop_assert_eq!(now.unwrap(), filled()),
            (Ok(_), Ok(now)) if now == filled() => {}
            (Ok(_), Ok(now)) => prop_assert_ne!(breaks(&now), []),
            (Ok(_), Err(_)) => {}
        }
    }
}

fn number_of(connection: &Connection, table: Table) -> usize {
    let count = number(connection, &format!("SELECT count(*) FROM {table}"));
    usize::try_from(count).unwrap()
}

#[test]
fn what_is_in_the_file_and_should_not_be_is_found() {
    for (sql, expected) in [
        (
            "DROP TRIGGER reading_update",
            "Missing(\"trigger reading_update\")",
        ),
        ("DROP VIEW target_now", "Missing(\"view target_now\")"),
        (
            "DROP INDEX stage_project",
            "Missing(\"index stage_project\")",
        ),
        (
            "CREATE VIEW mine AS SELECT * FROM reading",
            "Stray(\"view mine\")",
        ),
        (
            "CREATE INDEX mine ON reading(entry)",
            "Stray(\"index mine\")",
        ),
        (
            "DROP TRIGGER reading_update; \
             CREATE TRIGGER reading_update BEFORE UPDATE ON reading BEGIN SELECT 1; END",
            "Altered(\"trigger reading_update\")",
        ),
        (
            "DROP TRIGGER reading_delete; DELETE FROM stage_edit; DROP TRIGGER stage_delete; \
             DELETE FROM stage WHERE id = 4",
            "Orphan { table: \"reading\", parent: \"stage\", count: Rows(1) }",
        ),
        (
            "PRAGMA ignore_check_constraints = ON; DROP TRIGGER revision_update; \
             UPDATE revision SET state = 'Active'",
            "CHECK constraint failed in revision",
        ),
        (
            "DROP TRIGGER setting_update; UPDATE setting SET value = CAST(x'ff' AS TEXT)",
            "setting.value is not UTF-8",
        ),
    ] {
        let scratch = Scratch::new();
        // A statement that a trigger refuses ends the rest; the tables of this one are bared first.
        let sql = sql.replace("DELETE FROM stage_edit;", "");
        scratch.plain().execute_batch(&sql).unwrap();
        let found = scratch.open(Access::Read).examine().unwrap();
        let is_found = |flaws: &[Flaw]| {
            flaws
                .iter()
                .any(|flaw| format!("{flaw:?}").contains(expected))
        };
        assert!(is_found(&found), "{sql}: {found:?}");
        assert_eq!(scratch.open(Access::Write).examine().unwrap(), found);
        // A copy has it too, and it is told.
        let copied = scratch
            .open(Access::Read)
            .backup(&scratch.path("copy.db"))
            .unwrap();
        assert_eq!(copied, found);
        let copy = Sqlite::open(&scratch.path("copy.db"), Access::Read).unwrap();
        assert_eq!(copy.examine().unwrap(), found);
        // And where nothing may be written the checks are asked of a copy in memory.
        let store = scratch.open(Access::Read);
        let connection = store.connection.borrow();
        let memory = super::super::backup::in_memory(&connection).unwrap();
        assert_eq!(super::super::examine::flaws(&memory).unwrap(), found);
    }
}

/// A page torn at a time: the record is read as it was, or the damage is told by reading, by the
/// chain or by the checks.
#[test]
fn damage_never_makes_an_answer_smaller_without_a_word() {
    let scratch = Scratch::new();
    let whole = fs::read(scratch.store()).unwrap();
    let mut found = 0;
    for page in 1..whole.len() / 4096 {
        for fill in [0x00, 0xff] {
            let mut bytes = whole.clone();
            bytes[page * 4096..(page + 1) * 4096].fill(fill);
            fs::write(scratch.store(), bytes).unwrap();
            let store = match Sqlite::open(&scratch.store(), Access::Read) {
                Ok(store) => store,
                Err(Error::Store {
                    problem: StoreProblem::Damaged(_),
                    ..
                }) => {
                    found += 1;
                    continue;
                }
                Err(other) => panic!("page {page}: {other:?}"),
            };
            match try_record(&store) {
                Ok(record) if record == filled() => {}
                Ok(record) => {
                    let is_told = !breaks(&record).is_empty()
                        || store.examine().is_ok_and(|flaws| !flaws.is_empty());
                    assert!(is_told, "page {page} of {fill}");
                    found += 1;
                }
                Err(Error::Store {
                    problem: StoreProblem::Damaged(_),
                    ..
                }) => found += 1,
                Err(other) => panic!("page {page}: {other:?}"),
            }
        }
    }
    assert!(found >= 20, "only {found} pages were missed");
}
