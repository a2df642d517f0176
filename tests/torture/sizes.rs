//! Files larger than memory, and files that only look like one: what is good is imported in little
//! memory, what is not is refused early.

use std::fs::File;
use std::io::Write;
use std::process::{Command, Stdio};

use crate::field::is_full;
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
fn a_row_without_end_is_refused_early_and_in_little_memory() {
    let sandbox = Sandbox::with_sample();
    let before = sandbox.kept();
    for (head, row) in [
        ("", 1),
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
        endless(&sandbox, "x.csv", head);
        for skip in ["--dry-run", "--skip-bad"] {
            check(
                &ran(bounded(&sandbox, &["import", skip, "x.csv"])
                    .output()
                    .unwrap()),
                &format!(
                    "error: x.csv: row {row} is longer than 1 MiB, the most a row may have; take a CSV file with each row on a line of its own\n"
                ),
            );
        }
    }
    endless(&sandbox, "x.csv", "code,name\na,A\nb,\"two\nlines");
    let quoted = bounded(&sandbox, &["import", "x.csv"]);
    check(
        &ran({ quoted }.output().unwrap()),
        "error: x.csv: row 3 is longer than 1 MiB, the most a row may have, in the cell '\"two'; close its quote\n",
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
            "row 1 is longer than 1 MiB, the most a row may have; take a CSV file with each row on a line of its own",
        ),
        (
            many(400_000),
            "row 1 has more than 1000 columns, the most a file may have; keep those that are needed, `project import --template` shows some",
        ),
        (
            format!("code,name\na{}\n", ",x".repeat(400_000)),
            "1 row cannot be taken, nothing was written; correct them, or leave them out with --skip-bad:\n  x.csv row 2: 400001 cells where the header has 2 columns",
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
        ran.err.contains("…) belong to no kind of file"),
        "{}",
        ran.err
    );
    assert!(ran.err.len() < 6_000, "{}", ran.err.len());
}

