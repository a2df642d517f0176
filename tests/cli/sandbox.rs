//! A folder of its own, an empty environment, a fixed day.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

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

    /// At the beginning of a half-year, with two projects: `jinhui` with a measured stage and a
    /// milestone, `west-plot` with one whose amounts have a total. No targets, no readings.
    pub fn with_projects() -> Sandbox {
        let mut sandbox = Sandbox::with_store();
        sandbox.at("2021-07-05T09:00:00Z");
        for line in [
            "add 金辉 --en Jinhui --category property --lead 王工",
            "add jinhui/main-structure --name 主体结构 --en 'main structure'",
            "add jinhui/opening --milestone --name 开盘 --en opening",
            "add 街道西侧地块 --code west-plot --en 'West plot'",
            "add west-plot/piles --name 桩基 --en piles --unit 根 --total 382",
        ] {
            sandbox.ok(line);
        }
        sandbox
    }

    /// Another place, at the same moment, with a copy of the store.
    pub fn copied(&self) -> Sandbox {
        let mut copy = Sandbox::new();
        copy.at(&self.now);
        fs::copy(self.path("store.db"), copy.path("store.db")).unwrap();
        copy
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

    /// Runs a command line that must succeed; returns what it said on both streams.
    #[track_caller]
    pub fn said(&self, line: &str) -> String {
        let ran = self.run(line);
        assert_eq!(ran.code, 0, "project {line}\n{}{}", ran.out, ran.err);
        ran.out + &ran.err
    }

    /// Runs a command line that must be refused, in either language, and leave the store as it was;
    /// the sentences are those expected after `error: ` and `错误：`.
    #[track_caller]
    pub fn refuses(&self, line: &str, en: &str, zh: &str) {
        let before = self.kept();
        for (lang, expected) in [
            ("en", format!("error: {en}\n")),
            ("zh", format!("错误：{zh}\n")),
        ] {
            let mut command = self.command(words(line));
            let ran = ran(command.env("PROJECT_LANG", lang).output().unwrap());
            assert_eq!(ran.err, expected, "project {line}");
            assert_eq!((ran.code, ran.out.as_str()), (2, ""), "project {line}");
        }
        assert_eq!(self.kept(), before, "project {line} left a trace");
    }

    /// All that is kept: the record, and the bytes of the file.
    #[track_caller]
    pub fn kept(&self) -> (String, Vec<u8>) {
        (self.ok("export"), fs::read(self.path("store.db")).unwrap())
    }

    /// Runs a command line with something on standard input.
    pub fn fed(&self, line: &str, input: impl AsRef<[u8]>) -> Ran {
        feed(self.command(words(line)), input.as_ref())
    }

    /// The rows of a table, in the order in which they were written.
    #[track_caller]
    pub fn rows(&self, table: &str) -> Vec<serde_json::Value> {
        rows(&self.ok("export"), table)
    }

    /// What a command prints as one JSON value.
    #[track_caller]
    pub fn json(&self, line: &str) -> serde_json::Value {
        serde_json::from_str(&self.ok(line)).unwrap()
    }

    /// A file that was written for spreadsheets, without the mark that they need.
    #[track_caller]
    pub fn csv(&self, name: &str) -> String {
        let text = std::fs::read_to_string(self.path(name)).unwrap();
        text.strip_prefix('\u{feff}').unwrap().to_owned()
    }
}

/// The rows of a table in an exported record, in the order in which they were written.
pub fn rows(record: &str, table: &str) -> Vec<serde_json::Value> {
    let lines = record.lines();
    let rows = lines.map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    rows.filter(|row| row["table"] == table).collect()
}

/// Runs a command with that input.
pub fn feed(mut command: Command, input: &[u8]) -> Ran {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that refuses its arguments does not wait for its input.
    let _ = child.stdin.take().unwrap().write_all(input);
    ran(child.wait_with_output().unwrap())
}

/// Runs a line in two stores made alike, in English and in Chinese; returns what it said.
#[track_caller]
pub fn both(make: impl Fn() -> Sandbox, line: &str) -> [String; 2] {
    ["en", "zh"].map(|lang| {
        let sandbox = make();
        let mut command = sandbox.command(words(line));
        let ran = ran(command.env("PROJECT_LANG", lang).output().unwrap());
        assert_eq!(ran.code, 0, "project {line}\n{}{}", ran.out, ran.err);
        ran.out + &ran.err
    })
}

pub fn ran(output: Output) -> Ran {
    Ran {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().unwrap_or(-1),
    }
}

pub fn words(line: &str) -> Vec<String> {
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

/// Somebody at a terminal is asked one by one, and answers; `script` of util-linux lends the
/// terminal.
#[cfg(target_os = "linux")]
pub fn typed(sandbox: &Sandbox, line: &str, answers: &str) -> Option<(i32, String)> {
    let version = Command::new("script").arg("--version").output();
    if !version.is_ok_and(|version| version.status.success()) {
        return None;
    }
    let mut project = sandbox.command([""; 0]);
    let program = project.get_program().to_str().unwrap().to_owned();
    let mut command = Command::new("script");
    command
        .args([
            "-qec",
            &format!("stty -echo; exec '{program}' {line}"),
            "/dev/null",
        ])
        .current_dir(sandbox.folder())
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap())
        .env("SHELL", "/bin/sh")
        .env("TERM", "xterm")
        .stdout(Stdio::piped());
    for (name, value) in project.env("NO_COLOR", "1").get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    let ran = feed(command, answers.as_bytes());
    Some((ran.code, ran.out.replace('\r', "")))
}

/// A file of the fixtures.
pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}
