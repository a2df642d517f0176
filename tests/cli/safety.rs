//! What comes from outside does nothing to a shell, a terminal or a spreadsheet.

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
fn a_record_with_such_a_code_is_refused_too() {
    let sandbox = Sandbox::with_projects();
    let record = sandbox.ok("export");
    sandbox.write("r.json", record.replace("west-plot", "west$(y)"));
    sandbox.ok("init --db other.db");
    let said = sandbox.refused("import r.json --db other.db");
    assert!(said.contains("west$(y)"), "{said}");
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
            assert_eq!(project_tracker::model::typed(word), *word, "{line}");
            assert!(!word.contains(project_tracker::model::is_unseen), "{line}");
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
    let record = sandbox.ok("export");
    let hostile = record.replace("West plot", r"West\u001b[2J \u202eplot\n");
    sandbox.write(
        "r.json",
        hostile.replace("街道西侧地块", r"街道\u009b\u200b"),
    );
    sandbox.ok("init --db other.db");
    sandbox.ok("import r.json --db other.db");
    for shell in ["fish", "zsh", "powershell"] {
        let mut command = sandbox.command(["--", "project", "show", "w"]);
        command
            .env("PROJECT_DB", "other.db")
            .env("_CLAP_COMPLETE_INDEX", "2")
            .env("_PROJECT_COMPLETE", shell);
        let completed = ran(command.output().unwrap()).out;
        assert!(completed.contains("west-plot"), "{completed}");
        let is_unseen = |c| c != '\n' && c != '\t' && project_tracker::model::is_unseen(c);
        assert!(!completed.contains(is_unseen), "{completed:?}");
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
            format!("next: project add NAME --db {typed}, or project import FILE.. --db {typed}\n");
        assert!(ran.err.ends_with(&next), "{}", ran.err);
    }
    let ran = sandbox.run("init --sample --lang zh --db 'c d.db'");
    assert!(
        ran.err.ends_with("--as-of 2021-08-01 --db 'c d.db'\n"),
        "{}",
        ran.err
    );
}
