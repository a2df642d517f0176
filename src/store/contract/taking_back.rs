//! Taking an entry back by the store's own means, and what is told of the record.

use super::*;
use crate::error::{Refusal, RetractProblem};
use crate::model::{Deed, HistoryQuestion, Notice};

fn retract(start: &mut Start, entry: i64) {
    start.write("2021-09-30", |draft| draft.retract(entry, "a slip"));
}

pub(super) fn a_reading_retracted_gives_way_to_the_one_before(make: Make<'_>) {
    let mut start = start(make);
    start.read("2021-07-31", &figure("2021-07-31", "58"));
    start.read("2021-08-31", &figure("2021-08-31", "97"));
    retract(&mut start, 3);
    let found = ask(&*start.store, "2021-09-30");
    assert_eq!(figures(only_stage(&found)), ["2021-07-31 58"]);
    // On the day before it was taken back it was still known.
    let found = ask_known(&*start.store, "2021-09-30", known_on("2021-09-29"));
    assert_eq!(
        figures(only_stage(&found)),
        ["2021-07-31 58", "2021-08-31 97"]
    );
}

pub(super) fn an_entry_is_retracted_only_once(make: Make<'_>) {
    let mut start = start(make);
    start.read("2021-07-31", &figure("2021-07-31", "58"));
    retract(&mut start, 2);
    let again = start.store.write(&entry("2021-10-01"), &mut |draft| {
        draft.retract(2, "again").map(|()| Outcome::Keep)
    });
    assert!(again.is_err());
}

pub(super) fn facts_edited_by_a_retracted_entry_are_put_back_unless_edited_since(make: Make<'_>) {
    let mut start = start(make);
    let (project, stage) = (start.project, start.stage);
    let found = ask(&*start.store, "2021-09-30");
    let old = only_project(&found).facts.clone();
    let old_stage = only_stage(&found).facts.clone();
    let edited = ProjectFacts {
        name: "renamed".to_owned(),
        lead: Some("li".to_owned()),
        ..old.clone()
    };
    let weighed = StageFacts {
        weight: Some(percent("40")),
        total: "6".parse().ok(),
        ..old_stage.clone()
    };
    start.write("2021-08-01", |draft| {
        draft.edit_project(project, &old, &edited, None)?;
        draft.edit_stage(project, stage, &old_stage, &weighed, None)
    });
    let since = ProjectFacts {
        lead: Some("wang".to_owned()),
        ..edited.clone()
    };
    start.write("2021-08-02", |draft| {
        draft.edit_project(project, &edited, &since, None)
    });
    retract(&mut start, 2);
    let found = ask(&*start.store, "2021-09-30");
    assert_eq!(only_project(&found).facts.name, old.name);
    assert_eq!(only_project(&found).facts.lead.as_deref(), Some("wang"));
    assert_eq!(only_stage(&found).facts, old_stage);
    let found = ask_known(&*start.store, "2021-09-30", known_on("2021-08-01"));
    assert_eq!(only_project(&found).facts, edited);
    assert_eq!(only_stage(&found).facts, weighed);
}

pub(super) fn what_was_retracted_can_be_added_again(make: Make<'_>) {
    let mut start = start(make);
    let add = |draft: &mut dyn Draft| {
        let project = draft.add_project(&project_facts("west-plot"))?;
        let stage = draft.add_stage(project, &stage_facts("piles"))?;
        let target = draft.add_target(stage, period("2021H2"), "", None)?;
        draft.revise(target, &revision("2021-07-01", "80", "2021-12-31"))?;
        draft.add_reading(stage, &figure("2021-06-30", "10"))
    };
    start.write("2021-07-01", add);
    let before = ask(&*start.store, "2021-09-30");
    retract(&mut start, 2);
    assert_eq!(ask(&*start.store, "2021-09-30").projects.len(), 1);
    start.write("2021-10-01", add);
    let after = ask(&*start.store, "2021-10-01");
    let outline = |portfolio: &Portfolio| -> Vec<String> {
        let codes = portfolio.projects.iter().map(|p| p.facts.code.to_string());
        codes.collect()
    };
    assert_eq!(outline(&after), outline(&before));
    assert_eq!(outline(&after), ["jinhui", "west-plot"]);
    // A target whose revisions were taken back is set again on the same stage.
    let stage = start.stage;
    let set = |draft: &mut dyn Draft| {
        let target = draft.add_target(stage, period("2022"), "", None)?;
        draft.revise(target, &revision("2021-10-01", "80", "2022-12-31"))
    };
    start.write("2021-10-02", set);
    let last = start.store.record().unwrap().entries.len();
    retract(&mut start, last as i64);
    start.write("2021-10-03", set);
    let found = ask(&*start.store, "2021-10-03");
    let jinhui = found
        .projects
        .iter()
        .find(|p| p.id == start.project)
        .unwrap();
    assert_eq!(jinhui.stages[0].targets.len(), 1);
}

