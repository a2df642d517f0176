//! The sentence with which `show` opens on a target, for each verdict, in both languages.

use crate::sandbox::Sandbox;

/// Projects `p` with a measured stage `s`, a milestone `m` and a measured stage `o`; targets and
/// readings as given, recorded long after.
fn store(targets: &str, readings: &str) -> Sandbox {
    let mut sandbox = Sandbox::new();
    sandbox.at("2022-06-01T09:00:00Z");
    sandbox.ok("init");
    sandbox.write("projects.csv", "code,name\np,P\n");
    sandbox.write(
        "stages.csv",
        "project,stage,name,name_en,kind\np,s,主体,structure,measured\n\
         p,m,开业,opening,milestone\np,o,装修,fit-out,measured\n",
    );
    sandbox.write(
        "targets.csv",
        format!("project,stage,percent,due,period,baseline,decided_on\n{targets}\n"),
    );
    let row = |reading: &str| {
        let (stage, figure) = reading.split_once(':').unwrap();
        let (percent, day) = figure.split_once('@').unwrap();
        format!("p,{stage},{percent},{day}\n")
    };
    let rows: String = readings.split_whitespace().map(row).collect();
    sandbox.write(
        "readings.csv",
        format!("project,stage,percent,as_of\n{rows}"),
    );
    sandbox.ok("import projects.csv stages.csv targets.csv readings.csv");
    sandbox
}

/// What `show` says first of the only target, in English and in Chinese.
#[track_caller]
fn opens(sandbox: &Sandbox, day: &str, sentences: [&str; 2]) {
    for (language, sentence) in ["en", "zh"].into_iter().zip(sentences) {
        let shown = sandbox.ok(&format!("show p --lang {language} --as-of {day}"));
        let targets = ["\n    target ", "\n    目标 "];
        let place = targets
            .iter()
            .find_map(|target| shown.find(target))
            .unwrap();
        let first = shown[..place].lines().last().unwrap();
        assert_eq!(first.trim(), sentence, "{day}\n{shown}");
    }
}

const WEST: &str = "p,s,70,2021-12-31,2021H2,0,2021-07-01";

// Example B of the rules: lag 7.3, need (70 - 9) / 153 = 0.399, made 9 / 31 = 0.290.
#[test]
fn a_target_under_way_says_how_far_it_is_from_its_plan() {
    let sandbox = store(
        WEST,
        "s:9@2021-07-31 s:18@2021-08-31 s:30@2021-09-30 s:44@2021-10-31 s:57@2021-11-30 s:68@2021-12-31 s:70@2022-01-15",
    );
    opens(
        &sandbox,
        "2021-07-31",
        [
            "= 7 days behind but within the limits, at 9 % on 2021-07-31: needs 0.40 points a day, has made 0.29",
            "= 落后7天，未超出允许范围（2021年7月31日为9%）：后续需日均推进0.40个百分点，目前日均推进0.29个百分点",
        ],
    );
    // Asked on 5 October: 40 points in 87 days.
    opens(
        &sandbox,
        "2021-10-05",
        [
            "‹ 13 days behind, at 30 % on 2021-09-30: needs 0.46 points a day, has made 0.33",
            "‹ 落后13天（2021年9月30日为30%）：后续需日均推进0.46个百分点，目前日均推进0.33个百分点",
        ],
    );
    opens(
        &sandbox,
        "2021-12-31",
        [
            "« due today and 2 points short, at 68 % on 2021-12-31",
            "« 今天到期，尚差2个百分点（2021年12月31日为68%）",
        ],
    );
    opens(
        &sandbox,
        "2022-01-15",
        [
            "✓! reached 70 % by 2022-01-15, 15 days late",
            "✓! 2022年1月15日达到70%，逾期15天",
        ],
    );
    // 68 counts on the due day; lag 184 - 184 x 68/70 = 5.26, so 2022-01-06 at the planned speed.
    opens(
        &sandbox,
        "2022-01-01",
        [
            "‼ 1 day past due, at 68 % on 2021-12-31; at the planned speed it is done by 2022-01-06",
            "‼ 超期1天，2021年12月31日为68%；按计划速度2022年1月6日完成",
        ],
    );
}

