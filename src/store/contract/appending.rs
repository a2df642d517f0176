//! What is written.

use super::*;
use crate::store::chain::{Chain, Head};
use crate::store::{Of, Table};

fn assert_sound(store: &dyn Store) -> Head {
    let mut chain = Chain::new();
    for row in record(store) {
        chain.next(&row).unwrap();
    }
    chain.finish().unwrap();
    chain.head().clone()
}

pub(super) fn every_entry_is_closed_with_its_hash(make: Make) {
    let mut store = make();
    let mut last = Head::start();
    for (number, (entry, rows)) in (1..).zip(sample()) {
        assert_eq!(write(store.as_mut(), &entry, &rows), Some(number));
        let head = assert_sound(store.as_ref());
        assert_eq!(head.number, number);
        assert_ne!(head.hash, last.hash);
        last = head;
        let own = record(store.as_ref()).pop().unwrap();
        assert_eq!(own.text(1), Some(entry.recorded_at.to_string().as_str()));
        assert_eq!(own.text(2), Some(entry.who.as_str()));
        assert_eq!(own.text(3), Some(entry.command.as_str()));
    }
}

pub(super) fn what_was_appended_is_read_within_the_transaction(make: Make) {
    let mut store = make();
    fill(store.as_mut());
    let kept = store.write(&new_entry(), &mut |write| {
        let number = write.number();
        assert_eq!(number, 5);
        write.append(&under(number, row!(Project id: 4)))?;
        assert_eq!(write.last_id(Table::Project)?, 4);
        let reading = row!(Reading stage: 1, as_of: "2021-08-01", percent: 1);
        write.append(&under(number, reading.clone()))?;
        let found = write.reading(1, day("2021-08-01"), number)?;
        assert_eq!(found, Some(under(number, reading)));
        let mut count = 0;
        write.rows(Table::Project, Of::Project(4), &mut |_| {
            count += 1;
            Ok(())
        })?;
        assert_eq!(count, 1);
        // The entry itself comes last.
        assert_eq!(write.head()?.map(|row| row.entry()), Some(4));
        Ok(Outcome::Keep)
    });
    assert_eq!(kept.unwrap(), Some(5));
}

pub(super) fn what_is_not_to_be_kept_is_not(make: Make) {
    let mut store = make();
    fill(store.as_mut());
    let before = record(store.as_ref());
    for outcome in [Ok(Outcome::Discard), Err(Error::NoHome)] {
        let is_error = outcome.is_err();
        let mut outcome = Some(outcome);
        let kept = store.write(&new_entry(), &mut |write| {
            write.append(&under(write.number(), row!(Setting key: "x", value: "y")))?;
            outcome.take().unwrap()
        });
        assert_eq!(kept.is_err(), is_error);
        assert_eq!(kept.ok().flatten(), None);
        assert_eq!(record(store.as_ref()), before);
    }
}

pub(super) fn sources_alone_are_no_entry(make: Make) {
    let mut store = make();
    let mut entry = new_entry();
    entry.sources = sample().remove(0).0.sources;
    assert_eq!(write(store.as_mut(), &entry, &[]), None);
    assert_eq!(record(store.as_ref()), []);
    let setting = [row!(Setting key: "x", value: "y")];
    assert_eq!(write(store.as_mut(), &entry, &setting), Some(1));
    let tables: Vec<Table> = record(store.as_ref()).iter().map(|row| row.table).collect();
    let expected = [Table::Source, Table::Source, Table::Setting, Table::Entry];
    assert_eq!(tables, expected);
    assert_sound(store.as_ref());
}

/// Rows that are refused, of which the last is at fault.
fn unfit() -> Vec<(&'static str, Vec<Row>)> {
    let reading =
        |entry, as_of: &str| under(entry, row!(Reading stage: 1, as_of: as_of, percent: 1));
    let mut short = reading(5, "2021-08-01");
    short.cells.pop();
    let mut text = reading(5, "2021-08-01");
    text.cells[3] = Some("12".into());
    let mut number = reading(5, "2021-08-01");
    number.cells[6] = Some(12.into());
    let mut own = record_of_one();
    own.cells[0] = Some(5.into());
    vec![
        ("an old number", vec![reading(4, "2021-08-01")]),
        ("a number to come", vec![reading(6, "2021-08-01")]),
        (
            "no number",
            vec![row!(Reading stage: 1, as_of: "2021-08-01")],
        ),
        ("an entry", vec![own]),
        (
            "a day twice",
            vec![reading(5, "2021-08-01"), reading(5, "2021-08-01")],
        ),
        (
            "a day before",
            vec![reading(5, "2021-08-02"), reading(5, "2021-08-01")],
        ),
        (
            "a table before",
            vec![reading(5, "2021-08-02"), under(5, row!(Project id: 4))],
        ),
        ("a cell too few", vec![short]),
        ("a text for a number", vec![text]),
        ("a number for a text", vec![number]),
        ("an id again", vec![under(5, row!(Project id: 3))]),
        ("no day", vec![reading(5, "2021-02-30")]),
    ]
}

fn record_of_one() -> Row {
    let mut store = in_memory();
    write(store.as_mut(), &new_entry(), &[row!(Project id: 1)]);
    record(store.as_ref()).pop().unwrap()
}

