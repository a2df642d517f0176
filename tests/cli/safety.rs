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
