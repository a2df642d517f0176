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
#[path = "properties/counted.rs"]
mod counted;
#[path = "properties/merged.rs"]
mod merged;
#[path = "properties/round.rs"]
mod round;
#[path = "properties/seeks.rs"]
mod seeks;
#[path = "properties/sentences.rs"]
mod sentences;
#[path = "properties/since.rs"]
mod since;
#[path = "properties/views.rs"]
mod views;
#[path = "properties/year.rs"]
mod year;

use project_tracker::assess::{Assessment, assess, plan_start};
use project_tracker::ledger::{
    self, AliasChange, Change, Due, Earlier, Figure, Goal, Lower, Merging, Novelty, Occasion,
    Origin, ProjectChange, ProjectMention, ReadingChange, Retracting, SettingChange, StageChange,
    StageMention, Stated, TargetChange, WhichTarget,
};
use project_tracker::model::{
    Alias, Code, Commitment, Day, DeclaredBaseline, Given, KeptText, Known, Language, NewEntry,
    Percent, Period, PeriodName, PlanPoint, Portfolio, Project, ProjectFactsEdit, Remark, Scope,
    SettingKey, Stage, StageFactsEdit, StageKind, State, TargetState, Terms,
};
use project_tracker::render;
use project_tracker::report::{PeriodChoice, Report, Request};
use project_tracker::store::{self, Figures, Store, Visible};
use proptest::prelude::*;

/// Something recorded; numbers choose among what is there.
#[derive(Clone, Debug)]
enum Deed {
    Project(String),
    Stage(usize, bool),
    /// The stages of a project get weights that sum to 100, the first so many hundredths.
    Weigh(usize, i64),
    /// Which stage, which period, whether labelled, whether it carries on an earlier one.
    Target(usize, usize, bool, bool, Terms, i64),
    Revise(usize, Terms, i64),
    Reading(usize, i64, Option<u16>, String),
    State(usize, usize, i64),
    Rename(usize, String),
    Setting(usize),
    /// Which project, into which, and which of the two is preferred.
    Merge(usize, usize, bool),
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
        prop::option::of((0u16..=50, prop::option::weighted(0.3, 0i64..60))),
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
                    period: None,
                    label: String::new(),
                    carried_from: None,
                    percent: Percent::from_hundredths(i64::from(percent) * 100).unwrap(),
                    due: due.map(day),
                    words: due.map(|_| "年底前".to_owned()),
                    is_due_implied: implied && due.is_some(),
                    start: start.map(day),
                    baseline: baseline.map(|(percent, on)| DeclaredBaseline {
                        percent: Percent::from_hundredths(i64::from(percent) * 100).unwrap(),
                        on: on.map(day),
                    }),
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
        3 => (any::<usize>(), 0usize..5, any::<bool>(), any::<bool>(), terms(), 0i64..200)
            .prop_map(|(s, p, l, c, t, d)| Deed::Target(s, p, l, c, t, d)),
        3 => (any::<usize>(), terms(), 0i64..200).prop_map(|(t, r, d)| Deed::Revise(t, r, d)),
        8 => (any::<usize>(), 0i64..240, prop::option::weighted(0.9, 0u16..=10_000), text.clone())
            .prop_map(|(s, d, p, n)| Deed::Reading(s, d, p, n.to_owned())),
        1 => (any::<usize>(), 0usize..3, 0i64..240).prop_map(|(p, s, d)| Deed::State(p, s, d)),
        1 => (any::<usize>(), text).prop_map(|(p, t)| Deed::Rename(p, t.to_owned())),
        1 => (0usize..4).prop_map(Deed::Setting),
        1 => any::<(usize, usize, bool)>().prop_map(|(f, i, p)| Deed::Merge(f, i, p)),
    ]
}

/// The portfolio as it stands.
fn portfolio(store: &dyn Store) -> Portfolio {
    let mut found = None;
    let mut look = |read: &dyn store::Read| {
        let visible = Visible::of(read, Known::Now)?;
        found = Some(store::load(read, Day::LAST, Scope::All, &visible)?);
        Ok(())
    };
    store.read(&mut look).unwrap();
    found.unwrap()
}

fn entry(number: usize) -> NewEntry {
    let at = format!(
        "2021-06-{:02}T{:02}:00:00Z",
        1 + number / 24 % 28,
        number % 24
    );
    NewEntry {
        recorded_at: at.parse().unwrap(),
        who: "wang".to_owned(),
        command: format!("deed {number}"),
        sources: Vec::new(),
    }
}

