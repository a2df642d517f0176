//! Tests of the sheets together: what rows and lines say, and what no bytes may do.

mod layout;
mod lines;
mod round;
mod spoiled;

use crate::ledger::{
    Change, Due, Earlier, Figure, Goal, Origin, ProjectMention, StageMention, TargetChange,
};
use crate::messages::question::QuestionKind;
use crate::messages::{
    BadRow, FormatProblem, Refusal, RowRef, RowWarning, ValueProblem, Warning, Which,
};
use crate::model::{DateRules, Day, Given, StageKind};

use super::{Input, Kind, Reading, Sheets, read};

fn today() -> Day {
    "2021-08-01".parse().unwrap()
}

/// As of a day that the command names, where figures give none.
fn how() -> Reading<'static> {
    let mut how = Reading::by(DateRules::on(today()));
    how.options.on = Some(today());
    how
}

fn files(files: &[(&str, &str)]) -> Sheets {
    let inputs = (files.iter()).map(|(name, text)| Input::bytes(name, text.as_bytes()));
    read(inputs, how()).unwrap()
}

fn file(text: &str) -> Sheets {
    files(&[("x.csv", text)])
}

fn refused(text: &[u8]) -> FormatProblem {
    let mut sheets = read([Input::bytes("x.csv", text)], how()).unwrap();
    assert!(sheets.changes.is_empty());
    sheets.unread.pop().unwrap().problem
}

/// What is wrong with rows, in their order.
fn bad(sheets: &Sheets) -> Vec<&BadRow> {
    let mut bad: Vec<&BadRow> = sheets.bad.rows().collect();
    let position = |at: &RowRef| {
        sheets
            .files
            .iter()
            .position(|file| Some(&file.name) == at.file.as_ref())
    };
    bad.sort_by_key(|bad| (position(&bad.at), bad.at.row));
    bad
}

/// Row, column, cell and problem of each fault.
fn faults(sheets: &Sheets) -> Vec<(u64, &str, &str, &Refusal)> {
    (bad(sheets).into_iter())
        .map(|bad| {
            (
                bad.at.row,
                bad.field.as_str(),
                bad.value.as_str(),
                &bad.problem,
            )
        })
        .collect()
}

/// What is asked of a file as a whole.
fn question_kinds(text: &[u8]) -> Vec<QuestionKind> {
    let sheets = read([Input::bytes("x.csv", text)], how()).unwrap();
    assert!(sheets.changes.is_empty());
    let asked = sheets.asked.iter().filter_map(BadRow::question);
    asked.map(|question| question.kind.clone()).collect()
}

/// Each statement in short: its row, and what it is.
fn kinds(sheets: &Sheets) -> Vec<(Origin, &'static str)> {
    (sheets.changes.iter())
        .map(|stated| {
            let kind = match stated.change {
                Change::Setting(_) => "setting",
                Change::Mapping(_) => "mapping",
                Change::Project(_) => "project",
                Change::State(_) => "state",
                Change::Stage(_) => "stage",
                Change::Target(_) => "target",
                Change::Reading(_) => "reading",
            };
            (stated.origin, kind)
        })
        .collect()
}

fn targets(sheets: &Sheets) -> Vec<&TargetChange> {
    (sheets.changes.iter())
        .filter_map(|stated| match &stated.change {
            Change::Target(target) => Some(&**target),
            _ => None,
        })
        .collect()
}

#[test]
fn statements_of_a_kind_come_in_order_whatever_the_order_of_the_files() {
    let sheets = files(&[
        (
            "r.csv",
            "project,stage,percent,as_of\na,s,5,2021-07-01\na,s,6,2021-07-02\n",
        ),
        (
            "t.csv",
            "project,stage,percent,period,decided_on,revision\n\
             a,s,60,2022H1,,\na,s,50,2021H2,,\na,s,40,2021H2,2021-07-01,\na,s,30,2021H2,,2\n",
        ),
        (
            "f.csv",
            "name,stage,percent,reading\nB,roof,50,5\nB,opening,,\n,,,\nC,,,\n",
        ),
        ("s.csv", "project,stage,kind\na,s,measured\n"),
        (
            "st.csv",
            "project,state,decided_on\na,active,\na,suspended,2021-07-01\n",
        ),
        (
            "p.csv",
            "code,name,state,decided_on\na,A,active,2021-06-01\n",
        ),
        ("k.csv", "key,value\nrule,gap\n"),
    ]);
    assert!(sheets.bad.is_empty(), "{:?}", sheets.bad);
    let at = |file, row, kind| (Origin { file, row }, kind);
    assert_eq!(
        kinds(&sheets),
        [
            at(3, 2, "stage"),
            at(5, 2, "project"),
            at(6, 2, "setting"),
            at(5, 2, "state"),
            at(4, 3, "state"),
            at(4, 2, "state"),
            at(1, 4, "target"),
            at(1, 3, "target"),
            at(1, 2, "target"),
            at(1, 5, "target"),
            at(2, 2, "project"),
            at(2, 2, "stage"),
            at(2, 2, "target"),
            at(2, 2, "reading"),
            at(2, 3, "project"),
            at(2, 3, "stage"),
            at(2, 3, "target"),
            at(2, 5, "project"),
            at(0, 2, "reading"),
            at(0, 3, "reading"),
        ]
    );
    let about: Vec<_> = (sheets.files.iter())
        .map(|file| (file.name.as_str(), file.kind, file.rows))
        .collect();
    assert_eq!(about[0], ("r.csv", Some(Kind::Readings), 3));
    assert_eq!(about[2], ("f.csv", Some(Kind::Flat), 5));
}

