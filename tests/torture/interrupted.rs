//! SIGINT, SIGTERM and SIGHUP at any instant: the command ends by that signal and soon, and leaves
//! nothing half done, neither a row nor a file. A run in which no signal comes while a file is
//! under way proves nothing, and fails.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use rustix::process::Signal;

use crate::harness::{Ended, end, instant, length, named, send, sized};
use crate::kills::sheet;
use crate::sandbox::Sandbox;

/// Those that this program was not itself started to ignore, as under `nohup`: that is handed on.
fn signals() -> Vec<Signal> {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = mask.map_or(0, |mask| u64::from_str_radix(mask.trim(), 16).unwrap());
    let mut signals = vec![Signal::INT, Signal::TERM, Signal::HUP];
    signals.retain(|signal| ignored >> (signal.as_raw() - 1) & 1 == 0);
    if signals.len() < 3 {
        println!("skipped: signals that this is started to ignore");
    }
    signals
}

/// A command may take so long from the signal to its end.
const SOON: Duration = Duration::from_secs(3);

/// A command to be interrupted.
struct Case {
    arguments: &'static [&'static str],
    /// What the name of a file begins with that is there only while it is under way.
    passing: &'static str,
    /// The store or file that it makes or changes.
    made: &'static str,
    store: &'static str,
}

const CASES: [Case; 7] = [
    Case {
        arguments: &["import", "sheet.csv", "--yes"],
        passing: "store.db-journal",
        made: "store.db",
        store: "store.db",
    },
    Case {
        arguments: &["update", "jinhui", "58"],
        passing: "store.db-journal",
        made: "store.db",
        store: "store.db",
    },
    Case {
        arguments: &["init", "--sample"],
        passing: ".project-init-",
        made: "new.db",
        store: "new.db",
    },
    Case {
        arguments: &["backup", "copy.db"],
        passing: ".project-backup-",
        made: "copy.db",
        store: "store.db",
    },
    Case {
        arguments: &["export", "-o", "record.json"],
        passing: ".project-",
        made: "record.json",
        store: "store.db",
    },
    Case {
        arguments: &["export", "--format", "csv", "-o", "facts"],
        passing: "facts/.project-",
        made: "facts",
        store: "store.db",
    },
    Case {
        arguments: &["report", "-o", "report.csv"],
        passing: ".project-",
        made: "report.csv",
        store: "store.db",
    },
];

/// A folder with a store in it, as it is before each round.
struct Ground {
    sandbox: Sandbox,
    store: Vec<u8>,
    names: Vec<String>,
}

impl Ground {
    fn new() -> Ground {
        let sandbox = Sandbox::with_sample();
        sandbox.write("sheet.csv", sheet(sized(400, 2_000)));
        let store = fs::read(sandbox.path("store.db")).unwrap();
        let names = named(sandbox.folder(), "");
        Ground {
            sandbox,
            store,
            names,
        }
    }

    fn restore(&self, case: &Case) {
        fs::write(self.sandbox.path("store.db"), &self.store).unwrap();
        let _ = fs::remove_dir_all(self.sandbox.path("facts"));
        if !["store.db", "facts"].contains(&case.made) {
            let _ = fs::remove_file(self.sandbox.path(case.made));
        }
    }

    fn command(&self, case: &Case) -> Command {
        let mut command = self.sandbox.command(case.arguments);
        command.env("PROJECT_DB", case.store);
        command
    }

    /// What there is: each file that should be there with what it says.
    fn found(&self, case: &Case) -> Option<Vec<u8>> {
        match case.made {
            "store.db" | "new.db" | "copy.db" => self.sandbox.path(case.made).exists().then(|| {
                let ended = end(self
                    .sandbox
                    .command(["verify"])
                    .env("PROJECT_DB", case.made));
                assert_eq!(ended.code, Some(0), "{}", ended.err);
                let ended = end(self
                    .sandbox
                    .command(["export"])
                    .env("PROJECT_DB", case.made));
                ended.out.into_bytes()
            }),
            "facts" => {
                // All of them, or none is there yet.
                let folder = self.sandbox.path("facts");
                let names = if folder.exists() {
                    named(&folder, "")
                } else {
                    Vec::new()
                };
                let files = names
                    .iter()
                    .map(|name| fs::read(folder.join(name)).unwrap());
                Some(files.collect::<Vec<_>>().concat()).filter(|facts| !facts.is_empty())
            }
            file => fs::read(self.sandbox.path(file)).ok(),
        }
    }

    /// No file but those from before and the one that was to be made.
    fn assert_tidy(&self, case: &Case, round: usize) {
        let mut names = named(self.sandbox.folder(), "");
        names.retain(|name| !self.names.contains(name) && name != case.made);
        if let Ok(facts) = fs::read_dir(self.sandbox.path("facts")) {
            names.extend(
                facts
                    .map(|file| file.unwrap().file_name().into_string().unwrap())
                    .filter(|name| name.starts_with('.')),
            );
        }
        assert!(names.is_empty(), "round {round} left {names:?}");
    }
}

