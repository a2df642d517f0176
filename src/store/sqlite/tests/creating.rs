//! A new file appears whole, or not at all.

use super::*;

fn create(path: &Path) -> Result<(), Error> {
    super::super::create(path, &mut |store| {
        set(store, "x");
        Ok(())
    })
}

#[test]
fn a_new_store_is_one_file_that_answers() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("deep").join("down").join("store.db");
    super::super::create(&path, &mut |store| {
        set(store, "x");
        assert!(!path.exists(), "it is not there before it is whole");
        Ok(())
    })
    .unwrap();
    assert_eq!(names(&listing(path.parent().unwrap())), ["store.db"]);
    let store = Sqlite::open(&path, Access::Read).unwrap();
    assert_eq!(record(&store).len(), 2);
    let connection = store.connection.borrow();
    assert_eq!(text(&connection, "PRAGMA integrity_check"), "ok");
    assert_eq!(text(&connection, "PRAGMA encoding"), "UTF-8");
}

#[test]
fn what_exists_is_never_written_over() {
    let scratch = Scratch::new();
    fs::create_dir(scratch.path("folder")).unwrap();
    fs::write(scratch.path("empty"), "").unwrap();
    fs::write(scratch.path("note.txt"), "kept").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere", scratch.path("link")).unwrap();
    let mut taken = vec!["store.db", "folder", "empty", "note.txt"];
    if cfg!(unix) {
        taken.push("link");
    }
    // A link that leads nowhere cannot be read; its name is compared.
    let content = || {
        let listed = fs::read_dir(scratch.folder.path()).unwrap();
        let names: Vec<OsString> = listed.map(|entry| entry.unwrap().file_name()).collect();
        let store = fs::read(scratch.store()).unwrap();
        let note = fs::read(scratch.path("note.txt")).unwrap();
        (names, store, note)
    };
    let before = content();
    for name in taken {
        let result = super::super::create(&scratch.path(name), &mut |_| {
            panic!("nothing is filled");
        });
        let problem = refusal(result);
        assert!(
            matches!(problem, StoreProblem::Exists),
            "{name}: {problem:?}"
        );
        let problem = refusal(scratch.open(Access::Read).backup(&scratch.path(name)));
        assert!(
            matches!(problem, StoreProblem::CopyExists),
            "{name}: {problem:?}"
        );
        assert_eq!(content(), before, "{name}");
    }
    // One that appears while the store is being filled.
    let path = scratch.path("late.db");
    let result = super::super::create(&path, &mut |_| {
        fs::write(&path, "another's").unwrap();
        Ok(())
    });
    let problem = refusal(result);
    assert!(matches!(problem, StoreProblem::Exists), "{problem:?}");
    assert_eq!(fs::read(&path).unwrap(), b"another's");
    fs::remove_file(&path).unwrap();
    assert_eq!(content(), before);
}

/// A journal left by a killed writer, and its store moved away: it would be rolled back into
/// whatever comes under that name.
#[test]
fn what_lies_beside_the_name_refuses_it() {
    let scratch = Scratch::new();
    for suffix in ["-journal", "-wal", "-shm"] {
        let stray = scratch.path(&format!("new.db{suffix}"));
        fs::write(&stray, "left behind").unwrap();
        let before = scratch.listing();
        for result in [
            create(&scratch.path("new.db")),
            scratch
                .open(Access::Read)
                .backup(&scratch.path("new.db"))
                .map(|_| ()),
        ] {
            match refusal(result) {
                StoreProblem::StrayJournal(found) => assert_eq!(found, stray),
                other => panic!("{other:?}"),
            }
            assert!(scratch.listing() == before);
        }
        fs::remove_file(&stray).unwrap();
        // One that comes while the store is being filled.
        let result = super::super::create(&scratch.path("new.db"), &mut |_| {
            fs::write(&stray, "late").unwrap();
            Ok(())
        });
        let problem = refusal(result);
        assert!(
            matches!(problem, StoreProblem::StrayJournal(_)),
            "{problem:?}"
        );
        fs::remove_file(&stray).unwrap();
        assert_eq!(names(&scratch.listing()), ["store.db"]);
    }
}

#[test]
fn an_error_while_filling_leaves_nothing() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("store.db");
    let result = super::super::create(&path, &mut |store| {
        set(store, "x");
        Err(Error::NoHome)
    });
    assert!(matches!(result, Err(Error::NoHome)));
    assert_eq!(names(&listing(folder.path())), Vec::<String>::new());
    // Refused by the store itself, in the middle of a transaction.
    let result = super::super::create(&path, &mut |store| {
        let kept = store.write(&new_entry(), &mut |write| {
            write.append(&under(1, row!(Setting key: "x", value: "y")))?;
            write.append(&under(1, row!(Project id: 1)))?;
            Ok(Outcome::Keep)
        });
        kept.map(|_| ())
    });
    match result {
        Err(Error::Store {
            path: named,
            problem: StoreProblem::Damaged(_),
        }) => assert_eq!(named, path, "the path that was asked for is named"),
        other => panic!("{other:?}"),
    }
    assert_eq!(names(&listing(folder.path())), Vec::<String>::new());
}

#[test]
fn a_folder_that_cannot_be_made_is_told() {
    let scratch = Scratch::new();
    let before = scratch.listing();
    let path = scratch.store().join("deep").join("store.db");
    let problem = refusal(create(&path));
    assert!(
        matches!(problem, StoreProblem::System(_) | StoreProblem::Missing),
        "{problem:?}"
    );
    assert!(scratch.listing() == before);
}

#[test]
fn other_names_of_the_file_are_known() {
    let scratch = Scratch::new();
    assert!(!crate::store::has_other_links(&scratch.store()));
    assert!(!crate::store::has_other_links(&scratch.path("none.db")));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("store.db", scratch.path("soft.db")).unwrap();
        assert!(!crate::store::has_other_links(&scratch.store()));
        fs::hard_link(scratch.store(), scratch.path("hard.db")).unwrap();
        for name in ["store.db", "hard.db", "soft.db"] {
            assert!(crate::store::has_other_links(&scratch.path(name)), "{name}");
        }
    }
}
