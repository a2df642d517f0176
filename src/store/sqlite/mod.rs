//! The store as one SQLite file, kept with the discipline that does not lose data:
//!
//! - every write is one `BEGIN IMMEDIATE` transaction, since one that begins by reading is refused
//!   under contention in spite of the busy timeout;
//! - the rollback journal, so that there is one file at rest, and a reader leaves nothing beside
//!   it that could lock the owner out; `synchronous=FULL`, and success is told after the commit;
//! - reading opens read-only. Only a journal left by a killed writer makes it reopen read-write,
//!   never creating, so that SQLite can roll back;
//! - what is not ours is known by its header, before anything is recovered in it or made beside it;
//! - foreign keys on, triggers recursive (so that REPLACE fires delete triggers), the schema not
//!   trusted, cells checked, no memory mapping.

mod backup;
mod by_id;
mod doubt;
mod dump;
mod history;
mod key;
mod past;
mod patience;
mod problem;
mod read;
mod readings;
mod rows;
mod seen;
mod targets;
mod timeline;
mod undo;
mod upgrade;
mod verify;
mod write;

use std::cell::RefCell;
use std::fs;
use std::io;
use std::mem;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::thread;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use crate::error::{Error, Flaw, StoreProblem};
use crate::model::record::Record;
use crate::model::{
    Code, Day, HistoryEntry, HistoryQuestion, Known, LookAt, NewEntry, Notice, Portfolio, Snapshot,
};
use crate::signals;

use problem::{connect_problem, file_problem, has_locks, needs_rollback, problem};
use read::Reader;

use super::upgrade::{APPLICATION_ID, CURRENT, Schema};
use super::{Access, Outcome, Store, Work};

/// From so many stages on, a portfolio is read by two connections side by side: here what that
/// saves is more than what it costs to open another. Tests take this way with few.
const LARGE: i64 = if cfg!(test) { 1 } else { 1_000 };

/// Pages that each of the two keeps: a large store is gone through, hardly a page is read twice, and
/// memory used again costs less than more of it.
const FEW_PAGES: i64 = 100;

/// A store in one SQLite file, or in memory.
pub(super) struct Sqlite {
    path: PathBuf,
    connection: Rc<RefCell<Connection>>,
    access: Access,
}

impl Sqlite {
    pub(super) fn open(path: &Path, access: Access) -> Result<Sqlite, Error> {
        Sqlite::open_as(path, access, &CURRENT)
    }

    /// Opens a store of that schema, or of an older one that can be brought up to it.
    fn open_as(path: &Path, access: Access, schema: &Schema) -> Result<Sqlite, Error> {
        let fail = |problem| Error::store(path, problem);
        let about = fs::metadata(path).map_err(|error| fail(file_problem(&error)))?;
        if about.is_dir() {
            return Err(fail(StoreProblem::IsFolder));
        }
        if about.len() == 0 {
            return Err(fail(StoreProblem::Empty));
        }
        if let Some((id, version)) = marks(path) {
            check_marks(id, version, access, schema).map_err(fail)?;
        }
        let connection = match connect(path, access) {
            Err(error) if access == Access::Read && needs_rollback(&error) => {
                connect(path, Access::Write)
            }
            other => other,
        };
        let connection = connection.map_err(|error| fail(connect_problem(path, &error)))?;
        let store = Sqlite {
            path: path.to_owned(),
            connection: Rc::new(RefCell::new(connection)),
            access,
        };
        let version = store.check_version(schema)?;
        if access == Access::Write {
            store.leave_log();
            if version != schema.version {
                upgrade::upgrade(&mut store.connection.borrow_mut(), path, schema)?;
            }
        }
        Ok(store)
    }

    pub(super) fn in_memory() -> Result<Sqlite, Error> {
        let path = PathBuf::from(":memory:");
        let make = || {
            let mut connection = Connection::open_in_memory()?;
            configure(&mut connection)?;
            connection.execute_batch(CURRENT.sql)?;
            Ok(connection)
        };
        let connection = make().map_err(|error| Error::store(&path, problem(&error)))?;
        Ok(Sqlite {
            path,
            connection: Rc::new(RefCell::new(connection)),
            access: Access::Write,
        })
    }

    fn fail(&self, error: &rusqlite::Error) -> Error {
        Error::store(&self.path, problem(error))
    }

