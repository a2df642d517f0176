//! A writer killed in the middle leaves a journal from which the next one to open, even to read,
//! restores what was.

use super::*;

/// Leaves a file as a killed writer does: some of its pages written over, and beside it the
/// journal with what they were. The connection that wrote goes on and rolls back in a copy.
pub(super) fn kill_a_writer(path: &Path, work: impl FnOnce(&Connection)) {
    let before = fs::read(path).unwrap();
    let journal = journal_of(path);
    let (torn, saved) = {
        let connection = Connection::open(path).unwrap();
        // So few pages that they are written before the end.
        connection
            .execute_batch("PRAGMA cache_size = 4; BEGIN IMMEDIATE;")
            .unwrap();
        work(&connection);
        let found = (fs::read(path).unwrap(), fs::read(&journal).unwrap());
        connection.execute_batch("ROLLBACK").unwrap();
        found
    };
    assert!(!journal.exists());
    assert_eq!(fs::read(path).unwrap(), before, "it was rolled back");
    assert_ne!(torn, before, "pages were written before the end");
    assert!(saved.len() > 512, "the journal holds pages");
    fs::write(path, torn).unwrap();
    fs::write(journal, saved).unwrap();
}

pub(super) fn journal_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-journal");
    PathBuf::from(name)
}

/// A transaction too big for its cache: it adds much, all over the table of readings.
fn big(connection: &Connection) {
    connection
        .execute_batch(
            "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
             INSERT INTO reading (stage, as_of, entry, percent, note)
             SELECT 1 + i % 4, date('2010-01-01', i || ' days'), 5, i, hex(randomblob(150)) FROM n;",
        )
        .unwrap();
}

#[test]
fn reading_rolls_back_what_a_killed_writer_left() {
    let scratch = Scratch::new();
    let before = scratch.listing();
    kill_a_writer(&scratch.store(), big);
    assert_eq!(names(&scratch.listing()), ["store.db", "store.db-journal"]);
    let store = scratch.open(Access::Read);
    assert_eq!(record(&store), filled());
    drop(store);
    assert_eq!(names(&scratch.listing()), ["store.db"]);
    assert!(scratch.listing() == before, "every byte is as it was");
}

#[test]
fn writing_rolls_back_what_a_killed_writer_left_and_goes_on() {
    let scratch = Scratch::new();
    kill_a_writer(&scratch.store(), big);
    let mut store = scratch.open(Access::Write);
    assert_eq!(set(&mut store, "x"), Some(5));
    drop(store);
    assert_eq!(names(&scratch.listing()), ["store.db"]);
    assert_eq!(scratch.record()[..filled().len()], filled());
}

/// A command that takes long, and a writer killed meanwhile.
#[test]
fn a_writer_killed_since_the_store_was_opened_is_rolled_back_as_well() {
    let scratch = Scratch::new();
    let before = scratch.listing();
    let store = scratch.open(Access::Read);
    assert_eq!(record(&store), filled());
    kill_a_writer(&scratch.store(), big);
    // The work begins once, behind the rolling back.
    let mut begun = 0;
    let read = store.read(&mut |read| {
        begun += 1;
        assert_eq!(read.head()?.map(|row| row.entry()), Some(4));
        Ok(())
    });
    read.unwrap();
    assert_eq!(begun, 1);
    assert_eq!(record(&store), filled());
    assert_eq!(store.examine().unwrap(), []);
    drop(store);
    assert!(scratch.listing() == before, "every byte is as it was");
}

#[test]
fn looking_through_and_copying_roll_back_first() {
    for look in [
        |store: &Sqlite, _: &Path| store.examine(),
        |store: &Sqlite, to: &Path| store.backup(to),
    ] {
        let scratch = Scratch::new();
        let before = scratch.listing();
        let store = scratch.open(Access::Read);
        kill_a_writer(&scratch.store(), big);
        let elsewhere = TempDir::new().unwrap();
        let to = elsewhere.path().join("copy.db");
        assert_eq!(look(&store, &to).unwrap(), []);
        drop(store);
        assert!(scratch.listing() == before, "every byte is as it was");
        if to.exists() {
            let copy = Sqlite::open(&to, Access::Read).unwrap();
            assert_eq!(record(&copy), filled());
        }
    }
}

