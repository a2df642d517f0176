use crate::sandbox::{Sandbox, both};

#[test]
fn each_fact_is_told_as_it_is_and_as_it_was() {
    assert_eq!(
        both(
            Sandbox::with_projects,
            "edit jinhui --lead 李工 --unit 住建局 --category '' --reason 换人"
        ),
        [
            "#6 jinhui Jinhui: category none (was property) · unit 住建局 (was none) · lead 李工 (was 王工)\n",
            "#6 jinhui 金辉：类别无（原为property），单位住建局（原为无），负责人李工（原为王工）\n",
        ]
    );
    assert_eq!(
        both(
            Sandbox::with_projects,
            "edit jinhui/main --name 主体 --weight 40 --total 18 --unit 层 --order 5"
        ),
        [
            "#6 jinhui/main-structure Jinhui, main structure: name 主体 (was 主体结构) · order 5 (was 0) · weight 40 (was none) · unit 层 (was none) · total 18 (was none)\n",
            "#6 jinhui/main-structure 金辉，主体：名称主体（原为主体结构），次序5（原为0），权重40（原为无），单位层（原为无），总量18（原为无）\n",
        ]
    );
}

#[test]
fn what_is_not_given_stays() {
    let sandbox = Sandbox::with_projects();
    sandbox.ok("edit jinhui --alias 金辉城");
    sandbox.ok("edit jinhui --lead 李工");
    let shown = sandbox.ok("show 金辉城");
    assert!(shown.contains("jinhui  Jinhui (金辉)"), "{shown}");
    assert!(shown.contains("category property · lead 李工"), "{shown}");
    sandbox.ok("edit jinhui --no-alias 金辉城");
    assert!(
        sandbox
            .refused("show 金辉城")
            .contains("no project is called")
    );
}

#[test]
fn what_is_so_already_writes_nothing() {
    let sandbox = Sandbox::with_projects();
    let before = sandbox.kept();
    assert_eq!(
        sandbox.ok("edit jinhui --lead 王工"),
        "jinhui Jinhui: nothing changed; already on record\n"
    );
    assert_eq!(
        sandbox.ok("edit jinhui/opening --kind milestone --lang zh"),
        "jinhui/opening 金辉，开盘：与现有内容相同，未作改动\n"
    );
    assert_eq!(
        sandbox.ok("edit jinhui --state active"),
        "jinhui Jinhui: nothing changed; already on record\n"
    );
    assert_eq!(sandbox.kept(), before);
}

#[test]
fn a_change_without_anything_to_change_is_refused() {
    let sandbox = Sandbox::with_projects();
    for line in [
        "edit jinhui",
        "edit jinhui/opening",
        "edit jinhui --reason x",
    ] {
        sandbox.refuses(
            line,
            "say what to change: --name, --lead, --unit, --category, --state ..; see `project edit --help`",
            "请指明要修改的内容：--name、--lead、--unit、--category、--state 等；参见 project edit --help",
        );
    }
    // A day belongs to a state: facts follow the day of recording only.
    sandbox.refuses(
        "edit jinhui --lead 李工 --on 2021-07-01",
        "--state <STATE> is missing; see `project edit --help`",
        "缺少 --state <状态>；参见 project edit --help",
    );
}

#[test]
fn a_code_moves_and_the_old_one_is_free() {
    let sandbox = Sandbox::with_projects();
    assert_eq!(
        sandbox.ok("edit jinhui --code jh"),
        "#6 jh Jinhui: code jh (was jinhui)\n"
    );
    assert!(
        sandbox
            .ok("add 金辉二期 --new --code jinhui")
            .starts_with("#7 jinhui 金辉二期")
    );
    sandbox.refuses(
        "edit jh --code jinhui",
        "jinhui (金辉二期) already exists; change it with `project edit jinhui`, or choose another code",
        "已有jinhui（金辉二期）；修改请用 project edit jinhui，另建请换用其他代码",
    );
    sandbox.refuses(
        "edit jh/opening --code main-structure",
        "jh/main-structure (main structure) already exists; change it with `project edit jh/main-structure`, or choose another code",
        "已有jh/main-structure（主体结构）；修改请用 project edit jh/main-structure，另建请换用其他代码",
    );
}

#[test]
fn a_code_whose_holder_was_taken_back_is_free() {
    let sandbox = Sandbox::with_projects();
    sandbox.ok("retract 4 --reason 重复 --with-dependents");
    assert_eq!(
        sandbox.ok("edit jinhui --code west-plot"),
        "#7 west-plot Jinhui: code west-plot (was jinhui)\n"
    );
    sandbox.ok("retract 3 --reason 重复");
    assert_eq!(
        sandbox.ok("edit west-plot/main --code opening"),
        "#9 west-plot/opening Jinhui, main structure: code opening (was main-structure)\n"
    );
}

