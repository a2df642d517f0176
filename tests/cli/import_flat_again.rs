//! Whatever a flat CSV says, saying it again says nothing new.

use proptest::prelude::*;

use crate::import_flat::july;

/// A row of the columns of [`HEADER`].
fn row() -> impl Strategy<Value = String> {
    let pick = |choices: &[&'static str]| prop::sample::select(choices.to_vec());
    (
        pick(&["甲", "Jinhui", "乙桥"]),
        pick(&["", "主体", "开业", "roof", "overall"]),
        pick(&["", "", "measured", "节点"]),
        pick(&["", "70", "100", "完成", "40%", "12.5"]),
        pick(&[
            "",
            "2021-12-31",
            "年底前",
            "力争年底",
            "尽早",
            "2022年3月底",
            "+40d",
            "力争11月底完成",
            "本月底",
        ]),
        pick(&["", "", "2021H2", "2022H1", "2021"]),
        pick(&["", "0", "5"]),
        pick(&["", "", "ensure", "推动"]),
        pick(&["", "", "5", "60", "已完成", "推进中"]),
        pick(&["", "住建办"]),
    )
        .prop_map(
            |(name, stage, kind, percent, due, period, baseline, commitment, reading, unit)| {
                let cells = [
                    name, stage, kind, percent, due, period, baseline, commitment, reading, unit,
                ];
                format!("{},2021-07-19\n", cells.join(","))
            },
        )
}

const HEADER: &str = "name,stage,kind,percent,due,period,baseline,commitment,reading,unit,as_of\n";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    // Seen to catch: +40d counted anew from the later day; a commitment word taken away because
    // its own column is empty; a stage that is there made a milestone.
    #[test]
    fn the_same_file_again_changes_nothing(
        rows in prop::collection::vec(row(), 1..7),
        later in prop::sample::select(vec!["2021-07-20", "2021-08-30", "2022-02-01", "2022-12-31"]),
    ) {
        let mut sandbox = july();
        sandbox.write("plan.csv", format!("{HEADER}{}", rows.concat()));
        // Rows that contradict each other are another matter.
        let first = sandbox.run("import plan.csv --skip-bad");
        prop_assume!(!first.err.contains("skipped"));
        prop_assert_eq!(first.code, 0, "{}", first.err);
        let before = sandbox.ok("export");
        sandbox.at(&format!("{later}T12:00:00Z"));
        let again = sandbox.run("import plan.csv");
        prop_assert!(again.err.starts_with("nothing to import: "), "{}", again.err);
        prop_assert_eq!(sandbox.ok("export"), before);
    }
}

#[test]
fn a_day_that_was_implied_is_revised_where_a_row_says_it() {
    let sandbox = july();
    sandbox.write(
        "plan.csv",
        "name,stage,percent,due,period\n甲,主体,70,,2021H2\n",
    );
    sandbox.ok("import plan.csv --yes");
    let is_implied = || {
        let target = &sandbox.json("report --period all --format json")["targets"][0];
        assert_eq!(target["due"], "2021-12-31");
        target["due_implied"] == true
    };
    assert!(is_implied());
    sandbox.write(
        "plan.csv",
        "name,stage,percent,due,period\n甲,主体,70,2021-12-31,2021H2\n",
    );
    let said = sandbox.run("import plan.csv --yes");
    assert!(said.err.contains("1 target (revised)"), "{}", said.err);
    assert!(!said.err.contains("warning"), "{}", said.err);
    assert!(!is_implied());
}

#[test]
fn terms_that_are_those_of_now_but_for_the_implied_day_are_not_earlier_ones() {
    let sandbox = july();
    sandbox.write(
        "plan.csv",
        "name,stage,percent,due,period\n甲,主体,70,,2021H2\n",
    );
    sandbox.ok("import plan.csv --yes");
    sandbox.ok("target 甲/主体 --commitment strive");
    sandbox.write(
        "plan.csv",
        "name,stage,percent,due,period\n甲,主体,70,2021-12-31,2021H2\n",
    );
    let said = sandbox.run("import plan.csv --yes");
    assert!(said.err.contains("1 target (revised)"), "{}", said.err);
}
