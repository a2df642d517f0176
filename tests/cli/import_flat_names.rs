//! Which project and which stage a row of the flat CSV speaks of.

use crate::import_flat::{july, target};
use crate::sandbox::Sandbox;

#[test]
fn projects_are_found_by_whole_codes_names_and_aliases_only() {
    let sandbox = Sandbox::with_sample();
    sandbox.write(
        "more.csv",
        "code,name,alias,alias_certain\nx1,甲,金辉公馆,yes\nx2,乙,金辉公馆,yes\n",
    );
    sandbox.ok("import more.csv --yes");
    for (name, code) in [
        ("金辉", "jinhui"),
        ("JINHUI", "jinhui"),
        ("Jinhui", "jinhui"),
        ("西侧地块", "new"),
        ("金", "new"),
        ("jinh", "new"),
        ("街道西侧", "new"),
    ] {
        sandbox.write("plan.csv", format!("name,stage,percent\n{name},roof,50\n"));
        let said = sandbox.run("import plan.csv --dry-run --new").err;
        let is_new = said.starts_with("would import 1 project, 1 stage, 1 target;");
        let is_known = said.starts_with("would import 1 project (unchanged), 1 stage, 1 target;");
        assert!(is_new != is_known, "{said}");
        assert_eq!(is_new, code == "new", "{name}: {said}");
    }
    sandbox.write("plan.csv", "name,stage,percent\n金辉公馆,roof,50\n");
    let said = sandbox.refused("import plan.csv --yes");
    assert!(
        said.ends_with(
            "plan.csv row 2, name '金辉公馆': may be any of x1 (甲), x2 (乙); write the code\n"
        ),
        "{said}"
    );
    let said = sandbox.refused("import plan.csv --lang zh --yes");
    assert!(
        said.ends_with("plan.csv 第2行 name“金辉公馆”：可能是x1（甲）、x2（乙）；请填写代码\n"),
        "{said}"
    );
    sandbox.write("plan.csv", "code,name,stage,percent\nx2,金辉公馆,roof,50\n");
    sandbox.ok("import plan.csv --yes");
    assert!(sandbox.ok("show x2").starts_with("x2  乙"));
    // An alias that is not certain is told.
    sandbox.write("plan.csv", "name,stage,percent\n永发电子,roof,50\n");
    assert_eq!(
        sandbox.run("import plan.csv --dry-run").err.lines().next(),
        Some(
            "warning: plan.csv row 2: '永发电子' was read as yongfa, by an alias that is not certain"
        )
    );
    assert_eq!(
        sandbox
            .run("import plan.csv --dry-run --lang zh")
            .err
            .lines()
            .next(),
        Some("提示：plan.csv 第2行：“永发电子”按yongfa处理，该别名尚未确认")
    );
}

#[test]
fn a_code_goes_with_its_name() {
    let sandbox = Sandbox::with_sample();
    let refused = |text: &str, lang: &str| {
        sandbox.write("plan.csv", text);
        let said = sandbox.refused(&format!("import plan.csv --lang {lang} --yes"));
        said.lines().nth(1).unwrap().trim().to_owned()
    };
    for text in [
        "code,name,percent\njh-1,金辉,80\n",
        "code,name,percent\njh-1,Jinhui,80\n",
    ] {
        assert_eq!(
            refused(text, "en"),
            "plan.csv row 2, code 'jh-1': 金辉 is the name of the project jinhui; write that code, or leave it out"
        );
    }
    assert_eq!(
        refused("code,name,percent\nxiangsheng,金辉,80\n", "zh"),
        "plan.csv 第2行 code“xiangsheng”：金辉是项目jinhui的名称；请填该代码，或不填代码"
    );
    assert_eq!(
        refused("code,name,percent\nnew,,80\n", "en"),
        "plan.csv row 2, name: must not be empty"
    );
    // By its code a project is renamed, and two may share a name if their codes are given.
    sandbox.write(
        "plan.csv",
        "name,code,percent\n金辉花园,jinhui,80\n,xiangsheng,85\n桥,q-2,50\n桥,q-1,50\n桥梁,,50\n",
    );
    assert_eq!(
        sandbox.run("import plan.csv --yes").err,
        "#2 imported 5 projects (3 new, 1 revised, 1 unchanged), 5 stages (3 new, 2 unchanged), 5 targets (3 new, 1 revised, 1 unchanged)\n"
    );
    assert!(
        sandbox
            .ok("show jinhui")
            .starts_with("jinhui  Jinhui (金辉花园)")
    );
    assert!(sandbox.ok("list").contains("qiaoliang"));
    assert_eq!(
        refused("name,percent\n桥,60\n", "en"),
        "plan.csv row 2, name '桥': may be any of q-1 (桥), q-2 (桥); write the code"
    );
}

#[test]
fn a_suggested_code_is_never_one_that_another_row_gives() {
    let sandbox = july();
    sandbox.write(
        "plan.csv",
        "name,code,percent\n金辉,,80\n近辉,,70\nOther,jinhui,50\n",
    );
    sandbox.ok("import plan.csv --new");
    let listed = sandbox.ok("list");
    for (code, name) in [
        ("jinhui ", "Other"),
        ("jinhui-2", "金辉"),
        ("jinhui-3", "近辉"),
    ] {
        let line = listed.lines().find(|line| line.contains(name)).unwrap();
        assert!(line.contains(code), "{listed}");
    }
}

