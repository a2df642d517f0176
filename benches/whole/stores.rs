//! The stores that are measured: made when first asked for, one of each kind and size.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::files::Files;
use crate::process::{Job, Spent};
use crate::workload::Size;
use crate::{Asked, Failure};

/// Some readings are of December; all are known by then.
const LOADED_ON: &str = "2026-12-31";

/// What the clock says.
const NOW: &str = "2026-12-31T12:00:00Z";

/// Where the output goes of what is not measured.
const SETUP: &str = "setup.out";

/// The programs, and a folder with what they work on.
pub struct Stores {
    project: PathBuf,
    floor: PathBuf,
    empty: PathBuf,
    folder: PathBuf,
    made: BTreeSet<PathBuf>,
}

impl Stores {
    /// Nothing made yet.
    pub fn new(asked: &Asked) -> Result<Stores, Failure> {
        fs::create_dir_all(&asked.folder)?;
        Ok(Stores {
            project: asked.project.clone(),
            floor: asked.floor.clone(),
            empty: asked.empty.clone(),
            folder: asked.folder.clone(),
            made: BTreeSet::new(),
        })
    }

    /// A file of ours.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The program that does nothing.
    pub fn empty(&self) -> Job {
        Job::new(&self.empty)
    }

    /// The program, without a store.
    pub fn bare(&self) -> Job {
        Job::new(&self.project)
    }

    /// The program on a store.
    pub fn project(&self, store: &Path) -> Job {
        Job::new(&self.project)
            .variable("PROJECT_NOW", NOW)
            .with("--db")
            .with(store)
    }

    /// The floor, at one of its jobs.
    pub fn floor(&self, job: &str, store: &Path) -> Job {
        Job::new(&self.floor).with(job).with(store)
    }

    /// Runs something whose time does not count.
    pub fn run(&self, job: &Job) -> Result<Spent, Failure> {
        job.run(&self.path(SETUP))
    }

    /// Fails unless what was run last said this.
    fn expect(&self, begin: &str) -> Result<(), Failure> {
        let said = fs::read_to_string(self.path(SETUP))?;
        match said.starts_with(begin) {
            true => Ok(()),
            false => Err(format!("the floor: expected {begin}.., found {said}").into()),
        }
    }

    /// A workload's files. Another process writes them, so that this one stays small.
    pub fn files(&self, size: Size) -> Result<Files, Failure> {
        let folder = self.path(size.name());
        let generate = Job::new(&env::current_exe()?)
            .words("generate")
            .words(size.name())
            .with(&folder);
        self.run(&generate)?;
        Ok(Files::of(&folder))
    }

    /// A store of the program's with that workload in it.
    pub fn ours(&mut self, size: Size) -> Result<PathBuf, Failure> {
        let store = self.path(&format!("{}.db", size.name()));
        if self.made.insert(store.clone()) {
            tell(&format!("loading {} into project", size.name()));
            let files = self.files(size)?;
            self.create_ours(&store)?;
            let (first, rest) = import(self, &store, &files);
            self.run(&first)?;
            for job in rest {
                self.run(&job)?;
            }
        }
        Ok(store)
    }

    /// A store of the floor's with that workload in it.
    pub fn floors(&mut self, size: Size) -> Result<PathBuf, Failure> {
        let store = self.path(&format!("floor-{}.db", size.name()));
        if self.made.insert(store.clone()) {
            tell(&format!("loading {} into the floor", size.name()));
            let files = self.files(size)?;
            self.create_floors(&store, &files)?;
            let readings = files.floor_readings();
            self.run(&self.floor("bulk", &store).with(readings))?;
            self.expect(&format!("{} readings\n", size.all_readings()))?;
            self.run(&self.floor("rest", &store))?;
            self.run(&self.floor("report", &store).words(LOADED_ON))?;
            self.expect(&format!("{} rows, ", size.all_targets()))?;
        }
        Ok(store)
    }

    /// An empty store of the program's.
    pub fn create_ours(&self, store: &Path) -> Result<(), Failure> {
        remove(store)?;
        self.run(&self.project(store).words("init"))?;
        Ok(())
    }

    /// A store of the floor's without readings.
    pub fn create_floors(&self, store: &Path, files: &Files) -> Result<(), Failure> {
        remove(store)?;
        let make = self
            .floor("make", store)
            .with(files.floor("projects.csv"))
            .with(files.floor("targets.csv"));
        self.run(&make)?;
        Ok(())
    }
}

/// All that a workload has in one import; a long history goes on in further ones.
pub fn import(stores: &Stores, store: &Path, files: &Files) -> (Job, Vec<Job>) {
    let job = || {
        stores
            .project(store)
            .words("--as-of")
            .with(LOADED_ON)
            .words("import --yes")
    };
    let mut first = job();
    for name in ["projects.csv", "stages.csv", "targets.csv"] {
        first = first.with(files.import(name));
    }
    let mut readings = files.import_readings().into_iter();
    if let Some(file) = readings.next() {
        first = first.with(file);
    }
    (first, readings.map(|file| job().with(file)).collect())
}

fn remove(store: &Path) -> Result<(), Failure> {
    for ending in ["", "-journal", "-wal", "-shm"] {
        let mut path = store.as_os_str().to_owned();
        path.push(ending);
        match fs::remove_file(PathBuf::from(path)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

/// What is going on, for whoever waits.
pub fn tell(what: &str) {
    let _ = writeln!(io::stderr(), "{what}");
}
