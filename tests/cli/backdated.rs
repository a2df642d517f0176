//! Figures of an earlier day than the last one: they lie between two others.

use crate::sandbox::Sandbox;

/// `jinhui/main-structure` at 30 on 31 July, 60 on 31 August (entry 7) and 70 on 30 September.
fn with_figures() -> Sandbox {
    let mut sandbox = Sandbox::with_projects();
    sandbox.at("2021-10-15T09:00:00Z");
    for line in [
        "update jinhui/main 30 --on 2021-07-31",
        "update jinhui/main 60 --on 2021-08-31",
        "update jinhui/main 70 --on 2021-09-30",
    ] {
        sandbox.ok(line);
    }
    sandbox
}

#[test]
fn a_figure_above_the_next_later_one_needs_lower_too() {
    let sandbox = with_figures();
    sandbox.refuses(
        "update jinhui/main 65 --on 2021-08-15",
        "jinhui/main-structure: 65 % on 2021-08-15 is higher than 60 % on 2021-08-31; add --lower if progress was lost in between, or retract the later figure: project retract 7 --reason ..",
        "jinhui/main-structure：2021年8月15日的65%高于其后2021年8月31日的60%；其间确属回退请加 --lower，若后一数据有误请撤回：project retract 7 --reason 理由",
    );
    sandbox.refuses(
        "update jinhui/main done --on 2021-09-15",
        "jinhui/main-structure: 100 % on 2021-09-15 is higher than 70 % on 2021-09-30; add --lower if progress was lost in between, or retract the later figure: project retract 8 --reason ..",
        "jinhui/main-structure：2021年9月15日的100%高于其后2021年9月30日的70%；其间确属回退请加 --lower，若后一数据有误请撤回：project retract 8 --reason 理由",
    );
    // Before the first one, and in place of one that is there.
    sandbox.refused("update jinhui/main 31 --on 2021-07-10");
    sandbox.refused("update jinhui/main 71 --on 2021-08-31");
    // Between its neighbours or equal to them, it is taken; so is what is meant.
    sandbox.ok("update jinhui/main 45 --on 2021-08-15");
    sandbox.ok("update jinhui/main 70 --on 2021-09-15");
    sandbox.ok("update jinhui/main 30 --on 2021-07-10");
    sandbox.ok("update jinhui/main 80 --on 2021-09-16 --lower");
    // That 30 September is lower was meant then, and is not asked again.
    sandbox.ok("update jinhui/main 82 --on 2021-09-16");
}

#[test]
fn a_milestone_that_was_reported_open_later_is_not_done_before() {
    let mut sandbox = Sandbox::with_projects();
    sandbox.at("2021-10-15T09:00:00Z");
    sandbox.ok("update jinhui/opening not-yet --on 2021-10-10");
    sandbox.refuses(
        "update jinhui/opening done --on 2021-10-01",
        "jinhui/opening: 100 % on 2021-10-01 is higher than 0 % on 2021-10-10; add --lower if progress was lost in between, or retract the later figure: project retract 6 --reason ..",
        "jinhui/opening：2021年10月1日的100%高于其后2021年10月10日的0%；其间确属回退请加 --lower，若后一数据有误请撤回：project retract 6 --reason 理由",
    );
    sandbox.ok("update jinhui/opening done --on 2021-10-01 --lower");
}

#[test]
fn lines_are_compared_with_what_follows_them_in_the_record_and_among_themselves() {
    let sandbox = with_figures();
    // 08-31 is said anew, so 65 is compared with the 66 that is now to follow.
    let lines = "jinhui/main 65 08-15\njinhui/main 66 08-31\n";
    assert_eq!(sandbox.fed("update -", lines).code, 0);
    // 08-31 is said again as it stands: 67 lies above it.
    let lines = "jinhui/main 67 08-16\njinhui/main 66 08-31\n";
    let ran = sandbox.fed("update -", lines);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err
            .contains("67 % on 2021-08-16 is higher than 66 % on 2021-08-31"),
        "{}",
        ran.err
    );
    // The last of the lines is compared with what the record has beyond them.
    let lines = "jinhui/main 66 09-01\njinhui/main 71 09-02\n";
    let ran = sandbox.fed("update -", lines);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err
            .contains("71 % on 2021-09-02 is higher than 70 % on 2021-09-30"),
        "{}",
        ran.err
    );
}

#[test]
fn a_sheet_is_told_of_it() {
    let sandbox = with_figures();
    sandbox.write(
        "old.csv",
        "project,stage,as_of,percent\njinhui,main-structure,2021-08-15,65\n",
    );
    let ran = sandbox.run("import old.csv");
    assert_eq!(ran.code, 2, "{}", ran.err);
    let plan = "figures that fall (1):\n  jinhui/main-structure Jinhui, main structure: \
        65 % on 2021-08-15 (later 60 % on 2021-08-31)\nnew figures (1): jinhui 1\n";
    assert_eq!(ran.out, plan);
    sandbox.ok("import old.csv --yes");
}
