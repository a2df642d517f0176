//! Files as large as they may be and larger, and files that only look like one: what is good is
//! imported in memory that is counted, what is not is refused early.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::process::{Command, Stdio};

use chrono::{Days, NaiveDate};

use crate::harness::sized;
use crate::sandbox::{Ran, Sandbox, ran};

/// Address space, in KiB: what the program itself needs, and little beside.
const MEMORY: u64 = 90_000;

/// A command that gets no more memory than that.
fn bounded(sandbox: &Sandbox, arguments: &[&str]) -> Command {
    limited(sandbox, MEMORY, arguments)
}

fn limited(sandbox: &Sandbox, memory: u64, arguments: &[&str]) -> Command {
    let sealed = sandbox.command(arguments);
    let mut command = Command::new("/bin/sh");
    command
        .arg("-c")
        .arg(format!("ulimit -v {memory} && exec \"$0\" \"$@\""))
        .arg(sealed.get_program())
        .args(sealed.get_args())
        .current_dir(sandbox.folder())
        .env_clear()
        .envs(
            sealed
                .get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        );
    command
}

/// A file with these first bytes, and then nothing but zeros for two gigabytes. It takes no room on
/// the disk.
fn endless(sandbox: &Sandbox, name: &str, head: &str) -> File {
    let path = sandbox.write(name, head);
    let file = File::options().write(true).open(&path).unwrap();
    file.set_len(2 << 30).unwrap();
    File::open(path).unwrap()
}

#[track_caller]
fn check(ran: &Ran, said: &str) {
    assert_eq!((ran.err.as_str(), ran.code), (said, 2));
    assert_eq!(ran.out, "");
}

#[test]
fn a_file_without_end_is_refused_early_and_in_little_memory() {
    let sandbox = Sandbox::with_sample();
    let before = sandbox.kept();
    for head in ["", "code,name\n", "name,stage,percent,due\r\n\"a\nb\","] {
        endless(&sandbox, "x.csv", head);
        for option in ["--dry-run", "--skip-bad"] {
            check(
                &ran(bounded(&sandbox, &["import", option, "x.csv"])
                    .output()
                    .unwrap()),
                "error: x.csv: larger than 64 MiB, the limit for a sheet; split it into several, each with the header\n",
            );
        }
    }
    let chinese = bounded(&sandbox, &["import", "x.csv", "--lang", "zh"]);
    check(
        &ran({ chinese }.output().unwrap()),
        "错误：x.csv：文件超过64 MiB（表格上限）；请拆分成几个文件，每个都保留标题行\n",
    );
    assert_eq!(sandbox.kept(), before);
}

#[test]
fn a_row_without_end_is_refused_in_little_memory() {
    let sandbox = Sandbox::with_sample();
    let before = sandbox.kept();
    let long = "\0".repeat(2 << 20);
    for (head, row) in [
        ("code,name\n", 2),
        ("project,stage,kind\njinhui,a,measured\n\n", 4),
        ("project,stage,percent,due\n", 2),
        (
            "project,stage,percent,as_of\njinhui,overall,1,2021-07-01\n",
            3,
        ),
        ("name,stage,percent,due\n", 2),
        ("key,value\n", 2),
        ("name,stage,percent,due\r\n\"a\nb\",", 2),
    ] {
        sandbox.write("x.csv", format!("{head}{long}"));
        for option in ["--dry-run", "--skip-bad"] {
            check(
                &ran(bounded(&sandbox, &["import", option, "x.csv"])
                    .output()
                    .unwrap()),
                &format!(
                    "error: x.csv: row {row} is longer than 1 MiB, the limit for a row; use a CSV file with each row on a line of its own\n"
                ),
            );
        }
    }
    sandbox.write("x.csv", format!("code,name\na,A\nb,\"two\nlines{long}"));
    let quoted = bounded(&sandbox, &["import", "x.csv"]);
    check(
        &ran({ quoted }.output().unwrap()),
        "error: x.csv: row 3 is longer than 1 MiB, the limit for a row, in the cell '\"two'; close its quote\n",
    );
    let chinese = bounded(&sandbox, &["import", "x.csv", "--lang", "zh"]);
    check(
        &ran({ chinese }.output().unwrap()),
        "错误：x.csv：第3行超过1 MiB（每行上限），停在单元格“\"two”中；请补上引号\n",
    );
    assert_eq!(sandbox.kept(), before);
}

