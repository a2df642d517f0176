//! Twins that are merged are judged as if all had been said of one project from the start.

use project_tracker::assess::plan_start;
use project_tracker::ledger::{
    self, Change, Due, Earlier, Figure, Goal, Lower, Merging, Novelty, Occasion, Origin,
    ProjectChange, ProjectMention, ReadingChange, StageChange, StageMention, Stated, TargetChange,
    WhichTarget,
};
use project_tracker::model::{
    Given, Known, Percent, Period, PeriodName, PlanPoint, Remark, StageKind, Terms,
};
use project_tracker::store::verify::verify;
use project_tracker::store::{self, Store, replay};
use proptest::prelude::*;

use super::{code, day, entry, judged, portfolio, retract, terms};

/// Which of the twins is spoken of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Twin {
    One,
    Other,
}

/// Something said of a project that has two names.
#[derive(Clone, Debug)]
enum Said {
    /// Of a stage and period, and whether it carries on the target of the period before.
    Target(usize, usize, Terms, bool),
    /// What a target is revised to.
    Revised(usize, usize, Terms),
    Reading(usize, i64, u16),
}

/// What is said, by which of its names, and when; a second time by the other, some days later.
#[derive(Clone, Debug)]
struct Statement {
    said: Said,
    twin: Twin,
    on: i64,
    again: Option<i64>,
}

const CODES: [&str; 2] = ["one", "other"];
const STAGES: [&str; 3] = ["main", "roof", "overall"];
const PERIODS: [&str; 3] = ["2021Q2", "2021Q3", "2021Q4"];

fn statements() -> impl Strategy<Value = Vec<Statement>> {
    // A start without a percent is declared at 0 where nothing was reported yet, which is not the
    // same of twins.
    let terms = || {
        terms().prop_map(|terms| Terms {
            start: terms.start.filter(|_| terms.baseline.is_some()),
            ..terms
        })
    };
    let said = prop_oneof![
        2 => (0usize..3, 0usize..3, terms(), any::<bool>())
            .prop_map(|(stage, period, terms, carries)| Said::Target(stage, period, terms, carries)),
        2 => (0usize..3, 0usize..3, terms())
            .prop_map(|(stage, period, terms)| Said::Revised(stage, period, terms)),
        5 => (0usize..3, 0i64..240, 0u16..=10_000)
            .prop_map(|(stage, on, percent)| Said::Reading(stage, on, percent)),
    ];
    let twin = prop_oneof![Just(Twin::One), Just(Twin::Other)];
    let statement = (said, twin, 0i64..100, prop::option::weighted(0.3, 0i64..60)).prop_map(
        |(said, twin, on, again)| Statement {
            said,
            twin,
            on,
            again,
        },
    );
    prop::collection::vec(statement, 3..40)
}

/// A record, and the number of the next entry.
struct Record {
    store: Box<dyn Store>,
    next: usize,
}

impl Record {
    fn new() -> Record {
        let store = store::in_memory().unwrap();
        Record { store, next: 0 }
    }

    fn say(&mut self, changes: Vec<Change>) {
        let origin = Origin::default();
        let stated: Vec<Stated> = changes
            .into_iter()
            .map(|change| Stated { origin, change })
            .collect();
        let at = entry(self.next);
        let done = ledger::record(&mut *self.store, &at, &stated, &occasion(), &|_, _| Ok(()));
        let done = done.unwrap();
        done.plan.check().unwrap();
        self.next += 1;
    }

    /// All that is judged of a day, by the codes of stages and the periods of targets.
    fn verdicts(&self, as_of: i64, known: Known) -> Vec<String> {
        judged(&*self.store, day(as_of), known, |assessment| {
            let all = assessment.targets.iter().map(|judged| {
                let terms = Terms {
                    carried_from: None,
                    ..judged.revision.terms.clone()
                };
                // Stages have other numbers, and of one day any may be the other stage.
                let mut verdict = judged.verdict.clone();
                let other = verdict.other.take().map(|other| other.figure.on);
                let slip = judged.target.original().map(|first| &first.terms.due);
                format!(
                    "{}/{} {slip:?} {:?} {terms:?} {} {other:?} {verdict:?}",
                    judged.project.facts.code,
                    judged.stage.facts.code,
                    judged.revision.decided_on,
                    judged.is_carried_on
                )
            });
            let mut all: Vec<String> = all.collect();
            all.sort();
            all
        })
    }
}

