use std::ffi::OsStr;
use std::path::PathBuf;
use std::sync::OnceLock;

use clap::Args;
use clap_complete::CompletionCandidate;
use clap_complete::env::Shells;

use crate::context::Context;
use crate::error::{Error, ValueProblem};
use crate::store::{self, Access};

/// Set by the completion script when it asks the program.
pub(crate) const COMPLETE_VARIABLE: &str = "_PROJECT_COMPLETE";

/// Print a completion script that knows the codes in the store
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// bash, elvish, fish, powershell or zsh
    #[arg(value_name = "SHELL")]
    shell: String,
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let shells = Shells::builtins();
    let completer = shells
        .completer(&arguments.shell)
        .ok_or_else(|| Error::Value {
            name: "SHELL",
            value: arguments.shell.clone(),
            problem: ValueProblem::Choice(shells.names().collect()),
        })?;
    context.output.with(|mut out| {
        completer.write_registration(COMPLETE_VARIABLE, "project", "project", "project", &mut out)
    })
}

/// Where the completion looks for codes; set before the program knows its arguments.
pub(crate) static STORE: OnceLock<PathBuf> = OnceLock::new();

/// The codes in the store that begin as typed. Reads only, creates nothing, and offers nothing if
/// anything is wrong.
pub(super) fn codes(typed: &OsStr) -> Vec<CompletionCandidate> {
    let (Some(path), Some(typed)) = (STORE.get(), typed.to_str()) else {
        return Vec::new();
    };
    let codes = store::open(path, Access::Read).and_then(|store| store.codes(typed));
    codes
        .unwrap_or_default()
        .into_iter()
        // A shell takes only what begins as it was typed.
        .filter(|(code, _)| code.as_str().starts_with(typed))
        .map(|(code, name)| CompletionCandidate::new(code.as_str()).help(Some(name.into())))
        .collect()
}
