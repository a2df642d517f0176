//! Columns of sheets: texts that are kept, and what columns mean.

use crate::sandbox::{Sandbox, both};

#[test]
fn a_text_is_kept_under_a_name_of_its_own() {
    assert_eq!(
        both(
            Sandbox::with_projects,
            "edit jinhui --text 施工单位=三建 --text 'site=Beihai Road 3 = west'"
        ),
        [
            "#6 jinhui Jinhui: '施工单位' 三建 (was none) · 'site' Beihai Road 3 = west (was none)\n",
            "#6 jinhui 金辉：“施工单位”三建（原为无），“site”Beihai Road 3 = west（原为无）\n",
        ]
    );
    let sandbox = Sandbox::with_projects();
    sandbox.ok("edit jinhui --text 施工单位=三建 --text site=north");
    let shown = sandbox.ok("show jinhui");
    assert!(
        shown.contains("lead 王工\n施工单位: 三建\nsite: north\n"),
        "{shown}"
    );
    let shown = sandbox.ok("show jinhui --lang zh");
    assert!(shown.contains("\n施工单位：三建\nsite：north\n"), "{shown}");
    let shown = sandbox.json("show jinhui --json");
    assert_eq!(
        shown["project"]["texts"].to_string(),
        r#"{"site":"north","施工单位":"三建"}"#
    );
    sandbox.ok("target jinhui/main 80 --by 2021-12-31");
    let report = sandbox.json("report --format json");
    assert_eq!(report["targets"][0]["texts"]["site"], "north");
}

#[test]
fn a_text_is_replaced_cleared_and_taken_back_as_any_fact() {
    let mut sandbox = Sandbox::with_projects();
    let texts = |sandbox: &Sandbox, line: &str| sandbox.json(line)["project"]["texts"].to_string();
    sandbox.ok("edit jinhui --text Contractor=三建 --text site=north");
    sandbox.at("2021-07-06T09:00:00Z");
    // In capitals or not, it is the same name.
    assert_eq!(
        sandbox.ok("edit jinhui --text contractor=一建 --text site= --reason 换队"),
        "#7 jinhui Jinhui: 'Contractor' 一建 (was 三建) · 'site' none (was north)\n"
    );
    assert_eq!(
        texts(&sandbox, "show jinhui --json"),
        r#"{"Contractor":"一建"}"#
    );
    assert_eq!(
        texts(&sandbox, "show jinhui --json --known-on 2021-07-05"),
        r#"{"Contractor":"三建","site":"north"}"#
    );
    let log = sandbox.ok("log jinhui");
    assert!(
        log.contains("jinhui: 'Contractor' 一建 (was 三建): 换队")
            && log.contains("jinhui: 'site' none (was north)"),
        "{log}"
    );
    assert_eq!(
        sandbox.ok("edit jinhui --text CONTRACTOR=一建"),
        "jinhui Jinhui: nothing changed; already on record\n"
    );
    sandbox.ok("retract 7");
    assert_eq!(
        texts(&sandbox, "show jinhui --json"),
        r#"{"Contractor":"三建","site":"north"}"#
    );
    sandbox.ok("verify");
    // What speaks of a project holds its entry back.
    let said = sandbox.refused("retract 1 --reason slip");
    assert!(said.contains("#6"), "{said}");
    sandbox.refuses(
        "edit jinhui --text 三建",
        "'三建' has no name; write --text NAME=TEXT",
        "“三建”缺少名称；请写成 --text 名称=内容",
    );
    sandbox.refuses(
        "edit jinhui/opening --text a=b",
        "--text is for a project; write CODE without a stage",
        "--text 只用于项目；请只写项目代码",
    );
}

#[test]
fn texts_go_out_and_in_again() {
    let sandbox = Sandbox::with_projects();
    sandbox.write("kept.csv", "project,name,value\njinhui,'=site,'@north\n");
    sandbox.ok("import kept.csv --yes");
    sandbox.ok("edit jinhui --text 施工单位=三建");
    sandbox.ok("export --format csv -o out");
    assert_eq!(
        std::fs::read_to_string(sandbox.path("out/texts.csv")).unwrap(),
        "\u{feff}project,name,value\njinhui,'=site,'@north\njinhui,施工单位,三建\n"
    );
    sandbox.ok("init --db copy.db");
    sandbox.ok("import --db copy.db out/texts.csv out/projects.csv");
    assert_eq!(
        sandbox.json("show jinhui --json")["project"]["texts"],
        sandbox.json("show jinhui --json --db copy.db")["project"]["texts"]
    );
    sandbox.write(
        "texts.csv",
        "project,name,value\njinhui,=site,\njinhui,=SITE,x\n",
    );
    let said = sandbox.refused("import texts.csv");
    assert!(said.contains("texts.csv row 3"), "{said}");
    sandbox.write("texts.csv", "project,name,value\njinhui,=site,\n");
    sandbox.ok("import texts.csv");
    assert_eq!(
        sandbox.json("show jinhui --json")["project"]["texts"].to_string(),
        r#"{"施工单位":"三建"}"#
    );
}

