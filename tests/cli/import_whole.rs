//! What an import must get right beyond single rows: order, repetition, and taking back.

use crate::sandbox::Sandbox;

/// A store with project a and the files given, imported in this order.
fn store(files: &[(&str, &str)]) -> Sandbox {
    let sandbox = Sandbox::with_store();
    sandbox.write("p.csv", "code,name\na,A\n");
    sandbox.ok("import p.csv");
    for (name, text) in files {
        sandbox.write(name, text);
        sandbox.ok(&format!("import {name} --yes"));
    }
    sandbox
}

fn first(sandbox: &Sandbox, line: &str) -> serde_json::Value {
    sandbox.json(&format!("report --period all --format json {line}"))["targets"][0].clone()
}

#[test]
fn an_import_taken_back_can_be_imported_again_corrected() {
    let sandbox = Sandbox::with_store();
    sandbox.write("p.csv", "code,name\na,A\n");
    sandbox.write(
        "t.csv",
        "project,stage,percent,due,period\na,s,50,2021-12-31,2021H2\n",
    );
    sandbox.ok("import p.csv t.csv");
    sandbox.ok("retract --reason 'wrong file'");
    assert_eq!(sandbox.json("report --format json")["summary"]["total"], 0);
    sandbox.write(
        "t.csv",
        "project,stage,percent,due,period\na,s,60,2021-12-31,2021H2\n",
    );
    assert_eq!(
        sandbox.run("import p.csv t.csv").err,
        "#3 imported 1 project, 1 stage, 1 target\n"
    );
    assert_eq!(first(&sandbox, "")["target"], 60);
    assert_eq!(first(&sandbox, "")["slip"], serde_json::Value::Null);
    assert!(sandbox.ok("verify").contains("sound"));
}

#[test]
fn settings_that_belong_together_come_in_any_order() {
    for text in [
        "key,value\npace.critical,2.00\npace.behind,1.80\n",
        "key,value\npace.behind,1.80\npace.critical,2.00\n",
        "key,value\npace.critical,1.08\npace.behind,1.05\n",
    ] {
        let sandbox = store(&[("s.csv", text)]);
        let limits = sandbox.json("report --format json")["limits"].clone();
        let expected = if text.contains("1.05") {
            (1.05, 1.08)
        } else {
            (1.8, 2.0)
        };
        assert_eq!(limits["behind"].as_f64(), Some(expected.0), "{text}");
        assert_eq!(limits["critical"].as_f64(), Some(expected.1), "{text}");
        // And out and in again.
        sandbox.ok("export --format csv -o out");
        sandbox.ok("init --db copy.db");
        sandbox.ok("import --db copy.db out/projects.csv out/settings.csv --yes");
        assert_eq!(
            sandbox.json("report --format json --db copy.db")["limits"],
            limits
        );
    }
}

#[test]
fn states_are_taken_in_the_order_of_their_days_and_only_once() {
    let text = "project,state,decided_on\na,active,2021-07-20\na,suspended,2021-07-10\n\
                a,suspended,2021-07-25\na,active,2021-07-25\n";
    let sandbox = store(&[
        (
            "t.csv",
            "project,stage,percent,due,period\na,s,50,2021-12-31,2021H2\n",
        ),
        ("states.csv", text),
    ]);
    let status = |day: &str| first(&sandbox, &format!("--as-of {day}"))["status"].clone();
    assert_eq!(status("2021-07-15"), "suspended");
    assert_eq!(status("2021-07-22"), "unknown");
    assert_eq!(status("2021-07-30"), "unknown");
    assert_eq!(
        sandbox.run("import states.csv --yes").err,
        "nothing to import: 4 states already there\n"
    );
}

