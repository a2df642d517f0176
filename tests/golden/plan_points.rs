//! A plan along points, worked out by hand, through the real program and by both rules.
//!
//! 80 % by 31 December from 0 % on 30 June: 184 days. The points are 20 % on 31 August (day 62),
//! still 20 % on 31 October (day 123), and 60 % on 30 November (day 153).

use serde_json::{Value, json};

use crate::sandbox::Sandbox;

const POINTS: &str = "2021-08-31:20 2021-10-31:20 2021-11-30:60";

/// A store with one target along the points, and its readings `PERCENT@DAY`.
fn store(baseline: &str, points: &str, readings: &str) -> Sandbox {
    let mut sandbox = Sandbox::new();
    sandbox.at("2022-06-01T09:00:00Z");
    sandbox.ok("init");
    sandbox.write("projects.csv", "code,name\np,P\n");
    sandbox.write(
        "targets.csv",
        format!("project,stage,percent,due,period,baseline,via,decided_on\np,s,80,2021-12-31,2021H2,{baseline},{points},2021-06-01\n"),
    );
    let rows: String = readings
        .split_whitespace()
        .map(|reading| {
            let (percent, day) = reading.split_once('@').unwrap();
            format!("p,s,{percent},{day}\n")
        })
        .collect();
    sandbox.write(
        "readings.csv",
        format!("project,stage,percent,as_of\n{rows}"),
    );
    sandbox.ok("import projects.csv targets.csv readings.csv");
    sandbox
}

fn on(sandbox: &Sandbox, day: &str) -> Value {
    let report = sandbox.json(&format!("report --period all --format json --as-of {day}"));
    report["targets"][0].clone()
}

/// Status, planned, variance, pace and lag.
#[track_caller]
fn is(target: &Value, status: &str, figures: [f64; 4]) {
    assert_eq!(target["status"], status);
    let found =
        ["planned", "variance", "pace", "lag_days"].map(|key| target[key].as_f64().unwrap());
    assert_eq!(found, figures);
}

fn by_gap(sandbox: &Sandbox) {
    sandbox.write("settings.csv", "key,value\nrule,gap\n");
    sandbox.ok("import settings.csv --yes");
}

#[test]
fn on_the_first_slope() {
    let sandbox = store("0", POINTS, "8@2021-07-31");
    let t = on(&sandbox, "2021-07-31");
    // Planned 20 x 31/62. The plan stood at 8 on day 62 x 8/20 = 24.8; k = 159.2/153 = 1.0405.
    is(&t, "on-track", [10.0, -2.0, 1.04, 6.2]);
    assert_eq!(t["need_per_day"], json!(0.47));
    // Due + 6.2 days; 159.2 planned days to go: 39.8, and with half of 184 more 251.2, after 31 July.
    let forecast = json!({"finish": "2022-01-07", "from": "2021-09-09", "to": "2022-04-09", "if_started_now": false});
    assert_eq!(t["forecast"], forecast);
    by_gap(&sandbox);
    // 10 % of the way against 12.5 %.
    is(
        &on(&sandbox, "2021-07-31"),
        "on-track",
        [10.0, -2.0, 1.04, 6.2],
    );
}

#[test]
fn on_the_flat_piece_the_day_nearest_the_reading_counts() {
    let sandbox = store("0", POINTS, "20@2021-09-30");
    let t = on(&sandbox, "2021-09-30");
    // Day 92 lies on it: no lag at all.
    is(&t, "on-track", [20.0, 0.0, 1.0, 0.0]);
    // 22.5 would be ahead, which is green too; 17.5 (day 54.25, k = 129.75/92 = 1.41) behind.
    assert_eq!(t["flags"], json!(["borderline"]));
    let shown = sandbox.ok("show p --as-of 2021-09-30");
    assert!(
        shown.contains("20 may be rounded: 17.5 would be behind"),
        "{shown}"
    );
    // The same figure two weeks after the piece has ended counts as its last day.
    let sandbox = store("0", POINTS, "20@2021-11-15");
    let t = on(&sandbox, "2021-11-15");
    // Planned 20 + 40 x 15/30; lag 138 - 123; k = (184 - 123)/(184 - 138) = 61/46 = 1.326.
    is(&t, "behind", [40.0, -20.0, 1.33, 15.0]);
    // And before it has begun, as its first: 31 days ahead, k = 122/153.
    let sandbox = store("0", POINTS, "20@2021-07-31");
    let t = on(&sandbox, "2021-07-31");
    is(&t, "ahead", [10.0, 10.0, 0.8, -31.0]);
}

