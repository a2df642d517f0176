//! What the schema itself refuses, by whomever it is written.

use super::*;

/// A row: columns and their values in SQL.
type Row = &'static [(&'static str, &'static str)];

const ENTRY: Row = &[
    ("number", "4"),
    ("recorded_at", "'2021-07-01T08:00:00.123Z'"),
    ("who", "'wang'"),
    ("command", "'update'"),
];
const SOURCE: Row = &[
    ("entry", "2"),
    ("position", "9"),
    ("file", "'x'"),
    ("sha256", "hex(zeroblob(32))"),
];
const PROJECT: Row = &[
    ("entry", "1"),
    ("code", "'new'"),
    ("code_key", "'new'"),
    ("name", "'new'"),
    ("aliases", "'[]'"),
];
const STAGE: Row = &[
    ("entry", "1"),
    ("project", "1"),
    ("code", "'new'"),
    ("code_key", "'new'"),
    ("name", "'new'"),
    ("position", "0"),
    ("kind", "'measured'"),
    ("weight", "10000"),
    ("total", "1"),
];
const TARGET: Row = &[
    ("entry", "1"),
    ("stage", "1"),
    ("period", "'2030'"),
    ("label", "''"),
    ("carried_from", "1"),
];
const REVISION: Row = &[
    ("target", "1"),
    ("entry", "3"),
    ("position", "1"),
    ("decided_on", "'2020-02-29'"),
    ("percent", "1"),
    ("due", "'2021-12-31'"),
    ("is_due_implied", "0"),
    ("start", "'2021-07-01'"),
    ("baseline", "0"),
    ("plan_points", "''"),
    ("commitment", "'strive'"),
    ("state", "'active'"),
];
const READING: Row = &[
    ("id", "(202112 << 43) | (1 << 21) | (31 << 16)"),
    ("entry", "3"),
    ("percent", "0"),
    ("amount", "0"),
];
const RETRACTION: Row = &[("retracted", "1"), ("entry", "2"), ("reason", "'x'")];
const FACT: Row = &[
    ("entry", "3"),
    ("position", "1"),
    ("project", "1"),
    ("stage", "1"),
    ("field", "'name'"),
    ("new", "'x'"),
    ("decided_on", "NULL"),
];
const STATE: Row = &[
    ("entry", "3"),
    ("position", "1"),
    ("project", "1"),
    ("field", "'state'"),
    ("new", "'closed'"),
    ("decided_on", "'2021-07-01'"),
];
const SETTING: Row = &[("key", "'x'"), ("entry", "3"), ("value", "''")];
const NOTICE: Row = &[
    ("entry", "2"),
    ("target", "1"),
    ("finding", "'overdue'"),
    ("said_on", "'2021-07-01'"),
];

/// Values that are no day, as SQL.
const NO_DAYS: [&str; 14] = [
    "'2021-02-30'",
    "'2021-02-29'",
    "'2021-13-01'",
    "'2021-2-3'",
    "'20210203'",
    "'2021/02/03'",
    "'2021-02-03 '",
    "' 2021-02-03'",
    "'2021-02-03T00:00'",
    "'now'",
    "'tomorrow'",
    "''",
    "2459248",
    "x'323032312d30322d3033'",
];

/// Keys of readings that say no day, as SQL.
const NO_DAYS_OF_KEYS: [&str; 7] = [
    "(202102 << 43) | (1 << 21) | (30 << 16)",
    "(202102 << 43) | (1 << 21) | (29 << 16)",
    "(202113 << 43) | (1 << 21) | (1 << 16)",
    "(202100 << 43) | (1 << 21) | (1 << 16)",
    "(202112 << 43) | (1 << 21)",
    "(1 << 21) | (31 << 16)",
    "1",
];

/// Values that are no share of anything, as SQL.
const NO_PERCENTS: [&str; 5] = ["-1", "10001", "50.5", "'half'", "x'3530'"];

