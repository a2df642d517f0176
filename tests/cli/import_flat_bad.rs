//! Rows of the flat CSV that cannot be taken.

use crate::import_flat::july;
use crate::sandbox::Sandbox;

#[test]
fn bad_rows_are_named_with_the_words_of_the_file_and_nothing_is_written() {
    let sandbox = Sandbox::with_sample();
    sandbox.ok("target tianwo/resumption done --by 2021-09-30 --period 2021H2 --new");
    let before = sandbox.ok("export");
    for (row, en, zh) in [
        (
            "金辉,,,85,6月底,2021H2,,,,,",
            "期限 '6月底': not in the period without a year; write 2021-06-30 or 2022-06-30, whichever is meant, or give another period",
            "期限“6月底”：未写年份，不在期间内；请写明是2021年6月30日还是2022年6月30日，或改填期间",
        ),
        (
            "金辉,,,一半,,,,,,,",
            "目标 '一半': write it in figures: 50%",
            "目标“一半”：请写成数字：50%",
        ),
        (
            "金辉,,,0,,,,,,,",
            "目标 '0': a target is over 0 and at most 100",
            "目标“0”：目标应大于0且不超过100",
        ),
        (
            ",主体,,50,,,,,,,",
            "项目: must not be empty",
            "项目：不能为空",
        ),
        (
            "丰汇城,二期全面开业,,70,,,,,,,",
            "目标 '70': a milestone is done or not done, so its target is 100; leave the percent out, or write done",
            "目标“70”：节点只有完成与否，目标只能是100；请省略百分比或写完成",
        ),
        (
            "金辉,,量化,70,,,,,,,\n金辉,开业,节点,,2021-12-31,,,,,,",
            "类型 '量化': expected one of measured, milestone",
            "类型“量化”：应为按百分比、节点之一",
        ),
        (
            "金辉,,,85,,下半年,,,,,",
            "期间 '下半年': a period in a sheet needs its year, such as 2021H2 or Jul-Oct 2021, since the sheet may be read in another year",
            "期间“下半年”：表格可能在另一年读取，期间须写明年份，如2021年下半年、2021年7-10月",
        ),
        (
            "金辉,,,85,,,101,,,,",
            "基期 '101': over 100; a percent is from 0 to 100",
            "基期“101”：大于100；百分比应在0到100之间",
        ),
        (
            "金辉,,,85,,,,,,7O,2021-07-31",
            "现状 '7O': not a percent; expected a number from 0 to 100 such as 72 or 72.5; or write done, not-yet, underway or 4/6",
            "现状“7O”：不是百分比；应为0到100的数字，如72或72.5；也可写完成、未完成、推进中、4/6",
        ),
        (
            "金辉,,,85,,,,,,60,2021年8月20日",
            "截至 '2021年8月20日': after today (2021-08-01); only what has happened can be recorded",
            "截至“2021年8月20日”：晚于今天（2021年8月1日）；只能记录已发生的情况",
        ),
        (
            "金辉,,,85,,,,,,60,大前天",
            "截至 '大前天': not a date; expected one such as 2021-10-31, 31 Oct 2021, 10-31, yesterday",
            "截至“大前天”：不是日期；应如2021-10-31、10月31日、昨天",
        ),
        (
            "天喔国际,启动复工,,完成,2022-01-31,,,,,,",
            "期间: the stage has several unmet targets (#1, #2); give the period or the number",
            "期间：该阶段有多个未完成的目标（#1、#2）；请填写期间或编号",
        ),
        (
            "金辉\u{202e},,,85,,,,,,,",
            "项目 '金辉': contains control or invisible characters; remove them",
            "项目“金辉”：含有控制字符或不可见字符；请删除",
        ),
    ] {
        let header = "项目,阶段,类型,目标,期限,期间,基期,责任单位,负责人,现状,截至";
        sandbox.write("plan.csv", format!("{header}\n{row}\n"));
        assert_eq!(
            sandbox.refused("import plan.csv"),
            format!(
                "error: 1 row could not be imported, so nothing was written; correct the file, or leave such rows out with --skip-bad:\n  plan.csv row 2, {en}\n"
            )
        );
        assert_eq!(
            sandbox.refused("import plan.csv --lang zh"),
            format!(
                "错误：1行无法导入，未写入任何内容；请更正，或用 --skip-bad 跳过：\n  plan.csv 第2行 {zh}\n"
            )
        );
    }
    assert_eq!(sandbox.ok("export"), before);
}

