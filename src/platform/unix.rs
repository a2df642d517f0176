//! Linux and other systems that follow POSIX.

use std::ffi::{OsStr, c_int};
use std::fs::{self, DirBuilder, File, Metadata, Permissions};
use std::io::{self, Read, Stdout};
use std::os::fd::AsFd;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt, fchown};
use std::path::Path;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, AtomicUsize};

use rustix::fs::{FlockOperation, fcntl_lock};
use rustix::io::Errno;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::{flag, low_level};

use super::data::DataFolder;

/// By the XDG Base Directory Specification.
pub(crate) const DATA: DataFolder = DataFolder {
    variable: "XDG_DATA_HOME",
    usual: ".local/share",
};

/// What shows long output, a command for the shell: less, without a word where it is not installed.
pub(crate) const PAGER: Option<&str> = Some("command -v less >/dev/null || exit 127; exec less");

/// Whether the system words its errors in the user's language; else they are in English.
pub(crate) const WORDS_ERRORS_IN_ITS_LANGUAGE: bool = false;

/// Variables alone tell the language.
pub(crate) fn locale() -> Option<String> {
    None
}

/// A file tells the machine's zone, none its name.
pub(crate) fn zone_name() -> Option<String> {
    None
}

/// Somebody without a name, as the system knows them.
pub(crate) fn nameless_user() -> Option<String> {
    Some(format!("uid {}", rustix::process::getuid().as_raw()))
}

/// Standard output, where that is a file.
pub(crate) fn behind(stdout: &Stdout) -> io::Result<File> {
    stdout.as_fd().try_clone_to_owned().map(File::from)
}

/// Whether two paths lead to one file.
pub(crate) fn is_same_file(one: &Path, other: &Path) -> bool {
    match (fs::metadata(one), fs::metadata(other)) {
        (Ok(one), Ok(other)) => (one.dev(), one.ino()) == (other.dev(), other.ino()),
        _ => false,
    }
}

/// How many names a file has.
pub(crate) fn names(path: &Path) -> u64 {
    fs::metadata(path).map_or(1, |about| about.nlink())
}

/// A name without its ending, if it has that.
pub(crate) fn without_ending<'a>(name: &'a OsStr, ending: &str) -> Option<&'a OsStr> {
    let name = name.as_bytes().strip_suffix(ending.as_bytes());
    name.map(OsStr::from_bytes)
}

/// The rights of a new file that everybody may have, of which the umask leaves what it will.
pub(crate) fn rights_of_new_file() -> Option<Permissions> {
    Some(Permissions::from_mode(0o666))
}

/// Rights of a file that a copy of it should have.
pub(crate) fn rights_of(path: &Path) -> Option<Permissions> {
    let about = fs::metadata(path).ok()?;
    Some(Permissions::from_mode(about.mode() & 0o777))
}

/// Gives a file owner, group and mode of the one that it replaces. Where the group cannot be given,
/// what the group might do is granted to no other.
pub(crate) fn keep_rights(file: &File, before: &Metadata) -> io::Result<()> {
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
    file.set_permissions(Permissions::from_mode(mode))
}

/// Makes a folder that only its owner can enter; one that is there stays as it is.
pub(crate) fn make_private_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// Why a file could not be replaced.
pub(crate) fn why_not_replaced(_: &Path, error: io::Error) -> io::Error {
    error
}

/// Whether the file system has locks at all. One without looks like one where another holds the
/// file. Only for a file that is not open here: closing it gives up all locks on it.
pub(crate) fn has_locks(path: &Path) -> bool {
    let Ok(file) = File::open(path) else {
        return true;
    };
    let tried = fcntl_lock(&file, FlockOperation::NonBlockingLockShared);
    tried.err() != Some(Errno::NOLCK)
}

/// Whether the disk failed.
pub(crate) fn is_about_disk(error: &io::Error) -> bool {
    error.raw_os_error() == Some(Errno::IO.raw_os_error())
}

/// Whether too many files are open.
pub(crate) fn is_about_open_files(error: &io::Error) -> bool {
    let many = [Errno::NFILE, Errno::MFILE].map(Errno::raw_os_error);
    error
        .raw_os_error()
        .is_some_and(|code| many.contains(&code))
}

/// Whether another program keeps a file to itself; nobody can.
pub(crate) fn is_about_other_program(_: &io::Error) -> bool {
    false
}

/// Has signals end the program while it is free, and else be noted; where none can be handled, they
/// end it at once. What the program was started to ignore stays ignored.
pub(crate) fn listen(is_free: &'static AtomicBool, asked: &'static AtomicUsize) {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let ignored = ignored();
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            let (Ok(value), Ok(bit)) = (usize::try_from(signal), u32::try_from(signal - 1)) else {
                continue;
            };
            if ignored.checked_shr(bit).unwrap_or(0) & 1 == 1 {
                continue;
            }
            if flag::register_conditional_default(signal, is_free).is_ok() {
                let _ = flag::register_usize(signal, asked, value);
            }
        }
    });
}

/// The signals that the program was started to ignore, a bit each, as Linux tells them.
fn ignored() -> u64 {
    let pending = || {
        // Room for all of it, which does not tell its length, so that it is read at once.
        let mut status = String::with_capacity(4096);
        let mut file = File::open("/proc/self/status").ok()?;
        file.read_to_string(&mut status).ok()?;
        let mask = status
            .lines()
            .find_map(|line| line.strip_prefix("SigIgn:"))?;
        u64::from_str_radix(mask.trim(), 16).ok()
    };
    pending().unwrap_or(0)
}

/// Ends the program as the signal would have.
pub(crate) fn end_by(signal: usize) {
    if let Ok(signal @ 1..) = c_int::try_from(signal) {
        let _ = low_level::emulate_default_handler(signal);
    }
}
