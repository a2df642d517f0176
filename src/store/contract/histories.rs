//! Histories made at random: whatever happens later changes no earlier answer.

use std::ops::Range;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::*;
use crate::model::Known;

/// Days are numbered from here.
const FIRST: &str = "2021-07-01";
/// Days in which a history takes place; questions are asked from the day before it to the end.
const DAYS: i64 = 12;

fn nth(number: i64) -> Day {
    day(FIRST).plus(number).expect("a day")
}

fn end_of(number: i64) -> Known {
    known_on(&nth(number).to_string())
}

/// One thing written.
#[derive(Clone, Debug)]
enum Step {
    Reading {
        stage: usize,
        on: i64,
        percent: Option<i64>,
    },
    Revision {
        target: usize,
        on: i64,
        percent: i64,
    },
    State {
        project: usize,
        on: i64,
        state: State,
    },
    EditProject {
        project: usize,
        lead: Option<String>,
    },
    EditStage {
        stage: usize,
        weight: Option<i64>,
        kind: StageKind,
    },
    Setting {
        key: &'static str,
        value: &'static str,
    },
    NewStage {
        project: usize,
    },
    NewTarget {
        stage: usize,
        on: i64,
    },
}

/// A transaction: the day and hour of the clock, which may stand anywhere, and what it writes.
#[derive(Clone, Debug)]
struct Transaction {
    on: i64,
    hour: i64,
    steps: Vec<Step>,
}

impl Transaction {
    fn recorded_at(&self) -> String {
        format!("{}T{:02}:30:00Z", nth(self.on), self.hour)
    }
}

fn step() -> impl Strategy<Value = Step> {
    let days = || 0..DAYS;
    let kind = prop_oneof![Just(StageKind::Measured), Just(StageKind::Milestone)];
    let state = prop_oneof![
        Just(State::Active),
        Just(State::Suspended),
        Just(State::Cancelled)
    ];
    let setting = prop_oneof![
        Just(("rule", "gap")),
        Just(("rule", "")),
        Just(("stale.most", "40")),
        Just(("urgent", "3"))
    ];
    prop_oneof![
        5 => (0..9usize, days(), proptest::option::weighted(0.7, 0..=10_000i64))
            .prop_map(|(stage, on, percent)| Step::Reading { stage, on, percent }),
        3 => (0..9usize, days(), 1..=10_000i64)
            .prop_map(|(target, on, percent)| Step::Revision { target, on, percent }),
        2 => (0..2usize, days(), state)
            .prop_map(|(project, on, state)| Step::State { project, on, state }),
        1 => (0..2usize, proptest::option::of("[a-c]"))
            .prop_map(|(project, lead)| Step::EditProject { project, lead }),
        1 => (0..9usize, proptest::option::of(0..=10_000i64), kind)
            .prop_map(|(stage, weight, kind)| Step::EditStage { stage, weight, kind }),
        1 => setting.prop_map(|(key, value)| Step::Setting { key, value }),
        1 => (0..2usize).prop_map(|project| Step::NewStage { project }),
        1 => (0..9usize, days()).prop_map(|(stage, on)| Step::NewTarget { stage, on }),
    ]
}

fn history(transactions: Range<usize>) -> impl Strategy<Value = Vec<Transaction>> {
    let transaction = (0..DAYS, 0..24i64, proptest::collection::vec(step(), 1..4))
        .prop_map(|(on, hour, steps)| Transaction { on, hour, steps });
    proptest::collection::vec(transaction, transactions)
}

/// What a history has made so far.
struct World {
    store: Box<dyn Store>,
    projects: Vec<(i64, ProjectFacts)>,
    /// Its project, its number, its facts.
    stages: Vec<(usize, i64, StageFacts)>,
    targets: Vec<i64>,
}

