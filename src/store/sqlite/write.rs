//! A transaction under way.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Params, Transaction, params};

use crate::error::Error;
use crate::model::{
    Amount, Code, Day, HistoryEntry, HistoryQuestion, Known, NewEntry, Notice, Percent, Period,
    Portfolio, Project, ProjectFacts, Reading, Revision, Scope, Snapshot, StageFacts, State,
    StateChange, fold,
};
use crate::store::{Draft, ReadingsOn};

use super::read::{self, Seen};
use super::{history, problem, rows};

/// Writes go to SQLite at once; the entry is made with the first of them.
pub(super) struct SqliteDraft<'a> {
    transaction: &'a Transaction<'a>,
    path: &'a Path,
    entry: &'a NewEntry,
    number: Option<i64>,
    /// The last position given within the entry, among revisions and among changes.
    revisions: i64,
    changes: i64,
    seen: Option<Seen>,
    /// Stages made by this entry, and the days of the readings it gave them: there are no others.
    new_stages: HashMap<i64, HashSet<Day>>,
}

impl<'a> SqliteDraft<'a> {
    pub(super) fn new(
        transaction: &'a Transaction<'a>,
        path: &'a Path,
        entry: &'a NewEntry,
    ) -> SqliteDraft<'a> {
        SqliteDraft {
            transaction,
            path,
            entry,
            number: None,
            revisions: 0,
            changes: 0,
            seen: None,
            new_stages: HashMap::new(),
        }
    }

    pub(super) fn entry_number(&self) -> Option<i64> {
        self.number
    }

    fn fail(&self, error: &rusqlite::Error) -> Error {
        Error::store(self.path, problem(error))
    }

    fn execute(&self, sql: &str, values: impl Params) -> Result<(), Error> {
        self.transaction
            .prepare_cached(sql)
            .and_then(|mut statement| statement.execute(values))
            .map(|_| ())
            .map_err(|error| self.fail(&error))
    }

    fn insert(&self, sql: &str, values: impl Params) -> Result<i64, Error> {
        self.execute(sql, values)?;
        Ok(self.transaction.last_insert_rowid())
    }

    /// The entry's number; makes it on first use.
    fn number(&mut self) -> Result<i64, Error> {
        if let Some(number) = self.number {
            return Ok(number);
        }
        let number: i64 = self
            .transaction
            .query_row(
                "SELECT coalesce(max(number), 0) + 1 FROM entry",
                [],
                |row| row.get(0),
            )
            .map_err(|error| self.fail(&error))?;
        self.execute(
            "INSERT INTO entry (number, recorded_at, who, command) VALUES (?1, ?2, ?3, ?4)",
            params![
                number,
                self.entry.recorded_at.to_string(),
                self.entry.who,
                self.entry.command
            ],
        )?;
        for (position, source) in (1i64..).zip(&self.entry.sources) {
            self.execute(
                "INSERT INTO source (entry, position, file, sha256) VALUES (?1, ?2, ?3, ?4)",
                params![number, position, source.file, source.sha256],
            )?;
        }
        self.number = Some(number);
        Ok(number)
    }

    fn query_id(&self, sql: &str, values: impl Params) -> Result<Option<i64>, Error> {
        self.transaction
            .prepare_cached(sql)
            .and_then(|mut statement| statement.query_row(values, |row| row.get(0)).optional())
            .map_err(|error| self.fail(&error))
    }

    /// The project with the stages that count, if it does.
    fn counting(&self, project: i64) -> Result<Option<Project>, Error> {
        let question = Snapshot {
            as_of: Day::LAST,
            known: Known::Now,
            scope: Scope::Project(project),
        };
        let found = read::portfolio(self.transaction, &question);
        let found = found.map_err(|error| self.fail(&error))?;
        Ok(found.projects.into_iter().next())
    }

    /// A project that no longer counts gives its code to a new one: `jinhui` becomes `jinhui~7`,
    /// after this entry.
    fn free_project_code(&mut self, code: &Code) -> Result<(), Error> {
        let Some(project) = self.project_coded(code.as_str())? else {
            return Ok(());
        };
        if self.counting(project)?.is_some() {
            return Ok(());
        }
        let entry = self.number()?;
        let given_up = format!("{code}~{entry}");
        self.change(&FactChange {
            project,
            stage: None,
            field: "code",
            old: Some(code.to_string()),
            new: Some(given_up.clone()),
            decided_on: None,
            reason: None,
        })?;
        self.execute(
            "UPDATE project SET code = ?2, code_key = ?3 WHERE id = ?1",
            params![project, given_up, fold(&given_up)],
        )
    }

    /// As [`SqliteDraft::free_project_code`], for a stage.
    fn free_stage_code(&mut self, project: i64, code: &Code) -> Result<(), Error> {
        let Some(stage) = self.query_id(
            "SELECT id FROM stage WHERE project = ?1 AND code_key = ?2",
            params![project, code.key()],
        )?
        else {
            return Ok(());
        };
        let counts = self
            .counting(project)?
            .is_some_and(|project| project.stages.iter().any(|counting| counting.id == stage));
        if counts {
            return Ok(());
        }
        let entry = self.number()?;
        let given_up = format!("{code}~{entry}");
        self.change(&FactChange {
            project,
            stage: Some(stage),
            field: "code",
            old: Some(code.to_string()),
            new: Some(given_up.clone()),
            decided_on: None,
            reason: None,
        })?;
        self.execute(
            "UPDATE stage SET code = ?2, code_key = ?3 WHERE id = ?1",
            params![stage, given_up, fold(&given_up)],
        )
    }

    /// Facts that a retracted entry edited become what they were, unless edited since.
    fn put_back(&mut self, entry: i64, reason: &str) -> Result<(), Error> {
        let edits: Vec<Edit> = self
            .transaction
            .prepare_cached(
                "SELECT project, stage, field, old, new FROM change c
                 WHERE entry = ?1 AND field <> 'state' AND NOT EXISTS
                   (SELECT 1 FROM change d WHERE d.project = c.project AND d.stage IS c.stage
                      AND d.field = c.field AND (d.entry, d.position) > (c.entry, c.position))
                 ORDER BY position DESC",
            )
            .and_then(|mut statement| {
                statement
                    .query_map([entry], |row| {
                        Ok(Edit {
                            project: row.get(0)?,
                            stage: row.get(1)?,
                            field: row.get(2)?,
                            old: row.get(3)?,
                            new: row.get(4)?,
                        })
                    })?
                    .collect()
            })
            .map_err(|error| self.fail(&error))?;
        for edit in edits {
            self.change(&FactChange {
                project: edit.project,
                stage: edit.stage,
                field: &edit.field,
                old: edit.new.clone(),
                new: edit.old.clone(),
                decided_on: None,
                reason: Some(reason),
            })?;
            self.set_column(&edit)?;
        }
        Ok(())
    }

    /// Sets one fact's column from its text.
    fn set_column(&self, edit: &Edit) -> Result<(), Error> {
        let (table, id) = match edit.stage {
            Some(stage) => ("stage", stage),
            None => ("project", edit.project),
        };
        let value: Value = match edit.field.as_str() {
            "position" => number(edit.old.as_deref().and_then(|v| v.parse().ok())),
            "weight" => number(
                edit.old
                    .as_deref()
                    .and_then(|v| v.parse::<Percent>().ok())
                    .map(Percent::hundredths),
            ),
            "total" => number(
                edit.old
                    .as_deref()
                    .and_then(|v| v.parse::<Amount>().ok())
                    .map(Amount::thousandths),
            ),
            _ => edit.old.clone().map_or(Value::Null, Value::Text),
        };
        let columns: &[&str] = match edit.stage {
            Some(_) => &[
                "code", "name", "name_en", "position", "kind", "weight", "unit", "total",
            ],
            None => &[
                "code", "name", "name_en", "aliases", "category", "unit", "lead",
            ],
        };
        // The name goes into the statement, and a record from elsewhere may hold any text.
        let Some(field) = columns.iter().find(|column| **column == edit.field) else {
            return Ok(());
        };
        self.execute(
            &format!("UPDATE {table} SET {field} = ?2 WHERE id = ?1"),
            params![id, value],
        )?;
        if *field == "code" {
            let key = edit.old.as_deref().map(fold);
            self.execute(
                &format!("UPDATE {table} SET code_key = ?2 WHERE id = ?1"),
                params![id, key],
            )?;
        }
        Ok(())
    }

    fn change(&mut self, change: &FactChange<'_>) -> Result<(), Error> {
        let entry = self.number()?;
        self.changes += 1;
        self.execute(
            "INSERT INTO change (entry, position, project, stage, field, old, new, decided_on, reason)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                entry,
                self.changes,
                change.project,
                change.stage,
                change.field,
                change.old,
                change.new,
                change.decided_on.map(|day| day.to_string()),
                change.reason
            ],
        )
    }
}

