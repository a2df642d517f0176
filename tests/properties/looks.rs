//! A store that reads only the figures a verdict depends on gives the verdicts that all figures
//! give.

use project_tracker::assess::{EVERY_VERDICT, PAST_DUE, assess};
use project_tracker::model::{
    Known, Language, Percent, Portfolio, Scope, Snapshot, TargetState, Terms,
};
use project_tracker::report::{Watch, findings};
use project_tracker::store::{self, Store};
use project_tracker::text;
use proptest::prelude::*;

use super::{Deed, act, day, deed, history, retract, retracted};

/// Everything that is judged, with all that led to it.
fn verdicts(portfolio: &Portfolio, as_of: i64) -> Vec<String> {
    let assessment = assess(portfolio, day(as_of));
    let targets = assessment.targets.iter();
    targets
        .map(|judged| {
            let (stage, target) = (judged.stage, judged.target);
            format!(
                "{} {} {} {}: {:?} original {:?} slip {:?} last {:?} under way {:?}",
                judged.project.facts.code,
                stage.facts.code,
                target.period,
                target.label,
                judged.verdict,
                judged.original_status,
                judged.slip,
                stage.reading,
                stage.under_way,
            )
        })
        .collect()
}

/// What `check` tells.
fn found(portfolio: &Portfolio, as_of: i64) -> Vec<String> {
    let as_of = day(as_of);
    let assessment = assess(portfolio, as_of);
    let found = findings(&assessment, &Watch::default(), &[]);
    let told = |finding| text::finding(Language::En, finding, as_of);
    found.iter().map(told).collect()
}

fn assert_same(store: &dyn Store, as_of: i64, known: Known) -> Result<(), TestCaseError> {
    let question = Snapshot {
        as_of: day(as_of),
        known,
        scope: Scope::All,
    };
    let all = store.snapshot(&question).unwrap();
    let judged = store.to_judge(&question, EVERY_VERDICT).unwrap();
    prop_assert_eq!(
        verdicts(&judged, as_of),
        verdicts(&all, as_of),
        "{}",
        day(as_of)
    );
    // The same projects and stages are there, judged or not.
    let stages = |portfolio: &Portfolio| -> Vec<(i64, bool)> {
        let stages = portfolio.projects.iter().flat_map(|p| &p.stages);
        stages.map(|s| (s.id, s.figures.is_empty())).collect()
    };
    prop_assert_eq!(stages(&judged), stages(&all));
    let past_due = store.to_judge(&question, PAST_DUE).unwrap();
    prop_assert_eq!(
        found(&past_due, as_of),
        found(&all, as_of),
        "{}",
        day(as_of)
    );
    Ok(())
}

/// Many readings of few stages, close to one another, beside whatever else.
fn dense() -> impl Strategy<Value = Vec<Deed>> {
    let reading = (0usize..2, 0i64..150, prop::option::of(7_000u16..=10_000))
        .prop_map(|(stage, on, percent)| Deed::Reading(stage, on, percent, String::new()));
    let either = prop_oneof![3 => reading, 1 => deed()];
    prop::collection::vec(either, 10..60)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    // Caught, each by leaving it out: a later figure of the day before a run; the figure on the day
    // a rest began; the original's terms; the first figure after the baseline day; what was taken
    // back; the figure a stuck stage is held against; the history of stages rolled up.
    #[test]
    fn the_figures_looked_at_give_the_verdicts_that_all_give(
        deeds in history(), more in dense(), back in retracted(), cut in 1usize..60,
    ) {
        let mut made = store::in_memory().unwrap();
        for (number, deed) in deeds.iter().chain(&more).enumerate() {
            act(&mut *made, number, deed);
        }
        let mut record = made.record().unwrap();
        retract(&mut record, &back);
        let mut store = store::in_memory().unwrap();
        store.restore(&record).unwrap();
        let hour = cut - 1;
        let until = format!("2021-06-{:02}T{:02}:30:00Z", 1 + hour / 24 % 28, hour % 24);
        for as_of in (0..260).step_by(7) {
            assert_same(&*store, as_of, Known::Now)?;
            assert_same(&*store, as_of, Known::Until(until.parse().unwrap()))?;
        }
    }
}

/// Rare among random histories: a figure that equals the target, or was lost after a rest began.
#[test]
fn rare_histories_are_judged_by_the_figures_looked_at_as_by_all() {
    let percent = |hundredths| Percent::from_hundredths(hundredths).unwrap();
    let terms = Terms {
        percent: percent(7_000),
        due: Some(day(60)),
        words: None,
        is_due_implied: false,
        start: None,
        baseline: None,
        plan_points: Vec::new(),
        commitment: None,
        state: TargetState::Active,
    };
    let read = |on, percent| Deed::Reading(0, on, Some(percent), String::new());
    for (readings, suspended_on) in [
        // Met with the first of three, of which the second is just enough.
        (
            vec![(5, 6_900), (10, 7_100), (20, 7_000), (100, 7_500)],
            None,
        ),
        // Met when the rest began, so that it is no rest; and later lost.
        (vec![(10, 6_900), (20, 7_100), (50, 6_000)], Some(30)),
        (vec![(10, 6_900), (20, 7_100), (100, 6_000)], Some(30)),
        // Not met when it began.
        (vec![(10, 7_100), (20, 6_900), (100, 6_000)], Some(30)),
    ] {
        let mut deeds = vec![
            Deed::Project("金辉".to_owned()),
            Deed::Stage(0, false),
            Deed::Target(0, 0, false, false, terms.clone(), 0),
        ];
        deeds.extend(readings.iter().map(|(on, percent)| read(*on, *percent)));
        deeds.extend(suspended_on.map(|on| Deed::State(0, 0, on)));
        let mut store = store::in_memory().unwrap();
        for (number, deed) in deeds.iter().enumerate() {
            act(&mut *store, number, deed);
        }
        for as_of in 0..130 {
            assert_same(&*store, as_of, Known::Now).unwrap();
        }
    }
}
