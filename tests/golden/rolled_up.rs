//! Stages rolled up: worked examples, each figure typed by hand, through the real program.
//!
//! Unless an example says otherwise: a project of piles (20 %), structure (50 %), fit-out (20 %)
//! and grounds (10 %), and a target of 80 % of the whole works by 31 December, planned from 0 % on
//! 30 June: 80 x days/184.

use serde_json::{Value, json};

use crate::sandbox::Sandbox;

const STAGES: &str = "piles:20 structure:50 fit-out:20 grounds:10";
const TARGET: &str = "80,2021-12-31,2021H2,,0,";

/// Stages `CODE:WEIGHT[:milestone]`, a target on the whole works (percent, due, period, start,
/// baseline, plan points) and readings `STAGE=PERCENT@DAY`, recorded long after.
fn store(stages: &str, target: &str, readings: &str) -> Sandbox {
    let mut sandbox = Sandbox::new();
    sandbox.at("2022-06-01T09:00:00Z");
    sandbox.ok("init");
    sandbox.write("projects.csv", "code,name\np,P\n");
    let rows: String = stages
        .split_whitespace()
        .map(|stage| {
            let mut parts = stage.split(':');
            let (code, weight) = (parts.next().unwrap(), parts.next().unwrap());
            let kind = parts.next().unwrap_or("measured");
            format!("p,{code},{code},{kind},{weight}\n")
        })
        .collect();
    sandbox.write(
        "stages.csv",
        format!("project,stage,name,kind,weight\n{rows}"),
    );
    sandbox.write(
        "targets.csv",
        format!("project,stage,percent,due,period,start,baseline,via,decided_on\np,overall,{target},2021-06-01\n"),
    );
    let rows: String = readings
        .split_whitespace()
        .map(|reading| {
            let (stage, figure) = reading.split_once('=').unwrap();
            let (percent, day) = figure.split_once('@').unwrap();
            format!("p,{stage},{percent},{day}\n")
        })
        .collect();
    sandbox.write(
        "readings.csv",
        format!("project,stage,percent,as_of\n{rows}"),
    );
    sandbox.ok("import projects.csv stages.csv targets.csv readings.csv");
    sandbox
}

fn on(sandbox: &Sandbox, day: &str) -> Value {
    let report = sandbox.json(&format!("report --period all --format json --as-of {day}"));
    report["targets"][0].clone()
}

/// Status, rule, and the interval with the day it speaks of.
#[track_caller]
fn is(target: &Value, status: &str, rule: u8, interval: Value) {
    let found = (
        target["status"].as_str().unwrap(),
        target["rule"].as_u64().unwrap(),
        &target["derived"],
    );
    assert_eq!(found, (status, u64::from(rule), &interval));
    let flags = target["flags"].as_array().unwrap();
    assert_eq!(flags.contains(&json!("derived")), !interval.is_null());
}

fn interval(from: f64, to: f64, oldest: &str) -> Value {
    // 54.0 is written as 54.
    let number = |value: f64| {
        if value.fract() == 0.0 {
            json!(value as i64)
        } else {
            json!(value)
        }
    };
    json!({"from": number(from), "to": number(to), "oldest": oldest})
}

#[test]
fn all_stages_fresh_give_one_figure() {
    let sandbox = store(
        STAGES,
        TARGET,
        "piles=100@2021-07-31 structure=60@2021-10-31 fit-out=20@2021-10-31 grounds=0@2021-10-20",
    );
    let t = on(&sandbox, "2021-10-31");
    // 20 + 30 + 4 + 0. The plan on 20 October, day 112: 48.7. Nothing more than unknown.
    is(&t, "unknown", 9, interval(54.0, 54.0, "2021-10-20"));
    assert_eq!(t["reason"], "undecided");
    assert_eq!(t["lamp"], "grey");
    assert_eq!(t["days_left"], 61);
    assert_eq!(t["reading"], Value::Null);
    assert_eq!(t["baseline"], json!({"percent": 0, "on": "2021-06-30"}));
    for key in [
        "planned",
        "variance",
        "pace",
        "lag_days",
        "need_per_day",
        "forecast",
    ] {
        assert_eq!(t[key], Value::Null, "{key}");
    }
    // Two months earlier structure, fit-out and grounds had not been reported: 20 to 100.
    let t = on(&sandbox, "2021-08-31");
    is(&t, "unknown", 9, interval(20.0, 100.0, "2021-07-31"));
    // And before the first figure nothing is rolled up.
    let t = on(&sandbox, "2021-07-30");
    is(&t, "unknown", 9, Value::Null);
    assert_eq!(t["reason"], "no-data");
}

