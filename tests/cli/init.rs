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
        "error: store.db: the file already exists and was not touched; name another with --db FILE\n"
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
    // All of them, that of the half-year before as well, for it is not met.
    assert_eq!(report["summary"]["total"], 46);
}

/// Whether a text has a Chinese character.
fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn the_sample_has_its_notes_and_categories_in_the_language_in_force() {
    for (lang, ours) in [("en", "English"), ("zh", "中文")] {
        let sandbox = Sandbox::new();
        let made = sandbox.said(&format!("init --sample --lang {lang}"));
        let texts: Vec<String> = [
            ("project_edit", "category"),
            ("revision", "reason"),
            ("reading", "note"),
        ]
        .iter()
        .flat_map(|(table, column)| {
            let rows = sandbox.rows(table).into_iter();
            rows.filter_map(|row| Some(row[*column].as_str()?.to_owned()))
        })
        .collect();
        assert!(texts.len() > 70, "{texts:?}");
        for text in texts {
            assert_eq!(is_chinese(&text), is_chinese(ours), "{lang}: {text}");
        }
        // As many projects as it says; the first line heads the columns.
        let projects = sandbox.ok("list").lines().count() - 1;
        assert!(made.contains(&format!("{projects} projects")) || is_chinese(ours));
        assert!(made.contains(&format!("{projects}个项目")) || !is_chinese(ours));
        // Deadline words are the report's own.
        let words = sandbox.rows("revision").into_iter();
        let words: Vec<_> = words.filter(|row| row["words"] == "11月中旬之前").collect();
        assert_eq!(words.len(), 1);
    }
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
            "no store found; create one with `project --db missing.db init`",
        ),
        ("empty.db", "the file is empty, so it is not a store"),
        ("text.db", "this file is not a store of this program"),
        (
            "folder.db",
            "this is a folder; name the file in it with --db FILE",
        ),
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
