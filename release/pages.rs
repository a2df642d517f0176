//! Writes the manual pages, of the program and of each command, in English and in Chinese, into the
//! folder that is named: `man1/` and `zh_CN/man1/`.

use std::env;
use std::fs;
use std::io;
use std::path::Path;

use clap_mangen::Man;
use project_tracker::{manual, model::Language};

fn main() -> io::Result<()> {
    let folder = env::args_os().nth(1).ok_or(io::ErrorKind::InvalidInput)?;
    for (language, place) in [(Language::En, "man1"), (Language::Zh, "zh_CN/man1")] {
        let folder = Path::new(&folder).join(place);
        fs::create_dir_all(&folder)?;
        let mut program = manual(language);
        program.build();
        write(&program, language, &folder)?;
        let commands = program.get_subcommands();
        for command in commands.filter(|command| command.get_name() != "help") {
            write(command, language, &folder)?;
        }
    }
    Ok(())
}

fn write(command: &clap::Command, language: Language, folder: &Path) -> io::Result<()> {
    // Nobody wants to read the words for help in each list of commands.
    let command = command.clone().disable_help_subcommand(true);
    let man = Man::new(command);
    let mut page = Vec::new();
    man.render(&mut page)?;
    let page = String::from_utf8(page).map_err(io::Error::other)?;
    let page = page.lines().map(|line| heading(line, language));
    let page = page.collect::<Vec<_>>().join("\n") + "\n";
    fs::write(folder.join(man.get_filename()), page)
}

/// A line of a page, with its heading as manuals of that language have it.
fn heading(line: &str, language: Language) -> &str {
    let headings = [
        (".SH NAME", ".SH 名称"),
        (".SH SYNOPSIS", ".SH 概要"),
        (".SH DESCRIPTION", ".SH 描述"),
        (".SH OPTIONS", ".SH 选项"),
        (".SH SUBCOMMANDS", ".SH 命令"),
        (".SH VERSION", ".SH 版本"),
        (".SH EXAMPLES", ".SH 示例"),
    ];
    let line = if line == ".SH EXTRA" {
        ".SH EXAMPLES"
    } else {
        line
    };
    let found = headings.iter().find(|(english, _)| *english == line);
    match (language, found) {
        (Language::Zh, Some((_, chinese))) => chinese,
        _ => line,
    }
}
