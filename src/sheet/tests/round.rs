//! What goes out as CSV comes in as the same.

use proptest::prelude::*;

use super::super::{Input, export, read};
use crate::ledger::{
    AliasChange, Change, Due, Earlier, Figure, Goal, ProjectMention, StageMention, TargetChange,
};
use crate::model::{
    Alias, Amount, Code, Commitment, DateRules, Day, DeclaredBaseline, Given, KeptText, Percent,
    Period, PlanPoint, Portfolio, Project, ProjectFacts, Reading, Remark, Revision, SettingKey,
    Settings, Stage, StageFacts, StageKind, State, StateChange, Target, TargetState, Terms,
    clean_text,
};

fn text() -> impl Strategy<Value = String> {
    "[=+@'a-c金#,\"\n\r/ -]{1,8}|\\PC{1,5}".prop_filter_map("a text that is kept", |text| {
        let clean = clean_text(&text)?;
        (!clean.is_empty()).then(|| clean.to_owned())
    })
}

fn maybe() -> impl Strategy<Value = Option<String>> {
    prop::option::of(text())
}

fn day() -> impl Strategy<Value = Day> {
    (730_000i64..740_000).prop_map(|number| Day::from_number(number).unwrap())
}

fn percent() -> impl Strategy<Value = Percent> {
    (1i64..=10_000).prop_map(|hundredths| Percent::from_hundredths(hundredths).unwrap())
}

fn amount() -> impl Strategy<Value = Amount> {
    (1i64..=9_999_999).prop_map(|thousandths| Amount::from_thousandths(thousandths).unwrap())
}

fn period() -> impl Strategy<Value = Period> {
    day().prop_map(Period::half_of)
}

/// Terms; what they carry on is set later.
fn terms() -> impl Strategy<Value = Terms> {
    let first = (
        prop::option::of(period()),
        prop_oneof![Just(String::new()), text()],
        percent(),
        prop::option::of(day()),
        maybe(),
        any::<bool>(),
    );
    let second = (
        prop::option::of(day()),
        (prop::option::of(percent()), prop::option::of(day())),
        prop::option::of((day(), percent())),
        prop::option::of(prop::sample::select(Commitment::ALL.to_vec())),
        prop::sample::select(vec![TargetState::Active, TargetState::Suspended]),
    );
    (first, second).prop_map(
        |(
            (period, label, percent, due, words, is_due_implied),
            (start, (baseline, on), point, commitment, state),
        )| Terms {
            period,
            label,
            carried_from: None,
            percent,
            due,
            words,
            is_due_implied,
            start,
            baseline: baseline.map(|percent| DeclaredBaseline { percent, on }),
            plan_points: point
                .map(|(on, percent)| PlanPoint { on, percent })
                .into_iter()
                .collect(),
            commitment,
            state,
        },
    )
}

fn targets() -> impl Strategy<Value = Vec<Target>> {
    let revision = (day(), terms(), maybe()).prop_map(|(decided_on, terms, reason)| Revision {
        decided_on,
        terms,
        reason,
        entry: 0,
    });
    prop::collection::vec(prop::collection::vec(revision, 1..4), 0..4).prop_map(|targets| {
        let targets = targets.into_iter().zip(1i64..);
        targets
            .map(|(mut revisions, number)| {
                for revision in &mut revisions {
                    revision.terms.carried_from = (number > 1).then_some(10 + number - 1);
                }
                Target {
                    id: 10 + number,
                    number,
                    revisions,
                }
            })
            .collect()
    })
}

fn remark() -> impl Strategy<Value = Remark> {
    (maybe(), maybe(), maybe()).prop_map(|(note, problem, next_step)| Remark {
        note,
        problem,
        next_step,
    })
}

fn readings() -> impl Strategy<Value = Vec<Reading>> {
    let reading = (
        day(),
        prop::option::of(percent()),
        prop::option::of((amount(), prop::option::of(amount()))),
        remark(),
    );
    let reading = reading.prop_map(|(as_of, percent, amount, remark)| Reading {
        as_of,
        percent,
        amount: amount.map(|(amount, _)| amount),
        total: amount.and_then(|(_, total)| total),
        remark,
    });
    prop::collection::vec(reading, 0..4)
}

