//! One reading: what it is of, what it says, where it stands.

use crate::sandbox::{Sandbox, both};

/// In October, with a target on the main structure and two readings, and another one due.
fn in_october() -> Sandbox {
    let mut sandbox = Sandbox::with_projects();
    sandbox.ok("target jinhui/main 70 --by 年底前 --from 0 --period 2021H2");
    sandbox.at("2021-08-31T09:00:00Z");
    sandbox.ok("update jinhui 18");
    sandbox.at("2021-09-30T09:00:00Z");
    sandbox.ok("update jinhui 30");
    sandbox.at("2021-10-31T09:00:00Z");
    sandbox
}

#[test]
fn it_tells_what_changed_and_where_it_stands() {
    assert_eq!(
        both(in_october, "update jinhui 44 --note 封顶"),
        [
            "#9 jinhui Jinhui, main structure: 44 % on 2021-10-31 (was 30 % on 09-30) · planned 46.8 · behind ~ · forecast 2022-01-08\n",
            "#9 jinhui 金辉，主体结构：2021年10月31日44%（9月30日为30%），序时应达46.8%，未达序时 ~，预计2022年1月8日完成\n",
        ]
    );
    assert_eq!(
        both(Sandbox::with_projects, "update west 4/382"),
        [
            "#6 west-plot West plot, piles: 1.04 % (4 of 382 根) on 2021-07-05 · no target\n",
            "#6 west-plot 街道西侧地块，桩基：2021年7月5日1.04%（4/382根），无目标\n",
        ]
    );
}

#[test]
fn without_a_stage_the_only_one_with_an_unmet_target_is_meant() {
    let sandbox = in_october();
    assert!(
        sandbox
            .ok("update jinhui 44")
            .starts_with("#9 jinhui Jinhui, main structure: 44 %")
    );
    // The only stage.
    assert!(
        sandbox
            .ok("update west 5")
            .starts_with("#10 west-plot West plot, piles: 5 %")
    );
    // Two stages with an unmet target: neither is taken.
    sandbox.ok("target jinhui/opening --by 11月底");
    sandbox.refuses(
        "update jinhui 50 --on 10-30 --note '到 25 层'",
        "jinhui has several stages, so say which one:\n  \
         project update jinhui/main-structure 50 --on 10-30 --note '到 25 层'   (main structure, 44 % on 2021-10-31)\n  \
         project update jinhui/opening 50 --on 10-30 --note '到 25 层'   (opening, no figure yet)",
        "jinhui有多个阶段，请写明是哪一个：\n  \
         project update jinhui/main-structure 50 --on 10-30 --note '到 25 层'   （主体结构，2021年10月31日为44%）\n  \
         project update jinhui/opening 50 --on 10-30 --note '到 25 层'   （开盘，尚无数值）",
    );
    // With the first one met, the second is meant.
    sandbox.ok("update jinhui/main 70");
    assert!(
        sandbox
            .ok("update jinhui done")
            .starts_with("#13 jinhui Jinhui, opening: done")
    );
}

#[test]
fn the_whole_works_are_meant_as_long_as_nothing_else_was_reported() {
    let sandbox = Sandbox::with_store();
    sandbox.ok("add 金辉");
    let told = sandbox.ok("update jinhui 80");
    assert!(told.contains("金辉, overall progress: 80 %"), "{told}");
    // Once another stage has a figure, it must be said what this one is of.
    sandbox.ok("add 祥生");
    sandbox.ok("add xiangsheng/piles");
    sandbox.ok("add xiangsheng/roof");
    sandbox.ok("update xiangsheng/piles 20");
    let said = sandbox.refused("update xiangsheng 80");
    assert!(said.contains("project update xiangsheng/roof 80"), "{said}");
}

#[test]
fn a_project_is_found_by_whatever_names_it_and_told_whole() {
    for query in ["jinhui", "JinHui", "金辉", "Jinhui", "jinh", "金", "jh"] {
        let sandbox = in_october();
        assert!(
            sandbox
                .ok(&format!("update {query} 44"))
                .starts_with("#9 jinhui Jinhui, main structure: 44 %"),
            "{query}"
        );
    }
    for query in [
        "jinhui/main",
        "金辉/主体",
        "jh/主体结构",
        "jinhui/Main Structure",
    ] {
        let sandbox = in_october();
        assert!(
            sandbox
                .ok(&format!("update '{query}' 44"))
                .starts_with("#9 jinhui Jinhui, main structure: 44 %"),
            "{query}"
        );
    }
    let sandbox = in_october();
    sandbox.ok("add 金辉二期 --new --code jinhui-2");
    sandbox.refuses(
        "update jinh 44",
        "'jinh' may be any of jinhui (Jinhui), jinhui-2 (金辉二期); give the full code",
        "“jinh”可能是jinhui（金辉）、jinhui-2（金辉二期）；请写完整代码",
    );
}