#[test]
fn weights_over_100_are_refused_here_too() {
    let sandbox = Sandbox::with_projects();
    sandbox.ok("edit jinhui/main --weight 60");
    sandbox.ok("edit jinhui/opening --weight 40");
    sandbox.refuses(
        "edit jinhui/opening --weight 41",
        "the weights of the stages would sum to 101; together they are 100, so lower another first",
        "各阶段权重之和将为101；合计应为100，请先调低其他阶段",
    );
    assert_eq!(
        sandbox.ok("edit jinhui/main --weight ''"),
        "#8 jinhui/main-structure Jinhui, main structure: weight none (was 60)\n"
    );
    sandbox.ok("edit jinhui/opening --weight 41");
}

#[test]
fn a_stage_with_a_target_under_100_cannot_become_a_milestone() {
    let sandbox = Sandbox::with_projects();
    sandbox.ok("target jinhui/main 70");
    sandbox.refuses(
        "edit jinhui/main --kind milestone",
        "jinhui/main-structure cannot be a milestone, done or not done: it has a target of 70 %; add another stage for the milestone",
        "jinhui/main-structure不能改为只有完成与否的节点：其目标为70%；请为节点另加阶段",
    );
    sandbox.ok("retract --reason x");
    assert_eq!(
        sandbox.ok("edit jinhui/main --kind milestone"),
        "#8 jinhui/main-structure Jinhui, main structure: kind milestone (was measured)\n"
    );
}

#[test]
fn a_stage_with_a_figure_under_way_cannot_become_a_milestone() {
    let sandbox = Sandbox::with_projects();
    sandbox.ok("update jinhui/main 40 --on 2021-07-01");
    sandbox.ok("update jinhui/main 100");
    sandbox.refuses(
        "edit jinhui/main --kind milestone",
        "jinhui/main-structure cannot be a milestone, done or not done: it stood at 40 % on 2021-07-01; add another stage for the milestone",
        "jinhui/main-structure不能改为只有完成与否的节点：已有进度数据（2021年7月1日的40%）；请为节点另加阶段",
    );
    sandbox.write(
        "s.csv",
        "project,stage,kind\njinhui,main-structure,milestone\n",
    );
    let refused = sandbox.refused("import s.csv");
    assert!(
        refused.contains("it stood at 40 % on 2021-07-01"),
        "{refused}"
    );
    sandbox.ok("retract 6 --reason x");
    sandbox.ok("edit jinhui/main --kind milestone");
}

#[test]
fn a_project_is_suspended_and_taken_up_again_from_a_day_on() {
    let make = || {
        let mut sandbox = Sandbox::with_projects();
        sandbox.ok("target jinhui/main 70 --by 年底前");
        sandbox.at("2021-10-15T09:00:00Z");
        sandbox
    };
    assert_eq!(
        both(
            make,
            "edit jinhui --state suspended --on 10-08 --reason 资金未到位"
        ),
        [
            "#7 jinhui Jinhui: suspended since 2021-10-08\n",
            "#7 jinhui 金辉：自2021年10月8日起暂停\n",
        ]
    );
    let sandbox = make();
    sandbox.ok("edit jinhui --state suspended --on 10-08 --reason 资金未到位");
    assert!(sandbox.ok("update jinhui 30").ends_with(" · suspended\n"));
    assert!(
        sandbox
            .ok("show jinhui")
            .contains("suspended since 2021-10-08: 资金未到位")
    );
    // The day before it goes on as it did.
    let status = |day: &str| {
        let report = sandbox.json(&format!("report --period all --format json --as-of {day}"));
        report["targets"][0]["status"].as_str().unwrap().to_owned()
    };
    assert_eq!(status("2021-10-07"), "unknown");
    assert_eq!(status("2021-10-08"), "suspended");
    sandbox.ok("edit jinhui --state active --on 2021-10-12");
    assert_eq!(status("2021-10-11"), "suspended");
    assert_ne!(status("2021-10-12"), "suspended");
    // A state decided between two days ends with the second.
    assert_eq!(
        sandbox.ok("edit jinhui --state cancelled --on 10-10"),
        "#10 jinhui Jinhui: cancelled since 2021-10-10 · then active since 2021-10-12\n"
    );
    assert_eq!(
        sandbox.ok("edit jinhui --state suspended --on 10-11 --lang zh"),
        "#11 jinhui 金辉：自2021年10月11日起暂停，其后自2021年10月12日起进行中\n"
    );
    assert_eq!(status("2021-10-10"), "cancelled");
}

