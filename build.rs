//! What `project --version` says of the build: the commit it is of, and a stack on Windows as deep as
//! elsewhere.
#![allow(clippy::print_stdout, reason = "so a build script talks to cargo")]

use std::env;
use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=PROJECT_COMMIT");
    let told = env::var("PROJECT_COMMIT").ok().or_else(commit);
    println!(
        "cargo::rustc-env=PROJECT_COMMIT={}",
        told.unwrap_or_default()
    );
    let target = |name: &str| env::var(format!("CARGO_CFG_TARGET_{name}")).unwrap_or_default();
    if target("OS") == "windows" && target("ENV") == "gnu" {
        println!("cargo::rustc-link-arg-bins=-Wl,--stack,8388608");
    }
}

/// The commit that is checked out, marked where files differ from it: `None` outside of git, and in
/// builds for development, which would be made anew after each commit to say which it was.
fn commit() -> Option<String> {
    if env::var("PROFILE").ok()? != "release" || !Path::new(".git").exists() {
        return None;
    }
    let log = git(&["rev-parse", "--git-path", "logs/HEAD"])?;
    let sources = ["src", "schema.sql", "docs", "Cargo.toml", "Cargo.lock"];
    for file in [log.as_str()].iter().chain(&sources) {
        println!("cargo::rerun-if-changed={file}");
    }
    git(&[
        "describe",
        "--always",
        "--dirty",
        "--exclude=*",
        "--abbrev=12",
    ])
}

fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}
