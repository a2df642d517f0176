//! Global options, mistakes in the arguments, and where output goes.

use std::fs;

use crate::sandbox::{Sandbox, ran};

#[test]
fn a_mistake_in_the_arguments_is_one_line_and_exit_2() {
    let sandbox = Sandbox::with_sample();
    for (line, en, zh) in [
        (
            "reporrt",
            "error: there is no command 'reporrt'; did you mean report?\n",
            "错误：没有“reporrt”命令；是否指 report？\n",
        ),
        (
            "report --perod 2021H2",
            "error: unexpected argument '--perod'; did you mean --period?\n",
            "错误：无法识别的参数“--perod”；是否指 --period？\n",
        ),
        (
            "show",
            "error: <CODE[/STAGE]> is missing; for example: project show jinhui, project show jinhui/basement; see `project show --help`\n",
            "错误：缺少 <代码[/阶段]>；例如：project show 金辉、project show 金辉/地下室；参见 project show --help\n",
        ),
        (
            "report --as-of",
            "error: --as-of <DATE> needs a value; see `project report --help`\n",
            "错误：--as-of <日期> 需要一个值；参见 project report --help\n",
        ),
        (
            "help nonsense",
            "error: there is no command 'nonsense'; see `project --help`\n",
            "错误：没有“nonsense”命令；参见 project --help\n",
        ),
        (
            "help updat",
            "error: there is no command 'updat'; see `project --help`\n",
            "错误：没有“updat”命令；参见 project --help\n",
        ),
        (
            "list --lang",
            "error: --lang <LANG> needs a value; see `project list --help`\n",
            "错误：--lang <语言> 需要一个值；参见 project list --help\n",
        ),
        (
            "--lang",
            "error: --lang <LANG> needs a value; see `project --help`\n",
            "错误：--lang <语言> 需要一个值；参见 project --help\n",
        ),
        (
            "update jinhui 72 --on today --on yesterday",
            "error: --on <DATE> can be given only once; see `project update --help`\n",
            "错误：--on <日期> 只能给一次；参见 project update --help\n",
        ),
        (
            "status --stage x",
            "error: unexpected argument '--stage'; see `project report --help`\n",
            "错误：无法识别的参数“--stage”；参见 project report --help\n",
        ),
        (
            "update jinhui --percent 72",
            "error: unexpected argument '--percent'; use: project update jinhui 72\n",
            "错误：无法识别的参数“--percent”；请用：project update jinhui 72\n",
        ),
        (
            "list --category 商业",
            "error: unexpected argument '--category'; use: project report --category 商业\n",
            "错误：无法识别的参数“--category”；请用：project report --category 商业\n",
        ),
        (
            "show jinhui --status late",
            "error: unexpected argument '--status'; see `project show --help`\n",
            "错误：无法识别的参数“--status”；参见 project show --help\n",
        ),
        (
            "edit jinhui --state asleep",
            "error: --state 'asleep': expected one of active, suspended, cancelled, closed\n",
            "错误：--state“asleep”：应为进行中、暂停、取消、办结之一\n",
        ),
        (
            "report --late --unreported",
            "error: --late and --unreported cannot be used together; see `project report --help`\n",
            "错误：--late 与 --unreported 不能同时使用；参见 project report --help\n",
        ),
        (
            "report --as-of 2021-02-30",
            "error: --as-of '2021-02-30': there is no such day; the last one of that month is 2021-02-28\n",
            "错误：--as-of“2021-02-30”：没有这一天；该月最后一天是2021年2月28日\n",
        ),
        (
            "report --as-of someday",
            "error: --as-of 'someday': not a date; expected one such as 2021-10-31, 31 Oct 2021, 10-31, yesterday\n",
            "错误：--as-of“someday”：不是日期；应如2021-10-31、10月31日、昨天\n",
        ),
        (
            "report --period 2021H3",
            "error: --period '2021H3': not a period; expected 2021, 2021H2, 2021Q4, 2021-11, Jul-Oct 2021, 2021-07-01..2021-09-15 or FY2027H1\n",
            "错误：--period“2021H3”：不是期间；应如2021年、2021年下半年、2021年四季度、2021年11月、2021年7-10月、2021-07-01..2021-09-15、2027财年上半年\n",
        ),
        (
            "report --category roads",
            "error: --category 'roads': no project has this category; there are commercial, industrial, land, planning, property, renewal, river, road, school, service, utility, village\n",
            "错误：--category“roads”：没有项目以此为类别；现有commercial、industrial、land、planning、property、renewal、river、road、school、service、utility、village\n",
        ),
        (
            "report --lead wang",
            "error: --lead 'wang': no project has a lead yet\n",
            "错误：--lead“wang”：尚无项目登记负责人\n",
        ),
        (
            "report --color sometimes",
            "error: --color 'sometimes': expected one of auto, always, never\n",
            "错误：--color“sometimes”：应为auto、always、never之一\n",
        ),
        (
            "report -o report.pdf",
            "error: report.pdf: the ending 'pdf' is not that of a format; use one of .txt, .html, .md, .xlsx, .docx, .ics, .json, .csv, or give --format\n",
            "错误：report.pdf：扩展名“pdf”不对应任何格式；请用 .txt、.html、.md、.xlsx、.docx、.ics、.json、.csv 之一，或加 --format\n",
        ),
    ] {
        assert_eq!(sandbox.refused(line), en, "{line}");
        let mut command = sandbox.command(line.split_whitespace());
        let chinese = ran(command.env("LANG", "zh_CN.UTF-8").output().unwrap());
        assert_eq!(chinese.err, zh, "{line}");
        assert_eq!(chinese.code, 2, "{line}");
    }
}

