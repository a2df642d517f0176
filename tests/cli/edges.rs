//! Where the program meets the system: files it writes over, devices and pipes it writes to, the
//! zone, the clock and the login it reads.
#![cfg(unix)]

use std::fs;
use std::io::Read;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::sandbox::{Ran, Sandbox, ran, words};

/// Whether the program was built so that its clock can be replaced, like these tests.
const HAS_TEST_CLOCK: bool = cfg!(any(debug_assertions, feature = "test-clock"));

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().mode() & 0o7777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Whether rights bind nobody here, and any user can be taken on.
fn is_superuser(sandbox: &Sandbox) -> bool {
    fs::metadata(sandbox.folder()).unwrap().uid() == 0
}

/// Runs a command that might not end. One that does not fails the test.
#[track_caller]
fn in_time(command: &mut Command) -> Ran {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if start.elapsed() > Duration::from_secs(20) {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("it does not end");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    ran(child.wait_with_output().unwrap())
}

// What is written over.

#[test]
fn no_output_is_written_over_a_store_by_whatever_name() {
    let sandbox = Sandbox::with_projects();
    sandbox.ok("init --db other.db");
    sandbox.ok("init --db csv.dat");
    fs::create_dir(sandbox.path("sub")).unwrap();
    symlink("store.db", sandbox.path("link.dat")).unwrap();
    symlink("../link.dat", sandbox.path("sub/link.dat")).unwrap();
    fs::hard_link(sandbox.path("store.db"), sandbox.path("hard.dat")).unwrap();
    symlink("other.db", sandbox.path("other.dat")).unwrap();
    let foreign = rusqlite::Connection::open(sandbox.path("foreign.dat")).unwrap();
    foreign.execute_batch("CREATE TABLE t(x)").unwrap();
    drop(foreign);
    let whole = sandbox.path("store.db").display().to_string();

    let other = fs::read(sandbox.path("csv.dat")).unwrap();
    for name in [
        "store.db",
        "./store.db",
        "sub/../store.db",
        &whole,
        "link.dat",
        "sub/link.dat",
        "hard.dat",
        "other.db",
        "other.dat",
        "csv.dat",
        "foreign.dat",
    ] {
        for line in [
            format!("report --format json -o {name}"),
            format!("report --format csv --output {name}"),
            format!("report --format table -o {name}"),
            format!("export --format json -o {name}"),
        ] {
            sandbox.refuses(
                &line,
                &format!(
                    "{name}: this is a store or another SQLite database, so it was not touched; choose another name for the output"
                ),
                &format!("{name}：这是本程序的数据库或其他SQLite数据库，未作改动；请为输出另取文件名"),
            );
        }
    }
    assert_eq!(fs::read(sandbox.path("csv.dat")).unwrap(), other);
    assert_eq!(fs::read(sandbox.path("other.db")).unwrap(), other);
    sandbox.ok("verify");
    sandbox.ok("verify --db other.db");
}

#[test]
fn what_sqlite_keeps_beside_a_store_is_not_written_over() {
    let sandbox = Sandbox::with_projects();
    sandbox.ok("init --db other.db");
    symlink("store.db", sandbox.path("link.db")).unwrap();
    for name in [
        "store.db-journal",
        "./store.db-journal",
        "store.db-wal",
        "store.db-shm",
        "link.db-journal",
        "other.db-journal",
    ] {
        sandbox.refuses(
            &format!("export -o {name}"),
            &format!("{name}: SQLite keeps the journal of a database under this name; choose another name for the output"),
            &format!("{name}：此文件名留给SQLite存放数据库日志；请为输出另取文件名"),
        );
        assert!(!sandbox.path(name).exists(), "{name}");
    }
    // Where there is no database, it is a name like any other.
    sandbox.ok("export -o my-journal");
    assert!(sandbox.path("my-journal").is_file());
}

#[test]
fn the_files_of_an_export_are_all_refused_where_one_of_them_is_a_store() {
    let sandbox = Sandbox::with_projects();
    fs::create_dir(sandbox.path("out")).unwrap();
    fs::hard_link(sandbox.path("store.db"), sandbox.path("out/settings.csv")).unwrap();
    sandbox.refuses(
        "export --format csv -o out",
        "out/settings.csv: this is a store or another SQLite database, so it was not touched; choose another name for the output",
        "out/settings.csv：这是本程序的数据库或其他SQLite数据库，未作改动；请为输出另取文件名",
    );
    assert_eq!(fs::read_dir(sandbox.path("out")).unwrap().count(), 1);
    assert!(
        sandbox
            .refused("export --format csv -o store.db")
            .contains("store.db: cannot be written")
    );
    sandbox.ok("verify");
}

#[test]
fn a_file_written_over_keeps_its_rights() {
    let sandbox = Sandbox::with_projects();
    for (name, line) in [
        ("r.csv", "report -o r.csv"),
        ("r.json", "report -o r.json"),
        ("r.txt", "report -o r.txt"),
        ("e.json", "export -o e.json"),
        ("out/projects.csv", "export --format csv -o out"),
    ] {
        let path = sandbox.write(name, "old");
        for kept in [0o600, 0o640, 0o644, 0o664, 0o666, 0o444] {
            set_mode(&path, kept);
            sandbox.ok(line);
            assert_ne!(fs::read(&path).unwrap(), b"old");
            let found = mode(&path);
            assert_eq!(found, kept, "{line}: {kept:o} became {found:o}");
        }
    }
}

/// A right of a group is worth what the group is.
#[test]
fn a_file_written_over_keeps_its_owner_and_group_or_grants_the_group_nothing() {
    let sandbox = Sandbox::with_projects();
    if !is_superuser(&sandbox) {
        return;
    }
    let path = sandbox.write("open/r.csv", "old");
    set_mode(&path, 0o640);
    chown(&path, Some(4321), Some(1234)).unwrap();
    sandbox.ok("report -o open/r.csv");
    let about = fs::metadata(&path).unwrap();
    assert_eq!((about.uid(), about.gid(), mode(&path)), (4321, 1234, 0o640));

    // Somebody who is not of the group, and may replace the file all the same.
    set_mode(sandbox.folder(), 0o755);
    set_mode(&sandbox.path("open"), 0o777);
    set_mode(&path, 0o664);
    let mut other = sandbox.command(["report", "-o", "open/r.csv"]);
    let Ok(output) = other.uid(4000).gid(4000).output() else {
        return;
    };
    let other = ran(output);
    assert_eq!((other.code, other.err.as_str()), (0, "wrote open/r.csv\n"));
    let about = fs::metadata(&path).unwrap();
    assert_eq!((about.uid(), about.gid(), mode(&path)), (4000, 4000, 0o604));
}

/// It might be a store.
#[test]
fn a_file_that_cannot_be_looked_into_is_not_written_over() {
    let sandbox = Sandbox::with_projects();
    if !is_superuser(&sandbox) {
        return;
    }
    let path = sandbox.write("open/r.csv", "old");
    set_mode(sandbox.folder(), 0o755);
    set_mode(&sandbox.path("open"), 0o777);
    set_mode(&path, 0o600);
    let mut other = sandbox.command(["report", "-o", "open/r.csv"]);
    let Ok(output) = other.uid(4000).gid(4000).output() else {
        return;
    };
    let other = ran(output);
    assert_eq!(other.code, 2);
    assert!(
        other
            .err
            .starts_with("error: open/r.csv: cannot be written (Permission denied"),
        "{}",
        other.err
    );
    assert_eq!(fs::read(&path).unwrap(), b"old");
}

#[test]
fn the_default_folder_is_for_its_owner_alone() {
    let sandbox = Sandbox::new();
    let home = |command: &mut Command| {
        command
            .env_remove("PROJECT_DB")
            .env("HOME", sandbox.path("home"));
        ran(command.output().unwrap())
    };
    fs::create_dir(sandbox.path("home")).unwrap();
    assert_eq!(home(&mut sandbox.command(["init"])).code, 0);
    let folder = sandbox.path("home/.local/share/project");
    assert_eq!(mode(&folder), 0o700);
    assert!(folder.join("project.db").is_file());

    let mut elsewhere = sandbox.command(["init"]);
    elsewhere.env("XDG_DATA_HOME", sandbox.path("data"));
    assert_eq!(home(&mut elsewhere).code, 0);
    assert_eq!(mode(&sandbox.path("data/project")), 0o700);

    // One that is there stays as it is, and so does what was named on purpose.
    fs::create_dir_all(sandbox.path("shared/project")).unwrap();
    set_mode(&sandbox.path("shared/project"), 0o775);
    let mut shared = sandbox.command(["init"]);
    shared.env("XDG_DATA_HOME", sandbox.path("shared"));
    assert_eq!(home(&mut shared).code, 0);
    assert_eq!(mode(&sandbox.path("shared/project")), 0o775);
    let plain = sandbox.path("plain");
    fs::create_dir(&plain).unwrap();
    sandbox.ok("init --db named/store.db");
    assert_eq!(mode(&sandbox.path("named")), mode(&plain));
}

// Standard output.

/// What prints something, in every format.
const PRINTS: [&str; 23] = [
    "report --period all",
    "report --period all --format json",
    "report --period all --format csv",
    "export",
    "list",
    "show jinhui",
    "log",
    "check --as-of 2021-12-31",
    "check --as-of 2021-12-31 --format json",
    "config",
    "config lang",
    "demo",
    "completions bash",
    "completions zsh",
    "completions fish",
    "--help",
    "report --help",
    "--version",
    "update jinhui/overall 50",
    "add 新",
    "target jinhui 90",
    "edit jinhui --lead 李工",
    "retract --reason x",
];

fn null(is_read: bool) -> fs::File {
    let mut options = fs::File::options();
    options.read(is_read).write(true).open("/dev/null").unwrap()
}

#[test]
fn a_null_device_is_an_output_however_it_was_opened() {
    for is_read in [false, true] {
        let sandbox = Sandbox::with_sample();
        for line in PRINTS {
            let mut command = sandbox.command(words(line));
            command.stdin(Stdio::piped()).stderr(Stdio::piped());
            let ran = ran(command.stdout(null(is_read)).output().unwrap());
            let line = format!("{line}, read: {is_read}");
            assert!(!ran.err.contains("error"), "{line}: {}", ran.err);
            assert_eq!(ran.code, i32::from(line.starts_with("check")), "{line}");
        }
    }
}

#[test]
fn a_reader_who_left_ends_every_format_quietly() {
    let sandbox = Sandbox::with_sample();
    for line in PRINTS {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let ran = ran(sandbox
            .command(words(line))
            .stdout(writer)
            .output()
            .unwrap());
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{line}");
    }
}

/// More than a pipe holds, so that the reader is gone while the program still writes.
#[test]
fn a_reader_who_leaves_half_way_ends_every_format_quietly() {
    let sandbox = Sandbox::with_store();
    let mut rows = String::from("code,name,lead\n");
    for number in 0..3_000 {
        rows.push_str(&format!("p{number},Project number {number},Somebody\n"));
    }
    sandbox.write("projects.csv", rows);
    let mut rows = String::from("project,stage,percent,due,period\n");
    for number in 0..3_000 {
        rows.push_str(&format!("p{number},overall,100,2021-07-15,2021H2\n"));
    }
    sandbox.write("targets.csv", rows);
    sandbox.ok("import projects.csv targets.csv");
    for line in [
        "report",
        "report --format json",
        "report --format csv",
        "export",
        "list",
        "check",
        "check --format json",
    ] {
        let mut child = sandbox
            .command(words(line))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = [0; 10];
        let mut reader = child.stdout.take().unwrap();
        reader.read_exact(&mut first).unwrap();
        drop(reader);
        let ran = ran(child.wait_with_output().unwrap());
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{line}");
    }
    // A pipe that is named is one, too.
    for format in ["table", "json", "csv"] {
        let program = assert_cmd::cargo::cargo_bin!("project");
        let script = format!(
            "mkfifo {format}.pipe; head -c 10 {format}.pipe >/dev/null & \
             \"$0\" report --format {format} -o {format}.pipe"
        );
        let sealed = sandbox.command(["x"]);
        let set = sealed
            .get_envs()
            .filter_map(|(name, value)| Some((name, value?)));
        let mut shell = Command::new("/bin/sh");
        shell
            .args(["-c", &script])
            .arg(program)
            .current_dir(sandbox.folder())
            .env_clear()
            .envs(set)
            .env("PATH", "/usr/bin:/bin");
        let ran = in_time(&mut shell);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{format}");
    }
}

#[test]
fn a_full_disk_is_told_alike_in_every_format() {
    let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") else {
        return;
    };
    let sandbox = Sandbox::with_sample();
    for line in &PRINTS[..15] {
        let mut command = sandbox.command(words(line));
        let full = ran(command.stdout(full.try_clone().unwrap()).output().unwrap());
        assert_eq!(full.code, 2, "{line}");
        assert_eq!(
            full.err,
            "error: standard output cannot be written (No space left on device); check where it goes and the free space\n",
            "{line}"
        );
    }
}

