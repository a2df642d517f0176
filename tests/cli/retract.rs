#[cfg(target_os = "linux")]
use crate::sandbox::typed;
use crate::sandbox::{Sandbox, both};

/// A target and two readings, the second mistyped.
fn mistyped() -> Sandbox {
    let mut sandbox = Sandbox::with_projects();
    sandbox.ok("target jinhui/main 70 --by 年底前 --from 0");
    sandbox.at("2021-09-30T09:00:00Z");
    sandbox.ok("update jinhui 58");
    sandbox.at("2021-10-31T09:00:00Z");
    sandbox.ok("update jinhui 97");
    sandbox
}

#[test]
fn my_last_entry_is_taken_back_and_the_figure_before_it_counts_again() {
    assert_eq!(
        both(mistyped, "retract --reason 误填"),
        [
            "#9 retracted #8 (update jinhui 97), recorded just now: jinhui Jinhui, main structure: 97 % on 2021-10-31; it stands at 58 % on 2021-09-30\nA second `project retract` would retract #7 (update jinhui 58): jinhui/main-structure: 58 % on 2021-09-30\n",
            "#9 已撤回#8（update jinhui 97，刚刚录入）：jinhui 金辉，主体结构：2021年10月31日97%；现以2021年9月30日58%为准\n如再次 project retract，将撤回#7（update jinhui 58）：jinhui/main-structure：2021年9月30日58%\n",
        ]
    );
    let sandbox = mistyped();
    sandbox.ok("retract --reason 误填");
    // It is no longer in the way.
    assert!(
        sandbox
            .ok("update jinhui 60")
            .contains("60 % on 2021-10-31 (was 58 % on 09-30)")
    );
}

#[test]
fn without_a_number_one_after_another_is_taken_back() {
    let sandbox = mistyped();
    sandbox.ok("retract --reason 误填");
    assert_eq!(
        sandbox.ok("retract --reason 也误填"),
        "#10 retracted #7 (update jinhui 58), recorded 31 days ago: jinhui Jinhui, main structure: 58 % on 2021-09-30; no figure is left\nA second `project retract` would retract #6 (target jinhui/main 70 --by 年底前 --from 0): jinhui/main-structure: target 70 % by 2021-12-31 (\"年底前\") · from 0 % · decided on 2021-07-05\n"
    );
    assert!(
        sandbox.ok("retract --reason 目标未定 --lang zh").contains(
            "jinhui 金辉，主体结构：目标2021年12月31日前70%（“年底前”）；该目标已不存在\n"
        )
    );
    assert!(
        sandbox
            .ok("retract --reason x")
            .starts_with("#12 retracted #5 (add west-plot/piles")
    );
}

#[test]
fn the_last_entry_is_that_of_whoever_asks() {
    let sandbox = mistyped();
    sandbox.ok("update west 5 --who li");
    assert!(
        sandbox
            .ok("retract --reason 误填")
            .starts_with("#10 retracted #8 ")
    );
    assert_eq!(
        sandbox.ok("retract --reason 误填 --who li"),
        "#11 retracted #9 (update west 5), recorded just now: west-plot West plot, piles: 5 % on 2021-10-31; no figure is left\n"
    );
    sandbox.refuses(
        "retract --reason 误填 --who zhao",
        "zhao has no entry to retract; name one that `project log` shows: project retract 17 --reason ..",
        "zhao没有可撤回的记录；请按 project log 指定编号：project retract 17 --reason 理由",
    );
}

#[test]
fn a_reason_may_be_left_out_for_one_s_own_last_entry_alone() {
    for line in ["retract", "retract 8"] {
        assert!(
            mistyped().ok(line).starts_with("#9 retracted #8 "),
            "{line}"
        );
    }
    for (line, entry) in [("retract 7", 7), ("retract 8 --who li", 8)] {
        mistyped().refuses(
            line,
            &format!(
                "#{entry} is not your last entry, so say why: project retract {entry} --reason .."
            ),
            &format!(
                "#{entry}不是本人最近的记录，须说明理由：project retract {entry} --reason 理由"
            ),
        );
    }
}

