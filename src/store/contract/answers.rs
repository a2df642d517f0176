//! What a question is answered.

use super::*;
use crate::model::{
    Alias, Commitment, End, Figure, Known, Looks, PlanPoint, Rule, Scope, SettingKey, Settings,
};

/// Everything that can be given is given; what is answered is typed out by hand.
pub(super) fn what_is_written_is_answered_in_equal_values(make: Make<'_>) {
    let facts = ProjectFacts {
        code: code("金辉"),
        name: "金辉商业综合体".to_owned(),
        name_en: Some("Jinhui commercial complex".to_owned()),
        aliases: vec![
            Alias {
                name: "金辉 \"A\" 地块".to_owned(),
                is_certain: true,
            },
            Alias {
                name: "jin hui".to_owned(),
                is_certain: false,
            },
        ],
        category: Some("commercial".to_owned()),
        unit: Some("works".to_owned()),
        lead: Some("O'Brien; DROP TABLE reading".to_owned()),
    };
    let whole = StageFacts {
        name_en: Some("whole works".to_owned()),
        ..stage_facts("overall")
    };
    let piles = StageFacts {
        position: 3,
        weight: Some(percent("12.34")),
        unit: Some("m".to_owned()),
        total: Some("382.5".parse().unwrap()),
        ..stage_facts("piles")
    };
    let opening = StageFacts {
        position: 7,
        kind: StageKind::Milestone,
        ..stage_facts("opening")
    };
    let terms = Terms {
        percent: percent("79.96"),
        due: Some(day("2021-12-31")),
        words: Some("年底前".to_owned()),
        is_due_implied: true,
        start: Some(day("2021-07-05")),
        baseline: Some(percent("0.43")),
        plan_points: vec![
            PlanPoint {
                on: day("2021-09-30"),
                percent: percent("33.33"),
            },
            PlanPoint {
                on: day("2021-11-30"),
                percent: percent("33.33"),
            },
        ],
        commitment: Some(Commitment::Strive),
        state: TargetState::Suspended,
    };
    let promised = Revision {
        decided_on: day("2021-06-15"),
        terms,
        reason: Some("circular no. 7".to_owned()),
    };
    let undated = Revision {
        decided_on: day("2021-06-16"),
        terms: Terms {
            percent: Percent::FULL,
            due: None,
            words: None,
            is_due_implied: false,
            start: None,
            baseline: None,
            plan_points: Vec::new(),
            commitment: None,
            state: TargetState::Dropped,
        },
        reason: None,
    };
    let reported = Reading {
        as_of: day("2021-07-31"),
        percent: Some(percent("57.99")),
        amount: Some("221.811".parse().unwrap()),
        remark: Remark {
            note: Some("two\nlines, \"quoted\"".to_owned()),
            problem: Some("rain".to_owned()),
            next_step: Some("dry out".to_owned()),
        },
    };
    let silent = under_way("2021-08-02");
    let suspended = StateChange {
        state: State::Suspended,
        decided_on: day("2021-08-01"),
        reason: Some("floods".to_owned()),
    };

    let mut store = make();
    let ids = write(&mut *store, "2021-08-03", |draft| {
        let project = draft.add_project(&facts)?;
        let overall = draft.add_stage(project, &whole)?;
        let piles = draft.add_stage(project, &piles)?;
        let opening = draft.add_stage(project, &opening)?;
        let first = draft.add_target(piles, period("2021H2"), "", None)?;
        draft.revise(first, &promised)?;
        let second = draft.add_target(
            piles,
            period("2022-01-05..2022-02-06"),
            "deep ones",
            Some(first),
        )?;
        draft.revise(second, &undated)?;
        draft.add_reading(piles, &figure("2021-06-30", "0"))?;
        draft.add_reading(piles, &reported)?;
        draft.add_reading(piles, &silent)?;
        draft.set_state(project, State::Active, &suspended)?;
        draft.set("rule", "gap")?;
        Ok((project, [overall, piles, opening], [first, second]))
    });
    let (project, [overall, piles_id, opening_id], [first, second]) = ids;

    let stage = |id, facts: &StageFacts| Stage {
        id,
        facts: facts.clone(),
        targets: Vec::new(),
        figures: Vec::new(),
        reading: None,
        under_way: None,
    };
    let mut settings = Settings::default();
    settings.set(SettingKey::Rule, "gap").unwrap();
    assert_eq!(
        ask(&*store, "2021-08-03"),
        Portfolio {
            projects: vec![Project {
                id: project,
                facts,
                states: vec![suspended],
                stages: vec![
                    stage(overall, &whole),
                    Stage {
                        targets: vec![
                            Target {
                                id: first,
                                period: period("2021H2"),
                                label: String::new(),
                                carried_from: None,
                                revisions: vec![promised],
                            },
                            Target {
                                id: second,
                                period: period("2022-01-05..2022-02-06"),
                                label: "deep ones".to_owned(),
                                carried_from: Some(first),
                                revisions: vec![undated],
                            },
                        ],
                        figures: vec![
                            Figure {
                                on: day("2021-06-30"),
                                percent: Percent::ZERO,
                            },
                            Figure {
                                on: day("2021-07-31"),
                                percent: percent("57.99"),
                            },
                        ],
                        reading: Some(reported),
                        under_way: Some(Box::new(silent)),
                        ..stage(piles_id, &piles)
                    },
                    stage(opening_id, &opening),
                ],
            }],
            settings,
        }
    );
}

