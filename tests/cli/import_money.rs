//! Money in plans: a stage of its own, whose total is the budget.

use crate::import_columns::{answered, with};
use crate::sandbox::Sandbox;

/// The stage of the money of 金辉: its total, unit, and last amount and percent.
fn money(sandbox: &Sandbox) -> (String, String, String) {
    let shown = sandbox.json("show jinhui --json");
    let mut stages = shown["stages"].as_array().unwrap().iter();
    let stage = stages.find(|stage| stage["code"] == "investment").unwrap();
    assert_eq!(
        (stage["name"].as_str(), stage["name_en"].as_str()),
        (Some("investment"), Some("investment"))
    );
    (
        stage["total"].as_str().unwrap_or_default().to_owned(),
        stage["unit"].as_str().unwrap_or_default().to_owned(),
        stage["reading"]["percent"].to_string(),
    )
}

#[test]
fn money_is_progress_of_its_own() {
    for (text, [total, unit, percent]) in [
        (
            "项目,总投资（万元）,累计完成投资（万元）,截至\n金辉,32000,8000,2021-07-31\n",
            ["32000", "万元", "25"],
        ),
        (
            "项目,计划总投资,完成投资(万元),截至\n金辉,3.2亿元,8000,2021-07-31\n",
            ["32000", "万元", "25"],
        ),
        (
            "project,code,budget (k€),spent,date\n金辉,jinhui,\"1,200\",€0.3m,2021-07-31\n",
            ["1200", "k€", "25"],
        ),
        (
            "截至2021年7月31日,,\n项目,年度计划投资,完成投资\n金辉,1000,1000\n",
            ["1000", "", "100"],
        ),
        (
            "项目,总投资,截至\n金辉,1.5亿,2021-07-31\n",
            ["1.5", "亿元", "null"],
        ),
    ] {
        let sandbox = with("a.csv", text);
        sandbox.ok("import a.csv");
        let expected = (total.to_owned(), unit.to_owned(), percent.to_owned());
        assert_eq!(money(&sandbox), expected, "{text}");
        // No target is made up, and the same again is nothing new.
        assert!(sandbox.rows("target").is_empty());
        assert!(sandbox.said("import a.csv").contains("nothing to import"));
    }
    // Beside the progress and its target.
    let sandbox = with(
        "a.csv",
        "项目,阶段,目标,期限,进度,总投资（万元）,完成投资（万元）\n金辉,主体,80,2021-12-31,30,100,20\n,装修,90,2021-12-31,0,,\n",
    );
    let said = sandbox.refused("import a.csv");
    assert!(said.contains("row 2, 进度 '30'"), "{said}");
    sandbox.ok("import a.csv --on 2021-07-31");
    assert_eq!(money(&sandbox).2, "20");
    assert_eq!(sandbox.rows("target").len(), 2);
    // Next month only what was spent, in the unit of the total, or else it is asked.
    sandbox.write("b.csv", "项目,完成投资（万元）\n金辉,40\n");
    let said = sandbox.refused("import b.csv");
    assert!(said.contains("row 2, 完成投资（万元） '40'"), "{said}");
    sandbox.ok("import b.csv --on 2021-08-01");
    assert_eq!(money(&sandbox).2, "40");
    sandbox.write("b.csv", "项目,完成投资（亿元）\n金辉,0.005\n");
    let said = sandbox.refused("import b.csv --on 2021-08-01");
    assert!(
        said.contains("given in 亿元, while the total of jinhui/investment is in 万元"),
        "{said}"
    );
}