#[test]
fn rows_that_contradict_each_other_are_bad_and_good_ones_are_taken_whole() {
    let sandbox = july();
    sandbox.write(
        "plan.csv",
        "name,stage,kind,percent,due,lead,reading,as_of\n\
         A,one,,50,2021-12-31,Li,10,2021-07-01\n\
         A,one,,60,2021-11-30,,10,2021-07-01\n\
         A,one,,90,2022-06-30,,11,2021-07-01\n\
         A,one,,90,2022-06-30,,10,2021-07-01\n\
         A,two,milestone,,,Wang,,\n\
         A,two,measured,60,,,,\n\
         A,two,milestone,,,,,\n\
         B,one,,70,holiday,Zhao,,\n\
         B,one,,60,,,,,x\n",
    );
    let bad = "  plan.csv row 4, reading '11': plan.csv row 2 says '10'; make both the same, or leave one empty\n  \
               plan.csv row 6, lead 'Wang': plan.csv row 2 says 'Li'; make both the same, or leave one empty, or keep them as texts with --keep lead\n  \
               plan.csv row 8, kind 'milestone': plan.csv row 7 says 'measured'; make both the same, or leave one empty\n  \
               plan.csv row 9, due 'holiday': a holiday is not a date; write the day, such as 2021-09-30\n  \
               plan.csv row 10: has 9 cells where the header has 8; check its commas and quotes\n";
    let said = sandbox.refused("import plan.csv");
    assert_eq!(said.split_once(":\n").unwrap().1, bad);
    let zh = sandbox.refused("import plan.csv --lang zh");
    assert!(
        zh.contains("plan.csv 第6行 lead“Wang”：plan.csv 第2行为“Li”；请改为一致，或只填一处，或加 --keep lead 全部保存\n"),
        "{zh}"
    );
    let dry = sandbox.run("import plan.csv --skip-bad --dry-run").err;
    let done = sandbox.run("import plan.csv --skip-bad").err;
    // Nothing of B, whose rows are both bad; the reading that three rows give is taken once. A stage
    // may have several targets, each with a due day of its own.
    assert_eq!(
        done,
        format!(
            "skipped 5 rows (--skip-bad):\n{bad}#1 imported 1 project, 2 stages, 4 targets, 1 reading\n"
        )
    );
    assert_eq!(
        dry,
        format!(
            "skipped 5 rows (--skip-bad):\n{bad}would import 1 project, 2 stages, 4 targets, 1 reading; nothing written (--dry-run)\n"
        )
    );
    assert!(!sandbox.ok("list").contains('B'));
}

