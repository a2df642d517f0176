//! `check --new`: what it remembers, when it tells again, and what is never recorded.

use std::fs;
use std::process::Stdio;

use crate::check::{finding, with_targets};
use crate::sandbox::{Ran, Sandbox, ran};

/// What each line told finds of which project, and the exit code.
#[track_caller]
fn told(sandbox: &Sandbox, line: &str) -> (String, i32) {
    let ran = sandbox.run(line);
    assert_eq!(ran.err, "", "project {line}");
    let found: Vec<String> = ran.out.lines().map(finding).collect();
    (found.join(", "), ran.code)
}

/// What the store holds of notices: `ENTRY finding, said on`.
fn notices(sandbox: &Sandbox) -> Vec<String> {
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let mut rows = sandbox.rows("notice");
    rows.sort_by_key(|row| (row["target"].as_i64(), row["entry"].as_i64()));
    rows.iter()
        .map(|row| {
            let finding = format!("{} {}", text(&row["finding"]), text(&row["due"]));
            let said_on = text(&row["said_on"]);
            format!("#{} {}, {said_on}", row["entry"], finding.trim())
        })
        .collect()
}

/// With one target, past due and unreported since 1 August.
fn with_one() -> Sandbox {
    let mut sandbox = Sandbox::with_store();
    sandbox.write(
        "targets.csv",
        "project,stage,percent,due,period\nfarmland,overall,100,2021-07-31,2021H2\n",
    );
    sandbox.write("projects.csv", "code,name\nfarmland,耕地复耕\n");
    sandbox.ok("import projects.csv targets.csv");
    sandbox.at("2021-08-01T09:00:00Z");
    sandbox
}

fn one(what: &str, code: i32) -> (String, i32) {
    (format!("{what}: farmland"), code)
}

fn nothing() -> (String, i32) {
    (String::new(), 0)
}

#[test]
fn a_finding_is_told_once_and_recorded_as_one_entry() {
    let mut sandbox = with_targets();
    sandbox.at("2022-01-03T00:30:00Z");
    let first = sandbox.run("check --new");
    let all = sandbox.run("check");
    assert_eq!((first.out.as_str(), first.code), (all.out.as_str(), 1));
    assert_eq!(told(&sandbox, "check --new"), nothing());
    sandbox.at("2022-03-01T00:30:00Z");
    assert_eq!(told(&sandbox, "check --new"), nothing());
    // Without --new everything is still told.
    assert_eq!(sandbox.run("check").out.lines().count(), 3);
    let mut noted = notices(&sandbox);
    noted.sort();
    assert_eq!(
        noted,
        [
            "#2 unreported 2021-12-31, 2022-01-03",
            "#2 unreported 2021-12-31, 2022-01-03",
            "#2 unreported 2022-01-02, 2022-01-03",
        ]
    );
    let entries = sandbox.rows("entry");
    assert_eq!(entries.len(), 2);
    assert_eq!(entries[1]["command"], "check --new");
}

#[test]
fn a_finding_is_told_again_when_its_verdict_is_worse() {
    let mut sandbox = with_targets();
    let line = "check --new --within 30d";
    let soon = "critical: west-plot, out of date: jinhui, open: yaojiangli";
    assert_eq!(told(&sandbox, line), (soon.to_owned(), 0));
    sandbox.at("2021-12-29T00:30:00Z");
    assert_eq!(told(&sandbox, line), nothing());
    // Better is not worse, and what was better becomes worse again.
    sandbox.ok("update west-plot 69");
    assert_eq!(told(&sandbox, line), nothing());
    sandbox.at("2021-12-30T00:30:00Z");
    sandbox.ok("update west-plot 60 --lower");
    assert_eq!(told(&sandbox, line), ("critical: west-plot".to_owned(), 0));
    // Due soon, then past due and unreported, then overdue.
    sandbox.at("2022-01-01T00:30:00Z");
    assert_eq!(
        told(&sandbox, line),
        ("unreported: jinhui, unreported: west-plot".to_owned(), 1)
    );
    sandbox.ok("update west-plot 65 --on 2021-12-31");
    assert_eq!(told(&sandbox, line), ("overdue: west-plot".to_owned(), 1));
    sandbox.ok("update west-plot 66");
    assert_eq!(told(&sandbox, line), nothing());
}

