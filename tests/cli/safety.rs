//! What comes from outside does nothing to a shell, a terminal or a spreadsheet.

use project_tracker::store::chain::{Hasher, START};
use project_tracker::store::{self, Access, Table, Value};

use crate::sandbox::{Sandbox, ran, words};

/// Runs a command line in both languages; it must be refused, and leave nothing behind.
#[track_caller]
fn refused_in_both(sandbox: &Sandbox, line: &str) -> [String; 2] {
    let before = sandbox.kept();
    let said = ["en", "zh"].map(|lang| {
        let mut command = sandbox.command(words(line));
        let ran = ran(command.env("PROJECT_LANG", lang).output().unwrap());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "project {line}");
        ran.err
    });
    assert_eq!(sandbox.kept(), before, "project {line} left a trace");
    said
}

#[test]
fn no_entrance_takes_a_code_that_a_shell_would_interpret() {
    let sandbox = Sandbox::with_projects();
    let code = "x\u{a0}y";
    let plain = "x$(y)";
    sandbox.write("p.csv", format!("code,name\n{plain},X\n"));
    sandbox.write(
        "s.csv",
        format!("project,stage,kind\njinhui,{plain},measured\n"),
    );
    sandbox.write(
        "t.csv",
        format!("project,stage,percent,due\njinhui,{plain},80,2021-12-31\n"),
    );
    sandbox.write(
        "r.csv",
        format!("project,stage,percent,as_of\njinhui,{plain},5,2021-07-01\n"),
    );
    sandbox.write(
        "flat.csv",
        format!("name,code,stage,percent,due\nX,{plain},主体,80,2021-12-31\n"),
    );
    for line in [
        format!("add 新 --code {plain}"),
        format!("add jinhui/{plain}"),
        format!("edit jinhui --code {plain}"),
        format!("edit jinhui/main --code {plain}"),
        format!("target jinhui/{plain} 80 --new"),
        "import p.csv".to_owned(),
        "import s.csv".to_owned(),
        "import t.csv".to_owned(),
        "import r.csv".to_owned(),
        "import flat.csv".to_owned(),
    ] {
        let [en, zh] = refused_in_both(&sandbox, &line);
        assert!(en.contains("a code has no '$'"), "project {line}: {en}");
        assert!(zh.contains("代码中不能有“$”"), "project {line}: {zh}");
    }
    let [en, zh] = refused_in_both(&sandbox, &format!("add 新 --code '{code}'"));
    assert!(en.contains("a code has no white space"), "{en}");
    assert!(zh.contains("代码中不能有空白"), "{zh}");
}

#[test]
fn a_record_with_such_a_code_is_told_of() {
    let sandbox = Sandbox::with_projects();
    replace(&sandbox, "store.db", "west-plot", "west$(y)");
    let said = sandbox.refused("list");
    assert!(said.contains("project_edit.code of entry #4"), "{said}");
    let said = sandbox.refused("verify");
    assert!(said.contains("project_edit.code of entry #4"), "{said}");
}

/// What bash has on its line after the word at its end was completed, and what ran when the line was
/// sent off: bash puts what a function offers there as it is.
#[cfg(unix)]
fn completed_in_bash(sandbox: &Sandbox, line: &str) -> Vec<String> {
    let script = r#"
        project() { "$PROGRAM" "$@"; }
        export PATH="$BIN:$PATH"
        source <("$PROGRAM" completions bash) || exit 1
        read -ra COMP_WORDS <<< "$LINE"
        [[ $LINE == *' ' ]] && COMP_WORDS+=("")
        COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 )) COMP_TYPE=9
        word=${COMP_WORDS[COMP_CWORD]}
        _clap_complete_project project "$word" "${COMP_WORDS[COMP_CWORD - 1]}" 2> /dev/null
        for offered in "${COMPREPLY[@]}"; do
            printf '%s\n' "$offered"
            eval ": ${LINE%"$word"}$offered" 2> /dev/null
        done
    "#;
    let program = assert_cmd::cargo::cargo_bin!("project");
    let output = std::process::Command::new("bash")
        .args(["--norc", "--noprofile", "-c", script])
        .current_dir(sandbox.folder())
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("PROGRAM", program)
        .env("BIN", program.parent().unwrap())
        .env("LINE", line)
        .env("LC_ALL", "C.UTF-8")
        .env("PROJECT_DB", "store.db")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    said.lines().map(str::to_owned).collect()
}

