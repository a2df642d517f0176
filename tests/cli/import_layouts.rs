//! How sheets are laid out: headings by their words, headers of several rows, several tables.

use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::sandbox::{Ran, Sandbox};
use crate::workbooks::files::record;

/// A fresh store on 1 August 2021 with that file, and what the import of it said.
fn imported(name: &str, bytes: impl AsRef<[u8]>, options: &str) -> (Sandbox, Ran) {
    let sandbox = Sandbox::with_store();
    sandbox.write(name, bytes);
    let ran = sandbox.run(&format!("import {name} {options}"));
    (sandbox, ran)
}

/// A workbook of one worksheet, whose merged cells are given as `first row, first column, last row,
/// last column`.
fn sheet(rows: &[&[&str]], merged: &[[u16; 4]]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet(), rows, merged);
    workbook.save_to_buffer().unwrap()
}

fn fill(sheet: &mut Worksheet, rows: &[&[&str]], merged: &[[u16; 4]]) {
    let plain = Format::new();
    for [top, left, bottom, right] in merged {
        let (top, bottom) = (u32::from(*top), u32::from(*bottom));
        sheet
            .merge_range(top, *left, bottom, *right, "", &plain)
            .unwrap();
    }
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).unwrap(),
                Err(_) if cell.is_empty() => continue,
                Err(_) => sheet.write(row, column, *cell).unwrap(),
            };
        }
    }
}

/// The readings and targets of a record, without what comes before the colon.
fn said(sandbox: &Sandbox, kind: &str) -> Vec<String> {
    let lines = record(sandbox).into_iter();
    let of_kind = lines.filter_map(|line| Some(line.strip_prefix(kind)?.trim().to_owned()));
    let short = |line: String| {
        let (subject, rest) = line.split_once(": ").unwrap();
        format!("{}: {rest}", subject.split(" / ").next().unwrap())
    };
    of_kind.map(short).collect()
}

#[test]
fn planned_and_actual_beneath_one_heading_are_told_apart() {
    let book = sheet(
        &[
            &["重点项目（截至2021年7月31日）"],
            &["序号", "项目名称", "责任单位", "形象进度", "", "完成时限"],
            &["", "", "", "计划", "实际", ""],
            &["1", "金辉", "住建办", "80", "72", "2021-12-31"],
        ],
        &[
            [0, 0, 0, 5],
            [1, 0, 2, 0],
            [1, 1, 2, 1],
            [1, 2, 2, 2],
            [1, 3, 1, 4],
            [1, 5, 2, 5],
        ],
    );
    let (sandbox, ran) = imported("p.xlsx", book, "");
    assert_eq!(
        ran.err,
        "p.xlsx: passed over column '形象进度/计划' (--keep COLUMN keeps it; --map COLUMN=FIELD says what it is)\n\
         #1 imported 1 project, 1 stage, 1 target, 1 reading\n"
    );
    assert_eq!(said(&sandbox, "reading"), ["金辉: 72% | 2021-07-31"]);
    assert_eq!(said(&sandbox, "target"), ["金辉: 100% | 2021-12-31"]);
}

#[test]
fn three_rows_of_a_header_are_read_together() {
    let book = sheet(
        &[
            &["序号", "项目名称", "建设进度", "", "", "", "截至"],
            &["", "", "计划进度", "", "实际进度", "", ""],
            &["", "", "工程", "投资", "工程", "投资", ""],
            &["1", "金辉", "80", "70", "72", "60", "2021-07-31"],
        ],
        &[
            [0, 0, 2, 0],
            [0, 1, 2, 1],
            [0, 2, 0, 5],
            [1, 2, 1, 3],
            [1, 4, 1, 5],
            [0, 6, 2, 6],
        ],
    );
    let (sandbox, ran) = imported("p.xlsx", book, "");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(said(&sandbox, "reading"), ["金辉: 72% | 2021-07-31"]);
}

#[test]
fn money_beneath_a_heading_with_its_unit_is_in_that_unit() {
    let book = sheet(
        &[
            &["项目名称", "投资完成情况（万元）", "", "", "截至"],
            &["", "总投资", "本月完成", "累计完成", ""],
            &["金辉", "32000", "900", "8500", "2021-07-31"],
        ],
        &[[0, 0, 1, 0], [0, 1, 0, 3], [0, 4, 1, 4]],
    );
    let (sandbox, ran) = imported("p.xlsx", book, "");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(
        said(&sandbox, "reading"),
        ["金辉: 26.56% | 2021-07-31 | 8500 | 32000"]
    );
    let shown = sandbox.ok("show jinhui");
    assert!(shown.contains("8500 of 32000 万元"), "{shown}");
}

