//! Windows. Rights are those that a folder hands down, and an interrupted program ends at once.

use std::ffi::OsStr;
use std::fs::{self, File, Metadata, Permissions};
use std::io::{self, Stdout};
use std::os::windows::io::AsHandle;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize};

use winapi_util::Handle;
use winapi_util::file::{Information, information};

use super::data::DataFolder;

/// What follows the user from machine to machine.
pub(crate) const DATA: DataFolder = DataFolder {
    variable: "APPDATA",
    usual: r"AppData\Roaming",
};

/// Its `more` shows neither colours nor every script: a console scrolls by itself.
pub(crate) const PAGER: Option<&str> = None;

/// Whether the system words its errors in the user's language; else they are in English.
pub(crate) const WORDS_ERRORS_IN_ITS_LANGUAGE: bool = true;

const TOO_MANY_OPEN_FILES: i32 = 4;
const DATA_ERROR: i32 = 23;
const SHARING_VIOLATION: i32 = 32;
const LOCK_VIOLATION: i32 = 33;
const DEVICE_ERROR: i32 = 1117;

/// The language of the desktop, such as `zh-CN`.
pub(crate) fn locale() -> Option<String> {
    sys_locale::get_locale()
}

/// The machine's zone by its international name, or one that is no name: then `TZ` has to tell it.
pub(crate) fn zone_name() -> Option<String> {
    let zone = jiff::tz::TimeZone::try_system().ok();
    let name = zone.as_ref().and_then(|zone| zone.iana_name());
    Some(name.unwrap_or("localtime").to_owned())
}

/// Everybody has a name.
pub(crate) fn nameless_user() -> Option<String> {
    None
}

/// Standard output, where that is a file.
pub(crate) fn behind(stdout: &Stdout) -> io::Result<File> {
    stdout.as_handle().try_clone_to_owned().map(File::from)
}

fn about(path: &Path) -> io::Result<Information> {
    information(Handle::from_path_any(path)?)
}

/// Whether two paths lead to one file.
pub(crate) fn is_same_file(one: &Path, other: &Path) -> bool {
    let identity =
        |path| about(path).map(|about| (about.volume_serial_number(), about.file_index()));
    match (identity(one), identity(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// How many names a file has.
pub(crate) fn names(path: &Path) -> u64 {
    about(path).map_or(1, |about| about.number_of_links())
}

/// A name without its ending, if it has that; no name depends on capitals.
pub(crate) fn without_ending<'a>(name: &'a OsStr, ending: &str) -> Option<&'a OsStr> {
    let name = name.to_str()?;
    let (name, end) = name.split_at_checked(name.len().checked_sub(ending.len())?)?;
    end.eq_ignore_ascii_case(ending).then(|| OsStr::new(name))
}

/// Those that its folder hands down.
pub(crate) fn rights_of_new_file() -> Option<Permissions> {
    None
}

/// A copy has those that its folder hands down.
pub(crate) fn rights_of(_: &Path) -> Option<Permissions> {
    None
}

/// A file has the rights that its folder hands down, the one it replaces included.
pub(crate) fn keep_rights(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}

/// Makes a folder; among the user's data, only that user may enter it.
pub(crate) fn make_private_folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

/// Why a file could not be replaced: where another program has it open, the system only says that
/// access is denied.
pub(crate) fn why_not_replaced(path: &Path, error: io::Error) -> io::Error {
    match File::options().write(true).open(path) {
        Err(other) if is_about_other_program(&other) => other,
        _ => error,
    }
}

/// Every file system has locks.
pub(crate) fn has_locks(_: &Path) -> bool {
    true
}

/// Whether the disk failed.
pub(crate) fn is_about_disk(error: &io::Error) -> bool {
    matches!(error.raw_os_error(), Some(DATA_ERROR | DEVICE_ERROR))
}

/// Whether too many files are open.
pub(crate) fn is_about_open_files(error: &io::Error) -> bool {
    error.raw_os_error() == Some(TOO_MANY_OPEN_FILES)
}

/// Whether another program keeps a file to itself.
pub(crate) fn is_about_other_program(error: &io::Error) -> bool {
    matches!(
        error.raw_os_error(),
        Some(SHARING_VIOLATION | LOCK_VIOLATION)
    )
}

/// There are no signals: who is interrupted ends at once, and SQLite rolls back what was half done.
pub(crate) fn listen(_: &'static AtomicBool, _: &'static AtomicUsize) {}

/// No signal was noted.
pub(crate) fn end_by(_: usize) {}
