//! `kill -9` in the middle of an upgrade: of this program, run again by itself to do one. With
//! `PROJECT_TORTURE=full` 200 times.
#![allow(clippy::print_stdout)]

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::upgrading::{AS_OF, VERSION_1, objects, turn_back, version};
use super::*;
use crate::store::upgrade::CURRENT;

const TEST: &str =
    "store::sqlite::tests::upgrade_kills::an_upgrade_killed_at_any_instant_is_done_or_undone";

/// What is made beside the store in the middle.
const COPY: &str = ".project-backup-";

/// A store of version 1 that takes a while to copy and to upgrade.
fn older(path: &Path) {
    super::super::create(path, &mut |store| {
        store.restore(&filled())?;
        write(store, |draft| {
            for number in 0..1_000 {
                let on = day("2015-01-01").plus(number).unwrap();
                draft.add_reading(1, &reading(on, number, "of many"))?;
                draft.add_project(&project_facts(&format!("road-{number}")))?;
            }
            Ok(())
        });
        Ok(())
    })
    .unwrap();
    turn_back(path, VERSION_1);
}

/// Everything in the tables that both versions have.
fn rows(path: &Path) -> Vec<String> {
    let connection = Connection::open(path).unwrap();
    let tables = tables(&connection);
    let mut rows = Vec::new();
    for table in tables.iter().filter(|table| *table != "month") {
        let mut list = columns_and_computed(&connection, table);
        // What they keep by other keys.
        list.retain(|column| column != "month" && (table != "reading" || column != "id"));
        list.sort_by_key(|column| match column.as_str() {
            "day" => "as_of".to_owned(),
            other => other.to_owned(),
        });
        let list = list
            .join("), quote(")
            .replace("(day)", &format!("({AS_OF})"));
        let sql = format!("SELECT concat_ws('|', quote({list})) FROM {table}");
        let mut statement = connection.prepare(&sql).unwrap();
        let found = statement.query_map([], |row| row.get::<_, String>(0));
        rows.extend(
            found
                .unwrap()
                .map(|row| format!("{table}|{}", row.unwrap())),
        );
    }
    rows.sort();
    rows
}

/// The one to be killed: begun, and just about to open the store.
fn begin(folder: &Path) -> Child {
    for name in ["ready", "done"] {
        let _ = fs::remove_file(folder.join(name));
    }
    fs::write(folder.join("again"), "").unwrap();
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", TEST])
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let began = Instant::now();
    while !folder.join("ready").exists() {
        assert!(began.elapsed() < Duration::from_secs(20), "it never began");
        std::thread::yield_now();
    }
    child
}

fn beside(folder: &Path, prefix: &str) -> Vec<String> {
    let mut names = names(&listing(folder));
    names.retain(|name| name.starts_with(prefix));
    names
}

/// Seen to catch: steps without a transaction around them, and a version set after it.
#[test]
fn an_upgrade_killed_at_any_instant_is_done_or_undone() {
    if is_run_again() {
        fs::write("ready", "").unwrap();
        drop(Sqlite::open(Path::new("store.db"), Access::Write).unwrap());
        fs::write("done", "").unwrap();
        return;
    }
    let is_full = std::env::var_os("PROJECT_TORTURE").is_some_and(|size| size == "full");
    let planned = if is_full { 200 } else { 8 };
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    let path = folder.join("store.db");
    older(&path);
    let (base, before, kept) = (fs::read(&path).unwrap(), objects(&path), rows(&path));
    let fresh = Connection::open_in_memory().unwrap();
    fresh.execute_batch(CURRENT.sql).unwrap();
    let after = super::super::verify::objects(&fresh).unwrap();
    let journal = super::super::journal(&path);

    let began = {
        let mut child = begin(folder);
        let began = Instant::now();
        assert!(child.wait().unwrap().success());
        began
    };
    let length = began.elapsed();
    assert!(folder.join("done").exists());

    let (mut round, mut killed, mut copying, mut inside, mut done) = (0, 0, 0, 0, 0);
    while round < planned || ((inside == 0 || copying == 0) && round < 10 * planned) {
        for name in names(&listing(folder)) {
            fs::remove_file(folder.join(name)).unwrap();
        }
        fs::write(&path, &base).unwrap();
        let mut child = begin(folder);
        let began = Instant::now();
        let share = (f64::from(round) * 0.618_033_988_749_895).fract();
        let wait = length.mul_f64(share * 1.1);
        loop {
            let is_time = match round % 4 {
                3 => journal.exists(),
                1 => !beside(folder, COPY).is_empty(),
                _ => began.elapsed() >= wait,
            };
            if is_time || child.try_wait().unwrap().is_some() {
                break;
            }
            std::thread::yield_now();
        }
        let _ = child.kill();
        killed += i32::from(!child.wait().unwrap().success());
        copying += i32::from(!beside(folder, COPY).is_empty());
        inside += i32::from(journal.exists());
        let is_told = folder.join("done").exists();

        // Whoever comes next reads or writes, in turn.
        if round % 2 == 0 {
            match Sqlite::open(&path, Access::Read) {
                Ok(store) => assert_eq!(store.verify().unwrap(), []),
                Err(Error::Store {
                    problem: StoreProblem::Older { found: 1, known: 3 },
                    ..
                }) => assert!(!is_told, "told to be done, and undone"),
                Err(other) => panic!("round {round}: {other:?}"),
            }
        }
        let found = version(&path);
        match found {
            1 => assert_eq!(objects(&path), before, "round {round}"),
            _ => assert_eq!(objects(&path), after, "round {round}"),
        }
        assert_eq!(rows(&path), kept, "round {round}");
        done += i32::from(found == 3);
        assert!(!is_told || found == 3, "told to be done, and undone");
        let store = Sqlite::open(&path, Access::Write).unwrap();
        assert_eq!(store.verify().unwrap(), []);
        drop(store);
        assert_eq!(version(&path), 3);
        assert_eq!(objects(&path), after, "round {round}");
        assert_eq!(rows(&path), kept, "round {round}");
        let copies = beside(folder, "store.db.v1");
        assert!(!copies.is_empty(), "round {round}");
        for copy in copies {
            assert_eq!(version(&folder.join(&copy)), 1);
            assert_eq!(rows(&folder.join(&copy)), kept, "{copy}");
        }
        round += 1;
    }
    println!(
        "kill -9 on an upgrade: {round} rounds, {killed} killed, {copying} while copying, {inside} while upgrading, {done} done, the others undone"
    );
    assert!(inside > 0, "no kill landed inside an upgrade");
    assert!(copying > 0, "no kill landed while the copy was made");
}