#[test]
fn an_upper_bound_under_the_plan_is_behind_and_never_critical() {
    let sandbox = store(
        STAGES,
        TARGET,
        "piles=100@2021-07-31 structure=40@2021-10-31 fit-out=10@2021-10-31 grounds=0@2021-10-20",
    );
    let t = on(&sandbox, "2021-10-31");
    // 20 + 20 + 2 + 0 = 42, against 80 x 112/184 = 48.696 on 20 October.
    is(&t, "behind", 13, interval(42.0, 42.0, "2021-10-20"));
    assert_eq!(t["lamp"], "yellow");
    assert_eq!(t["reason"], Value::Null);
    assert_eq!(t["planned"], json!(48.7));
    for key in ["variance", "pace", "lag_days", "need_per_day", "forecast"] {
        assert_eq!(t[key], Value::Null, "{key}");
    }
    assert_eq!(t["pace_infinite"], false);
    // A figure of the whole works at 0 would be critical. Rolled up it stays behind, however low.
    let sandbox = store(
        STAGES,
        TARGET,
        "piles=0@2021-10-31 structure=0@2021-10-31 fit-out=0@2021-10-31 grounds=0@2021-10-31",
    );
    let t = on(&sandbox, "2021-10-31");
    is(&t, "behind", 13, interval(0.0, 0.0, "2021-10-31"));
    let t = on(&sandbox, "2021-11-30");
    // 30 days later, the limit is 30.5: still fresh, and still the plan of 31 October, 53.48.
    is(&t, "behind", 13, interval(0.0, 0.0, "2021-10-31"));
    // Then stale: nobody says that anything was made good.
    let t = on(&sandbox, "2021-12-01");
    is(&t, "behind", 13, interval(0.0, 0.0, "2021-10-31"));
    assert!(t["flags"].as_array().unwrap().contains(&json!("stale")));
    let t = on(&sandbox, "2022-01-01");
    is(&t, "unreported", 5, interval(0.0, 100.0, "2021-10-31"));
}

#[test]
fn behind_is_asked_with_the_stages_as_reported_and_then_with_those_opened_that_were_stale() {
    let stale = |t: &Value| t["flags"].as_array().unwrap().contains(&json!("stale"));
    // The fit-out stood at 10 % on 1 August, day 32, when 13.9 was planned: 20 + 20 + 2 + 0 = 42 is
    // not under that. On 31 October, the day of the latest figure, the fit-out is stale: opened, 60
    // at most against 80 x 112/184 = 48.7 on 20 October. Nothing is said.
    let rest = "fit-out=10@2021-08-01 grounds=0@2021-10-20";
    let readings = format!("piles=100@2021-07-31 structure=40@2021-10-31 {rest}");
    let t = on(&store(STAGES, TARGET, &readings), "2021-10-31");
    is(&t, "unknown", 9, interval(42.0, 60.0, "2021-10-20"));
    // With 16 % of the structure 20 + 8 + 20 + 0 = 48 at most: behind, though not as last reported.
    let readings = format!("piles=100@2021-07-31 structure=16@2021-10-31 {rest}");
    let sandbox = store(STAGES, TARGET, &readings);
    let t = on(&sandbox, "2021-10-31");
    is(&t, "behind", 13, interval(30.0, 48.0, "2021-10-20"));
    assert_eq!(t["planned"], json!(48.7));
    assert!(stale(&t));
    // And so it stays, whatever else goes stale.
    let t = on(&sandbox, "2021-12-31");
    is(&t, "behind", 13, interval(30.0, 48.0, "2021-10-20"));
    assert!(stale(&t));
}

