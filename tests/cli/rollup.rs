//! Stages with weights, from `stages.csv` to what people and programs read.

use crate::sandbox::Sandbox;

const READINGS: &str = "school,piles,100,2021-07-31\n\
    school,structure,57.5,2021-10-20\n\
    school,fit-out,10,2021-08-15\n";

/// A school of piles, structure, fit-out and acceptance, on 31 October.
fn school(readings: &str) -> Sandbox {
    let mut sandbox = Sandbox::new();
    sandbox.at("2021-10-31T09:00:00Z");
    sandbox.ok("init");
    sandbox.write("p.csv", "code,name,name_en\nschool,小学,School\n");
    sandbox.write(
        "s.csv",
        "project,stage,name,name_en,kind,weight\n\
         school,piles,桩基,piles,measured,20\n\
         school,structure,主体结构,main structure,measured,50\n\
         school,fit-out,装修,fit-out,measured,20\n\
         school,acceptance,竣工验收,acceptance,milestone,10\n",
    );
    sandbox.write(
        "t.csv",
        "project,stage,percent,due,period,baseline\nschool,overall,80,2021-12-31,2021H2,0\n",
    );
    sandbox.write("r.csv", format!("project,stage,percent,as_of\n{readings}"));
    sandbox.ok("import p.csv s.csv t.csv r.csv");
    sandbox
}

/// What `show` says of the whole works, below their heading.
#[track_caller]
fn shows(sandbox: &Sandbox, language: &str, day: &str, lines: &[&str]) {
    let shown = sandbox.ok(&format!(
        "show school/overall --lang {language} --as-of {day}"
    ));
    let found: Vec<&str> = shown.lines().skip(3).map(str::trim_start).collect();
    assert_eq!(found, lines, "{shown}");
}

#[test]
fn show_prints_each_part_the_unknown_and_the_interval() {
    let sandbox = school(READINGS);
    let lines = [
        "? nobody knows how far it is: 50.7–78.8 % by its stages, whose oldest figure is of 2021-10-20",
        "target    80 % by 2021-12-31 · 2021H2",
        "verdict   unknown (undecided) by rule 9: no reading on this stage",
        "stage     piles: 20 % x 100 = 20 (on 07-31)",
        "stage     main structure: 50 % x 57.5 = 28.75 (on 10-20)",
        "stage     fit-out: 20 % x 10 = 2 (on 08-15, out of date: up to 18 more)",
        "stage     acceptance: weight 10 %, no figure: 0 to 10",
        "unknown   28 points = 18 + 10 (no figure, or one out of date)",
        "derived   50.75–78.75 %: from 50.75 = 20 + 28.75 + 2 to 78.75 = 50.75 + 28",
        "start     starting point 0 % on 2021-06-30 (declared)",
        "planned   48.7 % on 10-20 = 0 + (80 - 0) x 112/184",
        "why       the stages do not reach 80 % for certain, nor lie wholly under the 48.7 % planned by 10-20, the oldest figure they rest on",
        "to judge  project update school/overall PERCENT --on DATE",
        "flags     derived",
        "",
        "grey: ? unknown",
    ];
    shows(&sandbox, "en", "2021-10-31", &lines);
    let lines = [
        "? 情况不明：按阶段推算50.7–78.8%（最早数据为2021年10月20日）",
        "目标      2021年12月31日前80%，2021年下半年",
        "评定      暂不评定（推算未定），依据规则9：本阶段无数据",
        "阶段      桩基：20% × 100 = 20（7月31日）",
        "阶段      主体结构：50% × 57.5 = 28.75（10月20日）",
        "阶段      装修：20% × 10 = 2（8月15日，进度未更新，至多再加18）",
        "阶段      竣工验收：权重10%，无数值：0至10",
        "未知      28个百分点 = 18 + 10（无数值或进度未更新）",
        "推算      50.75%–78.75%：下限50.75 = 20 + 28.75 + 2，上限78.75 = 50.75 + 28",
        "起点进度  2021年6月30日：0%（设定）",
        "序时应达  10月20日应达48.7% = 0 + (80 - 0) × 112/184",
        "理由      推算区间不足以确认已达80%，也未整体低于10月20日（所依据的最早数据）应达的48.7%",
        "待办      project update school/overall 百分比 --on 日期",
        "标记      推算",
        "",
        "灰灯：? 暂不评定",
    ];
    shows(&sandbox, "zh", "2021-10-31", &lines);
}

