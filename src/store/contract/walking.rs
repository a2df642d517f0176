//! Walks over readings.

use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::*;
use crate::model::Percent;
use crate::store::{Onward, Step, Walk};

/// A reading: stage, days from the first of July on, percent.
type Given = (i64, i64, Option<i64>);

fn on(days: i64) -> Day {
    day("2021-07-01").plus(days).unwrap()
}

/// A store whose entries have these readings, of a stage and day one each.
fn store(make: Make, entries: &[Vec<Given>]) -> Box<dyn Store> {
    let mut store = make();
    let things = [
        row!(Project id: 1),
        row!(Stage id: 1, project: 1),
        row!(Stage id: 2, project: 1),
    ];
    write(store.as_mut(), &new_entry(), &things);
    for given in entries {
        let rows: Vec<Row> = given
            .iter()
            .map(|(stage, days, percent)| {
                let as_of = on(*days).to_string();
                match percent {
                    None => row!(Reading stage: *stage, as_of: as_of),
                    Some(h) => row!(Reading stage: *stage, as_of: as_of, percent: *h),
                }
            })
            .collect();
        write(store.as_mut(), &new_entry(), &rows);
    }
    store
}

fn walked(store: &dyn Store, walk: &Walk, most: usize) -> Vec<Step> {
    let mut steps = Vec::new();
    let read = store.read(&mut |read| {
        read.walk(walk, &mut |step| {
            steps.push(step);
            if steps.len() == most {
                Onward::Stop
            } else {
                Onward::Go
            }
        })
    });
    read.unwrap();
    steps
}

/// By going through everything.
fn listed(entries: &[Vec<Given>], walk: &Walk, most: usize) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for (entry, given) in (2..).zip(entries) {
        let of_stage = given.iter().filter(|(stage, ..)| *stage == walk.stage);
        steps.extend(of_stage.map(|(_, days, percent)| Step {
            as_of: on(*days),
            entry,
            percent: percent.and_then(Percent::from_hundredths),
        }));
    }
    steps.retain(|step| {
        (walk.from..=walk.to).contains(&step.as_of)
            && (!walk.only_figures || step.percent.is_some())
    });
    steps.sort_by_key(|step| (step.as_of, -step.entry));
    if walk.is_backward {
        steps.sort_by_key(|step| std::cmp::Reverse((step.as_of, step.entry)));
    }
    steps.truncate(most);
    steps
}

/// Caught: the earliest entry of a day first, on the way forth; a walk that went on with the days
/// behind after it was stopped within one.
pub(super) fn a_walk_passes_by_what_a_list_would(make: Make) {
    let percent = prop::option::of(0..=10_000i64);
    let reading = ((1..=2i64, 0..6i64), percent);
    let entry = prop::collection::btree_map(reading.0, reading.1, 1..6);
    let entries = prop::collection::vec(entry, 0..6);
    let walk = (1..=3i64, -1..7i64, -1..7i64, any::<bool>(), any::<bool>());
    let walks = prop::collection::vec((walk, 1..5usize), 1..20);
    let mut runner = TestRunner::new(ProptestConfig::with_cases(24));
    let ran = runner.run(&(entries, walks), |(entries, walks)| {
        let entries: Vec<Vec<Given>> = entries
            .into_iter()
            .map(|entry| entry.into_iter().map(|((s, d), p)| (s, d, p)).collect())
            .collect();
        let store = store(make, &entries);
        for ((stage, from, to, is_backward, only_figures), most) in walks {
            let walk = Walk {
                stage,
                from: on(from),
                to: on(to),
                is_backward,
                only_figures,
            };
            let found = walked(store.as_ref(), &walk, most);
            prop_assert_eq!(found, listed(&entries, &walk, most));
        }
        Ok(())
    });
    ran.unwrap();
}

pub(super) fn of_one_day_the_last_recorded_comes_first_in_both_directions(make: Make) {
    let entries = [
        vec![(1, 0, Some(1000)), (1, 1, Some(1100))],
        vec![(1, 0, None), (1, 1, Some(1200))],
    ];
    let store = store(make, &entries);
    let all = |is_backward, only_figures| {
        let walk = Walk {
            stage: 1,
            from: Day::default(),
            to: Day::LAST,
            is_backward,
            only_figures,
        };
        let steps = walked(store.as_ref(), &walk, 9).into_iter();
        let short = |step: Step| (step.as_of.days_since(on(0)), step.entry);
        steps.map(short).collect::<Vec<_>>()
    };
    assert_eq!(all(true, false), [(1, 3), (1, 2), (0, 3), (0, 2)]);
    assert_eq!(all(false, false), [(0, 3), (0, 2), (1, 3), (1, 2)]);
    assert_eq!(all(false, true), [(0, 2), (1, 3), (1, 2)]);
}
