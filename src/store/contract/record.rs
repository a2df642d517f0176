//! The whole record, out and back in.

use super::*;
use crate::model::record::{
    ChangeRow, EntryRow, NoticeRow, ProjectRow, ReadingRow, RetractionRow, RevisionRow, SettingRow,
    SourceRow, StageRow, TargetRow,
};
use crate::model::{Alias, Commitment, Known, PlanPoint};

fn entry_row(number: i64, recorded_at: &str) -> EntryRow {
    EntryRow {
        number,
        recorded_at: instant(recorded_at),
        who: format!("user {number}"),
        command: format!("command {number}"),
    }
}

/// A record with rows in every table and a value in every column, typed by hand. The clock was
/// set back for its third entry.
fn whole() -> Record {
    let text = |text: &str| Some(text.to_owned());
    let project = |id, entry, of: &str| ProjectRow {
        id,
        entry,
        code: code(of),
        name: format!("name of {of}"),
        name_en: text("in English"),
        aliases: vec![Alias {
            name: "别名".to_owned(),
            is_certain: true,
        }],
        category: text("commercial"),
        unit: text("works"),
        lead: text("wang"),
    };
    let stage = |id, entry, project, of: &str| StageRow {
        id,
        entry,
        project,
        code: code(of),
        name: format!("name of {of}"),
        name_en: text("in English"),
        position: id,
        kind: StageKind::Measured,
        weight: Some(percent("12.05")),
        unit: text("m"),
        total: Some("382.05".parse().unwrap()),
    };
    let target = |id, stage, time: &str, carried_from| TargetRow {
        id,
        entry: 1,
        stage,
        period: period(time),
        label: "east".to_owned(),
        carried_from,
    };
    let revision = |target, entry, position, figure: &str| RevisionRow {
        target,
        entry,
        position,
        decided_on: day("2021-07-01"),
        percent: percent(figure),
        due: Some(day("2021-12-30")),
        words: text("年底前"),
        is_due_implied: true,
        start: Some(day("2021-07-05")),
        baseline: Some(percent("0.43")),
        plan_points: vec![PlanPoint {
            on: day("2021-09-30"),
            percent: percent("33.33"),
        }],
        commitment: Some(Commitment::Strive),
        state: TargetState::Suspended,
        reason: text("circular no. 7"),
    };
    let reading = |stage, as_of: &str, entry, figure: Option<&str>| ReadingRow {
        stage,
        as_of: day(as_of),
        entry,
        percent: figure.map(percent),
        amount: Some("1.05".parse().unwrap()),
        note: text("a\nb"),
        problem: text("rain"),
        next_step: text("dry out"),
    };
    let change = |entry, position, stage, field: &str| ChangeRow {
        entry,
        position,
        project: 1,
        stage,
        field: field.to_owned(),
        old: text("before"),
        new: text("after"),
        decided_on: None,
        reason: text("corrected"),
    };
    Record {
        entries: vec![
            entry_row(1, "2021-07-01T01:30:00.123Z"),
            entry_row(2, "2021-07-10"),
            entry_row(3, "2021-07-05"),
            entry_row(4, "2021-07-11"),
        ],
        sources: vec![
            SourceRow {
                entry: 1,
                position: 1,
                file: "projects.csv".to_owned(),
                sha256: "0a".repeat(32),
            },
            SourceRow {
                entry: 1,
                position: 2,
                file: "目标.csv".to_owned(),
                sha256: "1b".repeat(32),
            },
        ],
        projects: vec![project(1, 1, "jinhui"), project(2, 2, "金辉")],
        stages: vec![
            stage(1, 1, 1, "overall"),
            stage(2, 1, 1, "piles"),
            stage(3, 2, 2, "overall"),
        ],
        targets: vec![
            target(1, 1, "2021H2", None),
            target(2, 1, "2022H1", Some(1)),
        ],
        revisions: vec![
            revision(1, 1, 1, "80"),
            revision(1, 1, 3, "85"),
            revision(1, 3, 1, "79.96"),
            revision(2, 1, 2, "100"),
        ],
        readings: vec![
            reading(1, "2021-07-01", 1, Some("57.99")),
            reading(1, "2021-07-01", 3, None),
            reading(1, "2021-07-08", 2, Some("60")),
            reading(3, "2021-07-08", 2, Some("0")),
        ],
        retractions: vec![RetractionRow {
            entry: 4,
            retracted: 2,
            reason: "wrong file".to_owned(),
        }],
        changes: vec![
            change(2, 1, None, "name"),
            change(2, 2, Some(2), "unit"),
            ChangeRow {
                new: text("suspended"),
                decided_on: Some(day("2021-07-02")),
                ..change(3, 1, None, "state")
            },
        ],
        settings: vec![
            SettingRow {
                key: "rule".to_owned(),
                entry: 3,
                value: "gap".to_owned(),
            },
            SettingRow {
                key: "rule".to_owned(),
                entry: 4,
                value: String::new(),
            },
        ],
        notices: vec![NoticeRow {
            entry: 3,
            target: 1,
            finding: "overdue".to_owned(),
            said_on: day("2022-01-01"),
        }],
        ..nothing()
    }
}

