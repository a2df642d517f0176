use std::collections::HashMap;

use proptest::prelude::*;

use super::*;
use crate::assess::assess;
use crate::model::{
    Code, DeclaredBaseline, Percent, Portfolio, Project, ProjectFacts, Revision, Stage, StageFacts,
    StageKind, State, StateChange, Target, TargetState,
};

/// So many days after the baseline day.
fn day(days: i64) -> Day {
    let start: Day = "2021-01-01".parse().unwrap();
    start.plus(days).unwrap()
}

fn percent(whole: i64) -> Percent {
    Percent::from_hundredths(whole * 100).unwrap()
}

/// All by a day, from 0 on day 0, decided on another.
fn revision(due: i64, decided: i64) -> Revision {
    Revision {
        decided_on: day(decided),
        terms: Terms {
            period: None,
            label: String::new(),
            carried_from: None,
            percent: Percent::FULL,
            due: Some(day(due)),
            words: None,
            is_due_implied: false,
            start: None,
            baseline: Some(DeclaredBaseline {
                percent: Percent::ZERO,
                on: Some(day(0)),
            }),
            plan_points: Vec::new(),
            commitment: None,
            state: TargetState::Active,
        },
        reason: None,
        entry: 1,
    }
}

fn project(revisions: Vec<Revision>) -> Project {
    Project {
        id: 1,
        facts: ProjectFacts::unnamed(),
        states: Vec::new(),
        stages: vec![Stage {
            id: 1,
            facts: StageFacts {
                code: Code::new("piles").unwrap(),
                ..StageFacts::unnamed()
            },
            targets: vec![Target {
                id: 1,
                number: 1,
                revisions,
            }],
            reading: None,
            under_way: None,
        }],
    }
}

fn tried(project: Project, figures: &[(i64, i64)], as_of: i64) -> Option<Trial> {
    let portfolio = Portfolio {
        projects: vec![project],
        settings: Settings::default(),
    };
    let figures = figures.iter().map(|(on, whole)| Figure {
        on: day(*on),
        percent: percent(*whole),
    });
    let series = HashMap::from([(1, figures.collect::<Vec<_>>())]);
    let assessment = assess(&portfolio, &series, day(as_of));
    let judged = assessment.targets.first()?;
    Trial::of(judged, &series[&1], day(as_of), &portfolio.settings)
}

fn exact(value: Ratio) -> Bounded {
    let is_least = false;
    Bounded { value, is_least }
}

fn least(value: Ratio) -> Bounded {
    let is_least = true;
    Bounded { value, is_least }
}

fn hundredths(number: i64) -> Ratio {
    Ratio::new(number, 100)
}

/// Due on day 100, and got there on day 150.
const LATE: [(i64, i64); 4] = [(40, 30), (80, 60), (110, 80), (150, 100)];

#[test]
fn each_point_is_held_against_the_day_it_was_reached() {
    let trial = tried(project(vec![revision(100, 0)]), &LATE, 365).unwrap();
    assert_eq!(trial.ending, Ending::Late);
    // 70 days of work left on day 40: done on day 110, between days 58 and 160. 30 points in 40 days
    // are 100 in 133.3. Pace 70/60.
    let quarter = TrialPoint {
        on: day(40),
        is_finished: true,
        forecast: exact(hundredths(40)),
        straight_line: exact(hundredths(16)),
        promised: exact(hundredths(50)),
        is_in_range: Some(true),
        lamp: Some((Lamp::Yellow, false)),
        factor: exact(Ratio::new(110, 70)),
    };
    assert_eq!(trial.points[0], Some(quarter));
    // 40 days left on day 80; pace 40/20, which is not over 2.
    let half = TrialPoint {
        on: day(80),
        forecast: exact(hundredths(30)),
        factor: exact(Ratio::new(70, 40)),
        ..quarter
    };
    assert_eq!(trial.points[1], Some(half));
    // 20 days left on day 110, past due: no rule by plan decided. 100 points in 137.5 days.
    let last = TrialPoint {
        on: day(110),
        forecast: exact(hundredths(20)),
        straight_line: exact(hundredths(12)),
        lamp: None,
        factor: exact(Ratio::whole(2)),
        ..quarter
    };
    assert_eq!(trial.points[2], Some(last));
    assert_eq!(trial.factor, Some(half.factor));
}

#[test]
fn what_is_not_finished_is_off_by_at_least_the_days_gone_by() {
    let short = &LATE[..2];
    let trial = tried(project(vec![revision(100, 0)]), short, 200).unwrap();
    assert_eq!(trial.ending, Ending::Unreported);
    let half = trial.points[1].unwrap();
    // Forecast for day 120, no later than day 170.
    assert_eq!(half.forecast, least(hundredths(80)));
    assert_eq!(half.promised, least(hundredths(100)));
    assert_eq!(half.is_in_range, Some(false));
    assert!(!half.is_finished);
    assert_eq!(trial.points[2], None);
    assert_eq!(trial.factor, Some(least(Ratio::whole(3))));
    // It may still be done by day 170.
    let trial = tried(project(vec![revision(100, 0)]), short, 170).unwrap();
    assert_eq!(trial.points[1].unwrap().is_in_range, None);
}

