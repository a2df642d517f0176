//! The portfolio as it answers one question.
//!
//! What was recorded later than known-on, or came with a retracted entry, is left out; facts
//! edited later than known-on are taken back to what they were. A project or stage made by a
//! retracted entry stays as long as something else counts on it: a reading, a target, a stage, a
//! state in force. An edit of its facts alone does not hold it.
//!
//! An answer that damage may have made smaller is given only after a check: see `doubt`.

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::{CachedStatement, Connection, OptionalExtension, Row, params};

use crate::model::{
    Amount, Code, Commitment, Known, Percent, Portfolio, Project, ProjectFacts, Revision, Scope,
    SettingKey, Settings, Snapshot, Stage, StageFacts, StageKind, State, StateChange, Target,
    TargetState, Terms, fold,
};

use super::{doubt, readings, rows};

/// Which entries count.
pub(super) struct Seen {
    last: i64,
    retracted: HashSet<i64>,
}

impl Seen {
    pub(super) fn load(connection: &Connection, known: Known) -> rusqlite::Result<Seen> {
        let last = match known {
            Known::Now => i64::MAX,
            // By number, so that a clock set back changes nothing: everything from the first
            // entry recorded later on is later.
            Known::Until(instant) => {
                let first_later: Option<i64> = connection.query_row(
                    "SELECT min(number) FROM entry WHERE recorded_at > ?1",
                    [instant.to_string()],
                    |row| row.get(0),
                )?;
                first_later.map_or(i64::MAX, |number| number - 1)
            }
        };
        let retracted = connection
            .prepare_cached("SELECT retracted FROM retraction WHERE entry <= ?1")?
            .query_map([last], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Seen { last, retracted })
    }

    /// The last entry that is seen.
    pub(super) fn last(&self) -> i64 {
        self.last
    }

    pub(super) fn counts(&self, entry: i64) -> bool {
        entry <= self.last && !self.retracted.contains(&entry)
    }
}

/// A query over all projects or one: `{}` stands where the condition on the project goes.
pub(super) struct Query<'a> {
    pub(super) connection: &'a Connection,
    project: Option<i64>,
    last: i64,
    is_doubtful: Cell<bool>,
}

impl<'a> Query<'a> {
    /// Something is not there that should be.
    pub(super) fn doubt(&self) {
        self.is_doubtful.set(true);
    }

    pub(super) fn run<T>(
        &self,
        sql: &str,
        condition: &str,
        mut read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Vec<T>> {
        let condition = if self.project.is_some() {
            condition
        } else {
            ""
        };
        let sql = sql.replace("{}", condition);
        let mut statement: CachedStatement<'_> = self.connection.prepare_cached(&sql)?;
        let mut rows = match self.project {
            Some(project) => statement.query(params![self.last, project])?,
            None => statement.query(params![self.last])?,
        };
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(read(row)?);
        }
        Ok(found)
    }
}

/// The number of the project with that code, regardless of case.
pub(super) fn project_coded(connection: &Connection, code: &str) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT id FROM project WHERE code_key = ?1")?
        .query_row([fold(code)], |row| row.get(0))
        .optional()
}

/// Answers one question from one transaction.
pub(super) fn portfolio(
    connection: &Connection,
    question: &Snapshot,
) -> rusqlite::Result<Portfolio> {
    portfolio_of(connection, question, &Cell::new(false))
}

