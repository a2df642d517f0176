//! `check`: what it finds, its exit codes, its formats. What `--new` remembers is in `check_new`,
//! cron in `check_cron`.

use crate::sandbox::Sandbox;

/// Four targets due around the end of 2021, as the README fills its store.
pub fn with_targets() -> Sandbox {
    let mut sandbox = Sandbox::new();
    sandbox.write(
        "projects.csv",
        "code,name,name_en\n\
         west-plot,街道西侧地块,West plot\n\
         jinhui,金辉,Jinhui\n\
         yaojiangli,姚江里,Yaojiangli\n",
    );
    sandbox.write(
        "stages.csv",
        "project,stage,name,name_en,kind\n\
         west-plot,main-structure,主体,main structure,measured\n\
         jinhui,overall,总体,whole works,measured\n\
         yaojiangli,opening,开业,opening,milestone\n",
    );
    sandbox.write(
        "targets.csv",
        "project,stage,percent,due,period,baseline\n\
         west-plot,main-structure,70,2021-12-31,2021H2,0\n\
         jinhui,overall,80,2021-12-31,2021H2,50\n\
         yaojiangli,opening,100,2022-01-02,2021-07-01..2022-01-02,\n",
    );
    sandbox.write(
        "readings.csv",
        "project,stage,percent,as_of,note\n\
         west-plot,main-structure,60,2021-12-22,\n\
         jinhui,overall,78,2021-12-15,\n",
    );
    sandbox.at("2021-12-28T00:30:00Z");
    sandbox.ok("init");
    sandbox.ok("import projects.csv stages.csv targets.csv readings.csv");
    sandbox
}

/// Output and exit code; nothing may be said beside it.
#[track_caller]
fn check(sandbox: &Sandbox, line: &str) -> (String, i32) {
    let ran = sandbox.run(line);
    assert_eq!(ran.err, "", "project {line}");
    (ran.out, ran.code)
}

/// What a line in English finds of which project: `STATUS: CODE`.
pub fn finding(line: &str) -> String {
    let (_, parts) = line.split_once(": ").unwrap();
    let (status, rest) = parts.split_once(" · ").unwrap();
    let (_, place) = rest.rsplit_once(" · ").unwrap();
    let (code, _) = place.split_once('/').unwrap();
    format!("{status}: {code}")
}

const OVERDUE_EN: &str = "!? Jinhui: unreported · whole works 80 % by 2021-12-31 · \
    3 days past due · 78 % on 2021-12-15 · jinhui/overall\n\
    !? West plot: unreported · main structure 70 % by 2021-12-31 · \
    3 days past due · 60 % on 2021-12-22 · west-plot/main-structure\n\
    !? Yaojiangli: unreported · opening by 01-02 · 1 day past due · no reading · \
    yaojiangli/opening\n";

const OVERDUE_ZH: &str = "!? 金辉：应报未报，2021年12月31日前总体80%，\
    已超期3天，目前78%（2021年12月15日），jinhui/overall\n\
    !? 街道西侧地块：应报未报，2021年12月31日前主体70%，\
    已超期3天，目前60%（2021年12月22日），west-plot/main-structure\n\
    !? 姚江里：应报未报，1月2日前开业，已超期1天，无数据，yaojiangli/opening\n";

#[test]
fn without_anything_past_due_it_is_silent_and_exit_0() {
    let sandbox = with_targets();
    assert_eq!(check(&sandbox, "check"), (String::new(), 0));
    assert_eq!(
        check(&sandbox, "check --as-of 2021-12-31"),
        (String::new(), 0)
    );
    let empty = Sandbox::with_store();
    assert_eq!(check(&empty, "check"), (String::new(), 0));
    assert_eq!(check(&empty, "check --within 30d"), (String::new(), 0));
    assert_eq!(check(&empty, "check --new"), (String::new(), 0));
}

