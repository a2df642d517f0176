//! One file or folder a command: its arguments, its help, its run. Each reads, judges, writes and
//! says. What several share stands beside them: `ask` reads and judges, `words` reads what is typed,
//! `recording` hands a command's statements to the ledger.

mod add;
mod ask;
mod backup;
mod check;
mod completions;
mod config;
mod demo;
mod edit;
mod export;
mod import;
mod init;
mod list;
mod log;
mod printed;
mod recording;
mod report;
mod retract;
mod show;
mod target;
mod update;
mod verify;
mod whose;
mod words;

use clap::{Args, Subcommand};

use crate::context::Context;
use crate::messages::Error;

pub(crate) use completions::{COMPLETE_VARIABLE, STORE, completed_here};

macro_rules! commands {
    ($($command:ident($module:ident) $(or $alias:literal)?),* $(,)?) => {
        /// The commands, in the order of the help.
        #[derive(Subcommand, Debug)]
        pub(crate) enum Command {
            $(
                $(#[command(visible_alias = $alias)])?
                $command($module::Arguments)
            ),*
        }

        /// What one command takes, by its name.
        pub(crate) fn only(name: &str) -> Option<clap::Command> {
            match name {
                $(stringify!($module) $(| $alias)? => {
                    let command = clap::Command::new(stringify!($module));
                    $(let command = command.visible_alias($alias);)?
                    Some($module::Arguments::augment_args(command))
                })*
                _ => None,
            }
        }
    };
}

commands! {
    Demo(demo),
    Init(init),
    Import(import),
    Add(add),
    Edit(edit),
    Target(target),
    Update(update),
    Retract(retract) or "undo",
    Report(report) or "status",
    Show(show),
    List(list),
    Log(log),
    Check(check),
    Export(export),
    Backup(backup),
    Verify(verify),
    Config(config),
    Completions(completions),
}

/// Runs a command; returns the exit code.
pub(crate) fn run(command: Command, context: &mut Context) -> Result<u8, Error> {
    match command {
        Command::Demo(arguments) => demo::run(&arguments, context)?,
        Command::Init(arguments) => init::run(&arguments, context)?,
        Command::Import(arguments) => import::run(&arguments, context)?,
        Command::Add(arguments) => add::run(&arguments, context)?,
        Command::Edit(arguments) => edit::run(&arguments, context)?,
        Command::Target(arguments) => target::run(&arguments, context)?,
        Command::Retract(arguments) => retract::run(&arguments, context)?,
        Command::Log(arguments) => log::run(&arguments, context)?,
        Command::Update(arguments) => update::run(&arguments, context)?,
        Command::Report(arguments) => report::run(&arguments, context)?,
        Command::Show(arguments) => show::run(&arguments, context)?,
        Command::List(arguments) => list::run(&arguments, context)?,
        Command::Check(arguments) => return check::run(&arguments, context),
        Command::Export(arguments) => export::run(&arguments, context)?,
        Command::Backup(arguments) => backup::run(&arguments, context)?,
        Command::Verify(arguments) => verify::run(&arguments, context)?,
        Command::Config(arguments) => config::run(&arguments, context)?,
        Command::Completions(arguments) => completions::run(&arguments, context)?,
    }
    Ok(0)
}
