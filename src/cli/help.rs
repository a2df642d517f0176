//! Help in the reader's language: what the parser knows of the arguments, and what is said of them.

use clap::{Arg, ArgAction, Args, Command, CommandFactory};
use clap_complete::ArgValueCompleter;

use crate::commands::help::{EXAMPLES, Example, Help, LEGEND, Text, USAGE, value_name};
use crate::commands::{GROUPS, with_words};
use crate::messages::{In, full_legend};
use crate::model::Language;
use crate::render::{self, HelpPart};

use super::arguments::{Cli, Global};

const ABOUT: Text = Text::new(
    "Track key projects: percentages, dated targets, verdicts that say why",
    "重点项目进度管理：按百分比填报，按时限考核，评定说明理由",
);
const MORE: Text = Text::new(
    "`project COMMAND --help` says more about a command, with examples. `project demo` shows what \
     reports look like.",
    "各命令的说明与示例：project 命令 --help。初次使用可先看演示：project demo。",
);
const GLOBALS: Text = Text::new(
    "Every command also takes {names}; see `project --help`.",
    "各命令均可用{names}，见project --help。",
);
const ALIAS: Text = Text::new("Also called", "别名");
const ALSO: Text = Text::new("also {names}", "亦作{names}");
const PRINT_HELP: Text = Text::new("Print help", "显示帮助");
const PRINT_VERSION: Text = Text::new("Print the version", "显示版本");
const HELP_OF: Text = Text::new("Print help of a command", "显示某一命令的帮助");
const ANY_OPTIONS: Text = Text::new("OPTIONS", "选项");

/// The help of a command of that name, and the name it is listed by.
pub(super) fn of(name: &str) -> Option<&'static Help> {
    let mut all = GROUPS.iter().flat_map(|group| group.commands);
    all.find(|(other, _)| *other == name).map(|(_, help)| *help)
}

/// The program with its help laid out in a language; of the commands only those that `is_asked`
/// wants.
pub(super) fn explained(
    program: Command,
    language: Language,
    width: usize,
    is_asked: impl Fn(&Command) -> bool,
) -> Command {
    let mut built = program.clone();
    built.build();
    let page = |parts: &[HelpPart]| render::help(language, width, parts);
    let whole = page(&program_parts(&built, language));
    program.override_help(whole).mut_subcommands(|command| {
        let help = of(command.get_name()).filter(|_| is_asked(&command));
        let Some(help) = help else { return command };
        let parts = command_parts(&command, help, language);
        command.override_help(page(&parts))
    })
}

/// The program with its sentences beside its commands and arguments, as a completion shows them.
pub(super) fn described(program: Command, language: Language) -> Command {
    let say = move |command: Command, help: &Help| {
        command.mut_args(|argument| {
            let english = help.argument(argument.get_id().as_str());
            let english = english.map(|text| says(&argument, text, language));
            match english {
                Some(english) => argument.help(english),
                None => argument,
            }
        })
    };
    let flag = move |id: &'static str, short, action, text: Text| {
        let flag = Arg::new(id).long(id).short(short).action(action);
        flag.help(text.of(language))
    };
    let asks_help = move || flag("help", 'h', ArgAction::Help, PRINT_HELP);
    let program = say(program, &Global::HELP)
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(asks_help())
        .arg(flag("version", 'V', ArgAction::Version, PRINT_VERSION));
    let commands = program.mut_subcommands(|command| {
        let Some(help) = of(command.get_name()) else {
            return command;
        };
        let about = help.about.of(language);
        let command = say(command, help).about(about);
        command.disable_help_flag(true).arg(asks_help())
    });
    let names = GROUPS.iter().flat_map(|group| group.commands);
    let names = names.map(|(name, help)| Command::new(*name).about(help.about.of(language)));
    let help = Command::new("help").about(HELP_OF.of(language));
    commands.subcommand(help.disable_help_flag(true).subcommands(names))
}

/// The program with all that its help says, for manual pages: what belongs to a command stands in its
/// long description, and its examples behind it.
pub fn manual(language: Language) -> Command {
    let program = Command::new("project").about(ABOUT.of(language));
    let program = Global::augment_args(program).subcommands(Cli::command().get_subcommands());
    let program = described(program, language).version(env!("CARGO_PKG_VERSION"));
    program.mut_subcommands(|command| {
        let Some(help) = of(command.get_name()) else {
            return command;
        };
        let notes = help.notes.iter().map(|(_, text)| text);
        let details = [help.about].into_iter().chain(help.details.iter().copied());
        let says = details.chain(notes.copied()).map(|text| text.of(language));
        let examples = help.examples.iter().map(|Example { line, does }| {
            let (line, does) = (line.of(language), does.of(language));
            format!("project {line}\n\n{does}")
        });
        command
            .long_about(says.collect::<Vec<_>>().join("\n\n"))
            .after_help(examples.collect::<Vec<_>>().join("\n\n"))
    })
}

