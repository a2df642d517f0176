//! One file or folder a command: its arguments, its help, its run. Each reads, judges, writes and
//! says. What several share stands beside them: `ask` reads and judges, `words` reads what is typed,
//! `recording` hands a command's statements to the ledger.

mod add;
mod ask;
mod asked;
mod backtest;
mod backup;
mod check;
mod columns;
mod completions;
mod config;
mod demo;
mod earlier;
mod edit;
mod export;
mod facts;
pub(crate) mod help;
mod import;
mod in_language;
mod init;
mod known;
mod later;
mod list;
mod log;
mod merge;
mod offers;
mod printed;
mod recording;
mod report;
mod retract;
mod retyped;
mod roll;
mod schedule;
mod show;
mod target;
mod update;
mod verify;
mod whose;
mod words;

use clap::{Args, Subcommand};

use crate::context::Context;
use crate::messages::{Error, Refusal};
use crate::model::Language;

use self::help::{Help, Text};

pub(crate) use self::asked::Asked;
pub(crate) use self::completions::{COMPLETE_VARIABLE, completed_here};
pub(crate) use self::in_language::{figure_in, group_in, state_in, statuses_in};
pub(crate) use self::offers::with_words;
pub(crate) use self::offers::{colours, is_format, languages};
pub(crate) use self::printed::is_status;
pub(crate) use self::retyped::{Bare, Retyped, names_stage_path, retyped};

macro_rules! commands {
    ($(
        $group:ident {
            $($command:ident($module:ident) $(or $alias:literal)?),* $(,)?
        }
    )*) => {
        /// The commands, in the order of the help.
        #[derive(Subcommand, Debug)]
        pub(crate) enum Command {
            $($(
                $(#[command(visible_alias = $alias)])?
                $command($module::Arguments)
            ),*),*
        }

        /// What one command takes, by its name.
        pub(crate) fn only(name: &str) -> Option<clap::Command> {
            match name {
                $($(stringify!($module) $(| $alias)? => {
                    let command = clap::Command::new(stringify!($module));
                    $(let command = command.visible_alias($alias);)?
                    Some($module::Arguments::augment_args(command))
                })*)*
                _ => None,
            }
        }

        /// The commands with their help, in groups.
        pub(crate) const GROUPS: &[Group] = &[
            $(Group {
                heading: help::$group,
                commands: &[$((stringify!($module), &$module::Arguments::HELP)),*],
            }),*
        ];
    };
}

/// The first examples of a command, as they are typed.
pub(crate) fn examples(command: &str, language: Language) -> Vec<String> {
    /// So many show how.
    const MOST: usize = 2;
    let mut commands = GROUPS.iter().flat_map(|group| group.commands);
    let help = commands.find(|(name, _)| *name == command);
    let examples = help.map_or(&[][..], |(_, help)| help.examples).iter();
    let lines = examples.map(|example| format!("project {}", example.line.of(language)));
    lines.take(MOST).collect()
}

/// Commands that belong together.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) heading: Text,
    /// The name of each, and its help.
    pub(crate) commands: &'static [(&'static str, &'static Help)],
}

commands! {
    EVERY_DAY {
        Update(update),
        Report(report) or "status",
        Check(check),
    }
    LOOKING {
        List(list),
        Show(show),
        Log(log),
        Backtest(backtest),
    }
    SETTING_UP {
        Init(init),
        Add(add),
        Edit(edit),
        Merge(merge),
        Target(target),
        Roll(roll),
        Import(import),
    }
    RECORD {
        Export(export),
        Backup(backup),
        Verify(verify),
        Retract(retract) or "undo",
        Config(config),
    }
    MORE {
        Completions(completions),
        Demo(demo),
    }
}

impl Command {
    /// Whether a person may be named with it: one who records, or one whose records are shown.
    fn takes_who(&self) -> bool {
        match self {
            Command::Check(arguments) => arguments.new,
            Command::Config(arguments) => arguments.value.is_some(),
            Command::Report(_)
            | Command::List(_)
            | Command::Backtest(_)
            | Command::Show(_)
            | Command::Export(_)
            | Command::Backup(_)
            | Command::Verify(_)
            | Command::Completions(_)
            | Command::Demo(_) => false,
            Command::Log(_)
            | Command::Update(_)
            | Command::Init(_)
            | Command::Add(_)
            | Command::Edit(_)
            | Command::Merge(_)
            | Command::Target(_)
            | Command::Roll(_)
            | Command::Import(_)
            | Command::Retract(_) => true,
        }
    }
}

/// Runs a command; returns the exit code.
pub(crate) fn run(command: Command, context: &mut Context) -> Result<u8, Error> {
    if let Some(who) = &context.who_asked
        && !command.takes_who()
    {
        return Err(Refusal::RecordsNothing { who: who.clone() }.into());
    }
    match command {
        Command::Demo(arguments) => demo::run(&arguments, context)?,
        Command::Init(arguments) => init::run(&arguments, context)?,
        Command::Import(arguments) => import::run(&arguments, context)?,
        Command::Add(arguments) => add::run(&arguments, context)?,
        Command::Edit(arguments) => edit::run(&arguments, context)?,
        Command::Merge(arguments) => merge::run(&arguments, context)?,
        Command::Target(arguments) => target::run(&arguments, context)?,
        Command::Roll(arguments) => roll::run(&arguments, context)?,
        Command::Retract(arguments) => retract::run(&arguments, context)?,
        Command::Log(arguments) => log::run(&arguments, context)?,
        Command::Update(arguments) => update::run(&arguments, context)?,
        Command::Report(arguments) => report::run(&arguments, context)?,
        Command::Show(arguments) => show::run(&arguments, context)?,
        Command::List(arguments) => list::run(&arguments, context)?,
        Command::Backtest(arguments) => backtest::run(&arguments, context)?,
        Command::Check(arguments) => return check::run(&arguments, context),
        Command::Export(arguments) => export::run(&arguments, context)?,
        Command::Backup(arguments) => backup::run(&arguments, context)?,
        Command::Verify(arguments) => verify::run(&arguments, context)?,
        Command::Config(arguments) => config::run(&arguments, context)?,
        Command::Completions(arguments) => completions::run(&arguments, context)?,
    }
    Ok(0)
}
