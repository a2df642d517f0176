//! A copy of a store while others use it: complete, checked, and there whole or not at all.

use std::io;
use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use crate::error::{Error, StoreProblem};
use crate::signals;

use super::{absolute, appear, file_problem, has_locks, patience, problem, verify};

/// Pages copied at a time; writers get their turn in between.
const PAGES: std::ffi::c_int = 4096;

/// Copies the store to a path that must be free. The copy is checked before it gets its name.
pub(super) fn backup(from: &Connection, to: &Path) -> Result<(), Error> {
    let copied = copy(from, to, &|copy| Ok(verify::flaws(copy)?.is_empty()));
    copied.map_err(|error| match error {
        Error::Store {
            problem: StoreProblem::Exists,
            path,
        } => Error::store(path, StoreProblem::CopyExists),
        other => other,
    })
}

/// Copies the store; the copy gets its name only if it is found sound.
pub(super) fn copy(
    from: &Connection,
    to: &Path,
    is_sound: &dyn Fn(&Connection) -> rusqlite::Result<bool>,
) -> Result<(), Error> {
    appear(to, ".project-backup-", &mut |file| {
        let fail = |error: rusqlite::Error| Error::store(to, problem(&error));
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut copy = Connection::open_with_flags(absolute(file), flags).map_err(fail)?;
        patience::set(&mut copy).map_err(fail)?;
        copy.pragma_update(None, "synchronous", "FULL")
            .map_err(fail)?;
        let backup = Backup::new(from, &mut copy).map_err(fail)?;
        let copied = run(&backup, from, to);
        drop(backup);
        match copied {
            // The one that has no locks is the copy: the store was opened with them.
            Err(Error::Store {
                problem: StoreProblem::Locked,
                ..
            }) if !has_locks(file) => return Err(Error::store(to, StoreProblem::NoLocks)),
            other => other?,
        }
        if is_sound(&copy).map_err(fail)? {
            Ok(())
        } else {
            Err(Error::store(to, StoreProblem::Flawed))
        }
    })
}

/// Copies all pages. A step that is kept out by another has waited as long as any command does.
fn run(backup: &Backup<'_, '_>, from: &Connection, to: &Path) -> Result<(), Error> {
    let path = || from.path().map_or(to, Path::new).to_owned();
    loop {
        match backup.step(PAGES) {
            Ok(StepResult::Done) => return Ok(()),
            Ok(StepResult::Busy | StepResult::Locked) => {
                return Err(Error::store(path(), StoreProblem::Locked));
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
