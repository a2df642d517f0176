//! Output that nobody reads: into a null device, onto a full disk, to somebody who left.

use std::fs;
use std::process::{Command, Stdio};

use crate::sandbox::{Ran, Sandbox, ran, words};

/// Runs a line through a shell that does something with its output first.
fn through(sandbox: &Sandbox, line: &str, redirection: &str, lang: &str) -> Ran {
    let program = assert_cmd::cargo::cargo_bin!("project");
    let mut command = Command::new("sh");
    command
        .args(["-c", &format!("exec \"$0\" \"$@\" {redirection}")])
        .arg(program)
        .args(words(line))
        .current_dir(sandbox.folder())
        .env_clear()
        .env("PROJECT_DB", "store.db")
        .env("PROJECT_NOW", "2021-07-05T09:00:00Z")
        .env("PROJECT_USER", "wang")
        .env("TZ", "UTC")
        .env("LANG", if lang == "zh" { "zh_CN.UTF-8" } else { "C" })
        .stdin(Stdio::null());
    ran(command.output().unwrap())
}

/// What was closed is the null device before the program's first line, and cannot be told from one
/// that was put there on purpose.
#[test]
fn a_null_device_is_an_output_and_so_is_one_that_was_closed() {
    let sandbox = Sandbox::with_projects();
    for (figure, redirection) in [
        (5, "> /dev/null"),
        (6, ">> /dev/null"),
        (7, "<&- > /dev/null"),
        (8, "1<>/dev/null"),
        (9, "0<>/dev/null 1>&0"),
        (10, "1<>/dev/null 2<>/dev/null"),
        (11, ">&-"),
        (12, "<&- >&- 2>&-"),
    ] {
        let ran = through(
            &sandbox,
            &format!("update west {figure}"),
            redirection,
            "en",
        );
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{redirection}");
        let shown = sandbox.ok("show west");
        assert!(
            shown.contains(&format!("{figure} % on 2021-07-05")),
            "{redirection}"
        );
    }
}

#[test]
fn a_full_output_is_exit_2_and_says_that_what_was_recorded_stands() {
    if fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .is_err()
    {
        return;
    }
    let sandbox = Sandbox::with_projects();
    for (line, log) in [
        ("update west 5", "west-plot/piles: 5 %"),
        ("target west 80", "west-plot/piles: target 80 %"),
        ("edit west --lead 李工", "west-plot: lead 李工"),
        ("add 新 --code xin", "xin: project added"),
        ("retract --reason x", "retracted #9"),
    ] {
        let full = through(&sandbox, line, "> /dev/full", "en");
        assert_eq!(full.code, 2, "{line}");
        assert_eq!(
            full.err,
            "error: standard output cannot be written (No space left on device), but what was recorded stands; see it with `project log`\n",
            "{line}"
        );
        let told = sandbox.ok("log");
        assert!(told.contains(log), "{line}\n{told}");
    }
    let again = through(&sandbox, "update west 5", "> /dev/full", "zh");
    assert!(
        again
            .err
            .contains("，但已记录的内容有效；可用 project log 查看"),
        "{}",
        again.err
    );
    let log = through(&sandbox, "log", "> /dev/full", "en");
    assert!(
        log.err.contains("; check where it goes and the free space"),
        "{}",
        log.err
    );
}

#[test]
fn a_reader_who_left_is_no_error_and_what_was_recorded_stands() {
    let sandbox = Sandbox::with_projects();
    for line in [
        "update west 5",
        "log",
        "export",
        "report --period all --format json",
    ] {
        let mut child = sandbox
            .command(words(line))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let left = ran(child.wait_with_output().unwrap());
        assert_eq!((left.code, left.err.as_str()), (0, ""), "{line}");
    }
    assert!(sandbox.ok("show west").contains("5 % on 2021-07-05"));
}
