//! What is asked within a read transaction.

use std::collections::BTreeMap;

use super::*;
use crate::messages::Damage;
use crate::store::{Of, Table};

fn filled(make: Make) -> Box<dyn Store> {
    let mut store = make();
    fill(store.as_mut());
    store
}

fn rows(store: &dyn Store, table: Table, of: Of) -> Vec<Row> {
    let mut rows = Vec::new();
    let read = store.read(&mut |read| {
        read.rows(table, of, &mut |row| {
            rows.push(row);
            Ok(())
        })
    });
    read.unwrap();
    rows
}

/// The rows of the sample as they should be kept, without the entries' own.
fn expected() -> Vec<Row> {
    let mut all = Vec::new();
    for (number, (entry, rows)) in (1..).zip(sample()) {
        for (position, source) in (1..).zip(&entry.sources) {
            all.push(under(
                number,
                row!(Source position: position, file: source.file.as_str(), sha256: source.sha256.as_str()),
            ));
        }
        all.extend(rows.into_iter().map(|row| under(number, row)));
    }
    all
}

pub(super) fn an_empty_record_has_no_answers(make: Make) {
    let store = make();
    assert_eq!(record(store.as_ref()), []);
    for table in Table::ALL {
        assert_eq!(rows(store.as_ref(), table, Of::All), []);
        assert_eq!(rows(store.as_ref(), table, Of::Project(1)), []);
    }
    let read = store.read(&mut |read| {
        assert_eq!(read.head()?, None);
        for table in [Table::Project, Table::Stage, Table::Target] {
            assert_eq!(read.last_id(table)?, 0);
        }
        assert_eq!(read.projects_coded("")?, []);
        assert_eq!(read.reading(1, day("2021-07-01"), 1)?, None);
        Ok(())
    });
    read.unwrap();
}

pub(super) fn rows_come_by_their_key(make: Make) {
    let store = filled(make);
    for table in Table::ALL.into_iter().filter(|t| *t != Table::Entry) {
        let mut expected = expected();
        expected.retain(|row| row.table == table);
        expected.sort_by(|one, other| one.key().cmp(other.key()));
        assert!(!expected.is_empty(), "{table} has no rows in the sample");
        assert_eq!(rows(store.as_ref(), table, Of::All), expected, "{table}");
    }
    assert_eq!(rows(store.as_ref(), Table::Entry, Of::All).len(), 4);
}

pub(super) fn rows_of_a_project_are_its_own(make: Make) {
    let store = filled(make);
    let stages = BTreeMap::from([(1, 1), (2, 2), (3, 1), (4, 3)]);
    let targets = BTreeMap::from([(1, 1), (2, 2), (3, 1)]);
    for project in 1..=4 {
        for table in Table::ALL {
            let all = rows(store.as_ref(), table, Of::All);
            let is_its_own = |row: &&Row| {
                let first = row.integer(0);
                match table {
                    Table::Project
                    | Table::ProjectEdit
                    | Table::Alias
                    | Table::ProjectText
                    | Table::ProjectState => first == Some(project),
                    Table::Stage => row.integer(2) == Some(project),
                    Table::StageEdit | Table::Reading => {
                        stages.get(&first.unwrap()) == Some(&project)
                    }
                    Table::Target | Table::Revision | Table::Notice => {
                        targets.get(&first.unwrap()) == Some(&project)
                    }
                    Table::Source
                    | Table::Retraction
                    | Table::Setting
                    | Table::Mapping
                    | Table::Entry => true,
                }
            };
            let expected: Vec<Row> = all.iter().filter(is_its_own).cloned().collect();
            let found = rows(store.as_ref(), table, Of::Project(project));
            assert_eq!(found, expected, "{table} of {project}");
        }
    }
}

pub(super) fn entries_come_in_the_order_in_which_they_are_hashed(make: Make) {
    let store = filled(make);
    let mut without: Vec<Row> = Vec::new();
    let all = record(store.as_ref());
    without.extend(all.iter().filter(|row| row.table != Table::Entry).cloned());
    assert_eq!(without, expected());
    // An entry's own row is the last of its number.
    for pair in all.windows(2) {
        let is_last = pair[0].entry() != pair[1].entry();
        assert_eq!(pair[0].table == Table::Entry, is_last);
    }
    assert_eq!(all.last().unwrap().table, Table::Entry);
    for from in 0..=5 {
        for to in 0..=5 {
            let mut found = Vec::new();
            let read = store.read(&mut |read| {
                read.entries(from, to, &mut |row| {
                    found.push(row);
                    Ok(())
                })
            });
            read.unwrap();
            let is_within = |row: &&Row| (from..=to).contains(&row.entry());
            let expected: Vec<Row> = all.iter().filter(is_within).cloned().collect();
            assert_eq!(found, expected, "{from} to {to}");
        }
    }
}

