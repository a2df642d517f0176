//! Any bytes as a store's file.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use project_tracker::ledger::{
    self, Change, Novelty, Occasion, Origin, ProjectChange, ProjectMention, Recorded, Stated,
};
use project_tracker::model::{Code, NewEntry};
use project_tracker::store::verify::verify;
use project_tracker::store::{self, Access, Store, replay};
use project_tracker::{Error, StoreProblem};
use tempfile::TempDir;

use super::reader::{read, record, today, told};
use super::record::WHOLE;

/// How SQLite files begin.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// A file as it is, or what is done to a sound one: see [`edited`].
fn file(bytes: &[u8]) -> Vec<u8> {
    if bytes.starts_with(MAGIC) {
        bytes.to_vec()
    } else {
        edited(sound().to_vec(), bytes)
    }
}

/// Each edit is a page, a place on it, a length, and as many bytes to write there. Page 255 cuts
/// the file off, page 254 copies one page onto another.
fn edited(mut file: Vec<u8>, mut edits: &[u8]) -> Vec<u8> {
    const PAGE: usize = 4096;
    while let Some(([page, high, low, length], rest)) = edits.split_first_chunk() {
        let place = usize::from(*high) << 8 | usize::from(*low);
        match page {
            255 => file.truncate(place * 16),
            254 => {
                let (from, to) = (usize::from(*high) * PAGE, usize::from(*low) * PAGE);
                if from + PAGE <= file.len() && to + PAGE <= file.len() {
                    file.copy_within(from..from + PAGE, to);
                }
            }
            _ => {}
        }
        edits = rest;
        if *page >= 254 {
            continue;
        }
        let length = usize::from(*length).min(edits.len());
        let start = usize::from(*page) * PAGE + place % PAGE;
        if let Some(target) = file.get_mut(start..start + length) {
            target.copy_from_slice(&edits[..length]);
        }
        edits = &edits[length..];
    }
    file
}

/// Where files are made: in memory, if the system has a folder for that.
fn folder() -> &'static Path {
    static FOLDER: OnceLock<TempDir> = OnceLock::new();
    let make = || {
        let memory = Path::new("/dev/shm");
        let folder = memory.is_dir().then(|| tempfile::tempdir_in(memory));
        folder.unwrap_or_else(tempfile::tempdir).expect("a folder")
    };
    FOLDER.get_or_init(make).path()
}

/// A name of its own for each thread.
fn path() -> PathBuf {
    folder().join(format!("{:?}.db", std::thread::current().id()))
}

/// A sound store with something of everything.
fn sound() -> &'static [u8] {
    static SOUND: OnceLock<Vec<u8>> = OnceLock::new();
    SOUND.get_or_init(|| {
        let path = folder().join("sound.db");
        store::create(&path, &mut |store| {
            replay::import(store, "whole", &mut &*WHOLE).map(|_| ())
        })
        .expect("a store");
        fs::read(&path).expect("its bytes")
    })
}

/// A damaged file gives an error or an answer. One that `verify` finds sound can be read every way
/// and written to, and its record gives an equal store. Reading changes no byte.
///
/// Caught: a file called sound to which nothing could be written, see [`is_read_only`].
pub fn run(bytes: &[u8]) {
    let (path, file) = (path(), file(bytes));
    fs::write(&path, &file).expect("the file can be written");
    let is_sound = looked_at(&path);
    let after = fs::read(&path).expect("the file is there");
    assert!(after == file, "reading changed the file");
    written_to(&path, is_sound);
    for ending in ["", "-journal", "-wal", "-shm"] {
        let mut name = path.clone().into_os_string();
        name.push(ending);
        let _ = fs::remove_file(name);
    }
}

/// Whether it was found sound.
fn looked_at(path: &Path) -> bool {
    let store = match store::open(path, Access::Read) {
        Ok(store) => store,
        Err(error) => {
            told(&error);
            return false;
        }
    };
    let is_sound = match verify(&*store, None) {
        Ok(verified) => verified.flaws.is_empty(),
        Err(error) => {
            told(&error);
            false
        }
    };
    match read(&*store) {
        Ok(kept) if is_sound => {
            let mut other = store::in_memory().expect("memory");
            replay::import(&mut *other, "again", &mut kept.as_bytes())
                .expect("the record of a sound store is taken");
            assert_eq!(record(&*other).expect("a record"), kept);
        }
        Ok(_) => {}
        Err(error) => {
            assert!(!is_sound, "sound, and yet {error:?}");
            told(&error);
        }
    }
    is_sound
}

fn written_to(path: &Path, was_sound: bool) {
    let refused = |error: &Error| {
        assert!(
            !was_sound || is_read_only(error),
            "sound, and yet {error:?}"
        );
        told(error);
    };
    let mut store = match store::open(path, Access::Write) {
        Ok(store) => store,
        Err(error) => return refused(&error),
    };
    let recorded = add(&mut *store);
    match recorded {
        Ok(recorded) if was_sound => {
            // There may be one already that is called so.
            let is_taken = recorded.plan.faults.is_empty();
            assert_eq!(recorded.entry.is_some(), is_taken);
            let flaws = verify(&*store, None).expect("it can be verified").flaws;
            assert!(
                flaws.is_empty(),
                "sound before it was written to, now {flaws:?}"
            );
        }
        Ok(_) => {}
        Err(error) => refused(&error),
    }
}

/// Adds a project.
pub fn add(store: &mut dyn Store) -> Result<Recorded<()>, Error> {
    let entry = NewEntry {
        recorded_at: "2021-09-01T09:00:00Z".parse().expect("an instant"),
        who: "wang".to_owned(),
        command: "add New".to_owned(),
        sources: Vec::new(),
    };
    let occasion = Occasion {
        as_of: today(),
        today: today(),
        command: Default::default(),
        files: Vec::new(),
        is_typed: true,
        skips_bad: false,
        answers: Default::default(),
        is_trial: false,
    };
    ledger::record(store, &entry, &[added()], &occasion, &|_, _| Ok(()))
}

/// A new project.
fn added() -> Stated {
    let named = ProjectMention::Named {
        code: Some(Code::new("new-project").expect("a code")),
        name: Some("New".to_owned()),
    };
    let project = ProjectChange::of(named, Novelty::Added);
    Stated {
        origin: Origin::default(),
        change: Change::Project(Box::new(project)),
    }
}

/// A header may say that programs of today may read the file but not write to it.
fn is_read_only(error: &Error) -> bool {
    matches!(
        error,
        Error::Store {
            problem: StoreProblem::ReadOnly,
            ..
        }
    )
}