/// Of the months beneath a heading, that of the day is read, or the newest with figures, of which the
/// day is asked.
#[test]
fn of_columns_of_months_the_newest_is_read() {
    let rows: &[&[&str]] = &[
        &["Project", "Finish", "Progress", "", ""],
        &["", "", "May", "Jun", "Jul"],
        &["A", "2021-12-31", "50", "60", ""],
    ];
    let book = || sheet(rows, &[[0, 2, 0, 4]]);
    let (_, asked) = imported("p.xlsx", book(), "");
    assert_eq!(asked.code, 2);
    assert!(
        asked.err.ends_with(
            "  p.xlsx row 3, Progress/Jun '60': says where it stands, but not on which day; fill in the day, or add --on DATE\n"
        ),
        "{}",
        asked.err
    );
    let (sandbox, ran) = imported("p.xlsx", book(), "--on 2021-06-30");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.err.contains("passed over column 'Progress/May' ("),
        "{}",
        ran.err
    );
    assert_eq!(said(&sandbox, "reading"), ["A: 60% | 2021-06-30"]);
    // Where the heading tells the year, so is the day told.
    let dated = "项目名称,2021年5月进度,2021年6月进度\n金辉,50,60\n";
    let (sandbox, ran) = imported("p.csv", dated, "");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(said(&sandbox, "reading"), ["金辉: 60% | 2021-06-30"]);
}

#[test]
fn headers_that_come_again_and_rows_that_count_columns_are_no_projects() {
    let text = "序号,项目名称,责任单位,形象进度,完成时限\n甲,乙,丙,1,2\n1,金辉,住建办,72,2021-12-31\n\
        序号,项目名称,责任单位,形象进度,完成时限\n2,滨河路,城建办,45,2021-12-31\n";
    let (sandbox, ran) = imported("p.csv", text, "--on 2021-07-31");
    assert_eq!(
        ran.err,
        "#1 imported 2 projects, 2 stages, 2 targets, 2 readings\n"
    );
    assert_eq!(
        said(&sandbox, "reading"),
        ["滨河路: 45% | 2021-07-31", "金辉: 72% | 2021-07-31"]
    );
}

#[test]
fn two_tables_on_one_sheet_are_both_read() {
    let book = sheet(
        &[
            &["续建项目（截至2021年7月31日）"],
            &["项目名称", "完成时限", "形象进度"],
            &["金辉", "2021-12-31", "50"],
            &["合计", "", "50"],
            &[],
            &["新开工项目"],
            &["项目名称", "责任单位", "形象进度"],
            &["滨河路", "城建办", "20"],
        ],
        &[],
    );
    let (sandbox, ran) = imported("p.xlsx", book, "");
    assert_eq!(
        ran.err,
        "p.xlsx: passed over row 4 ('合计')\n#1 imported 2 projects, 2 stages, 1 target, 2 readings\n"
    );
    assert_eq!(
        said(&sandbox, "reading"),
        ["滨河路: 20% | 2021-07-31", "金辉: 50% | 2021-07-31"]
    );
}

#[test]
fn a_remark_right_of_a_table_is_passed_over_and_told() {
    let rows: &[&[&str]] = &[
        &["Project", "Finish", "% complete"],
        &["A", "2021-12-31", "50", "", "ask Bob"],
    ];
    let (sandbox, ran) = imported("p.xlsx", sheet(rows, &[]), "--on 2021-07-31");
    assert_eq!(
        ran.err,
        "p.xlsx: passed over cells right of the table E2 ('ask Bob')\n\
         #1 imported 1 project, 1 stage, 1 target, 1 reading\n"
    );
    assert_eq!(said(&sandbox, "reading"), ["A: 50% | 2021-07-31"]);
}