fn statement(table: &str, row: Row, with: Option<(&str, &str)>) -> String {
    let is_other = |column: &str| with.is_some_and(|(other, _)| other == column);
    let kept = row.iter().copied().filter(|(column, _)| !is_other(column));
    let (columns, values): (Vec<&str>, Vec<&str>) = kept.chain(with).unzip();
    format!(
        "INSERT INTO {table} ({}) VALUES ({})",
        columns.join(", "),
        values.join(", ")
    )
}

/// The row is taken as it stands, and refused with each of the values in that column.
fn assert_refused(table: &str, row: Row, column: &str, values: &[&str]) {
    let mut store = Sqlite::in_memory().unwrap();
    store.restore(&filled()).unwrap();
    let connection = store.connection.borrow();
    let tried = |sql: &str| {
        connection.execute_batch("SAVEPOINT one").unwrap();
        let result = connection.execute(sql, []).map(|_| ());
        connection
            .execute_batch("ROLLBACK TO one; RELEASE one")
            .unwrap();
        result
    };
    tried(&statement(table, row, None)).unwrap();
    for value in values {
        let sql = statement(table, row, Some((column, value)));
        let error = tried(&sql).expect_err(&sql).to_string();
        let is_check = [
            "CHECK",
            "NOT NULL",
            "cannot store",
            "FOREIGN KEY",
            "datatype mismatch",
        ]
        .iter()
        .any(|words| error.contains(words));
        assert!(is_check, "{sql}: {error}");
    }
}

#[test]
fn what_is_not_a_day_is_refused_in_every_column_of_days() {
    for (table, row, column, may_be_missing) in [
        ("revision", REVISION, "decided_on", false),
        ("revision", REVISION, "due", true),
        ("revision", REVISION, "start", true),
        ("change", STATE, "decided_on", false),
        ("notice", NOTICE, "said_on", false),
    ] {
        assert_refused(table, row, column, &NO_DAYS);
        if !may_be_missing {
            assert_refused(table, row, column, &["NULL"]);
        }
    }
    assert_refused("reading", READING, "id", &NO_DAYS_OF_KEYS);
}

#[test]
fn what_is_not_an_instant_is_refused() {
    assert_refused(
        "entry",
        ENTRY,
        "recorded_at",
        &[
            "'2021-07-01'",
            "'2021-07-01T08:00:00Z'",
            "'2021-07-01T08:00:00.123+08:00'",
            "'2021-07-01 08:00:00.123Z'",
            "'2021-07-01T08:00:00.1234Z'",
            "' 2021-07-01T08:00:00.123Z'",
            "''",
            "NULL",
            "1625126400",
        ],
    );
}

#[test]
fn what_is_not_a_percent_or_an_amount_is_refused() {
    for (table, row, column) in [
        ("reading", READING, "percent"),
        ("revision", REVISION, "percent"),
        ("revision", REVISION, "baseline"),
        ("stage", STAGE, "weight"),
    ] {
        assert_refused(table, row, column, &NO_PERCENTS);
    }
    assert_refused("revision", REVISION, "percent", &["0", "NULL"]);
    assert_refused("reading", READING, "amount", &["-1", "1.5", "'much'"]);
    assert_refused("stage", STAGE, "total", &["-1", "0", "1.5", "'much'"]);
}

#[test]
fn words_of_no_list_are_refused() {
    let others = &["'Active'", "'met'", "'asleep'", "''", "' active'", "1"];
    for (table, row, column) in [
        ("revision", REVISION, "state"),
        ("revision", REVISION, "commitment"),
        ("stage", STAGE, "kind"),
    ] {
        assert_refused(table, row, column, others);
    }
    assert_refused("revision", REVISION, "state", &["NULL", "'closed'"]);
    assert_refused("stage", STAGE, "kind", &["NULL"]);
    assert_refused("change", STATE, "new", &["'asleep'", "'dropped'", "''"]);
    assert_refused(
        "revision",
        REVISION,
        "is_due_implied",
        &["2", "-1", "'yes'", "NULL"],
    );
}

#[test]
fn a_state_has_a_day_and_a_value_and_other_facts_have_no_day() {
    assert_refused("change", STATE, "decided_on", &["NULL"]);
    assert_refused("change", STATE, "new", &["NULL"]);
    assert_refused("change", FACT, "decided_on", &["'2021-07-01'"]);
}

