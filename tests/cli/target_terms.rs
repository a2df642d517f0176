//! What a target asks for: deadlines in words, plans, days of decision.

use crate::sandbox::Sandbox;

#[test]
fn a_deadline_with_two_readings_is_refused_naming_both() {
    let sandbox = Sandbox::with_projects();
    sandbox.refuses(
        "target jinhui/main 70 --by 四季度前",
        "deadline '四季度前': may be 2021-09-30, before it begins, or 2021-12-31, by its end; write the day, or settle it for all with `project config deadlines.before strict` (or inclusive)",
        "时限“四季度前”：可能指2021年9月30日（开始之前），也可能指2021年12月31日（结束之前）；请写明日期，或用 project config deadlines.before strict（或 inclusive）统一",
    );
    assert_eq!(
        sandbox.ok("target jinhui/main 70 --by 2021-09-30 --words 四季度前"),
        "#6 jinhui/main-structure Jinhui, main structure: target 70 % by 2021-09-30 (\"四季度前\") · no data\n"
    );
    for (setting, due) in [("strict", "2021-09-30"), ("inclusive", "2021-12-31")] {
        let sandbox = Sandbox::with_projects();
        sandbox.write(
            "settings.csv",
            format!("key,value\ndeadlines.before,{setting}\n"),
        );
        sandbox.ok("import settings.csv --yes");
        let said = sandbox.ok("target jinhui/main 70 --by 四季度前");
        assert!(said.contains(&format!("by {due} (\"四季度前\")")), "{said}");
    }
}

#[test]
fn a_month_outside_the_period_is_refused_naming_both_years() {
    let sandbox = Sandbox::with_projects();
    sandbox.refuses(
        "target jinhui/main 70 --by 6月底 --period 2021H2",
        "deadline '6月底': not in the period without a year; write 2021-06-30 or 2022-06-30, whichever is meant, or give another period",
        "时限“6月底”：未写年份，不在期间内；请写明是2021年6月30日还是2022年6月30日，或改填期间",
    );
    sandbox.refuses(
        "target jinhui/main 70 --by june --period 2021Q4",
        "deadline 'june': not in the period without a year; write 2021-06-30 or 2022-06-30, whichever is meant, or give another period",
        "时限“june”：未写年份，不在期间内；请写明是2021年6月30日还是2022年6月30日，或改填期间",
    );
    // Without a period it is the next such day.
    assert!(
        sandbox
            .ok("target west 70 --by 6月底")
            .contains("by 2022-06-30 (\"6月底\")")
    );
    assert!(
        sandbox
            .ok("target jinhui/main 70 --by 6月底 --period 2022H1")
            .contains("by 2022-06-30 (\"6月底\") · 2022H1")
    );
}

#[test]
fn the_day_of_the_decision_may_lie_back_but_not_ahead() {
    let mut sandbox = Sandbox::with_projects();
    sandbox.ok("target jinhui/main 70 --by 2021-12-31");
    sandbox.at("2021-10-15T09:00:00Z");
    sandbox.ok("target jinhui/main 60 --on 10-01 --reason 暴雨");
    let percent = |day: &str| {
        let report = sandbox.json(&format!("report --format json --as-of {day}"));
        report["targets"][0]["target"].clone()
    };
    assert_eq!(percent("2021-09-30"), 70);
    assert_eq!(percent("2021-10-01"), 60);
    sandbox.refuses(
        "target jinhui/main 50 --on 2021-10-16",
        "date '2021-10-16': after today (2021-10-15); only what has happened can be recorded",
        "日期“2021-10-16”：晚于今天（2021年10月15日）；只能记录已发生的情况",
    );
    // Decided before the one in force, it holds only until that.
    assert_eq!(
        sandbox.ok("target jinhui/main 65 --on 09-15"),
        "#8 jinhui/main-structure Jinhui, main structure: target 65 % by 2021-12-31 (was 70 %) · overtaken by the decision of 2021-10-01: 60 % by 2021-12-31 · no data\n"
    );
    assert_eq!(percent("2021-09-15"), 65);
    assert_eq!(percent("2021-10-15"), 60);
    assert!(
        sandbox
            .ok("target jinhui/main 66 --on 09-16 --lang zh")
            .contains("，已被2021年10月1日的决定取代：2021年12月31日前60%，")
    );
    // A day before it was decided does not know it yet: nothing has overtaken it.
    let said = sandbox.ok("target jinhui/main 55 --on 2021-10-10 --as-of 2021-10-05");
    assert!(!said.contains("overtaken"), "{said}");
}