const FREE: &str = "Vorhaben,Fortschritt,Frist,Firma,Farbe\nJinhui,40,2021-12-31,Third,blue\n";

/// What `--map` and `--keep` say of [`FREE`].
const ANSWERS: &str =
    "--map Vorhaben=name --map Fortschritt=目前进度 --map 'frist=due' --keep Firma --on 2021-07-31";

pub fn with(name: &str, text: &str) -> Sandbox {
    let sandbox = Sandbox::with_store();
    sandbox.write(name, text);
    sandbox
}

#[test]
fn a_column_that_is_not_known_is_answered_for_once() {
    let mut sandbox = with("a.csv", FREE);
    sandbox.refused("import a.csv");
    let said = sandbox.said(&format!("import a.csv {ANSWERS} --dry-run"));
    assert!(said.contains("would import 1 project"), "{said}");
    assert_eq!(sandbox.rows("mapping").len(), 0);
    assert_eq!(
        sandbox.run(&format!("import a.csv {ANSWERS}")).err,
        "a.csv: passed over column 'Farbe' (--keep COLUMN keeps it; --map COLUMN=FIELD says what it is)\n\
         #1 imported 1 project, 1 stage, 1 target, 1 reading\n"
    );
    let shown = sandbox.json("show jinhui --json");
    assert_eq!(shown["project"]["texts"]["Firma"], "Third");
    // Next month the same columns in another file ask nothing, however they are written.
    sandbox.at("2021-09-01T09:00:00Z");
    sandbox.write(
        "b.csv",
        "VORHABEN,Fortschritt (%),Frist,Firma\nJinhui,45,2021-12-31,Fourth\n",
    );
    assert_eq!(
        sandbox.run("import b.csv --on 2021-08-31").err,
        "as answered before: 'VORHABEN' is name, 'Fortschritt (%)' is reading, 'Frist' is due, 'Firma' is kept as a text\n\
         #2 imported 1 project (revised), 1 stage (unchanged), 1 target (unchanged), 1 reading\n"
    );
    assert_eq!(
        sandbox.said("import b.csv --on 2021-08-31 --lang zh"),
        "按以往答复：“VORHABEN”为项目、“Fortschritt (%)”为进度、“Frist”为时限、“Firma”作为自定内容保存\n\
         没有需要导入的内容：已有1个项目、1个阶段、1项目标、1条数据\n"
    );
    // The record tells of it, and what is taken back is asked again.
    let log = sandbox.ok("log --all");
    assert!(
        log.contains("sheets: 'vorhaben' is name")
            && log.contains("sheets: 'firma' is kept as a text"),
        "{log}"
    );
    sandbox.ok("verify");
    sandbox.ok("export -o record.json");
    sandbox.ok("init --db copy.db");
    sandbox.ok("import record.json --db copy.db");
    assert!(
        sandbox
            .said("import b.csv --on 2021-08-31 --db copy.db")
            .starts_with("as answered before: 'VORHABEN' is name")
    );
    // What is piped in is read likewise.
    let piped = sandbox.fed(
        "update -",
        "Vorhaben,Fortschritt,Frist\nJinhui,50,2021-12-31\n",
    );
    assert_eq!(piped.code, 0, "{piped:?}");
    sandbox.ok("retract 1 --with-dependents --reason slip");
    sandbox.refused("import b.csv --on 2021-08-31");
}

