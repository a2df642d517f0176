//! Projects whose names hold a `/`, as in `CODE/STAGE`.

use crate::sandbox::Sandbox;

#[test]
fn a_whole_name_with_a_slash_is_typed_as_it_is() {
    let mut sandbox = Sandbox::new();
    sandbox.at("2021-09-01T09:00:00Z");
    sandbox.ok("init");
    sandbox.write(
        "plan.csv",
        "name,stage,percent,due\nWi-Fi rollout / HQ,overall,100,2021-12-31\n\
         CRM/ERP link,overall,100,2021-12-31\n\
         Water Main Replacement/Phase 2,main,100,2021-12-31\n\
         Water Main Replacement/Phase 3,main,100,2021-12-31\n",
    );
    sandbox.ok("import plan.csv --yes --new");
    assert!(
        sandbox
            .ok("show 'Wi-Fi rollout / HQ'")
            .contains("Wi-Fi rollout / HQ")
    );
    assert!(sandbox.ok("show 'crm/erp link'").contains("CRM/ERP link"));
    sandbox.ok("update 'CRM/ERP link' 61");
    assert!(sandbox.ok("show crm-erp-link").contains("61"));
    sandbox.ok("update 'Water Main Replacement/Phase 2/main' 5");
    assert!(sandbox.ok("show water-main-phase-2/main").contains('5'));
    assert!(
        sandbox
            .ok("show 'Water Main Replacement/Phase 3/main'")
            .starts_with("water-main-phase-3")
    );
    sandbox.ok("target 'CRM/ERP link' 90 --by 2021-12-31");
    sandbox.ok("edit 'CRM/ERP link' --lead Chen");
    assert!(sandbox.ok("show crm-erp-link").contains("Chen"));
}

#[test]
fn a_name_with_a_slash_is_added_where_no_project_is_meant_before_it() {
    let sandbox = Sandbox::new();
    sandbox.ok("init");
    sandbox.ok("add 'Bridge C/North'");
    sandbox.ok("add 'Bridge C/South' --new");
    let listed = sandbox.ok("list");
    for code in ["bridge-c-north", "bridge-c-south"] {
        assert!(listed.contains(code), "{listed}");
    }
    // A stage of one that is there, and what may be a slip of its code.
    sandbox.ok("add bridge-c-north/deck");
    let said = sandbox.refused("add brigde-c-north/piers");
    assert!(said.contains("bridge-c-north"), "{said}");
    // What only a stage has makes it a stage.
    let said = sandbox.refused("add 'Harbour X/North' --milestone");
    assert!(said.contains("Harbour X"), "{said}");
}

#[test]
fn the_number_of_a_target_stands_behind_a_name_with_a_slash_too() {
    let mut sandbox = Sandbox::new();
    sandbox.at("2021-09-01T09:00:00Z");
    sandbox.ok("init");
    sandbox.write(
        "plan.csv",
        "name,stage,percent,due,period\nCRM/ERP,link,40,2021-12-31,2021H2\n\
         CRM/ERP,link,80,2022-06-30,2022H1\nCRM/ERP,tests,100,2022-06-30,2022H1\n\
         Jinhui,overall,60,2021-12-31,2021H2\nJinhui,overall,90,2022-06-30,2022H1\n\
         Pier/Dock#2,overall,50,2021-12-31,2021H2\n",
    );
    sandbox.ok("import plan.csv --yes --new");
    let goal = |code: &str, stage: &str, number: u64| {
        let report = sandbox.json("report --period all --format json");
        let rows = report["targets"].as_array().unwrap().iter();
        let mut found = rows.filter(|row| {
            row["project"] == code && row["stage"] == stage && row["number"] == number
        });
        found.next().unwrap()["target"].to_string()
    };
    for (typed, percent, is) in [
        // The only stage with a second target, and the first one by its name.
        ("'CRM/ERP#2' 85", "85", ("crm-erp", "link", 2)),
        ("'CRM/ERP/link#1' 45", "45", ("crm-erp", "link", 1)),
        ("'crm/erp/tests#1' 95", "95", ("crm-erp", "tests", 1)),
        ("'crm-erp/link#2' 86", "86", ("crm-erp", "link", 2)),
        ("'jinhui#2' 91", "91", ("jinhui", "overall", 2)),
        ("'Jinhui#1' 61", "61", ("jinhui", "overall", 1)),
        // A name that ends in what looks like a number is the name.
        ("'Pier/Dock#2' 55", "55", ("pier-dock-2", "overall", 1)),
        ("'Pier/Dock#2#1' 56", "56", ("pier-dock-2", "overall", 1)),
    ] {
        sandbox.ok(&format!("target {typed}"));
        let (code, stage, number) = is;
        assert_eq!(goal(code, stage, number), percent, "{typed}");
    }
    let said = sandbox.refused("target 'CRM/ERP/link#7' 50");
    assert!(said.contains("crm-erp/link"), "{said}");
}
