//! The worked examples B to J, each figure, through the real program.

use serde_json::{Value, json};

use crate::sandbox::Sandbox;

/// A store with one target and its readings, recorded long after.
fn store(target: &str, readings: &str) -> Sandbox {
    let mut sandbox = Sandbox::new();
    sandbox.at("2022-06-01T09:00:00Z");
    sandbox.ok("init");
    sandbox.write("projects.csv", "code,name\np,P\n");
    sandbox.write(
        "targets.csv",
        format!("project,stage,percent,due,period,start,baseline,decided_on\n{target}\n"),
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

fn flags(target: &Value) -> Vec<&str> {
    let flags = target["flags"].as_array().unwrap();
    flags.iter().map(|flag| flag.as_str().unwrap()).collect()
}

#[test]
fn b_the_west_plot_by_its_readings() {
    let sandbox = store(
        "p,s,70,2021-12-31,2021H2,,0,2021-07-01",
        "9@2021-07-31 18@2021-08-31 30@2021-09-30 44@2021-10-31 57@2021-11-30 68@2021-12-31 70@2022-01-15",
    );
    let t = on(&sandbox, "2021-07-31");
    assert_eq!(t["status"], "on-track");
    // 70 x 31/184 = 11.793; lag 31 - 184 x 9/70 = 7.343; k = (61/70) / (153/184) = 1.0480.
    assert_eq!(t["planned"], json!(11.79));
    assert_eq!(t["lag_days"], json!(7.34));
    assert_eq!(t["pace"], json!(1.05));
    assert_eq!(t["baseline"], json!({"percent": 0, "on": "2021-06-30"}));

    let t = on(&sandbox, "2021-09-30");
    assert_eq!(t["status"], "behind");
    assert_eq!(t["planned"], 35);
    assert_eq!(t["variance"], -5);
    // 92 - 184 x 30/70 = 13.143; k = (40/70) / (92/184) = 1.1429; 40 points in 92 days.
    assert_eq!(t["lag_days"], json!(13.14));
    assert_eq!(t["pace"], json!(1.14));
    assert_eq!(t["need_per_day"], json!(0.43));
    // 30 points in 92 days.
    assert_eq!(t["made_per_day"], json!(0.33));
    // Remaining planned days 105.143: a quarter 26.3; and half of 184 more, 197.1; after 30
    // September.
    assert_eq!(
        t["forecast"],
        json!({"finish": "2022-01-14", "from": "2021-10-27", "to": "2022-04-16", "if_started_now": false})
    );
    assert_eq!(flags(&t), ["borderline"]);
    let shown = sandbox.ok("show p --as-of 2021-09-30");
    assert!(shown.contains("32.5 would be on track"), "{shown}");

    let t = on(&sandbox, "2021-11-30");
    assert_eq!(t["status"], "behind");
    // 70 x 153/184 = 58.207; lag 153 - 184 x 57/70 = 3.171; k = (13/70) / (31/184) = 1.1023.
    assert_eq!(t["planned"], json!(58.21));
    assert_eq!(t["lag_days"], json!(3.17));
    assert_eq!(t["pace"], json!(1.1));
    // 31 days left: not due soon.
    assert_eq!(flags(&t), ["borderline"]);
    let shown = sandbox.ok("show p --as-of 2021-11-30");
    assert!(shown.contains("pace      1.102 "), "{shown}");
    assert!(shown.contains("57.5 would be on track"), "{shown}");

    let t = on(&sandbox, "2021-12-31");
    assert_eq!(t["status"], "critical");
    assert_eq!(t["days_left"], 0);
    assert_eq!(t["pace"], Value::Null);
    assert_eq!(t["pace_infinite"], true);
    assert_eq!(t["need_per_day"], 2);
    assert_eq!(flags(&t), ["urgent"]);

    let t = on(&sandbox, "2022-01-01");
    assert_eq!(t["status"], "overdue");
    assert_eq!(t["days_left"], -1);
    assert_eq!(t["planned"], Value::Null);
    assert_eq!(t["made_per_day"], Value::Null);
    // 184 - 184 x 68/70 = 5.257 days after 31 December, which is 6 January; till then it may be so.
    assert_eq!(t["forecast"]["finish"], "2022-01-06");
    assert_eq!(t["would_have_finished"], Value::Null);
    let t = on(&sandbox, "2022-01-07");
    assert_eq!(t["forecast"], Value::Null);
    assert_eq!(t["would_have_finished"], "2022-01-06");
    let shown = sandbox.ok("show p --as-of 2022-01-07");
    let line =
        "at the planned speed it would have been done by 2022-01-06; nothing since 2021-12-31";
    assert!(shown.contains(line), "{shown}");

    let t = on(&sandbox, "2022-01-15");
    assert_eq!(t["status"], "met-late");
    assert_eq!(t["met_on"], "2022-01-15");
}

#[test]
fn c_xingcheng_catches_up() {
    let sandbox = store(
        "p,s,50,2021-12-31,2021H2,,0,2021-07-01",
        "0@2021-07-31 4@2021-08-31 10@2021-09-30 15@2021-10-31 40@2021-11-30 50@2021-12-30",
    );
    let t = on(&sandbox, "2021-07-31");
    assert_eq!(t["status"], "behind");
    assert_eq!(t["lag_days"], 31);
    // 184/153.
    assert_eq!(t["pace"], json!(1.2));
    // All of 184 days after 31 July, as if it started then.
    assert_eq!(t["forecast"]["finish"], "2022-01-31");
    assert_eq!(t["forecast"]["if_started_now"], true);
    let shown = sandbox.ok("show p --as-of 2021-07-31");
    let line = "nothing done yet; if it starts now at the planned speed: 2022-01-31";
    assert!(shown.contains(line), "{shown}");
    let t = on(&sandbox, "2021-09-30");
    assert_eq!(t["status"], "behind");
    assert_eq!(t["planned"], 25);
    // 92 - 184 x 10/50.
    assert_eq!(t["lag_days"], json!(55.2));
    assert_eq!(t["pace"], json!(1.6));
    let t = on(&sandbox, "2021-10-31");
    assert_eq!(t["status"], "critical");
    assert_eq!(flags(&t), ["borderline"]);
    // (35/50) / (61/184) = 2.111; with 17.5 (32.5/50) / (61/184) = 1.961.
    assert_eq!(t["pace"], json!(2.11));
    let shown = sandbox.ok("show p --as-of 2021-10-31");
    assert!(shown.contains("17.5 would be behind"), "{shown}");
    let t = on(&sandbox, "2021-11-30");
    assert_eq!(t["status"], "behind");
    assert_eq!(flags(&t), ["borderline"]);
    assert_eq!(t["pace"], json!(1.19));
    let shown = sandbox.ok("show p --as-of 2021-11-30");
    assert!(shown.contains("42.5 would be ahead"), "{shown}");
    let t = on(&sandbox, "2021-12-31");
    assert_eq!(t["status"], "met");
    assert_eq!(t["met_on"], "2021-12-30");
}

#[test]
fn d_jinhui_is_judged_by_the_whole_works_alone() {
    let mut sandbox = Sandbox::new();
    sandbox.at("2022-06-01T09:00:00Z");
    sandbox.ok("init --sample");
    sandbox.write(
        "readings.csv",
        "project,stage,percent,as_of\njinhui,overall,58,2021-07-31\n\
         jinhui,overall,63,2021-08-31\njinhui,overall,68,2021-09-30\n",
    );
    sandbox.ok("import readings.csv");
    let jinhui = |day: &str| {
        let report = sandbox.json(&format!("report --period all --format json --as-of {day}"));
        let targets = report["targets"].as_array().unwrap();
        targets
            .iter()
            .find(|t| t["project"] == "jinhui")
            .unwrap()
            .clone()
    };
    let t = jinhui("2021-07-31");
    assert_eq!(
        (t["status"].as_str(), t["reason"].as_str()),
        (Some("unknown"), Some("first-figure"))
    );
    assert_eq!(t["baseline"], json!({"percent": 58, "on": "2021-07-31"}));
    assert!(flags(&t).contains(&"late-baseline"));
    let t = jinhui("2021-09-30");
    assert_eq!(t["status"], "on-track");
    // 58 + 22 x 61/153 = 66.771; k = (12/22) / (92/153) = 0.9071; lag 61 - 153 x 10/22 = -8.545.
    assert_eq!(t["planned"], json!(66.77));
    assert_eq!(t["pace"], json!(0.91));
    assert_eq!(t["lag_days"], json!(-8.55));
    assert_eq!(t["forecast"]["finish"], "2021-12-23");
    let t = jinhui("2021-12-31");
    assert_eq!(t["reason"], "stale");
    assert_eq!(t["planned"], Value::Null);
    assert_eq!(jinhui("2022-01-01")["status"], "unreported");
}

#[test]
fn e_farmland_is_met_late() {
    let mut sandbox = Sandbox::new();
    sandbox.at("2022-06-01T09:00:00Z");
    sandbox.ok("init --sample");
    sandbox.write(
        "readings.csv",
        "project,stage,percent,as_of\nfarmland,overall,80,2021-07-15\n\
         farmland,overall,92,2021-07-31\nfarmland,overall,100,2021-08-20\n",
    );
    sandbox.ok("import readings.csv");
    let farmland = |day: &str| {
        let report = sandbox.json(&format!("report --period all --format json --as-of {day}"));
        let targets = report["targets"].as_array().unwrap();
        targets
            .iter()
            .find(|t| t["project"] == "farmland")
            .unwrap()
            .clone()
    };
    let t = farmland("2021-07-31");
    assert_eq!(t["status"], "critical");
    assert_eq!(t["days_left"], 0);
    assert_eq!(t["baseline"], json!({"percent": 65, "on": "2021-06-30"}));
    let t = farmland("2021-09-30");
    assert_eq!(t["status"], "met-late");
    assert_eq!(t["met_on"], "2021-08-20");
}

#[test]
fn f_a_pace_of_exactly_0_90_is_on_track_and_not_ahead() {
    // B is 31 December; 20 days later it falls due, 4 days later it stands at 14 of 50.
    let sandbox = store("p,s,50,2021-01-20,2021H1,,0,2021-01-01", "14@2021-01-04");
    let t = on(&sandbox, "2021-01-04");
    assert_eq!(t["pace"], json!(0.9));
    assert_eq!(t["status"], "on-track");
    let sandbox = store("p,s,50,2021-01-20,2021H1,,0,2021-01-01", "14.01@2021-01-04");
    assert_eq!(on(&sandbox, "2021-01-04")["status"], "ahead");
}

#[test]
fn g_silence_never_improves_a_verdict() {
    let target = "p,s,100,2021-12-31,2021H2,,0,2021-07-01";
    let sandbox = store(target, "10@2021-09-25");
    let t = on(&sandbox, "2021-10-31");
    assert_eq!(t["status"], "behind");
    // (90/100) / (97/184).
    assert_eq!(t["pace"], json!(1.71));
    assert!(!flags(&t).contains(&"stale"));
    for day in ["2021-11-01", "2021-12-31"] {
        let t = on(&sandbox, day);
        assert_eq!(t["status"], "behind", "{day}");
        assert_eq!(t["rule"], 13);
        assert_eq!(t["pace"], json!(1.71));
        assert!(flags(&t).contains(&"stale"), "{day}");
    }
    assert_eq!(on(&sandbox, "2022-01-01")["status"], "unreported");
    let sandbox = store(target, "62@2021-09-28");
    assert_eq!(on(&sandbox, "2021-10-31")["status"], "ahead");
    let t = on(&sandbox, "2021-11-04");
    assert_eq!(t["status"], "unknown");
    assert_eq!(t["reason"], "stale");
}

#[test]
fn h_weekly_reports_leave_the_day_of_completion_open() {
    let says = |readings: &str, day: &str| {
        let mut sandbox = Sandbox::new();
        sandbox.at("2027-06-01T09:00:00Z");
        sandbox.ok("init");
        sandbox.ok("add P --code p");
        sandbox.ok("target p/s 100 --by 2026-11-06 --period 2026H2 --new --on 2026-07-01");
        for reading in readings.split(' ') {
            let (percent, on) = reading.split_once('@').unwrap();
            sandbox.ok(&format!("update p/s {percent} --on {on}"));
        }
        let t = on(&sandbox, day);
        let flags = flags(&t).join(" ");
        format!("{} {flags}", t["status"].as_str().unwrap())
    };
    let met = says("90@2026-11-01 100@2026-11-08", "2026-11-08");
    assert_eq!(met, "met day-unknown");
    let short = says("90@2026-11-01 95@2026-11-06 100@2026-11-08", "2026-11-08");
    assert_eq!(short, "met-late ");
    let later = says("90@2026-11-01 100@2026-11-14", "2026-11-14");
    assert_eq!(later, "met-late ");
}

#[test]
fn i_a_target_of_no_period_runs_from_the_day_it_was_set() {
    let mut sandbox = Sandbox::new();
    sandbox.at("2026-11-01T09:00:00Z");
    sandbox.ok("init");
    sandbox.ok("add P --code p");
    sandbox.ok("target p/overall 100 --by 2027-01-15");
    sandbox.ok("update p 20");
    let t = on(&sandbox, "2026-11-01");
    assert_eq!(t["period"], Value::Null);
    assert_eq!(t["reason"], "no-report-yet");
    sandbox.at("2026-11-29T09:00:00Z");
    sandbox.ok("update p 22");
    let t = on(&sandbox, "2026-11-29");
    assert_eq!(t["status"], "behind");
    assert_eq!(t["baseline"], json!({"percent": 20, "on": "2026-11-01"}));
    // 20 + 80 x 28/75 = 49.867; k = (78/80) / (47/75) = 1.556.
    assert_eq!(t["planned"], json!(49.87));
    assert_eq!(t["pace"], json!(1.56));
}

#[test]
fn j_a_date_moved_and_moved_back_has_not_slipped() {
    let mut sandbox = Sandbox::new();
    sandbox.at("2021-07-01T09:00:00Z");
    sandbox.ok("init");
    sandbox.ok("add P --code p");
    sandbox.ok("target p/overall 100 --by 2021-12-31 --period 2021H2");
    sandbox.ok("target p --by 2022-03-31");
    let t = on(&sandbox, "2021-07-01");
    assert_eq!(flags(&t), ["slipped"]);
    assert_eq!(
        (&t["slip"]["days"], &t["slip"]["times"]),
        (&json!(90), &json!(1))
    );
    sandbox.ok("target p --by 2021-12-31");
    let t = on(&sandbox, "2021-07-01");
    assert!(flags(&t).is_empty());
    assert_eq!(
        (&t["slip"]["days"], &t["slip"]["times"]),
        (&json!(0), &json!(2))
    );
    let report = sandbox.ok("report --period all");
    assert!(!report.contains("was "), "{report}");
}