#[test]
fn a_million_columns_are_refused_early_and_in_little_memory() {
    let sandbox = Sandbox::with_sample();
    let many = |count: usize| format!("code,name{}\n", ",x".repeat(count));
    for (text, said) in [
        (
            many(1_000_000),
            "row 1 has more than 1000 columns, the limit for a file; keep those that are needed, as in `project import --template`",
        ),
        (
            many(400_000),
            "row 1 has more than 1000 columns, the limit for a file; keep those that are needed, as in `project import --template`",
        ),
        (
            format!("code,name\na{}\n", ",x".repeat(400_000)),
            "row 2 has more than 1000 columns, the limit for a file; keep those that are needed, as in `project import --template`",
        ),
    ] {
        sandbox.write("x.csv", text);
        let ran = ran(bounded(&sandbox, &["import", "x.csv"]).output().unwrap());
        assert!(ran.err.contains(said), "{}", ran.err);
        assert!(ran.err.len() < 300, "{}", ran.err);
        assert_eq!(ran.code, 2);
    }
    // Columns that belong to no kind are named as far as they can be looked through.
    let columns: Vec<String> = (0..900)
        .map(|n| format!("{n}{}", "é".repeat(500)))
        .collect();
    sandbox.write("x.csv", columns.join(","));
    let ran = ran(bounded(&sandbox, &["import", "x.csv"]).output().unwrap());
    assert!(
        ran.err
            .contains(" and 880 more) are not those of any kind of sheet"),
        "{}",
        ran.err
    );
    assert!(ran.err.len() < 6_000, "{}", ran.err.len());
}

#[test]
fn json_without_end_is_refused_early_and_in_little_memory() {
    let sandbox = Sandbox::with_store();
    let import = |file: &str| ran(bounded(&sandbox, &["import", file]).output().unwrap());
    let first = "{\"schema\":\"project.record/1\"}\n";
    let text = "a".repeat(17 << 20);
    sandbox.write("x.json", format!("{first}{{\"table\":\"{text}"));
    check(
        &import("x.json"),
        "error: x.json: line 2: longer than 16 MiB, the limit for a line; use a file written by `project export --format json`; nothing was written\n",
    );
    endless(&sandbox, "x.json", "{\"schema\": ");
    check(
        &import("x.json"),
        "error: x.json: line 1: longer than 16 MiB, the limit for a line; use a file written by `project export --format json`; nothing was written\n",
    );
    let deep = 100_000;
    let no_line = "x.json: line 1: not a line of a record";
    for (text, said) in [
        (format!("{{\"schema\":{}", "[".repeat(deep)), no_line),
        (format!("{{\"table\":{}", "[".repeat(deep)), no_line),
        ("{\"a\":".repeat(deep), no_line),
        ("[".repeat(deep), "are not those of any kind of sheet"),
        // As long as a line may be, and of values that each take more memory than they take room.
        (
            format!("{first}{{\"table\":[{}0]}}", "0,".repeat(8_000_000)),
            "x.json: line 2: ",
        ),
        (
            format!(
                "{first}{{{}\"table\":0}}",
                (0..1_000_000)
                    .map(|n| format!("\"{n}\":0,"))
                    .collect::<String>()
            ),
            "x.json: line 2: ",
        ),
    ] {
        sandbox.write("x.json", text);
        let ran = import("x.json");
        assert!(ran.err.contains(said), "{}", ran.err);
        assert!(
            ran.err.lines().count() == 1 && ran.err.len() < 900,
            "{}",
            ran.err
        );
        assert_eq!(ran.code, 2);
    }
}

#[test]
fn standard_input_without_end_is_refused_early_and_in_little_memory() {
    let sandbox = Sandbox::with_sample();
    let before = sandbox.kept();
    let update = |input: File| {
        let mut command = bounded(&sandbox, &["update", "-"]);
        ran(command.stdin(Stdio::from(input)).output().unwrap())
    };
    for (head, row) in [
        ("", 1),
        ("jinhui/overall 5\n\n", 3),
        ("project,percent\njinhui,", 2),
    ] {
        check(
            &update(endless(&sandbox, "lines", head)),
            &format!(
                "error: standard input: row {row} is longer than 1 MiB, the limit for a row; use a CSV file with each row on a line of its own\n"
            ),
        );
    }
    for text in [
        "\n".repeat(100_001),
        format!("{}\n", "x".repeat(1_000)).repeat(20_000),
    ] {
        sandbox.write("lines", text);
        check(
            &update(File::open(sandbox.path("lines")).unwrap()),
            "error: standard input: more than 100000 lines or 16 MiB on standard input, the limit of `project update -`; save it as a CSV of readings and use `project import`\n",
        );
    }
    assert_eq!(sandbox.kept(), before);
}

