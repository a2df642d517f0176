//! The house: which part may import which, and where sentences, SQL and printing may stand.

use std::fs;
use std::path::{Path, PathBuf};

use crate::circles::{Circle, circles, edges, is_test};

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

/// The path of each source file inside `src`, with `/` between its parts, and its text. Where the
/// checkout lies says nothing about it.
fn tree() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    sources(&root, &mut found);
    assert!(found.len() > 30, "the sources were not found");
    let mut files: Vec<(String, String)> = found
        .into_iter()
        .map(|path| {
            let inside = path.strip_prefix(&root).unwrap();
            let parts: Vec<&str> = inside.iter().map(|part| part.to_str().unwrap()).collect();
            (parts.join("/"), fs::read_to_string(&path).unwrap())
        })
        .collect();
    files.sort();
    files
}

/// Every source file: the part it belongs to, its path inside `src`, and its text without comments.
fn files() -> Vec<(String, String, String)> {
    let parted = tree().into_iter().map(|(path, text)| {
        let part = path.split('/').next().unwrap().trim_end_matches(".rs");
        let code: String = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .map(|line| format!("{line}\n"))
            .collect();
        (part.to_owned(), path, code)
    });
    parted.collect()
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
            .unwrap_or_else(|| panic!("{} belongs to no part", path))
            .1;
        for import in after(&code, "crate::") {
            let is_open = ["error", "signals", "beside"].contains(&import);
            let is_allowed = import == part || is_open || allowed.contains(&import);
            assert!(
                is_allowed || import == "run",
                "{} imports {import}, which {part} may not",
                path
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
                path
            );
        }
    }
}

