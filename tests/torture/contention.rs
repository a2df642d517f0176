//! Eight who write and two who read, at once, each command a process.

use std::io::Read;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::harness::{end, is_full, record, sized};
use crate::kills::sheet;
use crate::sandbox::Sandbox;

const WRITERS: usize = 8;
const STAGES: [&str; 4] = [
    "jinhui/overall",
    "xiangsheng/overall",
    "west-plot/main-structure",
    "xingcheng/main-structure",
];

/// What was said to be recorded.
struct Told {
    entry: i64,
    on: String,
    hundredths: usize,
    note: String,
}

/// The days before the first report, each used once.
fn day(number: usize) -> String {
    let day = chrono::NaiveDate::from_ymd_opt(2009, 1, 1).unwrap();
    (day + chrono::Days::new(number as u64)).to_string()
}

fn write(sandbox: &Sandbox, writer: usize, updates: usize) -> (Vec<Told>, Duration) {
    let mut slowest = Duration::ZERO;
    let told = (0..updates)
        .map(|update| {
            let number = writer * updates + update;
            let (on, note) = (day(number), format!("w{writer}-{update}"));
            let hundredths = number % 9_900 + 100;
            let figure = format!("{}.{:02}", hundredths / 100, hundredths % 100);
            // Two writers share a stage.
            let stage = STAGES[writer % STAGES.len()];
            let ended = end(&mut sandbox.command([
                "update", stage, &figure, "--on", &on, "--note", &note, "--lower",
            ]));
            assert_eq!(ended.code, Some(0), "{note} was refused: {}", ended.err);
            slowest = slowest.max(ended.took);
            let entry = ended.out.strip_prefix('#').unwrap();
            let entry = entry.split_once(' ').unwrap().0.parse().unwrap();
            Told {
                entry,
                on,
                hundredths,
                note,
            }
        })
        .collect();
    (told, slowest)
}

fn read(sandbox: &Sandbox, is_over: &AtomicBool, targets: usize) -> usize {
    let mut reports = 0;
    while !is_over.load(Ordering::Relaxed) {
        let ended = end(&mut sandbox.command(["report", "--period", "all", "--format", "json"]));
        assert_eq!(ended.code, Some(0), "a reader failed: {}", ended.err);
        let report: Value = serde_json::from_str(&ended.out).unwrap();
        assert_eq!(report["targets"].as_array().unwrap().len(), targets);
        reports += 1;
    }
    reports
}

/// Seen to catch: a transaction that begins by reading (DEFERRED), refused at the first update; at
/// full size, the timeout of SQLite itself, under which the slowest update took 6.4 s.
#[test]
fn of_what_eight_writers_were_told_is_recorded_nothing_is_lost_or_doubled() {
    let updates = sized(50, 500);
    let sandbox = Sandbox::with_sample();
    let before = record(&sandbox, "store.db");
    let report = sandbox.json("report --period all --format json");
    let targets = report["targets"].as_array().unwrap().len();
    assert!(targets > 30);

    let is_over = AtomicBool::new(false);
    let (told, slowest, reports) = thread::scope(|scope| {
        let readers = [0, 1].map(|_| scope.spawn(|| read(&sandbox, &is_over, targets)));
        let sandbox = &sandbox;
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| scope.spawn(move || write(sandbox, writer, updates)))
            .collect();
        let written: Vec<_> = writers.into_iter().map(|writer| writer.join()).collect();
        is_over.store(true, Ordering::Relaxed);
        let mut told = Vec::new();
        let mut slowest = Duration::ZERO;
        for result in written {
            let (by_one, time) = result.unwrap();
            told.extend(by_one);
            slowest = slowest.max(time);
        }
        let reports: usize = readers.map(|reader| reader.join().unwrap()).iter().sum();
        (told, slowest, reports)
    });

    let after = record(&sandbox, "store.db");
    assert_eq!(told.len(), WRITERS * updates);
    assert_eq!(
        after["entry"].len(),
        before["entry"].len() + told.len(),
        "an entry each"
    );
    let readings = &after["reading"];
    assert_eq!(
        readings.len(),
        before["reading"].len() + told.len(),
        "one reading each, none twice"
    );
    for told in &told {
        let found: Vec<&Value> = readings
            .iter()
            .filter(|row| row["note"] == told.note.as_str())
            .collect();
        assert_eq!(found.len(), 1, "{}", told.note);
        assert_eq!(found[0]["entry"], told.entry, "{}", told.note);
        assert_eq!(found[0]["as_of"], told.on.as_str(), "{}", told.note);
        assert_eq!(found[0]["percent"], told.hundredths, "{}", told.note);
    }
    sandbox.ok("verify");
    assert!(reports > 0);
    println!(
        "contention: {WRITERS} x {updates} updates, 0 refused, 0 lost, slowest {} ms; {reports} reports meanwhile, 0 failed",
        slowest.as_millis()
    );
    if is_full() {
        assert!(slowest < Duration::from_secs(3), "{slowest:?}");
    }
}

/// Whoever reads a pipe slowly, or not at all, keeps nobody from writing.
///
/// Seen to catch: an export that writes while it reads the store.
#[test]
fn a_pipe_that_nobody_reads_keeps_no_writer_out() {
    let sandbox = Sandbox::with_sample();
    sandbox.write("sheet.csv", sheet(1_500));
    sandbox.ok("import sheet.csv --yes");
    for (round, arguments) in [
        &["export"][..],
        &["report", "--period", "all", "--format", "json"],
        &["report", "--period", "all"],
        &["check", "--within", "400d"],
        &["list"],
    ]
    .into_iter()
    .enumerate()
    {
        let mut command = sandbox.command(arguments);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // More than a pipe holds was to be written by then.
        let mut pipe = child.stdout.take().unwrap();
        let mut first = [0; 1];
        pipe.read_exact(&mut first).unwrap();
        let figure = format!("58.{round:02}");
        let ended = end(&mut sandbox.command(["update", "jinhui", &figure, "--lower"]));
        assert_eq!(ended.code, Some(0), "{arguments:?}: {}", ended.err);
        assert!(
            ended.took < Duration::from_secs(5),
            "{arguments:?}: {:?}",
            ended.took
        );
        assert!(
            child.try_wait().unwrap().is_none(),
            "{arguments:?} had nothing left to write"
        );
        let mut rest = String::new();
        pipe.read_to_string(&mut rest).unwrap();
        assert!(child.wait().unwrap().code().is_some_and(|code| code < 2));
    }
    sandbox.ok("verify");
}