#[test]
fn another_person_s_entry_is_taken_back_by_its_number_and_said_to_be_theirs() {
    assert_eq!(
        both(mistyped, "retract 8 --reason 核对有误 --who li"),
        [
            "#9 retracted #8 of wang (update jinhui 97), recorded just now: jinhui Jinhui, main structure: 97 % on 2021-10-31; it stands at 58 % on 2021-09-30\n",
            "#9 已撤回wang的#8（update jinhui 97，刚刚录入）：jinhui 金辉，主体结构：2021年10月31日97%；现以2021年9月30日58%为准\n",
        ]
    );
}

#[test]
fn a_number_may_have_its_mark() {
    let sandbox = mistyped();
    assert!(
        sandbox
            .ok("retract '#7' --reason x")
            .starts_with("#9 retracted #7 ")
    );
}

#[test]
fn what_cannot_be_taken_back_is_refused() {
    let sandbox = mistyped();
    sandbox.ok("retract --reason 误填");
    for (line, en, zh) in [
        (
            "retract 8 --reason 再撤",
            "#8 was already retracted, by #9; `project log` shows both",
            "#8已由#9撤回；可用 project log 查看",
        ),
        (
            "retract 9 --reason 再撤",
            "#9 retracts another entry and cannot be retracted itself; record again what should count",
            "#9本身是撤回，不能再撤回；请重新记录应当有效的内容",
        ),
        (
            "retract 99 --reason x",
            "there is no entry '99'; `project log` shows their numbers",
            "没有记录“99”；可用 project log 查看编号",
        ),
        (
            "retract -1 --reason x",
            "there is no entry '-1'; `project log` shows their numbers",
            "没有记录“-1”；可用 project log 查看编号",
        ),
        (
            "retract jinhui --reason x",
            "'jinhui' is not the number of an entry; `project log jinhui` shows what was recorded of it",
            "“jinhui”不是记录编号；可用 project log jinhui 查看其记录",
        ),
        (
            "retract 7 --reason ' '",
            "the reason is empty; say why with --reason TEXT",
            "理由为空；请用 --reason 写明理由",
        ),
        (
            "retract 6",
            "#6 is not your last entry, so say why: project retract 6 --reason ..",
            "#6不是本人最近的记录，须说明理由：project retract 6 --reason 理由",
        ),
    ] {
        sandbox.refuses(line, en, zh);
    }
}

#[test]
fn a_whole_import_is_taken_back_with_what_others_say_of_it() {
    let make = || {
        let sandbox = mistyped();
        sandbox.write(
            "projects.csv",
            "code,name\nfarmland,退耕还田\nschool,汇贞学校\n",
        );
        sandbox.write(
            "readings.csv",
            "project,stage,percent,as_of\nfarmland,overall,65,2021-06-30\nschool,overall,5,2021-06-30\njinhui,main-structure,10,2021-07-10\n",
        );
        sandbox.ok("import projects.csv readings.csv --yes");
        sandbox
    };
    assert_eq!(
        both(make, "retract 9 --reason 旧文件"),
        [
            "#10 retracted #9 (import projects.csv readings.csv --yes), recorded just now: 2 projects, 2 stages, 3 readings\n",
            "#10 已撤回#9（import projects.csv readings.csv --yes，刚刚录入）：2个项目、2个阶段、3条数据\n",
        ]
    );
    let sandbox = make();
    sandbox.ok("update school 6");
    sandbox.refuses(
        "retract 9 --reason 旧文件",
        "#9 cannot be retracted alone: #10 would be left without a project, stage or target; to retract them all: project retract 9 --with-dependents --reason ..",
        "#9不能单独撤回：#10将失去所属的项目、阶段或目标；如要一并撤回：project retract 9 --with-dependents --reason 理由",
    );
    assert_eq!(
        sandbox.ok("retract 9 --reason 旧文件 --with-dependents"),
        "#11 retracted #9 (import projects.csv readings.csv --yes), recorded just now: 2 projects, 2 stages, 3 readings; with it #10, which would be left without it\n"
    );
    let list = sandbox.ok("list");
    assert!(
        !list.contains("school") && !list.contains("farmland"),
        "{list}"
    );
    // The same files can be imported again.
    sandbox.ok("import projects.csv readings.csv --yes");
    assert!(sandbox.ok("list").contains("farmland"));
}

