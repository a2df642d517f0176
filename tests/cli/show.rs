use crate::sandbox::Sandbox;

fn with_readings() -> Sandbox {
    let mut sandbox = Sandbox::new();
    sandbox.at("2022-02-01T09:00:00Z");
    sandbox.ok("init --sample");
    sandbox.write(
        "targets.csv",
        "project,stage,percent,due,due_words,period,baseline,commitment,note,decided_on\n\
         west-plot,main-structure,70,2021-12-31,年底前,2021H2,0,expected,piles reported first,2021-07-01\n",
    );
    sandbox.write(
        "readings.csv",
        "project,stage,percent,as_of,note,problem,next_step\n\
         west-plot,main-structure,9,2021-07-31,,,\n\
         west-plot,main-structure,18,2021-08-31,,,\n\
         west-plot,main-structure,30,2021-09-30,seven floors up,two cranes idle,night shift\n",
    );
    sandbox.ok("import targets.csv readings.csv --yes");
    sandbox
}

#[test]
fn a_verdict_shows_its_rule_its_inputs_and_its_arithmetic() {
    let sandbox = with_readings();
    insta::assert_snapshot!(
        "show_en",
        sandbox.ok("show west-plot --as-of 2021-09-30 --lang en")
    );
    insta::assert_snapshot!(
        "show_zh",
        sandbox.ok("show west-plot --as-of 2021-09-30 --lang zh")
    );
}

#[test]
fn a_stage_without_a_figure_names_the_one_that_has_one() {
    let sandbox = Sandbox::with_sample();
    insta::assert_snapshot!("show_other_stage_en", sandbox.ok("show jinhui --lang en"));
    insta::assert_snapshot!("show_other_stage_zh", sandbox.ok("show jinhui --lang zh"));
}

#[test]
fn each_rule_without_figures_says_why() {
    let sandbox = Sandbox::with_sample();
    for (line, why) in [
        (
            "tianwo --as-of 2021-07-31",
            "rule 5: past due, and no figure on or after the due day",
        ),
        (
            "tianwo --as-of 2021-07-31",
            "!? due 2021-06-30, 31 days ago, and reported on 2021-06-30 only in words, without a figure: nobody knows whether it is done\n",
        ),
        ("fenghui-city --as-of 2021-06-30", "rule 6: not begun"),
        ("fenghui-city --as-of 2021-06-30", "begins on 2021-07-01"),
        (
            "yuanzhou-plan",
            "no due day to judge it by; no report of it yet",
        ),
        ("fenghui-city", "rule 8: a milestone not yet due"),
        (
            "fenghui-city",
            "due in 152 days, on 2021-12-31; no report of it yet",
        ),
        ("yuanzhou-plan", "rule 7: no due day"),
        (
            "huizhen-school",
            "nobody knows how far it is: no report of it yet\n",
        ),
        ("farmland --as-of 2021-07-31", "over the limit of 15.5 days"),
        (
            "farmland --as-of 2021-07-01",
            "nothing since the starting point, 65 % on 2021-06-30",
        ),
    ] {
        let shown = sandbox.ok(&format!("show {line}"));
        assert!(shown.contains(why), "{line}: {why}\n{shown}");
    }
}

#[test]
fn a_project_is_found_by_code_name_alias_beginning_pinyin_and_initials() {
    let sandbox = Sandbox::with_sample();
    for query in ["jinhui", "JINHUI", "金辉", "Jinhui", "jinh", "金", "jh"] {
        assert!(
            sandbox.ok(&format!("show {query}")).starts_with("jinhui "),
            "{query}"
        );
    }
    assert!(sandbox.ok("show 永发电子").starts_with("yongfa "));
    assert_eq!(
        sandbox.refused("show jinhiu"),
        "error: no project is called 'jinhiu'; did you mean jinhui?\n"
    );
    let several = sandbox.refused("show kangqiao");
    assert_eq!(
        several,
        "error: 'kangqiao' may be any of kangqiao-east (Kangqiao Road east plot), kangqiao-plan (Kangqiao Road corridor plan); give the full code\n"
    );
    let stage = sandbox.refused("show jinhui/roof");
    assert_eq!(
        stage,
        "error: jinhui has no stage 'roof'; its stages are residential-main-structure, basement, overall\n"
    );
}

#[test]
fn one_stage_can_be_shown_alone() {
    let sandbox = Sandbox::with_sample();
    let shown = sandbox.ok("show jinhui/overall --lang en");
    assert!(shown.contains("whole works"));
    assert!(!shown.contains("basement"));
    // What the other stage says is still named.
    assert!(
        shown.contains("residential main structure, at 90 %"),
        "{shown}"
    );
}

/// Ten piles were the whole when four were reported; that more are planned now changes no report.
#[test]
fn an_amount_is_shown_against_the_total_that_it_was_given_of() {
    let sandbox = Sandbox::with_store();
    sandbox.ok("add T --code t");
    sandbox.ok("add t/piles --unit piles --total 10");
    sandbox.ok("update t/piles 4/10");
    sandbox.ok("edit t/piles --total 20");
    let shown = sandbox.ok("show t");
    assert!(shown.contains("4 of 10 piles"), "{shown}");
}

#[test]
fn other_names_stand_in_one_line() {
    let sandbox = Sandbox::with_projects();
    sandbox.ok("edit jinhui --alias 金辉项目 --alias 金辉地块");
    let shown = sandbox.ok("show jinhui --lang zh");
    assert!(shown.contains("\n又称金辉项目、金辉地块\n"), "{shown}");
    let shown = sandbox.ok("show jinhui --lang en");
    assert!(
        shown.contains("\nalso called 金辉项目, 金辉地块\n"),
        "{shown}"
    );
}

/// Nobody takes the range for a count of their own projects.
#[test]
fn the_range_says_whose_works_it_is_taken_from() {
    let sandbox = with_readings();
    let shown =
        |lang: &str| sandbox.ok(&format!("show west-plot --as-of 2021-09-30 --lang {lang}"));
    let en = "by public projects measured elsewhere, about four in five that finish do so between 2021-10-27 and 2022-04-16\n";
    let zh = "据外地公共项目的实测数据，最终完成的约八成在2021年10月27日至2022年4月16日之间\n";
    assert!(shown("en").contains(en), "{}", shown("en"));
    assert!(shown("zh").contains(zh), "{}", shown("zh"));
}

// Nobody said that it was in time: it was only seen reached within the grace.
#[test]
fn what_was_first_seen_reached_after_its_due_day_is_not_called_in_time() {
    let mut sandbox = Sandbox::new();
    sandbox.at("2021-12-10T09:00:00Z");
    sandbox.ok("init");
    sandbox.write(
        "a.csv",
        "项目,目标,时限,实际完成时间\n甲楼,主体工程100%,2021-11-30,2021-12-03\n",
    );
    sandbox.ok("import a.csv --yes");
    for (line, word) in [
        (
            "show 甲楼 --lang en",
            "verdict   met by rule 2: first seen reached no more than 7 days past due (met.grace)",
        ),
        (
            "show 甲楼 --lang zh",
            "评定      已完成，依据规则2：时限后7天内首次上报达到（met.grace）",
        ),
    ] {
        let said = sandbox.ok(line);
        assert!(said.contains(word), "{said}");
    }
    // An office whose finish days are exact allows no grace.
    sandbox.ok("config met.grace 0");
    let said = sandbox.ok("show 甲楼 --lang en");
    assert!(said.contains("met late by rule 3"), "{said}");
}
