//! Rows that are parts of others: stages of the project above them, told apart by it.

use rust_xlsxwriter::{Format, Workbook};

use crate::sandbox::Sandbox;
use crate::workbooks::files::record;

/// The targets and readings that came of a sheet, without the days that all of them have.
#[track_caller]
fn imported(name: &str, bytes: impl AsRef<[u8]>) -> Vec<String> {
    let sandbox = Sandbox::with_store();
    sandbox.write(name, bytes);
    let ran = sandbox.run(&format!("import {name} --on 2021-07-31"));
    assert_eq!(ran.code, 0, "{}", ran.err);
    let lines = record(&sandbox).into_iter();
    let lines = lines.filter(|line| line.starts_with("target") || line.starts_with("reading"));
    lines
        .map(|line| line.replace(": 100% | ", ": ").replace(" | 2021-07-31", ""))
        .collect()
}

const OF_BLOCKS: [&str; 10] = [
    "target Block A / 总体进度: 2021-12-31",
    "target Block A / Design: 2021-08-31",
    "target Block A / Handover: 2021-12-31",
    "target Block B / 总体进度: 2022-06-30",
    "target Block B / Design: 2021-10-31",
    "reading Block A / 总体进度: 45%",
    "reading Block A / Design: 90%",
    "reading Block B / 总体进度: 20%",
    "reading Block B / Design: 80%",
    "reading Block B / Design: 80%",
];

#[test]
fn levels_numbers_and_indents_tell_tasks_of_one_name_apart() {
    let of_blocks = &OF_BLOCKS[..9];
    let by_level = "ID,Task Name,Outline Level,Finish,% Complete\n\
        1,Block A,1,2021-12-31,45%\n2,Design,2,2021-08-31,90%\n3,Handover,2,2021-12-31,\n\
        4,Block B,1,2022-06-30,20%\n5,Design,2,2021-10-31,80%\n";
    assert_eq!(imported("level.csv", by_level), of_blocks);
    let by_number = "WBS,Task Name,Finish,% Complete\n\
        1,Block A,2021-12-31,45%\n1.1,Design,2021-08-31,90%\n1.2,Handover,2021-12-31,\n\
        2,Block B,2022-06-30,20%\n2.1,Design,2021-10-31,80%\n";
    assert_eq!(imported("wbs.csv", by_number), of_blocks);
    let by_indent = "ID,Task Name,Finish,% Complete\n\
        1,Block A,2021-12-31,45%\n2,   Design,2021-08-31,90%\n3,   Handover,2021-12-31,\n\
        4,Block B,2022-06-30,20%\n5,   Design,2021-10-31,80%\n";
    assert_eq!(imported("indent.csv", by_indent), of_blocks);
    let in_brackets = "序号,项目名称,完成时限,形象进度\n\
        1,Block A,2021-12-31,45%\n（1）,Design,2021-08-31,90%\n（2）,Handover,2021-12-31,\n\
        2,Block B,2022-06-30,20%\n（1）,Design,2021-10-31,80%\n";
    assert_eq!(imported("brackets.csv", in_brackets), of_blocks);
}

#[test]
fn what_stands_deeper_is_called_after_all_that_lead_to_it() {
    let deep = "WBS,Task Name,Finish\n1,Line 3,2021-12-31\n1.1,North,2021-11-30\n1.1.1,Tracks,2021-09-30\n\
        1.2,South,2021-12-31\n1.2.1,Tracks,2021-10-31\n";
    assert_eq!(
        imported("deep.csv", deep),
        [
            "target Line 3 / 总体进度: 2021-12-31",
            "target Line 3 / North: 2021-11-30",
            "target Line 3 / North / Tracks: 2021-09-30",
            "target Line 3 / South: 2021-12-31",
            "target Line 3 / South / Tracks: 2021-10-31",
        ]
    );
    // Numbers of which none is the beginning of another are those of projects.
    let flat = "WBS,Task Name,Finish\n1.1,Survey,2021-12-31\n1.2,Permits,2021-11-30\n";
    assert_eq!(
        imported("flat.csv", flat),
        [
            "target Permits / 总体进度: 2021-11-30",
            "target Survey / 总体进度: 2021-12-31"
        ]
    );
}

#[test]
fn rows_without_a_number_are_parts_of_the_numbered_one_where_they_say_so_or_repeat() {
    let parts = [
        "target 海科中心 / 总体进度: 2022-12-31",
        "target 海科中心 / 一期: 2021-11-30",
        "target 金辉智造 / 总体进度: 2021-12-31",
        "target 金辉智造 / 一期: 2021-06-30",
        "target 金辉智造 / 二期: 2021-12-31",
        "reading 海科中心 / 投资: 27.33% | 4100 | 15000",
        "reading 金辉智造 / 投资: 26.56% | 8500 | 32000",
        "reading 金辉智造 / 一期: 90%",
    ];
    for word in ["", "其中：", "其中"] {
        let sheet = format!(
            "序号,项目名称,责任单位,总投资（万元）,累计完成投资（万元）,完成时限,形象进度\n\
             1,金辉智造,经发办,32000,8500,2021-12-31,\n\
             ,{word}一期,经发办,12000,6500,2021-06-30,90%\n\
             ,二期,经发办,20000,2000,2021-12-31,\n\
             2,海科中心,商务办,15000,4100,2022-12-31,\n\
             ,{word}一期,商务办,5000,4000,2021-11-30,\n"
        );
        assert_eq!(imported("parts.csv", &sheet), parts, "{word}");
        let sandbox = Sandbox::with_store();
        sandbox.write("parts.csv", sheet);
        let told = sandbox.run("import parts.csv --on 2021-07-31").err;
        assert!(
            told.starts_with("parts.csv: passed over unit, lead and money in rows 3 ('"),
            "{told}"
        );
        assert!(
            told.contains("一期') (parts of a project that has its own)\n"),
            "{told}"
        );
    }
}