#[test]
fn all_faults_of_a_row_are_named_in_the_words_of_its_sheet() {
    let sheets = file(
        "项目,阶段,类型,目标（%）,期限,期间,现状,截至\n\
         金辉,主体,量化,一半,年底,下半年,60+,大前天\n\
         ,主体,,0,,,,\n\
         金辉,主体,百分比,80,2021-12-31,2021H2,,\n",
    );
    let columns: Vec<_> = (faults(&sheets).iter())
        .map(|(row, column, cell, _)| (*row, *column, *cell))
        .collect();
    assert_eq!(
        columns,
        [
            (2, "类型", "量化"),
            (2, "目标（%）", "一半"),
            (2, "期间", "下半年"),
            (2, "现状", "60+"),
            (2, "截至", "大前天"),
            (3, "目标（%）", "0"),
        ]
    );
    assert_eq!(sheets.bad_rows.len(), 2);
    assert_eq!(kinds(&sheets).len(), 3);
    let long = format!("code,name\na/{},A\n", "金".repeat(1_000));
    assert_eq!(bad(&file(&long))[0].value.chars().count(), 300);
}

#[test]
fn a_key_twice_is_a_fault_of_the_second_row() {
    let duplicate = |file: &str, row| Refusal::Duplicate {
        first: RowRef::of(file, row),
    };
    let sheets = files(&[
        ("p.csv", "code,name\na,A\n"),
        ("q.csv", "code,name\nA,B\n\nA,C\n"),
    ]);
    assert_eq!(
        faults(&sheets),
        [
            (2, "code", "A", &duplicate("p.csv", 2)),
            (4, "code", "A", &duplicate("p.csv", 2)),
        ]
    );
    assert_eq!(bad(&sheets)[1].at, RowRef::of("q.csv", 4));
    for (text, column, value) in [
        ("key,value\nrule,gap\nrule,pace\n", "key", "rule"),
        ("project,stage,kind\na,s,\na,S,\n", "stage", "S"),
        (
            "project,stage,percent,period\na,s,50,2021H2\na,s,60,2021-07-01..2021-12-31\n",
            "stage",
            "s",
        ),
    ] {
        let sheets = file(text);
        assert_eq!(
            faults(&sheets),
            [(3, column, value, &duplicate("x.csv", 2))],
            "{text}"
        );
    }
    for text in [
        "project,stage,number,percent,due\na,s,1,50,\na,s,2,50,\n",
        "project,stage,percent,label,due\na,s,50,x,\na,s,50,y,\n",
        "project,stage,percent,due,revision\na,s,50,,1\na,s,50,,2\n",
        "project,stage,percent,as_of\na,s,5,2021-07-01\na,s,6,2021-07-01\n",
        "project,state\na,active\na,closed\n",
        "name,stage,percent\nA,s,5\nA,s,5\n",
    ] {
        assert_eq!(file(text).bad_rows.len(), 0, "{text}");
    }
}

#[test]
fn rows_of_a_project_whose_own_row_is_bad_are_not_blamed() {
    let sheets = files(&[
        (
            "r.csv",
            "project,stage,percent,as_of\nA,s,5,2021-07-01\nb,s,5,2021-07-01\n",
        ),
        ("p.csv", "code,name,state\na,A,asleep\n"),
    ]);
    assert_eq!(sheets.bad_rows.len(), 1);
    let bad = |sheets: &Sheets, row| {
        let origin = Origin { file: 0, row };
        let bad = sheets.bad_row(origin, "project", Refusal::UnknownProject);
        (bad.field, bad.value, bad.problem)
    };
    let warnings_of = |value: &str, problem| ("project".to_owned(), value.to_owned(), problem);
    assert_eq!(bad(&sheets, 2), warnings_of("A", Refusal::Skipped));
    assert_eq!(bad(&sheets, 3), warnings_of("b", Refusal::UnknownProject));
}

