use crate::sandbox::{Sandbox, both};

#[test]
fn a_project_gets_a_code_of_its_name_and_the_next_step_is_said() {
    assert_eq!(
        both(Sandbox::with_store, "add 金辉 --en Jinhui"),
        [
            "#1 jinhui Jinhui: added; next: project target jinhui/overall 100 --by DATE\n",
            "#1 jinhui 金辉：已新增；下一步：project target jinhui/overall 100 --by 时限\n",
        ]
    );
    // The next step is one that works.
    let sandbox = Sandbox::with_store();
    sandbox.ok("add 金辉");
    sandbox.ok("target jinhui/overall 80 --by 2021-12-31");
}

#[test]
fn a_code_that_a_shell_would_split_is_refused() {
    Sandbox::with_store().refuses(
        "add 二期 --code 'phase 2'",
        "code 'phase 2': a code has no white space or invisible characters; write a hyphen instead",
        "代码“phase 2”：代码中不能有空白或不可见字符；请改用连字符",
    );
}

#[test]
fn two_names_that_sound_alike_get_two_codes() {
    let sandbox = Sandbox::with_store();
    sandbox.ok("add 金辉");
    assert!(
        sandbox
            .ok("add 锦晖")
            .starts_with("#2 jinhui-2 锦晖: added")
    );
}

#[test]
fn a_code_or_a_name_that_is_there_is_refused_unless_another_code_is_given() {
    let sandbox = Sandbox::with_store();
    sandbox.ok("add 金辉");
    let en = "jinhui (金辉) already exists; change it with `project edit jinhui`, or choose another code";
    let zh = "已有jinhui（金辉）；修改请用 project edit jinhui，另建请换用其他代码";
    sandbox.refuses("add 金辉", en, zh);
    sandbox.refuses("add 别名 --code JINHUI", en, zh);
    assert!(
        sandbox
            .ok("add 金辉 --new --code jinhui-east")
            .starts_with("#2 jinhui-east 金辉")
    );
}

#[test]
fn every_fact_given_is_kept() {
    let sandbox = Sandbox::with_store();
    sandbox.ok(
        "add 金辉 --code jh --en Jinhui --alias 金辉城 --alias 'Jinhui City' --category property --lead 王工 --unit 住建局",
    );
    sandbox.ok("add jh/piles --name 桩基 --en piles --weight 12.5 --unit 根 --total 382.5");
    let shown = sandbox.ok("show jh --lang en");
    for fact in [
        "jh  Jinhui (金辉)",
        "category property · lead 王工 · unit 住建局",
        "piles  piles (measured, total 382.5 根, weight 12.5 %)",
    ] {
        assert!(shown.contains(fact), "{fact}\n{shown}");
    }
    for query in ["金辉城", "'Jinhui City'"] {
        assert!(sandbox.ok(&format!("show {query}")).starts_with("jh "));
    }
    assert!(sandbox.ok("update jh 4/382.5").contains("(4 of 382.5 根)"));
}

#[test]
fn a_stage_is_told_with_its_name_and_its_kind() {
    let make = || {
        let sandbox = Sandbox::with_store();
        sandbox.ok("add 金辉 --en Jinhui");
        sandbox
    };
    assert_eq!(
        both(
            make,
            "add jinhui/main-structure --name 主体结构 --en 'main structure'"
        ),
        [
            "#2 jinhui/main-structure Jinhui, main structure: added (measured)\n",
            "#2 jinhui/main-structure 金辉，主体结构：已新增（按百分比）\n",
        ]
    );
    assert_eq!(
        both(make, "add jinhui/opening --milestone --name 开盘"),
        [
            "#2 jinhui/opening Jinhui, 开盘: added (milestone)\n",
            "#2 jinhui/opening 金辉，开盘：已新增（节点）\n",
        ]
    );
    // The project is found by whatever names it, and told whole.
    let sandbox = make();
    assert!(
        sandbox
            .ok("add 金/roof")
            .starts_with("#2 jinhui/roof Jinhui, roof: added")
    );
}

#[test]
fn the_whole_works_are_a_stage_of_every_project_with_a_name_of_their_own() {
    let sandbox = Sandbox::with_projects();
    assert!(!sandbox.ok("show jinhui").contains("overall progress"));
    assert_eq!(
        sandbox.ok("add jinhui/overall"),
        "#6 jinhui/overall Jinhui, overall progress: added (measured)\n"
    );
    // Whoever speaks of a quantity of works finds it by that name again.
    for (name, shown) in [
        ("overall", "overall progress"),
        ("总体进度", "overall progress"),
        ("overall progress", "overall progress"),
        ("工程总量", "whole works"),
        ("whole works", "whole works"),
    ] {
        let sandbox = Sandbox::with_projects();
        let said = sandbox.ok(&format!("update 'jinhui/{name}' 5"));
        assert!(
            said.starts_with(&format!("#6 jinhui Jinhui, {shown}: 5 %")),
            "{said}"
        );
    }
}

