//! Cells of a workbook that are merged over several rows.

use rust_xlsxwriter::{Format, Workbook};

use crate::sandbox::Sandbox;

/// Each project with its category, unit and lead.
fn facts(sandbox: &Sandbox) -> Vec<String> {
    let list = sandbox.json("list --json");
    let text = |value: &serde_json::Value| value.as_str().unwrap_or("-").to_owned();
    let projects = list["projects"].as_array().unwrap().iter();
    let line = |project: &serde_json::Value| {
        ["name", "category", "unit", "lead"]
            .map(|key| text(&project[key]))
            .join(" ")
    };
    let mut lines: Vec<String> = projects.map(line).collect();
    lines.sort();
    lines
}

#[test]
fn units_leads_and_categories_fill_down_where_they_are_merged_and_nowhere_else() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let plain = Format::new();
    let header = [
        "类别",
        "项目名称",
        "建设内容",
        "年度目标",
        "责任单位",
        "责任人",
    ];
    sheet.write_row(0, 0, header).unwrap();
    for (row, (name, stage)) in (1..).zip([
        ("甲", "主体"),
        ("", "装修"),
        ("乙", "主体"),
        ("丙", "主体"),
        ("丁", "主体"),
    ]) {
        sheet.write(row, 1, name).unwrap();
        sheet.write(row, 2, stage).unwrap();
        sheet.write(row, 3, 80).unwrap();
    }
    sheet.merge_range(1, 0, 4, 0, "房地产", &plain).unwrap();
    sheet.merge_range(1, 1, 2, 1, "甲", &plain).unwrap();
    sheet.merge_range(1, 4, 3, 4, "住建办", &plain).unwrap();
    // Not merged: what stands beneath has no lead.
    sheet.write(1, 5, "王工").unwrap();
    sheet.write(5, 4, "城建办").unwrap();
    let sandbox = Sandbox::with_store();
    sandbox.write("plan.xlsx", workbook.save_to_buffer().unwrap());
    assert_eq!(
        sandbox.run("import plan.xlsx").err,
        "#1 imported 4 projects, 5 stages, 5 targets\n"
    );
    assert_eq!(
        facts(&sandbox),
        [
            "丁 - 城建办 -",
            "丙 房地产 - -",
            "乙 房地产 住建办 -",
            "甲 房地产 住建办 王工"
        ]
    );
}

#[test]
fn in_a_text_a_blank_cell_stays_blank() {
    let sandbox = Sandbox::with_store();
    sandbox.write(
        "plan.csv",
        "project,stage,goal,department,owner\nA,s,80,Housing,Li\n,t,70,,\nB,s,60,,\n",
    );
    sandbox.ok("import plan.csv");
    assert_eq!(facts(&sandbox), ["A - Housing Li", "B - - -"]);
}