#[test]
fn of_the_states_of_a_day_the_last_one_holds() {
    let sandbox = store(&[]);
    let import = |days: &[(&str, &str)]| {
        let rows: Vec<String> = (days.iter())
            .map(|(state, day)| format!("a,{state},{day}\n"))
            .collect();
        sandbox.write(
            "s.csv",
            format!("project,state,decided_on\n{}", rows.concat()),
        );
        sandbox.run("import s.csv --yes").err
    };
    let day = "2021-07-10";
    // Of one day the last row holds; there is one state a day.
    let back = [("active", day), ("suspended", day)];
    assert!(import(&back).ends_with("imported 2 states (1 new, 1 unchanged)\n"));
    let on = [("active", day), ("cancelled", day)];
    let said = import(&on);
    assert!(
        said.ends_with("imported 2 states (1 new, 1 unchanged)\n"),
        "{said}"
    );
    // Caught: each time the same rows were taken, there were two states more.
    for same in [on.as_slice(), &[("cancelled", day)]] {
        let said = import(same);
        assert!(said.starts_with("nothing to import"), "{said}");
    }
    let earlier = [("suspended", "2021-07-05"), ("suspended", "2021-07-05")];
    assert!(import(&earlier).ends_with("imported 2 states (1 new, 1 unchanged)\n"));
    assert_eq!(
        import(&earlier),
        "nothing to import: 2 states already there\n"
    );
    assert!(import(&[("closed", day)]).ends_with("imported 1 state\n"));
    assert!(import(&[("active", day)]).ends_with("imported 1 state\n"));
}

#[test]
fn a_state_that_a_project_was_in_by_then_is_not_exported() {
    let state = |day: &str| format!("project,state,decided_on,reason\na,suspended,{day},flood\n");
    let sandbox = store(&[("s.csv", &state("2021-07-20"))]);
    let exported = || {
        sandbox.ok("export --format csv -o out");
        sandbox.csv("out/states.csv")
    };
    assert_eq!(exported(), state("2021-07-20"));
    // Caught: both were exported, and a store filled from them had one.
    sandbox.write("s.csv", state("2021-07-10"));
    sandbox.ok("import s.csv --yes");
    assert_eq!(exported(), state("2021-07-10"));
    sandbox.ok("edit a --state active --on 2021-07-25 --reason dry");
    assert_eq!(
        exported(),
        format!("{}a,active,2021-07-25,dry\n", state("2021-07-10"))
    );
    // Without what came before it, it says nothing.
    sandbox.ok("retract 2 --reason mistaken");
    sandbox.ok("retract 3 --reason mistaken");
    assert_eq!(exported(), "project,state,decided_on,reason\n");
}

#[test]
fn going_back_on_the_same_day_is_a_revision() {
    let row = |percent: &str| {
        format!(
            "project,stage,percent,due,period,decided_on\na,s,{percent},2021-12-31,2021H2,2021-07-01\n"
        )
    };
    let (fifty, sixty) = (row("50"), row("60"));
    let sandbox = store(&[("1.csv", &fifty), ("2.csv", &sixty), ("3.csv", &fifty)]);
    assert_eq!(first(&sandbox, "")["target"], 50);
    assert!(
        sandbox
            .run("import 3.csv --yes")
            .err
            .contains("nothing to import")
    );
}

#[test]
fn one_target_spoken_of_twice_is_a_bad_row() {
    let sandbox = store(&[]);
    for (header, rows) in [
        ("period,decided_on", "2021H2,\na,s,60,2021-12-31,,"),
        (
            "period,decided_on",
            "2021H2,2021-08-01\na,s,60,2021-12-31,2021H2,",
        ),
    ] {
        sandbox.write(
            "t.csv",
            format!("project,stage,percent,due,{header}\na,s,50,2021-12-31,{rows}\n"),
        );
        let said = sandbox.refused("import t.csv");
        assert!(said.contains("stage 's': repeats t.csv row"), "{said}");
    }
}

#[test]
fn a_quote_that_is_never_closed_does_not_swallow_the_rest_in_silence() {
    let sandbox = store(&[]);
    for text in [
        "project,stage,percent,as_of,note\na,s,1,2021-07-01,\"abc\na,s,2,2021-07-02,x\n",
        "project,stage,percent,as_of,note\na,s,1,2021-07-01,\"abc",
    ] {
        sandbox.write("r.csv", text);
        let said = sandbox.refused("import r.csv --yes");
        assert!(
            said.contains("r.csv row 2, '\"abc': a quote is opened here and never closed"),
            "{said}"
        );
    }
    // Quotes within a cell, and a closed one at the end, are fine.
    sandbox.write("r.csv", "project,stage,percent,as_of,note\na,s,1,2021-07-01,5\" pipe\na,s,2,2021-07-02,\"a \"\"b\"\"\nc\"");
    assert!(
        sandbox
            .run("import r.csv --yes")
            .err
            .ends_with("2 readings\n")
    );
}

