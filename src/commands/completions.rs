use std::ffi::OsStr;

use clap::ValueHint;
use clap_complete::engine::{
    ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter,
};
use clap_complete::env::Shells;

use crate::context::Context;
use crate::messages::{Error, ValueProblem};

use super::help::arguments;
use super::offers::{is_safe, offered};
use super::printed::Word;

/// Set by the completion script when it asks the program.
pub(crate) const COMPLETE_VARIABLE: &str = "_PROJECT_COMPLETE";

arguments! {
    Arguments
    en "Print a script that completes commands, codes and names"
    zh "输出补全脚本，可补全命令、代码与名称"
    in ARGUMENTS {
        #[arg(value_name = "SHELL", add = ArgValueCompleter::new(shells))]
        shell: String = { en "{words}" zh "{words}" }
    }
    example
        en "completions bash >> ~/.bashrc" "sets it up for bash, from the next shell on"
        zh "completions bash >> ~/.bashrc" "用于bash，新开终端后生效"
    example
        en "completions zsh >> ~/.zshrc" "sets it up for zsh"
        zh "completions zsh >> ~/.zshrc" "用于zsh"
    example
        en "completions fish > ~/.config/fish/completions/project.fish" "sets it up for fish"
        zh "completions fish > ~/.config/fish/completions/project.fish" "用于fish"
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let shells = Shells::builtins();
    let completer = shells.completer(&arguments.shell).ok_or_else(|| {
        let problem = ValueProblem::Choice(shells.names().collect());
        Error::value("shell", &arguments.shell, problem)
    })?;
    context.output.with(|mut out| {
        completer.write_registration(COMPLETE_VARIABLE, "project", "project", "project", &mut out)
    })
}

/// The shells there are scripts for.
fn shells(typed: &OsStr) -> Vec<CompletionCandidate> {
    let shells = ["bash", "elvish", "fish", "powershell", "zsh"];
    offered(typed, shells.map(Word::plain).into_iter().collect())
}

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