#[test]
fn the_lower_bound_first_seen_there_within_a_week_is_met_on_a_day_unknown() {
    let flags = |t: &Value| t["flags"].clone();
    let early = "piles=100@2021-07-31 structure=90@2021-12-20 fit-out=70@2021-12-30";
    // 79 on 30 December, 80 on 7 January.
    let readings = format!("{early} fit-out=75@2022-01-07");
    let t = on(&store(STAGES, TARGET, &readings), "2022-01-07");
    assert_eq!(t["status"], "met");
    assert_eq!(t["met_on"], "2022-01-07");
    assert_eq!(flags(&t), json!(["day-unknown", "derived"]));
    // A day later it is late.
    let readings = format!("{early} fit-out=75@2022-01-08");
    let t = on(&store(STAGES, TARGET, &readings), "2022-01-08");
    assert_eq!(t["status"], "met-late");
    // And so it is where another stage said on the due day or since that it was not there.
    let readings = format!("{early} grounds=0@2021-12-31 fit-out=75@2022-01-07");
    let t = on(&store(STAGES, TARGET, &readings), "2022-01-07");
    assert_eq!(t["status"], "met-late");
}

#[test]
fn a_stage_without_a_figure_may_be_anything() {
    let readings = "piles=100@2021-07-31 fit-out=20@2021-10-31";
    let sandbox = store(
        STAGES,
        TARGET,
        &format!("{readings} structure=60@2021-10-31"),
    );
    // 20 + 30 + 4, and 10 for the grounds.
    let t = on(&sandbox, "2021-10-31");
    is(&t, "unknown", 9, interval(54.0, 64.0, "2021-10-31"));
    // The plan on day 123 is 53.478: 20 + 19.48 + 4 + 10 is not under it, 20 + 19.47 + 4 + 10 is.
    let sandbox = store(
        STAGES,
        TARGET,
        &format!("{readings} structure=38.96@2021-10-31"),
    );
    let t = on(&sandbox, "2021-10-31");
    is(&t, "unknown", 9, interval(43.48, 53.48, "2021-10-31"));
    let sandbox = store(
        STAGES,
        TARGET,
        &format!("{readings} structure=38.94@2021-10-31"),
    );
    let t = on(&sandbox, "2021-10-31");
    is(&t, "behind", 13, interval(43.47, 53.47, "2021-10-31"));
}

#[test]
fn a_stale_stage_counts_from_its_figure_to_100() {
    let sandbox = store(
        STAGES,
        TARGET,
        "piles=100@2021-07-31 structure=60@2021-10-31 fit-out=20@2021-08-15 grounds=0@2021-10-20 structure=30@2021-09-15",
    );
    // 138 days to the due day: half of them is over 36. On 20 September 36 days old, then 37.
    // 20 + 15 + 4, and 10 for the grounds; then 16 more for what the fit-out may have gained.
    let t = on(&sandbox, "2021-09-20");
    is(&t, "unknown", 9, interval(39.0, 49.0, "2021-08-15"));
    let t = on(&sandbox, "2021-09-21");
    is(&t, "unknown", 9, interval(39.0, 65.0, "2021-09-15"));
    let t = on(&sandbox, "2021-10-31");
    is(&t, "unknown", 9, interval(54.0, 70.0, "2021-10-20"));
    // The piles are done: that does not go stale.
    let t = on(&sandbox, "2021-12-31");
    is(&t, "unknown", 9, interval(54.0, 100.0, "2021-07-31"));
}

