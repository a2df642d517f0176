//! What a report and `check` tell with `--since`: every target held against the report of then.

use crate::sandbox::Sandbox;

/// A target of each kind of change between 31 October and 30 November 2021. All but three are 100 %
/// of the whole works by 31 December from 0 on 30 June: 184 days, of which 123 are gone at the end of
/// October (planned 66.8) and 153 at the end of November.
fn two_meetings() -> Sandbox {
    let mut sandbox = Sandbox::with_store();
    sandbox.at("2021-07-05T09:00:00Z");
    for name in [
        "slows", "stalls", "recovers", "hurries", "ends", "waits", "eased", "quits", "rests",
        "reports", "silent", "mistaken",
    ] {
        sandbox.ok(&format!("add {name} --en {name}"));
        if name != "mistaken" {
            sandbox.ok(&format!("target {name} 100 --period 2021H2 --from 0"));
        }
    }
    sandbox.ok("add opens --en opens");
    sandbox.ok("add opens/opening --milestone");
    sandbox.ok("target opens/opening done --by 2021-12-20 --period 2021H2");
    sandbox.at("2021-10-20T09:00:00Z");
    sandbox.ok("target mistaken 90 --by 2021-12-01 --period 2021H2");
    sandbox.at("2021-10-31T09:00:00Z");
    for (name, percent) in [
        ("slows", 68),
        ("stalls", 60),
        ("recovers", 60),
        ("hurries", 30),
        ("ends", 68),
        ("waits", 68),
        ("eased", 60),
        ("quits", 68),
        ("rests", 68),
        ("reports", 68),
    ] {
        sandbox.ok(&format!("update {name} {percent}"));
    }
    sandbox.at("2021-11-10T09:00:00Z");
    sandbox.ok("target waits --by 2022-03-31 --reason permits --who li");
    sandbox.ok("target eased --by 2022-03-31 --who li");
    sandbox.ok("add fresh --en fresh --due 2021-12-31 --on 2021-11-10");
    sandbox.at("2021-11-20T09:00:00Z");
    sandbox.ok("update ends 100");
    sandbox.ok("target quits --drop --reason land");
    sandbox.ok("target rests --suspend --reason rain");
    let log = sandbox.json("log mistaken --json");
    let entries = log["entries"].as_array().unwrap();
    let set = entries.last().unwrap()["number"].as_i64().unwrap();
    sandbox.ok(&format!("retract {set} --reason mistake"));
    sandbox.at("2021-11-30T09:00:00Z");
    for (name, percent) in [
        ("slows", 70),
        ("stalls", 62),
        ("recovers", 84),
        ("hurries", 75),
        ("reports", 84),
    ] {
        sandbox.ok(&format!("update {name} {percent}"));
    }
    sandbox
}

/// The entries that were on record by the end of October.
fn entry_then(sandbox: &Sandbox) -> i64 {
    let log = sandbox.json("log --json");
    let entries = log["entries"].as_array().unwrap();
    let then = entries
        .iter()
        .filter(|entry| entry["recorded_at"].as_str().unwrap() < "2021-11");
    then.filter_map(|entry| entry["number"].as_i64())
        .max()
        .unwrap()
}

// Seen to catch: readings recorded since seen by the report of then; a deadline put off told as
// recovery.
#[test]
fn every_target_is_held_against_the_report_of_then() {
    let sandbox = two_meetings();
    let report = sandbox.json("report --since 2021-10-31 --json");
    let rows = report["targets"].as_array().unwrap();
    let found: Vec<[&str; 4]> = rows
        .iter()
        .map(|row| {
            let since = &row["since"];
            let text = |value: &'static str, of: &'_ serde_json::Value| -> String {
                of[value].as_str().unwrap_or("-").to_owned()
            };
            let owned = [
                text("project", row),
                text("change", since),
                text("status", since),
                text("status", row),
            ];
            owned.map(|text| &*Box::leak(text.into_boxed_str()))
        })
        .collect();
    let expected = [
        ["slows", "newly-late", "on-track", "behind"],
        ["stalls", "worse", "behind", "critical"],
        ["silent", "still-silent", "unknown", "unknown"],
        ["quits", "given-up", "on-track", "cancelled"],
        ["eased", "moved", "behind", "ahead"],
        ["waits", "moved", "on-track", "ahead"],
        ["fresh", "newly-set", "-", "unknown"],
        ["recovers", "recovered", "behind", "on-track"],
        ["hurries", "better", "critical", "behind"],
        ["ends", "met", "on-track", "met"],
        ["reports", "newly-reported", "on-track", "on-track"],
        ["rests", "other", "on-track", "suspended"],
    ];
    assert_eq!(found, expected);
    let head = &report["since"];
    assert_eq!(head["as_of"], "2021-10-31");
    assert_eq!(head["entry"], entry_then(&sandbox));
    assert_eq!(
        (&head["compared"], &head["changed"]),
        (&13.into(), &12.into())
    );
    assert_eq!(head["gone"], 1);
    let of = |code: &str| &rows.iter().find(|row| row["project"] == code).unwrap()["since"];
    let moved = &of("waits")["moved"];
    assert_eq!((&moved["days"], &moved["who"]), (&90.into(), &"li".into()));
    assert_eq!(moved["reason"], "permits");
    assert_eq!(of("waits")["due"], "2021-12-31");
    assert_eq!(of("reports")["reading"]["percent"], 68);
    assert_eq!(of("silent")["still_silent"], true);
    // Without it no row speaks of it.
    assert!(!sandbox.ok("report --json").contains("\"since\""));
}