#[test]
fn what_others_speak_of_goes_only_with_them() {
    let sandbox = mistyped();
    let said = sandbox.refused("retract 2 --reason 阶段错");
    assert!(said.contains("#6, #7, #8 would be left without"), "{said}");
    assert!(
        sandbox
            .ok("retract 2 --with-dependents --reason 阶段错 --lang zh")
            .contains("；同时撤回依赖它的#6、#7、#8")
    );
    assert!(!sandbox.ok("show jinhui").contains("main structure"));
}

#[test]
fn an_edit_taken_back_puts_the_facts_back() {
    let sandbox = mistyped();
    sandbox.ok("edit jinhui --lead 李工");
    assert_eq!(
        sandbox.ok("retract --reason 误改"),
        "#10 retracted #9 (edit jinhui --lead 李工), recorded just now: jinhui: lead 李工 (was 王工)\nA second `project retract` would retract #8 (update jinhui 97): jinhui/main-structure: 97 % on 2021-10-31\n"
    );
    assert!(sandbox.ok("show jinhui").contains("lead 王工"));
    sandbox.ok("edit jinhui --state cancelled --reason 误");
    assert!(
        sandbox
            .ok("show jinhui")
            .contains("cancelled since 2021-10-31: 误")
    );
    sandbox.ok("retract --reason 误改");
    assert!(!sandbox.ok("show jinhui").contains("cancelled"));
    // A code comes back while it is free, even from one that was itself retracted.
    sandbox.ok("edit jinhui --code jh");
    assert!(
        sandbox
            .ok("retract --reason 误改")
            .contains("code jh (was jinhui)")
    );
    assert!(
        sandbox
            .ok("update jinhui/main 98")
            .starts_with("#15 jinhui ")
    );
}

#[test]
fn facts_that_no_longer_fit_are_not_put_back() {
    let sandbox = Sandbox::with_projects();
    sandbox.ok("edit jinhui --code jh");
    sandbox.ok("add 金辉二期 --new --code jinhui");
    sandbox.refuses(
        "retract 6 --reason 误改",
        "#6 cannot be retracted: the code jinhui, which it gave up, now belongs to another; change that code first with `project edit`",
        "#6不能撤回：它让出的代码jinhui现已另有归属；请先用 project edit 修改后者的代码",
    );
    sandbox.ok("retract 7 --reason 重复");
    assert!(
        sandbox
            .ok("retract 6 --reason 误改")
            .contains("code jh (was jinhui)")
    );
    assert!(sandbox.ok("show jinhui").starts_with("jinhui  Jinhui"));

    let sandbox = Sandbox::with_projects();
    sandbox.ok("edit jinhui/main --weight 60");
    sandbox.ok("edit jinhui/main --weight 30");
    sandbox.ok("edit jinhui/opening --weight 70");
    sandbox.refuses(
        "retract 7 --reason 误改",
        "#7 cannot be retracted: the weights of jinhui would sum to 130; lower one of them first: project edit jinhui/STAGE --weight W",
        "#7不能撤回：jinhui各阶段权重之和将为130；请先调低其一：project edit jinhui/阶段 --weight 权重",
    );

    let sandbox = Sandbox::with_projects();
    sandbox.ok("edit jinhui/opening --kind measured");
    sandbox.ok("target jinhui/opening 50");
    sandbox.refuses(
        "retract 6 --reason 误改",
        "#6 cannot be retracted: jinhui/opening would become a milestone, done or not, but has a target of 50 %; retract that target first",
        "#6不能撤回：jinhui/opening将变回只有完成与否的节点，而其目标为50%；请先撤回该目标",
    );
}

