//! What the README shows is what happens: its console blocks run in order, in a sealed home.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

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

fn run(command: &str, home: &Path) -> String {
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

fn check(name: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join(name)).unwrap();
    let home = tempfile::tempdir().unwrap();
    let steps = steps(&text);
    assert!(steps.len() >= 5, "{name} has too few console blocks");
    for step in steps {
        let output = run(&step.command, home.path());
        let lines: Vec<&str> = output.lines().collect();
        assert!(
            matches(&step.output, &lines),
            "{name}:{}: $ {}\nprinted\n{output}\ninstead of\n{}",
            step.line,
            step.command,
            step.output.join("\n")
        );
    }
}

#[test]
fn the_readme_shows_what_happens() {
    check("README.md");
}
