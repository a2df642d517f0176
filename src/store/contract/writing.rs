//! What a transaction keeps.

use super::*;
use crate::model::record::{ChangeRow, EntryRow, SourceRow};
use crate::model::{Known, Source};

/// Something written.
type Writing = fn(&mut dyn Draft) -> Result<(), Error>;

/// Writes into every table that a draft can.
fn write_everything(draft: &mut dyn Draft, start: (i64, i64)) -> Result<(), Error> {
    let (project, stage) = start;
    draft.add_reading(stage, &figure("2021-07-01", "10"))?;
    draft.set_state(
        project,
        State::Active,
        &state("2021-07-01", State::Suspended),
    )?;
    let old = project_facts("jinhui");
    let new = project_facts("west-plot");
    draft.edit_project(project, &old, &new, None)?;
    let old = stage_facts("overall");
    draft.edit_stage(project, stage, &old, &stage_facts("piles"), None)?;
    let target = draft.add_target(stage, period("2021H2"), "", None)?;
    draft.revise(target, &revision("2021-07-01", "80", "2021-12-31"))?;
    let project = draft.add_project(&project_facts("another"))?;
    draft.add_stage(project, &stage_facts("overall"))?;
    draft.set("rule", "gap")
}

pub(super) fn a_discarded_transaction_leaves_nothing(make: Make<'_>) {
    let mut start = start(make);
    let ids = (start.project, start.stage);
    let before = (
        start.store.record().unwrap(),
        ask(&*start.store, "9999-12-31"),
    );
    let kept = start.store.write(&entry("2021-07-01"), &mut |draft| {
        write_everything(draft, ids)?;
        Ok(Outcome::Discard)
    });
    assert_eq!(kept.unwrap(), None);
    assert_eq!(start.store.record().unwrap(), before.0);
    assert_eq!(ask(&*start.store, "9999-12-31"), before.1);
}

pub(super) fn an_error_in_the_work_leaves_nothing_and_is_handed_on(make: Make<'_>) {
    let mut start = start(make);
    let ids = (start.project, start.stage);
    let before = (
        start.store.record().unwrap(),
        ask(&*start.store, "9999-12-31"),
    );
    let result = start.store.write(&entry("2021-07-01"), &mut |draft| {
        write_everything(draft, ids)?;
        Err(Error::NoHome)
    });
    assert!(matches!(result, Err(Error::NoHome)));
    assert_eq!(start.store.record().unwrap(), before.0);
    assert_eq!(ask(&*start.store, "9999-12-31"), before.1);
    // The store is fit for use after it.
    start.write("2021-07-01", |draft| write_everything(draft, ids));
    assert_eq!(start.store.record().unwrap().entries.len(), 2);
}

pub(super) fn an_entry_is_made_only_when_something_is_written(make: Make<'_>) {
    let mut start = start(make);
    let (project, stage) = (start.project, start.stage);
    let before = start.store.record().unwrap();
    let number = start.store.write(&entry("2021-07-01"), &mut |draft| {
        draft.snapshot(&Snapshot {
            as_of: day("2021-07-01"),
            known: Known::Now,
            scope: Scope::All,
        })?;
        draft.readings_on(stage, day("2021-07-01"))?;
        // Edits that change nothing.
        let facts = project_facts("jinhui");
        draft.edit_project(project, &facts, &facts, Some("no reason"))?;
        let facts = stage_facts("overall");
        draft.edit_stage(project, stage, &facts, &facts, None)?;
        Ok(Outcome::Keep)
    });
    assert_eq!(number.unwrap(), None);
    assert_eq!(start.store.record().unwrap(), before);
}

pub(super) fn entries_are_numbered_without_a_gap(make: Make<'_>) {
    let mut store = make();
    let mut add = |name: &str, outcome: Option<Outcome>| {
        let result = store.write(&entry("2021-07-01"), &mut |draft| {
            draft.add_project(&project_facts(name))?;
            outcome.ok_or(Error::NoHome)
        });
        result.unwrap_or(None)
    };
    assert_eq!(add("a", Some(Outcome::Keep)), Some(1));
    assert_eq!(add("b", Some(Outcome::Discard)), None);
    assert_eq!(add("c", Some(Outcome::Keep)), Some(2));
    assert_eq!(add("d", None), None);
    assert_eq!(add("e", Some(Outcome::Keep)), Some(3));
    let nothing = store.write(&entry("2021-07-01"), &mut |_| Ok(Outcome::Keep));
    assert_eq!(nothing.unwrap(), None);
    let next = store.write(&entry("2021-07-01"), &mut |draft| {
        draft.set("rule", "gap")?;
        Ok(Outcome::Keep)
    });
    assert_eq!(next.unwrap(), Some(4));
    let numbers: Vec<i64> = store
        .record()
        .unwrap()
        .entries
        .iter()
        .map(|entry| entry.number)
        .collect();
    assert_eq!(numbers, [1, 2, 3, 4]);
}