#[test]
fn json_without_end_is_refused_early_and_in_little_memory() {
    let sandbox = Sandbox::with_store();
    let import = |file: &str| ran(bounded(&sandbox, &["import", file]).output().unwrap());
    let text = "a".repeat(17 << 20);
    sandbox.write("x.json", format!("{{\"schema\":\n\"{text}"));
    check(
        &import("x.json"),
        "error: x.json: line 2 holds a text longer than 16 MiB, the most a text may have; take a file that `project export` wrote\n",
    );
    endless(&sandbox, "x.json", "{\"schema\": ");
    let zeros = import("x.json");
    assert!(
        zeros.err.contains("not the JSON of a record"),
        "{}",
        zeros.err
    );
    let deep = 100_000;
    for (text, said) in [
        (
            format!("{{\"schema\":{}", "[".repeat(deep)),
            "not the JSON of a record",
        ),
        (
            format!("{{\"entries\":{}", "[".repeat(deep)),
            "not the JSON of a record",
        ),
        ("{\"a\":".repeat(deep), "not the JSON of a record"),
        ("[".repeat(deep), "belong to no kind of file"),
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
                "error: -: row {row} is longer than 1 MiB, the most a row may have; take a CSV file with each row on a line of its own\n"
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
            "error: -: more than 100000 lines or 16 MiB on standard input, the most `update -` takes; save it as a CSV of readings and use `project import`\n",
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
    assert!(text.len() > 5 << 20, "so that it is not kept in memory");
    let said = sandbox.fed("import /dev/stdin", &text);
    assert_eq!(
        said.err,
        "#2 imported 0 projects\n".replace("0 projects", "20 readings")
    );
    sandbox.write("r.csv", &text);
    assert_eq!(
        sandbox.run("import r.csv").err,
        "nothing to import: 0 readings + 20 unchanged\n"
    );
    let mut command = bounded(&sandbox, &["import", "/dev/stdin"]);
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
    assert!(written < 20, "{written} MiB were taken");
    assert!(
        refused
            .err
            .starts_with("error: /dev/stdin: row 1 is longer than 1 MiB"),
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

/// A file of these many rows, each with a note of so many bytes.
fn readings(sandbox: &Sandbox, rows: usize, note: usize) {
    let path = sandbox.path("r.csv");
    let mut file = std::io::BufWriter::new(File::create(path).unwrap());
    writeln!(file, "project,stage,percent,as_of,note").unwrap();
    let note = "n".repeat(note);
    for row in 0..rows {
        let (stage, day) = (row % 1_000, row / 1_000);
        let (year, month, day) = (2018 + day / 336, day / 28 % 12 + 1, day % 28 + 1);
        writeln!(file, "jinhui,s{stage},50,{year}-{month:02}-{day:02},{note}").unwrap();
    }
}

#[test]
fn more_readings_than_memory_holds_are_imported() {
    // Many readings get a larger cache.
    let (rows, note, memory) = if is_full() {
        (1_000_000, 250, 180_000)
    } else {
        (480, 135_000, 60_000)
    };
    let sandbox = Sandbox::with_sample();
    readings(&sandbox, rows, note);
    let length = std::fs::metadata(sandbox.path("r.csv")).unwrap().len();
    assert!(memory << 10 < length, "the rows alone are more: {length}");
    let mut command = limited(&sandbox, memory, &["import", "r.csv"]);
    let said = ran(command.output().unwrap());
    assert_eq!(
        said.err,
        format!("#2 imported {} stages, {rows} readings\n", rows.min(1_000))
    );
    println!("import of {rows} readings, {length} bytes: within {memory} KiB of address space");
}

/// Of each kind a header, what its rows say, and what is said of them; `{p}` is the project's
/// number, `{s}` that of the row among the project's. The last is tried only at full size.
const KINDS: [(&str, &str, &str, &str); 5] = [
    (
        "flat",
        "name,stage,percent,due,reading,as_of,note",
        "Project number {p} of many,Stage {s},50,2021-12-31,10,2021-07-01,{text}",
        "{projects} projects, {rows} stages, {rows} targets, {rows} readings",
    ),
    (
        "targets",
        "project,stage,percent,due,period,reason",
        "p-{p},s,50,202{s}-12-31,202{s},{text}",
        "{projects} projects, {projects} stages, {rows} targets",
    ),
    (
        "stages",
        "project,stage,kind,order,name",
        "p-{p},s-{s},measured,{s},{text}",
        "{projects} projects, {rows} stages",
    ),
    (
        "projects",
        "code,name,category",
        "q-{p}-{s},Project {p}-{s},{text}",
        "{rows} projects",
    ),
    (
        "flat with codes",
        "code,name,stage,percent,due,note",
        "p-{p},Project {p},Stage {s},50,2021-12-31,{text}",
        "{projects} projects, {rows} stages, {rows} targets",
    ),
];

/// So many rows of a kind, ten of each project but for `projects`, those of one far from each
/// other; and the projects that they speak of.
fn rows(sandbox: &Sandbox, kind: &str, header: &str, row: &str, count: usize, text: usize) -> u64 {
    let open = |name| std::io::BufWriter::new(File::create(sandbox.path(name)).unwrap());
    let mut projects = open("p.csv");
    writeln!(projects, "code,name").unwrap();
    for p in (0..count / 10).filter(|_| ["targets", "stages"].contains(&kind)) {
        writeln!(projects, "p-{p},Project {p}").unwrap();
    }
    let mut file = open("x.csv");
    writeln!(file, "{header}").unwrap();
    let text = "n".repeat(text);
    for n in 0..count {
        let (p, s) = (n % (count / 10), n / (count / 10));
        let row = row
            .replace("{p}", &p.to_string())
            .replace("{s}", &s.to_string())
            .replace("{text}", &text);
        writeln!(file, "{row}").unwrap();
    }
    file.flush().unwrap();
    std::fs::metadata(sandbox.path("x.csv")).unwrap().len()
}

#[test]
fn more_rows_of_any_kind_than_memory_holds_are_imported() {
    for (kind, header, row, said) in KINDS.iter().take(if is_full() { 5 } else { 4 }) {
        // Of few rows it is their length that counts.
        let (count, text, memory) = if is_full() {
            (1_000_000, 20, 250_000)
        } else {
            (300, 135_000, 38_000)
        };
        let sandbox = Sandbox::with_store();
        let length = rows(&sandbox, kind, header, row, count, text);
        assert!(
            is_full() || memory << 10 < length,
            "the rows alone are more: {length}"
        );
        let mut command = limited(&sandbox, memory, &["import", "x.csv", "p.csv"]);
        let ran = ran(command.output().unwrap());
        let said = said
            .replace("{projects}", &(count / 10).to_string())
            .replace("{rows}", &count.to_string());
        assert_eq!(ran.err, format!("#1 imported {said}\n"), "{kind}");
        println!("import of {count} rows, {kind}, {length} bytes: within {memory} KiB");
    }
}
