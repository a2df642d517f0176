//! A transaction under way.

use std::cell::Cell;
use std::collections::HashSet;
use std::iter;
use std::path::Path;
use std::rc::Rc;

use rusqlite::{OptionalExtension, Params, Transaction, params};

use crate::error::Error;
use crate::model::{
    Day, Figure, HistoryEntry, HistoryQuestion, Known, LookAt, NewEntry, Notice, Period, Portfolio,
    Project, ProjectFacts, Reading, Revision, Snapshot, StageFacts, State, StateChange,
};
use crate::store::{Draft, ReadingsOn, Stretch};

use super::read::{self, Reader};
use super::readings::NewReading;
use super::seen::Seen;
use super::{history, key, problem, readings, rows, timeline};

/// From so many readings on, an entry gets a larger cache: its rows may go all over the
/// table.
const MANY: u64 = 500;
/// That cache, in KiB.
const CACHE_OF_MANY: i64 = 57_344;

/// Writes go to SQLite at once; the entry is made with the first of them.
pub(super) struct SqliteDraft<'a> {
    pub(super) transaction: &'a Transaction<'a>,
    path: &'a Path,
    entry: &'a NewEntry,
    number: Option<i64>,
    /// The last position given within the entry, among revisions and among changes.
    revisions: i64,
    changes: i64,
    seen: Option<Rc<Seen>>,
    /// Whether the file was found sound, where an answer was doubted.
    is_sound: Cell<bool>,
    /// Stages made by this entry that have no reading yet.
    untouched: HashSet<i64>,
    /// How many readings it has given.
    readings: u64,
    /// A stage and day asked for that have a reading.
    reported: Option<(i64, Day)>,
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
            is_sound: Cell::new(false),
            untouched: HashSet::new(),
            readings: 0,
            reported: None,
        }
    }

    pub(super) fn entry_number(&self) -> Option<i64> {
        self.number
    }

    pub(super) fn fail(&self, error: &rusqlite::Error) -> Error {
        Error::store(self.path, problem(error))
    }

    pub(super) fn execute(&self, sql: &str, values: impl Params) -> Result<(), Error> {
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
    pub(super) fn number(&mut self) -> Result<i64, Error> {
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

    /// Which entries count.
    fn seen(&mut self) -> Result<Rc<Seen>, Error> {
        let seen = match &self.seen {
            Some(seen) => Rc::clone(seen),
            None => Seen::load(self.transaction, Known::Now)
                .map(Rc::new)
                .map_err(|error| self.fail(&error))?,
        };
        self.seen = Some(Rc::clone(&seen));
        Ok(seen)
    }

    fn insert_reading(
        &mut self,
        stage: i64,
        reading: &Reading,
        entry: i64,
    ) -> rusqlite::Result<()> {
        self.untouched.remove(&stage);
        self.readings += 1;
        if self.readings == MANY {
            self.transaction
                .pragma_update(None, "cache_size", -CACHE_OF_MANY)?;
        }
        let new = NewReading {
            entry,
            percent: reading.percent,
            amount: reading.amount,
            note: reading.remark.note.as_deref(),
            problem: reading.remark.problem.as_deref(),
            next_step: reading.remark.next_step.as_deref(),
        };
        let is_first = self.reported != Some((stage, reading.as_of));
        readings::insert(self.transaction, stage, reading.as_of, &new, is_first)
    }

    pub(super) fn query_id(&self, sql: &str, values: impl Params) -> Result<Option<i64>, Error> {
        self.transaction
            .prepare_cached(sql)
            .and_then(|mut statement| statement.query_row(values, |row| row.get(0)).optional())
            .map_err(|error| self.fail(&error))
    }

    pub(super) fn change(&mut self, change: &FactChange<'_>) -> Result<(), Error> {
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

/// One fact, before and after.
pub(super) struct FactChange<'a> {
    pub(super) project: i64,
    pub(super) stage: Option<i64>,
    pub(super) field: &'a str,
    pub(super) old: Option<String>,
    pub(super) new: Option<String>,
    pub(super) decided_on: Option<Day>,
    pub(super) reason: Option<&'a str>,
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
        let reader = Reader {
            is_sound: Some(&self.is_sound),
            ..Reader::default()
        };
        read::portfolio(self.transaction, question, reader).map_err(|error| self.fail(&error))
    }

    fn to_judge(&mut self, question: &Snapshot, look_at: LookAt) -> Result<Portfolio, Error> {
        let reader = Reader {
            look_at: Some(look_at),
            is_sound: Some(&self.is_sound),
            second: None,
        };
        read::portfolio(self.transaction, question, reader).map_err(|error| self.fail(&error))
    }

    fn readings_on(&mut self, stage: i64, day: Day) -> Result<ReadingsOn, Error> {
        if self.untouched.contains(&stage) {
            return Ok(ReadingsOn::default());
        }
        let seen = self.seen()?;
        let found =
            readings::on(self.transaction, &seen, stage, day).map_err(|error| self.fail(&error))?;
        if found != ReadingsOn::default() {
            self.reported = Some((stage, day));
        }
        Ok(found)
    }

    fn readings_between(&mut self, stage: i64, from: Day, to: Day) -> Result<Stretch, Error> {
        if self.untouched.contains(&stage) {
            return Ok(Stretch::default());
        }
        let own = self.number;
        let seen = self.seen()?;
        readings::between(self.transaction, &seen, own, stage, [from, to])
            .map_err(|error| self.fail(&error))
    }

    fn figure_by(&mut self, stage: i64, day: Day) -> Result<Option<Figure>, Error> {
        if self.untouched.contains(&stage) {
            return Ok(None);
        }
        let seen = self.seen()?;
        readings::last_by(self.transaction, &seen, None, stage, day)
            .map_err(|error| self.fail(&error))
    }

    fn sole_recorder(&mut self, stage: i64, day: Day) -> Result<Option<i64>, Error> {
        let seen = self.seen()?;
        readings::sole_recorder(self.transaction, &seen, stage, day)
            .map_err(|error| self.fail(&error))
    }

    fn look(&mut self, project: &mut Project, as_of: Day, look_at: LookAt) -> Result<(), Error> {
        for stage in &mut project.stages {
            stage.figures.clear();
            (stage.reading, stage.under_way) = (None, None);
        }
        let seen = self.seen()?;
        let project = iter::once(project);
        timeline::to_judge(self.transaction, &seen, as_of, look_at, project)
            .map(|_| ())
            .map_err(|error| self.fail(&error))
    }

    fn history(&mut self, question: &HistoryQuestion) -> Result<Vec<HistoryEntry>, Error> {
        history::entries(self.transaction, question).map_err(|error| self.fail(&error))
    }

    fn notices(&mut self, as_of: Day, known: Known) -> Result<Vec<Notice>, Error> {
        history::notices(self.transaction, as_of, known).map_err(|error| self.fail(&error))
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
        if old.code.key() != new.code.key() {
            self.free_project_code(&new.code)?;
        }
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
        self.untouched.insert(id);
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
        if old.code.key() != new.code.key() {
            self.free_stage_code(project, &new.code)?;
        }
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
        self.insert_reading(stage, reading, entry)
            .map_err(|error| self.fail(&error))
    }

    fn add_first_reading(&mut self, stage: i64, reading: &Reading) -> Result<bool, Error> {
        let entry = self.number()?;
        let refused = match self.insert_reading(stage, reading, entry) {
            Ok(()) => return Ok(true),
            Err(refused) => refused,
        };
        // Asked only where it was refused: hardly any row comes twice.
        let on = reading.as_of;
        let keys = (key::first(stage, on)).and_then(|first| Ok([first, key::last(stage, on)?]));
        let [first, last] = keys.map_err(|error| self.fail(&error))?;
        let there = self.query_id(
            "SELECT 1 FROM reading WHERE id BETWEEN ?1 AND ?2 AND entry = ?3",
            [first, last, entry],
        )?;
        match there {
            Some(_) => Ok(false),
            None => Err(self.fail(&refused)),
        }
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), Error> {
        let entry = self.number()?;
        self.execute(
            "INSERT INTO setting (key, entry, value) VALUES (?1, ?2, ?3)",
            params![key, entry, value],
        )
    }
}