#[test]
fn a_project_is_cancelled() {
    let sandbox = Sandbox::with_projects();
    sandbox.ok("target jinhui/main 70");
    assert_eq!(
        sandbox.ok("edit jinhui --state cancelled --reason 规划调整 --lang zh"),
        "#7 jinhui 金辉：自2021年7月5日起已取消\n"
    );
    // Its target is out of every total, and told only by its number unless all are asked for.
    let all = sandbox.json("report --period all --format json");
    assert_eq!(all["targets"][0]["status"], "cancelled");
    let usual = sandbox.json("report --format json");
    assert_eq!(usual["targets"].as_array().unwrap().len(), 0);
    for report in [all, usual] {
        assert_eq!(report["summary"]["total"], 0);
        assert_eq!(report["summary"]["cancelled"], 1);
    }
}

#[test]
fn closing_is_refused_while_a_target_is_unmet() {
    let sandbox = Sandbox::with_projects();
    sandbox.ok("target jinhui/main 70 --by 年底前");
    sandbox.ok("target jinhui/opening");
    sandbox.ok("update jinhui/main 30");
    sandbox.refuses(
        "edit jinhui --state closed",
        "jinhui cannot be closed while targets are unmet: main-structure#1, opening#1; report them, drop them with `project target .. --drop`, or cancel the project",
        "金辉尚有未完成的目标，不能办结：主体结构#1、开盘#1；请先上报、用 project target … --drop 取消目标，或取消项目",
    );
    sandbox.ok("update jinhui/main 70");
    assert!(
        sandbox
            .refused("edit jinhui --state closed")
            .contains("unmet: opening#1;")
    );
    sandbox.ok("target jinhui/opening --drop");
    assert_eq!(
        sandbox.ok("edit jinhui --state closed"),
        "#11 jinhui Jinhui: closed since 2021-07-05\n"
    );
    assert_eq!(
        sandbox.ok("edit jinhui --state active --lang zh"),
        "#12 jinhui 金辉：自2021年7月5日起进行中\n"
    );
}

#[test]
fn a_state_is_one_of_four_and_decided_by_today() {
    let sandbox = Sandbox::with_projects();
    sandbox.refuses(
        "edit jinhui --state asleep",
        "--state 'asleep': expected one of active, suspended, cancelled, closed",
        "--state“asleep”：应为进行中、暂停、取消、办结之一",
    );
    sandbox.refuses(
        "edit jinhui --state suspended --on 2021-07-06",
        "date '2021-07-06': after today (2021-07-05); only what has happened can be recorded",
        "日期“2021-07-06”：晚于今天（2021年7月5日）；只能记录已发生的情况",
    );
}

#[test]
fn options_of_the_other_kind_and_facts_that_cannot_be_are_refused() {
    let sandbox = Sandbox::with_projects();
    for (line, en, zh) in [
        (
            "edit jinhui --weight 5",
            "--weight is for a stage; write CODE/STAGE",
            "--weight 只用于阶段；请写成 代码/阶段",
        ),
        (
            "edit jinhui/opening --state closed",
            "--state is for a project; write CODE without a stage",
            "--state 只用于项目；请只写项目代码",
        ),
        (
            "edit jinhui --name ''",
            "a name is missing; write `project add NAME`, or --name NAME for an edit",
            "缺少名称；请写 project add 名称，修改时写 --name 名称",
        ),
        (
            "edit jinhui --no-alias 金辉城",
            "there is no alias '金辉城' to remove; `project show` lists them",
            "没有别名“金辉城”可删除；可用 project show 查看",
        ),
        (
            "edit jinhui/opening --order -1",
            "--order '-1': expected a whole number, 0 for the first stage",
            "--order“-1”：应为整数，0为首位",
        ),
        (
            "edit jinhui/opening --weight -1",
            "--weight '-1': expected a percent of the whole works from 0 to 100",
            "--weight“-1”：应为占总体进度的百分比，0到100",
        ),
        (
            "edit jinhui/opening --kind done",
            "--kind 'done': expected one of measured, milestone",
            "--kind“done”：应为按百分比、节点之一",
        ),
        (
            "edit jinhui/roof --name 屋面",
            "jinhui has no stage 'roof'; its stages are main-structure, opening",
            "金辉没有阶段“roof”；现有主体结构、开盘",
        ),
    ] {
        sandbox.refuses(line, en, zh);
    }
}

#[test]
fn quietly_it_is_changed_all_the_same() {
    let sandbox = Sandbox::with_projects();
    assert_eq!(sandbox.said("edit jinhui --lead 李工 -q"), "");
    assert!(sandbox.ok("show jinhui").contains("lead 李工"));
}

#[test]
fn facts_follow_the_day_of_recording() {
    let mut sandbox = Sandbox::with_projects();
    sandbox.at("2021-10-15T09:00:00Z");
    sandbox.ok("edit jinhui --lead 李工");
    assert!(
        sandbox
            .ok("show jinhui --as-of 2021-07-31")
            .contains("lead 李工")
    );
    assert!(
        sandbox
            .ok("show jinhui --known-on 2021-10-14")
            .contains("lead 王工")
    );
}