pub(super) fn things_come_in_their_order(make: Make<'_>) {
    let mut store = make();
    write(&mut *store, "2021-06-01", |draft| {
        for name in ["b", "é", "a", "金辉", "B2"] {
            let project = draft.add_project(&project_facts(name))?;
            for (stage, position) in [("y", 2), ("x", 2), ("z", 1)] {
                let facts = StageFacts {
                    position,
                    ..stage_facts(stage)
                };
                let stage = draft.add_stage(project, &facts)?;
                for (time, label) in [
                    ("2022", ""),
                    ("2021-12", ""),
                    ("2021H2", "b"),
                    ("2021H2", "a"),
                    ("2021Q3", ""),
                ] {
                    let target = draft.add_target(stage, period(time), label, None)?;
                    draft.revise(target, &revision("2021-06-01", "50", "2021-12-31"))?;
                }
            }
        }
        Ok(())
    });
    let found = ask(&*store, "2021-06-01");
    assert_eq!(codes(&found), ["B2", "a", "b", "é", "金辉"]);
    for project in &found.projects {
        let stages: Vec<&str> = project
            .stages
            .iter()
            .map(|stage| stage.facts.code.as_str())
            .collect();
        assert_eq!(stages, ["z", "y", "x"], "by position, then as made");
        for stage in &project.stages {
            let targets: Vec<String> = stage
                .targets
                .iter()
                .map(|target| format!("{}{}", target.period, target.label))
                .collect();
            assert_eq!(targets, ["2021H2a", "2021H2b", "2021Q3", "2021-12", "2022"]);
        }
    }
}