#[test]
fn stages_are_found_by_code_or_either_name_and_the_whole_works_are_always_there() {
    let sandbox = Sandbox::with_sample();
    for stage in ["main-structure", "主体工程", "Main Structure"] {
        sandbox.write(
            "plan.csv",
            format!("name,stage,percent,due,period\n街道西侧地块,{stage},75,2021-12-31,2021H2\n"),
        );
        assert_eq!(
            sandbox.run("import plan.csv --dry-run").err,
            "would import 1 project (unchanged), 1 stage (unchanged), 1 target (revised); nothing written (--dry-run)\n",
            "{stage}"
        );
    }
    // Never by its beginning.
    sandbox.write("plan.csv", "name,stage,percent\n街道西侧地块,main,75\n");
    let said = sandbox.run("import plan.csv --dry-run --new").err;
    assert!(said.contains("1 stage, 1 target;"), "{said}");
    sandbox.write(
        "plan.csv",
        "name,stage,percent,due\n街道西侧地块,,30,2021-09-30\n丰汇城,whole works,10,2021-09-30\n姚江里,工程总量,10,2021-09-30\n",
    );
    sandbox.ok("import plan.csv --yes");
    for (project, name) in [
        ("west-plot", "overall progress"),
        ("fenghui-city", "whole works"),
        ("yaojiangli", "whole works"),
    ] {
        let overall = target(&sandbox, &format!("{project}/overall"), "");
        assert_eq!(overall["stage_name"], name);
    }
    sandbox.write(
        "stages.csv",
        "project,stage,name,name_en\nwest-plot,roof-a,屋面,\nwest-plot,roof-b,,屋面\n",
    );
    sandbox.ok("import stages.csv --yes");
    sandbox.write("plan.csv", "name,stage,percent\n街道西侧地块,屋面,75\n");
    let said = sandbox.refused("import plan.csv --yes");
    assert!(
        said.ends_with(
            "stage '屋面': may be any of roof-a (屋面), roof-b (屋面); write the code\n"
        ),
        "{said}"
    );
}

/// What becomes of a sheet's project beside a known one.
fn beside(known: &str, name: &str) -> &'static str {
    let sandbox = july();
    sandbox.ok(&format!("add '{known}'"));
    sandbox.write("plan.csv", format!("name,percent\n{name},50\n"));
    let said = sandbox.run("import plan.csv --dry-run").err;
    match said.lines().next().unwrap() {
        line if line.starts_with("would import 1 project (unchanged),") => "same",
        line if line.starts_with("would import 1 project,") => "new",
        _ if said.contains("--as") && said.contains("=new") => "question",
        _ => panic!("{known}, {name}: {said}"),
    }
}

#[test]
fn numerals_that_say_the_same_are_one_name_however_they_are_written() {
    for (known, name, becomes) in [
        ("金辉一期", "金辉1期", "same"),
        ("金辉2期", "金辉第二期", "same"),
        ("十二号楼", "12号楼", "same"),
        ("童家1#地块", "童家一号地块", "same"),
        ("Harbour Phase II", "Harbour Phase 2", "same"),
        ("金辉Ⅲ期", "金辉三期", "same"),
        ("金辉二期", "金辉 Phase 2", "question"),
        ("Phase II", "二期", "question"),
        ("金辉2期", "金晖二期项目", "question"),
        ("金辉", "金辉二期", "question"),
        ("金辉一期", "金辉二期", "new"),
        ("金辉一期", "金辉2期", "new"),
        ("Harbour Phase II", "Harbour Phase III", "new"),
        ("Phase 1", "二期", "new"),
        ("1号楼", "二号楼", "new"),
    ] {
        assert_eq!(beside(known, name), becomes, "{known}, {name}");
        assert_eq!(beside(name, known), becomes, "{name}, {known}");
    }
    // One entrance is as strict as the other.
    let sandbox = july();
    sandbox.ok("add 金辉一期");
    let said = sandbox.refused("add 金辉1期");
    assert!(said.contains("金辉一期"), "{said}");
    sandbox.ok("add 金辉2期");
    sandbox.ok("update 金辉1期 40");
    sandbox.ok("update 金辉二期 50");
    assert!(sandbox.ok("show 金辉2期").contains("50 %"));
}

/// A code that was cut from a long name is not another name of the project.
#[test]
fn the_whole_name_of_one_is_not_the_cut_code_of_another() {
    let sandbox = july();
    sandbox.write(
        "plan.csv",
        "name,percent\nField Centre Meadow Street Forest,50\nField Centre Meadow,60\n",
    );
    sandbox.ok("import plan.csv");
    let listed = sandbox.ok("list");
    for code in ["field-centre-forest ", "field-centre-meadow "] {
        assert!(listed.contains(code), "{listed}");
    }
    assert_eq!(
        beside("Field Centre Meadow Street Forest", "Field Centre Meadow"),
        "question"
    );
}
