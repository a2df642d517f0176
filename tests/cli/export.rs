use std::fs;

use crate::sandbox::{Sandbox, fixture};

/// A record with all that import can bring: revisions, states, settings, lower figures, notes.
fn rich() -> Sandbox {
    let mut sandbox = Sandbox::with_sample();
    sandbox.write(
        "targets.csv",
        "project,stage,percent,due,period,decided_on,state,baseline,via,note,label\n\
         jinhui,overall,80,2022-03-31,2021H2,2021-07-20,active,,,moved,\n\
         jinhui,overall,75,2022-03-31,2021H2,2021-07-25,active,,,lowered,\n\
         xiangsheng,overall,80,2021-12-31,2021H2,2021-07-22,suspended,,,,\n\
         west-plot,main-structure,70,2021-12-31,2021H2,2021-07-01,active,5,2021-09-30:20 2021-10-31:50.5,,\n\
         west-plot,main-structure,40,2021-09-30,2021H2,2021-07-01,active,,,,first\n",
    );
    sandbox.write("states.csv", "project,state,decided_on,reason\nningshui,suspended,2021-07-10,=funds\nningshui,active,2021-07-20,\nbeihai-road,cancelled,2021-07-15,\n");
    sandbox.write("settings.csv", "key,value\nrule,gap\ngap.critical,40\n");
    sandbox.write(
        "readings.csv",
        "project,stage,percent,as_of,note\njinhui,overall,12.5,2021-07-05,\"- with a, comma\nand a line\"\n\
         jinhui,overall,11,2021-07-28,\nwest-plot,main-structure,7,2021-07-15,\nwest-plot,main-structure,,2021-07-30,under way\n",
    );
    sandbox.write(
        "stages.csv",
        "project,stage,weight,unit,total\nwest-plot,main-structure,60,floors,18\n",
    );
    sandbox.write(
        "projects.csv",
        "code,alias,alias_certain,lead\njinhui,金辉一期;金辉二期,yes;no,王工\n",
    );
    sandbox.write(
        "texts.csv",
        "project,name,value\njinhui,施工单位,'=三建\njinhui,site,\"Beihai Road 3,\nwest\"\nwest-plot,施工单位,一建\n",
    );
    sandbox.at("2021-08-02T09:00:00Z");
    sandbox.ok(
        "import texts.csv targets.csv states.csv settings.csv readings.csv stages.csv projects.csv --yes",
    );
    sandbox
}

#[test]
fn json_goes_in_again_as_an_equal_store_with_the_same_bytes() {
    let sandbox = rich();
    let first = sandbox.ok("export");
    sandbox.write("record.json", &first);
    sandbox.ok("init --db copy.db");
    assert_eq!(
        sandbox.run("import record.json --db copy.db").err,
        "restored 2 entries\n"
    );
    assert_eq!(sandbox.ok("export --db copy.db"), first);
    sandbox.ok("export -o again.json --db copy.db");
    assert_eq!(
        fs::read_to_string(sandbox.path("again.json")).unwrap(),
        first
    );
    for known in ["2021-08-01", "2021-08-02"] {
        let line = format!("report --period all --format json --known-on {known}");
        assert_eq!(
            sandbox.ok(&line),
            sandbox.ok(&format!("{line} --db copy.db"))
        );
    }
    // What is there already is read past, and another record is refused.
    assert_eq!(
        sandbox.run("import record.json").err,
        "restored 0 entries\n"
    );
    sandbox.ok("init --sample --db other.db");
    let said = sandbox.refused("import record.json --db other.db");
    assert!(
        said.contains("this store has a different entry #1"),
        "{said}"
    );
}

#[test]
fn csv_goes_in_again_as_a_store_that_judges_equally_on_every_day() {
    let sandbox = rich();
    sandbox.ok("export --format csv -o out");
    sandbox.ok("init --db copy.db");
    sandbox.ok("import --db copy.db out/projects.csv out/stages.csv out/targets.csv out/readings.csv out/states.csv out/settings.csv out/texts.csv --yes");
    let mut day: project_tracker::model::Day = "2021-06-20".parse().unwrap();
    let end = "2022-04-10".parse().unwrap();
    while day < end {
        let line = format!("report --period all --format json --as-of {day}");
        assert_eq!(
            sandbox.ok(&line),
            sandbox.ok(&format!("{line} --db copy.db")),
            "{day}"
        );
        day = day.plus(3).unwrap();
    }
    // The same files once more change nothing, in either store.
    for store in ["store.db", "copy.db"] {
        let again = sandbox.run(&format!("import --db {store} out/projects.csv out/stages.csv out/targets.csv out/readings.csv out/states.csv out/settings.csv out/texts.csv --yes"));
        assert!(
            again.err.contains("nothing to import"),
            "{store}: {}",
            again.err
        );
    }
    sandbox.ok("export --format csv -o twice --db copy.db");
    for name in [
        "projects", "stages", "targets", "readings", "states", "settings", "texts",
    ] {
        let read = |folder: &str| {
            fs::read_to_string(sandbox.path(&format!("{folder}/{name}.csv"))).unwrap()
        };
        assert_eq!(read("out"), read("twice"), "{name}");
    }
}