fn occasion() -> Occasion {
    Occasion {
        as_of: day(3000),
        today: day(3000),
        command: [String::new(), String::new()],
        files: Vec::new(),
        is_typed: true,
        skips_bad: false,
        answers: Default::default(),
        is_trial: false,
    }
}

fn project(twin: Twin) -> ProjectMention {
    ProjectMention::Code(code(CODES[twin as usize]))
}

fn added(twin: Twin) -> Change {
    let code = code(CODES[twin as usize]);
    let name = format!("金辉{code}");
    let mention = ProjectMention::Named {
        code: Some(code),
        name: Some(name),
    };
    Change::Project(Box::new(ProjectChange::of(mention, Novelty::SurelyAdded)))
}

/// What a statement of one of the twins changes; nothing where it revises what is not there.
fn changes(record: &Record, said: &Said, twin: Twin, on: i64, carries: bool) -> Vec<Change> {
    let stage = |index: usize| {
        let mut change = StageChange::of(
            project(twin),
            StageMention::Code(code(STAGES[index])),
            Novelty::Either,
        );
        change.is_measured = true;
        change.facts.kind = Some(StageKind::Measured);
        Change::Stage(Box::new(change))
    };
    match said {
        Said::Target(index, period, terms, _) => {
            let mut change = target(twin, *index, *period, terms, on);
            if carries {
                let before: Period = PERIODS[period - 1].parse().unwrap();
                change.carried_from = Given::Value(Earlier::Period(PeriodName::Days(before)));
            }
            vec![stage(*index), Change::Target(Box::new(change))]
        }
        Said::Revised(index, period, terms) => {
            let mut change = target(twin, *index, *period, terms, on);
            let Some(number) = number(record, twin, *index, *period) else {
                return Vec::new();
            };
            change.which.number = Some(number);
            change.which.is_row = false;
            vec![Change::Target(Box::new(change))]
        }
        Said::Reading(index, as_of, percent) => {
            let percent = Percent::from_hundredths(i64::from(*percent));
            let reading = ReadingChange {
                project: project(twin),
                stage: StageMention::Code(code(STAGES[*index])),
                figure: Figure::Both {
                    percent,
                    amount: None,
                    total: None,
                },
                as_of: Some(day(*as_of)),
                remark: Remark::default(),
                lower: Lower::Meant,
                keeps_words: true,
            };
            vec![stage(*index), Change::Reading(Box::new(reading))]
        }
    }
}

/// The number of the target of a period.
fn number(record: &Record, twin: Twin, stage: usize, period: usize) -> Option<i64> {
    let period: Period = PERIODS[period].parse().unwrap();
    let all = portfolio(&*record.store).projects;
    let project = all
        .iter()
        .find(|project| project.facts.code.as_str() == CODES[twin as usize])?;
    let stage = project.stage(STAGES[stage])?;
    let of_period = stage.targets.iter().find(|target| {
        let terms = target.original().map(|first| &first.terms);
        terms.is_some_and(|terms| terms.period == Some(period))
    });
    of_period.map(|target| target.number)
}

fn target(twin: Twin, stage: usize, period: usize, terms: &Terms, on: i64) -> TargetChange {
    fn given<T: Clone>(value: Option<&T>) -> Given<T> {
        value.cloned().map_or(Given::Empty, Given::Value)
    }
    let period: Period = PERIODS[period].parse().unwrap();
    let of_period = Terms {
        period: Some(period),
        ..terms.clone()
    };
    let start = plan_start(&of_period, day(0));
    let is_within = |point: &&PlanPoint| start < point.on && Some(point.on) < terms.due;
    let points = terms.plan_points.iter().filter(is_within).copied();
    TargetChange {
        which: WhichTarget {
            period: Some(PeriodName::Days(period)),
            label: Some(String::new()),
            is_row: true,
            ..WhichTarget::default()
        },
        goal: Goal::Percent(terms.percent),
        due: terms.due.map_or(Due::Undated, Due::Day),
        words: given(terms.words.as_ref()),
        is_due_implied: Some(terms.is_due_implied),
        commitment: given(terms.commitment.as_ref()),
        start: given(terms.start.as_ref()),
        baseline: given(terms.baseline.as_ref()),
        plan_points: Given::Value(points.collect()),
        state: Some(terms.state),
        decided_on: Some(day(on)),
        ..TargetChange::of(project(twin), StageMention::Code(code(STAGES[stage])))
    }
}

