//! Which rows of a plan are projects, and which are titles, sums and remarks among them.

use rust_xlsxwriter::{Format, Workbook};

use crate::sandbox::{Ran, Sandbox};
use crate::workbooks::files::record;

/// A fresh store on 1 August 2021 with that file, and what the import of it said.
fn imported(name: &str, bytes: impl AsRef<[u8]>) -> (Sandbox, Ran) {
    let sandbox = Sandbox::with_store();
    sandbox.write(name, bytes);
    let ran = sandbox.run(&format!("import {name} --on 2021-07-31 --new"));
    (sandbox, ran)
}

/// The projects that came of a sheet, each with its category, and what was passed over.
#[track_caller]
fn rows(text: &str) -> (Vec<String>, String) {
    let (sandbox, ran) = imported("p.csv", text);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let lines = record(&sandbox).into_iter();
    let projects = lines.filter_map(|line| Some(line.strip_prefix("project ")?.to_owned()));
    let passed_over = ran
        .err
        .lines()
        .find_map(|line| line.strip_prefix("p.csv: passed over "));
    (
        projects.collect(),
        passed_over.unwrap_or_default().to_owned(),
    )
}

#[test]
fn titles_are_categories_whether_numbered_lone_or_with_sums() {
    let numbered_apart = "序号,项目名称,责任单位,形象进度,完成时限\n\
        一,产业项目,,,\n1,金辉智造,经发办,72%,2021-12-31\n\
        二,基础设施,,,\n（一）,道路,,,\n2,滨河路,城建办,60%,2021-12-31\n";
    let (projects, told) = rows(numbered_apart);
    assert_eq!(
        projects,
        ["滨河路 | 道路 | 城建办", "金辉智造 | 产业项目 | 经发办"]
    );
    assert_eq!(
        told,
        "titles in rows 2 ('产业项目'), 4 ('基础设施'), 5 ('道路') (now the categories of the rows beneath)"
    );
    let with_sums = "序号,项目名称,总投资（万元）,累计完成投资（万元）,形象进度,完成时限\n\
        ,全区合计,53000,16700,,\n\
        一,产业项目,47000,12600,,\n1,金辉智造,32000,8500,72%,2021-12-31\n2,海科中心,15000,4100,50%,2021-12-31\n\
        二、基础设施（1个）,,6000,4100,,\n3,滨河路,6000,4100,60%,2021-12-31\n";
    let (projects, told) = rows(with_sums);
    assert_eq!(
        projects,
        [
            "滨河路 | 基础设施",
            "海科中心 | 产业项目",
            "金辉智造 | 产业项目"
        ]
    );
    assert_eq!(
        told,
        "row 2 ('全区合计'), titles in rows 3 ('产业项目'), 6 ('基础设施') (now the categories of the rows beneath)"
    );
    // Nothing but its sums tells that the first is a title.
    let by_sums = "项目名称,总投资（万元）,完成投资（万元）\n产业,47000,12600\n金辉智造,32000,8500\n\
        海科中心,15000,4100\n滨河路,6000,4100\n";
    assert_eq!(
        rows(by_sums).0,
        ["滨河路 | 产业", "海科中心 | 产业", "金辉智造 | 产业"]
    );
    // One sum of two may be a coincidence.
    let costs = "Project,Cost\nNorth,30\nSouth,10\nWest,20\nEast,30\n";
    assert_eq!(rows(costs).0, ["East", "North", "South", "West"]);
    let lone = "Project,Owner,Finish,% complete\n\
        Roads,,,\nNorth Road,Ann,2021-12-31,45%\nSouth Road,Bob,2021-12-31,30%\n\
        Buildings,,,\nSchool,Cid,2022-03-31,10%\n";
    assert_eq!(
        rows(lone).0,
        [
            "North Road | Roads | Ann",
            "School | Buildings | Cid",
            "South Road | Roads | Bob"
        ]
    );
}

