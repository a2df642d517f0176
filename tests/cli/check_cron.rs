//! `check --new` as cron runs it: in an empty environment, morning by morning, and as the README
//! has it.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::check::with_targets;
use crate::sandbox::{Ran, Sandbox, ran};

/// Without PATH, HOME, LANG or anything else: only what the crontab sets.
fn bare(sandbox: &Sandbox, now: &str, zone: Option<&str>, arguments: &[&str]) -> Ran {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("project"));
    command
        .args(arguments)
        .current_dir("/")
        .env_clear()
        .env("PROJECT_NOW", now);
    if let Some(zone) = zone {
        command.env("TZ", zone);
    }
    command.arg("--db").arg(sandbox.path("store.db"));
    ran(command.output().unwrap())
}

/// Five mornings at half past eight in Shanghai, with what is reported in between.
fn mornings(language: &str) -> String {
    let mut sandbox = with_targets();
    sandbox.ok(&format!("config lang {language}"));
    let mut transcript = String::new();
    for (day, reports) in [
        ("2021-12-30", vec![]),
        ("2021-12-31", vec![]),
        (
            "2022-01-01",
            vec![("2022-01-01", "update west-plot 69 --on 2021-12-31")],
        ),
        (
            "2022-01-02",
            vec![("2022-01-02", "update jinhui 79 --on 2021-12-31")],
        ),
        (
            "2022-01-03",
            vec![
                ("2022-01-03", "update west-plot 70"),
                (
                    "2022-01-03",
                    "update yaojiangli/opening done --on 2022-01-02",
                ),
            ],
        ),
    ] {
        for (on, report) in reports {
            sandbox.at(&format!("{on}T00:10:00Z"));
            sandbox.ok(report);
        }
        let now = format!("{day}T00:30:00Z");
        let zone = Some("Asia/Shanghai");
        let ran = bare(&sandbox, &now, zone, &["check", "--new", "--within", "2d"]);
        assert_eq!(ran.err, "");
        transcript += &format!("{day}: exit {}\n{}", ran.code, ran.out);
        // A second time that morning, nothing is new.
        let again = bare(&sandbox, &now, zone, &["check", "--new", "--within", "2d"]);
        assert_eq!((again.out.as_str(), again.code), ("", 0), "{day}");
    }
    let now = "2022-01-03T00:30:00Z";
    let still = bare(&sandbox, now, Some("Asia/Shanghai"), &["check"]);
    transcript + &format!("still: exit {}\n{}", still.code, still.out)
}

#[test]
fn five_mornings_tell_each_thing_once() {
    assert_eq!(
        mornings("en"),
        "2021-12-30: exit 0
« West plot: critical · main structure 70 % by 12-31 · 1 day left · 60 % on 12-22 (plan 66.6) · west-plot/main-structure
? Jinhui: out of date · whole works 80 % by 12-31 · 1 day left · 78 % on 12-15 · jinhui/overall
2021-12-31: exit 0
○ Yaojiangli: open · opening by 2022-01-02 · 2 days left · no reading · yaojiangli/opening
2022-01-01: exit 1
‼ West plot: overdue · main structure 70 % by 2021-12-31 · 1 day past due · 69 % on 2021-12-31 · west-plot/main-structure
!? Jinhui: unreported · whole works 80 % by 2021-12-31 · 1 day past due · 78 % on 2021-12-15 · jinhui/overall
2022-01-02: exit 1
‼ Jinhui: overdue · whole works 80 % by 2021-12-31 · 2 days past due · 79 % on 2021-12-31 · jinhui/overall
2022-01-03: exit 0
still: exit 1
‼ Jinhui: overdue · whole works 80 % by 2021-12-31 · 3 days past due · 79 % on 2021-12-31 · jinhui/overall
"
    );
}