#[test]
fn what_is_past_due_is_one_line_each_worst_first_and_exit_1() {
    let sandbox = with_targets();
    let line = "check --as-of 2022-01-03";
    assert_eq!(check(&sandbox, line), (OVERDUE_EN.to_owned(), 1));
    let line = "check --as-of 2022-01-03 --lang zh";
    assert_eq!(check(&sandbox, line), (OVERDUE_ZH.to_owned(), 1));
    // -q quiets talk, not data.
    let line = "-q check --as-of 2022-01-03";
    assert_eq!(check(&sandbox, line), (OVERDUE_EN.to_owned(), 1));
    // One reported short on the due day, one reported as not done: overdue comes first.
    let mut sandbox = with_targets();
    sandbox.at("2022-01-03T00:30:00Z");
    sandbox.ok("update west-plot 69 --on 2021-12-31");
    sandbox.ok("update yaojiangli/opening not-yet");
    let (out, code) = check(&sandbox, "check");
    assert_eq!(
        (out.as_str(), code),
        (
            "‼ West plot: overdue · main structure 70 % by 2021-12-31 · \
             3 days past due · 69 % on 2021-12-31 · west-plot/main-structure\n\
             ‼ Yaojiangli: overdue · opening by 01-02 · 1 day past due · \
             not yet on 01-03 · yaojiangli/opening\n\
             !? Jinhui: unreported · whole works 80 % by 2021-12-31 · \
             3 days past due · 78 % on 2021-12-15 · jinhui/overall\n",
            1
        )
    );
    let (out, _) = check(&sandbox, "check --lang zh");
    assert!(out.starts_with("‼ 街道西侧地块：逾期未完成，"), "{out}");
    assert!(
        out.contains("，已超期1天，目前未完成（1月3日），yaojiangli/opening\n"),
        "{out}"
    );
    // Said of the day before, nothing is known of these reports.
    let line = "check --as-of 2022-01-03 --known-on 2021-12-31";
    assert_eq!(check(&sandbox, line), (OVERDUE_EN.to_owned(), 1));
}

#[test]
fn what_is_met_in_time_or_late_is_no_finding() {
    let mut sandbox = with_targets();
    sandbox.at("2022-01-03T00:30:00Z");
    sandbox.ok("update west-plot 70 --on 2021-12-31");
    sandbox.ok("update jinhui 80");
    sandbox.ok("update yaojiangli/opening done");
    for line in ["check", "check --within 400d", "check --fail-on late,due"] {
        assert_eq!(check(&sandbox, line), (String::new(), 0), "{line}");
    }
}

#[test]
fn within_tells_what_falls_due_and_that_alone_is_exit_0() {
    let sandbox = with_targets();
    let (soon, code) = check(&sandbox, "check --within 3d");
    assert_eq!(
        (soon.as_str(), code),
        (
            "« West plot: critical · main structure 70 % by 12-31 · 3 days left · \
             60 % on 12-22 (plan 66.6) · west-plot/main-structure\n\
             ? Jinhui: out of date · whole works 80 % by 12-31 · 3 days left · \
             78 % on 12-15 · jinhui/overall\n",
            0
        )
    );
    let (soon_zh, _) = check(&sandbox, "check --within 3天 --lang zh");
    assert_eq!(
        soon_zh,
        "« 街道西侧地块：严重滞后，12月31日前主体70%，还剩3天，\
         目前60%（12月22日） 序时66.6，west-plot/main-structure\n\
         ? 金辉：进度未更新，12月31日前总体80%，还剩3天，目前78%（12月15日），jinhui/overall\n"
    );
    for line in ["check --within 3", "check --within 4d", "check --within ３"] {
        assert_eq!(check(&sandbox, line), (soon.clone(), 0), "{line}");
    }
    let (week, _) = check(&sandbox, "check --within 1w");
    assert!(week.starts_with(&soon), "{week}");
    assert!(
        week.ends_with("○ Yaojiangli: open · opening by 2022-01-02 · 5 days left · no reading · yaojiangli/opening\n"),
        "{week}"
    );
    // What is past due is told beside it, first, and fails.
    let (mixed, code) = check(&sandbox, "check --within 1d --as-of 2022-01-01");
    let found: Vec<String> = mixed.lines().map(finding).collect();
    let expected = [
        "unreported: jinhui",
        "unreported: west-plot",
        "open: yaojiangli",
    ];
    assert_eq!(found, expected);
    assert_eq!(code, 1);
}

#[test]
fn within_0_is_what_is_due_today() {
    let sandbox = with_targets();
    assert_eq!(
        check(&sandbox, "check --within 0 --as-of 2021-12-30"),
        (String::new(), 0)
    );
    let (today, code) = check(&sandbox, "check --within 0 --as-of 2021-12-31");
    assert_eq!(code, 0);
    assert_eq!(
        today.lines().next().unwrap(),
        "« West plot: critical · main structure 70 % by 12-31 · due today · 60 % on 12-22 (plan 66.6) · west-plot/main-structure"
    );
    assert_eq!(today.lines().count(), 2);
    let (today, _) = check(&sandbox, "check --within 0d --as-of 2021-12-31 --lang zh");
    assert!(today.contains("，今天到期，"), "{today}");
}

