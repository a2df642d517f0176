//! Columns of sheets: texts that are kept, and what columns mean.

use crate::sandbox::{Sandbox, both};

#[test]
fn a_text_is_kept_under_a_name_of_its_own() {
    assert_eq!(
        both(
            Sandbox::with_projects,
            "edit jinhui --text 施工单位=三建 --text 'site=Beihai Road 3 = west'"
        ),
        [
            "#6 jinhui Jinhui: '施工单位' 三建 (was none) · 'site' Beihai Road 3 = west (was none)\n",
            "#6 jinhui 金辉：“施工单位”三建（原为无），“site”Beihai Road 3 = west（原为无）\n",
        ]
    );
    let sandbox = Sandbox::with_projects();
    sandbox.ok("edit jinhui --text 施工单位=三建 --text site=north");
    let shown = sandbox.ok("show jinhui");
    assert!(
        shown.contains("lead 王工\n施工单位: 三建\nsite: north\n"),
        "{shown}"
    );
    let shown = sandbox.ok("show jinhui --lang zh");
    assert!(shown.contains("\n施工单位：三建\nsite：north\n"), "{shown}");
    let shown = sandbox.json("show jinhui --json");
    assert_eq!(
        shown["project"]["texts"].to_string(),
        r#"{"site":"north","施工单位":"三建"}"#
    );
    sandbox.ok("target jinhui/main 80 --by 2021-12-31");
    let report = sandbox.json("report --format json");
    assert_eq!(report["targets"][0]["texts"]["site"], "north");
}

#[test]
fn a_text_is_replaced_cleared_and_taken_back_as_any_fact() {
    let mut sandbox = Sandbox::with_projects();
    let texts = |sandbox: &Sandbox, line: &str| sandbox.json(line)["project"]["texts"].to_string();
    sandbox.ok("edit jinhui --text Contractor=三建 --text site=north");
    sandbox.at("2021-07-06T09:00:00Z");
    // In capitals or not, it is the same name.
    assert_eq!(
        sandbox.ok("edit jinhui --text contractor=一建 --text site= --reason 换队"),
        "#7 jinhui Jinhui: 'Contractor' 一建 (was 三建) · 'site' none (was north)\n"
    );
    assert_eq!(
        texts(&sandbox, "show jinhui --json"),
        r#"{"Contractor":"一建"}"#
    );
    assert_eq!(
        texts(&sandbox, "show jinhui --json --known-on 2021-07-05"),
        r#"{"Contractor":"三建","site":"north"}"#
    );
    let log = sandbox.ok("log jinhui");
    assert!(
        log.contains("jinhui: 'Contractor' 一建 (was 三建): 换队")
            && log.contains("jinhui: 'site' none (was north)"),
        "{log}"
    );
    assert_eq!(
        sandbox.ok("edit jinhui --text CONTRACTOR=一建"),
        "jinhui Jinhui: already so; nothing changed\n"
    );
    sandbox.ok("retract 7");
    assert_eq!(
        texts(&sandbox, "show jinhui --json"),
        r#"{"Contractor":"三建","site":"north"}"#
    );
    sandbox.ok("verify");
    // What speaks of a project holds its entry back.
    let said = sandbox.refused("retract 1 --reason slip");
    assert!(said.contains("#6"), "{said}");
    sandbox.refuses(
        "edit jinhui --text 三建",
        "'三建' has no name; write --text NAME=TEXT",
        "“三建”缺少名称；请写成 --text 名称=内容",
    );
    sandbox.refuses(
        "edit jinhui/opening --text a=b",
        "--text is for a project; write CODE without a stage",
        "--text只用于项目；请只写项目代码",
    );
}

#[test]
fn texts_go_out_and_in_again() {
    let sandbox = Sandbox::with_projects();
    sandbox.write("kept.csv", "project,name,value\njinhui,'=site,'@north\n");
    sandbox.ok("import kept.csv");
    sandbox.ok("edit jinhui --text 施工单位=三建");
    sandbox.ok("export --format csv -o out");
    assert_eq!(
        std::fs::read_to_string(sandbox.path("out/texts.csv")).unwrap(),
        "\u{feff}project,name,value\njinhui,'=site,'@north\njinhui,施工单位,三建\n"
    );
    sandbox.ok("init --db copy.db");
    sandbox.ok("import --db copy.db out/texts.csv out/projects.csv");
    assert_eq!(
        sandbox.json("show jinhui --json")["project"]["texts"],
        sandbox.json("show jinhui --json --db copy.db")["project"]["texts"]
    );
    sandbox.write(
        "texts.csv",
        "project,name,value\njinhui,=site,\njinhui,=SITE,x\n",
    );
    let said = sandbox.refused("import texts.csv");
    assert!(said.contains("texts.csv row 3"), "{said}");
    sandbox.write("texts.csv", "project,name,value\njinhui,=site,\n");
    sandbox.ok("import texts.csv");
    assert_eq!(
        sandbox.json("show jinhui --json")["project"]["texts"].to_string(),
        r#"{"施工单位":"三建"}"#
    );
}