#[test]
fn a_plan_point_lies_between_the_start_and_the_due_day_and_points_rise() {
    let sandbox = Sandbox::with_projects();
    for (via, en, zh) in [
        (
            "--via 2021-12-31:50",
            "the plan point of 2021-12-31 is not between 2021-06-30, when the plan starts, and 2021-12-31, when it is due; give the points again with --via, or drop them with --via none",
            "2021年12月31日的计划点不在计划起点2021年6月30日与时限2021年12月31日之间；请用 --via 重新填写，或用 --via 无 取消",
        ),
        (
            "--via 2021-09-30:50 --via 2021-10-31:40",
            "--via '2021-10-31:40': expected DATE:PERCENT such as 2021-09-30:35, with increasing dates and percents that do not decrease",
            "--via“2021-10-31:40”：应为 日期:百分比，如2021-09-30:35；日期递增，百分比不减",
        ),
        (
            "--via 50",
            "--via '50': expected DATE:PERCENT such as 2021-09-30:35, with increasing dates and percents that do not decrease",
            "--via“50”：应为 日期:百分比，如2021-09-30:35；日期递增，百分比不减",
        ),
        (
            "--by 尽早 --via 2021-09-30:35",
            "the plan point of 2021-09-30 needs a due date; give one with --by, or drop the points with --via none",
            "2021年9月30日的计划点须有时限；请用 --by 填写时限，或用 --via 无 取消计划点",
        ),
    ] {
        let target = "target jinhui/main 70 --period 2021H2";
        sandbox.refuses(&format!("{target} {via}"), en, zh);
    }
    sandbox.ok("target jinhui/main 70 --period 2021H2 --via 2021-09-30:35 --via 2021-10-31:35");
    // A deadline moved before a point would leave a plan that cannot be.
    sandbox.refuses(
        "target jinhui/main --by 2021-10-15",
        "the plan point of 2021-10-31 is not between 2021-06-30, when the plan starts, and 2021-10-15, when it is due; give the points again with --via, or drop them with --via none",
        "2021年10月31日的计划点不在计划起点2021年6月30日与时限2021年10月15日之间；请用 --via 重新填写，或用 --via 无 取消",
    );
    sandbox.ok("target jinhui/main --by 2021-10-15 --via 2021-09-30:35");
}

#[test]
fn a_declared_baseline_has_a_day_of_its_own_or_gives_way_to_a_reading() {
    let sandbox = Sandbox::with_projects();
    assert_eq!(
        sandbox.ok("target jinhui/main 70 --period 2021H2 --from 2021-07-03:5"),
        "#6 jinhui/main-structure Jinhui, main structure: target 70 % by 2021-12-31 (the period's last day) · from 5 % on 2021-07-03 · 2021H2 · no data\n"
    );
    let make = || {
        let sandbox = Sandbox::with_projects();
        sandbox.ok("update west 10 --on 06-30");
        sandbox
    };
    for (language, warning) in [
        (
            "en",
            "warning: the starting point is taken from the reading of 2021-06-30 (10 %)\n",
        ),
        ("zh", "提示：起点进度取自2021年6月30日的数据（10%）\n"),
    ] {
        let line = format!("target west 70 --from 0 --period 2021H2 --lang {language}");
        assert_eq!(make().run(&line).err, warning);
    }
    // So is a deadline that lies before the start.
    assert_eq!(
        sandbox
            .run("target jinhui/main --start 2022-02-01 --by 2021-12-31")
            .err,
        "warning: due 2021-12-31 is before the start 2022-02-01; the plan starts the day before it is due\n"
    );
    sandbox.refuses(
        "target jinhui/main 70 --from 2021-06-30",
        "--from '2021-06-30': expected a percent such as 0, or 2021-06-30:5",
        "--from“2021-06-30”：应为百分比，如0，或2021-06-30:5",
    );
}