#[test]
fn a_stage_with_a_figure_under_way_does_not_become_a_milestone_again() {
    let sandbox = Sandbox::with_projects();
    sandbox.ok("edit jinhui/opening --kind measured");
    sandbox.ok("update jinhui/opening 50");
    sandbox.refuses(
        "retract 6 --reason 误改",
        "#6 cannot be retracted: jinhui/opening would become a milestone, done or not, but stood at 50 % on 2021-07-05; retract that reading first",
        "#6不能撤回：jinhui/opening将变回只有完成与否的节点，而其2021年7月5日进度为50%；请先撤回该进度",
    );
    sandbox.ok("retract 7 --reason 误改");
    sandbox.ok("retract 6 --reason 误改");
}

#[test]
fn a_milestone_and_a_reading_under_way_are_told_in_words() {
    let sandbox = Sandbox::with_projects();
    sandbox.ok("update jinhui/opening not-yet --on 07-01");
    sandbox.ok("update jinhui/opening done");
    assert!(sandbox.ok("retract --reason 未开盘").contains(
        ": jinhui Jinhui, opening: done on 2021-07-05; it stands at not yet on 2021-07-01\n"
    ));
    sandbox.ok("update jinhui/main underway");
    assert!(
        sandbox
            .ok("retract --reason 未开工 --lang zh")
            .contains("：jinhui 金辉，主体结构：2021年7月5日推进中；撤回后暂无进度\n")
    );
    // A stage that came with its first reading goes with it.
    sandbox.ok("update west/overall 5");
    assert!(sandbox.ok("retract --reason 误填").starts_with(
        "#12 retracted #11 (update west/overall 5), recorded just now: west-plot/overall: 5 % on 2021-07-05; no figure is left\n"
    ));
    assert!(!sandbox.ok("show west").contains("overall progress"));
}

#[test]
fn nothing_is_deleted_and_the_days_before_still_see_it() {
    let mut sandbox = mistyped();
    sandbox.at("2021-11-01T09:00:00Z");
    sandbox.ok("retract --reason 误填");
    let figure = |line: &str| {
        let report = sandbox.json(&format!("report --format json {line}"));
        report["targets"][0]["reading"]["percent"].clone()
    };
    assert_eq!(figure(""), 58);
    assert_eq!(figure("--as-of 2021-10-31"), 58);
    assert_eq!(figure("--as-of 2021-10-31 --known-on 2021-10-31"), 97);
    let record = sandbox.ok("export");
    assert!(record.contains("97"), "{record}");
}

#[test]
fn quietly_it_is_taken_back_all_the_same() {
    let sandbox = mistyped();
    assert_eq!(sandbox.said("retract --reason 误填 -q"), "");
    assert!(sandbox.ok("show jinhui").contains("58 % on 2021-09-30"));
}