pub(super) fn rows_that_do_not_belong_are_refused(make: Make) {
    let mut store = make();
    fill(store.as_mut());
    let before = record(store.as_ref());
    for (what, rows) in unfit() {
        let mut accepted = 0;
        let kept = store.write(&new_entry(), &mut |write| {
            for row in &rows {
                write.append(row)?;
                accepted += 1;
            }
            Ok(Outcome::Keep)
        });
        let problem = refusal(kept);
        assert!(
            matches!(problem, StoreProblem::Damaged(_)),
            "{what}: {problem:?}"
        );
        assert_eq!(accepted, rows.len() - 1, "{what}");
        assert_eq!(record(store.as_ref()), before, "{what}");
    }
}

/// Caught: an entry kept without the row that was refused.
pub(super) fn a_refused_row_is_not_passed_over(make: Make) {
    let mut store = make();
    fill(store.as_mut());
    let before = record(store.as_ref());
    for (what, rows) in unfit() {
        let kept = store.write(&new_entry(), &mut |write| {
            for row in &rows {
                let _ = write.append(row);
            }
            let setting = row!(Setting key: "x", value: "y");
            let _ = write.append(&under(write.number(), setting));
            Ok(Outcome::Keep)
        });
        refusal(kept);
        assert_eq!(record(store.as_ref()), before, "{what}");
    }
}

pub(super) fn a_row_of_nothing_is_refused(make: Make) {
    let mut store = make();
    fill(store.as_mut());
    let before = record(store.as_ref());
    for row in [
        row!(ProjectEdit project: 9, name: "x"),
        row!(Stage id: 9, project: 9),
        row!(Target id: 9, stage: 9, number: 1),
        row!(Revision target: 9, position: 1, decided_on: "2021-07-01"),
        row!(Reading stage: 9, as_of: "2021-07-01"),
        row!(Retraction retracted: 9, reason: ""),
        row!(Notice target: 9, finding: "x", said_on: "2021-07-01"),
    ] {
        let kept = store.write(&new_entry(), &mut |write| {
            write.append(&under(write.number(), row.clone()))?;
            Ok(Outcome::Keep)
        });
        let problem = refusal(kept);
        assert!(matches!(problem, StoreProblem::Damaged(_)), "{problem:?}");
        assert_eq!(record(store.as_ref()), before);
    }
}

pub(super) fn the_clock_is_believed(make: Make) {
    let mut store = make();
    for at in ["2030-01-01T00:00:00.000Z", "2021-01-01T00:00:00.000Z"] {
        let mut entry = new_entry();
        entry.recorded_at = at.parse().unwrap();
        write(store.as_mut(), &entry, &[row!(Setting key: at, value: "")]);
        let own = record(store.as_ref()).pop().unwrap();
        assert_eq!(own.text(1), Some(at));
    }
    assert_sound(store.as_ref());
}

pub(super) fn a_record_is_replayed_row_by_row(make: Make) {
    let mut store = make();
    fill(store.as_mut());
    let whole = record(store.as_ref());
    let mut copy = make();
    // In two goes: the second follows on the first.
    let second = whole.iter().position(|row| row.entry() == 3).unwrap();
    for part in [&whole[..second], &whole[second..], &[]] {
        let mut rows = part.iter().cloned();
        copy.replay(&mut || Ok(rows.next())).unwrap();
    }
    assert_eq!(record(copy.as_ref()), whole);
    // And goes on as the first does.
    let more = [row!(Setting key: "x", value: "y")];
    for store in [&mut store, &mut copy] {
        assert_eq!(write(store.as_mut(), &new_entry(), &more), Some(5));
    }
    assert_eq!(record(copy.as_ref()), record(store.as_ref()));
}

pub(super) fn a_replay_that_breaks_off_leaves_nothing(make: Make) {
    let mut store = make();
    fill(store.as_mut());
    let whole = record(store.as_ref());
    for count in 0..whole.len() {
        let mut copy = make();
        let mut rows = whole.iter().take(count).cloned();
        let replayed = copy.replay(&mut || match rows.next() {
            Some(row) => Ok(Some(row)),
            None => Err(Error::NoHome),
        });
        assert!(matches!(replayed, Err(Error::NoHome)), "{replayed:?}");
        assert_eq!(record(copy.as_ref()), []);
        // Or that ends within an entry.
        if count > 0 && whole[count - 1].table != Table::Entry {
            let mut rows = whole.iter().take(count).cloned();
            let replayed = copy.replay(&mut || Ok(rows.next()));
            let problem = refusal(replayed);
            assert!(matches!(problem, StoreProblem::Damaged(_)), "{problem:?}");
            assert_eq!(record(copy.as_ref()), []);
        }
    }
}

pub(super) fn nothing_is_wrong_with_what_was_written(make: Make) {
    let mut store = make();
    assert_eq!(store.examine().unwrap(), []);
    fill(store.as_mut());
    assert_eq!(store.examine().unwrap(), []);
    let folder = TempDir::new().unwrap();
    let to = folder.path().join("copy.db");
    assert_eq!(store.backup(&to).unwrap(), []);
    let copy = crate::store::open(&to, Access::Read).unwrap();
    assert_eq!(record(copy.as_ref()), record(store.as_ref()));
}