#[test]
fn what_comes_through_a_pipe_is_imported_or_refused_like_a_file() {
    let sandbox = Sandbox::with_sample();
    let mut text = "project,stage,percent,as_of,note\n".to_owned();
    for day in 1..=20 {
        let note = "长".repeat(100_000);
        text += &format!("jinhui,overall,{day},2021-07-{day:02},{note}\n");
    }
    assert!(text.len() > 5 << 20);
    let said = sandbox.fed("import /dev/stdin", &text);
    assert_eq!(said.err, "#2 imported 20 readings\n");
    sandbox.write("r.csv", &text);
    assert_eq!(
        sandbox.run("import r.csv").err,
        "nothing to import: 20 readings already there\n"
    );
    let mut command = limited(&sandbox, 250_000, &["import", "/dev/stdin"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    // Far more than it waits for: the pipe breaks once it has seen enough.
    let piece = vec![b'a'; 1 << 20];
    let written = (0..2_000)
        .take_while(|_| input.write_all(&piece).is_ok())
        .count();
    drop(input);
    let refused = ran(child.wait_with_output().unwrap());
    assert!(written < 70, "{written} MiB were taken");
    assert!(
        refused
            .err
            .starts_with("error: /dev/stdin: larger than 64 MiB"),
        "{}",
        refused.err
    );
    let record = sandbox.ok("export");
    sandbox.ok("init --db copy.db");
    let restored = sandbox.fed("import /dev/stdin --db copy.db", &record);
    assert_eq!(
        (restored.code, restored.out.as_str()),
        (0, ""),
        "{}",
        restored.err
    );
    assert_eq!(sandbox.ok("export --db copy.db"), record);
}

/// A kind of sheet, and what a MiB of it takes.
struct Kind {
    name: &'static str,
    header: &'static str,
    /// `{p}` is the project's number, `{s}` that of the row among the project's, `{day}` a day.
    row: &'static str,
    /// How many rows a project has.
    of_project: usize,
    /// What is said of them.
    said: &'static str,
    /// MiB of address space for each of the sheet.
    memory: u64,
}

/// Rows as short as they come: it is their number that counts.
const KINDS: [Kind; 5] = [
    Kind {
        name: "readings",
        header: "project,stage,percent,as_of,note",
        row: "p-{p},overall,{percent},{day},月报",
        of_project: 1_000,
        said: "{projects} stages, {rows} readings",
        memory: 26,
    },
    Kind {
        name: "targets",
        header: "project,stage,percent,due,period",
        row: "p-{p},s-{s},50,2021-12-31,2021",
        of_project: 10,
        said: "{rows} stages, {rows} targets",
        memory: 100,
    },
    Kind {
        name: "stages",
        header: "project,stage,kind,order,name",
        row: "p-{p},s-{s},measured,{s},Stage {s}",
        of_project: 10,
        said: "{rows} stages",
        memory: 60,
    },
    Kind {
        name: "projects",
        header: "code,name,category",
        row: "q-{p}-{s},Project {p}-{s},roads",
        of_project: 10,
        said: "{rows} projects",
        memory: 130,
    },
    Kind {
        name: "flat",
        header: "name,stage,percent,due,reading,as_of,note",
        row: "Road {p}-{s},base,70,2021-12-31,{percent}%,2021-07-31,{s}",
        of_project: 10,
        said: "{rows} projects, {rows} stages, {rows} targets, {rows} readings",
        memory: 160,
    },
];

/// What the program takes for any import: its own, and a cache for many rows.
const BASE: u64 = 100;

/// A sheet of that kind and size; returns how many rows it has, and the projects they speak of.
fn write_sheet(sandbox: &Sandbox, kind: &Kind, bytes: usize) -> (usize, usize) {
    let open = |name| BufWriter::new(File::create(sandbox.path(name)).unwrap());
    let mut sheet = open("x.csv");
    writeln!(sheet, "{}", kind.header).unwrap();
    let (mut length, mut rows) = (kind.header.len() + 1, 0);
    loop {
        let (p, s) = (rows / kind.of_project, rows % kind.of_project);
        let day = NaiveDate::from_ymd_opt(2018, 1, 1).unwrap() + Days::new(s as u64);
        let row = kind
            .row
            .replace("{p}", &p.to_string())
            .replace("{s}", &s.to_string())
            .replace("{percent}", &format!("{}.{}", s / 10 % 100, s % 10))
            .replace("{day}", &day.to_string());
        length += row.len() + 1;
        if length > bytes {
            break;
        }
        writeln!(sheet, "{row}").unwrap();
        rows += 1;
    }
    sheet.flush().unwrap();
    let count = rows.div_ceil(kind.of_project);
    let mut projects = open("p.csv");
    writeln!(projects, "code,name").unwrap();
    let is_named = kind.row.starts_with("p-");
    for p in (0..count).filter(|_| is_named) {
        writeln!(projects, "p-{p},Project {p}").unwrap();
    }
    (rows, count)
}

/// Seen to catch: lists with room for four, of which each had one; what became of each row, kept
/// though nobody asks.
#[test]
fn a_sheet_as_large_as_it_may_be_is_imported_in_memory_that_is_counted() {
    for kind in &KINDS {
        // In a debug build already one MiB takes its time. What makes projects and targets takes more
        // memory than many machines have at 64.
        let largest = if kind.name == "readings" { 64 } else { 16 };
        let size = sized(1, largest);
        let sandbox = Sandbox::with_store();
        let (rows, projects) = write_sheet(&sandbox, kind, size << 20);
        let memory = (BASE + size as u64 * kind.memory) << 10;
        let mut command = limited(&sandbox, memory, &["import", "x.csv", "p.csv"]);
        let ran = ran(command.output().unwrap());
        let said = kind
            .said
            .replace("{projects}", &projects.to_string())
            .replace("{rows}", &rows.to_string());
        let named = if kind.row.starts_with("p-") {
            format!("{projects} projects, ")
        } else {
            String::new()
        };
        assert_eq!(
            ran.err,
            format!("#1 imported {named}{said}\n"),
            "{}",
            kind.name
        );
        println!(
            "import of {size} MiB, {rows} rows, {}: within {} MiB of address space",
            kind.name,
            memory >> 10
        );
    }
}
