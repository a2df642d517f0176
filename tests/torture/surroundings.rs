//! Where a store may lie, and who else may hold it.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use rusqlite::Connection;
use serde_json::Value;

use crate::harness::{Ended, LIMIT, done, end, named, record};
use crate::sandbox::Sandbox;

/// A user whom nothing here belongs to.
const NOBODY: u32 = 65534;

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// A way to run commands that permissions bind, as the user or, for the superuser, as nobody.
/// `None` where there is none.
struct Bound {
    is_nobody: bool,
}

impl Bound {
    fn of(sandbox: &Sandbox) -> Option<Bound> {
        let is_nobody = fs::metadata(sandbox.folder()).unwrap().uid() == 0;
        let bound = Bound { is_nobody };
        if is_nobody {
            set_mode(sandbox.folder(), 0o755);
            let mut command = sandbox.command(["--version"]);
            let can_run = bound
                .bind(&mut command)
                .output()
                .is_ok_and(|ran| ran.status.success());
            if !can_run {
                println!(
                    "skipped: the superuser is bound by no permission, and nobody may not run the program here"
                );
                return None;
            }
        }
        Some(bound)
    }

    fn bind<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        if self.is_nobody {
            command.uid(NOBODY).gid(NOBODY);
        }
        command
    }

    fn run(&self, sandbox: &Sandbox, db: &str, arguments: &[&str]) -> Ended {
        end(self.bind(sandbox.command(arguments).env("PROJECT_DB", db)))
    }
}

#[track_caller]
pub fn assert_refused(ended: &Ended, words: &str) {
    assert_eq!(ended.code, Some(2), "{}{}", ended.out, ended.err);
    assert_eq!(ended.fault(), None);
    assert!(ended.err.contains(words), "{}", ended.err);
}

const READERS: [&[&str]; 7] = [
    &["report"],
    &["show", "jinhui"],
    &["list"],
    &["log"],
    &["export"],
    &["verify"],
    &["check", "--as-of", "2021-06-29"],
];

#[test]
fn a_store_that_may_only_be_read_is_read_and_not_written() {
    let sandbox = Sandbox::with_sample();
    let Some(bound) = Bound::of(&sandbox) else {
        return;
    };
    fs::create_dir(sandbox.path("shared")).unwrap();
    fs::rename(sandbox.path("store.db"), sandbox.path("shared/store.db")).unwrap();
    let (store, folder) = (sandbox.path("shared/store.db"), sandbox.path("shared"));
    let whole = fs::read(&store).unwrap();
    // The file alone, the folder alone, both.
    for (file, around) in [(0o444, 0o777), (0o666, 0o555), (0o444, 0o555)] {
        set_mode(&store, file);
        set_mode(&folder, around);
        for arguments in READERS {
            let ended = bound.run(&sandbox, "shared/store.db", arguments);
            assert_eq!(ended.code, Some(0), "{arguments:?}: {}", ended.err);
        }
        for (language, words) in [
            ("en", "the store cannot be written"),
            ("zh", "数据库不可写"),
        ] {
            let update = ["update", "jinhui", "58", "--lang", language];
            let ended = bound.run(&sandbox, "shared/store.db", &update);
            assert_refused(&ended, words);
        }
        assert_eq!(named(&folder, ""), ["store.db"]);
        assert_eq!(fs::read(&store).unwrap(), whole);
    }
    set_mode(&folder, 0o755);
}

#[test]
fn a_store_that_may_not_even_be_read_is_told_of() {
    let sandbox = Sandbox::with_sample();
    let Some(bound) = Bound::of(&sandbox) else {
        return;
    };
    set_mode(&sandbox.path("store.db"), 0);
    for arguments in READERS {
        let ended = bound.run(&sandbox, "store.db", arguments);
        assert_refused(&ended, "store.db");
    }
}