impl World {
    /// Two projects with two stages and a target on each, recorded before the first day.
    fn new(make: Make<'_>) -> World {
        let mut world = World {
            store: make(),
            projects: Vec::new(),
            stages: Vec::new(),
            targets: Vec::new(),
        };
        let (projects, stages, targets) = write(&mut *world.store, "2021-06-01", |draft| {
            let mut projects = Vec::new();
            let mut stages = Vec::new();
            let mut targets = Vec::new();
            for (place, of) in ["jinhui", "west-plot"].into_iter().enumerate() {
                let facts = project_facts(of);
                let project = draft.add_project(&facts)?;
                projects.push((project, facts));
                for of in ["overall", "piles"] {
                    let facts = stage_facts(of);
                    let stage = draft.add_stage(project, &facts)?;
                    let target = draft.add_target(stage, period("2021H2"), "", None)?;
                    draft.revise(target, &revision("2021-06-01", "80", "2021-12-31"))?;
                    stages.push((place, stage, facts));
                    targets.push(target);
                }
            }
            Ok((projects, stages, targets))
        });
        (world.projects, world.stages, world.targets) = (projects, stages, targets);
        world
    }

    /// Writes one transaction; steps that a store has to refuse or that say nothing are left out.
    /// Whether anything was written.
    fn tell(&mut self, told: &Transaction) -> bool {
        let (projects, stages, targets) = (&mut self.projects, &mut self.stages, &mut self.targets);
        let mut read = Vec::new();
        let mut set = Vec::new();
        let result = self.store.write(&entry(&told.recorded_at()), &mut |draft| {
            for step in &told.steps {
                match step {
                    Step::Reading { stage, on, percent } => {
                        let (_, id, _) = stages[stage % stages.len()];
                        if read.contains(&(id, *on)) {
                            continue;
                        }
                        read.push((id, *on));
                        draft.add_reading(
                            id,
                            &Reading {
                                as_of: nth(*on),
                                percent: percent.and_then(Percent::from_hundredths),
                                amount: None,
                                remark: Remark::default(),
                            },
                        )?;
                    }
                    Step::Revision {
                        target,
                        on,
                        percent,
                    } => {
                        // Rather one of those made last.
                        let place = target % targets.len();
                        let target = targets[targets.len() - 1 - place];
                        let mut told = revision(&nth(*on).to_string(), "1", "2021-12-31");
                        told.terms.percent = Percent::from_hundredths(*percent).unwrap();
                        draft.revise(target, &told)?;
                    }
                    Step::State { project, on, state } => {
                        let change = StateChange {
                            state: *state,
                            decided_on: nth(*on),
                            reason: None,
                        };
                        draft.set_state(projects[*project].0, State::Active, &change)?;
                    }
                    Step::EditProject { project, lead } => {
                        let (id, facts) = &mut projects[*project];
                        let old = facts.clone();
                        facts.lead.clone_from(lead);
                        draft.edit_project(*id, &old, facts, None)?;
                    }
                    Step::EditStage {
                        stage,
                        weight,
                        kind,
                    } => {
                        let place = stage % stages.len();
                        let (project, id, facts) = &mut stages[place];
                        let old = facts.clone();
                        facts.weight = weight.and_then(Percent::from_hundredths);
                        facts.kind = *kind;
                        draft.edit_stage(projects[*project].0, *id, &old, facts, None)?;
                    }
                    Step::Setting { key, value } => {
                        if !set.contains(key) {
                            set.push(*key);
                            draft.set(key, value)?;
                        }
                    }
                    Step::NewStage { project } => {
                        let facts = stage_facts(&format!("part-{}", stages.len()));
                        let stage = draft.add_stage(projects[*project].0, &facts)?;
                        let target = draft.add_target(stage, period("2021H2"), "", None)?;
                        draft.revise(target, &revision(FIRST, "80", "2021-12-31"))?;
                        stages.push((*project, stage, facts));
                        targets.push(target);
                    }
                    Step::NewTarget { stage, on } => {
                        let (_, id, _) = stages[stage % stages.len()];
                        let label = format!("no. {}", targets.len());
                        let target = draft.add_target(id, period("2022"), &label, None)?;
                        let decided_on = nth(*on).to_string();
                        draft.revise(target, &revision(&decided_on, "80", "2022-12-31"))?;
                        targets.push(target);
                    }
                }
            }
            Ok(Outcome::Keep)
        });
        result.expect("the transaction is written").is_some()
    }

