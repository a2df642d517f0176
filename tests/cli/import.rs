use std::fs;
use std::time::Instant;

use crate::sandbox::{Sandbox, fixture};

fn files(collection: &str, names: &[&str]) -> String {
    let folder = fixture(collection);
    names
        .iter()
        .map(|name| format!(" '{}'", folder.join(format!("{name}.csv")).display()))
        .collect()
}

#[test]
fn the_real_collections_load_whole() {
    let mut sandbox = Sandbox::new();
    sandbox.at("2026-11-24T09:00:00Z");
    for (collection, names, said) in [
        (
            "dc-capital",
            &["projects", "targets", "readings"][..],
            "#1 imported 520 projects, 1410 stages, 1410 targets, 1759 readings",
        ),
        (
            "decompilation",
            &["projects", "targets", "readings"],
            "#1 imported 5 projects, 136 stages, 136 targets, 1959 readings",
        ),
    ] {
        sandbox.ok(&format!("init --db {collection}.db"));
        let line = format!("import --db {collection}.db{}", files(collection, names));
        let start = Instant::now();
        let import = sandbox.run(&line);
        let took = start.elapsed();
        assert_eq!(import.code, 0, "{}", import.err);
        assert_eq!(import.err.lines().last(), Some(said));
        // Generous: a test build on a busy machine.
        assert!(took.as_secs() < 20, "{took:?}");
        let again = sandbox.run(&line);
        assert!(again.err.contains("nothing to import: "), "{}", again.err);
        let report = sandbox.json(&format!(
            "report --period all --format json --db {collection}.db"
        ));
        let total = report["summary"]["total"].as_u64().unwrap();
        assert_eq!(
            total,
            if collection == "dc-capital" {
                1410
            } else {
                136
            }
        );
    }
}

#[test]
fn yearly_official_dates_become_revisions_and_slips() {
    let mut sandbox = Sandbox::new();
    sandbox.at("2026-11-24T09:00:00Z");
    sandbox.ok("init");
    sandbox.write("p.csv", "code,name\na,A\n");
    sandbox.write("d.csv", "project,stage,as_of,due,note\na,Spend,2009-10-01,2010-09-30,x\na,Spend,2010-10-01,2010-09-30,x\na,Spend,2011-10-01,2012-09-30,y\n");
    sandbox.write(
        "t.csv",
        "project,stage,percent,start,due\na,Spend,100,2009-10-01,2012-09-30\n",
    );
    sandbox.ok("import p.csv t.csv d.csv");
    let on = |day: &str| {
        let report = sandbox.json(&format!("report --period all --format json --as-of {day}"));
        report["targets"][0].clone()
    };
    assert_eq!(on("2010-01-01")["due"], "2010-09-30");
    assert_eq!(on("2011-09-30")["due"], "2010-09-30");
    assert_eq!(on("2011-10-01")["due"], "2012-09-30");
    assert_eq!(on("2011-10-01")["slip"]["days"], 731);
    assert_eq!(on("2011-10-01")["slip"]["times"], 1);
}

#[test]
fn a_due_day_before_the_start_is_a_warning_with_its_row() {
    let mut sandbox = Sandbox::new();
    sandbox.at("2026-11-24T09:00:00Z");
    sandbox.ok("init");
    let line = format!(
        "import{}",
        files("dc-capital", &["projects", "targets", "readings"])
    );
    let said = sandbox.run(&line).err;
    // Counted in the file: these four, and no other, fall due before their start.
    for (row, due) in [
        (61, "2007-10-01"),
        (224, "2012-04-01"),
        (389, "2008-10-01"),
        (1326, "2015-09-30"),
    ] {
        let line = said.lines().find(|l| {
            l.contains(&format!(
                "targets.csv row {row}: due {due} is before the start"
            ))
        });
        assert!(line.is_some(), "row {row}\n{said}");
    }
    assert_eq!(said.matches("is before the start").count(), 4);
}

