//! Every crate in Cargo.lock is in `.ci/dependencies.md`, with facts that are so, a licence that is
//! allowed, and a reason; and the list has no other.
//!
//! After a change of Cargo.lock, `PROJECT_DEPENDENCIES=write cargo test --test dependencies` brings
//! the facts up to date and leaves the reasons to be written.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// A crate: name and version.
type Key = (String, String);

/// A line of the list.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Line {
    key: Key,
    facts: Facts,
    keeper: String,
    reason: String,
}

/// What a crate's own files say.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Facts {
    licence: String,
    /// `program`, `building`, `tests`, or `other systems`.
    place: String,
    /// The direct dependencies that bring it.
    through: String,
    /// What of it runs while building.
    runs: String,
    has_unsafe: String,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Facts {
            licence,
            place,
            through,
            runs,
            has_unsafe,
        } = &self.facts;
        let ((name, version), keeper, reason) = (&self.key, &self.keeper, &self.reason);
        write!(
            f,
            "| {name} | {version} | {licence} | {place} | {through} | {runs} | {has_unsafe} | {keeper} | {reason} |"
        )
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn list() -> (String, PathBuf) {
    let path = root().join(".ci/dependencies.md");
    (fs::read_to_string(&path).unwrap(), path)
}

/// What stands over the table.
const HEADING: &str = "## The crates\n";

/// The lines of the table.
fn lines(text: &str) -> Vec<Line> {
    let (_, table) = text.split_once(HEADING).unwrap();
    let rows = table.lines().filter(|line| line.starts_with("| "));
    rows.skip(1)
        .map(|row| {
            let cells: Vec<String> = row.split('|').map(|cell| cell.trim().to_owned()).collect();
            let [
                _,
                name,
                version,
                licence,
                place,
                through,
                runs,
                has_unsafe,
                keeper,
                reason,
                _,
            ] = cells.as_slice()
            else {
                panic!("not nine cells: {row}");
            };
            Line {
                key: (name.clone(), version.clone()),
                facts: Facts {
                    licence: licence.clone(),
                    place: place.clone(),
                    through: through.clone(),
                    runs: runs.clone(),
                    has_unsafe: has_unsafe.clone(),
                },
                keeper: keeper.clone(),
                reason: reason.clone(),
            }
        })
        .collect()
}

/// The crates of Cargo.lock, but for our own.
fn locked() -> BTreeSet<Key> {
    let text = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let value = |block: &str, key: &str| {
        let start = format!("{key} = \"");
        let line = block.lines().find_map(|line| line.strip_prefix(&start));
        line.map(|rest| rest.trim_end_matches('"').to_owned())
    };
    text.split("[[package]]")
        .skip(1)
        // What has no source is in this folder.
        .filter(|block| value(block, "source").is_some())
        .map(|block| {
            (
                value(block, "name").unwrap(),
                value(block, "version").unwrap(),
            )
        })
        .collect()
}

#[test]
fn every_locked_crate_is_listed_once_and_no_other() {
    let (text, _) = list();
    let lines = lines(&text);
    let listed: BTreeSet<Key> = lines.iter().map(|line| line.key.clone()).collect();
    assert_eq!(listed.len(), lines.len(), "a crate is listed twice");
    assert!(
        lines.is_sorted_by_key(|line| &line.key),
        "the list is not in order"
    );
    let locked = locked();
    assert!(locked.len() > 50, "Cargo.lock was not understood");
    let new: Vec<&Key> = locked.difference(&listed).collect();
    let gone: Vec<&Key> = listed.difference(&locked).collect();
    assert!(
        new.is_empty() && gone.is_empty(),
        "not listed: {new:?}; listed, but gone: {gone:?}; \
         run PROJECT_DEPENDENCIES=write cargo test --test dependencies, and write the reasons"
    );
}

#[test]
fn every_crate_has_a_reason_a_keeper_and_an_allowed_licence() {
    let (text, _) = list();
    let allowed: Vec<&str> = text
        .lines()
        .find_map(|line| line.strip_prefix("Allowed licences: "))
        .expect("a line of allowed licences")
        .trim_end_matches('.')
        .split(", ")
        .collect();
    for line in lines(&text) {
        let (name, _) = &line.key;
        assert!(line.reason.len() > 10, "{name}: say what it is here for");
        assert!(!line.keeper.is_empty(), "{name}: nobody keeps it");
        // Each of those joined by AND has to have an alternative that is allowed.
        for part in line.facts.licence.split(" AND ") {
            let mut choices = part.trim_matches(['(', ')']).split(" OR ");
            assert!(
                choices.any(|licence| allowed.contains(&licence.trim())),
                "{name}: {} is not allowed",
                line.facts.licence
            );
        }
    }
}

