//! Past forecasts and lamps, held against what became of them.

use std::fmt::Write;

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use crate::sandbox::{Sandbox, both, ran, words};

/// All are to be done from 0 on 2021-01-01 to 100 % on 2021-04-11, 100 days later.
const READINGS: [(&str, &[(i64, &str)]); 8] = [
    // Late.
    (
        "alder",
        &[
            (30, "2021-02-10"),
            (60, "2021-03-22"),
            (80, "2021-04-21"),
            (100, "2021-05-31"),
        ],
    ),
    // Just as planned.
    (
        "birch",
        &[
            (25, "2021-01-26"),
            (50, "2021-02-20"),
            (75, "2021-03-17"),
            (100, "2021-04-11"),
        ],
    ),
    // Early.
    (
        "cedar",
        &[
            (40, "2021-01-21"),
            (60, "2021-02-10"),
            (80, "2021-03-02"),
            (100, "2021-03-22"),
        ],
    ),
    // Never finished.
    ("dogwood", &[(30, "2021-02-10"), (60, "2021-03-22")]),
    // Its deadline was moved between the first two readings.
    (
        "fir",
        &[
            (30, "2021-02-10"),
            (60, "2021-03-22"),
            (80, "2021-04-21"),
            (100, "2021-05-31"),
        ],
    ),
    // Very late.
    (
        "ginkgo",
        &[
            (25, "2021-02-20"),
            (50, "2021-04-01"),
            (75, "2021-05-01"),
            (100, "2021-06-10"),
        ],
    ),
    // In time against all odds.
    (
        "hazel",
        &[(40, "2021-03-22"), (80, "2021-04-07"), (100, "2021-04-11")],
    ),
    // Done between two readings, nobody knows how.
    ("ilex", &[(10, "2021-02-20"), (100, "2021-05-01")]),
];

/// The works of these projects, and of `elm`, which nobody ever reported on.
fn record(codes: &[&str]) -> Sandbox {
    let mut sandbox = Sandbox::with_store();
    sandbox.at("2022-01-01T09:00:00Z");
    let mut targets = "code,name,unit,stage,percent,start,due,baseline\n".to_owned();
    let mut readings = "project,stage,percent,as_of\n".to_owned();
    for code in codes {
        let unit = if *code < "d" { "north" } else { "south" };
        let terms = "works,100,2021-01-02,2021-04-11,0";
        writeln!(targets, "{code},The {code},{unit},{terms}").unwrap();
        let own = READINGS.iter().filter(|(other, _)| other == code);
        for (percent, on) in own.flat_map(|(_, readings)| *readings) {
            writeln!(readings, "{code},works,{percent},{on}").unwrap();
        }
    }
    sandbox.write("targets.csv", targets);
    sandbox.write("readings.csv", readings);
    sandbox.ok("import targets.csv readings.csv --yes");
    sandbox
}

const ALL: [&str; 9] = [
    "alder", "birch", "cedar", "dogwood", "elm", "fir", "ginkgo", "hazel", "ilex",
];

fn nine() -> Sandbox {
    let sandbox = record(&ALL);
    sandbox.ok("target fir/works --by 2021-07-20 --on 2021-03-02 --reason rain");
    // Neither of them counts: a milestone, and what was given up before it fell due.
    sandbox.ok("add alder/opening --milestone");
    sandbox.ok("target alder/opening 100 --by 2021-04-11");
    sandbox.ok("add Juniper --code juniper --due 2021-04-11 --from 0 --start 2021-01-02");
    sandbox.ok("edit juniper --state cancelled --on 2021-02-01 --reason ..");
    sandbox
}

