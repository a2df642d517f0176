//! The first portfolio on seven days: each of its 46 targets, with status and reason.

use std::collections::BTreeMap;

use serde_json::json;

use crate::sandbox::Sandbox;

const DAYS: [&str; 7] = [
    "2021-06-30",
    "2021-07-01",
    "2021-07-31",
    "2021-08-01",
    "2021-09-30",
    "2021-12-31",
    "2022-01-01",
];

/// Project, stage, period, and the verdict on each of the days.
const VERDICTS: &str = "
fenghui-city          opening            2021H2  future open          open        open       open        open        unreported
yaojiangli            opening            2021H2  future open          open        open       open        open        unreported
tianwo                resumption         2021H1  open   unreported    unreported  unreported unreported  unreported  unreported
tianwo                substantive-resumption 2021H2 future undated       undated     undated    undated     undated     undated
yuanzhou-south        acceptance         2021H2  future undated       undated     undated    undated     undated     undated
jinhui                overall            2021H2  future other-stage   other-stage other-stage other-stage other-stage unreported
xiangsheng            overall            2021H2  future other-stage   other-stage other-stage other-stage other-stage unreported
yongfa                acceptance         2021H2  future open          open        open       open        open        unreported
ningshui              wall-finishing     2021H2  future other-stage   other-stage other-stage other-stage other-stage unreported
xingcheng             main-structure     2021H2  future other-stage   other-stage other-stage other-stage other-stage unreported
west-plot             main-structure     2021H2  future other-stage   other-stage other-stage other-stage other-stage unreported
yuanzhou-plots-south  land-sale          2021H2  future open          open        unreported unreported  unreported  unreported
yuanzhou-plots-north  vacating-and-sale  2021H2  future open          open        open       open        unreported  unreported
kangqiao-east         consultation       2021H2  future open          open        unreported unreported  unreported  unreported
kangqiao-east         signing            2021H2  future open          open        open       open        unreported  unreported
foreign-language-school pile-foundation  2021H2  future other-stage   other-stage other-stage other-stage other-stage unreported
yingjia-school        main-structure     2021H2  future no-data       no-data     no-data    no-data     no-data     unreported
yingjia-school        fit-out-start      2021H2  future open          open        open       open        open        unreported
huizhen-school        main-structure     2021H2  future no-data       no-data     no-data    no-data     no-data     unreported
huizhen-school        fit-out-start      2021H2  future open          open        open       open        open        unreported
old-estates           completion         2021H2  future open          open        open       open        unreported  unreported
sewage-estates        completion         2021H2  future undated       undated     undated    undated     undated     undated
beautiful-town        provincial-model   2021H2  future open          open        open       open        unreported  unreported
tongjia-village       completion         2021H2  future open          open        open       open        open        unreported
duyao-line            completion         2021H2  future open          open        open       open        open        unreported
mujia-block           completion         2021H2  future open          open        open       open        open        unreported
farmland              overall            2021H2  future no-report-yet stale       unreported unreported  unreported  unreported
zhuangqiao-river      completion         2021H2  future open          open        unreported unreported  unreported  unreported
incubation-area       urban-design       2021H2  future open          open        open       open        open        unreported
incubation-area       land-quota         2021H2  future open          open        open       open        unreported  unreported
yuanzhou-plan         plan               2021H2  future undated       undated     undated    undated     undated     undated
kangqiao-plan         plan               2021H2  future undated       undated     undated    undated     undated     undated
tianxin-community     scheme-design      2021H2  future undated       undated     undated    undated     undated     undated
tianxin-community     start-of-works     2021H2  future undated       undated     undated    undated     undated     undated
beihai-road           completion         2021H2  future undated       undated     undated    undated     undated     undated
chengzhuang-road      completion         2021H2  future undated       undated     undated    undated     undated     undated
haichuan-road         completion         2021H2  future undated       undated     undated    undated     undated     undated
xishao-roads          completion         2021H2  future undated       undated     undated    undated     undated     undated
fengjia-roads         completion         2021H2  future undated       undated     undated    undated     undated     undated
shuanghui-tower       start-of-operations 2021H2 future undated       undated     undated    undated     undated     undated
insurtech-hq          start-of-operations 2021H2 future undated       undated     undated    undated     undated     undated
xishao-land           sale-support       2021H2  future undated       undated     undated    undated     undated     undated
hujia-villages        launch             2021H2  future undated       undated     undated    undated     undated     undated
high-standard-farmland upgrade           2021H2  future undated       undated     undated    undated     undated     undated
joint-housing         construction       2021H2  future undated       undated     undated    undated     undated     undated
village-rivers        riverside-upgrade  2021H2  future undated       undated     undated    undated     undated     undated
";