#[test]
fn sums_and_remarks_are_passed_over_and_projects_with_such_words_are_not() {
    let sums = [
        "合计（3个）",
        "合计：3个",
        "共计3项",
        "本页小计",
        "全街道合计",
        "平均进度",
        "总  计",
        "累计：",
        "加权平均",
        "均值",
        "占比",
        "Total cost",
        "Grand Total:",
        "TOTAL (3 projects)",
        "Sub Total",
        "AVERAGE %",
        "Overall",
        "Overall average",
        "Mean",
        "Subtotal earthworks",
        "路面小计",
    ];
    let remarks = [
        "\"Legend: R = red, A = amber\"",
        "RAG key: R = off track",
        "Last updated: 29 Nov 2020",
        "* provisional",
        "Source: PMO",
        "注1：数据由各单位填报",
        "2.未开工项目说明原因。",
        "联系人：王小明",
        "2020年11月2日",
        "滨河街道办事处",
    ];
    let head = "项目名称,责任人,完成时限,形象进度\n滨河路,王工,2021-12-31,60%\n";
    let sums = sums.map(|sum| format!("{sum},,,28%\n")).concat();
    let remarks = remarks.map(|remark| format!("{remark},,,\n")).concat();
    let (projects, told) = rows(&format!("{head}{sums}{remarks}"));
    assert_eq!(projects, ["滨河路 | 王工"]);
    assert!(
        told.starts_with("rows 3 ('合计'), 4 ('合计：3个'), "),
        "{told}"
    );
    assert!(told.ends_with(" and 21 more"), "{told}");
    let named = [
        "审核系统建设",
        "制表软件采购",
        "总部大厦",
        "Total Fitness Centre",
        "Note: site B",
        "Sumner Street",
        "平均路改造",
        "注塑车间",
    ];
    let named_rows = named
        .map(|name| format!("{name},李工,2021-12-31,30%\n"))
        .concat();
    let (projects, told) = rows(&format!("{head}{named_rows}"));
    assert_eq!(
        (projects.len(), told.as_str()),
        (named.len() + 1, ""),
        "{projects:?}"
    );
    // Without a lead and a deadline, amounts that do not add up tell, too.
    let costs = "Project,Cost,% complete\nNorth,100,10%\nSouth,50,20%\nTotal Fitness Centre,70,30%\nTotal North and South,220,\n";
    let (projects, told) = rows(costs);
    assert_eq!(projects, ["North", "South", "Total Fitness Centre"]);
    assert_eq!(told, "row 5 ('Total North and Sout…')");
}

#[test]
fn a_sum_without_a_name_of_a_project_is_not_of_the_one_above() {
    let bill = "Item,Description,% done\nA1,Topsoil,100%\nA2,Abutments,\n,Subtotal earthworks,58%\n\
        B1,Deck,\n,Subtotal structures,54%\n";
    let (sandbox, ran) = imported("bill.csv", bill);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(
        record(&sandbox),
        [
            "project A1",
            "project A2",
            "project B1",
            "reading A1 / 总体进度: 100% | 2021-07-31"
        ]
    );
}

#[test]
fn a_name_alone_is_a_project_where_no_row_beneath_it_says_more() {
    // A list of names, and the last of a plan.
    assert_eq!(
        rows("name,lead\nNorth,\nSouth,\nWest,\nEast,Ann\n").0.len(),
        4
    );
    let planned = "name,lead,due\nNorth,Ann,2021-12-31\nHospital,,\n";
    assert_eq!(rows(planned).0, ["Hospital", "North | Ann"]);
    let two_columns = "name,due\nNorth,2021-12-31\nHospital,\nSouth,2021-12-31\n";
    assert_eq!(rows(two_columns).0, ["Hospital", "North", "South"]);
    // One that is known is no title.
    let (sandbox, ran) = imported("a.csv", "name,lead,due\nHospital,Ann,2021-12-31\n");
    assert_eq!(ran.code, 0, "{}", ran.err);
    sandbox.write("b.csv", "name,lead,due\nHospital,,\nNorth,Bob,2021-12-31\n");
    sandbox.ok("import b.csv --yes");
    let projects = record(&sandbox);
    assert_eq!(
        projects[..2],
        ["project Hospital | Ann", "project North | Bob"]
    );
}