// Caught: both were taken, the last one last, and each time the file was imported, again.
#[test]
fn rows_that_call_one_project_by_two_names_are_bad() {
    let sandbox = Sandbox::with_store();
    sandbox.write("p.csv", "code,name,alias\nold,旧名,别名\n");
    sandbox.ok("import p.csv --yes");
    for (rows, row, name, said) in [
        ("new,甲\nnew,乙\n", 3, "乙", "f.csv row 2 says '甲'"),
        // Another name beside a known code is asked about.
        ("old,旧名\nold,乙\n", 3, "乙", "old is the code of 旧名"),
        (",旧名\nold,乙\n", 3, "乙", "old is the code of 旧名"),
        ("old,乙\n,旧名\n", 2, "乙", "old is the code of 旧名"),
    ] {
        let rows = rows.replace('\n', ",s,50,2021-12-31\n");
        sandbox.write("f.csv", format!("code,name,stage,percent,due\n{rows}"));
        let refused = sandbox.refused("import f.csv --yes");
        let expected = format!("f.csv row {row}, name '{name}': {said}");
        assert!(refused.contains(&expected), "{refused}");
    }
    // A name it is known by beside its own says nothing against it.
    let row = ",s,50,2021-12-31";
    sandbox.write(
        "f.csv",
        format!(
            "code,name,stage,percent,due\n,旧名,t,40,2021-12-31\nold,旧名{row}\nold,别名,u,50,2021-12-31\n"
        ),
    );
    let taken = sandbox.run("import f.csv --yes").err;
    assert!(taken.contains("1 project (unchanged), 3 stages"), "{taken}");
    let again = sandbox.run("import f.csv --yes").err;
    assert!(again.contains("nothing to import"), "{again}");
}

// Caught: both were taken, the flat row last, and each time the same files were imported, again.
#[test]
fn rows_that_contradict_another_file_are_bad() {
    let sandbox = Sandbox::with_store();
    sandbox.write(
        "p.csv",
        "code,name,name_en,category,lead\nwest,西块,West,house,Wang\nnorth,北块,,,\n",
    );
    sandbox.write("s.csv", "project,stage,kind\nwest,main,measured\n");
    let files = "p.csv s.csv f.csv";
    for (header, row, said) in [
        ("name,lead", "西块,Li", "lead 'Li': p.csv row 2 says 'Wang'"),
        (
            "name,category",
            "West,road",
            "category 'road': p.csv row 2 says 'house'",
        ),
        (
            "name,name_en",
            "西块,East",
            "name_en 'East': p.csv row 2 says 'West'",
        ),
        (
            "code,name,stage",
            "north,南块,main",
            "name '南块': north is the code of 北块",
        ),
        (
            "name,stage,kind",
            "西块,main,milestone",
            "kind 'milestone': s.csv row 2 says 'measured'",
        ),
    ] {
        sandbox.write("f.csv", format!("{header}\n{row}\n"));
        let refused = sandbox.refused(&format!("import {files} --yes"));
        assert!(
            refused.contains(&format!("f.csv row 2, {said}; ")),
            "{refused}"
        );
        sandbox.ok(&format!("import --skip-bad {files} --yes"));
        let again = sandbox.run(&format!("import --skip-bad {files} --yes")).err;
        assert!(again.contains("nothing to import"), "{again}");
    }
    // What both say, and what only one says, is taken.
    sandbox.write(
        "f.csv",
        "code,name,stage,kind,lead,unit\nwest,West,main,measured,Wang,Office\nnorth,,,,Li,\n",
    );
    let taken = sandbox.run(&format!("import {files} --yes")).err;
    assert!(taken.contains("2 projects (revised)"), "{taken}");
    let again = sandbox.run(&format!("import {files} --yes")).err;
    assert!(again.contains("nothing to import"), "{again}");
}

#[test]
fn columns_that_a_plan_does_not_have_are_passed_over_and_told() {
    let sandbox = july();
    sandbox.write("plan.csv", "项目,目标,颜色,备用\n金辉,80,红,x\n");
    assert_eq!(
        sandbox.run("import plan.csv --dry-run").err,
        "plan.csv: passed over columns '颜色', '备用' (--keep COLUMN keeps one; --map COLUMN=FIELD says what one is)\nwould import 1 project, 1 stage, 1 target; nothing written (--dry-run)\n"
    );
    let zh = sandbox.run("import plan.csv --dry-run --lang zh").err;
    assert!(zh.starts_with("plan.csv：未读取列“颜色”、“备用”（可用 --keep 列名 保存，或用 --map 列名=字段 说明含义）\n"), "{zh}");
}

