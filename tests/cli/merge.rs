//! Two projects of the record that are one.

use crate::sandbox::{Sandbox, both};

/// `jinhui`, and the twin that a sheet made of it: some of it the same, some of it not there.
fn twins() -> Sandbox {
    let mut sandbox = Sandbox::with_projects();
    sandbox.ok("target jinhui/main 80 --by 2021-10-31 --from 0");
    sandbox.at("2021-09-30T09:00:00Z");
    sandbox.ok("update jinhui/main 40 --note 三层");
    sandbox.ok("target jinhui/main --by 2021-12-31 --reason 雨");
    sandbox.at("2021-10-20T09:00:00Z");
    sandbox.ok("add 金辉项目 --new --code jinhui-2 --lead 李工 --unit 住建局");
    sandbox.ok("add jinhui-2/zhuti --name 主体结构");
    sandbox.ok("add jinhui-2/facade --name 幕墙");
    sandbox.ok("update jinhui-2/zhuti 40 --on 09-30 --note 四层");
    sandbox.ok("update jinhui-2/zhuti 55 --on 10-15 --problem 缺钢材");
    sandbox.ok("target jinhui-2/zhuti 80 --by 2021-12-31 --from 0");
    sandbox.ok("target jinhui-2/facade 50 --by 2021-11-30 --from 0");
    sandbox.at("2021-10-31T09:00:00Z");
    sandbox
}

/// The same, and contradictions of every kind that can be decided.
fn contradicting() -> Sandbox {
    let sandbox = twins();
    sandbox.ok("update jinhui/main 52 --on 10-15");
    sandbox.ok("edit jinhui/main --unit 层 --total 18");
    sandbox.ok("edit jinhui-2/zhuti --unit 层 --total 20");
    sandbox.ok("target jinhui/main --by 2021-12-15");
    sandbox.ok("edit jinhui/opening --weight 70");
    sandbox.ok("edit jinhui-2/facade --weight 40");
    sandbox
}

#[test]
fn what_is_the_same_is_one_and_what_is_not_there_comes() {
    let english = "\
#16 jinhui-2 金辉项目: merged into jinhui Jinhui
  main-structure main structure (zhuti 主体结构): 1 reading · 1 target, 1 reading the same
  facade 幕墙, a new stage: 1 target
  also called jinhui-2, 金辉项目
  unit 住建局, from jinhui-2
  lead 王工 stays; jinhui-2 had 李工
";
    let chinese = "\
#16 jinhui-2 金辉项目：已并入jinhui 金辉
  main-structure 主体结构（zhuti 主体结构）：1条数据，1项目标、1条数据相同
  facade 幕墙（新增阶段）：1项目标
  又称jinhui-2、金辉项目
  单位住建局，取自jinhui-2
  负责人王工不变，jinhui-2原为李工
";
    assert_eq!(
        both(twins, "merge jinhui-2 jinhui"),
        [english, chinese].map(str::to_owned)
    );
    let sandbox = twins();
    sandbox.ok("merge 金辉项目 jinhui");
    let shown = sandbox.ok("show jinhui");
    // The first promise is still known, and the words of both.
    assert!(shown.contains("2021-10-31"), "{shown}");
    assert!(shown.contains("缺钢材"), "{shown}");
    let notes: Vec<_> = sandbox
        .rows("reading")
        .into_iter()
        .filter(|row| row["entry"] == 16)
        .map(|row| {
            (
                row["stage"].clone(),
                row["as_of"].clone(),
                row["note"].clone(),
            )
        })
        .collect();
    assert_eq!(notes[0].1, "2021-09-30");
    assert_eq!(notes[0].2, "三层；四层");
    assert!(sandbox.ok("verify").contains("sound, 16 entries"));
    for name in ["jinhui-2", "金辉项目", "JINHUI-2"] {
        assert_eq!(sandbox.ok(&format!("show {name}")), shown, "{name}");
    }
    assert_eq!(sandbox.ok("list").matches("jinhui").count(), 1);
    assert_eq!(sandbox.ok("export --format csv -o csv"), "");
    assert!(!sandbox.csv("csv/projects.csv").contains("\njinhui-2,"));
}