#[test]
fn a_title_over_merged_cells_needs_no_numeral() {
    let mut workbook = Workbook::new();
    let (sheet, plain) = (workbook.add_worksheet(), Format::new());
    sheet
        .write_row(0, 0, ["序号", "项目名称", "总投资（万元）", "完成时限"])
        .unwrap();
    sheet.merge_range(1, 0, 1, 3, "市政工程", &plain).unwrap();
    sheet
        .write_row(2, 0, ["1", "滨河路", "6000", "2021-12-31"])
        .unwrap();
    sheet.merge_range(3, 0, 3, 1, "房地产", &plain).unwrap();
    sheet.write(3, 2, 3000).unwrap();
    sheet
        .write_row(4, 0, ["2", "金辉", "3000", "2021-12-31"])
        .unwrap();
    sheet.merge_range(5, 0, 5, 1, "本月新增", &plain).unwrap();
    sheet.write(5, 2, 600).unwrap();
    let (sandbox, ran) = imported("p.xlsx", workbook.save_to_buffer().unwrap());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.err.starts_with(
            "p.xlsx: passed over row 6 ('本月新增'), titles in rows 2 ('市政工程'), 4 ('房地产') (now the categories of the rows beneath)\n"
        ),
        "{}",
        ran.err
    );
    assert_eq!(
        record(&sandbox)[..2],
        ["project 滨河路 | 市政工程", "project 金辉 | 房地产"]
    );
}

#[test]
fn a_number_is_no_part_of_a_name() {
    let june = "项目名称,完成时限,形象进度\n1.金辉小区,2021-12-31,50%\n2、滨河路,2021-12-31,30%\n";
    let (sandbox, ran) = imported("6.csv", june);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let july =
        "项目名称,完成时限,形象进度\n①滨河路,2021-12-31,40%\n（2） 金辉小区,2021-12-31,60%\n";
    sandbox.write("7.csv", july);
    let said = sandbox.said("import 7.csv --on 2021-08-01");
    assert_eq!(
        said,
        "new figures (2): jinhuixiaoqu 1, binhelu 1\n#2 imported 2 projects (unchanged), 2 stages (unchanged), 2 targets (unchanged), 2 readings\n"
    );
    // These begin with a number of their own.
    assert_eq!(
        rows("name,due\n1.5万吨水厂,2021-12-31\n3号楼,2021-12-31\n（三）期,2021-12-31\n").0,
        ["1.5万吨水厂", "3号楼", "（三）期"]
    );
}

#[test]
fn a_column_of_numbers_names_no_project() {
    let sandbox = Sandbox::with_store();
    sandbox.write(
        "sums.csv",
        "责任单位,项目,完成率\n住建办,2,60%\n城建办,1,40%\n",
    );
    sandbox.refuses(
        "import sums.csv --on 2021-07-31",
        "1 question to answer first; nothing was written:\n  sums.csv row 1: column '项目' has only numbers where the names of projects should stand; with another column of names, add --map COLUMN=name too; add --map 项目=number for numbers of the rows",
        "请先答复1个问题，未写入任何内容：\n  sums.csv 第1行：“项目”列应为项目名称，实为数字；如另有名称列，请同时加 --map 列名=项目；请加 --map 项目=序号（各行的序号）",
    );
    // Of a workbook, the sheet is passed over.
    let mut workbook = Workbook::new();
    let sums = workbook.add_worksheet();
    sums.set_name("汇总").unwrap();
    sums.write_row(0, 0, ["责任单位", "项目", "完成率"])
        .unwrap();
    sums.write_row(1, 0, ["住建办", "2", "60%"]).unwrap();
    let plan = workbook.add_worksheet();
    plan.set_name("明细").unwrap();
    plan.write_row(0, 0, ["项目名称", "完成时限"]).unwrap();
    plan.write_row(1, 0, ["金辉", "2021-12-31"]).unwrap();
    let (sandbox, ran) = imported("p.xlsx", workbook.save_to_buffer().unwrap());
    assert!(
        ran.err.contains("passed over worksheet '汇总'"),
        "{}",
        ran.err
    );
    assert_eq!(record(&sandbox)[..1], ["project 金辉"]);
}