#[test]
fn the_first_sentence_adds_up_what_changed() {
    let sandbox = two_meetings();
    let entry = entry_then(&sandbox);
    for (lang, title, expected) in [
        (
            "en",
            "Key projects as of 2021-11-30, changes since 2021-10-31",
            format!(
                "Since 2021-10-31 (entry {entry}): 1 newly late, 1 worse, 1 given up, 1 newly set, 1 \
                 recovered, 1 better, 1 met. Of all 13 targets: 2 moved, 6 with new figures, 1 still \
                 silent, 1 changed otherwise, 1 no longer on record, 1 unchanged."
            ),
        ),
        (
            "zh",
            "重点项目进展情况（截至2021年11月30日，与2021年10月31日相比）",
            format!(
                "与2021年10月31日（第{entry}条记录）相比，新增滞后1项、评定变差1项、已取消1项、新增目标1项、\
                 恢复正常1项、评定好转1项、新完成1项。全部13项目标中，时限或指标调整2项、有新报进度6项、\
                 仍未上报1项、其他变化1项、已撤回或合并1项、无变化1项。"
            ),
        ),
    ] {
        let report = sandbox.ok(&format!("report --since 2021-10-31 --lang {lang}"));
        assert_eq!(report.lines().next(), Some(title));
        assert!(
            report.lines().nth(1).unwrap().starts_with(&expected),
            "{report}"
        );
        // The same by the number of the entry, and in one line.
        assert_eq!(
            sandbox.ok(&format!("report --since {entry} --lang {lang}")),
            report
        );
        let line = sandbox.run(&format!("check --since 2021-10-31 --lang {lang}"));
        assert_eq!(line.out, format!("{expected}\n"));
        // Late, but neither overdue nor unreported.
        assert_eq!(line.code, 0);
        let line = sandbox.run(&format!(
            "check --since {entry} --fail-on behind --lang {lang}"
        ));
        assert_eq!(line.code, 1);
    }
}

#[test]
fn each_row_says_what_changed_and_who_did_it() {
    let sandbox = two_meetings();
    let changes = |lang: &str| {
        let text = sandbox.ok(&format!(
            "report --since 2021-10-31 --columns code,change --lang {lang}"
        ));
        let lines = text.lines().filter(|line| line.contains("/overall"));
        lines
            .map(|line| line.split_once("/overall").unwrap())
            .map(|(code, change)| format!("{code}: {}", change.trim()))
            .collect::<Vec<String>>()
    };
    assert_eq!(
        changes("en"),
        [
            "slows: on track → behind; 68 % on 10-31 → 70 % on 11-30",
            "stalls: behind → critical; 60 % on 10-31 → 62 % on 11-30",
            "silent: never reported",
            "quits: on track → cancelled",
            "eased: behind → ahead; was due 12-31, 90 days later (by li)",
            "waits: on track → ahead; was due 12-31, 90 days later (by li: permits)",
            "fresh: set on 11-10",
            "recovers: behind → on track; 60 % on 10-31 → 84 % on 11-30",
            "hurries: critical → behind; 30 % on 10-31 → 75 % on 11-30",
            "ends: on track → met; 68 % on 10-31 → 100 % on 11-20",
            "reports: 68 % on 10-31 → 84 % on 11-30",
            "rests: on track → suspended",
        ]
    );
    assert_eq!(
        changes("zh"),
        [
            "slows: 按序时 → 未达序时；68%（10月31日）→ 70%（11月30日）",
            "stalls: 未达序时 → 严重滞后；60%（10月31日）→ 62%（11月30日）",
            "silent: 从未上报",
            "quits: 按序时 → 已取消",
            "eased: 未达序时 → 超序时；原定12月31日，推迟90天（li）",
            "waits: 按序时 → 超序时；原定12月31日，推迟90天（li：permits）",
            "fresh: 11月10日新增",
            "recovers: 未达序时 → 按序时；60%（10月31日）→ 84%（11月30日）",
            "hurries: 严重滞后 → 未达序时；30%（10月31日）→ 75%（11月30日）",
            "ends: 按序时 → 已完成；68%（10月31日）→ 100%（11月20日）",
            "reports: 68%（10月31日）→ 84%（11月30日）",
            "rests: 按序时 → 暂停",
        ]
    );
}