#[test]
fn a_declared_baseline_that_gives_way_to_a_reading_is_a_warning_with_its_row() {
    let sandbox = Sandbox::new();
    sandbox.ok("init");
    fs::write(sandbox.path("projects.csv"), "code,name_zh\na,甲\nb,乙\n").unwrap();
    fs::write(
        sandbox.path("targets.csv"),
        "project,stage,percent,due,period,baseline\na,piles,70,2021-12-31,2021H2,0\nb,piles,70,2021-12-31,2021H2,0\n",
    )
    .unwrap();
    fs::write(
        sandbox.path("readings.csv"),
        "project,stage,percent,as_of\na,piles,12.5,2021-06-20\nb,piles,5,2021-07-03\n",
    )
    .unwrap();
    let said = sandbox
        .run("import targets.csv readings.csv projects.csv --yes")
        .err;
    assert_eq!(
        said.lines().next(),
        Some(
            "warning: targets.csv row 2: the starting point is taken from the reading of 2021-06-20 (12.5 %)"
        )
    );
    assert_eq!(said.matches("is taken from").count(), 1, "{said}");
    // A row per target says so too.
    fs::write(
        sandbox.path("flat.csv"),
        "name,stage,percent,due,period,baseline,reading,as_of\n丙,桩基,70,2021-12-31,2021H2,0,9,2021-06-30\n",
    )
    .unwrap();
    let flat = sandbox.run("import flat.csv --yes").err;
    assert!(
        flat.starts_with(
            "warning: flat.csv row 2: the starting point is taken from the reading of 2021-06-30 (9 %)\n"
        ),
        "{flat}"
    );
}

#[test]
fn what_is_equal_stays_and_what_differs_is_a_revision() {
    let sandbox = Sandbox::with_sample();
    sandbox.ok("export --format csv -o out");
    let again = sandbox
        .run("import out/readings.csv out/targets.csv out/stages.csv out/projects.csv --yes");
    assert_eq!(
        again.err,
        "nothing to import: 49 projects, 77 stages, 46 targets, 36 readings already there\n"
    );
    sandbox.write(
        "t.csv",
        "project,stage,percent,due,period\njinhui,overall,75,2022-01-31,2021H2\n",
    );
    assert_eq!(
        sandbox.run("import t.csv --yes").err,
        "#2 imported 1 target (revised)\n"
    );
    let report = sandbox.json("report --format json");
    let jinhui = report["targets"]
        .as_array()
        .unwrap()
        .iter()
        .find(|t| t["project"] == "jinhui")
        .unwrap()
        .clone();
    assert_eq!(jinhui["slip"]["days"], 31);
    assert_eq!(jinhui["slip"]["original_percent"], 80);
    let flags = jinhui["flags"].to_string();
    assert!(
        flags.contains("slipped") && flags.contains("lowered"),
        "{flags}"
    );
    // The words belonged to the old date; the commitment was not given and stays.
    assert_eq!(jinhui["due_words"], serde_json::Value::Null);
    assert_eq!(jinhui["commitment"], "strive");
}

#[test]
fn a_missing_period_is_that_of_the_only_unmet_target_else_there_is_none() {
    let sandbox = Sandbox::with_sample();
    sandbox.write("t.csv", "project,stage,percent,due\njinhui,overall,85,2021-11-30\nreclaimed-water,earthwork,60,2022-03-31\n");
    sandbox.ok("import t.csv --yes");
    let report = sandbox.json("report --period all --format json");
    let find = |project: &str| {
        let targets = report["targets"].as_array().unwrap();
        targets
            .iter()
            .find(|t| t["project"] == project)
            .unwrap()
            .clone()
    };
    assert_eq!(find("jinhui")["period"], "2021H2");
    assert_eq!(find("jinhui")["target"], 85);
    assert_eq!(find("reclaimed-water")["period"], serde_json::Value::Null);
    // Two unmet ones: which is meant?
    sandbox.ok("target tianwo/resumption done --by 2021-09-30 --period 2021H2 --new");
    sandbox.write(
        "u.csv",
        "project,stage,percent,due\ntianwo,resumption,100,2021-10-31\n",
    );
    let said = sandbox.refused("import u.csv --yes");
    assert!(
        said.contains(
            "the stage has several unmet targets (#1, #2); give the period or the number"
        ),
        "{said}"
    );
}

#[test]
fn a_dry_run_says_the_same_and_writes_nothing() {
    let sandbox = Sandbox::with_sample();
    sandbox.write(
        "r.csv",
        "project,stage,percent,as_of\njinhui,overall,58,2021-07-31\njinhui,roof,5,2021-07-31\n",
    );
    let before = sandbox.ok("export");
    let dry = sandbox.run("import r.csv --dry-run");
    assert_eq!(
        dry.err,
        "would import 1 stage, 2 readings; nothing written (--dry-run)\n"
    );
    assert_eq!(sandbox.ok("export"), before);
    assert_eq!(
        sandbox.run("import r.csv --yes").err,
        "#2 imported 1 stage, 2 readings\n"
    );
}

