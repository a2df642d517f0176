//! Several at once.

use std::sync::Barrier;
use std::thread;

use super::*;

#[test]
fn two_writers_lose_nothing() {
    const WRITES: i64 = 50;
    let place = Place::new();
    let path = place.store();
    let first = day("2022-01-01");
    thread::scope(|scope| {
        for stage in [1, 2] {
            let path = &path;
            scope.spawn(move || {
                for number in 0..WRITES {
                    // Opened anew, as each command does; it looks before it writes.
                    let mut store = Sqlite::open(path, Access::Write).unwrap();
                    let on = first.plus(number).unwrap();
                    write(&mut store, |draft| {
                        let found = draft.snapshot(&all())?;
                        assert_eq!(found.projects.len(), 2);
                        let before = draft.readings_on(stage, on)?;
                        assert_eq!(before.with_figure, None);
                        draft.add_reading(stage, &reading(on, number + stage, "x"))
                    });
                }
            });
        }
    });
    let record = place.open(Access::Read).record().unwrap();
    let numbers: Vec<i64> = record.entries.iter().map(|entry| entry.number).collect();
    let expected: Vec<i64> = (1..=3 + 2 * WRITES).collect();
    assert_eq!(numbers, expected);
    for stage in [1, 2] {
        let kept: Vec<i64> = record
            .readings
            .iter()
            .filter(|row| row.stage == stage && row.as_of >= first)
            .map(|row| row.percent.unwrap().hundredths())
            .collect();
        let expected: Vec<i64> = (0..WRITES).map(|number| number + stage).collect();
        assert_eq!(kept, expected, "stage {stage}");
    }
    assert_eq!(names(&place.listing()), ["store.db"]);
}

#[test]
fn of_two_restoring_at_once_one_does_and_the_other_is_told_why() {
    for _ in 0..10 {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("store.db");
        super::super::create(&path, &mut |_| Ok(())).unwrap();
        let record = filled();
        let start = Barrier::new(2);
        let restore = || {
            let mut store = Sqlite::open(&path, Access::Write).unwrap();
            start.wait();
            store.restore(&record)
        };
        let (one, other) = thread::scope(|scope| {
            let other = scope.spawn(restore);
            (restore(), other.join().unwrap())
        });
        let failed = if one.is_ok() { other } else { one };
        let problem = refusal(failed);
        assert!(matches!(problem, StoreProblem::NotEmpty), "{problem:?}");
        let store = Sqlite::open(&path, Access::Read).unwrap();
        assert_eq!(store.record().unwrap(), record);
    }
}

#[test]
fn a_reader_during_a_write_sees_what_was_before() {
    let place = Place::new();
    let before = place.answer();
    let reader = place.open(Access::Read);
    let mut store = place.open(Access::Write);
    write(&mut store, |draft| {
        draft.set("rule", "gap")?;
        draft.add_reading(1, &reading(day("2021-08-01"), 3000, "new"))?;
        assert_eq!(place.answer(), before, "opened during the write");
        assert_eq!(answer(&reader), before, "opened before it");
        Ok(())
    });
    let after = place.answer();
    assert_ne!(after, before);
    assert_eq!(answer(&reader), after, "each question is answered anew");
}

#[test]
fn a_second_writer_waits_and_is_told_if_in_vain() {
    let place = Place::new();
    let mut first = place.open(Access::Write);
    let mut second = place.open(Access::Write);
    // Not ten seconds, for the test's sake.
    let patience = std::time::Duration::from_millis(20);
    second.connection.borrow().busy_timeout(patience).unwrap();
    write(&mut first, |draft| {
        draft.set("rule", "gap")?;
        let mut is_begun = false;
        let result = second.write(&entry(), &mut |_| {
            is_begun = true;
            Ok(Outcome::Keep)
        });
        assert!(!is_begun, "no work is done before the store is one's own");
        let problem = refusal(result);
        assert!(matches!(problem, StoreProblem::Locked), "{problem:?}");
        Ok(())
    });
    assert_eq!(write(&mut second, |draft| draft.set("rule", "")), Some(5));
}