fn program_parts(program: &Command, language: Language) -> Vec<HelpPart> {
    let mut parts = vec![
        HelpPart::Text(ABOUT.of(language).to_owned()),
        HelpPart::Heading(
            USAGE.of(language).to_owned(),
            format!(
                "project [{}] <{}>",
                ANY_OPTIONS.of(language),
                value_name("COMMAND", language).unwrap_or_default()
            ),
        ),
    ];
    for group in GROUPS {
        parts.push(heading(group.heading, language));
        let item = |(name, help): &(&str, &Help)| {
            HelpPart::Command((*name).to_owned(), help.about.of(language).to_owned())
        };
        parts.extend(group.commands.iter().map(item));
    }
    parts.extend(sections(program, &Global::HELP, language));
    let flags = [("-h, --help", PRINT_HELP), ("-V, --version", PRINT_VERSION)];
    let flags = flags.map(|(flag, text)| HelpPart::Item(flag.to_owned(), text.of(language).into()));
    parts.extend(flags);
    parts.push(HelpPart::Text(MORE.of(language).to_owned()));
    parts
}

fn command_parts(command: &Command, help: &Help, language: Language) -> Vec<HelpPart> {
    let mut parts = vec![HelpPart::Text(help.about.of(language).to_owned())];
    let details = help.details.iter();
    parts.extend(details.map(|text| HelpPart::Text(text.of(language).to_owned())));
    parts.push(HelpPart::Heading(
        USAGE.of(language).to_owned(),
        usage(command, language),
    ));
    let aliases: Vec<&str> = command.get_visible_aliases().collect();
    if !aliases.is_empty() {
        let names = aliases.iter().map(|alias| format!("project {alias}"));
        let names = names.collect::<Vec<_>>().join(", ");
        parts.push(HelpPart::Heading(ALIAS.of(language).to_owned(), names));
    }
    parts.extend(sections(command, help, language));
    let mut under: Option<&str> = None;
    for (above, text) in help.notes {
        if under.replace(above.of(language)) != Some(above.of(language)) {
            parts.push(heading(*above, language));
        }
        parts.push(HelpPart::Line(text.of(language).to_owned()));
    }
    if help.has_legend {
        parts.push(heading(LEGEND, language));
        let legend = full_legend();
        let lines = legend.iter().map(|line| In(language, line).to_string());
        parts.extend(lines.map(HelpPart::Line));
    }
    parts.push(heading(EXAMPLES, language));
    parts.extend(help.examples.iter().map(|Example { line, does }| {
        let line = format!("project {}", line.of(language));
        HelpPart::Example(line, does.of(language).to_owned())
    }));
    let globals = Global::HELP.sections.iter();
    let globals = globals.flat_map(|section| section.arguments);
    let names: Vec<String> = globals
        .map(|(id, _)| format!("--{}", id.replace('_', "-")))
        .collect();
    let names = In(language, &names).to_string();
    let globals = GLOBALS.of(language).replace("{names}", &names);
    parts.push(HelpPart::Text(globals));
    parts
}

fn heading(text: Text, language: Language) -> HelpPart {
    HelpPart::Heading(text.of(language).to_owned(), String::new())
}

/// The arguments under their headings; sections of one heading are one.
fn sections(command: &Command, help: &Help, language: Language) -> Vec<HelpPart> {
    let mut found: Vec<(&str, Vec<HelpPart>)> = Vec::new();
    for section in help.all_sections() {
        let arguments = section.arguments.iter().filter_map(|(id, text)| {
            let argument = command.get_arguments().find(|other| other.get_id() == id)?;
            let says = with_aliases(argument, says(argument, *text, language), language);
            Some(HelpPart::Item(term(argument, language), says))
        });
        let title = section.heading.of(language);
        match found.iter_mut().find(|(other, _)| *other == title) {
            Some((_, items)) => items.extend(arguments),
            None => found.push((title, arguments.collect())),
        }
    }
    let parts = found.into_iter().flat_map(|(title, items)| {
        let title = HelpPart::Heading(title.to_owned(), String::new());
        std::iter::once(title).chain(items)
    });
    parts.collect()
}

/// What is said of an argument.
fn says(argument: &Arg, text: Text, language: Language) -> String {
    with_words(
        text.of(language),
        language,
        argument.get::<ArgValueCompleter>(),
    )
}

