//! An engine that seeks the figures a verdict depends on gives the verdicts that all figures give.

use std::collections::{BTreeMap, HashMap};

use project_tracker::assess::{Assessment, assess};
use project_tracker::messages::In;
use project_tracker::model::{Day, Figure, Known, Language, Percent, Scope, TargetState, Terms};
use project_tracker::report::{Finding, Watch, findings};
use project_tracker::store::rows::StageReading;
use project_tracker::store::{self, Of, Store, Visible};
use proptest::prelude::*;

use super::{Deed, act, day, deed, history, judged, recorded, retracted, until};

/// Everything that is judged, with all that led to it, and what `check` tells.
fn verdicts(assessment: &Assessment<'_>) -> Vec<String> {
    let targets = assessment.targets.iter().map(|judged| {
        let (stage, target) = (judged.stage, judged.target);
        format!(
            "{} {}#{}: {:?} original {:?} slip {:?} carried on {} last {:?} under way {:?}",
            judged.project.facts.code,
            stage.facts.code,
            target.number,
            judged.verdict,
            judged.original_status,
            judged.slip,
            judged.is_carried_on,
            stage.reading,
            stage.under_way,
        )
    });
    let found = findings(assessment, &Watch::default(), &[]);
    let told = |finding: &Finding<'_>| {
        let line = finding.line(Language::En, assessment.as_of);
        In(Language::En, &line).to_string()
    };
    targets.chain(found.iter().map(told)).collect()
}

/// The figures that count, read row by row: of a stage and day the one recorded last.
fn all_figures(read: &dyn store::Read, visible: &Visible) -> HashMap<i64, Vec<Figure>> {
    let mut last: BTreeMap<(i64, Day), (i64, Percent)> = BTreeMap::new();
    store::each(read, Of::All, &mut |row: StageReading| {
        let key = (row.stage, row.reading.as_of);
        let is_later = last.get(&key).is_none_or(|(entry, _)| *entry < row.entry);
        if let (Some(percent), true) = (row.reading.percent, is_later)
            && visible.counts(row.entry)
        {
            last.insert(key, (row.entry, percent));
        }
        Ok(())
    })
    .unwrap();
    let mut all: HashMap<i64, Vec<Figure>> = HashMap::new();
    for ((stage, on), (_, percent)) in last {
        all.entry(stage).or_default().push(Figure { on, percent });
    }
    all
}

fn assert_same(store: &dyn Store, as_of: i64, known: Known) -> Result<(), TestCaseError> {
    let as_of = day(as_of);
    let sought = judged(store, as_of, known, verdicts);
    let mut by_all = Vec::new();
    let mut look = |read: &dyn store::Read| {
        let visible = Visible::of(read, known)?;
        let portfolio = store::load(read, as_of, Scope::All, &visible)?;
        let figures = all_figures(read, &visible);
        by_all = verdicts(&assess(&portfolio, &figures, as_of));
        Ok(())
    };
    store.read(&mut look).unwrap();
    prop_assert_eq!(sought, by_all, "{}", as_of);
    Ok(())
}

/// Many readings of few stages, close to one another, beside whatever else.
fn dense() -> impl Strategy<Value = Vec<Deed>> {
    let reading = (0usize..2, 0i64..150, prop::option::of(7_000u16..=10_000))
        .prop_map(|(stage, on, percent)| Deed::Reading(stage, on, percent, "plain".to_owned()));
    let either = prop_oneof![3 => reading, 1 => deed()];
    prop::collection::vec(either, 10..60)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    // Caught: of several figures of a day the earlier ones too; what was taken back.
    #[test]
    fn the_figures_sought_give_the_verdicts_that_all_give(
        deeds in history(), more in dense(), back in retracted(), cut in 1usize..60,
    ) {
        let deeds: Vec<Deed> = deeds.into_iter().chain(more).collect();
        let mut store = store::in_memory().unwrap();
        recorded(&mut *store, &deeds, &back);
        for as_of in (0..260).step_by(7) {
            assert_same(&*store, as_of, Known::Now)?;
            assert_same(&*store, as_of, until(cut - 1))?;
        }
    }
}

/// Rare among random histories: a figure that equals the target, or was lost after a rest began.
// Caught: the last figure below a percent sought among those equal to it, too.
#[test]
fn rare_histories_are_judged_by_the_figures_sought_as_by_all() {
    let percent = |hundredths| Percent::from_hundredths(hundredths).unwrap();
    let terms = Terms {
        period: None,
        label: String::new(),
        carried_from: None,
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
    let read = |on, percent| Deed::Reading(0, on, Some(percent), "plain".to_owned());
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
            assert!(act(&mut *store, number, deed));
        }
        for as_of in 0..130 {
            assert_same(&*store, as_of, Known::Now).unwrap();
        }
    }
}