#[test]
fn having_rolled_back_a_store_opened_to_read_is_still_not_written() {
    let scratch = Scratch::new();
    let before = scratch.listing();
    kill_a_writer(&scratch.store(), big);
    let mut store = scratch.open(Access::Read);
    let problem = refusal(store.write(&new_entry(), &mut |_| Ok(Outcome::Keep)));
    assert!(matches!(problem, StoreProblem::ReadOnly), "{problem:?}");
    let forced = store
        .connection
        .borrow()
        .execute_batch("INSERT INTO setting VALUES ('x', 5, 'y')");
    assert!(forced.is_err(), "not even by SQLite itself");
    drop(store);
    assert!(scratch.listing() == before, "every byte is as it was");
}

/// The journal of a writer that is alive is none of a reader's business.
#[test]
fn a_living_writer_is_not_rolled_back() {
    let scratch = Scratch::new();
    let writer = scratch.plain();
    writer.execute_batch("BEGIN IMMEDIATE").unwrap();
    writer
        .execute_batch("INSERT INTO setting VALUES ('x', 5, 'y')")
        .unwrap();
    // Not by reading the file here: closing it would give up the writer's locks.
    assert!(journal_of(&scratch.store()).exists());
    let store = scratch.open(Access::Read);
    assert_eq!(record(&store), filled());
    writer.execute_batch("COMMIT").unwrap();
    assert_eq!(record(&store).len(), filled().len() + 1);
}

/// A process killed at instants spread over its writes: what it told of is there, and nothing of
/// what was not finished.
#[cfg(unix)]
#[test]
fn a_killed_process_loses_nothing_that_it_told_of() {
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};
    use std::time::Duration;
    if is_run_again() {
        let mut store = Sqlite::open(Path::new("store.db"), Access::Write).unwrap();
        // Wide entries, so that a kill lands inside one.
        let wide: Vec<Row> = (0..200)
            .map(|n| {
                let key = format!("{n:03}");
                row!(Setting key: key, value: "x".repeat(500))
            })
            .collect();
        // Longer than anyone lets it live.
        for _ in 0..100_000 {
            let number = write(&mut store, &new_entry(), &wide).unwrap();
            use std::io::Write;
            let mut out = std::io::stdout().lock();
            writeln!(out, "kept {number}").unwrap();
            out.flush().unwrap();
        }
        return;
    }
    let scratch = Scratch::new();
    fs::write(scratch.path("again"), "").unwrap();
    let mut inside = 0;
    for round in 0..60 {
        // More rounds are run than planned only if no kill has landed inside a write yet.
        if round >= 12 && inside > 0 {
            break;
        }
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "store::sqlite::tests::rolling_back::a_killed_process_loses_nothing_that_it_told_of",
                "--nocapture",
            ])
            .current_dir(scratch.folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let is_first = |line: &String| line.contains("kept ");
        let mut acknowledged: Vec<String> = lines
            .by_ref()
            .map(|l| l.unwrap())
            .filter(is_first)
            .take(1)
            .collect();
        std::thread::sleep(Duration::from_micros(1_500 * (round % 12) + 137 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        acknowledged.extend(lines.map_while(Result::ok).filter(is_first));
        let number = |line: &String| line.rsplit(' ').next()?.parse::<i64>().ok();
        let last = acknowledged.iter().rev().find_map(number).unwrap();
        inside += usize::from(journal_of(&scratch.store()).exists());
        let record = scratch.record();
        assert_eq!(tampering::breaks(&record), []);
        let kept = record.last().unwrap().entry();
        assert!(kept == last || kept == last + 1, "told {last}, kept {kept}");
        assert_eq!(scratch.open(Access::Read).examine().unwrap(), []);
    }
    assert!(inside > 0, "no kill landed inside a write");
}
