use crate::model::{Day, Language};

use super::*;

/// What was typed; what stands in quotes is one word.
fn typed(line: &str) -> Vec<OsString> {
    let mut words = vec![OsString::from("project")];
    for (index, part) in line.split('\'').enumerate() {
        match index % 2 {
            1 => words.push(part.into()),
            _ => words.extend(part.split_whitespace().map(OsString::from)),
        }
    }
    words
}

/// The answer to a line, in a place with one project of one stage, and the line it makes.
fn answer(line: &str) -> Option<String> {
    let typed = typed(line);
    let error = parse(&typed).err()?;
    let around = Around {
        language: Language::En,
        names: &|text| matches!(text, "house" | "house/roof"),
        today: Day::from_iso("2021-10-31").unwrap(),
    };
    instead(&error, &typed, &around).map(|answer| answer.line)
}

/// Lines that call a command by words of its row: the first with all that may stand behind it.
fn lines(row: &tables::Row) -> Vec<String> {
    let mut names = row.names();
    let first = names.next().unwrap();
    let behind = [
        "",
        "house",
        "house roof",
        "house/roof",
        "house Ann",
        "house 45",
        "house 2022-05-01",
        "house lead Ann",
        "house progress 45",
        "house --due 2022-05-01",
        "nothing at all",
        "today",
    ];
    let behind = behind.map(|behind| format!("{first} {behind}"));
    let others = names.map(|name| format!("{name} house"));
    behind.into_iter().chain(others).collect()
}

/// Lines with the options and words of a row, and the first of them in all forms.
fn lines_with(row: &tables::Row) -> Vec<String> {
    let mut lines = Vec::new();
    for of in row.of.split(", ") {
        let commands = match of {
            "*" => &["add", "edit", "target", "report"][..],
            "CODE" => &["update house", "house"],
            of => &[of],
        };
        for command in commands {
            for (index, name) in row.names().enumerate() {
                let dashes = match row.line.starts_with('-') && !name.starts_with('-') {
                    true => "--",
                    false => "",
                };
                let option = format!("{dashes}{name}");
                lines.push(format!("{command} house {option} 45"));
                if index == 0 {
                    lines.push(format!("{command} {option}"));
                    lines.push(format!("{command} {option}=45 house"));
                    lines.push(format!("{command} house {option} x --reason rain"));
                }
            }
        }
    }
    lines
}

/// Seen to catch: `modify house --due ..` answered with `edit house --due ..`; `ls house` with
/// `list house`; a row whose line the parser does not know.
#[test]
fn every_answer_is_understood_when_it_is_typed() {
    let mut lines: Vec<String> = tables::commands().flat_map(|row| lines(&row)).collect();
    lines.extend(tables::arguments().flat_map(|row| lines_with(&row)));
    let mut answers = 0;
    for line in lines {
        let Some(answer) = answer(&line) else {
            continue;
        };
        answers += 1;
        let rest = answer.strip_prefix("project ").unwrap();
        let words = rest.split(" < ").next().unwrap();
        if let Err(error) = parse(&typed(words)) {
            let is_shown = matches!(
                error.kind(),
                clap::error::ErrorKind::DisplayHelp | clap::error::ErrorKind::DisplayVersion
            );
            assert!(is_shown, "{line}: {answer}: {error}");
        }
        assert_ne!(words, line, "an answer is another line");
    }
    assert!(answers > 700, "{answers}");
}

/// Each name has a row that says what to do, and only one.
#[test]
fn no_row_is_hidden_behind_another() {
    for (table, rows) in [
        ("commands", tables::commands().collect::<Vec<_>>()),
        ("arguments", tables::arguments().collect()),
    ] {
        let mut seen = std::collections::HashSet::new();
        for row in rows {
            for of in row.of.split(", ") {
                let is_idle = row.line.is_empty();
                for name in row.names() {
                    let key = name.trim_start_matches('-').to_lowercase();
                    assert!(seen.insert((of, is_idle, key)), "{table}: {of}: {name}");
                }
            }
        }
    }
}

#[test]
fn every_command_that_nobody_has_is_answered() {
    for row in tables::commands() {
        for name in row.names() {
            let line = match row.of {
                "known" => format!("{name} house"),
                _ => name.to_owned(),
            };
            // A slip of the parser's own commands is one of them.
            let is_slip = parse(&typed(&line)).is_ok();
            assert!(is_slip || answer(&line).is_some(), "{line}");
        }
    }
}

#[test]
fn a_command_nobody_has_is_answered_with_the_words_that_were_typed() {
    for (line, expected) in [
        ("rm jinhui", "edit jinhui --state cancelled --reason .."),
        ("RM", "edit CODE --state cancelled --reason .."),
        ("rename jinhui a$b", "edit jinhui --name 'a$b'"),
        ("set jinhui 72", "update jinhui 72"),
        ("set", "update CODE[/STAGE] PERCENT"),
        ("ls --json", "list --json"),
        ("ls house", "show house"),
        (
            "modify house --due 2022-05-01",
            "target house --by 2022-05-01 --reason ..",
        ),
        (
            "pause house --reason rain",
            "edit house --state suspended --reason rain",
        ),
        ("set house lead Bob Lee", "edit house --lead 'Bob Lee'"),
        ("milestone house/handover", "add house/handover --milestone"),
        ("stage house cellar", "add house/cellar"),
        ("split house", "add house/STAGE"),
        ("new project Depot", "add Depot"),
    ] {
        let answer = answer(line).unwrap_or_default();
        assert_eq!(answer, format!("project {expected}"), "{line}");
    }
    assert_eq!(answer("frobnicate"), None);
    assert_eq!(answer("farmland done"), None);
}

#[test]
fn an_argument_of_another_command_is_answered_with_that_command() {
    for (line, expected) in [
        (
            "edit jinhui --due 2022-01-31",
            "target jinhui --by 2022-01-31 --reason ..",
        ),
        (
            "edit jinhui --due 2022-01-31 --reason rain",
            "target jinhui --by 2022-01-31 --reason rain",
        ),
        ("edit farmland 70", "update farmland 70"),
        (
            "add House A --due 2027-03-01",
            "add 'House A' --due 2027-03-01",
        ),
        ("add House due:2027-03-01", "add House --due 2027-03-01"),
        ("add 公园 --责任单位 城建办", "add 公园 --unit 城建办"),
        ("update House A 45%", "update 'House A' 45%"),
        ("update house --进度 45", "update house 45"),
        ("edit house state=closed", "edit house --state closed"),
        ("report --滞后", "report --status 滞后"),
        ("check --late", "check --fail-on late"),
        ("report --csv", "report --format csv"),
        ("config set lang zh", "config lang zh"),
        ("list projects", "list"),
        ("update house 45 --stage roof", "update house/roof 45"),
        ("show house --stage=roof", "show house/roof"),
        ("add 公园 --责任单位=城建办", "add 公园 --unit 城建办"),
        ("log -n 3", "log --since DATE"),
    ] {
        let answer = answer(line).unwrap_or_default();
        assert_eq!(answer, format!("project {expected}"), "{line}");
    }
    for line in ["report --stauts late", "update house 50 60"] {
        assert_eq!(answer(line), None, "{line}");
    }
}
