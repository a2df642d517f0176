use std::fs;

use crate::sandbox::Sandbox;

#[test]
fn init_makes_a_store_once() {
    let sandbox = Sandbox::new();
    let made = sandbox.run("init");
    assert_eq!((made.code, made.out.as_str()), (0, ""));
    assert_eq!(
        made.err,
        "created store.db; next: project add NAME, or project import FILE..\n"
    );
    let before = fs::read(sandbox.path("store.db")).unwrap();
    assert_eq!(
        sandbox.refused("init"),
        "error: store.db: there is a file already, it was not touched; name another with --db FILE\n"
    );
    assert_eq!(fs::read(sandbox.path("store.db")).unwrap(), before);
    let names: Vec<_> = fs::read_dir(sandbox.folder()).unwrap().collect();
    assert_eq!(names.len(), 1, "nothing lies beside the store");
}

#[test]
fn init_makes_the_folders_it_needs_and_the_sample_at_once() {
    let sandbox = Sandbox::new();
    sandbox.ok("init --sample --db deep/er/store.db");
    let report = sandbox.json("report --format json --db deep/er/store.db");
    assert_eq!(report["summary"]["total"], 38);
}

#[test]
fn a_store_that_is_none_is_refused_with_the_next_step() {
    let sandbox = Sandbox::new();
    sandbox.write("empty.db", "");
    sandbox.write(
        "text.db",
        "This is not a database, but it is longer than a header of one is.\n".repeat(20),
    );
    fs::create_dir(sandbox.path("folder.db")).unwrap();
    for (name, what) in [
        (
            "missing.db",
            "no store is there; make one with `project init`",
        ),
        ("empty.db", "the file is empty, not a store"),
        ("text.db", "this is not a store of this program"),
        ("folder.db", "this is a folder, not a store"),
    ] {
        for command in ["report", "list", "show x", "export", "import p.csv"] {
            sandbox.write("p.csv", "code,name\na,A\n");
            let said = sandbox.refused(&format!("{command} --db {name}"));
            assert!(said.contains(what), "{command}: {said}");
            assert_eq!(said.lines().count(), 1, "{said}");
        }
    }
    assert!(!sandbox.path("missing.db").exists());
}