#[test]
fn every_format_tells_of_the_changes() {
    let sandbox = two_meetings();
    for (format, expected) in [
        (
            "md",
            "| waits | full completion by 2022-03-31 (was 12-31) | on track → ahead; was due 12-31, 90 days later (by li: permits)",
        ),
        (
            "brief",
            "Since then: on track → ahead; was due 12-31, 90 days later (by li: permits).",
        ),
        ("html", "newly late: 1 target"),
        ("csv", "since.moved.days"),
        (
            "ics",
            "X-WR-CALNAME:Key projects as of 2021-11-30\\, changes since 2021-10-31",
        ),
    ] {
        let text = sandbox.ok(&format!(
            "report --since 2021-10-31 --lang en --format {format}"
        ));
        assert!(text.contains(expected), "{format}: {text}");
    }
    sandbox.ok("report --since 2021-10-31 -o since.docx");
    sandbox.ok("report --since 2021-10-31 -o since.xlsx");
    // A workbook with a column that is no statement of the plan changes nothing.
    let before = sandbox.ok("export");
    sandbox.ok("import since.xlsx");
    assert_eq!(sandbox.ok("export"), before);
}

#[test]
fn what_was_known_then_ends_where_it_is_told_to() {
    let mut sandbox = two_meetings();
    let entry = entry_then(&sandbox);
    // A report made anew, as of the end of October, knows what was recorded meanwhile.
    sandbox.at("2021-12-01T09:00:00Z");
    sandbox.ok("update slows 50 --on 2021-10-30 --lower");
    let then = |line: &str| sandbox.json(line)["targets"].as_array().unwrap().len();
    assert_eq!(
        then("report --since 2021-10-31 --as-of 2021-10-31 --known-on 2021-10-31 --json"),
        2
    );
    let as_was =
        sandbox.ok("report --since 2021-10-31 --as-of 2021-10-31 --known-on 2021-10-31 --lang en");
    assert_eq!(
        as_was.lines().nth(1).unwrap().split(". Late").next(),
        Some(&*format!(
            "Nothing has changed since 2021-10-31 (entry {entry}). Of 13 targets: 2 still silent, 11 unchanged"
        ))
    );
    assert_eq!(sandbox.ok("check --since 2021-11-30"), "");
}

#[test]
fn a_day_or_entry_that_is_none_is_refused() {
    let sandbox = two_meetings();
    let log = sandbox.json("log --json --all");
    let last = log["entries"].as_array().unwrap().last().unwrap()["number"].clone();
    sandbox.refuses(
        "report --since 999",
        &format!("--since '999': no such entry is on record, the last is {last}; give the number of an entry, or a day such as 2021-10-31"),
        &format!("--since“999”：没有该条记录，末条为第{last}条；请写记录序号，或2021-10-31之类的日期"),
    );
    sandbox.refuses(
        "report --since 2021-11-30 --as-of 2021-11-01",
        "--since '2021-11-30': 2021-11-30 is later than the day of the report, 2021-11-01; give an earlier day",
        "--since“2021-11-30”：2021年11月30日晚于通报日期2021年11月1日；请写更早的日期",
    );
    sandbox.refuses(
        "check --since 3:0000-0000-0000-0000",
        "--since '3:0000-0000-0000-0000': is not part of this record; check that it is the right store, or give a day",
        "--since“3:0000-0000-0000-0000”：不属于本记录；请确认数据库是否正确，或改写日期",
    );
    sandbox.refuses(
        "report --columns change",
        "--columns 'change': what has changed is told with --since DATE",
        "--columns“change”：变化情况须与 --since 日期 同用",
    );
    // The head that a paper has in its foot names the entry, too.
    let head = sandbox.json("verify --json")["head"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(
        sandbox
            .ok(&format!("report --since {head} --lang en"))
            .contains("Nothing has changed")
    );
    let ran = sandbox.run("report --since 2020-01-01 --lang en");
    assert!(
        ran.err.contains("nothing had been recorded by 2020-01-01"),
        "{}",
        ran.err
    );
}