#[test]
fn money_that_cannot_be_so_is_told_by_its_cell() {
    for (text, expected) in [
        (
            "项目,总投资（万元）,完成投资,截至\n金辉,1000,12 $,2021-07-31\n",
            "a.csv row 2, 完成投资 '12 $': cannot be converted to 万元, the unit of the total",
        ),
        (
            "项目,总投资\n金辉,若干\n",
            "a.csv row 2, 总投资 '若干': expected a sum of money",
        ),
        (
            "项目,总投资\n金辉,12\n金辉,13\n",
            "a.csv row 3, 总投资 '13': ",
        ),
    ] {
        let sandbox = with("a.csv", text);
        let said = sandbox.refused("import a.csv");
        assert!(said.contains(expected), "{said}");
    }
    // What was spent may be of the year.
    let text = "项目,总投资,年度计划投资,完成投资,截至\n金辉,1000,200,100,2021-07-31\n";
    let asked = "'完成投资' may be part of '总投资' or of '年度计划投资'; add --map 年度计划投资=- for a part of '总投资', or --map 总投资=- for a part of '年度计划投资'";
    let asked_zh = "“完成投资”可能对应“总投资”，也可能对应“年度计划投资”；请加 --map 年度计划投资=-（对应“总投资”），或 --map 总投资=-（对应“年度计划投资”）";
    for (answer, percent) in [("年度计划投资=-", "10"), ("总投资=-", "50")] {
        let sandbox = answered(text, asked, asked_zh, &format!("--map {answer}"));
        assert_eq!(money(&sandbox).2, percent);
    }
    let sandbox = with("a.csv", "项目,总投资,年度计划投资\n金辉,1000,200\n");
    let said = sandbox.said("import a.csv");
    assert!(said.contains("passed over column '年度计划投资'"), "{said}");
}

#[test]
fn more_spent_than_there_is_to_spend_is_kept_and_told() {
    let text = "项目,总投资（万元）,完成投资,截至\n金辉,100,110,2021-07-31\n";
    for (language, told) in [
        (
            "en",
            "warning: a.csv row 2: 110 spent of 100 is more than there is to spend; the amount is kept, and counts as 100 %\n",
        ),
        (
            "zh",
            "提示：a.csv 第2行：完成投资110超过总额100；金额照记，进度按100%计\n",
        ),
    ] {
        let sandbox = with("a.csv", text);
        let said = sandbox.run(&format!("import a.csv --lang {language}"));
        assert_eq!(said.code, 0);
        assert!(said.err.contains(told), "{}", said.err);
        assert_eq!(money(&sandbox).2, "100");
        let reading = &sandbox.rows("reading")[0];
        assert_eq!(
            [&reading["amount"], &reading["total"], &reading["percent"]].map(ToString::to_string),
            ["110000", "100000", "10000"]
        );
        assert!(sandbox.said("import a.csv").contains("nothing to import"));
    }
    // It goes out and in again.
    let sandbox = with("a.csv", text);
    sandbox.ok("import a.csv");
    sandbox.ok("export --format csv -o out");
    sandbox.ok("init --db copy.db");
    sandbox.ok("import --db copy.db out/projects.csv out/stages.csv out/readings.csv");
    assert_eq!(
        sandbox.json("show jinhui --json")["stages"],
        sandbox.json("show jinhui --json --db copy.db")["stages"]
    );
    // A quantity that is typed is more likely a slip.
    let said = sandbox.refused("update jinhui/investment --amount 120 --on 2021-08-01");
    assert!(said.contains("120 is more than the total of 100"), "{said}");
}

#[test]
fn without_a_budget_what_was_spent_is_not_kept_and_that_is_told_once() {
    for budget in ["0", "", "—", "0.00"] {
        let sandbox = with(
            "a.csv",
            &format!(
                "项目,阶段,目标,总投资,完成投资,截至\n金辉,主体,80,{budget},12,2021-07-31\n酒店,主体,80,{budget},12,2021-07-31\n学校,主体,80,100,12,2021-07-31\n"
            ),
        );
        let said = sandbox.run("import a.csv");
        assert_eq!(said.code, 0, "{}", said.err);
        assert!(
            said.err.starts_with(
                "warning: a.csv row 2: what was spent is not kept, since there is no budget over 0 that it is part of\nwarning: … and 1 more likewise without a budget\n"
            ),
            "{budget}: {}",
            said.err
        );
        let stages = sandbox.json("show jinhui --json")["stages"].to_string();
        assert!(!stages.contains("investment"), "{stages}");
        let school = sandbox.json("show xuexiao --json")["stages"].to_string();
        assert!(school.contains("investment"), "{school}");
    }
    // Nothing to spend and nothing spent needs no word.
    let sandbox = with(
        "a.csv",
        "项目,阶段,目标,总投资,完成投资\n金辉,主体,80,0,0\n",
    );
    assert!(!sandbox.said("import a.csv").contains("warning"));
    // Where the record has the budget, it need not be said again.
    let sandbox = with("a.csv", "项目,总投资\n金辉,100\n");
    sandbox.ok("import a.csv");
    sandbox.write("b.csv", "项目,完成投资,截至\n金辉,12,2021-07-31\n");
    assert!(!sandbox.said("import b.csv").contains("warning"));
    assert_eq!(money(&sandbox).2, "12");
}

