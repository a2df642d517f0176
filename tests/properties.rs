//! Properties of whole stores over random histories, through the store and the real program.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::collections::BTreeSet;

#[path = "cli/sandbox.rs"]
#[allow(dead_code)]
mod sandbox;

#[path = "properties/check.rs"]
mod check;
#[path = "properties/looks.rs"]
mod looks;

use project_tracker::assess::assess;
use project_tracker::exchange::json;
use project_tracker::model::record::{EntryRow, Record, RetractionRow};
use project_tracker::model::{
    Alias, Code, Commitment, Day, Known, NewEntry, Percent, PlanPoint, ProjectFacts, Reading,
    Remark, Revision, Scope, Snapshot, StageFacts, StageKind, State, StateChange, TargetState,
    Terms,
};
use project_tracker::render;
use project_tracker::report::{PeriodChoice, Report, Request};
use project_tracker::store::{self, Access, Outcome, Store};
use proptest::prelude::*;

use sandbox::Sandbox;

/// Something recorded; numbers choose among what is there.
#[derive(Clone, Debug)]
enum Deed {
    Project(String),
    Stage(usize, bool),
    /// The stages of a project get weights that sum to 100, the first so many hundredths.
    Weigh(usize, i64),
    /// Which stage, which period, whether labelled, whether it carries on an earlier one.
    Target(usize, u8, bool, bool, Terms, i64),
    Revise(usize, Terms, i64),
    Reading(usize, i64, Option<u16>, String),
    State(usize, usize, i64),
    Rename(usize, String),
    Setting(usize),
}

const FIRST: &str = "2021-06-01";
const SETTINGS: [(&str, &str); 4] = [
    ("rule", "gap"),
    ("rule", "pace"),
    ("stale.most", "50"),
    ("pace.critical", "1.80"),
];

fn day(number: i64) -> Day {
    let first: Day = FIRST.parse().unwrap();
    first.plus(number).unwrap()
}

fn terms() -> impl Strategy<Value = Terms> {
    (
        1u16..=100,
        prop::option::of(20i64..280),
        prop::option::of(0i64..60),
        prop::option::of(0u16..=50),
        prop::collection::vec((70i64..200, 0u16..=100), 0..3),
        0usize..8,
        any::<bool>(),
        0usize..6,
    )
        .prop_map(
            |(percent, due, start, baseline, points, state, implied, word)| {
                let mut on: Vec<i64> = points.iter().map(|p| p.0).collect();
                let mut values: Vec<u16> = points.iter().map(|p| p.1).collect();
                on.sort_unstable();
                on.dedup();
                values.sort_unstable();
                Terms {
                    percent: Percent::from_hundredths(i64::from(percent) * 100).unwrap(),
                    due: due.map(day),
                    words: due.map(|_| "年底前".to_owned()),
                    is_due_implied: implied && due.is_some(),
                    start: start.map(day),
                    baseline: baseline.and_then(|b| Percent::from_hundredths(i64::from(b) * 100)),
                    plan_points: on
                        .iter()
                        .zip(values)
                        .map(|(d, v)| PlanPoint {
                            on: day(*d),
                            percent: Percent::from_hundredths(i64::from(v) * 100).unwrap(),
                        })
                        .collect(),
                    commitment: Commitment::ALL.get(word).copied(),
                    state: match state {
                        0 => TargetState::Suspended,
                        1 => TargetState::Dropped,
                        _ => TargetState::Active,
                    },
                }
            },
        )
}