#[test]
fn a_fault_that_others_find_is_told_in_the_words_of_the_sheet() {
    let sheets = files(&[
        (
            "f.csv",
            "代码,项目,阶段,目标,期限原文,现状,备注\n,金辉,主体,80,年底,60,x\njh,金辉,主体,80,年底,60,\n",
        ),
        (
            "r.csv",
            "project,stage,percent,amount,as_of\na,s,,4,2021-07-01\na,s,5,4,2021-07-02\n",
        ),
        ("p.csv", "code,name_zh\na,\n"),
    ]);
    for (file, row, field, column, value) in [
        (0, 2, "project", "项目", "金辉"),
        (0, 3, "project", "代码", "jh"),
        (0, 2, "stage", "阶段", "主体"),
        (0, 2, "due", "期限原文", "年底"),
        (0, 2, "figure", "现状", "60"),
        (0, 2, "percent", "目标", "80"),
        (0, 2, "reason", "备注", "x"),
        // The sheet has no such column.
        (0, 2, "period", "项目", "金辉"),
        (1, 2, "figure", "amount", "4"),
        (1, 3, "figure", "percent", "5"),
        (1, 3, "as_of", "as_of", "2021-07-02"),
        (2, 2, "name", "name_zh", ""),
        (2, 2, "project", "code", "a"),
    ] {
        let bad = sheets.bad_row(Origin { file, row }, field, Refusal::Missing);
        assert_eq!(
            (bad.field.as_str(), bad.value.as_str(), bad.at.row),
            (column, value, row),
            "{field}"
        );
    }
}

#[test]
fn what_is_doubtful_is_told_of_good_rows_only() {
    let warnings_of = |text: &str| -> Vec<Warning> {
        let sheets = file(text);
        let warning = |warnings_of: RowWarning| warnings_of.warning;
        sheets.warnings.into_iter().map(warning).collect()
    };
    assert_eq!(
        warnings_of(
            "project,stage,percent,start,due,via\na,s,62.345,2021-07-01,2021-06-30,\na,t,50,,2021-12-31,2021-12-31:40\na,u,50,x,2021-12-31,2021-12-31:40\n"
        ),
        [Warning::Cut {
            text: "62.345".to_owned(),
            percent: "62.34".parse().unwrap()
        },]
    );
}

#[test]
fn a_target_says_what_its_columns_and_cells_say() {
    let sheets = file(
        "project,stage,number,percent,due,due_words,due_implied,commitment,carried_from\n\
         a,s,2,80,2021-12-31,年底,,strive,#1\na,s,,,,,yes,,2020H2\na,s,3,50,,,,,\n",
    );
    let [bare, numbered, third] = targets(&sheets)[..] else {
        panic!("{:?}", sheets.bad)
    };
    assert_eq!(bare.goal, Goal::Absent);
    assert_eq!(bare.due, Due::Undated);
    assert_eq!(
        (&bare.words, bare.is_due_implied),
        (&Given::Empty, Some(true))
    );
    assert_eq!(
        bare.carried_from,
        Given::Value(Earlier::Period("2020H2".parse().unwrap()))
    );
    assert_eq!(numbered.which.number, Some(2));
    assert_eq!(numbered.due, Due::Day("2021-12-31".parse().unwrap()));
    assert_eq!(numbered.words, Given::Value("年底".to_owned()));
    assert_eq!(numbered.carried_from, Given::Value(Earlier::Number(1)));
    assert_eq!(third.carried_from, Given::Empty);
    // Words are read only where there is no column of days.
    let worded = file("project,stage,due_words,percent\na,s,年底,80\na,t,,80\n");
    let [words, none] = targets(&worded)[..] else {
        panic!("{:?}", worded.bad)
    };
    assert_eq!(words.due, Due::Words("年底".to_owned()));
    assert_eq!((&none.due, &none.words), (&Due::Absent, &Given::Empty));
    assert_eq!(words.words, Given::Absent);
    assert_eq!(words.is_due_implied, None);
    for text in ["0", "-1", "x"] {
        let bad = file(&format!("project,stage,number,due\na,s,{text},\n"));
        let least = if text == "0" { 1 } else { 0 };
        let whole = ValueProblem::Whole { least }.into();
        assert_eq!(faults(&bad), [(2, "number", text, &whole)]);
    }
}