pub(super) fn readings_dated_later_than_as_of_are_left_out(make: Make<'_>) {
    let mut start = start(make);
    // Reported out of order, and all on one day.
    for reading in [
        with_note("august", figure("2021-08-31", "63")),
        with_note("july", figure("2021-07-31", "58")),
        with_note("september", figure("2021-09-30", "68")),
        with_note("october", under_way("2021-10-01")),
    ] {
        start.read("2021-10-02", &reading);
    }
    let shown = |as_of: &str| {
        let stage = start.stage_on(as_of);
        let note = |reading: &Option<Reading>| reading.clone().and_then(|r| r.remark.note);
        (
            figures(&stage).join(", "),
            note(&stage.reading),
            note(&stage.under_way.map(|reading| *reading)),
        )
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(shown("2021-07-30"), (String::new(), None, None));
    assert_eq!(
        shown("2021-07-31"),
        ("2021-07-31 58".to_owned(), some("july"), None)
    );
    assert_eq!(
        shown("2021-09-29"),
        (
            "2021-07-31 58, 2021-08-31 63".to_owned(),
            some("august"),
            None
        )
    );
    assert_eq!(
        shown("2021-10-01"),
        (
            "2021-07-31 58, 2021-08-31 63, 2021-09-30 68".to_owned(),
            some("september"),
            some("october")
        )
    );
}

pub(super) fn of_two_figures_for_one_day_the_one_recorded_last_counts(make: Make<'_>) {
    let mut start = start(make);
    start.read(
        "2021-08-01",
        &with_note("first", figure("2021-07-31", "60")),
    );
    start.read("2021-08-02", &with_note("next", figure("2021-08-01", "61")));
    // Lower, and entered with a clock that was set back.
    start.read("2021-07-31", &with_note("last", figure("2021-07-31", "58")));
    assert_eq!(
        figures(&start.stage_on("2021-08-01")),
        ["2021-07-31 58", "2021-08-01 61"]
    );
    assert_eq!(
        start.stage_on("2021-07-31").reading,
        Some(with_note("last", figure("2021-07-31", "58")))
    );
}

pub(super) fn a_reading_without_a_figure_never_supersedes_one_with_a_figure(make: Make<'_>) {
    let mut start = start(make);
    let told = with_note("poured", figure("2021-07-31", "58"));
    start.read("2021-08-01", &told);
    start.read(
        "2021-08-02",
        &with_note("no figure", under_way("2021-07-31")),
    );
    start.read(
        "2021-08-03",
        &with_note("no figure", under_way("2021-08-03")),
    );
    for as_of in ["2021-07-31", "2021-08-03"] {
        let stage = start.stage_on(as_of);
        assert_eq!(figures(&stage), ["2021-07-31 58"], "as of {as_of}");
        assert_eq!(stage.reading, Some(told.clone()), "as of {as_of}");
    }
}

pub(super) fn under_way_is_told_only_where_it_is_later_than_the_last_figure(make: Make<'_>) {
    let mut start = start(make);
    let told = |start: &Start, as_of: &str| {
        let stage = start.stage_on(as_of);
        stage.under_way.map(|reading| reading.as_of)
    };
    start.read("2021-07-01", &under_way("2021-07-01"));
    start.read("2021-07-20", &under_way("2021-07-20"));
    assert_eq!(told(&start, "2021-07-19"), Some(day("2021-07-01")));
    assert_eq!(told(&start, "2021-07-31"), Some(day("2021-07-20")));
    // A figure of the same day, recorded before or after, ends it.
    start.read("2021-07-21", &figure("2021-07-20", "10"));
    assert_eq!(told(&start, "2021-07-31"), None);
    start.read("2021-07-22", &under_way("2021-07-20"));
    assert_eq!(told(&start, "2021-07-31"), None);
    // One that is later is told; a still later figure ends that, and not before its day.
    start.read("2021-08-01", &under_way("2021-08-01"));
    start.read("2021-08-02", &under_way("2021-07-25"));
    assert_eq!(told(&start, "2021-08-01"), Some(day("2021-08-01")));
    start.read("2021-08-05", &figure("2021-08-05", "20"));
    assert_eq!(told(&start, "2021-08-05"), None);
    assert_eq!(told(&start, "2021-08-04"), Some(day("2021-08-01")));
    assert_eq!(told(&start, "2021-07-19"), Some(day("2021-07-01")));
}

pub(super) fn the_first_revision_recorded_stays_first_and_the_others_go_by_their_day(
    make: Make<'_>,
) {
    let mut start = start(make);
    let stage = start.stage;
    let first = revision("2021-07-20", "80", "2021-12-31");
    let target = start.write("2021-07-20", |draft| {
        let target = draft.add_target(stage, period("2021H2"), "", None)?;
        draft.revise(target, &first)?;
        Ok(target)
    });
    let later = revision("2021-09-01", "60", "2021-12-31");
    let earlier = revision("2021-07-01", "75", "2021-12-31");
    let between = revision("2021-08-01", "70", "2021-12-31");
    for (recorded_at, revision) in [
        ("2021-09-02", &later),
        ("2021-09-03", &earlier),
        ("2021-09-04", &between),
    ] {
        start.write(recorded_at, |draft| draft.revise(target, revision));
    }
    let found = ask(&*start.store, "2021-12-31");
    let target = only_target(&found);
    assert_eq!(
        target.revisions,
        [
            first.clone(),
            earlier.clone(),
            between.clone(),
            later.clone()
        ]
    );
    for (on, revision) in [
        ("2021-06-30", &first),
        ("2021-07-01", &earlier),
        ("2021-07-31", &earlier),
        ("2021-08-01", &between),
        ("2021-09-01", &later),
    ] {
        assert_eq!(target.in_force(day(on)), Some(revision), "on {on}");
    }
}

pub(super) fn revisions_of_one_day_go_in_the_order_of_recording(make: Make<'_>) {
    let mut start = start(make);
    let stage = start.stage;
    let target = start.write("2021-07-01", |draft| {
        // Another target revised between shares the entry.
        let other = draft.add_target(stage, period("2022"), "", None)?;
        draft.revise(other, &revision("2021-07-01", "1", "2022-12-31"))?;
        let target = draft.add_target(stage, period("2021H2"), "", None)?;
        draft.revise(target, &revision("2021-07-01", "80", "2021-12-31"))?;
        draft.revise(target, &revision("2021-07-01", "90", "2021-12-31"))?;
        draft.revise(other, &revision("2021-07-01", "2", "2022-12-31"))?;
        draft.revise(target, &revision("2021-07-01", "70", "2021-12-31"))?;
        Ok(target)
    });
    start.write("2021-07-02", |draft| {
        draft.revise(target, &revision("2021-07-01", "85", "2021-12-31"))
    });
    let found = ask(&*start.store, "2021-07-01");
    let percents: Vec<Vec<String>> = only_stage(&found)
        .targets
        .iter()
        .map(|target| {
            target
                .revisions
                .iter()
                .map(|revision| revision.terms.percent.to_string())
                .collect()
        })
        .collect();
    assert_eq!(percents, [vec!["80", "90", "70", "85"], vec!["1", "2"]]);
}

/// No command makes one; where it is found, its terms were lost.
pub(super) fn a_target_without_terms_is_told_as_damage(make: Make<'_>) {
    let mut start = start(make);
    let stage = start.stage;
    start.write("2021-07-01", |draft| {
        draft.add_target(stage, period("2021H2"), "", None)
    });
    let problem = refusal(start.store.snapshot(&Snapshot {
        as_of: day("2021-07-01"),
        known: Known::Now,
        scope: Scope::All,
    }));
    assert!(matches!(problem, StoreProblem::Damaged(_)), "{problem:?}");
}

pub(super) fn states_go_by_the_day_they_were_decided_and_then_by_their_entry(make: Make<'_>) {
    let mut start = start(make);
    let project = start.project;
    let decided = [
        state("2021-08-01", State::Suspended),
        state("2021-07-15", State::Active),
        state("2021-08-01", State::Cancelled),
        state("2021-07-01", State::Closed),
    ];
    for change in &decided {
        start.write("2021-09-01", |draft| {
            draft.set_state(project, State::Active, change)
        });
    }
    let found = ask(&*start.store, "2021-09-01");
    let project = only_project(&found);
    let [a, b, c, d] = decided;
    assert_eq!(project.states, [d, b, a, c]);
    for (on, state) in [
        ("2021-06-30", State::Active),
        ("2021-07-14", State::Closed),
        ("2021-07-31", State::Active),
        ("2021-08-01", State::Cancelled),
    ] {
        assert_eq!(project.state_on(day(on)), state, "on {on}");
    }
}

pub(super) fn the_last_value_of_a_setting_holds_and_an_empty_one_is_the_default(make: Make<'_>) {
    let mut store = make();
    let set = |store: &mut dyn Store, key: &str, value: &str| {
        write(store, "2021-07-01", |draft| draft.set(key, value));
        ask(store, "2021-07-01").settings
    };
    assert_eq!(
        ask(&*store, "2021-07-01").settings,
        Settings::default(),
        "nothing was set"
    );
    assert_eq!(set(&mut *store, "rule", "gap").rule, Rule::Gap);
    assert_eq!(set(&mut *store, "stale.most", "40").stale_most, 40);
    assert_eq!(set(&mut *store, "stale.most", "50").stale_most, 50);
    assert_eq!(set(&mut *store, "stale.most", "40").stale_most, 40);
    let settings = set(&mut *store, "rule", "");
    assert_eq!(
        settings,
        Settings {
            stale_most: 40,
            ..Settings::default()
        }
    );
}

pub(super) fn settings_of_one_entry_hold_in_whichever_order_they_were_set(make: Make<'_>) {
    // 1.60 fits only under 2.00: critical has to be raised first, and lowered last.
    let raised = Settings {
        pace_behind: 160,
        pace_critical: 200,
        ..Settings::default()
    };
    let mut store = make();
    write(&mut *store, "2021-07-01", |draft| {
        draft.set("pace.critical", "2.00")?;
        draft.set("pace.behind", "1.60")
    });
    assert_eq!(ask(&*store, "2021-07-01").settings, raised);
    write(&mut *store, "2021-07-02", |draft| {
        draft.set("pace.behind", "1.20")?;
        draft.set("pace.critical", "1.40")
    });
    assert_eq!(
        ask(&*store, "2021-07-02").settings,
        Settings {
            pace_behind: 120,
            pace_critical: 140,
            ..Settings::default()
        }
    );
    write(&mut *store, "2021-07-03", |draft| {
        draft.set("urgent", "40")?;
        draft.set("due-soon", "60")
    });
    let settings = ask(&*store, "2021-07-03").settings;
    assert_eq!((settings.urgent, settings.due_soon), (40, 60));
}

pub(super) fn a_question_about_one_project_answers_as_one_about_all(make: Make<'_>) {
    let mut start = start(make);
    let (first, first_stage) = (start.project, start.stage);
    let (second, second_stage) = start.write("2021-06-02", |draft| {
        let project = draft.add_project(&project_facts("west-plot"))?;
        Ok((project, draft.add_stage(project, &stage_facts("overall"))?))
    });
    for (project, stage) in [(first, first_stage), (second, second_stage)] {
        start.write("2021-07-01", |draft| {
            let target = draft.add_target(stage, period("2021H2"), "", None)?;
            draft.revise(target, &revision("2021-07-01", "80", "2021-12-31"))?;
            draft.add_reading(stage, &figure("2021-07-01", "10"))?;
            draft.add_reading(stage, &under_way("2021-07-02"))?;
            draft.set_state(
                project,
                State::Active,
                &state("2021-07-01", State::Suspended),
            )
        });
        start.write("2021-07-20", |draft| {
            let old = project_facts(if project == first {
                "jinhui"
            } else {
                "west-plot"
            });
            let new = ProjectFacts {
                lead: Some("li".to_owned()),
                ..old.clone()
            };
            draft.edit_project(project, &old, &new, None)?;
            let old = stage_facts("overall");
            let new = StageFacts {
                name: "whole works".to_owned(),
                ..old.clone()
            };
            draft.edit_stage(project, stage, &old, &new, None)
        });
    }
    start.write("2021-07-21", |draft| draft.set("rule", "gap"));
    for known in [Known::Now, known_on("2021-07-10")] {
        let all = ask_known(&*start.store, "2021-07-31", known);
        assert_eq!(all.projects.len(), 2);
        for project in &all.projects {
            let one = start.store.snapshot(&Snapshot {
                as_of: day("2021-07-31"),
                known,
                scope: Scope::Project(project.id),
            });
            assert_eq!(
                one.unwrap(),
                Portfolio {
                    projects: vec![project.clone()],
                    settings: all.settings.clone(),
                }
            );
        }
    }
    let none = start.store.snapshot(&Snapshot {
        as_of: day("2021-07-31"),
        known: Known::Now,
        scope: Scope::Project(first + second + 1),
    });
    assert_eq!(none.unwrap().projects, []);
}

pub(super) fn readings_on_a_day_are_those_that_count(make: Make<'_>) {
    let mut start = start(make);
    let stage = start.stage;
    start.read(
        "2021-08-01",
        &with_note("first", figure("2021-07-31", "60")),
    );
    start.read(
        "2021-08-01",
        &with_note("aside", figure("2021-08-01", "61")),
    );
    start.read("2021-08-02", &with_note("last", figure("2021-07-31", "58")));
    start.read("2021-08-03", &with_note("vague", under_way("2021-07-31")));
    start.read("2021-08-04", &with_note("vaguer", under_way("2021-07-31")));
    start.write("2021-08-05", |draft| {
        let found = draft.readings_on(stage, day("2021-07-31"))?;
        assert_eq!(
            found.with_figure,
            Some(with_note("last", figure("2021-07-31", "58")))
        );
        assert_eq!(
            found.without,
            Some(with_note("vaguer", under_way("2021-07-31")))
        );
        let found = draft.readings_on(stage, day("2021-07-30"))?;
        assert_eq!(found, super::super::ReadingsOn::default());
        draft.set("rule", "gap")
    });
}

pub(super) fn who_judges_gets_the_last_two_figures_and_those_looked_at(make: Make<'_>) {
    let mut start = start(make);
    for (at, on, percent) in [
        ("2021-08-01", "2021-07-01", "10"),
        ("2021-08-02", "2021-07-05", "60"),
        ("2021-08-03", "2021-07-05", "25"),
        ("2021-08-04", "2021-07-10", "60"),
        ("2021-08-05", "2021-07-12", "50"),
        ("2021-08-06", "2021-07-15", "55"),
        ("2021-08-07", "2021-07-15", "61"),
        ("2021-08-08", "2021-07-18", "60"),
        ("2021-08-09", "2021-07-20", "70"),
        ("2021-08-10", "2021-07-25", "72"),
        ("2021-08-11", "2021-07-30", "74"),
    ] {
        start.read(at, &figure(on, percent));
    }
    start.read("2021-08-12", &under_way("2021-07-19"));
    let looked_at = |end, more, as_of: &str| {
        let look_at = LookAt { end, more };
        let question = Snapshot {
            as_of: day(as_of),
            known: Known::Now,
            scope: Scope::All,
        };
        let portfolio = start.store.to_judge(&question, look_at).unwrap();
        let figures = figures(&portfolio.projects[0].stages[0]);
        let short = figures.iter().map(|figure| figure.replace("2021-", ""));
        let stage = &portfolio.projects[0].stages[0];
        let words = [&stage.reading, &stage.under_way.as_deref().cloned()].map(Option::is_some);
        (short.collect::<Vec<_>>().join(", "), words)
    };
    let looked = |more, as_of| looked_at(|_, _, _| End::Words, more, as_of).0;
    type More = fn(&Project, &Stage, Day, &mut Looks);
    let last_two = "07-20 70, 07-25 72";
    assert_eq!(looked(|_, _, _, _| {}, "2021-07-29"), last_two);
    assert_eq!(looked(|_, _, _, _| {}, "2021-07-01"), "07-01 10");
    assert_eq!(looked(|_, _, _, _| {}, "2021-06-30"), "");
    let end = |end, as_of| looked_at(end, |_, _, _, _| {}, as_of);
    let none = String::new;
    assert_eq!(
        end(|_, _, _| End::Nothing, "2021-07-29"),
        (none(), [false; 2])
    );
    let figure = |as_of| end(|_, _, _| End::Figure, as_of);
    assert_eq!(figure("2021-07-29"), ("07-25 72".to_owned(), [false; 2]));
    // Of a day, what was recorded last; nothing said without a figure.
    assert_eq!(figure("2021-07-15"), ("07-15 61".to_owned(), [false; 2]));
    assert_eq!(figure("2021-07-19"), ("07-18 60".to_owned(), [false; 2]));
    assert_eq!(figure("2022-02-01").0, "07-30 74");
    assert_eq!(figure("2021-06-30").0, "");
    let words = end(|_, _, _| End::Words, "2021-07-19");
    assert_eq!(words, ("07-15 61, 07-18 60".to_owned(), [true; 2]));
    let nothing = |_: &Project, _: &Stage, _: Day| End::Nothing;
    let unasked = looked_at(nothing, |_, _, _, looks| looks.all = true, "2021-07-29");
    assert_eq!(unasked.0, "", "who wants nothing is not asked what else");
    let before: More = |_, _, _, looks| {
        // Of a day, what was recorded last; nothing before the first; nothing after the question.
        looks.before = ["2021-06-30", "2021-07-05", "2021-07-11", "2021-12-31"]
            .map(day)
            .to_vec();
    };
    assert_eq!(
        looked(before, "2021-07-29"),
        format!("07-05 25, 07-10 60, {last_two}")
    );
    let around: More = |_, _, _, looks| {
        looks.around = ["2021-06-30", "2021-07-13"].map(day).to_vec();
    };
    assert_eq!(
        looked(around, "2021-07-29"),
        format!("07-01 10, 07-12 50, {last_two}")
    );
    let runs: More = |_, _, _, looks| {
        looks.runs = ["60", "70", "5"].map(percent).to_vec();
    };
    assert_eq!(
        looked(runs, "2021-07-29"),
        format!("07-01 10, 07-12 50, 07-15 61, 07-18 60, {last_two}")
    );
    let all: More = |_, _, _, looks| looks.all = true;
    assert_eq!(
        looked(all, "2021-07-18"),
        "07-01 10, 07-05 25, 07-10 60, 07-12 50, 07-15 61, 07-18 60"
    );
}

pub(super) fn many_figures_of_one_day_hide_none_before_them(make: Make<'_>) {
    let mut start = start(make);
    start.read("2021-08-01", &figure("2021-06-05", "10"));
    let look_at = LookAt {
        end: |_, _, _| End::Words,
        more: |_, _, _, _| {},
    };
    let told = |start: &Start| {
        let question = Snapshot {
            as_of: day("2021-07-31"),
            known: Known::Now,
            scope: Scope::All,
        };
        let portfolio = start.store.to_judge(&question, look_at).unwrap();
        figures(&portfolio.projects[0].stages[0]).join(", ")
    };
    for number in 0..20 {
        let at = format!("2021-08-{:02}", 2 + number);
        start.read(&at, &figure("2021-07-30", &(20 + number).to_string()));
    }
    assert_eq!(told(&start), "2021-06-05 10, 2021-07-30 39");
    start.read("2021-08-25", &figure("2021-07-29", "15"));
    assert_eq!(told(&start), "2021-07-29 15, 2021-07-30 39");
}

pub(super) fn codes_are_told_by_their_beginning(make: Make<'_>) {
    let mut start = start(make);
    start.write("2021-07-02", |draft| {
        for code in ["Jinhui-2", "jinshan", "k/".trim_end_matches('/'), "金辉"] {
            draft.add_project(&project_facts(code))?;
        }
        Ok(())
    });
    let told = |beginning: &str| {
        let codes = start.store.codes(beginning).unwrap();
        let codes = codes.iter().map(|(code, _)| code.as_str());
        codes.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(told("JINH"), "jinhui Jinhui-2");
    assert_eq!(told("jin"), "jinhui Jinhui-2 jinshan");
    assert_eq!(told("金"), "金辉");
    assert_eq!(told(""), "jinhui Jinhui-2 jinshan k 金辉");
    assert_eq!(told("x"), "");
}

pub(super) fn what_counts_over_some_days_is_told_apart_from_what_the_draft_writes(make: Make<'_>) {
    let mut start = start(make);
    let stage = start.stage;
    for (on, percent) in [
        ("2021-07-01", "10"),
        ("2021-07-04", "20"),
        ("2021-07-09", "40"),
    ] {
        start.read("2021-08-01", &figure(on, percent));
    }
    start.read("2021-08-02", &figure("2021-07-04", "21"));
    start.read("2021-08-02", &under_way("2021-07-05"));
    start.write("2021-08-03", |draft| {
        draft.add_reading(stage, &figure("2021-07-02", "99"))?;
        draft.add_reading(stage, &figure("2021-07-06", "99"))
    });
    start.write("2021-08-04", |draft| draft.retract(7, "wrong"));
    let told_as = |figure: Figure| format!("{} {}", figure.on, figure.percent);
    let first = Some("2021-07-01 10".to_owned());
    start.write("2021-08-05", |draft| {
        assert_eq!(draft.figure_by(stage, day("2021-06-30"))?, None);
        assert_eq!(
            draft.figure_by(stage, day("2021-07-01"))?.map(told_as),
            first
        );
        assert!(draft.add_first_reading(stage, &figure("2021-06-20", "5"))?);
        assert!(draft.add_first_reading(stage, &figure("2021-07-04", "22"))?);
        assert!(!draft.add_first_reading(stage, &figure("2021-07-04", "23"))?);
        let own = draft.figure_by(stage, day("2021-06-30"))?.map(told_as);
        assert_eq!(own.as_deref(), Some("2021-06-20 5"));
        let of_day = draft.figure_by(stage, day("2021-07-04"))?.map(told_as);
        assert_eq!(of_day.as_deref(), Some("2021-07-04 22"));
        let days = [day("2021-07-03"), day("2021-07-08")];
        let found = draft.readings_between(stage, days[0], days[1])?;
        assert_eq!(
            found.before.map(|before| (before.on, before.percent)),
            Some((day("2021-07-01"), percent("10"))),
            "not what was taken back, nor what the draft has written"
        );
        let told: Vec<_> = found
            .days
            .iter()
            .map(|day| {
                let figure = day.figure().map(|figure| figure.percent);
                let is_under_way = day.readings.without.is_some();
                (day.on, figure, is_under_way, day.is_written)
            })
            .collect();
        assert_eq!(
            told,
            [
                (day("2021-07-04"), Some(percent("21")), false, true),
                (day("2021-07-05"), None, true, false),
            ]
        );
        Ok(())
    });
    let stage = start.stage_on("2021-07-31");
    let last = stage
        .figures
        .iter()
        .find(|figure| figure.on == day("2021-07-04"));
    assert_eq!(last.map(|figure| figure.percent), Some(percent("22")));
}

pub(super) fn who_recorded_a_figure_and_nothing_else_is_told(make: Make<'_>) {
    let mut start = start(make);
    let (project, stage) = (start.project, start.stage);
    start.read("2021-08-01", &figure("2021-07-01", "10"));
    start.read("2021-08-02", &figure("2021-07-01", "11"));
    start.read("2021-08-03", &under_way("2021-07-01"));
    start.write("2021-08-04", |draft| {
        draft.add_reading(stage, &figure("2021-07-02", "20"))?;
        draft.add_reading(stage, &figure("2021-07-03", "21"))
    });
    start.write("2021-08-05", |draft| {
        draft.add_reading(stage, &figure("2021-07-04", "30"))?;
        draft.set_state(
            project,
            State::Active,
            &StateChange {
                state: State::Suspended,
                decided_on: day("2021-07-04"),
                reason: None,
            },
        )
    });
    let told = |start: &mut Start, on: &str| {
        start.write("2021-08-06", |draft| {
            let told = draft.sole_recorder(stage, day(on))?;
            draft.add_reading(stage, &under_way("2021-08-06"))?;
            Ok(told)
        })
    };
    assert_eq!(told(&mut start, "2021-07-01"), Some(3), "the last of two");
    assert_eq!(told(&mut start, "2021-07-03"), None, "one of two readings");
    assert_eq!(told(&mut start, "2021-07-04"), None, "beside a state");
    assert_eq!(
        told(&mut start, "2021-07-05"),
        None,
        "no figure of that day"
    );
    start.write("2021-08-07", |draft| draft.retract(3, "wrong"));
    assert_eq!(told(&mut start, "2021-07-01"), Some(2));
}

pub(super) fn a_project_at_hand_is_looked_at_again_with_what_the_draft_wrote(make: Make<'_>) {
    let mut start = start(make);
    let (project, stage) = (start.project, start.stage);
    for (at, on, percent) in [
        ("2021-08-01", "2021-06-01", "10"),
        ("2021-08-02", "2021-07-01", "20"),
        ("2021-08-03", "2021-07-05", "30"),
    ] {
        start.read(at, &figure(on, percent));
    }
    let look_at = LookAt {
        end: |_, _, _| End::Words,
        more: |_, _, _, looks| looks.before.push(day("2021-06-30")),
    };
    let question = Snapshot {
        as_of: day("2021-07-31"),
        known: Known::Now,
        scope: Scope::Project(project),
    };
    start.write("2021-08-04", |draft| {
        let mut portfolio = draft.to_judge(&question, look_at)?;
        draft.add_reading(stage, &figure("2021-07-03", "25"))?;
        draft.add_reading(stage, &under_way("2021-07-06"))?;
        draft.add_reading(stage, &figure("2021-08-03", "99"))?;
        draft.look(&mut portfolio.projects[0], question.as_of, look_at)?;
        assert_eq!(
            figures(&portfolio.projects[0].stages[0]),
            ["2021-06-01 10", "2021-07-03 25", "2021-07-05 30"]
        );
        assert_eq!(
            portfolio.projects,
            draft.to_judge(&question, look_at)?.projects
        );
        Ok(())
    });
}
