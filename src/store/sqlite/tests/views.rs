//! The two views for people with the sqlite3 shell.

use super::*;
use crate::model::record::{EntryRow, SettingRow};

/// The rows of a query, their columns joined by blanks; NULL is `-`.
fn rows(store: &Sqlite, sql: &str) -> Vec<String> {
    let connection = store.connection.borrow();
    let mut statement = connection.prepare(sql).unwrap();
    let count = statement.column_count();
    let rows = statement.query_map([], |row| {
        let values: rusqlite::Result<Vec<String>> = (0..count)
            .map(|column| {
                let value: rusqlite::types::Value = row.get(column)?;
                Ok(match value {
                    rusqlite::types::Value::Null => "-".to_owned(),
                    rusqlite::types::Value::Integer(number) => number.to_string(),
                    rusqlite::types::Value::Real(number) => number.to_string(),
                    rusqlite::types::Value::Text(text) => text,
                    rusqlite::types::Value::Blob(_) => panic!("there are no blobs"),
                })
            })
            .collect();
        Ok(values?.join(" "))
    });
    rows.unwrap().collect::<rusqlite::Result<_>>().unwrap()
}

const READINGS: &str = "SELECT project, stage, as_of, percent, note FROM latest_reading
                        ORDER BY project, stage";
const TARGETS: &str = "SELECT project, stage, period, percent, decided_on FROM current_target
                       ORDER BY project, stage, period, label";

/// The store with some entries taken back.
fn without(store: &Sqlite, retracted: &[i64]) -> Sqlite {
    let mut record = store.record().unwrap();
    for entry in retracted {
        let number = record.entries.len() as i64 + 1;
        record.entries.push(EntryRow {
            number,
            recorded_at: "2021-12-31T00:00:00Z".parse().unwrap(),
            who: "wang".to_owned(),
            command: "retract".to_owned(),
        });
        record.retractions.push(RetractionRow {
            entry: number,
            retracted: *entry,
            reason: "a slip".to_owned(),
        });
        // Something else in the same entry is of no account.
        record.settings.push(SettingRow {
            key: "rule".to_owned(),
            entry: number,
            value: "pace".to_owned(),
        });
    }
    let mut store = Sqlite::in_memory().unwrap();
    store.restore(&record).unwrap();
    store
}

#[test]
fn the_latest_reading_is_the_last_figure_that_counts() {
    let mut store = Sqlite::in_memory().unwrap();
    // Entry 1; stages 1 to 3.
    write(&mut store, |draft| {
        for code in ["a", "b"] {
            let project = draft.add_project(&project_facts(code))?;
            draft.add_stage(project, &stage_facts("overall"))?;
        }
        draft.add_stage(1, &stage_facts("piles")).map(|_| ())
    });
    let told: [(i64, &str, Option<i64>, &str); 8] = [
        (1, "2021-08-31", Some(6000), "first"),      // entry 2
        (1, "2021-07-31", Some(9000), "earlier"),    // 3
        (1, "2021-08-31", Some(5799), "last"),       // 4
        (1, "2021-09-30", None, "under way"),        // 5
        (1, "2021-08-31", None, "under way"),        // 6
        (2, "2021-12-31", Some(0), "other project"), // 7
        (3, "2021-09-30", None, "never a figure"),   // 8
        (2, "2021-10-31", Some(10_000), "of old"),   // 9
    ];
    for (stage, as_of, percent, note) in told {
        let mut reading = reading(day(as_of), 0, note);
        reading.percent = percent.and_then(Percent::from_hundredths);
        write(&mut store, |draft| draft.add_reading(stage, &reading));
    }
    assert_eq!(
        rows(&store, READINGS),
        [
            "a overall 2021-08-31 57.99 last",
            "b overall 2021-12-31 0 other project"
        ]
    );
    assert_eq!(
        rows(&without(&store, &[4, 7]), READINGS),
        [
            "a overall 2021-08-31 60 first",
            "b overall 2021-10-31 100 of old"
        ]
    );
    assert_eq!(
        rows(&without(&store, &[2, 4, 7, 9]), READINGS),
        ["a overall 2021-07-31 90 earlier"]
    );
}

/// The tenth entry comes after the ninth, though not in the order of texts.
#[test]
fn the_latest_reading_of_a_day_goes_by_the_number_of_the_entry() {
    let mut store = Sqlite::in_memory().unwrap();
    write(&mut store, |draft| {
        let project = draft.add_project(&project_facts("a"))?;
        draft
            .add_stage(project, &stage_facts("overall"))
            .map(|_| ())
    });
    for hundredths in 1..=120 {
        write(&mut store, |draft| {
            draft.add_reading(1, &reading(day("2021-07-31"), hundredths * 10, "x"))
        });
        let expected = format!(
            "a overall 2021-07-31 {} x",
            (hundredths * 10) as f64 / 100.0
        );
        assert_eq!(rows(&store, READINGS), [expected]);
    }
}

