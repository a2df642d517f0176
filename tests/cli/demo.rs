use std::fs;

use crate::sandbox::Sandbox;

#[test]
fn the_demo_shows_every_lamp_and_writes_nothing() {
    let sandbox = Sandbox::new();
    for (language, words) in [
        (
            "en",
            [
                "overdue",
                "unreported",
                "critical",
                "behind",
                "met late",
                "ahead",
                "met",
                "open",
                "undated",
                "no data",
            ],
        ),
        (
            "zh",
            [
                "逾期",
                "到期未报",
                "严重滞后",
                "滞后",
                "逾期完成",
                "超前",
                "已完成",
                "未到期",
                "未设期限",
                "无数据",
            ],
        ),
    ] {
        let demo = sandbox.ok(&format!("demo --lang {language}"));
        for word in words {
            assert!(
                demo.contains(&format!(" {word}")),
                "{word} is missing in\n{demo}"
            );
        }
        for colour in [" 0 green", "绿0 "] {
            let last = demo.lines().filter(|l| l.contains(colour)).count();
            assert!(last <= 1, "the second report has no {colour}");
        }
    }
    assert_eq!(fs::read_dir(sandbox.folder()).unwrap().count(), 0);
}

#[test]
fn invented_readings_are_called_so_before_they_are_used() {
    let sandbox = Sandbox::new();
    let demo = sandbox.ok("demo --lang en");
    let invented = demo.find("INVENTED").unwrap();
    assert!(demo.find("2021-08-01").unwrap() < invented);
    assert!(demo.find("as of 2021-10-31").unwrap() > invented);
}
