//! What is on the disk when success is told. Seen to fail with `synchronous = FULL`, under which
//! nothing brings the journal's removal to the disk: after a power cut it may be there again, and
//! is then rolled back into what had been told of.

use std::process::Command;

use super::*;

/// Whether strace may be used. Where the surroundings promise it, it must.
fn has_strace() -> bool {
    let tried = Command::new("strace")
        .args(["-o", "/dev/null", "true"])
        .output();
    let is_there = tried.is_ok_and(|tried| tried.status.success());
    let is_promised = std::env::var_os("CI").is_some_and(|ci| ci == "true");
    assert!(
        is_there || !is_promised,
        "strace cannot be used, and CI is true"
    );
    is_there
}

#[test]
fn the_journals_removal_is_on_the_disk_before_success_is_told() {
    if is_run_again() {
        let mut store = Sqlite::open(Path::new("store.db"), Access::Write).unwrap();
        for key in ["one", "two", "three"] {
            set(&mut store, key);
            fs::write("told", key).unwrap();
        }
        return;
    }
    if !has_strace() {
        use std::io::Write;
        let _ = writeln!(std::io::stderr(), "skipped: strace cannot be used here");
        return;
    }
    let scratch = Scratch::new();
    run_again(
        "syncing::the_journals_removal_is_on_the_disk_before_success_is_told",
        scratch.folder.path(),
        "exec strace -f -qq -y -o trace -e trace=openat,unlink,unlinkat,fsync,fdatasync \"$0\" --exact \"$1\" --nocapture",
    );
    let folder = fs::canonicalize(scratch.folder.path()).unwrap();
    let folder = format!("<{}>", folder.display());
    let trace = fs::read_to_string(scratch.path("trace")).unwrap();
    // Of each entry: the store's pages are synced, the journal goes, the folder is synced, and only
    // then it is told.
    let steps: Vec<&str> = trace
        .lines()
        .filter_map(|line| {
            let is_sync = line.contains("fsync(") || line.contains("fdatasync(");
            if is_sync && line.contains("store.db>") {
                Some("store")
            } else if line.contains("unlink") && line.contains("store.db-journal") {
                Some("journal gone")
            } else if is_sync && line.contains(&folder) {
                Some("folder")
            } else if line.contains("\"told\"") {
                Some("told")
            } else {
                None
            }
        })
        .collect();
    let acknowledged: Vec<&[&str]> = steps.split(|step| *step == "told").collect();
    assert_eq!(acknowledged.len(), 4, "{steps:?}");
    for entry in &acknowledged[..3] {
        assert!(
            entry.ends_with(&["store", "journal gone", "folder"]),
            "{steps:?}"
        );
    }
}
