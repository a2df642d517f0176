//! Which target a statement means: the same at every entrance, whatever form it comes in.

use crate::sandbox::Sandbox;

/// What is said of the stage `p/overall`, as a command and as a row say it.
struct Said {
    percent: &'static str,
    due: &'static str,
}

const FIRST: &str = "target p 80 --by 2021-12-31 --on 2021-07-01";
const FIRST_LABELLED: &str = "target p 80 --by 2021-12-31 --label x --on 2021-07-01";
const EARLIER: &str = "target p 60 --by 2021-06-30 --on 2021-02-01";
const MET: &str = "update p 85";

/// The targets of the stage, as `number percent due`, and what the record came to hold of them.
fn targets(sandbox: &Sandbox) -> (Vec<String>, usize) {
    let shown = sandbox.json("report --period all --format json");
    let rows = shown["targets"].as_array().unwrap().iter();
    let mut targets: Vec<String> = rows
        .map(|row| {
            let due = row["due"].as_str().unwrap_or("-");
            format!("{} {} {due}", row["number"], row["target"])
        })
        .collect();
    targets.sort();
    (targets, sandbox.rows("revision").len())
}

#[test]
fn every_entrance_means_the_same_target() {
    for (setup, Said { percent, due }, expected, revisions) in [
        // The only unmet one, whatever its due day.
        (
            &[FIRST][..],
            Said {
                percent: "90",
                due: "2022-06-30",
            },
            &["1 90 2022-06-30"][..],
            2,
        ),
        // None is unmet, and more is asked for by a later day: a new one.
        (
            &[FIRST, MET],
            Said {
                percent: "90",
                due: "2022-06-30",
            },
            &["1 80 2021-12-31", "2 90 2022-06-30"],
            2,
        ),
        // None is unmet, but one says just that.
        (
            &[FIRST, MET],
            Said {
                percent: "80",
                due: "2021-12-31",
            },
            &["1 80 2021-12-31"],
            1,
        ),
        // None is unmet: the met one has another due day now,
        (
            &[FIRST, MET],
            Said {
                percent: "80",
                due: "2022-03-31",
            },
            &["1 80 2022-03-31"],
            2,
        ),
        // or another goal.
        (
            &[FIRST, MET],
            Said {
                percent: "90",
                due: "2021-12-31",
            },
            &["1 90 2021-12-31"],
            2,
        ),
        // Of several met ones, each is a step on its own.
        (
            &[EARLIER, "target p 80 --by 2021-12-31 --period 2021H2", MET],
            Said {
                percent: "80",
                due: "2022-01-31",
            },
            &["1 60 2021-06-30", "2 80 2022-01-31"],
            3,
        ),
        (
            &[EARLIER, "target p 80 --by 2021-12-31 --period 2021H2", MET],
            Said {
                percent: "60",
                due: "2021-07-10",
            },
            &["1 60 2021-07-10", "2 80 2021-12-31"],
            3,
        ),
        // What was given up is not met.
        (
            &[FIRST, "target p --drop --reason x"],
            Said {
                percent: "80",
                due: "2022-03-31",
            },
            &["1 80 2021-12-31", "2 80 2022-03-31"],
            3,
        ),
        // No label is given, so any fits.
        (
            &[FIRST_LABELLED],
            Said {
                percent: "90",
                due: "2022-06-30",
            },
            &["1 90 2022-06-30"],
            2,
        ),
        // Of several, the one with that due day.
        (
            &[EARLIER, "target p 80 --by 2021-12-31 --period 2021H2"],
            Said {
                percent: "85",
                due: "2021-12-31",
            },
            &["1 60 2021-06-30", "2 85 2021-12-31"],
            3,
        ),
    ] {
        let start = Sandbox::with_store();
        start.ok("add P --code p");
        setup.iter().for_each(|line| drop(start.ok(line)));
        let flat = format!("code,name,stage,percent,due\np,P,overall,{percent},{due}\n");
        let by_command = start.copied();
        by_command.ok(&format!("target p {percent} --by {due}"));
        let by_flat_sheet = start.copied();
        by_flat_sheet.write("t.csv", &flat);
        by_flat_sheet.ok("import t.csv --yes");
        let by_targets = start.copied();
        let rows = format!("project,stage,percent,due\np,overall,{percent},{due}\n");
        by_targets.write("t.csv", rows);
        by_targets.ok("import t.csv --yes");
        let by_lines = start.copied();
        assert_eq!(by_lines.fed("import - --yes", &flat).code, 0);
        for (entrance, sandbox) in [
            ("target", by_command),
            ("flat sheet", by_flat_sheet),
            ("targets.csv", by_targets),
            ("import -", by_lines),
        ] {
            let (found, written) = targets(&sandbox);
            assert_eq!(found, expected, "{entrance}: {setup:?}, {percent} by {due}");
            assert_eq!(
                written, revisions,
                "{entrance}: {setup:?}, {percent} by {due}"
            );
        }
    }
}