/// As [`portfolio`]. The file's own checks take long, and are not made again where they have found
/// it sound in the same transaction.
pub(super) fn portfolio_of(
    connection: &Connection,
    question: &Snapshot,
    is_sound: &Cell<bool>,
) -> rusqlite::Result<Portfolio> {
    let settle = |query: &Query<'_>| {
        let is_doubtful = query.is_doubtful.get() && !is_sound.get();
        doubt::settle(connection, is_doubtful)?;
        is_sound.set(is_sound.get() || is_doubtful);
        Ok::<(), rusqlite::Error>(())
    };
    let seen = Seen::load(connection, question.known)?;
    let query = Query {
        connection,
        project: match question.scope {
            Scope::All | Scope::Names => None,
            Scope::Project(id) => Some(id),
        },
        last: seen.last,
        is_doubtful: Cell::new(false),
    };
    let mut projects = projects(&query)?;
    if projects.rows.is_empty() && query.project.is_none() {
        query.doubt();
    }
    if question.scope == Scope::Names {
        changes(
            &query,
            &seen,
            &mut projects,
            &mut ById::new(Vec::new(), |_| 0),
        )?;
        settle(&query)?;
        return names(connection, question, &seen, projects);
    }
    let mut stages = stages(&query)?;
    changes(&query, &seen, &mut projects, &mut stages)?;
    targets(&query, &seen, &mut stages)?;
    readings::load(&query, &seen, question.as_of, &mut stages)?;
    let is_held = projects
        .rows
        .iter()
        .any(|(made_by, _)| seen.counts(*made_by));
    if (is_held && is_none(&stages, |stage| stage.targets.is_empty()))
        || (query.project.is_none() && is_none(&stages, |stage| stage.figures.is_empty()))
    {
        query.doubt();
    }

    for (made_by, project, stage) in stages.rows {
        if projects.get_mut(project).is_none() {
            query.doubt();
        }
        let is_used = !stage.targets.is_empty()
            || !stage.figures.is_empty()
            || stage.under_way.is_some()
            || seen.counts(made_by);
        if is_used && let Some((_, project)) = projects.get_mut(project) {
            project.stages.push(stage);
        }
    }
    settle(&query)?;
    let mut kept: Vec<Project> = projects
        .rows
        .into_iter()
        .filter(|(made_by, project)| {
            let is_state_in_force = |change: &StateChange| change.decided_on <= question.as_of;
            seen.counts(*made_by)
                || !project.stages.is_empty()
                || project.states.iter().any(is_state_in_force)
        })
        .map(|(_, project)| project)
        .collect();
    for project in &mut kept {
        project.stages.sort_by_key(|s| (s.facts.position, s.id));
        project.states.sort_by_key(|change| change.decided_on);
    }
    kept.sort_by(|a, b| a.facts.code.cmp(&b.facts.code));
    Ok(Portfolio {
        projects: kept,
        settings: settings(connection, &seen)?,
    })
}

fn is_none(stages: &ById<StageRow>, is_empty: fn(&Stage) -> bool) -> bool {
    stages.rows.iter().all(|(_, _, stage)| is_empty(stage))
}

/// Only facts and states. Whether a project made by a retracted entry still counts can only be
/// told from its stages; that is asked for the few there are.
fn names(
    connection: &Connection,
    question: &Snapshot,
    seen: &Seen,
    projects: ById<ProjectRow>,
) -> rusqlite::Result<Portfolio> {
    let mut kept = Vec::new();
    for (made_by, mut project) in projects.rows {
        let alone = Snapshot {
            scope: Scope::Project(project.id),
            ..*question
        };
        if seen.counts(made_by) || !portfolio(connection, &alone)?.projects.is_empty() {
            project.states.sort_by_key(|change| change.decided_on);
            kept.push(project);
        }
    }
    kept.sort_by(|a, b| a.facts.code.cmp(&b.facts.code));
    Ok(Portfolio {
        projects: kept,
        settings: settings(connection, seen)?,
    })
}

/// Rows in order of id, found by id.
pub(super) struct ById<T> {
    rows: Vec<T>,
    places: HashMap<i64, usize>,
}

impl<T> ById<T> {
    fn new(rows: Vec<T>, id: impl Fn(&T) -> i64) -> ById<T> {
        let places = rows.iter().enumerate().map(|(i, t)| (id(t), i)).collect();
        ById { rows, places }
    }

    pub(super) fn get_mut(&mut self, id: i64) -> Option<&mut T> {
        self.rows.get_mut(*self.places.get(&id)?)
    }
}

/// The entry that made it, and the project.
type ProjectRow = (i64, Project);
/// The entry that made it, its project, and the stage.
pub(super) type StageRow = (i64, i64, Stage);

