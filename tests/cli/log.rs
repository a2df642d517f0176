use crate::sandbox::Sandbox;

fn a_day_each() -> Sandbox {
    let mut sandbox = Sandbox::with_projects();
    sandbox.at("2021-07-06T09:00:00Z");
    sandbox.ok("target jinhui/main 70 --by 力争年底前 --from 2021-07-03:5 --via 2021-09-30:35");
    sandbox.at("2021-07-07T09:00:00Z");
    sandbox.ok("update west --amount 38.2 --note 试桩 --problem 雨 --next 抽水 --who li");
    sandbox.at("2021-07-08T09:00:00Z");
    sandbox.ok("target jinhui/main --suspend --reason 停工 --on 07-07");
    sandbox.at("2021-07-09T09:00:00Z");
    sandbox.ok("retract 7 --reason '不是 #7'");
    sandbox.at("2021-07-10T09:00:00Z");
    sandbox.ok("edit jinhui --state suspended --on 07-07 --reason 停工");
    sandbox
}

/// The hash of each entry follows its command.
fn without_hashes(log: &str) -> String {
    log.lines()
        .map(|line| match line.split_once("  [") {
            Some((head, rest)) if line.starts_with('#') => {
                let (hash, rest) = rest.split_once(']').unwrap();
                assert!(
                    hash.len() == 8 && hash.bytes().all(|b| b.is_ascii_hexdigit()),
                    "{line}"
                );
                format!("{head}{rest}\n")
            }
            _ => format!("{line}\n"),
        })
        .collect()
}

#[test]
fn the_record_says_who_entered_what_and_when() {
    let sandbox = a_day_each();
    assert_eq!(
        without_hashes(&sandbox.ok("log --since 2021-07-06")),
        "#6  2021-07-06 09:00  wang: target jinhui/main 70 --by 力争年底前 --from 2021-07-03:5 --via 2021-09-30:35\n    \
         jinhui/main-structure: target 70 % by 2021-12-31 (\"力争年底前\") · from 5 % on 2021-07-03 · via 35 % on 2021-09-30 · strive · decided on 2021-07-06\n\
         #7  2021-07-07 09:00  li: update west --amount 38.2 --note 试桩 --problem 雨 --next 抽水  [retracted by #9]\n    \
         west-plot/piles: 10 % (38.2 of 382) on 2021-07-07 · 试桩 · problem: 雨 · next: 抽水\n\
         #8  2021-07-08 09:00  wang: target jinhui/main --suspend --reason 停工 --on 07-07\n    \
         jinhui/main-structure: target revised: 70 % by 2021-12-31 (\"力争年底前\") · from 5 % on 2021-07-03 · via 35 % on 2021-09-30 · strive · suspended · decided on 2021-07-07: 停工\n\
         #9  2021-07-09 09:00  wang: retract 7 --reason '不是 #7'\n    \
         retracted #7: 不是 #7\n\
         #10  2021-07-10 09:00  wang: edit jinhui --state suspended --on 07-07 --reason 停工\n    \
         jinhui: state suspended (was active) since 2021-07-07: 停工\n"
    );
    assert_eq!(
        without_hashes(&sandbox.ok("log --since 2021-07-06 --lang zh")),
        "#6  2021-07-06 09:00  wang：target jinhui/main 70 --by 力争年底前 --from 2021-07-03:5 --via 2021-09-30:35\n    \
         jinhui/main-structure：目标2021年12月31日前70%（“力争年底前”），起点进度为2021年7月3日的5%，计划节点为2021年9月30日的35%，力争，2021年7月6日决定\n\
         #7  2021-07-07 09:00  li：update west --amount 38.2 --note 试桩 --problem 雨 --next 抽水  【已由#9撤回】\n    \
         west-plot/piles：2021年7月7日10%（38.2/382），试桩，存在问题：雨，下步打算：抽水\n\
         #8  2021-07-08 09:00  wang：target jinhui/main --suspend --reason 停工 --on 07-07\n    \
         jinhui/main-structure：调整目标：2021年12月31日前70%（“力争年底前”），起点进度为2021年7月3日的5%，计划节点为2021年9月30日的35%，力争，暂停，2021年7月7日决定：停工\n\
         #9  2021-07-09 09:00  wang：retract 7 --reason '不是 #7'\n    \
         撤回#7：不是 #7\n\
         #10  2021-07-10 09:00  wang：edit jinhui --state suspended --on 07-07 --reason 停工\n    \
         jinhui：状态暂停（原为进行中），自2021年7月7日起：停工\n"
    );
}

#[test]
fn of_one_project_only_what_touches_it_with_what_takes_it_back() {
    let sandbox = a_day_each();
    let log = sandbox.ok("log west");
    let numbers: Vec<&str> = log
        .lines()
        .filter(|line| line.starts_with('#'))
        .map(|line| line.split(' ').next().unwrap())
        .collect();
    assert_eq!(numbers, ["#4", "#5", "#7", "#9"]);
    assert!(
        sandbox
            .refused("log nobody")
            .contains("no project is called 'nobody'")
    );
}

#[test]
fn since_a_week_is_since_its_monday() {
    let mut sandbox = a_day_each();
    sandbox.at("2021-07-18T09:00:00Z");
    for (words, day) in [
        ("last week", "2021-07-05"),
        ("上周", "2021-07-05"),
        ("本月", "2021-07-01"),
    ] {
        let log = sandbox.ok(&format!("log --since '{words}'"));
        assert_eq!(log, sandbox.ok(&format!("log --since {day}")), "{words}");
        assert!(log.contains("#6"), "{log}");
    }
    assert!(!sandbox.ok("log --since 'this week'").contains("#6"));
    assert_eq!(
        sandbox.refused("log --since 'next week'"),
        "error: --since 'next week': does not name one day; write it, such as 2021-10-31\n"
    );
}

