//! Help: in both languages, within 80 columns, with examples that run.

use std::fs;

use unicode_width::UnicodeWidthStr;

use crate::sandbox::{Sandbox, feed, ran};

const COMMANDS: [&str; 21] = [
    "update",
    "report",
    "check",
    "list",
    "show",
    "log",
    "backtest",
    "init",
    "add",
    "edit",
    "merge",
    "target",
    "roll",
    "import",
    "export",
    "backup",
    "verify",
    "retract",
    "config",
    "completions",
    "demo",
];

fn pages(sandbox: &Sandbox, lang: &str) -> Vec<(String, String)> {
    let whole = ("".to_owned(), sandbox.ok(&format!("--help --lang {lang}")));
    let page = |command: &&str| {
        let page = sandbox.ok(&format!("{command} --help --lang {lang}"));
        ((*command).to_owned(), page)
    };
    [whole]
        .into_iter()
        .chain(COMMANDS.iter().map(page))
        .collect()
}

#[test]
fn no_line_is_wider_than_80_columns() {
    let sandbox = Sandbox::new();
    for lang in ["en", "zh"] {
        for (command, page) in pages(&sandbox, lang) {
            for line in page.lines() {
                assert!(line.width() <= 80, "{command}: {line}");
                assert_eq!(line.trim_end(), line, "{command}: {line:?}");
            }
            assert!(!page.contains('\u{1b}'), "{command}");
            assert!(!page.contains('{'), "{command}: {page}");
        }
    }
}

#[test]
fn the_list_of_commands_is_in_groups_a_line_each() {
    let sandbox = Sandbox::new();
    let english = sandbox.ok("--help");
    let expected = "\
Track key projects: percentages, dated targets, verdicts that say why

Usage: project [OPTIONS] <COMMAND>

Every day:
  update       Record how far a stage is: one figure, or many at once
  report       Report what is late, what nobody knows, and every target
  check        List what is overdue or unreported; silent if nothing is

Looking:
  list         List the projects: lamp, worst target, last report
  show         Show one project in full, with the reasons for each verdict
  log          Show the record: who entered what and when
  backtest     Hold past forecasts and lamps against what became of them

Setting up:
  init         Create the store
  add          Add a project, or a stage as CODE/STAGE
  edit         Change a project or stage; suspend, resume, cancel or close
  merge        Merge two projects that turn out to be one
  target       Set or revise what a stage is to reach by when
  roll         Carry what is unmet of a period into the next one
  import       Import sheets, or restore a whole record from its JSON

The record:
  export       Write the record as JSON, facts as CSVs, or forms to fill in
  backup       Copy the store to a file, even while others use it
  verify       Check the store: its file, its hashes, the rules of the record
  retract      Undo an entry: your last one, or the one you name
  config       Show the office's settings, or change one

More:
  completions  Print a script that completes commands, codes and names
  demo         Show the bundled portfolio on two days; writes nothing

Global options:
";
    assert!(english.starts_with(expected), "{english}");
    let chinese = sandbox.ok("--help --lang zh");
    let expected = "\
重点项目进度管理：按百分比填报，按时限考核，评定说明理由

用法：project [选项] <命令>

日常：
  update       填报进度：单项填报或成批填报
  report       进度通报：滞后情况、不明情况及全部目标，最滞后在前
  check        提醒逾期未完成与应报未报；无则不输出

查看：
  list         项目清单：灯、最滞后目标、最近上报
  show         单个项目详情，逐项说明评定理由
  log          查看记录：何人何时录入何事
  backtest     以已过时限的目标检验以往的预计与评定

建库与维护：
  init         建库
  add          新增项目，或以“代码/阶段”新增阶段
  edit         修改项目或阶段信息；暂停、恢复、取消或办结项目
  merge        合并重复项目：将一个并入另一个
  target       设定或调整目标：达到多少、何时完成
  roll         期末结转：将未完成目标结转至下一期间
  import       导入表格，或由JSON恢复全部记录

记录：
  export       导出：全部记录为JSON，当前数据为CSV，或待填的填报表
  backup       备份数据库，他人使用时亦可
  verify       核验数据库：文件、哈希链、记录规则
  retract      撤回一条记录：默认本人最近一条
  config       查看或修改本单位设置

其他：
  completions  输出补全脚本，可补全命令、代码与名称
  demo         演示内置重点项目的评定；不写入数据

通用选项：
";
    assert!(chinese.starts_with(expected), "{chinese}");
}