#[test]
fn a_mistake_is_told_in_the_language_asked_for_beside_it() {
    let sandbox = Sandbox::with_sample();
    assert!(sandbox.refused("reporrt --lang zh").starts_with("错误"));
    let mut command = sandbox.command(["--lang=en", "reporrt"]);
    let english = ran(command.env("LANG", "zh_CN.UTF-8").output().unwrap());
    assert!(english.err.starts_with("error: "), "{}", english.err);
}

#[test]
fn a_zone_or_an_instant_that_cannot_be_read_is_exit_2() {
    let sandbox = Sandbox::with_sample();
    let output = sandbox
        .command(["report"])
        .env("TZ", "Mars/Olympus")
        .output()
        .unwrap();
    let mars = ran(output);
    assert_eq!(mars.code, 2);
    assert!(mars.err.contains("TZ 'Mars/Olympus': unknown time zone"));
    let output = sandbox
        .command(["report"])
        .env("PROJECT_NOW", "noon")
        .output()
        .unwrap();
    let noon = ran(output);
    assert_eq!(noon.code, 2);
    assert!(noon.err.contains("PROJECT_NOW 'noon': not a point in time"));
}

#[test]
fn today_is_the_local_day() {
    let mut sandbox = Sandbox::with_sample();
    sandbox.at("2021-07-31T15:59:59Z");
    let day = |sandbox: &Sandbox, zone: &str| {
        let output = sandbox
            .command(["report"])
            .env("TZ", zone)
            .output()
            .unwrap();
        ran(output).out.lines().next().unwrap().to_owned()
    };
    assert_eq!(
        day(&sandbox, "Asia/Shanghai"),
        "Key projects as of 2021-07-31"
    );
    assert_eq!(day(&sandbox, "CST-8"), "Key projects as of 2021-07-31");
    sandbox.at("2021-07-31T16:00:00Z");
    assert_eq!(
        day(&sandbox, "Asia/Shanghai"),
        "Key projects as of 2021-08-01"
    );
    assert_eq!(day(&sandbox, ""), "Key projects as of 2021-07-31");
}

#[test]
fn the_language_is_asked_for_or_taken_from_the_surroundings() {
    let sandbox = Sandbox::with_sample();
    let first = |variables: &[(&str, &str)], line: &str| {
        let mut command = sandbox.command(line.split_whitespace());
        for (name, value) in variables {
            command.env(name, value);
        }
        let out = ran(command.output().unwrap()).out;
        out.chars().take(4).collect::<String>()
    };
    assert_eq!(first(&[], "report"), "Key ");
    assert_eq!(first(&[("LANG", "zh_CN.UTF-8")], "report"), "重点项目");
    assert_eq!(
        first(&[("LANG", "zh_CN"), ("LC_ALL", "C")], "report"),
        "Key "
    );
    assert_eq!(first(&[("PROJECT_LANG", "zh")], "report"), "重点项目");
    assert_eq!(first(&[("PROJECT_LANG", "zh")], "report --lang en"), "Key ");
}