fn stage() -> impl Strategy<Value = (Stage, Vec<Reading>)> {
    let facts = (
        text(),
        maybe(),
        0i64..9,
        any::<bool>(),
        prop::option::of(percent()),
        maybe(),
        prop::option::of(amount()),
    );
    (facts, targets(), readings()).prop_map(|(facts, targets, readings)| {
        let (name, name_en, position, is_measured, weight, unit, total) = facts;
        let stage = Stage {
            id: 1,
            facts: StageFacts {
                code: Code::new("主体").unwrap(),
                name,
                name_en,
                position,
                kind: match is_measured {
                    true => StageKind::Measured,
                    false => StageKind::Milestone,
                },
                weight,
                unit,
                total,
            },
            targets,
            reading: None,
            under_way: None,
        };
        (stage, readings)
    })
}

fn project() -> impl Strategy<Value = (Project, Vec<Reading>)> {
    let alias = (text(), any::<bool>()).prop_filter_map("one name", |(name, is_certain)| {
        (!name.contains([';', '；'])).then_some(Alias { name, is_certain })
    });
    let aliases = prop::collection::vec(alias, 0..3);
    let texts = prop::collection::vec(text(), 0..3).prop_map(|values| {
        let texts = ["施工单位", "=site", "'"].into_iter().zip(values);
        let texts = texts.map(|(name, value)| KeptText {
            name: name.into(),
            value,
        });
        texts.collect::<Vec<_>>()
    });
    let facts = (text(), maybe(), aliases, maybe(), maybe(), maybe(), texts);
    let states = prop::collection::vec((any::<bool>(), day(), maybe()), 0..4);
    (facts, states, stage()).prop_map(|(facts, states, (stage, readings))| {
        let (name, name_en, aliases, category, unit, lead, texts) = facts;
        let mut before = State::Active;
        let mut states: Vec<_> = states.into_iter().collect();
        states.sort_by_key(|(_, day, _)| *day);
        let states = states.into_iter().map(|(is_closed, decided_on, reason)| {
            before = match (before, is_closed) {
                (State::Active, true) => State::Closed,
                (State::Active, false) => State::Suspended,
                _ => State::Active,
            };
            StateChange {
                state: before,
                decided_on,
                reason,
            }
        });
        let states = states.collect();
        let facts = ProjectFacts {
            code: Code::new("jinhui").unwrap(),
            name,
            name_en,
            aliases,
            category,
            unit,
            lead,
            texts,
        };
        let project = Project {
            id: 1,
            facts,
            states,
            stages: vec![stage],
        };
        (project, readings)
    })
}

fn option<T: Clone>(given: &Given<T>) -> Option<T> {
    given.value().cloned()
}

fn revision(change: &TargetChange) -> Revision {
    let Goal::Percent(percent) = change.goal else {
        panic!()
    };
    Revision {
        decided_on: change.decided_on.unwrap(),
        terms: Terms {
            period: change.which.period.and_then(|name| name.resolve(1)),
            label: change.which.label.clone().unwrap(),
            carried_from: option(&change.carried_from).map(|earlier| match earlier {
                Earlier::Number(number) => 10 + number,
                Earlier::Period(_) => panic!(),
            }),
            percent,
            due: match change.due {
                Due::Day(day) => Some(day),
                Due::Undated => None,
                _ => panic!(),
            },
            words: option(&change.words),
            is_due_implied: change.is_due_implied.unwrap(),
            start: option(&change.start),
            baseline: option(&change.baseline),
            plan_points: option(&change.plan_points).unwrap_or_default(),
            commitment: option(&change.commitment),
            state: change.state.unwrap(),
        },
        reason: change.reason.clone(),
        entry: 0,
    }
}

