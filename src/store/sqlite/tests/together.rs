//! Several at once.

use std::thread;
use std::time::{Duration, Instant};

use super::*;
use crate::store::Read;

#[test]
fn two_writers_lose_nothing() {
    const WRITES: usize = 40;
    let scratch = Scratch::new();
    let path = scratch.store();
    thread::scope(|scope| {
        for key in ["one", "two"] {
            let path = &path;
            scope.spawn(move || {
                for _ in 0..WRITES {
                    // Opened anew, as each command does; it looks before it writes.
                    let mut store = Sqlite::open(path, Access::Write).unwrap();
                    let kept = store.write(&new_entry(), &mut |write| {
                        let head = write.head()?.map(|row| row.entry());
                        assert_eq!(head, Some(write.number() - 1));
                        let row = row!(Setting key: key, value: "x");
                        write.append(&under(write.number(), row))?;
                        Ok(Outcome::Keep)
                    });
                    kept.unwrap().unwrap();
                }
            });
        }
    });
    let record = scratch.record();
    assert_eq!(tampering::breaks(&record), []);
    for key in ["one", "two"] {
        let is_own = |row: &&Row| row.table == Table::Setting && row.text(0) == Some(key);
        assert_eq!(record.iter().filter(is_own).count(), WRITES);
    }
    assert_eq!(names(&scratch.listing()), ["store.db"]);
}

#[test]
fn a_reader_during_a_write_sees_what_was_before() {
    let scratch = Scratch::new();
    let before = scratch.record();
    let reader = scratch.open(Access::Read);
    let mut store = scratch.open(Access::Write);
    let kept = store.write(&new_entry(), &mut |write| {
        write.append(&under(5, row!(Setting key: "x", value: "y")))?;
        assert_eq!(scratch.record(), before, "opened during the write");
        assert_eq!(record(&reader), before, "opened before it");
        Ok(Outcome::Keep)
    });
    kept.unwrap();
    let after = scratch.record();
    assert_ne!(after, before);
    assert_eq!(record(&reader), after, "each question is answered anew");
}

/// Not ten seconds, for the test's sake.
fn hurry(store: &Sqlite) {
    let longest = Duration::from_millis(200);
    let mut connection = store.connection.borrow_mut();
    super::super::wait::set(&mut connection, longest).unwrap();
}

#[test]
fn a_second_writer_waits_and_is_told_if_in_vain() {
    let scratch = Scratch::new();
    let mut first = scratch.open(Access::Write);
    let mut second = scratch.open(Access::Write);
    hurry(&second);
    let kept = first.write(&new_entry(), &mut |write| {
        write.append(&under(5, row!(Setting key: "x", value: "y")))?;
        let mut is_begun = false;
        let result = second.write(&new_entry(), &mut |_| {
            is_begun = true;
            Ok(Outcome::Keep)
        });
        assert!(!is_begun, "no work is done before the store is one's own");
        let problem = refusal(result);
        assert!(matches!(problem, StoreProblem::Locked), "{problem:?}");
        Ok(Outcome::Keep)
    });
    assert_eq!(kept.unwrap(), Some(5));
    assert_eq!(set(&mut second, "z"), Some(6));
}

/// A sqlite3 shell left open in the middle of a transaction, or a viewer. Caught: a large entry that
/// waited anew with every row.
#[test]
fn a_reader_that_does_not_let_go_is_told_of_as_such() {
    let scratch = Scratch::new();
    let mut store = scratch.open(Access::Write);
    hurry(&store);
    let viewer = scratch.plain();
    viewer.execute_batch("BEGIN").unwrap();
    assert_eq!(number(&viewer, "SELECT count(*) FROM entry"), 4);
    // At the commit, and earlier where an entry is too large for the cache.
    let small = vec![row!(Setting key: "x", value: "y")];
    let wide = |n: i64| row!(Setting key: format!("{n:05}"), value: "x".repeat(20_000));
    let large: Vec<Row> = (0..400).map(wide).collect();
    for rows in [small, large] {
        let began = Instant::now();
        let result = store.write(&new_entry(), &mut |write| {
            for row in &rows {
                write.append(&under(5, row.clone()))?;
            }
            Ok(Outcome::Keep)
        });
        let problem = refusal(result);
        assert!(matches!(problem, StoreProblem::HeldByReader), "{problem:?}");
        // Once as long as any command does, and never with each row.
        assert!(began.elapsed() < Duration::from_secs(5));
    }
    let mut rows = filled().into_iter().take(0);
    store.replay(&mut || Ok(rows.next())).unwrap();
    viewer.execute_batch("COMMIT").unwrap();
    assert_eq!(scratch.record(), filled());
    assert_eq!(set(&mut store, "x"), Some(5));
}

