//! What stands in the cells of sheets beside progress: money and quantities, days of titles, starts,
//! deadlines without a year.

use serde_json::Value;

use crate::import_flat::target;
use crate::sandbox::Sandbox;

fn office() -> Sandbox {
    let mut sandbox = Sandbox::with_store();
    sandbox.at("2021-11-20T09:00:00Z");
    sandbox
}

/// The readings of a record, in the order of the sheet: percent, amount, total.
fn readings(sandbox: &Sandbox) -> Vec<String> {
    let record = sandbox.ok("export");
    let rows = crate::sandbox::rows(&record, "reading");
    let line = |row: &Value| format!("{} {} {}", row["percent"], row["amount"], row["total"]);
    rows.iter().map(line).collect()
}

#[test]
fn money_beside_a_budget_is_spent_and_no_progress() {
    for header in ["Budget (k€),Actual (k€)", "Budget,Actual"] {
        let sandbox = office();
        let text = format!("Project,{header},Finish\nWebsite,120,45,2021-12-31\n");
        sandbox.write("plan.csv", text);
        sandbox.ok("import plan.csv --on 2021-10-31");
        assert_eq!(readings(&sandbox), ["3750 45000 120000"], "{header}");
    }
    // The rate of the money behind it is none of the works.
    let sandbox = office();
    sandbox.write(
        "plan.csv",
        "项目,年度计划投资,累计完成投资,完成率,期限\n金辉,1200,850,70.83%,2021-12-31\n",
    );
    let said = sandbox.said("import plan.csv --on 2021-10-31");
    assert!(said.contains("passed over column '完成率'"), "{said}");
    assert_eq!(readings(&sandbox), ["7083 850000 1200000"]);
}

#[test]
fn a_bill_of_quantities_gives_amounts_of_totals() {
    let sandbox = office();
    sandbox.write(
        "boq.csv",
        "Item,Unit,Qty,Done\nExcavation,m3,\"1,200\",90\nConcrete,m3,340,68\nRebar,t,28,14\n",
    );
    sandbox.ok("import boq.csv --on 2021-10-31");
    assert_eq!(
        readings(&sandbox),
        ["750 90000 1200000", "2000 68000 340000", "5000 14000 28000"]
    );
    let record = sandbox.ok("export");
    let edits = crate::sandbox::rows(&record, "project_edit");
    assert!(edits.iter().all(|edit| edit["unit"].is_null()), "{edits:?}");
    let stages = crate::sandbox::rows(&record, "stage_edit");
    let units: Vec<&Value> = stages.iter().map(|edit| &edit["unit"]).collect();
    assert_eq!(units, ["m3", "m3", "t"]);
}

#[test]
fn a_title_names_the_day_of_the_data_or_nothing_does() {
    for (title, day) in [
        ("As of Nov 2021", None),
        ("Status 10/2021", None),
        ("截至10/2021", None),
        ("Updated Nov 2020", None),
        ("Report date: November 2021", None),
        ("As of Nov 19, 2021", Some("2021-11-19")),
        ("Status as of 19 Nov 2021", Some("2021-11-19")),
        (
            "截至2020年12月31日项目清单（更新至2021年11月19日）",
            Some("2021-11-19"),
        ),
        (
            "截至2021年11月19日，下次更新日期：2021年12月20日",
            Some("2021-11-19"),
        ),
    ] {
        let sandbox = office();
        sandbox.write(
            "plan.csv",
            format!("\"{title}\"\n项目,期限,形象进度\n金辉,2022-12-31,60%\n"),
        );
        match day {
            None => {
                let said = sandbox.refused("import plan.csv");
                assert!(said.contains("--on"), "{title}: {said}");
            }
            Some(day) => {
                sandbox.ok("import plan.csv");
                let record = sandbox.ok("export");
                assert_eq!(
                    crate::sandbox::rows(&record, "reading")[0]["as_of"],
                    day,
                    "{title}"
                );
            }
        }
    }
}

#[test]
fn a_start_is_the_first_day_of_what_is_written_or_its_words_are_kept() {
    let sandbox = office();
    sandbox.write(
        "plan.csv",
        "name,stage,percent,due,start\n\
         A,one,50,2022-12-31,2021年3月\nA,two,50,2022-12-31,2021.3\nA,three,50,2022-12-31,2021年3月底\n\
         A,four,50,2022-12-31,已开工\nA,five,50,2022-12-31,计划2022年10月\nA,six,50,2022-12-31,—\n\
         A,seven,50,2022-12-31,未定\nA,eight,50,2022-12-31,Q1 2021\nA,nine,50,2022-12-31,TBC\n\
         A,ten,50,2022-12-31,March\nA,eleven,50,2022-12-31,2021-03\n",
    );
    let said = sandbox.said("import plan.csv");
    for words in ["已开工", "March"] {
        assert!(
            said.contains(&format!("start '{words}' names no day")),
            "{words}: {said}"
        );
    }
    for (stage, start) in [
        ("one", "2021-03-01"),
        ("two", "2021-03-01"),
        ("three", "2021-03-31"),
        ("four", ""),
        ("five", "2022-10-01"),
        ("six", ""),
        ("seven", ""),
        ("eight", "2021-01-01"),
        ("nine", ""),
        ("ten", ""),
        ("eleven", "2021-03-01"),
    ] {
        let target = target(&sandbox, &format!("a/{stage}"), "");
        assert_eq!(target["start"].as_str().unwrap_or(""), start, "{stage}");
    }
    // A day that there is not stays a fault.
    sandbox.write("bad.csv", "name,due,start\nB,2022-12-31,2021-02-30\n");
    sandbox.refused("import bad.csv --yes");
}