#[cfg(unix)]
#[test]
fn what_bash_completes_runs_nothing() {
    let sandbox = Sandbox::with_projects();
    for name in [
        "x$(touch pwned)",
        "x`touch pwned`",
        "x;touch pwned",
        "x&touch pwned",
        "x\u{1b}[2J",
        "x y",
        "~x",
        "x*",
    ] {
        sandbox.write(name, "code,name\n");
    }
    sandbox.write("x-plan.csv", "code,name\n");
    sandbox.write("xs/plan.csv", "code,name\n");
    for line in [
        "project import x",
        "project import ",
        "project import '",
        "project backup x",
        "project report -o x",
        "project --db x",
        "project export --output x",
        "project show ",
        "project update j",
        "project ",
    ] {
        let offered = completed_in_bash(&sandbox, line);
        assert!(!sandbox.path("pwned").exists(), "{line} {offered:?}");
        for word in &offered {
            assert_eq!(project_tracker::model::shell_quoted(word), *word, "{line}");
            assert!(
                !word.contains(project_tracker::model::is_invisible),
                "{line}"
            );
        }
    }
    // And it does complete.
    for (line, offered) in [
        ("project import x", ["xs/", "x-plan.csv"].as_slice()),
        ("project import xs/", &["xs/plan.csv"]),
        ("project --db xs/", &["xs/plan.csv"]),
        ("project show w", &["west-plot"]),
        ("project ver", &["verify"]),
    ] {
        let mut found = completed_in_bash(&sandbox, line);
        found.sort();
        let mut offered = offered.to_vec();
        offered.sort_unstable();
        assert_eq!(found, offered, "{line}");
    }
}

#[test]
fn what_a_shell_is_told_beside_a_code_is_seen() {
    let sandbox = Sandbox::with_projects();
    replace(
        &sandbox,
        "store.db",
        "West plot",
        "West\u{1b}[2J \u{202e}plot\n",
    );
    replace(&sandbox, "store.db", "街道西侧地块", "街道\u{9b}\u{200b}");
    for shell in ["fish", "zsh", "powershell"] {
        let mut command = sandbox.command(["--", "project", "show", "w"]);
        command
            .env("PROJECT_DB", "store.db")
            .env("_CLAP_COMPLETE_INDEX", "2")
            .env("_PROJECT_COMPLETE", shell);
        let completed = ran(command.output().unwrap()).out;
        assert!(completed.contains("west-plot"), "{completed}");
        let is_invisible = |c| c != '\n' && c != '\t' && project_tracker::model::is_invisible(c);
        assert!(!completed.contains(is_invisible), "{completed:?}");
    }
}

#[test]
fn the_next_command_is_quoted_for_a_shell() {
    let sandbox = Sandbox::new();
    for (db, typed) in [
        ("a b.db", "'a b.db'"),
        ("x$(touch pwned).db", "'x$(touch pwned).db'"),
        ("plain.db", "plain.db"),
        ("金辉.db", "金辉.db"),
    ] {
        let ran = sandbox.run(&format!("init --db '{db}'"));
        let next =
            format!("next: project --db {typed} add NAME, or project --db {typed} import FILE..\n");
        assert!(ran.err.ends_with(&next), "{}", ran.err);
    }
    let ran = sandbox.run("init --sample --lang zh --db 'c d.db'");
    assert!(
        ran.err
            .ends_with("project --db 'c d.db' report --as-of 2021-08-01\n"),
        "{}",
        ran.err
    );
}

/// What acts on a terminal, turns the text around it, or is seen by nobody.
const HOSTILE: [char; 12] = [
    '\u{1b}',
    '\u{7}',
    '\u{7f}',
    '\u{9b}',
    '\u{202e}',
    '\u{2066}',
    '\u{200b}',
    '\u{200d}',
    '\u{e0041}',
    '\u{2028}',
    '\u{feff}',
    '\u{3164}',
];