fn deed() -> impl Strategy<Value = Deed> {
    let text = prop::sample::select(vec![
        "金辉",
        "=1+1",
        "- a, \"b\"",
        "two\nlines",
        "plain",
        "'=x",
    ]);
    prop_oneof![
        1 => text.clone().prop_map(|t| Deed::Project(t.to_owned())),
        2 => (any::<usize>(), any::<bool>()).prop_map(|(p, m)| Deed::Stage(p, m)),
        2 => (any::<usize>(), 0i64..=10_000).prop_map(|(p, w)| Deed::Weigh(p, w)),
        3 => (any::<usize>(), 0u8..4, any::<bool>(), any::<bool>(), terms(), 0i64..200)
            .prop_map(|(s, p, l, c, t, d)| Deed::Target(s, p, l, c, t, d)),
        3 => (any::<usize>(), terms(), 0i64..200).prop_map(|(t, r, d)| Deed::Revise(t, r, d)),
        8 => (any::<usize>(), 0i64..240, prop::option::weighted(0.9, 0u16..=10_000), text.clone())
            .prop_map(|(s, d, p, n)| Deed::Reading(s, d, p, n.to_owned())),
        1 => (any::<usize>(), 0usize..3, 0i64..240).prop_map(|(p, s, d)| Deed::State(p, s, d)),
        1 => (any::<usize>(), text).prop_map(|(p, t)| Deed::Rename(p, t.to_owned())),
        1 => (0usize..4).prop_map(Deed::Setting),
    ]
}

/// Records one deed as one entry.
fn act(store: &mut dyn Store, number: usize, deed: &Deed) {
    let at = format!(
        "2021-06-{:02}T{:02}:00:00Z",
        1 + number / 24 % 28,
        number % 24
    );
    let entry = NewEntry {
        recorded_at: at.parse().unwrap(),
        who: "wang".to_owned(),
        command: format!("deed {number}"),
        sources: Vec::new(),
    };
    let question = Snapshot {
        as_of: day(3000),
        known: Known::Now,
        scope: Scope::All,
    };
    store
        .write(&entry, &mut |draft| {
            let portfolio = draft.snapshot(&question)?;
            let projects = &portfolio.projects;
            let stages: Vec<_> = projects.iter().flat_map(|p| &p.stages).collect();
            let targets: Vec<_> = stages
                .iter()
                .flat_map(|s| s.targets.iter().map(move |t| (s, t)))
                .collect();
            let decided_on = |number: &i64| day(*number);
            match deed {
                Deed::Project(name) => {
                    draft.add_project(&ProjectFacts {
                        code: Code::new(&format!("p{}", projects.len())).unwrap(),
                        name: name.clone(),
                        name_en: None,
                        aliases: vec![Alias {
                            name: "又名".to_owned(),
                            is_certain: projects.len() % 2 == 0,
                        }],
                        category: Some(name.clone()),
                        unit: None,
                        lead: None,
                    })?;
                }
                Deed::Stage(project, is_milestone) if !projects.is_empty() => {
                    let project = &projects[project % projects.len()];
                    let count = project.stages.len();
                    draft.add_stage(
                        project.id,
                        &StageFacts {
                            code: Code::new(&if count == 2 {
                                "overall".to_owned()
                            } else {
                                format!("s{count}")
                            })
                            .unwrap(),
                            name: "主体".to_owned(),
                            name_en: Some("main structure".to_owned()),
                            position: count as i64,
                            kind: if *is_milestone {
                                StageKind::Milestone
                            } else {
                                StageKind::Measured
                            },
                            weight: None,
                            unit: None,
                            total: None,
                        },
                    )?;
                }
                Deed::Target(stage, period, is_labelled, carries, terms, on)
                    if !stages.is_empty() =>
                {
                    let stage = stages[stage % stages.len()];
                    let period = ["2021H2", "2021Q3", "2021", "2021-07-05..2021-10-09"]
                        [usize::from(*period)]
                    .parse()
                    .unwrap();
                    let label = if *is_labelled { "first" } else { "" };
                    let mut targets = stage.targets.iter().filter(|t| t.label == label);
                    if !targets.clone().any(|t| t.period == period) {
                        let earlier = targets.find(|t| *carries && t.period < period);
                        let earlier = earlier.map(|t| t.id);
                        let target = draft.add_target(stage.id, period, label, earlier)?;
                        draft.revise(target, &revision(stage.facts.kind, terms, decided_on(on)))?;
                    }
                }
                Deed::Weigh(project, first) if !projects.is_empty() => {
                    let project = &projects[project % projects.len()];
                    let parts = project.stages.iter().filter(|s| !s.is_overall());
                    for (place, stage) in parts.enumerate().take(2) {
                        let weight = if place == 0 { *first } else { 10_000 - first };
                        let facts = StageFacts {
                            weight: Percent::from_hundredths(weight),
                            ..stage.facts.clone()
                        };
                        draft.edit_stage(project.id, stage.id, &stage.facts, &facts, None)?;
                    }
                }
                Deed::Revise(target, terms, on) if !targets.is_empty() => {
                    let (stage, target) = targets[target % targets.len()];
                    draft.revise(
                        target.id,
                        &revision(stage.facts.kind, terms, decided_on(on)),
                    )?;
                }
                Deed::Reading(stage, on, percent, note) if !stages.is_empty() => {
                    let stage = stages[stage % stages.len()];
                    draft.add_reading(
                        stage.id,
                        &Reading {
                            as_of: day(*on),
                            percent: percent.and_then(|p| Percent::from_hundredths(i64::from(p))),
                            amount: None,
                            remark: Remark {
                                note: Some(note.clone()),
                                problem: None,
                                next_step: None,
                            },
                        },
                    )?;
                }
                Deed::State(project, state, on) if !projects.is_empty() => {
                    let project = &projects[project % projects.len()];
                    let state = [State::Suspended, State::Active, State::Cancelled][*state];
                    let change = StateChange {
                        state,
                        decided_on: day(*on),
                        reason: None,
                    };
                    draft.set_state(project.id, project.state_on(day(*on)), &change)?;
                }
                Deed::Rename(project, name) if !projects.is_empty() => {
                    let project = &projects[project % projects.len()];
                    let facts = ProjectFacts {
                        name: name.clone(),
                        ..project.facts.clone()
                    };
                    draft.edit_project(project.id, &project.facts, &facts, None)?;
                }
                Deed::Setting(which) => {
                    let (key, value) = SETTINGS[*which];
                    draft.set(key, value)?;
                }
                _ => {}
            }
            Ok(Outcome::Keep)
        })
        .unwrap();
}