/// Records one deed as one entry, if there is what it speaks of and nothing is against it; whether
/// it did.
fn act(store: &mut dyn Store, number: usize, deed: &Deed) -> bool {
    let occasion = Occasion {
        as_of: day(3000),
        today: day(3000),
        command: [String::new(), String::new()],
        files: Vec::new(),
        is_typed: true,
        skips_bad: false,
        answers: Default::default(),
        is_trial: false,
    };
    if let Deed::Merge(from, into, prefers_from) = deed {
        let projects = portfolio(store).projects;
        let code = |which: &usize| projects[which % projects.len()].facts.code.to_string();
        let merging = Merging {
            from: code(from),
            into: code(into),
            prefer: Some(code(if *prefers_from { from } else { into })),
        };
        return ledger::merge(store, &entry(number), &merging, &occasion).is_ok();
    }
    let stated: Vec<Stated> = changes(&portfolio(store), deed)
        .into_iter()
        .map(|change| Stated {
            origin: Origin::default(),
            change,
        })
        .collect();
    let done = ledger::record(store, &entry(number), &stated, &occasion, &|_, _| Ok(()));
    done.unwrap().entry.is_some()
}

/// What a deed states, if there is what it speaks of.
fn changes(portfolio: &Portfolio, deed: &Deed) -> Vec<Change> {
    let projects = &portfolio.projects;
    let stages: Vec<(&Project, &Stage)> = projects
        .iter()
        .flat_map(|p| p.stages.iter().map(move |s| (p, s)))
        .collect();
    let targets: Vec<_> = stages
        .iter()
        .flat_map(|(p, s)| s.targets.iter().map(move |t| (*p, *s, t)))
        .collect();
    match deed {
        Deed::Project(name) => {
            let count = projects.len();
            let is_certain = count.is_multiple_of(2);
            let change = ProjectChange {
                aliases: AliasChange::Set(vec![Alias {
                    name: format!("又名{count}"),
                    is_certain,
                }]),
                facts: ProjectFactsEdit {
                    category: Given::Value(name.clone()),
                    ..ProjectFactsEdit::default()
                },
                texts: vec![kept("=site", name)],
                ..ProjectChange::of(
                    ProjectMention::Named {
                        code: Some(code(&format!("p{count}"))),
                        name: Some(format!("{name}{count}")),
                    },
                    Novelty::Added,
                )
            };
            vec![Change::Project(Box::new(change))]
        }
        Deed::Stage(project, is_milestone) if !projects.is_empty() => {
            let project = &projects[project % projects.len()];
            let count = project.stages.len();
            let own = match count {
                2 => "overall".to_owned(),
                _ => format!("s{count}"),
            };
            let change = StageChange {
                facts: StageFactsEdit {
                    name: Some("主体".to_owned()),
                    name_en: Given::Value("main structure".to_owned()),
                    position: Some(i64::try_from(count).unwrap()),
                    kind: Some(match is_milestone {
                        true => StageKind::Milestone,
                        false => StageKind::Measured,
                    }),
                    ..StageFactsEdit::default()
                },
                ..stage_facts(project, &code(&own), Novelty::Added)
            };
            vec![Change::Stage(Box::new(change))]
        }
        Deed::Weigh(project, first) if !projects.is_empty() => {
            let project = &projects[project % projects.len()];
            let parts = project.stages.iter().filter(|s| !s.is_overall());
            let weigh = |(place, stage): (usize, &Stage)| {
                let weight = if place == 0 { *first } else { 10_000 - first };
                Change::Stage(Box::new(StageChange {
                    facts: StageFactsEdit {
                        weight: match first {
                            // None any more.
                            0..500 => Given::Empty,
                            _ => Given::Value(Percent::from_hundredths(weight).unwrap()),
                        },
                        ..StageFactsEdit::default()
                    },
                    ..stage_facts(project, &stage.facts.code, Novelty::Either)
                }))
            };
            parts.take(2).enumerate().map(weigh).collect()
        }
        Deed::Target(stage, period, is_labelled, carries, terms, on) if !stages.is_empty() => {
            let (project, stage) = stages[stage % stages.len()];
            let periods = ["2021H2", "2021Q3", "2021", "2021-07-05..2021-10-09"];
            let period: Option<Period> = periods.get(*period).map(|text| text.parse().unwrap());
            let earlier = stage.targets.iter().find(|target| {
                let before = target.revisions.last().and_then(|last| last.terms.period);
                *carries && before.zip(period).is_none_or(|(before, now)| before < now)
            });
            let which = WhichTarget {
                number: stage.targets.iter().map(|target| target.number + 1).max(),
                period: period.map(PeriodName::Days),
                label: is_labelled.then(|| "first".to_owned()),
                is_new: false,
                is_row: true,
                revision: None,
            };
            let carried = earlier.map(|target| Earlier::Number(target.number));
            let change = TargetChange {
                carried_from: carried.map_or(Given::Absent, Given::Value),
                ..target(project, stage, which, terms, period, [day(*on); 2])
            };
            vec![Change::Target(Box::new(change))]
        }
        Deed::Revise(which, terms, on) if !targets.is_empty() => {
            let (project, stage, which) = targets[which % targets.len()];
            let period = which.revisions.last().and_then(|last| last.terms.period);
            let set_on = which.revisions[0].decided_on;
            let which = WhichTarget {
                number: Some(which.number),
                ..WhichTarget::default()
            };
            let change = target(project, stage, which, terms, period, [set_on, day(*on)]);
            vec![Change::Target(Box::new(change))]
        }
        Deed::Reading(stage, on, percent, note) if !stages.is_empty() => {
            let (project, stage) = stages[stage % stages.len()];
            let percent = percent.and_then(|p| Percent::from_hundredths(i64::from(p)));
            vec![Change::Reading(Box::new(ReadingChange {
                project: ProjectMention::Code(project.facts.code.clone()),
                stage: StageMention::Code(stage.facts.code.clone()),
                figure: Figure::Both {
                    percent,
                    amount: None,
                    total: None,
                },
                as_of: Some(day(*on)),
                remark: Remark {
                    note: Some(note.clone()),
                    ..Remark::default()
                },
                lower: Lower::Meant,
                keeps_words: false,
            }))]
        }
        Deed::State(project, state, on) if !projects.is_empty() => {
            let project = &projects[project % projects.len()];
            vec![Change::State(ledger::StateChange {
                project: ProjectMention::Code(project.facts.code.clone()),
                state: [State::Suspended, State::Active, State::Cancelled][*state],
                decided_on: Some(day(*on)),
                reason: None,
            })]
        }
        Deed::Rename(project, name) if !projects.is_empty() => {
            let place = project % projects.len();
            let mention = ProjectMention::Code(projects[place].facts.code.clone());
            vec![Change::Project(Box::new(ProjectChange {
                facts: ProjectFactsEdit {
                    name: Some(format!("{name}{place}")),
                    lead: Given::Value(name.clone()),
                    category: match name.as_str() {
                        "plain" => Given::Empty,
                        _ => Given::Absent,
                    },
                    ..ProjectFactsEdit::default()
                },
                texts: match name.as_str() {
                    "plain" => vec![kept("=site", ""), kept("施工单位", name)],
                    _ => vec![kept("施工单位", name), kept("=SITE", name)],
                },
                ..ProjectChange::of(mention, Novelty::Either)
            }))]
        }
        Deed::Setting(which) => {
            let (key, value) = SETTINGS[*which];
            vec![Change::Setting(SettingChange {
                key: SettingKey::from_id(key).unwrap(),
                value: value.to_owned(),
            })]
        }
        _ => Vec::new(),
    }
}

