//! Parts of the program inside one process, without disk and start-up: `cargo bench`.

// A benchmark that cannot be set up may stop where it stands.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

// Each benchmark uses a part of it.
#[allow(dead_code)]
mod workload;

use std::io;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use divan::{Bencher, black_box};
use project_tracker::assess::{Assessment, assess};
use project_tracker::ledger::{
    self, Change, Due, Figure, Goal, Lower, Novelty, Occasion, Origin, ProjectChange,
    ProjectMention, ReadingChange, StageMention, Stated, TargetChange, WhichTarget,
};
use project_tracker::model::{
    Code, Day, DeclaredBaseline, Given, Known, Language, NewEntry, Percent, Period, PeriodName,
    Portfolio, ProjectFactsEdit, Remark, Scope,
};
use project_tracker::render::{self, Page};
use project_tracker::report::{Column, Filter, PeriodChoice, Report, Request, SortBy};
use project_tracker::store::{self, Figures, Read, Store, Visible, load};
use workload::Size;

/// One target with ten years of daily readings.
const LONG: Size = Size {
    projects: 1,
    targets: 1,
    readings: 3_600,
};

static AS_OF: LazyLock<Day> = LazyLock::new(|| Day::from_ymd(2026, 11, 15).unwrap());
static B: LazyLock<Portfolio> = LazyLock::new(|| snapshot(filled(Size::B).as_ref()));
static B_JUDGED: LazyLock<Assessment<'static>> =
    LazyLock::new(|| judged(filled(Size::B).as_ref(), &B, |assessment| assessment));

fn main() {
    divan::main();
}

mod assessment {
    use super::*;

    #[divan::bench]
    fn of_a_target_with_3600_readings(bencher: Bencher) {
        let store = filled(LONG);
        let portfolio = snapshot(store.as_ref());
        bencher.bench_local(|| {
            judged(store.as_ref(), black_box(&portfolio), |all| {
                all.targets.len()
            })
        });
    }

    #[divan::bench]
    fn of_2000_targets(bencher: Bencher) {
        let store = filled(Size::B);
        let portfolio: &Portfolio = &B;
        bencher.bench_local(|| {
            judged(store.as_ref(), black_box(portfolio), |all| {
                all.targets.len()
            })
        });
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
        let mut hundredths = 0;
        bencher.bench_local(|| {
            hundredths = (hundredths + 1) % 10_000;
            let change = ReadingChange {
                lower: Lower::Meant,
                ..reading(&workload::code(1), workload::STAGES[0], *AS_OF, hundredths)
            };
            record(store.as_mut(), vec![Change::Reading(Box::new(change))]);
        });
    }
}

mod rendering {
    use super::*;

    #[divan::bench]
    fn selecting_and_adding_up_2000_targets(bencher: Bencher) {
        LazyLock::force(&B_JUDGED);
        bencher.bench(|| report().summary.current.total);
    }

    #[divan::bench]
    fn table_of_2000_targets(bencher: Bencher) {
        let page = Page {
            width: Some(100),
            has_colour: true,
        };
        let report = report();
        bencher.bench_local(|| {
            render::report(Language::En, page, &report, &B.projects, &Column::USUAL).len()
        });
    }

    #[divan::bench]
    fn json_of_2000_targets(bencher: Bencher) {
        let report = report();
        bencher.bench_local(|| render::json(Language::En, &report, &mut io::sink()).unwrap());
    }

    #[divan::bench]
    fn csv_of_2000_targets(bencher: Bencher) {
        let report = report();
        bencher.bench_local(|| render::csv(Language::En, &report, &mut io::sink()).unwrap());
    }
}

fn report() -> Report<'static> {
    let request = Request {
        period: PeriodChoice::All,
        filter: Filter::default(),
        statuses: Vec::new(),
        reasons: Vec::new(),
        is_of_slipped: false,
        group_by: None,
        sort_by: SortBy::Status,
    };
    Report::new(&B_JUDGED, &request, None)
}

fn snapshot(store: &dyn Store) -> Portfolio {
    let mut found = None;
    asked(store, &mut |read| {
        let visible = Visible::of(read, Known::Now).unwrap();
        found = Some(load(read, *AS_OF, Scope::All, &visible).unwrap())
    });
    found.unwrap()
}

