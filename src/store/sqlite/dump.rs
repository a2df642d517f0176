//! The whole record, out and back in: every table, every column, in a fixed order.

use rusqlite::{Connection, Row, Statement, Transaction, TransactionBehavior, params};

use crate::model::record::{
    ChangeRow, EntryRow, FORMAT, NoticeRow, ProjectRow, ReadingRow, Record, RetractionRow,
    RevisionRow, SettingRow, SourceRow, StageRow, TargetRow,
};
use crate::model::{Commitment, Instant, StageKind, TargetState};

use super::readings::NewReading;
use super::{key, readings, rows};

fn all<T>(
    connection: &Connection,
    sql: &str,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    connection.prepare(sql)?.query_map([], read)?.collect()
}

/// Reads every row.
pub(super) fn record(connection: &Connection) -> rusqlite::Result<Record> {
    Ok(Record {
        schema: FORMAT.to_owned(),
        entries: all(
            connection,
            "SELECT number, recorded_at, who, command FROM entry ORDER BY number",
            |row| {
                Ok(EntryRow {
                    number: row.get(0)?,
                    recorded_at: rows::word(row, 1, |text| text.parse::<Instant>().ok())?,
                    who: row.get(2)?,
                    command: row.get(3)?,
                })
            },
        )?,
        sources: all(
            connection,
            "SELECT entry, position, file, sha256 FROM source ORDER BY entry, position",
            |row| {
                Ok(SourceRow {
                    entry: row.get(0)?,
                    position: row.get(1)?,
                    file: row.get(2)?,
                    sha256: row.get(3)?,
                })
            },
        )?,
        projects: all(
            connection,
            "SELECT id, entry, code, name, name_en, aliases, category, unit, lead
             FROM project ORDER BY id",
            read_project,
        )?,
        stages: all(
            connection,
            "SELECT id, entry, project, code, name, name_en, position, kind, weight, unit, total
             FROM stage ORDER BY id",
            read_stage,
        )?,
        targets: all(
            connection,
            "SELECT id, entry, stage, period, label, carried_from FROM target ORDER BY id",
            |row| {
                Ok(TargetRow {
                    id: row.get(0)?,
                    entry: row.get(1)?,
                    stage: row.get(2)?,
                    period: rows::period(row, 3)?,
                    label: row.get(4)?,
                    carried_from: row.get(5)?,
                })
            },
        )?,
        revisions: all(
            connection,
            "SELECT target, entry, position, decided_on, percent, due, words, is_due_implied,
                    start, baseline, plan_points, commitment, state, reason
             FROM revision ORDER BY target, entry, position",
            read_revision,
        )?,
        readings: all(
            connection,
            "SELECT id, entry, percent, amount, note, problem, next_step
             FROM reading ORDER BY stage, id",
            read_reading,
        )?,
        retractions: all(
            connection,
            "SELECT entry, retracted, reason FROM retraction ORDER BY entry, retracted",
            |row| {
                Ok(RetractionRow {
                    entry: row.get(0)?,
                    retracted: row.get(1)?,
                    reason: row.get(2)?,
                })
            },
        )?,
        changes: all(
            connection,
            "SELECT entry, position, project, stage, field, old, new, decided_on, reason
             FROM change ORDER BY entry, position",
            |row| {
                Ok(ChangeRow {
                    entry: row.get(0)?,
                    position: row.get(1)?,
                    project: row.get(2)?,
                    stage: row.get(3)?,
                    field: row.get(4)?,
                    old: row.get(5)?,
                    new: row.get(6)?,
                    decided_on: rows::maybe_day(row, 7)?,
                    reason: row.get(8)?,
                })
            },
        )?,
        settings: all(
            connection,
            "SELECT key, entry, value FROM setting ORDER BY key, entry",
            |row| {
                Ok(SettingRow {
                    key: row.get(0)?,
                    entry: row.get(1)?,
                    value: row.get(2)?,
                })
            },
        )?,
        notices: all(
            connection,
            "SELECT entry, target, finding, said_on FROM notice ORDER BY entry, target",
            |row| {
                Ok(NoticeRow {
                    entry: row.get(0)?,
                    target: row.get(1)?,
                    finding: row.get(2)?,
                    said_on: rows::day(row, 3)?,
                })
            },
        )?,
    })
}

