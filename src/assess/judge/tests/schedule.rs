//! Quantities off the straight line: lost progress, plan points. The plan of `hundred_days()`
//! runs from the end of 06-30 to 10-08; its day 20 is 07-20, 50 is 08-19, 75 is 09-13.

use super::*;

fn hundred_days() -> Given {
    target("80 by 10-08 in 2021H2").declared("0")
}

#[test]
fn progress_lost_below_a_target_already_reached_is_critical_without_end() {
    // b = 80 and b = 70 against 70; AT 10.
    for before in ["80", "70"] {
        let given = target("70 by 07-20 in 2021-07").readings(&format!("{before}@06-30 60@07-10"));
        let verdict = given.on("07-10");
        assert_eq!(verdict.rule, 12);
        assert_eq!(
            figures_of(&verdict),
            "planned 70.00, variance -10.00, lag 10.00, k infinite, need 1.000, \
             if it starts now 2021-07-30 (2021-07-15..2021-08-09)"
        );
        // However wide the limits of the gap.
        let by_gap = given
            .by_gap()
            .set(SettingKey::GapCritical, "100")
            .set(SettingKey::GapBehind, "100");
        assert_eq!(by_gap.rule("07-10"), "12 critical");
    }
}

#[test]
fn lost_progress_within_rounding_of_the_target_is_borderline() {
    let given = target("70 by 07-20 in 2021-07").readings("70@06-30 69.5@07-10");
    assert_eq!(given.nudge_on("07-10"), "");
    let given = target("72 by 07-20 in 2021-07").readings("72@06-30 70@07-10");
    assert_eq!(given.nudge_on("07-10"), "72.5 met");
}

#[test]
fn below_the_baseline_earned_days_are_negative() {
    // From 20 to 70 in 100 days; 10 is -20 days.
    let given = target("70 by 10-08 in 2021H2").readings("20@06-30 10@07-30");
    assert_eq!(
        given.figures_on("07-30"),
        "planned 35.00, variance -25.00, lag 50.00, k 1.714, need 0.857, \
         if it starts now 2021-11-27 (2021-08-29..2022-01-16)"
    );
    assert_eq!(given.says("07-30"), "13 behind [regressed stalled]");
}

#[test]
fn a_way_of_one_hundredth_is_a_way() {
    let given = target("50 by 10-08 in 2021H2").readings("49.99@06-30 49.98@08-19");
    let progress = given.on("08-19").progress.unwrap();
    assert_eq!(progress.lag, Ratio::whole(150));
    assert_eq!(progress.pace, Some(Ratio::whole(4)));
    assert_eq!(progress.planned, Ratio::whole(49_995));
}

#[test]
fn nothing_is_forecast_before_the_day_of_the_question() {
    // 60 of 80 on day 50: 25 planned days to go from 08-19, which is 09-13.
    let forecast = |given: &Given, as_of| match given.on(as_of).forecast {
        Some(Forecast::Finish(finish)) => finish,
        other => panic!("{other:?}"),
    };
    let given = hundred_days().readings("60@08-19");
    assert_eq!(forecast(&given, "08-19").on, day("09-13"));
    let given = hundred_days().readings("79.99@08-19");
    assert_eq!(forecast(&given, "08-19").on, day("08-20"));
    assert_eq!(forecast(&given, "09-10").on, day("09-10"));
    assert_eq!(forecast(&given, "09-10").from, day("09-10"));
    // 50.0125 days after 08-19.
    assert_eq!(forecast(&given, "09-10").to, day("10-09"));
}

#[test]
fn points_a_day_are_counted_from_the_baseline() {
    // 40 points in 50 days; none, and lost.
    let made = |readings| {
        let given = hundred_days().readings(readings);
        given.on("08-19").progress.unwrap().made
    };
    assert_eq!(made("40@08-19"), Ratio::whole(800));
    assert_eq!(made("0@08-19"), Ratio::whole(0));
    assert_eq!(made("20@06-30 15@08-19"), Ratio::whole(-100));
}

// Plan points.

#[test]
fn planned_lag_and_pace_follow_the_curve() {
    // 10 by day 50, then 70 points in 50 days.
    let given = hundred_days().via("10@08-19");
    let on_plan = given.clone().readings("45@09-13");
    assert_eq!(
        on_plan.figures_on("09-13"),
        "planned 45.00, variance 0.00, lag 0.00, k 1.000, need 1.400, \
         forecast 2021-10-08 (2021-09-20..2021-11-27)"
    );
    assert_eq!(on_plan.rule("09-13"), "15 on-track");
    // 24 was planned for day 60: lag 15, k = 40 / 25.
    let behind = given.clone().readings("24@09-13");
    assert_eq!(
        behind.figures_on("09-13"),
        "planned 45.00, variance -21.00, lag 15.00, k 1.600, need 2.240, \
         forecast 2021-10-23 (2021-09-23..2021-12-12)"
    );
    assert_eq!(behind.rule("09-13"), "13 behind");
    // 5 by day 25 of the first piece, which the straight line would call critical.
    let early = given.readings("5@07-25");
    assert_eq!(early.rule("07-25"), "15 on-track");
    assert_eq!(early.on("07-25").progress.unwrap().lag, Ratio::whole(0));
}

