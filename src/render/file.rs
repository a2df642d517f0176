//! Output into a file that `-o` names.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::messages::{Error, NameProblem};
use crate::platform;
use crate::signals;

/// How every SQLite database begins, a store included.
const SQLITE: &[u8; 16] = b"SQLite format 3\0";

/// What SQLite adds to a database's name for the files beside it.
const BESIDE: [&str; 3] = ["-journal", "-wal", "-shm"];

/// Writes a file whole or not at all; `store` is the one in use. A link stays, and the file it leads
/// to is replaced; what is no plain file, a device or a pipe, is written into. A file written over
/// keeps its rights.
///
/// # Errors
/// Those of [`check_file`]; [`Error::File`], or [`Error::BrokenPipe`] where a pipe was named and
/// nobody reads it any more.
pub fn write_file(
    path: &Path,
    store: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Error> {
    check_file(path, store)?;
    let fail = |problem| file_error(path, problem);
    if fs::metadata(path).is_ok_and(|about| !about.is_file() && !about.is_dir()) {
        let device = fs::File::options().write(true).open(path).map_err(fail)?;
        let mut out = io::BufWriter::new(device);
        return write(&mut out).and_then(|()| out.flush()).map_err(fail);
    }
    let real = real(path);
    // Let go last, when the file has its name or is gone.
    let _hold = signals::hold();
    let make = || -> io::Result<tempfile::NamedTempFile> {
        let before = existing(&real)?;
        let mut file = builder(before.is_none()).tempfile_in(folder(&real))?;
        let mut out = io::BufWriter::new(file.as_file_mut());
        write(&mut out)?;
        out.flush()?;
        drop(out);
        if let Some(before) = before {
            platform::keep_rights(file.as_file(), &before)?;
        }
        file.as_file().sync_all()?;
        Ok(file)
    };
    let file = make().map_err(fail)?;
    // Writing may have taken a while.
    check_file(path, store)?;
    match file.persist(&real) {
        Ok(_) => Ok(()),
        Err(error) => Err(fail(platform::why_not_replaced(&real, error.error))),
    }
}

/// Whether a path can be that of a file: its folder is there, and it is none itself.
///
/// # Errors
/// [`Error::NoFile`].
pub fn check_name(path: &Path) -> Result<(), Error> {
    let refused = |problem| {
        Err(Error::NoFile {
            path: path.to_owned(),
            problem,
        })
    };
    if path == Path::new("-") {
        return refused(NameProblem::Dash);
    }
    if path.is_dir() {
        return refused(NameProblem::Folder);
    }
    let folder = folder(path);
    let is_missing = |error: io::Error| error.kind() == io::ErrorKind::NotFound;
    match fs::metadata(folder).is_err_and(is_missing) {
        true => refused(NameProblem::NoFolder {
            folder: folder.to_owned(),
        }),
        false => Ok(()),
    }
}

/// Whether a file may be written over: neither the store in use, by whatever name, nor another
/// database, nor what SQLite keeps beside one.
///
/// # Errors
/// That of [`check_name`]; [`Error::Database`]; [`Error::File`] if that cannot be found out.
pub fn check_file(path: &Path, store: &Path) -> Result<(), Error> {
    check_name(path)?;
    let real = real(path);
    let is_database = |file: &Path| -> io::Result<bool> {
        Ok(platform::is_same_file(file, store) || begins_as_database(file)?)
    };
    let refused = |is_beside| Error::Database {
        path: path.to_owned(),
        is_beside,
    };
    match is_database(&real) {
        Ok(true) => return Err(refused(false)),
        Ok(false) => {}
        Err(problem) => return Err(file_error(path, problem)),
    }
    let Some(name) = real.file_name() else {
        return Ok(());
    };
    for database in BESIDE.iter().filter_map(|ending| without(name, ending)) {
        if is_database(&real.with_file_name(database)).unwrap_or(true) {
            return Err(refused(true));
        }
    }
    Ok(())
}

/// A name without its ending, if it has that and more.
fn without<'a>(name: &'a OsStr, ending: &str) -> Option<&'a OsStr> {
    let name = platform::without_ending(name, ending);
    name.filter(|name| !name.is_empty())
}

fn file_error(path: &Path, problem: io::Error) -> Error {
    match problem.kind() {
        io::ErrorKind::BrokenPipe => Error::BrokenPipe,
        _ => Error::File {
            path: path.to_owned(),
            problem,
            is_write: true,
        },
    }
}

/// The file that a path leads to, whether it is there or not.
fn real(path: &Path) -> PathBuf {
    if let Ok(real) = fs::canonicalize(path) {
        return real;
    }
    match (fs::canonicalize(folder(path)), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// The file as it is, if there is one.
fn existing(path: &Path) -> io::Result<Option<fs::Metadata>> {
    match fs::symlink_metadata(path) {
        Ok(about) => Ok(about.is_file().then_some(about)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether a plain file begins as a database does. Nothing else is opened: a pipe would wait.
fn begins_as_database(path: &Path) -> io::Result<bool> {
    if !fs::metadata(path).is_ok_and(|about| about.is_file()) {
        return Ok(false);
    }
    let mut begin = Vec::with_capacity(SQLITE.len());
    let file = fs::File::open(path)?;
    file.take(SQLITE.len() as u64).read_to_end(&mut begin)?;
    Ok(begin == SQLITE)
}

/// A new file has the usual rights; one that replaces another is nobody else's until it has that
/// one's rights.
fn builder(is_new: bool) -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".project-");
    if let Some(rights) = platform::rights_of_new_file().filter(|_| is_new) {
        builder.permissions(rights);
    }
    builder
}