#[test]
fn codes_names_and_lists_are_what_they_should_be() {
    for (table, row) in [("project", PROJECT), ("stage", STAGE)] {
        assert_refused(table, row, "code", &["''", "'a/b'", "'/'", "NULL"]);
        assert_refused(table, row, "name", &["''", "NULL", "x'61'"]);
        assert_refused(table, row, "code_key", &["NULL"]);
    }
    assert_refused(
        "project",
        PROJECT,
        "aliases",
        &["'{}'", "'[1'", "''", "'x'", "NULL"],
    );
    assert_refused("stage", STAGE, "position", &["'first'", "1.5", "NULL"]);
    assert_refused("source", SOURCE, "sha256", &["''", "'0a'", "NULL"]);
}

#[test]
fn positions_begin_with_one_and_entries_take_back_earlier_ones() {
    for (table, row) in [("source", SOURCE), ("revision", REVISION), ("change", FACT)] {
        assert_refused(table, row, "position", &["0", "-1", "1.5", "NULL"]);
    }
    assert_refused("retraction", RETRACTION, "retracted", &["3"]);
    assert_refused("retraction", RETRACTION, "entry", &["1", "NULL"]);
    assert_refused("retraction", RETRACTION, "reason", &["NULL"]);
}

#[test]
fn what_does_not_exist_is_not_named() {
    for (table, row, columns) in [
        ("source", SOURCE, &["entry"][..]),
        ("project", PROJECT, &["entry"]),
        ("stage", STAGE, &["entry", "project"]),
        ("target", TARGET, &["entry", "stage", "carried_from"]),
        ("revision", REVISION, &["entry", "target"]),
        ("reading", READING, &["entry"]),
        ("retraction", RETRACTION, &["entry"]),
        ("change", FACT, &["entry", "project", "stage"]),
        ("setting", SETTING, &["entry"]),
        ("notice", NOTICE, &["entry", "target"]),
    ] {
        for column in columns {
            assert_refused(table, row, column, &["99"]);
        }
    }
    let of_no_stage = "(202112 << 43) | (99 << 21) | (31 << 16)";
    assert_refused("reading", READING, "id", &[of_no_stage]);
}

/// Seen to catch: the checks asked of a connection that only reads, which finds nothing.
#[test]
fn a_broken_check_is_found_whoever_may_write_to_the_file() {
    let place = Place::new();
    let connection = place.plain();
    connection
        .execute_batch(
            "PRAGMA ignore_check_constraints = ON; DROP TRIGGER revision_update;
             UPDATE revision SET state = 'Active';",
        )
        .unwrap();
    drop(connection);
    let is_found = |flaws: Vec<crate::error::Flaw>| {
        let flaws: Vec<String> = flaws.iter().map(|flaw| format!("{flaw:?}")).collect();
        flaws
            .iter()
            .any(|flaw| flaw.contains("CHECK constraint failed in revision"))
    };
    let store = place.open(Access::Read);
    assert!(is_found(store.verify().unwrap()));
    let connection = store.connection.borrow();
    let copy = super::super::backup::in_memory(&connection).unwrap();
    assert!(is_found(super::super::verify::flaws(&copy).unwrap()));
}

/// Seen to catch: a century that is a leap year though 400 does not divide it.
#[test]
fn keys_of_readings_hold_days_of_the_calendar_and_no_others() {
    let mut store = Sqlite::in_memory().unwrap();
    store.restore(&filled()).unwrap();
    let connection = store.connection.borrow();
    let mut insert = connection
        .prepare("INSERT INTO reading (id, entry) VALUES (?1, 3)")
        .unwrap();
    for year in [0, 1, 4, 1900, 2000, 2023, 2024, 2100, 9999] {
        for month in 0..=15 {
            for of_month in 0..=31 {
                let key = (year * 100 + month) << 43 | 1 << 21 | of_month << 16;
                let part = |number: i64| u32::try_from(number).unwrap();
                let day = Day::from_ymd(year as i32, part(month), part(of_month));
                let result = insert.execute([key]);
                assert_eq!(result.is_ok(), day.is_some(), "{year}-{month}-{of_month}");
            }
        }
    }
}
