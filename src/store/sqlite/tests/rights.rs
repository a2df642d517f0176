//! Who may read and write what.

use std::os::unix::fs::PermissionsExt;

use super::*;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// The permissions of a new store are those of any new file.
#[test]
fn a_new_store_honours_the_umask() {
    if is_run_again() {
        for name in ["store.db", "other.db"] {
            super::super::create(Path::new(name), &mut |store| {
                set(store, "x");
                Ok(())
            })
            .unwrap();
        }
        // Whatever the umask, a copy is as open and as closed as what it is a copy of.
        set_mode(Path::new("other.db"), 0o664);
        let store = Sqlite::open(Path::new("other.db"), Access::Read).unwrap();
        store.backup(Path::new("copy.db")).unwrap();
        return;
    }
    for (umask, expected) in [
        ("022", 0o644),
        ("027", 0o640),
        ("077", 0o600),
        ("002", 0o664),
    ] {
        let folder = TempDir::new().unwrap();
        run_again(
            "rights::a_new_store_honours_the_umask",
            folder.path(),
            &format!("umask {umask}; {AGAIN}"),
        );
        let mode = |name| mode(&folder.path().join(name));
        assert_eq!(mode("store.db"), expected, "umask {umask}");
        assert_eq!(mode("copy.db"), 0o664, "umask {umask}");
    }
}

#[test]
fn a_copy_keeps_the_rights_of_the_store() {
    for rights in [0o600, 0o640, 0o664, 0o400, 0o444] {
        let scratch = Scratch::new();
        set_mode(&scratch.store(), rights);
        let copy = scratch.path("copy.db");
        scratch.open(Access::Read).backup(&copy).unwrap();
        assert_eq!(mode(&copy), rights, "{rights:o}");
        let copy = Sqlite::open(&copy, Access::Read).unwrap();
        assert_eq!(record(&copy), filled());
    }
}

/// A second user's report from a folder that is not his.
#[test]
fn a_store_is_read_where_nothing_may_be_written() {
    let scratch = Scratch::new();
    let before = scratch.listing();
    set_mode(&scratch.store(), 0o444);
    set_mode(scratch.folder.path(), 0o555);
    let found = Sqlite::open(&scratch.store(), Access::Read).and_then(|store| try_record(&store));
    let looked = Sqlite::open(&scratch.store(), Access::Read).and_then(|store| store.examine());
    set_mode(scratch.folder.path(), 0o755);
    assert_eq!(found.unwrap(), filled());
    assert_eq!(looked.unwrap(), []);
    assert!(scratch.listing() == before, "every byte is as it was");
}

/// Only where it may not roll back, reading says so. Permissions do not bind the superuser, for
/// whom there is nothing to test.
#[test]
fn where_nothing_may_be_written_a_journal_is_told_of_and_left() {
    let scratch = Scratch::new();
    rolling_back::kill_a_writer(&scratch.store(), |connection| {
        connection
            .execute_batch(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
                 INSERT INTO setting SELECT 'k' || i, 5, hex(randomblob(200)) FROM n",
            )
            .unwrap();
    });
    let before = scratch.listing();
    set_mode(&scratch.store(), 0o444);
    set_mode(scratch.folder.path(), 0o555);
    let is_bound = fs::write(scratch.path("probe"), "").is_err();
    let result = Sqlite::open(&scratch.store(), Access::Read).map(|_| ());
    set_mode(scratch.folder.path(), 0o755);
    if is_bound {
        let problem = refusal(result);
        assert!(matches!(problem, StoreProblem::ReadOnly), "{problem:?}");
        assert!(scratch.listing() == before, "every byte is as it was");
    }
}
