//! Who owes a report.

use crate::sandbox::{Sandbox, both};

/// Eight projects by 1 November; five of them are expected to report, and four of those owe it.
fn office() -> Sandbox {
    let mut sandbox = Sandbox::with_store();
    sandbox.at("2021-07-05T09:00:00Z");
    for line in [
        "add 金辉 --code jinhui --en Jinhui --lead 王工 --unit 住建局",
        "add jinhui/main --name 主体结构 --en 'main structure'",
        "target jinhui/main 70 --by 2021-12-31 --period 2021H2 --from 0",
        "add 西侧地块 --code west-plot --en 'West plot' --lead 王工 --unit 住建局",
        "add west-plot/piles --name 桩基 --en piles",
        "target west-plot/piles 100 --by 2021-11-15 --period 2021H2 --from 0",
        "add 北海路 --code beihai --en 'Beihai Road' --lead 李工 --unit 交通局",
        "target beihai/overall 100 --by 2021-12-31 --period 2021H2 --from 0",
        "add 风汇城 --code fenghui --en 'Fenghui City'",
        "add fenghui/opening --milestone --name 开业 --en opening",
        "target fenghui/opening done --by 2021-12-31 --period 2021H2",
        "add 学校 --code school --en School --lead 李工 --unit 交通局",
        "target school/overall 100 --words 尽早",
        // These owe nothing: at rest, met, still to begin.
        "add 水厂 --code waterworks --lead 李工",
        "target waterworks/overall 100 --by 2021-12-31",
        "add 公园 --code park --lead 李工",
        "target park/overall 100 --by 2021-12-31",
        "add 医院 --code hospital --lead 李工",
        "target hospital/overall 100 --by 2022-12-31 --period 2022",
    ] {
        sandbox.ok(line);
    }
    sandbox.at("2021-10-29T09:00:00Z");
    for line in [
        "update jinhui/main 10 --on 2021-09-25",
        "update west-plot/piles 40 --on 2021-10-01",
        "update beihai/overall 30 --on 2021-08-20",
        // Without a figure, and yet a report.
        "update beihai/overall underway --on 2021-10-28",
        "update school/overall 20 --on 2021-09-01",
        "update park/overall 100 --on 2021-08-01",
        "edit waterworks --state suspended --reason 停工 --on 2021-07-20",
    ] {
        sandbox.ok(line);
    }
    sandbox
}

#[test]
fn who_owes_a_report_is_listed_longest_silent_first() {
    let [en, zh] = both(office, "list --silent --as-of 2021-11-01");
    assert_eq!(
        en,
        "4 of 5 projects owe a report, the longest after 119 days without one.\n\
         \n\
         lamp    code       project       owes a report on  last report          lead  unit\n\
         grey    fenghui    Fenghui City  opening           never, for 119 days\n\
         grey    school     School        overall progress  09-01, 61 days ago   李工  交通局\n\
         yellow  jinhui     Jinhui        main structure    09-25, 37 days ago   王工  住建局\n\
         yellow  west-plot  West plot     piles             10-01, 31 days ago   王工  住建局\n"
    );
    assert_eq!(
        zh,
        "5个项目中，4个未报进展，最长已119天未报。\n\
         \n\
         灯    代码       项目      未报阶段  最近上报             负责人  责任单位\n\
         灰灯  fenghui    风汇城    开业      从未上报，已119天\n\
         灰灯  school     学校      总体进度  9月1日，已61天未报   李工    交通局\n\
         黄灯  jinhui     金辉      主体结构  9月25日，已37天未报  王工    住建局\n\
         黄灯  west-plot  西侧地块  桩基      10月1日，已31天未报  王工    住建局\n"
    );
}