#[test]
fn a_flat_row_says_what_its_cells_say() {
    let sheets = file(
        "code,name,stage,kind,percent,due,period,reading,as_of,note\n\
         jh,金辉,,,80,2021-12-31,2021H2,58,2021-07-31,x\n\
         ,金辉,开业,节点,,年底前,,,,x\n\
         ,金辉,验收,,,,,未完成,,\n\
         ,金辉,绿化,,,,,,,x\n\
         ,金辉,,,,,,,,\n\
         ,金辉,路基,,done,,,推进中,,\n\
         ,金辉,桩基,,,,,57,,\n",
    );
    assert!(sheets.bad.is_empty(), "{:?}", sheets.bad);
    let mut statements = String::new();
    for stated in &sheets.changes {
        let row = stated.origin.row;
        match &stated.change {
            Change::Stage(stage) => {
                let ProjectMention::Named { code, name } = &stage.project else {
                    panic!()
                };
                assert_eq!((code.is_some(), name.is_some()), (row == 2, true));
                let StageMention::Named(name) = &stage.stage else {
                    panic!()
                };
                let kind = stage.facts.kind.map_or("-", StageKind::id);
                statements += &format!("{row} {name} {kind} {}\n", stage.is_measured);
            }
            Change::Target(target) => {
                let (goal, due, words) = (target.goal, &target.due, &target.words);
                let (implied, reason) = (target.is_due_implied, target.reason.as_deref());
                statements += &format!("{row} {goal:?} {due:?} {words:?} {implied:?} {reason:?}\n");
            }
            Change::Reading(reading) => {
                let figure = match &reading.figure {
                    Figure::Percent { percent, text } => format!("{percent} '{text}'"),
                    other => format!("{other:?}"),
                };
                let note = reading.remark.note.as_deref();
                statements += &format!("{row} {figure} {:?} {note:?}\n", reading.as_of);
            }
            _ => {}
        }
    }
    assert_eq!(
        statements,
        "2 overall - true\n\
         2 Percent(Percent(8000)) Day(2021-12-31) Absent Some(false) None\n\
         2 58 '58' Some(2021-07-31) Some(\"x\")\n\
         3 开业 milestone false\n\
         3 Absent Words(\"年底前\") Absent None Some(\"x\")\n\
         4 验收 - false\n\
         4 NotDone(\"未完成\") Some(2021-08-01) None\n\
         5 绿化 - true\n\
         5 OfMilestone Implied Empty None Some(\"x\")\n\
         7 路基 - true\n\
         7 Done Implied Empty None None\n\
         7 UnderWay Some(2021-08-01) None\n\
         8 桩基 - true\n\
         8 57 '57' Some(2021-08-01) None\n"
    );
}

#[test]
fn an_amount_may_come_with_its_total() {
    let sheets = file(
        "project,stage,percent,as_of,amount,total\na,s,50,2021-07-01,4,8\na,s,,2021-07-02,,8\n",
    );
    let amount = |text: &str| text.parse().ok();
    let Change::Reading(reading) = &sheets.changes[0].change else {
        panic!()
    };
    assert_eq!(
        reading.figure,
        Figure::Both {
            percent: "50".parse().ok(),
            amount: amount("4"),
            total: amount("8")
        }
    );
    assert_eq!(faults(&sheets), [(3, "amount", "", &Refusal::Missing)]);
}

