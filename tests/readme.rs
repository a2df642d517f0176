//! What the READMEs and the pages of `docs` show is what happens: the console blocks of each page run
//! in order, in a sealed home, and print the same whatever day it is.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// Two days on which every page must print what it shows: its examples say themselves which day they
/// speak of.
const CLOCKS: [&str; 2] = ["2021-08-01T09:00:00Z", "2031-03-04T15:26:00Z"];

/// A command and what it prints. A line `...` stands for any lines; within a line, `…` stands for what
/// the clock or chance decides.
#[derive(Debug)]
struct Step {
    line: usize,
    command: String,
    output: Vec<String>,
}

/// The `console` blocks: `$ ` begins a command, `> ` continues it.
fn steps(text: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut is_inside = false;
    for (number, line) in (1..).zip(text.lines()) {
        if line.starts_with("```") {
            is_inside = line == "```console";
        } else if !is_inside {
            continue;
        } else if let Some(command) = line.strip_prefix("$ ") {
            steps.push(Step {
                line: number,
                command: command.to_owned(),
                output: Vec::new(),
            });
        } else if let Some(step) = steps.last_mut() {
            match line.strip_prefix("> ").or(line.strip_prefix('>')) {
                Some(more) if step.output.is_empty() => {
                    step.command.push('\n');
                    step.command.push_str(more);
                }
                _ => step.output.push(line.to_owned()),
            }
        }
    }
    steps
}

/// Where a page's commands run: its home, the clock, and what one shell keeps from one command to the
/// next.
struct Shell {
    home: tempfile::TempDir,
    variables: BTreeMap<String, String>,
    aliases: Vec<String>,
}

impl Shell {
    fn new(lang: &str, clock: &str) -> Shell {
        let variables = [("PROJECT_LANG", lang), ("PROJECT_NOW", clock)];
        let home = tempfile::tempdir().unwrap();
        // Who reads it stands in the checkout.
        let docs = home.path().join("docs");
        std::fs::create_dir(&docs).unwrap();
        for sheet in ["plan.xlsx", "计划.xlsx"] {
            let from = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("docs")
                .join(sheet);
            std::fs::copy(from, docs.join(sheet)).unwrap();
        }
        Shell {
            home,
            variables: variables
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .into(),
            aliases: Vec::new(),
        }
    }

    fn run(&mut self, command: &str) -> String {
        if let Some(rest) = command.strip_prefix("export ") {
            let (name, value) = rest.split_once('=').unwrap();
            self.variables.insert(name.to_owned(), value.to_owned());
        } else if let Some(name) = command.strip_prefix("unset ") {
            self.variables.remove(name);
        } else if command.starts_with("alias ") {
            self.aliases.push(command.to_owned());
        }
        let script = format!("exec 2>&1\n{}\n{command}", self.aliases.join("\n"));
        run(&script, self.home.path(), &self.variables)
    }
}

fn run(script: &str, home: &Path, variables: &BTreeMap<String, String>) -> String {
    let program = assert_cmd::cargo::cargo_bin!("project");
    let path = format!("{}:/usr/bin:/bin", program.parent().unwrap().display());
    // Both streams in the order in which they were written, as a terminal shows them.
    let output = Command::new("sh")
        .args(["-c", script])
        .current_dir(home)
        .env_clear()
        .env("PATH", path)
        .env("HOME", home)
        .env("USER", "wang")
        .env("TZ", "UTC")
        .env("COLUMNS", "80")
        .envs(variables)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.replace(home.to_str().unwrap(), "/home/wang")
}

/// Whether the lines are those expected, where `...` stands for any number of lines.
fn matches(expected: &[String], lines: &[&str]) -> bool {
    match expected.split_first() {
        None => lines.is_empty(),
        Some((first, rest)) if first == "..." => {
            (0..=lines.len()).any(|skip| matches(rest, &lines[skip..]))
        }
        Some((first, rest)) => lines.split_first().is_some_and(|(line, others)| {
            is_like(first.trim_end(), line.trim_end()) && matches(rest, others)
        }),
    }
}

/// Whether a line is the one expected, where `…` stands for at least one character.
fn is_like(expected: &str, line: &str) -> bool {
    let Some((before, after)) = expected.split_once('…') else {
        return expected == line;
    };
    line.strip_prefix(before).is_some_and(|rest| {
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
        ends.into_iter().any(|end| is_like(after, &rest[end..]))
    })
}

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The Chinese page that says the same as an English one.
fn chinese(name: &str) -> String {
    format!("{}.zh-CN.md", name.strip_suffix(".md").unwrap())
}

