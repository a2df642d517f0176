//! Small sheets that once went wrong, each with what becomes of it, and the whole kind of each.

use std::fs;

use crate::sandbox::{Sandbox, fixture};

/// What is recorded, a line for each target: `name / stage: goal by day, figure on day`.
fn recorded(sandbox: &Sandbox) -> Vec<String> {
    let report = sandbox.json("report --period all --format json");
    let text = |value: &serde_json::Value| match value.as_str() {
        Some(text) => text.to_owned(),
        None => value.to_string(),
    };
    let targets = report["targets"].as_array().unwrap().iter();
    let mut lines: Vec<String> = targets
        .map(|target| {
            let [name, stage, goal, due] =
                ["name", "stage_name", "target", "due"].map(|key| text(&target[key]));
            let reading = &target["reading"];
            let stands = match reading.is_null() {
                true => String::new(),
                false => format!(", {} on {}", reading["percent"], text(&reading["as_of"])),
            };
            format!("{name} / {stage}: {goal} by {due}{stands}")
        })
        .collect();
    lines.sort();
    lines
}

/// A fresh store on 1 August 2021 with that file, and what the import of it said.
fn imported(name: &str, bytes: impl AsRef<[u8]>, options: &str) -> (Sandbox, i32, String) {
    let sandbox = Sandbox::with_store();
    sandbox.write(name, bytes);
    let ran = sandbox.run(&format!("import {name} {options}"));
    (sandbox, ran.code, ran.err)
}

const TWO: &[&str] = &[
    "East road / road base: 40 by 2021-12-31, 15 on 2021-07-20",
    "West plot / main structure: 70 by 2021-12-31, 6 on 2021-07-31",
];
const NOT_WRITTEN: &str = "could not be imported, so nothing was written; correct the file, or leave such rows out with --skip-bad:";

#[test]
fn each_sheet_that_once_went_wrong_is_imported_or_asked_about() {
    // File and options; what is said, without the sentence that heads faults; what is recorded.
    let cases: &[(&str, &[&str], &[&str])] = &[
        ("bom2.csv", &[], TWO),
        ("ok.csv", &[], TWO),
        ("semi.csv", &[], TWO),
        ("sep-semi.csv", &[], TWO),
        ("tab.csv", &[], TWO),
        ("utf16le.csv", &[], TWO),
        (
            "code-shell.csv",
            &[
                "row 2, code 'GB-2021 03': a code has no white space or invisible characters; write a hyphen instead",
                "row 3, code 'P&L': a code has no '&', which a shell would interpret; write a hyphen instead",
                "row 4, code 'x$(touch pwned)': a code has no '$', which a shell would interpret; write a hyphen instead",
            ],
            &[],
        ),
        (
            "comma-decimal.csv",
            &[
                "row 2, reading '45,5': not a percent; expected a number from 0 to 100 such as 72 or 72.5; or write done, not-yet, underway or 4/6",
            ],
            &[],
        ),
        (
            "en-dates.csv",
            &[
                "row 12, due 'Q4 FY22': the year begins in January here, so write 2027 or 2027H1; for fiscal years, set their first month: project config year.begins 07",
            ],
            &[],
        ),
        (
            "fractions2.csv",
            &[
                "row 2, reading '0.45' (likewise row 3): may be 0.45 % or 45 %; write 0.45% or 45, or for the whole column add --map reading=reading:share, or --map reading=reading:percent",
            ],
            &[],
        ),
        (
            "latin1-d.csv",
            &[
                "row 2: is not UTF-8; save it as UTF-8, or say which one reads right: --encoding gb18030 for 'Constru玢o,obra,70,2021-12-31', --encoding big5 for 'Constru誽o,obra,70,2021-12-31', or --encoding windows-1252 for 'Construção,obra,70,2021-12-31'",
            ],
            &[],
        ),
        (
            "many-bad.csv",
            &[
                "row 2, percent 'abc': not a percent; expected a number from 0 to 100 such as 72 or 72.5; or write done",
                "row 2, reading 'xx': not a percent; expected a number from 0 to 100 such as 72 or 72.5; or write done, not-yet, underway or 4/6",
            ],
            &[],
        ),
        ("many-extra.csv", &[], &["A / s: 70 by 2021-12-31"]),
        (
            "mmm-yy.csv",
            &[
                "row 2, due 'Nov-21' (likewise row 3): may be the day 2021-11-21, or the month that ends on 2021-11-30; add --map due=due:day, or --map due=due:month",
            ],
            &[],
        ),
        (
            "moved-1.csv",
            &[],
            &["West plot / main structure: 70 by 2021-12-31"],
        ),
        (
            "name-slash.csv",
            &[],
            &["East/West link / overall progress: 70 by 2021-12-31"],
        ),
        (
            "name-variants.csv",
            &[],
            &[
                "West plot / s: 70 by 2021-12-31",
                "West plot / t: 70 by 2021-12-31",
                "West plot / u: 70 by 2021-12-31",
                "West plot / v: 70 by 2021-12-31",
                "West plot / w: 70 by 2021-12-31",
            ],
        ),
        (
            "no-asof.csv",
            &[
                "row 2, reading '30': says where it stands, but not on which day; fill in the day, or add --on DATE",
            ],
            &[],
        ),
        (
            "no-target-column.csv",
            &[],
            &[
                "East road / overall progress: 100 by 2021-07-15, 99 on 2021-07-31",
                "West plot / overall progress: 100 by 2021-12-31, 45 on 2021-07-31",
            ],
        ),
        (
            "short-rows.csv",
            &[],
            &[
                "A / s: 70 by 2021-12-31, 5 on 2021-07-31",
                "B / s: 70 by 2021-12-31",
            ],
        ),
        (
            "totals.csv",
            &[],
            &[
                "East / road: 30 by 2021-12-31",
                "West plot / piles: 70 by 2021-12-31",
            ],
        ),
        ("trailing-cols.csv", &[], &["W / s: 70 by 2021-12-31"]),
        (
            "two-due.csv",
            &[],
            &["A / s: 70 by 2021-09-30", "A / s: 80 by 2021-12-31"],
        ),
        (
            "zh-variants.csv",
            &[
                "row 6, 项目 '金輝（一期）': looks like jinhui-yiqi (金辉（一期）); add --as 金輝（一期）=jinhui-yiqi, or --as 金輝（一期）=new for a new project",
            ],
            &[],
        ),
    ];
    let mut files: Vec<String> = (fs::read_dir(fixture("cases")).unwrap())
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    let mut tried: Vec<&str> = cases.iter().map(|(file, ..)| *file).collect();
    tried.sort();
    assert_eq!(files, tried, "each file has its line here");
    for (file, faults, expected) in cases {
        let (sandbox, code, said) =
            imported(file, fs::read(fixture("cases").join(file)).unwrap(), "");
        assert_eq!(
            code,
            if faults.is_empty() { 0 } else { 2 },
            "{file}: {said}"
        );
        let prefix = format!("  {file} ");
        let found: Vec<&str> = (said.lines())
            .filter(|line| {
                !line.starts_with(file)
                    && !line.starts_with('#')
                    && !line.ends_with(NOT_WRITTEN)
                    && !line.ends_with("first; nothing was written:")
            })
            .map(|line| line.strip_prefix(&prefix).unwrap_or(line))
            .collect();
        assert_eq!(&found, faults, "{file}");
        assert_eq!(recorded(&sandbox), *expected, "{file}");
    }
}

