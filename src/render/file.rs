//! Output into a file that `-o` names.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::messages::{Error, NameProblem};
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
            keep_rights(file.as_file(), &before)?;
        }
        file.as_file().sync_all()?;
        Ok(file)
    };
    let file = make().map_err(fail)?;
    // Writing may have taken a while.
    check_file(path, store)?;
    file.persist(&real).map_err(|error| fail(error.error))?;
    Ok(())
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
    let is_database =
        |file: &Path| -> io::Result<bool> { Ok(is_same(file, store) || begins_as_database(file)?) };
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
    #[cfg(unix)]
    let name = {
        use std::os::unix::ffi::OsStrExt;
        name.as_bytes()
            .strip_suffix(ending.as_bytes())
            .map(OsStr::from_bytes)
    };
    #[cfg(not(unix))]
    let name = name
        .to_str()
        .and_then(|name| name.strip_suffix(ending))
        .map(OsStr::new);
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

/// Whether two paths lead to one file.
#[cfg(unix)]
fn is_same(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::metadata(one), fs::metadata(other)) {
        (Ok(one), Ok(other)) => (one.dev(), one.ino()) == (other.dev(), other.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_same(one: &Path, other: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// A new file has what the umask leaves; one that replaces another is nobody else's until it has
/// that one's rights.
fn builder(is_new: bool) -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".project-");
    #[cfg(unix)]
    if is_new {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    #[cfg(not(unix))]
    let _ = is_new;
    builder
}

/// Gives a file owner, group and mode of the one that it replaces. Where the group cannot be given,
/// what the group might do is granted to no other.
#[cfg(unix)]
fn keep_rights(file: &fs::File, before: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let (now, group) = (file.metadata()?, Some(before.gid()));
    let is_of_group = now.gid() == before.gid() && now.uid() == before.uid()
        || fchown(file, Some(before.uid()), group).is_ok()
        || now.gid() == before.gid()
        || fchown(file, None, group).is_ok();
    let (all, others) = (before.mode() & 0o777, before.mode() & 0o007);
    let mode = if is_of_group {
        all
    } else {
        // Nor may those of the former group more as others than before.
        (all & 0o700) | (others & (all >> 3))
    };
    // Some file systems have one mode for all, and let nobody set it.
    if file.metadata()?.mode() & 0o777 == mode {
        return Ok(());
    }
    file.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn keep_rights(_: &fs::File, _: &fs::Metadata) -> io::Result<()> {
    Ok(())
}