#[test]
fn a_record_that_breaks_a_rule_is_blamed_on_the_file_also_in_a_dry_run() {
    let sandbox = Sandbox::with_sample();
    let record = sandbox.ok("export");
    sandbox.ok("init --db copy.db");
    for (from, to) in [
        ("\"percent\":8000,\"due\"", "\"percent\":0,\"due\""),
        ("\"number\":1}", "\"number\":7}"),
    ] {
        assert!(record.contains(from), "{from}");
        sandbox.write("broken.json", record.replacen(from, to, 3));
        for line in [
            "import broken.json --db copy.db",
            "import --dry-run broken.json --db copy.db",
        ] {
            let said = sandbox.refused(line);
            assert!(said.starts_with("error: broken.json: line "), "{said}");
        }
    }
    sandbox.write("good.json", &record);
    let dry = sandbox.run("import --dry-run good.json --db copy.db");
    assert!(dry.err.starts_with("would restore 1 entry;"), "{}", dry.err);
    let dry = sandbox.run("import --dry-run good.json");
    assert!(
        dry.err.starts_with("would restore 0 entries"),
        "{}",
        dry.err
    );
}

#[test]
fn a_stage_with_a_partial_target_is_no_milestone() {
    let sandbox = store(&[(
        "t.csv",
        "project,stage,percent,due,period\na,s,50,2021-12-31,2021H2\n",
    )]);
    sandbox.write("s.csv", "project,stage,kind\na,s,milestone\n");
    let said = sandbox.refused("import s.csv --yes");
    assert!(
        said.contains(
            "kind 'milestone': a/s cannot be a milestone, done or not done: it has a target of 50 %"
        ),
        "{said}"
    );
    let said = sandbox.refused("edit a/s --kind milestone");
    assert!(said.contains("it has a target of 50 %"), "{said}");
}

#[test]
fn with_skip_bad_a_row_is_left_out_whole() {
    let sandbox = Sandbox::with_store();
    sandbox.write(
        "p.csv",
        "code,name,state,decided_on\na,A,suspended,2022-01-01\nb,B,,\n",
    );
    let said = sandbox.run("import --skip-bad p.csv").err;
    assert!(
        said.contains("p.csv row 2, decided_on '2022-01-01': after today (2021-08-01); only what has happened can be recorded"),
        "{said}"
    );
    assert!(said.ends_with("#1 imported 1 project\n"), "{said}");
    assert!(!sandbox.ok("list").contains(" A "));
}

#[test]
fn an_export_leaves_no_file_of_an_earlier_one_that_would_count() {
    let sandbox = store(&[("s.csv", "key,value\nrule,gap\n")]);
    sandbox.ok("export --format csv -o out");
    sandbox.write("s.csv", "key,value\nrule,pace\n");
    sandbox.ok("import s.csv --yes");
    sandbox.ok("export --format csv -o out");
    sandbox.ok("init --db copy.db");
    sandbox.ok("import --db copy.db out/projects.csv out/stages.csv out/targets.csv out/readings.csv out/states.csv out/settings.csv --yes");
    assert_eq!(
        sandbox.json("report --format json --db copy.db")["rule"],
        "pace"
    );
}

#[test]
fn a_word_without_a_figure_beside_a_figure_is_new() {
    let sandbox = store(&[("r.csv", "project,stage,percent,as_of\na,s,50,2021-07-01\n")]);
    sandbox.write(
        "u.csv",
        "project,stage,percent,as_of,note\na,s,,2021-07-01,rain\n",
    );
    assert!(
        sandbox
            .run("import u.csv --yes")
            .err
            .ends_with("imported 1 reading\n")
    );
}
