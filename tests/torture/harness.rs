//! What all of the suite needs: its size, runs that must end, kills, chance that can be repeated.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use crate::sandbox::Sandbox;

/// Longer than the busy timeout; no command may take it.
pub const LIMIT: Duration = Duration::from_secs(20);

/// Whether the suite runs at full size.
pub fn is_full() -> bool {
    std::env::var_os("PROJECT_TORTURE").is_some_and(|size| size == "full")
}

/// A number that depends on the size.
pub fn sized(small: usize, full: usize) -> usize {
    if is_full() { full } else { small }
}

/// How a run ended.
#[derive(Debug)]
pub struct Ended {
    pub code: Option<i32>,
    pub signal: Option<i32>,
    pub out: String,
    pub err: String,
    pub took: Duration,
}

impl Ended {
    /// The command said that it was done, by its exit code or, killed after that, in words.
    pub fn is_acknowledged(&self) -> bool {
        let has_told = !self.out.is_empty() && !self.has_shown_a_plan();
        self.code == Some(0) || has_told || !self.err.is_empty()
    }

    /// Whether all that was printed is the plan of an import, whole or cut short.
    fn has_shown_a_plan(&self) -> bool {
        let mut lines = self.out.lines();
        lines.all(|line| {
            let heads = [
                "new ",
                "targets revised",
                "figures that fall",
                "新增",
                "目标调整",
                "进度回落",
            ];
            line.starts_with("  ") || heads.iter().any(|head| line.starts_with(head))
        })
    }

    /// Ended by itself, in an agreed way, without a panic; else what went wrong.
    pub fn fault(&self) -> Option<String> {
        if self.took >= LIMIT {
            return Some("did not end".to_owned());
        }
        if let Some(signal) = self.signal {
            return Some(format!("ended by signal {signal}"));
        }
        if self.err.contains("panicked") {
            return Some(format!("panicked: {}", self.err));
        }
        match self.code {
            Some(0 | 1) => None,
            Some(2) if self.err.is_empty() => Some("refused without a word".to_owned()),
            // A plan is shown before it is recorded, so what fails then has shown it.
            Some(2) if !self.out.is_empty() && !self.has_shown_a_plan() => {
                Some("refused, but printed data".to_owned())
            }
            Some(2) => None,
            other => Some(format!("exit code {other:?}")),
        }
    }
}

fn read_all(from: Option<impl Read + Send + 'static>) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        from.unwrap().read_to_end(&mut bytes).unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

fn start(command: &mut Command) -> Child {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn collect(mut child: Child, wait: impl FnOnce(&mut Child) -> (ExitStatus, Duration)) -> Ended {
    let (out, err) = (read_all(child.stdout.take()), read_all(child.stderr.take()));
    let (status, took) = wait(&mut child);
    Ended {
        code: status.code(),
        signal: status.signal(),
        out: out.join().unwrap(),
        err: err.join().unwrap(),
        took,
    }
}

/// Runs a command; one that has not ended after [`LIMIT`] is killed.
pub fn end(command: &mut Command) -> Ended {
    let began = Instant::now();
    collect(start(command), |child| {
        loop {
            if let Some(status) = child.try_wait().unwrap() {
                return (status, began.elapsed());
            }
            if began.elapsed() >= LIMIT {
                child.kill().unwrap();
                return (child.wait().unwrap(), began.elapsed());
            }
            thread::sleep(Duration::from_micros(500));
        }
    })
}

/// Runs a command and kills it, as `kill -9` does, so long after its start.
pub fn shoot(command: &mut Command, after: Duration) -> Ended {
    let began = Instant::now();
    collect(start(command), |child| {
        thread::sleep(after.saturating_sub(began.elapsed()));
        // It may have ended before.
        let _ = child.kill();
        (child.wait().unwrap(), began.elapsed())
    })
}

/// Runs a command and kills it as soon as it has begun to write into a file.
pub fn shoot_at_write(command: &mut Command, file: &Path) -> Ended {
    let touched = || fs::metadata(file).unwrap().modified().unwrap();
    let (began, before) = (Instant::now(), touched());
    collect(start(command), |child| {
        while touched() == before && child.try_wait().unwrap().is_none() {
            thread::yield_now();
        }
        let _ = child.kill();
        (child.wait().unwrap(), began.elapsed())
    })
}

/// Runs a command and, once it is time, sends it a signal, twice as people do. Also tells when.
pub fn send(
    command: &mut Command,
    signal: Signal,
    mut is_time: impl FnMut() -> bool,
) -> (Ended, Instant) {
    let began = Instant::now();
    let mut sent = began;
    let ended = collect(start(command), |child| {
        while !is_time() && child.try_wait().unwrap().is_none() && began.elapsed() < LIMIT {
            thread::yield_now();
        }
        sent = Instant::now();
        if child.try_wait().unwrap().is_none() {
            let id = Pid::from_child(child);
            // It may end at any moment; it is no other's number before it is waited for.
            let _ = kill_process(id, signal);
            let _ = kill_process(id, signal);
        }
        while child.try_wait().unwrap().is_none() && sent.elapsed() < LIMIT {
            thread::sleep(Duration::from_micros(500));
        }
        let _ = child.kill();
        (child.wait().unwrap(), began.elapsed())
    });
    (ended, sent)
}

/// The instant of a kill: over many rounds they spread evenly over a command's length and a
/// little more.
pub fn instant(round: usize, length: Duration) -> Duration {
    let share = (round as f64 * 0.618_033_988_749_895).fract();
    length.mul_f64(share * 1.1)
}

/// The middle one of several lengths of a command that must succeed.
pub fn length(mut run: impl FnMut() -> Ended) -> Duration {
    let mut lengths: Vec<Duration> = (0..7)
        .map(|_| {
            let ended = run();
            assert_eq!(ended.code, Some(0), "{}", ended.err);
            ended.took
        })
        .collect();
    lengths.sort();
    lengths[lengths.len() / 2]
}

/// Chance that can be repeated.
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }
}

/// Runs a command line that must succeed, on any store; returns its data.
#[track_caller]
pub fn done(sandbox: &Sandbox, db: &str, arguments: &[&str]) -> String {
    let ended = end(sandbox.command(arguments).env("PROJECT_DB", db));
    assert_eq!(ended.code, Some(0), "{arguments:?}: {}", ended.err);
    ended.out
}

/// The whole record of a store: the rows of each table.
#[track_caller]
pub fn record(sandbox: &Sandbox, db: &str) -> BTreeMap<String, Vec<Value>> {
    tables(&done(sandbox, db, &["export"]))
}

/// The rows of each table, from the lines of an export.
#[track_caller]
pub fn tables(export: &str) -> BTreeMap<String, Vec<Value>> {
    let mut lines = export.lines();
    assert_eq!(lines.next(), Some("{\"schema\":\"project.record/1\"}"));
    let mut tables: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for line in lines {
        let row: Value = serde_json::from_str(line).unwrap();
        let table = row["table"].as_str().unwrap().to_owned();
        tables.entry(table).or_default().push(row);
    }
    tables
}

/// The names in a folder that begin so.
pub fn named(folder: &Path, prefix: &str) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with(prefix))
        .collect();
    names.sort();
    names
}