#[test]
fn what_did_not_get_half_way_is_counted_from_where_it_got_to() {
    let trial = |figures: &[(i64, i64)]| {
        let trial = tried(project(vec![revision(100, 0)]), figures, 250);
        trial.unwrap().factor
    };
    // 70 days left on day 40, 210 gone by.
    assert_eq!(trial(&LATE[..1]), Some(least(Ratio::whole(3))));
    assert_eq!(trial(&[(40, 20)]), Some(least(Ratio::new(5, 2))));
    assert_eq!(trial(&[]), Some(least(Ratio::new(5, 2))));
    // At the target by the first figure past a quarter: nothing was foretold.
    let sudden = tried(
        project(vec![revision(100, 0)]),
        &[(50, 10), (120, 100)],
        250,
    );
    let sudden = sudden.unwrap();
    assert_eq!(sudden.points, [None; 3]);
    assert_eq!(sudden.factor, Some(exact(Ratio::new(6, 5))));
}

#[test]
fn the_way_is_shared_exactly() {
    // 25 of 100 is a quarter, 24.99 is none.
    let on = |hundredths: i64| {
        let portfolio = Portfolio {
            projects: vec![project(vec![revision(100, 0)])],
            settings: Settings::default(),
        };
        let figures = [(10, hundredths), (20, 4_000), (150, 10_000)];
        let figures = figures.map(|(on, hundredths)| Figure {
            on: day(on),
            percent: Percent::from_hundredths(hundredths).unwrap(),
        });
        let series = HashMap::from([(1, figures.to_vec())]);
        let assessment = assess(&portfolio, &series, day(200));
        let judged = &assessment.targets[0];
        let trial = Trial::of(judged, &series[&1], day(200), &portfolio.settings);
        trial.unwrap().points[0].unwrap().on
    };
    assert_eq!(on(2_500), day(10));
    assert_eq!(on(2_499), day(20));
}

#[test]
fn a_point_goes_by_the_terms_of_its_day() {
    // On day 60 the due day was moved to day 200.
    let moved = || project(vec![revision(100, 0), revision(200, 60)]);
    let trial = tried(moved(), &LATE, 365).unwrap();
    // Late by the first promise.
    assert_eq!(trial.ending, Ending::Late);
    assert_eq!(trial.points[0].unwrap().promised, exact(hundredths(50)));
    // On day 80, day 120 of 200 is earned: done on day 160. Pace 80/120.
    let half = trial.points[1].unwrap();
    assert_eq!(half.forecast, exact(Ratio::new(-10, 200)));
    assert_eq!(half.promised, exact(Ratio::new(-50, 200)));
    assert_eq!(half.lamp, Some((Lamp::Green, true)));
    assert_eq!(half.factor, exact(Ratio::new(70, 80)));
    // As long as day 200 has not passed, a lamp that went by it is not held against anything.
    let trial = tried(moved(), &LATE, 200).unwrap();
    assert_eq!(trial.points[1].unwrap().lamp, None);
    assert_eq!(trial.points[0].unwrap().lamp, Some((Lamp::Yellow, false)));
}

#[test]
fn only_what_fell_due_is_tried() {
    let one = || project(vec![revision(100, 0)]);
    assert!(tried(one(), &LATE, 100).is_none());
    assert!(tried(one(), &LATE, 101).is_some());
    // Postponing does not take it away.
    let moved = project(vec![revision(100, 0), revision(900, 90)]);
    assert!(tried(moved, &LATE, 101).is_some());
    let mut milestone = one();
    milestone.stages[0].facts.kind = StageKind::Milestone;
    assert!(tried(milestone, &LATE, 365).is_none());
    // Given up on its way; or after its due day, from which on its time stands still.
    let cancelled = |on: i64| {
        let mut project = one();
        project.states.push(StateChange {
            decided_on: day(on),
            state: State::Cancelled,
            reason: None,
        });
        tried(project, &LATE[..2], 365)
    };
    assert!(cancelled(90).is_none());
    assert_eq!(
        cancelled(140).unwrap().factor,
        Some(least(Ratio::new(60, 40)))
    );
}

proptest! {
    // Seen to catch: the terms of the day of the question in place of those of the figure's day.
    #[test]
    fn what_comes_later_changes_nothing_that_was_said(
        figures in prop::collection::btree_map(1i64..300, 0i64..100, 1..8),
        later in prop::collection::btree_map(301i64..400, 0i64..=100, 0..3),
        dues in (20i64..200, 20i64..300, 302i64..380),
        decided in 1i64..300,
    ) {
        let figures: Vec<(i64, i64)> = figures.into_iter().collect();
        let all: Vec<(i64, i64)> = figures.iter().copied().chain(later).collect();
        let (first, second, third) = dues;
        let early = vec![revision(first, 0), revision(second, decided)];
        let late = [early.clone(), vec![revision(third, 301)]].concat();
        let said = |trial: &Trial| trial.points.map(|point| point.map(|point| {
            let apart = point.forecast.value - point.promised.value;
            (point.on, apart, point.straight_line.value - point.promised.value)
        }));
        let before = tried(project(early), &figures, 300).unwrap();
        let after = tried(project(late), &all, 400).unwrap();
        for (before, after) in said(&before).into_iter().zip(said(&after)) {
            if before.is_some() {
                prop_assert_eq!(before, after);
            }
        }
    }
}
