//! What the record says since a sheet was read, or of a later day than the sheet, is not taken back.

use crate::sandbox::Sandbox;
use crate::workbooks::files::record;

const OCTOBER: &str = "\
项目名称,责任单位,责任人,总投资（万元）,完成投资（万元）,完成时限,形象进度,施工单位
金辉,住建办,王建国,3200,100,2021-12-31,50%,三建
";
const NOVEMBER: &str = "\
项目名称,责任单位,责任人,总投资（万元）,完成投资（万元）,完成时限,形象进度,施工单位
金辉,城建办,李红,4000,300,2022-01-31,60%,一建
";
const STAYS: &str = "\
warning: 10.csv row 2: this sheet is older than what the record says, which stays: unit 城建办 (here 住建办), lead 李红 (here 王建国); to change it, use `project edit`
warning: 10.csv row 2: this sheet is older than what the record says, which stays: '施工单位' 一建 (here 三建); to change it, use `project edit`
warning: 10.csv row 2: this sheet is older than what the record says, which stays: total 4000 (here 3200); to change it, use `project edit`
warning: 10.csv row 2: these are the terms of jinhui/overall#1 before it was revised, so nothing was changed; to go back to them, use `project target`
nothing to import: 1 project, 2 stages, 1 target, 2 readings already there
";

/// October, and then November, into one record.
fn two_months() -> Sandbox {
    let mut sandbox = Sandbox::new();
    sandbox.at("2021-11-02T09:00:00Z");
    sandbox.ok("init");
    sandbox.write("10.csv", OCTOBER);
    sandbox.write("11.csv", NOVEMBER);
    sandbox.ok("import 10.csv --on 2021-10-31 --keep 施工单位");
    sandbox.at("2021-12-03T09:00:00Z");
    sandbox.ok("import 11.csv --on 2021-11-30 --yes");
    sandbox
}

#[test]
fn a_file_that_was_read_before_takes_back_nothing() {
    let mut sandbox = two_months();
    let kept = sandbox.ok("export");
    for later in ["2021-12-03T10:00:00Z", "2022-06-01T09:00:00Z"] {
        sandbox.at(later);
        let ran = sandbox.run("import 10.csv --on 2021-10-31 --yes");
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(ran.err.ends_with(STAYS), "{}", ran.err);
        assert_eq!(sandbox.ok("export"), kept);
    }
    let zh = sandbox.run("import 10.csv --on 2021-10-31 --lang zh").err;
    assert!(
        zh.contains("提示：10.csv 第2行：库中信息的录入晚于本表，保持不变：单位城建办（本表为住建办）、负责人李红（本表为王建国）；如需改动，请用 project edit\n"),
        "{zh}"
    );
}

#[test]
fn the_sheet_of_an_earlier_day_takes_back_nothing_whoever_saved_it_anew() {
    let sandbox = two_months();
    let kept = sandbox.ok("export");
    sandbox.write("10.csv", OCTOBER.replace('\n', "\r\n"));
    let ran = sandbox.run("import 10.csv --on 2021-10-31 --yes");
    assert!(ran.err.ends_with(STAYS), "{}", ran.err);
    assert_eq!(sandbox.ok("export"), kept);
    // One of the same day, or a later one, says what is so.
    sandbox.write("again.csv", NOVEMBER.replace("李红", "赵敏"));
    sandbox.ok("import again.csv --on 2021-11-30 --yes");
    assert!(record(&sandbox)[0].contains("赵敏"));
}

#[test]
fn what_was_edited_since_stays_and_what_was_never_said_goes_in() {
    let mut sandbox = two_months();
    sandbox.at("2021-12-06T09:00:00Z");
    sandbox.ok("edit jinhui --lead 孙力 --category 房产");
    sandbox.ok("update jinhui 58 --on 2021-11-30 --lower");
    let kept = sandbox.ok("export");
    let ran = sandbox.run("import 11.csv --on 2021-11-30");
    let stays = "\
warning: 11.csv row 2: this sheet is older than what the record says, which stays: lead 孙力 (here 李红); to change it, use `project edit`
warning: 11.csv row 2: the figure of jinhui/overall for 2021-11-30 stays: it was recorded after this sheet was; to change it, use `project update`
";
    assert!(ran.err.contains(stays), "{}", ran.err);
    assert_eq!(sandbox.ok("export"), kept);
    let zh = sandbox.run("import 11.csv --on 2021-11-30 --lang zh").err;
    assert!(
        zh.contains("提示：11.csv 第2行：jinhui/overall 2021年11月30日的进度保持不变：其录入晚于本表；如需改动，请用 project update\n"),
        "{zh}"
    );
    // Of a column that nobody read before, there is nothing newer.
    sandbox.write(
        "more.csv",
        "项目名称,形象进度,备注,场地\n金辉,40%,慢,东区\n",
    );
    sandbox.ok("import more.csv --on 2021-09-30");
    sandbox.ok("import more.csv --on 2021-09-30 --keep 场地");
    assert!(record(&sandbox).contains(&"text 金辉: 场地 | 东区".to_owned()));
}

