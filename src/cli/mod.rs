//! From arguments, clock and environment to a [`Context`], and from a result to an exit code.
//!
//! This is the only place that reads the clock or the environment.

mod arguments;
mod guesses;
mod help;
mod surroundings;
mod usage;

use std::cell::RefCell;
use std::env;
use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::CompleteEnv;

use crate::commands::{self, Asked, COMPLETE_VARIABLE};
use crate::context::{Context, Zone, office_language, read_day, versions};
use crate::messages::{Error, ErrorLine, In, ValueProblem, Version, name_store};
use crate::model::{Day, Known, Language, printable, quoted_for_posix};
use crate::platform;
use crate::render::{Output, Page, Pager};

pub use self::help::manual;

use self::arguments::{Cli, Global, parse};
use self::surroundings::{default_path, language_around, now, store_path, variable, who};

/// Runs the program on its own arguments.
pub fn run() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().collect();
    if let Some(code) = complete(&arguments) {
        return code;
    }
    if let Some(store) = typed_value(&arguments, "--db") {
        name_store(Path::new(&store));
    }
    match parse(&arguments) {
        Ok(cli) => run_command(cli, &arguments),
        Err(error) => usage(&error, &arguments),
    }
}

/// Answers the completion script. `None` if it was not asking.
fn complete(arguments: &[OsString]) -> Option<ExitCode> {
    env::var_os(COMPLETE_VARIABLE)?;
    let language = language_of(arguments);
    asked(arguments, language).set();
    let program = || help::described(commands::completed_here(Cli::command()), language);
    let completion = CompleteEnv::with_factory(program).var(COMPLETE_VARIABLE);
    match completion.try_complete(arguments.to_vec(), env::current_dir().ok().as_deref()) {
        Ok(true) => Some(ExitCode::SUCCESS),
        Ok(false) => None,
        // A completion that fails offers nothing, and says nothing into the prompt.
        Err(_) => Some(ExitCode::FAILURE),
    }
}

/// What a completer may have to know of the line.
fn asked(arguments: &[OsString], language: Language) -> Asked {
    let words = arguments.iter().map(|word| word.to_string_lossy());
    Asked {
        store: store_path(typed_value(arguments, "--db").map(PathBuf::from)),
        language,
        words: words.map(|word| word.into_owned()).collect(),
    }
}

/// Help and version go to standard output; a mistake is one line on standard error.
fn usage(error: &clap::Error, arguments: &[OsString]) -> ExitCode {
    use clap::error::ErrorKind;
    let language = language_of(arguments);
    match error.kind() {
        _ if guesses::is_help_of_help(arguments) => print_help(arguments, language),
        ErrorKind::DisplayHelp => print_help(arguments, language),
        ErrorKind::DisplayVersion => print_version(language),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = print_help(arguments, language);
            ExitCode::from(Error::EXIT_CODE)
        }
        _ => {
            let answer = around(arguments, language, |around| {
                guesses::instead(error, arguments, around)
            });
            let command = guesses::command_named(arguments);
            let mistake = usage::mistake(error, answer, command.as_deref(), language);
            let _ = writeln!(io::stderr(), "{}", In(language, &mistake));
            ExitCode::from(Error::EXIT_CODE)
        }
    }
}