#[test]
fn a_start_without_a_percent_declares_0_where_there_is_no_figure_yet() {
    let sandbox = Sandbox::with_projects();
    assert_eq!(
        sandbox.ok("target jinhui/main 70 --by 2021-12-31 --start 2021-07-01"),
        "#6 jinhui/main-structure Jinhui, main structure: target 70 % by 2021-12-31 · from 0 % on 2021-06-30 · no data\n"
    );
    // What comes later does not change what was recorded with it.
    sandbox.ok("update jinhui/main 5 --on 07-03");
    let shown = sandbox.ok("show jinhui");
    assert!(
        shown.contains("starting point 0 % on 2021-06-30 (declared)"),
        "{shown}"
    );
}

#[test]
fn a_start_without_a_percent_goes_by_a_figure_before_it_or_asks() {
    let mut sandbox = Sandbox::with_projects();
    sandbox.ok("update jinhui/main 5 --on 07-03");
    let later = "target jinhui/main 70 --by 2021-12-31 --start 2021-07-01";
    sandbox.refuses(
        later,
        "jinhui/main-structure has no figures before 2021-07-03, so nothing says where it stood on 2021-06-30; say it with --from 2021-06-30:PERCENT",
        "jinhui/main-structure自2021年7月3日起才有数据，2021年6月30日的起点进度不明；请用 --from 2021-06-30:百分比 注明",
    );
    let said = sandbox.ok(&format!("{later} --from 2021-06-30:2"));
    assert!(said.contains("· from 2 % on 2021-06-30 · "), "{said}");
    sandbox.at("2021-08-10T09:00:00Z");
    let said = sandbox.ok("target west/piles 70 --by 2021-12-31 --start 2021-08-01");
    assert!(said.contains("from 0 % on 2021-07-31"), "{said}");
    // The last figure before the start says it: nothing is declared.
    let said =
        sandbox.ok("target jinhui/main 90 --by 2022-03-31 --start 2021-08-01 --period 2022Q1");
    assert!(said.contains(" · from 2021-07-31 · 2022Q1 · "), "{said}");
}

#[test]
fn a_row_with_a_start_and_no_percent_is_taken_and_told() {
    let sandbox = Sandbox::with_projects();
    sandbox.write(
        "targets.csv",
        "project,stage,percent,due,start,baseline\n\
         jinhui,main-structure,70,2021-12-31,2021-07-01,\n\
         west-plot,piles,70,2021-12-31,2021-07-01,\n",
    );
    sandbox.write(
        "readings.csv",
        "project,stage,percent,as_of\njinhui,main-structure,5,2021-07-03\n",
    );
    let import = "import targets.csv readings.csv --yes";
    let said = sandbox.said(import);
    let told = "targets.csv row 2: nothing says where it stood on 2021-06-30, so its plan begins with the first figure, of 2021-07-03; to say it, write 2021-06-30:PERCENT in the column baseline";
    assert!(said.contains(told), "{said}");
    assert!(!said.contains("row 3"), "{said}");
    // The same again says nothing new: the 0 that was declared for the piles stays.
    let again = sandbox.said(import);
    assert!(again.contains("nothing to import"), "{again}");
    sandbox.write(
        "targets.csv",
        "project,stage,percent,due,start,baseline\n\
         jinhui,main-structure,70,2021-12-31,2021-07-01,2021-06-30:2\n",
    );
    sandbox.ok("import targets.csv --yes");
    sandbox.ok("export --format csv -o out");
    let targets = std::fs::read_to_string(sandbox.path("out/targets.csv")).unwrap();
    assert!(targets.contains("2021-06-30:2"), "{targets}");
}