#[test]
fn a_sheet_that_would_lose_its_progress_is_asked() {
    let text = "Project,Finish,Stand\nA,2021-12-31,45%\nB,2021-12-31,30%\n";
    let (sandbox, ran) = imported("p.csv", text, "--on 2021-07-31");
    assert_eq!(
        ran.err,
        "p.csv: passed over column 'Stand' (--keep COLUMN keeps it; --map COLUMN=FIELD says what it is)\n\
         error: 1 question to answer first; nothing was written:\n  \
         p.csv row 1: no column says where things stand, unless it is one of 'Stand'; add --map Stand=progress, or --map Stand=- for no progress\n"
    );
    sandbox.ok("import p.csv --on 2021-07-31 --map Stand=progress");
    assert_eq!(
        said(&sandbox, "reading"),
        ["A: 45% | 2021-07-31", "B: 30% | 2021-07-31"]
    );
    // What was planned until now is no progress.
    let (_, ran) = imported("p.csv", "Project,Finish,Planned %\nA,2021-12-31,45%\n", "");
    assert_eq!(ran.code, 0, "{}", ran.err);
}

#[test]
fn a_target_beside_what_is_actual_is_asked() {
    let text = "Project,Target %,Actual %,Finish\nA,60%,55%,2022-06-30\n";
    let (sandbox, ran) = imported("p.csv", text, "--on 2021-07-31");
    assert!(
        ran.err.ends_with(
            "  p.csv row 1: column 'Target %' may be the goal, or what was planned to be done by now; add --map 'Target %=target' for the percent to reach, or --map 'Target %=-' for a column to leave out\n"
        ),
        "{}",
        ran.err
    );
    sandbox.ok("import p.csv --on 2021-07-31 --map 'Target %=-'");
    assert_eq!(said(&sandbox, "target"), ["A: 100% | 2022-06-30"]);
    assert_eq!(said(&sandbox, "reading"), ["A: 55% | 2021-07-31"]);
    let all = "Project,Target %,Actual %,Finish\nA,100%,55%,2022-06-30\n";
    let (_, ran) = imported("p.csv", all, "--on 2021-07-31");
    assert_eq!(ran.code, 0, "{}", ran.err);
}

#[test]
fn what_was_finished_stands_so_from_that_day_on() {
    let text = "Task,Planned finish,Actual finish,% complete\n\
        A,2021-06-30,2021-06-28,100%\nB,2021-12-31,,40%\nC,2021-12-31,NA,0%\n";
    let (sandbox, ran) = imported("p.csv", text, "--on 2021-07-31");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(
        said(&sandbox, "reading"),
        [
            "A: 100% | 2021-06-28",
            "B: 40% | 2021-07-31",
            "C: 0% | 2021-07-31"
        ]
    );
}

#[test]
fn tasks_beside_projects_are_stages_and_what_differs_can_be_kept() {
    let text = "Project,Task,Owner,Baseline finish,Finish,% complete\n\
        Website,Design,Ann,2021-06-30,2021-07-15,100%\nWebsite,Build,Bob,2021-10-31,2021-12-31,40%\n";
    let (sandbox, ran) = imported("p.csv", text, "--on 2021-07-31");
    assert!(
        ran.err.ends_with(
            "  p.csv row 3, Owner 'Bob': p.csv row 2 says 'Ann'; make both the same, or leave one empty, or keep them as texts with --keep Owner\n"
        ),
        "{}",
        ran.err
    );
    let said_now = sandbox.run("import p.csv --on 2021-07-31 --keep Owner");
    assert_eq!(
        said_now.err,
        "p.csv: passed over column 'Baseline finish' (--keep COLUMN keeps it; --map COLUMN=FIELD says what it is)\n\
         #1 imported 1 project, 2 stages, 2 targets, 2 readings\n"
    );
    assert_eq!(
        said(&sandbox, "target"),
        ["Website: 100% | 2021-07-15", "Website: 100% | 2021-12-31"]
    );
    assert_eq!(said(&sandbox, "text"), ["Website: Owner | Ann; Bob"]);
}

#[test]
fn worksheets_of_several_months_go_in_by_their_days() {
    let mut workbook = Workbook::new();
    // The newest stands first, as offices put it.
    for (title, due, unit, percent) in [
        ("截至2021年7月31日", "2021-12-31", "城建办", "60"),
        ("截至2021年6月30日", "2021-11-30", "住建办", "50"),
    ] {
        let sheet = workbook.add_worksheet();
        sheet.set_name(title.replace("截至", "")).unwrap();
        let rows: &[&[&str]] = &[
            &[title],
            &["项目名称", "责任单位", "完成时限", "形象进度"],
            &["金辉", unit, due, percent],
        ];
        fill(sheet, rows, &[]);
    }
    let (sandbox, ran) = imported("p.xlsx", workbook.save_to_buffer().unwrap(), "");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let lines = record(&sandbox);
    assert!(
        lines.contains(&"project 金辉 | 城建办".to_owned()),
        "{lines:?}"
    );
    assert_eq!(said(&sandbox, "target"), ["金辉: 100% | 2021-12-31"]);
    assert_eq!(
        said(&sandbox, "reading"),
        ["金辉: 50% | 2021-06-30", "金辉: 60% | 2021-07-31"]
    );
    let again = sandbox.run("import p.xlsx");
    assert!(again.err.contains("nothing to import: "), "{}", again.err);
}