fn revision(kind: StageKind, terms: &Terms, decided_on: Day) -> Revision {
    let mut terms = terms.clone();
    if kind == StageKind::Milestone {
        terms.percent = Percent::FULL;
    }
    Revision {
        decided_on,
        terms,
        reason: Some("so decided".to_owned()),
    }
}

/// A history that always has something to judge.
fn history() -> impl Strategy<Value = Vec<Deed>> {
    prop::collection::vec(deed(), 5..60).prop_map(|deeds| {
        let mut all = vec![
            Deed::Project("金辉".to_owned()),
            Deed::Stage(0, false),
            Deed::Stage(0, true),
        ];
        all.extend(deeds);
        all
    })
}

/// Entries to be taken back; the first project stays.
fn retracted() -> impl Strategy<Value = BTreeSet<i64>> {
    prop::collection::btree_set(2i64..60, 0..5)
}

/// Takes back those of these entries that there are, each by an entry of its own.
fn retract(record: &mut Record, back: &BTreeSet<i64>) {
    let Some(last) = record.entries.last().cloned() else {
        return;
    };
    for (number, retracted) in (last.number + 1..).zip(back.range(..=last.number)) {
        record.entries.push(EntryRow {
            number,
            ..last.clone()
        });
        record.retractions.push(RetractionRow {
            entry: number,
            retracted: *retracted,
            reason: "mistaken".to_owned(),
        });
    }
}

