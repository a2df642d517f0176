//! The turn of a period: what is unmet is carried on, and leaves the report to what carries it on.

use crate::sandbox::Sandbox;

/// At the end of 2021: a target of each kind.
fn at_the_turn() -> Sandbox {
    let mut sandbox = Sandbox::with_store();
    sandbox.at("2021-07-05T09:00:00Z");
    for line in [
        "add school --en School --lead wang",
        "target school 80 --period 2021H2 --from 0 --commitment strive",
        "add road --en Road",
        "target road 100 --by 2022-03-31 --period 2021H2 --from 0",
        "add plan --en Plan",
        "target plan 100 --by 'as soon as possible' --period 2021H2",
        "add mall --en Mall",
        "add mall/opening --milestone --en opening",
        "target mall/opening done --by 2021-11-30 --period 2021H2",
        "add bridge --en Bridge",
        "target bridge 100 --period 2021H2",
        "add canal --en Canal",
        "target canal 100 --period 2021H2",
        "add depot --en Depot",
        "target depot 100 --period 2021H2",
        "target depot --suspend --reason land --on 2021-07-05",
        "add stop --en Stop",
        "target stop 100 --period 2021Q4",
        "add other --en Other",
        "target other 100 --by 2021-12-31",
        "add rest --en Rest",
        "target rest 100 --by 'as soon as possible' --period 2021H2",
        "target rest --suspend --reason land --on 2021-07-05",
    ] {
        sandbox.ok(line);
    }
    sandbox.at("2021-10-20T09:00:00Z");
    sandbox.ok("update school 50");
    sandbox.ok("update bridge 100");
    sandbox.ok("target canal --drop --reason merged");
    sandbox.at("2022-01-15T09:00:00Z");
    sandbox
}

#[test]
fn what_is_unmet_is_carried_on_once() {
    let sandbox = at_the_turn();
    let before = sandbox.kept();
    let shown = [
        "  school/overall School: overall progress 80 % by 2022-06-30 (unreported, was due 2021-12-31)",
        "  road/overall Road: full completion by 2022-03-31 (no data)",
        "  plan/overall Plan: full completion, undated (undated)",
        "  mall/opening Mall: opening by 2022-06-30 (unreported, was due 2021-11-30)",
        "  depot/overall Depot: full completion by 2022-06-30 (suspended, was due 2021-12-31)",
        "  stop/overall Stop: full completion by 2022-06-30 (unreported, was due 2021-12-31)",
        "  other/overall Other: full completion by 2022-06-30 (unreported, was due 2021-12-31)",
        "  rest/overall Rest: full completion, undated (suspended)",
    ];
    let said = |text: &str, first: &str| {
        let mut lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.remove(0), first);
        let mut expected = shown.to_vec();
        lines.sort_unstable();
        expected.sort_unstable();
        assert_eq!(lines, expected);
    };
    said(
        &sandbox.ok("roll 2021H2 2022H1 --dry-run --lang en"),
        "would carry on 8 targets of 8 projects from 2021H2 into 2022H1 (1 met, 1 given up):",
    );
    assert_eq!(sandbox.kept(), before);
    let done = sandbox.ok("roll 2021H2 2022H1 --lang en");
    let mark = done.split(' ').next().unwrap().to_owned();
    said(
        &done,
        &format!(
            "{mark} 8 targets of 8 projects carried on from 2021H2 into 2022H1 (1 met, 1 given up):"
        ),
    );
    let after = sandbox.kept();
    assert_eq!(
        sandbox.ok("roll 2021H2 2022H1 --lang en"),
        "nothing of 2021H2 to carry on into 2022H1 (1 met, 1 given up, 8 carried on before)\n"
    );
    assert_eq!(
        sandbox.ok("roll 2021年下半年 2022年上半年 --lang zh"),
        "2021年下半年没有需结转至2022年上半年的目标（已完成1项、已取消1项、此前已结转8项）\n"
    );
    assert_eq!(sandbox.kept(), after);
}