#[test]
fn fail_on_tells_and_fails_for_what_it_names() {
    let sandbox = with_targets();
    let codes = |line: &str| {
        let (out, code) = check(&sandbox, line);
        let found = out.lines().map(finding);
        let found: Vec<String> = found
            .map(|found| found.split(": ").nth(1).unwrap().to_owned())
            .collect();
        (found.join(" "), code)
    };
    let found = |found: &str, code| (found.to_owned(), code);
    assert_eq!(codes("check --fail-on critical"), found("west-plot", 1));
    assert_eq!(codes("check --fail-on red"), found("west-plot", 1));
    assert_eq!(codes("check --fail-on behind"), found("", 0));
    assert_eq!(codes("check --fail-on late"), found("west-plot", 1));
    assert_eq!(codes("check --fail-on unknown"), found("jinhui", 1));
    assert_eq!(
        codes("check --fail-on critical,unknown"),
        found("west-plot jinhui", 1)
    );
    assert_eq!(
        codes("check --fail-on critical --fail-on unknown"),
        found("west-plot jinhui", 1)
    );
    // `due` goes by --within, else by what the office calls due soon.
    let all = found("west-plot jinhui yaojiangli", 1);
    assert_eq!(codes("check --fail-on due"), all);
    assert_eq!(
        codes("check --fail-on due --within 3d"),
        found("west-plot jinhui", 1)
    );
    assert_eq!(codes("check --fail-on due --within 0"), found("", 0));
    sandbox.ok("config urgent 1");
    sandbox.ok("config due-soon 2");
    assert_eq!(codes("check --fail-on due"), found("", 0));
    // What --within tells beside it does not fail.
    assert_eq!(
        codes("check --fail-on behind --within 3d"),
        found("west-plot jinhui", 0)
    );
}

#[test]
fn what_has_no_days_left_is_told_without_them() {
    let mut sandbox = with_targets();
    sandbox.write(
        "more.csv",
        "project,stage,percent,due,period,label\n\
         yaojiangli,occupancy,60,,2021H2,一期\n",
    );
    sandbox.ok("import more.csv --yes");
    sandbox.at("2021-12-30T00:30:00Z");
    sandbox.ok("update west-plot 70");
    let line = "check --fail-on undated,met";
    assert_eq!(
        check(&sandbox, line),
        (
            "– Yaojiangli: undated · occupancy 60 % (一期) · no reading · \
             yaojiangli/occupancy\n\
             ✓ West plot: met · main structure 70 % by 12-31 · \
             70 % on 12-30 · west-plot/main-structure\n"
                .to_owned(),
            1
        )
    );
    assert_eq!(
        check(&sandbox, &format!("{line} --lang zh")).0,
        "– 姚江里：未明确时限，occupancy 60%（一期），无数据，yaojiangli/occupancy\n\
         ✓ 街道西侧地块：已完成，12月31日前主体70%，目前70%（12月30日），west-plot/main-structure\n"
    );
}

#[test]
fn a_target_of_an_ended_period_is_told_until_a_later_one_carries_it_on() {
    let sandbox = Sandbox::with_sample();
    let (found, code) = check(&sandbox, "check --as-of 2021-08-01");
    assert_eq!(code, 1);
    // Of 2021H1, due on 30 June, and four of 2021H2 due on 31 July.
    assert_eq!(
        found.lines().next().unwrap(),
        "!? Tianwo International: unreported · resumption of works by 06-30 · \
         32 days past due · reported in words on 06-30: preparations under way · tianwo/resumption"
    );
    assert_eq!(found.lines().count(), 5);
    sandbox.write(
        "carried.csv",
        "project,stage,percent,due,period,carried_from,decided_on\n\
         tianwo,resumption,100,2021-09-30,2021Q3,2021H1,2021-08-01\n",
    );
    sandbox.ok("import carried.csv --yes");
    let (left, _) = check(&sandbox, "check --as-of 2021-08-01");
    assert_eq!(left, found.split_once('\n').unwrap().1);
    // It is the successor that falls due, and that is past due later.
    let (due, _) = check(&sandbox, "check --as-of 2021-09-30 --within 0");
    let due: Vec<String> = due.lines().map(finding).collect();
    assert!(due.contains(&"open: tianwo".to_owned()), "{due:?}");
    let (late, _) = check(&sandbox, "check --as-of 2021-10-01");
    assert_eq!(late.matches("tianwo/resumption").count(), 1, "{late}");
    assert!(
        late.contains("by 09-30 (was 06-30, from 2021H1) · 1 day past due · "),
        "{late}"
    );
}

