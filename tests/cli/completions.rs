//! What a shell is offered: words, codes and names, and nothing that it would run.

use crate::sandbox::{Sandbox, ran};

#[test]
fn each_shell_gets_a_script_and_others_are_refused() {
    let sandbox = Sandbox::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = sandbox.ok(&format!("completions {shell}"));
        assert!(script.contains("_PROJECT_COMPLETE"), "{script}");
    }
    assert!(
        sandbox
            .refused("completions tcsh")
            .contains("expected one of")
    );
}

/// What is offered for the last word of a line; `variables` are set beside those of the sandbox. An
/// empty last word is written as a space at the end.
fn offered_with(
    sandbox: &Sandbox,
    line: &str,
    variables: &[(&str, &str)],
) -> Vec<(String, String)> {
    let words = line.split(' ').filter(|word| !word.is_empty());
    let last = line.ends_with(' ').then_some("");
    let words = ["--", "project"].into_iter().chain(words).chain(last);
    let mut command = sandbox.command(words);
    command.env("_PROJECT_COMPLETE", "fish");
    command.envs(variables.iter().copied());
    let completed = ran(command.output().unwrap());
    assert_eq!((completed.err.as_str(), completed.code), ("", 0), "{line}");
    let lines = completed.out.lines();
    let offers = lines.map(|line| line.split_once('\t').unwrap_or((line, "")));
    offers
        .map(|(value, help)| (value.to_owned(), help.to_owned()))
        .collect()
}

/// The values that are offered, without options that could be typed there too.
fn offered(sandbox: &Sandbox, line: &str) -> Vec<String> {
    let offers = offered_with(sandbox, line, &[]).into_iter();
    let values = offers.map(|(value, _)| value);
    values.filter(|value| !value.starts_with("--")).collect()
}

#[test]
fn codes_are_offered_from_the_store_and_nothing_is_created() {
    let sandbox = Sandbox::with_sample();
    let codes = offered_with(&sandbox, "show ", &[]);
    let has = |code: &str, name: &str| codes.contains(&(code.to_owned(), name.to_owned()));
    assert!(has("jinhui", "Jinhui"), "{codes:?}");
    assert!(has("west-plot", "West plot"), "{codes:?}");
    let chinese = offered_with(&sandbox, "show jin", &[("PROJECT_LANG", "zh")]);
    assert!(chinese.contains(&("jinhui".to_owned(), "金辉".to_owned())));
    for line in [
        "merge jinh",
        "merge west-plot jinh",
        "merge west-plot jinhui --prefer jinh",
    ] {
        assert_eq!(offered(&sandbox, line), ["jinhui"], "{line}");
    }
    let before = std::fs::read_dir(sandbox.folder()).unwrap().count();
    for line in [
        "show ",
        "show jh",
        "show jinhui/",
        "retract ",
        "report --lead ",
        "report --unit ",
        "report --category ",
        "target jinhui --period ",
    ] {
        for line in [format!("--db missing.db {line}"), line.to_owned()] {
            let missing = [("PROJECT_DB", "missing.db")];
            let offers = offered_with(&sandbox, &line, &missing);
            let mut values = offers.iter().filter(|(value, _)| !value.starts_with("--"));
            assert_eq!(values.next(), None, "{line}");
        }
    }
    let after = std::fs::read_dir(sandbox.folder()).unwrap().count();
    assert_eq!(before, after);
}

#[test]
fn the_store_of_the_line_is_the_one_that_is_asked() {
    let sandbox = Sandbox::with_sample();
    sandbox.ok("--db other.db init");
    sandbox.ok("--db other.db add Harbour");
    assert_eq!(offered(&sandbox, "--db other.db show "), ["harbour"]);
    assert_eq!(offered(&sandbox, "--db=other.db show h"), ["harbour"]);
    assert!(!offered(&sandbox, "show h").contains(&"harbour".to_owned()));
}

#[test]
fn projects_are_found_by_name_by_pinyin_and_by_initials() {
    let sandbox = Sandbox::with_sample();
    for typed in ["jinhui", "JINH", "jh", "金辉", "金"] {
        assert_eq!(offered(&sandbox, &format!("show {typed}")), ["jinhui"]);
    }
    for command in ["show", "edit", "target", "update", "log", "add"] {
        let line = format!("{command} jh");
        assert_eq!(offered(&sandbox, &line), ["jinhui"], "{line}");
    }
    assert_eq!(offered(&sandbox, "show nobody-is-called-so"), [""; 0]);
}