#[test]
fn names_that_nothing_tells_apart_are_refused() {
    let sandbox = Sandbox::with_store();
    sandbox.write(
        "tasks.csv",
        "ID,Task Name,Finish,% Complete\n1,Block A,2021-12-31,45%\n2,Design,2021-08-31,90%\n\
         3,Block B,2022-06-30,20%\n4,Design,2021-10-31,80%\n",
    );
    sandbox.refuses(
        "import tasks.csv --on 2021-07-31",
        "1 row could not be imported, so nothing was written; correct the file, or leave such rows out with --skip-bad:\n  \
         tasks.csv row 5, Task Name 'Design': tasks.csv row 3 is called the same and says otherwise; give the two names that tell them apart, or a column with their stages",
        "1行无法导入，未写入任何内容；请更正，或用 --skip-bad 跳过：\n  \
         tasks.csv 第5行 Task Name“Design”：与tasks.csv 第3行同名而内容不同；请改用可区分的名称，或增加一列注明阶段",
    );
    // Periods, goals and stages tell apart.
    for sheet in [
        "name,percent,due\nA,50,2021-09-30\nB,50,2021-09-30\nA,80,2021-12-31\n",
        "name,stage,due\nA,roof,2021-09-30\nB,roof,2021-09-30\nA,walls,2021-12-31\n",
        "name,due,period\nA,2021-12-31,2021H2\nA,2022-06-30,2022H1\n",
    ] {
        let sandbox = Sandbox::with_store();
        sandbox.write("p.csv", sheet);
        sandbox.ok("import p.csv");
    }
}

#[test]
fn what_is_merged_over_rows_holds_for_each_and_a_figure_for_their_project() {
    let mut workbook = Workbook::new();
    let (sheet, plain) = (workbook.add_worksheet(), Format::new());
    let header = [
        "项目名称",
        "建设内容",
        "完成时限",
        "形象进度",
        "存在问题",
        "总投资（万元）",
    ];
    sheet.write_row(0, 0, header).unwrap();
    for (row, stage) in (1..).zip(["主体", "装修", "路基", "路面"]) {
        sheet.write(row, 1, stage).unwrap();
    }
    sheet.merge_range(1, 0, 2, 0, "金辉", &plain).unwrap();
    sheet.merge_range(3, 0, 4, 0, "滨河路", &plain).unwrap();
    sheet.merge_range(1, 2, 3, 2, "2021-12-31", &plain).unwrap();
    sheet.write(4, 2, "2022-03-31").unwrap();
    sheet.merge_range(1, 3, 2, 3, "50%", &plain).unwrap();
    sheet.write(3, 3, "40%").unwrap();
    sheet.write(4, 3, "10%").unwrap();
    sheet.merge_range(3, 4, 4, 4, "缺钱", &plain).unwrap();
    sheet.merge_range(1, 5, 2, 5, "3000", &plain).unwrap();
    let merged = workbook.save_to_buffer().unwrap();
    assert_eq!(
        imported("merged.xlsx", merged),
        [
            "target 滨河路 / 路基: 2021-12-31",
            "target 滨河路 / 路面: 2022-03-31",
            "target 金辉 / 主体: 2021-12-31",
            "target 金辉 / 装修: 2021-12-31",
            "reading 滨河路 / 路基: 40% | 缺钱",
            "reading 滨河路 / 路面: 10% | 缺钱",
            "reading 金辉 / 总体进度: 50%",
        ]
    );
}

#[test]
fn money_that_is_merged_over_several_projects_is_of_none_of_them() {
    let mut workbook = Workbook::new();
    let (sheet, plain) = (workbook.add_worksheet(), Format::new());
    sheet
        .write_row(0, 0, ["项目名称", "完成时限", "总投资（万元）"])
        .unwrap();
    sheet.write_row(1, 0, ["甲桥", "2021-12-31"]).unwrap();
    sheet.write_row(2, 0, ["乙桥", "2021-12-31"]).unwrap();
    sheet.merge_range(1, 2, 2, 2, "3000", &plain).unwrap();
    let sandbox = Sandbox::with_store();
    sandbox.write("p.xlsx", workbook.save_to_buffer().unwrap());
    sandbox.refuses(
        "import p.xlsx",
        "2 rows could not be imported, so nothing was written; correct the file, or leave such rows out with --skip-bad:\n  \
         p.xlsx row 2, 总投资（万元） '3000': is merged over rows of several projects; write what each of them has\n  \
         p.xlsx row 3, 总投资（万元）: is merged over rows of several projects; write what each of them has",
        "2行无法导入，未写入任何内容；请更正，或用 --skip-bad 跳过：\n  \
         p.xlsx 第2行 总投资（万元）“3000”：由多个项目的行合并；请分别填写各项目的金额\n  \
         p.xlsx 第3行 总投资（万元）：由多个项目的行合并；请分别填写各项目的金额",
    );
}