pub(super) fn the_last_entry_and_the_last_ids_are_told(make: Make) {
    let store = filled(make);
    let read = store.read(&mut |read| {
        assert_eq!(read.head()?.map(|row| row.entry()), Some(4));
        assert_eq!(read.last_id(Table::Project)?, 3);
        assert_eq!(read.last_id(Table::Stage)?, 4);
        assert_eq!(read.last_id(Table::Target)?, 3);
        Ok(())
    });
    read.unwrap();
    // Of nothing else.
    let asked = store.read(&mut |read| read.last_id(Table::Reading).map(|_| ()));
    refusal(asked);
}

pub(super) fn codes_are_found_by_their_beginning(make: Make) {
    let mut store = filled(make);
    // A code given again, and one taken over by another project.
    let again = [
        row!(ProjectEdit project: 1, code: "JINHUI", code_key: "jinhui"),
        row!(ProjectEdit project: 3, code: "jin", code_key: "jin"),
    ];
    write(store.as_mut(), &new_entry(), &again);
    let coded = |beginning: &str| {
        let mut found = Vec::new();
        let read = store.read(&mut |read| {
            found = read.projects_coded(beginning)?;
            Ok(())
        });
        read.unwrap();
        found
    };
    let expect = |pairs: &[(&str, i64)]| -> Vec<(String, i64)> {
        pairs
            .iter()
            .map(|(key, id)| ((*key).to_owned(), *id))
            .collect()
    };
    let jin = [("jin", 2), ("jin", 3), ("jin2", 2), ("jinhui", 1)];
    assert_eq!(coded("jin"), expect(&jin));
    assert_eq!(coded("jinh"), expect(&[("jinhui", 1)]));
    assert_eq!(coded("w"), expect(&[("west", 3)]));
    assert_eq!(coded("z"), []);
    // What means something in a pattern does not here.
    assert_eq!(coded("%"), []);
    assert_eq!(coded("j_n"), []);
    assert_eq!(coded("").len(), 5);
}

pub(super) fn a_reading_is_found_by_its_key(make: Make) {
    let store = filled(make);
    let read = store.read(&mut |read| {
        let first = read.reading(1, day("2021-07-01"), 1)?.unwrap();
        assert_eq!(first.integer(3), Some(2000));
        let second = read.reading(1, day("2021-07-01"), 2)?.unwrap();
        assert_eq!(second.integer(3), Some(1500));
        assert_eq!(read.reading(1, day("2021-07-01"), 3)?, None);
        assert_eq!(read.reading(1, day("2021-07-03"), 1)?, None);
        assert_eq!(read.reading(9, day("2021-07-01"), 1)?, None);
        Ok(())
    });
    read.unwrap();
}

pub(super) fn an_error_of_the_work_passes_through(make: Make) {
    let mut store = filled(make);
    let mut passed = 0;
    let read = store.read(&mut |read| {
        read.rows(Table::Reading, Of::All, &mut |_| {
            passed += 1;
            Err(Error::NoHome)
        })
    });
    assert!(matches!(read, Err(Error::NoHome)), "{read:?}");
    let read = store.read(&mut |read| {
        read.entries(1, 4, &mut |_| {
            passed += 1;
            Err(Error::NoHome)
        })
    });
    assert!(matches!(read, Err(Error::NoHome)), "{read:?}");
    assert_eq!(passed, 2, "it ends with the first");
    let wrote = store.write(&new_entry(), &mut |_| Err(Error::NoHome));
    assert!(matches!(wrote, Err(Error::NoHome)), "{wrote:?}");
    let replayed = store.replay(&mut || Err(Error::NoHome));
    assert!(matches!(replayed, Err(Error::NoHome)), "{replayed:?}");
    // And leaves nothing that would keep others out.
    write(
        store.as_mut(),
        &new_entry(),
        &[row!(Setting key: "x", value: "y")],
    );
}

pub(super) fn an_error_without_a_path_gets_that_of_the_store(make: Make) {
    let mut store = make();
    let fault = |path: &str| Error::store(path, StoreProblem::Damaged(Damage::NoHash));
    let path_of = |result: Result<(), Error>| match result {
        Err(Error::Store { path, .. }) => path,
        other => panic!("{other:?}"),
    };
    let own = path_of(store.read(&mut |_| Err(fault(""))));
    assert_ne!(own, Path::new(""));
    let wrote = store.write(&new_entry(), &mut |_| Err(fault("")));
    assert_eq!(path_of(wrote.map(|_| ())), own);
    assert_eq!(path_of(store.replay(&mut || Err(fault("")))), own);
    let other = path_of(store.read(&mut |_| Err(fault("other.db"))));
    assert_eq!(other, Path::new("other.db"));
}

pub(super) fn rows_can_be_asked_for_while_rows_come(make: Make) {
    let store = filled(make);
    let mut found = 0;
    let read = store.read(&mut |read| {
        read.rows(Table::Stage, Of::All, &mut |_| {
            read.rows(Table::Stage, Of::All, &mut |_| {
                found += 1;
                Ok(())
            })
        })
    });
    read.unwrap();
    assert_eq!(found, 16);
}