#[test]
fn a_trial_tells_the_same_and_writes_nothing() {
    let sandbox = twins();
    let before = sandbox.kept();
    let told = sandbox.ok("merge jinhui-2 jinhui --dry-run");
    assert_eq!(
        told.lines().next(),
        Some("jinhui-2 金辉项目: would be merged into jinhui Jinhui; nothing written (--dry-run)")
    );
    let chinese = sandbox.ok("merge jinhui-2 jinhui --dry-run --lang zh");
    assert!(
        chinese.starts_with("jinhui-2 金辉项目：将并入jinhui 金辉；未写入（--dry-run）\n"),
        "{chinese}"
    );
    assert_eq!(sandbox.kept(), before);
    let done = sandbox.ok("merge jinhui-2 jinhui");
    let below = |text: &str| text.split_once('\n').unwrap().1.to_owned();
    assert_eq!(below(&told), below(&done));
    assert_eq!(twins().said("merge jinhui-2 jinhui -q"), "");
}

#[test]
fn all_contradictions_are_asked_at_once() {
    let sandbox = contradicting();
    sandbox.refuses(
        "merge jinhui-2 jinhui",
        "jinhui-2 and jinhui contradict each other, so nothing was written; say which one holds, with --prefer jinhui or --prefer jinhui-2:
  main-structure, total: 18 (jinhui) or 20 (jinhui-2)
  main-structure on 2021-10-15: 52 % (jinhui) or 55 % (jinhui-2)
  main-structure, target: 80 % by 2021-12-15 · from 0 % · decided on 2021-07-05 (jinhui) or 80 % by 2021-12-31 · from 0 % · decided on 2021-10-20 (jinhui-2)
  the weights of all stages would sum to 110; only those of one can stay",
        "jinhui-2与jinhui内容不一致，未写入；请注明以何者为准：--prefer jinhui 或 --prefer jinhui-2：
  main-structure总量：18（jinhui）或20（jinhui-2）
  main-structure 2021年10月15日：52%（jinhui）或55%（jinhui-2）
  main-structure目标：2021年12月15日前80%，起点进度0%，2021年7月5日决定（jinhui）或2021年12月31日前80%，起点进度0%，2021年10月20日决定（jinhui-2）
  各阶段权重之和将为110；只能保留其中一方的权重",
    );
}

/// What a report says of the main structure: figure, target, due, and first due.
fn main_structure(sandbox: &Sandbox) -> [serde_json::Value; 4] {
    let report = sandbox.json("report --format json --period all");
    let targets = report["targets"].as_array().unwrap();
    let mut own = targets
        .iter()
        .filter(|row| row["stage"] == "main-structure");
    let row = own.next().unwrap();
    assert!(own.next().is_none(), "{report}");
    [
        row["reading"]["percent"].clone(),
        row["target"].clone(),
        row["due"].clone(),
        row["lead"].clone(),
    ]
}

#[test]
fn the_one_preferred_holds_wherever_they_differ() {
    let sandbox = contradicting();
    let told = sandbox.ok("merge jinhui-2 jinhui --prefer jinhui");
    assert!(
        told.contains("(zhuti 主体结构): 1 reading the same · 1 target, 1 reading left out\n"),
        "{told}"
    );
    let [figure, _, due, lead] = main_structure(&sandbox);
    assert_eq!(
        (figure, due, lead),
        (52.into(), "2021-12-15".into(), "王工".into())
    );
    assert!(
        sandbox
            .ok("show jinhui")
            .contains("opening (milestone, weight 70 %)")
    );
    assert!(sandbox.ok("show jinhui").contains("幕墙 (measured)"));

    let sandbox = contradicting();
    let told = sandbox.ok("merge jinhui-2 jinhui --prefer 金辉项目");
    assert!(
        told.contains("(zhuti 主体结构): 1 target, 1 reading · 1 reading the same\n"),
        "{told}"
    );
    assert!(told.contains("lead 李工, from jinhui-2\n"), "{told}");
    let [figure, _, due, lead] = main_structure(&sandbox);
    assert_eq!(
        (figure, due, lead),
        (55.into(), "2021-12-31".into(), "李工".into())
    );
    assert!(sandbox.ok("show jinhui").contains("opening (milestone)"));
    assert!(
        sandbox
            .ok("show jinhui")
            .contains("幕墙 (measured, weight 40 %)")
    );
    assert!(sandbox.ok("verify").contains("sound"));
    // What was put aside comes back.
    sandbox.ok("retract 22");
    let [figure, _, due, lead] = main_structure(&sandbox);
    assert_eq!(
        (figure, due, lead),
        (52.into(), "2021-12-15".into(), "王工".into())
    );
}