#[test]
fn the_unit_of_money_stands_where_offices_write_it() {
    for (text, unit) in [
        (
            "单位：万元,,,\n项目,总投资,完成投资,截至\n金辉,1000,250,2021-07-31\n",
            "万元",
        ),
        (
            "重点项目表,,,（单位：万元）\n项目,总投资,完成投资,截至\n金辉,1000,250,2021-07-31\n",
            "万元",
        ),
        (
            "金额单位：亿元、%,,,\n项目,总投资,完成投资,截至\n金辉,1000,250,2021-07-31\n",
            "亿元",
        ),
        (
            "(in USD m),,,\nproject,budget,spent,date\n金辉,1000,250,2021-07-31\n",
            "USD m",
        ),
        (
            "All amounts in 10k CNY,,,\nproject,budget,spent,date\n金辉,1000,250,2021-07-31\n",
            "10k CNY",
        ),
        (
            "项目,总投资,完成投资,截至\n,万元,万元,\n金辉,1000,250,2021-07-31\n",
            "万元",
        ),
        (
            "项目,总投资,完成投资,进度,截至\n,（万元）,（万元）,（%）,\n金辉,1000,250,,2021-07-31\n",
            "万元",
        ),
        (
            "project,budget (in 10k CNY),spent,date\n金辉,1000,250,2021-07-31\n",
            "10k CNY",
        ),
        (
            "project,Budget USD m,Spent USD m,date\n金辉,1000,250,2021-07-31\n",
            "USD m",
        ),
        (
            "项目,总投资(单位：万元),完成投资,截至\n金辉,1000,250,2021-07-31\n",
            "万元",
        ),
        (
            "项目,总投资/万元,完成投资/万元,截至\n金辉,1000,250,2021-07-31\n",
            "万元",
        ),
        (
            "项目,总投资万元,完成投资万元,截至\n金辉,1000,250,2021-07-31\n",
            "万元",
        ),
        // What a column says itself goes before the title.
        (
            "单位：万元,,,\n项目,总投资（亿元）,完成投资,截至\n金辉,1000,250,2021-07-31\n",
            "亿元",
        ),
    ] {
        let sandbox = with("a.csv", text);
        sandbox.ok("import a.csv");
        let (total, given, percent) = money(&sandbox);
        assert_eq!((total.as_str(), given.as_str()), ("1000", unit), "{text}");
        let is_of_title = text.contains("总投资（亿元）,完成投资,");
        assert_eq!(percent, if is_of_title { "0" } else { "25" }, "{text}");
        assert_eq!(sandbox.rows("project").len(), 1, "{text}");
    }
    // Whose sheet it is, is no unit of money.
    let sandbox = with(
        "a.csv",
        "填报单位：住建局,,,\n项目,总投资,完成投资,截至\n金辉,1000,250,2021-07-31\n",
    );
    sandbox.ok("import a.csv");
    assert_eq!(money(&sandbox).1, "");
}

#[test]
fn what_there_is_to_spend_stands_beside_its_stage() {
    let sandbox = with("a.csv", "项目,总投资（万元）\n金辉,32000\n");
    sandbox.ok("import a.csv");
    let [en, zh] = ["en", "zh"].map(|lang| sandbox.ok(&format!("show jinhui --lang {lang}")));
    assert!(
        en.contains("\ninvestment  investment (measured, total 32000 万元)\n"),
        "{en}"
    );
    assert!(
        zh.contains("\ninvestment  投资（按百分比，共32000万元）\n"),
        "{zh}"
    );
}
