use std::collections::BTreeSet;
use std::fs;

use crate::sandbox::{Sandbox, ran};

#[test]
fn the_demo_shows_every_lamp_and_writes_nothing() {
    let sandbox = Sandbox::new();
    for (language, words) in [
        (
            "en",
            [
                "overdue",
                "unreported",
                "critical",
                "behind",
                "met late",
                "ahead",
                "met",
                "open",
                "undated",
                "no data",
            ],
        ),
        (
            "zh",
            [
                "逾期未完成",
                "应报未报",
                "严重滞后",
                "未达序时",
                "逾期完成",
                "超序时",
                "已完成",
                "未到期",
                "未明确时限",
                "无数据",
            ],
        ),
    ] {
        let demo = sandbox.ok(&format!("demo --lang {language}"));
        for word in words {
            assert!(
                demo.contains(&format!(" {word}")),
                "{word} is missing in\n{demo}"
            );
        }
        // The first report as it was made; the second with every class, and once more by what is late.
        let sums: Vec<&str> = demo.lines().filter(|line| closes(line)).collect();
        let expected = match language {
            "en" => [
                "5 overdue without a report · 41 not judged: 46 targets of 40 projects",
                "3 green · 2 yellow · 2 red · 3 overdue without a report · 36 not judged: \
                 46 targets of 40 projects",
                "3 green · 2 yellow · 2 red · 3 overdue without a report · 36 not judged: \
                 46 targets of 40 projects",
            ],
            _ => [
                "应报未报5项，暂不评定41项；共46项目标，涉及40个项目",
                "绿灯3项、黄灯2项、红灯2项，应报未报3项，暂不评定36项；共46项目标，涉及40个项目",
                "绿灯3项、黄灯2项、红灯2项，应报未报3项，暂不评定36项；共46项目标，涉及40个项目",
            ],
        };
        assert_eq!(sums, expected);
    }
    assert_eq!(fs::read_dir(sandbox.folder()).unwrap().count(), 0);
}

/// Whether a line is the sum of a report.
fn closes(line: &str) -> bool {
    line.ends_with(": 46 targets of 40 projects") || line.ends_with("；共46项目标，涉及40个项目")
}

#[test]
fn invented_readings_are_called_so_before_they_are_used() {
    let sandbox = Sandbox::new();
    let demo = sandbox.ok("demo --lang en");
    let invented = demo.find("INVENTED").unwrap();
    assert!(demo.find("2021-08-01").unwrap() < invented);
    assert!(demo.find("as of 2021-10-31").unwrap() > invented);
}

#[test]
fn the_demo_keeps_to_its_language_but_for_codes() {
    let sandbox = Sandbox::new();
    let is_chinese = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
    let en = sandbox.ok("demo --lang en");
    assert_eq!(en.chars().filter(is_chinese).collect::<String>(), "");
    // What is left of Chinese without codes is what can be typed.
    let zh = sandbox.ok("demo --lang zh");
    let record = tempfile::tempdir().unwrap();
    let store = record.path().join("s.db");
    sandbox.ok(&format!("init --sample --db '{}'", store.display()));
    let json = sandbox.ok(&format!("export --db '{}'", store.display()));
    let codes: BTreeSet<String> = ["project_edit", "stage_edit"]
        .iter()
        .flat_map(|table| crate::sandbox::rows(&json, table))
        .map(|row| row["code"].as_str().unwrap().to_owned())
        .collect();
    let words = zh.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    let others: BTreeSet<&str> = words
        .filter(|word| word.contains(|c: char| c.is_ascii_alphabetic()))
        .filter(|word| !codes.contains(*word))
        .collect();
    let typed = ["--untargeted", "check", "list", "project"];
    assert_eq!(others, BTreeSet::from(typed));
}

/// Seen to catch: a demo that ends on all rows of October, and one that is silent of the unknown.
#[test]
fn the_last_screen_answers_first_what_is_late_and_what_nobody_knows() {
    let sandbox = Sandbox::new();
    for (language, title, answer) in [
        (
            "en",
            "Key projects as of 2021-10-31",
            "Late: 6 of 46 targets in 40 projects (1 overdue, 3 unreported, 1 critical, 1 behind). \
             Nobody knows where 4 others stand.",
        ),
        (
            "zh",
            "重点项目进展情况（截至2021年10月31日）",
            "40个项目、46项目标中，滞后或逾期6项，其中逾期未完成1项、应报未报3项（是否完成不明）、\
             严重滞后1项、未达序时1项；另有4项未报或进度不清。",
        ),
    ] {
        let mut command = sandbox.command(["demo", "--lang", language]);
        let demo = ran(command.env("COLUMNS", "80").output().unwrap()).out;
        let lines: Vec<&str> = demo.lines().collect();
        let screen = &lines[lines.len() - 24..];
        let at = screen.iter().position(|line| *line == title);
        let at = at.unwrap_or_else(|| panic!("{}", screen.join("\n")));
        // Above it no more than the end of the report before.
        assert!(at <= 5, "{}", screen.join("\n"));
        let between = if language == "en" { " " } else { "" };
        let below = screen[at + 1..].join(between);
        assert!(below.starts_with(answer), "{below}");
    }
}
