//! Parts of the program inside one process, without disk and start-up: `cargo bench`.

// A benchmark that cannot be set up may stop where it stands.
#![allow(clippy::unwrap_used, clippy::expect_used)]

// Each benchmark uses a part of it.
#[allow(dead_code)]
mod workload;

use std::io;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use divan::{Bencher, black_box};
use project_tracker::assess::{Assessment, assess};
use project_tracker::model::{
    Code, Day, Instant, Known, Language, NewEntry, Percent, Period, Portfolio, ProjectFacts,
    Reading, Remark, Revision, Scope, Snapshot, StageFacts, StageKind, TargetState, Terms,
};
use project_tracker::render::{self, Page};
use project_tracker::report::{Filter, PeriodChoice, Report, Request, SortBy};
use project_tracker::store::{self, Draft, Outcome, Store};
use workload::Size;

/// One target with ten years of daily readings.
const LONG: Size = Size {
    projects: 1,
    targets: 1,
    readings: 3_600,
};

static AS_OF: LazyLock<Day> = LazyLock::new(|| Day::from_ymd(2026, 11, 15).unwrap());
static B: LazyLock<Portfolio> = LazyLock::new(|| snapshot(filled(Size::B).as_ref()));
static B_JUDGED: LazyLock<Assessment<'static>> = LazyLock::new(|| assess(&B, *AS_OF));

fn main() {
    divan::main();
}

mod assessment {
    use super::*;

    #[divan::bench]
    fn of_a_target_with_3600_readings(bencher: Bencher) {
        let portfolio = snapshot(filled(LONG).as_ref());
        bencher.bench_local(|| assess(black_box(&portfolio), *AS_OF).targets.len());
    }

    #[divan::bench]
    fn of_2000_targets(bencher: Bencher) {
        let portfolio: &Portfolio = &B;
        bencher.bench(|| assess(black_box(portfolio), *AS_OF).targets.len());
    }
}

mod kept {
    use super::*;

    #[divan::bench]
    fn snapshot_of_2000_targets(bencher: Bencher) {
        let store = filled(Size::B);
        bencher.bench_local(|| snapshot(store.as_ref()).projects.len());
    }

    #[divan::bench]
    fn one_reading_more(bencher: Bencher) {
        let mut store = filled(Size::B);
        let stage = B.projects.first().unwrap().stages.first().unwrap().id;
        let mut hundredths = 0;
        bencher.bench_local(|| {
            hundredths = (hundredths + 1) % 10_000;
            let reading = Reading {
                as_of: *AS_OF,
                percent: Percent::from_hundredths(hundredths),
                amount: None,
                remark: Remark::default(),
            };
            write(store.as_mut(), &mut |draft| {
                draft.add_reading(stage, &reading)
            });
        });
    }
}

mod rendering {
    use super::*;

    #[divan::bench]
    fn selecting_and_adding_up_2000_targets(bencher: Bencher) {
        LazyLock::force(&B_JUDGED);
        bencher.bench(|| report().shown);
    }

    #[divan::bench]
    fn table_of_2000_targets(bencher: Bencher) {
        let page = Page {
            width: Some(100),
            has_colour: true,
        };
        let report = report();
        bencher
            .bench_local(|| render::report(Language::En, page, &report, &B.projects, false).len());
    }

    #[divan::bench]
    fn json_of_2000_targets(bencher: Bencher) {
        let report = report();
        bencher.bench_local(|| render::json(&report, &mut io::sink()).unwrap());
    }

    #[divan::bench]
    fn csv_of_2000_targets(bencher: Bencher) {
        let report = report();
        bencher.bench_local(|| render::csv(&report, &mut io::sink()).unwrap());
    }
}

fn report() -> Report<'static> {
    let request = Request {
        period: PeriodChoice::All,
        filter: Filter::default(),
        statuses: Vec::new(),
        group_by: None,
        sort_by: SortBy::Status,
    };
    Report::new(&B_JUDGED, &request, None)
}

fn snapshot(store: &dyn Store) -> Portfolio {
    let question = Snapshot {
        as_of: *AS_OF,
        known: Known::Now,
        scope: Scope::All,
    };
    store.snapshot(&question).unwrap()
}

/// A store in memory with a portfolio of that size.
fn filled(size: Size) -> Box<dyn Store> {
    let mut store = store::in_memory().unwrap();
    write(store.as_mut(), &mut |draft| {
        workload::projects(size).try_for_each(|project| add(draft, &project))
    });
    store
}

fn write(
    store: &mut dyn Store,
    work: &mut dyn FnMut(&mut dyn Draft) -> Result<(), project_tracker::Error>,
) {
    let entry = NewEntry {
        recorded_at: Instant::default(),
        who: "somebody".to_owned(),
        command: "something".to_owned(),
        sources: Vec::new(),
    };
    let written = store.write(&entry, &mut |draft| work(draft).map(|()| Outcome::Keep));
    assert!(written.unwrap().is_some());
}

fn add(draft: &mut dyn Draft, project: &workload::Project) -> Result<(), project_tracker::Error> {
    let id = draft.add_project(&ProjectFacts {
        code: Code::new(&project.code).unwrap(),
        name: project.name.clone(),
        name_en: None,
        aliases: Vec::new(),
        category: Some(project.kind.to_owned()),
        unit: None,
        lead: Some(project.lead.to_owned()),
    })?;
    for (position, target) in (0..).zip(&project.targets) {
        let stage = draft.add_stage(id, &stage(target.stage, position))?;
        let period = Period::year(2026).unwrap();
        let added = draft.add_target(stage, period, "", None)?;
        draft.revise(added, &revision(target))?;
        for reading in &target.readings {
            draft.add_reading(
                stage,
                &Reading {
                    as_of: day(reading.on),
                    percent: Percent::from_hundredths(i64::from(reading.tenths) * 10),
                    amount: None,
                    remark: Remark {
                        note: Some(reading.note.to_owned()).filter(|note| !note.is_empty()),
                        problem: None,
                        next_step: None,
                    },
                },
            )?;
        }
    }
    Ok(())
}

fn stage(code: &str, position: i64) -> StageFacts {
    StageFacts {
        code: Code::new(code).unwrap(),
        name: code.to_owned(),
        name_en: None,
        position,
        kind: StageKind::Measured,
        weight: None,
        unit: None,
        total: None,
    }
}

fn revision(target: &workload::Target) -> Revision {
    let percent = |percent: i32| Percent::from_hundredths(i64::from(percent) * 100);
    Revision {
        decided_on: day(workload::START),
        terms: Terms {
            percent: percent(target.goal).unwrap(),
            due: Some(day(target.due)),
            words: None,
            is_due_implied: false,
            start: Some(day(workload::START)),
            baseline: percent(target.baseline),
            plan_points: Vec::new(),
            commitment: None,
            state: TargetState::Active,
        },
        reason: None,
    }
}

fn day(day: NaiveDate) -> Day {
    Day::from_ymd(day.year(), day.month(), day.day()).unwrap()
}
