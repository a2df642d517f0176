//! Words in a column of progress: a reading for each clause that tells of a stage.

use crate::sandbox::Sandbox;

/// The readings of a sheet, a line each: `stage: percent (note)`.
fn readings(sandbox: &Sandbox) -> Vec<String> {
    let record = sandbox.ok("export");
    let rows = |table| crate::sandbox::rows(&record, table);
    let (stages, edits) = (rows("stage"), rows("stage_edit"));
    let name = |stage: &serde_json::Value| {
        let of = |edit: &&serde_json::Value| edit["stage"] == *stage && edit["name"].is_string();
        edits
            .iter()
            .rfind(of)
            .map(|edit| edit["name"].as_str().unwrap().to_owned())
    };
    assert!(!stages.is_empty());
    let mut lines: Vec<String> = rows("reading")
        .iter()
        .map(|row| {
            let name = name(&row["stage"]).unwrap();
            let note = row["note"].as_str().unwrap_or("-");
            format!("{name}: {} ({note})", row["percent"])
        })
        .collect();
    lines.sort();
    lines
}

#[test]
fn a_cell_of_words_gives_a_reading_a_clause_and_keeps_them_all() {
    let words = "主体完成90%、正在进行地下室施工；装修招标已完成";
    let sandbox = Sandbox::with_store();
    sandbox.write(
        "月报.csv",
        format!("项目,目标,期限,进展情况,截至\n金辉,80,2021-12-31,{words},2021-07-31\n"),
    );
    assert_eq!(
        sandbox.run("import 月报.csv").err,
        "#1 imported 1 project, 4 stages, 1 target, 4 readings\n"
    );
    let expected = [
        "主体: 9000 (主体完成90%)".to_owned(),
        "地下室: null (正在进行地下室施工)".to_owned(),
        format!("总体进度: null ({words})"),
        "装修招标: 10000 (装修招标已完成)".to_owned(),
    ];
    assert_eq!(readings(&sandbox), expected);
    // Again, it changes nothing; a month later the same stages are meant.
    sandbox.ok("import 月报.csv");
    assert_eq!(readings(&sandbox), expected);
    sandbox.write(
        "next.csv",
        "项目,目标,期限,进展情况,截至\n金辉,80,2021-12-31,主体完成95%；地下室完成40%,2021-08-01\n",
    );
    assert_eq!(
        sandbox.run("import next.csv").err,
        "#2 imported 1 project (unchanged), 3 stages (unchanged), 1 target (unchanged), 3 readings\n"
    );
}

#[test]
fn a_figure_that_names_no_stage_is_the_rows_own() {
    let sandbox = Sandbox::with_store();
    sandbox.write(
        "plan.csv",
        "name,stage,percent,due,progress,as_of,comments\nWest plot,piles,100,2021-12-31,45%; roof under way; crane is coming,2021-07-31,wet\n",
    );
    sandbox.ok("import plan.csv");
    assert_eq!(
        readings(&sandbox),
        [
            "piles: 4500 (45%; roof under way; crane is coming; wet)",
            "roof: null (roof under way)"
        ]
    );
}

#[test]
fn a_clause_with_two_figures_is_asked_about_by_cell() {
    let sandbox = Sandbox::with_store();
    sandbox.write(
        "plan.csv",
        "name,progress,as_of\nWest plot,roof 40% (was 30%),2021-07-31\n",
    );
    sandbox.refuses(
        "import plan.csv",
        "1 row could not be imported, so nothing was written; correct the file, or leave such rows out with --skip-bad:\n  plan.csv row 2, progress 'roof 40% (was 30%)': roof 40% (was 30%) has two figures; write one for each stage, with its name",
        "1行无法导入，未写入任何内容；请更正，或用 --skip-bad 跳过：\n  plan.csv 第2行 progress“roof 40% (was 30%)”：roof 40% (was 30%)中有两个数；请逐个阶段写明",
    );
}

#[test]
fn a_milestone_is_done_where_its_own_verb_is() {
    let sandbox = Sandbox::with_store();
    sandbox.write(
        "plan.csv",
        "项目,阶段,期限,进展情况,截至\n\
         金辉,开工,2021-12-31,已开工,2021-07-31\n\
         金辉,主体,2021-12-31,已开工,2021-07-31\n\
         酒店,opening,2021-12-31,已开业,2021-07-31\n",
    );
    sandbox.ok("import plan.csv");
    assert_eq!(
        readings(&sandbox),
        [
            "opening: 10000 (已开业)",
            "主体: null (-)",
            "开工: 10000 (已开工)",
        ]
    );
}
