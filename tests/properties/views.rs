//! The views for people with the sqlite3 shell say what the program folds from the rows.

use project_tracker::model::{Amount, Day, Known, Scope, State, StateChange};
use project_tracker::store::{self, Visible};
use proptest::prelude::*;
use rusqlite::Connection;
use rusqlite::types::Value;

use super::{history, recorded, retracted};

/// The rows of a query.
fn rows(connection: &Connection, sql: &str) -> Vec<Vec<Value>> {
    let mut statement = connection.prepare(sql).unwrap();
    let count = statement.column_count();
    let rows = statement.query_map([], |row| (0..count).map(|column| row.get(column)).collect());
    rows.unwrap().collect::<rusqlite::Result<_>>().unwrap()
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn shown<T: ToString>(value: Option<T>) -> Value {
    value.map_or(Value::Null, |value| Value::Text(value.to_string()))
}

fn hundredths(percent: Option<project_tracker::model::Percent>) -> Value {
    let real = |percent: project_tracker::model::Percent| percent.hundredths() as f64 / 100.0;
    percent.map_or(Value::Null, |percent| Value::Real(real(percent)))
}

fn thousandths(amount: Option<Amount>) -> Value {
    let real = |amount: Amount| amount.thousandths() as f64 / 1000.0;
    amount.map_or(Value::Null, |amount| Value::Real(real(amount)))
}

/// What the views show, and what they ought to.
type Shown = [Vec<Vec<Value>>; 5];

fn by_views(connection: &Connection) -> Shown {
    [
        "SELECT code, name, name_en, category, unit, lead, state FROM project_now ORDER BY id",
        "SELECT project, stage, name, name_en, position, kind, weight, unit, total
         FROM stage_now ORDER BY id",
        "SELECT project, stage, number, percent, due, words, commitment, period, label, start,
                baseline, baseline_on, state, decided_on
         FROM target_now ORDER BY id",
        "SELECT l.project, l.stage, as_of, percent, amount, l.total, note, problem, next_step
         FROM latest_reading l JOIN stage_now s ON s.project = l.project AND s.stage = l.stage
         ORDER BY s.id",
        "SELECT project, name, value FROM project_text_now ORDER BY id, name",
    ]
    .map(|sql| rows(connection, sql))
}

fn by_fold(portfolio: &project_tracker::model::Portfolio) -> Shown {
    let mut tables: [Vec<(i64, Vec<Value>)>; 5] = Default::default();
    let [projects, stages, targets, readings, texts] = &mut tables;
    for project in &portfolio.projects {
        let facts = &project.facts;
        projects.push((
            project.id,
            vec![
                text(facts.code.as_str()),
                text(&facts.name),
                shown(facts.name_en.as_ref()),
                shown(facts.category.as_ref()),
                shown(facts.unit.as_ref()),
                shown(facts.lead.as_ref()),
                text(State::id(StateChange::state_on(&project.states, Day::LAST))),
            ],
        ));
        let mut kept = facts.texts.clone();
        kept.sort_by(|a, b| a.name.cmp(&b.name));
        texts.extend(kept.iter().map(|kept| {
            let place = text(facts.code.as_str());
            (project.id, vec![place, text(&kept.name), text(&kept.value)])
        }));
        for stage in &project.stages {
            let own = &stage.facts;
            let place = [text(facts.code.as_str()), text(own.code.as_str())];
            let mut row = place.to_vec();
            row.extend([
                text(&own.name),
                shown(own.name_en.as_ref()),
                Value::Integer(own.position),
                text(own.kind.id()),
                hundredths(own.weight),
                shown(own.unit.as_ref()),
                thousandths(own.total),
            ]);
            stages.push((stage.id, row));
            for target in &stage.targets {
                let terms = &target.in_force(Day::LAST).unwrap().terms;
                let decided_on = target.revisions.iter().map(|r| r.decided_on).max();
                let mut row = place.to_vec();
                row.extend([
                    Value::Integer(target.number),
                    hundredths(Some(terms.percent)),
                    shown(terms.due),
                    shown(terms.words.as_ref()),
                    terms.commitment.map_or(Value::Null, |word| text(word.id())),
                    shown(terms.period),
                    match terms.label.as_str() {
                        "" => Value::Null,
                        label => text(label),
                    },
                    shown(terms.start),
                    hundredths(terms.baseline.map(|declared| declared.percent)),
                    shown(terms.baseline.and_then(|declared| declared.on)),
                    text(terms.state.id()),
                    shown(decided_on),
                ]);
                targets.push((target.id, row));
            }
            if let Some(reading) = &stage.reading {
                let mut row = place.to_vec();
                row.extend([
                    shown(Some(reading.as_of)),
                    hundredths(reading.percent),
                    thousandths(reading.amount),
                    thousandths(reading.total),
                    shown(reading.remark.note.as_ref()),
                    shown(reading.remark.problem.as_ref()),
                    shown(reading.remark.next_step.as_ref()),
                ]);
                readings.push((stage.id, row));
            }
        }
    }
    tables.map(|mut rows| {
        rows.sort_by_key(|(id, _)| *id);
        rows.into_iter().map(|(_, row)| row).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    // Caught: the first terms not beneath those decided on earlier days; a figure taken back; a start
    // and a weight that were cleared.
    #[test]
    fn the_views_say_what_the_rows_are_folded_to(deeds in history(), back in retracted()) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store.db");
        let mut folded = None;
        store::create(&path, &mut |store| {
            recorded(store, &deeds, &back);
            store.read(&mut |read| {
                let visible = Visible::of(read, Known::Now)?;
                folded = Some(store::load(read, Day::LAST, Scope::All, &visible)?);
                Ok(())
            })
        }).unwrap();
        let connection = Connection::open(&path).unwrap();
        let expected = by_fold(&folded.unwrap());
        for (found, expected) in by_views(&connection).into_iter().zip(expected) {
            prop_assert_eq!(found, expected);
        }
    }
}
