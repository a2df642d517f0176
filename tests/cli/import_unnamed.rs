//! Rows that name no project.

use crate::import_flat::july;
use crate::sandbox::Sandbox;

fn with(sheet: &str) -> Sandbox {
    let sandbox = july();
    sandbox.write("plan.csv", sheet);
    sandbox
}

/// The stages of each project that has any, as `project/stage`.
fn stages(sandbox: &Sandbox) -> Vec<String> {
    let report = sandbox.json("report --period all --format json");
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let targets = report["targets"].as_array().unwrap().iter();
    let mut lines: Vec<String> = targets
        .map(|target| format!("{}/{}", text(&target["name"]), text(&target["stage_name"])))
        .collect();
    lines.sort();
    lines
}

const TWO: &str = "项目,阶段,目标,期限\n金辉,主体,80,2021-12-31\n,装修,50,2021-12-31\n,,90,2022-06-30\n酒店,主体,70,2021-12-31\n";

#[test]
fn a_row_that_goes_on_with_the_project_above_is_taken_and_told() {
    let told = ["en", "zh"].map(|language| {
        let ran = with(TWO).run(&format!("import plan.csv --lang {language}"));
        ran.err.lines().next().unwrap().to_owned()
    });
    assert_eq!(
        told,
        [
            "plan.csv: rows without a name, read as rows of the project above: 3 ('金辉'), 4 ('金辉')",
            "plan.csv：未写项目名称、按上方项目读取的行：3（“金辉”）、4（“金辉”）",
        ]
    );
    let sandbox = with(TWO);
    sandbox.ok("import plan.csv");
    assert_eq!(
        stages(&sandbox),
        [
            "酒店/主体",
            "金辉/overall progress",
            "金辉/主体",
            "金辉/装修"
        ]
    );
}

#[test]
fn a_row_with_a_number_of_its_own_may_be_another_project() {
    let sheet = "序号,项目,阶段,目标,期限\n1,金辉,主体,80,2021-12-31\n2,,装修,50,2021-12-31\n";
    with(sheet).refuses(
        "import plan.csv",
        "1 question to answer first; nothing was written:\n  plan.csv row 3, 项目: names no project, though it has a number of its own (2); write the name; add --map 序号=- for rows without a name that belong to the project above",
        "请先答复1个问题，未写入任何内容：\n  plan.csv 第3行 项目：未写项目名称，却有自己的序号（2）；请填写名称；请加 --map 序号=-（无名称的行属于上方项目）",
    );
    let sandbox = with(sheet);
    sandbox.ok("import plan.csv --map 序号=-");
    assert_eq!(stages(&sandbox), ["金辉/主体", "金辉/装修"]);
    // The same number again, one beneath it, or none are no other project.
    for number in ["1", "1.1", "1-2", "(1)", "（2）", "①", ""] {
        let sandbox = with(&sheet.replace("\n2,", &format!("\n{number},")));
        sandbox.ok("import plan.csv");
        assert_eq!(stages(&sandbox), ["金辉/主体", "金辉/装修"], "{number}");
    }
}

#[test]
fn a_row_that_only_reports_may_be_of_any_project() {
    let sheet = |row: &str| {
        with(&format!(
            "项目,阶段,目标,期限,进度,截至\n金辉,主体,80,2021-12-31,40%,2021-06-30\n{row}\n"
        ))
    };
    sheet(",,,,45%,2021-07-10").refuses(
            "import plan.csv",
            "1 row could not be imported, so nothing was written; correct the file, or leave such rows out with --skip-bad:\n  plan.csv row 3, 项目: names no project, stage or target, so it may be of the project above or of another; write the name",
            "1行无法导入，未写入任何内容；请更正，或用 --skip-bad 跳过：\n  plan.csv 第3行 项目：未写项目名称、阶段和目标，可能属于上方项目，也可能属于其他项目；请填写名称",
    );
    // A day alone says nothing of a project.
    let ran = sheet(",,,,,2021-07-10").run("import plan.csv");
    assert_eq!(
        ran.err.lines().next().unwrap(),
        "plan.csv: passed over rows 3 ('2021-07-10')"
    );
}

#[test]
fn behind_a_title_a_sum_or_a_blank_row_there_is_no_project_above() {
    for between in ["\"二、产业项目\",,,", "小计,,,", ",,,"] {
        let sandbox = with(&format!(
            "项目,阶段,目标,期限\n\"一、市政项目\",,,\n金辉,主体,80,2021-12-31\n{between}\n,装修,50,2021-12-31\n"
        ));
        let said = sandbox.refused("import plan.csv");
        assert!(
            said.ends_with("plan.csv row 5, 项目: must not be empty\n"),
            "{between}: {said}"
        );
    }
}