#[test]
fn a_crate_in_two_versions_says_why() {
    let (text, _) = list();
    let mut versions: BTreeMap<String, usize> = BTreeMap::new();
    for (name, _) in locked() {
        *versions.entry(name).or_default() += 1;
    }
    for (name, count) in versions {
        let says_why = text
            .lines()
            .any(|line| line.starts_with(&format!("- {name}, twice: ")));
        assert_eq!(
            says_why,
            count > 1,
            "{name} is there {count} times; a line `- {name}, twice: REASON` says why, if it is"
        );
    }
}

/// Facts are compared where the list was made; elsewhere other crates are built.
#[test]
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
fn what_the_list_says_of_each_crate_is_so() {
    let is_write = std::env::var_os("PROJECT_DEPENDENCIES").is_some_and(|value| value == "write");
    let host = Graph::of(&["--offline", "--filter-platform", "x86_64-unknown-linux-gnu"]);
    let (text, path) = list();
    let listed = lines(&text);
    if is_write {
        write(&text, &path, &listed, &host);
        return;
    }
    let mut compared = 0;
    let mut wrong = Vec::new();
    for line in &listed {
        let Some(facts) = host.facts(&line.key) else {
            assert_eq!(
                line.facts.place, "other systems",
                "{} is not built here",
                line.key.0
            );
            continue;
        };
        compared += 1;
        if facts != line.facts {
            wrong.push(
                Line {
                    facts,
                    ..line.clone()
                }
                .to_string(),
            );
        }
    }
    assert!(compared > 50, "no facts were found");
    assert!(
        wrong.is_empty(),
        "these lines should be\n{}",
        wrong.join("\n")
    );
}

/// Our own code is held to it by clippy's `incompatible_msrv`.
#[test]
fn the_oldest_rust_is_the_oldest_that_every_crate_of_the_program_takes() {
    let whole = Graph::of(&["--offline"]);
    let stated = |id: &String| {
        let version = whole.packages[id]["rust_version"].as_str()?;
        let mut parts = version.split('.').map(|part| part.parse().unwrap());
        Some((parts.next().unwrap(), parts.next().unwrap_or(0)))
    };
    let mut reached = whole.reached(&whole.root, &["normal", "build"], true);
    reached.remove(&whole.root);
    let highest: Option<(u32, u32)> = reached.iter().filter_map(stated).max();
    assert_eq!(stated(&whole.root), highest);
}

/// Brings the table up to date and leaves reasons as they are.
fn write(text: &str, path: &Path, listed: &[Line], host: &Graph) {
    let whole = Graph::of(&[]);
    let old: HashMap<&str, &Line> = listed
        .iter()
        .map(|line| (line.key.0.as_str(), line))
        .collect();
    let mut table = String::new();
    for key in locked() {
        let old = old.get(key.0.as_str());
        let facts = host.facts(&key).unwrap_or_else(|| Facts {
            place: "other systems".to_owned(),
            ..whole.facts(&key).expect("a locked crate is in the graph")
        });
        let line = Line {
            keeper: whole.keeper(&key),
            reason: old.map_or_else(String::new, |line| line.reason.clone()),
            facts,
            key,
        };
        table.push_str(&format!("{line}\n"));
    }
    let (before, after) = text.split_once(HEADING).unwrap();
    let heading: Vec<&str> = after
        .lines()
        .filter(|line| line.starts_with('|'))
        .take(2)
        .collect();
    let out = format!("{before}{HEADING}\n{}\n{table}", heading.join("\n"));
    fs::write(path, out).unwrap();
}

/// What Cargo knows of the crates and how they hang together.
struct Graph {
    packages: HashMap<String, Value>,
    ids: HashMap<Key, String>,
    /// By package: what it depends on, and the kinds (`normal`, `build`, `dev`).
    edges: HashMap<String, Vec<(String, Vec<String>)>>,
    root: String,
}

impl Graph {
    fn of(options: &[&str]) -> Graph {
        let output = Command::new(env!("CARGO"))
            .args(["metadata", "--locked", "--format-version", "1"])
            .args(options)
            .current_dir(root())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let items = |value: &Value| value.as_array().unwrap().clone();
        let mut graph = Graph {
            packages: HashMap::new(),
            ids: HashMap::new(),
            edges: HashMap::new(),
            root: text(&metadata["resolve"]["root"]),
        };
        for package in items(&metadata["packages"]) {
            let id = text(&package["id"]);
            let key = (text(&package["name"]), text(&package["version"]));
            graph.ids.insert(key, id.clone());
            graph.packages.insert(id, package);
        }
        for node in items(&metadata["resolve"]["nodes"]) {
            let edges = items(&node["deps"]);
            let edges = edges.iter().map(|edge| {
                let kinds = items(&edge["dep_kinds"]);
                let kinds = kinds
                    .iter()
                    .map(|kind| kind["kind"].as_str().unwrap_or("normal"));
                (text(&edge["pkg"]), kinds.map(str::to_owned).collect())
            });
            graph.edges.insert(text(&node["id"]), edges.collect());
        }
        graph
    }

