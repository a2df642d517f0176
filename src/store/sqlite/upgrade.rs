//! Bringing a store of an older version up to date: a copy first, then all steps at once.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};

use crate::error::{Error, StoreProblem};
use crate::signals;
use crate::store::upgrade::Schema;

use super::{backup, problem, verify};

/// Runs the steps that are missing. The copy is called `FILE.v1`, or `FILE.v1-2` and so on where
/// that is taken. Nothing happens to a store that is up to date.
pub(super) fn upgrade(
    connection: &mut Connection,
    path: &Path,
    schema: &Schema,
) -> Result<(), Error> {
    let fail = |error: rusqlite::Error| Error::store(path, problem(&error));
    let found = version(connection).map_err(fail)?;
    if found == schema.version {
        return Ok(());
    }
    let _hold = signals::hold();
    keep_copy(connection, path, found)?;
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(fail)?;
    // Another process may have been first.
    let found = version(&transaction).map_err(fail)?;
    if found == schema.version {
        return Ok(());
    }
    let Some(steps) = schema.steps_from(found) else {
        let what = format!("schema version {found}");
        return Err(Error::store(path, StoreProblem::Damaged(what)));
    };
    for step in steps {
        transaction.execute_batch(step.sql).map_err(fail)?;
        transaction
            .pragma_update(None, "user_version", step.version)
            .map_err(fail)?;
    }
    transaction.commit().map_err(fail)
}

fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Copies the store as it was to a free name beside it.
fn keep_copy(connection: &Connection, path: &Path, version: i64) -> Result<(), Error> {
    let mut number = 1;
    loop {
        let mut name = path.as_os_str().to_owned();
        name.push(match number {
            1 => format!(".v{version}"),
            number => format!(".v{version}-{number}"),
        });
        match backup::copy(connection, &PathBuf::from(name), &verify::is_whole) {
            Err(Error::Store {
                problem: StoreProblem::Exists,
                ..
            }) if number < 1_000 => number += 1,
            other => return other,
        }
    }
}