#[test]
fn an_option_of_the_other_kind_is_refused() {
    let sandbox = Sandbox::with_projects();
    for option in ["--milestone", "--weight 5", "--total 5", "--name 名"] {
        let name = option.split(' ').next().unwrap();
        sandbox.refuses(
            &format!("add 新项目 {option}"),
            &format!("{name} is for a stage; write CODE/STAGE"),
            &format!("{name} 只用于阶段；请写成 代码/阶段"),
        );
    }
    for option in ["--code x", "--alias x", "--category x", "--lead x"] {
        let name = option.split(' ').next().unwrap();
        sandbox.refuses(
            &format!("add jinhui/roof {option}"),
            &format!("{name} is for a project; write CODE without a stage"),
            &format!("{name} 只用于项目；请只写项目代码"),
        );
    }
}

#[test]
fn weights_over_100_are_refused_and_the_whole_has_none() {
    let sandbox = Sandbox::with_projects();
    sandbox.ok("add jinhui/piles --weight 60");
    sandbox.refuses(
        "add jinhui/roof --weight 40.01",
        "the weights of the stages would sum to 100.01; together they are 100, so lower another first",
        "各阶段权重之和将为100.01；合计应为100，请先调低其他阶段",
    );
    sandbox.refuses(
        "add jinhui/overall --weight 10",
        "the whole works have no weight, since weights are shares of them; give weights to the stages",
        "总体进度没有权重，权重是各阶段所占的比例；请为各阶段设置",
    );
    sandbox.ok("add jinhui/roof --weight 40");
}

#[test]
fn a_stage_that_is_there_or_whose_project_is_not_is_refused() {
    let sandbox = Sandbox::with_projects();
    sandbox.refuses(
        "add jinhui/OPENING",
        "jinhui/opening (opening) already exists; change it with `project edit jinhui/opening`, or choose another code",
        "已有jinhui/opening（开盘）；修改请用 project edit jinhui/opening，另建请换用其他代码",
    );
    sandbox.refuses(
        "add jinhiu/roof",
        "no project is called 'jinhiu'; did you mean jinhui?",
        "没有名为“jinhiu”的项目；是否指金辉？",
    );
}

#[test]
fn quietly_it_is_added_all_the_same() {
    let sandbox = Sandbox::with_store();
    assert_eq!(sandbox.said("add 金辉 -q"), "");
    assert_eq!(sandbox.said("add jinhui/roof -q"), "");
    assert!(sandbox.ok("show jinhui").contains("roof  roof (measured)"));
    // A mistake is told even then.
    assert!(sandbox.refused("add 金辉 -q").contains("already"));
}

#[test]
fn what_was_added_and_taken_back_can_be_added_again() {
    let sandbox = Sandbox::with_projects();
    sandbox.ok("retract --reason 重复");
    assert!(
        sandbox
            .refused("edit west-plot/piles --total 400")
            .contains("no stage 'piles'")
    );
    assert_eq!(
        sandbox.ok("add west-plot/piles --total 400"),
        "#7 west-plot/piles West plot, piles: added (measured)\n"
    );
    sandbox.ok("retract --reason 重复");
    sandbox.ok("retract 4 --reason 重复");
    assert!(!sandbox.ok("list").contains("west-plot"));
    assert!(
        sandbox
            .ok("add 西侧 --code west-plot")
            .starts_with("#10 west-plot 西侧: added")
    );
    // What held the code before does not come back with it.
    assert!(!sandbox.ok("show west-plot").contains("piles"));
}

#[test]
fn what_several_names_begin_with_is_never_written_to_one_of_them() {
    let sandbox = Sandbox::with_store();
    for (name, code) in [
        ("Foundry Street resurfacing", "foundry-resurfacing"),
        ("Foundry Street sidewalk", "foundry-street-sidewalk"),
        ("Foundry Street drain", "foundry-street-drain"),
    ] {
        let added = sandbox.ok(&format!("add '{name}' --due 2021-12-31"));
        assert!(added.contains(&format!(" {code} ")), "{added}");
    }
    // Somebody chose what all begin with.
    sandbox.ok("edit foundry-resurfacing --code foundry-street");
    for query in [
        "'Foundry Street'",
        "'foundry street'",
        "foundry",
        "foundrystreet",
    ] {
        let said = sandbox.refused(&format!("update {query} 40"));
        for code in [
            "foundry-street (",
            "foundry-street-sidewalk (",
            "foundry-street-drain (",
        ] {
            assert!(said.contains(code), "{said}");
        }
    }
    // The code as it is typed is meant.
    let updated = sandbox.ok("update foundry-street 40");
    assert!(updated.contains("Foundry Street resurfacing"), "{updated}");
}