#[test]
fn the_earlier_promise_is_the_first_whichever_stays() {
    // The twin is the one that stays: the older target takes the place of its own.
    let sandbox = twins();
    let told = sandbox.ok("merge jinhui jinhui-2");
    assert!(told.contains("1 target, 1 reading the same"), "{told}");
    let report = sandbox.json("report --format json --period all");
    let targets = report["targets"].as_array().unwrap();
    let of_stage = |stage: &str| -> Vec<_> {
        let own = targets.iter().filter(|row| row["stage"] == stage);
        own.map(|row| row["slip"]["days"].clone()).collect()
    };
    assert_eq!(of_stage("zhuti"), [serde_json::json!(61)], "{report}");
    assert!(sandbox.ok("show jinhui-2/zhuti").contains("2021-10-31"));
}

#[test]
fn the_days_before_still_show_two_and_a_retraction_brings_both_back() {
    let mut sandbox = twins();
    let (list, report) = (sandbox.ok("list"), sandbox.ok("report --period all"));
    sandbox.at("2021-11-02T09:00:00Z");
    sandbox.ok("merge jinhui-2 jinhui");
    let then = "--as-of 2021-10-31 --known-on 2021-10-31";
    assert_eq!(sandbox.ok(&format!("list {then}")), list);
    // But for the heading, which names the day.
    let below = |text: &str| text.split_once('\n').unwrap().1.to_owned();
    let known = sandbox.ok(&format!("report --period all {then}"));
    assert_eq!(below(&known), below(&report));
    assert!(
        sandbox
            .ok(&format!("show 金辉项目 {then}"))
            .starts_with("jinhui-2  ")
    );
    assert_ne!(sandbox.ok("list --as-of 2021-10-31"), list);
    assert_eq!(
        sandbox.ok("retract 16").lines().next(),
        Some(
            "#17 retracted #16 (merge jinhui-2 jinhui), recorded just now: 1 stage, 1 target, 2 readings, 3 changes"
        )
    );
    assert_eq!(sandbox.ok("list --as-of 2021-10-31"), list);
    assert_eq!(sandbox.ok("report --period all --as-of 2021-10-31"), report);
    assert!(
        sandbox
            .refused("show 金辉大厦")
            .contains("no project is called")
    );
    // It can be done again.
    sandbox.ok("merge jinhui-2 jinhui");
    assert!(sandbox.ok("verify").contains("sound, 18 entries"));
}

#[test]
fn an_entry_that_was_copied_goes_only_with_the_merger() {
    let sandbox = twins();
    sandbox.ok("merge jinhui-2 jinhui");
    sandbox.ok("update jinhui/facade 10");
    sandbox.refuses(
        "retract 13 --reason 误填",
        "#13 cannot be retracted alone: #16 merged its project into another and copied what it says; retract #16 first, or all that depends on it (#16, #17): project retract 13 --with-dependents --reason ..",
        "#13不能单独撤回：#16已将其项目并入另一项目，其内容随之复制；请先撤回#16，或一并撤回依赖它的#16、#17：project retract 13 --with-dependents --reason 理由",
    );
    // What was found to be the same is not lost, either.
    let said = sandbox.refused("retract 6 --reason 误填");
    assert!(
        said.contains("#8, #16, #17 would be left without"),
        "{said}"
    );
    sandbox.ok("retract 13 --reason 误填 --with-dependents");
    let shown = sandbox.ok("show jinhui-2");
    assert!(shown.starts_with("jinhui-2  金辉项目"), "{shown}");
    assert!(!shown.contains("缺钢材"), "{shown}");
    // A figure of its own, the one that stays can lose: the other said it, too.
    let sandbox = twins();
    sandbox.ok("merge jinhui-2 jinhui");
    sandbox.ok("retract 7 --reason 误填");
    assert!(sandbox.ok("show jinhui/main").contains("40 % on 09-30"));
}