#[test]
fn lists_of_projects_and_settings_take_back_nothing_either() {
    let mut sandbox = Sandbox::with_store();
    sandbox.write(
        "projects.csv",
        "code,name,lead,state,alias\na,A,Li,active,first\n",
    );
    sandbox.write("settings.csv", "key,value\nmet.grace,5\n");
    sandbox.ok("import projects.csv settings.csv");
    sandbox.at("2021-09-01T09:00:00Z");
    sandbox.ok("edit a --lead Wu --alias second --name Alpha");
    sandbox.ok("edit a --state suspended --reason rain");
    sandbox.ok("config met.grace 9");
    let kept = sandbox.ok("export");
    let ran = sandbox.run("import projects.csv settings.csv");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(sandbox.ok("export"), kept, "{}", ran.err);
    assert!(
        ran.err
            .contains("stays: name Alpha (here A), lead Wu (here Li)"),
        "{}",
        ran.err
    );
}

#[test]
fn what_was_merged_since_is_not_parted_again() {
    let sandbox = Sandbox::with_store();
    sandbox.write(
        "mg.csv",
        "name,stage,percent,due,unit,lead,reading,as_of,施工单位\n\
         金辉,主体,80,2021-12-31,住建办,王工,60,2021-07-01,三建\n\
         金辉地块,主体,80,2021-12-31,城建办,李工,62,2021-07-10,一建\n",
    );
    sandbox.ok("import mg.csv --keep 施工单位 --new");
    sandbox.ok("merge jinhui-2 jinhui --prefer jinhui");
    let kept = sandbox.ok("export");
    let ran = sandbox.run("import mg.csv");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(sandbox.ok("export"), kept, "{}", ran.err);
}

#[test]
fn an_entry_that_was_retracted_was_not_read() {
    let sandbox = two_months();
    sandbox.ok("retract 2 --reason wrong");
    sandbox.ok("import 11.csv --on 2021-11-30 --yes");
    assert!(record(&sandbox)[0].contains("李红"));
}

#[test]
fn an_older_sheet_moves_no_deadline_and_lowers_no_goal() {
    let mut sandbox = Sandbox::with_store();
    sandbox.at("2025-11-30T09:00:00Z");
    sandbox.write(
        "november.csv",
        "截至2025年11月28日\n项目名称,年度目标,完成时限,形象进度\n甲路,80%,2026-01-31,40\n",
    );
    sandbox.write(
        "september.csv",
        "截至2025年9月30日\n项目名称,年度目标,完成时限,形象进度\n甲路,90%,2025-11-30,20\n",
    );
    sandbox.ok("import november.csv --yes");
    let said = sandbox.said("import september.csv --yes --lang zh");
    assert!(
        said.contains("的现行目标（2026年1月31日前80%）在本表之后确定，保持不变；如需改动，请用 project target"),
        "{said}"
    );
    let report = sandbox.json("report --period all --json");
    let target = &report["targets"][0];
    assert_eq!(
        (&target["due"], &target["target"]),
        (&"2026-01-31".into(), &80.into())
    );
    assert!(target["slip"].is_null());
    // Its figure goes in, as that of its day.
    let readings = sandbox.rows("reading");
    assert_eq!(readings.len(), 2);
    // A newer one moves it.
    sandbox.write(
        "december.csv",
        "截至2025年11月30日\n项目名称,年度目标,完成时限,形象进度\n甲路,80%,2026-03-31,45\n",
    );
    sandbox.ok("import december.csv --yes");
    let report = sandbox.json("report --period all --json");
    assert_eq!(report["targets"][0]["due"], "2026-03-31");
}

