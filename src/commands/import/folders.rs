//! Folders among the files to import: each stands for the sheets in it.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::messages::{Error, Refusal};

/// What the names of sheets end in.
const ENDINGS: [&str; 6] = ["xlsx", "xlsm", "xls", "ods", "csv", "tsv"];
/// What the names begin with of files that spreadsheet programs put beside an open one, and of hidden
/// ones.
const PASSED_OVER: [&str; 2] = ["~$", "."];

/// The files, with the sheets of each folder, by their names, in its place.
///
/// # Errors
/// [`Error::File`]; `Refusal::NoSheets` of a folder without any.
pub(super) fn with_sheets(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let mut sheets = sheets(path).map_err(|problem| Error::File {
            path: path.clone(),
            problem,
            is_write: false,
        })?;
        if sheets.is_empty() {
            let folder = path.clone();
            let endings = ENDINGS.map(|ending| format!(".{ending}")).to_vec();
            return Err(Refusal::NoSheets { folder, endings }.into());
        }
        sheets.sort();
        files.append(&mut sheets);
    }
    Ok(files)
}

fn sheets(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut sheets = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if is_sheet(&path) && path.is_file() {
            sheets.push(path);
        }
    }
    Ok(sheets)
}

fn is_sheet(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let ending = path.extension().and_then(OsStr::to_str);
    let is_one = |ending: &str| {
        ENDINGS
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    };
    ending.is_some_and(is_one) && !PASSED_OVER.iter().any(|mark| name.starts_with(mark))
}
