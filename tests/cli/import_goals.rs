//! Goals that stand in sentences, in a column of goals or in that of stages.

use crate::import_flat::july;
use crate::sandbox::Sandbox;

/// All targets of a sheet, a line each: `stage: percent by due (words) commitment`.
fn targets(sheet: &str) -> Vec<String> {
    let sandbox = july();
    sandbox.write("plan.csv", sheet);
    sandbox.ok("import plan.csv");
    let said = sandbox.said("import plan.csv");
    assert!(said.contains("nothing to import"), "{said}");
    judged(&sandbox)
}

fn judged(sandbox: &Sandbox) -> Vec<String> {
    let report = sandbox.json("report --period all --format json");
    let line = |target: &serde_json::Value| {
        let text = |key: &str| target[key].as_str().unwrap_or("-").to_owned();
        format!(
            "{}: {} by {} ({}) {}",
            text("stage_name"),
            target["target"],
            text("due"),
            text("due_words"),
            text("commitment")
        )
    };
    let mut lines: Vec<String> = report["targets"]
        .as_array()
        .unwrap()
        .iter()
        .map(line)
        .collect();
    lines.sort();
    lines
}

#[test]
fn a_sentence_in_the_column_of_goals_is_a_target() {
    for (goal, expected) in [
        (
            "12月31日前完成形象进度80%",
            "overall progress: 80 by 2021-12-31 (12月31日前完成形象进度80%) -",
        ),
        (
            "完成总工程量的85%",
            "overall progress: 85 by - (完成总工程量的85%) -",
        ),
        ("主体结构完成70%", "主体结构: 70 by - (主体结构完成70%) -"),
        (
            "年底前竣工",
            "overall progress: 100 by 2021-12-31 (年底前竣工) -",
        ),
        (
            "力争9月底前主体结构封顶",
            "主体结构: 100 by 2021-09-30 (力争9月底前主体结构封顶) strive",
        ),
        ("9月底前开工", "开工: 100 by 2021-09-30 (9月底前开工) -"),
        (
            "80% of main structure by 31 Dec",
            "main structure: 80 by 2021-12-31 (80% of main structure by 31 Dec) -",
        ),
    ] {
        let sheet = format!("项目,年度目标,完成时限\n金辉,{goal},\n");
        assert_eq!(targets(&sheet), [expected], "{goal}");
    }
}

#[test]
fn a_sentence_in_the_column_of_stages_is_a_target_and_no_stage() {
    assert_eq!(
        targets("项目,目标任务,责任人\n金辉,年底前主体完成50%,王工\n酒店,竣工验收,李工\n"),
        [
            "主体: 50 by 2021-12-31 (年底前主体完成50%) -",
            "竣工验收: 100 by - (-) -",
        ]
    );
    // A figure beside it that says the same is no other goal.
    assert_eq!(
        targets("项目,目标任务,目标值,完成时限\n金辉,12月31日前完成形象进度80%,80,2021-12-31\n"),
        ["overall progress: 80 by 2021-12-31 (12月31日前完成形象进度80%) -"]
    );
}

#[test]
fn a_sentence_with_several_goals_sets_several_targets() {
    assert_eq!(
        targets("项目,目标任务\n金辉,\"8月底前完成桩基，年底前主体完成50%\"\n"),
        [
            "主体: 50 by 2021-12-31 (年底前主体完成50%) -",
            "桩基: 100 by 2021-08-31 (8月底前完成桩基) -",
        ]
    );
    assert_eq!(
        targets("项目,目标,完成时限\n金辉,主体完成70%；装修完成20%,年底前\n"),
        [
            "主体: 70 by 2021-12-31 (年底前; 主体完成70%) -",
            "装修: 20 by 2021-12-31 (年底前; 装修完成20%) -",
        ]
    );
    // Two goals of one stage.
    assert_eq!(
        targets("项目,目标\n金辉,9月底前完成30%；年底前完成60%\n"),
        [
            "overall progress: 30 by 2021-09-30 (9月底前完成30%) -",
            "overall progress: 60 by 2021-12-31 (年底前完成60%) -",
        ]
    );
}

