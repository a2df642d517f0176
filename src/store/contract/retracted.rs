//! What an entry taken back no longer says.

use super::*;
use crate::model::record::{EntryRow, RetractionRow};
use crate::model::{Known, Rule, Settings};

/// The same store once an entry was taken back on 2021-09-30, the last day of these histories.
fn take_back(make: Make<'_>, store: &dyn Store, retracted: i64) -> Box<dyn Store> {
    let mut record = store.record().unwrap();
    let number = record.entries.last().map_or(0, |entry| entry.number) + 1;
    record.entries.push(EntryRow {
        number,
        recorded_at: instant("2021-09-30"),
        who: "wang".to_owned(),
        command: "retract".to_owned(),
    });
    record.retractions.push(RetractionRow {
        entry: number,
        retracted,
        reason: "a slip".to_owned(),
    });
    let mut store = make();
    store.restore(&record).unwrap();
    store
}

pub(super) fn a_reading_taken_back_gives_way_to_the_one_before(make: Make<'_>) {
    let mut start = start(make);
    start.read(
        "2021-07-31",
        &with_note("right", figure("2021-07-31", "58")),
    );
    start.read("2021-08-01", &with_note("slip", figure("2021-07-31", "85")));
    start.read("2021-08-31", &with_note("next", figure("2021-08-31", "63")));
    start.read("2021-09-01", &with_note("rain", under_way("2021-09-01")));

    let store = take_back(make, &*start.store, 3);
    let found = ask(&*store, "2021-09-30");
    let stage = only_stage(&found);
    assert_eq!(figures(stage), ["2021-07-31 58", "2021-08-31 63"]);
    let found = ask(&*store, "2021-07-31");
    assert_eq!(
        only_stage(&found).reading,
        Some(with_note("right", figure("2021-07-31", "58")))
    );

    // The last figure: the one before counts again, and what was under way still is.
    let store = take_back(make, &*store, 4);
    let found = ask(&*store, "2021-09-30");
    let stage = only_stage(&found);
    assert_eq!(figures(stage), ["2021-07-31 58"]);
    assert_eq!(
        stage.reading,
        Some(with_note("right", figure("2021-07-31", "58")))
    );
    assert!(stage.under_way.is_some());

    // All of them: nothing is left.
    let store = take_back(make, &*take_back(make, &*store, 5), 2);
    let found = ask(&*store, "2021-09-30");
    let stage = only_stage(&found);
    assert_eq!(figures(stage), Vec::<String>::new());
    assert_eq!((&stage.reading, &stage.under_way), (&None, &None));
}

/// A target with three revisions, entries 2 to 4.
fn revised(make: Make<'_>) -> (Start, [Revision; 3]) {
    let mut start = start(make);
    let stage = start.stage;
    let revisions = [
        revision("2021-07-20", "80", "2021-12-31"),
        revision("2021-08-01", "70", "2021-12-31"),
        revision("2021-07-01", "60", "2021-12-31"),
    ];
    let [first, rest @ ..] = &revisions;
    let target = start.write("2021-07-20", |draft| {
        let target = draft.add_target(stage, period("2021H2"), "", None)?;
        draft.revise(target, first)?;
        Ok(target)
    });
    for revision in rest {
        start.write("2021-08-01", |draft| draft.revise(target, revision));
    }
    (start, revisions)
}

pub(super) fn a_revision_taken_back_no_longer_counts(make: Make<'_>) {
    let (start, [first, _, third]) = revised(make);
    let store = take_back(make, &*start.store, 3);
    let found = ask(&*store, "2021-09-30");
    assert_eq!(only_target(&found).revisions, [first, third]);
}

pub(super) fn the_second_revision_is_the_first_once_the_first_is_taken_back(make: Make<'_>) {
    let (start, [_, second, third]) = revised(make);
    let store = take_back(make, &*start.store, 2);
    let found = ask(&*store, "2021-09-30");
    assert_eq!(only_target(&found).revisions, [second, third]);
    // With all of them gone, the target is.
    let store = take_back(make, &*take_back(make, &*store, 3), 4);
    let found = ask(&*store, "2021-09-30");
    assert_eq!(only_stage(&found).targets, []);
}