#[test]
fn a_finding_that_was_met_and_comes_back_is_told_again() {
    let mut sandbox = with_one();
    assert_eq!(told(&sandbox, "check --new"), one("unreported", 1));
    sandbox.at("2021-08-02T09:00:00Z");
    sandbox.ok("update farmland/overall 100 --on 2021-07-31");
    assert_eq!(told(&sandbox, "check --new"), nothing());
    sandbox.at("2021-08-03T09:00:00Z");
    assert_eq!(told(&sandbox, "check --new"), nothing());
    sandbox.ok("update farmland/overall 95 --on 2021-08-03 --lower");
    assert_eq!(told(&sandbox, "check --new"), one("overdue", 1));
    assert_eq!(told(&sandbox, "check --new"), nothing());
    // That it was met is remembered under the day on which it was told.
    assert_eq!(
        notices(&sandbox),
        [
            "#2 unreported 2021-07-31, 2021-08-01",
            "#4 met 2021-07-31, 2021-08-01",
            "#6 overdue 2021-07-31, 2021-08-03",
        ]
    );
}

#[test]
fn the_record_shows_what_check_noted() {
    let mut sandbox = Sandbox::with_sample();
    sandbox.run("check --new --fail-on undated");
    sandbox.write(
        "carried.csv",
        "project,stage,percent,due,period,carried_from,decided_on\n\
         tianwo,resumption,100,2021-09-30,2021Q3,2021H1,2021-08-01\n",
    );
    sandbox.ok("import carried.csv --yes");
    sandbox.at("2021-08-02T09:00:00Z");
    sandbox.ok("update farmland/overall 100");
    sandbox.ok("check --new");
    let noted = |line: &str| -> Vec<String> {
        let log = sandbox.ok(line);
        let lines = log.lines().filter(|line| line.contains("check"));
        let bare = |line: &str| line.trim().split("  [").next().unwrap().to_owned();
        lines.map(bare).collect()
    };
    assert!(
        noted("log tianwo").is_empty(),
        "what it told is no news of it"
    );
    assert_eq!(
        noted("log tianwo --all"),
        [
            "#2  2021-08-01 09:00  wang: check --new --fail-on undated",
            "tianwo/resumption: check noted unreported, due 2021-06-30",
            "tianwo/substantive-resumption: check noted undated",
            "#5  2021-08-02 09:00  wang: check --new",
            "tianwo/resumption: check noted that it is resolved",
        ]
    );
    assert_eq!(
        noted("log tianwo --all --lang zh"),
        [
            "#2  2021-08-01 09:00  wang：check --new --fail-on undated",
            "tianwo/resumption：check记为应报未报（时限2021年6月30日）",
            "tianwo/substantive-resumption：check记为未明确时限",
            "#5  2021-08-02 09:00  wang：check --new",
            "tianwo/resumption：check记为已解除",
        ]
    );
    assert_eq!(
        noted("log farmland --all").last().unwrap(),
        "farmland/overall: check noted met, due 2021-07-31"
    );
}

#[test]
fn a_finding_that_comes_back_because_a_reading_was_taken_back_is_told_again() {
    let mut sandbox = with_one();
    assert_eq!(told(&sandbox, "check --new"), one("unreported", 1));
    sandbox.ok("update farmland/overall 100 --on 2021-07-31");
    sandbox.at("2021-08-02T09:00:00Z");
    assert_eq!(told(&sandbox, "check --new"), nothing());
    sandbox.ok("retract #3 --reason slip");
    sandbox.at("2021-08-03T09:00:00Z");
    assert_eq!(told(&sandbox, "check --new -q"), one("unreported", 1));
    // One that came and went between two runs was never seen to be gone.
    sandbox.ok("update farmland/overall 100 --on 2021-07-31");
    sandbox.ok("retract #7 --reason slip");
    assert_eq!(told(&sandbox, "check --new"), nothing());
}

#[test]
fn a_target_that_is_no_longer_there_or_carried_on_is_resolved() {
    let sandbox = Sandbox::with_sample();
    assert_eq!(told(&sandbox, "check --new").1, 1);
    let carried = "project,stage,percent,due,period,carried_from,decided_on\n\
                   tianwo,resumption,100,2021-09-30,2021Q3,2021H1,2021-08-01\n";
    sandbox.write("carried.csv", carried);
    sandbox.ok("import carried.csv --yes");
    assert_eq!(told(&sandbox, "check --new"), nothing());
    assert!(notices(&sandbox).contains(&"#4 resolved 2021-06-30, 2021-08-01".to_owned()));
    // Without its successor it is there again.
    sandbox.ok("retract #3 --reason slip");
    assert_eq!(
        told(&sandbox, "check --new"),
        ("unreported: tianwo".to_owned(), 1)
    );
    // Everything retracted, and taken up again.
    sandbox.ok("retract #1 --reason slip");
    assert_eq!(told(&sandbox, "check --new"), nothing());
    assert_eq!(sandbox.run("check").code, 0);
}