/// Whether there is a file whose path begins so.
fn is_there(folder: &Path, beginning: &str) -> bool {
    match beginning.split_once('/') {
        None => !named(folder, beginning).is_empty(),
        Some((inner, beginning)) => {
            let inner = folder.join(inner);
            inner.exists() && is_there(&inner, beginning)
        }
    }
}

fn number(signal: Signal) -> i32 {
    signal.as_raw()
}

#[track_caller]
fn assert_ended_by(ended: &Ended, signal: Signal, sent: Instant) {
    assert_eq!(ended.signal, Some(number(signal)), "{ended:?}");
    assert!(
        sent.elapsed() < SOON,
        "{:?} after the signal",
        sent.elapsed()
    );
}

/// Seen to catch: no handlers at all, which leaves `.project-*` files and journals; a hold let go
/// before the file is gone.
#[test]
fn an_interrupted_command_leaves_nothing_half_done() {
    let (ground, signals) = (Ground::new(), signals());
    let folder = ground.sandbox.folder();
    for case in &CASES {
        ground.restore(case);
        let before = ground.found(case);
        let length = length(|| {
            ground.restore(case);
            end(&mut ground.command(case))
        });
        let after = ground.found(case);
        assert!(after.is_some() && after != before);
        let (mut rounds, mut inside, mut kept) = (0, 0, 0);
        let planned = sized(12, 60);
        while rounds < planned || (inside == 0 && rounds < 20 * planned) {
            ground.restore(case);
            let signal = signals[rounds % signals.len()];
            let wait = instant(rounds, length);
            let began = Instant::now();
            // Half of them as soon as a file is under way.
            let mut is_inside = false;
            let (ended, sent) = send(&mut ground.command(case), signal, || {
                is_inside = is_there(folder, case.passing);
                match rounds % 2 {
                    0 => began.elapsed() >= wait,
                    _ => is_inside,
                }
            });
            if ended.signal.is_some() {
                assert_ended_by(&ended, signal, sent);
                inside += usize::from(is_inside);
            } else {
                assert_eq!(ended.code, Some(0), "{}", ended.err);
            }
            ground.assert_tidy(case, rounds);
            let found = ground.found(case);
            assert!(
                found == before || found == after,
                "half done: {:?}",
                case.arguments
            );
            assert!(!ended.is_acknowledged() || found == after, "told and lost");
            kept += usize::from(found == after);
            rounds += 1;
        }
        println!(
            "signals, {}: {rounds} sent, {inside} with a file under way, {kept} done, the others without a trace",
            case.arguments.join(" ")
        );
        assert!(
            inside > 0,
            "no signal came with a file under way: {:?}",
            case.arguments
        );
        ground.restore(case);
    }
}

#[test]
fn an_impatient_second_signal_leaves_nothing_either() {
    let ground = Ground::new();
    let case = &CASES[3];
    for first in signals() {
        ground.restore(case);
        let mut is_inside = false;
        let (ended, sent) = send(&mut ground.command(case), first, || {
            is_inside = is_inside || is_there(ground.sandbox.folder(), case.passing);
            is_inside
        });
        // `send` sends once more to whom it has sent.
        assert_ended_by(&ended, first, sent);
        ground.assert_tidy(case, 0);
    }
}

#[test]
fn what_was_to_be_ignored_is_ignored() {
    let ground = Ground::new();
    let case = &CASES[0];
    ground.restore(case);
    let import = ground.command(case);
    let mut shell = Command::new("/bin/sh");
    shell
        .args(["-c", "trap '' HUP; exec \"$0\" import sheet.csv --yes"])
        .arg(import.get_program())
        .current_dir(ground.sandbox.folder())
        .env_clear()
        .envs(
            import
                .get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        );
    let mut is_inside = false;
    let (ended, _) = send(&mut shell, Signal::HUP, || {
        is_inside = is_inside || is_there(ground.sandbox.folder(), case.passing);
        is_inside
    });
    assert!(is_inside);
    assert_eq!((ended.code, ended.signal), (Some(0), None), "{}", ended.err);
}

#[test]
fn one_who_waits_can_be_interrupted() {
    let ground = Ground::new();
    let before = ground.sandbox.ok("export");
    // For another writer, who never ends.
    let other = Connection::open(ground.sandbox.path("store.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    for signal in signals() {
        let began = Instant::now();
        let (ended, sent) = send(&mut ground.command(&CASES[1]), signal, || {
            began.elapsed() > Duration::from_millis(700)
        });
        assert_ended_by(&ended, signal, sent);
        assert_eq!(ended.out, "");
    }
    drop(other);
    // For standard input, which is still open.
    let mut child = ground
        .sandbox
        .command(["update", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(b"jinhui 58\n").unwrap();
    thread::sleep(Duration::from_millis(300));
    let sent = Instant::now();
    let id = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(id, Signal::TERM).unwrap();
    use std::os::unix::process::ExitStatusExt;
    assert_eq!(child.wait().unwrap().signal(), Some(number(Signal::TERM)));
    assert!(sent.elapsed() < SOON);
    assert_eq!(ground.sandbox.ok("export"), before);
}