#[test]
fn nothing_made_lost_ground_and_a_lead_are_said_as_they_are() {
    let none = store(WEST, "s:0@2021-07-31");
    opens(
        &none,
        "2021-07-31",
        [
            "‹ 31 days behind, at 0 % on 2021-07-31: needs 0.46 points a day, has made none",
            "‹ 落后31天（2021年7月31日为0%）：后续需日均推进0.46个百分点，开始以来无进展",
        ],
    );
    // 20 at the start, 10 a month later: 10 points lost in 31 days.
    let lost = store(
        "p,s,70,2021-12-31,2021H2,,2021-07-01",
        "s:20@2021-06-30 s:10@2021-07-31",
    );
    opens(
        &lost,
        "2021-07-31",
        [
            "‹ 68 days behind, at 10 % on 2021-07-31: needs 0.39 points a day, has lost 0.32",
            "‹ 落后68天（2021年7月31日为10%）：后续需日均推进0.39个百分点，目前日均后退0.32个百分点",
        ],
    );
    // Example G: 62 of 100 on 28 September is day 114 of 184, on day 90.
    let ahead = store("p,s,100,2021-12-31,2021H2,0,2021-07-01", "s:62@2021-09-28");
    opens(
        &ahead,
        "2021-10-31",
        [
            "› 24 days ahead, at 62 % on 2021-09-28: needs 0.62 points a day, has made 0.69",
            "› 超前24天（2021年9月28日为62%）：后续需日均推进0.62个百分点，目前日均推进0.69个百分点",
        ],
    );
    opens(
        &ahead,
        "2021-11-04",
        [
            "? nobody knows how far it is now: at 62 % on 2021-09-28, 37 days ago",
            "? 目前情况不明：2021年9月28日为62%，距今已37天",
        ],
    );
    // And 10 on 25 September: lag 87 - 18.4 = 68.6; on 1 November 90 points in 60 days.
    let silent = store("p,s,100,2021-12-31,2021H2,0,2021-07-01", "s:10@2021-09-25");
    opens(
        &silent,
        "2021-11-01",
        [
            "‹ 69 days behind, at 10 % on 2021-09-25, no figure for 37 days: needs 1.50 points a day, has made 0.11",
            "‹ 落后69天（2021年9月25日为10%，此后37天无新数据）：后续需日均推进1.50个百分点，目前日均推进0.11个百分点",
        ],
    );
    opens(
        &silent,
        "2022-01-01",
        [
            "!? due 2021-12-31, 1 day ago, and no report since: nobody knows whether it is done (last at 10 % on 2021-09-25)",
            "!? 2021年12月31日到期，已超期1天，此后未上报，是否完成不明（最近一次数据：2021年9月25日为10%）",
        ],
    );
}