#[test]
fn the_current_target_is_what_was_decided_last() {
    let mut store = Sqlite::in_memory().unwrap();
    write(&mut store, |draft| {
        let project = draft.add_project(&project_facts("a"))?;
        let stage = draft.add_stage(project, &stage_facts("overall"))?;
        for period in ["2021H2", "2022"] {
            draft.add_target(stage, period.parse().unwrap(), "", None)?;
        }
        Ok(())
    });
    assert_eq!(rows(&store, TARGETS), Vec::<String>::new(), "no terms yet");
    let decide = |store: &mut Sqlite, target, told: &[(&str, &str)]| {
        write(store, |draft| {
            for (decided_on, percent) in told {
                draft.revise(target, &revision(decided_on, percent, "2021-12-31"))?;
            }
            Ok(())
        });
        rows(store, TARGETS)
            .into_iter()
            .map(|row| row.replace("a overall ", ""))
            .collect::<Vec<_>>()
    };
    // Entry 2: the first stands while it is alone.
    assert_eq!(
        decide(&mut store, 1, &[("2021-07-20", "80")]),
        ["2021H2 80 2021-07-20"]
    );
    // 3: decided on an earlier day, but after the first was recorded.
    assert_eq!(
        decide(&mut store, 1, &[("2021-07-01", "75.5")]),
        ["2021H2 75.5 2021-07-01"]
    );
    // 4
    assert_eq!(
        decide(&mut store, 1, &[("2021-09-01", "60")]),
        ["2021H2 60 2021-09-01"]
    );
    // 5: recorded later, decided earlier.
    assert_eq!(
        decide(&mut store, 1, &[("2021-08-01", "70")]),
        ["2021H2 60 2021-09-01"]
    );
    // 6: of one day, the one recorded last, also within an entry.
    assert_eq!(
        decide(&mut store, 1, &[("2021-09-01", "50"), ("2021-09-01", "55")]),
        ["2021H2 55 2021-09-01"]
    );
    // 7: another target.
    assert_eq!(
        decide(&mut store, 2, &[("2021-10-01", "90"), ("2021-01-01", "95")]),
        ["2021H2 55 2021-09-01", "2022 95 2021-01-01"]
    );
    for (retracted, expected) in [
        (&[6][..], "2021H2 60 2021-09-01"),
        (&[6, 4], "2021H2 70 2021-08-01"),
        (&[6, 4, 5], "2021H2 75.5 2021-07-01"),
        (&[6, 4, 5, 3], "2021H2 80 2021-07-20"),
        // The first taken back: the second is the first now.
        (&[2, 4, 5, 6], "2021H2 75.5 2021-07-01"),
        (&[2, 4, 6], "2021H2 70 2021-08-01"),
    ] {
        let left = rows(&without(&store, retracted), TARGETS);
        assert_eq!(left[0], format!("a overall {expected}"), "{retracted:?}");
        assert_eq!(left.len(), 2);
    }
    let left = rows(&without(&store, &[2, 3, 4, 5, 6]), TARGETS);
    assert_eq!(left, ["a overall 2022 95 2021-01-01"]);
}

/// The view and the model say the same of every target, whatever was decided and taken back.
#[test]
fn the_view_of_targets_agrees_with_the_model() {
    let days = ["2021-07-01", "2021-07-02", "2021-07-03"];
    // Every order of three revisions over three days, and each with one of them taken back.
    for pattern in 0..27 {
        let mut store = Sqlite::in_memory().unwrap();
        write(&mut store, |draft| {
            let project = draft.add_project(&project_facts("a"))?;
            let stage = draft.add_stage(project, &stage_facts("overall"))?;
            draft
                .add_target(stage, "2021H2".parse().unwrap(), "", None)
                .map(|_| ())
        });
        for (place, percent) in [(1, "10"), (3, "20"), (9, "30")] {
            let decided_on = days[pattern / place % 3];
            write(&mut store, |draft| {
                draft.revise(1, &revision(decided_on, percent, "2021-12-31"))
            });
        }
        for retracted in [&[][..], &[2], &[3], &[4]] {
            let store = without(&store, retracted);
            let found = answer(&store);
            let in_force = found.projects[0].stages[0].targets[0].in_force(day("9999-12-31"));
            let percent = in_force.unwrap().terms.percent;
            let sql = "SELECT CAST(percent AS INTEGER) FROM current_target";
            assert_eq!(
                rows(&store, sql),
                [percent.to_string()],
                "{pattern}, {retracted:?}"
            );
        }
    }
}