#[test]
fn leads_and_units_are_held_against_all_that_they_have() {
    let [en, zh] = both(office, "list --silent --by lead --as-of 2021-11-01");
    assert_eq!(
        en,
        "4 of 5 projects owe a report, the longest after 119 days without one.\n\
         \n\
         lead           owing   last report          project\n\
         李工           1 of 2  09-01, 61 days ago   School\n\
         王工           2 of 2  09-25, 37 days ago   Jinhui, West plot\n\
         no lead given  1 of 1  never, for 119 days  Fenghui City\n"
    );
    assert_eq!(
        zh,
        "5个项目中，4个未报进展，最长已119天未报。\n\
         \n\
         负责人        未报项目数  最近上报             项目\n\
         李工          2个中1个    9月1日，已61天未报   学校\n\
         王工          2个中2个    9月25日，已37天未报  金辉、西侧地块\n\
         未注明负责人  1个中1个    从未上报，已119天    风汇城\n"
    );
    let zh = office().ok("list --silent --by 责任单位 --as-of 2021-11-01 --lang zh");
    assert!(zh.contains("\n住建局          2个中2个"), "{zh}");
    assert!(zh.contains("\n未注明责任单位  1个中1个"), "{zh}");
}

/// The limit is half the way to the due day, 36 days at most: 22.5 days for the piles, 36 for the
/// main structure. The first day on which a report is owed is the day after.
#[test]
fn a_report_is_owed_from_the_day_after_the_limit() {
    let sandbox = office();
    let owing = |day: &str| -> Vec<String> {
        let silent = sandbox.json(&format!("list --silent --json --as-of {day}"));
        let projects = silent["projects"].as_array().unwrap();
        let code = |project: &serde_json::Value| project["code"].as_str().unwrap().to_owned();
        projects.iter().map(code).collect()
    };
    // The milestone was set on 5 July, for the half-year that had begun.
    assert!(owing("2021-08-10").iter().all(|code| code != "fenghui"));
    assert!(owing("2021-08-11").iter().any(|code| code == "fenghui"));
    // Beihai Road was silent until it was said to be under way.
    assert_eq!(owing("2021-10-23"), ["fenghui", "beihai", "school"]);
    assert_eq!(
        owing("2021-10-24"),
        ["fenghui", "beihai", "school", "west-plot"]
    );
    assert_eq!(owing("2021-10-28"), ["fenghui", "school", "west-plot"]);
    assert_eq!(owing("2021-10-31"), ["fenghui", "school", "west-plot"]);
    assert_eq!(
        owing("2021-11-01"),
        ["fenghui", "school", "jinhui", "west-plot"]
    );
    let silent = sandbox.json("list --silent --by lead --json --as-of 2021-11-01");
    assert_eq!(silent["schema"], "project.silent/1");
    assert_eq!(
        (&silent["expected"], &silent["owing"]),
        (&5.into(), &4.into())
    );
    let jinhui = &silent["projects"][2];
    assert_eq!(jinhui["reported_on"], "2021-09-25");
    assert_eq!(jinhui["silent_days"], 37);
    assert_eq!(jinhui["owed_since"], "2021-11-01");
    assert_eq!(jinhui["stages"][0]["stage"], "main");
    let lead = &silent["leads"][1];
    assert_eq!(lead["name"], "王工");
    assert_eq!((&lead["owing"], &lead["expected"]), (&2.into(), &2.into()));
    assert_eq!(lead["projects"], serde_json::json!(["jinhui", "west-plot"]));
    assert!(silent["leads"][2]["name"].is_null());
}

/// Reported well within the limit, but not since it was due.
#[test]
fn what_was_due_is_owed_the_day_after() {
    let sandbox = office();
    sandbox.ok("target beihai/overall --due 2021-10-30");
    let owed = |day: &str| {
        let silent = sandbox.json(&format!("list --silent --json --as-of {day}"));
        let projects = silent["projects"].as_array().unwrap().clone();
        projects
            .into_iter()
            .find(|project| project["code"] == "beihai")
    };
    assert!(owed("2021-10-30").is_none());
    assert_eq!(owed("2021-10-31").unwrap()["owed_since"], "2021-10-31");
}

