//! How SQLite goes about what is asked: by index, and without sorting what comes in order.

use std::sync::{Arc, Mutex};

use rusqlite::trace::{TraceEvent, TraceEventCodes};

use super::*;
use crate::model::Day;
use crate::store::{Of, Onward, Read, Walk};

/// The plan of each statement that some work runs on a store.
fn plans(work: impl FnOnce(&mut Sqlite)) -> Vec<String> {
    let mut store = Sqlite::in_memory().unwrap();
    fill(&mut store);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&seen);
    let note = move |event: TraceEvent<'_>| {
        if let TraceEvent::Stmt(_, sql) = event {
            noted.lock().unwrap().push(sql.to_owned());
        }
    };
    store
        .connection
        .borrow_mut()
        .trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(note))
        .unwrap();
    work(&mut store);
    let mut connection = store.connection.borrow_mut();
    connection
        .trace_v2(TraceEventCodes::empty(), None::<fn(TraceEvent<'_>)>)
        .unwrap();
    let mut all = std::mem::take(&mut *seen.lock().unwrap());
    all.retain(|sql| sql.starts_with("SELECT") || sql.starts_with("INSERT"));
    all.dedup();
    assert!(!all.is_empty());
    all.into_iter()
        .map(|sql| {
            let plan = texts_at(&connection, &format!("EXPLAIN QUERY PLAN {sql}"));
            format!("{sql}: {}", plan.join("; "))
        })
        .collect()
}

fn texts_at(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.raw_query().mapped(|row| row.get(3));
    rows.collect::<rusqlite::Result<_>>().unwrap()
}

fn read(store: &Sqlite, mut work: impl FnMut(&dyn Read) -> Result<(), Error>) {
    store.read(&mut |read| work(read)).unwrap();
}

fn is_scan(plan: &str) -> bool {
    plan.contains("SCAN")
}

fn is_sorted(plan: &str) -> bool {
    plan.contains("TEMP B-TREE")
}

#[test]
fn a_walk_seeks_and_sorts_nothing() {
    let plans = plans(|store| {
        for (is_backward, only_figures) in
            [(false, false), (false, true), (true, false), (true, true)]
        {
            let walk = Walk {
                stage: 1,
                from: Day::default(),
                to: Day::LAST,
                is_backward,
                only_figures,
            };
            read(store, |read| read.walk(&walk, &mut |_| Onward::Go));
        }
        let on = Day::LAST;
        read(store, |read| read.reading(1, on, 1).map(|_| ()));
    });
    assert_eq!(plans.len(), 5, "{plans:?}");
    for plan in plans {
        assert!(plan.contains("SEARCH reading USING PRIMARY KEY"), "{plan}");
        assert!(!is_scan(&plan) && !is_sorted(&plan), "{plan}");
    }
}

/// Seen to catch: stages looked for among all of them, without the index.
#[test]
fn what_is_asked_of_one_project_goes_through_no_others() {
    let plans = plans(|store| {
        for table in Table::ALL {
            let is_global = matches!(
                table,
                Table::Source | Table::Retraction | Table::Setting | Table::Mapping | Table::Entry
            );
            if !is_global {
                read(store, |read| {
                    read.rows(table, Of::Project(1), &mut |_| Ok(()))
                });
            }
        }
        read(store, |read| read.projects_coded("jin").map(|_| ()));
        read(store, |read| read.head().map(|_| ()));
    });
    for plan in plans {
        // The last row of a table is found without a search.
        let is_last = plan.contains("ORDER BY number DESC LIMIT 1");
        assert!(is_last || !is_scan(&plan), "{plan}");
        // Of targets, which are few, the order of their ids is not that of their stages.
        let is_few = plan.contains("FROM target ") || plan.contains("WHERE target IN");
        assert!(is_few || !is_sorted(&plan), "{plan}");
    }
}

#[test]
fn all_rows_of_a_table_come_by_their_key_unsorted() {
    let plans = plans(|store| {
        for table in Table::ALL {
            read(store, |read| read.rows(table, Of::All, &mut |_| Ok(())));
        }
    });
    for plan in plans {
        assert!(!is_sorted(&plan), "{plan}");
    }
}

#[test]
fn appending_goes_through_nothing() {
    let plans = plans(|store| {
        let rows = [
            row!(Project id: 4),
            row!(ProjectEdit project: 4, code: "x", code_key: "x"),
            row!(Stage id: 5, project: 4),
            row!(Target id: 4, stage: 5, number: 1),
            row!(Revision target: 4, position: 1, decided_on: "2021-07-01"),
            row!(Reading stage: 5, as_of: "2021-07-01", percent: 1),
            row!(Setting key: "x", value: "y"),
        ];
        write(store, &new_entry(), &rows);
    });
    for plan in plans {
        // A small file is looked through for rows that no entry closes.
        if plan.starts_with("SELECT entry FROM") {
            continue;
        }
        // Of a new target SQLite lists the look for a revision that carries on from it or merges into
        // it, of a new project that for one merged into it. It is taken only where some row waits for
        // what it refers to, and none ever does.
        let plan = plan.replace("SCAN revision", "");
        let plan = plan.replace("SCAN project_edit", "");
        // The highest number is found at the end.
        let plan = plan.replace("SCAN entry", "");
        assert!(!is_scan(&plan) && !is_sorted(&plan), "{plan}");
    }
}