/// Caught: a cursor left open by an error, which kept every other program's commit waiting.
#[test]
fn nothing_is_held_once_a_question_is_answered() {
    let scratch = Scratch::new();
    let reader = scratch.open(Access::Read);
    let mut store = scratch.open(Access::Write);
    hurry(&store);
    for _ in 0..3 {
        record(&reader);
        let failed = reader.read(&mut |read| read.entries(1, 4, &mut |_| Err(Error::NoHome)));
        assert!(matches!(failed, Err(Error::NoHome)));
        let failed = reader.read(&mut |read| read.last_id(Table::Entry).map(|_| ()));
        refusal(failed);
        assert!(set(&mut store, "x").is_some());
    }
}

/// Caught: a look that failed in the middle of a verdict, passed over by who asked.
#[test]
fn a_question_that_failed_fails_the_transaction_though_the_work_goes_on() {
    let scratch = Scratch::new();
    scratch
        .plain()
        .execute_batch(
            "DROP TRIGGER reading_update; PRAGMA ignore_check_constraints = ON; \
             UPDATE reading SET as_of = 'soon' WHERE stage = 4",
        )
        .unwrap();
    let pass_over = |read: &dyn Read| {
        let all = crate::store::Walk {
            stage: 4,
            from: crate::model::Day::default(),
            to: crate::model::Day::LAST,
            is_backward: true,
            only_figures: true,
        };
        // 'soon' comes behind all days, so that only the rows show it.
        let _ = read.walk(&all, &mut |_| crate::store::Onward::Go);
        let _ = read.last_id(Table::Reading);
    };
    let mut store = scratch.open(Access::Write);
    let problem = refusal(store.read(&mut |read| {
        pass_over(read);
        Ok(())
    }));
    assert!(matches!(problem, StoreProblem::Damaged(_)), "{problem:?}");
    for outcome in [Outcome::Keep, Outcome::Discard] {
        let problem = refusal(store.write(&new_entry(), &mut |write| {
            write.append(&under(5, row!(Setting key: "x", value: "y")))?;
            let _ = write.last_id(Table::Reading);
            Ok(outcome)
        }));
        assert!(matches!(problem, StoreProblem::Damaged(_)), "{problem:?}");
    }
    assert_eq!(scratch.record().len(), filled().len());
}

/// An error in letting go of the locks comes when everything is on the disk.
#[test]
fn a_commit_that_was_told_to_have_failed_is_asked_after() {
    use crate::store::chain::Head;
    let scratch = Scratch::new();
    let store = scratch.open(Access::Write);
    let connection = store.connection.borrow();
    let error = |code| rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None);
    let failed = error(rusqlite::ffi::SQLITE_IOERR_UNLOCK);
    let kept = Head::of(filled().last().unwrap()).unwrap();
    super::super::file::settled(&connection, &failed, &kept).unwrap();
    // Neither the number of another's entry nor a hash alone is enough.
    let others = Head {
        hash: "0".repeat(64),
        ..kept.clone()
    };
    let next = Head { number: 5, ..kept };
    for lost in [others, next] {
        let problem = super::super::file::settled(&connection, &failed, &lost).unwrap_err();
        assert!(matches!(problem, StoreProblem::NoLocks), "{problem:?}");
    }
    drop(connection);
    // Where even that cannot be asked, it is said so.
    let gone = Connection::open_in_memory().unwrap();
    let problem = super::super::file::settled(&gone, &failed, &Head::start()).unwrap_err();
    assert!(matches!(problem, StoreProblem::Uncertain(_)), "{problem:?}");
}
