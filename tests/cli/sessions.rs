//! Whole days of an office, in either language: each command with what it said.

use std::fmt::Write;

use crate::sandbox::{Sandbox, feed, ran, words};

/// A session as it is read later.
struct Session {
    sandbox: Sandbox,
    lang: &'static str,
    who: &'static str,
    transcript: String,
}

impl Session {
    fn new(lang: &'static str) -> Session {
        Session {
            sandbox: Sandbox::new(),
            lang,
            who: "wang",
            transcript: String::new(),
        }
    }

    /// Another day, with somebody else at the desk.
    fn day(&mut self, day: &str, who: &'static str) {
        self.sandbox.at(&format!("{day}T09:00:00Z"));
        self.who = who;
        write!(self.transcript, "\n# {day}, {who}\n").unwrap();
    }

    /// Runs a line and keeps what a terminal of 80 columns would show; returns it.
    fn run(&mut self, line: &str) -> String {
        self.fed(line, "")
    }

    fn fed(&mut self, line: &str, input: &str) -> String {
        let mut command = self.sandbox.command(words(line));
        command
            .env("PROJECT_LANG", self.lang)
            .env("PROJECT_USER", self.who)
            .env("COLUMNS", "80");
        let ran = feed(command, input.as_bytes());
        let said = format!("{}{}", ran.out, ran.err);
        let text = &mut self.transcript;
        if input.is_empty() {
            writeln!(text, "$ project {line}").unwrap();
        } else {
            write!(text, "$ project {line} <<'END'\n{input}END\n").unwrap();
        }
        text.push_str(&said);
        if ran.code != 0 {
            writeln!(text, "[exit {}]", ran.code).unwrap();
        }
        said
    }

    /// A report's bytes, left out of the transcript.
    fn report(&self, line: &str) -> Vec<u8> {
        let mut command = self.sandbox.command(words(line));
        let output = command.env("PROJECT_LANG", self.lang).output().unwrap();
        let bytes = output.stdout.clone();
        assert_eq!(ran(output).code, 0, "{line}");
        bytes
    }
}

/// July: a clerk sets up the portfolio.
fn set_up(session: &mut Session) {
    session.day("2021-07-05", "wang");
    for line in [
        "init",
        "add 金辉 --en Jinhui --category property --lead 王工",
        "target jinhui/overall 80 --by 年底前 --from 40",
        "target jinhui/opening done --by 11月底 --new",
        "edit jinhui/opening --name 开盘 --en opening",
        "add 街道西侧地块 --code west-plot --en 'West plot' --category property --lead 李工",
        "add west-plot/main-structure --name 主体结构 --en 'main structure'",
        "target west-plot 70 --by 四季度前 --from 0",
        "target west-plot 70 --by 年底前 --from 0",
        "add 退耕还田 --code farmland --en 'Return of farmland' --category land --lead 赵工",
        "target farmland/overall 100 --by 2021-11-30 --from 0",
        "report",
    ] {
        session.run(line);
    }
}

/// September and October: a reporter tells how far three projects are, and mistypes one.
fn report_progress(session: &mut Session) {
    session.day("2021-09-30", "li");
    session.fed(
        "update -",
        "jinhui/overall 62 封顶\nwest-plot 30\nfarmland 40 09-28 雨\n",
    );
    session.day("2021-10-31", "li");
    for line in [
        "update jinhui 72",
        "update jinhui/overall 97",
        "update jinhui/overall 72",
        "retract --reason 误填",
        "update jinhui/overall 72",
        "update west 38 --note 到12层",
        "update farmland 55 --problem 秋收推迟",
    ] {
        session.run(line);
    }
}

/// November: the office asks why one is red, and moves its deadline.
fn ask_why(session: &mut Session) {
    session.day("2021-11-01", "office");
    for line in [
        "report --late",
        "show farmland",
        "target farmland --by 2021-12-20 --reason 秋收推迟",
        "report",
        "log --since 2021-10-31",
    ] {
        session.run(line);
    }
}

/// The plan of an office in one sheet.
const PLAN: &str = "\
项目,英文名,阶段,类型,目标,期限,责任单位,负责人,基期,现状,截至
金辉,Jinhui,,,80,年底前,住建办,王工,40,,
街道西侧地块,West plot,主体结构,,70%,力争11月底,住建办,李工,0,6%,2021-07-05
退耕还田,Return of farmland,,,100,2021-10-31,农办,赵工,0,,
丰汇城,Fenghui City,开业,节点,,尽早,经发办,赵工,,,
北海路,Beihai Road,完工,节点,,9月底,城建办,陈工,,,
";

/// July to November from one flat CSV: set up, report and retract, ask and move, and five
/// mornings of cron.
fn from_one_sheet(lang: &'static str) -> String {
    let mut session = Session::new(lang);
    session.day("2021-07-06", "wang");
    session.run("init");
    session.sandbox.write("plan.csv", PLAN);
    for line in [
        "import plan.csv --dry-run",
        "import plan.csv",
        "report",
        "list",
    ] {
        session.run(line);
    }
    session.day("2021-10-01", "cron");
    session.run("check --new");
    session.day("2021-10-02", "cron");
    session.run("check --new");
    session.day("2021-10-20", "li");
    for line in [
        "update jinhui 60",
        "update tuigenghuantian 97",
        "retract --reason 72误填为97",
        "update tuigenghuantian 72",
        "update jiedaoxice 45 --problem 缺少塔吊",
    ] {
        session.run(line);
    }
    session.day("2021-11-01", "cron");
    session.run("check --new");
    session.day("2021-11-02", "office");
    let line = "report --as-of 2021-10-31";
    let before = session.report(line);
    session.run("show tuigenghuantian");
    session.run("target tuigenghuantian --by 2021-12-15 --reason 秋收推迟");
    assert!(
        session.report(line) == before,
        "last month's report has changed"
    );
    session.day("2021-11-03", "cron");
    session.run("check --new");
    session.day("2021-12-16", "cron");
    session.run("check --new");
    session.run("check");
    session.transcript
}

#[test]
fn one_sheet_sets_up_a_portfolio_and_cron_speaks_only_of_what_is_new() {
    insta::assert_snapshot!("one_sheet_en", from_one_sheet("en"));
}

#[test]
fn and_so_does_it_in_chinese() {
    insta::assert_snapshot!("one_sheet_zh", from_one_sheet("zh"));
}

fn session(lang: &'static str) -> String {
    let mut session = Session::new(lang);
    set_up(&mut session);
    report_progress(&mut session);
    // What was reported of September and October is kept by the office.
    let forms = ["table", "json", "csv"];
    let kept: Vec<(String, Vec<u8>)> = ["2021-09-30", "2021-10-31"]
        .iter()
        .flat_map(|day| forms.map(|form| format!("report --as-of {day} --format {form}")))
        .map(|line| {
            let report = session.report(&line);
            (line, report)
        })
        .collect();
    ask_why(&mut session);
    session.run("update west 80");
    session.run("edit farmland --state suspended");
    for (line, report) in &kept {
        assert!(session.report(line) == *report, "{line} has changed");
    }
    let mut last = kept.iter().map(|(_, report)| report);
    assert!(last.next() != last.nth(2), "two months read alike");
    session.transcript
}

#[test]
fn a_portfolio_is_set_up_reported_corrected_asked_about_and_revised() {
    insta::assert_snapshot!("session_en", session("en"));
}

#[test]
fn and_so_it_is_in_chinese() {
    insta::assert_snapshot!("session_zh", session("zh"));
}
