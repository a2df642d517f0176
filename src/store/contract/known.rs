//! What was known on a day: by the order of entries, whatever the clock said.

use super::*;
use crate::model::{Alias, Known, Rule, Settings};

pub(super) fn what_was_recorded_later_is_not_known(make: Make<'_>) {
    let mut start = start(make);
    let (project, stage) = (start.project, start.stage);
    start.read("2021-07-01", &figure("2021-07-01", "10"));
    let target = start.write("2021-07-02", |draft| {
        let target = draft.add_target(stage, period("2021H2"), "", None)?;
        draft.revise(target, &revision("2021-07-02", "80", "2021-12-31"))?;
        Ok(target)
    });
    let known_then = ask(&*start.store, "2021-07-31");

    // All of it speaks of days long past; it is only recorded later.
    start.write("2021-07-11", |draft| {
        draft.add_reading(stage, &figure("2021-07-01", "11"))?;
        draft.add_reading(stage, &figure("2021-06-15", "5"))?;
        draft.add_reading(stage, &under_way("2021-07-05"))?;
        draft.revise(target, &revision("2021-06-15", "70", "2021-12-31"))?;
        draft.set_state(
            project,
            State::Active,
            &state("2021-06-15", State::Suspended),
        )?;
        draft.set("rule", "gap")?;
        let target = draft.add_target(stage, period("2021Q3"), "", None)?;
        draft.revise(target, &revision("2021-06-15", "40", "2021-09-30"))?;
        let part = draft.add_stage(project, &stage_facts("piles"))?;
        draft.add_reading(part, &figure("2021-06-15", "5"))?;
        let other = draft.add_project(&project_facts("west-plot"))?;
        let whole = draft.add_stage(other, &stage_facts("overall"))?;
        draft.add_reading(whole, &figure("2021-06-15", "5"))
    });
    let known = |on: &str| ask_known(&*start.store, "2021-07-31", known_on(on));
    assert_eq!(known("2021-07-10"), known_then);
    assert_eq!(known("2021-07-11"), ask(&*start.store, "2021-07-31"));
    assert_ne!(known("2021-07-11"), known_then);
    assert_eq!(known("2021-05-31").projects, []);
}

pub(super) fn the_moment_asked_for_is_still_known(make: Make<'_>) {
    let mut store = make();
    write(&mut *store, "2021-07-01T23:59:59.999Z", |draft| {
        draft.add_project(&project_facts("a"))
    });
    write(&mut *store, "2021-07-02T00:00:00Z", |draft| {
        draft.add_project(&project_facts("b"))
    });
    let known = |at: &str| {
        let found = ask_known(&*store, "2021-07-31", Known::Until(instant(at)));
        codes(&found).join(" ")
    };
    assert_eq!(known("2021-07-01T23:59:59.998Z"), "");
    assert_eq!(known("2021-07-01T23:59:59.999Z"), "a");
    assert_eq!(known("2021-07-02T00:00:00Z"), "a b");
}

pub(super) fn a_clock_set_back_changes_nothing(make: Make<'_>) {
    let mut store = make();
    for (recorded_at, name) in [
        ("2021-07-01", "a"),
        ("2021-07-10", "b"),
        ("2021-07-05", "c"),
        ("2021-06-30", "d"),
        ("2021-07-12", "e"),
    ] {
        write(&mut *store, recorded_at, |draft| {
            draft.add_project(&project_facts(name))
        });
    }
    let known = |on: &str| {
        let found = ask_known(&*store, "2021-07-31", known_on(on));
        codes(&found).join(" ")
    };
    for (on, expected) in [
        ("2021-06-30", ""),
        ("2021-07-01", "a"),
        ("2021-07-07", "a"),
        ("2021-07-10", "a b c d"),
        ("2021-07-11", "a b c d"),
        ("2021-07-12", "a b c d e"),
    ] {
        assert_eq!(known(on), expected, "known on {on}");
    }
}

