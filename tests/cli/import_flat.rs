//! One flat CSV, a row per target: projects and stages are made as it names them.

use serde_json::Value;

use crate::sandbox::Sandbox;

/// As a clerk saves it in July, with the columns of the office.
const CHINESE: &str = "\
序号,项目,阶段/目标事项,类型,目标（%）,期限,期间,起点进度,类别,责任单位,负责人,现状,截至,备注
1,金辉,,,80%,力争年底前,,,房地产,住建办,王工,58%,2021年6月30日,已封顶
2,街道西侧地块,主体,,70,12月31日,2021年下半年,0,房地产,住建办,李工,6,,
3,街道西侧地块,竣工验收,,完成,尽早,,,,,,未完成,2021/7/15,
4,丰汇城,开业,,,11月底前,,,商业,经发办,赵工,,,
5,北海路,路基,,40,,,,道路,城建办,陈工,推进中,2021-07-10,
6,北海路,完工,节点,,,,,,,,,,
7,河东日间照料中心,,,,,,,民生,社管办,,,,
8,,,,,,,,,,,,,
,,,,,,,,,,,,,
";

/// An empty store on 20 July.
pub fn july() -> Sandbox {
    let mut sandbox = Sandbox::new();
    sandbox.at("2021-07-20T09:00:00Z");
    sandbox.ok("init");
    sandbox
}

/// The judged target of a stage in a period; `""`: of none.
#[track_caller]
pub fn target(sandbox: &Sandbox, stage: &str, period: &str) -> Value {
    let report = sandbox.json("report --period all --format json");
    let is_it = |target: &&Value| {
        let at = format!(
            "{}/{}",
            target["project"].as_str().unwrap(),
            target["stage"].as_str().unwrap()
        );
        at == stage && target["period"].as_str().unwrap_or("") == period
    };
    let mut found = report["targets"].as_array().unwrap().iter().filter(is_it);
    let target = found
        .next()
        .unwrap_or_else(|| panic!("no {stage} {period}"));
    assert!(found.next().is_none(), "two of {stage} {period}");
    target.clone()
}

/// Some keys of a target, as one line of JSON.
pub fn shown(target: &Value, keys: &[&str]) -> String {
    let values: Vec<String> = keys.iter().map(|key| target[key].to_string()).collect();
    values.join(" ")
}

#[test]
fn a_clerk_sets_up_a_portfolio_in_july_from_what_excel_saves() {
    let sandbox = july();
    let text = CHINESE.replace('\n', "\r\n");
    sandbox.write("plan.csv", encoding_rs::GB18030.encode(&text).0);
    let import = sandbox.run("import plan.csv --on 2021-07-20 --lang zh");
    assert_eq!(
        (import.code, import.err.as_str()),
        (
            0,
            "plan.csv：按gb18030编码读取\n#1 已导入5个项目、6个阶段、6项目标、4条数据\n"
        )
    );
    let terms = [
        "stage_name",
        "kind",
        "target",
        "due",
        "due_words",
        "due_implied",
        "commitment",
        "status",
    ];
    for (stage, expected) in [
        (
            "jinhui/overall",
            r#""overall progress" "measured" 80 "2021-12-31" "力争年底前" false "strive" "unknown""#,
        ),
        (
            "jiedaoxice/zhuti",
            r#""主体" "measured" 70 "2021-12-31" "12月31日" false null "on-track""#,
        ),
        (
            "jiedaoxice/jungongyanshou",
            r#""竣工验收" "milestone" 100 null "尽早" false null "undated""#,
        ),
        (
            "fenghuicheng/kaiye",
            r#""开业" "milestone" 100 "2021-11-30" "11月底前" false null "open""#,
        ),
        (
            "beihailu/luji",
            r#""路基" "measured" 40 null null false null "undated""#,
        ),
        (
            "beihailu/wangong",
            r#""完工" "milestone" 100 null null false null "undated""#,
        ),
    ] {
        let period = match stage {
            "jiedaoxice/zhuti" => "2021H2",
            _ => "",
        };
        let target = target(&sandbox, stage, period);
        assert_eq!(shown(&target, &terms), expected, "{stage}");
    }
    // 58 stood before the target was set, 6 was read on the day of the import.
    let jinhui = target(&sandbox, "jinhui/overall", "");
    assert_eq!(jinhui["reason"], "no-report-yet");
    assert_eq!(jinhui["reading"]["as_of"], "2021-06-30");
    assert_eq!(jinhui["reading"]["note"], "已封顶");
    let west = target(&sandbox, "jiedaoxice/zhuti", "2021H2");
    assert_eq!(west["reading"]["as_of"], "2021-07-20");
    assert_eq!(west["baseline"]["percent"], 0);
    // 70 * 20/184
    assert_eq!(west["planned"], 7.61);
    sandbox.ok("export --format csv -o out");
    let projects = sandbox.csv("out/projects.csv");
    assert_eq!(
        projects,
        "code,name_zh,name_en,category,alias,alias_certain,lead,unit\n\
         beihailu,北海路,,道路,,,陈工,城建办\n\
         fenghuicheng,丰汇城,,商业,,,赵工,经发办\n\
         hedongrijian,河东日间照料中心,,民生,,,,社管办\n\
         jiedaoxice,街道西侧地块,,房地产,,,李工,住建办\n\
         jinhui,金辉,,房地产,,,王工,住建办\n"
    );
    let report = sandbox.ok("report --lang zh");
    assert!(report.contains("12月31日前主体70%"), "{report}");
}

