//! From one meeting to the next, and over the turn of a half-year, in both languages.

use crate::transcript::Session;

/// The last meeting of October and the first of November.
fn october(lang: &'static str) -> String {
    let mut session = Session::new(lang);
    session.day("2021-07-05", "wang");
    for line in [
        "init",
        "add 金辉 --en Jinhui --unit 建设科 --lead 王工",
        "add jinhui/main-structure --name 主体结构 --en 'main structure'",
        "target jinhui/main-structure 80 --period 2021H2 --from 0",
        "add 再生水厂 --en 'Reclaimed-water plant' --code water --unit 水务站",
        "target water 60 --period 2021H2 --from 20",
        "add 应家配套学校 --en 'Yingjia school' --code school --unit 建设科",
        "target school 100 --by 2021-12-15 --period 2021H2 --from 10",
    ] {
        session.run(line);
    }
    session.day("2021-10-29", "wang");
    for line in [
        "update jinhui 58",
        "update water 45",
        "update school 70 --problem 缺少塔吊",
        "report",
    ] {
        session.run(line);
    }
    session.day("2021-11-08", "li");
    session.run("target school --by 2022-01-31 --reason 塔吊未到");
    session.day("2021-11-12", "wang");
    for line in [
        "update jinhui 60",
        "update water 60",
        "check --since 2021-10-29",
    ] {
        session.run(line);
    }
    let brief = match lang {
        "en" => "report --since 2021-10-29",
        _ => "report --since 10月29日",
    };
    session.run(brief);
    session.run("report --since 2021-10-29 --format brief");
    session.transcript
}

/// The half-year's turn: the last check of the year, what is carried on, the account, and cron.
fn turn(lang: &'static str) -> String {
    let mut session = Session::new(lang);
    session.day("2021-07-05", "wang");
    for line in [
        "init",
        "add 金辉 --en Jinhui --unit 建设科",
        "target jinhui 80 --period 2021H2 --from 0",
        "add 再生水厂 --en 'Reclaimed-water plant' --code water --unit 水务站",
        "target water 60 --period 2021H2 --from 20",
        "add 吾悦广场 --en 'Wuyue Plaza' --code mall --unit 建设科",
        "add mall/opening --milestone --name 开业 --en opening",
        "target mall/opening --by 2021-12-20 --period 2021H2",
    ] {
        session.run(line);
    }
    session.day("2021-12-31", "wang");
    session.run("update jinhui 71");
    session.run("update water 62");
    session.day("2022-01-01", "cron");
    session.run("check --new");
    session.day("2022-01-15", "wang");
    for line in [
        "roll 2021H2 2022H1 --dry-run",
        "roll 2021H2 2022H1",
        "roll 2021H2 2022H1",
        "report --period 2021H2 --final",
        "report --since 2021-12-31",
        "report",
    ] {
        session.run(line);
    }
    session.day("2022-01-16", "cron");
    session.run("check --new");
    session.transcript
}

#[test]
fn from_the_last_meeting_of_october_to_the_first_of_november() {
    insta::assert_snapshot!("october_en", october("en"));
    insta::assert_snapshot!("october_zh", october("zh"));
}

#[test]
fn over_the_turn_of_the_half_year() {
    insta::assert_snapshot!("turn_en", turn("en"));
    insta::assert_snapshot!("turn_zh", turn("zh"));
}
