//! What was put off, and what of that the forecast makes good.

use crate::sandbox::{Sandbox, both};

/// One put off by 90 days, one without its date, one lowered, one as it was.
fn office() -> Sandbox {
    let mut sandbox = Sandbox::with_store();
    sandbox.at("2021-07-05T09:00:00Z");
    for line in [
        "add 金辉 --code jinhui --en Jinhui",
        "add jinhui/main --name 主体结构 --en 'main structure'",
        "target jinhui/main 70 --by 2021-12-31 --period 2021H2 --from 0",
        "add 西侧地块 --code west-plot --en 'West plot'",
        "target west-plot/overall 100 --by 2021-11-15 --period 2021H2",
        "add 北海路 --code beihai --en 'Beihai Road'",
        "target beihai/overall 40 --by 2021-12-31 --period 2021H2 --from 0",
        "add 学校 --code school --en School",
        "target school/overall 100 --by 2021-12-31 --period 2021H2 --from 0",
    ] {
        sandbox.ok(line);
    }
    sandbox.at("2021-10-15T09:00:00Z");
    for line in [
        "update jinhui/main 30 --on 2021-09-30",
        "update beihai/overall 20 --on 2021-09-30",
        "update school/overall 50 --on 2021-09-30",
        "target jinhui/main --due 2022-03-31 --reason 征地 --on 2021-10-12 --who 李工",
        "target west-plot/overall --due — --reason 改规划",
        "target beihai/overall 30 --reason 缩减规模",
    ] {
        sandbox.ok(line);
    }
    sandbox
}

/// Main structure, 30 % of 70 on 30 September: of the 274 days to 31 March 117.4 are done, 156.6 are
/// left, which ends on 6 March: 25 days before the date of now, 65 after the first one. Beihai Road,
/// 20 of 30: 61.3 of 184 days are left, to 1 December. School, 50 of 100: 92 days, to the day.
#[test]
fn what_was_put_off_furthest_comes_first_with_its_forecast_against_both_dates() {
    let line = "report --slipped --sort slip --as-of 2021-10-31 \
                --columns project,moved,forecast,against-due,against-first,first-due";
    let [en, zh] = both(office, line);
    assert_eq!(
        en,
        "Key projects as of 2021-10-31\n\
         Nothing is late: 4 targets in 4 projects.\n\
         \n\
         project           moved  forecast    against due  against first due  first due\n\
         West plot    taken away                                              11-15\n\
         Jinhui         90 later  2022-03-06     25 early            65 late  12-31\n\
         Beihai Road              12-01          30 early           30 early  12-31\n\
         \n\
         1 other target not shown\n\
         3 green · 1 not judged: 4 targets of 4 projects\n\
         Judged by the original deadlines and percents: 2 green · 1 yellow · 1 not judged: 4 targets\n"
    );
    assert_eq!(
        zh,
        "重点项目进展情况（截至2021年10月31日）\n\
         4个项目、4项目标中，没有滞后或逾期。\n\
         \n\
         项目      时限变动  预计完成      较时限  较原定时限  原定时限\n\
         西侧地块  取消时限                                    11月15日\n\
         金辉      推迟90天  2022年3月6日  早25天      晚65天  12月31日\n\
         北海路              12月1日       早30天      早30天  12月31日\n\
         \n\
         其余1项未列出\n\
         绿灯3项，暂不评定1项；共4项目标，涉及4个项目\n\
         按原定时限和指标：绿灯2项、黄灯1项，暂不评定1项；共4项目标\n"
    );
}

fn codes(sandbox: &Sandbox, line: &str) -> Vec<String> {
    let report = sandbox.json(&format!("report --json --as-of 2021-10-31 {line}"));
    let targets = report["targets"].as_array().unwrap();
    let code = |target: &serde_json::Value| target["project"].as_str().unwrap().to_owned();
    targets.iter().map(code).collect()
}

#[test]
fn targets_are_sorted_by_their_slip_or_by_their_forecast() {
    let sandbox = office();
    // What was not put off goes worst first: on track before ahead.
    assert_eq!(
        codes(&sandbox, "--sort slip"),
        ["west-plot", "jinhui", "school", "beihai"]
    );
    // 0, -25 and -30 days; then what has no forecast.
    let by_due = ["school", "jinhui", "beihai", "west-plot"];
    assert_eq!(codes(&sandbox, "--sort against-due"), by_due);
    assert_eq!(codes(&sandbox, "--sort forecast"), by_due);
    assert_eq!(codes(&sandbox, "--sort 较时限"), by_due);
    // 65, 0 and -30 days.
    assert_eq!(
        codes(&sandbox, "--sort against-first"),
        ["jinhui", "school", "beihai", "west-plot"]
    );
    // Before it was decided nothing had slipped.
    let before = sandbox.json("report --slipped --json --as-of 2021-10-11");
    assert_eq!(before["targets"], serde_json::json!([]));
    let known = sandbox.json("report --slipped --json --as-of 2021-10-31 --known-on 2021-10-14");
    assert_eq!(known["targets"], serde_json::json!([]));
}