#[test]
fn real_collections_survive_both_ways() {
    let mut sandbox = Sandbox::new();
    sandbox.at("2026-11-24T09:00:00Z");
    sandbox.ok("init");
    let folder = fixture("dc-capital");
    let files: Vec<String> = ["projects", "targets", "readings", "official-dates"]
        .iter()
        .map(|name| format!("'{}'", folder.join(format!("{name}.csv")).display()))
        .collect();
    sandbox.ok(&format!("import {}", files.join(" ")));
    sandbox.ok("export -o record.json");
    sandbox.ok("init --db json.db");
    sandbox.ok("import record.json --db json.db");
    sandbox.ok("export --format csv -o out");
    sandbox.ok("init --db csv.db");
    sandbox
        .ok("import --db csv.db out/projects.csv out/stages.csv out/targets.csv out/readings.csv");
    for day in [
        "2010-01-01",
        "2012-10-01",
        "2015-06-30",
        "2017-01-01",
        "2026-11-24",
    ] {
        let line = format!("report --period all --format json --as-of {day}");
        let report = sandbox.ok(&line);
        assert_eq!(report, sandbox.ok(&format!("{line} --db json.db")), "{day}");
        assert_eq!(report, sandbox.ok(&format!("{line} --db csv.db")), "{day}");
    }
    assert_eq!(sandbox.ok("export"), sandbox.ok("export --db json.db"));
}

#[test]
fn a_project_taken_back_leaves_no_state_in_the_csvs() {
    let sandbox = Sandbox::with_store();
    sandbox.write("p.csv", "code,name\na,A\n");
    sandbox.write("q.csv", "code,name\nb,B\n");
    sandbox.write(
        "s.csv",
        "project,state,decided_on\nb,suspended,2021-07-01\na,suspended,2021-07-02\n",
    );
    for file in ["p.csv", "q.csv", "s.csv"] {
        sandbox.ok(&format!("import {file} --yes"));
    }
    let said = sandbox.refused("retract 2 --reason mistaken");
    assert!(said.contains("#3 would be left without"), "{said}");
    sandbox.ok("retract 2 --with-dependents --reason mistaken");
    sandbox.ok("export --format csv -o out");
    assert_eq!(
        sandbox.csv("out/states.csv"),
        "project,state,decided_on,reason\n"
    );
    sandbox.ok("init --db copy.db");
    sandbox.ok("import --db copy.db out/projects.csv out/states.csv --yes");
}

#[test]
fn a_file_that_is_no_record_is_refused() {
    let sandbox = Sandbox::with_store();
    for (text, what) in [
        ("{", "line 1: not a line of a record"),
        (
            "{\"schema\": \"project.report/1\"}",
            "the format of this record is 'project.report/1'",
        ),
        (
            "{\"schema\":\"project.record/9\"}\n",
            "the format of this record is 'project.record/9'",
        ),
        (
            "{\"schema\":\"project.record/1\"}\n{\"table\":\"project\",\"id\":1,\"entry\":1}\n",
            "line 2: ",
        ),
    ] {
        sandbox.write("x.json", text);
        let said = sandbox.refused("import x.json");
        assert!(said.contains(what), "{said}");
    }
    assert!(
        sandbox
            .refused("export --format csv")
            .contains("name a folder")
    );
}

#[test]
fn what_was_said_twice_of_a_day_comes_in_again_as_it_stands() {
    let mut sandbox = Sandbox::with_projects();
    sandbox.at("2021-08-02T09:00:00Z");
    sandbox.ok("update jinhui/main-structure underway --on 2021-07-31 --note 在建");
    sandbox.ok("update jinhui/main-structure 30 --on 2021-07-31 --note 过半");
    sandbox.ok("export --format csv -o out");
    let said = sandbox.said("import out/readings.csv");
    assert_eq!(said, "nothing to import: 1 reading already there\n");
}

#[test]
fn a_due_day_taken_away_from_beneath_later_terms_leaves_terms_that_come_in_again() {
    let mut sandbox = Sandbox::with_projects();
    sandbox.at("2021-09-01T09:00:00Z");
    let stage = "jinhui/main-structure";
    sandbox.ok(&format!(
        "target {stage} 80 --period 2021H2 --on 2021-07-06"
    ));
    sandbox.ok(&format!(
        "target {stage} 80 --via 2021-10-31:40 --on 2021-08-15"
    ));
    sandbox.ok(&format!("target {stage} 80 --by 尽早 --on 2021-08-01"));
    let report = sandbox.json("report --period all --format json");
    let target = &report["targets"][0];
    assert_eq!(
        (target["due"].as_str(), &target["due_implied"]),
        (None, &false.into())
    );
    sandbox.ok("export --format csv -o out");
    sandbox.ok("init --db copy.db");
    sandbox.ok("import --db copy.db out/projects.csv out/stages.csv out/targets.csv");
    assert_eq!(
        sandbox.json("report --db copy.db --period all --format json"),
        report
    );
}