#[test]
fn the_progress_beside_a_sentence_is_that_of_its_stage() {
    let sandbox = july();
    sandbox.write(
        "plan.csv",
        "项目,年度目标,目前进度,截至\n金辉,年底前主体结构完成70%,62%,2021-07-10\n",
    );
    sandbox.ok("import plan.csv");
    let report = sandbox.json("report --format json");
    assert_eq!(report["targets"][0]["reading"]["percent"], 62);
    assert_eq!(report["targets"][0]["stage_name"], "主体结构");
    // Of several stages it does not say which, in words that name them it does.
    sandbox.write(
        "two.csv",
        "项目,年度目标,目前进度,截至\n酒店,8月底前完成桩基；年底前主体完成50%,40%,2021-07-10\n",
    );
    let said = sandbox.refused("import two.csv");
    assert!(
        said.ends_with("two.csv row 2, 目前进度 '40%': the row has goals for several stages and does not say which of them this is of; write a row for each goal\n"),
        "{said}"
    );
    sandbox.write(
        "two.csv",
        "项目,年度目标,目前进度,截至\n酒店,8月底前完成桩基；年底前主体完成50%,桩基完成80%；主体完成5%,2021-07-10\n",
    );
    sandbox.ok("import two.csv --yes");
}

#[test]
fn a_sentence_that_tells_no_goal_is_asked_about_with_the_option_that_answers() {
    for goal in [
        "加快推进前期工作",
        "\"8月底前完成桩基，主体完成50%\"",
        "主体、装修完成70%",
        "基本完成主体结构",
        "完成投资5亿元",
    ] {
        let sandbox = july();
        sandbox.write(
            "plan.csv",
            format!("项目,年度目标,完成时限\n金辉,{goal},\n"),
        );
        let text = goal.trim_matches('"');
        sandbox.refuses(
            "import plan.csv",
            &format!("1 question to answer first; nothing was written:\n  plan.csv row 2, 年度目标 '{text}': does not say clearly what is to be reached; write a row for each goal with its stage, percent and deadline, or add --map 年度目标=percent:note for a note of each such cell (the others stay goals), or --map 年度目标=- for a column to leave out"),
            &format!("请先答复1个问题，未写入任何内容：\n  plan.csv 第2行 年度目标“{text}”：未写清要达到的目标；请逐个目标各写一行，分列阶段、百分比和时限，或加 --map 年度目标=目标:备注（此类单元格作备注，其余仍为目标），或 --map 年度目标=-（不读取）"),
        );
        sandbox.ok("import plan.csv --map 年度目标=percent:note");
    }
}

/// What the export says of targets, with the words beside.
fn targets_and_notes(sandbox: &Sandbox) -> (Vec<String>, Vec<String>) {
    let record = sandbox.ok("export");
    let rows = |table| crate::sandbox::rows(&record, table);
    let percents = rows("revision");
    let percents = percents.iter().map(|row| row["percent"].to_string());
    let notes = rows("reading");
    let notes = notes.iter().filter_map(|row| row["note"].as_str());
    let mut notes: Vec<String> = notes.map(str::to_owned).collect();
    notes.sort();
    (percents.collect(), notes)
}

