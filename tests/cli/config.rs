//! `config`: every setting, one, and a new value.

use crate::sandbox::{Sandbox, ran};
use serde_json::json;
use unicode_width::UnicodeWidthStr;

const ALL_EN: &str = "\
setting           value  default  what it is
rule              pace   pace     pace (speed needed) or gap (points behind)
pace.behind       1.10   1.10     behind over this pace
pace.critical     2.00   2.00     critical over this pace
pace.ahead        0.90   0.90     ahead under this pace
gap.behind        10     10       behind beyond so many points under the plan
gap.critical      30     30       critical beyond so many points under the plan
gap.ahead         10     10       ahead beyond so many points above the plan
stale.least       7      7        days for which no reading is stale
stale.most        36     36       days after which any reading is stale
due-soon          30     30       due soon with at most so many days left
urgent            7      7        urgent with at most so many days left
met.grace         7      7        days of grace for a first report of completion
period            half   half     current period: year, half, quarter or month
year.begins       01     01       month in which the year begins
lang              –      –        en or zh; not set: from LC_ALL or LANG
deadlines.before  –      –        'before november': strict or inclusive
dates             –      –        03/04/2021 is 3 April (dmy) or 4 March (mdy)
check.repeat      –      –        check --new repeats after so many days
";

const ALL_ZH: &str = "\
设置              值     默认  说明
rule              gap    pace  评定规则：pace（所需速度比）或gap（序时差）
pace.behind       1.10   1.10  所需速度比大于此值为未达序时
pace.critical     2.00   2.00  所需速度比大于此值为严重滞后
pace.ahead        0.90   0.90  所需速度比小于此值为超序时
gap.behind        12.5   10    低于序时超过此百分点为未达序时
gap.critical      30     30    低于序时超过此百分点为严重滞后
gap.ahead         10     10    高于序时超过此百分点为超序时
stale.least       7      7     进度在此天数内不算未更新
stale.most        36     36    进度超过此天数即为未更新
due-soon          30     30    剩余天数不超过此值为即将到期
urgent            7      7     剩余天数不超过此值为临期
met.grace         7      7     时限后首次报告完成的宽限天数
period            half   half  当前期间：year、half、quarter或month
year.begins       01     01    年度起始月份
lang              zh     –     语言：en或zh；未设则随LC_ALL或LANG
deadlines.before  strict –     “四季度前”：strict指季初前，inclusive指季末前
dates             –      –     “03/04/2021”：dmy指4月3日，mdy指3月4日
check.repeat      7      –     check --new 每隔此天数重复提醒；未设则不重复
";

#[test]
fn every_setting_is_shown_with_its_default_and_a_word_in_80_columns() {
    let sandbox = Sandbox::with_store();
    assert_eq!(sandbox.ok("config"), ALL_EN);
    for line in [
        "config rule gap",
        "config gap.behind 12.5",
        "config lang zh",
        "config deadlines.before strict",
        "config check.repeat 7",
    ] {
        sandbox.ok(line);
    }
    let shown = sandbox.ok("config");
    let squeezed = |text: &str| {
        let words: Vec<&str> = text.split_whitespace().collect();
        words.join(" ")
    };
    assert_eq!(squeezed(&shown), squeezed(ALL_ZH));
    for line in shown.lines().chain(ALL_EN.lines()) {
        assert!(line.width() <= 80, "{line}");
    }
}

#[test]
fn a_key_alone_prints_its_value() {
    let sandbox = Sandbox::with_store();
    for (key, value) in [
        ("rule", "pace\n"),
        ("pace.behind", "1.10\n"),
        ("gap.ahead", "10\n"),
        ("due-soon", "30\n"),
        ("lang", "\n"),
        ("check.repeat", "\n"),
        ("PACE.Behind", "1.10\n"),
    ] {
        assert_eq!(sandbox.ok(&format!("config {key}")), value);
    }
}