/// A workbook without the values of its formulas, as programs write it that do not compute.
fn uncomputed(workbook: &[u8]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut copy = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if name.ends_with("sheet1.xml") {
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.contains("</f><v>0</v>"), "{text}");
            bytes = text.replace("</f><v>0</v>", "</f>").into_bytes();
        }
        copy.start_file(name, SimpleFileOptions::default()).unwrap();
        copy.write_all(&bytes).unwrap();
    }
    copy.finish().unwrap().into_inner()
}

#[test]
fn formulas_without_values_and_errors_are_told_by_cell() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet
        .write_row(0, 0, ["项目名称", "完成时限", "形象进度"])
        .unwrap();
    sheet.write_row(1, 0, ["金辉", "2021-12-31"]).unwrap();
    sheet.write(1, 2, Formula::new("=1/2")).unwrap();
    sheet
        .write_row(2, 0, ["滨河路", "2021-12-31", "#DIV/0!"])
        .unwrap();
    let (_, ran) = imported(
        "p.xlsx",
        uncomputed(&workbook.save_to_buffer().unwrap()),
        "--on 2021-07-31",
    );
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.ends_with(
            "  p.xlsx row 2, 形象进度: is a formula whose value the file does not hold; open the file in a spreadsheet program and save it\n  \
             p.xlsx row 3, 形象进度 '#DIV/0!': is an error of the spreadsheet; correct its formula, or empty the cell\n"
        ),
        "{}",
        ran.err
    );
}

#[test]
fn hidden_rows_and_columns_are_read_and_told() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in (0u32..).zip([
        ["name", "due", "% complete", "notes"],
        ["North", "2021-12-31", "40%", "rain"],
        ["South", "2021-12-31", "50%", ""],
        ["East", "2021-12-31", "60%", ""],
        ["West", "2021-12-31", "70%", ""],
        ["Port", "2021-12-31", "80%", ""],
    ]) {
        for (column, cell) in (0u16..).zip(cells) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    for row in [2, 3, 5, 90] {
        sheet.set_row_hidden(row).unwrap();
    }
    sheet.set_column_hidden(3).unwrap();
    sheet.set_column_hidden(8).unwrap();
    let sandbox = Sandbox::with_store();
    sandbox.write("plan.xlsx", workbook.save_to_buffer().unwrap());
    let said = sandbox.said("import plan.xlsx --on 2021-07-31 --dry-run");
    assert!(
        said.contains(
            "plan.xlsx: hidden rows and columns are read, too: 3 rows, 3-4, 6; columns D\n"
        ),
        "{said}"
    );
    let said = sandbox.said("import plan.xlsx --on 2021-07-31 --lang zh");
    assert!(
        said.contains("plan.xlsx：隐藏（含筛选隐藏）的行、列一并读取：第3-4、6行，共3行；D列\n"),
        "{said}"
    );
    assert_eq!(sandbox.rows("reading").len(), 5);
    let row = |shown: &str, name: &str| {
        let cell =
            |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
        format!(
            "<table:table-row{shown}>{}{}</table:table-row>",
            cell(name),
            cell("2021-12-31")
        )
    };
    let content = format!(
        "<office:document-content><table:table table:name=\"s\">\
         <table:table-column/><table:table-column table:visibility=\"collapse\"/>\
         <table:table-row><table:table-cell><text:p>name</text:p></table:table-cell>\
         <table:table-cell><text:p>due</text:p></table:table-cell></table:table-row>\
         {}{}</table:table></office:document-content>",
        row("", "Mill"),
        row(" table:visibility=\"filter\"", "Dock")
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
    ] {
        let stored = SimpleFileOptions::default();
        let stored = stored.compression_method(zip::CompressionMethod::Stored);
        zip.start_file(name, stored).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    sandbox.write("plan.ods", zip.finish().unwrap().into_inner());
    let said = sandbox.said("import plan.ods --dry-run");
    assert!(
        said.contains("plan.ods: hidden rows and columns are read, too: row 3; columns B\n"),
        "{said}"
    );
}
