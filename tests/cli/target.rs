//! Setting and revising targets: which one is meant, what stays, what is told.

use crate::sandbox::{Sandbox, both};

fn with_target() -> Sandbox {
    let sandbox = Sandbox::with_projects();
    sandbox.ok("target jinhui/main 70 --by 年底前 --from 0");
    sandbox
}

#[test]
fn a_target_is_told_with_its_stage_in_words_and_its_verdict() {
    assert_eq!(
        both(
            Sandbox::with_projects,
            "target jinhui/main 70 --by 力争年底前完成 --from 0"
        ),
        [
            "#6 jinhui/main-structure Jinhui, main structure: target 70 % by 2021-12-31 (\"力争年底前完成\") · from 0 % · strive · no data\n",
            "#6 jinhui/main-structure 金辉，主体结构：目标2021年12月31日前70%（“力争年底前完成”），起点进度0%，力争，无数据\n",
        ]
    );
}

#[test]
fn without_a_stage_the_only_one_with_an_unmet_target_is_meant() {
    let sandbox = with_target();
    assert!(
        sandbox
            .ok("target jinhui 75")
            .starts_with("#7 jinhui/main-structure Jinhui, main structure: target 75 %")
    );
    // The only stage, where there is no target.
    assert!(
        sandbox
            .ok("target west 80")
            .starts_with("#8 west-plot/piles West plot, piles: target 80 %")
    );
    // A met target no longer decides: two stages, none with an unmet one.
    sandbox.ok("update jinhui/main 75");
    sandbox.refuses(
        "target jinhui done --by 11月底 --reason 'as promised'",
        "jinhui has several stages, so say which one:\n  \
         project target jinhui/main-structure done --by 11月底 --reason 'as promised'   (main structure, 75 % on 2021-07-05)\n  \
         project target jinhui/opening done --by 11月底 --reason 'as promised'   (opening, no figure yet)",
        "jinhui有多个阶段，请写明是哪一个：\n  \
         project target jinhui/main-structure done --by 11月底 --reason 'as promised'   （主体结构，2021年7月5日为75%）\n  \
         project target jinhui/opening done --by 11月底 --reason 'as promised'   （开盘，尚无数值）",
    );
}

#[test]
fn the_whole_works_are_meant_as_long_as_nothing_else_was_reported() {
    let sandbox = Sandbox::with_store();
    sandbox.ok("add 金辉");
    let set = sandbox.ok("target jinhui 80 --by 2021-12-31");
    assert!(set.contains("金辉, overall progress: target 80 %"), "{set}");
    // Once another stage has a figure, it must be said what the target is of.
    sandbox.ok("add 祥生");
    sandbox.ok("add xiangsheng/piles");
    sandbox.ok("add xiangsheng/roof");
    sandbox.ok("update xiangsheng/piles 20");
    let said = sandbox.refused("target xiangsheng 80 --by 2021-12-31");
    assert!(
        said.contains("project target xiangsheng/roof 80 --by 2021-12-31"),
        "{said}"
    );
}

#[test]
fn a_stage_that_is_not_there_needs_new_and_the_nearest_is_named() {
    let sandbox = Sandbox::with_projects();
    sandbox.refuses(
        "target jinhui/main-strcture 70",
        "there is no stage jinhui/main-strcture; did you mean main-structure? Add --new to create it (there are main-structure, opening)",
        "没有阶段jinhui/main-strcture；是否指主体结构？新增请加 --new（现有主体结构、开盘）",
    );
    sandbox.refuses(
        "target jinhui/roof 70",
        "there is no stage jinhui/roof, only main-structure, opening; add --new to create it",
        "没有阶段jinhui/roof，现有主体结构、开盘；新增请加 --new",
    );
    assert_eq!(
        sandbox.ok("target jinhui/roof 70 --new"),
        "#6 jinhui/roof Jinhui, roof: target 70 %, undated · undated\n"
    );
    assert!(sandbox.ok("show jinhui").contains("roof  roof (measured)"));
    assert_eq!(
        sandbox.ok("target jinhui/signing done --new"),
        "#7 jinhui/signing Jinhui, signing: target done, undated · undated\n"
    );
    assert!(
        sandbox
            .ok("show jinhui")
            .contains("signing  signing (milestone)")
    );
}

