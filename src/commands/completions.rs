use std::path::PathBuf;
use std::sync::OnceLock;

use clap::Args;
use clap_complete::CompletionCandidate;
use clap_complete::env::Shells;

use crate::context::Context;
use crate::error::{Error, ValueProblem};
use crate::model::{Day, Known, Scope, Snapshot};
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

/// The codes in the store. Reads only, creates nothing, and offers nothing if anything is wrong.
pub(super) fn codes() -> Vec<CompletionCandidate> {
    let (Some(path), as_of) = (STORE.get(), Day::default()) else {
        return Vec::new();
    };
    let question = Snapshot {
        as_of,
        known: Known::Now,
        scope: Scope::All,
    };
    let portfolio = store::open(path, Access::Read).and_then(|store| store.snapshot(&question));
    let projects = portfolio
        .map(|portfolio| portfolio.projects)
        .unwrap_or_default();
    projects
        .iter()
        .map(|project| {
            let name = project.facts.name.clone();
            CompletionCandidate::new(project.facts.code.as_str()).help(Some(name.into()))
        })
        .collect()
}