/// Puts a statement into what was said before.
fn put(said: &mut (Option<Project>, Settings, Vec<Reading>), change: Change) {
    let (project, settings, readings) = said;
    match change {
        Change::Mapping(_) => panic!(),
        Change::Setting(setting) => settings.set(setting.key, &setting.value).unwrap(),
        Change::Project(change) if project.is_some() => {
            project.as_mut().unwrap().facts.texts.extend(change.texts);
        }
        Change::Project(change) => {
            let ProjectMention::Named { code, name } = change.project else {
                panic!()
            };
            assert_eq!(name, change.facts.name);
            *project = Some(Project {
                id: 1,
                facts: ProjectFacts {
                    code: code.unwrap(),
                    name: name.unwrap(),
                    name_en: option(&change.facts.name_en),
                    aliases: match change.aliases {
                        AliasChange::Set(aliases) => aliases,
                        _ => Vec::new(),
                    },
                    category: option(&change.facts.category),
                    unit: option(&change.facts.unit),
                    lead: option(&change.facts.lead),
                    texts: Vec::new(),
                },
                states: Vec::new(),
                stages: Vec::new(),
            });
        }
        Change::State(change) => project.as_mut().unwrap().states.push(StateChange {
            state: change.state,
            decided_on: change.decided_on.unwrap(),
            reason: change.reason,
        }),
        Change::Stage(change) => {
            let StageMention::Code(code) = change.stage else {
                panic!()
            };
            project.as_mut().unwrap().stages.push(Stage {
                id: 1,
                facts: StageFacts {
                    code,
                    name: change.facts.name.unwrap(),
                    name_en: option(&change.facts.name_en),
                    position: change.facts.position.unwrap(),
                    kind: change.facts.kind.unwrap(),
                    weight: option(&change.facts.weight),
                    unit: option(&change.facts.unit),
                    total: option(&change.facts.total),
                },
                targets: Vec::new(),
                reading: None,
                under_way: None,
            });
        }
        Change::Target(change) => {
            let number = change.which.number.unwrap();
            let targets = &mut project.as_mut().unwrap().stages[0].targets;
            if change.which.revision == Some(1) {
                targets.push(Target {
                    id: 10 + number,
                    number,
                    revisions: Vec::new(),
                });
            }
            let target = targets.iter_mut().find(|t| t.number == number).unwrap();
            target.revisions.push(revision(&change));
            assert_eq!(
                target.revisions.len() as u32,
                change.which.revision.unwrap()
            );
        }
        Change::Reading(change) => {
            let Figure::Both {
                percent,
                amount,
                total,
            } = change.figure
            else {
                panic!()
            };
            readings.push(Reading {
                as_of: change.as_of.unwrap(),
                percent,
                amount,
                total,
                remark: change.remark,
            });
        }
    }
}

proptest! {
    // Caught: a carried target named by the store's number instead of the one in its stage.
    #[test]
    fn what_goes_out_comes_in_as_the_same(
        (project, readings) in project(), is_gap in any::<bool>()
    ) {
        let mut settings = Settings::default();
        let rule = if is_gap { "gap" } else { "pace" };
        settings.set(SettingKey::Rule, rule).unwrap();
        let portfolio = Portfolio { projects: vec![project], settings };
        let files = export(&portfolio, &mut |_| Ok(readings.clone())).unwrap();
        let inputs = files.iter().map(|file| Input::bytes(file.name, &file.bytes));
        let sheets = read(inputs, super::super::Reading::by(DateRules::on(super::today()))).unwrap();
        prop_assert!(sheets.bad.is_empty());
        let mut said = (None, Settings::default(), Vec::new());
        for stated in sheets.changes {
            put(&mut said, stated.change);
        }
        prop_assert_eq!(said.0.as_ref(), portfolio.projects.first());
        prop_assert_eq!(said.1, portfolio.settings);
        prop_assert_eq!(said.2, readings);
    }
}

#[test]
fn all_files_are_written_each_with_a_mark() {
    let nothing = Portfolio {
        projects: Vec::new(),
        settings: Settings::default(),
    };
    let files = export(&nothing, &mut |_| panic!("no stage")).unwrap();
    let names: Vec<_> = files.iter().map(|file| file.name).collect();
    assert_eq!(
        names.join(" "),
        "projects.csv texts.csv states.csv stages.csv targets.csv readings.csv settings.csv"
    );
    for file in &files {
        let text = std::str::from_utf8(&file.bytes).unwrap();
        assert!(text.starts_with('\u{feff}'));
        assert_eq!(text.lines().count(), 1);
    }
}