#[test]
fn sql_stands_only_in_the_store_and_nothing_prints() {
    let tree = tree();
    for (part, path, code) in files() {
        for word in ["SELECT ", "INSERT INTO", "PRAGMA ", "UPDATE project"] {
            assert!(
                part == "store" || !code.contains(word),
                "{} holds SQL: {word}",
                path
            );
        }
        let is_test = is_test(&tree, &path);
        for word in ["print!(", "println!(", "eprint!(", "eprintln!(", "dbg!("] {
            assert!(is_test || !code.contains(word), "{} prints", path);
        }
        // The clock and the environment are read in one place.
        for word in ["SystemTime::now", "env::var", "Utc::now", "Local::now"] {
            assert!(
                part == "cli" || is_test || !code.contains(word),
                "{} reads {word}",
                path
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
        "commands/target",
    ];
    let tree = tree();
    let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for (part, path, code) in files() {
        let code = code.split("#[cfg(test)]").next().unwrap();
        let count = code.chars().filter(|c| is_chinese(*c)).count();
        let is_free = part == "text"
            || is_test(&tree, &path)
            || vocabulary.iter().any(|v| path.starts_with(v));
        // A name or a word of a list, but no sentence.
        assert!(
            is_free || count <= 8,
            "{path} holds {count} Chinese characters"
        );
    }
}

/// The circles that there still are. None may be added; one that is gone is taken out.
const KNOWN_CIRCLES: [&[&str]; 11] = [
    &[
        "assess/course.rs",
        "assess/flags.rs",
        "assess/rollup.rs",
        "assess/verdict.rs",
    ],
    &[
        "commands/import/baselines.rs",
        "commands/import/flat/mod.rs",
        "commands/import/flat/naming.rs",
        "commands/import/flat/plan.rs",
        "commands/import/flat/targets.rs",
        "commands/import/flat/write.rs",
        "commands/import/merge.rs",
        "commands/import/projects.rs",
        "commands/import/readings.rs",
        "commands/import/settings.rs",
        "commands/import/stages.rs",
        "commands/import/targets.rs",
    ],
    &[
        "commands/target/asked.rs",
        "commands/target/found.rs",
        "commands/target/mod.rs",
    ],
    &["commands/update/lines.rs", "commands/update/mod.rs"],
    &["error/flat.rs", "error/mod.rs"],
    &[
        "exchange/flat.rs",
        "exchange/kind.rs",
        "exchange/rows.rs",
        "exchange/sheet.rs",
    ],
    &["model/deadline.rs", "model/deadline/words.rs"],
    &[
        "render/findings.rs",
        "render/mod.rs",
        "render/settings.rs",
        "render/show.rs",
        "render/table.rs",
    ],
    &[
        "report/findings.rs",
        "report/mod.rs",
        "report/recorded.rs",
        "report/select.rs",
        "report/told.rs",
    ],
    &[
        "store/mod.rs",
        "store/sqlite/backup.rs",
        "store/sqlite/doubt.rs",
        "store/sqlite/dump.rs",
        "store/sqlite/mod.rs",
        "store/sqlite/read.rs",
        "store/sqlite/readings.rs",
        "store/sqlite/targets.rs",
        "store/sqlite/timeline.rs",
        "store/sqlite/upgrade.rs",
        "store/sqlite/verify.rs",
        "store/sqlite/write.rs",
    ],
    &[
        "text/arithmetic.rs",
        "text/check.rs",
        "text/config.rs",
        "text/deadline.rs",
        "text/edited.rs",
        "text/error.rs",
        "text/explain.rs",
        "text/flat.rs",
        "text/flaw.rs",
        "text/history.rs",
        "text/import.rs",
        "text/mod.rs",
        "text/recorded.rs",
        "text/refusal.rs",
        "text/refusal/facts.rs",
        "text/refusal/retract.rs",
        "text/refusal/target.rs",
        "text/report.rs",
        "text/rollup.rs",
        "text/rows.rs",
        "text/show.rs",
        "text/taken_back.rs",
        "text/terms.rs",
        "text/usage.rs",
        "text/verdict.rs",
    ],
];

#[test]
fn no_files_import_each_other_in_a_circle() {
    let found = circles(&tree());
    let known: Vec<Circle> = KNOWN_CIRCLES
        .iter()
        .map(|circle| circle.iter().map(|file| (*file).to_owned()).collect())
        .collect();
    let new: Vec<&Circle> = found
        .iter()
        .filter(|circle| !known.contains(circle))
        .collect();
    let gone: Vec<&Circle> = known
        .iter()
        .filter(|circle| !found.contains(circle))
        .collect();
    assert!(
        new.is_empty() && gone.is_empty(),
        "new: {new:#?}\ngone, to be taken out of the list: {gone:#?}\n\
         all that there are now, as they may stand in the list:\n{}",
        listed(&found)
    );
}

/// Circles as source, with who imports whom.
fn listed(circles: &[Circle]) -> String {
    let edges = edges(&tree());
    let mut listed = String::new();
    for circle in circles {
        listed += "    &[\n";
        for file in circle {
            let within = edges[file].iter().filter(|end| circle.contains(end));
            let within: Vec<&str> = within.map(String::as_str).collect();
            listed += &format!("        {file:?}, // imports {}\n", within.join(" "));
        }
        listed += "    ],\n";
    }
    listed
}

/// The most lines of a file before its tests.
const LONGEST: usize = 400;

/// The files that are still longer. None may be added; one that is short enough is taken out.
const KNOWN_LONG: [&str; 10] = [
    "cli.rs",
    "commands/edit.rs",
    "commands/import/merge.rs",
    "commands/import/readings.rs",
    "commands/import/targets.rs",
    "exchange/rows.rs",
    "store/sqlite/mod.rs",
    "store/sqlite/read.rs",
    "store/sqlite/write.rs",
    "text/error.rs",
];

/// Lines before the tests that end a file.
fn production_lines(text: &str) -> usize {
    let lines: Vec<&str> = text.lines().collect();
    let begins_tests = |at: &usize| {
        lines[*at] == "#[cfg(test)]"
            && lines[at + 1..]
                .iter()
                .find(|line| !line.starts_with('#'))
                .is_some_and(|line| line.starts_with("mod tests"))
    };
    (0..lines.len()).find(begins_tests).unwrap_or(lines.len())
}

#[test]
fn lines_are_counted_up_to_the_tests() {
    assert_eq!(production_lines("a\n\n// b\n"), 3);
    assert_eq!(production_lines("a\n#[cfg(test)]\nmod tests {\n}\n"), 1);
    assert_eq!(
        production_lines(
            "#[cfg(test)]\nmod contract;\na\n#[cfg(test)]\n#[path = \"x\"]\nmod tests;\n"
        ),
        3
    );
}

#[test]
fn no_file_is_too_long() {
    let tree = tree();
    let long: Vec<(&str, usize)> = tree
        .iter()
        .filter(|(file, _)| !is_test(&tree, file))
        .map(|(file, text)| (file.as_str(), production_lines(text)))
        .filter(|(_, lines)| *lines > LONGEST)
        .collect();
    let is_long = |known: &str| long.iter().any(|(file, _)| *file == known);
    let new: Vec<_> = long
        .iter()
        .filter(|(file, _)| !KNOWN_LONG.contains(file))
        .collect();
    let gone: Vec<_> = KNOWN_LONG.iter().filter(|known| !is_long(known)).collect();
    assert!(new.is_empty(), "longer than {LONGEST} lines: {new:#?}");
    assert!(
        gone.is_empty(),
        "short enough; take them out of the list: {gone:#?}"
    );
}