#[test]
fn the_day_on_which_it_was_finished_needs_no_figure() {
    let mut sandbox = Sandbox::with_store();
    sandbox.at("2025-11-30T09:00:00Z");
    sandbox.write(
        "plan.csv",
        "Project,Due,Progress,Actual finish\nBlue,2025-12-10,,2025-11-12\nGreen,2025-12-10,40%,\n",
    );
    sandbox.ok("import plan.csv --on 2025-11-28");
    let readings: Vec<(String, String)> = sandbox
        .rows("reading")
        .iter()
        .map(|row| (row["as_of"].to_string(), row["percent"].to_string()))
        .collect();
    assert_eq!(
        readings,
        [
            ("\"2025-11-12\"".to_owned(), "10000".to_owned()),
            ("\"2025-11-28\"".to_owned(), "4000".to_owned()),
        ]
    );
}

#[test]
fn an_older_sheet_keeps_its_words_though_a_later_one_says_the_same() {
    let mut sandbox = Sandbox::with_store();
    sandbox.at("2021-12-03T09:00:00Z");
    let sheet = |words: &str| {
        format!(
            "项目名称,目标,完成时限,进展情况,备注,存在问题\n金辉,80%,2021-12-31,{words},等待图纸,缺人\n"
        )
    };
    sandbox.write("11.csv", sheet("基础施工"));
    sandbox.write("10.csv", sheet("推进中"));
    sandbox.ok("import 11.csv --on 2021-11-30 --yes");
    sandbox.ok("import 10.csv --on 2021-10-31 --yes");
    let mut words: Vec<String> = (sandbox.rows("reading").iter())
        .map(|row| format!("{} {} {}", row["as_of"], row["note"], row["problem"]))
        .collect();
    words.sort();
    assert_eq!(
        words,
        [
            r#""2021-10-31" "等待图纸" "缺人""#,
            r#""2021-11-30" "基础施工；等待图纸" "缺人""#,
        ]
    );
}

// Seen to lose: what a monthly sheet says of a row without a figure, where its target is as it was.
#[test]
fn words_beside_no_figure_are_kept_with_the_day_of_their_sheet() {
    let mut office = Sandbox::new();
    office.at("2021-09-30T09:00:00Z");
    office.ok("init");
    let sheet = |progress: &str, words: &str| {
        format!(
            "项目,目标,时限,目前进度,存在问题,下步打算,备注\n甲楼,主体工程100%,2021-12-31,{progress},{words}\n"
        )
    };
    office.write("a.csv", sheet("30%", ",,"));
    office.ok("import a.csv --on 2021-09-30");
    office.at("2021-10-31T09:00:00Z");
    office.write("b.csv", sheet("", "两台塔吊停工,夜间施工,已开协调会"));
    office.ok("import b.csv --on 2021-10-31 --yes");
    for (line, said) in [
        ("log 甲楼 --lang zh", "两台塔吊停工"),
        ("log 甲楼 --lang zh", "已开协调会"),
        ("show 甲楼 --lang zh", "夜间施工"),
    ] {
        let told = office.ok(line);
        assert!(told.contains(said), "{said} is not in {told}");
    }
    // The figure is still that of September.
    let told = office.ok("show 甲楼 --lang en");
    assert!(told.contains("30 % on 2021-09-30"), "{told}");
    // The same sheet again changes nothing, on a later day either.
    office.at("2021-11-05T09:00:00Z");
    let told = office.said("import b.csv --on 2021-10-31 --yes --lang en");
    assert!(told.starts_with("nothing to import"), "{told}");
    // Of which day a problem is, nobody guesses.
    office.write("c.csv", sheet("", "两台塔吊仍停工,,"));
    let ran = office.run("import c.csv --yes --lang en");
    assert_eq!(ran.code, 2, "{}", ran.out);
    assert!(
        ran.err.contains("存在问题") && ran.err.contains("--on"),
        "{}",
        ran.err
    );
}

// Seen to catch: a problem alone told as works under way.
#[test]
fn a_problem_without_a_figure_is_what_was_reported() {
    let mut office = Sandbox::new();
    office.at("2021-10-31T09:00:00Z");
    office.ok("init");
    office.write(
        "a.csv",
        "项目,目标,时限,目前进度,存在问题\n水厂,主体工程70%,2021-12-31,,征地未完成\n",
    );
    office.ok("import a.csv --on 2021-10-31");
    let report = office.ok("report --period all --lang zh --columns project,progress");
    assert!(report.contains("征地未完成"), "{report}");
    let shown = office.ok("show 水厂 --lang zh");
    assert!(shown.contains("2021年10月31日文字上报，无数值"), "{shown}");
    assert!(!shown.contains("推进中"), "{shown}");
}