#[test]
fn behind_shows_the_plan_it_is_under() {
    let sandbox = school(
        "school,piles,100,2021-07-31\nschool,structure,30,2021-10-26\n\
         school,fit-out,0,2021-10-25\nschool,acceptance,0,2021-10-25\n",
    );
    // 80 x 117/184 = 50.870.
    let lines = [
        "‹ behind: its stages allow 35 % at most, where 50.9 % was planned by 2021-10-25",
        "target    80 % by 2021-12-31 · 2021H2",
        "verdict   behind by rule 13: even the most its stages allow is under the plan",
        "stage     piles: 20 % x 100 = 20 (on 07-31)",
        "stage     main structure: 50 % x 30 = 15 (on 10-26)",
        "stage     fit-out: 20 % x 0 = 0 (on 10-25)",
        "stage     acceptance: 10 % x 0 = 0 (not yet on 10-25)",
        "derived   35 % = 20 + 15",
        "start     starting point 0 % on 2021-06-30 (declared)",
        "planned   50.9 % on 10-25 = 0 + (80 - 0) x 117/184",
        "flags     derived",
        "",
        "yellow: ‹ behind",
    ];
    shows(&sandbox, "en", "2021-10-31", &lines);
    let lines = [
        "‹ 未达序时：按阶段推算至多35%，低于2021年10月25日应达的50.9%",
        "目标      2021年12月31日前80%，2021年下半年",
        "评定      未达序时，依据规则13：按各阶段推算的上限仍低于计划",
        "阶段      桩基：20% × 100 = 20（7月31日）",
        "阶段      主体结构：50% × 30 = 15（10月26日）",
        "阶段      装修：20% × 0 = 0（10月25日）",
        "阶段      竣工验收：10% × 0 = 0（10月25日未完成）",
        "推算      35% = 20 + 15",
        "起点进度  2021年6月30日：0%（设定）",
        "序时应达  10月25日应达50.9% = 0 + (80 - 0) × 117/184",
        "标记      推算",
        "",
        "黄灯：‹ 未达序时",
    ];
    shows(&sandbox, "zh", "2021-10-31", &lines);
    for (language, row) in [
        (
            "en",
            "‹ behind  school/overall  School   overall progress 80 % by 12-31  35 % by stages (plan 50.9)  61 left",
        ),
        (
            "zh",
            "‹ 未达序时  school/overall  小学  12月31日前总体进度80%  按阶段推算35% 序时50.9  剩61天",
        ),
    ] {
        let report = sandbox.ok(&format!("report --lang {language}"));
        assert!(report.lines().any(|line| line == row), "{row}\n{report}");
    }
    let late = sandbox.json("report --late --format json");
    assert_eq!(late["targets"][0]["status"], "behind");
    assert_eq!(late["summary"]["yellow"], 1);
}

#[test]
fn met_by_its_stages_says_since_when() {
    let sandbox = school(
        "school,piles,100,2021-07-31\nschool,structure,80,2021-09-30\n\
         school,fit-out,50,2021-10-15\nschool,acceptance,100,2021-10-20\n",
    );
    let lines = [
        "✓ its stages reached 80 % by 2021-10-20, 72 days before it was due",
        "target    80 % by 2021-12-31 · 2021H2",
        "verdict   met by rule 2: reached in time",
        "stage     piles: 20 % x 100 = 20 (on 07-31)",
        "stage     main structure: 50 % x 80 = 40 (on 09-30)",
        "stage     fit-out: 20 % x 50 = 10 (on 10-15)",
        "stage     acceptance: 10 % x 100 = 10 (done on 10-20)",
        "derived   80 % = 20 + 40 + 10 + 10",
        "flags     derived",
        "",
        "green: ✓ met",
    ];
    shows(&sandbox, "en", "2021-10-31", &lines);
    let lines = [
        "✓ 2021年10月20日按阶段推算达到80%，提前72天",
        "目标      2021年12月31日前80%，2021年下半年",
        "评定      已完成，依据规则2：按期达到",
        "阶段      桩基：20% × 100 = 20（7月31日）",
        "阶段      主体结构：50% × 80 = 40（9月30日）",
        "阶段      装修：20% × 50 = 10（10月15日）",
        "阶段      竣工验收：10% × 100 = 10（10月20日已完成）",
        "推算      80% = 20 + 40 + 10 + 10",
        "标记      推算",
        "",
        "绿灯：✓ 已完成",
    ];
    shows(&sandbox, "zh", "2021-10-31", &lines);
}