#[test]
fn a_new_stage_is_not_taken_for_one_that_begins_alike() {
    let sandbox = Sandbox::with_projects();
    sandbox.ok("target jinhui/phase-10 80 --new");
    assert!(
        sandbox
            .ok("target jinhui/phase-1 50 --new")
            .starts_with("#7 jinhui/phase-1 Jinhui, phase-1: target 50 %")
    );
    let report = sandbox.json("report --format json");
    let targets: Vec<String> = report["targets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|target| format!("{} {}", target["stage"].as_str().unwrap(), target["target"]))
        .collect();
    assert_eq!(targets, ["phase-1 50", "phase-10 80"]);
    // The whole name of one that is there is that one.
    assert!(
        sandbox
            .ok("target jinhui/主体结构 60 --new")
            .starts_with("#8 jinhui/main-structure ")
    );
    sandbox.refuses(
        "target jinhui/phase 60",
        "'phase' may be any of jinhui/phase-10 (phase-10), jinhui/phase-1 (phase-1); give the full code",
        "“phase”可能是jinhui/phase-10（phase-10）、jinhui/phase-1（phase-1）；请写完整代码",
    );
}

#[test]
fn without_a_deadline_a_measured_stage_takes_the_end_of_the_period_and_a_milestone_none() {
    let sandbox = Sandbox::with_projects();
    assert_eq!(
        sandbox.ok("target jinhui/main 70 --period 2021H2"),
        "#6 jinhui/main-structure Jinhui, main structure: target 70 % by 2021-12-31 (the period's last day) · 2021H2 · no data\n"
    );
    assert_eq!(
        sandbox.ok("target jinhui/main 40 --period 2021Q3 --lang zh"),
        "#7 jinhui/main-structure#2 金辉，主体结构：目标2021年9月30日前40%（期间最后一日），2021年三季度，无数据\n"
    );
    assert_eq!(
        sandbox.ok("target jinhui/opening"),
        "#8 jinhui/opening Jinhui, opening: target done, undated · undated\n"
    );
    assert_eq!(
        sandbox.ok("target jinhui/opening --by 11月底 --lang zh"),
        "#9 jinhui/opening 金辉，开盘：目标2021年11月30日前完成（“11月底”）（原未明确时限），未到期\n"
    );
    // Without a percent all of it is meant.
    assert_eq!(
        sandbox.ok("target west/piles --period 2021H2"),
        "#10 west-plot/piles West plot, piles: target 100 % by 2021-12-31 (the period's last day) · 2021H2 · no data\n"
    );
}

#[test]
fn a_deadline_may_be_said_in_words_and_makes_no_period() {
    for (by, told) in [
        ("2022-03-31", "by 2022-03-31"),
        ("2021-11-30", "by 2021-11-30"),
        ("'end of november'", "by 2021-11-30 (\"end of november\")"),
        ("2022年6月底", "by 2022-06-30 (\"2022年6月底\")"),
        ("+30d", "by 2021-08-04 (\"+30d\")"),
        ("2021Q4", "by 2021-12-31 (\"2021Q4\")"),
        ("11月上旬", "by 2021-11-10 (\"11月上旬\")"),
        ("四季度", "by 2021-12-31 (\"四季度\")"),
        ("１１月３０日", "by 2021-11-30 (\"１１月３０日\")"),
    ] {
        let sandbox = Sandbox::with_projects();
        let said = sandbox.ok(&format!("target jinhui/main 70 --by {by}"));
        assert!(
            said.contains(&format!("target 70 % {told} · no data")),
            "{by}: {said}"
        );
    }
    for by in ["尽早", "'as soon as possible'", "早日"] {
        let sandbox = Sandbox::with_projects();
        let said = sandbox.ok(&format!("target jinhui/main 70 --by {by}"));
        assert!(said.contains("target 70 %, undated (\""), "{by}: {said}");
        assert!(said.ends_with("\") · undated\n"), "{by}: {said}");
    }
}

#[test]
fn revising_keeps_what_is_not_given() {
    let sandbox = with_target();
    sandbox.ok("target jinhui/main --commitment 确保 --via 2021-09-30:35");
    assert_eq!(
        sandbox.ok("target jinhui/main 75"),
        "#8 jinhui/main-structure Jinhui, main structure: target 75 % by 2021-12-31 (\"年底前\") (was 70 %) · from 0 % · via 35 % on 2021-09-30 · ensure · no data · replanned\n"
    );
    assert_eq!(
        sandbox.ok("target jinhui/main --by 2022-01-31 --reason 资金未到位 --lang zh"),
        "#9 jinhui/main-structure 金辉，主体结构：目标2022年1月31日前75%（原为2021年12月31日前），起点进度0%，计划节点为2021年9月30日的35%，确保，无数据，计划已调整，较原定12月31日延期31天\n"
    );
    assert_eq!(
        sandbox.ok("target jinhui/main 60 --by 2021-12-20"),
        "#10 jinhui/main-structure Jinhui, main structure: target 60 % by 2021-12-20 (was 75 % by 2022-01-31) · from 0 % · via 35 % on 2021-09-30 · ensure · no data · replanned\n"
    );
    assert_eq!(
        sandbox.ok("target jinhui/main --via none"),
        "#11 jinhui/main-structure Jinhui, main structure: target 60 % by 2021-12-20 · from 0 % · ensure · no longer via 35 % on 2021-09-30 · no data\n"
    );
    let shown = sandbox.ok("show jinhui/main");
    assert!(
        shown.contains("original  70 % by 2021-12-31 · 11 days earlier now, moved 2 times · "),
        "{shown}"
    );
    assert!(shown.contains("lowered"), "{shown}");
}

#[test]
fn what_is_so_already_writes_nothing() {
    let sandbox = with_target();
    let before = sandbox.kept();
    assert_eq!(
        sandbox.ok("target jinhui/main 70 --by 年底前"),
        "jinhui/main-structure Jinhui, main structure: target 70 % by 2021-12-31 (\"年底前\") · from 0 % · nothing changed; already on record\n"
    );
    assert!(
        sandbox
            .ok("target jinhui/main 70 --lang zh")
            .ends_with("，与现有内容相同，未作改动\n")
    );
    assert_eq!(sandbox.kept(), before);
}

#[test]
fn of_several_unmet_targets_one_must_be_named() {
    let sandbox = with_target();
    sandbox.ok("target jinhui/main 40 --period 2021Q3");
    sandbox.ok("target jinhui/main 45 --period 2021Q3 --label 区里");
    sandbox.refuses(
        "target jin/main 50",
        "jinhui/main-structure has several unmet targets, so say which one:\n  \
         project target jinhui/main-structure#1 50   (due 2021-12-31)\n  \
         project target jinhui/main-structure#2 50   (2021Q3, due 2021-09-30)\n  \
         project target jinhui/main-structure#3 50   (2021Q3, 区里, due 2021-09-30)",
        "jinhui/main-structure有多个未完成的目标，请指明是哪一个：\n  \
         project target jinhui/main-structure#1 50   （2021年12月31日到期）\n  \
         project target jinhui/main-structure#2 50   （2021年三季度、2021年9月30日到期）\n  \
         project target jinhui/main-structure#3 50   （2021年三季度、区里、2021年9月30日到期）",
    );
    assert_eq!(
        sandbox.ok("target jinhui/main 50 --period 2021Q3"),
        "#9 jinhui/main-structure#2 Jinhui, main structure: target 50 % by 2021-09-30 (the period's last day) (was 40 %) · 2021Q3 · no data\n"
    );
    assert_eq!(
        sandbox.ok("target jinhui/main 55 --label 区里"),
        "#10 jinhui/main-structure#3 Jinhui, main structure: target 55 % by 2021-09-30 (the period's last day) (was 45 %) · 2021Q3 · 区里 · no data\n"
    );
    // Once the others are met, the one left is meant.
    sandbox.ok("update jinhui/main 60");
    assert!(
        sandbox
            .ok("target jinhui/main 80")
            .contains("target 80 % by 2021-12-31")
    );
}

#[test]
fn a_number_names_one_target_of_its_stage_met_or_not() {
    let sandbox = with_target();
    sandbox.ok("target jinhui/main 40 --period 2021Q3");
    sandbox.ok("update jinhui/main 60");
    assert!(
        sandbox
            .ok("target jinhui/main#2 45 --reason 'asked for more'")
            .contains(
                "target 45 % by 2021-09-30 (the period's last day) (was 40 %) · 2021Q3 · met"
            ),
    );
    assert!(
        sandbox
            .ok("target jinhui/主体结构#1 --suspend --reason rain")
            .contains(" · suspended")
    );
    sandbox.refuses(
        "target jinhui/main#3 50",
        "jinhui/main-structure has no target #3, only #1, #2",
        "jinhui/main-structure没有目标#3，只有#1、#2",
    );
    sandbox.refuses(
        "target jinhui/opening#1 done",
        "jinhui/opening has no target #1, nor any other; leave #1 out to set one",
        "jinhui/opening没有目标#1，也没有其他目标；不写#1即可设定",
    );
    // A stage that is itself called so is meant by its name.
    for (code, name) in [("b1", "1#楼"), ("b#2", "楼#2")] {
        sandbox.ok(&format!("add jinhui/{code} --name {name}"));
        sandbox.ok(&format!("target jinhui/{name} 50 --period 2021H2"));
        sandbox.ok(&format!("target jinhui/{code}#1 55"));
    }
    sandbox.ok("target jinhui/b#2 60");
    sandbox.refused("target jinhui/b#3 60");
}

#[test]
fn what_a_command_suggests_hangs_on_the_command_and_not_on_its_words() {
    let sandbox = with_target();
    let said = sandbox.refused("update --note 'on target today' jinhui/nosuch 75");
    assert!(!said.contains("--new"), "{said}");
    let said = sandbox.refused("target jinhui/nosuch 75");
    assert!(said.contains("--new"), "{said}");
}

#[test]
fn one_that_was_carried_on_is_left_to_its_successor() {
    let sandbox = Sandbox::with_projects();
    sandbox.write(
        "targets.csv",
        "project,stage,percent,due,period,carried_from\n\
         jinhui,main-structure,70,2021-06-30,2021H1,\n\
         jinhui,main-structure,70,2021-12-31,2021H2,2021H1\n",
    );
    sandbox.ok("import targets.csv --yes");
    assert!(
        sandbox
            .ok("target jinhui/main 80")
            .contains("target 80 % by 2021-12-31 (was 70 %)")
    );
}

#[test]
fn a_target_rests_is_taken_up_again_and_given_up() {
    let sandbox = with_target();
    assert!(
        sandbox
            .ok("target jinhui/main --suspend --reason 停工")
            .ends_with(" · from 0 % · suspended\n")
    );
    assert!(
        sandbox
            .ok("target jinhui/main --resume")
            .ends_with("· no data\n")
    );
    assert!(
        sandbox
            .ok("target jinhui/main --drop --lang zh")
            .ends_with("，起点进度0%，已取消\n")
    );
    // A dropped one is taken up again without saying which.
    assert!(
        sandbox
            .ok("target jinhui/main --resume")
            .ends_with("· no data\n")
    );
    for (one, other) in [("--suspend", "--resume"), ("--resume", "--drop")] {
        sandbox.refuses(
            &format!("target jinhui/main {one} {other}"),
            &format!("{one} and {other} cannot be used together; see `project target --help`"),
            &format!("{one} 与 {other} 不能同时使用；参见 project target --help"),
        );
    }
    sandbox.refuses(
        "target west --suspend",
        "west-plot/piles has no target to suspend, resume or drop; set one first",
        "west-plot/piles没有可暂停、恢复或取消的目标；请先设定目标",
    );
}

#[test]
fn the_unmet_target_rests_not_the_met_one_beside_it() {
    let sandbox = with_target();
    sandbox.ok("target jinhui/main 5 --period 2021Q3");
    sandbox.ok("update jinhui/main 10");
    assert!(
        sandbox
            .ok("target jinhui/main --suspend")
            .contains(" · suspended")
    );
}

#[test]
fn the_target_of_a_cancelled_project_is_revised_and_gets_none_beside_it() {
    let sandbox = with_target();
    sandbox.ok("edit jinhui --state cancelled");
    let said = sandbox.ok("target jinhui/main 75");
    assert!(
        said.contains("target 75 % by 2021-12-31 (\"年底前\") (was 70 %)"),
        "{said}"
    );
    let said = sandbox.ok("target jinhui/main 75");
    assert!(
        said.contains("nothing changed; already on record"),
        "{said}"
    );
    sandbox.write(
        "plan.csv",
        "code,name,stage,percent,due\njinhui,金辉,main-structure,75,2021-11-30\n",
    );
    sandbox.ok("import plan.csv --yes");
    let targets = |sandbox: &Sandbox| {
        let report = sandbox.json("report --period all --format json");
        let targets = report["targets"].as_array().unwrap().iter();
        targets
            .map(|target| target["due"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(targets(&sandbox), ["2021-11-30"]);
    // What is given up by a decision of its own is left as it is, and so is what was met.
    sandbox.ok("target jinhui/main --drop");
    sandbox.ok("target jinhui/main 80 --by 2022-01-31");
    assert_eq!(targets(&sandbox), ["2021-11-30", "2022-01-31"]);
}

#[test]
fn of_a_cancelled_project_the_target_that_was_met_before_stays() {
    let mut sandbox = with_target();
    sandbox.ok("update jinhui/main 70");
    sandbox.at("2021-07-06T09:00:00Z");
    sandbox.ok("edit jinhui --state cancelled");
    let said = sandbox.ok("target jinhui/main 90 --by 2022-01-31");
    assert!(!said.contains("was"), "{said}");
}

#[test]
fn a_further_target_stands_beside_the_first_if_it_is_asked_for() {
    let sandbox = with_target();
    assert_eq!(
        sandbox.ok("target jinhui/main-structure 90 --by 2022-06-30 --new"),
        "#7 jinhui/main-structure#2 Jinhui, main structure: target 90 % by 2022-06-30 · no data\n"
    );
    let terms = |sandbox: &Sandbox| {
        let shown = sandbox.json("show jinhui --json");
        let targets = shown["targets"].as_array().unwrap().iter();
        let terms = targets.map(|target| {
            let due = target["due"].as_str().unwrap();
            format!("#{} {} {due}", target["number"], target["target"])
        });
        terms.collect::<Vec<_>>()
    };
    let both = ["#1 70 2021-12-31", "#2 90 2022-06-30"];
    assert_eq!(terms(&sandbox), both);
    // Nothing has slipped.
    assert!(!sandbox.ok("report --period all").contains("was"));
    // The same once more is the same target.
    let again = sandbox.ok("target jinhui/main-structure 90 --by 2022-06-30 --new");
    assert!(
        again.contains("nothing changed; already on record"),
        "{again}"
    );
    assert_eq!(terms(&sandbox), both);
    sandbox.refuses(
        "target jinhui/main-structure#2 95 --new",
        "jinhui/main-structure already has a target #2; to revise it, leave out --new; to set a further one, leave out #2",
        "jinhui/main-structure已有目标#2；如调整该目标，请去掉 --new；如另设目标，请不写#2",
    );
    // Without it, which of the two is a question.
    let said = sandbox.refused("target jinhui/main-structure 95");
    assert!(said.contains("has several unmet targets"), "{said}");
    let said = sandbox.refused("target jinhui/main-structure --drop --new");
    assert!(
        said.contains("--drop and --new cannot be used together")
            || said.contains("--new and --drop cannot be used together"),
        "{said}"
    );
}
