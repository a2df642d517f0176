//! A new store appears whole, or not at all.

use super::*;

#[test]
fn a_new_store_is_one_file_that_answers() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("deep").join("down").join("store.db");
    super::super::create(&path, &mut |store| {
        write(store, |draft| {
            draft.add_project(&project_facts("a")).map(|_| ())
        });
        assert!(!path.exists(), "it is not there before it is whole");
        Ok(())
    })
    .unwrap();
    assert_eq!(names(&listing(path.parent().unwrap())), ["store.db"]);
    let store = Sqlite::open(&path, Access::Read).unwrap();
    assert_eq!(answer(&store).projects.len(), 1);
    let connection = store.connection.borrow();
    assert_eq!(text(&connection, "PRAGMA integrity_check"), "ok");
    assert_eq!(text(&connection, "PRAGMA encoding"), "UTF-8");
}

#[test]
fn what_exists_is_never_written_over() {
    let place = Place::new();
    fs::create_dir(place.path("folder")).unwrap();
    fs::write(place.path("empty"), "").unwrap();
    fs::write(place.path("note.txt"), "kept").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere", place.path("link")).unwrap();
    let mut taken = vec!["store.db", "folder", "empty", "note.txt"];
    if cfg!(unix) {
        taken.push("link");
    }
    // A link that leads nowhere cannot be read; its name is compared.
    let seen = || {
        let listed = fs::read_dir(place.folder.path()).unwrap();
        let names: Vec<OsString> = listed.map(|entry| entry.unwrap().file_name()).collect();
        let store = fs::read(place.store()).unwrap();
        let note = fs::read(place.path("note.txt")).unwrap();
        (names, store, note)
    };
    let before = seen();
    for name in taken {
        let result = super::super::create(&place.path(name), &mut |_| {
            panic!("nothing is filled");
        });
        let problem = refusal(result);
        assert!(
            matches!(problem, StoreProblem::Exists),
            "{name}: {problem:?}"
        );
        assert_eq!(seen(), before, "{name}");
    }
    // One that appears while the store is being filled.
    let path = place.path("late.db");
    let result = super::super::create(&path, &mut |_| {
        fs::write(&path, "another's").unwrap();
        Ok(())
    });
    let problem = refusal(result);
    assert!(matches!(problem, StoreProblem::Exists), "{problem:?}");
    assert_eq!(fs::read(&path).unwrap(), b"another's");
    fs::remove_file(&path).unwrap();
    assert_eq!(seen(), before);
}

#[test]
fn an_error_while_filling_leaves_nothing() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("store.db");
    let result = super::super::create(&path, &mut |store| {
        write(store, |draft| draft.set("rule", "gap"));
        Err(Error::NoHome)
    });
    assert!(matches!(result, Err(Error::NoHome)));
    assert_eq!(names(&listing(folder.path())), Vec::<String>::new());
    // Refused by the store itself, in the middle of a transaction.
    let result = super::super::create(&path, &mut |store| {
        store
            .write(&entry(), &mut |draft| {
                draft.set("rule", "gap")?;
                draft.add_reading(99, &reading(day("2021-07-01"), 1, "of no stage"))?;
                Ok(Outcome::Keep)
            })
            .map(|_| ())
    });
    match result {
        Err(Error::Store {
            path: told,
            problem: StoreProblem::Damaged(_),
        }) => assert_eq!(told, path, "the path that was asked for is named"),
        other => panic!("{other:?}"),
    }
    assert_eq!(names(&listing(folder.path())), Vec::<String>::new());
}

#[test]
fn a_folder_that_cannot_be_made_is_told() {
    let place = Place::new();
    let before = place.listing();
    let path = place.store().join("deep").join("store.db");
    let result = super::super::create(&path, &mut |_| Ok(()));
    let problem = refusal(result);
    assert!(
        matches!(problem, StoreProblem::System(_) | StoreProblem::Missing),
        "{problem:?}"
    );
    assert!(place.listing() == before);
}

/// The permissions of a new store are those of any new file.
#[cfg(unix)]
#[test]
fn a_new_store_honours_the_umask() {
    use std::os::unix::fs::PermissionsExt;
    if is_run_again() {
        super::super::create(Path::new("store.db"), &mut |store| {
            write(store, |draft| draft.set("rule", "gap"));
            Ok(())
        })
        .unwrap();
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
            "creating::a_new_store_honours_the_umask",
            folder.path(),
            &format!("umask {umask}"),
        );
        let about = fs::metadata(folder.path().join("store.db")).unwrap();
        let mode = about.permissions().mode() & 0o777;
        assert_eq!(mode, expected, "umask {umask}: {mode:o}");
    }
}