/// The journal of a writer killed in the middle, where it may not be rolled back: what can be read
/// then is torn, so nothing is shown.
#[test]
fn a_journal_that_may_not_be_rolled_back_is_told_of_and_left() {
    let sandbox = Sandbox::with_sample();
    let Some(bound) = Bound::of(&sandbox) else {
        return;
    };
    let folder = sandbox.path("shared");
    fs::create_dir(&folder).unwrap();
    let (torn, journal) = half_written(&sandbox);
    fs::write(folder.join("store.db"), &torn).unwrap();
    fs::write(folder.join("store.db-journal"), &journal).unwrap();
    set_mode(&folder.join("store.db"), 0o444);
    set_mode(&folder.join("store.db-journal"), 0o444);
    set_mode(&folder, 0o555);
    for arguments in READERS {
        let ended = bound.run(&sandbox, "shared/store.db", arguments);
        assert_refused(&ended, "shared/store.db");
        assert_eq!(ended.out, "");
    }
    assert_eq!(fs::read(folder.join("store.db")).unwrap(), torn);
    assert_eq!(fs::read(folder.join("store.db-journal")).unwrap(), journal);
    // Where it may, it is.
    set_mode(&folder, 0o755);
    set_mode(&folder.join("store.db"), 0o644);
    set_mode(&folder.join("store.db-journal"), 0o644);
    assert_eq!(
        record(&sandbox, "shared/store.db"),
        record(&sandbox, "store.db")
    );
    assert_eq!(named(&folder, ""), ["store.db"]);
}

/// The bytes of the store and its journal in the middle of a write, as a kill leaves them.
pub fn half_written(sandbox: &Sandbox) -> (Vec<u8>, Vec<u8>) {
    let path = sandbox.path("work.db");
    fs::copy(sandbox.path("store.db"), &path).unwrap();
    let connection = Connection::open(&path).unwrap();
    // So few pages that they are written before the end.
    connection
        .execute_batch(
            "PRAGMA cache_size = 2; BEGIN IMMEDIATE;
             INSERT INTO project_edit (project, entry, name) SELECT id, 2, 'torn' FROM project;
             WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
             INSERT INTO reading (stage, as_of, entry, percent, note)
             SELECT 1 + i % 2, date('2010-01-01', i || ' days'), 2, 1, hex(randomblob(100)) FROM n;
             INSERT INTO entry VALUES
               (2, '2021-08-01T00:00:00.000Z', 'wang', 'torn', hex(zeroblob(32)));",
        )
        .unwrap();
    let torn = fs::read(&path).unwrap();
    let journal = fs::read(sandbox.path("work.db-journal")).unwrap();
    assert!(torn != fs::read(sandbox.path("store.db")).unwrap());
    assert!(journal.len() > 512);
    (torn, journal)
}

#[test]
fn a_store_behind_a_symbolic_link_is_written_where_it_lies() {
    let sandbox = Sandbox::new();
    fs::create_dir(sandbox.path("real")).unwrap();
    fs::create_dir(sandbox.path("links")).unwrap();
    done(&sandbox, "real/store.db", &["init", "--sample"]);
    symlink("../real/store.db", sandbox.path("links/db")).unwrap();
    symlink("links/db", sandbox.path("again.db")).unwrap();
    for (db, figure) in [("links/db", "58"), ("again.db", "59")] {
        done(&sandbox, db, &["update", "jinhui", figure]);
        assert!(done(&sandbox, "real/store.db", &["show", "jinhui"]).contains(figure));
        assert!(done(&sandbox, db, &["show", "jinhui"]).contains(figure));
        done(&sandbox, db, &["verify"]);
    }
    // A journal lies beside the store, and is found through the link.
    let (torn, journal) = half_written(&Sandbox::with_sample());
    fs::write(sandbox.path("real/store.db"), torn).unwrap();
    fs::write(sandbox.path("real/store.db-journal"), journal).unwrap();
    assert!(!done(&sandbox, "again.db", &["list"]).contains("torn"));
    assert_eq!(named(&sandbox.path("real"), ""), ["store.db"]);
    assert_eq!(named(&sandbox.path("links"), ""), ["db"]);
    assert!(
        fs::symlink_metadata(sandbox.path("again.db"))
            .unwrap()
            .is_symlink()
    );
    // A link that leads nowhere is neither read nor replaced.
    symlink("gone.db", sandbox.path("dangling.db")).unwrap();
    for arguments in [&["report"][..], &["init"]] {
        let ended = end(sandbox.command(arguments).env("PROJECT_DB", "dangling.db"));
        assert_refused(&ended, "dangling.db");
    }
    assert!(!sandbox.path("gone.db").exists());
}

