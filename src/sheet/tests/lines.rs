//! Lines of standard input.

use super::kinds;
use crate::ledger::{Change, Figure, Lower, ProjectMention, ReadingChange, StageMention};
use crate::messages::{
    BadRow, Error, Field, FormatProblem, Refusal, SheetKind, Twice, UpTo, ValueProblem,
};
use crate::model::{Amount, DateError, DateRules, PercentError, Remark};
use crate::sheet::{Kind, Sheets, Typing, read_lines};

pub(super) fn typed(bytes: &[u8]) -> Result<Sheets, Error> {
    let typing = Typing {
        rules: DateRules::on("2021-07-05".parse().unwrap()),
        lower: Lower::Refused,
        on: "2021-07-05".parse().ok(),
        remark: Remark {
            problem: Some("雨".to_owned()),
            ..Remark::default()
        },
        mappings: super::super::Mappings::default(),
    };
    read_lines(bytes, &typing)
}

fn shown(reading: &ReadingChange) -> String {
    let ProjectMention::Typed(project) = &reading.project else {
        panic!()
    };
    let stage = match &reading.stage {
        StageMention::Meant => "-",
        StageMention::Typed(stage) => stage,
        _ => panic!(),
    };
    let figure = match &reading.figure {
        Figure::Percent { percent, text } => format!("{percent} '{text}'"),
        Figure::Both {
            percent,
            amount,
            total,
        } => {
            let shown = |amount: Option<Amount>| amount.map_or("-".to_owned(), |a| a.to_string());
            let percent = percent.map_or("-".to_owned(), |percent| percent.to_string());
            format!("{percent}|{}|{}", shown(*amount), shown(*total))
        }
        other => format!("{other:?}"),
    };
    let words = &reading.remark;
    let words = [&words.note, &words.problem, &words.next_step];
    let words = words.map(|words| words.as_deref().unwrap_or("-")).join(" ");
    let on = reading.as_of.unwrap();
    format!("{project} {stage} {figure} {on} {words}")
}

fn lines(text: &str) -> Vec<(u64, String)> {
    let sheets = typed(text.as_bytes()).unwrap();
    assert!(sheets.bad.is_empty(), "{:?}", sheets.bad);
    (sheets.changes.iter())
        .map(|stated| match &stated.change {
            Change::Reading(reading) => (stated.origin.row, shown(reading)),
            other => panic!("{other:?}"),
        })
        .collect()
}

fn line(row: u64, text: &str) -> (u64, String) {
    (row, text.to_owned())
}

#[test]
fn lines_are_read_word_by_word() {
    assert_eq!(
        lines(
            "\u{feff}west 40% 2021-07-04 雨停 复工\n\n# 以上为周报\n  jinhui/main 5 上午 7/4\n\
             jinhui/a/b underway\r\n"
        ),
        [
            line(1, "west - 40 '40%' 2021-07-04 雨停 复工 雨 -"),
            line(4, "jinhui main 5 '5' 2021-07-05 上午 7/4 雨 -"),
            line(5, "jinhui a/b UnderWay 2021-07-05 - 雨 -"),
        ]
    );
    for nothing in ["", "\n \n# nothing yet\n", "project,percent\n"] {
        assert_eq!(lines(nothing), []);
    }
}

#[test]
fn a_table_of_readings_is_read_as_typed_whatever_separates_it() {
    for text in [
        "project,stage,percent,as_of,note,problem,next_step\njinhui,main,5,2021-07-04,\"a, b\",,抽水\n\nwest/piles,,10,,,,\n",
        "Project\tStage\tPercent\tDate\tNote\tProblem\tNext\r\njinhui\tmain\t5\t2021-07-04\ta, b\t\t抽水\r\n\r\nwest/piles\t\t10\t\t\t\t\r\n",
    ] {
        assert_eq!(
            lines(text),
            [
                line(2, "jinhui main 5|-|- 2021-07-04 a, b 雨 抽水"),
                line(4, "west piles 10|-|- 2021-07-05 - 雨 -"),
            ],
            "{text}"
        );
    }
    assert_eq!(
        lines("project,percent,amount,total\nwest,,4,8\nwest,,4,\nwest,50,4,8\nwest,,,\n"),
        [
            line(2, "west - -|4|8 2021-07-05 - 雨 -"),
            line(3, "west - -|4|- 2021-07-05 - 雨 -"),
            line(4, "west - 50|4|8 2021-07-05 - 雨 -"),
            line(5, "west - -|-|- 2021-07-05 - 雨 -"),
        ]
    );
}

