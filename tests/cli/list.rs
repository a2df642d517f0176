use crate::sandbox::{Sandbox, both};

#[test]
fn each_project_is_one_line_with_its_worst_lamp() {
    let sandbox = Sandbox::with_sample();
    let list = sandbox.ok("list --as-of 2021-08-01");
    // The heads of the columns, and 49 projects.
    assert_eq!(list.lines().count(), 50);
    let line = |code: &str| {
        let line = list.lines().find(|line| line.contains(code)).unwrap();
        line.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(line("kangqiao-east")[..2], ["hollow", "red"]);
    assert_eq!(line("fenghui-city")[0], "grey");
    assert_eq!(line("textile-market")[0], "–");
    // What gives it that lamp, and its latest report.
    let ends = |code: &str, end: &str| assert!(line(code).join(" ").ends_with(end), "{list}");
    ends(
        "kangqiao-east",
        " unreported: willingness survey begun by 07-31 06-30",
    );
    ends(
        "fenghui-city",
        " open: full opening of phase 2 by 12-31 06-30",
    );
    ends("textile-market", " no target counted 06-30");
    let list = sandbox.ok("list --as-of 2021-08-01 --lang zh");
    assert!(list.contains("丰汇城"), "{list}");
}

#[test]
fn an_empty_store_says_what_to_do_next() {
    let sandbox = Sandbox::with_store();
    let empty = sandbox.run("list");
    assert_eq!((empty.code, empty.out.as_str()), (0, ""));
    assert_eq!(
        empty.err,
        "the store holds no project yet; next: project add NAME, or project import FILE..\n"
    );
}

#[test]
fn the_list_is_of_whose_projects_were_asked_for() {
    let sandbox = Sandbox::with_store();
    sandbox.ok("add A --code a --lead Ann --unit Works --due 2021-12-31");
    sandbox.ok("add B --code b --lead Bob --unit Works");
    sandbox.ok("add C --code c --lead Bob --unit Housing");
    let codes = |line: &str| -> Vec<String> {
        let list = sandbox.json(&format!("list {line} --json"));
        let projects = list["projects"].as_array().unwrap().iter();
        projects
            .map(|it| it["code"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(codes(""), ["a", "b", "c"]);
    assert_eq!(codes("--unit Works"), ["a", "b"]);
    assert_eq!(codes("--owner Bob"), ["b", "c"]);
    assert_eq!(codes("--unit Works --lead Bob"), ["b"]);
    let shown = sandbox.ok("list --unit Housing");
    assert!(shown.contains("c ") && !shown.contains("b "), "{shown}");
    let untargeted = sandbox.ok("list --untargeted --lead Bob");
    assert!(
        untargeted.contains('b') && untargeted.contains('c'),
        "{untargeted}"
    );
    sandbox.refuses(
        "list --lead Cid",
        "--lead 'Cid': no project has this lead; there are Ann, Bob",
        "--lead“Cid”：没有项目以此为负责人；现有Ann、Bob",
    );
}

#[test]
fn nothing_untargeted_is_said_in_a_sentence() {
    let make = || {
        let sandbox = Sandbox::with_store();
        sandbox.ok("add 金辉 --code jinhui --due 2021-12-31 --progress 40");
        sandbox
    };
    assert_eq!(
        both(make, "list --untargeted"),
        [
            "every stage with figures has a target\n",
            "凡有进度的阶段均已设目标\n"
        ]
    );
    // Nothing at all is another matter.
    assert!(
        Sandbox::with_store()
            .said("list --untargeted")
            .starts_with("the store holds no project yet")
    );
}

/// What was recorded only later is not said to be unknown.
#[test]
fn before_anything_was_recorded_the_first_day_is_named() {
    let make = || {
        let mut sandbox = Sandbox::with_store();
        sandbox.at("2021-08-02T09:00:00Z");
        sandbox.ok("add 金辉 --code jinhui --progress 40");
        sandbox.at("2021-08-03T09:00:00Z");
        sandbox.ok("add jinhui/main --name 主体结构");
        sandbox.ok("target jinhui/main 80 --by 2021-12-31");
        sandbox
    };
    for line in ["list", "list --untargeted"] {
        assert_eq!(
            both(make, &format!("{line} --known-on 2021-08-01")),
            [
                "no project had been recorded by 2021-08-01; the first was on 2021-08-02\n",
                "截至2021年8月1日尚未录入项目；最早的项目于2021年8月2日录入\n",
            ]
        );
    }
    let [en, zh] = both(make, "report --known-on 2021-08-02");
    assert!(
        en.ends_with("\nno target had been recorded by 2021-08-02\n"),
        "{en}"
    );
    assert!(zh.ends_with("\n截至2021年8月2日尚未录入目标\n"), "{zh}");
    let mut sandbox = make();
    for line in ["show 金辉", "log jinhui"] {
        let typed = line.split_once(' ').unwrap().1;
        sandbox.refuses(
            &format!("{line} --known-on 2021-08-01"),
            &format!("'{typed}' had not been recorded by 2021-08-01; it has been on record since 2021-08-02"),
            &format!("截至2021年8月1日尚未录入“{typed}”；该项自2021年8月2日起在案"),
        );
    }
    sandbox.refuses(
        "show jinhui/主体 --known-on 2021-08-02",
        "'jinhui/主体' had not been recorded by 2021-08-02; it has been on record since 2021-08-03",
        "截至2021年8月2日尚未录入“jinhui/主体”；该项自2021年8月3日起在案",
    );
    // Who asks by a name that was given later is told of what it was then.
    sandbox.at("2021-08-04T09:00:00Z");
    sandbox.ok("edit jinhui --name 金辉城 --code city");
    sandbox.ok("edit city/main --code frame");
    let shown = sandbox.ok("show city --known-on 2021-08-03");
    assert!(shown.starts_with("jinhui  金辉\n"), "{shown}");
    let shown = sandbox.ok("show city/frame --known-on 2021-08-03");
    assert!(shown.contains("\nmain  主体结构"), "{shown}");
    // What is not there at all is not there on any day.
    assert!(
        sandbox
            .refused("show xyz --known-on 2021-08-01")
            .contains("no project is called 'xyz'")
    );
    assert!(
        sandbox
            .refused("show jinhui/xyz --known-on 2021-08-03")
            .contains("has no stage 'xyz'")
    );
}

#[test]
fn what_has_neither_a_target_nor_a_report_is_counted_and_named() {
    let sandbox = Sandbox::with_projects();
    sandbox.ok("target jinhui/main 70 --by 2021-12-31");
    let closing = |sandbox: &Sandbox| {
        let report = sandbox.ok("report");
        let mut lines = report.lines().rev();
        lines.next().unwrap().to_owned()
    };
    assert_eq!(
        closing(&sandbox),
        "Neither a target nor a report: 1. See which: project list --untargeted"
    );
    let named = sandbox.ok("list --untargeted");
    let cells: Vec<&str> = named.lines().last().unwrap().split("  ").collect();
    let cells: Vec<&str> = cells
        .into_iter()
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect();
    assert_eq!(cells, ["west-plot", "West plot", "–", "–"]);
    // A report without a target is another thing.
    sandbox.ok("update west 10");
    assert_eq!(
        closing(&sandbox),
        "Reported but without a target: 1. See which: project list --untargeted"
    );
    sandbox.ok("add Depot --lead Ann");
    assert_eq!(
        closing(&sandbox),
        "Without a target: 1 reported, 1 never reported. See: project list --untargeted"
    );
    assert!(
        sandbox.ok("report --lang zh").contains(
            "未设目标：有进度的阶段1个、从未上报的项目1个；查看：project list --untargeted"
        )
    );
    // Both stand in JSON, here and there.
    for line in ["report --json", "list --untargeted --json"] {
        let json = sandbox.json(line);
        assert_eq!(json["without_target"][0]["project"], "west-plot", "{line}");
        assert_eq!(json["empty_projects"][0]["project"], "depot", "{line}");
        assert_eq!(
            json["empty_projects"].as_array().unwrap().len(),
            1,
            "{line}"
        );
    }
    // It is filtered like all that is counted, and nothing is expected of what is over.
    assert!(!sandbox.ok("report --lead 王工").contains("never reported"));
    sandbox.ok("edit depot --state cancelled --reason x");
    assert!(!sandbox.ok("report").contains("never reported"));
}

#[test]
fn json_leaves_no_option_out() {
    let sandbox = Sandbox::with_sample();
    let list = sandbox.json("list --untargeted --json");
    assert_eq!(list["schema"], "project.untargeted/1");
    assert!(list["projects"].is_null());
    let stages = list["without_target"].as_array().unwrap();
    assert_eq!(stages.len(), 31);
    let config = sandbox.json("config period --json");
    let settings = config["settings"].as_array().unwrap();
    assert_eq!(settings.len(), 1);
    assert_eq!(
        (&settings[0]["key"], &settings[0]["value"]),
        (&"period".into(), &"half".into())
    );
    // A project's lamp is the one that the report has.
    let report = sandbox.json("report --json");
    let mut lamps = 0;
    for target in report["targets"].as_array().unwrap() {
        let code = target["project"].as_str().unwrap();
        let shown = sandbox.json(&format!("show {code} --json"));
        for own in shown["targets"].as_array().unwrap() {
            assert_eq!(own["project_lamp"], target["project_lamp"], "{code}");
            lamps += usize::from(!own["project_lamp"].is_null());
        }
    }
    assert!(lamps >= 40, "{lamps}");
}