#[test]
fn five_mornings_in_chinese() {
    assert_eq!(
        mornings("zh"),
        "2021-12-30: exit 0
« 街道西侧地块：严重滞后，12月31日前主体70%，还剩1天，目前60%（12月22日） 序时66.6，west-plot/main-structure
? 金辉：进度未更新，12月31日前总体80%，还剩1天，目前78%（12月15日），jinhui/overall
2021-12-31: exit 0
○ 姚江里：未到期，2022年1月2日前开业，还剩2天，无数据，yaojiangli/opening
2022-01-01: exit 1
‼ 街道西侧地块：逾期未完成，2021年12月31日前主体70%，已超期1天，目前69%（2021年12月31日），west-plot/main-structure
!? 金辉：应报未报，2021年12月31日前总体80%，已超期1天，目前78%（2021年12月15日），jinhui/overall
2022-01-02: exit 1
‼ 金辉：逾期未完成，2021年12月31日前总体80%，已超期2天，目前79%（2021年12月31日），jinhui/overall
2022-01-03: exit 0
still: exit 1
‼ 金辉：逾期未完成，2021年12月31日前总体80%，已超期3天，目前79%（2021年12月31日），jinhui/overall
"
    );
}

#[test]
fn the_day_ends_at_midnight_where_tz_says() {
    let sandbox = with_targets();
    let code = |now: &str, zone: &str| {
        let ran = bare(&sandbox, now, Some(zone), &["check"]);
        assert_eq!(ran.err, "", "{now} {zone}");
        ran.code
    };
    // The last second of the due day, and the first of the next.
    for (zone, last, first) in [
        (
            "Asia/Shanghai",
            "2021-12-31T15:59:59Z",
            "2021-12-31T16:00:00Z",
        ),
        ("CST-8", "2021-12-31T15:59:59Z", "2021-12-31T16:00:00Z"),
        ("UTC", "2021-12-31T23:59:59Z", "2022-01-01T00:00:00Z"),
        ("", "2021-12-31T23:59:59Z", "2022-01-01T00:00:00Z"),
        (
            "America/New_York",
            "2022-01-01T04:59:59Z",
            "2022-01-01T05:00:00Z",
        ),
    ] {
        assert_eq!(code(last, zone), 0, "{zone}");
        assert_eq!(code(first, zone), 1, "{zone}");
    }
    // What is new by one zone's day stays told by the other's.
    let late = "2021-12-31T16:00:00Z";
    let new = |zone: &str| bare(&sandbox, late, Some(zone), &["check", "--new"]).code;
    assert_eq!(new("UTC"), 0);
    assert_eq!(new("Asia/Shanghai"), 1);
    assert_eq!(new("Asia/Shanghai"), 0);
    assert_eq!(sandbox.rows("notice")[0]["said_on"], "2022-01-01");
}

#[test]
fn without_tz_the_day_is_that_of_the_machine() {
    let sandbox = with_targets();
    // An instant for each zone there is: somewhere it is the last day, somewhere the next.
    for hour in 0..48 {
        let seconds = 1_640_908_800 + hour * 3600;
        let day = Command::new("date")
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .args(["-d", &format!("@{seconds}"), "+%F"])
            .output()
            .unwrap();
        let day = String::from_utf8(day.stdout).unwrap();
        let now = format!("2021-12-31T{:02}:00:00Z", hour % 24);
        let now = if hour < 24 {
            now
        } else {
            now.replace("2021-12-31", "2022-01-01")
        };
        let expected = i32::from(day.trim() > "2021-12-31");
        let ran = bare(&sandbox, &now, None, &["check"]);
        assert_eq!((ran.code, ran.err.as_str()), (expected, ""), "{now} {day}");
    }
}

#[test]
fn a_zone_that_cannot_be_resolved_is_exit_2_and_records_nothing() {
    let sandbox = with_targets();
    let before = fs::read(sandbox.path("store.db")).unwrap();
    let now = "2022-01-03T00:30:00Z";
    let ran = bare(&sandbox, now, Some("Mars/Olympus"), &["check", "--new"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("TZ 'Mars/Olympus'"), "{}", ran.err);
    assert_eq!(fs::read(sandbox.path("store.db")).unwrap(), before);
}

#[test]
fn a_missing_store_under_cron_is_exit_2_with_a_hint_and_never_made() {
    let sandbox = Sandbox::new();
    let ran = bare(
        &sandbox,
        "2022-01-03T00:30:00Z",
        Some("Asia/Shanghai"),
        &["check", "--new"],
    );
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(
        ran.err.ends_with(&format!(
            "no store found; create one with `project --db {} init`, or name another with --db FILE\n",
            sandbox.path("store.db").display()
        )),
        "{}",
        ran.err
    );
    assert_eq!(fs::read_dir(sandbox.folder()).unwrap().count(), 0);
}

/// The first block of a page fenced so.
fn block(page: &str, fence: &str) -> Vec<String> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
    let text = fs::read_to_string(page).unwrap();
    let start = format!("```{fence}");
    text.lines()
        .skip_while(|line| *line != start)
        .skip(1)
        .take_while(|line| *line != "```")
        .map(str::to_owned)
        .collect()
}

