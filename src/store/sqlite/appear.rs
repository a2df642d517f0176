//! A file that appears at its path whole, or not at all.

use std::fs::{self, Permissions};
use std::io;
use std::path::{Path, PathBuf};

use crate::messages::{Error, StoreProblem};
use crate::platform;
use crate::signals;

use super::problem::file_problem;

/// What SQLite leaves beside a store that it was kept from closing.
const BESIDE: [&str; 3] = ["-journal", "-wal", "-shm"];

/// Makes a file under a name of its own, has it filled, brings it to the disk, and moves it to a
/// path that must be free. It gets the rights given, else those of any new file.
pub(super) fn appear(
    path: &Path,
    prefix: &str,
    rights: Option<Permissions>,
    fill: &mut dyn FnMut(&Path) -> Result<(), Error>,
) -> Result<(), Error> {
    let system = |error: &io::Error| Error::store(path, file_problem(error));
    // Let go last, when the file that was made has its name or is gone.
    let _hold = signals::hold();
    check_free(path)?;
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let known = folder.ancestors().find(|folder| folder.exists());
    let known = known.map(Path::to_owned);
    fs::create_dir_all(folder).map_err(|error| system(&error))?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix).suffix(".db");
    if let Some(usual) = platform::rights_of_new_file().filter(|_| rights.is_none()) {
        builder.permissions(usual);
    }
    let file = builder
        .tempfile_in(folder)
        .map_err(|error| system(&error))?;
    let filled = fill(file.path());
    if filled.is_err() {
        // Where not even rolling back succeeded.
        for suffix in BESIDE {
            let _ = fs::remove_file(side_file(file.path(), suffix));
        }
    }
    filled?;
    if let Some(rights) = rights {
        let set = file.as_file().set_permissions(rights);
        set.map_err(|error| system(&error))?;
    }
    file.as_file().sync_all().map_err(|error| system(&error))?;
    if signals::is_asked() {
        return Err(system(&io::ErrorKind::Interrupted.into()));
    }
    check_free(path)?;
    file.persist_noclobber(path).map_err(|error| {
        let problem = match error.error.kind() {
            io::ErrorKind::AlreadyExists => StoreProblem::Exists,
            // A file could be made there, but not given its name.
            io::ErrorKind::PermissionDenied | io::ErrorKind::Unsupported => StoreProblem::NoLinks,
            _ => file_problem(&error.error),
        };
        Error::store(path, problem)
    })?;
    sync_names(folder, known.as_deref());
    Ok(())
}

/// A name lasts only once its folder is on the disk, and so do those of folders made here. Some file
/// systems cannot sync one.
fn sync_names(folder: &Path, known: Option<&Path>) {
    for made in folder.ancestors() {
        let named = if made == Path::new("") {
            Path::new(".")
        } else {
            made
        };
        let _ = fs::File::open(named).and_then(|folder| folder.sync_all());
        if Some(made) == known {
            break;
        }
    }
}

/// The path is free, and nothing lies beside it by which SQLite would change what comes there: a
/// journal left under a name is rolled back into whatever bears that name.
fn check_free(path: &Path) -> Result<(), Error> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(Error::store(path, StoreProblem::Exists));
    }
    let strays = BESIDE.into_iter().map(|suffix| side_file(path, suffix));
    for stray in strays {
        if fs::symlink_metadata(&stray).is_ok() {
            return Err(Error::store(path, StoreProblem::StrayJournal(stray)));
        }
    }
    Ok(())
}

/// The file that SQLite keeps beside a store under this ending.
fn side_file(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
