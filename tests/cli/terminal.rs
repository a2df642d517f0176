//! A terminal that `script` of util-linux lends; where there is none, there is nothing to test.

use std::process::{Command, Stdio};

use crate::sandbox::{Sandbox, feed};

/// The program with that line at a terminal, in a shell that does something before: `stty` says how
/// large the terminal is, and whether it echoes. `None` without `script`.
pub fn command(sandbox: &Sandbox, before: &str, line: &str) -> Option<Command> {
    let version = Command::new("script").arg("--version").output();
    if !version.is_ok_and(|version| version.status.success()) {
        return None;
    }
    let mut project = sandbox.command([""; 0]);
    let program = project.get_program().to_str().unwrap().to_owned();
    let typed = format!("{before}; exec '{program}' {line}");
    let mut command = Command::new("script");
    command
        .args(["-qec", &typed, "/dev/null"])
        .current_dir(sandbox.folder())
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap())
        .env("SHELL", "/bin/sh")
        .env("TERM", "xterm")
        .env("PROGRAM", program)
        .stdout(Stdio::piped());
    for (name, value) in project.env("NO_COLOR", "1").get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    Some(command)
}

/// Somebody types a line, and then answers: the exit code, and all that was shown but the answers.
pub fn typed(sandbox: &Sandbox, line: &str, answers: &str) -> Option<(i32, String)> {
    let command = command(sandbox, "stty -echo cols 200", line)?;
    let ran = feed(command, answers.as_bytes());
    Some((ran.code, ran.out.replace('\r', "")))
}