/// A project whose stages have weights owes those that are not finished.
#[test]
fn the_whole_works_ask_for_the_stages_they_are_rolled_up_from() {
    let mut sandbox = Sandbox::with_store();
    sandbox.at("2021-07-05T09:00:00Z");
    for line in [
        "add 金辉 --code jinhui --en Jinhui",
        "add jinhui/piles --name 桩基 --en piles --weight 40",
        "add jinhui/frame --name 主体 --en frame --weight 60",
        "target jinhui/overall 100 --by 2021-12-31 --period 2021H2",
    ] {
        sandbox.ok(line);
    }
    sandbox.at("2021-11-20T09:00:00Z");
    sandbox.ok("update jinhui/piles 100 --on 2021-08-01");
    sandbox.ok("update jinhui/frame 20 --on 2021-10-01");
    let silent = sandbox.json("list --silent --json --as-of 2021-11-20");
    let stages = silent["projects"][0]["stages"].as_array().unwrap();
    assert_eq!(stages.len(), 1, "{silent}");
    assert_eq!(stages[0]["stage"], "frame");
    assert_eq!(stages[0]["silent_days"], 50);
    // What is said of the whole works answers for them.
    sandbox.ok("update jinhui/overall underway --on 2021-11-19");
    let silent = sandbox.json("list --silent --json --as-of 2021-11-20");
    assert_eq!(silent["owing"], 0, "{silent}");
}

#[test]
fn nothing_owed_is_an_answer_too() {
    let none = [
        "No report is owed: no project has an open target.\n",
        "目前没有在办目标，无需上报进展。\n",
    ];
    let make = || {
        let sandbox = Sandbox::with_store();
        sandbox.ok("add 金辉 --code jinhui");
        sandbox
    };
    assert_eq!(both(make, "list --silent"), none);
    let make = || {
        let sandbox = Sandbox::with_store();
        sandbox.ok("add 金辉 --code jinhui --due 2021-12-31 --progress 40");
        sandbox.ok("add 北海路 --code beihai --due 2021-12-31 --progress 30");
        sandbox
    };
    assert_eq!(
        both(make, "list --silent"),
        [
            "No report is owed now: of 2 projects with open targets, none has been silent for too long.\n",
            "有在办目标的2个项目，目前均未超过上报间隔。\n",
        ]
    );
    // One that owes it.
    assert_eq!(
        both(make, "list --silent --as-of 2021-09-07")[0]
            .lines()
            .next(),
        Some("2 of 2 projects owe a report, the longest after 37 days without one.")
    );
    let sandbox = make();
    sandbox.ok("update beihai 35 --on 2021-08-01 --note 重报");
    sandbox.refuses(
        "list --silent --by project",
        "--by 'project': expected one of lead, unit",
        "--by“project”：应为负责人、责任单位之一",
    );
}

/// Entered years later, with nothing reported since June: seen from October, all of it is silent.
#[test]
fn what_was_set_later_than_the_day_asked_for_counts_as_set_all_along() {
    let mut sandbox = Sandbox::new();
    sandbox.at("2026-11-30T09:00:00Z");
    sandbox.ok("init --sample");
    let silent = sandbox.json("list --silent --json --as-of 2021-10-31");
    assert_eq!(silent["expected"], 40);
    assert_eq!(silent["owing"], 40);
    let since = |project: &serde_json::Value| project["silent_days"] == 123;
    assert!(silent["projects"].as_array().unwrap().iter().all(since));
}

/// What was recorded only later was silence then.
#[test]
fn silence_is_what_was_known_of_it() {
    let sandbox = office();
    let known = |line: &str| sandbox.json(&format!("list --silent --json {line}"))["owing"].clone();
    // By 28 October nothing had been reported at all.
    assert_eq!(known("--as-of 2021-10-28 --known-on 2021-10-28"), 7);
    assert_eq!(known("--as-of 2021-10-28"), 3);
}