#[test]
fn programs_read_the_days_as_numbers() {
    let sandbox = office();
    let report = sandbox.json("report --json --as-of 2021-10-31 --sort slip");
    let target = &report["targets"][1];
    assert_eq!(target["forecast"]["finish"], "2022-03-06");
    assert_eq!(target["forecast_days_late"], -25);
    assert_eq!(target["forecast_days_late_by_first"], 65);
    assert!(report["targets"][0]["forecast_days_late"].is_null());
    let csv = sandbox.ok("report --format csv --as-of 2021-10-31 --sort slip");
    let lines: Vec<&str> = csv.lines().collect();
    assert!(lines[0].ends_with(",texts,forecast_days_late,forecast_days_late_by_first"));
    assert!(lines[2].ends_with(",-25,65"), "{}", lines[2]);
}

#[test]
fn nothing_put_off_is_said_in_a_sentence() {
    let make = || {
        let sandbox = Sandbox::with_store();
        sandbox.ok("add 金辉 --code jinhui --due 2021-12-31 --progress 40");
        sandbox
    };
    let [en, zh] = both(make, "report --slipped");
    assert!(
        en.contains("\nNothing was put off or lowered: 1 target in 1 project.\n"),
        "{en}"
    );
    assert!(
        zh.contains("\n1个项目、1项目标中，没有延期或调低的目标。\n"),
        "{zh}"
    );
    let [en, zh] = both(office, "report --slipped --late --as-of 2021-10-31");
    assert!(en.contains("\nNothing that is overdue, unreported, critical or behind was put off or lowered: 4 targets in 4 projects.\n"), "{en}");
    assert!(
        zh.contains(
            "\n4个项目、4项目标中，逾期未完成、应报未报、严重滞后或未达序时的目标没有延期或调低。\n"
        ),
        "{zh}"
    );
}

#[test]
fn show_tells_every_date_with_who_moved_it_and_why() {
    let [en, zh] = both(office, "show jinhui --as-of 2021-10-31");
    assert!(
        en.contains(
            "\n    dates     70 % by 2021-12-31, decided on 2021-07-05 (wang, #3)\n    \
             dates     70 % by 2022-03-31, decided on 2021-10-12 (李工, #13): 征地\n"
        ),
        "{en}"
    );
    // The reason is given once.
    assert!(!en.contains("    note "), "{en}");
    assert!(
        zh.contains(
            "\n    历次时限  2021年12月31日前70%，2021年7月5日决定（wang，#3）\n    \
             历次时限  2022年3月31日前70%，2021年10月12日决定（李工，#13）：征地\n"
        ),
        "{zh}"
    );
    let sandbox = office();
    let shown = sandbox.ok("show west-plot --as-of 2021-10-31");
    assert!(
        shown.contains(
            "    dates     100 %, undated (\"—\"), decided on 2021-10-15 (wang, #14): 改规划\n"
        ),
        "{shown}"
    );
    let shown = sandbox.ok("show beihai --as-of 2021-10-31");
    assert!(
        shown.contains(
            "    dates     30 % by 2021-12-31, decided on 2021-10-15 (wang, #15): 缩减规模\n"
        ),
        "{shown}"
    );
    // Not for one that has always been the same, nor before the day on which it was decided.
    assert!(
        !sandbox
            .ok("show school --as-of 2021-10-31")
            .contains("dates")
    );
    assert!(
        !sandbox
            .ok("show jinhui --as-of 2021-10-11")
            .contains("dates")
    );
    let known = sandbox.ok("show jinhui --as-of 2021-10-31 --known-on 2021-10-14");
    assert!(!known.contains("dates"), "{known}");
    let shown = sandbox.json("show jinhui --json --as-of 2021-10-31");
    assert_eq!(
        shown["targets"][0]["dates"],
        serde_json::json!([
            {"due": "2021-12-31", "target": 70, "period": "2021H2", "decided_on": "2021-07-05",
                "who": "wang", "entry": 3, "reason": null},
            {"due": "2022-03-31", "target": 70, "period": "2021H2", "decided_on": "2021-10-12",
                "who": "李工", "entry": 13, "reason": "征地"},
        ])
    );
    let shown = sandbox.json("show school --json --as-of 2021-10-31");
    assert_eq!(shown["targets"][0]["dates"], serde_json::json!([]));
}