fn read_project(row: &Row<'_>) -> rusqlite::Result<ProjectRow> {
    Ok(ProjectRow {
        id: row.get(0)?,
        entry: row.get(1)?,
        code: rows::code(row, 2)?,
        name: row.get(3)?,
        name_en: row.get(4)?,
        aliases: rows::json(row, 5)?,
        category: row.get(6)?,
        unit: row.get(7)?,
        lead: row.get(8)?,
    })
}

fn read_stage(row: &Row<'_>) -> rusqlite::Result<StageRow> {
    Ok(StageRow {
        id: row.get(0)?,
        entry: row.get(1)?,
        project: row.get(2)?,
        code: rows::code(row, 3)?,
        name: row.get(4)?,
        name_en: row.get(5)?,
        position: row.get(6)?,
        kind: rows::word(row, 7, StageKind::from_id)?,
        weight: rows::maybe_percent(row, 8)?,
        unit: row.get(9)?,
        total: rows::maybe_amount(row, 10)?,
    })
}

fn read_revision(row: &Row<'_>) -> rusqlite::Result<RevisionRow> {
    Ok(RevisionRow {
        target: row.get(0)?,
        entry: row.get(1)?,
        position: row.get(2)?,
        decided_on: rows::day(row, 3)?,
        percent: rows::percent(row, 4)?,
        due: rows::maybe_day(row, 5)?,
        words: row.get(6)?,
        is_due_implied: row.get(7)?,
        start: rows::maybe_day(row, 8)?,
        baseline: rows::maybe_percent(row, 9)?,
        plan_points: rows::plan_points(row, 10)?,
        commitment: rows::maybe_word(row, 11, Commitment::from_text)?,
        state: rows::word(row, 12, TargetState::from_id)?,
        reason: row.get(13)?,
    })
}

fn read_reading(row: &Row<'_>) -> rusqlite::Result<ReadingRow> {
    Ok(ReadingRow {
        stage: key::stage_of(row.get(0)?),
        as_of: key::day(row.get(0)?)?,
        entry: row.get(1)?,
        percent: rows::maybe_percent(row, 2)?,
        amount: rows::maybe_amount(row, 3)?,
        note: row.get(4)?,
        problem: row.get(5)?,
        next_step: row.get(6)?,
    })
}

/// Writes every row into an empty store; `false` if it is not empty.
pub(super) fn restore(connection: &mut Connection, record: &Record) -> rusqlite::Result<bool> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let is_used: bool =
        transaction.query_row("SELECT EXISTS (SELECT 1 FROM entry)", [], |row| row.get(0))?;
    if is_used {
        return Ok(false);
    }
    restore_entries(&transaction, record)?;
    restore_things(&transaction, record)?;
    restore_statements(&transaction, record)?;
    restore_policy(&transaction, record)?;
    transaction.commit()?;
    Ok(true)
}

fn each<'a, T>(
    transaction: &Transaction<'_>,
    sql: &str,
    rows: &'a [T],
    mut write: impl FnMut(&mut Statement<'_>, &'a T) -> rusqlite::Result<usize>,
) -> rusqlite::Result<()> {
    let mut statement = transaction.prepare(sql)?;
    for row in rows {
        write(&mut statement, row)?;
    }
    Ok(())
}

fn restore_entries(transaction: &Transaction<'_>, record: &Record) -> rusqlite::Result<()> {
    each(
        transaction,
        "INSERT INTO entry (number, recorded_at, who, command) VALUES (?1, ?2, ?3, ?4)",
        &record.entries,
        |statement, row| {
            let at = row.recorded_at.to_string();
            statement.execute(params![row.number, at, row.who, row.command])
        },
    )?;
    each(
        transaction,
        "INSERT INTO source (entry, position, file, sha256) VALUES (?1, ?2, ?3, ?4)",
        &record.sources,
        |statement, row| statement.execute(params![row.entry, row.position, row.file, row.sha256]),
    )
}