#[test]
fn a_stage_that_is_not_there_is_refused_with_the_nearest() {
    let sandbox = in_october();
    sandbox.refuses(
        "update jinhui/opning 44",
        "jinhui has no stage 'opning'; did you mean opening? Its stages are main-structure, opening",
        "金辉没有阶段“opning”；是否指开盘？现有主体结构、开盘",
    );
    sandbox.refuses(
        "update jinhui/roof 44",
        "jinhui has no stage 'roof'; its stages are main-structure, opening",
        "金辉没有阶段“roof”；现有主体结构、开盘",
    );
}

#[test]
fn a_lower_figure_needs_lower_and_names_both_figures_and_what_to_take_back() {
    let sandbox = in_october();
    sandbox.ok("update jinhui 97");
    sandbox.refuses(
        "update jinhui/main 72",
        "jinhui/main-structure: 72 % is lower than 97 % on 2021-10-31; add --lower if progress was lost, or retract the earlier figure: project retract 9 --reason ..",
        "jinhui/main-structure：72%低于2021年10月31日的97%；确属回退请加 --lower，若前一数据有误请撤回：project retract 9 --reason 理由",
    );
    // The last one dated on or before it is what counts.
    assert!(
        sandbox
            .refused("update jinhui/main 29 --on 09-30")
            .contains("lower than 30 % on 2021-09-30")
    );
    sandbox.ok("update jinhui/main 19 --on 09-15");
    assert!(
        sandbox
            .refused("update jinhui/main 17 --on 09-20")
            .contains("lower than 19 % on 2021-09-15")
    );
    assert!(
        sandbox
            .ok("update jinhui/main 72 --lower")
            .contains("72 % on 2021-10-31 (was 97 % on 10-31)")
    );
}

#[test]
fn a_lower_figure_beside_an_import_is_not_sent_to_take_the_import_back() {
    let sandbox = Sandbox::with_projects();
    sandbox.write(
        "readings.csv",
        "project,stage,percent,as_of\njinhui,main-structure,30,2021-06-30\nwest-plot,piles,5,2021-06-30\n",
    );
    sandbox.ok("import readings.csv");
    sandbox.refuses(
        "update jinhui/main 20",
        "jinhui/main-structure: 20 % is lower than 30 % on 2021-06-30; add --lower if progress was lost or the earlier figure was wrong (`project log` shows where that came from)",
        "jinhui/main-structure：20%低于2021年6月30日的30%；确属回退或前一数据有误请加 --lower（来源可查 project log）",
    );
}

#[test]
fn a_day_is_a_past_one_and_without_a_year_the_latest_such() {
    let mut sandbox = Sandbox::with_projects();
    sandbox.at("2021-11-03T09:00:00Z");
    for (on, told) in [
        ("10-31", "2021-10-31"),
        ("10/31", "2021-10-31"),
        ("10月31日", "2021-10-31"),
        ("11-03", "2021-11-03"),
        ("05-07", "2021-05-07"),
        ("31-Oct-2021", "2021-10-31"),
        ("-3d", "2021-10-31"),
        ("'last friday'", "2021-10-29"),
        ("yesterday", "2021-11-02"),
        ("今天", "2021-11-03"),
        ("2021/10/30", "2021-10-30"),
        ("２０２１１０２９", "2021-10-29"),
    ] {
        let said = sandbox.ok(&format!("update west underway --on {on}"));
        assert!(
            said.contains(&format!("under way on {told}")),
            "{on}: {said}"
        );
    }
    // Longer ago than half a year, the next such day may be meant.
    sandbox.refuses(
        "update west 5 --on 11-04",
        "date '11-04': without a year it may be 2020-11-04 or 2021-11-04; write the year too",
        "日期“11-04”：未写年份，可能指2020年11月4日，也可能指2021年11月4日；请写明年份",
    );
    sandbox.refuses(
        "update west 5 --on 2021-11-04",
        "date '2021-11-04': after today (2021-11-03); only what has happened can be recorded",
        "日期“2021-11-04”：晚于今天（2021年11月3日）；只能记录已发生的情况",
    );
    // Whatever --as-of says; an earlier one is the day that is meant.
    sandbox.refuses(
        "update west 5 --as-of 2021-11-04",
        "date '2021-11-04': after today (2021-11-03); only what has happened can be recorded",
        "日期“2021-11-04”：晚于今天（2021年11月3日）；只能记录已发生的情况",
    );
    assert!(
        sandbox
            .ok("update west 5 --as-of 2021-11-02")
            .contains("5 % on 2021-11-02")
    );
}