/// A text with all of them in it: it clears the screen, and more.
fn hostile() -> String {
    let signs: String = HOSTILE.iter().flat_map(|c| [*c, 'x']).collect();
    format!("h\u{1b}[2J\u{9b}2J{signs}h")
}

/// Replaces a word in every text of a store, as another program could have written it: the hashes
/// fit.
fn replace(sandbox: &Sandbox, store: &str, word: &str, by: &str) {
    let path = sandbox.path(store);
    let mut rows = Vec::new();
    let from = store::open(&path, Access::Read).unwrap();
    from.read(&mut |read| {
        read.entries(i64::MIN, i64::MAX, &mut |row| {
            rows.push(row);
            Ok(())
        })
    })
    .unwrap();
    let mut hasher = Hasher::after(START);
    for row in &mut rows {
        for cell in row.cells.iter_mut().flatten() {
            if let Value::Text(text) = cell {
                *text = text.replace(word, by);
            }
        }
        hasher.row(row);
        if row.table == Table::Entry {
            let hash = hasher.finish();
            hasher = Hasher::after(&hash);
            *row.cells.last_mut().unwrap() = Some(hash.into());
        }
    }
    drop(from);
    std::fs::remove_file(&path).unwrap();
    let mut rows = rows.into_iter();
    store::create(&path, &mut |store| store.replay(&mut || Ok(rows.next()))).unwrap();
}

/// A store in which every text of a project, a stage, a target and their history is hostile, as the
/// record of another program could bring it in.
pub fn hostile_store() -> Sandbox {
    let mut sandbox = Sandbox::with_store();
    sandbox.at("2021-07-05T09:00:00Z");
    for line in [
        "add 'A HOSTILE' --code a --en 'B HOSTILE' --alias 'C HOSTILE' --category 'D HOSTILE' --lead 'E HOSTILE' --unit 'F HOSTILE' --who 'W HOSTILE'",
        "add a/s --name 'G HOSTILE' --en 'H HOSTILE' --unit 'I HOSTILE' --total 10",
        "add a/m --milestone --name 'J HOSTILE'",
        "target a/s 80 --by 年底前 --label 'K HOSTILE' --words '年底前 HOSTILE' --reason 'L HOSTILE'",
        "target a/m --by 2021-07-06 --label 'M HOSTILE'",
        "update a/s --amount 4 --on 07-01 --note 'N HOSTILE' --problem 'O HOSTILE' --next 'P HOSTILE'",
        "edit a --name 'Q HOSTILE'",
        "edit a --lead 'E HOSTILE' --state suspended --reason 'R HOSTILE' --on 2021-07-02",
        "edit a --state active --reason 'S HOSTILE' --on 2021-07-03",
        "update a/s 45 --on 07-02 --note 'T HOSTILE'",
        "retract 10 --reason 'U HOSTILE'",
        "add 'V HOSTILE' --code b",
        "edit b --state suspended --reason 'X HOSTILE'",
    ] {
        // Not all of them are words of a deadline.
        let line = line.replace(" --words '年底前 HOSTILE'", "");
        sandbox.ok(&line);
    }
    replace(&sandbox, "store.db", "HOSTILE", &hostile());
    sandbox
}

/// What a run printed holds nothing unseen but line breaks; colours may stand in it if asked for.
#[track_caller]
fn assert_seen(line: &str, text: &str, has_colour: bool) {
    let mut text = text.replace(['\n'], "");
    if has_colour {
        let mut parts = text.split("\u{1b}[");
        let mut rest = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (codes, after) = part.split_once('m').unwrap_or(("?", part));
            let is_style = codes.chars().all(|c| c.is_ascii_digit() || c == ';');
            assert!(is_style, "project {line}\n{part:?}");
            rest += after;
        }
        text = rest;
    }
    if let Some(at) = text.find(project_tracker::model::is_invisible) {
        let c = text[at..].chars().next().unwrap();
        let around: String = text[..at].chars().rev().take(60).collect();
        let around: String = around.chars().rev().collect();
        panic!("project {line}\nU+{:04X} behind {around:?}", u32::from(c));
    }
}

