//! A day, a deadline or a figure is read alike wherever it stands: in an option, a line, a cell.

use crate::sandbox::Sandbox;

/// A project with a stage of six, on Wednesday 3 November; `set` is said to `config`, if anything.
fn with_stage_where(set: &str) -> Sandbox {
    let mut sandbox = Sandbox::with_store();
    sandbox.at("2021-11-03T09:00:00Z");
    sandbox.write(
        "stages.csv",
        "project,stage,name,kind,unit,total\nwest,piles,Piles,measured,根,6\n",
    );
    sandbox.write("projects.csv", "code,name\nwest,West\n");
    sandbox.ok("import projects.csv stages.csv");
    if !set.is_empty() {
        sandbox.ok(&format!("config {set}"));
    }
    sandbox
}

fn with_stage() -> Sandbox {
    with_stage_where("")
}

/// An entrance: its name, and what it makes of a text, or why it takes none.
type Entrance = (&'static str, fn(&Sandbox, &str) -> Result<String, String>);

/// A command, and the rows that one file of an export has then.
fn told(sandbox: &Sandbox, line: &str, file: &str) -> Result<String, String> {
    let ran = sandbox.run(line);
    exported(sandbox, ran.code, ran.err, file)
}

/// Standard input for `update -`, likewise.
fn fed(sandbox: &Sandbox, line: &str, input: &str, file: &str) -> Result<String, String> {
    let ran = sandbox.fed(line, input);
    exported(sandbox, ran.code, ran.err, file)
}

/// A sheet, likewise. Its cells stand in quotes.
fn imported(sandbox: &Sandbox, header: &str, row: &str, file: &str) -> Result<String, String> {
    sandbox.write("sheet.csv", sheet(header, row));
    told(sandbox, "import sheet.csv --yes", file)
}

fn sheet(header: &str, row: &str) -> String {
    let cells: Vec<String> = row.split('|').map(|cell| format!("\"{cell}\"")).collect();
    format!("{header}\n{}\n", cells.join(","))
}

fn exported(sandbox: &Sandbox, code: i32, err: String, file: &str) -> Result<String, String> {
    if code != 0 {
        assert_eq!(code, 2, "{err}");
        return Err(err);
    }
    sandbox.ok("export --format csv -o out");
    Ok(sandbox.csv(&format!("out/{file}.csv")))
}

/// What a command shows.
fn shown(sandbox: &Sandbox, line: &str) -> Result<String, String> {
    let ran = sandbox.run(line);
    match ran.code {
        0 => Ok(ran.out),
        _ => Err(ran.err),
    }
}

/// Wherever a day is read.
const DAYS: [Entrance; 18] = [
    ("update --on", |sandbox, day| {
        told(
            sandbox,
            &format!("update west/piles 5 --on '{day}'"),
            "readings",
        )
    }),
    ("update --as-of", |sandbox, day| {
        told(
            sandbox,
            &format!("update west/piles 5 --as-of '{day}'"),
            "readings",
        )
    }),
    ("a line", |sandbox, day| {
        fed(
            sandbox,
            "update -",
            &format!("west/piles 5 {day} \n"),
            "readings",
        )
    }),
    ("a line with a note", |sandbox, day| {
        fed(
            sandbox,
            "update -",
            &format!("west/piles 5 {day} 雨停 rain\n"),
            "readings",
        )
    }),
    ("update - --on", |sandbox, day| {
        fed(
            sandbox,
            &format!("update - --on '{day}'"),
            "west/piles 5\n",
            "readings",
        )
    }),
    ("a typed table", |sandbox, day| {
        let input = sheet(
            "project,stage,percent,as_of",
            &format!("west|piles|5|{day}"),
        );
        fed(sandbox, "update -", &input, "readings")
    }),
    ("a sheet of readings", |sandbox, day| {
        let row = format!("west|piles|5|{day}");
        imported(sandbox, "project,stage,percent,as_of", &row, "readings")
    }),
    ("a flat sheet", |sandbox, day| {
        let row = format!("west|West|piles|5|{day}");
        imported(sandbox, "代码,项目,阶段,现状,截至", &row, "readings")
    }),
    ("a sheet of states", |sandbox, day| {
        let row = format!("west|suspended|{day}");
        imported(sandbox, "project,state,decided_on", &row, "states")
    }),
    ("the decision of a target in a sheet", |sandbox, day| {
        let row = format!("west|piles|50|2022-06-30|{day}");
        imported(
            sandbox,
            "project,stage,percent,due,decided_on",
            &row,
            "targets",
        )
    }),
    ("the start of a target in a sheet", |sandbox, day| {
        let row = format!("west|piles|50|2022-06-30|{day}");
        imported(sandbox, "project,stage,percent,due,start", &row, "targets")
    }),
    ("edit --on", |sandbox, day| {
        told(
            sandbox,
            &format!("edit west --state suspended --reason x --on '{day}'"),
            "states",
        )
    }),
    ("target --on", |sandbox, day| {
        told(
            sandbox,
            &format!("target west/piles 50 --by 2022-06-30 --on '{day}'"),
            "targets",
        )
    }),
    ("target --from", |sandbox, day| {
        told(
            sandbox,
            &format!("target west/piles 50 --by 2022-06-30 --from '{day}:5'"),
            "targets",
        )
    }),
    ("target --via", |sandbox, day| {
        let line =
            format!("target west/piles 50 --by 2022-06-30 --from 2020-01-01:0 --via '{day}:5'");
        told(sandbox, &line, "targets")
    }),
    ("report --as-of", |sandbox, day| {
        shown(sandbox, &format!("report --as-of '{day}'"))
    }),
    ("report --known-on", |sandbox, day| {
        shown(sandbox, &format!("report --format json --known-on '{day}'"))
    }),
    ("log --since", |sandbox, day| {
        shown(sandbox, &format!("log --since '{day}'"))
    }),
];

#[test]
fn every_entrance_reads_the_same_days() {
    let base = with_stage();
    for (entrance, read) in DAYS {
        let written = |text: &str| read(&base.copied(), text);
        let expected = written("2021-10-31");
        assert!(expected.is_ok(), "{entrance}: {expected:?}");
        if entrance != "log --since" {
            assert_ne!(
                expected,
                written("2021-10-30"),
                "{entrance} says nothing of the day"
            );
        }
        for text in [
            "2021/10/31",
            "2021.10.31",
            "20211031",
            "2021年10月31日",
            "２０２１－１０－３１",
            "31 Oct 2021",
            "Oct 31, 2021",
            "31-Oct-2021",
            "31/10/2021",
            "2021-10-31T09:00:00Z",
            "2021-10-31 9:00",
            "10-31",
            "10月31日",
            "１０月３１号",
            "31 oct",
            "-3d",
            "3 days ago",
            "last sunday",
            "上周日",
        ] {
            assert_eq!(written(text), expected, "{entrance}: {text}");
        }
        for (text, iso) in [
            ("today", "2021-11-03"),
            ("今天", "2021-11-03"),
            ("yesterday", "2021-11-02"),
            ("昨天", "2021-11-02"),
            ("last friday", "2021-10-29"),
        ] {
            assert_eq!(written(text), written(iso), "{entrance}: {text}");
        }
    }
}

#[test]
fn no_entrance_guesses_a_day() {
    let base = with_stage();
    for (entrance, read) in DAYS {
        for (text, why) in [
            ("2021-02-30", "the last one of that month is 2021-02-28"),
            ("2021年13月1日", "there is no such month"),
            (
                "03/04/2021",
                "may be 2021-04-03, day first, or 2021-03-04, month first",
            ),
            (
                "Nov-21",
                "may be the day 2020-11-21, or the month that ends on 2021-11-30",
            ),
            (
                "07/08/21",
                "may be 2021-08-07, day first, or 2021-07-08, month first",
            ),
            ("11-04", "may be 2020-11-04 or 2021-11-04"),
            ("friday", "does not say of which week"),
            ("1031", "a number alone names no day"),
            ("10月", "does not name one day"),
            ("10月底", "does not name one day"),
            ("last week", "does not name one day"),
            ("大前天10-31", "not a date"),
        ] {
            // A note may begin with any word that is no day.
            if entrance.starts_with("a line") && text.starts_with('大') {
                continue;
            }
            // Since a week or a month is since its first day.
            if entrance == "log --since" && ["10月", "last week"].contains(&text) {
                continue;
            }
            let sandbox = base.copied();
            let before = sandbox.kept();
            let refused = read(&sandbox, text).expect_err(&format!("{entrance}: {text}"));
            assert!(refused.contains(why), "{entrance}: {text}: {refused}");
            assert!(sandbox.kept() == before, "{entrance}: {text}");
        }
    }
}

#[test]
fn the_office_settles_the_order_for_every_entrance() {
    for (order, dmy) in [("dmy", "2021-10-09"), ("mdy", "2021-09-10")] {
        let base = with_stage_where(&format!("dates {order}"));
        for (entrance, read) in DAYS {
            let written = |text: &str| read(&base.copied(), text);
            assert!(written(dmy).is_ok(), "{entrance}");
            for text in ["09/10/2021", "9.10.2021", "09/10"] {
                assert_eq!(written(text), written(dmy), "{entrance}: {text} is {order}");
            }
        }
        for (entrance, read) in DEADLINES {
            let due = if order == "dmy" {
                "2022-04-03"
            } else {
                "2022-03-04"
            };
            let sandbox = base.copied();
            let read = read(&sandbox, "03/04/2022").map(|rows| rows.contains(due));
            assert_eq!(read, Ok(true), "{entrance}");
        }
    }
    // In the import that settles it, it holds for the sheets named after.
    let sandbox = with_stage();
    sandbox.write("s.csv", "key,value\ndates,dmy\n");
    sandbox.write(
        "r.csv",
        "project,stage,percent,as_of\nwest,piles,5,09/10/2021\n",
    );
    sandbox.refused("import r.csv --yes");
    sandbox.ok("import s.csv r.csv --yes");
    assert!(sandbox.ok("show west").contains("5 % on 2021-10-09"));
}

/// Wherever a deadline is read.
const DEADLINES: [Entrance; 6] = [
    ("target --by", |sandbox, words| {
        told(
            sandbox,
            &format!("target west/piles 50 --by '{words}'"),
            "targets",
        )
    }),
    ("due in a flat sheet", |sandbox, words| {
        let row = format!("West|piles|50|{words}");
        imported(sandbox, "项目,阶段,目标,期限", &row, "targets")
    }),
    ("due_words in a flat sheet", |sandbox, words| {
        let row = format!("West|piles|50|{words}");
        imported(sandbox, "项目,阶段,目标,期限原文", &row, "targets")
    }),
    ("due in a sheet of targets", |sandbox, words| {
        let row = format!("west|piles|50|{words}");
        imported(sandbox, "project,stage,percent,due", &row, "targets")
    }),
    ("due_words in a sheet of targets", |sandbox, words| {
        let row = format!("west|piles|50|{words}");
        imported(sandbox, "project,stage,percent,due_words", &row, "targets")
    }),
    ("a flat sheet on standard input", |sandbox, words| {
        let input = sheet("项目,阶段,目标,期限", &format!("West|piles|50|{words}"));
        fed(sandbox, "import - --yes", &input, "targets")
    }),
];

#[test]
fn every_entrance_reads_the_same_deadlines() {
    let base = with_stage();
    for (entrance, read) in DEADLINES {
        for (words, due, commitment) in [
            ("2021-12-31", "2021-12-31", ""),
            ("31 Dec 2021", "2021-12-31", ""),
            ("2021-11", "2021-11-30", ""),
            ("2021Q4", "2021-12-31", ""),
            ("2021H2", "2021-12-31", ""),
            ("2027", "2027-12-31", ""),
            ("tomorrow", "2021-11-04", ""),
            ("next friday", "2021-11-05", ""),
            ("下周五", "2021-11-12", ""),
            ("+30d", "2021-12-03", ""),
            ("+2w", "2021-11-17", ""),
            ("in 2 weeks", "2021-11-17", ""),
            ("in three weeks", "2021-11-24", ""),
            ("friday in two weeks", "2021-11-19", ""),
            ("in two months", "2022-01-03", ""),
            ("两个月内", "2022-01-03", ""),
            ("day after tomorrow", "2021-11-05", ""),
            ("end of november", "2021-11-30", ""),
            ("mid-november", "2021-11-20", ""),
            ("november", "2021-11-30", ""),
            ("15 dec", "2021-12-15", ""),
            ("12-15", "2021-12-15", ""),
            ("10-15", "2022-10-15", ""),
            ("12月31日", "2021-12-31", ""),
            ("2021年12月底", "2021-12-31", ""),
            ("１２月３１日前", "2021-12-31", ""),
            ("年底前", "2021-12-31", ""),
            ("年内", "2021-12-31", ""),
            ("11月上旬", "2021-11-10", ""),
            ("四季度", "2021-12-31", ""),
            ("上半年", "2022-06-30", ""),
            ("次年3月底", "2022-03-31", ""),
            ("力争年底前要完成", "2021-12-31", "strive"),
            ("确保11月底竣工", "2021-11-30", "ensure"),
            ("预计12月", "2021-12-31", "expected"),
        ] {
            let rows = match read(&base.copied(), words) {
                // What is just past may be meant in a sheet.
                Err(asked) if words == "10-15" && entrance.contains("sheet") => {
                    assert!(asked.contains("may be 2021-10-15 or 2022-10-15"), "{asked}");
                    continue;
                }
                rows => rows.unwrap_or_else(|err| panic!("{words}: {err}")),
            };
            let row = rows.lines().nth(1).unwrap_or_default().to_owned();
            assert!(
                row.contains(&format!(",{due},")),
                "{entrance}: {words}: {row}"
            );
            assert!(
                row.contains(&format!(",{commitment},")),
                "{entrance}: {words}: {row}"
            );
            // The words as typed stay beside the date, but for words that are the date.
            let is_date = words.starts_with("2021-12") || words.starts_with("31 Dec");
            let guarded = if words.starts_with('+') { "'" } else { "" };
            let kept = row.contains(&format!(",{guarded}{words},"));
            assert!(
                kept != is_date || due == words,
                "{entrance}: {words}: {row}"
            );
        }
        for (words, why) in [
            (
                "11月中旬之前",
                "may be 2021-11-10, before it begins, or 2021-11-20, by its end",
            ),
            ("四季度前", "before it begins"),
            (
                "03/04/2022",
                "may be 2022-04-03, day first, or 2022-03-04, month first",
            ),
            (
                "Dec-22",
                "may be the day 2021-12-22, or the month that ends on 2022-12-31",
            ),
            ("13月", "there is no such month"),
            ("五季度", "there is no such quarter"),
            ("2021-02-30", "the last one of that month is 2021-02-28"),
            ("30", "a number alone names no day"),
            ("春节前", "a holiday is not a date"),
            ("近期", "names no day"),
            ("friday", "of which week"),
            ("next week", "does not name one day"),
        ] {
            let sandbox = base.copied();
            let refused = read(&sandbox, words).expect_err(&format!("{entrance}: {words}"));
            assert!(refused.contains(why), "{entrance}: {words}: {refused}");
        }
    }
}

#[test]
fn what_says_that_there_is_no_deadline_is_none_anywhere() {
    for words in ["—", "/", "无", "TBC"] {
        let sandbox = with_stage();
        sandbox.ok(&format!("target west/piles 50 --by '{words}'"));
        let row = format!("West|piles|50|{words}|2021H2");
        let flat = imported(&with_stage(), "项目,阶段,目标,期限,期间", &row, "targets").unwrap();
        // As an empty cell, it leaves the last day of the period.
        let empty = imported(
            &with_stage(),
            "项目,阶段,目标,期限,期间",
            "West|piles|50||2021H2",
            "targets",
        );
        assert_eq!(Ok(flat), empty, "{words}");
        assert!(!sandbox.ok("show west").contains("2021-12-31"), "{words}");
    }
}

/// Wherever a percent is read.
const PERCENTS: [Entrance; 15] = [
    ("update", |sandbox, figure| {
        told(
            sandbox,
            &format!("update west/piles '{figure}'"),
            "readings",
        )
    }),
    ("a line", |sandbox, figure| {
        fed(
            sandbox,
            "update -",
            &format!("west/piles {figure} 10-31 note\n"),
            "readings",
        )
    }),
    ("a typed table", |sandbox, figure| {
        let input = sheet("project,stage,percent", &format!("west|piles|{figure}"));
        fed(sandbox, "update -", &input, "readings")
    }),
    ("a sheet of readings", |sandbox, figure| {
        let row = format!("west|piles|{figure}|2021-10-31");
        imported(sandbox, "project,stage,percent,as_of", &row, "readings")
    }),
    ("a flat sheet", |sandbox, figure| {
        imported(
            sandbox,
            "项目,阶段,现状,截至",
            &format!("West|piles|{figure}|2021-10-31"),
            "readings",
        )
    }),
    ("target", |sandbox, figure| {
        told(
            sandbox,
            &format!("target west/piles '{figure}' --by 2022-06-30"),
            "targets",
        )
    }),
    ("target --from", |sandbox, figure| {
        told(
            sandbox,
            &format!("target west/piles 90 --by 2022-06-30 --from '{figure}'"),
            "targets",
        )
    }),
    ("target --from DATE:", |sandbox, figure| {
        let line = format!("target west/piles 90 --by 2022-06-30 --from '2021-10-01:{figure}'");
        told(sandbox, &line, "targets")
    }),
    ("target --via", |sandbox, figure| {
        let line =
            format!("target west/piles 90 --by 2022-06-30 --from 0 --via '2022-01-31:{figure}'");
        told(sandbox, &line, "targets")
    }),
    ("the goal of a sheet of targets", |sandbox, figure| {
        let row = format!("west|piles|{figure}|2022-06-30");
        imported(sandbox, "project,stage,percent,due", &row, "targets")
    }),
    ("the goal of a flat sheet", |sandbox, figure| {
        let row = format!("West|piles|{figure}|2022-06-30");
        imported(sandbox, "项目,阶段,目标,期限", &row, "targets")
    }),
    ("the baseline of a sheet of targets", |sandbox, figure| {
        let row = format!("west|piles|90|2022-06-30|{figure}");
        imported(
            sandbox,
            "project,stage,percent,due,baseline",
            &row,
            "targets",
        )
    }),
    ("the plan of a sheet of targets", |sandbox, figure| {
        let row = format!("west|piles|90|2022-06-30|2022-01-31:{figure}");
        imported(sandbox, "project,stage,percent,due,via", &row, "targets")
    }),
    ("edit --weight", |sandbox, figure| {
        told(
            sandbox,
            &format!("edit west/piles --weight '{figure}'"),
            "stages",
        )
    }),
    ("a weight in a sheet", |sandbox, figure| {
        let row = format!("west|piles|{figure}");
        imported(sandbox, "project,stage,weight", &row, "stages")
    }),
];

#[test]
fn every_entrance_reads_the_same_percents() {
    let base = with_stage();
    for (entrance, read) in PERCENTS {
        let written = |text: &str| read(&base.copied(), text);
        let expected = written("72");
        let rows = expected
            .as_deref()
            .unwrap_or_else(|err| panic!("{entrance}: {err}"));
        assert!(rows.contains("72%"), "{entrance}: {rows}");
        for text in [
            "72%",
            "７２％",
            "72.00",
            "约72%",
            "完成72%",
            "72 %",
            "seventy-two",
            "七十二",
            "百分之七十二",
            "72 percent",
            "72 per cent",
        ] {
            // Points of a plan stand in one cell with spaces between.
            if !(entrance.starts_with("the plan") && text.contains(' ')) {
                assert_eq!(written(text), expected, "{entrance}: {text}");
            }
        }
        let tiny = written("0.45%").unwrap_or_else(|err| panic!("{entrance}: {err}"));
        assert!(tiny.contains("0.45%"), "{entrance}: {tiny}");
        for (text, why) in [
            ("0.45", "may be 0.45 % or 45 %; write 0.45% or 45"),
            ("０．４５", "may be 0.45 % or 45 %; write 0.45% or 45"),
        ] {
            let refused = written(text).expect_err(entrance);
            assert!(refused.contains(why), "{entrance}: {text}: {refused}");
        }
        // Mere words are kept by a sheet that has a column of progress.
        for text in ["+5", "＋5%", "101", "-5", "7O", "72 80"] {
            assert!(written(text).is_err(), "{entrance}: {text}");
        }
    }
}

/// Wherever a figure is read.
const FIGURES: [Entrance; 5] = [
    PERCENTS[0],
    PERCENTS[1],
    PERCENTS[2],
    PERCENTS[3],
    PERCENTS[4],
];

#[test]
fn every_entrance_reads_the_same_figures() {
    let base = with_stage();
    let milestone = base.copied();
    milestone.write("s.csv", "project,stage,kind\nwest,piles,milestone\n");
    milestone.ok("import s.csv --yes");
    for (entrance, read) in FIGURES {
        for (sandbox, figure, percent) in [
            (&base, "done", "100%"),
            (&base, "Completed", "100%"),
            (&base, "完成", "100%"),
            (&base, "已完成", "100%"),
            (&base, "已完工", "100%"),
            (&base, "竣工", "100%"),
            (&base, "not started", "0%"),
            (&base, "未开工", "0%"),
            (&base, "未启动", "0%"),
            (&base, "under way", ""),
            (&base, "in progress", ""),
            (&base, "推进中", ""),
            (&base, "正在施工", ""),
            (&base, "72.5％", "72.5%"),
            (&base, "4/6", "66.66%"),
            (&milestone, "not yet", "0%"),
            (&milestone, "未完成", "0%"),
            (&milestone, "未开工", "0%"),
            (&milestone, "done", "100%"),
            (&milestone, "推进中", ""),
        ] {
            let rows = read(&sandbox.copied(), figure);
            let rows = rows.unwrap_or_else(|err| panic!("{entrance}: {figure}: {err}"));
            let row = rows.lines().nth(1).unwrap_or_default();
            let amount = if figure == "4/6" { ",4,6" } else { ",," };
            assert!(
                row.starts_with(&format!("west,piles,{percent},2021-")),
                "{entrance}: {row}"
            );
            assert!(row.contains(amount), "{entrance}: {row}");
        }
        for (sandbox, figure, why) in [
            (&base, "not yet", "does not say how far west/piles is"),
            (&base, "未完成", "does not say how far west/piles is"),
            (&milestone, "50", "project edit west/piles --kind measured"),
            (&milestone, "4/6", "project edit west/piles --kind measured"),
        ] {
            let read = read(&sandbox.copied(), figure);
            // Nobody is there to say it better: a sheet's words are kept, without a figure.
            if matches!(entrance, "a sheet of readings" | "a flat sheet") && why.contains("how far")
            {
                let rows = read.unwrap();
                let row = rows.lines().nth(1).unwrap();
                assert_eq!(
                    row,
                    format!("west,piles,,2021-10-31,,,{figure},,"),
                    "{entrance}"
                );
                continue;
            }
            let refused = read.expect_err(entrance);
            assert!(refused.contains(why), "{entrance}: {figure}: {refused}");
        }
    }
}

#[test]
fn a_note_is_a_note_and_a_day_that_is_none_is_not() {
    let base = with_stage();
    for (rest, day, note) in [
        ("72% 10-31 note", "2021-10-31", "note"),
        ("72 % 31 Oct 2021 rain", "2021-10-31", "rain"),
        ("约 72% 昨天 雨停 复工", "2021-11-02", "雨停 复工"),
        ("完成 72%", "2021-11-03", ""),
        ("72 12 floors", "2021-11-03", "12 floors"),
        ("72 may be late", "2021-11-03", "may be late"),
        ("72 11月底封顶", "2021-11-03", "11月底封顶"),
        ("72 3号楼到顶", "2021-11-03", "3号楼到顶"),
        ("72 today 1031 tiles", "2021-11-03", "1031 tiles"),
        (
            "72 last friday next step: roof",
            "2021-10-29",
            "next step: roof",
        ),
    ] {
        let rows = fed(
            &base.copied(),
            "update -",
            &format!("west/piles {rest}\n"),
            "readings",
        );
        let rows = rows.unwrap();
        let row = rows.lines().nth(1).unwrap_or_default();
        // Nothing else is said of it, whatever columns come after the note.
        let expected = format!("west,piles,72%,{day},,,{note}");
        let [row, expected] = [row, &expected].map(|row| row.trim_end_matches(','));
        assert_eq!(row, expected, "{rest}");
    }
    for rest in [
        "72 10.31 rain",
        "72 1031 rain",
        "72 95",
        "72 10月31日雨停",
        "72 昨天停工",
        "72 2021-10-31,rain",
        "72 last week rain",
        "72 friday",
        "72 october rain",
    ] {
        let ran = base
            .copied()
            .fed("update -", format!("west/piles {rest}\n"));
        assert_eq!(ran.code, 2, "{rest}: {}", ran.out);
        assert!(ran.err.contains("line 1: date '"), "{rest}: {}", ran.err);
    }
}

#[test]
fn one_bad_line_keeps_the_good_ones_out() {
    let sandbox = with_stage();
    let before = sandbox.kept();
    for input in [
        "west/piles 5\nonlyone\n",
        "project,stage,percent\nwest,piles,5\nwest,piles,x\n",
    ] {
        assert_eq!(sandbox.fed("update -", input).code, 2);
        assert!(sandbox.kept() == before, "{input}");
    }
    let places = sandbox.fed("update -", "/x 5\nwest/ 5\nproject 5\n");
    assert_eq!(places.code, 2, "{}", places.out);
}

#[test]
fn a_first_revision_is_the_first() {
    let sandbox = with_stage();
    sandbox.write(
        "targets.csv",
        "project,stage,percent,due,revision\nwest,piles,50,2021.12.31,0\n",
    );
    let err = sandbox.refused("import targets.csv --yes");
    assert!(err.contains("revision '0'"), "{err}");
    sandbox.write(
        "targets.csv",
        "project,stage,percent,due,revision\nwest,piles,done,2021.12.31,1\n",
    );
    sandbox.ok("import targets.csv --yes");
}

/// What is printed can be typed. Seen to catch: a head that no option takes.
#[test]
fn options_take_the_words_that_are_printed() {
    let sandbox = Sandbox::with_sample();
    sandbox.ok("edit jinhui --lead 王工 --unit 城建办");
    for (option, words) in [
        (
            "--status",
            "late 滞后 overdue 逾期未完成 unreported 应报未报 critical 严重滞后 behind 未达序时 unknown \
             暂不评定 open 未到期 'met late' 逾期完成 'on track' 按序时 ahead 超序时 undated \
             未明确时限 met 已完成 'not begun' 未开始 suspended 暂停 cancelled 已取消 red 红灯 yellow \
             黄灯 green 绿灯 grey 灰灯",
        ),
        (
            "--group-by",
            "category 类别 lead 负责人 unit 责任单位 status 评定 project 项目 period 期间",
        ),
        ("--sort", "status 评定 due 时限 code 代码 project 项目"),
        (
            "--columns",
            "status 评定 code 代码 project 项目 category 类别 target 目标 period 期间 stands \
             'stands (plan then)' 目前进度 '目前进度 （序时应达）' 目前进度（序时应达） days 天数 \
             forecast 预计完成 unit 责任单位 lead 负责人 problem 存在问题 'next step' 下步打算",
        ),
        (
            "--period",
            "all 全部 2021H2 2021年下半年 2021H1 2021年上半年 2021Q4 2021年四季度 2021年 2021-11 \
             2021年11月",
        ),
    ] {
        for word in crate::sandbox::words(words) {
            let ran = sandbox.run(&format!("report {option} '{word}'"));
            assert_eq!(ran.code, 0, "{option} {word}: {}", ran.err);
        }
    }
    // Fiscal years are printed where the office has them.
    let fiscal = sandbox.copied();
    fiscal.ok("config year.begins 07");
    for word in [
        "FY2021",
        "2021财年",
        "FY2021H1",
        "2021财年上半年",
        "2021财年一季度",
    ] {
        fiscal.ok(&format!("report --period {word}"));
    }
    // A word in either language chooses the same.
    for (one, other) in [
        ("--status behind", "--status 未达序时"),
        ("--period 2021H1", "--period 2021年上半年"),
        ("--group-by unit", "--group-by 责任单位"),
        ("--sort due", "--sort 时限"),
        ("--columns stands,next-step", "--columns 目前进度,下步打算"),
    ] {
        let shown = |words: &str| sandbox.ok(&format!("report {words}"));
        assert_eq!(shown(one), shown(other), "{one}, {other}");
    }
    for word in ["due", "即将到期", "late", "滞后", "应报未报"] {
        let ran = sandbox.run(&format!("check --fail-on {word}"));
        assert_eq!(ran.code, 1, "{word}: {}", ran.err);
    }
    for (word, id) in [
        ("suspended", "suspended"),
        ("进行中", "active"),
        ("暂停", "suspended"),
        ("active", "active"),
        ("取消", "cancelled"),
        ("恢复", "active"),
        ("已取消", "cancelled"),
        ("cancelled", "cancelled"),
    ] {
        sandbox.ok(&format!("edit jinhui --state {word} --reason x"));
        let state = sandbox.json("show jinhui --json");
        assert_eq!(state["project"]["state"], id, "{word}: {state}");
    }
    sandbox.ok("edit jinhui --state active");
    for word in [
        "ensure", "确保", "strive", "力争", "争取", "expected", "预计", "push", "推动",
    ] {
        sandbox.ok(&format!("target jinhui --commitment {word}"));
    }
    sandbox.ok("edit jinhui/basement --kind 按百分比");
    sandbox.ok("add jinhui/opening --milestone");
    sandbox.ok("edit jinhui/opening --kind 节点");
}

/// What stands in the status column is taken by `--status`, the reasons of what is unknown too.
#[test]
fn a_reason_of_the_unknown_is_a_status_to_choose() {
    let sandbox = Sandbox::with_sample();
    let shown = |word: &str| {
        let line = format!("report --as-of 2021-08-01 --status '{word}' --format json");
        let report = sandbox.json(&line);
        let reasons = report["targets"].as_array().unwrap().iter();
        let reasons = reasons.map(|row| row["reason"].as_str().unwrap_or("").to_owned());
        let mut reasons: Vec<String> = reasons.collect();
        reasons.dedup();
        reasons
    };
    for word in ["other-stage", "other stage", "口径不一致"] {
        assert_eq!(shown(word), ["other-stage"], "{word}");
    }
    for word in ["no-data", "No data", "无数据"] {
        assert_eq!(shown(word), ["no-data"], "{word}");
    }
    assert!(sandbox.refused("check --fail-on 无数据").contains("无数据"));
}