/// Somebody whose update was refused, and who types `undo`, does not lose the import before it.
#[test]
fn an_import_is_not_taken_back_unless_it_is_named() {
    let make = || {
        let mut sandbox = mistyped();
        sandbox.write(
            "readings.csv",
            "project,stage,percent,as_of\njinhui,main-structure,98,2021-10-31\nwest-plot,piles,5,2021-10-31\n",
        );
        sandbox.ok("import readings.csv --yes");
        sandbox.at("2021-10-31T09:12:00Z");
        sandbox.refused("update jinhui 5");
        sandbox
    };
    for verb in ["retract", "undo"] {
        make().refuses(
            &format!("{verb} --reason 误填"),
            "your last entry is #9 (import readings.csv --yes), recorded 12 minutes ago: 2 readings; to retract all of it: project retract 9",
            "本人最近一条记录是#9（import readings.csv --yes，12分钟前录入）：2条数据；如要整条撤回：project retract 9",
        );
    }
    assert_eq!(
        both(make, "retract 9"),
        [
            "#10 retracted #9 (import readings.csv --yes), recorded 12 minutes ago: 2 readings\n",
            "#10 已撤回#9（import readings.csv --yes，12分钟前录入）：2条数据\n",
        ]
    );
    // Lines of input are rows as well, and so is what a merger moved.
    let lines = || {
        let sandbox = mistyped();
        let fed = sandbox.fed("update -", "jinhui/main-structure 98\nwest-plot 5\n");
        assert_eq!(fed.code, 0, "{fed:?}");
        sandbox
    };
    let said = lines().refused("undo");
    assert!(
        said.contains("#9 (update -), recorded just now: 2 readings;"),
        "{said}"
    );
    // One line, whatever it says of one project, is taken back at once.
    for (line, said) in [
        (
            "add 滨江路 --code river --due 2021-12-31 --progress 5 --lead 陈工",
            "1 project, 1 stage, 1 target, 1 reading",
        ),
        ("edit jinhui --lead 陈工 --unit 城建办", "2 changes"),
    ] {
        let sandbox = mistyped();
        sandbox.ok(line);
        let told = sandbox.ok("undo");
        assert!(
            told.starts_with("#10 retracted #9 (") && told.contains(said),
            "{told}"
        );
    }
}

#[test]
fn how_long_ago_it_was_recorded_is_told() {
    for (now, en, zh) in [
        ("2021-10-31T09:01:59Z", "just now", "刚刚"),
        ("2021-10-31T09:02:00Z", "2 minutes ago", "2分钟前"),
        ("2021-10-31T10:59:59Z", "119 minutes ago", "119分钟前"),
        ("2021-10-31T11:00:00Z", "2 hours ago", "2小时前"),
        ("2021-11-02T08:59:00Z", "47 hours ago", "47小时前"),
        ("2021-11-02T09:00:00Z", "2 days ago", "2天前"),
    ] {
        let make = || {
            let mut sandbox = mistyped();
            sandbox.at(now);
            sandbox
        };
        let [said_en, said_zh] = both(make, "retract");
        assert!(
            said_en.starts_with(&format!(
                "#9 retracted #8 (update jinhui 97), recorded {en}: "
            )),
            "{said_en}"
        );
        assert!(
            said_zh.starts_with(&format!("#9 已撤回#8（update jinhui 97，{zh}录入）：")),
            "{said_zh}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn at_a_terminal_an_import_is_taken_back_once_it_is_agreed_to() {
    let make = || {
        let sandbox = mistyped();
        sandbox.write(
            "readings.csv",
            "project,stage,percent,as_of\njinhui,main-structure,98,2021-10-31\nwest-plot,piles,5,2021-10-31\n",
        );
        sandbox.ok("import readings.csv --yes");
        sandbox
    };
    let sandbox = make();
    let Some((code, said)) = typed(&sandbox, "undo", "what\ny\n") else {
        return;
    };
    let asked =
        "Retract all of #9 (import readings.csv --yes), recorded just now: 2 readings (y/n)? ";
    assert_eq!(said.matches(asked).count(), 2, "{said}");
    assert!(said.contains("#10 retracted #9 ("), "{said}");
    assert_eq!(code, 0, "{said}");
    for answers in ["n\n", "\u{4}"] {
        let sandbox = make();
        let before = sandbox.kept();
        let (code, said) = typed(&sandbox, "undo", answers).unwrap();
        assert_eq!(code, 2, "{said}");
        assert!(said.ends_with("error: nothing was recorded\n"), "{said}");
        assert_eq!(sandbox.kept(), before);
    }
}