/// Runs a command line, in which `\h` stands for the hostile text, in both languages.
fn run_hostile(sandbox: &Sandbox, line: &str, input: &str) -> [String; 2] {
    ["en", "zh"].map(|lang| {
        let arguments: Vec<String> = words(line)
            .iter()
            .map(|word| word.replace(r"\h", &hostile()))
            .collect();
        let mut command = sandbox.command(arguments);
        command.env("PROJECT_LANG", lang);
        let input = input.replace(r"\h", &hostile());
        let ran = crate::sandbox::feed(command, input.as_bytes());
        assert_ne!(ran.code, 101, "project {line}: {}", ran.err);
        let has_colour = line.contains("--color always");
        assert_seen(line, &ran.out, has_colour);
        assert_seen(line, &ran.err, has_colour);
        ran.out + &ran.err
    })
}

#[test]
fn no_command_prints_what_nobody_sees() {
    let sandbox = hostile_store();
    // What looks.
    for line in [
        "list",
        "list --color always",
        "show a",
        "show a --color always",
        "show b",
        "log",
        "log --all",
        "log a",
        "report",
        "report --color always",
        "report --format json",
        "report --format csv",
        "report --group-by lead",
        "report --group-by unit",
        "report --group-by category",
        "report --group-by project",
        "report --lead nobody",
        "check --within 300d",
        "check --within 300d --color always",
        "check --within 300d --format json",
        "export",
        "verify",
        "config",
        "config lang",
        "demo",
        "completions bash",
        "import --template",
        "show x",
        "show a/x",
        "update a",
        "update a 50",
        "target a 50",
        "update a/s 5",
        "update a/s --amount 20",
        "retract 12",
    ] {
        let [en, zh] = run_hostile(&sandbox, line, "");
        assert!(en.len() + zh.len() > 0, "project {line} said nothing");
    }
    // The hostile text was there to be shown: its letters are.
    for line in [
        "list",
        "show a",
        "log",
        "report",
        "check --within 300d",
        "report --format csv",
    ] {
        let [en, zh] = run_hostile(&sandbox, line, "");
        assert!(
            en.contains("h[2J2J") && zh.contains("h[2J2J"),
            "{line}: {en}{zh}"
        );
    }
    // JSON keeps it, as it is.
    let kept: serde_json::Value =
        serde_json::from_str(&sandbox.ok("report --format json")).unwrap();
    assert!(
        kept["targets"].to_string().contains(r"h\u001b[2J"),
        "{kept}"
    );
    let export = sandbox.ok("export");
    assert!(
        export.contains(r"\u202e") && export.contains(r"\udb40\udc41"),
        "{export}"
    );
}

#[test]
fn what_records_prints_nothing_unseen() {
    let sandbox = hostile_store();
    for line in [
        "check --new --within 300d",
        "update a/s 50",
        "update a/s 40",
        "update a/s 40 --lower",
        "update a/m underway",
        "target a/s 85 --label 'K \\h'",
        "target a/s 90 --period 2021H2",
        "target a/m --suspend",
        "add a",
        "add a/s",
        "add c --code A",
        "add c --category x",
        "edit a --lead x",
        "edit a --category x --unit y --alias z",
        "edit a --no-alias z",
        "edit a --name 'A name'",
        "edit a/s --name 'A name' --unit kg",
        "edit a --state closed",
        "edit a --state suspended --reason x",
        "edit b --code bb",
        "retract 1 --reason x",
        "retract 4 --reason x",
        "retract 12 --reason x",
        "config lang en",
    ] {
        let [en, zh] = run_hostile(&sandbox, line, "");
        // `check --new` says it once.
        assert!(
            !en.is_empty() && (!zh.is_empty() || line.starts_with("check")),
            "project {line} said nothing"
        );
    }
}