#[test]
fn encodings_of_spreadsheets_are_read() {
    let sandbox = Sandbox::with_store();
    let text = "code,name\r\njinhui,金辉\r\ntongjia,童家1#地块\r\n";
    sandbox.write("utf8.csv", format!("\u{feff}{text}"));
    sandbox.write("gb.csv", encoding_rs::GB18030.encode(text).0);
    assert_eq!(
        sandbox.run("import gb.csv").err,
        "gb.csv: read as gb18030\n#1 imported 2 projects\n"
    );
    assert_eq!(
        sandbox.run("import utf8.csv").err,
        "nothing to import: 2 projects already there\n"
    );
}

#[test]
fn cells_of_spreadsheets_are_cut_and_told() {
    let sandbox = Sandbox::with_store();
    sandbox.write("p.csv", "code,name\na,A\n");
    sandbox.write("r.csv", "project,stage,percent,as_of\na,s,57.99999999999999,2021-07-01\na,s,62.345,2021-07-02\na,s,７２％,2021-07-03\n");
    let said = sandbox.run("import p.csv r.csv");
    assert_eq!(
        said.err,
        "warning: r.csv row 3: 62.345 was read as 62.34 %\n#1 imported 1 project, 1 stage, 3 readings\n"
    );
    let record = sandbox.ok("export");
    for figure in [5800, 6234, 7200].map(|hundredths| format!("\"percent\":{hundredths}}}")) {
        assert!(record.contains(&figure), "{figure}");
    }
}

#[test]
fn the_entry_names_its_files_and_their_hashes() {
    let sandbox = Sandbox::with_store();
    sandbox.write("p.csv", "code,name\na,A\n");
    sandbox.ok("import p.csv");
    let (entries, sources) = (sandbox.rows("entry"), sandbox.rows("source"));
    assert_eq!(entries[0]["who"], "wang");
    assert_eq!(entries[0]["command"], "import p.csv");
    assert_eq!(entries[0]["recorded_at"], "2021-08-01T09:00:00.000Z");
    assert_eq!(sources[0]["file"], "p.csv");
    // printf 'code,name\na,A\n' | sha256sum
    assert_eq!(
        sources[0]["sha256"],
        "6e743b2cd24a9d77e5cc3d16fd55eb591af0303b5670816101dfe0eb984783df"
    );
}

#[test]
fn a_code_that_a_project_once_had_is_free_for_one_of_another_name() {
    let mut sandbox = Sandbox::with_store();
    sandbox.at("2021-08-02T09:00:00Z");
    sandbox.ok("add 金辉 --code p1");
    sandbox.ok("edit p1 --code p2");
    // The same name: the list is older than the new code.
    sandbox.write("projects.csv", "code,name,lead\np1,金辉,王工\n");
    let said = sandbox.said("import projects.csv --yes");
    assert_eq!(
        said,
        "facts changed (1):\n  p2 金辉: lead 王工 (was none)\n#3 imported 1 project (revised)\n"
    );
    // Another: a new project, which must not rename the old one.
    sandbox.write("projects.csv", "code,name\np1,永发\n");
    let said = sandbox.said("import projects.csv --yes");
    assert_eq!(
        said,
        "new projects (1):\n  p1 永发\n#4 imported 1 project\n"
    );
    let listed = sandbox.ok("list");
    assert!(listed.contains("p1    永发"), "{listed}");
    assert!(listed.contains("p2    金辉"), "{listed}");
    // What was retracted was never a code.
    sandbox.ok("edit p2 --code p9");
    sandbox.ok("retract --reason slip");
    sandbox.refused("show p9");
    sandbox.refused("add p9/roof");
    sandbox.ok("show p2");
}

