//! The power may fail at any instant: what was acknowledged must be on the disk by then, and so must
//! the names of files. Told by strace, from the order of a whole command's calls.

use std::fs;

use crate::faults::{CALLS, strace, traced};
use crate::harness::{end, named};
use crate::kills::sheet;
use crate::sandbox::Sandbox;

/// Its calls that concern the folder, and those that write to standard output or error, in order.
fn calls(strace: &std::path::Path, sandbox: &Sandbox, arguments: &[&str]) -> Vec<String> {
    let trace = sandbox.path("trace");
    let options = [
        "-y",
        "-s",
        "200",
        "-o",
        trace.to_str().unwrap(),
        "-e",
        CALLS,
    ];
    let ended = end(&mut traced(strace, &options, &sandbox.command(arguments)));
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let folder = fs::canonicalize(sandbox.folder()).unwrap();
    let folder = folder.to_str().unwrap();
    let text = fs::read_to_string(&trace).unwrap();
    fs::remove_file(trace).unwrap();
    text.lines()
        .filter_map(|line| line.split_once(' ').map(|(_, call)| call.trim_start()))
        .map(|call| call.replace(&format!("{folder}/"), "").replace(folder, "."))
        .collect()
}

/// A plan is shown before.
fn is_acknowledgement(call: &str) -> bool {
    let is_told = ["write(1<", "write(2<", "writev(1<", "writev(2<"]
        .iter()
        .any(|begin| call.starts_with(begin));
    is_told && !call.contains(", \"new ")
}

fn is_sync_of(call: &str, file: &str) -> bool {
    (call.starts_with("fsync(") || call.starts_with("fdatasync("))
        && call.contains(&format!("<{file}>)"))
        && call.ends_with("= 0")
}

/// Where the last call stands that changes a name to or from that one.
fn last_naming(calls: &[String], name: &str) -> usize {
    let names = ["unlink", "rename", "link"];
    let is_naming = |call: &String| {
        names.iter().any(|begin| call.starts_with(begin)) && call.contains(&format!("{name}\""))
    };
    let last = calls.iter().rposition(is_naming);
    last.unwrap_or_else(|| panic!("{name} is not named or unnamed: {calls:#?}"))
}

/// Seen to catch: `synchronous = FULL`, under which the removal of the journal is not synced, and an
/// acknowledged update is undone by the journal that is there again after the power failed.
#[test]
fn what_is_acknowledged_is_on_the_disk_and_its_journal_gone_for_good() {
    let Some(strace) = strace() else {
        return;
    };
    let sandbox = Sandbox::with_sample();
    sandbox.write("sheet.csv", sheet(5));
    for (arguments, made) in [
        (&["update", "jinhui", "58"][..], "store.db-journal"),
        (&["import", "sheet.csv", "--yes"], "store.db-journal"),
        (&["retract", "3"], "store.db-journal"),
        (&["backup", "copy.db"], "copy.db"),
        (&["init", "--sample", "--db", "new.db"], "new.db"),
    ] {
        let calls = calls(&strace, &sandbox, arguments);
        let told = calls.iter().position(|call| is_acknowledgement(call));
        let told = told.unwrap_or_else(|| panic!("nothing was told: {calls:#?}"));
        let named_at = last_naming(&calls, made);
        assert!(
            named_at < told,
            "{arguments:?}: told before {made} was there or gone"
        );
        let between = &calls[named_at..told];
        assert!(
            between.iter().any(|call| is_sync_of(call, ".")),
            "{arguments:?}: the folder is not synced after the name {made} changed: {between:#?}"
        );
        if made == "store.db-journal" {
            // Before that: the journal to the disk, then the store's own pages.
            let first_page = calls
                .iter()
                .position(|call| call.starts_with("pwrite64(") && call.contains("<store.db>"));
            let journal = calls.iter().position(|call| is_sync_of(call, made));
            let pages = calls.iter().rposition(|call| is_sync_of(call, "store.db"));
            assert!(journal.is_some() && journal < first_page, "{calls:#?}");
            assert!(first_page < pages && pages < Some(named_at), "{calls:#?}");
        }
    }
    assert_eq!(
        named(sandbox.folder(), ""),
        ["copy.db", "new.db", "sheet.csv", "store.db"]
    );
}