#[test]
fn an_answer_beats_the_name_of_a_column() {
    // A header that would be the goal.
    let sandbox = with(
        "a.csv",
        "项目,目标,期限,目前进度,颜色\n金辉,90,2021-12-31,40,红\n",
    );
    sandbox.ok("import a.csv --map 目标=- --map 颜色=- --on 2021-07-31");
    let shown = sandbox.json("show jinhui --json");
    assert_eq!(shown["targets"][0]["target"], 100);
    // Passed over without a word, also later.
    assert_eq!(
        sandbox.said("import a.csv --on 2021-07-31"),
        "nothing to import: 1 project, 1 stage, 1 target, 1 reading already there\n"
    );
    // A later answer holds.
    sandbox.ok("import a.csv --map 目标=target --on 2021-07-31 --yes");
    let shown = sandbox.json("show jinhui --json");
    assert_eq!(shown["targets"][0]["target"], 90);
}

#[test]
fn answers_that_fit_nothing_are_refused() {
    let sandbox = with("a.csv", FREE);
    sandbox.refuses(
        &format!("import a.csv {ANSWERS} --keep Bauherr"),
        "no plan has a column 'Bauherr'; the columns are 'Vorhaben', 'Fortschritt', 'Frist', 'Firma', 'Farbe'",
        "计划表中没有“Bauherr”列；现有列：“Vorhaben”、“Fortschritt”、“Frist”、“Firma”、“Farbe”",
    );
    for wrong in ["Frist=colour", "Frist", "=due", "Frist=due:share"] {
        let said = sandbox.refused(&format!("import a.csv --map '{wrong}'"));
        assert!(
            said.contains("expected COLUMN=FIELD, with '-' for a column to pass over, or one of these fields: number, outline, level, code, name, "),
            "{said}"
        );
    }
    sandbox.write("p.csv", "code,name\na,A\n");
    sandbox.refuses(
        "import p.csv --keep Firma",
        "no sheet here is a plan, so there is no column 'Firma'",
        "没有计划表，因而没有“Firma”列",
    );
    // A list of projects with a column of its own is taken as a plan.
    sandbox.write("p.csv", "code,name,lead,Firma\na,A,Li,Third\n");
    sandbox.ok("import p.csv --keep Firma");
    assert_eq!(
        sandbox.json("show a --json")["project"]["texts"]["Firma"],
        "Third"
    );
}

#[test]
fn rows_of_one_project_keep_all_that_they_say() {
    let sandbox = with(
        "a.csv",
        "项目,阶段,目标,期限,施工单位\n金辉,主体,80,2021-12-31,三建\n,装修,90,2021-12-31,一建\n,绿化,50,2021-12-31,三建\n",
    );
    for _ in 0..2 {
        sandbox.ok("import a.csv --keep 施工单位");
        assert_eq!(
            sandbox.json("show jinhui --json")["project"]["texts"]["施工单位"],
            "三建；一建"
        );
    }
    assert_eq!(sandbox.rows("project_text").len(), 1);
}

/// The sheet is asked about, by a sentence in each language; with an answer that it names, it is
/// imported, and later without one.
pub fn answered(text: &str, en: &str, zh: &str, answer: &str) -> Sandbox {
    let sandbox = with("a.csv", text);
    let asked = "import a.csv --on 2021-07-31";
    for (line, expected) in [(asked.to_owned(), en), (format!("{asked} --lang zh"), zh)] {
        let said = sandbox.refused(&line);
        assert!(said.contains(expected), "{said}");
    }
    sandbox.ok(&format!("{asked} {answer}"));
    assert!(sandbox.said(asked).contains("nothing to import"));
    sandbox
}

/// The last figure of the only stage with one, in percent.
fn figure(sandbox: &Sandbox) -> f64 {
    let shown = sandbox.json("show jinhui --json");
    let mut stages = shown["stages"].as_array().unwrap().iter();
    let figure = stages.find_map(|stage| stage["reading"]["percent"].as_f64());
    figure.unwrap()
}

#[test]
fn goal_or_progress_is_answered_by_an_option() {
    let text = "name,percent,due,as_of\nJinhui,40,2021-12-31,2021-07-01\n";
    let en = "column 'percent' may be the goal or the progress; add --map percent=target for the percent to reach, or --map percent=progress for where things stand";
    let zh = "“percent”列可能是目标，也可能是进度；请加 --map percent=目标（要达到的百分比），或 --map percent=进度（已完成的百分比）";
    let goal = answered(text, en, zh, "--map percent=target");
    assert_eq!(goal.json("show jinhui --json")["targets"][0]["target"], 40);
    let progress = answered(text, en, zh, "--map percent=progress");
    assert_eq!(figure(&progress), 40.0);
}

