//! Offices whose year does not begin in January.

use crate::sandbox::Sandbox;

/// On 5 July 2021, with a year that begins in July.
fn from_july() -> Sandbox {
    let sandbox = Sandbox::with_projects();
    sandbox.ok("config year.begins 07");
    sandbox
}

#[test]
fn a_target_may_belong_to_a_part_of_a_fiscal_year() {
    let sandbox = from_july();
    assert_eq!(
        sandbox.ok("target jinhui/main 70 --period FY2022H1"),
        "#7 jinhui/main-structure Jinhui, main structure: target 70 % by 2021-12-31 (the period's last day) · FY2022H1 · no data\n"
    );
    // Another spelling of the same days means the same target.
    assert_eq!(
        sandbox.ok("target jinhui/main 75 --period 2021H2 --lang zh"),
        "#8 jinhui/main-structure 金辉，主体结构：目标2021年12月31日前75%（期间最后一日）（原为70%），2022财年上半年，无数据\n"
    );
    let report = sandbox.json("report --period FY2022 --format json");
    assert_eq!(report["targets"][0]["period"], "FY2022H1");
    assert_eq!(report["period"], "FY2022");
    let report = sandbox.json("report --period FY2023 --format json");
    assert_eq!(report["targets"].as_array().unwrap().len(), 0);
}

#[test]
fn a_deadline_may_be_a_part_of_a_fiscal_year() {
    let sandbox = from_july();
    assert_eq!(
        sandbox.ok("target jinhui/main 70 --by FY2022H1"),
        "#7 jinhui/main-structure Jinhui, main structure: target 70 % by 2021-12-31 (\"FY2022H1\") · no data\n"
    );
    sandbox.write(
        "t.csv",
        "项目,阶段,目标,期限\n金辉,main-structure,75,2022财年三季度\n",
    );
    sandbox.ok("import t.csv --yes");
    let targets = sandbox.json("report --period all --format json");
    assert_eq!(targets["targets"][0]["due"], "2022-03-31");
    let sandbox = Sandbox::with_projects();
    let said = sandbox.refused("target jinhui/main 70 --by FY2022H1");
    assert!(
        said.contains("deadline 'FY2022H1': the year begins in January here"),
        "{said}"
    );
}

#[test]
fn without_such_a_year_it_is_refused_with_the_way_to_set_one() {
    let sandbox = Sandbox::with_projects();
    sandbox.ok("target jinhui/main 70 --period 2021H2");
    for line in [
        "target jinhui/main 70 --period FY2022H1",
        "report --period FY2022",
    ] {
        let said = sandbox.refused(line);
        assert!(said.contains("the year begins in January here"), "{said}");
        assert!(said.contains("project config year.begins 07"), "{said}");
        let said = sandbox.refused(&format!("{line} --lang zh"));
        assert!(said.contains("年度自1月起算"), "{said}");
    }
    sandbox.write(
        "t.csv",
        "project,stage,percent,period\njinhui,main-structure,70,2022财年上半年\n",
    );
    let said = sandbox.refused("import t.csv");
    assert!(
        said.contains("t.csv row 2, period '2022财年上半年': the year begins in January here"),
        "{said}"
    );
}

#[test]
fn the_year_stays_as_it_is_while_targets_use_it() {
    let sandbox = from_july();
    sandbox.ok("config year.begins 04");
    sandbox.ok("target jinhui/main 70 --period FY2022Q2");
    assert_eq!(
        sandbox.refused("config year.begins 07"),
        "error: year.begins '07': targets belong to fiscal years, whose days would change, so it stays as it is\n"
    );
    assert_eq!(
        sandbox.refused("config year.begins default --lang zh"),
        "错误：year.begins“01”：已有目标使用财年，改动会变更其起止日期，因此保持不变\n"
    );
    assert_eq!(sandbox.ok("config year.begins"), "04\n");
    let report = sandbox.json("report --period all --format json");
    assert_eq!(report["targets"][0]["due"], "2021-09-30");
}

#[test]
fn fiscal_years_come_in_again_with_the_year_they_belong_to() {
    let sandbox = from_july();
    sandbox.ok("target jinhui/main 70 --period FY2022H1");
    sandbox.ok("target jinhui/main 90 --period FY2022H2");
    sandbox.ok("export --format csv -o out");
    let targets = std::fs::read_to_string(sandbox.path("out/targets.csv")).unwrap();
    assert!(targets.contains("FY2022H1"), "{targets}");
    sandbox.ok("init --db copy.db");
    let files = ["settings", "projects", "stages", "targets"].map(|name| format!("out/{name}.csv"));
    sandbox.ok(&format!("import {} --db copy.db", files.join(" ")));
    let of = |db: &str| {
        let report = sandbox.json(&format!("report --period all --format json{db}"));
        report["targets"].to_string()
    };
    assert_eq!(of(" --db copy.db"), of(""));
}