#[test]
fn a_percent_to_reach_is_over_0_and_at_most_100_and_a_milestone_is_done() {
    let sandbox = Sandbox::with_projects();
    for (line, en, zh) in [
        (
            "target jinhui/main 0",
            "target '0': a target is over 0 and at most 100",
            "目标“0”：目标应大于0且不超过100",
        ),
        (
            "target jinhui/main 101",
            "target '101': over 100; a percent is from 0 to 100; or write done",
            "目标“101”：大于100；百分比应在0到100之间；也可写完成",
        ),
        (
            "target jinhui/main -1",
            "target '-1': below 0; a percent is from 0 to 100; or write done",
            "目标“-1”：小于0；百分比应在0到100之间；也可写完成",
        ),
        (
            "target jinhui/main 4/6",
            "target '4/6': not a percent; expected a number from 0 to 100 such as 72 or 72.5; or write done",
            "目标“4/6”：不是百分比；应为0到100的数字，如72或72.5；也可写完成",
        ),
        (
            "target jinhui/main underway",
            "target 'underway': not a percent; expected a number from 0 to 100 such as 72 or 72.5; or write done",
            "目标“underway”：不是百分比；应为0到100的数字，如72或72.5；也可写完成",
        ),
        (
            "target jinhui/main 0.7",
            "target '0.7': may be 0.7 % or 70 %; write 0.7% or 70",
            "目标“0.7”：可能指0.7%或70%；请写成0.7%或70",
        ),
        (
            "target jinhui/opening 70",
            "target '70': a milestone is done or not done, so its target is 100; leave the percent out, or write done",
            "目标“70”：节点只有完成与否，目标只能是100；请省略百分比或写完成",
        ),
        (
            "target jinhui/main 70 --commitment maybe",
            "--commitment 'maybe': expected one of ensure, strive, expected, push",
            "--commitment“maybe”：应为确保、力争、预计、推动之一",
        ),
        (
            "target jinhui/main 70 --period 2021H3",
            "--period '2021H3': not a period; expected 2021, 2021H2, 2021Q4, 2021-11, Jul-Oct 2021, 2021-07-01..2021-09-15 or FY2027H1",
            "--period“2021H3”：不是期间；应如2021年、2021年下半年、2021年四季度、2021年11月、2021年7-10月、2021-07-01..2021-09-15、2027财年上半年",
        ),
        (
            "target jinhui/main 70 --reason ''",
            "the reason is empty; say why with --reason TEXT",
            "理由为空；请用 --reason 写明理由",
        ),
    ] {
        sandbox.refuses(line, en, zh);
    }
    assert!(
        sandbox
            .ok("target jinhui/main ７０％")
            .contains("target 70 %, undated")
    );
    assert!(
        sandbox
            .ok("target jinhui/opening 100")
            .contains("target done, undated")
    );
}

#[test]
fn quietly_it_is_set_all_the_same() {
    let sandbox = Sandbox::with_projects();
    assert_eq!(sandbox.said("target jinhui/main 70 --by 2021-12-31 -q"), "");
    assert!(
        sandbox
            .ok("show jinhui")
            .contains("target    70 % by 2021-12-31")
    );
}

#[test]
fn a_target_taken_back_can_be_set_again() {
    let sandbox = Sandbox::with_projects();
    sandbox.ok("target jinhui/main 70 --by 2021-12-31");
    assert_eq!(
        sandbox.ok("retract --reason 误设"),
        "#7 retracted #6 (target jinhui/main 70 --by 2021-12-31), recorded just now: jinhui Jinhui, main structure: target 70 % by 2021-12-31; no such target is left\nA second `project retract` would retract #5 (add west-plot/piles --name 桩基 --en piles --unit 根 --total 382): west-plot/piles: stage added\n"
    );
    assert_eq!(
        sandbox.ok("target jinhui/main 60 --by 2021-12-31"),
        "#8 jinhui/main-structure Jinhui, main structure: target 60 % by 2021-12-31 · no data\n"
    );
    sandbox.ok("target jinhui/main 55");
    assert_eq!(
        sandbox.ok("retract --reason 误改 --lang zh"),
        "#10 已撤回#9（target jinhui/main 55，刚刚录入）：jinhui 金辉，主体结构：目标2021年12月31日前55%；现恢复为2021年12月31日前60%\n如再次 project retract，将撤回#8（target jinhui/main 60 --by 2021-12-31）：jinhui/main-structure：目标2021年12月31日前60%，2021年7月5日决定\n"
    );
}