pub(super) fn a_record_restored_is_an_equal_record(make: Make<'_>) {
    for record in [whole(), nothing()] {
        let mut store = make();
        store.restore(&record).unwrap();
        assert_eq!(store.record().unwrap(), record);
        let mut again = make();
        again.restore(&store.record().unwrap()).unwrap();
        assert_eq!(again.record().unwrap(), record);
    }
}

pub(super) fn a_restored_store_answers_equally_and_goes_on(make: Make<'_>) {
    let mut one = make();
    one.restore(&whole()).unwrap();
    let mut other = make();
    other.restore(&one.record().unwrap()).unwrap();
    for known in ["2021-06-30", "2021-07-01", "2021-07-10", "2021-07-11"] {
        assert_eq!(
            ask_known(&*one, "2021-07-31", known_on(known)),
            ask_known(&*other, "2021-07-31", known_on(known)),
        );
    }
    // Entries, projects and targets are numbered on from where the record ends.
    for store in [&mut one, &mut other] {
        let number = store.write(&entry("2021-08-01"), &mut |draft| {
            let project = draft.add_project(&project_facts("west-plot"))?;
            let stage = draft.add_stage(project, &stage_facts("overall"))?;
            let target = draft.add_target(stage, period("2021H2"), "", None)?;
            draft.revise(target, &revision("2021-08-01", "80", "2021-12-31"))?;
            Ok(Outcome::Keep)
        });
        assert_eq!(number.unwrap(), Some(5));
    }
    assert_eq!(one.record().unwrap(), other.record().unwrap());
}

pub(super) fn rows_of_a_record_are_in_order(make: Make<'_>) {
    let mut start = start(make);
    let stage = start.stage;
    let second = start.write("2021-07-01", |draft| {
        let project = draft.add_project(&project_facts("a"))?;
        let second = draft.add_stage(project, &stage_facts("a"))?;
        draft.add_reading(second, &figure("2021-07-02", "2"))?;
        draft.add_reading(second, &figure("2021-07-01", "1"))?;
        draft.set("urgent", "5")?;
        draft.set("rule", "gap")?;
        Ok(second)
    });
    start.write("2021-07-02", |draft| {
        draft.add_reading(second, &figure("2021-07-01", "3"))?;
        draft.add_reading(stage, &figure("2021-07-05", "4"))?;
        draft.set("rule", "pace")
    });
    let record = start.store.record().unwrap();
    let readings: Vec<_> = record
        .readings
        .iter()
        .map(|row| (row.stage, row.as_of.to_string(), row.entry))
        .collect();
    assert_eq!(
        readings,
        [
            (stage, "2021-07-05".to_owned(), 3),
            (second, "2021-07-01".to_owned(), 2),
            (second, "2021-07-01".to_owned(), 3),
            (second, "2021-07-02".to_owned(), 2),
        ]
    );
    let settings: Vec<_> = record
        .settings
        .iter()
        .map(|row| (row.key.as_str(), row.entry))
        .collect();
    assert_eq!(settings, [("rule", 2), ("rule", 3), ("urgent", 2)]);
}

pub(super) fn a_store_that_holds_something_is_not_restored_into(make: Make<'_>) {
    let mut start = start(make);
    let before = start.store.record().unwrap();
    for record in [whole(), before.clone(), nothing()] {
        let problem = refusal(start.store.restore(&record));
        assert!(matches!(problem, StoreProblem::NotEmpty), "{problem:?}");
        assert_eq!(start.store.record().unwrap(), before);
    }
}