#[test]
fn whole_works_that_their_stages_speak_for_are_told_with_what_those_allow() {
    let mut sandbox = Sandbox::with_store();
    sandbox.write("projects.csv", "code,name,name_en\nschool,小学,School\n");
    sandbox.write(
        "stages.csv",
        "project,stage,name,name_en,kind,weight\n\
         school,structure,主体,structure,measured,60\n\
         school,fit-out,装修,fit-out,measured,40\n",
    );
    sandbox.write(
        "targets.csv",
        "project,stage,percent,due,period\nschool,overall,80,2021-12-31,2021H2\n",
    );
    sandbox.at("2022-01-01T00:30:00Z");
    sandbox.ok("import projects.csv stages.csv targets.csv");
    sandbox.ok("update school/structure 50 --on 2021-12-31");
    assert_eq!(
        check(&sandbox, "check"),
        (
            "!? School: unreported · overall progress 80 % by 2021-12-31 · \
             1 day past due · 30–70 % by stages · school/overall\n"
                .to_owned(),
            1
        )
    );
    let (chinese, _) = check(&sandbox, "check --lang zh");
    assert!(
        chinese.ends_with("已超期1天，目前按阶段推算30–70%，school/overall\n"),
        "{chinese}"
    );
}

#[test]
fn what_rests_is_no_finding() {
    let sandbox = Sandbox::with_sample();
    let (before, _) = check(&sandbox, "check --as-of 2021-08-01");
    assert!(before.contains("farmland/overall"), "{before}");
    for state in ["suspended", "cancelled"] {
        let sandbox = Sandbox::with_sample();
        sandbox.write(
            "projects.csv",
            format!(
                "code,name,state,decided_on,reason\nfarmland,耕地复耕,{state},2021-07-15,雨季\n"
            ),
        );
        sandbox.ok("import projects.csv --yes");
        let (after, _) = check(&sandbox, "check --as-of 2021-08-01 --within 60d");
        assert!(!after.contains("farmland"), "{state}: {after}");
    }
}

#[test]
fn json_is_one_object_with_what_a_program_needs() {
    let mut sandbox = with_targets();
    assert_eq!(
        check(&sandbox, "check --format json"),
        (
            "{\n\"schema\": \"project.check/1\",\n\"as_of\": \"2021-12-28\",\n\"findings\": []\n}\n"
                .to_owned(),
            0
        )
    );
    sandbox.at("2022-01-01T00:30:00Z");
    sandbox.run("check --new");
    let expected = r#"{
"schema": "project.check/1",
"as_of": "2022-01-01",
"findings": [
{"project":"jinhui","name":"金辉","stage":"overall","stage_name":"总体","period":"2021H2","label":"","status":"unreported","reason":null,"due":"2021-12-31","days_left":-1,"target":80,"reading":{"percent":78,"as_of":"2021-12-15"},"is_new":false,"number":1,"unit":null,"lead":null,"problem":null,"next_step":null},
{"project":"west-plot","name":"街道西侧地块","stage":"main-structure","stage_name":"主体","period":"2021H2","label":"","status":"unreported","reason":null,"due":"2021-12-31","days_left":-1,"target":70,"reading":{"percent":60,"as_of":"2021-12-22"},"is_new":false,"number":1,"unit":null,"lead":null,"problem":null,"next_step":null},
{"project":"yaojiangli","name":"姚江里","stage":"opening","stage_name":"开业","period":"2021-07-01..2022-01-02","label":"","status":"open","reason":null,"due":"2022-01-02","days_left":1,"target":100,"reading":null,"is_new":true,"number":1,"unit":null,"lead":null,"problem":null,"next_step":null}
]
}
"#;
    // The language changes nothing.
    for line in [
        "check --within 1 --format json",
        "check --within 1 --format JSON --lang zh",
    ] {
        assert_eq!(check(&sandbox, line), (expected.to_owned(), 1), "{line}");
    }
    let old = sandbox.json("check --within 3 --as-of 2021-12-30 --format json");
    assert_eq!(old["findings"][1]["status"], "unknown");
    assert_eq!(old["findings"][1]["reason"], "stale");
    // With --new, only what is new, and an exit code that goes by it.
    let (new, code) = check(&sandbox, "check --new --within 1 --format json");
    let new: serde_json::Value = serde_json::from_str(&new).unwrap();
    assert_eq!(new["findings"].as_array().unwrap().len(), 1);
    assert_eq!(new["findings"][0]["project"], "yaojiangli");
    assert_eq!(code, 0);
    let (none, code) = check(&sandbox, "check --new --within 1 --format json");
    assert!(none.ends_with("\"findings\": []\n}\n"), "{none}");
    assert_eq!(code, 0);
}

