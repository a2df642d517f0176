//! What would change a verdict, as `show` says it.

use crate::sandbox::{Sandbox, both};

fn plot() -> Sandbox {
    let mut sandbox = Sandbox::with_store();
    sandbox.at("2021-07-05T09:00:00Z");
    for line in [
        "add 西侧地块 --code west-plot --en 'West plot'",
        "add west-plot/main --name 主体结构",
        "target west-plot/main 70 --by 2021-12-31 --period 2021H2 --from 0",
        "add west-plot/piles --name 桩基 --unit 根 --total 382",
        "target west-plot/piles 70 --by 2021-12-31 --period 2021H2 --from 0",
    ] {
        sandbox.ok(line);
    }
    sandbox.at("2022-01-05T09:00:00Z");
    for line in [
        "update west-plot/main 9 --on 2021-07-31",
        "update west-plot/main 30 --on 2021-09-30",
        "update west-plot/main 68 --on 2021-12-31",
        "update west-plot/piles 115/382 --on 2021-09-30",
    ] {
        sandbox.ok(line);
    }
    sandbox
}

/// The line under a name, in both languages.
#[track_caller]
fn says(as_of: &str, stage: &str, en: &str, zh: &str) {
    let shown = both(plot, &format!("show west-plot/{stage} --as-of {as_of}"));
    assert!(shown[0].contains(&format!("\n    {en}\n")), "{}", shown[0]);
    assert!(shown[1].contains(&format!("\n    {zh}\n")), "{}", shown[1]);
}

#[test]
fn show_names_the_smallest_change_of_verdict() {
    // 31.5 of 70, half of the time being left: a pace of 1.10 exactly.
    says(
        "2021-09-30",
        "main",
        "change    1.5 more points by 09-30 (31.5 %) would be on track",
        "改评条件  9月30日如多1.5个百分点（31.5%），即为按序时",
    );
    says(
        "2021-07-31",
        "main",
        "change    3.03 points fewer by 07-31 (5.97 %) would be behind",
        "改评条件  7月31日如少3.03个百分点（5.97%），即为未达序时",
    );
    says(
        "2021-12-31",
        "main",
        "change    2 more points by 12-31 (70 %) would be met",
        "改评条件  12月31日如多2个百分点（70%），即为已完成",
    );
    // 121 of 382 are 31.67 %, 120 are 31.41 %.
    says(
        "2021-09-30",
        "piles",
        "change    6 根 more by 09-30 (121 of 382 根) would be on track",
        "改评条件  9月30日如多6根（121/382根），即为按序时",
    );
    // Past due it is what is missing.
    says(
        "2022-01-05",
        "main",
        "missing   2 points = 70 - 68",
        "尚差      2个百分点 = 70 - 68",
    );
    // What is out of date needs a figure.
    let shown = plot().ok("show west-plot/main --as-of 2021-11-30");
    assert!(!shown.contains("    change "), "{shown}");
    assert!(shown.contains("\n    to judge  project update west-plot/main PERCENT --on DATE\n"));
    let shown = plot().json("show west-plot/main --json --as-of 2021-09-30");
    assert_eq!(
        shown["targets"][0]["change"],
        serde_json::json!({"percent": 31.5, "points": 1.5, "status": "on-track", "lamp": "green"})
    );
    let shown = plot().json("show west-plot/main --json --as-of 2021-07-31");
    assert_eq!(
        shown["targets"][0]["change"],
        serde_json::json!({"percent": 5.97, "points": -3.03, "status": "behind", "lamp": "yellow"})
    );
    let shown = plot().json("show west-plot/main --json --as-of 2022-01-05");
    assert!(shown["targets"][0]["change"].is_null());
}
