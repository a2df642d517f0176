//! Disks that are full to the last page, and file systems without locks or links.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::thread;

use crate::faults::{calls, strace, traced};
use crate::harness::{Ended, LIMIT, done, end, named, record, sized};
use crate::kills::sheet;
use crate::sandbox::Sandbox;
use crate::surroundings::{assert_refused, half_written};

/// Set for a run of this program within mounts of its own.
const INSIDE: &str = "PROJECT_TORTURE_INSIDE";

/// Whether this is a run within mounts of its own, which end with it. If not, the test is run
/// again so, where the system lets it.
fn is_inside(test: &str) -> bool {
    if std::env::var_os(INSIDE).is_some() {
        return true;
    }
    // The superuser may mount; others may in a user namespace of their own, if at all.
    let probe = "mount -t tmpfs none /mnt";
    let Some(apart) = ["-m", "-rm"].into_iter().find(|apart| {
        let tried = Command::new("unshare")
            .args([apart, "sh", "-c", probe])
            .output();
        tried.is_ok_and(|tried| tried.status.success())
    }) else {
        println!("skipped: nothing can be mounted here");
        return false;
    };
    let again = Command::new("unshare")
        .arg(apart)
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(INSIDE, "1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&again.stdout);
    for line in said.lines().filter(|line| line.starts_with("disk")) {
        println!("{line}");
    }
    assert!(
        again.status.success() && said.contains("1 passed"),
        "{said}{}",
        String::from_utf8_lossy(&again.stderr)
    );
    false
}

fn ran(command: &mut Command) -> Result<(), String> {
    match command.output() {
        Ok(ran) if ran.status.success() => Ok(()),
        Ok(ran) => Err(String::from_utf8_lossy(&ran.stderr)
            .trim()
            .replace('\n', " ")),
        Err(error) => Err(format!("{:?}: {error}", command.get_program())),
    }
}

/// A disk of so many KiB.
fn mount_memory(sandbox: &Sandbox, kib: usize) {
    fs::create_dir(sandbox.path("disk")).unwrap();
    let mut mount = Command::new("mount");
    mount.args(["-t", "tmpfs", "-o", &format!("size={kib}k"), "none"]);
    ran(mount.arg(sandbox.path("disk"))).unwrap();
}

/// Fills the disk but for so many pages.
fn fill(folder: &Path, spare: usize) {
    let path = folder.join("ballast");
    let _ = fs::remove_file(&path);
    let mut ballast = fs::File::create(&path).unwrap();
    while ballast.write_all(&[7; 4096]).is_ok() {}
    let full = ballast.metadata().unwrap().len() / 4096 * 4096;
    ballast
        .set_len(full.saturating_sub(spare as u64 * 4096))
        .unwrap();
}

fn run(sandbox: &Sandbox, db: &str, language: &str, arguments: &[&str]) -> Ended {
    let mut command = sandbox.command(arguments);
    end(command.env("PROJECT_DB", db).env("PROJECT_LANG", language))
}

const DB: &str = "disk/store.db";

#[test]
fn on_a_full_disk_all_is_read_nothing_is_half_written_and_space_mends_it() {
    if !is_inside("disks::on_a_full_disk_all_is_read_nothing_is_half_written_and_space_mends_it") {
        return;
    }
    let sandbox = Sandbox::with_sample();
    sandbox.write("sheet.csv", sheet(100));
    mount_memory(&sandbox, 1024);
    let disk = sandbox.path("disk");
    // A writer was killed there before it filled up.
    let (torn, journal) = half_written(&sandbox);
    fs::write(disk.join("store.db"), torn).unwrap();
    fs::write(disk.join("store.db-journal"), journal).unwrap();
    fill(&disk, 0);
    let before = record(&sandbox, "store.db");
    for arguments in [&["report"][..], &["show", "jinhui"], &["list"], &["log"]] {
        let shown = done(&sandbox, DB, arguments);
        assert_eq!(shown, done(&sandbox, "store.db", arguments));
    }
    assert_eq!(record(&sandbox, DB), before);
    fill(&disk, 0);
    let refused: [&[&str]; 7] = [
        &["update", "jinhui", "58"],
        &["import", "sheet.csv", "--yes"],
        &["config", "due-soon", "20"],
        &["backup", "disk/copy.db"],
        &["init", "--sample", "--db", "disk/new.db"],
        &["export", "-o", "disk/record.json"],
        &["report", "-o", "disk/report.csv"],
    ];
    for arguments in refused {
        for (language, words) in [("en", "space"), ("zh", "空间")] {
            let ended = run(&sandbox, DB, language, arguments);
            assert_refused(&ended, words);
            assert_eq!(ended.err.lines().count(), 1, "{}", ended.err);
            assert_eq!(named(&disk, ""), ["ballast", "store.db"], "{arguments:?}");
        }
        assert_eq!(record(&sandbox, DB), before);
    }
    done(&sandbox, DB, &["verify"]);
    fs::remove_file(disk.join("ballast")).unwrap();
    for arguments in refused {
        let ended = run(&sandbox, DB, "en", arguments);
        assert_eq!(ended.code, Some(0), "{arguments:?}: {}", ended.err);
    }
    done(&sandbox, DB, &["verify"]);
}

/// Seen to catch: a journal left beside the unfinished file of a backup.
#[test]
fn a_disk_that_fills_up_in_the_middle_keeps_all_or_nothing() {
    if !is_inside("disks::a_disk_that_fills_up_in_the_middle_keeps_all_or_nothing") {
        return;
    }
    let sandbox = Sandbox::with_sample();
    sandbox.write("sheet.csv", sheet(100));
    let base = fs::read(sandbox.path("store.db")).unwrap();
    mount_memory(&sandbox, 1024);
    let disk = sandbox.path("disk");
    let commands: [(&[&str], &str); 4] = [
        (&["update", "jinhui", "58"], "disk/store.db"),
        (&["import", "sheet.csv", "--yes"], "disk/store.db"),
        (&["backup", "disk/copy.db"], "disk/copy.db"),
        (&["init", "--sample", "--db", "disk/new.db"], "disk/new.db"),
    ];
    for (arguments, made) in commands {
        let clear = || {
            for name in named(&disk, "") {
                fs::remove_file(disk.join(name)).unwrap();
            }
            fs::write(disk.join("store.db"), &base).unwrap();
        };
        let found = || sandbox.path(made).exists().then(|| record(&sandbox, made));
        clear();
        let before = found();
        assert_eq!(run(&sandbox, DB, "en", arguments).code, Some(0));
        let after = found();
        let (mut refused, mut spare) = (0, 0);
        loop {
            clear();
            fill(&disk, spare);
            let ended = run(&sandbox, DB, "en", arguments);
            assert_eq!(
                named(&disk, ".project-"),
                [""; 0],
                "{spare} pages: {arguments:?}"
            );
            if ended.code == Some(0) {
                assert_eq!(found(), after);
                break;
            }
            assert_refused(&ended, "space");
            // The room to roll back is there.
            assert_eq!(found(), before, "{spare} pages: {arguments:?}");
            done(&sandbox, DB, &["verify"]);
            refused += 1;
            spare += sized(3, 1);
        }
        println!(
            "disk full, {}: refused with up to {} pages to spare, {refused} times without a trace",
            arguments.join(" "),
            spare - 1
        );
        assert!(refused > 1);
    }
}

/// Makes and mounts a file system of a kind.
fn mount(sandbox: &Sandbox, kind: &str) -> Result<(), String> {
    let (image, disk) = (sandbox.path("image"), sandbox.path("disk"));
    fs::File::create(&image).unwrap().set_len(16 << 20).unwrap();
    fs::create_dir(&disk).unwrap();
    ran(Command::new(format!("mkfs.{kind}")).arg(&image))?;
    ran(Command::new("mount")
        .args(["-o", "loop"])
        .args([&image, &disk]))
}

#[test]
fn a_store_lives_on_other_file_systems_too() {
    if !is_inside("disks::a_store_lives_on_other_file_systems_too") {
        return;
    }
    for kind in ["ext4", "vfat"] {
        let sandbox = Sandbox::with_sample();
        if let Err(missing) = mount(&sandbox, kind) {
            println!("disk of {kind}: skipped, {missing}");
            continue;
        }
        done(&sandbox, DB, &["init", "--sample"]);
        done(&sandbox, DB, &["update", "jinhui", "58"]);
        done(&sandbox, DB, &["backup", "disk/copy.db"]);
        done(&sandbox, "disk/copy.db", &["verify"]);
        let copy = fs::read(sandbox.path("disk/copy.db")).unwrap();
        let again = run(&sandbox, DB, "en", &["backup", "disk/copy.db"]);
        assert_refused(&again, "the file already exists");
        let again = run(&sandbox, DB, "en", &["init"]);
        assert_refused(&again, "the file already exists");
        assert_eq!(fs::read(sandbox.path("disk/copy.db")).unwrap(), copy);
        assert_eq!(record(&sandbox, DB), record(&sandbox, "disk/copy.db"));
        let mut names = named(&sandbox.path("disk"), "");
        names.retain(|name| name != "lost+found");
        assert_eq!(names, ["copy.db", "store.db"]);
        ran(Command::new("umount").arg(sandbox.path("disk"))).unwrap();
        println!("disk of {kind}: made, written, copied, nothing replaced");
    }
}

/// As a network disk without a lock server answers, and one without locks at all.
#[test]
fn where_there_are_no_locks_that_is_said_and_nothing_is_touched() {
    let Some(strace) = strace() else {
        return;
    };
    let sandbox = Sandbox::with_sample();
    sandbox.write("sheet.csv", sheet(5));
    let before = (
        fs::read(sandbox.path("store.db")).unwrap(),
        named(sandbox.folder(), ""),
    );
    let commands: [&[&str]; 6] = [
        &["report"],
        &["verify"],
        &["update", "jinhui", "58"],
        &["import", "sheet.csv", "--yes"],
        &["backup", "copy.db"],
        &["init", "--db", "new.db"],
    ];
    thread::scope(|scope| {
        // Where the locks are missing only to the copy.
        scope.spawn(|| assert_no_endless_backup(&strace));
        for arguments in commands {
            for (error, language, words) in [
                ("ENOLCK", "en", "this file system has no locks"),
                ("EOPNOTSUPP", "zh", "文件系统不支持文件锁"),
            ] {
                let inject = format!("inject=fcntl:error={error}:when=1+");
                let mut command = sandbox.command(arguments);
                command.env("PROJECT_LANG", language);
                let options = ["-o", "/dev/null", "-e", "trace=fcntl", "-e", &inject];
                let mut command = traced(&strace, &options, &command);
                scope.spawn(move || {
                    let ended = end(&mut command);
                    assert_refused(&ended, words);
                    assert_eq!(ended.err.lines().count(), 1, "{}", ended.err);
                    assert!(ended.took < LIMIT);
                });
            }
        }
    });
    let after = (
        fs::read(sandbox.path("store.db")).unwrap(),
        named(sandbox.folder(), ""),
    );
    assert_eq!(after, before);
}

/// Seen to catch: a copy that tries again and again, for ever.
fn assert_no_endless_backup(strace: &Path) {
    let sandbox = Sandbox::with_sample();
    let backup = sandbox.command(["backup", "copy.db"]);
    let calls = calls(strace, &sandbox, &backup);
    fs::remove_file(sandbox.path("copy.db")).unwrap();
    let first = calls
        .iter()
        .find(|call| call.line.contains(".project-backup-") && call.line.contains("F_WRLCK"))
        .unwrap();
    let inject = format!("inject=fcntl:error=ENOLCK:when={}+", first.ordinal);
    let options = ["-o", "/dev/null", "-e", "trace=fcntl", "-e", &inject];
    let ended = end(&mut traced(strace, &options, &backup));
    assert_refused(&ended, "copy.db: this file system has no locks");
    assert_eq!(named(sandbox.folder(), ""), ["store.db"]);
}

/// Options that take away what Linux has to name a file without replacing one.
const NO_RENAME: &str = "inject=?renameat2:error=EINVAL";
const NO_LINK: &str = "inject=?link,?linkat:error=EPERM";
const NAMING: &str = "trace=?renameat2,?link,?linkat";

const MAKERS: [(&[&str], &str); 2] = [
    (&["backup", "copy.db"], "copy.db"),
    (&["init", "--sample", "--db", "new.db"], "new.db"),
];

#[test]
fn where_there_are_no_links_nothing_is_made() {
    let Some(strace) = strace() else {
        return;
    };
    let sandbox = Sandbox::with_sample();
    for (arguments, made) in MAKERS {
        for (language, words) in [
            ("en", "this file system cannot create a file without"),
            ("zh", "文件系统无法保证命名时不覆盖其他文件"),
        ] {
            let mut command = sandbox.command(arguments);
            command.env("PROJECT_LANG", language);
            let options = [
                "-o",
                "/dev/null",
                "-e",
                NAMING,
                "-e",
                NO_RENAME,
                "-e",
                NO_LINK,
            ];
            let ended = end(&mut traced(&strace, &options, &command));
            assert_refused(&ended, words);
            assert_eq!(named(sandbox.folder(), ""), ["store.db"]);
        }
        // With links alone it goes.
        let options = ["-o", "/dev/null", "-e", NAMING, "-e", NO_RENAME];
        let ended = end(&mut traced(&strace, &options, &sandbox.command(arguments)));
        assert_eq!(ended.code, Some(0), "{}", ended.err);
        done(&sandbox, made, &["verify"]);
        assert_eq!(named(sandbox.folder(), ""), [made, "store.db"]);
        fs::remove_file(sandbox.path(made)).unwrap();
    }
}

/// Seen to catch: a rename that replaces.
#[test]
fn a_file_that_appears_in_the_meantime_is_not_replaced() {
    let Some(strace) = strace() else {
        return;
    };
    let sandbox = Sandbox::with_sample();
    for (arguments, made) in MAKERS {
        for way in [
            &["-e", "inject=?renameat2:delay_enter=400000"][..],
            &[
                "-e",
                NO_RENAME,
                "-e",
                "inject=?link,?linkat:delay_enter=400000",
            ],
        ] {
            let options = [&["-o", "/dev/null", "-e", NAMING], way].concat();
            let mut command = traced(&strace, &options, &sandbox.command(arguments));
            let ended = thread::scope(|scope| {
                let ending = scope.spawn(move || end(&mut command));
                while named(sandbox.folder(), ".project-").is_empty() && !ending.is_finished() {
                    thread::yield_now();
                }
                sandbox.write(made, "another's");
                ending.join().unwrap()
            });
            assert_refused(&ended, "the file already exists");
            assert_eq!(fs::read(sandbox.path(made)).unwrap(), b"another's");
            assert_eq!(named(sandbox.folder(), ".project-"), [""; 0]);
            fs::remove_file(sandbox.path(made)).unwrap();
        }
    }
}
