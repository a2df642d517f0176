//! Opening a file: what it must be, and how a connection then behaves.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::messages::{Damage, StoreProblem};
use crate::store::engine::Access;

use super::problem::{connect_problem, file_problem, needs_rollback, problem};
use super::wait;

/// The schema, as a new store gets it.
pub(super) const SCHEMA: &str = include_str!("../../../schema.sql");
/// The mark of our stores in SQLite's header: "PrjT".
pub(super) const APPLICATION_ID: i64 = 1_349_675_604;
/// The version of the schema. There has been no other.
pub(in crate::store) const VERSION: i64 = 1;

/// Opens an existing store.
pub(super) fn open(path: &Path, access: Access) -> Result<Connection, StoreProblem> {
    let about = fs::metadata(path).map_err(|error| file_problem(&error))?;
    if about.is_dir() {
        return Err(StoreProblem::IsFolder);
    }
    if about.len() == 0 {
        return Err(StoreProblem::Empty);
    }
    if let Some((id, version)) = marks_unlocked(path) {
        check_marks(id, version)?;
    }
    let connection = match connect(path, access) {
        Err(error) if access == Access::Read && needs_rollback(&error) => return reopen(path),
        other => other.map_err(|error| connect_problem(path, &error))?,
    };
    checked(connection, path, access)
}

/// Opens a store to be read where a journal must be rolled back first: read-write, for SQLite alone.
pub(super) fn reopen(path: &Path) -> Result<Connection, StoreProblem> {
    let connection = connect(path, Access::Write).map_err(|error| connect_problem(path, &error))?;
    let connection = checked(connection, path, Access::Read)?;
    only_query(&connection).map_err(|error| problem(&error))?;
    Ok(connection)
}

/// Whether the file that was opened is one of ours: the header read before may have been that of a
/// transaction that was rolled back since.
fn checked(
    connection: Connection,
    path: &Path,
    access: Access,
) -> Result<Connection, StoreProblem> {
    let (id, version) = match check(&connection) {
        // Found only now that the file is looked into.
        Err(error) if needs_rollback(&error) && is_readonly(&connection) => {
            drop(connection);
            return reopen(path);
        }
        other => other.map_err(|error| problem(&error))?,
    };
    check_marks(id, version)?;
    if access == Access::Write {
        leave_log(&connection);
    }
    Ok(connection)
}

fn is_readonly(connection: &Connection) -> bool {
    connection.is_readonly(rusqlite::MAIN_DB) == Ok(true)
}

/// Looks into the file and returns its marks; within a transaction this takes the lock.
pub(super) fn check(connection: &Connection) -> rusqlite::Result<(i64, i64)> {
    let mark = |name| connection.pragma_query_value(None, name, |row| row.get(0));
    Ok((mark("application_id")?, mark("user_version")?))
}

/// Back to the rollback journal, if someone turned the write-ahead log on. Where others hold the log
/// open, the next writer will.
fn leave_log(connection: &Connection) {
    let _ = connection.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()));
}

/// Has a connection refuse to write, though its file may be written.
pub(super) fn only_query(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("PRAGMA query_only = ON")
}

/// Opens the file, without a look whether it is one of ours. Nothing is created.
pub(super) fn connect(path: &Path, access: Access) -> rusqlite::Result<Connection> {
    let mode = match access {
        Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
        Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
    };
    // From the root on, SQLite takes a name as it is: neither `file:` nor `:memory:`, nor `?`, `#`
    // and `%` in it, mean anything.
    let path = absolute(path);
    let mut connection = Connection::open_with_flags(path, mode | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    configure(&mut connection)?;
    Ok(connection)
}

/// How a connection behaves. How it syncs is a matter of each schema, so that this reads the schema
/// first: it finds out whether the file is a database, and rolls back what must be.
pub(super) fn configure(connection: &mut Connection) -> rusqlite::Result<()> {
    wait::set(connection, wait::LONGEST)?;
    connection.execute_batch(
        "PRAGMA synchronous = EXTRA;
         PRAGMA foreign_keys = ON;
         PRAGMA recursive_triggers = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA mmap_size = 0;",
    )?;
    // Else a statement is prepared anew for each value that it is given.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

pub(super) fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// The marks in a file's header. It is read as if nobody could ever change it: without a lock, a
/// journal or a log. `None` if it cannot be read so; opening it tells why.
fn marks_unlocked(path: &Path) -> Option<(i64, i64)> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(immutable(&absolute(path)), flags).ok()?;
    check(&connection).ok()
}

/// The address of a file that is to be taken as unchangeable.
fn immutable(path: &Path) -> String {
    let mut address = String::from("file://");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'\\' if cfg!(windows) => address.push('/'),
            b'/' | b'.' | b'-' | b'_' => address.push(char::from(*byte)),
            byte if byte.is_ascii_alphanumeric() => address.push(char::from(*byte)),
            byte => address.push_str(&format!("%{byte:02X}")),
        }
    }
    // A drive's letter comes after a third slash.
    if cfg!(windows) && !address.starts_with("file:///") {
        address.insert(7, '/');
    }
    address + "?immutable=1"
}

fn check_marks(id: i64, version: i64) -> Result<(), StoreProblem> {
    if id != APPLICATION_ID {
        return Err(StoreProblem::Foreign);
    }
    match version {
        VERSION => Ok(()),
        found if found > VERSION => Err(StoreProblem::Newer {
            found,
            known: VERSION,
        }),
        found => Err(StoreProblem::Damaged(Damage::Schema(found))),
    }
}