// The zone.

#[test]
fn a_zone_is_read_from_small_plain_files_alone() {
    let sandbox = Sandbox::with_sample();
    let utc = fs::read("/usr/share/zoneinfo/UTC").unwrap_or_default();
    let mut large = utc.clone();
    large.resize((1 << 20) + 1, b'\n');
    let large = sandbox.write("large", large);
    let pipe = sandbox.path("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let folder = sandbox.path("folder");
    fs::create_dir(&folder).unwrap();
    let mut zones = vec!["/dev/zero".to_owned(), ":/dev/zero".to_owned()];
    zones.extend(["../../../dev/zero", ":../../../dev/zero"].map(str::to_owned));
    for path in [&large, &pipe, &folder] {
        zones.push(path.display().to_string());
        zones.push(format!(":{}", path.display()));
    }
    for zone in zones {
        for line in ["report", "update jinhui 50", "list"] {
            let mut command = sandbox.command(words(line));
            let ran = in_time(command.env("TZ", &zone));
            assert_eq!(
                (ran.code, ran.err),
                (
                    2,
                    format!(
                        "error: TZ '{zone}': unknown time zone; expected a name such as Asia/Shanghai, or CST-8\n"
                    )
                ),
                "{line}"
            );
        }
    }
    if utc.is_empty() {
        return;
    }
    let small = sandbox.write("small", utc);
    let mut command = sandbox.command(["report"]);
    assert_eq!(in_time(command.env("TZ", &small)).code, 0);
}

// The login.

/// The last entry's author, after a reading by a command with those variables.
#[track_caller]
fn recorded(sandbox: &Sandbox, change: impl FnOnce(&mut Command)) -> String {
    let mut command = sandbox.command(["config", "lang"]);
    command.args([if sandbox.ok("config lang").contains("zh") {
        "en"
    } else {
        "zh"
    }]);
    command.env_remove("PROJECT_USER");
    change(&mut command);
    let ran = ran(command.output().unwrap());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let entries = sandbox.rows("entry");
    entries.last().unwrap()["who"].as_str().unwrap().to_owned()
}

#[test]
fn who_is_recorded_is_told_by_the_first_that_knows() {
    let sandbox = Sandbox::with_store();
    // From the last that is asked to the first.
    let mut known: Vec<(&str, &str)> = Vec::new();
    for (name, value) in [
        ("USERNAME", "windows"),
        ("USER", "user"),
        ("LOGNAME", "login"),
        ("PROJECT_USER", "王\u{7}\u{202e}工"),
    ] {
        known.push((name, value));
        let who = recorded(&sandbox, |command| {
            command.envs(known.iter().copied());
        });
        assert_eq!(who, value.replace(['\u{7}', '\u{202e}'], ""), "{name}");
        // Nothing is no name.
        for nothing in ["", " ", "\u{202e}\t"] {
            let before = known.iter().rev().nth(1).map(|(_, value)| *value);
            let who = recorded(&sandbox, |command| {
                command.envs(known.iter().copied()).env(name, nothing);
            });
            if let Some(before) = before {
                assert_eq!(who, before, "{name}={nothing:?}");
            }
        }
    }
    let who = recorded(&sandbox, |command| {
        command.envs(known.iter().copied()).args(["--who", "李工"]);
    });
    assert_eq!(who, "李工");
}

#[test]
fn where_no_variable_tells_the_login_the_password_entry_does() {
    let sandbox = Sandbox::with_store();
    let id = Command::new("id").arg("-un").output().unwrap();
    let login = String::from_utf8(id.stdout).unwrap().trim().to_owned();
    if !login.is_empty() {
        assert_eq!(recorded(&sandbox, |_| {}), login);
    }
    if !is_superuser(&sandbox) {
        return;
    }
    // Somebody else, and somebody whom nobody knows.
    let users = fs::read_to_string("/etc/passwd").unwrap();
    set_mode(sandbox.folder(), 0o777);
    set_mode(&sandbox.path("store.db"), 0o666);
    for user in [1, 4_000_000] {
        let mut asked = sandbox.command(["--version"]);
        if asked.uid(user).output().is_err() {
            return;
        }
        let who = recorded(&sandbox, |command| {
            command.uid(user);
        });
        let entry = users
            .lines()
            .map(|line| line.split(':').collect::<Vec<_>>())
            .find(|fields| fields[2] == user.to_string());
        let expected = entry.map_or("uid 4000000", |fields| fields[0]);
        assert_eq!(who, expected, "{user}");
    }
}

// The clock.

#[test]
fn the_clock_is_replaced_only_where_the_program_was_built_so() {
    let sandbox = Sandbox::with_store();
    sandbox.ok("add 新 --code xin");
    let run = |now: &str, line: &str| {
        let mut command = sandbox.command(words(line));
        ran(command.env("PROJECT_NOW", now).output().unwrap())
    };
    let nonsense = run("nonsense", "report");
    let past = run("1999-12-31T12:00:00Z", "report --format json");
    let past: serde_json::Value = serde_json::from_str(&past.out).unwrap();
    let entries = sandbox.rows("entry");
    let recorded = entries[0]["recorded_at"].as_str().unwrap();
    if HAS_TEST_CLOCK {
        assert_eq!(nonsense.code, 2);
        assert!(nonsense.err.contains("PROJECT_NOW 'nonsense'"));
        assert_eq!(past["as_of"], "1999-12-31");
        assert_eq!(recorded, "2021-08-01T09:00:00.000Z");
    } else {
        assert_eq!((nonsense.code, nonsense.err.contains("error")), (0, false));
        assert_ne!(past["as_of"], "1999-12-31");
        assert_ne!(recorded, "2021-08-01T09:00:00.000Z");
    }
}

// The day.

/// On 2021-07-05, with a target, and the files that `LATER` imports: all of 2021-07-06.
fn with_files_of_tomorrow() -> Sandbox {
    let sandbox = Sandbox::with_projects();
    sandbox.ok("target jinhui/main-structure 80 --by 2021-12-31");
    for (name, text) in [
        (
            "readings.csv",
            "project,stage,percent,as_of\njinhui,main-structure,50,2021-07-06\n",
        ),
        (
            "targets.csv",
            "project,stage,percent,due,decided_on\njinhui,main-structure,90,2021-12-31,2021-07-06\n",
        ),
        (
            "states.csv",
            "project,state,decided_on,reason\njinhui,suspended,2021-07-06,funds\n",
        ),
        (
            "flat.csv",
            "项目,阶段,目标,期限,现状,截至\n金辉,主体结构,80,2021-12-31,50,2021-07-06\n",
        ),
    ] {
        sandbox.write(name, text);
    }
    sandbox
}

/// What records something of 2021-07-06 when that is the day, and what it reads.
const LATER: [(&str, &str); 12] = [
    ("update jinhui/main-structure 50", ""),
    ("update jinhui/main-structure 50 --on 2021-07-06", ""),
    ("update -", "jinhui/main-structure 50\n"),
    ("update -", "jinhui/main-structure 50 2021-07-06\n"),
    ("target jinhui/main-structure 90", ""),
    ("target jinhui/main-structure 90 --on 2021-07-06", ""),
    ("edit jinhui --state suspended --reason r", ""),
    (
        "edit jinhui --state suspended --reason r --on 2021-07-06",
        "",
    ),
    ("import readings.csv", ""),
    ("import targets.csv --yes", ""),
    ("import states.csv --yes", ""),
    ("import flat.csv --yes", ""),
];

/// On a write `--as-of` only sets the default of `--on`: a day that has not come is refused.
#[test]
fn nothing_is_recorded_of_a_day_that_has_not_come_whatever_as_of_says() {
    let today = with_files_of_tomorrow();
    let before = today.kept();
    for (line, input) in LATER {
        for as_of in ["2021-07-06", "2030-01-01"] {
            let line = format!("{line} --as-of {as_of}");
            let ran = today.fed(&line, input);
            assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{line}, {input}");
            assert!(
                ran.err.contains("2021-07-05"),
                "{line}, {input}: {}",
                ran.err
            );
        }
        // It was for the day alone.
        let mut tomorrow = with_files_of_tomorrow();
        let ran = tomorrow.at("2021-07-06T09:00:00Z").fed(line, input);
        assert_eq!(ran.code, 0, "{line}, {input}: {}", ran.err);
        assert_ne!(tomorrow.ok("export"), before.0, "{line}, {input}");
    }
    assert_eq!(today.kept(), before);
    // An earlier day is the default of `--on`, and one that has come may be named.
    today.ok("update jinhui/main-structure 40 --as-of 2021-07-01");
    let shown = today.ok("show jinhui");
    assert!(shown.contains("40 % on 2021-07-01"), "{shown}");
    today.ok("update jinhui/main-structure 50 --as-of 2030-01-01 --on 2021-07-05");
    let shown = today.ok("show jinhui");
    assert!(shown.contains("50 % on 2021-07-05"), "{shown}");
    // To look ahead is what it is for.
    let ahead = today.json("report --format json --as-of 2030-01-01");
    assert_eq!(ahead["as_of"], "2030-01-01");
}

#[test]
fn an_entry_long_before_the_last_one_is_recorded_and_told() {
    let mut sandbox = Sandbox::with_projects();
    let said = sandbox
        .at("2021-07-05T08:00:00Z")
        .said("update jinhui/main-structure 40");
    assert!(!said.contains("clock"), "an hour is borne: {said}");
    let said = sandbox
        .at("2021-07-05T06:59:59Z")
        .said("update jinhui/main-structure 45");
    let told = "warning: entry #6 was recorded at 2021-07-05T08:00:00.000Z, but this machine's clock says 2021-07-05T06:59:59.000Z; one of the two is wrong\n";
    let (before, _) = said.split_once(told).expect(&said);
    assert!(before.contains("45 %"), "{said}");
    let zh = sandbox
        .at("2021-07-05T05:59:58Z")
        .said("update jinhui/main-structure 46 --lang zh");
    assert!(zh.contains("本机时钟为2021-07-05T05:59:58.000Z"), "{zh}");
    let looked = sandbox.said("report");
    assert!(
        !looked.contains("clock"),
        "a look records nothing: {looked}"
    );
}

#[cfg(unix)]
#[test]
fn a_store_with_two_names_is_told_of_at_every_write() {
    let sandbox = Sandbox::with_projects();
    std::fs::hard_link(sandbox.path("store.db"), sandbox.path("other.db")).unwrap();
    for line in [
        "update jinhui/main-structure 40",
        "edit jinhui --lead x",
        "target jinhui/main-structure 80 --by 2021-12-31",
    ] {
        let said = sandbox.said(line);
        assert!(said.contains("has a second name (a hard link)"), "{said}");
        let zh = sandbox.said(&format!("{line} --lang zh"));
        assert!(zh.contains("另有一个文件名"), "{zh}");
    }
    assert!(!sandbox.said("report").contains("second name"));
    std::fs::remove_file(sandbox.path("other.db")).unwrap();
    assert!(!sandbox.said("edit jinhui --lead y").contains("second name"));
}