#[test]
fn a_path_is_taken_as_it_is_whatever_marks_it_has() {
    let sandbox = Sandbox::new();
    for name in [
        "a?mode=memory.db",
        "a#b.db",
        "100%.db",
        "100%25.db",
        " a b  c .db",
        "file:x.db",
        ":memory:",
        "金辉 'x' \"y\";.db",
        "new\nline.db",
        "-x.db",
    ] {
        let db = format!("dir {name}/{name}");
        done(&sandbox, &db, &["init", "--sample"]);
        done(&sandbox, &db, &["update", "jinhui", "58"]);
        done(&sandbox, &db, &["verify"]);
        assert!(done(&sandbox, &db, &["show", "jinhui"]).contains("58"));
        let copy = format!("dir {name}/copy {name}");
        done(&sandbox, &db, &["backup", &copy]);
        assert_eq!(record(&sandbox, &copy), record(&sandbox, &db));
        let folder = sandbox.path(&format!("dir {name}"));
        assert_eq!(named(&folder, "").len(), 2, "no other file: {name}");
    }
}

/// What a crash left under a name would be rolled back into whatever comes to bear it.
#[test]
fn no_store_appears_beside_a_journal_of_its_name() {
    let sandbox = Sandbox::with_sample();
    let (_, journal) = half_written(&Sandbox::with_sample());
    for beside in ["new.db-journal", "new.db-wal", "new.db-shm"] {
        sandbox.write(beside, &journal);
        for arguments in [&["init", "--db", "new.db"][..], &["backup", "new.db"]] {
            for language in ["en", "zh"] {
                let mut command = sandbox.command(arguments);
                let ended = end(command.env("PROJECT_LANG", language));
                assert_refused(&ended, beside);
                assert_eq!(named(sandbox.folder(), "new.db"), [beside]);
                assert_eq!(fs::read(sandbox.path(beside)).unwrap(), journal);
            }
        }
        fs::remove_file(sandbox.path(beside)).unwrap();
    }
    done(&sandbox, "store.db", &["backup", "new.db"]);
    done(&sandbox, "new.db", &["verify"]);
}

#[test]
fn a_store_held_by_another_for_longer_than_patience_is_told_of_in_time() {
    let sandbox = Sandbox::with_sample();
    let other = Connection::open(sandbox.path("store.db")).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let commands: [(&[&str], &str); 6] = [
        (
            &["update", "jinhui", "58"],
            "another program has been writing to the store for ten seconds",
        ),
        (
            &["update", "jinhui", "58", "--lang", "zh"],
            "其他程序占用数据库超过十秒",
        ),
        (
            &["report"],
            "another program has been writing to the store for ten seconds",
        ),
        (&["report", "--lang", "zh"], "其他程序占用数据库超过十秒"),
        (
            &["verify"],
            "another program has been writing to the store for ten seconds",
        ),
        (
            &["backup", "copy.db"],
            "another program has been writing to the store for ten seconds",
        ),
    ];
    std::thread::scope(|scope| {
        for (arguments, words) in commands {
            let sandbox = &sandbox;
            scope.spawn(move || {
                let ended = end(&mut sandbox.command(arguments));
                assert_refused(&ended, words);
                assert!(ended.took >= Duration::from_secs(9), "{:?}", ended.took);
                assert!(ended.took < LIMIT);
            });
        }
    });
    // One who is about to write does not keep anyone from reading.
    other.execute_batch("ROLLBACK; BEGIN IMMEDIATE").unwrap();
    assert!(done(&sandbox, "store.db", &["list"]).contains("jinhui"));
    // And one who lets go in time is waited for.
    std::thread::scope(|scope| {
        let update = scope.spawn(|| done(&sandbox, "store.db", &["update", "jinhui", "58"]));
        std::thread::sleep(Duration::from_millis(500));
        other.execute_batch("ROLLBACK").unwrap();
        assert!(update.join().unwrap().starts_with("#2 "));
    });
    assert!(!sandbox.path("copy.db").exists());
    sandbox.ok("verify");
}

