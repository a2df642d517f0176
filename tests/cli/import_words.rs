//! Words of deadlines: in `targets.csv` read only where the file has no column of due days, in the
//! flat CSV wherever no day is given.

use serde_json::Value;

use crate::import_flat::{july, shown, target};
use crate::sandbox::Sandbox;

const KEYS: [&str; 4] = ["due", "due_words", "due_implied", "commitment"];

fn store() -> Sandbox {
    let mut sandbox = Sandbox::new();
    sandbox.at("2021-07-20T09:00:00Z");
    sandbox.ok("init");
    sandbox.write("p.csv", "code,name\na,A\n");
    sandbox.ok("import p.csv");
    sandbox
}

#[test]
fn words_are_read_where_there_is_no_column_of_days() {
    let sandbox = store();
    sandbox.write(
        "t.csv",
        "project,stage,percent,due_words,period,commitment\n\
         a,one,50,力争11月底前完成,2021H2,\n\
         a,two,50,力争年底,2021H2,ensure\n\
         a,three,50,尽早,2021H2,\n\
         a,four,50,6月底,2021H2,\n\
         a,five,50,明年3月,,\n\
         a,six,50,,2021H2,\n",
    );
    let said = sandbox.refused("import t.csv --yes");
    assert_eq!(
        said.split_once(":\n").unwrap().1,
        "  t.csv row 5, due_words '6月底': not in the period without a year; write 2021-06-30 or 2022-06-30, whichever is meant, or give another period\n"
    );
    assert_eq!(
        sandbox
            .run("import t.csv --skip-bad --yes")
            .err
            .lines()
            .last(),
        Some("#2 imported 5 stages, 5 targets")
    );
    for (stage, period, expected) in [
        (
            "a/one",
            "2021H2",
            r#""2021-11-30" "力争11月底前完成" false "strive""#,
        ),
        (
            "a/two",
            "2021H2",
            r#""2021-12-31" "力争年底" false "ensure""#,
        ),
        ("a/three", "2021H2", r#"null "尽早" false null"#),
        ("a/five", "", r#""2022-03-31" "明年3月" false null"#),
        ("a/six", "2021H2", r#""2021-12-31" null true null"#),
    ] {
        let target = target(&sandbox, stage, period);
        assert_eq!(shown(&target, &KEYS), expected, "{stage}");
    }
}

#[test]
fn beside_a_column_of_days_words_are_never_read() {
    let sandbox = store();
    sandbox.write(
        "t.csv",
        "project,stage,percent,due,due_words,period\n\
         a,one,50,,年底前,2021H2\n\
         a,two,50,2021-09-30,四季度前,2021H2\n",
    );
    sandbox.ok("import t.csv --yes");
    let one = target(&sandbox, "a/one", "2021H2");
    assert_eq!(shown(&one, &KEYS), r#"null "年底前" false null"#);
    let two = target(&sandbox, "a/two", "2021H2");
    assert_eq!(shown(&two, &KEYS), r#""2021-09-30" "四季度前" false null"#);
}

#[test]
fn the_office_settles_what_the_words_leave_open() {
    let sandbox = store();
    sandbox.write(
        "t.csv",
        "project,stage,percent,due_words,period\na,one,50,11月中旬前,2021H2\n",
    );
    assert_eq!(
        sandbox
            .refused("import t.csv --lang zh --yes")
            .lines()
            .nth(1),
        Some(
            "  t.csv 第2行 due_words“11月中旬前”：可能指2021年11月10日（开始之前），也可能指2021年11月20日（结束之前）；请写明日期，或为全单位设定：project config deadlines.before strict，或 project config deadlines.before inclusive"
        )
    );
    sandbox.write("s.csv", "key,value\ndeadlines.before,inclusive\n");
    sandbox.ok("import t.csv s.csv --yes");
    assert_eq!(target(&sandbox, "a/one", "2021H2")["due"], "2021-11-20");
}

#[test]
fn the_same_words_mean_later_what_they_meant_then() {
    let mut sandbox = store();
    let text =
        "project,stage,percent,due_words\na,one,50,+30d\na,two,50,力争年底前\na,three,50,本月底\n";
    sandbox.write("t.csv", text);
    sandbox.ok("import t.csv --yes");
    for day in ["2021-07-25", "2021-10-01", "2022-03-01"] {
        sandbox.at(&format!("{day}T09:00:00Z"));
        assert_eq!(
            sandbox.run("import t.csv --yes").err,
            "nothing to import: 3 targets already there\n",
            "{day}"
        );
    }
    // Other words are read anew, and the target slips.
    sandbox.write("t.csv", text.replace("+30d", "2022年4月底"));
    assert_eq!(
        sandbox.run("import t.csv --yes").err,
        "#3 imported 3 targets (1 revised, 2 unchanged)\n"
    );
    let one = target(&sandbox, "a/one", "");
    assert_eq!(
        shown(&one, &KEYS),
        r#""2022-04-30" "2022年4月底" false null"#
    );
    assert_eq!(one["slip"]["original_due"], "2021-08-19");
    // A day of its own takes the words away.
    sandbox.write("t.csv", "project,stage,percent,due\na,two,50,2022-01-31\n");
    sandbox.ok("import t.csv --yes");
    let two = target(&sandbox, "a/two", "");
    assert_eq!(two["due_words"], Value::Null);
}

#[test]
fn a_bad_row_leaves_no_stage_behind() {
    let sandbox = store();
    sandbox.write(
        "t.csv",
        "project,stage,percent,due_words\na,one,50,近期\na,two,50,年底\n",
    );
    assert_eq!(
        sandbox
            .run("import t.csv --skip-bad --yes")
            .err
            .lines()
            .last(),
        Some("#2 imported 1 stage, 1 target")
    );
}

#[test]
fn the_office_settles_what_is_ambiguous_in_the_same_import() {
    for (reading, due) in [("strict", "2021-09-30"), ("inclusive", "2021-12-31")] {
        let sandbox = july();
        sandbox.write("plan.csv", "name,stage,due\nA,Opening,力争四季度前完成\n");
        sandbox.write("s.csv", format!("key,value\ndeadlines.before,{reading}\n"));
        sandbox.ok("import plan.csv s.csv");
        let opening = target(&sandbox, "a/opening", "");
        assert_eq!(
            shown(&opening, &["due", "due_words", "commitment"]),
            format!(r#""{due}" "力争四季度前完成" "strive""#)
        );
    }
}

#[test]
fn words_beside_a_day_are_kept_and_not_read() {
    let sandbox = july();
    sandbox.write(
        "plan.csv",
        "name,stage,due,due_words,commitment\n\
         A,one,2021-09-30,四季度前,\n\
         A,two,年底前,力争国庆前,\n\
         A,three,力争年底前,,ensure\n\
         A,four,2021年12月31日,,\n",
    );
    sandbox.ok("import plan.csv");
    for (stage, expected) in [
        ("a/one", r#""2021-09-30" "四季度前" null"#),
        ("a/two", r#""2021-12-31" "力争国庆前" null"#),
        ("a/three", r#""2021-12-31" "力争年底前" "ensure""#),
        ("a/four", r#""2021-12-31" null null"#),
    ] {
        let target = target(&sandbox, stage, "");
        assert_eq!(
            shown(&target, &["due", "due_words", "commitment"]),
            expected,
            "{stage}"
        );
    }
}

#[test]
fn a_missing_period_is_none_and_without_either_it_is_undated() {
    let sandbox = july();
    sandbox.write(
        "plan.csv",
        "name,stage,percent,due,period\n\
         A,one,50,2022-03-31,\nA,two,50,2022年3月底,\nA,three,50,8月,\nA,four,50,+300d,\nA,five,50,,\nA,six,50,,2021Q3\n",
    );
    sandbox.ok("import plan.csv");
    for (stage, period, due, is_implied) in [
        ("a/one", "", "2022-03-31", false),
        ("a/two", "", "2022-03-31", false),
        ("a/three", "", "2021-08-31", false),
        ("a/four", "", "2022-05-16", false),
        ("a/five", "", "", false),
        ("a/six", "2021Q3", "2021-09-30", true),
    ] {
        let target = target(&sandbox, stage, period);
        assert_eq!(target["due"].as_str().unwrap_or(""), due, "{stage}");
        assert_eq!(target["due_implied"], is_implied, "{stage}");
    }
}

#[test]
fn a_row_that_says_an_earlier_implied_day_turns_nothing_back() {
    let sandbox = Sandbox::with_projects();
    sandbox.ok("target jinhui/main-structure 80 --period 2021H2");
    sandbox.ok("target jinhui/main-structure 80 --by 2022-02-28");
    sandbox.write(
        "plan.csv",
        "project,stage,percent,due\njinhui,main-structure,80,2021-12-31\n",
    );
    let said = sandbox.said("import plan.csv");
    assert!(said.contains("nothing to import"), "{said}");
    assert_eq!(sandbox.rows("revision").len(), 2);
}

#[test]
fn a_sheet_in_utf_16_is_read() {
    let sandbox = Sandbox::with_projects();
    let text = "项目,阶段,目标,期限\r\n金辉,主体结构,80,2021-12-31\r\n";
    let bytes: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    std::fs::write(sandbox.path("plan.csv"), bytes).unwrap();
    sandbox.ok("import plan.csv --yes");
    assert!(
        sandbox
            .ok("show jinhui")
            .contains("target    80 % by 2021-12-31")
    );
}

#[test]
fn an_interval_with_before_is_asked_about_in_the_year_of_the_sheet() {
    for (today, days) in [
        (
            "2021-05-10",
            "may be 2021-06-30, before it begins, or 2021-09-30, by its end",
        ),
        (
            "2021-08-01",
            "may be 2021-06-30, before it begins, or 2021-09-30, by its end",
        ),
        (
            "2021-10-31",
            "may be 2021-06-30, before it begins, or 2021-09-30, by its end",
        ),
        (
            "2022-02-01",
            "may be 2022-06-30, before it begins, or 2022-09-30, by its end",
        ),
    ] {
        let mut sandbox = Sandbox::with_store();
        sandbox.at(&format!("{today}T09:00:00Z"));
        sandbox.write("plan.csv", "项目,目标,期限\n金辉,50,三季度前\n");
        let said = sandbox.refused("import plan.csv");
        assert!(said.contains(days), "{today}: {said}");
    }
    // As the title of the sheet says, whenever it is read.
    let mut sandbox = Sandbox::with_store();
    sandbox.at("2023-03-01T09:00:00Z");
    sandbox.write(
        "plan.csv",
        "截至2021年7月31日\n项目,目标,期限\n金辉,50,三季度前\n",
    );
    let said = sandbox.refused("import plan.csv");
    assert!(said.contains("may be 2021-06-30, before"), "{said}");
}

#[test]
fn deadlines_as_spreadsheets_and_offices_write_them_are_read() {
    let sandbox = july();
    sandbox.write(
        "plan.csv",
        "name,stage,percent,due\n\
         A,one,50,12.31\nA,two,50,21年底\nA,three,50,21年12月\nA,four,50,14-Dec-26\n\
         A,five,50,2021年12月底（力争11月底）\nA,six,50,11.5\n",
    );
    sandbox.ok("import plan.csv");
    for (stage, due) in [
        ("a/one", "2021-12-31"),
        ("a/two", "2021-12-31"),
        ("a/three", "2021-12-31"),
        ("a/four", "2026-12-14"),
        ("a/five", "2021-12-31"),
        // As the column shows, the month stands first.
        ("a/six", "2021-11-05"),
    ] {
        assert_eq!(target(&sandbox, stage, "")["due"], due, "{stage}");
    }
    let five = target(&sandbox, "a/five", "");
    assert_eq!(five["due_words"], "2021年12月底（力争11月底）");
    assert_eq!(five["commitment"], Value::Null);
    let said = sandbox.said("import plan.csv");
    assert!(said.contains("nothing to import"), "{said}");
}

#[test]
fn a_zero_that_a_spreadsheet_drops_is_asked_about() {
    let sandbox = july();
    sandbox.write(
        "plan.csv",
        "name,stage,percent,due\nA,one,50,12.1\nA,two,50,2021.1\nA,three,50,12.10\nA,four,50,12.4\nA,five,50,12.31\n",
    );
    let said = sandbox.refused("import plan.csv");
    assert_eq!(
        said.split_once(":\n").unwrap().1,
        "  plan.csv row 2, due '12.1': may be 12.1, or 12.10 without its last zero, which spreadsheets drop; write the day, such as 2021-10-31\n  \
         plan.csv row 3, due '2021.1': may be 2021.1, or 2021.10 without its last zero, which spreadsheets drop; write the day, such as 2021-10-31\n"
    );
}

#[test]
fn two_figures_of_a_year_go_by_the_order_of_the_office() {
    let sandbox = july();
    sandbox.write("plan.csv", "name,stage,percent,due\nA,one,50,10/2/26\n");
    let said = sandbox.refused("import plan.csv");
    assert!(
        said.contains("may be 2026-02-10, day first, or 2026-10-02, month first"),
        "{said}"
    );
    sandbox.ok("config dates mdy");
    sandbox.ok("import plan.csv");
    assert_eq!(target(&sandbox, "a/one", "")["due"], "2026-10-02");
    // Where only one order explains a date of the column, nobody need settle it.
    let sandbox = july();
    sandbox.write(
        "plan.csv",
        "name,stage,percent,due\nA,one,50,10/2/26\nA,two,50,2/13/26\n",
    );
    sandbox.ok("import plan.csv");
    assert_eq!(target(&sandbox, "a/one", "")["due"], "2026-10-02");
}