/// A fact as an entry edited it.
struct Edit {
    project: i64,
    stage: Option<i64>,
    field: String,
    old: Option<String>,
    new: Option<String>,
}

fn number(value: Option<i64>) -> Value {
    value.map_or(Value::Null, Value::Integer)
}

struct FactChange<'a> {
    project: i64,
    stage: Option<i64>,
    field: &'a str,
    old: Option<String>,
    new: Option<String>,
    decided_on: Option<Day>,
    reason: Option<&'a str>,
}

/// Field, column value before and after.
type Fact = (&'static str, Option<String>);

fn project_facts(facts: &ProjectFacts) -> [Fact; 7] {
    [
        ("code", Some(facts.code.to_string())),
        ("name", Some(facts.name.clone())),
        ("name_en", facts.name_en.clone()),
        ("aliases", Some(aliases_json(facts))),
        ("category", facts.category.clone()),
        ("unit", facts.unit.clone()),
        ("lead", facts.lead.clone()),
    ]
}

fn aliases_json(facts: &ProjectFacts) -> String {
    serde_json::to_string(&facts.aliases).unwrap_or_else(|_| "[]".to_owned())
}

fn stage_facts(facts: &StageFacts) -> [Fact; 8] {
    [
        ("code", Some(facts.code.to_string())),
        ("name", Some(facts.name.clone())),
        ("name_en", facts.name_en.clone()),
        ("position", Some(facts.position.to_string())),
        ("kind", Some(facts.kind.id().to_owned())),
        ("weight", facts.weight.map(|weight| weight.to_string())),
        ("unit", facts.unit.clone()),
        ("total", facts.total.map(|total| total.to_string())),
    ]
}

impl Draft for SqliteDraft<'_> {
    fn snapshot(&mut self, question: &Snapshot) -> Result<Portfolio, Error> {
        read::portfolio(self.transaction, question).map_err(|error| self.fail(&error))
    }

    fn readings_on(&mut self, stage: i64, day: Day) -> Result<ReadingsOn, Error> {
        let days = self.new_stages.get(&stage);
        if days.is_some_and(|days| !days.contains(&day)) {
            return Ok(ReadingsOn::default());
        }
        if self.seen.is_none() {
            let seen = Seen::load(self.transaction, Known::Now).map_err(|e| self.fail(&e))?;
            self.seen = Some(seen);
        }
        match &self.seen {
            Some(seen) => read::readings_on(self.transaction, seen, stage, day)
                .map_err(|error| self.fail(&error)),
            None => Ok(ReadingsOn::default()),
        }
    }

    fn history(&mut self, question: &HistoryQuestion) -> Result<Vec<HistoryEntry>, Error> {
        history::entries(self.transaction, question).map_err(|error| self.fail(&error))
    }

    fn project_coded(&mut self, code: &str) -> Result<Option<i64>, Error> {
        read::project_coded(self.transaction, code).map_err(|error| self.fail(&error))
    }

    fn retract(&mut self, entry: i64, reason: &str) -> Result<(), Error> {
        let number = self.number()?;
        self.execute(
            "INSERT INTO retraction (retracted, entry, reason) VALUES (?1, ?2, ?3)",
            params![entry, number, reason],
        )?;
        self.seen = None;
        self.put_back(entry, reason)
    }

    fn add_notice(&mut self, notice: &Notice) -> Result<(), Error> {
        let entry = self.number()?;
        self.execute(
            "INSERT INTO notice (entry, target, finding, said_on) VALUES (?1, ?2, ?3, ?4)",
            params![
                entry,
                notice.target,
                notice.finding,
                notice.said_on.to_string()
            ],
        )
    }

    fn add_project(&mut self, facts: &ProjectFacts) -> Result<i64, Error> {
        let entry = self.number()?;
        self.free_project_code(&facts.code)?;
        self.insert(
            "INSERT INTO project (entry, code, code_key, name, name_en, aliases, category, unit, lead)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                entry,
                facts.code.as_str(),
                facts.code.key(),
                facts.name,
                facts.name_en,
                aliases_json(facts),
                facts.category,
                facts.unit,
                facts.lead
            ],
        )
    }

    fn edit_project(
        &mut self,
        project: i64,
        old: &ProjectFacts,
        new: &ProjectFacts,
        reason: Option<&str>,
    ) -> Result<(), Error> {
        for ((field, old), (_, new)) in project_facts(old).into_iter().zip(project_facts(new)) {
            if old != new {
                self.change(&FactChange {
                    project,
                    stage: None,
                    field,
                    old,
                    new,
                    decided_on: None,
                    reason,
                })?;
            }
        }
        self.execute(
            "UPDATE project SET code = ?2, code_key = ?3, name = ?4, name_en = ?5, aliases = ?6,
                    category = ?7, unit = ?8, lead = ?9 WHERE id = ?1",
            params![
                project,
                new.code.as_str(),
                new.code.key(),
                new.name,
                new.name_en,
                aliases_json(new),
                new.category,
                new.unit,
                new.lead
            ],
        )
    }

    fn set_state(&mut self, project: i64, old: State, change: &StateChange) -> Result<(), Error> {
        self.change(&FactChange {
            project,
            stage: None,
            field: "state",
            old: Some(old.id().to_owned()),
            new: Some(change.state.id().to_owned()),
            decided_on: Some(change.decided_on),
            reason: change.reason.as_deref(),
        })
    }

    fn add_stage(&mut self, project: i64, facts: &StageFacts) -> Result<i64, Error> {
        let entry = self.number()?;
        self.free_stage_code(project, &facts.code)?;
        let id = self.insert(
            "INSERT INTO stage (entry, project, code, code_key, name, name_en, position, kind,
                                weight, unit, total)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                entry,
                project,
                facts.code.as_str(),
                facts.code.key(),
                facts.name,
                facts.name_en,
                facts.position,
                facts.kind.id(),
                facts.weight.map(|weight| weight.hundredths()),
                facts.unit,
                facts.total.map(|total| total.thousandths())
            ],
        )?;
        self.new_stages.insert(id, HashSet::new());
        Ok(id)
    }

    fn edit_stage(
        &mut self,
        project: i64,
        stage: i64,
        old: &StageFacts,
        new: &StageFacts,
        reason: Option<&str>,
    ) -> Result<(), Error> {
        for ((field, old), (_, new)) in stage_facts(old).into_iter().zip(stage_facts(new)) {
            if old != new {
                self.change(&FactChange {
                    project,
                    stage: Some(stage),
                    field,
                    old,
                    new,
                    decided_on: None,
                    reason,
                })?;
            }
        }
        self.execute(
            "UPDATE stage SET code = ?2, code_key = ?3, name = ?4, name_en = ?5, position = ?6,
                    kind = ?7, weight = ?8, unit = ?9, total = ?10 WHERE id = ?1",
            params![
                stage,
                new.code.as_str(),
                new.code.key(),
                new.name,
                new.name_en,
                new.position,
                new.kind.id(),
                new.weight.map(|weight| weight.hundredths()),
                new.unit,
                new.total.map(|total| total.thousandths())
            ],
        )
    }

    fn add_target(
        &mut self,
        stage: i64,
        period: Period,
        label: &str,
        carried_from: Option<i64>,
    ) -> Result<i64, Error> {
        let entry = self.number()?;
        if let Some(target) = self.query_id(
            "SELECT id FROM target t WHERE stage = ?1 AND period = ?2 AND label = ?3
             AND EXISTS (SELECT 1 FROM retraction WHERE retracted = t.entry)
             AND NOT EXISTS (SELECT 1 FROM revision WHERE target = t.id
                             AND entry NOT IN (SELECT retracted FROM retraction))",
            params![stage, period.to_string(), label],
        )? {
            return Ok(target);
        }
        self.insert(
            "INSERT INTO target (entry, stage, period, label, carried_from)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            params![entry, stage, period.to_string(), label, carried_from],
        )
    }

    fn revise(&mut self, target: i64, revision: &Revision) -> Result<(), Error> {
        let entry = self.number()?;
        self.revisions += 1;
        let terms = &revision.terms;
        self.execute(
            "INSERT INTO revision (target, entry, position, decided_on, percent, due, words,
                 is_due_implied, start, baseline, plan_points, commitment, state, reason)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            params![
                target,
                entry,
                self.revisions,
                revision.decided_on.to_string(),
                terms.percent.hundredths(),
                terms.due.map(|day| day.to_string()),
                terms.words,
                terms.is_due_implied,
                terms.start.map(|day| day.to_string()),
                terms.baseline.map(|percent| percent.hundredths()),
                rows::plan_points_text(&terms.plan_points),
                terms.commitment.map(|commitment| commitment.id()),
                terms.state.id(),
                revision.reason
            ],
        )
    }

    fn add_reading(&mut self, stage: i64, reading: &Reading) -> Result<(), Error> {
        let entry = self.number()?;
        if let Some(days) = self.new_stages.get_mut(&stage) {
            days.insert(reading.as_of);
        }
        self.execute(
            "INSERT INTO reading (stage, as_of, entry, percent, amount, note, problem, next_step)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                stage,
                reading.as_of.to_string(),
                entry,
                reading.percent.map(|percent| percent.hundredths()),
                reading.amount.map(|amount| amount.thousandths()),
                reading.remark.note,
                reading.remark.problem,
                reading.remark.next_step
            ],
        )
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), Error> {
        let entry = self.number()?;
        self.execute(
            "INSERT INTO setting (key, entry, value) VALUES (?1, ?2, ?3)",
            params![key, entry, value],
        )
    }
}
