//! What an error of the system or of SQLite means for the store.

use crate::messages::{Damage, StoreProblem};
use crate::platform;

use std::io;
use std::path::Path;

use rusqlite::ErrorCode;

/// A killed writer's journal must be rolled back, which a read-only connection cannot do.
pub(super) fn needs_rollback(error: &rusqlite::Error) -> bool {
    let Some(code) = error.sqlite_error() else {
        return false;
    };
    matches!(code.code, ErrorCode::ReadOnly | ErrorCode::CannotOpen)
}

/// What a refused file operation means.
pub(super) fn file_problem(error: &io::Error) -> StoreProblem {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => StoreProblem::Missing,
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreProblem::NoSpace,
        io::ErrorKind::ReadOnlyFilesystem => StoreProblem::ReadOnly,
        io::ErrorKind::FileTooLarge => StoreProblem::Disk(same(error)),
        _ if platform::is_about_disk(error) => StoreProblem::Disk(same(error)),
        _ => StoreProblem::System(same(error)),
    }
}

fn same(error: &io::Error) -> io::Error {
    let code = error.raw_os_error();
    let worded = || io::Error::new(error.kind(), error.to_string());
    code.map_or_else(worded, io::Error::from_raw_os_error)
}

/// What SQLite says.
pub(super) fn in_its_words(error: &rusqlite::Error) -> io::Error {
    io::Error::other(error.to_string())
}

/// What kept a file from being opened. It is not open any more.
pub(super) fn connect_problem(path: &Path, error: &rusqlite::Error) -> StoreProblem {
    match problem(error) {
        StoreProblem::Locked if !platform::has_locks(path) => StoreProblem::NoLocks,
        other => other,
    }
}

/// SQLite's code for a lock that cannot be had, for another reason than that someone has it.
fn is_about_locks(code: &rusqlite::ffi::Error) -> bool {
    use rusqlite::ffi;
    matches!(
        code.extended_code,
        ffi::SQLITE_IOERR_LOCK
            | ffi::SQLITE_IOERR_RDLOCK
            | ffi::SQLITE_IOERR_UNLOCK
            | ffi::SQLITE_IOERR_CHECKRESERVEDLOCK
    )
}

/// What a refusal means within a transaction that writes. No other writer is in it, so that one who
/// holds the file reads it.
pub(super) fn write_problem(error: &rusqlite::Error) -> StoreProblem {
    match problem(error) {
        StoreProblem::Locked => StoreProblem::HeldByReader,
        other => other,
    }
}

/// What SQLite's refusal means.
pub(super) fn problem(error: &rusqlite::Error) -> StoreProblem {
    let Some(code) = error.sqlite_error() else {
        return StoreProblem::Damaged(Damage::Engine(error.to_string()));
    };
    match code.code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreProblem::Locked,
        ErrorCode::DiskFull => StoreProblem::NoSpace,
        ErrorCode::ReadOnly => StoreProblem::ReadOnly,
        ErrorCode::NotADatabase => StoreProblem::Foreign,
        ErrorCode::SystemIoFailure if is_about_locks(code) => StoreProblem::NoLocks,
        ErrorCode::SystemIoFailure => StoreProblem::Disk(in_its_words(error)),
        // `Unknown` is SQLite's plain error: a table or column of ours is not there.
        ErrorCode::DatabaseCorrupt | ErrorCode::ConstraintViolation | ErrorCode::Unknown => {
            StoreProblem::Damaged(Damage::Engine(error.to_string()))
        }
        _ => StoreProblem::System(in_its_words(error)),
    }
}