#[test]
fn new_files_have_what_the_umask_leaves_of_them() {
    for (umask, mode) in [
        ("077", 0o600),
        ("027", 0o640),
        ("022", 0o644),
        ("002", 0o664),
    ] {
        let sandbox = Sandbox::new();
        for (line, made) in [
            ("init --sample", "store.db"),
            ("backup copy.db", "copy.db"),
            ("report -o report.csv", "report.csv"),
            ("export -o record.json", "record.json"),
        ] {
            let program = assert_cmd::cargo::cargo_bin!("project");
            let script = format!("umask {umask}; exec \"$0\" {line}");
            let command = sandbox.command(["x"]);
            let mut shell = Command::new("/bin/sh");
            shell
                .args(["-c", &script])
                .arg(program)
                .current_dir(sandbox.folder())
                .env_clear()
                .envs(
                    command
                        .get_envs()
                        .filter_map(|(key, value)| Some((key, value?))),
                );
            let ended = end(&mut shell);
            assert_eq!(ended.code, Some(0), "{line}: {}", ended.err);
            let found = fs::metadata(sandbox.path(made)).unwrap().mode() & 0o777;
            assert_eq!(found, mode, "{line} under {umask}: {found:o}");
        }
    }
}

/// A device, a pipe or a link named with `-o` is written through; it stays what it was.
#[test]
fn what_is_no_plain_file_is_written_through_and_stays() {
    let sandbox = Sandbox::with_sample();
    let expected = sandbox.ok("report --format json");
    // A link: the file it leads to is replaced.
    fs::create_dir(sandbox.path("www")).unwrap();
    sandbox.write("www/report.json", "old");
    symlink("www/report.json", sandbox.path("link.json")).unwrap();
    sandbox.ok("report -o link.json");
    assert!(
        fs::symlink_metadata(sandbox.path("link.json"))
            .unwrap()
            .is_symlink()
    );
    assert_eq!(
        fs::read_to_string(sandbox.path("www/report.json")).unwrap(),
        expected
    );
    assert_eq!(named(&sandbox.path("www"), ""), ["report.json"]);
    // A pipe.
    let pipe = sandbox.path("pipe.json");
    let made = Command::new("mkfifo").arg(&pipe).status();
    if made.is_ok_and(|status| status.success()) {
        let reader = {
            let pipe = pipe.clone();
            std::thread::spawn(move || fs::read_to_string(pipe).unwrap())
        };
        sandbox.ok("report -o pipe.json");
        let piped: Value = serde_json::from_str(&reader.join().unwrap()).unwrap();
        assert_eq!(piped, serde_json::from_str::<Value>(&expected).unwrap());
        assert!(!fs::symlink_metadata(&pipe).unwrap().is_file());
    }
}

/// A second user of whom nothing here knows either.
const SOMEBODY: u32 = 65533;

/// Two who share a folder, and the store in it that belongs to the first.
fn shared(sandbox: &Sandbox, file: u32, folder: u32) -> Option<()> {
    if fs::metadata(sandbox.folder()).unwrap().uid() != 0 {
        println!("skipped: only the superuser can be two others");
        return None;
    }
    Bound::of(sandbox)?;
    let (store, shared) = (sandbox.path("shared/store.db"), sandbox.path("shared"));
    fs::create_dir(&shared).unwrap();
    fs::copy(sandbox.path("store.db"), &store).unwrap();
    chown(&store, Some(SOMEBODY), Some(SOMEBODY)).unwrap();
    chown(&shared, Some(SOMEBODY), Some(SOMEBODY)).unwrap();
    set_mode(&store, file);
    set_mode(&shared, folder);
    Some(())
}