#[test]
fn any_sheet_that_is_imported_is_read() {
    for (text, kind, statements) in [
        (
            "name,stage,percent,due,reading\nA,s,70,2021-12-31,5\n",
            Kind::Flat,
            &["project", "stage", "target", "reading"][..],
        ),
        (
            "项目\t阶段\t目标\nA\ts\t70\n",
            Kind::Flat,
            &["project", "stage", "target"],
        ),
        (
            "project,stage,percent,due\na,s,70,2021-12-31\n",
            Kind::Targets,
            &["target"],
        ),
        ("code,name\na,A\n", Kind::Projects, &["project"]),
    ] {
        let sheets = typed(text.as_bytes()).unwrap();
        assert_eq!(sheets.files[0].kind, Some(kind), "{text}");
        let kinds: Vec<&str> = kinds(&sheets).iter().map(|(_, kind)| *kind).collect();
        assert_eq!(kinds, statements, "{text}");
    }
}

#[test]
fn each_bad_line_is_named_with_all_that_is_wrong() {
    let bad = |text: &str| -> Vec<(u64, Refusal)> {
        let sheets = typed(text.as_bytes()).unwrap();
        let parts = |bad: &BadRow| (bad.at.row, bad.problem.clone());
        super::bad(&sheets).into_iter().map(parts).collect()
    };
    let line = |text: &str| Refusal::NotAnUpdate(text.to_owned());
    assert_eq!(
        bad("west 5\nonlyone\nwest 101 2021-02-30 a\u{202e}b\nwest,5\n"),
        [
            (2, line("onlyone")),
            (
                3,
                Refusal::value(Field::Text, "a\u{202e}b", ValueProblem::Unseen)
            ),
            (
                3,
                Refusal::value(
                    Field::Figure,
                    "101",
                    ValueProblem::Figure(PercentError::Over100)
                )
            ),
            (
                3,
                Refusal::value(
                    Field::Date,
                    "2021-02-30",
                    ValueProblem::Date(DateError::NoSuchDay {
                        month_end: "2021-02-28".parse().unwrap()
                    })
                )
            ),
            (4, line("west,5")),
        ]
    );
    assert_eq!(
        bad("project,percent,amount\nwest,7,,red\n,7,\nwest,underway,4\nwest,,x\nwest,\"7,\n"),
        [
            (2, line("west,7,,red")),
            (3, Refusal::NoCode),
            (4, Refusal::FigureAndAmount),
            (5, ValueProblem::Amount.into()),
            (6, Refusal::Unclosed),
        ]
    );
}

#[test]
fn input_that_is_no_text_or_too_much_is_refused_whole() {
    let problem = |bytes: &[u8]| match typed(bytes) {
        Err(Error::Format { problem, .. }) => problem,
        _ => panic!("read"),
    };
    for bytes in [&b"\xff\xfe\x00"[..], b"west 50\xff"] {
        assert_eq!(problem(bytes), FormatProblem::Encoding);
    }
    assert_eq!(
        problem(b"project,percent,colour\nwest,7,red\n"),
        FormatProblem::StrayColumn {
            columns: UpTo::quoted(["colour".to_owned()]),
            twice: Twice {
                columns: UpTo::quoted([]),
            },
            kind: SheetKind("readings")
        }
    );
    assert!(matches!(
        problem("\n".repeat(100_001).as_bytes()),
        FormatProblem::MuchInput { .. }
    ));
    let long = format!("{}\n", "x".repeat(1_000)).repeat(17_000);
    assert!(matches!(
        problem(long.as_bytes()),
        FormatProblem::MuchInput { .. }
    ));
    let endless = format!("a 5\n\n{}", "x".repeat((1 << 20) + 1));
    assert!(matches!(
        problem(endless.as_bytes()),
        FormatProblem::LongRow { row: 3, .. }
    ));
}