#[test]
fn the_one_that_carries_on_speaks_from_then_on_and_counts_the_slip() {
    let sandbox = at_the_turn();
    sandbox.ok("roll 2021H2 2022H1");
    let report = sandbox.json("report --json");
    let rows = report["targets"].as_array().unwrap();
    let of = |code: &str| -> Vec<(&str, &str, String)> {
        let rows = rows.iter().filter(|row| row["project"] == code);
        let text = |row: &'_ serde_json::Value, key: &str| row[key].to_string();
        rows.map(|row| {
            (
                row["status"].as_str().unwrap(),
                row["due"].as_str().unwrap_or("-"),
                text(row, "carried_from") + &text(&row["slip"], "days") + &text(row, "due_implied"),
            )
        })
        .collect()
    };
    assert_eq!(
        of("school"),
        [("unknown", "2022-06-30", "\"2021H2\"181true".to_owned())]
    );
    assert_eq!(
        of("road"),
        [("unknown", "2022-03-31", "\"2021H2\"nullfalse".to_owned())]
    );
    assert_eq!(
        of("plan"),
        [("undated", "-", "\"2021H2\"nullfalse".to_owned())]
    );
    assert_eq!(
        of("mall"),
        [("open", "2022-06-30", "\"2021H2\"212true".to_owned())]
    );
    assert_eq!(
        of("depot"),
        [("suspended", "2022-06-30", "\"2021H2\"181true".to_owned())]
    );
    assert_eq!(
        of("stop"),
        [("unknown", "2022-06-30", "\"2021Q4\"181true".to_owned())]
    );
    // Without a period, it was of the one that it was due in.
    assert_eq!(
        of("other"),
        [("unknown", "2022-06-30", "null181true".to_owned())]
    );
    assert_eq!(
        of("rest"),
        [("suspended", "-", "\"2021H2\"nullfalse".to_owned())]
    );
    // The commitment goes on; the account of the old period keeps its verdict.
    let school = rows.iter().find(|row| row["project"] == "school").unwrap();
    assert_eq!(school["commitment"], "strive");
    let old = sandbox.json("report --period 2021H2 --json");
    let old = old["targets"].as_array().unwrap();
    let school = old.iter().find(|row| row["project"] == "school").unwrap();
    assert_eq!(school["status"], "unreported");
}

#[test]
fn check_says_nothing_new_of_what_was_carried_on() {
    let mut sandbox = at_the_turn();
    sandbox.at("2022-01-01T09:00:00Z");
    let first = sandbox.run("check --new --lang en");
    let codes = |text: &str| {
        let lines = text.lines();
        let codes = lines.map(|line| line.rsplit(' ').next().unwrap().to_owned());
        codes.collect::<Vec<String>>()
    };
    let mut told = codes(&first.out);
    told.sort_unstable();
    assert_eq!(
        told,
        [
            "mall/opening",
            "other/overall",
            "school/overall",
            "stop/overall"
        ]
    );
    sandbox.at("2022-01-15T09:00:00Z");
    sandbox.ok("roll 2021H2 2022H1");
    let quiet = sandbox.run("check --new --lang en");
    assert_eq!((quiet.code, &*quiet.out), (0, ""));
    let left = sandbox.run("check --lang en");
    assert_eq!((left.code, &*left.out), (0, ""));
    // At the end of the new period it is told again.
    sandbox.at("2022-07-01T09:00:00Z");
    let told = sandbox.run("check --new --lang en");
    assert!(told.out.contains("school/overall"), "{}", told.out);
}

#[test]
fn a_target_that_is_there_carries_on_what_fits_it() {
    let sandbox = at_the_turn();
    sandbox.ok("target school 100 --period 2022H1 --new --by 2022-05-31");
    let said = sandbox.ok("roll 2021H2 2022H1 --lang en");
    assert!(
        said.contains(
            "school/overall School: full completion by 2022-05-31 (unreported, was 80 %, was due 2021-12-31)"
        ),
        "{said}"
    );
    let report = sandbox.json("report --json");
    let rows = report["targets"].as_array().unwrap();
    let school: Vec<&serde_json::Value> = rows
        .iter()
        .filter(|row| row["project"] == "school")
        .collect();
    assert_eq!(school.len(), 1);
    assert_eq!(
        (&school[0]["target"], &school[0]["carried_from"]),
        (&100.into(), &"2021H2".into())
    );
    assert_eq!(school[0]["slip"]["days"], 151);
}

#[test]
fn what_it_would_carry_on_can_be_taken_back() {
    let sandbox = at_the_turn();
    let before = sandbox.ok("report --json");
    let done = sandbox.ok("roll 2021H2 2022H1");
    let number = done
        .split(' ')
        .next()
        .unwrap()
        .trim_start_matches('#')
        .to_owned();
    sandbox.ok(&format!("retract {number}"));
    assert_eq!(sandbox.ok("report --json"), before);
    assert!(
        sandbox
            .ok("roll 2021H2 2022H1 --lang en")
            .contains(" 8 targets of 8 projects")
    );
}

#[test]
fn periods_that_do_not_follow_each_other_are_refused() {
    let sandbox = at_the_turn();
    sandbox.refuses(
        "roll 2022H1 2021H2",
        "2021H2 does not begin after 2022H1 ends; give the period that ends first, then the one that follows",
        "2021年下半年不在2022年上半年之后；请先写上一期间，再写下一期间",
    );
    sandbox.refuses(
        "roll 2021 2021Q4",
        "2021Q4 does not begin after 2021 ends; give the period that ends first, then the one that follows",
        "2021年四季度不在2021年之后；请先写上一期间，再写下一期间",
    );
    sandbox.refuses(
        "roll soon 2022",
        "FROM 'soon': not a period; expected 2021, 2021H2, 2021Q4, 2021-11, Jul-Oct 2021, 2021-07-01..2021-09-15 or FY2027H1",
        "FROM“soon”：不是期间；应如2021年、2021年下半年、2021年四季度、2021年11月、2021年7-10月、2021-07-01..2021-09-15、2027财年上半年",
    );
}