#[test]
fn what_is_passed_over_is_told() {
    for (file, told) in [
        (
            "many-extra.csv",
            "many-extra.csv: passed over column 'district' (--keep COLUMN keeps it; --map COLUMN=FIELD says what it is)\n#2 imported 1 project, 2 stages, 1 target\n",
        ),
        (
            "totals.csv",
            "totals.csv: passed over rows 4 ('Total'), 5 ('合计'), 6 ('Average')\n#2 imported 2 projects, 2 stages, 2 targets\n",
        ),
        (
            "zh-variants.csv",
            "zh-variants.csv: passed over rows 7 ('填表人：张三'), 8 ('注：以上数据截至7月'), 9 ('小计')\nerror: 1 question to answer first; nothing was written:\n  zh-variants.csv row 6, 项目 '金輝（一期）': looks like jinhui-yiqi (金辉（一期）); add --as 金輝（一期）=jinhui-yiqi, or --as 金輝（一期）=new for a new project\n",
        ),
    ] {
        let (_, _, said) = imported(file, fs::read(fixture("cases").join(file)).unwrap(), "");
        assert_eq!(said.replace("#1", "#2"), told);
    }
}

#[test]
fn what_was_asked_is_answered() {
    for (file, options, expected) in [
        (
            "latin1-d.csv",
            "--encoding windows-1252",
            "Construção / obra: 70 by 2021-12-31",
        ),
        (
            "no-asof.csv",
            "--on 2021-07-31",
            "West plot / main structure: 70 by 2021-12-31, 30 on 2021-07-31",
        ),
    ] {
        let bytes = fs::read(fixture("cases").join(file)).unwrap();
        let (sandbox, _, said) = imported(file, bytes, options);
        assert_eq!(recorded(&sandbox), [expected], "{said}");
    }
    // Where the year begins in April, its fourth quarter ends in March.
    let sandbox = Sandbox::with_store();
    sandbox.ok("config year.begins 4");
    let file = fixture("cases").join("en-dates.csv");
    sandbox.ok(&format!("import {}", file.display()));
    let expected = [
        "A / s: 70 by 2021-12-31",
        "B / s: 70 by 2021-12-31",
        "C / s: 70 by 2021-12-31",
        "D / s: 70 by 2021-12-31",
        "E / s: 70 by 2021-12-31",
        "F / s: 70 by 2021-12-31",
        "G / s: 70 by 2021-12-31",
        "H / s: 70 by 2021-12-31",
        "I / s: 70 by 2021-12-31",
        "J / s: 70 by 2021-12-31",
        "K / s: 70 by 2022-03-31",
        "L / s: 70 by 2022-06-30",
        "M / s: 70 by null",
        "N / s: 70 by null",
        "O / s: 70 by 2021-12-31",
    ];
    assert_eq!(recorded(&sandbox), expected);
}