fn projects(query: &Query<'_>) -> rusqlite::Result<ById<ProjectRow>> {
    let rows = query.run(
        "SELECT id, entry, code, name, name_en, aliases, category, unit, lead
         FROM project WHERE entry <= ?1 {} ORDER BY id",
        "AND id = ?2",
        |row| {
            Ok((
                row.get(1)?,
                Project {
                    id: row.get(0)?,
                    facts: ProjectFacts {
                        code: rows::code(row, 2)?,
                        name: row.get(3)?,
                        name_en: row.get(4)?,
                        aliases: match row.get_ref(5)?.as_str() {
                            Ok("[]") => Vec::new(),
                            _ => rows::json(row, 5)?,
                        },
                        category: row.get(6)?,
                        unit: row.get(7)?,
                        lead: row.get(8)?,
                    },
                    states: Vec::new(),
                    stages: Vec::new(),
                },
            ))
        },
    )?;
    Ok(ById::new(rows, |(_, project)| project.id))
}

fn stages(query: &Query<'_>) -> rusqlite::Result<ById<StageRow>> {
    let rows = query.run(
        "SELECT id, entry, project, code, name, name_en, position, kind, weight, unit, total
         FROM stage WHERE entry <= ?1 {} ORDER BY id",
        "AND project = ?2",
        |row| {
            Ok((
                row.get(1)?,
                row.get(2)?,
                Stage {
                    id: row.get(0)?,
                    facts: StageFacts {
                        code: rows::code(row, 3)?,
                        name: row.get(4)?,
                        name_en: row.get(5)?,
                        position: row.get(6)?,
                        kind: rows::word(row, 7, StageKind::from_id)?,
                        weight: rows::maybe_percent(row, 8)?,
                        unit: row.get(9)?,
                        total: rows::maybe_amount(row, 10)?,
                    },
                    targets: Vec::new(),
                    figures: Vec::new(),
                    reading: None,
                    under_way: None,
                },
            ))
        },
    )?;
    Ok(ById::new(rows, |(_, _, stage)| stage.id))
}

/// States decided, and facts taken back to what they were at known-on.
fn changes(
    query: &Query<'_>,
    seen: &Seen,
    projects: &mut ById<ProjectRow>,
    stages: &mut ById<StageRow>,
) -> rusqlite::Result<()> {
    struct Row {
        entry: i64,
        project: i64,
        stage: Option<i64>,
        field: String,
        old: Option<String>,
        state: Option<StateChange>,
    }
    let rows = query.run(
        "SELECT entry, project, stage, field, old, new, decided_on, reason
         FROM change WHERE (field <> 'state' OR entry <= ?1) {} ORDER BY entry, position",
        "AND project = ?2",
        |row| {
            let field: String = row.get(3)?;
            let state = match field.as_str() {
                "state" => Some(StateChange {
                    state: rows::word(row, 5, State::from_id)?,
                    decided_on: rows::day(row, 6)?,
                    reason: row.get(7)?,
                }),
                _ => None,
            };
            Ok(Row {
                entry: row.get(0)?,
                project: row.get(1)?,
                stage: row.get(2)?,
                field,
                old: row.get(4)?,
                state,
            })
        },
    )?;
    for row in rows.iter().rev().filter(|row| row.entry > seen.last) {
        match row.stage {
            None => {
                if let Some((_, project)) = projects.get_mut(row.project) {
                    set_project_fact(&mut project.facts, &row.field, row.old.clone());
                }
            }
            Some(id) => {
                if let Some((_, _, stage)) = stages.get_mut(id) {
                    set_stage_fact(&mut stage.facts, &row.field, row.old.clone());
                }
            }
        }
    }
    for row in rows.into_iter().filter(|row| seen.counts(row.entry)) {
        if let (Some(change), Some((_, project))) = (row.state, projects.get_mut(row.project)) {
            project.states.push(change);
        }
    }
    Ok(())
}

fn set_project_fact(facts: &mut ProjectFacts, field: &str, value: Option<String>) {
    match field {
        "code" => {
            if let Some(code) = value.and_then(|v| Code::new(&v).ok()) {
                facts.code = code;
            }
        }
        "name" => facts.name = value.unwrap_or_default(),
        "name_en" => facts.name_en = value,
        "aliases" => {
            facts.aliases = value
                .and_then(|json| serde_json::from_str(&json).ok())
                .unwrap_or_default();
        }
        "category" => facts.category = value,
        "unit" => facts.unit = value,
        "lead" => facts.lead = value,
        _ => {}
    }
}