pub(super) fn states_and_settings_taken_back_no_longer_count(make: Make<'_>) {
    let mut start = start(make);
    let project = start.project;
    for (day, state_then, rule) in [
        ("2021-07-01", State::Suspended, "gap"),
        ("2021-07-10", State::Active, "pace"),
    ] {
        start.write(day, |draft| {
            draft.set_state(project, State::Active, &state(day, state_then))?;
            draft.set("rule", rule)?;
            draft.set("stale.most", "40")
        });
    }
    let store = take_back(make, &*start.store, 3);
    let found = ask(&*store, "2021-09-30");
    assert_eq!(
        only_project(&found).states,
        [state("2021-07-01", State::Suspended)]
    );
    assert_eq!(
        (found.settings.rule, found.settings.stale_most),
        (Rule::Gap, 40)
    );
    let store = take_back(make, &*store, 2);
    let found = ask(&*store, "2021-09-30");
    assert_eq!(only_project(&found).states, []);
    assert_eq!(found.settings, Settings::default());
}

/// Entry 2: an import of two projects with two stages each, a target and a reading on each.
fn import(start: &mut Start) -> Vec<(i64, [i64; 2])> {
    start.write("2021-07-01", |draft| {
        let mut made = Vec::new();
        for of in ["west-plot", "farmland"] {
            let project = draft.add_project(&project_facts(of))?;
            let mut stages = [0; 2];
            for (stage, of) in stages.iter_mut().zip(["overall", "piles"]) {
                *stage = draft.add_stage(project, &stage_facts(of))?;
                let target = draft.add_target(*stage, period("2021H2"), "", None)?;
                draft.revise(target, &revision("2021-07-01", "80", "2021-12-31"))?;
                draft.add_reading(*stage, &figure("2021-06-30", "10"))?;
            }
            draft.set_state(
                project,
                State::Active,
                &state("2021-07-01", State::Suspended),
            )?;
            made.push((project, stages));
        }
        Ok(made)
    })
}

/// The codes of projects and stages answered.
fn outline(store: &dyn Store, as_of: &str) -> Vec<String> {
    let found = ask(store, as_of);
    found
        .projects
        .iter()
        .map(|project| {
            let stages: Vec<&str> = project
                .stages
                .iter()
                .map(|stage| stage.facts.code.as_str())
                .collect();
            format!("{}: {}", project.facts.code, stages.join(" "))
        })
        .collect()
}

pub(super) fn an_import_taken_back_takes_its_projects_and_stages_with_it(make: Make<'_>) {
    let mut start = start(make);
    start.write("2021-06-15", |draft| draft.set("rule", "gap"));
    let before = ask(&*start.store, "2021-09-30");
    import(&mut start);
    assert_ne!(ask(&*start.store, "2021-09-30"), before);
    let store = take_back(make, &*start.store, 3);
    assert_eq!(ask(&*store, "2021-09-30"), before);
}

/// What another entry may say of a project and one of its stages.
type Say = fn(&mut dyn Draft, i64, i64) -> Result<(), Error>;

fn say_of_a_stage() -> Vec<(&'static str, Say)> {
    vec![
        ("a reading", |draft, _, stage| {
            draft.add_reading(stage, &figure("2021-07-31", "20"))
        }),
        ("a reading without a figure", |draft, _, stage| {
            draft.add_reading(stage, &under_way("2021-07-31"))
        }),
        ("a target", |draft, _, stage| {
            let target = draft.add_target(stage, period("2022"), "", None)?;
            draft.revise(target, &revision("2021-07-31", "80", "2022-12-31"))
        }),
    ]
}