fn kept(name: &str, value: &str) -> KeptText {
    KeptText {
        name: name.to_owned(),
        value: value.to_owned(),
    }
}

fn code(text: &str) -> Code {
    Code::new(text).unwrap()
}

fn stage_facts(project: &Project, stage: &Code, novelty: Novelty) -> StageChange {
    StageChange {
        is_measured: true,
        ..StageChange::of(
            ProjectMention::Code(project.facts.code.clone()),
            StageMention::Code(stage.clone()),
            novelty,
        )
    }
}

/// All terms of a target of a period; of the plan points those that lie within it.
fn target(
    project: &Project,
    stage: &Stage,
    which: WhichTarget,
    terms: &Terms,
    period: Option<Period>,
    [set_on, decided_on]: [Day; 2],
) -> TargetChange {
    fn given<T: Clone>(value: Option<&T>) -> Given<T> {
        value.cloned().map_or(Given::Empty, Given::Value)
    }
    let terms = &Terms {
        period,
        ..terms.clone()
    };
    let start = plan_start(terms, set_on);
    let is_within = |point: &&PlanPoint| start < point.on && Some(point.on) < terms.due;
    let points: Vec<PlanPoint> = terms
        .plan_points
        .iter()
        .filter(is_within)
        .copied()
        .collect();
    TargetChange {
        read_on: None,
        year: None,
        ways: Default::default(),
        project: ProjectMention::Code(project.facts.code.clone()),
        stage: StageMention::Code(stage.facts.code.clone()),
        which,
        goal: match stage.facts.kind {
            StageKind::Milestone => Goal::Done,
            StageKind::Measured => Goal::Percent(terms.percent),
        },
        due: terms.due.map_or(Due::Undated, Due::Day),
        words: given(terms.words.as_ref()),
        is_due_implied: Some(terms.is_due_implied),
        commitment: given(terms.commitment.as_ref()),
        start: given(terms.start.as_ref()),
        baseline: given(terms.baseline.as_ref()),
        plan_points: Given::Value(points),
        state: Some(terms.state),
        carried_from: Given::Absent,
        reason: Some("so decided".to_owned()),
        decided_on: Some(decided_on),
    }
}

