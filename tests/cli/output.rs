//! Where output cannot go: closed, full, or to somebody who no longer reads.

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

#[cfg(target_os = "linux")]
#[test]
fn a_closed_output_is_exit_2_before_anything_is_done() {
    let sandbox = Sandbox::with_projects();
    let before = sandbox.kept();
    for line in [
        "update west 5",
        "add 新",
        "target west 80",
        "edit west --lead 李工",
        "retract --reason x",
        "list",
        "report",
        "log",
        "export",
        "demo",
        "init --db new.db",
        "--help",
        "--version",
    ] {
        let en = through(&sandbox, line, ">&-", "en");
        assert_eq!(
            (en.code, en.err.as_str()),
            (
                2,
                "error: standard output is closed, nothing was done; send it somewhere, at least with > /dev/null, or give -q\n"
            ),
            "{line}"
        );
        let zh = through(&sandbox, line, ">&-", "zh");
        assert_eq!(
            (zh.code, zh.err.as_str()),
            (
                2,
                "错误：标准输出已关闭，未执行任何操作；请指定输出位置，至少用 > /dev/null，或加 -q\n"
            ),
            "{line}"
        );
    }
    assert_eq!(sandbox.kept(), before);
    assert!(!sandbox.path("new.db").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn what_says_nothing_needs_no_output_and_a_null_device_is_one() {
    let sandbox = Sandbox::with_projects();
    let quiet = through(&sandbox, "update west 5 -q", ">&-", "en");
    assert_eq!((quiet.code, quiet.err.as_str()), (0, ""));
    assert!(sandbox.ok("show west").contains("5 % on 2021-07-05"));
    // What was asked for cannot be left out.
    let list = through(&sandbox, "list -q", ">&-", "en");
    assert_eq!(list.code, 2);
    assert_eq!(
        list.err,
        "error: standard output cannot be written (closed); check where it goes and the space left\n"
    );
    for redirection in ["> /dev/null", ">> /dev/null", "<&- > /dev/null"] {
        let ran = through(&sandbox, "update west 6 --lower", redirection, "en");
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{redirection}");
    }
    // A daemon's descriptors are all the null device, open both ways.
    let daemon = through(&sandbox, "update west 7", "0<>/dev/null 1>&0", "en");
    assert_eq!((daemon.code, daemon.err.as_str()), (0, ""));
    // So are those of a program that is run for its effect alone.
    let unheard = through(&sandbox, "update west 8", "1<>/dev/null 2<>/dev/null", "en");
    assert_eq!(unheard.code, 0);
    assert!(sandbox.ok("show west").contains("8 % on"));
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
        ("retract --reason x", "took back #9"),
    ] {
        let full = through(&sandbox, line, "> /dev/full", "en");
        assert_eq!(full.code, 2, "{line}");
        assert_eq!(
            full.err,
            "error: standard output cannot be written (No space left on device (os error 28)), but what was recorded stands; see it with `project log`\n",
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
        log.err.contains("; check where it goes and the space left"),
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
