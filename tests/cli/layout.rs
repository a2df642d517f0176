//! How reports, lists and findings fit a terminal, whatever script their names are in.

use textwrap::core::display_width;
use unicode_width::UnicodeWidthStr;

use crate::sandbox::{Sandbox, ran, words};

/// What a terminal of so many columns shows.
fn shown(sandbox: &Sandbox, columns: usize, line: &str) -> String {
    let mut command = sandbox.command(words(line));
    let ran = ran(command
        .env("COLUMNS", columns.to_string())
        .output()
        .unwrap());
    assert_eq!(ran.err, "", "project {line}");
    ran.out
}

/// The lines of each row of a report: those between its heads and the next empty line. A row begins
/// at the margin.
fn rows(report: &str) -> Vec<Vec<&str>> {
    let mut lines = report.lines().skip_while(|line| !line.is_empty()).skip(1);
    let heads = lines.next().unwrap();
    assert!(
        heads.starts_with("status ") || heads.starts_with("评定 "),
        "{report}"
    );
    let mut rows: Vec<Vec<&str>> = Vec::new();
    for line in lines.take_while(|line| !line.is_empty()) {
        match rows.last_mut() {
            Some(row) if line.starts_with(' ') => row.push(line),
            _ if line.starts_with(' ') => {}
            _ => rows.push(vec![line]),
        }
    }
    rows
}

// Seen to catch: cells without a limit on their lines.
#[test]
fn no_row_of_the_bundled_portfolio_takes_over_two_lines_of_80_columns() {
    for language in ["en", "zh"] {
        let sandbox = Sandbox::new();
        let demo = shown(&sandbox, 80, &format!("demo --lang {language}"));
        let title = ["Key projects as of ", "重点项目进展情况（"];
        let starts: Vec<usize> = title
            .iter()
            .flat_map(|title| demo.match_indices(title))
            .map(|(at, _)| at)
            .collect();
        let [august, october, late] = starts[..] else {
            panic!("{demo}");
        };
        let reports = [
            (&demo[august..october], "8", 46),
            (&demo[october..late], "10", 46),
            (&demo[late..], "10", 6),
        ];
        for (report, day, count) in reports {
            let first = report.lines().next().unwrap();
            assert!(
                first.contains(&format!("2021年{day}月"))
                    || first.contains(&format!("2021-{day:0>2}-")),
                "{first}"
            );
            let rows = rows(report);
            assert_eq!(rows.len(), count, "{report}");
            for row in rows {
                assert!(row.len() <= 2, "{row:#?}");
            }
        }
        assert_fits(&demo, 80);
    }
}

#[track_caller]
fn assert_fits(text: &str, columns: usize) {
    for line in text.lines() {
        let widths = (display_width(line), line.width());
        assert!(
            widths.0 <= columns && widths.1 <= columns,
            "{widths:?} of {columns}: {line}\n{text}"
        );
    }
}

/// Names that are wide, narrow, stacked, joined, marked, or without any place to break them.
const NAMES: [(&str, &str); 6] = [
    (
        "chinese",
        "江北大道以南区块城市更新及配套道路综合整治提升工程（一期）",
    ),
    ("tibetan", "ལྷ་ས་གྲོང་ཁྱེར་གྱི་འགྲིམ་འགྲུལ་ལམ་བུའི་འཛུགས་སྐྲུན་ལས་གྲྭ་"),
    (
        "emoji",
        "🏗️ 👷🏽 🇨🇳 site of the northern district 🚧🚧🚧🚧🚧🚧🚧🚧🚧🚧🚧🚧🚧🚧",
    ),
    (
        "combining",
        "E\u{301}te\u{301} a\u{300}\u{323} Quẩ\u{323}n Ho\u{302}\u{300}ng Ba\u{300}ng extension of the harbour",
    ),
    (
        "long-word",
        "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnungsamt",
    ),
    (
        "a-code-as-long-as-a-code-may-be-which-is-quite-long-indeed",
        "Long",
    ),
];

fn many_scripts() -> Sandbox {
    let sandbox = Sandbox::with_store();
    for (code, name) in NAMES {
        sandbox.ok(&format!("add '{name}' --code {code} --lead '{name}' --unit 'Büro 办公室 བོད་ 🏢' --target 80 --due 2021-07-20"));
        sandbox.ok(&format!("add {code}/part --name '{name}'"));
        sandbox.ok(&format!(
            "target {code}/part 50 --due 2021-12-31 --from 0 --on 2021-07-05"
        ));
        sandbox.ok(&format!(
            "target {code}/part --by 2022-01-31 --reason later"
        ));
        sandbox.ok(&format!(
            "update {code}/part 7.25 --on 2021-07-31 --problem '{name}' --next '{name} {name}'"
        ));
        // A stage of its own for the list of those without a target.
        sandbox.ok(&format!("add {code}/rest --name '{name}'"));
        sandbox.ok(&format!("update {code}/rest 20 --on 2021-07-31"));
    }
    sandbox
}

