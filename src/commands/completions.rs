use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use clap::{Args, ValueHint};
use clap_complete::engine::{
    ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter,
};
use clap_complete::env::Shells;

use crate::context::Context;
use crate::messages::{Error, ValueProblem};
use crate::model::{Code, Day, Known, Scope, fold, is_unseen, seen, typed};
use crate::store::{self, Access, Visible, load};

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
    let completer = shells.completer(&arguments.shell).ok_or_else(|| {
        let problem = ValueProblem::Choice(shells.names().collect());
        Error::value("SHELL", &arguments.shell, problem)
    })?;
    context.output.with(|mut out| {
        completer.write_registration(COMPLETE_VARIABLE, "project", "project", "project", &mut out)
    })
}

/// Where the completion looks for codes; set before the program knows its arguments.
pub(crate) static STORE: OnceLock<PathBuf> = OnceLock::new();

/// Whether a shell reads the word as it stands, and a terminal shows it as it is. Not every shell
/// quotes what a completion puts on its line, so nothing else may be offered.
fn is_safe(word: &str) -> bool {
    typed(word) == word && !word.contains(is_unseen)
}

/// The codes in the store that begin as typed. Reads only, creates nothing, and offers nothing if
/// anything is wrong.
pub(super) fn codes(typed: &OsStr) -> Vec<CompletionCandidate> {
    let (Some(path), Some(typed)) = (STORE.get(), typed.to_str()) else {
        return Vec::new();
    };
    found(path, typed)
        .unwrap_or_default()
        .into_iter()
        // A shell takes only what begins as it was typed.
        .filter(|(code, _)| code.as_str().starts_with(typed) && is_safe(code.as_str()))
        .map(|(code, name)| {
            let name = seen(&name).into_owned();
            CompletionCandidate::new(code.as_str()).help(Some(name.into()))
        })
        .collect()
}

/// The projects whose codes begin so, regardless of case, in the order of their codes.
fn found(path: &Path, beginning: &str) -> Result<Vec<(Code, String)>, Error> {
    let mut found = Vec::new();
    store::open(path, Access::Read)?.read(&mut |read| {
        let visible = Visible::of(read, Known::Now)?;
        let key = fold(beginning);
        let mut ids: Vec<i64> = read
            .projects_coded(&key)?
            .into_iter()
            .map(|(_, id)| id)
            .collect();
        ids.sort_unstable();
        ids.dedup();
        // Many are looked up at once.
        let projects = match ids.len() {
            0..=MANY => {
                let mut projects = Vec::new();
                for id in ids {
                    let one = load(read, Day::default(), Scope::Name(id), &visible)?;
                    projects.extend(one.projects);
                }
                projects
            }
            _ => load(read, Day::default(), Scope::Names, &visible)?.projects,
        };
        found = projects
            .into_iter()
            .map(|project| (project.facts.code, project.facts.name))
            .filter(|(code, _)| code.key().starts_with(&key))
            .collect();
        Ok(())
    })?;
    found.sort();
    Ok(found)
}

/// More projects than this are looked up all at once.
const MANY: usize = 50;

/// The files and folders that begin as typed.
fn paths(typed: &OsStr) -> Vec<CompletionCandidate> {
    let mut paths = PathCompleter::any().complete(typed);
    paths.retain(|path| path.get_value().to_str().is_some_and(is_safe));
    paths
}

/// The program with its paths completed here: by itself, clap offers each as it is called.
pub(crate) fn completed_here(command: clap::Command) -> clap::Command {
    command
        .mut_args(|argument| match argument.get_value_hint() {
            ValueHint::Unknown | ValueHint::Other => argument,
            _ => argument.add(ArgValueCompleter::new(paths)),
        })
        .mut_subcommands(completed_here)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_needs_no_quotes_is_offered() {
        for word in ["jinhui", "金辉/main-structure", "../plan.csv", "a#b~"] {
            assert!(is_safe(word), "{word}");
        }
        for word in [
            "x$(y)",
            "x y",
            "~x",
            "#x",
            "x*",
            "x\u{1b}",
            "x\u{202e}",
            "x\u{200b}y",
            "",
        ] {
            assert!(!is_safe(word), "{word}");
        }
    }
}
