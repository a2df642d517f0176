//! What the README, in either language, and the page on the record show is what happens: their
//! console blocks run in order, in a sealed home.

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

/// A command and what it prints. A line `...` stands for any lines.
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

/// What one shell keeps from one command to the next: `export NAME=value`, `unset NAME`.
fn keep(variables: &mut BTreeMap<String, String>, command: &str) {
    if let Some((name, value)) = command
        .strip_prefix("export ")
        .and_then(|rest| rest.split_once('='))
    {
        variables.insert(name.to_owned(), value.to_owned());
    } else if let Some(name) = command.strip_prefix("unset ") {
        variables.remove(name);
    }
}

fn run(command: &str, home: &Path, variables: &BTreeMap<String, String>) -> String {
    let program = assert_cmd::cargo::cargo_bin!("project");
    let path = format!("{}:/usr/bin:/bin", program.parent().unwrap().display());
    // Both streams in the order in which they were written, as a terminal shows them.
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1\n{command}")])
        .current_dir(home)
        .env_clear()
        .env("PATH", path)
        .env("HOME", home)
        .env("USER", "wang")
        .env("TZ", "UTC")
        .env("PROJECT_NOW", "2021-08-01T09:00:00Z")
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
            first.trim_end() == line.trim_end() && matches(rest, others)
        }),
    }
}

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

fn check(name: &str, lang: &str) {
    let home = tempfile::tempdir().unwrap();
    let mut variables = BTreeMap::from([("PROJECT_LANG".to_owned(), lang.to_owned())]);
    let steps = steps(&read(name));
    assert!(steps.len() >= 5, "{name} has too few console blocks");
    let mut differing = Vec::new();
    for step in steps {
        keep(&mut variables, &step.command);
        let output = run(&step.command, home.path(), &variables);
        let lines: Vec<&str> = output.lines().collect();
        if !matches(&step.output, &lines) {
            differing.push(format!(
                "{name}:{}: $ {}\nprinted\n{output}\ninstead of\n{}\n",
                step.line,
                step.command,
                step.output.join("\n")
            ));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn the_readme_shows_what_happens() {
    check("README.md", "en");
}

#[test]
fn the_chinese_readme_shows_what_happens() {
    check("README.zh-CN.md", "zh");
}

/// The commands of a session, each by its verb and its options; names and notes are those of the
/// language.
fn verbs(name: &str) -> Vec<String> {
    const VERBS: [&str; 16] = [
        "demo", "init", "import", "report", "show", "list", "update", "retract", "target", "add",
        "edit", "log", "check", "config", "export", "cat",
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
fn both_tell_the_same_and_lead_to_each_other() {
    let (en, zh) = ("README.md", "README.zh-CN.md");
    assert_eq!(verbs(en), verbs(zh));
    assert_eq!(to_copy(en), to_copy(zh));
    assert!(to_copy(en).len() > 15);
    assert!(read(en).contains("[中文](README.zh-CN.md)"));
    assert!(read(zh).contains("[English](README.md)"));
    assert_eq!(shape(en), shape(zh));
}

#[test]
fn the_page_on_the_record_shows_what_happens() {
    check("docs/record.md", "en");
}