#[test]
fn a_share_of_one_is_questioned_and_a_percent_below_one_is_taken_when_meant() {
    let sandbox = Sandbox::with_projects();
    sandbox.refuses(
        "update west 0.985",
        "figure '0.985': may be 0.98 % or 98.5 %; write 0.98% or 98.5",
        "数值“0.985”：可能指0.98%或98.5%；请写成0.98%或98.5",
    );
    assert!(sandbox.ok("update west 0.98%").contains("0.98 % on"));
    assert!(sandbox.ok("update west 98.5").contains("98.5 % on"));
}

#[test]
fn more_than_half_of_the_whole_in_a_day_is_told_at_every_entrance() {
    let mut sandbox = Sandbox::with_projects();
    sandbox.at("2021-10-31T09:00:00Z");
    sandbox.ok("update west 20 --on 2021-10-29");
    let told = |line: &str| sandbox.copied().run(line).err;
    let en = "warning: west-plot/piles rose by more than half of the whole in a day, \
              from 20 % on 2021-10-29 to 71 % on 2021-10-30; check the figure\n";
    assert_eq!(told("update west 71 --on 2021-10-30"), en);
    assert_eq!(
        told("update west 71 --on 2021-10-30 --lang zh"),
        "提示：west-plot/piles由2021年10月29日的20%升至2021年10月30日的71%，一日增幅超过50个百分点，请核实\n"
    );
    // The same day counts as one; half is not more than half, and two days are not one.
    assert!(told("update west 71 --on 2021-10-29").starts_with("warning: west-plot/piles rose"));
    assert_eq!(told("update west 70 --on 2021-10-30"), "");
    assert_eq!(told("update west 100 --on 2021-10-31"), "");
    // A first figure rises from none; a milestone has no other way to be done.
    assert_eq!(told("update jinhui/main 90"), "");
    sandbox.ok("update jinhui/opening not-yet --on 2021-10-30");
    assert_eq!(told("update jinhui/opening done"), "");
    // Lines and sheets are no laxer.
    let copy = sandbox.copied();
    assert_eq!(copy.fed("update -", "west 71 2021-10-30\n").err, en);
    let copy = sandbox.copied();
    copy.write(
        "plan.csv",
        "project,stage,percent,as_of\nwest-plot,piles,71,2021-10-30\n",
    );
    let err = copy.run("import plan.csv").err;
    assert!(
        err.contains("plan.csv row 2: west-plot/piles rose by more than half"),
        "{err}"
    );
}

#[test]
fn a_figure_below_0_has_a_sentence_of_its_own() {
    let sandbox = Sandbox::with_projects();
    sandbox.refuses(
        "update west -1",
        "figure '-1': below 0; a percent is from 0 to 100; or write done, not-yet, underway or 4/6",
        "数值“-1”：小于0；百分比应在0到100之间；也可写完成、未完成、推进中、4/6",
    );
    // A mistyped option is not taken for a figure.
    sandbox.refuses(
        "update west --lowr 60",
        "unexpected argument '--lowr'; did you mean --lower?",
        "无法识别的参数“--lowr”；是否指 --lower？",
    );
}

#[test]
fn amounts_are_of_the_stage_s_total() {
    let sandbox = Sandbox::with_projects();
    assert!(
        sandbox
            .ok("update west 191/382")
            .contains("50 % (191 of 382 根) on 2021-07-05")
    );
    // Cut, never rounded up to done.
    assert!(
        sandbox
            .ok("update west --amount 381.99")
            .contains("99.99 % (381.99 of 382 根)")
    );
    assert!(
        sandbox
            .ok("update west --amount 382")
            .contains("100 % (382 of 382 根)")
    );
    for (line, en, zh) in [
        (
            "update west 4/6",
            "the total of west-plot/piles is 382, not 6; change it with `project edit west-plot/piles --total 6`, or give the amount as a part of 382",
            "west-plot/piles的总量为382，不是6；如需变更请用 project edit west-plot/piles --total 6，否则请按382填写",
        ),
        (
            "update west --amount 383",
            "383 is more than the total of 382; check which of the two is wrong",
            "383超过总量382；请核对二者",
        ),
        (
            "update west --amount -5",
            "--amount '-5': not an amount; expected a number such as 382 or 382.5, not negative",
            "--amount“-5”：不是数量；应为非负数，如382或382.5",
        ),
        (
            "update west 50 --amount 191",
            "a figure and --amount cannot be used together; give one of them",
            "数值与 --amount 不能同时使用；请只填一个",
        ),
        (
            "update jinhui/main 4/6",
            "jinhui/main-structure has no total to measure amounts by; set one with `project edit jinhui/main-structure --total N --unit UNIT`, or give a percent",
            "jinhui/main-structure未设总量，无法按数量计算；请用 project edit jinhui/main-structure --total 总量 --unit 单位 设置，或直接填百分比",
        ),
        (
            "update west",
            "a figure is missing; give a percent, done, not-yet, underway, 4/6, or --amount N",
            "缺少数值；请填百分比、完成、未完成、推进中、4/6，或 --amount 数量",
        ),
    ] {
        sandbox.refuses(line, en, zh);
    }
}