fn run_as(user: u32, sandbox: &Sandbox, arguments: &[&str]) -> Ended {
    let mut command = sandbox.command(arguments);
    command.env("PROJECT_DB", "shared/store.db");
    end(command.uid(user).gid(user))
}

/// Whatever another does who may write the folder, but not the store, the owner writes on.
#[test]
fn a_reader_who_may_write_the_folder_does_not_lock_the_owner_out() {
    let sandbox = Sandbox::with_sample();
    if shared(&sandbox, 0o644, 0o777).is_none() {
        return;
    }
    let folder = sandbox.path("shared");
    let (torn, journal) = half_written(&sandbox);
    for round in 0..3 {
        for arguments in READERS {
            let ended = run_as(NOBODY, &sandbox, arguments);
            assert_eq!(ended.code, Some(0), "{arguments:?}: {}", ended.err);
            assert_eq!(named(&folder, ""), ["store.db"]);
        }
        let ended = run_as(NOBODY, &sandbox, &["update", "jinhui", "70"]);
        assert_refused(&ended, "cannot be written");
        let figure = format!("{}", 58 + round);
        let ended = run_as(SOMEBODY, &sandbox, &["update", "jinhui", &figure]);
        assert_eq!(ended.code, Some(0), "{}", ended.err);
        assert_eq!(named(&folder, ""), ["store.db"]);
    }
    // The owner was killed in the middle: the reader can neither read nor undo that, nor take the
    // journal away; the owner does.
    let (store, beside) = (folder.join("store.db"), folder.join("store.db-journal"));
    fs::write(&store, &torn).unwrap();
    fs::write(&beside, &journal).unwrap();
    chown(&beside, Some(SOMEBODY), Some(SOMEBODY)).unwrap();
    set_mode(&beside, 0o644);
    for arguments in READERS {
        let ended = run_as(NOBODY, &sandbox, arguments);
        assert_refused(&ended, "shared/store.db");
        assert_eq!(fs::read(&beside).unwrap(), journal);
    }
    let ended = run_as(SOMEBODY, &sandbox, &["update", "jinhui", "58"]);
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    assert_eq!(named(&folder, ""), ["store.db"]);
    assert!(!done(&sandbox, "shared/store.db", &["list"]).contains("torn"));
    done(&sandbox, "shared/store.db", &["verify"]);
}

/// What one left who was killed in the middle another undoes who may write, and then both write on.
#[test]
fn a_killed_writer_is_undone_by_another_user_and_both_write_on() {
    let sandbox = Sandbox::with_sample();
    if shared(&sandbox, 0o666, 0o777).is_none() {
        return;
    }
    let folder = sandbox.path("shared");
    let (store, beside) = (folder.join("store.db"), folder.join("store.db-journal"));
    let (torn, journal) = half_written(&sandbox);
    for (killed, next) in [(NOBODY, SOMEBODY), (SOMEBODY, NOBODY)] {
        for first in [&["report"][..], &["update", "jinhui", "58"]] {
            fs::write(&store, &torn).unwrap();
            fs::write(&beside, &journal).unwrap();
            chown(&beside, Some(killed), Some(killed)).unwrap();
            // As SQLite makes it: with the rights of the store.
            set_mode(&beside, 0o666);
            let ended = run_as(next, &sandbox, first);
            assert_eq!(ended.code, Some(0), "{first:?}: {}", ended.err);
            assert_eq!(named(&folder, ""), ["store.db"]);
            for (user, figure) in [(killed, "59"), (next, "60")] {
                let ended = run_as(user, &sandbox, &["update", "jinhui", figure]);
                assert_eq!(ended.code, Some(0), "{user}: {}", ended.err);
            }
            let about = fs::metadata(&store).unwrap();
            assert_eq!((about.uid(), about.mode() & 0o777), (SOMEBODY, 0o666));
            assert!(!done(&sandbox, "shared/store.db", &["list"]).contains("torn"));
            done(&sandbox, "shared/store.db", &["verify"]);
        }
    }
}