#[test]
fn what_cannot_be_judged_says_what_is_missing() {
    let sandbox = store(WEST, "o:90@2021-06-30");
    opens(
        &sandbox,
        "2021-06-30",
        [
            "· begins on 2021-07-01, due 2021-12-31",
            "· 2021年7月1日开始，2021年12月31日到期",
        ],
    );
    opens(
        &sandbox,
        "2021-08-01",
        [
            "? nobody knows how far it is: no report of it yet; the latest figure is of another stage (fit-out, at 90 % on 2021-06-30)",
            "? 情况不明：尚未上报；最近数据属于其他阶段（装修，2021年6月30日为90%），口径不同，不能比较",
        ],
    );
    let unheard = store(WEST, "");
    opens(
        &unheard,
        "2021-08-01",
        [
            "? nobody knows how far it is: no report of it yet",
            "? 情况不明：尚未上报",
        ],
    );
    let started = store("p,s,100,2021-07-31,2021H2,,2021-07-01", "s:65@2021-06-30");
    opens(
        &started,
        "2021-07-01",
        [
            "? nothing since the starting point, 65 % on 2021-06-30",
            "? 2021年6月30日起点进度65%，起点之后无新进度",
        ],
    );
    let first = store("p,s,80,2021-12-31,2021H2,,2021-07-01", "s:58@2021-07-31");
    opens(
        &first,
        "2021-07-31",
        [
            "? one figure since it began, 58 % on 2021-07-31: there is no starting point to measure from",
            "? 开始后仅有一次数据，2021年7月31日为58%；缺起点进度，无从比较",
        ],
    );
    let undated = store("p,s,80,,,,2021-07-01", "s:58@2021-07-31");
    opens(
        &undated,
        "2021-07-31",
        [
            "– no due day to judge it by; at 58 % on 2021-07-31",
            "– 未明确时限，无从评定；2021年7月31日为58%",
        ],
    );
}

#[test]
fn a_milestone_is_done_or_not() {
    let target = "p,m,,2021-12-31,2021H2,,2021-07-01";
    let sandbox = store(target, "m:0@2021-08-01 m:100@2021-12-01");
    opens(
        &sandbox,
        "2021-07-31",
        [
            "○ due in 153 days, on 2021-12-31; no report of it yet",
            "○ 2021年12月31日到期，还剩153天；尚未上报",
        ],
    );
    opens(
        &sandbox,
        "2021-08-01",
        [
            "○ due in 152 days, on 2021-12-31; not done on 2021-08-01",
            "○ 2021年12月31日到期，还剩152天；2021年8月1日尚未完成",
        ],
    );
    opens(
        &sandbox,
        "2021-12-01",
        [
            "✓ done by 2021-12-01, 30 days before it was due",
            "✓ 2021年12月1日完成，提前30天",
        ],
    );
    let short = store(target, "m:0@2022-01-10");
    opens(
        &short,
        "2022-01-20",
        [
            "‼ 20 days past due, not done on 2022-01-10",
            "‼ 超期20天，2022年1月10日尚未完成",
        ],
    );
}

#[test]
fn reached_on_the_day_or_first_seen_behind_it_is_said() {
    let sandbox = store(WEST, "s:70@2021-12-31");
    opens(
        &sandbox,
        "2022-02-01",
        [
            "✓ reached 70 % by 2021-12-31, the day it was due",
            "✓ 2021年12月31日达到70%，按期",
        ],
    );
    let seen = store(WEST, "s:60@2021-12-28 s:70@2022-01-04");
    opens(
        &seen,
        "2022-02-01",
        [
            "✓ reached 70 % by 2022-01-04, as first seen 4 days after it was due: perhaps in time",
            "✓ 2022年1月4日达到70%，系时限后4天首次上报，是否按期不明",
        ],
    );
    let undated = store("p,s,70,,,,2021-07-01", "s:70@2021-08-31");
    opens(
        &undated,
        "2022-02-01",
        ["✓ reached 70 % by 2021-08-31", "✓ 2021年8月31日达到70%"],
    );
}

#[test]
fn what_rests_says_since_when() {
    let sandbox = store(WEST, "s:9@2021-07-31");
    sandbox.ok("edit p --state suspended --reason 'no permit' --on 2021-08-10");
    opens(
        &sandbox,
        "2021-08-20",
        [
            "x suspended, at rest since 2021-08-10: not judged",
            "x 暂停，自2021年8月10日起停止推进，不作评定",
        ],
    );
    sandbox.ok("edit p --state cancelled --reason 'no permit' --on 2021-09-01");
    opens(
        &sandbox,
        "2021-09-20",
        [
            "x cancelled, at rest since 2021-08-10: not judged",
            "x 已取消，自2021年8月10日起停止推进，不作评定",
        ],
    );
}