// Seen to catch: lines measured in one way and padded in another, which emoji tell apart.
#[test]
fn nothing_is_wider_than_the_terminal_whatever_script_it_is_in() {
    let sandbox = many_scripts();
    for columns in [60, 80, 120] {
        for language in ["en", "zh"] {
            for line in [
                "report",
                "report --period all --columns status,code,project,target,stands,days,forecast,unit,lead,problem,next-step",
                "report --group-by lead",
                "list",
                "list --untargeted",
            ] {
                let shown = shown(&sandbox, columns, &format!("{line} --lang {language}"));
                assert!(shown.lines().count() > 6, "{shown}");
                assert_fits(&shown, columns);
            }
            let mut check =
                sandbox.command(words(&format!("check --fail-on late --lang {language}")));
            let check = ran(check.env("COLUMNS", columns.to_string()).output().unwrap());
            assert_eq!((check.code, check.err.as_str()), (1, ""));
            assert!(check.out.lines().count() > 12, "{}", check.out);
            assert_fits(&check.out, columns);
            for (code, _) in NAMES {
                let told = shown(&sandbox, columns, &format!("show {code} --lang {language}"));
                assert!(told.lines().count() > 30, "{told}");
                assert_fits(&told, columns);
                let log = shown(&sandbox, columns, &format!("log {code} --lang {language}"));
                assert!(log.lines().count() > 16, "{log}");
                assert_fits(&log, columns);
            }
        }
    }
}

#[test]
fn what_the_log_breaks_goes_on_under_what_came_with_the_entry() {
    let sandbox = Sandbox::with_projects();
    sandbox.ok(
        "update jinhui/main 12 --note 'the roof over the northern stair is closed' --next 'tiles'",
    );
    let log = shown(&sandbox, 60, "log jinhui --lang en");
    let update = log.find("#6").unwrap();
    let hash = log[update..]
        .split_once('[')
        .unwrap()
        .1
        .split_once(']')
        .unwrap()
        .0;
    assert_eq!(
        log[update..].replace(hash, "…"),
        "#6  2021-07-05 09:00  wang: update jinhui/main 12\n      --note 'the roof over the northern stair is closed'\n      --next tiles  […]\n    jinhui/main-structure: 12 % on 2021-07-05 · the roof\n      over the northern stair is closed · next: tiles\n"
    );
    // What is piped is not broken.
    assert!(
        sandbox
            .ok("log jinhui")
            .contains("--note 'the roof over the northern stair is closed' --next tiles  [")
    );
}

#[test]
fn what_show_tells_stands_in_a_column_that_fits_the_terminal() {
    let sample = Sandbox::with_sample();
    for columns in [60, 80, 120] {
        for language in ["en", "zh"] {
            for code in ["jinhui", "tianwo", "farmland"] {
                let line = format!("show {code} --lang {language}");
                let shown = shown(&sample, columns, &line);
                assert!(shown.lines().count() > 6, "{shown}");
                assert_fits(&shown, columns);
            }
        }
    }
    let shown = shown(&sample, 60, "show jinhui/overall --lang en");
    let note = "    note      no deadline in the plan, so the end of the\n              half-year; the first-half figure is of the\n";
    assert!(shown.contains(note), "{shown}");
}

// Seen to catch: a cell cut between a letter and its mark.
#[test]
fn a_name_that_is_cut_keeps_its_letters_whole() {
    let sandbox = Sandbox::with_store();
    let name = "a\u{301}".repeat(60);
    sandbox.ok(&format!(
        "add {name} --code marked --target 80 --due 2021-12-31"
    ));
    let report = shown(&sandbox, 80, "report --lang en");
    let cut = report.find('…').unwrap();
    let before = &report[..cut];
    assert!(before.ends_with("a\u{301}"), "{report}");
    // What a column begins with is never the mark of a letter in the line above.
    for line in report.lines() {
        assert!(!line.trim_start().starts_with('\u{301}'), "{report}");
    }
}

// Seen to catch: a target cut at its end, where English has its day.
#[test]
fn a_list_that_is_cut_keeps_its_days() {
    let sandbox = Sandbox::with_sample();
    let days = |columns| {
        let list = shown(&sandbox, columns, "list --lang en");
        let days: Vec<String> = list
            .match_indices(" by ")
            .map(|(at, by)| list[at + by.len()..][..5].to_owned())
            .collect();
        (days, list)
    };
    let (wide, narrow) = (days(200), days(60));
    assert!(wide.0.len() > 20 && !wide.1.contains('…'), "{}", wide.1);
    assert!(narrow.1.contains('…'), "{}", narrow.1);
    assert_eq!(narrow.0, wide.0, "{}", narrow.1);
}