#[test]
fn what_is_typed_comes_back_without_what_nobody_sees() {
    let sandbox = hostile_store();
    let file = format!("{}.csv", hostile());
    for (name, text) in [
        (file.as_str(), r"code,na\hme"),
        ("column.csv", "code,name,\\h\na,b,c\n"),
        ("columns.csv", "\\h,x\\h\na,b\n"),
        ("twice.csv", "code,\\h,\\h\na,b,c\n"),
        ("cell.csv", "code,name\na,x\\h\n\\h,b\n"),
        (
            "cells.csv",
            "project,stage,percent,as_of\na,s,\\h,\\h\n\\h,\\h,5,2021-07-01\n",
        ),
        (
            "targets.csv",
            "project,stage,percent,due,via\na,s,5\\h,\\h,\\h\n",
        ),
        (
            "flat.csv",
            "name,stage,percent,due,\\h\nx\\h,y\\h,80,\\h,\\h\n",
        ),
        ("flat2.csv", "name,stage,percent,due\nx\\h,y\\h,80,\\h\n"),
        ("states.csv", "project,state,decided_on\na,\\h,2021-07-01\n"),
        ("settings.csv", "key,value\n\\h,\\h\nrule,\\h\n"),
        ("quote.csv", "code,name\na,\"\\h\n"),
        ("short.csv", "code,name\n\\h\n"),
        ("bad.json", "{\"schema\": \"\\h\"}"),
        ("worse.json", "{\"\\h\": \"\\h\"}"),
        (
            "worst.json",
            "{\"schema\": \"project.record/1\", \"\\h\": [{}]}",
        ),
    ] {
        sandbox.write(name, text.replace(r"\h", &hostile()));
    }
    sandbox.write(&file, "code,name\nc,C\n");
    for line in [
        r"import '\h.csv'",
        r"import '\h.csv' '\h.csv'",
        r"import '\h-none.csv'",
        "import column.csv",
        "import columns.csv",
        "import twice.csv",
        "import cell.csv",
        "import cell.csv --skip-bad",
        "import cells.csv",
        "import cells.csv --skip-bad",
        "import targets.csv",
        "import flat.csv",
        "import flat2.csv",
        "import states.csv",
        "import settings.csv",
        "import quote.csv",
        "import short.csv",
        "import bad.json",
        "import worse.json",
        "import worst.json",
        r"import column.csv --map '\h=name'",
        r"import column.csv --map 'name=\h'",
        r"import cell.csv --as '\h=a'",
        r"import cell.csv --on '\h'",
        r"\h",
        r"li\hst",
        r"list \h",
        r"list --\h",
        r"list --\h=x",
        r"list --lang \h",
        r"list --color \h",
        r"list --as-of \h",
        r"list --known-on \h",
        r"list --db '\h.db'",
        r"init --db '\h.db'",
        r"verify --db '\h.db'",
        r"init --db 'none\h/x.db'",
        r"backup '\h-backup.db'",
        r"backup 'none\h/x.db'",
        r"backup '\h-backup.db'",
        r"report -o '\h.json'",
        r"report -o '\h.\h'",
        r"report -o 'none\h/x.csv'",
        r"report --format \h",
        r"report --period \h",
        r"report --status \h",
        r"report --lead \h",
        r"report --group-by \h",
        r"report --sort \h",
        r"export --format \h",
        r"export -o 'export\h.json'",
        r"export --format csv -o 'export\h'",
        r"export -o 'none\h/x'",
        r"check --within \h",
        r"completions \h",
        r"config \h",
        r"config rule \h",
        r"config \h \h",
        r"show \h",
        r"show a/\h",
        r"log \h",
        r"log --since \h",
        r"add \h",
        r"add c\h/d",
        r"add a/\h",
        r"add c --code \h",
        r"add c --alias \h",
        r"add c --lead \h",
        r"add a/t --weight \h",
        r"add a/t --total \h",
        r"add a/t --unit \h",
        r"edit a --state \h",
        r"edit a --no-alias \h",
        r"edit a --code \h",
        r"edit a/s --order \h",
        r"edit a/s --kind \h",
        r"edit a --who \h --lead y",
        r"target a/s \h",
        r"target a/s 5 --by \h",
        r"target a/s 5 --period \h",
        r"target a/s 5 --label \h",
        r"target a/s 5 --from \h",
        r"target a/s 5 --via \h",
        r"target a/s 5 --commitment \h",
        r"target a/s 5 --start \h",
        r"target a/\h 5 --new",
        r"update a/s \h",
        r"update a/s 5 --on \h",
        r"update a/s 5 --note \h",
        r"update a/s --amount \h",
        r"update \h 5",
        r"update a/\h 5",
        r"retract \h",
        r"retract \h --reason x",
        r"retract 3 --reason \h",
        r"retract --reason x --who \h",
    ] {
        let [en, zh] = run_hostile(&sandbox, line, "");
        assert!(en.len() + zh.len() > 0, "project {line} said nothing");
    }
    for input in [
        "\\h",
        "a/s \\h",
        "\\h 5",
        "a/s 5 \\h",
        "a/s 5 2021-07-01 \\h",
        "project,\\h\na,5\n",
        "project,percent\n\\h,\\h\n",
    ] {
        let [en, _] = run_hostile(&sandbox, "update -", input);
        assert!(!en.is_empty(), "{input}");
    }
    for (name, value) in [
        ("PROJECT_NOW", r"\h"),
        ("TZ", r"\h"),
        ("PROJECT_LANG", r"\h"),
        ("PROJECT_USER", r"\h"),
        ("PROJECT_DB", r"\h/none.db"),
    ] {
        let mut command = sandbox.command(["edit", "a", "--lead", "z"]);
        let said = ran(command
            .env(name, value.replace(r"\h", &hostile()))
            .output()
            .unwrap());
        assert_seen(name, &(said.out + &said.err), false);
    }
}