/// A target that was given up is set again by a command, and by no sheet of an earlier day.
#[test]
fn only_a_command_takes_earlier_terms_up_again() {
    let sandbox = Sandbox::with_store();
    sandbox.ok("add P --code p");
    sandbox.ok(FIRST);
    sandbox.ok("target p 90 --by 2022-03-31");
    sandbox.write(
        "t.csv",
        "code,name,stage,percent,due\np,P,overall,80,2021-12-31\n",
    );
    let said = sandbox.run("import t.csv --yes");
    assert!(
        said.err
            .contains("the terms of p/overall#1 before it was revised"),
        "{}",
        said.err
    );
    assert_eq!(targets(&sandbox).0, ["1 90 2022-03-31"]);
    sandbox.ok("target p 80 --by 2021-12-31");
    assert_eq!(targets(&sandbox).0, ["1 80 2021-12-31"]);
    sandbox.ok("target p --drop --reason x");
    sandbox.ok("target p 80 --by 2021-12-31");
    assert_eq!(targets(&sandbox).0, ["1 80 2021-12-31", "2 80 2021-12-31"]);
}

/// Next month's sheet after a target was met: what differs is a revision that is asked about; other
/// words for the same day are nothing.
#[test]
fn a_row_of_a_met_target_is_of_that_target() {
    let mut sandbox = Sandbox::with_store();
    sandbox.write(
        "plan.csv",
        "name,stage,percent,start,due,baseline,reading,as_of\n\
         Jinhui,roof,80,2021-07-05,力争年底前,10,85,2021-07-31\n",
    );
    sandbox.ok("import plan.csv --yes");
    sandbox.at("2021-09-01T09:00:00Z");
    let row = |said: &str| {
        let text = format!("name,stage,percent,start,due,baseline\nJinhui,roof,{said}\n");
        sandbox.write("plan.csv", text);
    };
    for same in [
        "80,2021-07-05,力争年底前,10",
        "80,2021-07-05,力争12月31日,10",
        "80,2021-07-05,力争2021年12月底前完成,10",
        "80,,2021-12-31,10",
    ] {
        row(same);
        let said = sandbox.run("import plan.csv");
        assert!(
            said.err.starts_with("nothing to import"),
            "{same}: {}",
            said.err
        );
    }
    for (other, shown) in [
        ("80,2021-07-05,2021-11-30,10", "11-30"),
        ("80,2021-07-12,力争年底前,10", "from 10 % on 2021-07-11"),
        ("80,2021-07-05,力争年底前,20", "from 20 %"),
        ("80,2021-07-05,确保年底前,10", "ensure"),
        ("90,2021-07-05,力争年底前,10", "90 %"),
    ] {
        row(other);
        let said = sandbox.run("import plan.csv");
        assert_eq!(said.code, 2, "{other}: {}{}", said.out, said.err);
        let asked = format!("{}{}", said.out, said.err);
        assert!(asked.contains("targets revised (1):"), "{other}: {asked}");
        assert!(asked.contains(shown), "{other}: {asked}");
    }
    // A later period is another matter.
    sandbox.write(
        "plan.csv",
        "name,stage,percent,due,period\nJinhui,roof,80,2022-06-30,2022H1\n",
    );
    let said = sandbox.run("import plan.csv");
    assert!(
        said.out.contains("new targets (1):"),
        "{}{}",
        said.out,
        said.err
    );
}
