//! All that can be typed: options of every command, and the commands.

use std::ffi::OsString;
use std::mem::ManuallyDrop;
use std::path::PathBuf;

use clap::{Args, CommandFactory, FromArgMatches, Parser};
use clap_complete::ArgValueCompleter;

use crate::commands::help::arguments;
use crate::commands::{self, Command};

/// What was typed; `help` says what it means.
#[derive(Parser, Debug)]
#[command(name = "project", version, about = None, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

arguments! {
    Global
    en "Options of every command"
    zh "各命令通用的选项"
    in GLOBAL {
        #[arg(long, value_name = "FILE", global = true)]
        db: Option<PathBuf> = {
            en "The store (PROJECT_DB; default: project/project.db in $XDG_DATA_HOME, on Windows in %APPDATA%)"
            zh "数据库文件（PROJECT_DB；默认为$XDG_DATA_HOME下的project/project.db，Windows为%APPDATA%下）"
        }
        #[arg(long, value_name = "DATE", allow_hyphen_values = true, global = true)]
        as_of: Option<String> = {
            en "Treat DATE as today; when recording, it is the default of --on"
            zh "视该日为今天；填报时为 --on 的默认值"
        }
        #[arg(long, value_name = "DATE", allow_hyphen_values = true, global = true)]
        known_on: Option<String> = {
            en "Read the record as it stood at the end of DATE; only for commands that record nothing"
            zh "只看该日终了前已录入的内容；填报时不可用"
        }
        #[arg(
            long,
            value_name = "LANG",
            global = true,
            add = ArgValueCompleter::new(commands::languages)
        )]
        lang: Option<String> = {
            en "en or zh (PROJECT_LANG; then `project config lang`, LC_ALL, LC_MESSAGES, LANG)"
            zh "en或zh（PROJECT_LANG，其次project config lang、LC_ALL、LC_MESSAGES、LANG）"
        }
        #[arg(
            long,
            value_name = "WHEN",
            global = true,
            add = ArgValueCompleter::new(commands::colours)
        )]
        color: Option<String> = {
            en "Colours: auto, always or never (NO_COLOR, CLICOLOR_FORCE)"
            zh "颜色：auto、always或never（NO_COLOR、CLICOLOR_FORCE）"
        }
        #[arg(long, value_name = "PERSON", global = true)]
        who: Option<String> = {
            en "Who is recording (PROJECT_USER; default: your login)"
            zh "填报人（PROJECT_USER；默认登录名）"
        }
        #[arg(short, long, global = true)]
        quiet: bool = {
            en "Confirm nothing and give no hints; data and errors still appear"
            zh "不显示确认与提示；数据与错误照常输出"
        }
    }
}

/// Understands the arguments. To make ready for all commands takes longer than to parse those of
/// one, so the one that seems to be meant is tried by itself. Where it does not understand, all are
/// asked, who know what to say.
pub(super) fn parse(arguments: &[OsString]) -> Result<Cli, clap::Error> {
    let understand = |command: clap::Command| {
        // Not freed: the program ends with it.
        let mut command = ManuallyDrop::new(command);
        let mut matches = command.try_get_matches_from_mut(arguments)?;
        Cli::from_arg_matches_mut(&mut matches)
    };
    let words = arguments.iter().skip(1).filter_map(|word| word.to_str());
    if let Some(only) = words.filter_map(commands::only).next()
        && let Ok(cli) = understand(alone(only))
    {
        return Ok(cli);
    }
    understand(Cli::command())
}

/// The program as if it had that command only.
fn alone(command: clap::Command) -> clap::Command {
    Global::augment_args(clap::Command::new("project"))
        .disable_help_subcommand(true)
        .subcommand(command)
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, ValueHint};
    use clap_complete::ArgValueCompleter;

    use super::Cli;
    use crate::commands;
    use crate::messages::COMMANDS;

    /// Sentences that name a command name the store with it.
    #[test]
    fn sentences_know_every_command() {
        let all = Cli::command();
        let names = all
            .get_subcommands()
            .flat_map(|command| command.get_visible_aliases().chain([command.get_name()]));
        let mut names: Vec<&str> = names.collect();
        names.sort_unstable();
        assert_eq!(names, COMMANDS);
    }

    /// Seen to catch: `import --encoding`, which completed nothing.
    #[test]
    fn every_option_that_takes_certain_values_completes_them() {
        // Whatever is written in them is new.
        let free = [
            "COLUMN=FIELD",
            "DATE",
            "DATE|ENTRY",
            "DATE:PERCENT",
            "DAYS",
            "LABEL",
            "N",
            "N:HASH",
            "NAME=CODE",
            "NAME=TEXT",
            "ORDER",
            "PERCENT",
            "TEXT",
            "WORDS",
            "[DATE:]PERCENT",
        ];
        let new_names = [
            "who", "name", "alias", "no_alias", "en", "unit", "code", "keep",
        ];
        for command in Cli::command().get_subcommands() {
            for option in command
                .get_opts()
                .filter(|it| it.get_action().takes_values())
            {
                let mut names = option.get_value_names().unwrap_or_default().iter();
                let id = option.get_id().as_str();
                let is_free = names.any(|name| free.contains(&name.as_str()));
                let is_path = !matches!(
                    option.get_value_hint(),
                    ValueHint::Unknown | ValueHint::Other
                );
                let is_completed = option.get::<ArgValueCompleter>().is_some();
                assert!(
                    is_free || is_path || is_completed || new_names.contains(&id),
                    "{} --{id}",
                    command.get_name()
                );
            }
        }
    }

    /// Seen to catch: a command that is alone without its help.
    #[test]
    fn a_command_alone_takes_what_it_takes_among_all() {
        let all = Cli::command();
        let commands: Vec<_> = all.get_subcommands().collect();
        assert_eq!(commands.len(), 21);
        for command in commands {
            let only = commands::only(command.get_name()).unwrap();
            // But for its place among them.
            let order_of = |command: clap::Command| format!("{:?}", command.display_order(0));
            assert_eq!(order_of(only), order_of(command.clone()));
        }
        assert!(commands::only("nothing").is_none());
    }
}
