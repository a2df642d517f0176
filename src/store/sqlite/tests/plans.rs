//! How SQLite goes about what is asked most: no statement of a report, a check, `show`, `update` or
//! a completion goes through readings, or through more than what is asked for.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use rusqlite::trace::{TraceEvent, TraceEventCodes};

use super::*;
use crate::model::{End, Figure, HistoryQuestion, LookAt, Looks, Project, Stage};

/// Tables that grow with every command: nobody goes through these.
const HISTORY: [&str; 4] = ["reading", "month", "entry", "notice"];
/// Tables of what is there; a question about everything goes through them.
const THINGS: [&str; 5] = ["project", "stage", "target", "revision", "change"];

/// Asks for every kind of figure.
const EVERY_KIND: LookAt = LookAt {
    end: |_, _, _| End::Words,
    more: look_at,
};

fn look_at(_: &Project, stage: &Stage, as_of: Day, looks: &mut Looks) {
    if let Some(Figure { on, percent }) = stage.figures.last() {
        looks.before.push(on.before());
        looks.around.push(as_of.before());
        looks.runs.push(*percent);
    }
}

/// The statements that some work runs on a store.
fn statements(work: impl FnOnce(&mut Sqlite)) -> (Sqlite, BTreeSet<String>) {
    let mut store = Sqlite::in_memory().unwrap();
    store.restore(&filled()).unwrap();
    let seen = Arc::new(Mutex::new(BTreeSet::new()));
    let noted = Arc::clone(&seen);
    let note = move |event: TraceEvent<'_>| {
        if let TraceEvent::Stmt(_, sql) = event {
            noted.lock().unwrap().insert(sql.to_owned());
        }
    };
    store
        .connection
        .borrow_mut()
        .trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(note))
        .unwrap();
    work(&mut store);
    store
        .connection
        .borrow_mut()
        .trace_v2(TraceEventCodes::empty(), None::<fn(TraceEvent<'_>)>)
        .unwrap();
    let all = std::mem::take(&mut *seen.lock().unwrap());
    // Of a new entry SQLite lists the look for rows that refer to it. It is taken only where some row
    // waits for its entry, and none ever does.
    let is_query = |sql: &String| {
        if sql.starts_with("INSERT INTO entry ") {
            return false;
        }
        let verb = sql.split_whitespace().next().unwrap_or_default();
        ["SELECT", "INSERT", "UPDATE"].contains(&verb)
    };
    (store, all.into_iter().filter(is_query).collect())
}

/// The tables that a statement goes through from end to end, with the whole of its plan.
fn scanned(store: &Sqlite, sql: &str) -> Vec<(String, String)> {
    let connection = store.connection.borrow();
    let mut statement = connection
        .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
        .unwrap();
    let lines: Vec<String> = statement
        .raw_query()
        .mapped(|row| row.get(3))
        .collect::<rusqlite::Result<_>>()
        .unwrap();
    let plan = lines.join("; ");
    lines
        .iter()
        .filter_map(|line| line.strip_prefix("SCAN "))
        .map(|rest| {
            let name = rest.split_whitespace().next().unwrap();
            let table = match name {
                "r" => "reading",
                "m" => "month",
                "p" => "project",
                "s" => "stage",
                "t" => "target",
                "v" => "revision",
                "c" => "change",
                "n" => "notice",
                name => name,
            };
            (table.to_owned(), format!("{sql}: {plan}"))
        })
        .collect()
}

fn assert_goes_through_none_of(tables: &[&str], work: impl FnOnce(&mut Sqlite)) {
    let (store, statements) = statements(work);
    assert!(statements.iter().any(|sql| sql.contains("FROM")));
    for sql in &statements {
        for (table, plan) in scanned(&store, sql) {
            assert!(!tables.contains(&table.as_str()), "{plan}");
        }
    }
}

fn question(scope: Scope) -> Snapshot {
    Snapshot {
        as_of: day("2021-07-02"),
        known: Known::Now,
        scope,
    }
}

/// Seen to catch: readings gathered by `ORDER BY stage, as_of, entry` over the whole table.
#[test]
fn a_report_and_a_check_go_through_no_readings() {
    assert_goes_through_none_of(&HISTORY[..3], |store| {
        store.to_judge(&question(Scope::All), EVERY_KIND).unwrap();
        store.notices(day("2021-07-02"), Known::Now).unwrap();
    });
}

/// Seen to catch: a project looked for by `lower(code)`.
#[test]
fn what_is_asked_of_one_project_goes_through_no_others() {
    let none = [HISTORY.as_slice(), THINGS.as_slice()].concat();
    assert_goes_through_none_of(&none, |store| {
        let id = store.project_coded("jinhui").unwrap().unwrap();
        store.snapshot(&question(Scope::Project(id))).unwrap();
        store
            .to_judge(&question(Scope::Project(id)), EVERY_KIND)
            .unwrap();
        store.codes("jin").unwrap();
    });
}

#[test]
fn an_update_goes_through_nothing() {
    let none = [HISTORY.as_slice(), THINGS.as_slice()].concat();
    assert_goes_through_none_of(&none, |store| {
        write(store, |draft| {
            let id = draft.project_coded("jinhui")?.unwrap();
            let mut portfolio = draft.to_judge(&question(Scope::Project(id)), EVERY_KIND)?;
            let stage = portfolio.projects[0].stages[0].id;
            draft.figure_by(stage, day("2021-07-03"))?;
            draft.readings_on(stage, day("2021-07-03"))?;
            draft.add_reading(stage, &reading(day("2021-07-03"), 3000, "third"))?;
            draft.look(&mut portfolio.projects[0], day("2021-07-03"), EVERY_KIND)
        });
    });
}

/// Of entries all heads are looked at; of what came with them, only what touches the project.
#[test]
fn the_record_of_one_project_goes_through_no_others() {
    let none = [&["reading", "month"], &THINGS[..4]].concat();
    assert_goes_through_none_of(&none, |store| {
        let id = store.project_coded("jinhui").unwrap().unwrap();
        let question = HistoryQuestion {
            project: Some(id),
            ..HistoryQuestion::default()
        };
        // Without the file's own checks, which go through everything.
        let entries = super::super::history::entries(&store.connection.borrow(), &question);
        assert!(!entries.unwrap().is_empty());
    });
}