#[test]
fn behind_a_code_its_stages_are_offered() {
    let sandbox = Sandbox::with_sample();
    let all = [
        "jinhui/residential-main-structure",
        "jinhui/basement",
        "jinhui/overall",
    ];
    for command in ["show", "edit", "target", "update", "add"] {
        let line = format!("{command} jinhui/");
        assert_eq!(offered(&sandbox, &line), all, "{line}");
    }
    for typed in ["jinhui/b", "jh/b", "金辉/地下室", "jinhui/dxs"] {
        let line = format!("update {typed}");
        assert_eq!(offered(&sandbox, &line), ["jinhui/basement"], "{line}");
    }
    let named = offered_with(&sandbox, "show jinhui/b", &[("PROJECT_LANG", "zh")]);
    assert_eq!(named[0].1, "地下室");
    assert_eq!(offered(&sandbox, "show nobody/"), [""; 0]);
}

/// Seen to catch: an option without a completer.
#[test]
fn the_words_of_options_are_offered_in_both_languages() {
    let sandbox = Sandbox::with_sample();
    for (line, expected) in [
        ("report --status o", "overdue,open,on-track,other-stage"),
        ("report --status 未", "未达序时,未到期,未明确时限,未开始"),
        ("report --status late,cr", "late,critical"),
        // What a list holds already is not offered again.
        ("report --columns status,s", "status,stage,status,stands"),
        ("report --columns=status,stands,s", ""),
        ("report --columns 评定,s", "评定,stage,评定,stands"),
        ("report --category renewal,r", "renewal,river,renewal,road"),
        (
            "import --encoding ",
            "utf-8,gb18030,big5,windows-1252,utf-16le,utf-16be",
        ),
        ("report --period ", "all,2021H2,2021H1"),
        ("report --period 全", "全部"),
        ("report --period 2021年下", "2021年下半年"),
        (
            "report --group-by ",
            "category,lead,unit,status,project,period",
        ),
        ("report --group-by 责", "责任单位"),
        (
            "report --sort ",
            "status,due,project,name,slip,against-due,against-first",
        ),
        ("report --sort 较", "较时限,较原定时限"),
        ("list --silent --by ", "lead,unit"),
        ("list --silent --by 责", "责任单位"),
        ("report --sort 时", "时限"),
        ("report --columns s", "status,stage,stands"),
        ("report --columns 目", "目标,目标内容,目标值,目前进度"),
        ("report --columns status,ne", "status,next-step"),
        (
            "report --format ",
            "table,html,brief,md,xlsx,docx,ics,json,csv",
        ),
        ("report --color ", "auto,always,never"),
        ("--lang ", "en,zh"),
        ("report --category r", "renewal,river,road"),
        ("check --fail-on d", "due"),
        ("check --fail-on 即", "即将到期"),
        (
            "check --format ",
            "text,json,wecom,dingtalk,feishu,slack,mail,md,docx",
        ),
        ("edit jinhui --state ", "active,suspended,cancelled,closed"),
        ("edit jinhui --state 暂", "暂停"),
        ("edit jinhui/basement --kind ", "measured,milestone"),
        ("edit jinhui/basement --kind 节", "节点"),
        ("edit jinhui --category v", "village"),
        ("target jinhui --commitment ", "ensure,strive,expected,push"),
        ("target jinhui --commitment 力", "力争"),
        ("target jinhui --period 2021H", "2021H2,2021H1"),
        ("target jinhui ", "done"),
        ("update jinhui ", "done,not-yet,underway"),
        ("update jinhui 推", "推进中"),
        ("add jinhui/roof --progress u", "underway"),
        ("export --format ", "json,csv"),
        ("completions ", "bash,elvish,fish,powershell,zsh"),
        ("config gap.", "gap.behind,gap.critical,gap.ahead"),
        ("config rule ", "pace,gap,default"),
        ("config period ", "year,half,quarter,month,default"),
        ("config lang ", "en,zh,default"),
        ("config deadlines.before ", "strict,inclusive,default"),
        ("config dates ", "dmy,mdy,default"),
        ("config pace.behind ", "default"),
        ("report --status nobody", ""),
        ("help ver", "verify"),
    ] {
        assert_eq!(offered(&sandbox, line).join(","), expected, "{line}");
    }
}