#[test]
fn under_a_flat_piece_pace_is_stern_and_gap_is_not() {
    let sandbox = store("0", POINTS, "18@2021-09-30");
    let t = on(&sandbox, "2021-09-30");
    // Day 55.8 by the plan; k = 128.2/92 = 1.3935. Due + 36.2 days.
    is(&t, "behind", [20.0, -2.0, 1.39, 36.2]);
    // 128.2 days to go: 32.05, and with half of 184 more 220.2.
    let forecast = json!({"finish": "2022-02-06", "from": "2021-11-02", "to": "2022-05-09", "if_started_now": false});
    assert_eq!(t["forecast"], forecast);
    by_gap(&sandbox);
    // 22.5 % of the way against 25 %.
    is(
        &on(&sandbox, "2021-09-30"),
        "on-track",
        [20.0, -2.0, 1.39, 36.2],
    );
}

#[test]
fn on_the_steep_slope() {
    // Day 126 by the plan: k = 58/46 = 1.2609. 30 % of the way against 50 %.
    let sandbox = store("0", POINTS, "24@2021-11-15");
    is(
        &on(&sandbox, "2021-11-15"),
        "behind",
        [40.0, -16.0, 1.26, 12.0],
    );
    by_gap(&sandbox);
    is(
        &on(&sandbox, "2021-11-15"),
        "behind",
        [40.0, -16.0, 1.26, 12.0],
    );
    let shown = sandbox.ok("show p --as-of 2021-11-15");
    assert!(shown.contains("gap       20.0 points"), "{shown}");
    // Day 37.2 by the plan: k = 146.8/46 = 3.19. 15 % of the way against 50 %.
    let sandbox = store("0", POINTS, "12@2021-11-15");
    is(
        &on(&sandbox, "2021-11-15"),
        "critical",
        [40.0, -28.0, 3.19, 100.8],
    );
    by_gap(&sandbox);
    is(
        &on(&sandbox, "2021-11-15"),
        "critical",
        [40.0, -28.0, 3.19, 100.8],
    );
}

#[test]
fn on_the_last_slope() {
    // Planned 60 + 20 x 15/31 = 69.677. Day 153 + 31 x 10/20 = 168.5 by the plan; k = 15.5/16.
    let sandbox = store("0", POINTS, "70@2021-12-15");
    is(
        &on(&sandbox, "2021-12-15"),
        "on-track",
        [69.68, 0.32, 0.97, -0.5],
    );
    // Day 123 + 30 x 30/40 = 145.5 by the plan; k = 38.5/16 = 2.406. The gap is 19.677/80 = 24.6
    // points of the way: behind, not critical.
    let sandbox = store("0", POINTS, "50@2021-12-15");
    is(
        &on(&sandbox, "2021-12-15"),
        "critical",
        [69.68, -19.68, 2.41, 22.5],
    );
    by_gap(&sandbox);
    is(
        &on(&sandbox, "2021-12-15"),
        "behind",
        [69.68, -19.68, 2.41, 22.5],
    );
}

#[test]
fn below_the_baseline_earned_days_go_by_the_average_speed() {
    // From 10 % on day 0 to 20 % on day 62: planned 15. Earned 184 x (5 - 10)/70 = -13.143 days;
    // k = 197.143/153 = 1.2885.
    let sandbox = store("10", POINTS, "5@2021-07-31");
    is(
        &on(&sandbox, "2021-07-31"),
        "behind",
        [15.0, -10.0, 1.29, 44.14],
    );
}

#[test]
fn points_over_the_target_are_held_at_it() {
    // 90 on 30 November counts as 80. Day 123 + 30 x 59/60 = 152.5; k = 31.5/16 = 1.969.
    let sandbox = store("0", "2021-10-31:20 2021-11-30:90", "79@2021-12-15");
    is(
        &on(&sandbox, "2021-12-15"),
        "behind",
        [80.0, -1.0, 1.97, 15.5],
    );
    let shown = sandbox.ok("show p --as-of 2021-12-15");
    assert!(
        shown.contains("planned   80.0 % on 12-15 = day 168 of 184 on the plan 0@06-30 → 20@10-31 → 80@11-30 → 80@12-31"),
        "{shown}"
    );
}

