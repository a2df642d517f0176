//! Tests of the file beside.

use proptest::prelude::*;

use super::*;
use crate::model::{Instant, NewEntry};
use crate::report::said::Imported;
use crate::store::{self, Outcome, Store};

fn entry() -> NewEntry {
    NewEntry {
        recorded_at: Instant::default(),
        who: "wang".to_owned(),
        command: "import".to_owned(),
        sources: Vec::new(),
    }
}

/// Imports files in chunks of so many rows, leaving bad ones out.
fn import(store: &mut dyn Store, rows: usize, files: &[(String, String)]) -> Imported {
    let sheets: Vec<Sheet<'_>> = files
        .iter()
        .map(|(name, text)| Sheet::open(name, text.as_bytes()).unwrap())
        .collect();
    let mut said = None;
    let as_of = "2021-08-01".parse().unwrap();
    store
        .write(&entry(), &mut |draft| {
            let mut progress = |_| ();
            let mut merge = Merge::new(draft, as_of, &mut progress)?;
            merge.readings.rows = rows;
            merge.take(&sheets)?;
            said = Some(mem::take(&mut merge.tally).said(None, false));
            Ok(Outcome::Keep)
        })
        .unwrap();
    said.unwrap()
}

/// A store with two projects, one of which has readings already.
fn store() -> Box<dyn Store> {
    let mut store = store::in_memory().unwrap();
    let projects = "code,name\na,A\nb,B\n";
    let readings = "project,stage,percent,as_of,note\na,s,10,2021-07-01,\na,s,20,2021-07-03,\n\
                    a,s,,2021-07-04,rain\n";
    let files = [("p.csv", projects), ("r.csv", readings)];
    let files = files.map(|(name, text)| (name.to_owned(), text.to_owned()));
    import(&mut *store, ROWS, &files);
    store
}

/// A row about one of few stages and days: many are the same key, some are bad, some say what the
/// store has.
fn row() -> impl Strategy<Value = String> {
    let codes = prop::sample::select(vec!["a,s", "A,s", "b,s", "a,t", "nobody,s", "a,"]);
    let percents = prop::sample::select(vec!["10", "20", "30", "", "x", "12.345"]);
    let days = prop::sample::select(vec![
        "2021-07-01",
        "2021-07-02",
        "2021/7/3",
        "2021-07-04",
        "2021-09-01",
    ]);
    (
        codes,
        percents,
        days,
        prop::sample::select(vec!["", "rain"]),
    )
        .prop_map(|(codes, percent, day, note)| format!("{codes},{percent},{day},{note}\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    // Caught: a second row taken where the first, of an earlier chunk, said nothing new; the row
    // behind the first named for it.
    #[test]
    fn the_size_of_the_chunks_makes_no_difference(
        first in prop::collection::vec(row(), 0..12),
        second in prop::collection::vec(row(), 0..6),
        size in 1usize..5,
    ) {
        let file = |rows: Vec<String>| {
            format!("project,stage,percent,as_of,note\n{}", rows.concat())
        };
        let files = [
            ("1.csv".to_owned(), file(first)),
            ("2.csv".to_owned(), file(second)),
        ];
        let (mut whole, mut chunked) = (store(), store());
        let expected = import(&mut *whole, ROWS, &files);
        let found = import(&mut *chunked, size, &files);
        prop_assert_eq!(format!("{found:#?}"), format!("{expected:#?}"));
        prop_assert_eq!(chunked.record().unwrap(), whole.record().unwrap());
    }
}

#[test]
fn a_second_row_is_bad_whatever_the_first_did_and_names_it() {
    // The first row of a key: new, a revision, nothing new.
    for first in ["b,s,5,2021-07-01", "a,s,11,2021-07-01", "a,s,10,2021-07-01"] {
        let key = first.split(',').next().unwrap();
        for size in [1, 2, ROWS] {
            let text = format!(
                "project,stage,percent,as_of\n{first}\nb,t,1,2021-07-02\nb,t,1,2021-07-03\n\
                 {key},S,10,2021-07-01\n{key},s,12,2021-07-01\n"
            );
            let files = [("r.csv".to_owned(), text)];
            let said = import(&mut *store(), size, &files);
            let first = |row: &BadRow| match &row.problem {
                RowProblem::Duplicate { file, row } => (file.clone(), *row),
                other => panic!("{other:?}"),
            };
            let rows: Vec<_> = said
                .skipped
                .iter()
                .map(|bad| (bad.row, first(bad)))
                .collect();
            let second = ("r.csv".to_owned(), 2);
            assert_eq!(rows, [(5, second.clone()), (6, second)], "{size} {files:?}");
        }
    }
}

#[test]
fn bad_rows_beyond_those_listed_are_counted() {
    let mut text = "project,stage,percent,as_of\n".to_owned();
    for _ in 0..LISTED {
        text += "b,s,x,2021-07-01\nb,s,1,2021-07-01\n";
    }
    for size in [300, ROWS] {
        let files = [("r.csv".to_owned(), text.clone())];
        let said = import(&mut *store(), size, &files);
        assert_eq!(said.skipped_count, 2 * LISTED - 1);
        // Every row but the first reading, in order.
        let rows: Vec<u64> = said.skipped.iter().map(|bad| bad.row).collect();
        let expected = (2..).filter(|row| *row != 3).take(LISTED);
        assert_eq!(rows, expected.collect::<Vec<_>>(), "{size}");
    }
}