type Key = (String, String, String);

fn expected(day: usize) -> BTreeMap<Key, String> {
    VERDICTS
        .lines()
        .filter(|line| !line.is_empty())
        .map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            assert_eq!(words.len(), 3 + DAYS.len(), "{line}");
            let key = (words[0].into(), words[1].into(), words[2].into());
            (key, words[3 + day].to_owned())
        })
        .collect()
}

fn text(value: &serde_json::Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// A reason stands for the status `unknown`, which is the only one that has one.
fn judged(sandbox: &Sandbox, day: &str) -> BTreeMap<Key, String> {
    let report = sandbox.json(&format!("report --period all --format json --as-of {day}"));
    let targets = report["targets"].as_array().unwrap();
    assert_eq!(targets.len(), 46, "on {day}");
    targets
        .iter()
        .map(|target| {
            let key = (
                text(&target["project"]),
                text(&target["stage"]),
                text(&target["period"]),
            );
            let status = text(&target["status"]);
            let reason = text(&target["reason"]);
            assert_eq!(status == "unknown", !reason.is_empty(), "{key:?} on {day}");
            (key, if reason.is_empty() { status } else { reason })
        })
        .collect()
}

#[test]
fn each_of_the_46_targets_has_its_verdict_on_each_of_seven_days() {
    let sandbox = Sandbox::with_sample();
    for (place, day) in DAYS.iter().enumerate() {
        assert_eq!(judged(&sandbox, day), expected(place), "on {day}");
    }
}

#[test]
fn on_no_day_are_jinhui_or_xiangsheng_met() {
    let sandbox = Sandbox::with_sample();
    for day in DAYS {
        for ((project, ..), status) in judged(&sandbox, day) {
            if project == "jinhui" || project == "xiangsheng" {
                assert!(!status.starts_with("met"), "{project} on {day}");
            }
        }
    }
}

#[test]
fn the_other_stage_is_named_with_its_figure_and_the_days_left_are_counted() {
    let sandbox = Sandbox::with_sample();
    let table = sandbox.ok("report --as-of 2021-07-31 --lang en");
    let line = |code: &str| {
        table
            .lines()
            .find(|line| line.contains(code))
            .unwrap_or_else(|| panic!("{code} is missing in\n{table}"))
    };
    assert!(line("jinhui/overall").contains(" – (residential main structure 90 % on 06-30) "));
    assert!(line("xiangsheng/overall").contains(" – (main structure 90 % on 06-30) "));
    for due_today in [
        "farmland/",
        "zhuangqiao-river/",
        "yuanzhou-plots-south/",
        "kangqiao-east/consultation",
    ] {
        assert!(line(due_today).ends_with("today"), "{}", line(due_today));
    }
    let report = sandbox.json("report --period 2021H1 --format json --as-of 2021-07-31");
    assert_eq!(report["targets"][0]["project"], "tianwo");
    assert_eq!(report["targets"][0]["days_left"], -31);
    let report = sandbox.json("report --period 2021H1 --format json --as-of 2021-06-30");
    assert_eq!(report["targets"][0]["status"], "open");
    assert_eq!(report["targets"][0]["days_left"], 0);
}

#[test]
fn the_summary_closes_to_the_total_and_the_overdue_h1_target_is_counted_and_first() {
    let sandbox = Sandbox::with_sample();
    let report = sandbox.json("report --format json --as-of 2021-08-01");
    let summary = &report["summary"];
    // One fell due on 30 June and four on 31 July, and nobody said how they ended.
    assert_eq!(summary["unreported"], 5);
    assert_eq!(summary["green"], 0);
    assert_eq!(summary["yellow"], 0);
    assert_eq!(summary["red"], 0);
    assert_eq!(summary["not_judged"], 41);
    assert_eq!(summary["total"], 46);
    assert_eq!(summary["original"]["total"], 46);
    let targets = report["targets"].as_array().unwrap();
    assert_eq!(targets.len(), 46);
    assert_eq!(targets[0]["project"], "tianwo");
    assert_eq!(targets[0]["period"], "2021H1");
    // No period was asked for, and nothing is left out.
    assert!(report["period"].is_null());
    assert_eq!(
        report["left_out"],
        json!({"not_begun": 0, "met_before": 0, "earlier": 0, "due_within": 0})
    );
}
