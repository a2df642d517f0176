//! The portfolio as it answers one question.
//!
//! What was recorded later than known-on, or came with a retracted entry, is left out; facts
//! edited later than known-on are taken back to what they were. A project or stage made by a
//! retracted entry stays as long as something else counts on it: a reading, a target, a stage, a
//! state in force. An edit of its facts alone does not hold it.
//!
//! An answer that damage may have made smaller is given only after a check: see `doubt`.

use std::cell::Cell;
use std::collections::{BTreeMap, HashSet};

use rusqlite::{CachedStatement, Connection, OptionalExtension, Row, params};

use crate::beside::beside;
use crate::model::{
    Code, Day, Known, LookAt, Portfolio, Project, ProjectFacts, Scope, SettingKey, Settings,
    Snapshot, Stage, StageFacts, StageKind, State, StateChange, fold,
};

use super::by_id::ById;
use super::past::{set_project_fact, set_stage_fact};
use super::seen::Seen;
use super::{doubt, readings, rows, targets, timeline};

/// A query over all projects or one: `{}` stands where the condition on the project goes.
pub(super) struct Query<'a> {
    connection: &'a Connection,
    project: Option<i64>,
    last: i64,
    is_doubtful: Cell<bool>,
}

impl<'a> Query<'a> {
    fn new(connection: &'a Connection, project: Option<i64>, seen: &Seen) -> Query<'a> {
        Query {
            connection,
            project,
            last: seen.last(),
            is_doubtful: Cell::new(false),
        }
    }

    /// Something is not there that should be.
    pub(super) fn doubt(&self) {
        self.is_doubtful.set(true);
    }

    /// Hands each row to `take`.
    pub(super) fn each(
        &self,
        sql: &str,
        condition: &str,
        mut take: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
    ) -> rusqlite::Result<()> {
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
        while let Some(row) = rows.next()? {
            take(row)?;
        }
        Ok(())
    }

    pub(super) fn run<T>(
        &self,
        sql: &str,
        condition: &str,
        mut read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Vec<T>> {
        let mut found = Vec::new();
        self.each(sql, condition, |row| {
            found.push(read(row)?);
            Ok(())
        })?;
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

/// The codes that begin so, regardless of case, and the names of their projects.
pub(super) fn codes(
    connection: &Connection,
    beginning: &str,
) -> rusqlite::Result<Vec<(Code, String)>> {
    let seen = Seen::load(connection, Known::Now)?;
    let from = fold(beginning);
    // After every text that begins so.
    let to = format!("{from}\u{10ffff}");
    let mut statement = connection.prepare_cached(
        "SELECT id, entry, code, name FROM project
         WHERE code_key >= ?1 AND code_key < ?2 ORDER BY code_key",
    )?;
    let mut rows = statement.query([from, to])?;
    let mut codes = Vec::new();
    while let Some(row) = rows.next()? {
        if seen.counts(row.get(1)?) || counts(connection, &nowadays(row.get(0)?))? {
            codes.push((rows::code(row, 2)?, row.get(3)?));
        }
    }
    Ok(codes)
}

/// A question about one project, as all that is recorded tells.
fn nowadays(project: i64) -> Snapshot {
    Snapshot {
        as_of: Day::LAST,
        known: Known::Now,
        scope: Scope::Project(project),
    }
}

/// Whether a project made by an entry that does not count still counts: only its stages and states
/// can tell.
fn counts(connection: &Connection, alone: &Snapshot) -> rusqlite::Result<bool> {
    let portfolio = portfolio(connection, alone, Reader::default())?;
    Ok(!portfolio.projects.is_empty())
}

/// How a portfolio is read.
#[derive(Default)]
pub(super) struct Reader<'a> {
    /// Which figures are read; without, all of them.
    pub(super) look_at: Option<LookAt>,
    /// A second connection that sees the same moment, to read a part of the rows side by side.
    pub(super) second: Option<Connection>,
    /// Whether the file's own checks have found it sound in this transaction.
    pub(super) is_sound: Option<&'a Cell<bool>>,
}

/// Answers one question from one transaction.
pub(super) fn portfolio(
    connection: &Connection,
    question: &Snapshot,
    mut reader: Reader<'_>,
) -> rusqlite::Result<Portfolio> {
    let settle = |query: &Query<'_>| {
        // The file's own checks take long, and are not made again where they have found it sound.
        let is_sound = reader.is_sound.is_some_and(Cell::get);
        let is_doubtful = query.is_doubtful.get() && !is_sound;
        doubt::settle(connection, is_doubtful)?;
        if let Some(is_sound) = reader.is_sound {
            is_sound.set(is_sound.get() || is_doubtful);
        }
        Ok::<(), rusqlite::Error>(())
    };
    let seen = Seen::load(connection, question.known)?;
    let project = match question.scope {
        Scope::All | Scope::Names => None,
        Scope::Project(id) => Some(id),
    };
    let query = Query::new(connection, project, &seen);
    if question.scope == Scope::Names {
        let mut projects = projects(&query)?;
        changes(&query, &seen, &mut projects, &mut Stages::default())?;
        settle(&query)?;
        return names(connection, question, &seen, projects);
    }
    let own = || -> rusqlite::Result<_> {
        let mut projects = projects(&query)?;
        let stages = stages(&query, &seen, &mut projects)?;
        Ok((projects, stages))
    };
    let (own, targets) = match reader.second.as_mut() {
        None => {
            let own = own();
            let found = match (&own, project) {
                (Ok((_, stages)), Some(_)) => {
                    targets::of_stages(connection, &seen, stages.places.ids())
                }
                _ => targets::all(connection, &seen),
            };
            (own, found)
        }
        // Moved, since a connection goes from thread to thread but is never shared.
        Some(second) => {
            let seen = &seen;
            let other = move || targets::all(second, seen);
            beside(own, other)
        }
    };
    let ((mut projects, mut stages), targets) = (own?, targets?);
    if targets.is_doubtful() || (projects.values().next().is_none() && project.is_none()) {
        query.doubt();
    }
    changes(&query, &seen, &mut projects, &mut stages)?;
    targets.place(&query, &mut projects, &mut stages);
    let is_asked = match reader.look_at {
        None => {
            readings::all(&query, &seen, question.as_of, &mut projects)?;
            true
        }
        Some(look_at) => {
            let judge = |connection: &Connection, projects: &mut [(i64, ProjectRow)]| {
                let projects = projects.iter_mut().map(|(_, (_, project))| project);
                timeline::to_judge(connection, &seen, question.as_of, look_at, projects)
            };
            let rows = projects.rows_mut();
            match reader.second.as_mut() {
                None => judge(connection, rows)?,
                Some(second) => {
                    let (one, other) = rows.split_at_mut(rows.len() / 2);
                    let (one, other) =
                        beside(|| judge(connection, one), move || judge(second, other));
                    one? | other?
                }
            }
        }
    };
    let all = || projects.values().flat_map(|(_, project)| &project.stages);
    let is_held = projects.values().any(|(made_by, _)| seen.counts(*made_by));
    if (is_held && all().all(|stage| stage.targets.is_empty()))
        || (is_asked && query.project.is_none() && all().all(|stage| stage.figures.is_empty()))
    {
        query.doubt();
    }
    settle(&query)?;
    Ok(Portfolio {
        projects: kept(projects, &stages.uncertain, &seen, question.as_of),
        settings: settings(connection, &seen)?,
    })
}

/// The projects that count, with the stages that count, in their orders.
fn kept(
    projects: ById<ProjectRow>,
    uncertain: &HashSet<i64>,
    seen: &Seen,
    as_of: Day,
) -> Vec<Project> {
    let is_used = |stage: &Stage| {
        !stage.targets.is_empty() || !stage.figures.is_empty() || stage.under_way.is_some()
    };
    let is_state_in_force = |change: &StateChange| change.decided_on <= as_of;
    let mut kept: Vec<Project> = projects
        .into_values()
        .filter_map(|(made_by, mut project)| {
            if !uncertain.is_empty() {
                project
                    .stages
                    .retain(|stage| is_used(stage) || !uncertain.contains(&stage.id));
            }
            (seen.counts(made_by)
                || !project.stages.is_empty()
                || project.states.iter().any(is_state_in_force))
            .then_some(project)
        })
        .collect();
    for project in &mut kept {
        project.stages.sort_by_key(|s| (s.facts.position, s.id));
        project.states.sort_by_key(|change| change.decided_on);
    }
    kept.sort_by(|a, b| a.facts.code.cmp(&b.facts.code));
    kept
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
    for (made_by, mut project) in projects.into_values() {
        let alone = Snapshot {
            scope: Scope::Project(project.id),
            ..*question
        };
        if seen.counts(made_by) || counts(connection, &alone)? {
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

/// The entry that made it, and the project.
pub(super) type ProjectRow = (i64, Project);

/// Where the stages stand, and what else is known of them.
#[derive(Default)]
pub(super) struct Stages {
    /// The places of the project and of the stage in there.
    places: ById<(usize, usize)>,
    /// Those whose entry does not count.
    uncertain: HashSet<i64>,
}

impl Stages {
    pub(super) fn get_mut<'p>(
        &mut self,
        projects: &'p mut ById<ProjectRow>,
        id: i64,
    ) -> Option<&'p mut Stage> {
        let (project, within) = *self.places.get_mut(id)?;
        projects.at(project)?.1.stages.get_mut(within)
    }
}

fn projects(query: &Query<'_>) -> rusqlite::Result<ById<ProjectRow>> {
    let rows = query.run(
        "SELECT id, entry, code, name, name_en, aliases, category, unit, lead
         FROM project WHERE entry <= ?1 {} ORDER BY id",
        "AND id = ?2",
        |row| {
            let id = row.get(0)?;
            let project = (
                row.get(1)?,
                Project {
                    id,
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
            );
            Ok((id, project))
        },
    )?;
    Ok(ById::new(rows))
}

/// Puts the stages into their projects.
fn stages(
    query: &Query<'_>,
    seen: &Seen,
    projects: &mut ById<ProjectRow>,
) -> rusqlite::Result<Stages> {
    let mut places = Vec::new();
    let mut uncertain = HashSet::new();
    // Those of one project mostly come one after another: they are put in together.
    let mut run: Vec<Stage> = Vec::new();
    let mut last: Option<(i64, usize)> = None;
    query.each(
        "SELECT id, entry, project, code, name, name_en, position, kind, weight, unit, total
         FROM stage WHERE entry <= ?1 {} ORDER BY id",
        "AND project = ?2",
        |row| {
            let of: i64 = row.get(2)?;
            let place = match last {
                Some((project, place)) if project == of => place,
                _ => {
                    put(projects, last, &mut run);
                    let Some(place) = projects.place(of) else {
                        query.doubt();
                        return Ok(());
                    };
                    last = Some((of, place));
                    place
                }
            };
            let stage = stage(row)?;
            if !seen.counts_in(row, 1)? {
                uncertain.insert(stage.id);
            }
            let before = projects
                .at(place)
                .map_or(0, |(_, project)| project.stages.len());
            places.push((stage.id, (place, before + run.len())));
            run.push(stage);
            Ok(())
        },
    )?;
    put(projects, last, &mut run);
    Ok(Stages {
        places: ById::new(places),
        uncertain,
    })
}

/// Puts stages into the project that they are of.
fn put(projects: &mut ById<ProjectRow>, last: Option<(i64, usize)>, run: &mut Vec<Stage>) {
    if let Some((_, project)) = last.and_then(|(_, place)| projects.at(place)) {
        project.stages.reserve_exact(run.len());
        project.stages.append(run);
    }
}

fn stage(row: &Row<'_>) -> rusqlite::Result<Stage> {
    Ok(Stage {
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
    })
}

/// States decided, and facts taken back to what they were at known-on.
fn changes(
    query: &Query<'_>,
    seen: &Seen,
    projects: &mut ById<ProjectRow>,
    stages: &mut Stages,
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
    for row in rows.iter().rev().filter(|row| row.entry > seen.last()) {
        match row.stage {
            None => {
                if let Some((_, project)) = projects.get_mut(row.project) {
                    set_project_fact(&mut project.facts, &row.field, row.old.clone());
                }
            }
            Some(id) => {
                if let Some(stage) = stages.get_mut(projects, id) {
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
