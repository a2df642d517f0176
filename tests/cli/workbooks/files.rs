//! A workbook in every kind of file, and the record that comes of it.

use std::fs;

use encoding_rs::GB18030;

use super::drawn::{Drawn, workbook};
use crate::sandbox::{Ran, Sandbox, fixture};

/// The files that one workbook is, by their names.
pub type Files = Vec<(String, Vec<u8>)>;

/// Where the workbooks are written, as those of Excel, for the script that converts them.
const WRITTEN_TO: &str = "WORKBOOKS";

/// A workbook in each kind of file. Of a text each worksheet that is shown is a file; `words` are the
/// names of those with no table. None, where workbooks are only to be written.
pub fn kinds(name: &str, sheets: &[Drawn], words: &[&str]) -> Vec<(String, Files)> {
    let excel = workbook(sheets);
    if let Some(folder) = std::env::var_os(WRITTEN_TO) {
        let path = std::path::Path::new(&folder).join(format!("{name}.xlsx"));
        fs::write(path, &excel).unwrap();
        return Vec::new();
    }
    let whole = |ending: &str, bytes| (ending.to_owned(), vec![(format!("all.{ending}"), bytes)]);
    let mut kinds = vec![whole("xlsx", excel)];
    for ending in ["xls", "ods"] {
        let path = fixture(&format!("workbooks/{name}.{ending}"));
        let bytes = fs::read(&path).unwrap_or_else(|_| panic!("{}: make.sh", path.display()));
        kinds.push(whole(ending, bytes));
    }
    let tables = || {
        let sheets = sheets.iter();
        sheets.filter(|sheet| !sheet.is_hidden && !words.contains(&sheet.name))
    };
    let utf_16 = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    };
    let mut text = |kind: &str, separator: &str, encode: &dyn Fn(&str) -> Vec<u8>| {
        let file = |sheet: &Drawn| {
            let bytes = encode(&sheet.text(separator));
            (format!("{}.csv", sheet.name), bytes)
        };
        kinds.push((kind.to_owned(), tables().map(file).collect()));
    };
    let plain = |text: &str| text.as_bytes().to_vec();
    text("comma", ",", &plain);
    text("semicolon", ";", &plain);
    text("tab", "\t", &plain);
    text("GB18030", ",", &|text| GB18030.encode(text).0.into_owned());
    for mark in ["", "\u{feff}"] {
        let marked = |text: &str| format!("{mark}{text}");
        text("UTF-8", ",", &|text| marked(text).into_bytes());
        text("UTF-16LE", "\t", &|text| {
            utf_16(&marked(text), u16::to_le_bytes)
        });
        text("UTF-16BE", ",", &|text| {
            utf_16(&marked(text), u16::to_be_bytes)
        });
    }
    kinds
}

/// Puts the files into a sandbox; returns how they are named on the command line.
pub fn put(sandbox: &Sandbox, files: &Files) -> String {
    let put = |(name, bytes): &(String, Vec<u8>)| {
        sandbox.write(name, bytes);
        name.clone()
    };
    files.iter().map(put).collect::<Vec<_>>().join(" ")
}

/// What was asked, each with its worksheet, in words that do not depend on the kind of file.
#[track_caller]
pub fn questions(ran: &Ran) -> Vec<String> {
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
    let asked = ran.err.lines().filter_map(|line| line.strip_prefix("  "));
    asked.map(of_worksheet).collect()
}

/// `all.ods [10月]: ..` and `10月.csv: ..` are said of the same worksheet.
pub fn of_worksheets(said: &str) -> String {
    let lines = said.lines().map(of_worksheet);
    lines.map(|line| line + "\n").collect()
}

/// The same of one line.
pub fn of_worksheet(line: &str) -> String {
    let line = line.replace(".csv", "");
    let line = match line.split_once(" [") {
        Some((file, rest)) if file.starts_with("all.") => rest.replacen(']', "", 1),
        _ => line,
    };
    // Decimals between semicolons.
    line.replace("'0,", "'0.")
}

/// All that is recorded, a line each: projects, their targets with all revisions, their readings.
pub fn record(sandbox: &Sandbox) -> Vec<String> {
    sandbox.ok("export --format csv -o out");
    let rows = |table: &str| -> Vec<Vec<(String, String)>> {
        let text = sandbox.csv(&format!("out/{table}.csv"));
        fs::remove_file(sandbox.path(&format!("out/{table}.csv"))).unwrap();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let heads = reader.headers().unwrap().clone();
        let named = |row: csv::StringRecord| {
            let cells = heads.iter().zip(row.iter());
            cells
                .map(|(head, cell)| (head.to_owned(), cell.to_owned()))
                .collect()
        };
        reader.records().map(|row| named(row.unwrap())).collect()
    };
    let of = |row: &[(String, String)], head: &str| {
        row.iter().find(|(name, _)| name == head).unwrap().1.clone()
    };
    let said = |row: &[(String, String)], heads: &[&str]| {
        let cells = heads.iter().map(|head| of(row, head));
        let cells: Vec<String> = cells.filter(|cell| !cell.is_empty()).collect();
        cells.join(" | ")
    };
    let (projects, stages) = (rows("projects"), rows("stages"));
    let name = |code: &str| {
        let project = projects.iter().find(|row| of(row, "code") == code);
        of(project.unwrap(), "name_zh")
    };
    let stage = |row: &[(String, String)]| {
        let is_it = |stage: &&Vec<(String, String)>| {
            of(stage, "project") == of(row, "project") && of(stage, "stage") == of(row, "stage")
        };
        let stage = of(stages.iter().find(is_it).unwrap(), "name_zh");
        format!("{} / {stage}", name(&of(row, "project")))
    };
    let mut lines = Vec::new();
    for row in &projects {
        let said = said(row, &["name_zh", "category", "unit", "lead", "alias"]);
        lines.push(format!("project {said}"));
    }
    for row in rows("texts") {
        let text = said(&row, &["name", "value"]);
        lines.push(format!("text {}: {text}", name(&of(&row, "project"))));
    }
    for row in rows("targets") {
        let heads = ["percent", "due", "due_words", "commitment", "start", "note"];
        lines.push(format!("target {}: {}", stage(&row), said(&row, &heads)));
    }
    for row in rows("readings") {
        let heads = [
            "percent",
            "as_of",
            "amount",
            "total",
            "note",
            "problem",
            "next_step",
        ];
        lines.push(format!("reading {}: {}", stage(&row), said(&row, &heads)));
    }
    lines
}