#[test]
fn a_column_of_types_that_holds_no_kinds_is_the_category() {
    let sandbox = office();
    sandbox.write(
        "plan.csv",
        "项目,类型,期限,形象进度,截至\n金辉,续建,2021-12-31,50%,2021-10-31\n滨河,新建,2021-12-31,0%,2021-10-31\n",
    );
    sandbox.ok("import plan.csv");
    let record = sandbox.ok("export");
    let edits = crate::sandbox::rows(&record, "project_edit");
    let categories: Vec<&Value> = edits.iter().map(|edit| &edit["category"]).collect();
    assert_eq!(categories, ["续建", "新建"]);
}

#[test]
fn a_deadline_without_a_year_is_asked_about_in_a_plan_of_a_year() {
    for (sheet, is_asked) in [
        (
            "2021年重点项目\n项目,期限,形象进度,截至\n金辉,6月30日,60%,2021-11-15\n",
            true,
        ),
        (
            "2021年重点项目\n项目,期限,形象进度,截至\n金辉,上半年,60%,2021-11-15\n",
            true,
        ),
        (
            "2021年重点项目\n项目,期限,形象进度,截至\n金辉,5月,60%,2021-11-15\n",
            true,
        ),
        (
            "Key projects 2021\nProject,Due,% done,as of\nA,30 June,60,2021-11-15\n",
            true,
        ),
        (
            "项目,期限,形象进度,截至\n滨河,2021年9月底,60%,2021-11-15\n金辉,6月底,60%,2021-11-15\n",
            true,
        ),
        (
            "2022年重点项目\n项目,期限,形象进度,截至\n金辉,6月30日,60%,2021-11-15\n",
            false,
        ),
        (
            "项目,期限,形象进度,截至\n金辉,6月30日,60%,2021-11-15\n",
            false,
        ),
    ] {
        let sandbox = office();
        sandbox.write("plan.csv", sheet);
        match is_asked {
            true => {
                let said = sandbox.refused("import plan.csv");
                assert!(
                    said.contains("--period 2021, or --period 2022"),
                    "{sheet}{said}"
                );
            }
            false => {
                sandbox.ok("import plan.csv");
                let due = &target(&sandbox, "jinhui/overall", "")["due"];
                assert_eq!(due, "2022-06-30", "{sheet}");
            }
        }
    }
}

#[test]
fn points_between_thousands_are_read_where_the_columns_show_them() {
    let plan = |rows: &str| format!("Project;Finish;Budget (EUR);Spent (EUR)\n{rows}");
    let sandbox = office();
    sandbox.write(
        "plan.csv",
        plan("Brücke;31.12.2021;12.500,00;1.250,00\nTunnel;31.01.2022;8.000;2.400\n"),
    );
    sandbox.ok("import plan.csv --on 2021-10-31");
    assert_eq!(
        readings(&sandbox),
        ["1000 1250000 12500000", "3000 2400000 8000000"]
    );
    let sandbox = office();
    sandbox.write("plan.csv", plan("Tunnel;31.01.2022;8.000;2.400\n"));
    let said = sandbox.refused("import plan.csv --on 2021-10-31");
    assert!(
        said.contains("Budget (EUR) '8.000': may be 8 or 8000"),
        "{said}"
    );
    assert!(
        said.contains("Spent (EUR) '2.400': may be 2.4 or 2400"),
        "{said}"
    );
}

#[test]
fn a_bare_one_beside_shares_is_asked_about() {
    let sandbox = office();
    sandbox.write(
        "plan.csv",
        "name,reading,as_of\nA,0.6,2021-10-31\nB,1,2021-10-31\nC,45,2021-10-31\n",
    );
    let said = sandbox.refused("import plan.csv");
    assert!(
        said.contains("(likewise row 3): may be 0.6 % or 60 %"),
        "{said}"
    );
}

#[test]
fn an_answer_for_a_name_that_no_sheet_has_is_told() {
    let sandbox = office();
    sandbox.ok("add 金辉");
    sandbox.write("plan.csv", "项目,形象进度,截至\n金辉,60%,2021-10-31\n");
    let said = sandbox.said("import plan.csv --as 金晖=jinhui --yes");
    assert!(said.contains("no sheet has the name '金晖'"), "{said}");
}

#[test]
fn a_sheet_that_is_typed_has_the_day_of_its_title() {
    let sandbox = office();
    sandbox.ok("add 金辉");
    sandbox.ok("target jinhui 100 --by 2022-12-31");
    let sheet = "Status 31 Oct 2021,,\n项目名称,进展情况\n金辉,55%\n";
    let ran = sandbox.fed("update -", sheet);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let record = sandbox.ok("export");
    let readings = crate::sandbox::rows(&record, "reading");
    assert_eq!(readings[0]["as_of"], "2021-10-31");
    // Lines of updates are none, whatever they say.
    let ran = sandbox.fed("update -", "金辉 60 2021-11-01 Status 1 Nov 2021, 项目\n");
    assert_eq!(ran.code, 0, "{}", ran.err);
}