#[test]
fn sheets_that_name_the_twin_speak_of_the_one_that_stays() {
    let sandbox = twins();
    sandbox.write("before.csv", "code,name,lead\njinhui-2,金辉项目,王工\n");
    sandbox.ok("merge jinhui-2 jinhui");
    for (number, row) in [
        "金辉项目,,主体结构,60",
        ",jinhui-2,幕墙,20",
        "金辉项目,jinhui-2,主体结构,61",
    ]
    .into_iter()
    .enumerate()
    {
        let day = 25 + number;
        sandbox.write(
            "oct.csv",
            format!("name,code,stage,reading,as_of\n{row},2021-10-{day}\n"),
        );
        let said = sandbox.said("import oct.csv");
        assert!(said.contains("1 reading"), "{said}");
    }
    // A list of projects does not give it the old name.
    sandbox.ok("import before.csv");
    let shown = sandbox.ok("show jinhui");
    assert!(shown.starts_with("jinhui  Jinhui (金辉)"), "{shown}");
    assert!(shown.contains("61 % on 2021-10-27"), "{shown}");
    assert_eq!(sandbox.rows("project").len(), 3);
    sandbox.write(
        "readings.csv",
        "project,stage,percent,as_of\njinhui-2,facade,30,2021-10-28\n",
    );
    sandbox.ok("import readings.csv");
    assert!(
        sandbox
            .ok("show jinhui/facade")
            .contains("30 % on 2021-10-28")
    );
    sandbox.ok("update 金辉项目/facade 31");
    assert_eq!(sandbox.rows("project").len(), 3);
}

#[test]
fn the_log_of_the_one_that_stays_has_both() {
    let sandbox = twins();
    sandbox.ok("merge jinhui-2 jinhui");
    let log = sandbox.ok("log jinhui");
    assert!(log.contains("    jinhui-2: project added\n"), "{log}");
    assert!(log.contains("    jinhui-2: merged into jinhui\n"), "{log}");
    assert!(
        log.contains("    jinhui: aliases jinhui-2; 金辉项目 (was none)\n"),
        "{log}"
    );
    assert_eq!(sandbox.ok("log jinhui-2"), log);
    assert!(
        sandbox
            .ok("log jinhui --lang zh")
            .contains("    jinhui-2：并入jinhui\n")
    );
    sandbox.ok("retract 16");
    assert!(!sandbox.ok("log jinhui").contains("jinhui-2: project added"));
    // The record goes into another store, row by row.
    sandbox.ok("export -o record.json");
    sandbox.ok("--db copy.db init");
    sandbox.ok("--db copy.db import record.json");
    assert_eq!(sandbox.ok("--db copy.db export"), sandbox.ok("export"));
}

#[test]
fn one_twin_after_another_is_merged() {
    let sandbox = twins();
    sandbox.ok("merge jinhui-2 jinhui");
    sandbox.ok("add 金辉城 --code jh --new");
    sandbox.ok("merge jinhui jh");
    let shown = sandbox.ok("show jinhui-2");
    assert!(shown.starts_with("jh  Jinhui (金辉城)"), "{shown}");
    assert!(sandbox.ok("verify").contains("sound"));
    let said = sandbox.refused("retract 16 --reason 误并");
    assert!(
        said.contains("#18 merged its project into another"),
        "{said}"
    );
    sandbox.ok("retract 18");
    sandbox.ok("retract 16 --reason 误并");
    assert!(
        sandbox
            .ok("show jinhui-2")
            .starts_with("jinhui-2  金辉项目")
    );
}

#[test]
fn what_cannot_be_merged_is_refused() {
    let sandbox = twins();
    for (line, en, zh) in [
        (
            "merge jinhui 金辉",
            "jinhui cannot be merged into itself; name the other record of the same project",
            "jinhui不能并入自身；请指定与它实为同一项目的另一项目",
        ),
        (
            "merge jinhui-2 jinhui --prefer west-plot",
            "--prefer 'west-plot' is neither of the two; give jinhui-2 or jinhui",
            "--prefer“west-plot”不是这两个项目之一；请填jinhui-2或jinhui",
        ),
        (
            "merge jinhui-9 jinhui",
            "no project is called 'jinhui-9'; did you mean jinhui, jinhui-2?",
            "没有名为“jinhui-9”的项目；是否指金辉、金辉项目？",
        ),
    ] {
        sandbox.refuses(line, en, zh);
    }
    let sandbox = twins();
    sandbox.ok("edit jinhui-2/zhuti --code opening");
    sandbox.ok("add jinhui-2/kaipan --milestone --name 开盘");
    sandbox.refuses(
        "merge jinhui-2 jinhui --prefer jinhui",
        "jinhui-2 cannot be merged into jinhui as they are, so nothing was written:
  jinhui-2/opening may be any of main-structure main structure, opening opening; give it the name of the one that it is: project edit jinhui-2/opening --name NAME --code CODE",
        "jinhui-2尚不能并入jinhui，未写入：
  jinhui-2/opening可能是main-structure 主体结构、opening 开盘；请改为相应名称：project edit jinhui-2/opening --name 名称 --code 代码",
    );
    sandbox.ok("edit jinhui-2/opening --code main-structure");
    sandbox.ok("add jinhui-2/zhuti --name 主体结构");
    sandbox.refuses(
        "merge jinhui-2 jinhui",
        "jinhui-2 cannot be merged into jinhui as they are, so nothing was written:
  jinhui-2/zhuti and jinhui-2/main-structure would be the same stage; give one of them another name: project edit jinhui-2/zhuti --name NAME --code CODE",
        "jinhui-2尚不能并入jinhui，未写入：
  jinhui-2/zhuti与jinhui-2/main-structure将成为同一阶段；请更改其一的名称：project edit jinhui-2/zhuti --name 名称 --code 代码",
    );
}