    fn target_kinds(&self, id: &str) -> BTreeSet<&str> {
        let targets = self.packages[id]["targets"].as_array().unwrap();
        let kinds = targets
            .iter()
            .flat_map(|target| target["kind"].as_array().unwrap());
        kinds.filter_map(Value::as_str).collect()
    }

    /// What is reached from a package over edges of such kinds; past macros, only if asked for.
    fn reached(&self, from: &str, kinds: &[&str], with_macros: bool) -> BTreeSet<String> {
        let mut reached = BTreeSet::new();
        let mut open = vec![from.to_owned()];
        while let Some(id) = open.pop() {
            let edges = self.edges.get(&id).into_iter().flatten();
            if !reached.insert(id.clone()) {
                continue;
            }
            for (to, through) in edges {
                let is_dev = id != self.root && through.iter().all(|kind| kind == "dev");
                let is_asked = through.iter().any(|kind| kinds.contains(&kind.as_str()));
                let is_macro = self.target_kinds(to).contains("proc-macro");
                if is_asked && !is_dev && (with_macros || !is_macro) {
                    open.push(to.clone());
                }
            }
        }
        reached
    }

    fn facts(&self, key: &Key) -> Option<Facts> {
        let id = self.ids.get(key)?;
        let package = &self.packages[id];
        let place = if self.reached(&self.root, &["normal"], false).contains(id) {
            "program"
        } else if self
            .reached(&self.root, &["normal", "build"], true)
            .contains(id)
        {
            "building"
        } else {
            "tests"
        };
        let name = |id: &String| self.packages[id]["name"].as_str().unwrap().to_owned();
        let mut through: Vec<String> = self.edges[&self.root]
            .iter()
            .filter(|(direct, _)| {
                self.reached(direct, &["normal", "build"], true)
                    .contains(id)
            })
            .map(|(direct, _)| name(direct))
            .collect();
        through.sort();
        let kinds = self.target_kinds(id);
        let runs = match (kinds.contains("custom-build"), kinds.contains("proc-macro")) {
            (true, true) => "script, macro",
            (true, false) => "script",
            (false, true) => "macro",
            (false, false) => "–",
        };
        let manifest = Path::new(package["manifest_path"].as_str().unwrap());
        let has_unsafe = has_unsafe(manifest.parent().unwrap());
        let licence = package["license"].as_str().unwrap_or("none");
        Some(Facts {
            licence: licence.replace(" / ", "/").replace('/', " OR "),
            place: place.to_owned(),
            through: if through.len() > 3 {
                format!("{} of ours", through.len())
            } else {
                through.join(", ")
            },
            runs: runs.to_owned(),
            has_unsafe: if has_unsafe { "unsafe" } else { "–" }.to_owned(),
        })
    }

    /// Its repository, and its first author where the crate names any.
    fn keeper(&self, key: &Key) -> String {
        let package = &self.packages[&self.ids[key]];
        let repository = package["repository"].as_str().unwrap_or("?");
        let repository = repository
            .trim_end_matches(".git")
            .trim_start_matches("https://")
            .trim_start_matches("http://")
            .trim_start_matches("github.com/");
        let author = package["authors"][0]
            .as_str()
            .and_then(|author| author.split(" <").next());
        match author {
            Some(author) => format!("{repository} ({author})"),
            None => repository.to_owned(),
        }
    }
}

/// Whether the word stands in the code of a crate, comments and tests aside.
fn has_unsafe(folder: &Path) -> bool {
    let aside = ["tests", "benches", "examples", "fuzz", "ci", "target"];
    let mut open = vec![folder.to_owned()];
    while let Some(folder_or_file) = open.pop() {
        if folder_or_file.is_dir() {
            for entry in fs::read_dir(&folder_or_file).unwrap() {
                let path = entry.unwrap().path();
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                if folder_or_file != folder || !aside.contains(&name.as_str()) {
                    open.push(path);
                }
            }
        } else if folder_or_file
            .extension()
            .is_some_and(|ending| ending == "rs")
        {
            let bytes = fs::read(&folder_or_file).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            // Looked for as a whole first: most files have no such word at all.
            if text.contains("unsafe") && text.lines().any(says_unsafe) {
                return true;
            }
        }
    }
    false
}

/// `unsafe` as a word of its own, outside a comment and a text.
fn says_unsafe(line: &str) -> bool {
    let code = line.split("//").next().unwrap_or_default();
    let code: String = code.split('"').step_by(2).collect();
    code.match_indices("unsafe").any(|(at, word)| {
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        let before = code[..at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}