#[test]
fn where_the_plan_is_not_known_show_says_why() {
    let sandbox = school(READINGS);
    let why = |target: &str, readings: &str, why: [&str; 2]| {
        sandbox.write(
            "t.csv",
            format!("project,stage,percent,due,period,baseline\n{target}\n"),
        );
        sandbox.write("r.csv", format!("project,stage,percent,as_of\n{readings}"));
        sandbox.ok("import t.csv r.csv --yes");
        for (language, why) in ["en", "zh"].into_iter().zip(why) {
            let line = format!("show school/overall --lang {language}");
            let shown = sandbox.ok(&line);
            assert!(shown.contains(why), "{why}\n{shown}");
        }
    };
    why(
        "school,overall,80,2021-12-31,2021H2,",
        "",
        [
            "the stages do not reach 80 % for certain, and without a starting point there is no plan to compare them with",
            "推算区间不足以确认已达80%；缺起点进度，无法与计划比较",
        ],
    );
    // Begun on 20 October: what was read on that day is no report since.
    sandbox.write(
        "start.csv",
        "project,stage,percent,due,period,start,baseline\nschool,overall,80,2021-12-31,2021H2,2021-10-21,0\n",
    );
    sandbox.ok("import start.csv --yes");
    why(
        "school,overall,80,2021-12-31,2021H2,0",
        "",
        [
            "the stages do not reach 80 % for certain, and have no figure later than the starting point of 2021-10-20",
            "推算区间不足以确认已达80%；数据不晚于2021年10月20日的起点，无法与计划比较",
        ],
    );
    // Declared 90, but the stages allowed 78.75 on that day.
    why(
        "school,overall,80,2021-12-31,2021H2,90",
        "school,structure,58,2021-10-25\n",
        [
            "start     starting point 78.75 % on 2021-10-20 (rolled up from its stages); 90 % was declared",
            "起点进度  2021年10月20日：78.75%（按各阶段推算）；设定的90%不采用",
        ],
    );
}

#[test]
fn weights_that_sum_to_99_are_named_and_give_nothing() {
    let mut sandbox = school(READINGS);
    sandbox.at("2021-11-01T09:00:00Z");
    sandbox.write("w.csv", "project,stage,weight\nschool,acceptance,9\n");
    sandbox.ok("import w.csv --yes");
    let shown = sandbox.ok("show school/overall --lang en");
    assert!(shown.contains("verdict   unknown (other stage)"), "{shown}");
    assert!(
        shown.contains("weights   they sum to 99 %, not 100: nothing is rolled up\n"),
        "{shown}"
    );
    let shown = sandbox.ok("show school/overall --lang zh");
    assert!(
        shown.contains("权重      合计99%，不是100%，不作推算\n"),
        "{shown}"
    );
    // Of stages nobody weighs, nothing is said; nor of the other stages themselves.
    assert!(
        !sandbox
            .ok("show school/piles --lang en")
            .contains("they sum to")
    );
    let sample = Sandbox::with_sample();
    assert!(!sample.ok("show jinhui --lang en").contains("weights"));
    // Weights follow what was known: until 31 October they summed to 100.
    let derived = |known: &str| {
        let line = format!("report --format json --as-of 2021-10-31 --known-on {known}");
        sandbox.json(&line)["targets"][0]["derived"]["from"].clone()
    };
    assert_eq!(derived("2021-10-31"), 50.75);
    assert_eq!(derived("2021-11-01"), serde_json::Value::Null);
}