#[test]
fn the_lower_bound_at_the_target_is_met_on_the_day_it_got_there() {
    let sandbox = store(
        STAGES,
        TARGET,
        "piles=100@2021-07-31 structure=90@2021-10-31 fit-out=75@2021-11-15 structure=95@2021-11-30 fit-out=60@2021-12-05 fit-out=80@2021-12-20",
    );
    // 20 + 45 = 65; on 15 November 15 more: 80.
    let t = on(&sandbox, "2021-11-14");
    is(&t, "unknown", 9, interval(65.0, 95.0, "2021-10-31"));
    let t = on(&sandbox, "2021-11-15");
    is(&t, "met", 2, interval(80.0, 90.0, "2021-10-31"));
    assert_eq!(t["met_on"], "2021-11-15");
    assert_eq!(t["days_left"], Value::Null);
    assert_eq!(t["lamp"], "green");
    // 82.5 on 30 November: it got there before.
    let t = on(&sandbox, "2021-11-30");
    is(&t, "met", 2, interval(82.5, 92.5, "2021-11-15"));
    assert_eq!(t["met_on"], "2021-11-15");
    // 20 + 47.5 + 12 = 79.5: lost. 20 + 47.5 + 16 = 83.5: there again, since that day.
    let t = on(&sandbox, "2021-12-10");
    is(&t, "unknown", 9, interval(79.5, 89.5, "2021-11-30"));
    let t = on(&sandbox, "2021-12-20");
    assert_eq!(t["status"], "met");
    assert_eq!(t["met_on"], "2021-12-20");
    // Long after the due day it is still met, and nobody asks for a figure.
    let t = on(&sandbox, "2022-05-01");
    assert_eq!(
        (t["status"].as_str(), t["met_on"].as_str()),
        (Some("met"), Some("2021-12-20"))
    );
}

#[test]
fn after_the_due_day_it_is_unreported_until_it_is_met_late() {
    let sandbox = store(
        STAGES,
        TARGET,
        "piles=100@2021-07-31 structure=90@2021-12-31 fit-out=70@2021-12-31 grounds=0@2021-12-31 grounds=10@2022-01-10",
    );
    // 20 + 45 + 14 + 0 = 79 for certain, on the due day itself: short, and yet the plan on that
    // day is 80, so behind; the day after unreported, and not overdue.
    let t = on(&sandbox, "2021-12-31");
    is(&t, "behind", 13, interval(79.0, 79.0, "2021-12-31"));
    assert_eq!(t["planned"], 80);
    let t = on(&sandbox, "2022-01-01");
    is(&t, "unreported", 5, interval(79.0, 79.0, "2021-12-31"));
    assert_eq!(t["days_left"], -1);
    assert_eq!(t["lamp"], "red-hollow");
    assert_eq!(t["planned"], Value::Null);
    // The least limit is 7 days: on 7 January 7 days old, then 8.
    let t = on(&sandbox, "2022-01-07");
    is(&t, "unreported", 5, interval(79.0, 79.0, "2021-12-31"));
    let t = on(&sandbox, "2022-01-08");
    is(&t, "unreported", 5, interval(79.0, 100.0, "2021-07-31"));
    let t = on(&sandbox, "2022-01-10");
    // The structure may have gained 5 by now, the fit-out 6.
    is(&t, "met-late", 3, interval(80.0, 91.0, "2022-01-10"));
    assert_eq!(t["met_on"], "2022-01-10");
}

#[test]
fn a_figure_of_the_whole_works_beats_its_stages() {
    let sandbox = store(
        STAGES,
        TARGET,
        "piles=100@2021-07-31 structure=90@2021-10-01 fit-out=100@2021-10-01 overall=50@2021-10-31",
    );
    let t = on(&sandbox, "2021-10-30");
    is(&t, "met", 2, interval(85.0, 95.0, "2021-10-01"));
    let t = on(&sandbox, "2021-10-31");
    // Planned 53.48, k = (184 - 115)/61 = 1.131: behind by its own figure.
    is(&t, "behind", 13, Value::Null);
    assert_eq!(t["reading"]["percent"], 50);
    assert_eq!(t["pace"], json!(1.13));
    let t = on(&sandbox, "2022-01-01");
    is(&t, "unreported", 5, Value::Null);
}

#[test]
fn weights_that_do_not_sum_to_100_give_nothing() {
    let readings = "piles=100@2021-10-31 structure=100@2021-10-31 fit-out=100@2021-10-31 grounds=100@2021-10-31";
    for stages in [
        "piles:20 structure:50 fit-out:20 grounds:9",
        "piles: structure:50 fit-out:20 grounds:10",
    ] {
        let sandbox = store(stages, TARGET, readings);
        let t = on(&sandbox, "2021-10-31");
        is(&t, "unknown", 9, Value::Null);
        assert_eq!(t["reason"], "other-stage", "{stages}");
    }
    // One of 0 says nothing.
    let stages = "piles:20 structure:60 fit-out:20 grounds:0";
    let t = on(&store(stages, TARGET, readings), "2021-10-31");
    is(&t, "met", 2, interval(100.0, 100.0, "2021-10-31"));
}