pub(super) fn an_entry_keeps_its_head_and_its_sources(make: Make<'_>) {
    let mut store = make();
    let source = |file: &str, digit: &str| Source {
        file: file.to_owned(),
        sha256: digit.repeat(64),
    };
    let head = NewEntry {
        recorded_at: instant("2021-07-01T01:30:00.123Z"),
        who: "王五".to_owned(),
        command: "import a.csv \"b c.csv\"".to_owned(),
        sources: vec![source("b c.csv", "b"), source("a.csv", "a")],
    };
    let number = store.write(&head, &mut |draft| {
        let project = draft.add_project(&project_facts("jinhui"))?;
        draft.add_stage(project, &stage_facts("overall"))?;
        draft.add_stage(project, &stage_facts("piles"))?;
        Ok(Outcome::Keep)
    });
    assert_eq!(number.unwrap(), Some(1));
    let record = store.record().unwrap();
    assert_eq!(
        record.entries,
        [EntryRow {
            number: 1,
            recorded_at: head.recorded_at,
            who: head.who,
            command: head.command,
        }]
    );
    let sources: Vec<SourceRow> = (1..)
        .zip(head.sources)
        .map(|(position, source)| SourceRow {
            entry: 1,
            position,
            file: source.file,
            sha256: source.sha256,
        })
        .collect();
    assert_eq!(record.sources, sources);
    assert!(record.projects.iter().all(|row| row.entry == 1));
    assert!(record.stages.iter().all(|row| row.entry == 1));
}

pub(super) fn an_edit_leaves_a_change_for_each_fact_that_differs(make: Make<'_>) {
    let mut start = start(make);
    let (project, stage) = (start.project, start.stage);
    start.write("2021-07-01", |draft| {
        let old = project_facts("jinhui");
        let new = ProjectFacts {
            lead: Some("li".to_owned()),
            name: "金辉".to_owned(),
            ..old.clone()
        };
        draft.edit_project(project, &old, &new, Some("handed over"))?;
        let old = stage_facts("overall");
        let new = StageFacts {
            weight: Some(percent("12.5")),
            ..old.clone()
        };
        draft.edit_stage(project, stage, &old, &new, None)?;
        let change = StateChange {
            reason: Some("floods".to_owned()),
            ..state("2021-06-30", State::Suspended)
        };
        draft.set_state(project, State::Active, &change)
    });
    let text = |text: &str| Some(text.to_owned());
    let row = |position, field: &str, old, new| ChangeRow {
        entry: 2,
        position,
        project,
        stage: None,
        field: field.to_owned(),
        old,
        new,
        decided_on: None,
        reason: text("handed over"),
    };
    assert_eq!(
        start.store.record().unwrap().changes,
        [
            row(1, "name", text("project jinhui"), text("金辉")),
            row(2, "lead", None, text("li")),
            ChangeRow {
                stage: Some(stage),
                reason: None,
                ..row(3, "weight", None, text("12.5"))
            },
            ChangeRow {
                decided_on: Some(day("2021-06-30")),
                reason: text("floods"),
                ..row(4, "state", text("active"), text("suspended"))
            },
        ]
    );
}

/// Two ways to write one code.
const ALIKE: [(&str, &str); 6] = [
    ("jinhui", "JinHui"),
    ("café", "CAFÉ"),
    ("яр", "ЯР"),
    ("ωμέγα", "ΩΜΈΓΑ"),
    ("ａｂ", "ＡＢ"),
    ("dk64金辉", "DK64金辉"),
];

pub(super) fn codes_of_projects_differ_by_more_than_case_in_any_script(make: Make<'_>) {
    for (one, other) in ALIKE {
        let mut store = make();
        write(&mut *store, "2021-07-01", |draft| {
            draft.add_project(&project_facts(one))
        });
        let before = store.record().unwrap();
        for again in [one, other] {
            let result = store.write(&entry("2021-07-02"), &mut |draft| {
                draft.set("rule", "gap")?;
                draft.add_project(&project_facts(again))?;
                Ok(Outcome::Keep)
            });
            refusal(result);
            assert_eq!(store.record().unwrap(), before, "{one}, {again}");
        }
    }
    // What is alike in another way is not the same.
    let mut store = make();
    write(&mut *store, "2021-07-01", |draft| {
        for name in ["e", "é", "jinhui", "jinhui2", "金辉", "金輝"] {
            draft.add_project(&project_facts(name))?;
        }
        Ok(())
    });
    assert_eq!(ask(&*store, "2021-07-01").projects.len(), 6);
}

pub(super) fn codes_of_stages_differ_by_more_than_case_within_their_project(make: Make<'_>) {
    for (one, other) in ALIKE {
        let mut start = start(make);
        let project = start.project;
        start.write("2021-07-01", |draft| {
            draft.add_stage(project, &stage_facts(one))
        });
        let before = start.store.record().unwrap();
        let result = start.store.write(&entry("2021-07-02"), &mut |draft| {
            draft.add_stage(project, &stage_facts(other))?;
            Ok(Outcome::Keep)
        });
        refusal(result);
        assert_eq!(start.store.record().unwrap(), before, "{one}, {other}");
        // In another project it is another stage.
        start.write("2021-07-02", |draft| {
            let project = draft.add_project(&project_facts("west-plot"))?;
            draft.add_stage(project, &stage_facts(other))
        });
    }
}

