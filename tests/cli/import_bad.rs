//! The real collection with twelve rows spoiled, one of each kind.

use std::fs;

use crate::sandbox::{Sandbox, fixture};

/// File, row, field, value, and what is wrong with it.
type Said = (&'static str, u64, &'static str, String, &'static str);

/// The collection with its twelve spoiled rows, and what must be said of each.
fn spoiled() -> (Sandbox, Vec<Said>) {
    let mut sandbox = Sandbox::new();
    sandbox.at("2026-11-24T09:00:00Z");
    sandbox.ok("init");
    let read = |name: &str| -> Vec<Vec<u8>> {
        let bytes = fs::read(fixture(&format!("dc-capital/{name}.csv"))).unwrap();
        bytes.split(|b| *b == b'\n').map(<[u8]>::to_vec).collect()
    };
    let (mut readings, mut targets) = (read("readings"), read("targets"));
    let mut said = Vec::new();
    let mut spoil =
        |lines: &mut Vec<Vec<u8>>, file, row: u64, field, value: &str, line: Vec<u8>, what| {
            lines[row as usize - 1] = line;
            said.push((file, row, field, value.to_owned(), what));
        };
    // Each takes the place of a row whose stage no other row of its file depends on.
    let reading = |percent: &str, day: &str| {
        format!("DC-AA338,Closeout,{percent},{day},spoiled\r").into_bytes()
    };
    spoil(
        &mut readings,
        "readings.csv",
        10,
        "percent",
        "100.01",
        reading("100.01", "2010-01-01"),
        "over 100",
    );
    spoil(
        &mut readings,
        "readings.csv",
        20,
        "percent",
        "-1",
        reading("-1", "2010-01-02"),
        "below 0",
    );
    spoil(
        &mut readings,
        "readings.csv",
        30,
        "percent",
        "half",
        reading("half", "2010-01-03"),
        "write it in figures: 50",
    );
    spoil(
        &mut readings,
        "readings.csv",
        40,
        "as_of",
        "2010-02-30",
        reading("5", "2010-02-30"),
        "there is no such day",
    );
    spoil(
        &mut readings,
        "readings.csv",
        50,
        "as_of",
        "2027-01-01",
        reading("5", "2027-01-01"),
        "after today (2026-11-24); only what has happened can be recorded",
    );
    spoil(
        &mut readings,
        "readings.csv",
        60,
        "project",
        "DC-NOWHERE",
        b"DC-NOWHERE,Spend,5,2010-01-01,\r".to_vec(),
        "no such project",
    );
    spoil(
        &mut readings,
        "readings.csv",
        70,
        "stage",
        "",
        b"DC-AA338,,5,2010-01-01,\r".to_vec(),
        "must not be empty",
    );
    // Row 2 says 7.91 for this day.
    spoil(
        &mut readings,
        "readings.csv",
        80,
        "percent",
        "9",
        b"dc-aa338,spend,9,2009-10-01,\r".to_vec(),
        "readings.csv row 2 says '7.91'",
    );
    spoil(
        &mut readings,
        "readings.csv",
        90,
        "",
        "",
        b"DC-AA338,Spend,5,2010-01-04,,x\r".to_vec(),
        "has 6 cells where the header has 5; check its commas and quotes",
    );
    spoil(
        &mut readings,
        "readings.csv",
        100,
        "note",
        "cafe",
        "DC-AA338,Closeout,5,2010-01-05,caf\u{202e}e\r".into(),
        "contains control or invisible characters",
    );
    targets[0] = b"project,stage,percent,start,due,period\r".to_vec();
    for line in targets.iter_mut().skip(1).filter(|line| !line.is_empty()) {
        line.pop();
        line.extend(b",\r");
    }
    spoil(
        &mut targets,
        "targets.csv",
        200,
        "period",
        "FY12",
        b"DC-AA338,Permits,100,2009-10-01,2012-09-30,FY12\r".to_vec(),
        "the year begins in January here",
    );
    sandbox.write("readings.csv", readings.join(&b'\n'));
    sandbox.write("targets.csv", targets.join(&b'\n'));
    sandbox.write(
        "projects.csv",
        fs::read(fixture("dc-capital/projects.csv")).unwrap(),
    );
    sandbox.write(
        "stages.csv",
        "project,stage,kind\nDC-AA338,Spend,measured\nDC-AA338,Closeout,mile stone\n",
    );
    said.push((
        "stages.csv",
        3,
        "kind",
        "mile stone".to_owned(),
        "expected one of measured, milestone",
    ));
    said.sort_by_key(|(file, row, ..)| {
        (
            ["readings.csv", "projects.csv", "targets.csv", "stages.csv"]
                .iter()
                .position(|f| f == file),
            *row,
        )
    });
    (sandbox, said)
}

const FILES: &str = "readings.csv projects.csv targets.csv stages.csv";

fn check(lines: &[&str], expected: &[Said]) {
    assert_eq!(lines.len(), expected.len(), "{lines:#?}");
    for (line, (file, row, field, value, what)) in lines.iter().zip(expected) {
        assert!(line.contains(&format!("{file} row {row}")), "{line}");
        assert!(
            line.contains(field) && line.contains(value.as_str()),
            "{line}: {field} {value}"
        );
        assert!(line.contains(what), "{line}: {what}");
    }
}

#[test]
fn twelve_spoiled_rows_are_named_exactly_and_nothing_is_written() {
    let (sandbox, expected) = spoiled();
    assert_eq!(expected.len(), 12);
    let before = fs::read(sandbox.path("store.db")).unwrap();
    let said = sandbox.refused(&format!("import {FILES}"));
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(
        lines[0],
        "error: 12 rows could not be imported, so nothing was written; correct the file, or leave such rows out with --skip-bad:"
    );
    check(&lines[1..], &expected);
    assert_eq!(fs::read(sandbox.path("store.db")).unwrap(), before);
    assert_eq!(fs::read_dir(sandbox.folder()).unwrap().count(), 5);
}

#[test]
fn with_skip_bad_the_rest_loads_and_the_skipped_are_listed() {
    let (sandbox, expected) = spoiled();
    let import = sandbox.run(&format!("import --skip-bad {FILES}"));
    assert_eq!(import.code, 0);
    let lines: Vec<&str> = import.err.lines().collect();
    let start = lines
        .iter()
        .position(|l| *l == "skipped 12 rows (--skip-bad):")
        .unwrap();
    check(&lines[start + 1..start + 13], &expected);
    // Eleven of the spoiled rows replaced good ones: ten readings and a target.
    assert_eq!(
        lines.last().unwrap().to_owned(),
        "#1 imported 520 projects, 1410 stages, 1409 targets, 1749 readings"
    );
}

#[test]
fn rows_of_a_project_whose_own_row_is_bad_are_not_blamed() {
    let sandbox = Sandbox::with_store();
    sandbox.write("p.csv", "code,name\na,caf\u{202e}e \nb,B\n");
    sandbox.write(
        "r.csv",
        "project,stage,percent,as_of\na,s,5,2021-07-01\na,s,6,2021-07-02\nb,s,7,2021-07-01\n",
    );
    let said = sandbox.refused("import p.csv r.csv");
    assert!(
        said.starts_with("error: 1 row could not be imported"),
        "{said}"
    );
    let skipped = sandbox.run("import --skip-bad p.csv r.csv");
    assert!(skipped.err.contains("skipped 3 rows"), "{}", skipped.err);
    assert!(
        skipped
            .err
            .contains("the row of its project could not be imported")
    );
    assert!(
        skipped
            .err
            .ends_with("#1 imported 1 project, 1 stage, 1 reading\n")
    );
}

#[test]
fn other_bad_rows_say_what_was_expected() {
    let sandbox = Sandbox::with_sample();
    for (text, what) in [
        (
            "project,stage,percent,due,period\njinhui,overall,0,2021-12-31,2021H2",
            "t.csv row 2, percent '0': a target is over 0 and at most 100",
        ),
        (
            "project,stage,percent,due,period\nfenghui-city,opening,70,2021-12-31,2021H2",
            "percent '70': a milestone is done or not done, so its target is 100; leave the percent out, or write done",
        ),
        (
            "project,stage,percent,due,commitment\njinhui,overall,80,2021-12-31,maybe",
            "commitment 'maybe': expected one of ensure, strive, expected, push",
        ),
        (
            "project,stage,percent,due,via\njinhui,overall,80,2021-12-31,2021-10-01:50 2021-09-01:60",
            "expected DATE:PERCENT",
        ),
        (
            "project,stage,percent,due,decided_on\njinhui,overall,80,2021-12-31,2021-08-02",
            "decided_on '2021-08-02': after today (2021-08-01); only what has happened can be recorded",
        ),
        (
            "project,stage,percent,due,period,carried_from\njinhui,overall,80,2022-06-30,2022H1,2020H1",
            "no such target of an earlier period",
        ),
        ("code,name\na/b,A", "a code has no '/'"),
        (
            "code,name\n-a,A",
            "a code does not begin with any of # - = + @ ' ~",
        ),
        (
            "code,name\na,A\u{202e}B",
            "contains control or invisible characters",
        ),
        ("code,name\nnew,", "name: must not be empty"),
        (
            "project,state,decided_on\njinhui,paused,2021-07-01",
            "state 'paused': expected one of active, suspended, cancelled, closed",
        ),
        (
            "key,value\npace.behind,0.5",
            "value '0.5': expected a ratio from 1.00 to 2.00 (pace.critical), or default",
        ),
        (
            "key,value\npace.behin,1.2",
            "key 'pace.behin': expected one of rule, pace.behind",
        ),
        (
            "project,stage,kind,total\njinhui,roof,measured,0",
            "total '0': not a total; expected a number over 0",
        ),
    ] {
        sandbox.write("t.csv", format!("{text}\n"));
        let said = sandbox.refused("import t.csv");
        assert!(said.contains(what), "{said}\n{what}");
        assert_eq!(said.lines().count(), 2, "{said}");
    }
    for (text, what) in [
        ("", "there is no header;"),
        (
            "a,b,c\n1,2,3\n",
            "its columns ('a', 'b', 'c') are not those of any kind of sheet",
        ),
        (
            "code,name,colour\n",
            "read as a sheet of projects, which has no column 'colour'",
        ),
        (
            "code,name,name_zh\n",
            "more than one column is called 'name_zh'",
        ),
    ] {
        sandbox.write("t.csv", text);
        let said = sandbox.refused("import t.csv");
        assert!(said.contains(what), "{said}");
    }
    let missing = sandbox.refused("import nowhere.csv");
    assert!(missing.contains("nowhere.csv: cannot be read"), "{missing}");
}

#[test]
fn all_that_is_wrong_with_a_row_is_told_at_once() {
    let sandbox = Sandbox::with_projects();
    sandbox.write(
        "targets.csv",
        "project,stage,percent,due_words,decided_on\njinhui,main-structure,abc,sometime soon,07-44\n",
    );
    let said = sandbox.refused("import targets.csv");
    for part in [
        "percent 'abc'",
        "due_words 'sometime soon'",
        "decided_on '07-44'",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    sandbox.write(
        "flat.csv",
        "项目,阶段,目标,期限,现状\n金辉,主体结构,abc,不知何时,x9\n",
    );
    let said = sandbox.refused("import flat.csv");
    for part in ["'abc'", "'不知何时'", "'x9'"] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn many_faults_are_listed_up_to_a_length_and_then_counted() {
    let sandbox = Sandbox::with_projects();
    let rows: String = (0..100)
        .map(|n| format!("jinhui,屋面{n}%至{n}%\n"))
        .collect();
    sandbox.write("readings.csv", format!("name,reading\n{rows}"));
    let said = sandbox.refused("import readings.csv --on 2021-07-01");
    assert!(
        said.starts_with("error: 100 rows could not be imported"),
        "{said}"
    );
    assert!(said.ends_with("\n  … and 60 more\n"), "{said}");
    assert_eq!(said.lines().count(), 42, "{said}");
    let said = sandbox.said("import readings.csv --on 2021-07-01 --skip-bad");
    assert!(said.contains("skipped 100 rows"), "{said}");
    assert!(said.contains("\n  … and 60 more\n"), "{said}");
    let lines: String = (0..100).map(|n| format!("no-such-{n} 5\n")).collect();
    let ran = sandbox.fed("update -", lines);
    assert_eq!(ran.code, 2);
    assert!(ran.err.ends_with("\n  … and 60 more\n"), "{}", ran.err);
}

/// A wrong column makes one mistake, not three hundred.
#[test]
fn equal_faults_are_one_line_with_their_number_and_the_first_cells() {
    let sandbox = Sandbox::with_projects();
    let rows: String = (0..300)
        .map(|n| format!("jinhui,main-structure,{n}x,2021-07-01\n"))
        .collect();
    sandbox.write(
        "readings.csv",
        format!("project,stage,percent,as_of\n{rows}jinhui,main-structure,5,2021-02-30\n"),
    );
    sandbox.refuses(
        "import readings.csv",
        "301 rows could not be imported, so nothing was written; correct the file, or leave such \
         rows out with --skip-bad:\n  readings.csv row 2, percent '0x' (likewise rows 3, 4, 5 and 296 \
         more): not a percent; expected a number from 0 to 100 such as 72 or 72.5; or write done, \
         not-yet, underway or 4/6\n  readings.csv row 302, as_of '2021-02-30': there is no such day; the \
         last one of that month is 2021-02-28",
        "301行无法导入，未写入任何内容；请更正，或用 --skip-bad 跳过：\n  readings.csv 第2行 percent“0x”（第3、4、5行\
         等另外299处相同）：不是百分比；应为0到100的数字，如72或72.5；也可写完成、未完成、推进中、4/6\n  \
         readings.csv 第302行 as_of“2021-02-30”：没有这一天；该月最后一天是2021年2月28日",
    );
    let said = sandbox.said("import readings.csv --skip-bad");
    assert!(said.contains("skipped 301 rows"), "{said}");
    // Three are a line each.
    sandbox.write(
        "readings.csv",
        "project,stage,percent,as_of\njinhui,main-structure,x,2021-07-01\njinhui,main-structure,y,\
         2021-07-02\njinhui,main-structure,z,2021-07-03\n",
    );
    assert_eq!(sandbox.refused("import readings.csv").lines().count(), 4);
}

#[test]
fn a_plan_whose_projects_have_no_names_says_how_to_name_the_column() {
    let sandbox = Sandbox::with_store();
    sandbox.write(
        "plan.csv",
        "Owner,Works,Finish,% complete\nAnn,A,2021-12-31,20%\n".replace("Works", "Objekt"),
    );
    sandbox.refuses(
        "import plan.csv --on 2021-07-01",
        "plan.csv: no column names the project (its columns: 'owner', 'objekt', 'finish', '% complete'); say which one does with --map COLUMN=name",
        "plan.csv：没有项目名称列（现有“owner”、“objekt”、“finish”、“% complete”）；请用 --map 列名=项目 指明",
    );
    sandbox.ok("import plan.csv --on 2021-07-01 --map Objekt=name");
}

#[test]
fn a_day_to_come_for_all_figures_is_refused_once() {
    let sandbox = Sandbox::with_store();
    sandbox.write("plan.csv", "name,progress\nA,20%\nB,30%\n");
    sandbox.refuses(
        "import plan.csv --on 2021-08-05",
        "--on '2021-08-05': after today (2021-08-01); only what has happened can be recorded",
        "--on“2021-08-05”：晚于今天（2021年8月1日）；只能记录已发生的情况",
    );
}