/// Says it all of two projects, and all of one; returns both records.
fn told(statements: &[Statement]) -> [Record; 2] {
    let (mut twins, mut whole) = (Record::new(), Record::new());
    for twin in [Twin::One, Twin::Other] {
        twins.say(vec![added(twin)]);
    }
    whole.say(vec![added(Twin::One)]);
    // What was said, so that nothing is said otherwise of the same.
    let mut targets: Vec<(usize, usize)> = Vec::new();
    let mut days: Vec<(usize, i64)> = Vec::new();
    for statement in statements {
        let Statement { said, twin, on, .. } = statement;
        let other = match twin {
            Twin::One => Twin::Other,
            Twin::Other => Twin::One,
        };
        let mut tellers = vec![(*twin, *on)];
        tellers.extend(statement.again.map(|later| (other, on + later)));
        let mut carries = false;
        match said {
            Said::Target(stage, period, _, wanted) => {
                if targets.contains(&(*stage, *period)) {
                    continue;
                }
                targets.push((*stage, *period));
                let is_there = |twin| number(&twins, twin, *stage, period - 1).is_some();
                carries = *wanted && *period > 0 && tellers.iter().all(|(twin, _)| is_there(*twin));
            }
            Said::Revised(stage, period, _) => {
                // Whoever has the target revises it, both on one day, when both have set it.
                let has = |twin: &Twin| number(&twins, *twin, *stage, *period).is_some();
                let all = [Twin::One, Twin::Other].into_iter().filter(has);
                tellers = all.map(|twin| (twin, 160 + on)).collect();
            }
            Said::Reading(stage, as_of, _) => {
                if days.contains(&(*stage, *as_of)) {
                    continue;
                }
                days.push((*stage, *as_of));
            }
        }
        for (twin, on) in tellers {
            let of_twin = changes(&twins, said, twin, on, carries);
            if !of_twin.is_empty() {
                twins.say(of_twin);
                let of_whole = changes(&whole, said, Twin::One, on, carries);
                whole.say(of_whole);
            }
        }
    }
    [twins, whole]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    // Caught: the target that stays although the other was promised earlier; what carries on a target
    // that was replaced, or one that was merged.
    #[test]
    fn merged_twins_are_judged_as_one_project_of_which_all_was_said(
        statements in statements(),
        days in prop::collection::vec(0i64..300, 1..4),
    ) {
        let [mut twins, whole] = told(&statements);
        let before = twins.next;
        let until = Known::Until(entry(before - 1).recorded_at);
        let two: Vec<_> = days.iter().map(|on| twins.verdicts(*on, Known::Now)).collect();
        let merging = Merging {
            from: CODES[1].to_owned(),
            into: CODES[0].to_owned(),
            prefer: None,
        };
        let merged = ledger::merge(&mut *twins.store, &entry(before), &merging, &occasion()).unwrap();
        let by = merged.entry.unwrap();
        for (on, two) in days.iter().zip(&two) {
            prop_assert_eq!(twins.verdicts(*on, Known::Now), whole.verdicts(*on, Known::Now));
            prop_assert_eq!(&twins.verdicts(*on, until), two);
        }
        let flaws = verify(&*twins.store, None).unwrap().flaws;
        prop_assert!(flaws.is_empty(), "{:?}", flaws);
        let mut copy = store::in_memory().unwrap();
        replay::copy(&*twins.store, &mut *copy).unwrap();
        let copy = Record { store: copy, next: 0 };
        prop_assert_eq!(copy.verdicts(days[0], Known::Now), twins.verdicts(days[0], Known::Now));
        retract(&mut *twins.store, before + 1, &[by].into());
        for (on, two) in days.iter().zip(&two) {
            prop_assert_eq!(&twins.verdicts(*on, Known::Now), two);
        }
    }
}