#[test]
fn a_new_value_is_an_entry_and_an_equal_one_is_none() {
    let sandbox = Sandbox::with_store();
    for (line, en) in [
        ("config pace.behind 1.2", "#1 pace.behind: 1.20, was 1.10\n"),
        (
            "config pace.behind 1.20",
            "pace.behind: 1.20 already, unchanged\n",
        ),
        (
            "config pace.behind default",
            "#2 pace.behind: 1.10 (the default), was 1.20\n",
        ),
        (
            "config pace.behind ''",
            "pace.behind: 1.10 (the default) already, unchanged\n",
        ),
        ("config rule GAP", "#3 rule: gap, was pace\n"),
        (
            "config check.repeat ７",
            "#4 check.repeat: 7, was not set\n",
        ),
        (
            "config check.repeat ''",
            "#5 check.repeat: not set (the default), was 7\n",
        ),
        ("-q config urgent 5", ""),
    ] {
        assert_eq!(sandbox.ok(line), en, "{line}");
    }
    assert_eq!(sandbox.ok("config urgent"), "5\n");
    let rows: Vec<String> = (sandbox.rows("setting").iter())
        .map(|row| format!("{} {} {}", row["entry"], row["key"], row["value"]))
        .collect();
    assert_eq!(
        rows,
        [
            "1 \"pace.behind\" \"1.20\"",
            "2 \"pace.behind\" \"\"",
            "3 \"rule\" \"gap\"",
            "4 \"check.repeat\" \"7\"",
            "5 \"check.repeat\" \"\"",
            "6 \"urgent\" \"5\"",
        ]
    );
    assert_eq!(
        sandbox.rows("entry")[0]["command"],
        "config pace.behind 1.2"
    );
}

#[test]
fn what_was_set_is_said_in_chinese_too() {
    let sandbox = Sandbox::with_store();
    for (line, zh) in [
        ("config pace.behind 1.2", "#1 pace.behind：1.20，原为1.10\n"),
        (
            "config pace.behind 1.2",
            "pace.behind：已是1.20，未作改动\n",
        ),
        (
            "config pace.behind default",
            "#2 pace.behind：1.10（默认），原为1.20\n",
        ),
        (
            "config pace.behind default",
            "pace.behind：已是1.10（默认），未作改动\n",
        ),
        ("config check.repeat 3", "#3 check.repeat：3，原为未设\n"),
        (
            "config check.repeat default",
            "#4 check.repeat：未设（默认），原为3\n",
        ),
    ] {
        assert_eq!(sandbox.ok(&format!("{line} --lang zh")), zh, "{line}");
    }
}

#[test]
fn a_value_that_is_refused_says_what_was_expected_and_changes_nothing() {
    let sandbox = Sandbox::with_store();
    for (line, en, zh) in [
        (
            "config rule guess",
            "error: rule 'guess': expected pace, gap or default\n",
            "错误：rule“guess”：应为pace、gap，或默认\n",
        ),
        (
            "config pace.behind 2.1",
            "error: pace.behind '2.1': expected a ratio from 1.00 to 2.00 (pace.critical), or default\n",
            "错误：pace.behind“2.1”：应为1.00到2.00（pace.critical）之间的比值，或默认\n",
        ),
        (
            "config gap.critical 9",
            "error: gap.critical '9': expected points from 10 (gap.behind) to 100, or default\n",
            "错误：gap.critical“9”：应为10（gap.behind）到100之间的百分点数，或默认\n",
        ),
        (
            "config urgent -3",
            "error: urgent '-3': expected whole days from 0 to 30 (due-soon), or default\n",
            "错误：urgent“-3”：应为0到30（due-soon）之间的整数天数，或默认\n",
        ),
        (
            "config check.repeat 0",
            "error: check.repeat '0': expected whole days from 1 to 3660, or default\n",
            "错误：check.repeat“0”：应为1到3660之间的整数天数，或默认\n",
        ),
        (
            "config lang fr",
            "error: lang 'fr': expected en, zh or default\n",
            "错误：lang“fr”：应为en、zh，或默认\n",
        ),
        (
            "config year.begins 13",
            "error: year.begins '13': expected a month from 01 to 12, or default\n",
            "错误：year.begins“13”：应为01到12之间的月份，或默认\n",
        ),
        (
            "config period week",
            "error: period 'week': expected year, half, quarter, month or default\n",
            "错误：period“week”：应为year、half、quarter、month，或默认\n",
        ),
        (
            "config pace.behnd 1.2",
            "error: no setting is called 'pace.behnd'; did you mean pace.behind?\n",
            "错误：没有名为“pace.behnd”的设置；是否指pace.behind？\n",
        ),
        (
            "config pace",
            "error: no setting is called 'pace'; did you mean pace.behind, pace.critical, pace.ahead?\n",
            "错误：没有名为“pace”的设置；是否指pace.behind、pace.critical、pace.ahead？\n",
        ),
        (
            "config language zh",
            "error: no setting is called 'language'; did you mean lang?\n",
            "错误：没有名为“language”的设置；是否指lang？\n",
        ),
        (
            "config colour blue",
            "error: no setting is called 'colour'; `project config` shows them all\n",
            "错误：没有名为“colour”的设置；可用 project config 查看全部\n",
        ),
    ] {
        assert_eq!(sandbox.refused(line), en);
        assert_eq!(sandbox.refused(&format!("{line} --lang zh")), zh);
    }
    assert_eq!(sandbox.ok("config"), ALL_EN);
    assert_eq!(sandbox.rows("entry").len(), 0);
    // A default may be out of order with what was set beside it.
    sandbox.ok("config pace.critical 3");
    sandbox.ok("config pace.behind 2.5");
    assert_eq!(
        sandbox.refused("config pace.critical default"),
        "error: pace.critical '2.00': expected a ratio from 2.50 (pace.behind) to 100.00, or default\n"
    );
}