#[test]
fn what_was_not_known_yet_is_not_shown() {
    let sandbox = a_day_each();
    let log = sandbox.ok("log west --known-on 2021-07-08");
    assert!(
        log.contains("#7  2021-07-07 09:00  li: update west"),
        "{log}"
    );
    assert!(!log.contains("retracted") && !log.contains("#9"), "{log}");
    assert!(
        sandbox
            .ok("log west --known-on 2021-07-09")
            .contains("[retracted by #9]")
    );
}

#[test]
fn a_clock_set_back_hides_nothing_and_changes_nothing_of_what_came_since() {
    let mut sandbox = a_day_each();
    sandbox.at("2021-06-01T09:00:00Z");
    sandbox.ok("edit jinhui --lead 李工");
    // All up to the last entry recorded by then is known, whatever the clock said of those before.
    assert!(sandbox.ok("log --known-on 2021-07-01").contains("#11"));
    assert!(sandbox.ok("log --known-on 2021-07-09").contains("#11"));
    assert!(sandbox.ok("log --since 2021-07-10").contains("#11"));
}

#[test]
fn moments_are_those_of_the_zone() {
    let sandbox = a_day_each();
    let mut command = sandbox.command(["log", "--since", "2021-07-06"]);
    let output = command.env("TZ", "Asia/Shanghai").output().unwrap();
    let log = String::from_utf8(output.stdout).unwrap();
    assert!(log.starts_with("#6  2021-07-06 17:00  wang: "), "{log}");
}

#[test]
fn a_large_entry_is_counted_unless_one_project_is_asked_for() {
    let sandbox = Sandbox::with_sample();
    let log = sandbox.ok("log");
    assert!(log.lines().count() < 10, "{log}");
    assert!(log.contains("49 projects, "), "{log}");
    assert!(log.contains("(SHA-256 "), "{log}");
    assert!(sandbox.ok("log --lang zh").contains("49个项目、"));
    assert!(
        sandbox
            .ok("log jinhui")
            .contains("    jinhui: project added\n")
    );
}

#[test]
fn what_has_another_code_by_now_is_called_as_it_was_then() {
    let mut sandbox = Sandbox::with_projects();
    sandbox.at("2021-07-06T09:00:00Z");
    sandbox.ok("retract 3 --reason 重复");
    sandbox.at("2021-07-07T09:00:00Z");
    sandbox.ok("add jinhui/opening");
    sandbox.ok("edit jinhui --code jh");
    sandbox.ok("edit jh --code jhc");
    let then = sandbox.ok("log --known-on 2021-07-06");
    assert!(
        then.contains("    jinhui/main-structure: stage added\n"),
        "{then}"
    );
    assert!(then.contains("    jinhui/opening: stage added\n"), "{then}");
    // By now two stages have had the code; one of them was retracted.
    let now = sandbox.ok("log");
    assert_eq!(now.matches("    jhc/opening: stage added\n").count(), 2);
}

#[test]
fn edits_are_told_in_words() {
    let sandbox = Sandbox::with_projects();
    sandbox.ok("edit jinhui --alias 金辉城 --alias 'Jinhui City' --lead '' --reason 更名");
    let log = sandbox.ok("log");
    assert!(
        log.ends_with(
            "    jinhui: lead none (was 王工): 更名\n    jinhui: aliases 金辉城; Jinhui City (was none): 更名\n"
        ),
        "{log}"
    );
}

#[test]
fn nothing_to_show_is_said() {
    let sandbox = Sandbox::with_store();
    let ran = sandbox.run("log");
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert_eq!(
        ran.err,
        "no entry to show; `project log` shows the whole record\n"
    );
    let ran = sandbox.run("log --lang zh");
    assert_eq!(ran.err, "没有可显示的记录；全部记录见 project log\n");
    assert_eq!(sandbox.run("log -q").err, "");
}

#[test]
fn one_person_s_entries_are_shown_alone() {
    let sandbox = a_day_each();
    let log = sandbox.ok("log --who LI");
    assert!(
        log.starts_with("#7  2021-07-07 09:00  li: update west"),
        "{log}"
    );
    assert!(!log.contains("wang: "), "{log}");
    let entries = sandbox.json("log jinhui --who wang --since 2021-07-08 --json");
    let numbers = entries["entries"].as_array().unwrap().iter();
    let numbers: Vec<i64> = numbers.map(|it| it["number"].as_i64().unwrap()).collect();
    assert_eq!(numbers, [8, 10]);
    // Who recorded nothing of it is known all the same; who recorded nothing at all is not.
    let none = sandbox.run("log jinhui --who li");
    assert_eq!((none.code, none.out.as_str()), (0, ""));
    sandbox.refuses(
        "log --who zhang",
        "--who 'zhang': nobody so called has recorded anything; there are li, wang",
        "--who“zhang”：没有此人录入的记录；录入人有li、wang",
    );
    for line in [
        "report",
        "list",
        "show jinhui",
        "check",
        "verify",
        "config",
        "export",
        "demo",
    ] {
        let said = sandbox.refused(&format!("{line} --who li"));
        assert!(
            said.contains("this command records nothing"),
            "{line}: {said}"
        );
        assert!(said.contains("project report --lead li"), "{line}: {said}");
        assert!(said.contains("project log --who li"), "{line}: {said}");
    }
    // The variable names whoever is there, whatever is done.
    let mut command = sandbox.command(["list"]);
    assert!(
        command
            .env("PROJECT_USER", "li")
            .status()
            .unwrap()
            .success()
    );
}
