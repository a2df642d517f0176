//! One process, timed from outside.

use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;

use crate::Failure;

/// What one process took.
#[derive(Clone, Copy, Debug)]
pub struct Spent {
    /// From before it was started until it was seen to have ended.
    pub wall: Duration,
    /// Processor time, its own and the system's for it.
    pub cpu: Duration,
    /// The most memory it ever held, in bytes.
    pub peak: u64,
}

/// A program and its arguments.
#[derive(Clone, Debug)]
pub struct Job {
    program: PathBuf,
    arguments: Vec<OsString>,
    environment: Vec<(&'static str, OsString)>,
    input: Option<PathBuf>,
    has_findings: bool,
}

impl Job {
    /// That program, without arguments yet.
    pub fn new(program: &Path) -> Job {
        Job {
            program: program.to_owned(),
            arguments: Vec::new(),
            environment: Vec::new(),
            input: None,
            has_findings: false,
        }
    }

    /// One more argument.
    pub fn with(mut self, argument: impl Into<OsString>) -> Job {
        self.arguments.push(argument.into());
        self
    }

    /// More arguments, parted by blanks.
    pub fn words(mut self, words: &str) -> Job {
        let words = words.split_whitespace().map(OsString::from);
        self.arguments.extend(words);
        self
    }

    /// A variable; there are no others.
    pub fn variable(mut self, name: &'static str, value: impl Into<OsString>) -> Job {
        self.environment.push((name, value.into()));
        self
    }

    /// What it reads.
    pub fn input(mut self, path: PathBuf) -> Job {
        self.input = Some(path);
        self
    }

    /// It ends with exit code 1, as `check` does when it finds something.
    pub fn finding(mut self) -> Job {
        self.has_findings = true;
        self
    }

    /// Runs it, with its output in a file, and what it says on standard error in another.
    ///
    /// This process must stay small: until a child has its own program it shares our memory, and
    /// the system counts that as the child's.
    pub fn run(&self, output: &Path) -> Result<Spent, Failure> {
        let mut command = Command::new(&self.program);
        command
            .args(&self.arguments)
            .env_clear()
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .stdin(match &self.input {
                Some(path) => Stdio::from(File::open(path)?),
                None => Stdio::null(),
            })
            .stdout(File::create(output)?)
            .stderr(File::create(talk(output))?);
        let start = Instant::now();
        let ended = command.spawn().and_then(Wait4::wait4);
        let wall = start.elapsed();
        let ended = ended.map_err(|error| self.failure(&error))?;
        if ended.status.code() != Some(i32::from(self.has_findings)) {
            let said = std::fs::read_to_string(talk(output))?;
            let problem = format!("{}: {}", ended.status, said.trim());
            return Err(self.failure(&io::Error::other(problem)));
        }
        Ok(Spent {
            wall,
            cpu: ended.rusage.utime + ended.rusage.stime,
            peak: ended.rusage.maxrss,
        })
    }

    fn failure(&self, error: &io::Error) -> Failure {
        let arguments = self.arguments.join(" ".as_ref());
        let arguments = arguments.to_string_lossy();
        format!("{} {arguments}: {error}", self.program.display()).into()
    }
}

/// Where what a process says on standard error goes, beside its output.
pub fn talk(output: &Path) -> PathBuf {
    output.with_extension("err")
}