#[test]
fn a_cell_that_tells_no_goal_may_be_a_note_and_the_others_stay_goals() {
    let sheet = "项目,年度目标,完成时限,进度,备注\n\
         金辉,年底前完成80%,,30,\n\
         滨河路,加快推进前期工作,2021-12-31,10,等待批复\n";
    let sandbox = july();
    sandbox.write("plan.csv", sheet);
    sandbox.ok("import plan.csv --map 年度目标=percent:note --on 2021-07-01");
    let (percents, notes) = targets_and_notes(&sandbox);
    assert_eq!(percents, ["8000", "10000"]);
    assert_eq!(notes, ["等待批复；加快推进前期工作"]);
    // It is remembered, and said so.
    let said = sandbox.said("import plan.csv --on 2021-07-01");
    assert!(
        said.starts_with("as answered before: '年度目标' is percent:note\n"),
        "{said}"
    );
    // All of the column, and the sheet's own notes beside it.
    let whole = july();
    whole.write("plan.csv", sheet);
    whole.ok("import plan.csv --map 年度目标=note --on 2021-07-01");
    let (percents, notes) = targets_and_notes(&whole);
    assert_eq!(percents, ["10000"]);
    assert_eq!(notes, ["加快推进前期工作；等待批复", "年底前完成80%"]);
    // A stage that is a sentence likewise.
    let stages = july();
    stages.write(
        "plan.csv",
        "项目,目标任务,期限,进度,备注\n金辉,主体,2021-12-31,30,\n滨河路,主体、装修完成70%,2021-12-31,10,等待\n",
    );
    stages.ok("import plan.csv --map 目标任务=stage:note --on 2021-07-01");
    let (_, notes) = targets_and_notes(&stages);
    assert_eq!(notes, ["等待；主体、装修完成70%"]);
    assert!(stages.ok("show 金辉").contains("主体"));
}

#[test]
fn what_other_cells_say_otherwise_is_asked() {
    for row in [
        // Another percent, another stage.
        "金辉,装修,主体完成80%,,",
        "金辉,年底前完成80%,70,,",
        "金辉,年底前完成80%,年底前完成70%,,",
    ] {
        let sandbox = july();
        sandbox.write("plan.csv", format!("项目,阶段,目标,完成时限,备注\n{row}\n"));
        let said = sandbox.refused("import plan.csv");
        assert!(
            said.contains("does not say clearly what is to be reached"),
            "{row}: {said}"
        );
        assert_eq!(said.matches("row 2").count(), 1, "{said}");
    }
    // Another day: which of the two holds, nobody can tell.
    let sandbox = july();
    sandbox.write(
        "plan.csv",
        "项目,目标,完成时限\n金辉,12月31日前完成80%,2021-11-30\n",
    );
    sandbox.refuses(
        "import plan.csv",
        "1 row could not be imported, so nothing was written; correct the file, or leave such rows out with --skip-bad:\n  plan.csv row 2, 目标 '12月31日前完成80%': names another deadline than column '完成时限'; make both the same, or give the deadline in one of the two only",
        "1行无法导入，未写入任何内容；请更正，或用 --skip-bad 跳过：\n  plan.csv 第2行 目标“12月31日前完成80%”：所写时限与“完成时限”列不同；请改为一致，或只在其中一处写时限",
    );
    // The same day in other words is the same.
    assert_eq!(
        targets("项目,目标,完成时限\n金辉,12月31日前主体完成80%,2021-12-31\n"),
        ["主体: 80 by 2021-12-31 (12月31日前主体完成80%) -"]
    );
    assert_eq!(
        targets("项目,目标,完成时限\n金辉,12月31日前主体完成80%,2022-12-31\n"),
        ["主体: 80 by 2022-12-31 (12月31日前主体完成80%) -"]
    );
    assert_eq!(
        targets("项目,目标,完成时限\n金辉,年底前主体完成80%,12月底\n"),
        ["主体: 80 by 2021-12-31 (年底前主体完成80%) -"]
    );
}

#[test]
fn what_is_wrong_with_the_deadline_of_a_sentence_is_told_of_its_cell() {
    let sandbox = july();
    sandbox.write("plan.csv", "项目,目标\n金辉,四季度前主体完成80%\n");
    let said = sandbox.refused("import plan.csv");
    assert!(
        said.contains("plan.csv row 2, 目标 '四季度前主体完成80%': may be 2021-09-30, before it begins, or 2021-12-31, by its end"),
        "{said}"
    );
    sandbox.write("plan.csv", "项目,目标任务\n金辉,四季度前主体完成80%\n");
    let said = sandbox.refused("import plan.csv");
    assert!(
        said.contains("plan.csv row 2, 目标任务 '四季度前主体完成80%': may be"),
        "{said}"
    );
}
