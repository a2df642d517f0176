//! Months of an office, in either language: what was said then is said again.

use crate::transcript::Session;

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