#[test]
fn doubled_columns_are_answered_by_an_option() {
    let sandbox = answered(
        "项目,目前进度,形象进度,期限\n金辉,40,50,2021-12-31\n",
        "a.csv row 1: several columns mean the same, reading: '目前进度', '形象进度'; add --map 目前进度=reading, or --map 形象进度=reading",
        "a.csv 第1行：几列含义相同（进度）：“目前进度”、“形象进度”；请加 --map 目前进度=进度，或 --map 形象进度=进度",
        "--map 形象进度=-",
    );
    assert_eq!(figure(&sandbox), 40.0);
    // One that is named is the one that is meant.
    let sandbox = with("a.csv", "项目,目前进度,形象进度\n金辉,40,50\n");
    sandbox.ok("import a.csv --on 2021-07-31 --map 形象进度=reading");
    assert_eq!(figure(&sandbox), 50.0);
    // Of the same name, the second has a number.
    let sandbox = answered(
        "项目,进度,期限,进度\n金辉,40,2021-12-31,50\n",
        "several columns mean the same, reading: '进度', '进度'; add --map 进度#2=- for '进度' in column B, or --map 进度#2=reading --map 进度=- for '进度' in column D",
        "几列含义相同（进度）：“进度”、“进度”；请加 --map 进度#2=-（B列的“进度”），或 --map 进度#2=进度 --map 进度=-（D列的“进度”）",
        "--map '进度#2=-'",
    );
    assert_eq!(figure(&sandbox), 40.0);
    let sandbox = with("a.csv", "项目,进度,期限,进度\n金辉,40,2021-12-31,50\n");
    sandbox.ok("import a.csv --on 2021-07-31 --map 进度=- --map '进度#2=reading'");
    assert_eq!(figure(&sandbox), 50.0);
}

#[test]
fn a_column_of_fractions_is_answered_by_an_option() {
    let en = "a.csv row 2, 进度 '0.45' (likewise row 3): may be 0.45 % or 45 %; write 0.45% or 45, or for the whole column add --map 进度=reading:share, or --map 进度=reading:percent";
    let zh = "a.csv 第2行 进度“0.45”（第3行相同）：可能指0.45%或45%；请写成0.45%或45，或整列加 --map 进度=进度:份额，或 --map 进度=进度:百分比";
    let text = "项目,进度,期限\n金辉,0.45,2021-12-31\n永定河,1,2021-12-31\n沿河,60 %,2021-12-31\n";
    for (answer, [first, second]) in [
        ("--map 进度=reading:share", [45.0, 100.0]),
        ("--map 进度=reading:percent", [0.45, 1.0]),
    ] {
        let sandbox = answered(text, en, zh, answer);
        assert_eq!(figure(&sandbox), first);
        sandbox.ok("export --format csv -o out");
        let readings = std::fs::read_to_string(sandbox.path("out/readings.csv")).unwrap();
        assert!(readings.contains(&format!(",{second}%,")), "{readings}");
        assert!(readings.contains(",60%,"), "{readings}");
    }
    // What is over 1 is no share of it.
    let sandbox = with("a.csv", "项目,进度\n金辉,0.45\n永定河,45\n");
    let said = sandbox.refused("import a.csv --on 2021-07-31 --map 进度=reading:share");
    assert!(said.contains("row 3") && !said.contains("row 2"), "{said}");
    // In a share, four decimals are exact.
    let sandbox = with("a.csv", "项目,进度\n金辉,0.4567\n");
    assert_eq!(
        sandbox
            .run("import a.csv --on 2021-07-31 --map 进度=reading:share")
            .err,
        "#1 imported 1 project, 1 stage, 1 reading\n"
    );
    assert_eq!(figure(&sandbox), 45.67);
}