#[test]
fn a_moved_due_day_is_another_promise() {
    let mut sandbox = with_one();
    assert_eq!(told(&sandbox, "check --new"), one("unreported", 1));
    let revise = |sandbox: &Sandbox, due: &str, on: &str| {
        sandbox.write(
            "revised.csv",
            format!(
                "project,stage,percent,due,period,decided_on\n\
                 farmland,overall,100,{due},2021H2,{on}\n"
            ),
        );
        sandbox.ok("import revised.csv --yes");
    };
    // Decided, as it is said now, before it was told.
    sandbox.at("2021-08-10T09:00:00Z");
    revise(&sandbox, "2021-08-31", "2021-07-20");
    assert_eq!(told(&sandbox, "check --new"), nothing());
    // A line of the crontab that looks further ahead is told of the new day.
    let line = "check --new --within 30d";
    assert_eq!(told(&sandbox, line), one("no data", 0));
    assert_eq!(told(&sandbox, line), nothing());
    sandbox.at("2021-09-01T09:00:00Z");
    assert_eq!(told(&sandbox, "check --new"), one("unreported", 1));
    revise(&sandbox, "2021-08-30", "2021-09-01");
    assert_eq!(told(&sandbox, "check --new"), one("unreported", 1));
    assert_eq!(told(&sandbox, "check --new"), nothing());
}

#[test]
fn lines_that_watch_for_different_things_do_not_tell_each_others_findings_again() {
    let mut sandbox = with_targets();
    let wide = "check --new --within 30d --fail-on late";
    assert_eq!(
        told(&sandbox, wide),
        (
            "critical: west-plot, out of date: jinhui, open: yaojiangli".to_owned(),
            1
        )
    );
    for day in ["2021-12-28T01:00:00Z", "2021-12-28T09:00:00Z"] {
        sandbox.at(day);
        assert_eq!(told(&sandbox, "check --new"), nothing());
        assert_eq!(told(&sandbox, wide), nothing());
    }
    // What a line does not watch for, it does not take from the one that does.
    sandbox.ok("update jinhui 79");
    assert_eq!(told(&sandbox, "check --new"), nothing());
    assert_eq!(told(&sandbox, wide), ("critical: jinhui".to_owned(), 1));
    sandbox.at("2022-01-01T01:00:00Z");
    assert_eq!(told(&sandbox, "check --new").1, 1);
    assert_eq!(told(&sandbox, wide), nothing());
}

#[test]
fn after_the_days_of_check_repeat_it_is_told_again() {
    let mut sandbox = with_one();
    assert_eq!(told(&sandbox, "check --new"), one("unreported", 1));
    sandbox.ok("config check.repeat 7");
    for (day, expected) in [
        ("2021-08-07T23:59:59Z", nothing()),
        ("2021-08-08T00:00:00Z", one("unreported", 1)),
        ("2021-08-08T12:00:00Z", nothing()),
        ("2021-08-14T12:00:00Z", nothing()),
        // A morning was missed.
        ("2021-08-17T12:00:00Z", one("unreported", 1)),
        ("2021-08-23T12:00:00Z", nothing()),
        ("2021-08-24T12:00:00Z", one("unreported", 1)),
    ] {
        sandbox.at(day);
        assert_eq!(told(&sandbox, "check --new"), expected, "{day}");
    }
    sandbox.ok("config check.repeat default");
    sandbox.at("2022-08-24T12:00:00Z");
    assert_eq!(told(&sandbox, "check --new"), nothing());
}

#[test]
fn another_day_or_an_earlier_knowledge_is_no_occasion_to_remember_anything() {
    let mut sandbox = with_one();
    let before = fs::read(sandbox.path("store.db")).unwrap();
    for (option, day) in [
        ("--as-of", "2021-08-01"),
        ("--as-of", "2021-09-01"),
        ("--known-on", "2021-08-01"),
    ] {
        sandbox.refuses(
            &format!("check --new {option} {day}"),
            &format!("{option} and --new cannot be used together: --new remembers what it reports; leave one of them out"),
            &format!("{option} 与 --new 不能同时使用：--new 会记住所提示的内容；请去掉其一"),
        );
    }
    assert_eq!(fs::read(sandbox.path("store.db")).unwrap(), before);
    sandbox.at("2021-08-05T09:00:00Z");
    assert_eq!(told(&sandbox, "check --new"), one("unreported", 1));
    // A clock that had run ahead and was put right: told at least once, not lost.
    sandbox.at("2021-08-03T09:00:00Z");
    assert_eq!(told(&sandbox, "check --new -q"), one("unreported", 1));
    assert_eq!(told(&sandbox, "check --new"), nothing());
}

