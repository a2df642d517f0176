//! Everything that must hold of a store, held against it.
//!
//! First SQLite's own checks: pages, indexes, constraints, references. Then the schema, object by
//! object, against that of a new store. Then the rules that no constraint can say:
//!
//! - entry numbers run 1, 2, 3, …; an entry that takes back is not taken back;
//! - nothing came with an earlier entry than what it belongs to;
//! - every value is one of its kind; a code's key is the code in lower case;
//! - every target has terms; what it carries on is of the same stage and an earlier period; on a
//!   milestone it is 100 %;
//! - a change names a stage of its own project; a fact is what its last change says;
//! - each month of a stage with readings has its signpost, with a low that none of them is under;
//! - a setting's value is of its kind;
//! - the weights of a project's stages that count sum to at most 100 %.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::Connection;

use crate::error::{Flaw, StoreProblem};
use crate::model::record::Record;
use crate::model::{Percent, SettingKey, Settings, StageKind, State, Takes, fold};

use super::{dump, problem};
use crate::store::upgrade::CURRENT;

/// At most this many findings of SQLite's own check are kept.
const LISTED: usize = 100;

/// All flaws, in the order of the list above.
pub(super) fn flaws(connection: &Connection) -> rusqlite::Result<Vec<Flaw>> {
    let mut flaws = integrity(connection)?;
    flaws.extend(orphans(connection)?);
    flaws.extend(schema(connection)?);
    // What cannot be read page by page cannot be read row by row. A value that it should not be is
    // one row's.
    let is_unreadable = |flaw: &Flaw| match flaw {
        Flaw::Integrity(what) => !what.starts_with("CHECK constraint failed"),
        flaw => matches!(flaw, Flaw::Missing(_)),
    };
    if flaws.iter().any(is_unreadable) {
        return Ok(flaws);
    }
    match dump::record(connection) {
        Ok(record) => flaws.extend(rules(&record)),
        // A disk that fails, or a lock that is not given, is no flaw of the store.
        Err(error) => match problem(&error) {
            StoreProblem::Damaged(what) => flaws.push(Flaw::Value {
                table: "record",
                what,
            }),
            _ => return Err(error),
        },
    }
    flaws.extend(keys(connection)?);
    flaws.extend(months(connection)?);
    Ok(flaws)
}

pub(super) fn integrity(connection: &Connection) -> rusqlite::Result<Vec<Flaw>> {
    let mut statement = connection.prepare(&format!("PRAGMA integrity_check({LISTED})"))?;
    let found: Vec<String> = statement
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found
        .into_iter()
        .filter(|line| line != "ok")
        .map(Flaw::Integrity)
        .collect())
}

pub(super) fn orphans(connection: &Connection) -> rusqlite::Result<Vec<Flaw>> {
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        *counts.entry((row.get(0)?, row.get(2)?)).or_default() += 1;
    }
    Ok(counts
        .into_iter()
        .map(|((table, parent), count)| Flaw::Orphan {
            table,
            parent,
            count,
        })
        .collect())
}

/// SQLite's own check finds nothing.
pub(super) fn is_whole(connection: &Connection) -> rusqlite::Result<bool> {
    Ok(integrity(connection)?.is_empty())
}