/// The same two rows, however their cells are separated, and whatever stands before them.
#[test]
fn every_separator_and_every_mark_of_a_text_gives_the_same_rows() {
    let rows = |separator: &str, end: &str| {
        [
            "name,stage,percent,due,reading,as_of",
            "West plot,main structure,70,2021-12-31,6,2021-07-31",
            "East road,road base,40,2021-12-31,15,2021-07-20",
            "",
        ]
        .map(|line| line.replace(',', separator))
        .join(end)
    };
    let mut texts: Vec<Vec<u8>> = Vec::new();
    for separator in [",", ";", "\t", "|"] {
        for end in ["\n", "\r\n", "\r"] {
            let plain = rows(separator, end);
            texts.push(format!("sep={separator}{end}{plain}").into_bytes());
            texts.push(plain.into_bytes());
        }
        let text = format!("\u{feff}SEP={separator}\n{}", rows(separator, "\n"));
        texts.push(text.into_bytes());
    }
    let plain = rows(",", "\r\n");
    for marks in 1..=3 {
        texts.push(format!("{}{plain}", "\u{feff}".repeat(marks)).into_bytes());
    }
    for mark in ["", "\u{feff}", "\u{feff}\u{feff}"] {
        let units: Vec<u16> = format!("{mark}{plain}").encode_utf16().collect();
        texts.push(units.iter().flat_map(|unit| unit.to_le_bytes()).collect());
        texts.push(units.iter().flat_map(|unit| unit.to_be_bytes()).collect());
    }
    for text in texts {
        let (sandbox, _, said) = imported("r.csv", &text, "");
        assert_eq!(recorded(&sandbox), TWO, "{said}\n{}", text.escape_ascii());
    }
}

/// One project however its name is spaced and bracketed, and however its letters are kept.
#[test]
fn the_spellings_of_a_name_are_one_project_and_what_differs_is_another() {
    for (spellings, projects) in [
        (
            &[
                "金辉（一期）",
                "金辉(一期)",
                "金辉 (一期)",
                "金辉（一期） ",
                "金辉【一期】",
                "金辉一期",
                "金辉—一期",
                "金 辉\u{3000}一期",
            ][..],
            1,
        ),
        (
            &[
                "West plot",
                "West  plot",
                "west plot",
                "WEST PLOT",
                "West\u{a0}plot",
                "West plot\u{200b}",
                "\u{200e}West plot",
                "We\u{ad}st plot",
                "West\u{2009}plot",
                "Ｗｅｓｔ plot",
                "West-plot",
                "West\u{2011}plot",
                "West\u{2013}plot",
                "Westplot",
            ],
            1,
        ),
        (&["Citt\u{e0} nuova", "Citta\u{300} nuova"], 1),
        // A number is not another one that is read together.
        (&["Block 1-1", "Block 1 1", "Block 11", "Block 1"], 3),
        (&["金辉（一期）", "金輝（一期）", "金辉（二期）"], 3),
    ] {
        let mut text = "name,stage,percent,due\n".to_owned();
        for (number, name) in spellings.iter().enumerate() {
            text += &format!("{name},s{number},70,2021-12-31\n");
        }
        let (sandbox, code, said) = imported("n.csv", text, "--new");
        assert_eq!(code, 0, "{said}");
        let list = sandbox.json("list --json");
        let listed = list["projects"].as_array().unwrap();
        assert_eq!(listed.len(), projects, "{spellings:?}: {list}");
        let names: Vec<&str> = listed
            .iter()
            .map(|it| it["name"].as_str().unwrap())
            .collect();
        assert!(names.contains(&spellings[0]), "{names:?}");
    }
}

#[test]
fn a_code_with_another_spelling_of_the_name_renames_nothing() {
    let (sandbox, _, said) = imported(
        "c.csv",
        "code,name,stage,percent\nj1,金辉（一期）,a,70\nj1,金辉 (一期),b,70\nj1,金辉 一期,c,70\n",
        "",
    );
    assert_eq!(sandbox.rows("project_edit").len(), 1, "{said}");
    assert!(sandbox.ok("list").contains("金辉（一期）"));
}

#[test]
fn a_day_of_the_week_that_is_another_one_is_refused_with_both() {
    for (due, en, zh) in [
        (
            "\"Thursday, December 31, 2021\"",
            "2021-12-31 is a Friday, not a Thursday; write the day that is meant",
            "2021年12月31日是星期五，不是星期四；请写明日期",
        ),
        (
            "2021年12月31日（星期日）",
            "2021-12-31 is a Friday, not a Sunday; write the day that is meant",
            "2021年12月31日是星期五，不是星期日；请写明日期",
        ),
    ] {
        let text = format!("name,stage,percent,due\nA,s,70,{due}\n");
        let (sandbox, code, said) = imported("d.csv", &text, "");
        assert_eq!((code, said.contains(en)), (2, true), "{said}");
        let said = sandbox.refused("import d.csv --lang zh");
        assert!(said.contains(zh), "{said}");
    }
}