#[test]
fn what_could_not_be_put_out_is_not_remembered() {
    let sandbox = with_one();
    let before = fs::read(sandbox.path("store.db")).unwrap();
    for format in ["text", "json"] {
        let arguments = ["check", "--new", "--format", format];
        if let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") {
            let full = ran(sandbox.command(arguments).stdout(full).output().unwrap());
            assert_eq!(full.code, 2);
            assert!(
                full.err.contains("standard output cannot be written"),
                "{}",
                full.err
            );
        }
        // Nobody reads it from the start.
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let closed = ran(sandbox.command(arguments).stdout(writer).output().unwrap());
        assert_eq!((closed.code, closed.err.as_str()), (0, ""));
        assert_eq!(fs::read(sandbox.path("store.db")).unwrap(), before);
    }
    assert_eq!(told(&sandbox, "check --new"), one("unreported", 1));
}

#[test]
#[cfg(unix)]
fn a_store_that_cannot_be_written_is_exit_2_and_nothing_is_told() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;

    let sandbox = with_one();
    let mode = |name: &str, mode: u32| {
        fs::set_permissions(sandbox.path(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    // Rights do not bind root, who has someone else run it.
    let is_root = fs::metadata("/proc/self").is_ok_and(|about| about.uid() == 0);
    // Copied by another process: a file that a fork of this one holds open cannot be run.
    let copied = std::process::Command::new("cp")
        .arg(assert_cmd::cargo::cargo_bin!("project"))
        .arg(sandbox.path("program"))
        .status();
    assert!(copied.unwrap().success());
    mode("program", 0o755);
    let run = |arguments: &[&str]| -> Ran {
        let mut command = std::process::Command::new(sandbox.path("program"));
        command
            .args(arguments)
            .current_dir(sandbox.folder())
            .env_clear()
            .env("PROJECT_DB", "store.db")
            .env("PROJECT_NOW", "2021-08-01T09:00:00Z")
            .env("TZ", "UTC");
        if is_root {
            command.uid(65534).gid(65534);
        }
        ran(command.output().unwrap())
    };
    mode("store.db", 0o444);
    mode("", 0o555);
    let reading = run(&["check"]);
    assert_eq!((reading.code, reading.err.as_str()), (1, ""));
    let refused = run(&["check", "--new"]);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    assert_eq!(
        refused.err,
        "error: store.db: the store cannot be written to; check the permissions of the file and its folder\n"
    );
    let refused = run(&["check", "--new", "--lang", "zh"]);
    assert_eq!(
        refused.err,
        "错误：store.db：数据库不可写；请检查文件和目录的权限\n"
    );
    // A file that may be written, in a folder that may not: there is no place for the journal.
    mode("store.db", 0o666);
    let refused = run(&["check", "--new"]);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    mode("", 0o777);
    assert_eq!(run(&["check", "--new"]).code, 1);
    assert_eq!(run(&["check", "--new"]).code, 0);
}

#[test]
fn several_at_once_tell_each_finding_at_least_once_and_then_no_more() {
    let sandbox = Sandbox::with_sample();
    for day in ["2021-08-01", "2021-10-01", "2022-01-01"] {
        let all = sandbox.run(&format!("check --as-of {day}"));
        let children: Vec<_> = (0..6)
            .map(|_| {
                sandbox
                    .command(["check", "--new"])
                    .env("PROJECT_NOW", format!("{day}T09:00:00Z"))
                    .stdout(Stdio::piped())
                    .stderr(Stdio::piped())
                    .spawn()
                    .unwrap()
            })
            .collect();
        let ran: Vec<Ran> = children
            .into_iter()
            .map(|child| ran(child.wait_with_output().unwrap()))
            .collect();
        // None waits for another's printer, so that two may tell the same; none tells half of it.
        assert!(ran.iter().all(|ran| ran.err.is_empty()), "{day}: {ran:?}");
        let told = ran.iter().filter(|ran| !ran.out.is_empty());
        for one in told.clone() {
            assert!(one.out.lines().all(|line| all.out.contains(line)), "{day}");
            assert_eq!(one.code, 1, "{day}");
        }
        assert!(told.count() > 0, "{day}");
        let mut after = sandbox.command(["check", "--new"]);
        after.env("PROJECT_NOW", format!("{day}T09:00:00Z"));
        assert_eq!(
            crate::sandbox::ran(after.output().unwrap()).out,
            "",
            "{day}"
        );
    }
}