/// Name and definition of each object of a schema; SQLite's own have none.
pub(super) fn objects(connection: &Connection) -> rusqlite::Result<BTreeMap<String, String>> {
    connection
        .prepare("SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

fn schema(connection: &Connection) -> rusqlite::Result<Vec<Flaw>> {
    let fresh = Connection::open_in_memory()?;
    fresh.execute_batch(CURRENT.sql)?;
    let (expected, mut found) = (objects(&fresh)?, objects(connection)?);
    let mut flaws = Vec::new();
    for (name, definition) in expected {
        match found.remove(&name) {
            None => flaws.push(Flaw::Missing(name)),
            Some(there) if there != definition => flaws.push(Flaw::Altered(name)),
            Some(_) => {}
        }
    }
    flaws.extend(found.into_keys().map(Flaw::Stray));
    Ok(flaws)
}

/// Stages with a month to whose readings nothing points, or whose low is not the lowest.
fn months(connection: &Connection) -> rusqlite::Result<Vec<Flaw>> {
    connection
        .prepare(
            "SELECT DISTINCT p.code || '/' || s.code, r.id >> 43
             FROM reading r JOIN stage s ON s.id = r.stage JOIN project p ON p.id = s.project
             LEFT JOIN month m ON m.stage = r.stage AND m.month = r.id >> 43
             WHERE m.month IS NULL OR (r.percent IS NOT NULL AND (m.low IS NULL OR m.low > r.percent))
             ORDER BY 1, 2",
        )?
        .query_map([], |row| {
            Ok(Flaw::Month {
                place: row.get(0)?,
                month: row.get(1)?,
            })
        })?
        .collect()
}

/// The keys are not part of a record.
fn keys(connection: &Connection) -> rusqlite::Result<Vec<Flaw>> {
    let mut statement = connection
        .prepare("SELECT code, code_key FROM project UNION ALL SELECT code, code_key FROM stage")?;
    let mut rows = statement.query([])?;
    let mut flaws = Vec::new();
    while let Some(row) = rows.next()? {
        let (code, key): (String, String) = (row.get(0)?, row.get(1)?);
        if fold(&code) != key {
            flaws.push(Flaw::CodeKey(code));
        }
    }
    Ok(flaws)
}

fn rules(record: &Record) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    for (expected, entry) in (1..).zip(&record.entries) {
        if entry.number != expected {
            flaws.push(Flaw::EntryGap {
                expected,
                found: entry.number,
            });
            break;
        }
    }
    let retractions: Vec<i64> = record.retractions.iter().map(|r| r.entry).collect();
    flaws.extend(
        record
            .retractions
            .iter()
            .filter(|row| retractions.contains(&row.retracted))
            .map(|row| Flaw::RetractedRetraction(row.entry)),
    );
    flaws.extend(ages(record));
    flaws.extend(settings(record));
    let places = Places::of(record);
    flaws.extend(targets(record, &places));
    flaws.extend(changes(record, &places));
    flaws.extend(weights(record, &places));
    flaws
}

/// Each row against what it belongs to, by the entries that they came with.
fn ages(record: &Record) -> Vec<Flaw> {
    let entries = |rows: &mut dyn Iterator<Item = (i64, i64)>| rows.collect::<HashMap<i64, i64>>();
    let projects = entries(&mut record.projects.iter().map(|row| (row.id, row.entry)));
    let stages = entries(&mut record.stages.iter().map(|row| (row.id, row.entry)));
    let targets = entries(&mut record.targets.iter().map(|row| (row.id, row.entry)));
    let mut flaws = Vec::new();
    let mut check = |table, entry: i64, owner: Option<&i64>| {
        if owner.is_some_and(|owner| entry < *owner) {
            flaws.push(Flaw::TooEarly { table, entry });
        }
    };
    for row in &record.stages {
        check("stage", row.entry, projects.get(&row.project));
    }
    for row in &record.targets {
        check("target", row.entry, stages.get(&row.stage));
    }
    for row in &record.revisions {
        check("revision", row.entry, targets.get(&row.target));
    }
    for row in &record.readings {
        check("reading", row.entry, stages.get(&row.stage));
    }
    for row in &record.changes {
        let stage = row.stage.and_then(|stage| stages.get(&stage));
        check("change", row.entry, stage.or(projects.get(&row.project)));
    }
    for row in &record.notices {
        check("notice", row.entry, targets.get(&row.target));
    }
    flaws
}

/// A value that does not fit the others any more, after one of them was taken back, is none.
fn settings(record: &Record) -> Vec<Flaw> {
    let is_of_its_kind = |key, value: &str| match Settings::default().takes(key) {
        Takes::Word(words) => words.contains(&value),
        Takes::Figure(..) => value.parse::<f64>().is_ok_and(|figure| figure >= 0.0),
    };
    let rows = record.settings.iter();
    rows.filter(|row| {
        // Of a key that only a later program knows nothing can be said.
        let key = SettingKey::from_id(&row.key);
        !row.value.is_empty() && key.is_some_and(|key| !is_of_its_kind(key, &row.value))
    })
    .map(|row| Flaw::Setting {
        key: row.key.clone(),
        entry: row.entry,
    })
    .collect()
}

/// What things are called, for the findings.
struct Places {
    projects: HashMap<i64, String>,
    stages: HashMap<i64, (i64, String)>,
}

impl Places {
    fn of(record: &Record) -> Places {
        let projects: HashMap<i64, String> = record
            .projects
            .iter()
            .map(|project| (project.id, project.code.to_string()))
            .collect();
        let stages = record
            .stages
            .iter()
            .map(|stage| {
                let project = projects.get(&stage.project).map_or("?", String::as_str);
                (
                    stage.id,
                    (stage.project, format!("{project}/{}", stage.code)),
                )
            })
            .collect();
        Places { projects, stages }
    }

    fn stage(&self, stage: i64) -> String {
        self.stages
            .get(&stage)
            .map_or_else(|| "?".to_owned(), |(_, place)| place.clone())
    }
}

fn targets(record: &Record, places: &Places) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let by_id: HashMap<i64, _> = record.targets.iter().map(|t| (t.id, t)).collect();
    let kinds: HashMap<i64, StageKind> = record.stages.iter().map(|s| (s.id, s.kind)).collect();
    let mut last: HashMap<i64, Percent> = HashMap::new();
    for revision in &record.revisions {
        last.insert(revision.target, revision.percent);
    }
    for target in &record.targets {
        let place = || format!("{} ({})", places.stage(target.stage), target.period);
        match last.get(&target.id) {
            None => flaws.push(Flaw::NoTerms(place())),
            Some(percent)
                if kinds.get(&target.stage) == Some(&StageKind::Milestone)
                    && *percent != Percent::FULL =>
            {
                flaws.push(Flaw::MilestoneTarget(place()));
            }
            Some(_) => {}
        }
        if let Some(earlier) = target.carried_from.and_then(|id| by_id.get(&id))
            && (earlier.stage != target.stage || earlier.period >= target.period)
        {
            flaws.push(Flaw::CarriedFrom(place()));
        }
    }
    flaws
}

