//! Readings as a line of blocks.

use crate::sandbox::{Sandbox, both};

fn plot() -> Sandbox {
    let mut sandbox = Sandbox::with_store();
    sandbox.at("2021-07-05T09:00:00Z");
    for line in [
        "add 西侧地块 --code west-plot --en 'West plot'",
        "add west-plot/main --name 主体结构 --en 'main structure'",
        "target west-plot/main 70 --by 2021-12-31 --period 2021H2 --from 0",
        "add west-plot/opening --milestone --name 开业 --en opening",
        "target west-plot/opening done --by 2021-12-31 --period 2021H2",
    ] {
        sandbox.ok(line);
    }
    sandbox.at("2022-01-05T09:00:00Z");
    for line in [
        "update west-plot/main 9 --on 2021-07-31",
        "update west-plot/main 18 --on 2021-08-31",
        "update west-plot/main 30 --on 2021-09-30",
        "update west-plot/main 44 --on 2021-10-31",
        "update west-plot/main 57 --on 2021-11-30",
        "update west-plot/main 68 --on 2021-12-31",
        "update west-plot/opening not-yet --on 2021-07-31",
        "update west-plot/opening not-yet --on 2021-08-31",
    ] {
        sandbox.ok(line);
    }
    sandbox
}

#[test]
fn show_has_the_line_with_its_ends() {
    let shown = both(plot, "show west-plot --as-of 2021-12-31");
    let en = "\n    trend     ▁▁▁▂▂▃▃▄▄▄▄▅ from 9 % on 07-31 to 68 % on 12-31\n";
    let zh = "\n    走势      ▁▁▁▂▂▃▃▄▄▄▄▅（7月31日9%，12月31日68%）\n";
    assert!(shown[0].contains(en), "{}", shown[0]);
    assert!(shown[1].contains(zh), "{}", shown[1]);
    // Not of a milestone, nor of what was not known or not yet.
    assert_eq!(shown[0].matches("trend").count(), 1);
    let sandbox = plot();
    let earlier = sandbox.ok("show west-plot --as-of 2021-08-31");
    assert!(
        earlier.contains("\n    trend     ▁▁▁▁▁▁▁▁▁▁▁▂ from 9 % on 07-31 to 18 % on 08-31\n"),
        "{earlier}"
    );
    assert!(
        !sandbox
            .ok("show west-plot --as-of 2021-08-30")
            .contains("trend")
    );
    let before = sandbox.ok("show west-plot --as-of 2021-12-31 --known-on 2022-01-04");
    assert!(!before.contains("trend"), "{before}");
}

#[test]
fn a_report_has_it_as_a_column() {
    let line = "report --as-of 2021-12-31 --columns project,stage,trend";
    let [en, zh] = both(plot, line);
    assert!(
        en.contains(
            "\nproject    stage           trend\n\
             West plot  main structure  ▁▁▁▂▂▃▃▄▄▄▄▅\n\
             West plot  opening\n"
        ),
        "{en}"
    );
    assert!(
        zh.contains("\n项目      阶段      走势\n西侧地块  主体结构  ▁▁▁▂▂▃▃▄▄▄▄▅\n"),
        "{zh}"
    );
    let sandbox = plot();
    let chinese = sandbox.ok("report --as-of 2021-12-31 --columns 走势");
    assert!(chinese.contains("▁▁▁▂▂▃▃▄▄▄▄▅"), "{chinese}");
    // Wide pages have it by themselves.
    let at = |columns: &str| {
        let mut command = sandbox.command(["report", "--as-of", "2021-12-31"]);
        let ran = command.env("COLUMNS", columns).output().unwrap();
        String::from_utf8(ran.stdout).unwrap()
    };
    assert!(at("170").contains("▁▁▁▂▂▃▃▄▄▄▄▅"), "{}", at("170"));
    assert!(!at("169").contains('▅'));
    // Papers have it too; programs read the figures.
    sandbox.ok("report --as-of 2021-12-31 --columns project,trend -o report.md");
    let paper = std::fs::read_to_string(sandbox.path("report.md")).unwrap();
    assert!(paper.contains("| West plot | ▁▁▁▂▂▃▃▄▄▄▄▅ |"), "{paper}");
    for line in [
        "report --json --columns trend --as-of 2021-12-31",
        "report --format csv --columns trend --as-of 2021-12-31",
        "show west-plot --json --as-of 2021-12-31",
    ] {
        assert!(!sandbox.ok(line).contains('▁'), "{line}");
    }
}
