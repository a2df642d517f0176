//! Periods as people say them, at `--period`.

use crate::sandbox::Sandbox;

#[test]
fn the_report_takes_a_period_without_its_year() {
    let sandbox = Sandbox::with_sample();
    let title = |period: &str, more: &str| {
        let out = sandbox.ok(&format!("report --period '{period}' {more}"));
        out.lines().next().unwrap().to_owned()
    };
    for (period, shown) in [
        ("H2", "2021H2"),
        ("第三季度", "2021Q3"),
        ("this quarter", "2021Q3"),
        ("Q4", "2021Q4"),
        ("今年", "2021"),
        ("2021年下半年", "2021H2"),
        ("全年", "2021"),
        ("7-12月", "2021H2"),
        ("1-10月", "2021-01-01..2021-10-31"),
        ("July to December 2021", "2021H2"),
    ] {
        assert_eq!(
            title(period, "--lang en"),
            format!("Key projects as of 2021-08-01, targets of {shown}"),
            "{period}"
        );
    }
    assert_eq!(
        title("下半年", "--lang zh"),
        "重点项目进展情况（截至2021年8月1日，2021年下半年目标）"
    );
    // The year is that of the day for which the report is asked.
    assert_eq!(
        title("本季度", "--lang zh --as-of 2022-01-05"),
        "重点项目进展情况（截至2022年1月5日，2022年一季度目标）"
    );
    sandbox.refuses(
        "report --period 年底",
        "--period '年底': not a period; expected 2021, 2021H2, 2021Q4, 2021-11, Jul-Oct 2021, 2021-07-01..2021-09-15 or FY2027H1",
        "--period“年底”：不是期间；应如2021年、2021年下半年、2021年四季度、2021年11月、2021年7-10月、2021-07-01..2021-09-15、2027财年上半年",
    );
}

#[test]
fn a_short_period_says_what_of_longer_ones_is_due_in_it() {
    let sandbox = Sandbox::with_store();
    let closing = |language: &str| {
        let out = sandbox.ok(&format!("report --period 2021Q4 --lang {language}"));
        out.lines().last().unwrap().to_owned()
    };
    for line in [
        "add A --code a",
        "target a 100 --by 2021-11-30 --period 2021Q4",
        "add B --code b",
        "target b 100 --by 2021-12-31 --period 2021H2",
    ] {
        sandbox.ok(line);
    }
    assert_eq!(
        closing("en"),
        "Also due in it: 1 target of a longer period. See: project report --period 2021H2"
    );
    for line in [
        "add C --code c",
        "target c 100 --by 2021-10-15 --period 2021",
        "add D --code d",
        "target d 100 --by 2022-03-31 --period 2022H1",
        "add E --code e",
        "target e 100 --by 2021-11-30 --period 2021",
        "target e --drop --reason 'not needed'",
    ] {
        sandbox.ok(line);
    }
    assert_eq!(
        closing("en"),
        "Also due in it: 2 targets of longer periods. See: project report --period 2021"
    );
    assert_eq!(
        closing("zh"),
        "另有2项目标时限在此期间内，所属期间更长；查看：project report --period 2021年"
    );
    // What is offered shows them.
    let all = sandbox.ok("report --period 2021 --lang en");
    assert!(all.contains("B ") && all.contains("C "), "{all}");
    assert!(!all.contains("Also due"), "{all}");
    assert_eq!(
        sandbox.json("report --period 2021Q4 --json")["left_out"]["due_within"],
        2
    );
}

#[test]
fn a_target_takes_a_period_without_its_year() {
    let sandbox = Sandbox::with_projects();
    sandbox.ok("target jinhui 30 --period 三季度");
    sandbox.ok("target jinhui 60 --period 'this half'");
    sandbox.ok("target jinhui 80 --period 'next year' --as-of 2021-07-04");
    let revisions = sandbox.rows("revision");
    let periods: Vec<&str> = revisions
        .iter()
        .map(|row| row["period"].as_str().unwrap())
        .collect();
    assert_eq!(periods, ["2021Q3", "2021H2", "2022"]);
    // In figures or in words, it is one period: the target is found again.
    let again = sandbox.ok("target jinhui 35 --period 2021年三季度");
    assert!(
        again.contains("target 35 %") && again.contains("(was 30 %)"),
        "{again}"
    );
    assert_eq!(sandbox.rows("target").len(), 3);
}

#[test]
fn check_looks_ahead_as_far_as_it_is_told_in_words() {
    let sandbox = Sandbox::with_projects();
    sandbox.ok("target jinhui 60 --by 2021-07-19");
    let within = |span: &str| sandbox.ok(&format!("check --within '{span}'"));
    let two_weeks = within("2w");
    assert!(
        two_weeks.contains("金辉") || two_weeks.contains("Jinhui"),
        "{two_weeks}"
    );
    for span in ["2 weeks", "14 days", "两周", "2周", "14天", "2个星期", "14"] {
        assert_eq!(within(span), two_weeks, "{span}");
    }
    assert_eq!(within("13 days"), "");
    sandbox.refuses(
        "check --within fortnight",
        "--within 'fortnight': expected days, weeks or months such as 30d, 2w or 'a month', at most 3660 days",
        "--within“fortnight”：应为天数、周数或月数，如30天、2周或一个月，最多3660天",
    );
    sandbox.refuses(
        "check --within 3661d",
        "--within '3661d': expected days, weeks or months such as 30d, 2w or 'a month', at most 3660 days",
        "--within“3661d”：应为天数、周数或月数，如30天、2周或一个月，最多3660天",
    );
}

#[test]
fn a_period_that_stands_alone_is_answered_with_its_option() {
    let sandbox = Sandbox::with_sample();
    for (line, period) in [
        ("report Q4", "Q4"),
        ("report 2021H2", "2021H2"),
        ("report this quarter", "'this quarter'"),
        ("report 下半年", "下半年"),
        ("report all", "all"),
    ] {
        let said = sandbox.refused(&format!("{line} --lang en"));
        let answer = format!("; use: project --lang en report --period {period}\n");
        assert!(said.ends_with(&answer), "{said}");
    }
    // A project is meant by its name.
    let said = sandbox.refused("report 金辉");
    assert!(said.ends_with("; use: project show 金辉\n"), "{said}");
}
