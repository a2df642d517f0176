//! A folder of its own, an empty environment, a fixed day.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A sealed place to run the program in.
pub struct Sandbox {
    folder: tempfile::TempDir,
    now: String,
}

/// What a run printed, and its exit code.
#[derive(Debug)]
pub struct Ran {
    pub out: String,
    pub err: String,
    pub code: i32,
}

impl Sandbox {
    /// Without a store; it is 9 o'clock UTC on the day of the first report.
    pub fn new() -> Sandbox {
        Sandbox {
            folder: tempfile::tempdir().unwrap(),
            now: "2021-08-01T09:00:00Z".to_owned(),
        }
    }

    /// With an empty store.
    pub fn with_store() -> Sandbox {
        let sandbox = Sandbox::new();
        sandbox.ok("init");
        sandbox
    }

    /// With the first portfolio.
    pub fn with_sample() -> Sandbox {
        let sandbox = Sandbox::new();
        sandbox.ok("init --sample");
        sandbox
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    pub fn at(&mut self, now: &str) -> &mut Sandbox {
        self.now = now.to_owned();
        self
    }

    /// A command with nothing in its environment but what is fixed here.
    pub fn command<I, S>(&self, arguments: I) -> Command
    where
        I: IntoIterator<Item = S>,
        S: AsRef<OsStr>,
    {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("project"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .env("PROJECT_DB", "store.db")
            .env("PROJECT_NOW", &self.now)
            .env("PROJECT_USER", "wang")
            .env("TZ", "UTC");
        command
    }

    /// Runs a command line; single quotes keep spaces together.
    pub fn run(&self, line: &str) -> Ran {
        ran(self.command(words(line)).output().unwrap())
    }

    /// Runs a command line that must succeed; returns its data.
    #[track_caller]
    pub fn ok(&self, line: &str) -> String {
        let ran = self.run(line);
        assert_eq!(ran.code, 0, "project {line}\n{}{}", ran.out, ran.err);
        ran.out
    }

    /// Runs a command line that must fail with exit 2 and nothing on standard output; returns
    /// what it said.
    #[track_caller]
    pub fn refused(&self, line: &str) -> String {
        let ran = self.run(line);
        assert_eq!(ran.code, 2, "project {line}\n{}{}", ran.out, ran.err);
        assert_eq!(ran.out, "", "project {line}");
        ran.err
    }

    /// The report as JSON.
    #[track_caller]
    pub fn json(&self, line: &str) -> serde_json::Value {
        serde_json::from_str(&self.ok(line)).unwrap()
    }
}

pub fn ran(output: Output) -> Ran {
    Ran {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().unwrap_or(-1),
    }
}

fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (place, part) in line.split('\'').enumerate() {
        if place % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// A file of the fixtures.
pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}