/// A project with every fact, and one for each fact in which that alone is another.
fn projects() -> (ProjectFacts, Vec<(&'static str, ProjectFacts)>) {
    let base = ProjectFacts {
        code: code("jinhui"),
        name: "金辉".to_owned(),
        name_en: Some("Jinhui".to_owned()),
        aliases: vec![Alias {
            name: "the complex".to_owned(),
            is_certain: false,
        }],
        category: Some("commercial".to_owned()),
        unit: Some("works".to_owned()),
        lead: Some("wang".to_owned()),
    };
    // A fact that is added to the model has to be added here.
    let ProjectFacts {
        code: _,
        name: _,
        name_en: _,
        aliases: _,
        category: _,
        unit: _,
        lead: _,
    } = &base;
    let with = |change: fn(&mut ProjectFacts)| {
        let mut facts = base.clone();
        change(&mut facts);
        facts
    };
    let all = vec![
        ("code", with(|f| f.code = code("金辉"))),
        ("case of the code", with(|f| f.code = code("JinHui"))),
        ("name", with(|f| f.name = "金辉二期".to_owned())),
        ("English name", with(|f| f.name_en = None)),
        ("aliases", with(|f| f.aliases = Vec::new())),
        (
            "certainty of an alias",
            with(|f| f.aliases.iter_mut().for_each(|a| a.is_certain = true)),
        ),
        ("category", with(|f| f.category = None)),
        ("unit", with(|f| f.unit = Some("roads".to_owned()))),
        ("lead", with(|f| f.lead = None)),
    ];
    (base, all)
}

pub(super) fn every_fact_of_a_project_edited_later_is_taken_back(make: Make<'_>) {
    let (base, edits) = projects();
    for (what, edited) in edits {
        let mut store = make();
        let project = write(&mut *store, "2021-07-01", |draft| draft.add_project(&base));
        for (recorded_at, old, new) in [
            ("2021-07-10", &base, &edited),
            ("2021-07-20", &edited, &base),
        ] {
            write(&mut *store, recorded_at, |draft| {
                draft.edit_project(project, old, new, Some("corrected"))
            });
        }
        for (on, expected) in [
            ("2021-07-09", &base),
            ("2021-07-10", &edited),
            ("2021-07-19", &edited),
            ("2021-07-20", &base),
        ] {
            let found = ask_known(&*store, "2021-07-31", known_on(on));
            let facts = &only_project(&found).facts;
            assert_eq!(facts, expected, "{what}, known on {on}");
        }
        assert_eq!(only_project(&ask(&*store, "2021-07-31")).facts, base);
    }
}

/// As [`projects`].
fn stages() -> (StageFacts, Vec<(&'static str, StageFacts)>) {
    let base = StageFacts {
        code: code("piles"),
        name: "桩基".to_owned(),
        name_en: Some("piles".to_owned()),
        position: 2,
        kind: StageKind::Measured,
        weight: Some(percent("12.34")),
        unit: Some("m".to_owned()),
        total: Some("382.501".parse().unwrap()),
    };
    let StageFacts {
        code: _,
        name: _,
        name_en: _,
        position: _,
        kind: _,
        weight: _,
        unit: _,
        total: _,
    } = &base;
    let with = |change: fn(&mut StageFacts)| {
        let mut facts = base.clone();
        change(&mut facts);
        facts
    };
    let all = vec![
        ("code", with(|f| f.code = code("桩基"))),
        ("name", with(|f| f.name = "基础".to_owned())),
        ("English name", with(|f| f.name_en = None)),
        ("position", with(|f| f.position = -1)),
        ("kind", with(|f| f.kind = StageKind::Milestone)),
        ("weight", with(|f| f.weight = None)),
        (
            "hundredths of the weight",
            with(|f| f.weight = Some(percent("12.05"))),
        ),
        ("unit", with(|f| f.unit = Some("栋".to_owned()))),
        ("total", with(|f| f.total = None)),
        (
            "thousandths of the total",
            with(|f| f.total = Some("382.05".parse().unwrap())),
        ),
    ];
    (base, all)
}

pub(super) fn every_fact_of_a_stage_edited_later_is_taken_back(make: Make<'_>) {
    let (base, edits) = stages();
    for (what, edited) in edits {
        let mut store = make();
        let (project, stage) = write(&mut *store, "2021-07-01", |draft| {
            let project = draft.add_project(&project_facts("jinhui"))?;
            Ok((project, draft.add_stage(project, &base)?))
        });
        for (recorded_at, old, new) in [
            ("2021-07-10", &base, &edited),
            ("2021-07-20", &edited, &base),
        ] {
            write(&mut *store, recorded_at, |draft| {
                draft.edit_stage(project, stage, old, new, None)
            });
        }
        for (on, expected) in [
            ("2021-07-09", &base),
            ("2021-07-10", &edited),
            ("2021-07-19", &edited),
            ("2021-07-20", &base),
        ] {
            let found = ask_known(&*store, "2021-07-31", known_on(on));
            let facts = &only_stage(&found).facts;
            assert_eq!(facts, expected, "{what}, known on {on}");
        }
        assert_eq!(only_stage(&ask(&*store, "2021-07-31")).facts, base);
    }
}

pub(super) fn a_fact_edited_several_times_is_what_it_was_in_between(make: Make<'_>) {
    let mut start = start(make);
    let project = start.project;
    let named = |name: &str, lead: Option<&str>| ProjectFacts {
        name: name.to_owned(),
        lead: lead.map(str::to_owned),
        ..project_facts("jinhui")
    };
    let steps = [
        project_facts("jinhui"),
        named("a", None),
        named("b", Some("wang")),
        named("c", Some("li")),
        named("a", None),
    ];
    for (number, pair) in steps.windows(2).enumerate() {
        let [old, new] = pair else { panic!("pairs") };
        let recorded_at = format!("2021-07-{:02}", number + 1);
        start.write(&recorded_at, |draft| {
            draft.edit_project(project, old, new, None)
        });
    }
    for (on, expected) in ["06-30", "07-01", "07-02", "07-03", "07-04"]
        .iter()
        .zip(&steps)
    {
        let known = known_on(&format!("2021-{on}"));
        let found = ask_known(&*start.store, "2021-01-01", known);
        assert_eq!(&only_project(&found).facts, expected, "known on {on}");
    }
}

pub(super) fn a_state_is_known_from_its_entry_on_whatever_day_it_was_decided(make: Make<'_>) {
    let mut start = start(make);
    let project = start.project;
    for (recorded_at, change) in [
        ("2021-07-10", state("2021-07-01", State::Suspended)),
        ("2021-07-20", state("2021-06-15", State::Cancelled)),
        ("2021-07-30", state("2021-08-15", State::Active)),
    ] {
        start.write(recorded_at, |draft| {
            draft.set_state(project, State::Active, &change)
        });
    }
    for (on, expected) in [
        ("2021-07-09", State::Active),
        ("2021-07-10", State::Suspended),
        ("2021-07-20", State::Suspended),
    ] {
        let found = ask_known(&*start.store, "2021-07-05", known_on(on));
        let state = only_project(&found).state_on(day("2021-07-05"));
        assert_eq!(state, expected, "known on {on}");
    }
    let found = ask_known(&*start.store, "2021-07-05", known_on("2021-07-20"));
    let days: Vec<Day> = only_project(&found)
        .states
        .iter()
        .map(|change| change.decided_on)
        .collect();
    assert_eq!(days, [day("2021-06-15"), day("2021-07-01")]);
}

pub(super) fn settings_are_those_known(make: Make<'_>) {
    let mut store = make();
    for (recorded_at, value) in [
        ("2021-07-01", "gap"),
        ("2021-07-10", "pace"),
        ("2021-07-05", "gap"),
        ("2021-07-20", ""),
    ] {
        write(&mut *store, recorded_at, |draft| draft.set("rule", value));
    }
    for (on, rule) in [
        ("2021-06-30", Rule::Pace),
        ("2021-07-01", Rule::Gap),
        ("2021-07-09", Rule::Gap),
        ("2021-07-10", Rule::Gap),
        ("2021-07-20", Rule::Pace),
    ] {
        let found = ask_known(&*store, "2021-07-31", known_on(on));
        let expected = Settings {
            rule,
            ..Settings::default()
        };
        assert_eq!(found.settings, expected, "known on {on}");
    }
}