#[test]
fn a_closed_pipe_ends_quietly_and_a_full_disk_does_not() {
    let sandbox = Sandbox::with_sample();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let line = ["report", "--period", "all", "--format", "json"];
    let closed = ran(sandbox.command(line).stdout(writer).output().unwrap());
    assert_eq!((closed.code, closed.err.as_str()), (0, ""));

    if let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") {
        for line in [
            "report",
            "demo",
            "export",
            "list",
            "show jinhui",
            "completions bash",
        ] {
            let mut command = sandbox.command(line.split_whitespace());
            let output = command.stdout(full.try_clone().unwrap()).output().unwrap();
            let full = ran(output);
            assert_eq!(full.code, 2, "{line}");
            assert!(
                full.err.contains("standard output cannot be written"),
                "{}",
                full.err
            );
        }
    }
}

#[test]
fn colours_are_written_only_where_they_are_wanted() {
    let sandbox = Sandbox::with_sample();
    assert!(!sandbox.ok("report").contains('\u{1b}'));
    assert!(sandbox.ok("report --color always").contains('\u{1b}'));
    let forced = sandbox
        .command(["report"])
        .env("CLICOLOR_FORCE", "1")
        .output()
        .unwrap();
    assert!(ran(forced).out.contains('\u{1b}'));
    let none = sandbox
        .command(["report"])
        .env("CLICOLOR_FORCE", "1")
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    assert!(!ran(none).out.contains('\u{1b}'));
    assert!(!sandbox.ok("report --color never").contains('\u{1b}'));
}

#[test]
fn the_version_names_the_commit_the_store_and_sqlite() {
    let sandbox = Sandbox::new();
    for (lang, begin, end) in [
        (
            "en",
            "project 0.1.0 (commit ",
            ", store version 1, SQLite 3.",
        ),
        ("zh", "project 0.1.0（提交号", "，数据库版本1，SQLite 3."),
    ] {
        let version = sandbox.ok(&format!("--lang {lang} --version"));
        assert!(version.starts_with(begin), "{version}");
        assert!(version.contains(end), "{version}");
        assert_eq!(version.lines().count(), 1);
    }
}

#[test]
fn without_a_home_the_place_of_the_store_must_be_said() {
    let sandbox = Sandbox::new();
    let mut command = sandbox.command(["report"]);
    command
        .env_remove("PROJECT_DB")
        .env("XDG_DATA_HOME", sandbox.path("data"));
    let missing = ran(command.output().unwrap());
    assert!(
        missing
            .err
            .contains("data/project/project.db: no store found"),
        "{}",
        missing.err
    );
    assert_eq!(missing.code, 2);
    assert!(!sandbox.path("data").exists());
}

/// A user that only another machine knows, or nobody; only the superuser can become one.
#[cfg(target_os = "linux")]
#[test]
fn where_no_variable_tells_of_a_home_the_list_of_users_does() {
    use std::os::unix::process::CommandExt;
    let users = fs::read_to_string("/etc/passwd").unwrap();
    let sandbox = Sandbox::new();
    let is_free = fs::set_permissions(
        sandbox.folder(),
        std::os::unix::fs::PermissionsExt::from_mode(0o755),
    );
    is_free.unwrap();
    for user in [1, 4_000_000] {
        let mut command = sandbox.command(["list"]);
        for variable in ["PROJECT_DB", "HOME", "XDG_DATA_HOME"] {
            command.env_remove(variable);
        }
        let Ok(output) = command.uid(user).output() else {
            return;
        };
        let number = user.to_string();
        let mut lines = users
            .lines()
            .map(|line| line.split(':').collect::<Vec<_>>());
        let expected = match lines.find(|fields| fields[2] == number) {
            Some(fields) => format!(
                "error: {}/.local/share/project/project.db: no store found",
                fields[5]
            ),
            None => "error: there is no default place for the store".to_owned(),
        };
        let ran = ran(output);
        assert_eq!(ran.code, 2);
        assert!(ran.err.starts_with(&expected), "{}", ran.err);
    }
}
