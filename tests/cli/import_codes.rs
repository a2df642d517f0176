//! Which cells are codes, and what becomes of another name beside a code that is known.

use crate::sandbox::Sandbox;
use crate::workbooks::files::record;

/// A store into which these rows went in June, under a header that names its first column.
fn june(header: &str, rows: &str) -> Sandbox {
    let sandbox = Sandbox::with_store();
    sandbox.write(
        "6.csv",
        format!("{header},项目名称,完成时限,形象进度\n{rows}"),
    );
    sandbox.ok("import 6.csv --on 2021-06-30");
    sandbox
}

#[test]
fn numbers_of_rows_may_change_hands() {
    for (header, [first, second]) in [
        ("编号", ["1", "2"]),
        ("编号", ["1-1", "1-2"]),
        ("ID", ["1.1", "1.2"]),
        ("项目编号", ["①", "②"]),
        ("代码", ["（1）", "（2）"]),
        ("project id", ["1.", "2a"]),
        ("project code", ["A1", "A2"]),
        ("编号", ["330106001", "330106002"]),
    ] {
        let sandbox = june(
            header,
            &format!("{first},金辉,2021-12-31,50%\n{second},滨河,2021-12-31,70%\n"),
        );
        let july = format!(
            "{header},项目名称,完成时限,形象进度\n{first},滨河,2021-12-31,75%\n{second},金辉,2021-12-31,55%\n"
        );
        sandbox.write("7.csv", july);
        let said = sandbox.said("import 7.csv --on 2021-07-31");
        assert!(
            said.starts_with("new figures (2): jinhui 1, binhe 1\n"),
            "{header}: {said}"
        );
        let percents = [
            "金辉 / 总体进度: 50% | 2021-06-30",
            "金辉 / 总体进度: 55% | 2021-07-31",
        ];
        let lines = record(&sandbox);
        for percent in percents {
            assert!(
                lines.contains(&format!("reading {percent}")),
                "{header}: {lines:?}"
            );
        }
    }
}

#[test]
fn identifiers_and_what_the_record_has_printed_are_codes() {
    for (header, code) in [
        ("编号", "XM-01"),
        ("项目编号", "330106001"),
        ("ID", "P-001"),
        ("代码", "jinhui-a"),
        ("code", "1-1"),
    ] {
        let sandbox = june(header, &format!("{code},金辉,2021-12-31,50%\n"));
        assert!(
            sandbox.ok("list").contains(&code.to_lowercase()) || sandbox.ok("list").contains(code)
        );
        // Whatever it looks like, and beside numbers of rows.
        let july = format!("编号,项目名称,完成时限\n{code},金辉,2021-12-31\n2-7,滨河,2021-12-31\n");
        sandbox.write("7.csv", july);
        let said = sandbox.said("import 7.csv --yes");
        assert!(
            said.starts_with("new projects (1):\n  binhe 滨河"),
            "{header}: {said}"
        );
    }
    // One identifier of several projects is none of theirs.
    let sandbox = june(
        "编号",
        "LOT-A,金辉,2021-12-31,50%\nLOT-A,滨河,2021-12-31,70%\n",
    );
    assert!(sandbox.ok("list").contains("jinhui") && sandbox.ok("list").contains("binhe"));
}

#[test]
fn another_name_beside_a_known_code_is_asked_or_agreed_to() {
    let sandbox = june(
        "编号",
        "XM-1,金辉,2021-12-31,50%\nXM-2,滨河路,2021-12-31,70%\n",
    );
    let sheet =
        |name: &str| format!("编号,项目名称,完成时限,形象进度\nXM-1,{name},2021-12-31,55%\n");
    sandbox.write("other.csv", sheet("东桥"));
    sandbox.refuses(
        "import other.csv --on 2021-07-31 --yes",
        "1 question to answer first; nothing was written:\n  \
         other.csv row 2, 项目名称 '东桥': XM-1 is the code of 金辉; if this is another project, give it a code of its own, or none; add --as 东桥=XM-1 for another name of the same project",
        "请先答复1个问题，未写入任何内容：\n  \
         other.csv 第2行 项目名称“东桥”：代码XM-1已是金辉的代码；如为另一项目，请改用其他代码，或不填代码；请加 --as 东桥=XM-1（同一项目的另一名称）",
    );
    // One that is like it renames the project, but not by itself.
    sandbox.write("longer.csv", sheet("金辉花园"));
    let ran = sandbox.run("import longer.csv --on 2021-07-31");
    let plan =
        "facts changed (1):\n  XM-1 金辉花园: name 金辉花园 (was 金辉)\nnew figures (1): XM-1 1\n";
    assert_eq!((ran.code, ran.out.as_str()), (2, plan), "{}", ran.err);
    assert!(ran.err.contains("add --yes to record it"), "{}", ran.err);
    // As answered, it is another name, and nobody asks again.
    sandbox.ok("import other.csv --on 2021-07-31 --as 东桥=XM-1 --yes");
    assert_eq!(
        record(&sandbox)[..2],
        ["project 金辉 | 东桥", "project 滨河路"]
    );
    sandbox.write("next.csv", sheet("东桥").replace("55%", "60%"));
    sandbox.ok("import next.csv --on 2021-08-01");
    // Another project's name is no question.
    sandbox.write("known.csv", sheet("滨河路"));
    let said = sandbox.refused("import known.csv --on 2021-08-01");
    assert!(
        said.contains("滨河路 is the name of the project XM-2"),
        "{said}"
    );
}