#[test]
fn a_milestone_has_no_figure_under_way() {
    let sandbox = twins();
    sandbox.ok("add jinhui-2/kaipan --name 开盘");
    sandbox.ok("update jinhui-2/kaipan 30");
    sandbox.refuses(
        "merge jinhui-2 jinhui --prefer jinhui",
        "jinhui-2 cannot be merged into jinhui as they are, so nothing was written:
  jinhui/opening would be a milestone, done or not, but 30 % is recorded; measure it: project edit jinhui/opening --kind measured",
        "jinhui-2尚不能并入jinhui，未写入：
  jinhui/opening将为只有完成与否的节点，但已记有30%；请改为按百分比：project edit jinhui/opening --kind 按百分比",
    );
    assert!(
        sandbox
            .refused("merge jinhui-2 jinhui")
            .contains("  opening, kind: milestone (jinhui) or measured (jinhui-2)\n")
    );
    sandbox.ok("merge jinhui-2 jinhui --prefer jinhui-2");
    assert!(
        sandbox
            .ok("show jinhui/opening")
            .contains("opening (measured)")
    );
}

#[test]
fn a_closed_project_takes_nothing_in() {
    let sandbox = twins();
    sandbox.ok("target jinhui/main --drop --reason 并");
    sandbox.ok("edit jinhui --state closed --reason 竣工");
    sandbox.refuses(
        "merge jinhui-2 jinhui",
        "jinhui is closed and jinhui-2 is not; take it up again first: project edit jinhui --state active",
        "jinhui已办结，而jinhui-2未办结；请先恢复：project edit jinhui --state 进行中",
    );
}

#[test]
fn a_figure_that_falls_between_the_two_is_told() {
    let sandbox = twins();
    sandbox.ok("update jinhui/main 70 --on 10-10");
    let told = sandbox.ok("merge jinhui-2 jinhui");
    assert!(
        told.contains("1 reading the same · 55 % on 2021-10-15 is lower than 70 % on 2021-10-10\n"),
        "{told}"
    );
    assert!(
        twins()
            .run("merge jinhui jinhui-2 --dry-run")
            .out
            .lines()
            .all(|line| !line.contains("lower")),
    );
}

#[test]
fn what_check_has_told_is_not_told_again() {
    let mut sandbox = twins();
    sandbox.at("2021-12-05T09:00:00Z");
    let told = sandbox.run("check --new").out;
    assert!(told.contains("幕墙"), "{told}");
    sandbox.ok("merge jinhui-2 jinhui");
    let again = sandbox.run("check --new").out;
    assert!(!again.contains("幕墙"), "{again}");
}

#[test]
fn a_line_is_no_wider_than_the_page() {
    let sandbox = twins();
    for alias in [
        "金辉国际花园一期",
        "金辉国际花园二期",
        "金辉国际花园三期",
        "金辉广场",
    ] {
        sandbox.ok(&format!("edit jinhui-2 --alias {alias}"));
    }
    let told = sandbox.ok("merge jinhui-2 jinhui --dry-run");
    assert!(
        told.contains("  also called jinhui-2, 金辉项目, 金辉国际花园一期, "),
        "{told}"
    );
}

#[test]
fn other_words_for_it_are_answered_with_it() {
    let sandbox = twins();
    for word in ["join", "dedupe", "合并"] {
        let said = sandbox.refused(&format!("{word} jinhui-2 jinhui"));
        let expected =
            format!("error: there is no command '{word}'; use: project merge jinhui-2 jinhui\n");
        assert_eq!(said, expected);
    }
}