#[test]
fn the_same_in_english() {
    let sandbox = july();
    sandbox.write(
        "plan.csv",
        "name,stage,percent,due_words,period,baseline,unit,lead,reading,as_of,note,commitment\n\
         West plot,Main structure,70%,by the end of December,,0,Works office,Li,6,2021-07-19,rain,ensure\n\
         West plot,Acceptance,done,strive,,,,,not yet,2021-07-19,,\n",
    );
    let said = sandbox.refused("import plan.csv");
    assert!(
        said.ends_with(
            "plan.csv row 3, due_words 'strive': names a commitment but no deadline; add a day such as 2021-11-30, or words such as end of november\n"
        ),
        "{said}"
    );
    sandbox.write(
        "plan.csv",
        "name,stage,percent,due_words,period,baseline,unit,lead,reading,as_of,note,commitment\n\
         West plot,Main structure,70%,by the end of December,,0,Works office,Li,6,2021-07-19,rain,ensure\n\
         West plot,Acceptance,done,strive asap,,,,,not yet,2021-07-20,no date yet,\n",
    );
    assert_eq!(
        sandbox.run("import plan.csv").err,
        "#1 imported 1 project, 2 stages, 2 targets, 2 readings\n"
    );
    let main = target(&sandbox, "west-plot/main-structure", "");
    assert_eq!(
        shown(
            &main,
            &["name", "stage_name", "due", "due_words", "commitment"]
        ),
        r#""West plot" "Main structure" "2021-12-31" "by the end of December" "ensure""#
    );
    assert_eq!(main["reading"]["note"], "rain");
    let acceptance = target(&sandbox, "west-plot/acceptance", "");
    assert_eq!(
        shown(&acceptance, &["kind", "due", "due_words", "commitment"]),
        r#""milestone" null "strive asap" "strive""#
    );
}