#[test]
fn no_csv_begins_a_formula_and_each_comes_back_as_it_was() {
    let sandbox = Sandbox::with_projects();
    let formulas = [
        "=1+1",
        "＝1+1",
        "＠SUM(1)",
        "－1",
        "\u{200d}=1",
        "'=1",
        "+1",
        "-1 d",
    ];
    for (place, formula) in (0..).zip(formulas) {
        sandbox.write(
            "p.csv",
            format!("code,name_zh,name_en,category,alias,lead,unit\np{place},\"{formula}\",\"{formula}\",\"{formula}\",\"{formula}\",\"{formula}\",\"{formula}\"\n"),
        );
        sandbox.write(
            "s.csv",
            format!("project,stage,name_zh,unit\np{place},s,\"{formula}\",\"{formula}\"\n"),
        );
        sandbox.write(
            "t.csv",
            format!("project,stage,percent,due,note,label\np{place},s,80,2021-12-31,\"{formula}\",\"{formula}\"\n"),
        );
        sandbox.write(
            "r.csv",
            format!("project,stage,percent,as_of,note,problem,next_step\np{place},s,5,2021-07-01,\"{formula}\",\"{formula}\",\"{formula}\"\n"),
        );
        sandbox.write(
            "texts.csv",
            format!("project,name,value\np{place},\"{formula}\",\"{formula}\"\n"),
        );
        sandbox.ok("import p.csv s.csv t.csv r.csv texts.csv --yes");
        let reason = format!("--reason={formula}");
        let mut command = sandbox.command([
            "edit",
            &format!("p{place}"),
            "--state",
            "suspended",
            &reason,
        ]);
        assert_eq!(ran(command.output().unwrap()).code, 0);
    }
    sandbox.ok("export --format csv -o out");
    let mut written = vec![sandbox.ok("report --format csv")];
    for file in std::fs::read_dir(sandbox.path("out")).unwrap() {
        written.push(std::fs::read_to_string(file.unwrap().path()).unwrap());
    }
    assert_eq!(written.len(), 8);
    for csv in &written {
        for record in csv::ReaderBuilder::new()
            .from_reader(csv.as_bytes())
            .records()
        {
            for cell in &record.unwrap() {
                // Our own figures may be below zero.
                let is_figure = cell.parse::<f64>().is_ok();
                let is_blank =
                    |c: char| c.is_whitespace() || project_tracker::model::is_invisible(c);
                let bare = cell.trim_start_matches(is_blank);
                let begins = bare.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
                assert!(is_figure || !begins, "{cell:?}");
            }
        }
    }
    // What came out goes in as it was.
    sandbox.ok("init --db other.db");
    sandbox.ok("import --db other.db out/projects.csv out/states.csv out/stages.csv out/targets.csv out/readings.csv out/settings.csv out/texts.csv --yes");
    sandbox.ok("export --format csv -o again --db other.db");
    for name in [
        "projects", "states", "stages", "targets", "readings", "settings", "texts",
    ] {
        let [first, second] = ["out", "again"].map(|folder| {
            std::fs::read_to_string(sandbox.path(&format!("{folder}/{name}.csv"))).unwrap()
        });
        assert_eq!(first, second, "{name}");
    }
}