/// Asks with the store and the day that a line was typed for, as far as they are plain.
fn around<T>(
    arguments: &[OsString],
    language: Language,
    ask: impl FnOnce(&guesses::Around<'_>) -> T,
) -> T {
    let today = now().and_then(|now| Zone::read(env::var_os("TZ"))?.day(now));
    let store = store_path(typed_value(arguments, "--db").map(PathBuf::from));
    let names = |text: &str| {
        let store = store.as_deref();
        store.is_some_and(|store| commands::names_stage_path(store, text))
    };
    ask(&guesses::Around {
        names: &names,
        today: today.unwrap_or_default(),
        language,
    })
}

/// Prints what this program is.
fn print_version(language: Language) -> ExitCode {
    let (store, sqlite) = versions();
    let version = Version {
        version: env!("CARGO_PKG_VERSION"),
        commit: env!("PROJECT_COMMIT"),
        store,
        sqlite,
    };
    printed(writeln!(io::stdout(), "{}", In(language, &version)))
}

/// What printing came to.
fn printed(printed: io::Result<()>) -> ExitCode {
    match printed {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(Error::EXIT_CODE),
    }
}

/// Prints the help that was asked for. The parser knows which that is; what stands there is ours.
fn print_help(arguments: &[OsString], language: Language) -> ExitCode {
    asked(&[], language).set();
    let width = terminal_size::terminal_size().map_or(usize::MAX, |(width, _)| width.0.into());
    let is_asked = |command: &clap::Command| {
        let mut names = command.get_all_aliases().chain([command.get_name()]);
        names.any(|name| arguments.iter().any(|word| word == name))
    };
    let mut program = help::explained(Cli::command(), language, width, is_asked);
    let asked = match guesses::is_help_of_help(arguments) {
        true => program.try_get_matches_from_mut(["project", "--help"]),
        false => program.try_get_matches_from_mut(arguments),
    };
    match asked {
        Err(error) => printed(error.print()),
        Ok(_) => ExitCode::SUCCESS,
    }
}

/// The language of what is said before the arguments are understood: as asked for among them, as the
/// variable says, the office's, that of the surroundings.
fn language_of(arguments: &[OsString]) -> Language {
    let store = || store_path(typed_value(arguments, "--db").map(PathBuf::from));
    language_typed(arguments)
        .or_else(|| variable("PROJECT_LANG").and_then(|lang| language(&lang)))
        .or_else(|| office_language(&store()?))
        .unwrap_or_else(language_around)
}

/// The language asked for among arguments that could not be understood as a whole.
fn language_typed(arguments: &[OsString]) -> Option<Language> {
    language(typed_value(arguments, "--lang")?.to_str()?)
}

/// The value of an option among arguments that could not be understood as a whole.
fn typed_value(arguments: &[OsString], option: &str) -> Option<OsString> {
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        if argument == option {
            return rest.next().cloned();
        }
        let text = argument.to_str().and_then(|text| text.strip_prefix(option));
        if let Some(value) = text.and_then(|text| text.strip_prefix('=')) {
            return Some(value.into());
        }
    }
    None
}

fn run_command(cli: Cli, arguments: &[OsString]) -> ExitCode {
    let language = cli.global.lang.as_deref().and_then(self::language);
    let mut context = match context(&cli.global, arguments) {
        Ok(context) => context,
        Err(error) => {
            let language = language
                .or_else(|| variable("PROJECT_LANG").and_then(|lang| self::language(&lang)))
                .or_else(|| office_language(&store_path(cli.global.db)?))
                .unwrap_or_else(language_around);
            let _ = writeln!(io::stderr(), "{}", In(language, &ErrorLine(&error)));
            return ExitCode::from(Error::EXIT_CODE);
        }
    };
    let result = commands::run(cli.command, &mut context).and_then(|code| {
        context.say_noted();
        context.output.flush().map(|()| code)
    });
    match result {
        Ok(code) => ExitCode::from(code),
        Err(Error::BrokenPipe) => ExitCode::SUCCESS,
        Err(error) => {
            // What was already said stands before the error.
            let _ = context.output.flush();
            let language = context.language_of(&error);
            match around(arguments, language, |around| {
                guesses::refused(&error, arguments, around)
            }) {
                Some(mistake) => {
                    let _ = writeln!(io::stderr(), "{}", In(language, &mistake));
                }
                None => context.output.error(language, &error),
            }
            ExitCode::from(Error::EXIT_CODE)
        }
    }
}

fn context(global: &Global, arguments: &[OsString]) -> Result<Context, Error> {
    let language_asked = match &global.lang {
        Some(lang) => Some(choose("--lang", lang, &["en", "zh"], language)?),
        None => match variable("PROJECT_LANG") {
            Some(lang) => Some(choose("PROJECT_LANG", &lang, &["en", "zh"], language)?),
            None => None,
        },
    };
    let colour = match &global.color {
        None => anstream::ColorChoice::Auto,
        Some(when) => choose(
            "--color",
            when,
            &["auto", "always", "never"],
            |when| match when {
                "auto" => Some(anstream::ColorChoice::Auto),
                "always" => Some(anstream::ColorChoice::Always),
                "never" => Some(anstream::ColorChoice::Never),
                _ => None,
            },
        )?,
    };
    let now = now()?;
    let zone = Zone::read(env::var_os("TZ"))?;
    let today = zone.day(now)?;
    let path = store_path(global.db.clone());
    let read = |name, text: Option<&str>| parse_day(name, text, today, path.as_deref());
    let as_of = read("--as-of", global.as_of.as_deref())?;
    let known_on = read("--known-on", global.known_on.as_deref())?;
    let known = match known_on {
        None => Known::Now,
        Some(day) => Known::Until(zone.end_of(day)?),
    };
    Ok(Context {
        is_path_default: path.is_some() && path == default_path(),
        path,
        as_of: as_of.unwrap_or(today),
        is_as_of_given: as_of.is_some(),
        today,
        known,
        known_on,
        zone,
        now,
        who: who(global.who.as_deref()),
        who_asked: global.who.clone(),
        command: command_line(arguments),
        language_asked,
        language_around: language_around(),
        output: output(colour, global.quiet),
        noted: RefCell::default(),
    })
}