#[test]
fn a_milestone_counts_all_or_nothing() {
    let stages = "structure:80 acceptance:20:milestone";
    let on_day = |readings: &str, day: &str| on(&store(stages, TARGET, readings), day);
    let t = on_day("structure=50@2021-10-31", "2021-10-31");
    is(&t, "unknown", 9, interval(40.0, 60.0, "2021-10-31"));
    let t = on_day(
        "structure=50@2021-10-31 acceptance=0@2021-10-31",
        "2021-10-31",
    );
    is(&t, "behind", 13, interval(40.0, 40.0, "2021-10-31"));
    // Not yet done 40 days ago: it may be by now.
    let t = on_day(
        "structure=50@2021-10-31 acceptance=0@2021-09-21",
        "2021-10-31",
    );
    is(&t, "unknown", 9, interval(40.0, 60.0, "2021-10-31"));
    // Done stays done.
    let t = on_day(
        "structure=75@2021-10-31 acceptance=100@2021-07-15",
        "2021-10-31",
    );
    is(&t, "met", 2, interval(80.0, 80.0, "2021-10-31"));
    let t = on_day(
        "structure=74.99@2021-10-31 acceptance=100@2021-07-15",
        "2021-10-31",
    );
    // 79.992 is not 80: neither bound is shown across the target.
    is(&t, "unknown", 9, interval(79.99, 79.99, "2021-10-31"));
}

#[test]
fn without_a_known_baseline_nothing_is_behind() {
    let target = "80,2021-12-31,2021H2,,,";
    let later =
        "piles=100@2021-10-31 structure=50@2021-10-31 fit-out=20@2021-10-31 grounds=20@2021-10-31";
    // On 30 June the piles stood at 50 and the rest at 0: 10 for certain. The plan on day 123 is
    // 10 + 70 x 123/184 = 56.793; the stages say 20 + 25 + 4 + 2 = 51.
    let first =
        "piles=50@2021-06-30 structure=0@2021-06-30 fit-out=0@2021-06-20 grounds=0@2021-06-30";
    let t = on(
        &store(STAGES, target, &format!("{first} {later}")),
        "2021-10-31",
    );
    is(&t, "behind", 13, interval(51.0, 51.0, "2021-10-31"));
    assert_eq!(t["baseline"], json!({"percent": 10, "on": "2021-06-30"}));
    assert_eq!(t["planned"], json!(56.79));
    // The grounds unknown then: no baseline, no plan.
    let first = "piles=50@2021-06-30 structure=0@2021-06-30 fit-out=0@2021-06-20";
    let t = on(
        &store(STAGES, target, &format!("{first} {later}")),
        "2021-10-31",
    );
    is(&t, "unknown", 9, interval(51.0, 51.0, "2021-10-31"));
    assert_eq!(t["baseline"], Value::Null);
    // A declared baseline is one, unless the stages are known. Against 0 the plan is 53.48: behind.
    let t = on(
        &store(STAGES, TARGET, &format!("{first} {later}")),
        "2021-10-31",
    );
    is(&t, "behind", 13, interval(51.0, 51.0, "2021-10-31"));
    assert_eq!(t["planned"], json!(53.48));
    // But not above what the stages allowed on that day: 20 at most, and not 60.
    let declared = "80,2021-12-31,2021H2,,60,";
    let t = on(
        &store(STAGES, declared, &format!("{first} {later}")),
        "2021-10-31",
    );
    assert_eq!(t["baseline"], json!({"percent": 20, "on": "2021-06-30"}));
    // 20 + 60 x 123/184.
    assert_eq!(t["planned"], json!(60.11));
}