#[test]
fn lamps_of_a_sheet_are_held_against_those_of_the_record() {
    // Red: overdue; green: done; grey: nobody knows.
    let text = "项目,目标,期限,目前进度,截至,红黄绿\n\
        金辉,80,2021-07-20,40,2021-07-31,绿\n\
        永定河,80,2021-07-20,90,2021-07-15,🔴\n\
        沿河,80,2021-07-20,90,2021-07-15,绿灯\n\
        北海路,80,2021-12-31,,,红\n\
        凤凰城,80,2021-07-20,10,2021-07-31,待定\n";
    let sandbox = with("a.csv", text);
    let en = "the sheet says red, this record green: 永定河; green, this record red: 金辉";
    let said = sandbox.said("import a.csv --dry-run");
    assert!(said.ends_with(&format!("{en}\n")), "{said}");
    assert!(sandbox.rows("entry").is_empty());
    let said = sandbox.said("import a.csv --lang zh");
    assert!(
        said.ends_with("表中为红灯，本记录为绿灯：永定河；表中为绿灯，本记录为红灯：金辉\n"),
        "{said}"
    );
    // Also where the rest of the sheet is nothing new; of many, five are named.
    let many: String = (1..=7)
        .map(|n| format!("新{n},80,2021-07-20,40,2021-07-31,G\n"))
        .collect();
    sandbox.write("b.csv", format!("项目,目标,期限,目前进度,截至,RAG\n{many}"));
    for _ in 0..2 {
        let said = sandbox.said("import b.csv --yes");
        assert!(
            said.ends_with(
                "the sheet says green, this record red: 新1, 新2, 新3, 新4, 新5 and 2 more\n"
            ),
            "{said}"
        );
    }
    // A row means the project that it was recorded for, however it spells the name.
    sandbox.ok("add 滨江一期 --target 80 --due 2021-07-20");
    sandbox.ok("update 滨江一期 40 --on 2021-07-31");
    for name in ["滨江1期", "滨江 (第一期)"] {
        sandbox.write(
            "d.csv",
            format!("项目,目标,期限,目前进度,截至,RAG\n{name},80,2021-07-20,40,2021-07-31,G\n"),
        );
        let said = sandbox.said("import d.csv");
        assert!(
            said.ends_with("the sheet says green, this record red: 滨江一期\n"),
            "{said}"
        );
    }
    // What agrees is not told, nor recorded anywhere.
    sandbox.write(
        "c.csv",
        "name,percent,due,progress,as_of,RAG status\n金辉,80,2021-07-20,40,2021-07-31,Red\n",
    );
    assert!(!sandbox.said("import c.csv").contains("the sheet says"));
    assert!(!sandbox.ok("export").contains("绿灯"));
}

#[test]
fn kept_texts_are_columns_of_the_report_by_their_names() {
    let sandbox = with(
        "a.csv",
        "项目,目标,期限,施工单位,Site\n金辉,80,2021-12-31,三建,North\n祥生,70,2021-12-31,,\n",
    );
    sandbox.ok("import a.csv --keep 施工单位 --keep Site");
    let shown = sandbox.ok("report --columns project,施工单位,site");
    let lines: Vec<Vec<&str>> = shown
        .lines()
        .map(|line| line.split_whitespace().collect())
        .collect();
    for line in [
        &["project", "施工单位", "Site"][..],
        &["金辉", "三建", "North"],
        &["祥生"],
    ] {
        assert!(lines.iter().any(|there| there == line), "{line:?}: {shown}");
    }
    let json = sandbox.json("report --json");
    let texts: Vec<String> = (json["targets"].as_array().unwrap().iter())
        .map(|target| target["texts"]["施工单位"].to_string())
        .collect();
    assert_eq!(texts, ["\"三建\"", "null"]);
    let refused = sandbox.refused("report --columns 监理单位");
    assert!(
        refused.contains("监理单位") && refused.contains("施工单位"),
        "{refused}"
    );
    // A column of the report's own comes first.
    sandbox.ok("edit 金辉 --text unit=other");
    assert!(
        !sandbox
            .ok("report --columns project,unit")
            .contains("other")
    );
}

#[test]
fn a_sheet_in_traditional_chinese_is_read_as_it_is() {
    let sandbox = Sandbox::with_store();
    let text = "項目名稱,責任單位,責任人,年度目標,完成時限,形象進度,備註\n\
                金輝,住建局,王工,80,年底前,主體完成60%,等待批覆\n\
                濱河路,交通局,李工,100,2021-11-30,進行中,\n\
                合計,,,,,,\n";
    let (bytes, _, had_errors) = encoding_rs::BIG5.encode(text);
    assert!(!had_errors);
    sandbox.write("月報.csv", bytes);
    let said = sandbox.said("import 月報.csv --encoding big5 --on 2021-07-31");
    assert!(
        said.contains("imported 2 projects, 3 stages, 2 targets, 3 readings"),
        "{said}"
    );
    let shown = sandbox.ok("show 金輝");
    for words in ["金輝", "主體", "住建局", "王工", "等待批覆"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
}