fn choose<T>(
    name: &'static str,
    value: &str,
    choices: &[&'static str],
    read: impl Fn(&str) -> Option<T>,
) -> Result<T, Error> {
    read(value).ok_or_else(|| Error::value(name, value, ValueProblem::Choice(choices.to_vec())))
}

fn parse_day(
    name: &'static str,
    value: Option<&str>,
    today: Day,
    store: Option<&Path>,
) -> Result<Option<Day>, Error> {
    let Some(value) = value else {
        return Ok(None);
    };
    let refused = |problem| Error::value(name, value, ValueProblem::Date(problem));
    read_day(value, today, store).map(Some).map_err(refused)
}

fn language(lang: &str) -> Option<Language> {
    match lang {
        "en" => Some(Language::En),
        "zh" => Some(Language::Zh),
        _ => None,
    }
}

/// The command as typed, for the record.
fn command_line(arguments: &[OsString]) -> String {
    let shown: Vec<String> = arguments
        .iter()
        .skip(1)
        .map(|argument| {
            let argument = argument.to_string_lossy();
            quoted_for_posix(&printable(&argument)).into_owned()
        })
        .collect();
    shown.join(" ")
}

/// Standard output and the error output. One that was closed before the program began is the null
/// device by now: the standard library puts it there, and it looks like one that was put there on
/// purpose.
fn output(colour: anstream::ColorChoice, is_quiet: bool) -> Output {
    let stdout = io::stdout();
    let is_terminal = stdout.is_terminal();
    let has_colour = match colour {
        anstream::ColorChoice::Auto => {
            anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never
                && (!is_terminal || anstyle_query::windows::enable_ansi_colors() != Some(false))
        }
        anstream::ColorChoice::Never => false,
        _ => true,
    };
    // Piped output is not wrapped, unless a width is asked for.
    let asked = variable("COLUMNS").and_then(|columns| columns.parse().ok());
    let width = if is_terminal {
        Some(terminal_size::terminal_size().map_or(80, |(width, _)| width.0))
    } else {
        asked.filter(|width| (20..=1000).contains(width))
    };
    let page = Page { width, has_colour };
    let pager = is_terminal.then(pager).flatten();
    Output::new(
        Box::new(BufWriter::with_capacity(1 << 16, stdout.lock())),
        Box::new(io::stderr()),
        page,
        pager,
        is_quiet,
    )
    .answered_by(answers())
    .into_new_file(begins_file(&stdout))
}

/// Whether standard output is a file in which nothing stands yet.
fn begins_file(stdout: &io::Stdout) -> bool {
    let about = platform::behind(stdout).and_then(|file| file.metadata());
    about.is_ok_and(|about| about.is_file() && about.len() == 0)
}

/// What somebody types who sees what is asked.
fn answers() -> Option<Box<dyn io::BufRead>> {
    let (stdin, stderr) = (io::stdin(), io::stderr());
    let is_asked = stdin.is_terminal() && stderr.is_terminal();
    is_asked.then(|| Box::new(stdin.lock()) as Box<dyn io::BufRead>)
}

/// What `PAGER` names, else what the system usually has; none where that is asked for.
fn pager() -> Option<Pager> {
    let usual = platform::PAGER?;
    let (_, height) = terminal_size::terminal_size()?;
    let command = env::var("PAGER").unwrap_or_else(|_| usual.to_owned());
    let is_wanted = !matches!(command.as_str(), "" | "cat");
    is_wanted.then(|| Pager {
        command,
        height: height.0,
        // As git has it: leave what fits the screen, keep colours, do not clear.
        variables: match variable("LESS") {
            Some(_) => Vec::new(),
            None => vec![("LESS", "FRX")],
        },
    })
}
