//! A writer killed in the middle leaves a journal from which the next one to open, even to read,
//! restores what was.

use super::*;

/// Leaves a file as a killed writer does: some of its pages written over, and beside it the
/// journal with what they were. The connection that wrote goes on and rolls back in a copy.
pub(super) fn kill_a_writer(path: &Path, work: impl FnOnce(&Connection)) {
    let before = fs::read(path).unwrap();
    let journal = beside(path);
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

fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-journal");
    PathBuf::from(name)
}

/// A transaction too big for its cache: it changes what was there and adds much.
fn big(connection: &Connection) {
    connection
        .execute_batch(
            "INSERT INTO entry VALUES (4, '2021-08-01T00:00:00.000Z', 'wang', 'import');
             UPDATE project SET name = 'torn ' || hex(randomblob(100));
             WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
             INSERT INTO reading (id, entry, percent, note)
             SELECT (strftime('%Y%m', '2010-01-01', i || ' days') << 43) | ((1 + i % 2) << 21)
                      | (strftime('%d', '2010-01-01', i || ' days') << 16),
                    4, i, hex(randomblob(150)) FROM n;",
        )
        .unwrap();
}

#[test]
fn reading_rolls_back_what_a_killed_writer_left() {
    let place = Place::new();
    let before = place.listing();
    kill_a_writer(&place.store(), big);
    assert_eq!(names(&place.listing()), ["store.db", "store.db-journal"]);
    let store = place.open(Access::Read);
    assert_eq!(store.record().unwrap(), filled());
    assert_eq!(answer(&store).projects.len(), 2);
    drop(store);
    assert_eq!(names(&place.listing()), ["store.db"]);
    assert!(place.listing() == before, "every byte is as it was");
}

#[test]
fn writing_rolls_back_what_a_killed_writer_left_and_goes_on() {
    let place = Place::new();
    kill_a_writer(&place.store(), big);
    let mut store = place.open(Access::Write);
    assert_eq!(write(&mut store, |draft| draft.set("rule", "gap")), Some(4));
    drop(store);
    assert_eq!(names(&place.listing()), ["store.db"]);
    let record = place.open(Access::Read).record().unwrap();
    assert_eq!(record.readings, filled().readings);
}

/// A command that takes long, and a writer killed meanwhile.
#[test]
fn a_writer_killed_since_the_store_was_opened_is_rolled_back_as_well() {
    let place = Place::new();
    let before = place.listing();
    let store = place.open(Access::Read);
    assert_eq!(store.record().unwrap(), filled());
    kill_a_writer(&place.store(), big);
    assert_eq!(answer(&store), answer_of_filled());
    assert_eq!(store.record().unwrap(), filled());
    drop(store);
    assert!(place.listing() == before, "every byte is as it was");
}

fn answer_of_filled() -> Portfolio {
    let mut store = Sqlite::in_memory().unwrap();
    store.restore(&filled()).unwrap();
    answer(&store)
}

#[test]
fn having_rolled_back_a_store_opened_to_read_is_still_not_written() {
    let place = Place::new();
    let before = place.listing();
    kill_a_writer(&place.store(), big);
    let mut store = place.open(Access::Read);
    let result = store.write(&entry(), &mut |draft| {
        draft.set("rule", "gap")?;
        Ok(Outcome::Keep)
    });
    let problem = refusal(result);
    assert!(matches!(problem, StoreProblem::ReadOnly), "{problem:?}");
    drop(store);
    assert!(place.listing() == before, "every byte is as it was");
}

/// Only where it may not roll back, reading says so. Permissions do not bind the superuser, for
/// whom there is nothing to test.
#[cfg(unix)]
#[test]
fn where_nothing_may_be_written_a_journal_is_told_of_and_left() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    kill_a_writer(&place.store(), big);
    let before = place.listing();
    let set = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    set(&place.store(), 0o444);
    set(place.folder.path(), 0o555);
    let is_bound = fs::write(place.path("probe"), "").is_err();
    let result = Sqlite::open(&place.store(), Access::Read).map(|_| ());
    set(place.folder.path(), 0o755);
    if is_bound {
        let problem = refusal(result);
        assert!(matches!(problem, StoreProblem::ReadOnly), "{problem:?}");
        assert!(place.listing() == before, "every byte is as it was");
    }
}

/// A second user's report from a folder that is not his.
#[cfg(unix)]
#[test]
fn a_store_is_read_where_nothing_may_be_written() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let before = place.listing();
    let set = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    set(&place.store(), 0o444);
    set(place.folder.path(), 0o555);
    let found = Sqlite::open(&place.store(), Access::Read).and_then(|store| store.record());
    set(place.folder.path(), 0o755);
    assert_eq!(found.unwrap(), filled());
    assert!(place.listing() == before, "every byte is as it was");
}

/// The journal of a writer that is alive is none of a reader's business.
#[test]
fn a_living_writer_is_not_rolled_back() {
    let place = Place::new();
    let writer = place.plain();
    writer.execute_batch("BEGIN IMMEDIATE").unwrap();
    writer
        .execute_batch("INSERT INTO entry VALUES (4, '2021-08-01T00:00:00.000Z', 'li', 'x')")
        .unwrap();
    // Not by reading the file here: closing it would give up the writer's locks.
    assert!(beside(&place.store()).exists());
    let store = place.open(Access::Read);
    assert_eq!(store.record().unwrap(), filled());
    writer.execute_batch("COMMIT").unwrap();
    assert_eq!(store.record().unwrap().entries.len(), 4);
}