pub(super) fn a_code_may_change_its_case_but_not_into_that_of_another(make: Make<'_>) {
    let mut start = start(make);
    let (project, stage) = (start.project, start.stage);
    start.write("2021-07-01", |draft| {
        draft.add_project(&project_facts("Évreux"))?;
        draft.add_stage(project, &stage_facts("Ярус"))
    });
    start.write("2021-07-02", |draft| {
        let (old, new) = (project_facts("jinhui"), project_facts("JINHUI"));
        draft.edit_project(project, &old, &new, None)?;
        let (old, new) = (stage_facts("overall"), stage_facts("Overall"));
        draft.edit_stage(project, stage, &old, &new, None)
    });
    let before = start.store.record().unwrap();
    let result = start.store.write(&entry("2021-07-03"), &mut |draft| {
        let (old, new) = (project_facts("JINHUI"), project_facts("évreux"));
        draft.edit_project(project, &old, &new, None)?;
        Ok(Outcome::Keep)
    });
    refusal(result);
    let result = start.store.write(&entry("2021-07-03"), &mut |draft| {
        let (old, new) = (stage_facts("Overall"), stage_facts("ярус"));
        draft.edit_stage(project, stage, &old, &new, None)?;
        Ok(Outcome::Keep)
    });
    refusal(result);
    assert_eq!(start.store.record().unwrap(), before);
    // The old case of one's own code is free for nobody else.
    let result = start.store.write(&entry("2021-07-03"), &mut |draft| {
        draft.add_project(&project_facts("jinhui"))?;
        Ok(Outcome::Keep)
    });
    refusal(result);
}

pub(super) fn a_target_is_made_once_for_a_stage_period_and_label(make: Make<'_>) {
    let mut start = start(make);
    let stage = start.stage;
    start.write("2021-07-01", |draft| {
        for (of, label) in [("2021H2", ""), ("2021H2", "second"), ("2021Q3", "")] {
            let target = draft.add_target(stage, period(of), label, None)?;
            draft.revise(target, &revision("2021-07-01", "80", "2021-12-31"))?;
        }
        Ok(())
    });
    // The same half-year, spelt as a range.
    let result = start.store.write(&entry("2021-07-02"), &mut |draft| {
        draft.add_target(stage, period("2021-07-01..2021-12-31"), "", None)?;
        Ok(Outcome::Keep)
    });
    refusal(result);
    assert_eq!(start.store.record().unwrap().targets.len(), 3);
}

pub(super) fn a_draft_sees_what_it_has_written(make: Make<'_>) {
    let mut start = start(make);
    let old_stage = start.stage;
    start.write("2021-07-01", |draft| {
        let project = draft.add_project(&project_facts("west-plot"))?;
        let new_stage = draft.add_stage(project, &stage_facts("overall"))?;
        for stage in [old_stage, new_stage] {
            let on = day("2021-07-01");
            assert_eq!(draft.readings_on(stage, on)?.with_figure, None);
            let reading = figure("2021-07-01", "10");
            draft.add_reading(stage, &reading)?;
            assert_eq!(draft.readings_on(stage, on)?.with_figure, Some(reading));
            assert_eq!(draft.readings_on(stage, day("2021-06-30"))?.without, None);
            draft.add_reading(stage, &under_way("2021-07-02"))?;
            let found = draft.readings_on(stage, day("2021-07-02"))?;
            assert_eq!(found.without, Some(under_way("2021-07-02")));
        }
        let found = draft.snapshot(&Snapshot {
            as_of: day("2021-07-01"),
            known: Known::Now,
            scope: Scope::Project(project),
        })?;
        assert_eq!(figures(only_stage(&found)), ["2021-07-01 10"]);
        Ok(())
    });
}

pub(super) fn nothing_is_written_of_what_does_not_exist(make: Make<'_>) {
    let mut start = start(make);
    let before = start.store.record().unwrap();
    let works: [Writing; 8] = [
        |draft| draft.add_stage(99, &stage_facts("piles")).map(|_| ()),
        |draft| draft.add_target(99, period("2021"), "", None).map(|_| ()),
        |draft| {
            let stage = 1;
            let target = draft.add_target(stage, period("2021"), "", Some(99))?;
            draft.revise(target, &revision("2021-07-01", "1", "2021-12-31"))
        },
        |draft| draft.revise(99, &revision("2021-07-01", "1", "2021-12-31")),
        |draft| draft.add_reading(99, &figure("2021-07-01", "1")),
        |draft| draft.set_state(99, State::Active, &state("2021-07-01", State::Closed)),
        |draft| draft.edit_project(99, &project_facts("a"), &project_facts("b"), None),
        |draft| draft.edit_stage(1, 99, &stage_facts("a"), &stage_facts("b"), None),
    ];
    for (number, work) in works.iter().enumerate() {
        let result = start.store.write(&entry("2021-07-01"), &mut |draft| {
            draft.set("rule", "gap")?;
            work(draft)?;
            Ok(Outcome::Keep)
        });
        refusal(result);
        assert_eq!(start.store.record().unwrap(), before, "no. {number}");
    }
}