#[test]
fn help_is_in_the_language_of_messages_however_it_is_asked_for() {
    let sandbox = Sandbox::with_store();
    let english = sandbox.ok("update --help");
    assert!(
        english.starts_with("Record how far a stage is"),
        "{english}"
    );
    for line in ["update -h", "help update", "--lang en help update"] {
        assert_eq!(sandbox.ok(line), english, "{line}");
    }
    assert_eq!(sandbox.ok("status --help"), sandbox.ok("report --help"));
    for line in ["help", "-h", "help help", "help --help"] {
        assert_eq!(sandbox.ok(line), sandbox.ok("--help"), "{line}");
    }
    let chinese = sandbox.ok("--lang zh update --help");
    assert!(chinese.starts_with("填报进度"), "{chinese}");
    for (variable, value) in [("PROJECT_LANG", "zh"), ("LANG", "zh_CN.UTF-8")] {
        let mut command = sandbox.command(["help", "update"]);
        let shown = ran(command.env(variable, value).output().unwrap());
        assert_eq!((shown.out, shown.code), (chinese.clone(), 0), "{variable}");
    }
    sandbox.ok("config lang zh");
    assert_eq!(sandbox.ok("update -h"), chinese);
    assert_eq!(sandbox.ok("update -h --lang en"), english);
    // Without a command it is a mistake, and says the same.
    let bare = sandbox.run("");
    assert_eq!((bare.code, bare.out.as_str()), (2, ""));
    assert!(bare.err.starts_with("重点项目进度管理"), "{}", bare.err);
}

#[test]
fn the_marks_are_explained_where_they_are_printed() {
    let sandbox = Sandbox::new();
    for (lang, mark) in [("en", "  yellow: ‹ behind"), ("zh", "  黄灯：‹ 未达序时")] {
        for (command, page) in pages(&sandbox, lang) {
            let has_marks = ["report", "list", "check", "show"].contains(&command.as_str());
            assert_eq!(page.contains(mark), has_marks, "{command}: {page}");
        }
    }
}

/// The lines to type of a page, and the exit codes that it names.
fn examples(page: &str) -> (Vec<String>, Vec<i32>) {
    let below = |heading: [&'static str; 2]| {
        let mut lines = page.lines().skip_while(move |line| !heading.contains(line));
        lines.next();
        lines.take_while(|line| !line.is_empty())
    };
    let lines = below(["Examples:", "示例："]).filter_map(|line| line.strip_prefix("  project "));
    let codes = below(["Exit codes:", "退出码："]);
    let codes = codes.map(|line| line.trim().split(' ').next().unwrap().parse().unwrap());
    (lines.map(str::to_owned).collect(), codes.collect())
}

#[test]
fn every_example_runs() {
    for lang in ["en", "zh"] {
        let sandbox = Sandbox::new();
        sandbox.ok(&format!("init --sample --lang {lang}"));
        for (command, page) in pages(&sandbox, lang) {
            let (lines, codes) = examples(&page);
            let has_examples = !command.is_empty();
            assert_eq!(!lines.is_empty(), has_examples, "{command}: {page}");
            assert_eq!(!codes.is_empty(), command == "check", "{command}: {page}");
            for line in lines {
                let place = sandbox.copied();
                fs::copy(place.path("store.db"), place.path("copy.db")).unwrap();
                let taken = ["backup copy.db"].contains(&line.as_str());
                if taken {
                    fs::remove_file(place.path("copy.db")).unwrap();
                }
                place.ok("add 金辉项目 --code jinhui-2 --new");
                place.write("plan.csv", place.ok("import --template"));
                place.write("figures.txt", "jinhui/basement 72 07-31 raft poured\n");
                let typed = line.split(" > ").next().unwrap();
                let typed = typed.split(" >> ").next().unwrap();
                let (typed, input) = match typed.split_once(" < ") {
                    Some((typed, file)) => (typed, fs::read(place.path(file)).unwrap()),
                    None => (typed, Vec::new()),
                };
                let mut run = place.command(crate::sandbox::words(typed));
                run.env("PROJECT_LANG", lang);
                let done = feed(run, &input);
                let is_fine = done.code == 0 || (codes.contains(&done.code) && done.code != 2);
                assert!(is_fine, "project {line}\n{}{}", done.out, done.err);
                assert!(!done.err.contains("error"), "project {line}\n{}", done.err);
            }
        }
    }
}