pub(super) fn a_stage_stays_as_long_as_something_else_counts_on_it(make: Make<'_>) {
    for (what, say) in say_of_a_stage() {
        let mut start = start(make);
        let made = import(&mut start);
        let (project, [_, piles]) = made[0];
        start.write("2021-08-01", |draft| say(draft, project, piles));
        let store = take_back(make, &*start.store, 2);
        assert_eq!(
            outline(&*store, "2021-09-30"),
            ["jinhui: overall", "west-plot: piles"],
            "{what}"
        );
        let found = ask(&*store, "2021-09-30");
        let west_plot = &found.projects[1];
        assert_eq!(west_plot.states, [], "{what}: only that counts");
        assert!(west_plot.stages[0].figures.len() <= 1, "{what}");
        // Taken back as well, nothing holds the stage any more.
        let store = take_back(make, &*store, 3);
        assert_eq!(
            outline(&*store, "2021-09-30"),
            ["jinhui: overall"],
            "{what}"
        );
    }
}

pub(super) fn a_project_stays_as_long_as_something_else_counts_on_it(make: Make<'_>) {
    let says: Vec<(&str, Say, &str)> = vec![
        (
            "a stage",
            |draft, project, _| {
                draft
                    .add_stage(project, &stage_facts("opening"))
                    .map(|_| ())
            },
            "west-plot: opening",
        ),
        (
            "a state",
            |draft, project, _| {
                let change = state("2021-07-31", State::Cancelled);
                draft.set_state(project, State::Suspended, &change)
            },
            "west-plot: ",
        ),
    ];
    for (what, say, expected) in says {
        let mut start = start(make);
        let made = import(&mut start);
        let (project, [_, piles]) = made[0];
        start.write("2021-08-01", |draft| say(draft, project, piles));
        let store = take_back(make, &*start.store, 2);
        assert_eq!(
            outline(&*store, "2021-09-30"),
            ["jinhui: overall", expected],
            "{what}"
        );
        // A state counts from its day on.
        let before = outline(&*store, "2021-07-30").len();
        assert_eq!(before, if what == "a state" { 1 } else { 2 }, "{what}");
        let store = take_back(make, &*store, 3);
        assert_eq!(
            outline(&*store, "2021-09-30"),
            ["jinhui: overall"],
            "{what}"
        );
    }
}

pub(super) fn what_is_not_yet_known_to_be_taken_back_counts(make: Make<'_>) {
    let mut start = start(make);
    import(&mut start);
    start.read("2021-07-31", &figure("2021-07-31", "58"));
    let before = ask(&*start.store, "2021-09-30");
    let store = take_back(make, &*start.store, 2);
    let store = take_back(make, &*store, 3);
    let known = |on| ask_known(&*store, "2021-09-30", known_on(on));
    assert_eq!(known("2021-09-29"), before);
    assert_ne!(known("2021-09-30"), before);
    assert_eq!(
        known("2021-09-30"),
        ask_known(&*store, "2021-09-30", Known::Now)
    );
}

pub(super) fn a_draft_does_not_see_readings_taken_back(make: Make<'_>) {
    let mut start = start(make);
    start.read("2021-07-31", &figure("2021-07-31", "58"));
    start.read("2021-08-01", &figure("2021-07-31", "85"));
    start.read("2021-08-02", &under_way("2021-07-31"));
    let stage = start.stage;
    let store = take_back(make, &*start.store, 3);
    let mut store = take_back(make, &*store, 4);
    write(&mut *store, "2021-10-01", |draft| {
        let found = draft.readings_on(stage, day("2021-07-31"))?;
        assert_eq!(found.with_figure, Some(figure("2021-07-31", "58")));
        assert_eq!(found.without, None);
        draft.set("rule", "gap")
    });
}

pub(super) fn nothing_taken_back_is_deleted(make: Make<'_>) {
    let mut start = start(make);
    import(&mut start);
    let before = start.store.record().unwrap();
    let after = take_back(make, &*start.store, 2).record().unwrap();
    let without_the_last_entry = Record {
        entries: before.entries.clone(),
        retractions: Vec::new(),
        ..after
    };
    assert_eq!(without_the_last_entry, before);
}