fn restore_things(transaction: &Transaction<'_>, record: &Record) -> rusqlite::Result<()> {
    each(
        transaction,
        "INSERT INTO project (id, entry, code, code_key, name, name_en, aliases, category, unit, lead)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        &record.projects,
        |statement, row| {
            let aliases = serde_json::to_string(&row.aliases).unwrap_or_else(|_| "[]".to_owned());
            statement.execute(params![
                row.id,
                row.entry,
                row.code.as_str(),
                row.code.key(),
                row.name,
                row.name_en,
                aliases,
                row.category,
                row.unit,
                row.lead
            ])
        },
    )?;
    each(
        transaction,
        "INSERT INTO stage (id, entry, project, code, code_key, name, name_en, position, kind,
                            weight, unit, total)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        &record.stages,
        |statement, row| {
            statement.execute(params![
                row.id,
                row.entry,
                row.project,
                row.code.as_str(),
                row.code.key(),
                row.name,
                row.name_en,
                row.position,
                row.kind.id(),
                row.weight.map(|weight| weight.hundredths()),
                row.unit,
                row.total.map(|total| total.thousandths())
            ])
        },
    )?;
    each(
        transaction,
        "INSERT INTO target (id, entry, stage, period, label, carried_from)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        &record.targets,
        |statement, row| {
            let period = row.period.to_string();
            statement.execute(params![
                row.id,
                row.entry,
                row.stage,
                period,
                row.label,
                row.carried_from
            ])
        },
    )
}

fn restore_statements(transaction: &Transaction<'_>, record: &Record) -> rusqlite::Result<()> {
    each(
        transaction,
        "INSERT INTO revision (target, entry, position, decided_on, percent, due, words,
             is_due_implied, start, baseline, plan_points, commitment, state, reason)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        &record.revisions,
        |statement, row| {
            statement.execute(params![
                row.target,
                row.entry,
                row.position,
                row.decided_on.to_string(),
                row.percent.hundredths(),
                row.due.map(|day| day.to_string()),
                row.words,
                row.is_due_implied,
                row.start.map(|day| day.to_string()),
                row.baseline.map(|percent| percent.hundredths()),
                rows::plan_points_text(&row.plan_points),
                row.commitment.map(|commitment| commitment.id()),
                row.state.id(),
                row.reason
            ])
        },
    )?;
    for row in &record.readings {
        let new = NewReading {
            entry: row.entry,
            percent: row.percent,
            amount: row.amount,
            note: row.note.as_deref(),
            problem: row.problem.as_deref(),
            next_step: row.next_step.as_deref(),
        };
        readings::insert(transaction, row.stage, row.as_of, &new, true)?;
    }
    each(
        transaction,
        "INSERT INTO retraction (entry, retracted, reason) VALUES (?1, ?2, ?3)",
        &record.retractions,
        |statement, row| statement.execute(params![row.entry, row.retracted, row.reason]),
    )
}

fn restore_policy(transaction: &Transaction<'_>, record: &Record) -> rusqlite::Result<()> {
    each(
        transaction,
        "INSERT INTO change (entry, position, project, stage, field, old, new, decided_on, reason)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        &record.changes,
        |statement, row| {
            statement.execute(params![
                row.entry,
                row.position,
                row.project,
                row.stage,
                row.field,
                row.old,
                row.new,
                row.decided_on.map(|day| day.to_string()),
                row.reason
            ])
        },
    )?;
    each(
        transaction,
        "INSERT INTO setting (key, entry, value) VALUES (?1, ?2, ?3)",
        &record.settings,
        |statement, row| statement.execute(params![row.key, row.entry, row.value]),
    )?;
    each(
        transaction,
        "INSERT INTO notice (entry, target, finding, said_on) VALUES (?1, ?2, ?3, ?4)",
        &record.notices,
        |statement, row| {
            let said_on = row.said_on.to_string();
            statement.execute(params![row.entry, row.target, row.finding, said_on])
        },
    )
}