/// The errors as shares of 100 days, by hand; `fir` had 200 days from 2021-03-02 on, `dogwood` has
/// been due for 265 days and more:
///
/// | | 25 % | 50 % | 75 % |
/// |---|---|---|---|
/// | alder | 40, 16, 50, yellow | 30, 16, 50, yellow | 20, 12, 50 |
/// | birch | 0, 0, 0, green | 0, 0, 0, green | 0, 0, 0, green |
/// | cedar | 0, 30, -20, green | 0, 13, -20, green | 0, 5, -20, green |
/// | dogwood | 255, 231, 265, yellow | 245, 231, 265, yellow | |
/// | fir | 40, 16, 50, yellow | -5, 8, -25, green | 0, 6, -25, green |
/// | ginkgo | 35, -40, 60, yellow | 20, -20, 60, red | 15, 0, 60 |
/// | hazel | -40, -100, 0, red | -16, -20, 0, red | -16, -20, 0, red |
///
/// Days taken over days left: 1.75, 1, 1, 7.125, 3.65 (elm), 0.875, 1.4, 0.2, 1.2 (ilex).
#[test]
fn each_forecast_and_lamp_is_held_against_what_became_of_it() {
    let [english, chinese] = both(nine, "backtest");
    assert_eq!(
        english,
        "\
Of 9 targets that fell due, 3 were met in time; half way, our forecast was off by 16 % of the planned time at the median, the date promised by 25 %. Work here takes 1.2 times what is left at planned speed.

Of the way                          25 %          50 %         75 %
targets that got so far                7             7            6
our forecast: off by        40 % (≥59 %)  16 % (≥45 %)    8 % (9 %)
a straight line: off by     30 % (≥62 %)  16 % (≥44 %)    6 % (7 %)
the date promised: off by   50 % (≥64 %)  25 % (≥60 %)  23 % (26 %)
later than our forecast by          35 %           0 %          0 %
our range held the day            6 of 7        5 of 7       5 of 6
green: came in time               2 of 2        3 of 3       3 of 3
yellow: came in time              0 of 4        0 of 2            –
red: came in time                 1 of 1        1 of 2       1 of 1

Off by: days, in % of the planned time, at the median (on average).
≥, at least: nobody has said of some of these that they are met, and their time goes on.
"
    );
    assert_eq!(
        chinese,
        "\
已过原定时限的目标9项，其中按期完成3项；进度过半时，预计日期的误差中位数为计划工期的16%，承诺日期为25%。本单位实际用时为按计划速度所余天数的1.2倍。

进度                  过25%        过50%       过75%
到此进度的目标            7            7           6
预计日期误差    40%（≥59%）  16%（≥45%）    8%（9%）
直线推算误差    30%（≥62%）  16%（≥44%）    6%（7%）
承诺日期误差    50%（≥64%）  25%（≥60%）  23%（26%）
晚于预计日期            35%           0%          0%
落在预计区间内          6/7          5/7         5/6
绿灯中按期完成          2/2          3/3         3/3
黄灯中按期完成          0/4          0/2           –
红灯中按期完成          1/1          1/2         1/1

误差：相差天数占计划工期的百分比，中位数（均值）。
≥、至少：其中有目标尚未报完成，用时仍在增加。
"
    );
    let sandbox = nine();
    for lang in ["en", "zh"] {
        let mut command = sandbox.command(words("backtest"));
        command.env("PROJECT_LANG", lang).env("COLUMNS", "80");
        for line in ran(command.output().unwrap()).out.lines() {
            assert!(line.width() <= 80, "{line}");
        }
    }
}

#[test]
fn json_has_the_same_figures_exactly() {
    let shown = nine().json("backtest --json");
    assert_eq!(shown["schema"], "project.backtest/1");
    let counts = ["due", "in_time", "late", "open"].map(|key| shown[key].as_i64().unwrap());
    assert_eq!(counts, [9, 3, 4, 2]);
    assert_eq!(shown["factor"], json!({"value": 1.2, "at_least": false}));
    let value = |value: f64, at_least: bool| match value.fract() == 0.0 {
        true => json!({"value": value as i64, "at_least": at_least}),
        false => json!({"value": value, "at_least": at_least}),
    };
    let half = &shown["points"][1];
    assert_eq!(half["forecast"]["mean"], value(45.14, true));
    assert_eq!(half["straight_line"]["bias"], value(8.0, false));
    assert_eq!(half["range"], json!({"held": 5, "of": 7}));
    assert_eq!(half["in_time"]["red"], json!({"held": 1, "of": 2}));
    let last = &shown["points"][2];
    assert_eq!(last["targets"], 6);
    assert_eq!(last["promised"]["median"], value(22.5, false));
    assert_eq!(last["forecast"]["mean"], value(8.5, false));
}