#[test]
fn table_json_and_csv_carry_the_interval() {
    let sandbox = school(READINGS);
    for (language, row) in [
        (
            "en",
            "? undecided  school/overall  School   overall progress 80 % by 12-31  50.7–78.8 % by stages  61 left",
        ),
        (
            "zh",
            "? 推算未定  school/overall  小学  12月31日前总体进度80%  按阶段推算50.7–78.8%  剩61天",
        ),
    ] {
        let report = sandbox.ok(&format!("report --lang {language}"));
        assert!(report.lines().any(|line| line == row), "{row}\n{report}");
    }
    let json = sandbox.ok("report --format json");
    assert!(
        json.contains("\"derived\":{\"from\":50.75,\"to\":78.75,\"oldest\":\"2021-10-20\"},"),
        "{json}"
    );
    let csv = sandbox.ok("report --format csv");
    let mut lines = csv.lines();
    let header = lines.next().unwrap();
    assert!(header.ends_with(
        ",category,lead,unit,derived.from,derived.to,derived.oldest,number,problem,next_step,project_lamp,start,texts,forecast_days_late,forecast_days_late_by_first"
    ));
    let row = lines.next().unwrap();
    assert!(
        row.ends_with(",,,,50.75,78.75,2021-10-20,1,,,grey,,,,"),
        "{row}"
    );
    // Nobody's own figure: null and empty.
    sandbox.write(
        "o.csv",
        "project,stage,percent,as_of\nschool,overall,60,2021-10-31\n",
    );
    sandbox.ok("import o.csv");
    let json = sandbox.json("report --format json");
    assert_eq!(json["targets"][0]["derived"], serde_json::Value::Null);
    assert_eq!(json["targets"][0]["reading"]["percent"], 60);
    assert!(
        sandbox
            .ok("report --format csv")
            .lines()
            .nth(1)
            .unwrap()
            .ends_with(",,,,,,,1,,,green,,,-15,-15")
    );
    // On the day before, the stages still speak.
    let json = sandbox.json("report --format json --as-of 2021-10-30");
    assert_eq!(json["targets"][0]["derived"]["from"], 50.75);
}

#[test]
fn bounds_are_rounded_outwards_but_never_up_to_the_target() {
    // 20 + 30.765 + 2 = 52.765, and 28 more at most.
    let sandbox = school(
        "school,piles,100,2021-07-31\nschool,structure,61.53,2021-10-20\nschool,fit-out,10,2021-08-15\n",
    );
    let report = sandbox.ok("report --lang en");
    assert!(report.contains(" 52.7–80.8 % by stages "), "{report}");
    // 20 + 29.96 + 2 = 51.96, and 79.96 at most: that is not 80.
    let sandbox = school(
        "school,piles,100,2021-07-31\nschool,structure,59.92,2021-10-20\nschool,fit-out,10,2021-08-15\n",
    );
    let report = sandbox.ok("report --lang en");
    assert!(report.contains(" 51.9–79.9 % by stages "), "{report}");
    let json = sandbox.json("report --format json");
    assert_eq!(json["targets"][0]["derived"]["to"], 79.96);
}

#[test]
fn nothing_derived_is_stored_and_export_carries_the_weights() {
    let sandbox = school(READINGS);
    let before = std::fs::read(sandbox.path("store.db")).unwrap();
    sandbox.ok("report");
    sandbox.ok("show school");
    sandbox.ok("list");
    assert_eq!(std::fs::read(sandbox.path("store.db")).unwrap(), before);
    let record = sandbox.ok("export --format json");
    assert!(
        !record.contains("derived") && !record.contains("50.75"),
        "{record}"
    );
    sandbox.ok("export --format csv -o out");
    sandbox.ok("init --db copy.db");
    sandbox
        .ok("import --db copy.db out/projects.csv out/stages.csv out/targets.csv out/readings.csv");
    let copy = sandbox.ok("report --format json --db copy.db");
    assert_eq!(copy, sandbox.ok("report --format json"));
    assert!(copy.contains("\"from\":50.75"), "{copy}");
}