#[test]
fn chinese_words_are_offered_to_those_who_read_chinese() {
    let sandbox = Sandbox::with_sample();
    let zh = [("PROJECT_LANG", "zh")];
    let values = |line: &str| {
        let offers = offered_with(&sandbox, line, &zh).into_iter();
        let values = offers
            .map(|(value, _)| value)
            .filter(|value| !value.starts_with("--"));
        values.collect::<Vec<_>>().join(",")
    };
    for (line, expected) in [
        ("edit jinhui --state ", "进行中,暂停,取消,办结"),
        ("edit jinhui --state s", "suspended"),
        ("edit jinhui/basement --kind ", "按百分比,节点"),
        ("report --period ", "全部,2021年下半年,2021年上半年"),
        ("report --group-by ", "类别,负责人,责任单位,评定,项目,期间"),
        ("update jinhui ", "完成,未完成,推进中"),
        ("target jinhui --commitment ", "确保,力争,预计,推动"),
        (
            "report --format ",
            "table,html,brief,md,xlsx,docx,ics,json,csv",
        ),
    ] {
        assert_eq!(values(line), expected, "{line}");
    }
    let statuses = values("report --status ");
    assert!(statuses.starts_with("滞后,"), "{statuses}");
    assert!(
        !statuses.contains(|c: char| c.is_ascii_alphabetic()),
        "{statuses}"
    );
    let (value, help) = &offered_with(&sandbox, "edit jinhui --state ", &zh)[0];
    assert_eq!((value.as_str(), help.as_str()), ("进行中", "active"));
}

#[test]
fn values_that_projects_have_are_offered() {
    let sandbox = Sandbox::with_sample();
    sandbox.ok("edit jinhui --lead 王工 --unit 城建办");
    sandbox.ok("edit farmland --lead Chen --unit 'a b'");
    for command in ["report", "check", "edit jinhui", "add x"] {
        for (option, expected) in [("--lead", "Chen,王工"), ("--unit", "城建办")] {
            let line = format!("{command} {option} ");
            assert_eq!(offered(&sandbox, &line).join(","), expected, "{line}");
        }
    }
    assert_eq!(offered(&sandbox, "report --lead 王"), ["王工"]);
    assert_eq!(offered(&sandbox, "report --owner 王"), ["王工"]);
}

#[test]
fn entries_are_offered_to_be_retracted_with_what_they_did() {
    let sandbox = Sandbox::with_sample();
    sandbox.ok("update jinhui/basement 10");
    sandbox.ok("update jinhui/basement 20 --on 2021-08-01 --lower");
    let offers = offered_with(&sandbox, "retract ", &[]);
    let entry = |number: &str, help: &str| (number.to_owned(), help.to_owned());
    let entries: Vec<_> = offers.into_iter().take(3).collect();
    let expected = [
        entry(
            "3",
            "wang: update jinhui/basement 20 --on 2021-08-01 --lower",
        ),
        entry("2", "wang: update jinhui/basement 10"),
        entry("1", "wang: init --sample"),
    ];
    assert_eq!(entries, expected);
    sandbox.ok("retract 3");
    let left = offered(&sandbox, "retract ");
    assert!(!left.contains(&"3".to_owned()), "{left:?}");
    assert!(left.contains(&"2".to_owned()), "{left:?}");
}

#[test]
fn nothing_is_offered_that_a_shell_would_run_or_read_otherwise() {
    let sandbox = Sandbox::with_store();
    for name in [
        "x$(touch hurt)",
        "x`touch hurt`",
        "x;touch hurt",
        "x y",
        "x\u{202e}y",
    ] {
        sandbox.write(
            "projects.csv",
            format!("code,name,lead,unit,category\np{},\"{name} 项目\",\"{name}\",\"{name}\",\"{name}\"\n", name.len()),
        );
        sandbox.run("import projects.csv");
    }
    for option in ["--lead", "--unit", "--category"] {
        let line = format!("report {option} ");
        assert_eq!(offered(&sandbox, &line), [""; 0], "{line}");
    }
    for (code, _) in offered_with(&sandbox, "show p", &[]) {
        assert!(code.starts_with("--") || code.starts_with('p'), "{code}");
    }
}

/// Options are described in the language, and `help` too.
#[test]
fn commands_and_options_are_described_in_the_language() {
    let sandbox = Sandbox::new();
    let zh = [("PROJECT_LANG", "zh")];
    let is_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    for command in [" ", "update ", "report ", "check ", "import ", "target "] {
        for line in [command.to_owned(), format!("{command}--")] {
            for (value, help) in offered_with(&sandbox, &line, &zh) {
                let is_path = help.is_empty();
                assert!(is_path || is_chinese(&help), "{line}: {value} {help}");
            }
        }
    }
    let (_, help) = &offered_with(&sandbox, "upd", &[])[0];
    assert_eq!(
        help,
        "Record how far a stage is: one figure, or many at once"
    );
}