/// What becomes known later, or happens later, was not known then.
#[test]
fn neither_a_later_day_nor_a_later_entry_is_seen() {
    let mut sandbox = nine();
    let before = sandbox.ok("backtest");
    sandbox.at("2022-01-05T09:00:00Z");
    // Done long ago, as is said now; and done today.
    sandbox.ok("update dogwood/works 100 --on 2021-06-30");
    sandbox.ok("update elm/works 100");
    assert_eq!(
        sandbox.ok("backtest --as-of 2022-01-01 --known-on 2022-01-01"),
        before
    );
    let seen = |line: &str| {
        let shown = sandbox.json(line);
        [shown["late"].as_i64(), shown["open"].as_i64()].map(Option::unwrap)
    };
    assert_eq!(seen("backtest --json --as-of 2022-01-01"), [5, 1]);
    assert_eq!(seen("backtest --json"), [6, 0]);
    // Deadlines are inclusive.
    assert_eq!(sandbox.json("backtest --json --as-of 2021-04-11")["due"], 0);
    assert_eq!(sandbox.json("backtest --json --as-of 2021-04-12")["due"], 9);
}

#[test]
fn only_the_projects_that_are_meant_count() {
    let sandbox = nine();
    assert_eq!(sandbox.json("backtest --json --unit north")["due"], 3);
    sandbox.refuses(
        "backtest --unit west",
        "--unit 'west': no project has this unit; there are north, south",
        "--unit“west”：没有项目以此为责任单位；现有north、south",
    );
}

#[test]
fn too_little_is_told_with_what_it_takes() {
    assert_eq!(
        both(|| record(&["birch"]), "backtest --as-of 2021-04-11"),
        [
            "No target had fallen due by 2021-04-11, so there is nothing to hold forecasts and lamps against. The first that does is counted; how far off forecasts were takes one that was met, how long work takes here takes eight that fell due.\n",
            "截至2021年4月11日，尚无目标已过时限，预计与评定无从检验。有目标过期后即可统计按期情况；计算预计误差须有已完成的目标，计算本单位用时系数须有8项已过时限的目标。\n"
        ]
    );
    // None of them met, and not eight: no error, no factor.
    assert_eq!(
        both(|| record(&["dogwood", "elm"]), "backtest"),
        [
            "\
Of 2 targets that fell due, none was met in time.

Of the way                 25 %    50 %  75 %
targets that got so far       1       1     –
our range held the day   0 of 1  0 of 1     –
yellow: came in time     0 of 1  0 of 1     –

How far off forecasts were is not known: that takes a target that was reported at 25 % of its way or later, and met after that.
How long work takes here is not said: that takes 8 targets that fell due, each with days between its start and its deadline; there are 2.
",
            "\
已过原定时限的目标2项，均未按期完成。

进度            过25%  过50%  过75%
到此进度的目标      1      1      –
落在预计区间内    0/1    0/1      –
黄灯中按期完成    0/1    0/1      –

预计误差尚无法计算：须有目标在进度过25%后上报过，并在其后完成。
本单位用时系数暂不计算：须有8项已过时限、且起始与时限之间有工期的目标，现有2项。
"
        ]
    );
    let none: Value = record(&["elm"]).json("backtest --json");
    assert_eq!(none["factor"], Value::Null);
    assert_eq!(none["points"][0]["forecast"], Value::Null);
    // A project that is not there yet is told as elsewhere.
    assert_eq!(
        Sandbox::with_store().said("backtest"),
        "the store holds no project yet; next: project add NAME, or project import FILE..\n"
    );
}

/// Eight that fell due are enough, seven are not.
#[test]
fn the_factor_takes_eight_that_fell_due() {
    let factor = |codes: &[&str]| record(codes).json("backtest --json")["factor"].clone();
    assert_eq!(factor(&ALL[..7]), Value::Null);
    // As by hand above, but `fir` kept its deadline: 1.75 for 0.875; without ilex.
    assert_eq!(factor(&ALL[..8]), json!({"value": 1.58, "at_least": false}));
}