#[test]
fn on_the_day_of_a_point_its_percent_is_planned() {
    let given = hundred_days()
        .via("10@08-19 60@09-13")
        .readings("10@08-19 60@09-13");
    for as_of in ["08-19", "09-13"] {
        let progress = given.on(as_of).progress.unwrap();
        assert_eq!(progress.variance, Ratio::whole(0));
        assert_eq!(progress.lag, Ratio::whole(0));
    }
}

#[test]
fn on_a_flat_piece_the_day_nearest_the_reading_is_earned() {
    // 40 from day 20 to day 60.
    let given = hundred_days().via("40@07-20 40@08-29");
    let progress = |on: &str| {
        given
            .clone()
            .readings(&format!("40@{on}"))
            .on(on)
            .progress
            .unwrap()
    };
    // Day 10: earned 20, k = 80 / 90.
    assert_eq!(progress("07-10").lag, Ratio::whole(-10));
    assert_eq!(progress("07-10").pace, Some(Ratio::new(8, 9)));
    // Day 45 lies on the flat piece.
    assert_eq!(progress("08-14").lag, Ratio::whole(0));
    assert_eq!(progress("08-14").pace, Some(Ratio::whole(1)));
    assert_eq!(progress("08-14").planned, Ratio::whole(40_000));
    // Day 90: earned 60, k = 40 / 10.
    assert_eq!(progress("09-28").lag, Ratio::whole(30));
    assert_eq!(progress("09-28").pace, Some(Ratio::whole(4)));
    // 37.5 was planned for day 18.75: k = 81.25 / 55.
    let given = given.readings("40@08-14");
    assert_eq!(given.says("08-14"), "15 on-track [borderline]");
    assert_eq!(given.nudge_on("08-14"), "37.5 behind");
}

#[test]
fn a_plan_that_begins_flat_expects_nothing_yet() {
    // Nothing is planned before day 50.
    let given = hundred_days().via("0@08-19").readings("0@08-09");
    assert_eq!(given.rule("08-09"), "15 on-track");
    assert_eq!(given.on("08-09").progress.unwrap().lag, Ratio::whole(0));
    let given = hundred_days().via("0@08-19").readings("0@08-29");
    assert_eq!(given.on("08-29").progress.unwrap().lag, Ratio::whole(10));
}

#[test]
fn below_the_baseline_the_curve_does_not_count() {
    let given = target("70 by 10-08 in 2021H2")
        .via("60@08-19")
        .readings("20@06-30 10@07-30");
    let progress = given.on("07-30").progress.unwrap();
    assert_eq!(progress.earned_days, Ratio::whole(-20));
    assert_eq!(progress.planned, Ratio::whole(44_000));
    assert_eq!(progress.pace, Some(Ratio::new(120, 70)));
}

#[test]
fn points_below_the_baseline_or_above_the_target_are_clamped() {
    // Clamped to 20 by day 50 and to 80 by day 75.
    let given = hundred_days()
        .via("10@08-19 90@09-13")
        .readings("20@06-30 50@08-31");
    let progress = given.on("08-31").progress.unwrap();
    assert_eq!(progress.planned, Ratio::new(20_000 * 25 + 60_000 * 12, 25));
    let given = hundred_days()
        .via("10@08-19 90@09-13")
        .readings("20@06-30 50@08-09");
    assert_eq!(
        given.on("08-09").progress.unwrap().planned,
        Ratio::whole(20_000)
    );
    let given = hundred_days()
        .via("10@08-19 90@09-13")
        .readings("20@06-30 50@09-20");
    assert_eq!(
        given.on("09-20").progress.unwrap().planned,
        Ratio::whole(80_000)
    );
}

#[test]
fn a_late_baseline_drops_the_points_on_or_before_it() {
    // Late baseline 30 on day 30; what is left: 50 by day 60, 80 by day 100.
    let given = target("80 by 10-08 in 2021H2")
        .via("40@07-20 45@07-30 50@08-29")
        .readings("30@07-30 40@08-14");
    let progress = given.on("08-14").progress.unwrap();
    assert_eq!((progress.plan_days, progress.actual_days), (70, 15));
    assert_eq!(progress.planned, Ratio::whole(40_000));
    assert_eq!(progress.lag, Ratio::whole(0));
    assert_eq!(progress.pace, Some(Ratio::whole(1)));
}

#[test]
fn the_gap_follows_the_curve_too() {
    // Planned 10 of 80 by day 50, 12.5 points of the way.
    let given = hundred_days().via("10@08-19").by_gap();
    assert_eq!(
        given.clone().readings("2@08-19").rule("08-19"),
        "15 on-track"
    );
    assert_eq!(
        given.clone().readings("1.99@08-19").rule("08-19"),
        "13 behind"
    );
    assert_eq!(
        given.clone().readings("18@08-19").rule("08-19"),
        "15 on-track"
    );
    assert_eq!(given.readings("18.01@08-19").rule("08-19"), "14 ahead");
}