/// Takes entries back, each by an entry of its own with all that depends on it.
fn retract(store: &mut dyn Store, number: usize, back: &BTreeSet<i64>) {
    for (number, retracted) in (number..).zip(back) {
        let retracting = Retracting {
            entry: retracted.to_string(),
            is_named: true,
            who: "wang".to_owned(),
            reason: Some("mistaken".to_owned()),
            with_dependents: true,
            as_of: day(3000),
        };
        // Some there are not, and some must stay.
        let _ = ledger::retract(store, &entry(number), &retracting);
    }
}

/// Another hour's history, with some entries taken back.
fn recorded(store: &mut dyn Store, deeds: &[Deed], back: &BTreeSet<i64>) {
    for (number, deed) in deeds.iter().enumerate() {
        act(store, number, deed);
    }
    retract(store, deeds.len(), back);
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

/// Asks what is judged of a day.
fn judged<T>(store: &dyn Store, as_of: Day, known: Known, ask: impl Fn(&Assessment<'_>) -> T) -> T {
    let mut answer = None;
    let mut look = |read: &dyn store::Read| {
        let visible = Visible::of(read, known)?;
        let portfolio = &store::load(read, as_of, Scope::All, &visible)?;
        let figures = Figures::of_portfolio(read, &visible, portfolio, as_of);
        answer = Some(ask(&assess(portfolio, &figures, as_of)));
        figures.check()
    };
    store.read(&mut look).unwrap();
    answer.unwrap()
}

/// The whole report of a day, as JSON.
fn report(store: &dyn Store, as_of: Day, known: Known) -> String {
    let request = Request {
        period: PeriodChoice::All,
        ..Request::default()
    };
    judged(store, as_of, known, |assessment| {
        let mut bytes = Vec::new();
        render::json(
            Language::En,
            &Report::new(assessment, &request, None),
            &mut bytes,
        )
        .unwrap();
        String::from_utf8(bytes).unwrap()
    })
}

/// The end of the hour of an entry.
fn until(number: usize) -> Known {
    let at = entry(number).recorded_at.millis() + 30 * 60 * 1000;
    Known::Until(project_tracker::model::Instant::from_millis(at).unwrap())
}

/// Most of what is drawn is recorded, or there is little to see.
#[test]
fn histories_are_mostly_recorded() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut drawn, mut taken) = (0, 0);
    for _ in 0..20 {
        let deeds = history().new_tree(&mut runner).unwrap().current();
        let mut store = store::in_memory().unwrap();
        for (number, deed) in deeds.iter().enumerate() {
            drawn += 1;
            taken += usize::from(act(&mut *store, number, deed));
        }
    }
    assert!(taken * 10 > drawn * 7, "{taken} of {drawn}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    // Caught: names edited in place, without a change to take them back by.
    #[test]
    fn what_is_recorded_later_never_changes_what_was_known(deeds in history(), cut in 1usize..40, back in retracted(), as_of in 0i64..260) {
        let cut = cut.min(deeds.len());
        let mut store = store::in_memory().unwrap();
        for (number, deed) in deeds[..cut].iter().enumerate() {
            act(&mut *store, number, deed);
        }
        let before = report(&*store, day(as_of), Known::Now);
        for (number, deed) in deeds.iter().enumerate().skip(cut) {
            act(&mut *store, number, deed);
        }
        retract(&mut *store, deeds.len(), &back);
        prop_assert_eq!(report(&*store, day(as_of), until(cut - 1)), before);
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
}