#[test]
fn a_milestone_is_done_or_not_yet_and_anything_may_be_under_way() {
    let sandbox = Sandbox::with_projects();
    sandbox.ok("target jinhui/opening --by 11月底");
    assert_eq!(
        sandbox.ok("update jinhui/opening not-yet"),
        "#7 jinhui Jinhui, opening: not yet on 2021-07-05 · open\n"
    );
    assert_eq!(
        sandbox.ok("update jinhui/opening 未开工 --lang zh --on 7-4"),
        "#8 jinhui 金辉，开盘：2021年7月4日未完成，最新为2021年7月5日未完成，未到期\n"
    );
    assert_eq!(
        sandbox.ok("update jinhui/opening 推进中 --lang zh"),
        "#9 jinhui 金辉，开盘：2021年7月5日推进中（7月5日为未完成），未到期\n"
    );
    assert_eq!(
        sandbox.ok("update jinhui/opening done"),
        "#10 jinhui Jinhui, opening: done on 2021-07-05 (was not yet on 07-05)\n"
    );
    // Under way says nothing against a figure.
    sandbox.ok("update west 40 --on 06-30");
    assert!(
        sandbox
            .ok("update west underway")
            .contains("under way on 2021-07-05 (was 40 % on 06-30)")
    );
    assert_eq!(
        sandbox.ok("update jinhui/main done"),
        "#13 jinhui Jinhui, main structure: 100 % on 2021-07-05 · no target\n"
    );
}

#[test]
fn an_earlier_day_leaves_the_latest_figure_standing() {
    let sandbox = in_october();
    assert!(
        sandbox
            .ok("update jinhui 25 --on 09-15")
            .contains(": 25 % on 2021-09-15 (was 18 % on 08-31) · latest 30 % on 2021-09-30 · ")
    );
    assert!(
        sandbox
            .ok("update jinhui 26 --on 09-16 --lang zh")
            .contains("：2021年9月16日26%（9月15日为25%），最新为2021年9月30日30%，")
    );
}

#[test]
fn the_same_again_writes_nothing_and_another_note_does() {
    let sandbox = in_october();
    sandbox.ok("update jinhui 44 --note 到20层");
    let before = sandbox.kept();
    assert_eq!(
        sandbox.ok("update jinhui 44 --note 到20层"),
        "jinhui Jinhui, main structure: 44 % on 2021-10-31 is recorded already, nothing changed\n"
    );
    assert_eq!(
        sandbox.ok("update jinhui 44 --note 到20层 --lang zh"),
        "jinhui 金辉，主体结构：2021年10月31日44%已有记录，未作改动\n"
    );
    assert_eq!(sandbox.kept(), before);
    assert!(
        sandbox
            .ok("update jinhui 44 --note 到21层")
            .starts_with("#10 jinhui")
    );
}

#[test]
fn words_are_kept_beside_the_figure() {
    let sandbox = in_october();
    sandbox.ok("update jinhui 44 --note 到20层 --problem 两台塔吊停用 --next 夜班赶工");
    let shown = sandbox.ok("show jinhui/main");
    for word in ["到20层", "两台塔吊停用", "夜班赶工"] {
        assert!(shown.contains(word), "{word}\n{shown}");
    }
}

#[test]
fn a_reading_on_a_resting_project_is_recorded_and_said_to_rest() {
    let sandbox = in_october();
    sandbox.ok("edit jinhui --state suspended");
    assert!(
        sandbox
            .ok("update jinhui 44")
            .ends_with("(was 30 % on 09-30) · suspended\n")
    );
}

#[test]
fn quietly_it_is_recorded_all_the_same() {
    let sandbox = in_october();
    assert_eq!(sandbox.said("update jinhui 44 -q"), "");
    assert!(sandbox.ok("show jinhui").contains("44 % on 2021-10-31"));
    assert!(sandbox.refused("update jinhui 43 -q").contains("lower"));
}

#[test]
fn it_does_not_look_back_while_it_records() {
    let sandbox = in_october();
    sandbox.refuses(
        "update jinhui 44 --known-on 2021-10-01",
        "--known-on looks back, so it cannot be used with a command that records; leave it out",
        "--known-on 只用于查看，不能与记录命令同用；请去掉",
    );
}