/// With other names of the option behind it.
fn with_aliases(argument: &Arg, says: String, language: Language) -> String {
    let names = argument.get_visible_aliases().unwrap_or_default();
    if names.is_empty() {
        return says;
    }
    let names: Vec<String> = names.iter().map(|name| format!("--{name}")).collect();
    let also = ALSO.of(language).replace("{names}", &names.join(", "));
    match language {
        Language::En => format!("{says} ({also})"),
        Language::Zh => format!("{says}（{also}）"),
    }
}

/// How an argument is written: `-m, --note <TEXT>`, `<FILE>`.
fn term(argument: &Arg, language: Language) -> String {
    let value = argument.get_action().takes_values();
    let value = value.then(|| value_of(argument, language));
    let value = value.unwrap_or_default();
    if argument.is_positional() {
        return value;
    }
    let short = match argument.get_short() {
        Some(short) => format!("-{short}, "),
        None => "    ".to_owned(),
    };
    let long = argument.get_long().unwrap_or_default();
    format!("{short}--{long} {value}").trim_end().to_owned()
}

/// The value as it is named in the language, and whether it may be left out or repeated.
fn value_of(argument: &Arg, language: Language) -> String {
    let name = argument.get_value_names().and_then(|names| names.first());
    let name = name.map(|name| name.as_str()).unwrap_or_default();
    let name = value_name(name, language).unwrap_or(name);
    let is_many = matches!(argument.get_action(), ArgAction::Append);
    let is_repeated = argument.is_positional() && is_many;
    let more = if is_repeated { "..." } else { "" };
    match argument.is_positional() && !argument.is_required_set() {
        true => format!("[{name}]{more}"),
        false => format!("<{name}>{more}"),
    }
}

/// The line that begins with the command's name.
fn usage(command: &Command, language: Language) -> String {
    let mut usage = format!("project {}", command.get_name());
    if command.get_opts().next().is_some() {
        usage += &format!(" [{}]", ANY_OPTIONS.of(language));
    }
    for argument in command.get_positionals() {
        usage.push(' ');
        usage += &value_of(argument, language);
    }
    usage
}

/// The names of values in what the parser says of arguments, in a language.
pub(super) fn localised(english: &str, language: Language) -> String {
    let Some((before, rest)) = english.split_once(['<', '[']) else {
        return english.to_owned();
    };
    let open = english
        .get(before.len()..before.len() + 1)
        .unwrap_or_default();
    let close = if open == "<" { '>' } else { ']' };
    match rest.trim_end_matches('.').strip_suffix(close) {
        Some(name) => {
            let named = value_name(name, language).unwrap_or(name);
            let more = english.len() - english.trim_end_matches('.').len();
            format!("{before}{open}{named}{close}{}", ".".repeat(more))
        }
        None => english.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::arguments::Cli;
    use crate::commands::Asked;

    /// Every command, argument and value has its sentence or name, in Chinese too.
    #[test]
    fn nothing_is_without_its_words() {
        let is_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        let asked = Asked {
            store: None,
            language: Language::Zh,
            words: Vec::new(),
        };
        asked.set();
        let program = Cli::command();
        let globals = |id: &str| Global::HELP.argument(id);
        for argument in program.get_arguments() {
            assert!(globals(argument.get_id().as_str()).is_some(), "{argument}");
        }
        for command in program.get_subcommands() {
            let name = command.get_name();
            let help = of(name).unwrap_or_else(|| panic!("{name} has no help"));
            assert!(is_chinese(help.about.of(Language::Zh)), "{name}");
            assert!(
                help.examples.len() <= 3 && !help.examples.is_empty(),
                "{name}"
            );
            for argument in command.get_arguments() {
                let id = argument.get_id().as_str();
                let text = help.argument(id);
                let text = text.unwrap_or_else(|| panic!("{name} {id} has no help"));
                let english = says(argument, text, Language::Zh);
                let has_ids = ["format", "shell"].contains(&id);
                assert!(is_chinese(&english) || has_ids, "{name} {id}: {english}");
                assert!(!english.contains('{'), "{name} {id}: {english}");
                for value in argument.get_value_names().unwrap_or_default() {
                    let takes = argument.get_action().takes_values();
                    let chinese = value_name(value, Language::Zh);
                    assert!(!takes || chinese.is_some(), "{name} {id}: {value}");
                }
            }
        }
    }

    #[test]
    fn values_are_named_in_the_language() {
        for (english, zh) in [
            ("--as-of <DATE>", "--as-of <日期>"),
            ("<CODE[/STAGE]>", "<代码[/阶段]>"),
            ("[FILE]...", "[文件]..."),
            ("--late", "--late"),
        ] {
            assert_eq!(localised(english, Language::Zh), zh);
            assert_eq!(localised(english, Language::En), english);
        }
    }
}
