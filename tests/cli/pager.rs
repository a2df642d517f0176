//! A report longer than the screen goes through the pager, on a terminal. `script` of util-linux lends
//! the terminal; where there is none, there is nothing to test.
#![cfg(target_os = "linux")]

use std::fs;
use std::process::Stdio;

use crate::sandbox::{Ran, Sandbox, ran};
use crate::terminal;

/// Runs a line on a terminal of so many lines and 80 columns, with a pager; `None` without `script`.
fn on_a_terminal(sandbox: &Sandbox, lines: usize, pager: &str, line: &str) -> Option<Ran> {
    typed_on_a_terminal(sandbox, lines, Some(pager), ":", line)
}

/// Likewise, after another command of the shell, and without a pager where none is given.
fn typed_on_a_terminal(
    sandbox: &Sandbox,
    lines: usize,
    pager: Option<&str>,
    first: &str,
    line: &str,
) -> Option<Ran> {
    let before = format!("{first}; stty rows {lines} cols 80");
    let mut command = terminal::command(sandbox, &before, line)?;
    command.stdin(Stdio::null());
    if let Some(pager) = pager {
        command.env("PAGER", pager);
    }
    Some(ran(command.output().unwrap()))
}

/// A pager that keeps what it was given, and says that it ran.
const KEEPS: &str = "cat > paged.txt; echo PAGED";

#[test]
fn what_is_longer_than_the_screen_goes_through_the_pager_and_nothing_else_does() {
    let sandbox = Sandbox::with_sample();
    let Some(long) = on_a_terminal(&sandbox, 24, KEEPS, "report --lang en") else {
        return;
    };
    assert_eq!((long.code, long.out.trim()), (0, "PAGED"), "{long:?}");
    let paged = fs::read_to_string(sandbox.path("paged.txt")).unwrap();
    assert!(
        paged.starts_with("Key projects as of 2021-08-01\n"),
        "{paged}"
    );
    assert!(paged.contains("46 targets of 40 projects\n"), "{paged}");
    let lines = paged.lines().count();

    fs::remove_file(sandbox.path("paged.txt")).unwrap();
    // With a line left for the prompt, it fits a screen of one line more.
    for (rows, is_paged) in [(lines, true), (lines + 1, false)] {
        let shown = on_a_terminal(&sandbox, rows, KEEPS, "report --lang en").unwrap();
        assert_eq!(shown.code, 0, "{shown:?}");
        assert_eq!(shown.out.contains("PAGED"), is_paged, "{rows} rows");
        assert_eq!(
            shown.out.contains("Key projects as of 2021-08-01"),
            !is_paged
        );
    }
    // The list is as long; findings and what goes into a pipe are nobody's to page.
    let list = on_a_terminal(&sandbox, 24, KEEPS, "list").unwrap();
    assert_eq!((list.code, list.out.trim()), (0, "PAGED"));
    let check = on_a_terminal(&sandbox, 3, KEEPS, "check").unwrap();
    assert_eq!(check.code, 1);
    assert!(!check.out.contains("PAGED"), "{check:?}");
    let json = on_a_terminal(&sandbox, 3, KEEPS, "report --json").unwrap();
    assert!(json.out.contains("project.report/1"), "{json:?}");
    assert!(!json.out.contains("PAGED"));
}

// Seen to catch: a store that stays open, and locked against commits, as long as somebody reads.
#[test]
fn others_record_while_somebody_reads() {
    let sandbox = Sandbox::with_sample();
    let pager = "\"$PROGRAM\" update farmland 70 > updated.txt 2>&1; cat > paged.txt";
    let Some(shown) = on_a_terminal(&sandbox, 24, pager, "report --lang en") else {
        return;
    };
    assert_eq!(shown.code, 0, "{shown:?}");
    let updated = fs::read_to_string(sandbox.path("updated.txt")).unwrap();
    assert!(
        updated.contains(": 70 % on 2021-08-01 (was 65 % on 06-30)"),
        "{updated}"
    );
    // What is read is what there was.
    let paged = fs::read_to_string(sandbox.path("paged.txt")).unwrap();
    assert!(paged.contains("65 %"), "{paged}");
    assert!(sandbox.ok("show farmland").contains("70 %"));
}

#[test]
fn a_pager_that_is_left_early_or_cannot_be_run_costs_nothing() {
    let sandbox = Sandbox::with_sample();
    let Some(left) = on_a_terminal(&sandbox, 24, "head -n 1", "report --lang en") else {
        return;
    };
    assert_eq!(
        (left.code, left.out.trim()),
        (0, "Key projects as of 2021-08-01")
    );
    for pager in ["no-such-pager", "./store.db"] {
        let shown = on_a_terminal(&sandbox, 24, pager, "report --lang en").unwrap();
        assert_eq!(shown.code, 0, "{shown:?}");
        assert!(shown.out.contains("46 targets of 40 projects"), "{shown:?}");
    }
    for none in ["", "cat"] {
        let shown = on_a_terminal(&sandbox, 24, none, "report --lang en").unwrap();
        assert!(
            shown.out.starts_with("Key projects as of 2021-08-01"),
            "{shown:?}"
        );
        assert!(shown.out.contains("46 targets of 40 projects"), "{shown:?}");
    }
}

#[test]
fn where_less_is_not_installed_a_report_is_shown_without_a_word() {
    let sandbox = Sandbox::with_sample();
    let bin = sandbox.path("bin");
    fs::create_dir(&bin).unwrap();
    for name in ["sh", "stty"] {
        let found = ["/bin", "/usr/bin"].map(|folder| format!("{folder}/{name}"));
        let found = found.iter().find(|path| fs::exists(path).unwrap()).unwrap();
        std::os::unix::fs::symlink(found, bin.join(name)).unwrap();
    }
    let path = format!("PATH='{}'; export PATH", bin.display());
    let Some(shown) = typed_on_a_terminal(&sandbox, 24, None, &path, "report --lang en") else {
        return;
    };
    assert_eq!(shown.code, 0, "{shown:?}");
    assert!(
        shown.out.starts_with("Key projects as of 2021-08-01"),
        "{shown:?}"
    );
    assert!(shown.out.contains("46 targets of 40 projects"), "{shown:?}");
    assert!(!shown.out.contains("not found"), "{shown:?}");
}