fn set_stage_fact(facts: &mut StageFacts, field: &str, value: Option<String>) {
    match field {
        "code" => {
            if let Some(code) = value.and_then(|v| Code::new(&v).ok()) {
                facts.code = code;
            }
        }
        "name" => facts.name = value.unwrap_or_default(),
        "name_en" => facts.name_en = value,
        "position" => {
            if let Some(position) = value.and_then(|v| v.parse().ok()) {
                facts.position = position;
            }
        }
        "kind" => {
            if let Some(kind) = value.and_then(|v| StageKind::from_id(&v)) {
                facts.kind = kind;
            }
        }
        "weight" => facts.weight = value.and_then(|v| v.parse::<Percent>().ok()),
        "unit" => facts.unit = value,
        "total" => facts.total = value.and_then(|v| v.parse::<Amount>().ok()),
        _ => {}
    }
}

fn targets(query: &Query<'_>, seen: &Seen, stages: &mut ById<StageRow>) -> rusqlite::Result<()> {
    let rows = query.run(
        "SELECT id, stage, period, label, carried_from FROM target WHERE entry <= ?1 {} ORDER BY id",
        "AND stage IN (SELECT id FROM stage WHERE project = ?2)",
        |row| {
            let target = Target {
                id: row.get(0)?,
                period: rows::period(row, 2)?,
                label: row.get(3)?,
                carried_from: row.get(4)?,
                revisions: Vec::new(),
            };
            Ok((row.get::<_, i64>(1)?, target))
        },
    )?;
    let mut targets = ById::new(rows, |(_, target)| target.id);
    let revisions = query.run(
        "SELECT target, entry, decided_on, percent, due, words, is_due_implied, start, baseline,
                plan_points, commitment, state, reason
         FROM revision WHERE entry <= ?1 {} ORDER BY target, entry, position",
        "AND target IN (SELECT id FROM target WHERE stage IN
                        (SELECT id FROM stage WHERE project = ?2))",
        |row| {
            let revision = Revision {
                decided_on: rows::day(row, 2)?,
                terms: Terms {
                    percent: rows::percent(row, 3)?,
                    due: rows::maybe_day(row, 4)?,
                    words: row.get(5)?,
                    is_due_implied: row.get(6)?,
                    start: rows::maybe_day(row, 7)?,
                    baseline: rows::maybe_percent(row, 8)?,
                    plan_points: rows::plan_points(row, 9)?,
                    commitment: rows::maybe_word(row, 10, Commitment::from_text)?,
                    state: rows::word(row, 11, TargetState::from_id)?,
                },
                reason: row.get(12)?,
            };
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, revision))
        },
    )?;
    let mut with_terms = HashSet::new();
    for (id, entry, revision) in revisions {
        with_terms.insert(id);
        match targets.get_mut(id) {
            Some((_, target)) if seen.counts(entry) => target.revisions.push(revision),
            Some(_) => {}
            None => query.doubt(),
        }
    }
    for (stage, mut target) in targets.rows {
        if !with_terms.contains(&target.id) || stages.get_mut(stage).is_none() {
            query.doubt();
        }
        // The first one recorded stays first; the others go by the day they were decided.
        if let Some((_, rest)) = target.revisions.split_first_mut() {
            rest.sort_by_key(|revision| revision.decided_on);
            if let Some((_, _, stage)) = stages.get_mut(stage) {
                stage.targets.push(target);
            }
        }
    }
    for (_, _, stage) in &mut stages.rows {
        stage
            .targets
            .sort_by(|a, b| (a.period, &a.label).cmp(&(b.period, &b.label)));
    }
    Ok(())
}

fn settings(connection: &Connection, seen: &Seen) -> rusqlite::Result<Settings> {
    let mut together: BTreeMap<i64, Vec<(SettingKey, String)>> = BTreeMap::new();
    let mut statement = connection.prepare_cached("SELECT entry, key, value FROM setting")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (entry, key): (i64, String) = (row.get(0)?, row.get(1)?);
        if seen.counts(entry)
            && let Some(key) = SettingKey::from_id(&key)
        {
            together.entry(entry).or_default().push((key, row.get(2)?));
        }
    }
    let mut settings = Settings::default();
    for values in together.values() {
        let values: Vec<(SettingKey, &str)> = values
            .iter()
            .map(|(key, value)| (*key, value.as_str()))
            .collect();
        // A value that a retraction left out of order with the others gives way to what holds.
        settings.set_together(&values);
    }
    Ok(settings)
}