#[test]
fn the_same_file_again_changes_nothing_whatever_the_day() {
    let mut sandbox = july();
    // Without row 2, whose reading is of the day of the import.
    let text: String = CHINESE
        .lines()
        .filter(|line| !line.starts_with("2,"))
        .map(|line| format!("{line}\n"))
        .collect();
    sandbox.write("plan.csv", &text);
    sandbox.ok("import plan.csv --yes");
    let before = sandbox.ok("export");
    // In 2022 年底前 alone would be 2022-12-31, outside the half-year.
    for day in ["2021-07-20", "2021-12-01", "2022-02-01", "2022-09-01"] {
        sandbox.at(&format!("{day}T10:00:00Z"));
        assert_eq!(
            sandbox.run("import plan.csv --yes").err,
            "nothing to import: 5 projects, 5 stages, 5 targets, 3 readings already there\n",
            "{day}"
        );
    }
    assert_eq!(sandbox.ok("export"), before);
    // But a new percent beside the old words is a new plan, and they are read for its period.
    sandbox.at("2022-02-01T10:00:00Z");
    sandbox.write(
        "new.csv",
        "项目,目标,期限,期间\n金辉,90,力争年底前,2022H1\n",
    );
    let said = sandbox.refused("import new.csv --lang zh --yes");
    assert!(
        said.ends_with(
            "new.csv 第2行 期限“力争年底前”：未写年份，不在期间内；请写明是2022年12月31日还是2021年12月31日，或改填期间\n"
        ),
        "{said}"
    );
    sandbox.write(
        "new.csv",
        "项目,目标,期限,期间\n金辉,90,力争年底前,2022年\n",
    );
    sandbox.ok("import new.csv --yes");
    let next = target(&sandbox, "jinhui/overall", "2022");
    assert_eq!(shown(&next, &["target", "due"]), r#"90 "2022-12-31""#);
}

#[test]
fn what_differs_is_a_revision_of_the_target_it_speaks_of() {
    let mut sandbox = july();
    sandbox.write(
        "plan.csv",
        "name,stage,percent,due,period,lead\nA,Roof,50,2021-12-31,2021H2,Li\nA,Roof,100,2022-06-30,2022H1,\nA,Opening,,2021-11-30,,\n",
    );
    sandbox.ok("import plan.csv --yes");
    sandbox.at("2021-10-01T09:00:00Z");
    // The first slips into the half-year of the second, which stays as it is.
    sandbox.write(
        "plan.csv",
        "name,stage,percent,due,period,lead\nA,Roof,50,2022-03-31,2021H2,Wang\nA,Roof,100,2022-06-30,2022H1,\nA,Opening,,,,\n",
    );
    assert_eq!(
        sandbox.run("import plan.csv --yes").err,
        "#2 imported 1 project (revised), 2 stages (unchanged), 3 targets (2 revised, 1 unchanged)\n"
    );
    let roof = target(&sandbox, "a/roof", "2021H2");
    assert_eq!(shown(&roof, &["due", "target"]), r#""2022-03-31" 50"#);
    assert_eq!(roof["slip"]["days"], 90);
    let second = target(&sandbox, "a/roof", "2022H1");
    assert_eq!(shown(&second, &["due", "slip"]), r#""2022-06-30" null"#);
    // An empty due of a milestone takes its day away.
    let opening = target(&sandbox, "a/opening", "");
    assert_eq!(shown(&opening, &["due", "status"]), r#"null "undated""#);
    assert!(sandbox.ok("show a").contains("lead Wang"));
    // A column that is not there leaves what there is.
    sandbox.write(
        "percent.csv",
        "name,stage,percent,period\nA,Roof,60,2021H2\n",
    );
    sandbox.ok("import percent.csv --yes");
    let roof = target(&sandbox, "a/roof", "2021H2");
    assert_eq!(shown(&roof, &["due", "target"]), r#""2022-03-31" 60"#);
}

#[test]
fn a_stage_is_measured_unless_it_is_a_deed_of_which_no_row_gives_a_share() {
    let sandbox = july();
    sandbox.write(
        "plan.csv",
        "name,stage,kind,percent,due,period,reading\n\
         A,one,,,2021-12-31,2021H2,\n\
         A,one,,70,2022-06-30,2022H1,\n\
         A,two,,,2021-12-31,,\n\
         A,three,measured,done,2021-12-31,,\n\
         A,four,milestone,100,,,\n\
         A,five,,,,,45\n\
         A,six,,,,,done\n\
         A,eight,,done,,,45\n\
         A,seven,measured,,,,\n\
         A,opening,,,2021-12-31,,\n\
         A,acceptance,,done,,,not yet\n\
         A,Handover,,,2021-12-31,,40\n",
    );
    // Without a percent all of it is meant.
    assert_eq!(
        sandbox
            .run("import plan.csv --on 2021-07-20 --yes")
            .err
            .lines()
            .last(),
        Some("#1 imported 1 project, 11 stages, 9 targets, 5 readings")
    );
    sandbox.ok("export --format csv -o out");
    let stages = std::fs::read_to_string(sandbox.path("out/stages.csv")).unwrap();
    let kinds: Vec<&str> = stages
        .lines()
        .skip(1)
        .map(|line| line.split(',').nth(4).unwrap())
        .collect();
    assert_eq!(
        kinds,
        [
            "measured",
            "measured",
            "measured",
            "milestone",
            "measured",
            "measured",
            "measured",
            "measured",
            "milestone",
            "milestone",
            "measured",
        ]
    );
    // A kind that is there stays, unless a row gives another.
    sandbox.write("plan.csv", "name,stage,percent,due\nA,three,,2021-11-30\n");
    sandbox.ok("import plan.csv --yes");
    let three = target(&sandbox, "a/three", "");
    assert_eq!(
        shown(&three, &["kind", "target", "due"]),
        r#""measured" 100 "2021-11-30""#
    );
    sandbox.write("plan.csv", "name,stage,percent\nA,opening,70\n");
    let said = sandbox.refused("import plan.csv --yes");
    assert!(
        said.contains("row 2, percent '70': a milestone is done or not"),
        "{said}"
    );
    sandbox.write(
        "plan.csv",
        "name,stage,kind,percent,due\nA,opening,measured,70,2021-12-31\n",
    );
    assert_eq!(
        sandbox.run("import plan.csv --yes").err,
        "#3 imported 1 project (unchanged), 1 stage (revised), 1 target (revised)\n"
    );
    sandbox.write(
        "plan.csv",
        "name,stage,kind,percent\nA,opening,milestone,done\n",
    );
    let said = sandbox.refused("import plan.csv --yes");
    assert!(
        said.contains("plan.csv row 2, kind 'milestone': "),
        "{said}"
    );
}

#[test]
fn a_flat_file_goes_with_the_others_in_any_order() {
    let sandbox = july();
    sandbox.write(
        "plan.csv",
        "name,code,stage,percent,due,reading,as_of\n金辉,jh,主体,70,年底前,20,2021-07-19\n祥生,xs,主体,50,年底,,\n",
    );
    sandbox.write("stages.csv", "project,stage,name,weight\njh,main,主体,60\n");
    sandbox.write(
        "readings.csv",
        "project,stage,percent,as_of\njh,main,15,2021-07-01\n",
    );
    sandbox.write(
        "states.csv",
        "project,state,decided_on\nxs,suspended,2021-07-10\n",
    );
    assert_eq!(
        sandbox
            .run("import readings.csv states.csv plan.csv stages.csv")
            .err,
        "#1 imported 2 projects, 1 state, 2 stages, 2 targets, 2 readings\n"
    );
    let main = target(&sandbox, "jh/main", "");
    assert_eq!(main["reading"]["percent"], 20);
    assert_eq!(target(&sandbox, "xs/zhuti", "")["status"], "suspended");
    // What two files say of one stage and day, or of one target, is said twice.
    sandbox.write(
        "readings.csv",
        "project,stage,percent,as_of\njh,main,21,2021-07-19\n",
    );
    sandbox.write(
        "targets.csv",
        "project,stage,percent,due\njh,main,80,2021-12-31\n",
    );
    let said = sandbox.refused("import readings.csv targets.csv plan.csv");
    assert_eq!(
        said.split_once(":\n").unwrap().1,
        "  readings.csv row 2, percent '21': plan.csv row 2 says '20'; make both the same, or leave one empty\n  targets.csv row 2, stage 'main': repeats plan.csv row 2; keep one of the two\n"
    );
    let said = sandbox.refused("import readings.csv plan.csv");
    assert_eq!(
        said.split_once(":\n").unwrap().1,
        "  readings.csv row 2, percent '21': plan.csv row 2 says '20'; make both the same, or leave one empty\n"
    );
}

#[test]
fn what_else_was_said_with_a_figure_stays() {
    let sandbox = july();
    sandbox.write("p.csv", "code,name\na,A\n");
    sandbox.write(
        "r.csv",
        "project,stage,percent,as_of,note,problem\na,s,30,2021-07-10,rain,no crane\n",
    );
    sandbox.ok("import p.csv r.csv --yes");
    sandbox.write(
        "plan.csv",
        "name,stage,percent,reading,as_of\nA,s,50,30,2021-07-10\n",
    );
    let said = sandbox.run("import plan.csv --yes").err;
    assert!(said.ends_with("1 reading (unchanged)\n"), "{said}");
    sandbox.write(
        "plan.csv",
        "name,stage,percent,reading,as_of,note\nA,s,50,30,2021-07-10,sun\nA,t,50,,,carried over\n",
    );
    let said = sandbox.run("import plan.csv --yes").err;
    assert!(said.ends_with("1 reading (revised)\n"), "{said}");
    let last = &sandbox.rows("reading")[1];
    assert_eq!(shown(last, &["note", "problem"]), r#""sun" "no crane""#);
    // Without a reading the note goes with the target.
    assert_eq!(sandbox.rows("revision")[1]["reason"], "carried over");
}

#[test]
fn what_was_imported_flat_goes_out_and_in_again_and_judges_equally() {
    let mut sandbox = july();
    sandbox.write("plan.csv", CHINESE);
    sandbox.ok("import plan.csv --on 2021-07-20 --yes");
    sandbox.at("2021-10-08T09:00:00Z");
    sandbox.write(
        "plan.csv",
        CHINESE
            .replace("11月底前", "2022年2月底")
            .replace("58%,2021年6月30日", "66,"),
    );
    assert_eq!(
        sandbox
            .run("import plan.csv --on 2021-10-08 --dry-run --lang zh")
            .err
            .lines()
            .last(),
        Some(
            "将导入5个项目（不变）、6个阶段（不变）、6项目标（修订1项、不变5项）、4条数据（新增2条、不变2条）；未写入（--dry-run）"
        )
    );
    assert_eq!(
        sandbox
            .run("import plan.csv --on 2021-10-08 --yes")
            .err
            .lines()
            .last(),
        Some(
            "#2 imported 5 projects (unchanged), 6 stages (unchanged), 6 targets (1 revised, 5 unchanged), 4 readings (2 new, 2 unchanged)"
        )
    );
    sandbox.ok("export --format csv -o out");
    sandbox.ok("init --db copy.db");
    sandbox
        .ok("import --db copy.db out/projects.csv out/stages.csv out/targets.csv out/readings.csv --yes");
    let mut day: project_tracker::model::Day = "2021-06-25".parse().unwrap();
    let end = "2022-07-05".parse().unwrap();
    while day < end {
        let line = format!("report --period all --format json --as-of {day}");
        let report = sandbox.ok(&line);
        assert!(report.contains("fenghuicheng"), "{report}");
        assert_eq!(report, sandbox.ok(&format!("{line} --db copy.db")), "{day}");
        day = day.plus(5).unwrap();
    }
    // The flat file again, into the copy: nothing new but the two readings of the day.
    assert_eq!(
        sandbox
            .run("import plan.csv --on 2021-10-08 --db copy.db --yes")
            .err
            .lines()
            .last(),
        Some("nothing to import: 5 projects, 6 stages, 6 targets, 4 readings already there")
    );
}

#[test]
fn the_template_needs_no_store_and_imports_in_either_language_on_any_day() {
    let header = [
        "name,stage,kind,percent,due,period,baseline,category,unit,lead,reading,as_of,note",
        "项目,阶段,类型,目标,时限,期间,起点进度,类别,责任单位,负责人,目前进度,截至,备注",
    ];
    for (day, due) in [
        ("2021-08-01", "2021-12-31"),
        ("2024-02-29", "2024-06-30"),
        ("2021-06-30", "2021-06-30"),
        ("2021-01-01", "2021-06-30"),
    ] {
        for (lang, header) in ["en", "zh"].into_iter().zip(header) {
            let mut sandbox = Sandbox::new();
            sandbox.at(&format!("{day}T09:00:00Z"));
            let template = sandbox.ok(&format!("import --template --lang {lang}"));
            assert_eq!(template.lines().next(), Some(header));
            assert_eq!(template.lines().count(), 6);
            assert!(!template.contains(['{', '}']), "{template}");
            assert!(!sandbox.path("store.db").exists());
            sandbox.write("plan.csv", &template);
            sandbox.ok("init");
            assert_eq!(
                sandbox.run("import plan.csv --lang en").err,
                "#1 imported 4 projects, 5 stages, 5 targets, 3 readings\n"
            );
            assert_eq!(
                sandbox.run("import plan.csv --lang zh").err,
                "没有需要导入的内容：已有4个项目、5个阶段、5项目标、3条数据\n"
            );
            let report = sandbox.json("report --format json");
            assert_eq!(report["summary"]["total"], 5, "{day} {lang}");
            let dues: Vec<&Value> = report["targets"]
                .as_array()
                .unwrap()
                .iter()
                .map(|target| &target["due"])
                .filter(|due| !due.is_null())
                .collect();
            assert_eq!(dues.len(), 4);
            assert!(dues.iter().all(|found| **found == due), "{day} {dues:?}");
        }
    }
    // The office's language counts, if there is a store.
    let sandbox = july();
    sandbox.write("s.csv", "key,value\nlang,zh\n");
    sandbox.ok("import s.csv");
    assert!(sandbox.ok("import --template").contains("项目"));
    assert_eq!(
        sandbox.refused("import --template plan.csv"),
        "错误：--template 与 [文件]... 不能同时使用；参见 project import --help\n"
    );
}