/// A portfolio judged by the figures of a store, all within one transaction.
fn judged<'p, T>(
    store: &dyn Store,
    portfolio: &'p Portfolio,
    work: impl Fn(Assessment<'p>) -> T,
) -> T {
    let mut found = None;
    asked(store, &mut |read| {
        let visible = Visible::of(read, Known::Now).unwrap();
        let figures = Figures::new(read, &visible);
        found = Some(work(assess(portfolio, &figures, *AS_OF)));
    });
    found.unwrap()
}

fn asked(store: &dyn Store, work: &mut dyn FnMut(&dyn Read)) {
    let read = store.read(&mut |read| {
        work(read);
        Ok(())
    });
    read.unwrap();
}

/// A store in memory with a portfolio of that size.
fn filled(size: Size) -> Box<dyn Store> {
    let mut store = store::in_memory().unwrap();
    let changes = workload::projects(size).flat_map(changes).collect();
    record(store.as_mut(), changes);
    store
}

/// Records statements as rows of a sheet.
fn record(store: &mut dyn Store, changes: Vec<Change>) {
    let entry = NewEntry {
        recorded_at: "2026-12-31T12:00:00Z".parse().unwrap(),
        who: "somebody".to_owned(),
        command: "something".to_owned(),
        sources: Vec::new(),
    };
    let occasion = Occasion {
        as_of: *AS_OF,
        today: Day::from_ymd(2026, 12, 31).unwrap(),
        command: Default::default(),
        files: Vec::new(),
        is_typed: false,
        skips_bad: false,
        answers: Default::default(),
        is_trial: false,
    };
    let stated: Vec<Stated> = (1..)
        .zip(changes)
        .map(|(row, change)| Stated {
            origin: Origin { file: 0, row },
            change,
        })
        .collect();
    let recorded = ledger::record(store, &entry, &stated, &occasion, &|_, _| Ok(()));
    assert!(recorded.unwrap().entry.is_some());
}

/// What is said of a project.
fn changes(project: workload::Project) -> Vec<Change> {
    let code = project.code;
    let mut changes = vec![Change::Project(Box::new(ProjectChange {
        facts: ProjectFactsEdit {
            category: Given::Value(project.kind.to_owned()),
            lead: Given::Value(project.lead.to_owned()),
            ..ProjectFactsEdit::default()
        },
        ..ProjectChange::of(
            ProjectMention::Named {
                code: Some(Code::new(&code).unwrap()),
                name: Some(project.name),
            },
            Novelty::Either,
        )
    }))];
    for of_stage in &project.targets {
        changes.push(Change::Target(Box::new(target(&code, of_stage))));
        let readings = of_stage.readings.iter().map(|of_day| {
            let hundredths = i64::from(of_day.tenths) * 10;
            let mut change = reading(&code, of_stage.stage, day(of_day.on), hundredths);
            change.remark.note = Some(of_day.note.to_owned()).filter(|note| !note.is_empty());
            Change::Reading(Box::new(change))
        });
        changes.extend(readings);
    }
    changes
}

fn target(code: &str, target: &workload::Target) -> TargetChange {
    let percent = |percent: i32| Percent::from_hundredths(i64::from(percent) * 100).unwrap();
    TargetChange {
        read_on: None,
        year: None,
        ways: Default::default(),
        project: ProjectMention::Code(Code::new(code).unwrap()),
        stage: StageMention::Code(Code::new(target.stage).unwrap()),
        which: WhichTarget {
            period: Period::year(2026).map(PeriodName::Days),
            is_row: true,
            ..WhichTarget::default()
        },
        goal: Goal::Percent(percent(target.goal)),
        due: Due::Day(day(target.due)),
        words: Given::Absent,
        is_due_implied: None,
        commitment: Given::Absent,
        start: Given::Value(day(workload::START)),
        baseline: Given::Value(DeclaredBaseline {
            percent: percent(target.baseline),
            on: None,
        }),
        plan_points: Given::Absent,
        state: None,
        carried_from: Given::Absent,
        reason: None,
        decided_on: Some(day(workload::START)),
    }
}

fn reading(code: &str, stage: &str, as_of: Day, hundredths: i64) -> ReadingChange {
    ReadingChange {
        project: ProjectMention::Code(Code::new(code).unwrap()),
        stage: StageMention::Code(Code::new(stage).unwrap()),
        figure: Figure::Both {
            percent: Percent::from_hundredths(hundredths),
            amount: None,
            total: None,
        },
        as_of: Some(as_of),
        remark: Remark::default(),
        lower: Lower::Told,
        keeps_words: false,
    }
}

fn day(day: NaiveDate) -> Day {
    Day::from_ymd(day.year(), day.month(), day.day()).unwrap()
}
