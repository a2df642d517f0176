//! A copy of a store while others use it: complete, checked, and there whole or not at all.

use std::path::Path;
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use crate::error::{Error, StoreProblem};

use super::{absolute, appear, problem, verify};

/// Pages copied at a time; writers get their turn in between.
const PAGES: std::ffi::c_int = 4096;

/// Copies the store to a path that must be free. The copy is checked before it gets its name.
pub(super) fn backup(from: &Connection, to: &Path) -> Result<(), Error> {
    copy(from, to, &|copy| Ok(verify::flaws(copy)?.is_empty()))
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
        copy.pragma_update(None, "synchronous", "FULL")
            .map_err(fail)?;
        Backup::new(from, &mut copy)
            .and_then(|backup| backup.run_to_completion(PAGES, Duration::ZERO, None))
            .map_err(fail)?;
        if is_sound(&copy).map_err(fail)? {
            Ok(())
        } else {
            Err(Error::store(to, StoreProblem::Flawed))
        }
    })
}