/// The whole report of a day, as JSON.
fn report(store: &dyn Store, as_of: Day, known: Known) -> String {
    let portfolio = store
        .snapshot(&Snapshot {
            as_of,
            known,
            scope: Scope::All,
        })
        .unwrap();
    let assessment = assess(&portfolio, as_of);
    let request = Request {
        period: PeriodChoice::All,
        ..Request::default()
    };
    let mut bytes = Vec::new();
    render::json(&Report::new(&assessment, &request, None), &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn bytes(record: &Record) -> Vec<u8> {
    let mut bytes = Vec::new();
    json::write(record, &mut bytes).unwrap();
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    // Caught: names edited in place, without a change to take them back by.
    #[test]
    fn what_is_recorded_later_never_changes_what_was_known(deeds in history(), cut in 1usize..40, as_of in 0i64..260) {
        let cut = cut.min(deeds.len());
        let mut store = store::in_memory().unwrap();
        for (number, deed) in deeds[..cut].iter().enumerate() {
            act(&mut *store, number, deed);
        }
        let before = report(&*store, day(as_of), Known::Now);
        let hour = cut - 1;
        let until = format!("2021-06-{:02}T{:02}:30:00Z", 1 + hour / 24 % 28, hour % 24).parse().unwrap();
        for (number, deed) in deeds.iter().enumerate().skip(cut) {
            act(&mut *store, number, deed);
        }
        prop_assert_eq!(report(&*store, day(as_of), Known::Until(until)), before);
    }

    // Caught: revisions in force from the day they were recorded, whatever day they were decided on.
    #[test]
    fn what_is_dated_later_never_changes_an_earlier_day(deeds in history(), later in prop::collection::vec(deed(), 1..20), as_of in 0i64..200) {
        let mut store = store::in_memory().unwrap();
        for (number, deed) in deeds.iter().enumerate() {
            act(&mut *store, number, deed);
        }
        let before = report(&*store, day(as_of), Known::Now);
        for (number, deed) in later.into_iter().enumerate() {
            let on = as_of + 1;
            let deed = match deed {
                Deed::Revise(t, terms, d) => Deed::Revise(t, terms, on + d),
                Deed::Reading(s, d, p, n) => Deed::Reading(s, on + d, p, n),
                Deed::State(p, s, d) => Deed::State(p, s, on + d),
                _ => continue,
            };
            act(&mut *store, deeds.len() + number, &deed);
        }
        prop_assert_eq!(report(&*store, day(as_of), Known::Now), before);
    }

    // Caught: plan points left out of the record.
    #[test]
    fn a_record_goes_out_and_in_as_an_equal_store_with_the_same_bytes(deeds in history()) {
        let mut store = store::in_memory().unwrap();
        for (number, deed) in deeds.iter().enumerate() {
            act(&mut *store, number, deed);
        }
        let record = store.record().unwrap();
        let first = bytes(&record);
        let read = json::read("record.json", &first).unwrap();
        prop_assert_eq!(&read, &record);
        let mut copy = store::in_memory().unwrap();
        copy.restore(&read).unwrap();
        prop_assert_eq!(bytes(&copy.record().unwrap()), first);
        for as_of in (0..260).step_by(20) {
            prop_assert_eq!(report(&*copy, day(as_of), Known::Now), report(&*store, day(as_of), Known::Now));
        }
    }
}

proptest! {
    // Each case starts several processes.
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    // Caught: revisions written by the day they were decided, the one recorded first not first;
    // revisions kept by the store in the order of recording; readings of retracted entries written;
    // a target imported before the one that it carries on.
    #[test]
    fn portfolio_csvs_go_out_and_in_as_a_store_that_judges_equally_on_every_day(deeds in history(), back in retracted()) {
        let mut sandbox = Sandbox::new();
        sandbox.at("2022-06-01T09:00:00Z");
        let path = sandbox.path("store.db");
        let mut made = store::in_memory().unwrap();
        for (number, deed) in deeds.iter().enumerate() {
            act(&mut *made, number, deed);
        }
        let mut record = made.record().unwrap();
        retract(&mut record, &back);
        store::create(&path, &mut |store| store.restore(&record)).unwrap();
        sandbox.ok("export --format csv -o out");
        sandbox.ok("init --db copy.db");
        let mut files: Vec<String> = std::fs::read_dir(sandbox.path("out")).unwrap()
            .map(|entry| format!("out/{}", entry.unwrap().file_name().to_string_lossy()))
            .collect();
        files.sort();
        sandbox.ok(&format!("import --db copy.db {}", files.join(" ")));
        let first = store::open(&path, Access::Read).unwrap();
        let copy = store::open(&sandbox.path("copy.db"), Access::Read).unwrap();
        for as_of in 0..260 {
            prop_assert_eq!(report(&*copy, day(as_of), Known::Now), report(&*first, day(as_of), Known::Now), "{}", day(as_of));
        }
    }
}