#[test]
fn a_row_that_repeats_the_day_that_is_only_the_periods_end_says_nothing_new() {
    let mut sandbox = Sandbox::with_projects();
    sandbox.ok("target jinhui/main-structure 80 --period 2021H2");
    sandbox.at("2021-08-02T09:00:00Z");
    sandbox.write(
        "targets.csv",
        "project,stage,percent,due,period\njinhui,main-structure,80,2021-12-31,2021H2\n",
    );
    let said = sandbox.said("import targets.csv --yes");
    assert_eq!(said, "nothing to import: 1 target already there\n");
    // Another day does.
    sandbox.write(
        "targets.csv",
        "project,stage,percent,due,period\njinhui,main-structure,80,2021-12-30,2021H2\n",
    );
    let said = sandbox.said("import targets.csv --yes");
    assert_eq!(
        said,
        "targets revised (1):\n  jinhui/main-structure Jinhui, main structure: target 80 % by \
         2021-12-30 (was by 2021-12-31) · 2021H2\n#7 imported 1 target (revised)\n"
    );
}

#[test]
fn of_a_targets_history_a_declared_baseline_that_gives_way_is_told_once_and_of_a_milestone_never() {
    let mut sandbox = Sandbox::with_projects();
    sandbox.at("2021-09-01T09:00:00Z");
    sandbox.ok("update jinhui/main-structure 10 --on 2021-06-30");
    sandbox.ok("update jinhui/opening not-yet --on 2021-06-30");
    let row = |stage: &str, revision: u8, percent: u8| {
        format!("jinhui,{stage},{percent},2021-12-31,2021H2,5,2021-07-0{revision},{revision}\n")
    };
    let rows = [
        row("main-structure", 1, 80),
        row("main-structure", 2, 70),
        row("opening", 1, 100),
    ];
    sandbox.write(
        "targets.csv",
        format!(
            "project,stage,percent,due,period,baseline,decided_on,revision\n{}",
            rows.concat()
        ),
    );
    let said = sandbox.said("import targets.csv --yes");
    assert_eq!(
        said,
        "new targets (2):\n  jinhui/main-structure Jinhui, main structure: target 80 % by \
         2021-12-31 · from 5 % · 2021H2\n  jinhui/opening Jinhui, opening: target done by \
         2021-12-31 · from 5 % · 2021H2\nwarning: targets.csv row 3: the starting point is taken from the reading of 2021-06-30 (10 %)\n\
         #8 imported 3 targets (2 new, 1 revised)\n"
    );
}

#[test]
fn words_that_mean_the_periods_end_are_a_deadline_of_their_own() {
    let sandbox = Sandbox::with_projects();
    sandbox.ok("target jinhui/main-structure 80 --period 2021H2");
    let implied = || {
        let report = sandbox.json("report --period all --format json");
        report["targets"][0]["due_implied"].clone()
    };
    assert_eq!(implied(), true);
    sandbox.write(
        "plan.csv",
        "name,stage,percent,due\n金辉,主体结构,80,年底前\n",
    );
    let said = sandbox.said("import plan.csv --yes");
    assert!(said.ends_with("1 target (revised)\n"), "{said}");
    assert_eq!(implied(), false);
}

#[test]
fn a_plan_of_codes_may_call_its_stages_by_names() {
    let sandbox = Sandbox::with_store();
    sandbox.write("projects.csv", "code,name\nDC-1,Library\n");
    sandbox.write(
        "targets.csv",
        "project,stage,percent,start,due\nDC-1,Environmental approvals,100,2021-01-01,2021-12-31\n\
         DC-1,Construction,100,2021-03-01,2022-12-31\n",
    );
    sandbox.write(
        "readings.csv",
        "project,stage,percent,as_of\nDC-1,environmental  Approvals,40,2021-06-30\nDC-1,construction,5,2021-06-30\n",
    );
    sandbox.ok("import projects.csv targets.csv readings.csv");
    let show = sandbox.json("show DC-1 --json");
    let stages = show["stages"].as_array().unwrap();
    let told = stages.iter().map(|stage| {
        let text = |key: &str| stage[key].as_str().unwrap().to_owned();
        (
            text("code"),
            text("name"),
            stage["reading"]["percent"].as_i64().unwrap(),
        )
    });
    let mut told: Vec<(String, String, i64)> = told.collect();
    told.sort();
    assert_eq!(
        told.iter()
            .map(|(code, _, percent)| (&**code, *percent))
            .collect::<Vec<_>>(),
        [("construction", 5), ("environmental-approvals", 40)]
    );
    // The same files again change nothing.
    let before = sandbox.ok("export");
    sandbox.ok("import projects.csv targets.csv readings.csv");
    assert_eq!(sandbox.ok("export"), before);
}