#[test]
fn figures_of_the_baseline_day_are_no_report_yet() {
    let readings =
        "piles=50@2021-06-30 structure=0@2021-07-20 fit-out=0@2021-07-20 grounds=0@2021-07-20";
    let sandbox = store(STAGES, TARGET, readings);
    // 10 % on 20 July; the oldest figure is that of 30 June, where the plan begins.
    let t = on(&sandbox, "2021-07-20");
    is(&t, "unknown", 9, interval(10.0, 10.0, "2021-06-30"));
    // Even where it lies under what was declared for that day, 20.
    let lost = store(
        STAGES,
        "80,2021-12-31,2021H2,,20,",
        "piles=0@2021-06-30 structure=0@2021-07-20 fit-out=0@2021-07-20 grounds=0@2021-07-20",
    );
    let t = on(&lost, "2021-07-20");
    is(&t, "unknown", 9, interval(0.0, 0.0, "2021-06-30"));
    assert_eq!(t["baseline"], json!({"percent": 20, "on": "2021-06-30"}));
    // Not begun, not dated: as without weights, and the interval beside it.
    let t = on(&sandbox, "2021-06-30");
    is(&t, "future", 6, interval(10.0, 90.0, "2021-06-30"));
    let undated = store(STAGES, "80,,2021H2,,0,", readings);
    let t = on(&undated, "2021-08-05");
    // 36 days, as for a due day far away: on 5 August the piles are 36 days old, then 37.
    is(&t, "undated", 7, interval(10.0, 10.0, "2021-06-30"));
    let t = on(&undated, "2021-08-06");
    is(&t, "undated", 7, interval(10.0, 20.0, "2021-07-20"));
}

#[test]
fn an_undated_target_can_be_met_by_its_stages() {
    let sandbox = store(
        STAGES,
        "70,,2021H2,,,",
        "piles=100@2021-07-31 structure=100@2021-09-30",
    );
    let t = on(&sandbox, "2021-09-29");
    is(&t, "undated", 7, interval(20.0, 100.0, "2021-07-31"));
    let t = on(&sandbox, "2021-09-30");
    is(&t, "met", 2, interval(70.0, 100.0, "2021-07-31"));
    assert_eq!(t["met_on"], "2021-09-30");
}

#[test]
fn what_its_stages_had_met_before_a_suspension_stays_met() {
    let sandbox = store(
        STAGES,
        "70,2021-12-31,2021H2,,,",
        "piles=100@2021-07-31 structure=100@2021-09-30",
    );
    sandbox.write(
        "states.csv",
        "project,state,decided_on\np,suspended,2021-10-10\n",
    );
    sandbox.ok("import states.csv --yes");
    let t = on(&sandbox, "2021-10-31");
    is(&t, "met", 2, interval(70.0, 100.0, "2021-07-31"));
    let sandbox = store(
        STAGES,
        "70,2021-12-31,2021H2,,,",
        "piles=100@2021-07-31 structure=99@2021-09-30",
    );
    sandbox.write(
        "states.csv",
        "project,state,decided_on\np,suspended,2021-10-10\n",
    );
    sandbox.ok("import states.csv --yes");
    let t = on(&sandbox, "2021-10-31");
    is(&t, "suspended", 1, interval(69.5, 99.5, "2021-09-30"));
}

#[test]
fn the_plan_of_a_rolled_up_target_follows_its_points() {
    // 10 % by 30 September, then 70 points in the last quarter.
    let target = "80,2021-12-31,2021H2,,0,2021-09-30:10";
    let sandbox = store(
        STAGES,
        target,
        "piles=40@2021-09-30 structure=0@2021-09-30 fit-out=0@2021-09-30 grounds=0@2021-09-30 piles=100@2021-10-31 structure=20@2021-10-31 fit-out=0@2021-10-31 grounds=0@2021-10-31",
    );
    // 8 against 10.
    let t = on(&sandbox, "2021-09-30");
    is(&t, "behind", 13, interval(8.0, 8.0, "2021-09-30"));
    assert_eq!(t["planned"], 10);
    // 20 + 10 = 30 against 10 + 70 x 31/92 = 33.587.
    let t = on(&sandbox, "2021-10-31");
    is(&t, "behind", 13, interval(30.0, 30.0, "2021-10-31"));
    assert_eq!(t["planned"], json!(33.59));
}
