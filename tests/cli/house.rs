//! The house: which part may import which, and where sentences, SQL and printing may stand.

use std::fs;
use std::path::{Path, PathBuf};

/// Each part and the parts it may import. `error` holds errors as data, `signals` the program's end,
/// `beside` two things done at once; they are open to all.
const MAY_IMPORT: [(&str, &[&str]); 14] = [
    ("model", &[]),
    ("signals", &[]),
    ("beside", &[]),
    ("error", &["model"]),
    ("assess", &["model"]),
    ("store", &["model"]),
    ("exchange", &["model"]),
    ("report", &["assess", "model"]),
    ("text", &["report", "assess", "model"]),
    ("render", &["report", "text", "assess", "model"]),
    ("context", &["store", "render", "model"]),
    (
        "commands",
        &[
            "store", "assess", "report", "render", "exchange", "context", "model",
        ],
    ),
    ("cli", &["commands", "context", "render", "text", "model"]),
    ("main", &[]),
];

/// Libraries that only one part may know.
const AT_HOME: [(&str, &[&str]); 12] = [
    ("rusqlite", &["store"]),
    ("rustix", &["store"]),
    ("signal_hook", &["signals"]),
    ("clap", &["commands", "cli", "text"]),
    ("clap_complete", &["commands", "cli"]),
    ("comfy_table", &["render"]),
    ("indicatif", &["render"]),
    ("encoding_rs", &["exchange"]),
    ("sha2", &["exchange"]),
    ("tz", &["context"]),
    ("whoami", &["cli"]),
    ("chrono", &["model"]),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// Every source file: the part it belongs to, its path, and its text without comments.
fn files() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    sources(&root, &mut found);
    assert!(found.len() > 30, "the sources were not found");
    found
        .into_iter()
        .map(|path| {
            let inside = path.strip_prefix(&root).unwrap();
            let first = inside.iter().next().unwrap().to_str().unwrap();
            let part = first.trim_end_matches(".rs").to_owned();
            let text = fs::read_to_string(&path).unwrap();
            let code: String = text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .map(|line| format!("{line}\n"))
                .collect();
            (part, path, code)
        })
        .collect()
}

/// The words that follow `prefix` in the code.
fn after<'a>(code: &'a str, prefix: &str) -> Vec<&'a str> {
    code.match_indices(prefix)
        .map(|(at, _)| &code[at + prefix.len()..])
        .map(|rest| {
            let end = rest
                .find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(rest.len());
            &rest[..end]
        })
        .collect()
}

#[test]
fn imports_point_one_way() {
    for (part, path, code) in files() {
        if part == "lib" {
            continue;
        }
        let allowed = MAY_IMPORT
            .iter()
            .find(|(name, _)| *name == part)
            .unwrap_or_else(|| panic!("{} belongs to no part", path.display()))
            .1;
        for import in after(&code, "crate::") {
            let is_open = ["error", "signals", "beside"].contains(&import);
            let is_allowed = import == part || is_open || allowed.contains(&import);
            assert!(
                is_allowed || import == "run",
                "{} imports {import}, which {part} may not",
                path.display()
            );
        }
    }
}

#[test]
fn each_library_stays_where_it_belongs() {
    for (part, path, code) in files() {
        for (library, homes) in AT_HOME {
            let is_used = code.contains(&format!("use {library}::"))
                || code.contains(&format!(" {library}::"))
                || code.contains(&format!("({library}::"));
            assert!(
                !is_used || homes.contains(&part.as_str()),
                "{} uses {library}, which belongs to {homes:?}",
                path.display()
            );
        }
    }
}

#[test]
fn sql_stands_only_in_the_store_and_nothing_prints() {
    for (part, path, code) in files() {
        for word in ["SELECT ", "INSERT INTO", "PRAGMA ", "UPDATE project"] {
            assert!(
                part == "store" || !code.contains(word),
                "{} holds SQL: {word}",
                path.display()
            );
        }
        let is_test = path.to_string_lossy().contains("test");
        for word in ["print!(", "println!(", "eprint!(", "eprintln!(", "dbg!("] {
            assert!(is_test || !code.contains(word), "{} prints", path.display());
        }
        // The clock and the environment are read in one place.
        for word in ["SystemTime::now", "env::var", "Utc::now", "Local::now"] {
            assert!(
                part == "cli" || is_test || !code.contains(word),
                "{} reads {word}",
                path.display()
            );
        }
    }
}

#[test]
fn chinese_sentences_stand_only_where_wording_does() {
    // The vocabulary of deadlines and commitments is model; pinyin tables belong to finding, and
    // the headers of the flat CSV to its form.
    let vocabulary = [
        "model/deadline",
        "model/target.rs",
        "commands/find",
        "exchange/flat",
        "commands/figure.rs",
        "commands/target.rs",
        "contract",
        "tests",
    ];
    let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for (part, path, code) in files() {
        let code = code.split("#[cfg(test)]").next().unwrap();
        let count = code.chars().filter(|c| is_chinese(*c)).count();
        let shown = path.to_string_lossy();
        let is_free = part == "text" || vocabulary.iter().any(|v| shown.contains(v));
        // A name or a word of a list, but no sentence.
        assert!(
            is_free || count <= 8,
            "{shown} holds {count} Chinese characters"
        );
    }
}