/// The pages of `docs` that show a session.
fn pages() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let names = fs::read_dir(folder).unwrap().map(|entry| {
        let name = entry.unwrap().file_name().into_string().unwrap();
        format!("docs/{name}")
    });
    let mut pages: Vec<String> = names
        .filter(|name| name.ends_with(".md") && !steps(&read(name)).is_empty())
        .collect();
    pages.sort();
    pages
}

fn check(name: &str) {
    let lang = if name.ends_with(".zh-CN.md") {
        "zh"
    } else {
        "en"
    };
    let steps = steps(&read(name));
    assert!(steps.len() >= 5, "{name} shows too few commands");
    let mut differing = Vec::new();
    for clock in CLOCKS {
        let mut shell = Shell::new(lang, clock);
        for step in &steps {
            let output = shell.run(&step.command);
            let lines: Vec<&str> = output.lines().collect();
            if !matches(&step.output, &lines) {
                differing.push(format!(
                    "{name}:{}: at {clock}, $ {}\nprinted\n{output}\ninstead of\n{}\n",
                    step.line,
                    step.command,
                    step.output.join("\n")
                ));
            }
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn the_readme_shows_what_happens() {
    check("README.md");
}

#[test]
fn the_chinese_readme_shows_what_happens() {
    check("README.zh-CN.md");
}

#[test]
fn the_pages_show_what_happens() {
    let pages = pages();
    assert!(pages.len() >= 15, "{pages:?}");
    for page in &pages {
        check(page);
    }
}

/// The commands of a session, each by its verb and its options; names and notes are those of the
/// language.
fn verbs(name: &str) -> Vec<String> {
    const VERBS: [&str; 18] = [
        "demo", "init", "import", "report", "show", "list", "update", "retract", "target", "add",
        "edit", "log", "check", "config", "export", "cat", "undo", "verify",
    ];
    let verb = |step: &Step| {
        let first = step.command.lines().next().unwrap_or_default();
        let words = first.split_whitespace();
        let told: Vec<&str> = words
            .filter(|word| word.starts_with('-') || VERBS.contains(word))
            .collect();
        told.join(" ")
    };
    steps(&read(name)).iter().map(verb).collect()
}

/// Lines of the blocks to copy, but for remarks and descriptions.
fn to_copy(name: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut is_inside = false;
    for line in read(name).lines() {
        if let Some(kind) = line.strip_prefix("```") {
            is_inside = matches!(kind, "crontab" | "service" | "timer");
        } else if is_inside && !line.starts_with('#') && !line.starts_with("Description=") {
            lines.push(line.to_owned());
        }
    }
    lines
}

/// How many sections, rows of tables and blocks there are.
fn shape(name: &str) -> [usize; 3] {
    ["## ", "|", "```"].map(|mark| {
        let text = read(name);
        text.lines().filter(|line| line.starts_with(mark)).count()
    })
}

#[test]
fn both_languages_tell_the_same_and_lead_to_each_other() {
    assert!(to_copy("README.md").len() > 4 && to_copy("docs/cron.md").len() > 8);
    let pages = pages();
    let in_both = pages
        .iter()
        .filter(|name| pages.contains(&chinese(name)))
        .map(String::as_str);
    let mut count = 0;
    for en in in_both.chain(["README.md"]) {
        let zh = &chinese(en);
        assert_eq!(verbs(en), verbs(zh), "{en}");
        assert_eq!(to_copy(en), to_copy(zh), "{en}");
        assert_eq!(shape(en), shape(zh), "{en}");
        let link = |label: &str, to: &str| format!("[{label}]({})", to.trim_start_matches("docs/"));
        assert!(read(en).contains(&link("中文", zh)), "{en}");
        assert!(read(zh).contains(&link("English", en)), "{zh}");
        count += 1;
    }
    assert_eq!(count, 10);
}

/// Pages and files that a page leads to, but for addresses of the web.
fn links(text: &str) -> Vec<String> {
    let targets = text.split("](").skip(1).filter_map(|rest| {
        let (target, _) = rest.split_once(')')?;
        let file = target.split('#').next()?;
        (!file.is_empty() && !file.contains("://")).then(|| file.to_owned())
    });
    targets.collect()
}

#[test]
fn every_link_leads_somewhere() {
    let mut count = 0;
    let readmes = ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"];
    for name in pages().iter().map(String::as_str).chain(readmes) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        for link in links(&read(name)) {
            let target = folder.parent().unwrap().join(&link);
            assert!(
                target.exists(),
                "{name} leads to {link}, which is not there"
            );
            count += 1;
        }
    }
    assert!(count >= 60, "{count}");
}
