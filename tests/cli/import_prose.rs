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
        "name,progress,as_of\nWest plot,roof 40% to 50%,2021-07-31\n",
    );
    sandbox.refuses(
        "import plan.csv",
        "1 row could not be imported, so nothing was written; correct the file, or leave such rows out with --skip-bad:\n  plan.csv row 2, progress 'roof 40% to 50%': roof 40% to 50% has two figures; write one for each stage, with its name",
        "1行无法导入，未写入任何内容；请更正，或用 --skip-bad 跳过：\n  plan.csv 第2行 progress“roof 40% to 50%”：roof 40% to 50%中有两个数；请逐个阶段写明",
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

#[test]
fn words_of_any_length_are_kept_and_figures_behind_them_are_the_rows() {
    let sandbox = Sandbox::with_store();
    sandbox.write(
        "月报.csv",
        "项目,期限,进展情况,存在问题,下步打算,截至\n\
         甲桥,2021-12-31,招标中,无,/,2021-07-31\n\
         乙桥,2021-12-31,受雨季影响，完成60%,-,—,2021-07-31\n\
         丙桥,2021-12-31,未能按期完成,暂无,,2021-07-31\n\
         丁桥,2021-12-31,计划进度80%，实际进度75%,拆迁慢,,2021-07-31\n\
         戊桥,2021-12-31,/,,,2021-07-31\n\
         己桥,2021-12-31,（1）主体完成90%（2）装修完成20%,,,2021-07-31\n",
    );
    sandbox.ok("import 月报.csv");
    assert_eq!(
        readings(&sandbox),
        [
            "主体: 9000 (（1）主体完成90%)",
            "总体进度: 6000 (受雨季影响，完成60%)",
            "总体进度: 7500 (计划进度80%，实际进度75%)",
            "总体进度: null (招标中)",
            "总体进度: null (未能按期完成)",
            "总体进度: null (（1）主体完成90%（2）装修完成20%)",
            "装修: 2000 (（2）装修完成20%)",
        ]
    );
    let record = sandbox.ok("export");
    let said: Vec<String> = crate::sandbox::rows(&record, "reading")
        .iter()
        .flat_map(|row| [&row["problem"], &row["next_step"]])
        .filter_map(|text| text.as_str().map(str::to_owned))
        .collect();
    assert_eq!(said, ["拆迁慢"]);
}

#[test]
fn a_stage_with_a_word_for_work_behind_its_name_is_the_same() {
    let sandbox = Sandbox::with_store();
    for (file, words, day) in [
        ("10.csv", "正在进行二次结构施工", "2021-06-30"),
        ("11.csv", "二次结构施工完成80%", "2021-07-31"),
    ] {
        let text = format!("项目,期限,进展情况,截至\n金辉,2021-12-31,{words},{day}\n");
        sandbox.write(file, text);
        sandbox.ok(&format!("import {file} --yes"));
    }
    let readings = readings(&sandbox);
    assert!(
        readings.contains(&"二次结构: 8000 (二次结构施工完成80%)".to_owned()),
        "{readings:?}"
    );
    assert!(
        !readings
            .iter()
            .any(|line| line.starts_with("二次结构施工:")),
        "{readings:?}"
    );
}

#[test]
fn remarks_leave_figures_and_what_gives_none_is_told() {
    let sandbox = Sandbox::with_store();
    sandbox.write(
        "plan.csv",
        "name,due,% complete,as_of\n\
         A,2021-12-31,Done 14 Jul,2021-07-31\n\
         B,2021-12-31,60% (crane back),2021-07-31\n\
         C,2021-12-31,60 percent,2021-07-31\n\
         D,2021-12-31,approx 55,2021-07-31\n\
         E,2021-12-31,六成,2021-07-31\n\
         F,2021-12-31,7月10日完工,2021-07-31\n\
         G,2021-12-31,40-50%,2021-07-31\n\
         H,2021-12-31,half done,2021-07-31\n\
         I,2021-12-31,None of the units completed,2021-07-31\n\
         J,2021-12-31,under way,2021-07-31\n\
         K,2021-12-31,,2021-07-31\n",
    );
    assert_eq!(
        sandbox.run("import plan.csv").err,
        "plan.csv: no figure read from '% complete', words kept as the note: rows 8 ('40-50%'), 9 ('half done'), 10 ('None of the units co…')\n\
         #1 imported 11 projects, 11 stages, 11 targets, 10 readings\n"
    );
    assert_eq!(
        readings(&sandbox),
        [
            "总体进度: 10000 (7月10日完工)",
            "总体进度: 10000 (Done 14 Jul)",
            "总体进度: 5500 (-)",
            "总体进度: 6000 (-)",
            "总体进度: 6000 (60% (crane back))",
            "总体进度: 6000 (六成)",
            "总体进度: null (-)",
            "总体进度: null (40-50%)",
            "总体进度: null (None of the units completed)",
            "总体进度: null (half done)",
        ]
    );
}

#[test]
fn what_was_done_is_of_its_day_and_what_is_to_be_done_is_told() {
    let sandbox = Sandbox::with_store();
    sandbox.write(
        "plan.csv",
        "项目,期限,进展情况,总投资,完成投资,截至\n\
         甲桥,2021-12-31,7月10日完工,100,40,2021-07-31\n\
         乙桥,2021-12-31,8月31日完工,,,2021-07-31\n\
         丙桥,,31 Dec: completed,,,2021-07-31\n\
         丁桥,2021-12-31,主体于7月9日封顶，总体完成60%,,,2021-07-31\n",
    );
    assert_eq!(
        sandbox.run("import plan.csv").err,
        "plan.csv: no figure read from '进展情况', words kept as the note: rows 3 ('8月31日完工'), 4 ('31 Dec: completed')\n\
         #1 imported 4 projects, 6 stages, 3 targets, 6 readings\n"
    );
    let record = sandbox.ok("export");
    let rows = crate::sandbox::rows(&record, "reading");
    let mut said: Vec<String> = rows
        .iter()
        .map(|row| {
            let day = row["as_of"].as_str().unwrap();
            format!("{day} {} {}", row["percent"], row["note"])
        })
        .collect();
    said.sort();
    assert_eq!(
        said,
        [
            "2021-07-09 10000 \"主体于7月9日封顶\"",
            "2021-07-10 10000 \"7月10日完工\"",
            "2021-07-31 4000 null",
            "2021-07-31 6000 \"主体于7月9日封顶，总体完成60%\"",
            "2021-07-31 null \"31 Dec: completed\"",
            "2021-07-31 null \"8月31日完工\"",
        ]
    );
    // Without a day of the data, nobody is asked for that of what has its own.
    sandbox.write("next.csv", "项目,进展情况\n戊桥,2021年7月10日完工\n");
    sandbox.ok("import next.csv --yes");
    let shown = sandbox.ok("show 戊桥");
    assert!(shown.contains("07-10"), "{shown}");
}

#[test]
fn a_figure_of_the_whole_works_is_not_of_the_deed_that_is_the_goal() {
    let sandbox = Sandbox::with_store();
    sandbox.write(
        "plan.csv",
        "项目,目标,期限,进展情况,截至\n\
         甲路,年底前通车,,总体完成60%,2021-07-31\n\
         乙厂,12月底前竣工投产,,形象进度40%；厂房完成90%,2021-07-31\n\
         丙楼,年底前主体完成80%,,工程总体完成30%,2021-07-31\n\
         丁楼,9月底前主体封顶，年底前装修完成30%,,总体完成35%,2021-07-31\n\
         戊楼,年底前主体完成80%,,全部完成,2021-07-31\n",
    );
    sandbox.write(
        "stages.csv",
        "name,stage,due,progress,as_of\n\
         Bridge,opening,2021-12-31,overall 20%,2021-07-31\n\
         Hotel,main structure,2021-12-31,overall 50%,2021-07-31\n",
    );
    sandbox.ok("import plan.csv");
    sandbox.ok("import stages.csv --yes");
    assert_eq!(
        readings(&sandbox),
        [
            "main structure: 5000 (overall 50%)",
            "主体: 10000 (全部完成)",
            "厂房: 9000 (厂房完成90%)",
            "总体进度: 2000 (overall 20%)",
            "总体进度: 3000 (工程总体完成30%)",
            "总体进度: 3500 (总体完成35%)",
            "总体进度: 4000 (形象进度40%；厂房完成90%)",
            "总体进度: 6000 (总体完成60%)",
        ]
    );
    // What is done once has no share.
    let record = sandbox.ok("export");
    let edits = crate::sandbox::rows(&record, "stage_edit");
    let kind = |name: &str| {
        let edit = edits.iter().find(|edit| edit["name"] == name).unwrap();
        edit["kind"].as_str().unwrap().to_owned()
    };
    for (stage, expected) in [
        ("通车", "milestone"),
        ("竣工投产", "milestone"),
        ("opening", "milestone"),
        ("主体", "measured"),
    ] {
        assert_eq!(kind(stage), expected, "{stage}");
    }
}

#[test]
fn a_report_in_words_is_shown_by_them_and_never_as_under_way() {
    let sandbox = Sandbox::with_store();
    sandbox.write(
        "月报.csv",
        "项目,期限,进展情况,截至\n甲桥,2021-12-31,停工,2021-07-31\n乙桥,,招标中,2021-07-31\n丙桥,2021-07-30,停工,2021-07-31\n",
    );
    sandbox.ok("import 月报.csv");
    sandbox.ok("export --form -o f.xlsx");
    sandbox.ok("report -o r.xlsx");
    for lang in ["en", "zh"] {
        for command in [
            "report --period all",
            "list",
            "show 甲桥",
            "show 乙桥",
            "show 丙桥",
            "check",
            "list --untargeted",
        ] {
            let out = sandbox.run(&format!("{command} --lang {lang}")).out;
            assert!(!out.contains("under way"), "{command}: {out}");
            assert!(!out.contains("推进中"), "{command}: {out}");
        }
    }
    let shown = sandbox.ok("show 甲桥");
    assert!(
        shown.contains("in words on 2021-07-31, no figure · 停工"),
        "{shown}"
    );
    let listed = sandbox.ok("list --untargeted");
    assert!(listed.contains("招标中 (07-31)"), "{listed}");
    // What says so is under way.
    sandbox.ok("update 乙桥 underway");
    assert!(
        sandbox
            .ok("list --untargeted")
            .contains("under way on 08-01")
    );
}

#[test]
fn what_gives_no_figure_is_told_in_chinese_and_counted_beyond_ten() {
    let sandbox = Sandbox::with_store();
    let rows: String = (1..=12)
        .map(|number| format!("{number}号桥,2021-12-31,招标中,2021-07-31\n"))
        .collect();
    sandbox.write("plan.csv", format!("项目,期限,形象进度,截至\n{rows}"));
    let told = sandbox.run("import plan.csv --lang zh").err;
    let first = told.lines().next().unwrap_or_default();
    assert!(
        first.starts_with("plan.csv：“形象进度”列以下单元格未读出数值，只保留文字：第2行（“招标中”）、第3行（“招标中”）"),
        "{told}"
    );
    assert!(first.ends_with("第11行（“招标中”）等12个"), "{told}");
}

#[test]
fn a_deed_is_done_on_the_day_that_is_stated_and_a_share_is_of_the_works() {
    let mut sandbox = Sandbox::new();
    sandbox.at("2025-11-30T09:00:00Z");
    sandbox.ok("init");
    sandbox.write(
        "zh.csv",
        "项目,目标,期限,进度\n\
         北路,封顶,2025-12-31,\n\
         南路,通车,2025-12-31,完成65%\n\
         西路,通車,2025-12-31,11月18日通车\n\
         东楼,主体封顶,2025-12-31,\"完成35%，11月25日封顶\"\n\
         城路,通车,2025-12-31,12月18日通车\n",
    );
    sandbox.write(
        "en.csv",
        "name,stage,due,progress\nEast hall,opening,2025-12-31,opened 18 Nov\n",
    );
    sandbox.ok("import zh.csv en.csv --on 2025-11-30 --yes");
    let report = sandbox.ok("report --period all --format csv");
    for (stage, kind) in [
        ("beilu,北路", "封顶"),
        ("nanlu,南路", "通车"),
        ("xilu,西路", "通車"),
    ] {
        let row = report.lines().find(|line| line.contains(stage));
        assert!(row.is_some_and(|row| row.contains(kind)), "{report}");
    }
    assert_eq!(
        readings(&sandbox),
        [
            "opening: 10000 (opened 18 Nov)",
            "主体: 10000 (完成35%，11月25日封顶)",
            "总体进度: 6500 (-)",
            "通車: 10000 (11月18日通车)",
            "通车: null (12月18日通车)",
        ]
    );
    let shown = sandbox.ok("show xilu");
    assert!(shown.contains("11-18"), "{shown}");
}

#[test]
fn other_words_beside_a_figure_leave_it() {
    let mut sandbox = Sandbox::new();
    sandbox.at("2025-11-30T09:00:00Z");
    sandbox.ok("init");
    sandbox.write(
        "month.csv",
        "项目,阶段,目标,期限,进度\n\
         甲,壹段,90,2025-12-31,截至11月20日完成55%\n\
         甲,贰段,90,2025-12-31,\"六成五，預計年底完工\"\n\
         甲,叁段,90,2025-12-31,\"完成三分之二，11月25日设备进场\"\n\
         甲,肆段,90,2025-12-31,50%（预计12月通车）\n\
         甲,伍段,90,2025-12-31,达到百分之五十五点五\n",
    );
    sandbox.ok("import month.csv --on 2025-11-30 --yes");
    let figures: Vec<String> = readings(&sandbox)
        .iter()
        .map(|line| line.split(" (").next().unwrap().to_owned())
        .collect();
    assert_eq!(
        figures,
        [
            "伍段: 5550",
            "叁段: 6667",
            "壹段: 5500",
            "肆段: 5000",
            "贰段: 6500"
        ]
    );
    sandbox.write(
        "en.csv",
        "name,stage,percent,due,progress\nHall,roof,90,2025-12-31,two thirds\n",
    );
    let said = sandbox.refused("import en.csv --on 2025-11-30 --yes");
    assert!(said.contains("66.67"), "{said}");
}

#[test]
fn a_name_in_traditional_characters_is_asked_about() {
    let sandbox = Sandbox::with_store();
    sandbox.ok("add 绿线工程");
    sandbox.write("t.csv", "項目,目標,期限\n綠線工程,90,2021-12-31\n");
    let said = sandbox.refused("import t.csv --yes");
    assert!(
        said.contains("綠線工程") && said.contains("绿线工程"),
        "{said}"
    );
}
