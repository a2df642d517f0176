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