#[test]
fn lang_changes_the_language_of_everything_from_then_on() {
    let sandbox = Sandbox::with_sample();
    assert_eq!(sandbox.ok("config lang zh"), "#2 lang：zh，原为未设\n");
    assert!(sandbox.ok("report").starts_with("重点项目"));
    assert!(sandbox.ok("demo").contains("重点项目"));
    assert!(
        sandbox
            .run("check --as-of 2021-08-01")
            .out
            .starts_with("!? 天喔国际：应报未报，")
    );
    // Errors too: of what was typed, of values, of arguments.
    for (line, zh) in [
        (
            "show nosuch",
            "错误：没有名为“nosuch”的项目；可用 project list 查看全部，新增用 project add\n",
        ),
        (
            "report --as-of someday",
            "错误：--as-of“someday”：不是日期；应如2021-10-31、10月31日、昨天\n",
        ),
        ("reprot", "错误：没有“reprot”命令；是否指 report？\n"),
    ] {
        assert_eq!(sandbox.refused(line), zh);
    }
    // What is asked for goes first.
    assert!(sandbox.ok("report --lang en").starts_with("Key projects"));
    let english = |line: &str| {
        let mut command = sandbox.command(line.split(' '));
        ran(command.env("PROJECT_LANG", "en").output().unwrap())
    };
    assert!(english("report").out.starts_with("Key projects"));
    assert!(
        english("reprot")
            .err
            .starts_with("error: there is no command")
    );
    assert!(
        english("report --as-of x")
            .err
            .starts_with("error: --as-of")
    );
    // The office goes before the surroundings.
    sandbox.ok("config lang en");
    let mut command = sandbox.command(["report"]);
    let surrounded = ran(command.env("LANG", "zh_CN.UTF-8").output().unwrap());
    assert!(surrounded.out.starts_with("Key projects"));
}

#[test]
fn settings_follow_known_on_and_judge_what_comes_after() {
    let mut sandbox = Sandbox::with_store();
    sandbox.ok("config pace.behind 1.2");
    sandbox.at("2021-08-05T09:00:00Z");
    sandbox.ok("config pace.behind 1.3");
    assert_eq!(sandbox.ok("config pace.behind"), "1.30\n");
    assert_eq!(
        sandbox.ok("config pace.behind --known-on 2021-08-04"),
        "1.20\n"
    );
    assert_eq!(
        sandbox.ok("config pace.behind --known-on 2021-07-31"),
        "1.10\n"
    );
    assert!(
        sandbox
            .ok("config --known-on 2021-08-04")
            .contains("pace.behind       1.20   1.10"),
    );
    let judged_by = |line: &str| {
        let report = sandbox.json(line);
        (report["rule"].clone(), report["limits"].clone())
    };
    assert_eq!(
        judged_by("report --json"),
        (
            json!("pace"),
            json!({"behind": 1.3, "critical": 2, "ahead": 0.9})
        )
    );
    assert_eq!(
        judged_by("report --json --known-on 2021-08-04"),
        (
            json!("pace"),
            json!({"behind": 1.2, "critical": 2, "ahead": 0.9})
        )
    );
}

#[test]
fn a_missing_store_is_not_made() {
    let sandbox = Sandbox::new();
    for line in ["config", "config lang", "config lang zh"] {
        assert!(sandbox.refused(line).contains("no store found"), "{line}");
    }
    assert_eq!(std::fs::read_dir(sandbox.folder()).unwrap().count(), 0);
}

#[test]
fn keys_are_offered_for_completion() {
    let sandbox = Sandbox::new();
    let mut command = sandbox.command(["--", "project", "config", "pace"]);
    let offered = ran(command.env("_PROJECT_COMPLETE", "fish").output().unwrap());
    let keys: Vec<&str> = offered.out.lines().collect();
    assert_eq!(keys, ["pace.behind", "pace.critical", "pace.ahead"]);
}