#[test]
fn files_that_offices_have_are_read_by_the_rules() {
    let flat = |text: &[u8]| {
        let sheets = read([Input::bytes("x.csv", text)], how()).unwrap();
        assert_eq!(sheets.files[0].kind, Some(Kind::Flat));
        let bad: Vec<String> = (bad(&sheets).iter())
            .map(|bad| format!("{} {} {}", bad.at.row, bad.field, bad.value))
            .collect();
        (kinds(&sheets).len(), bad.join("; "))
    };
    for (text, statements) in [
        // Two marks at the beginning: what some programs save that were given one.
        (
            "\u{feff}\u{feff}name,stage,percent,due\nA,s,70,2021-12-31\n",
            (3, ""),
        ),
        ("name,percent,due\nEast/West link,70,2021-12-31\n", (3, "")),
        (
            "name,stage,percent,due,reading\nA,s,70,2021-12-31,\"45,5\"\n",
            (0, "2 reading 45,5"),
        ),
        (
            "name,stage,percent,due,reading,as_of\nA,s,abc,31/13/2021,60+,07/08/21\n",
            (
                0,
                "2 percent abc; 2 due 31/13/2021; 2 reading 60+; 2 as_of 07/08/21",
            ),
        ),
        // One date that only one order explains tells how the others of its column are read.
        (
            "name,stage,percent,due,reading,as_of\nA,s,80,03/04/2022,50,31/07/2021\nB,s,80,,50,04/03/2021\n",
            (8, ""),
        ),
        (
            "name,stage,percent,due,reading,as_of\nA,s,80,03/04/2022,50,2021-07-31\nB,s,80,,50,04/03/2021\n",
            (4, "3 as_of 04/03/2021"),
        ),
        // The column contradicts itself.
        (
            "name,reading,as_of\nA,50,31/07/2021\nB,50,07/31/2021\nC,50,04/03/2021\n",
            (4, "4 as_of 04/03/2021"),
        ),
        ("name,stage,percent,due\nA,s,70,Nov-21\n", (3, "")),
        (
            "name,stage,percent,due,reading\nA,s,80,2021-12-31,0.45\n",
            (0, "2 reading 0.45"),
        ),
        (
            "name,reading\nA,0.45\nB,1\nC,0\n",
            (2, "2 reading 0.45; 3 reading 1"),
        ),
        // The sign of one says nothing of the other.
        ("name,reading\nA,1\nB,45%\nC,0\n", (4, "2 reading 1")),
        ("name,reading\nA,1\nB,200\n", (2, "3 reading 200")),
        ("name,reading\nA,1%\nB,0\n", (4, "")),
        // Decimals beside it show that a fraction is one of percents.
        ("name,reading\nA,0.45\nB,12.5\n", (4, "")),
        ("name,reading\nA,0.45\nB,12\n", (2, "2 reading 0.45")),
        ("name,reading\nA,0.45\nB,12.5%\n", (2, "2 reading 0.45")),
        ("name,reading\nA,0\nB,0\n", (4, "")),
        (
            // What a row lacks at its end is blank.
            "name,stage,percent,due\nA,s,70,2021-12-31\nB,s,70\n",
            (6, ""),
        ),
        (
            // A sum is no project; what nothing names is none either.
            "name,stage,percent,due\nTotal,,50,\n,,50,\n",
            (0, "3 name "),
        ),
        (
            "code,name,stage,percent\nx$(touch pwned)/y,J,s,70\n",
            (0, "2 code x$(touch pwned)/y"),
        ),
    ] {
        assert_eq!(
            flat(text.as_bytes()),
            (statements.0, statements.1.to_owned()),
            "{text}"
        );
    }
    let latin = b"name,stage,percent,due\nConstru\xe7\xe3o,obra,70,2021-12-31\n";
    // What might be Chinese, or a word of another language, is asked.
    assert_eq!(
        question_kinds(latin),
        [QuestionKind::Encoding { is_utf_8: false }]
    );
    for text in [
        "name;stage;percent;due\nA;s;70;2021-12-31\n",
        "sep=;\r\nname;stage;percent\r\nA;s;70\r\n",
        "name\tstage\tpercent\nA\ts\t70\n",
        "name;stage;percent\nA;s;70,0\n",
        "name|stage|percent\nA|s|70\n",
        "name,stage,percent,,\nA,s,70,,\n",
    ] {
        assert_eq!(flat(text.as_bytes()), (3, String::new()), "{text}");
    }
    assert!(matches!(
        refused(b"\x01n\0a\0m\0e\0"),
        FormatProblem::UnknownColumns(_)
    ));
    let strays = |text: &str| match refused(text.as_bytes()) {
        FormatProblem::StrayColumn { columns, kind, .. } => {
            let columns: Vec<String> = columns.0.into_iter().map(|column| column.0).collect();
            (kind.0, columns.join(" "))
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(
        strays("code,alias,colour,size\n"),
        ("projects", "colour size".to_owned())
    );
}

#[test]
fn equal_faults_are_one_cause_and_warnings_are_listed_up_to_a_thousand() {
    let rows = "a,s,x,y\n".repeat(700);
    let sheets = file(&format!("project,stage,percent,as_of\n{rows}"));
    let lines = sheets.bad.lines(Which::Faults, |bad| bad.at.row);
    assert_eq!((lines.lines.len(), sheets.bad_rows.len()), (2, 700));
    let rows = "a,s,5.123,2021-07-01\n".repeat(1_200);
    let sheets = file(&format!("project,stage,percent,as_of\n{rows}"));
    assert_eq!(
        (sheets.warnings.len(), sheets.warning_count),
        (1_000, 1_200)
    );
}
