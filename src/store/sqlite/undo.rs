//! Taking entries back: facts put back to what they were, and codes given up by what no longer
//! counts.

use rusqlite::params;
use rusqlite::types::Value;

use crate::error::{Error, Refusal, RetractProblem};
use crate::model::{Amount, Code, Day, Known, Percent, Project, Scope, Snapshot, fold};
use crate::store::Draft;

use super::read::{self, Reader};
use super::write::{FactChange, SqliteDraft};

impl SqliteDraft<'_> {
    /// The project with the stages that count, if it does.
    fn counting(&self, project: i64) -> Result<Option<Project>, Error> {
        let question = Snapshot {
            as_of: Day::LAST,
            known: Known::Now,
            scope: Scope::Project(project),
        };
        let found = read::portfolio(self.transaction, &question, Reader::default());
        let found = found.map_err(|error| self.fail(&error))?;
        Ok(found.projects.into_iter().next())
    }

    /// A project that no longer counts gives its code to a new one: `jinhui` becomes `jinhui~7`,
    /// after this entry.
    pub(super) fn free_project_code(&mut self, code: &Code) -> Result<(), Error> {
        let Some(project) = self.project_coded(code.as_str())? else {
            return Ok(());
        };
        if self.counting(project)?.is_some() {
            return Ok(());
        }
        self.give_up_code(project, None, code)
    }

    /// As [`SqliteDraft::free_project_code`], for a stage.
    pub(super) fn free_stage_code(&mut self, project: i64, code: &Code) -> Result<(), Error> {
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
        self.give_up_code(project, Some(stage), code)
    }

    fn give_up_code(&mut self, project: i64, stage: Option<i64>, code: &Code) -> Result<(), Error> {
        let entry = self.number()?;
        let given_up = format!("{code}~{entry}");
        self.change(&FactChange {
            project,
            stage,
            field: "code",
            old: Some(code.to_string()),
            new: Some(given_up.clone()),
            decided_on: None,
            reason: None,
        })?;
        self.set_column(&Edit {
            project,
            stage,
            field: "code".to_owned(),
            old: Some(given_up),
            new: None,
        })
    }

    /// Facts that a retracted entry edited become what they were, unless edited since.
    pub(super) fn put_back(&mut self, entry: i64, reason: &str) -> Result<(), Error> {
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
            self.take_code_back(entry, &edit)?;
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

    /// The code that an edit put away must be free again before it is put back.
    fn take_code_back(&mut self, entry: i64, edit: &Edit) -> Result<(), Error> {
        let Some(code) = edit.old.as_deref().filter(|_| edit.field == "code") else {
            return Ok(());
        };
        let taken = || {
            Error::Refused(Refusal::Retract(RetractProblem::CodeTaken {
                entry,
                code: code.to_owned(),
            }))
        };
        let key = fold(code);
        let Ok(free) = Code::new(code) else {
            return Ok(());
        };
        let (holder, own) = match edit.stage {
            None => {
                self.free_project_code(&free)?;
                (self.project_coded(code)?, edit.project)
            }
            Some(stage) => {
                self.free_stage_code(edit.project, &free)?;
                let holder = self.query_id(
                    "SELECT id FROM stage WHERE project = ?1 AND code_key = ?2",
                    params![edit.project, key],
                )?;
                (holder, stage)
            }
        };
        match holder {
            Some(holder) if holder != own => Err(taken()),
            _ => Ok(()),
        }
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