#[test]
fn what_is_no_plan_is_refused_with_the_next_step() {
    let sandbox = july();
    sandbox.write("plan.csv", "a,b\n1,2\n");
    let said = sandbox.refused("import plan.csv");
    assert!(said.contains("`project import --template`"), "{said}");
    let said = sandbox.refused("import plan.csv --lang zh");
    assert!(said.contains("样式见 project import --template"), "{said}");
    sandbox.write(
        "plan.csv",
        "name,percent,due\nJinhui,80,strive for year end\n",
    );
    let said = sandbox.refused("import plan.csv");
    assert!(
        said.contains("due 'strive for year end': not understood as a deadline"),
        "{said}"
    );
}

/// What only the record can tell is told at once, too: here that there is no total, and a day to come.
#[test]
fn all_that_is_wrong_with_a_reading_is_named_at_once() {
    let sandbox = july();
    sandbox.ok("add G --code g");
    sandbox.write(
        "r.csv",
        "code,stage,reading,as_of\ng,overall,4/6,2027-01-01\n",
    );
    let said = sandbox.refused("import r.csv");
    assert!(
        said.contains("r.csv row 2, reading '4/6': g/overall has no total"),
        "{said}"
    );
    assert!(
        said.contains("r.csv row 2, as_of '2027-01-01': after today"),
        "{said}"
    );
}

#[test]
fn what_is_wrong_with_a_row_by_itself_is_told_beside_what_the_record_finds() {
    let sandbox = Sandbox::with_store();
    sandbox.write(
        "plan.csv",
        "name,stage,percent,due,progress,as_of\n\
         A,roof,150,2021-02-30,30,2021-07-31\n\
         B,roof,70,2021-02-30,130,2031-10-01\n\
         C,roof,70,2021-02-30,13,2031-10-01\n\
         D,roof,70,2021-12-31,0.3,2031-10-01\n",
    );
    let no_day = "'2021-02-30': there is no such day; the last one of that month is 2021-02-28";
    let future = "'2031-10-01': after today (2021-08-01); only what has happened can be recorded";
    let faults = [
        "plan.csv row 2, percent '150': over 100; a percent is from 0 to 100; or write done".to_owned(),
        format!("plan.csv row 2, due {no_day}"),
        "plan.csv row 3, progress '130': over 100; a percent is from 0 to 100; or write done, not-yet, underway or 4/6".to_owned(),
        format!("plan.csv row 3, due {no_day}"),
        format!("plan.csv row 3, as_of {future}"),
        format!("plan.csv row 4, due {no_day}"),
        format!("plan.csv row 4, as_of {future}"),
        format!("plan.csv row 5, as_of {future}"),
    ];
    let said = sandbox.refused("import plan.csv");
    let told: Vec<&str> = said.lines().skip(1).take(8).map(str::trim).collect();
    let mut sorted = told.clone();
    sorted.sort_unstable();
    let mut expected = faults.to_vec();
    expected.sort_unstable();
    assert_eq!(sorted, expected, "{said}");
    assert!(
        said.contains("Besides, 1 question to answer:\n  plan.csv row 5, progress '0.3': "),
        "{said}"
    );
}

#[test]
fn rows_of_targets_and_readings_tell_all_that_is_wrong_with_them_too() {
    let sandbox = Sandbox::with_projects();
    sandbox.write(
        "targets.csv",
        "project,stage,percent,due\njinhui,main-structure,150,2021-02-30\n",
    );
    sandbox.write(
        "readings.csv",
        "project,stage,percent,as_of\njinhui,main-structure,150,2031-10-01\n",
    );
    let said = sandbox.refused("import targets.csv readings.csv");
    for fault in [
        "targets.csv row 2, percent '150': over 100",
        "targets.csv row 2, due '2021-02-30': there is no such day",
        "readings.csv row 2, percent '150': over 100",
        "readings.csv row 2, as_of '2031-10-01': after today",
    ] {
        assert!(said.contains(fault), "{fault}\n{said}");
    }
}