fn changes(record: &Record, places: &Places) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let mut last: BTreeMap<(i64, Option<i64>, &str), Option<&str>> = BTreeMap::new();
    for change in &record.changes {
        if let Some(stage) = change.stage
            && places.stages.get(&stage).map(|(project, _)| *project) != Some(change.project)
        {
            flaws.push(Flaw::ChangedStage {
                entry: change.entry,
            });
        }
        if change.field == "state" {
            if change.new.as_deref().and_then(State::from_id).is_none() {
                flaws.push(Flaw::Value {
                    table: "change",
                    what: format!("#{}: not a state", change.entry),
                });
            }
        } else {
            let key = (change.project, change.stage, change.field.as_str());
            last.insert(key, change.new.as_deref());
        }
    }
    for ((project, stage, field), new) in last {
        let fact = match stage {
            None => project_fact(record, project, field),
            Some(stage) => stage_fact(record, stage, field),
        };
        if fact.as_deref() != new {
            let place = match stage {
                None => places.projects.get(&project).cloned().unwrap_or_default(),
                Some(stage) => places.stage(stage),
            };
            flaws.push(Flaw::Fact {
                place,
                field: field.to_owned(),
            });
        }
    }
    flaws
}

fn project_fact(record: &Record, id: i64, field: &str) -> Option<String> {
    let project = record.projects.iter().find(|project| project.id == id)?;
    match field {
        "code" => Some(project.code.to_string()),
        "name" => Some(project.name.clone()),
        "name_en" => project.name_en.clone(),
        "aliases" => serde_json::to_string(&project.aliases).ok(),
        "category" => project.category.clone(),
        "unit" => project.unit.clone(),
        "lead" => project.lead.clone(),
        _ => None,
    }
}

fn stage_fact(record: &Record, id: i64, field: &str) -> Option<String> {
    let stage = record.stages.iter().find(|stage| stage.id == id)?;
    match field {
        "code" => Some(stage.code.to_string()),
        "name" => Some(stage.name.clone()),
        "name_en" => stage.name_en.clone(),
        "position" => Some(stage.position.to_string()),
        "kind" => Some(stage.kind.id().to_owned()),
        "weight" => stage.weight.map(|weight| weight.to_string()),
        "unit" => stage.unit.clone(),
        "total" => stage.total.map(|total| total.to_string()),
        _ => None,
    }
}

/// The stages that count: those whose entry was not taken back, and those that something which
/// counts is about.
fn counting_stages(record: &Record) -> HashSet<i64> {
    let retracted: HashSet<i64> = record.retractions.iter().map(|r| r.retracted).collect();
    let counts = |entry: i64| !retracted.contains(&entry);
    let revisions = record.revisions.iter().filter(|r| counts(r.entry));
    let targets: HashSet<i64> = revisions.map(|revision| revision.target).collect();
    let made = record.stages.iter().filter(|stage| counts(stage.entry));
    let aimed = record.targets.iter().filter(|t| targets.contains(&t.id));
    let read = record.readings.iter().filter(|r| counts(r.entry));
    made.map(|stage| stage.id)
        .chain(aimed.map(|target| target.stage))
        .chain(read.map(|reading| reading.stage))
        .collect()
}

fn weights(record: &Record, places: &Places) -> Vec<Flaw> {
    let counting = counting_stages(record);
    let mut sums: BTreeMap<i64, i64> = BTreeMap::new();
    for stage in (record.stages.iter()).filter(|stage| counting.contains(&stage.id)) {
        if let Some(weight) = stage.weight {
            *sums.entry(stage.project).or_default() += weight.hundredths();
        }
    }
    sums.into_iter()
        .filter(|(_, sum)| *sum > Percent::FULL.hundredths())
        .map(|(project, _)| {
            Flaw::Weights(places.projects.get(&project).cloned().unwrap_or_default())
        })
        .collect()
}
