//! The final account of a period.

use crate::sandbox::Sandbox;

/// Seven targets of 2021H2 of two units, each with another ending, on 15 January 2022; the four unmet
/// ones are carried on.
fn half_year() -> Sandbox {
    let mut sandbox = Sandbox::with_store();
    sandbox.at("2021-07-05T09:00:00Z");
    for (name, unit) in [
        ("timely", "Works"),
        ("tardy", "Roads"),
        ("failed", "Works"),
        ("quiet", "Roads"),
        ("stopped", "Works"),
        ("plan", "Roads"),
        ("going", "Works"),
    ] {
        sandbox.ok(&format!("add {name} --en {name} --unit {unit}"));
        sandbox.ok(&match name {
            "plan" => format!("target {name} --by 'as soon as possible' --period 2021H2"),
            _ => format!("target {name} 100 --period 2021H2"),
        });
    }
    sandbox.at("2021-12-01T09:00:00Z");
    sandbox.ok("target going 70 --by 2022-03-31 --reason permits");
    sandbox.ok("target stopped --drop --reason land");
    sandbox.at("2021-12-20T09:00:00Z");
    sandbox.ok("update timely 100");
    sandbox.at("2021-12-31T09:00:00Z");
    sandbox.ok("update failed 90");
    sandbox.ok("update tardy 95");
    sandbox.at("2022-01-12T09:00:00Z");
    sandbox.ok("update tardy 100");
    sandbox.at("2022-01-15T09:00:00Z");
    sandbox.ok("roll 2021H2 2022H1");
    sandbox
}

#[test]
fn a_period_closes_with_the_ending_of_each_target() {
    let sandbox = half_year();
    let lines = |lang: &str, most: usize| {
        let text = sandbox.ok(&format!("report --period 2021H2 --final --lang {lang}"));
        text.lines()
            .take(most)
            .map(str::to_owned)
            .collect::<Vec<String>>()
    };
    assert_eq!(
        lines("en", 6),
        [
            "Final account of 2021H2, as of 2022-01-15",
            "7 targets in 7 projects: 1 met in time, 1 met late, 1 missed, 1 unreported, 1 given up, 1 undated, 1 still open. Kept as promised first, by day and percent: 1. Meanwhile 1 put off by 90 days, 1 lowered, 4 carried on.",
            "",
            "unit   all  in time  late  missed  unreported  given up  undated  open  kept",
            "Roads    3        0     1       0           1         0        1     0     0",
            "Works    4        1     0       1           0         1        0     1     1",
        ]
    );
    assert_eq!(
        lines("zh", 7),
        [
            "2021年下半年目标完成情况（截至2022年1月15日）",
            "7个项目、7项目标中，按期完成1项、逾期完成1项、未完成1项、应报未报1项、已取消1项、未明确时限1项、未了结1项。其中按最初承诺的时限和指标完成1项。期间推迟1项（90天）、调低指标1项、结转4项。",
            "",
            "责任单位  目标  按期  逾期  未完成  未报  取消  未定时限  未了结  按原承诺",
            "Roads        3     0     1       0     1     0         1       0         0",
            "Works        4     1     0       1     0     1         0       1         1",
            "合计         7     1     1       1     1     1         1       1         1",
        ]
    );
}

#[test]
fn its_sums_close() {
    let sandbox = half_year();
    let report = sandbox.json("report --period 2021H2 --final --json");
    let account = &report["account"];
    let endings = [
        "met_in_time",
        "met_late",
        "missed",
        "unreported",
        "given_up",
        "undated",
        "still_open",
    ];
    let sum = |of: &serde_json::Value| -> u64 {
        endings
            .iter()
            .map(|ending| of[ending].as_u64().unwrap())
            .sum()
    };
    assert_eq!(sum(account), 7);
    assert_eq!(account["total"], 7);
    let units = account["by_unit"].as_array().unwrap();
    let names: Vec<&str> = units
        .iter()
        .map(|unit| unit["unit"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["Roads", "Works"]);
    for ending in endings {
        let of_units: u64 = units
            .iter()
            .map(|unit| unit[ending].as_u64().unwrap())
            .sum();
        assert_eq!(of_units, account[ending].as_u64().unwrap(), "{ending}");
    }
    for unit in units {
        assert_eq!(sum(unit), unit["total"].as_u64().unwrap());
    }
    let rows = report["targets"].as_array().unwrap();
    let ends: Vec<(&str, &str)> = rows
        .iter()
        .map(|row| {
            (
                row["project"].as_str().unwrap(),
                row["ending"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        ends,
        [
            ("timely", "met-in-time"),
            ("tardy", "met-late"),
            ("failed", "missed"),
            ("quiet", "unreported"),
            ("stopped", "given-up"),
            ("plan", "undated"),
            ("going", "still-open"),
        ]
    );
    assert_eq!(
        (&account["put_off"], &account["lowered"]),
        (&1.into(), &1.into())
    );
    assert_eq!(
        (&account["carried_on"], &account["kept_first_promise"]),
        (&4.into(), &1.into())
    );
}

#[test]
fn the_past_has_the_account_that_it_had() {
    let sandbox = half_year();
    let account = |more: &str| {
        let report = sandbox.json(&format!("report --period 2021H2 --final --json {more}"));
        report["account"].clone()
    };
    let then = account("--as-of 2022-01-10 --known-on 2022-01-10");
    assert_eq!((&then["met_late"], &then["missed"]), (&0.into(), &2.into()));
    assert_eq!(then["carried_on"], 0);
    let early = sandbox.ok("report --period 2021H2 --final --as-of 2021-12-10 --lang en");
    assert_eq!(
        early.lines().nth(1),
        Some(
            "The period lasts until 2021-12-31, so this is not final. 7 targets in 7 projects: 1 given up, 1 undated, 5 still open. Kept as promised first, by day and percent: 0. Meanwhile 1 put off by 90 days, 1 lowered."
        )
    );
}

#[test]
fn it_is_asked_for_with_its_period() {
    let sandbox = half_year();
    let refused = sandbox.refused("report --final --lang en");
    assert!(
        refused.contains("--period <PERIOD> is missing"),
        "{refused}"
    );
    sandbox.refuses(
        "report --period all --final",
        "--period 'all': a final account is of one period, such as 2021H2 or 2021",
        "--period“all”：完成情况须限定一个期间，如2021年下半年、2021年",
    );
    for name in ["a.docx", "a.xlsx", "a.html", "a.md", "a.csv", "a.json"] {
        sandbox.ok(&format!("report --period 2021H2 --final -o {name}"));
    }
    assert!(
        sandbox
            .csv("a.csv")
            .lines()
            .next()
            .unwrap()
            .ends_with(",ending")
    );
    let brief = sandbox.ok("report --period 2021H2 --final --format brief --lang zh");
    assert!(
        brief.contains("- Roads：3项目标，逾期完成1项、应报未报1项、未明确时限1项。"),
        "{brief}"
    );
    // Read back, it changes nothing.
    let before = sandbox.ok("export");
    sandbox.ok("import a.xlsx");
    assert_eq!(sandbox.ok("export"), before);
}
