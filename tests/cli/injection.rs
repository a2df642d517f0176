//! What a cell of a sheet may hold to do harm, in every kind of cell, and every output it may reach.

use project_tracker::model::is_invisible;

use crate::sandbox::{Ran, Sandbox};

/// What a spreadsheet would compute, a browser run, or a table take for its own.
const TAKEN: [&str; 8] = [
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "+1+cmd|x",
    "-1+cmd|x",
    "＝cmd|x",
    "<script>alert(1)</script>",
    "a|b|c",
    "two\nlines",
];
/// What would act on a terminal or turn the text around it.
const REFUSED: [&str; 6] = [
    "\u{1b}[2Jx",
    "x\u{9b}2J",
    "x\u{202e}y",
    "x\u{2066}y",
    "x\u{e0041}y",
    "x\u{7}y",
];
/// The cells of a row in which any text may stand.
const COLUMNS: [&str; 9] = [
    "name",
    "name_en",
    "stage",
    "category",
    "unit",
    "lead",
    "note",
    "problem",
    "next_step",
];

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// A sheet in which that text stands in every such cell, or in one of them.
fn sheet(payload: &str, only: Option<&str>) -> String {
    let cell = |column: &&str| match only.is_none_or(|only| only == *column) {
        true => quoted(payload),
        false => format!("{column} x"),
    };
    let cells: Vec<String> = COLUMNS.iter().map(cell).collect();
    format!(
        "{},percent,due,period,reading,as_of,{}\n{},80,2021-07-15,2021H2,10,2021-07-10,x\n",
        COLUMNS.join(","),
        quoted(&format!("{payload} strange")),
        cells.join(",")
    )
}

/// Nothing that a terminal would act on, but line breaks.
#[track_caller]
fn assert_seen(line: &str, ran: &Ran) {
    for text in [&ran.out, &ran.err] {
        let found = text
            .chars()
            .find(|c| is_invisible(*c) && *c != '\n' && *c != '\u{feff}');
        assert_eq!(found, None, "project {line}\n{text:?}");
    }
    assert_ne!(ran.code, 101, "project {line}");
}

/// No cell that a spreadsheet would compute.
#[track_caller]
fn assert_guarded(line: &str, text: &str) {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    for record in reader.records() {
        for cell in record.unwrap().iter() {
            let is_formula =
                cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r']);
            assert!(
                !is_formula || cell.parse::<f64>().is_ok(),
                "project {line}: {cell:?}"
            );
        }
    }
}

#[test]
fn what_stands_in_a_cell_is_harmless_in_every_output() {
    for payload in TAKEN {
        let sandbox = Sandbox::with_store();
        sandbox.write("p.csv", sheet(payload, None));
        let ran = sandbox.run("import p.csv");
        assert_eq!(ran.code, 0, "{payload:?}: {}", ran.err);
        assert_seen("import", &ran);
        assert_eq!(
            ran.err.lines().count(),
            2,
            "{payload:?} breaks no line: {}",
            ran.err
        );
        let listed = sandbox.json("list --json");
        let project = &listed["projects"][0];
        let code = project["code"].as_str().unwrap();
        assert!(
            code.chars().all(|c| c.is_alphanumeric() || c == '-'),
            "{code}"
        );
        assert_eq!(project["name"], *payload, "kept as it was written");
        for line in [
            "report".to_owned(),
            "report --lang zh".to_owned(),
            "list".to_owned(),
            format!("show {code}"),
            "check".to_owned(),
            "log".to_owned(),
            "verify".to_owned(),
        ] {
            let ran = sandbox.run(&line);
            assert_seen(&line, &ran);
        }
        for line in ["report --format csv", "report --format csv --lang zh"] {
            assert_guarded(line, &sandbox.ok(line));
        }
        for line in ["report --format json", "check --format json", "list --json"] {
            let ran = sandbox.run(line);
            assert_seen(line, &ran);
            serde_json::from_str::<serde_json::Value>(&ran.out).unwrap();
        }
        for row in sandbox.ok("export").lines() {
            serde_json::from_str::<serde_json::Value>(row).unwrap();
        }
        sandbox.ok("export --format csv -o facts");
        for entry in std::fs::read_dir(sandbox.path("facts")).unwrap() {
            let path = entry.unwrap().path();
            assert_guarded("export", &std::fs::read_to_string(path).unwrap());
        }
        // What is guarded comes back as it was.
        let other = Sandbox::with_store();
        let files = ["projects", "stages", "targets", "readings"];
        let paths = files.map(|file| {
            sandbox
                .path(&format!("facts/{file}.csv"))
                .display()
                .to_string()
        });
        other.ok(&format!("import {}", paths.join(" ")));
        assert_eq!(other.json("list --json")["projects"][0]["name"], *payload);
        assert!(!sandbox.path("pwned").exists());
    }
}

#[test]
fn what_would_act_on_a_terminal_is_refused_in_every_cell_and_not_repeated() {
    let sandbox = Sandbox::with_store();
    let before = sandbox.kept();
    for payload in REFUSED {
        for column in COLUMNS {
            sandbox.write("p.csv", sheet(payload, Some(column)));
            let ran = sandbox.run("import p.csv");
            assert_seen("import p.csv", &ran);
            assert_eq!(ran.code, 2, "{column} {payload:?}: {}", ran.err);
            assert!(
                ran.err.contains(&format!("row 2, {column} ")),
                "{column}: {}",
                ran.err
            );
        }
    }
    // Cells that are no text, and a header, say nothing of it either.
    for column in [
        "percent",
        "due",
        "period",
        "reading",
        "as_of",
        "baseline",
        "kind",
        "commitment",
        "code",
    ] {
        for payload in TAKEN.into_iter().chain(REFUSED) {
            sandbox.write("p.csv", format!("name,{column}\nA,{}\n", quoted(payload)));
            let ran = sandbox.run("import p.csv --dry-run");
            assert_seen("import p.csv", &ran);
            sandbox.write(
                "p.csv",
                format!(
                    "name,percent,{}\n{},1,x\n",
                    quoted(payload),
                    quoted(payload)
                ),
            );
            assert_seen("import p.csv", &sandbox.run("import p.csv --dry-run"));
        }
    }
    assert_eq!(sandbox.kept(), before);
}