    fn is_readonly(&self, connection: &Connection) -> Result<bool, Error> {
        let is_readonly = connection.is_readonly(rusqlite::MAIN_DB);
        is_readonly.map_err(|error| self.fail(&error))
    }

    /// Whether the file that was opened is one of ours, and of which version: the header read
    /// before may have been that of a transaction that was rolled back since.
    fn check_version(&self, schema: &Schema) -> Result<i64, Error> {
        let marks = |transaction: &Transaction<'_>| {
            let mark = |name| transaction.pragma_query_value(None, name, |row| row.get(0));
            Ok((mark("application_id")?, mark("user_version")?))
        };
        let (id, version) = self.try_read(&marks).map_err(|error| self.fail(&error))?;
        check_marks(id, version, self.access, schema)
            .map_err(|problem| Error::store(&self.path, problem))?;
        Ok(version)
    }

    /// Back to the rollback journal, if someone turned the write-ahead log on. Where others hold
    /// the log open, the next writer will.
    fn leave_log(&self) {
        let _ = self.connection.borrow().pragma_update_and_check(
            None,
            "journal_mode",
            "DELETE",
            |_| Ok(()),
        );
    }

    /// A store opened to read stays so, even where a journal made it reopen read-write.
    fn check_writable(&self) -> Result<(), Error> {
        match self.access {
            Access::Write => Ok(()),
            Access::Read => Err(Error::store(&self.path, StoreProblem::ReadOnly)),
        }
    }

    /// Runs `work` in one read transaction: all its queries see the same moment.
    fn read<T>(&self, work: &dyn Fn(&Transaction<'_>) -> rusqlite::Result<T>) -> Result<T, Error> {
        match self.try_read(work) {
            // A writer was killed since the store was opened.
            Err(error) if self.access == Access::Read && needs_rollback(&error) => {
                let connection =
                    connect(&self.path, Access::Write).map_err(|error| self.fail(&error))?;
                self.connection.replace(connection);
                self.try_read(work).map_err(|error| self.fail(&error))
            }
            other => other.map_err(|error| self.fail(&error)),
        }
    }

    /// A second connection, for a store that takes long enough to read. It sees the same moment:
    /// with the rollback journal nobody can commit while the first one is reading. `None` where it
    /// would gain nothing, cannot be had, or could see something else.
    fn second(&self, first: &Connection) -> rusqlite::Result<Option<Connection>> {
        // This is the first one's first look into the file, and takes its lock.
        let stages: i64 = first.query_row("SELECT coalesce(max(id), 0) FROM stage", [], |row| {
            row.get(0)
        })?;
        if stages < LARGE {
            return Ok(None);
        }
        if thread::available_parallelism().is_ok_and(|processors| processors.get() < 2) {
            return Ok(None);
        }
        let journal: String = first.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
        if journal != "delete" {
            return Ok(None);
        }
        first.pragma_update(None, "cache_size", FEW_PAGES)?;
        let begin = |second: Connection| {
            second.busy_timeout(Duration::ZERO)?;
            second.pragma_update(None, "cache_size", FEW_PAGES)?;
            second.execute_batch("BEGIN; SELECT max(id) FROM stage")?;
            Ok(second)
        };
        Ok(connect(&self.path, Access::Read).and_then(begin).ok())
    }

    fn try_read<T>(
        &self,
        work: &dyn Fn(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<T> {
        let mut connection = self.connection.borrow_mut();
        let transaction = connection.transaction()?;
        let result = work(&transaction)?;
        transaction.finish()?;
        Ok(result)
    }
}

impl Store for Sqlite {
    fn stay_open(&self) {
        let connection = self.connection.borrow();
        let journal: rusqlite::Result<String> =
            connection.pragma_query_value(None, "journal_mode", |row| row.get(0));
        // Of those that use the write-ahead log, the last one puts its files away.
        if journal.is_ok_and(|journal| journal == "delete") {
            mem::forget(Rc::clone(&self.connection));
        }
    }

    fn snapshot(&self, question: &Snapshot) -> Result<Portfolio, Error> {
        self.read(&|transaction| read::portfolio(transaction, question, Reader::default()))
    }

    fn to_judge(&self, question: &Snapshot, look_at: LookAt) -> Result<Portfolio, Error> {
        self.read(&|transaction| {
            let reader = Reader {
                look_at: Some(look_at),
                second: self.second(transaction)?,
                is_sound: None,
            };
            read::portfolio(transaction, question, reader)
        })
    }

    fn history(&self, question: &HistoryQuestion) -> Result<Vec<HistoryEntry>, Error> {
        self.read(&|transaction| {
            let entries = history::entries(transaction, question)?;
            let is_list = question.entry.is_none() && question.last_before.is_none();
            doubt::settle(transaction, is_list || entries.is_empty())?;
            Ok(entries)
        })
    }

    fn notices(&self, as_of: Day, known: Known) -> Result<Vec<Notice>, Error> {
        self.read(&|transaction| history::notices(transaction, as_of, known))
    }

    fn project_coded(&self, code: &str) -> Result<Option<i64>, Error> {
        self.read(&|transaction| read::project_coded(transaction, code))
    }

    fn codes(&self, beginning: &str) -> Result<Vec<(Code, String)>, Error> {
        self.read(&|transaction| read::codes(transaction, beginning))
    }

    fn backup(&self, to: &Path) -> Result<(), Error> {
        backup::backup(&self.connection.borrow(), to)
    }

    fn verify(&self) -> Result<Vec<Flaw>, Error> {
        // SQLite leaves CHECKs out of the schema of a file that it may not write to, and then finds
        // no fault with what breaks them. So they are asked of a connection that may, and writes
        // nothing, or where none may, of a copy.
        if !self.is_readonly(&self.connection.borrow())? {
            return self.read(&|transaction| verify::flaws(transaction));
        }
        match connect(&self.path, Access::Write) {
            Ok(mut other) if !self.is_readonly(&other)? => {
                let mut look = || {
                    other.execute_batch("PRAGMA query_only = ON")?;
                    let transaction = other.transaction()?;
                    verify::flaws(&transaction)
                };
                look().map_err(|error| self.fail(&error))
            }
            _ => self.read(&|transaction| verify::flaws(&backup::in_memory(transaction)?)),
        }
    }

    fn record(&self) -> Result<Record, Error> {
        self.read(&|transaction| {
            doubt::settle(transaction, true)?;
            dump::record(transaction)
        })
    }

    fn restore(&mut self, record: &Record) -> Result<(), Error> {
        self.check_writable()?;
        let _hold = signals::hold();
        let path = self.path.clone();
        let mut connection = self.connection.borrow_mut();
        let result = dump::restore(&mut connection, record);
        match result {
            Ok(true) => Ok(()),
            Ok(false) => Err(Error::store(path, StoreProblem::NotEmpty)),
            Err(error) => {
                let sql = "SELECT count(*) = ?1 FROM entry";
                let count = i64::try_from(record.entries.len()).unwrap_or(i64::MAX);
                settled(&connection, &error, sql, [count])
                    .map_err(|problem| Error::store(path, problem))
            }
        }
    }

    fn write(&mut self, entry: &NewEntry, work: &mut Work<'_>) -> Result<Option<i64>, Error> {
        self.check_writable()?;
        let _hold = signals::hold();
        let path = self.path.clone();
        let fail = |error: rusqlite::Error| Error::store(&path, problem(&error));
        let mut connection = self.connection.borrow_mut();
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(fail)?;
        let mut draft = write::SqliteDraft::new(&transaction, &path, entry);
        let outcome = work(&mut draft)?;
        let number = draft.entry_number();
        drop(draft);
        if outcome == Outcome::Discard || number.is_none() {
            transaction.rollback().map_err(fail)?;
            return Ok(None);
        }
        if let Err(error) = transaction.commit() {
            let sql = "SELECT count(*) FROM entry
                       WHERE (number, recorded_at, who, command) = (?1, ?2, ?3, ?4)";
            let at = entry.recorded_at.to_string();
            settled(
                &connection,
                &error,
                sql,
                (number, at, &entry.who, &entry.command),
            )
            .map_err(|problem| Error::store(&path, problem))?;
        }
        Ok(number)
    }
}

/// Whether a transaction whose commit was told to have failed is kept: that may have been at the
/// last step, letting go of the locks, when everything is on the disk. The question answers 1 if so.
fn settled(
    connection: &Connection,
    error: &rusqlite::Error,
    sql: &str,
    values: impl rusqlite::Params,
) -> Result<(), StoreProblem> {
    let kept: rusqlite::Result<i64> = connection.query_row(sql, values, |row| row.get(0));
    match kept {
        Ok(1) => Ok(()),
        Ok(_) => Err(problem(error)),
        Err(_) => Err(StoreProblem::Uncertain(error.to_string())),
    }
}

fn connect(path: &Path, access: Access) -> rusqlite::Result<Connection> {
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

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Application id and version in a file's header. It is read as if nobody could ever change it:
/// without a lock, a journal or a log. `None` if it cannot be read so; opening it tells why.
fn marks(path: &Path) -> Option<(i64, i64)> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(immutable(&absolute(path)), flags).ok()?;
    let mark = |name: &str| {
        connection
            .pragma_query_value(None, name, |row| row.get(0))
            .ok()
    };
    Some((mark("application_id")?, mark("user_version")?))
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

fn check_marks(id: i64, version: i64, access: Access, schema: &Schema) -> Result<(), StoreProblem> {
    if id != APPLICATION_ID {
        return Err(StoreProblem::Foreign);
    }
    let known = schema.version;
    match version {
        found if found == known => Ok(()),
        found if found > known => Err(StoreProblem::Newer { found, known }),
        found if schema.steps_from(found).is_none() => {
            Err(StoreProblem::Damaged(format!("schema version {found}")))
        }
        found if access == Access::Read => Err(StoreProblem::Older { found, known }),
        _ => Ok(()),
    }
}

/// How a connection behaves. How it syncs is a matter of each schema, so that this reads the schema
/// first: it finds out whether the file is a database, and rolls back what must be.
fn configure(connection: &mut Connection) -> rusqlite::Result<()> {
    patience::set(connection)?;
    connection.execute_batch(
        "PRAGMA synchronous = FULL;
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

/// Makes a new store and has it filled before it gets its name.
pub(super) fn create(
    path: &Path,
    fill: &mut dyn FnMut(&mut dyn Store) -> Result<(), Error>,
) -> Result<(), Error> {
    appear(path, ".project-init-", &mut |file| {
        let connection = connect(file, Access::Write)
            .and_then(|connection| {
                connection.execute_batch(&format!("BEGIN IMMEDIATE;\n{}\nCOMMIT;", CURRENT.sql))?;
                Ok(connection)
            })
            .map_err(|error| Error::store(path, connect_problem(file, &error)))?;
        fill(&mut Sqlite {
            path: path.to_owned(),
            connection: Rc::new(RefCell::new(connection)),
            access: Access::Write,
        })
    })
}

/// Makes a file under a name of its own, has it filled, brings it to the disk, and moves it to a
/// path that must be free. It is there whole or not at all.
fn appear(
    path: &Path,
    prefix: &str,
    fill: &mut dyn FnMut(&Path) -> Result<(), Error>,
) -> Result<(), Error> {
    let system = |error: &io::Error| Error::store(path, file_problem(error));
    // Let go last, when the file that was made has its name or is gone.
    let _hold = signals::hold();
    if fs::symlink_metadata(path).is_ok() {
        return Err(Error::store(path, StoreProblem::Exists));
    }
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder).map_err(|error| system(&error))?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix).suffix(".db");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What the umask leaves of it, as for any new file.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder
        .tempfile_in(folder)
        .map_err(|error| system(&error))?;
    let filled = fill(file.path());
    if filled.is_err() {
        // Where not even rolling back succeeded.
        let _ = fs::remove_file(journal(file.path()));
    }
    filled?;
    file.as_file().sync_all().map_err(|error| system(&error))?;
    if signals::is_asked() {
        return Err(system(&io::ErrorKind::Interrupted.into()));
    }
    file.persist_noclobber(path).map_err(|error| {
        let problem = match error.error.kind() {
            io::ErrorKind::AlreadyExists => StoreProblem::Exists,
            // A file could be made there, but not given its name.
            io::ErrorKind::PermissionDenied | io::ErrorKind::Unsupported => StoreProblem::NoLinks,
            _ => file_problem(&error.error),
        };
        Error::store(path, problem)
    })?;
    // The name lasts only once the folder is on the disk; some file systems cannot sync one.
    let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// The journal beside a store.
fn journal(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-journal");
    PathBuf::from(name)
}

#[cfg(test)]
mod tests;