#[test]
fn with_a_late_baseline_the_points_before_it_are_dropped() {
    // 25 on 15 September is day 0 of 107: 31 August goes, 31 October (day 46) is held at 25, 30
    // November is day 76. On 15 November, day 61: planned 25 + 35 x 15/30 = 42.5; 30 is day
    // 46 + 30 x 5/35 = 50.286; k = 56.714/46 = 1.2329.
    let sandbox = store("", POINTS, "25@2021-09-15 30@2021-11-15");
    let t = on(&sandbox, "2021-11-15");
    is(&t, "behind", [42.5, -12.5, 1.23, 10.71]);
    assert_eq!(t["baseline"], json!({"percent": 25, "on": "2021-09-15"}));
    let shown = sandbox.ok("show p --as-of 2021-11-15");
    assert!(
        shown.contains("planned   42.5 % on 11-15 = day 61 of 107 on the plan 25@09-15 → 25@10-31 → 60@11-30 → 80@12-31"),
        "{shown}"
    );
}

#[test]
fn the_curve_and_the_arithmetic_are_shown_in_both_languages() {
    let sandbox = store("0", POINTS, "24@2021-11-15");
    let shown = sandbox.ok("show p --as-of 2021-11-15 --lang en");
    for line in [
        "planned   40.0 % on 11-15 = day 138 of 184 on the plan 0@06-30 → 20@08-31 → 20@10-31 → 60@11-30 → 80@12-31",
        "variance  -16.0 points = 24 - 40.0",
        "pace      1.26 = 58.0 planned days of work / 46 days from the reading (over 1: faster than planned from now on)",
        "lag       12.0 days = day 138 now - day 126.0 by the plan (negative: ahead)",
        "need      1.22 points a day = (80 - 24) / 46 days",
    ] {
        assert!(shown.contains(line), "{line}\n{shown}");
    }
    let shown = sandbox.ok("show p --as-of 2021-11-15 --lang zh");
    let line = "序时应达  11月15日应达40.0% = 计划曲线0@6月30日 → 20@8月31日 → 20@10月31日 → 60@11月30日 → 80@12月31日，第138天/共184天";
    assert!(shown.contains(line), "{shown}");
    // The points go out and in unchanged.
    sandbox.ok("export --format csv -o out");
    let targets = std::fs::read_to_string(sandbox.path("out/targets.csv")).unwrap();
    let points: Vec<String> = POINTS.split(' ').map(|point| format!("{point}%")).collect();
    assert!(targets.contains(&points.join(" ")), "{targets}");
}

#[test]
fn a_point_outside_the_plan_is_refused_and_the_plan_stays() {
    let sandbox = store("0", POINTS, "24@2021-11-15");
    let before = on(&sandbox, "2021-11-15");
    for (points, en, zh) in [
        (
            format!("2021-06-30:5 {POINTS}"),
            "the plan point of 2021-06-30 is not between 2021-06-30, when the plan starts, and 2021-12-31, when it is due",
            "2021年6月30日的计划点不在计划起点2021年6月30日与时限2021年12月31日之间",
        ),
        (
            format!("{POINTS} 2021-12-31:80"),
            "the plan point of 2021-12-31 is not between 2021-06-30, when the plan starts, and 2021-12-31, when it is due",
            "2021年12月31日的计划点不在计划起点2021年6月30日与时限2021年12月31日之间",
        ),
    ] {
        sandbox.write(
            "again.csv",
            format!("project,stage,percent,due,period,baseline,via,decided_on\np,s,80,2021-12-31,2021H2,0,{points},2021-07-01\n"),
        );
        let said = sandbox.refused("import again.csv --lang zh");
        assert!(said.contains("again.csv 第2行 via"), "{said}");
        assert!(said.contains(zh), "{said}");
        let said = sandbox.refused("import again.csv");
        assert!(said.contains("again.csv row 2, via "), "{said}");
        assert!(said.contains(en), "{said}");
        assert_eq!(on(&sandbox, "2021-11-15"), before);
    }
}
