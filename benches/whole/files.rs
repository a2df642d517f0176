//! A workload as files: what `project import` takes, and what the floor takes.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::workload::{self, Reading, START, Size};

/// At most so many readings go into one file, and so into one import.
const READINGS_A_FILE: usize = 1_080_000;

/// Where a workload's files lie.
pub struct Files {
    folder: PathBuf,
}

impl Files {
    /// Those in a folder of their own.
    pub fn of(folder: &Path) -> Files {
        Files {
            folder: folder.to_owned(),
        }
    }

    /// A file for `project import`.
    pub fn import(&self, name: &str) -> PathBuf {
        self.folder.join("import").join(name)
    }

    /// The readings for `project import`, in as many files as it takes.
    pub fn import_readings(&self) -> Vec<PathBuf> {
        (1..)
            .map(|piece| self.import(&readings_file(piece)))
            .take_while(|file| file.exists())
            .collect()
    }

    /// A file for the floor.
    pub fn floor(&self, name: &str) -> PathBuf {
        self.folder.join("floor").join(name)
    }

    /// The readings for the floor.
    pub fn floor_readings(&self) -> PathBuf {
        self.floor(&readings_file(1))
    }

    /// Writes the workload, unless it is there already.
    pub fn write(&self, size: Size) -> io::Result<()> {
        let done = self.folder.join("complete");
        let about = format!("{size:?}\n");
        if fs::read_to_string(&done).is_ok_and(|text| text == about) {
            return Ok(());
        }
        if self.folder.exists() {
            fs::remove_dir_all(&self.folder)?;
        }
        let mut writer = Writer::new(self)?;
        for (number, project) in (1..).zip(workload::projects(size)) {
            writer.project(number, project)?;
        }
        writer.finish()?;
        fs::write(done, about)
    }
}

fn readings_file(piece: usize) -> String {
    format!("readings-{piece}.csv")
}

/// A reading and whose it is.
struct Line {
    project: u32,
    target: u32,
    stage: &'static str,
    reading: Reading,
}

struct Writer<'a> {
    files: &'a Files,
    import: [BufWriter<File>; 3],
    floor: [BufWriter<File>; 2],
    targets: u32,
    piece: usize,
    count: u32,
    held: Vec<Line>,
}

impl Writer<'_> {
    fn new(files: &Files) -> io::Result<Writer<'_>> {
        Ok(Writer {
            files,
            import: [
                start(&files.import("projects.csv"), "code,name,category,lead")?,
                start(&files.import("stages.csv"), "project,stage,kind")?,
                start(
                    &files.import("targets.csv"),
                    "project,stage,percent,start,due,period,baseline",
                )?,
            ],
            floor: [
                start(&files.floor("projects.csv"), "code,name,kind,owner,start")?,
                start(
                    &files.floor("targets.csv"),
                    "id,code,stage,start,base_percent,due,percent",
                )?,
            ],
            targets: 0,
            piece: 0,
            count: 0,
            held: Vec::new(),
        })
    }

    fn project(&mut self, number: u32, project: workload::Project) -> io::Result<()> {
        let workload::Project {
            code,
            name,
            kind,
            lead,
            targets,
        } = project;
        let [projects, stages, terms] = &mut self.import;
        let [floor_projects, floor_targets] = &mut self.floor;
        writeln!(projects, "{code},{name},{kind},{lead}")?;
        writeln!(floor_projects, "{code},{name},{kind},{lead},{START}")?;
        for target in targets {
            self.targets += 1;
            let (id, stage) = (self.targets, target.stage);
            let (goal, due, baseline) = (target.goal, target.due, target.baseline);
            writeln!(stages, "{code},{stage},measured")?;
            writeln!(terms, "{code},{stage},{goal},{START},{due},2026,{baseline}")?;
            writeln!(
                floor_targets,
                "{id},{code},{stage},{START},{baseline},{due},{goal}"
            )?;
            self.held
                .extend(target.readings.into_iter().map(|reading| Line {
                    project: number,
                    target: id,
                    stage,
                    reading,
                }));
        }
        if self.held.len() >= READINGS_A_FILE {
            self.readings()?;
        }
        Ok(())
    }

    /// Writes the readings gathered, in order of day, as they would have come in.
    fn readings(&mut self) -> io::Result<()> {
        self.piece += 1;
        let file = readings_file(self.piece);
        let head = "project,stage,percent,as_of,note";
        let mut import = start(&self.files.import(&file), head)?;
        let head = "id,target_id,code,stage,date,percent,by,note";
        let mut floor = start(&self.files.floor(&file), head)?;
        self.held.sort_by_key(|line| (line.reading.on, line.target));
        for line in self.held.drain(..) {
            self.count += 1;
            let Line {
                project,
                target,
                stage,
                reading:
                    Reading {
                        on,
                        tenths,
                        by,
                        note,
                    },
            } = line;
            let (whole, tenth) = (tenths / 10, tenths % 10);
            let percent = match tenth {
                0 => format!("{whole}"),
                _ => format!("{whole}.{tenth}"),
            };
            let code = workload::code(project);
            writeln!(import, "{code},{stage},{percent},{on},{note}")?;
            let id = self.count;
            writeln!(
                floor,
                "{id},{target},{code},{stage},{on},{percent},{by},{note}"
            )?;
        }
        import.flush()?;
        floor.flush()
    }

    fn finish(mut self) -> io::Result<()> {
        if !self.held.is_empty() {
            self.readings()?;
        }
        for file in self.import.iter_mut().chain(&mut self.floor) {
            file.flush()?;
        }
        Ok(())
    }
}

fn start(path: &Path, head: &str) -> io::Result<BufWriter<File>> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    writeln!(file, "{head}")?;
    Ok(file)
}