pub(super) fn the_history_tells_each_entry_and_what_came_with_it(make: Make<'_>) {
    let mut start = start(make);
    start.read("2021-07-31", &figure("2021-07-31", "58"));
    start.write("2021-08-01", |draft| {
        let other = draft.add_project(&project_facts("west-plot"))?;
        draft.set_state(other, State::Active, &state("2021-08-01", State::Suspended))?;
        draft.set("rule", "gap")
    });
    retract(&mut start, 2);
    let all = start.store.history(&HistoryQuestion::default()).unwrap();
    assert_eq!(
        all.iter().map(|e| e.number).collect::<Vec<_>>(),
        [1, 2, 3, 4]
    );
    assert_eq!(all[1].retracted_by, Some(4));
    assert!(matches!(all[1].deeds[..], [Deed::Reading { .. }]));
    assert!(matches!(
        all[2].deeds[..],
        [Deed::Project(_), Deed::Change { .. }, Deed::Setting { .. }]
    ));
    assert!(matches!(
        all[3].deeds[..],
        [Deed::Retraction { retracted: 2, .. }]
    ));
    let ask = |question: HistoryQuestion| -> Vec<i64> {
        let found = start.store.history(&question).unwrap();
        found.iter().map(|entry| entry.number).collect()
    };
    let project = Some(start.project);
    assert_eq!(
        ask(HistoryQuestion {
            project,
            ..Default::default()
        }),
        [1, 2, 4]
    );
    let since = Some(instant("2021-08-01"));
    assert_eq!(
        ask(HistoryQuestion {
            since,
            ..Default::default()
        }),
        [3, 4]
    );
    assert_eq!(
        ask(HistoryQuestion {
            entry: Some(3),
            ..Default::default()
        }),
        [3]
    );
    assert_eq!(
        ask(HistoryQuestion {
            last_before: Some(4),
            ..Default::default()
        }),
        [3]
    );
    assert!(
        ask(HistoryQuestion {
            last_before: Some(1),
            ..Default::default()
        })
        .is_empty()
    );
}

pub(super) fn the_last_notice_of_each_target_is_remembered(make: Make<'_>) {
    let mut start = start(make);
    let stage = start.stage;
    let target = start.write("2021-07-01", |draft| {
        let target = draft.add_target(stage, period("2021H2"), "", None)?;
        draft.revise(target, &revision("2021-07-01", "80", "2021-12-31"))?;
        Ok(target)
    });
    let notice = |finding: &str, on: &str| Notice {
        target,
        finding: finding.to_owned(),
        said_on: day(on),
    };
    let (first, second) = (
        notice("unreported", "2022-01-01"),
        notice("overdue", "2022-01-05"),
    );
    start.write("2022-01-01", |draft| draft.add_notice(&first));
    start.write("2022-01-05", |draft| {
        draft.add_notice(&second)?;
        let last = draft.notices(day("2022-01-05"), Known::Now)?;
        assert_eq!(last.first(), Some(&second));
        Ok(())
    });
    let last = |start: &Start, as_of: &str, known| {
        let mut notices = start.store.notices(day(as_of), known).unwrap();
        assert!(notices.len() <= 1, "{notices:?}");
        notices.pop()
    };
    let until = Known::Until(instant("2022-01-02"));
    assert_eq!(last(&start, "2022-01-05", Known::Now), Some(second));
    assert_eq!(last(&start, "2022-01-04", Known::Now), Some(first.clone()));
    assert_eq!(last(&start, "2022-01-05", until), Some(first.clone()));
    assert_eq!(last(&start, "2021-12-31", Known::Now), None);
    // What was taken back was never told.
    start.write("2022-01-06", |draft| draft.retract(4, "a test run"));
    assert_eq!(last(&start, "2022-01-07", Known::Now), Some(first));
}

fn renamed(facts: &ProjectFacts, to: &str) -> ProjectFacts {
    ProjectFacts {
        code: code(to),
        ..facts.clone()
    }
}

pub(super) fn a_code_of_what_was_retracted_is_free_for_an_edit(make: Make<'_>) {
    let mut start = start(make);
    let (project, stage) = (start.project, start.stage);
    start.write("2021-07-01", |draft| {
        draft.add_project(&project_facts("west-plot"))?;
        draft.add_stage(project, &stage_facts("piles")).map(|_| ())
    });
    retract(&mut start, 2);
    let found = ask(&*start.store, "2021-09-30");
    let old = only_project(&found).facts.clone();
    let old_stage = only_stage(&found).facts.clone();
    start.write("2021-10-01", |draft| {
        draft.edit_project(project, &old, &renamed(&old, "West-Plot"), None)?;
        let new = StageFacts {
            code: code("piles"),
            ..old_stage.clone()
        };
        draft.edit_stage(project, stage, &old_stage, &new, None)
    });
    let found = ask(&*start.store, "2021-10-01");
    assert_eq!(only_project(&found).facts.code, code("West-Plot"));
    assert_eq!(only_stage(&found).facts.code, code("piles"));
    // Both are still in the record, under codes of their own.
    assert_eq!(start.store.record().unwrap().projects.len(), 2);
}

pub(super) fn a_code_that_another_has_by_now_is_not_put_back(make: Make<'_>) {
    let mut start = start(make);
    let project = start.project;
    let found = ask(&*start.store, "2021-09-30");
    let old = only_project(&found).facts.clone();
    start.write("2021-07-01", |draft| {
        draft.edit_project(project, &old, &renamed(&old, "jh"), None)
    });
    start.write("2021-07-02", |draft| draft.add_project(&old).map(|_| ()));
    let refused = start.store.write(&entry("2021-10-01"), &mut |draft| {
        draft.retract(2, "a slip").map(|()| Outcome::Keep)
    });
    let taken = RetractProblem::CodeTaken {
        entry: 2,
        code: old.code.to_string(),
    };
    match refused {
        Err(Error::Refused(Refusal::Retract(problem))) => assert_eq!(problem, taken),
        other => panic!("{other:?}"),
    }
    assert_eq!(start.store.record().unwrap().retractions, []);
    // Once that one is gone, it is.
    retract(&mut start, 3);
    retract(&mut start, 2);
    let found = ask(&*start.store, "2021-09-30");
    assert_eq!(only_project(&found).facts, old);
}
