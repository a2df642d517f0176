//! How reports, lists and findings fit a terminal, whatever script their names are in.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

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
        // Terminals differ in whether they join what is joined.
        let apart: usize = line.chars().filter_map(UnicodeWidthChar::width).sum();
        let widths = (apart, line.width());
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
    for columns in [60, 72, 80, 100, 120] {
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
    for columns in [60, 72, 80, 100, 120] {
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

// Seen to catch: a cell broken between a letter and its mark.
#[test]
fn a_name_that_is_wider_than_its_column_keeps_its_letters_whole() {
    let sandbox = Sandbox::with_store();
    let name = "a\u{301}".repeat(60);
    sandbox.ok(&format!(
        "add {name} --code marked --target 80 --due 2021-12-31"
    ));
    let report = shown(&sandbox, 80, "report --lang en");
    assert_eq!(report.matches("a\u{301}").count(), 60, "{report}");
    // What a column begins with is never the mark of a letter in the line above.
    for line in report.lines() {
        assert!(!line.trim_start().starts_with('\u{301}'), "{report}");
    }
}

// Seen to catch: a target cut at its end, where English has its day.
#[test]
fn a_narrow_list_keeps_its_days() {
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
    assert!(wide.0.len() > 20, "{}", wide.1);
    assert_eq!(narrow.0, wide.0, "{}", narrow.1);
}

/// Projects whose names, dates and units do not fit one line of their columns.
fn long_names() -> Sandbox {
    let sandbox = Sandbox::with_store();
    let names = [
        (
            "yard",
            "Construction 1 of the northern harbour",
            "李工 城建办公室",
        ),
        ("block", "盛家新村、宁馨园等3个老旧小区改造工程", "王工"),
    ];
    for (code, name, lead) in names {
        sandbox.ok(&format!("add '{name}' --code {code} --lead '{lead}'"));
        sandbox.ok(&format!("add {code}/part --name 竣工验收 --milestone"));
        sandbox.ok(&format!(
            "target {code}/part --due 2021-11-30 --label 原文为按期 --on 2021-07-01"
        ));
        sandbox.ok(&format!(
            "target {code}/part --by 2022-01-31 --reason later"
        ));
    }
    sandbox
}

#[test]
fn names_labels_and_dates_are_broken_between_words_and_never_cut() {
    let sandbox = long_names();
    assert_eq!(
        table(&shown(&sandbox, 80, "report --lang zh")),
        "\
评定      项目                 目标                            目前进度     天数
○ 未到期  盛家新村、宁馨园等   2022年1月31日前竣工验收         –         剩183天
          3个老旧小区改造工程  （原文为按期）（原定11月30日）
○ 未到期  Construction 1       2022年1月31日前竣工验收         –         剩183天
          of the northern      （原文为按期）（原定11月30日）
          harbour
"
    );
    assert_eq!(
        table(&shown(&sandbox, 80, "report --lang en")),
        "\
status  project               target                     stands      days
○ open  盛家新村、宁馨园等    竣工验收 (原文为按期)      –       183 left
        3个老旧小区改造工程   by 2022-01-31 (was 11-30)
○ open  Construction 1 of     竣工验收 (原文为按期)      –       183 left
        the northern harbour  by 2022-01-31 (was 11-30)
"
    );
}

/// The rows of a report with their heads.
fn table(report: &str) -> String {
    let rows = report.lines().skip_while(|line| !line.is_empty()).skip(1);
    let rows = rows.take_while(|line| !line.is_empty());
    rows.map(|line| format!("{line}\n")).collect()
}

// Seen to catch: names cut behind two lines.
#[test]
fn nothing_is_cut_at_any_width() {
    let sandbox = many_scripts();
    // Names alone are in other scripts.
    let letters = |text: &str| {
        let mut letters: Vec<char> = text.chars().filter(|c| !c.is_ascii()).collect();
        letters.sort_unstable();
        letters
    };
    let columns = "--columns status,project,target,days,problem";
    for line in [&format!("report {columns}"), "list", "list --untargeted"] {
        let line = format!("{line} --lang en");
        let whole = letters(&shown(&sandbox, 1000, &line));
        for columns in [20, 40, 60, 72, 80, 100, 120, 160] {
            let narrow = shown(&sandbox, columns, &line);
            assert_fits(&narrow, columns);
            assert_eq!(letters(&narrow), whole, "{narrow}");
        }
    }
}

#[test]
fn the_columns_of_all_groups_stand_below_each_other() {
    let sample = Sandbox::with_sample();
    for columns in [80, 120] {
        for (language, head) in [("en", "status "), ("zh", "评定 ")] {
            for by in ["category", "lead", "status", "project"] {
                let line = format!("report --group-by {by} --lang {language}");
                let report = shown(&sample, columns, &line);
                let mut heads: Vec<&str> = report
                    .lines()
                    .filter(|line| line.starts_with(head))
                    .collect();
                assert!(by == "lead" || heads.len() > 2, "{report}");
                heads.dedup();
                assert_eq!(heads.len(), 1, "{report}");
            }
        }
    }
}

#[test]
fn more_columns_than_fit_stand_below_each_other_and_none_is_left_out() {
    let sandbox = Sandbox::with_projects();
    sandbox.ok("edit jinhui --unit 城建办 --lead 王工");
    sandbox.ok("target jinhui/main 50 --by 2021-12-31 --from 0 --on 2021-07-01");
    sandbox.ok("update jinhui/main 12 --problem 'no crane' --next 'rent one'");
    let line = "report --lang en --columns status,project,code,target,stands,days,unit,lead,problem,next-step";
    assert_eq!(
        table(&shown(&sandbox, 80, line)),
        "\
› ahead
  project             Jinhui
  code                jinhui/main-structure
  target              main structure 50 % by 12-31
  stands (plan then)  12 % on 07-05 (plan 1.1)
  days                179 left
  unit                城建办
  lead                王工
  problem             no crane
  next step           rent one
"
    );
    // Where they fit, they stand side by side.
    let wide = shown(&sandbox, 240, line);
    assert!(table(&wide).starts_with("status "), "{wide}");
}