/// What is done to a good record to break it.
type Break = (&'static str, fn(&mut Record));

fn dangling() -> Vec<Break> {
    vec![
        ("a source of no entry", |r| r.sources[1].entry = 99),
        ("a project of no entry", |r| r.projects[1].entry = 99),
        ("a stage of no entry", |r| r.stages[1].entry = 99),
        ("a stage of no project", |r| r.stages[2].project = 99),
        ("a target of no entry", |r| r.targets[1].entry = 99),
        ("a target of no stage", |r| r.targets[1].stage = 99),
        ("a target carried from none", |r| {
            r.targets[1].carried_from = Some(99);
        }),
        ("a revision of no entry", |r| r.revisions[3].entry = 99),
        ("a revision of no target", |r| r.revisions[3].target = 99),
        ("a reading of no entry", |r| r.readings[3].entry = 99),
        ("a reading of no stage", |r| r.readings[3].stage = 99),
        ("a retraction of no entry", |r| r.retractions[0].entry = 99),
        ("a retraction of nothing", |r| {
            r.retractions[0].entry = 4;
            r.retractions[0].retracted = 0;
        }),
        ("a change of no entry", |r| r.changes[0].entry = 99),
        ("a change of no project", |r| r.changes[0].project = 99),
        ("a change of no stage", |r| r.changes[1].stage = Some(99)),
        ("a setting of no entry", |r| r.settings[1].entry = 99),
        ("a notice of no entry", |r| r.notices[0].entry = 99),
        ("a notice of no target", |r| r.notices[0].target = 99),
    ]
}

fn twice() -> Vec<Break> {
    vec![
        ("a source twice", |r| r.sources.push(r.sources[1].clone())),
        ("a project twice", |r| {
            r.projects.push(r.projects[1].clone())
        }),
        ("a stage twice", |r| r.stages.push(r.stages[2].clone())),
        ("a target twice", |r| r.targets.push(r.targets[1].clone())),
        ("a revision twice", |r| {
            r.revisions.push(r.revisions[3].clone());
        }),
        ("a reading twice", |r| {
            r.readings.push(r.readings[3].clone())
        }),
        ("a retraction twice", |r| {
            r.retractions.push(r.retractions[0].clone());
        }),
        ("a change twice", |r| r.changes.push(r.changes[2].clone())),
        ("a setting twice", |r| {
            r.settings.push(r.settings[1].clone())
        }),
        ("a notice twice", |r| r.notices.push(r.notices[0].clone())),
        ("an entry twice", |r| r.entries.push(r.entries[3].clone())),
        ("one code in two cases", |r| {
            r.projects[0].code = code("ÉVREUX");
            r.projects[1].code = code("évreux");
        }),
        ("one stage in two cases", |r| {
            r.stages[0].code = code("Ярус");
            r.stages[1].code = code("яРУС");
        }),
        ("one target under two numbers", |r| {
            r.targets[1].period = r.targets[0].period;
        }),
    ]
}

fn impossible() -> Vec<Break> {
    vec![
        ("a gap in the entries", |r| r.entries[3].number = 5),
        ("entries that do not begin with 1", |r| {
            r.entries.iter_mut().for_each(|entry| entry.number += 1);
        }),
        ("entries out of order", |r| r.entries.swap(1, 2)),
        ("a target of 0 %", |r| {
            r.revisions[3].percent = Percent::ZERO
        }),
        ("a retraction of itself", |r| r.retractions[0].retracted = 4),
        ("a retraction of a later entry", |r| {
            r.retractions[0].entry = 2;
            r.retractions[0].retracted = 3;
        }),
        ("a hash that is none", |r| r.sources[1].sha256.truncate(63)),
        ("a source at no position", |r| r.sources[0].position = 0),
        ("a revision at no position", |r| r.revisions[0].position = 0),
        ("a change at no position", |r| r.changes[0].position = 0),
        ("a state without a day", |r| r.changes[2].decided_on = None),
        ("a fact with a day", |r| {
            r.changes[0].decided_on = Some(day("2021-07-01"));
        }),
        ("a state without a value", |r| r.changes[2].new = None),
        ("a state that is none", |r| {
            r.changes[2].new = Some("asleep".to_owned());
        }),
        ("a project without a name", |r| r.projects[0].name.clear()),
        ("a stage without a name", |r| r.stages[0].name.clear()),
        ("a stage of which 0 is all", |r| {
            r.stages[0].total = Some("0".parse().unwrap());
        }),
    ]
}

pub(super) fn a_broken_record_is_refused_and_nothing_of_it_is_kept(make: Make<'_>) {
    let mut store = make();
    for (what, breaks) in dangling().into_iter().chain(twice()).chain(impossible()) {
        let mut record = whole();
        breaks(&mut record);
        assert_ne!(record, whole(), "{what}: the record was not changed");
        match store.restore(&record) {
            Err(Error::Store {
                problem: StoreProblem::Damaged(_),
                ..
            }) => {}
            other => panic!("{what}: {other:?}"),
        }
        assert_eq!(store.record().unwrap(), nothing(), "{what}");
    }
    assert_eq!(
        ask_known(&*store, "9999-12-31", Known::Now).projects,
        [],
        "nothing was kept"
    );
    // The same store takes the good one.
    store.restore(&whole()).unwrap();
    assert_eq!(store.record().unwrap(), whole());
}