#[test]
fn colours_stand_beside_symbol_and_word() {
    let sandbox = with_targets();
    let (out, _) = check(&sandbox, "check --as-of 2022-01-01 --color always");
    assert!(
        out.starts_with("\u{1b}[31m!? Jinhui: unreported · "),
        "{out}"
    );
}

#[test]
fn a_mistake_is_exit_2_and_says_what_was_expected() {
    let sandbox = with_targets();
    let choices = "late, due, overdue, unreported, critical, behind, unknown, open, met-late, \
                   on-track, ahead, undated, met, future, suspended, cancelled";
    for (line, en, zh) in [
        (
            "check --within soon",
            "error: --within 'soon': expected days, weeks or months such as 30d, 2w or 'a month', at most 3660 days\n"
                .to_owned(),
            "错误：--within“soon”：应为天数、周数或月数，如30天、2周或一个月，最多3660天\n".to_owned(),
        ),
        (
            "check --within -1",
            "error: --within '-1': expected days, weeks or months such as 30d, 2w or 'a month', at most 3660 days\n"
                .to_owned(),
            "错误：--within“-1”：应为天数、周数或月数，如30天、2周或一个月，最多3660天\n".to_owned(),
        ),
        (
            "check --fail-on purple",
            format!("error: --fail-on 'purple': expected one of {choices}\n"),
            "错误：--fail-on“purple”：应为滞后、即将到期、逾期未完成、应报未报、严重滞后、未达序时、暂不评定、未到期、逾期完成、按序时、超序时、未明确时限、已完成、未开始、暂停、已取消之一\n".to_owned(),
        ),
        (
            "check --format csv",
            "error: --format 'csv': expected one of text, json, wecom, dingtalk, feishu, slack, mail, md, docx\n".to_owned(),
            "错误：--format“csv”：应为text、json、wecom、dingtalk、feishu、slack、mail、md、docx之一\n".to_owned(),
        ),
        (
            "check --within",
            "error: --within <DAYS> needs a value; see `project check --help`\n".to_owned(),
            "错误：--within <天数> 需要一个值；参见 project check --help\n".to_owned(),
        ),
    ] {
        assert_eq!(sandbox.refused(line), en);
        let said = sandbox.refused(&format!("{line} --lang zh"));
        // The language is not read from arguments that cannot be read.
        if line != "check --within" {
            assert_eq!(said, zh);
        }
    }
}

#[test]
fn a_missing_store_is_exit_2_with_a_hint_and_is_never_made() {
    let sandbox = Sandbox::new();
    for line in ["check", "check --new", "check --within 30d --format json"] {
        assert_eq!(
            sandbox.refused(line),
            "error: store.db: no store found; create one with `project init`, or name another with --db FILE\n",
            "{line}"
        );
        assert_eq!(
            sandbox.refused(&format!("{line} --lang zh")),
            "错误：store.db：未找到数据库；请先运行 project init，或用 --db 指定其他文件\n"
        );
    }
    assert_eq!(std::fs::read_dir(sandbox.folder()).unwrap().count(), 0);
}

#[test]
fn a_report_in_words_is_told_where_a_figure_is_missing() {
    let mut sandbox = with_targets();
    sandbox.at("2022-01-10T09:00:00Z");
    sandbox.ok("update yaojiangli/opening underway --on 2022-01-05 --note 正在办理开业手续");
    sandbox.ok("update jinhui/overall underway --on 2022-01-06 --note 收尾");
    sandbox.ok("update west-plot/main-structure underway --on 2022-01-06");
    let lines = |language: &str| {
        let (out, code) = check(&sandbox, &format!("check --lang {language}"));
        assert_eq!(code, 1);
        out.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(
        lines("en"),
        [
            "!? Jinhui: unreported · whole works 80 % by 2021-12-31 · 10 days past due · 78 % on 2021-12-15 · reported in words on 01-06: 收尾 · jinhui/overall",
            "!? West plot: unreported · main structure 70 % by 2021-12-31 · 10 days past due · 60 % on 2021-12-22 · reported under way on 01-06, without a figure · west-plot/main-structure",
            "!? Yaojiangli: unreported · opening by 01-02 · 8 days past due · reported in words on 01-05: 正在办理开业手续 · yaojiangli/opening",
        ]
    );
    assert_eq!(
        lines("zh")[2],
        "!? 姚江里：应报未报，1月2日前开业，已超期8天，1月5日文字上报：正在办理开业手续，yaojiangli/opening"
    );
    assert!(sandbox.ok("show yaojiangli").contains(
        "!? due 2022-01-02, 8 days ago, and reported on 2022-01-05 only in words, without a figure: nobody knows whether it is done\n"
    ));
}