/// A command line of the README, with the program and the store of this test.
fn here(sandbox: &Sandbox, line: &str) -> String {
    let program = "/home/wang/.cargo/bin/project";
    let store = "/home/wang/.local/share/project/project.db";
    assert!(line.contains(program) && line.contains(store), "{line}");
    let (own, db) = (
        assert_cmd::cargo::cargo_bin!("project").display(),
        sandbox.path("store.db"),
    );
    line.replace(program, &format!("'{own}'"))
        .replace(store, &format!("'{}'", db.display()))
}

#[test]
fn the_crontab_of_the_readme_works_in_a_bare_environment() {
    let sandbox = with_targets();
    let lines = block("README.md", "crontab");
    let is_setting = |line: &&String| {
        line.split_once('=')
            .is_some_and(|(name, _)| name.chars().all(|c| c.is_ascii_uppercase() || c == '_'))
    };
    let settings: Vec<(&str, &str)> = lines
        .iter()
        .filter(is_setting)
        .filter_map(|line| line.split_once('='))
        .map(|(name, value)| (name, value.trim_matches('"')))
        .collect();
    assert!(settings.contains(&("CONTENT_TYPE", "text/plain; charset=UTF-8")));
    assert!(settings.contains(&("TZ", "Asia/Shanghai")));
    let job = lines
        .iter()
        .find(|line| !is_setting(line) && !line.starts_with('#'))
        .unwrap();
    // Five fields of time, then the command; cron would end it at a `%`.
    let command = job.splitn(6, ' ').nth(5).unwrap();
    assert!(!command.contains('%'), "{command}");
    assert!(command.contains("check --new"), "{command}");
    for extra in [
        vec![],
        // As cron itself has it.
        vec![
            ("HOME", "/nowhere"),
            ("LOGNAME", "wang"),
            ("PATH", "/usr/bin:/bin"),
        ],
    ] {
        let line = here(&sandbox, command);
        let at = |now: &str| {
            let output = Command::new("/bin/sh")
                .args(["-c", &line])
                .current_dir("/")
                .env_clear()
                .envs(settings.iter().copied())
                .envs(extra.iter().copied())
                .env("PROJECT_NOW", now)
                .output()
                .unwrap();
            ran(output)
        };
        // Half past eight in Shanghai is still the evening before in UTC.
        let morning = if extra.is_empty() {
            "2021-12-31T16:30:00Z"
        } else {
            "2022-01-02T16:30:00Z"
        };
        let (first, second) = (at(morning), at(morning));
        assert_eq!((first.code, first.err.as_str()), (1, ""), "{}", first.out);
        assert!(first.out.starts_with("!? "), "{}", first.out);
        assert_eq!((second.out.as_str(), second.code), ("", 0));
    }
}

#[test]
fn the_service_of_the_docs_runs_the_same_check() {
    let sandbox = with_targets();
    let service = block("docs/cron.md", "service");
    let value = |key: &str| -> Vec<&str> {
        service
            .iter()
            .filter_map(|line| line.strip_prefix(key)?.strip_prefix('='))
            .collect()
    };
    let variables: Vec<(&str, &str)> = value("Environment")
        .iter()
        .filter_map(|pair| pair.split_once('='))
        .collect();
    let line = here(&sandbox, value("ExecStart")[0]);
    // systemd starts the program without a shell; the words have no quotes of their own.
    let output = Command::new("/bin/sh")
        .args(["-c", &line])
        .current_dir("/")
        .env_clear()
        .envs(variables)
        .env("PROJECT_NOW", "2021-12-31T16:30:00Z")
        .output()
        .unwrap();
    let first = ran(output);
    assert_eq!((first.code, first.err.as_str()), (1, ""));
    assert!(first.out.starts_with("!? "), "{}", first.out);
    assert_eq!(value("SuccessExitStatus"), ["1"]);
    assert!(
        block("docs/cron.md", "timer")
            .iter()
            .any(|line| line.starts_with("OnCalendar="))
    );
}
