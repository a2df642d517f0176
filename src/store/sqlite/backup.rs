//! A copy of a store while others use it: complete, looked through, and there whole or not at all.

use std::io;
use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use crate::messages::{Damage, Error, Flaw, StoreProblem};
use crate::platform;
use crate::signals;

use super::appear::appear;
use super::examine;
use super::open::absolute;
use super::problem::{file_problem, problem};
use super::wait;

/// Pages copied at a time; writers get their turn in between.
const PAGES: std::ffi::c_int = 4096;

/// Copies the store to a path that must be free, and says what is wrong with the copy: a store with
/// a flaw needs one more than others.
pub(super) fn backup(from: &Connection, store: &Path, to: &Path) -> Result<Vec<Flaw>, Error> {
    let mut flaws = Vec::new();
    // Those who may not read the store may not read its copy. A store in memory has no rights.
    let rights = platform::rights_of(store);
    let copied = appear(to, ".project-backup-", rights, &mut |file| {
        flaws = copy(from, store, to, file)?;
        Ok(())
    });
    copied.map_err(|error| match error {
        Error::Store {
            problem: StoreProblem::Exists,
            path,
        } => Error::store(path, StoreProblem::CopyExists),
        other => other,
    })?;
    Ok(flaws)
}

/// Copies the store into a file, and returns the copy's flaws.
fn copy(from: &Connection, store: &Path, to: &Path, file: &Path) -> Result<Vec<Flaw>, Error> {
    let fail = |error: rusqlite::Error| Error::store(to, problem(&error));
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut copy = Connection::open_with_flags(absolute(file), flags).map_err(fail)?;
    wait::set(&mut copy, wait::LONGEST).map_err(fail)?;
    copy.execute_batch("PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF;")
        .map_err(fail)?;
    let backup = Backup::new(from, &mut copy).map_err(fail)?;
    let copied = run(&backup, store, to);
    drop(backup);
    match copied {
        // The one that has no locks is the copy: the store was opened with them.
        Err(Error::Store {
            problem: StoreProblem::Locked,
            ..
        }) if !platform::has_locks(file) => return Err(Error::store(to, StoreProblem::NoLocks)),
        other => other?,
    }
    // One file, also where the store was put into another mode.
    let mode = copy.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()));
    let looked = mode
        .and_then(|()| copy.pragma_update(None, "cell_size_check", true))
        .and_then(|()| examine::flaws(&copy));
    match looked.map_err(|error| problem(&error)) {
        Ok(flaws) => Ok(flaws),
        // So damaged that it cannot even be looked at: that too is copied.
        Err(StoreProblem::Damaged(Damage::Engine(what))) => Ok(vec![Flaw::Integrity(what)]),
        Err(other) => Err(Error::store(to, other)),
    }
}

/// Copies all pages. A step that is kept out by another has waited as long as any command does.
fn run(backup: &Backup<'_, '_>, store: &Path, to: &Path) -> Result<(), Error> {
    loop {
        match backup.step(PAGES) {
            Ok(StepResult::Done) => return Ok(()),
            Ok(StepResult::Busy | StepResult::Locked) => {
                return Err(Error::store(store, StoreProblem::Locked));
            }
            Err(error) => return Err(Error::store(to, problem(&error))),
            Ok(_) if signals::is_asked() => {
                let problem = file_problem(&io::ErrorKind::Interrupted.into());
                return Err(Error::store(to, problem));
            }
            Ok(_) => {}
        }
    }
}

/// A copy in memory, page by page, of what a connection sees.
pub(super) fn in_memory(from: &Connection) -> rusqlite::Result<Connection> {
    let mut copy = Connection::open_in_memory()?;
    match Backup::new(from, &mut copy)?.step(-1)? {
        StepResult::Done => {}
        // Nobody else knows of the copy, and what it is made from is being read.
        _ => return Err(rusqlite::Error::QueryReturnedNoRows),
    }
    copy.pragma_update(None, "cell_size_check", true)?;
    Ok(copy)
}