    fn ask(&self, as_of: i64, known: Known) -> Portfolio {
        ask_known(&*self.store, &nth(as_of).to_string(), known)
    }
}

/// What is in force on a day: revisions and states decided later are kept in the tree, so that
/// they can be shown, and are passed over by `Target::revisions_on` and `Project::state_on`.
fn in_force(mut portfolio: Portfolio, on: i64) -> Portfolio {
    let on = nth(on);
    for project in &mut portfolio.projects {
        project.states.retain(|change| change.decided_on <= on);
        for target in project.stages.iter_mut().flat_map(|s| &mut s.targets) {
            target.revisions = target.revisions_on(on).cloned().collect();
        }
    }
    portfolio
}

fn run<S: Strategy>(strategy: &S, check: impl Fn(S::Value)) {
    let config = Config {
        cases: 64,
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner = TestRunner::new(config);
    let result = runner.run(strategy, |value| {
        check(value);
        Ok(())
    });
    if let Err(failure) = result {
        panic!("{failure}");
    }
}

/// Caught: readings of all days answered whatever the as-of day; the last state taken for the only
/// one; a target's first revision put among the others by its day, so that a later one became the
/// first.
pub(super) fn what_is_dated_later_never_changes_an_answer(make: Make<'_>) {
    run(&(history(1..10), -1..DAYS), |(history, as_of)| {
        let mut world = World::new(make);
        for told in history {
            let (later, other): (Vec<Step>, Vec<Step>) =
                told.steps.into_iter().partition(|step| match step {
                    Step::Reading { on, .. }
                    | Step::Revision { on, .. }
                    | Step::State { on, .. } => as_of < *on,
                    _ => false,
                });
            world.tell(&Transaction {
                steps: other,
                ..told
            });
            let before = in_force(world.ask(as_of, Known::Now), as_of);
            world.tell(&Transaction {
                steps: later,
                ..told
            });
            let after = in_force(world.ask(as_of, Known::Now), as_of);
            assert_eq!(before, after);
        }
    });
}

/// Caught: "known by then" asked of each entry's own clock, so that one set back let in what had
/// been recorded on the way; facts taken back in the order of their edits, or (the lead) not at
/// all; settings of all entries taken.
pub(super) fn what_is_recorded_later_never_changes_what_was_known(make: Make<'_>) {
    run(
        &(history(1..10), -1..DAYS, -1..DAYS),
        |(history, known_on, as_of)| {
            let mut world = World::new(make);
            let mut is_over = false;
            for told in history {
                let before = world.ask(as_of, end_of(known_on));
                let is_written = world.tell(&told);
                // Once the day is over it stays over, even for a clock that was set back.
                is_over |= is_written && known_on < told.on;
                if is_over {
                    assert_eq!(before, world.ask(as_of, end_of(known_on)));
                }
            }
        },
    );
}

/// Caught: what a fact was and what it became put back the wrong way round; a day added to each
/// decision.
pub(super) fn a_history_restored_answers_equally(make: Make<'_>) {
    run(
        &(history(1..10), -1..DAYS, -1..DAYS),
        |(history, known_on, as_of)| {
            let mut world = World::new(make);
            for told in &history {
                world.tell(told);
            }
            let record = world.store.record().unwrap();
            let mut other = make();
            other.restore(&record).unwrap();
            assert_eq!(other.record().unwrap(), record);
            let as_of_day = nth(as_of).to_string();
            for known in [Known::Now, end_of(known_on)] {
                assert_eq!(
                    world.ask(as_of, known),
                    ask_known(&*other, &as_of_day, known)
                );
            }
        },
    );
}
