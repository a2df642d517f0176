//! Each rule of the table at its exact border. The plan of `month()` runs over 20 days, from the
//! end of 06-30 to 07-20.

use super::*;

fn month() -> Given {
    target("100 by 07-20 in 2021-07").declared("0")
}

// Rule 1.

#[test]
fn a_suspended_target_is_not_judged_even_long_after_its_due_day() {
    let given = month().readings("40@07-08").suspended("07-10");
    for as_of in ["07-10", "07-20", "07-21", "2022-01-01"] {
        assert_eq!(given.says(as_of), "1 suspended", "{as_of}");
    }
    let verdict = given.on("07-12");
    assert_eq!(verdict.days_left, None);
    assert_eq!(verdict.rest.unwrap().since, day("07-10"));
    assert!(verdict.progress.is_none());
}

#[test]
fn suspended_on_the_due_day_is_in_time_and_a_day_later_is_not() {
    let given = month().readings("40@07-08");
    assert_eq!(
        given.clone().suspended("07-20").says("08-01"),
        "1 suspended"
    );
    assert_eq!(
        given.clone().suspended("07-21").says("08-01"),
        "5 unreported"
    );
    assert_eq!(
        given.clone().cancelled("07-20").says("08-01"),
        "1 cancelled"
    );
    assert_eq!(given.cancelled("07-21").says("08-01"), "5 unreported");
    let short = month().readings("90@07-20");
    assert_eq!(short.cancelled("07-21").says("08-01"), "4 overdue");
}

#[test]
fn what_was_met_before_or_on_the_day_of_a_suspension_stays_met() {
    let given = month().readings("100@07-08");
    assert_eq!(given.clone().suspended("07-09").says("08-01"), "2 met");
    assert_eq!(given.clone().suspended("07-08").says("08-01"), "2 met");
    assert_eq!(given.clone().cancelled("07-08").says("08-01"), "2 met");
    assert_eq!(
        given.clone().cancelled("07-07").says("08-01"),
        "1 cancelled"
    );
    assert_eq!(given.suspended("07-07").says("08-01"), "1 suspended");
}

#[test]
fn what_was_met_late_before_a_suspension_stays_met_late() {
    let given = month().readings("100@07-29").suspended("07-30");
    assert_eq!(given.says("08-01"), "3 met-late");
}

#[test]
fn met_at_a_suspension_and_lost_since_is_judged_like_any_other() {
    let given = month().readings("100@07-05 90@07-08").suspended("07-06");
    assert_eq!(given.rule("07-06"), "2 met");
    assert_eq!(given.rule("07-08"), "14 ahead");
}

#[test]
fn a_rest_does_not_hold_before_its_own_day() {
    let given = month().readings("40@07-08").suspended("07-10");
    assert_eq!(given.rule("07-09"), "15 on-track");
    assert_eq!(given.rule("07-10"), "1 suspended");
}

#[test]
fn an_undated_or_future_target_can_be_suspended_too() {
    let undated = target("100 in 2021-07").suspended("07-10");
    assert_eq!(undated.says("2022-01-01"), "1 suspended");
    assert_eq!(month().cancelled("06-01").says("06-15"), "1 cancelled");
}

// Rules 2 and 3.

#[test]
fn reached_on_the_due_day_is_met_and_a_day_later_is_met_late() {
    let exact = |readings| month().set(SettingKey::MetGrace, "0").readings(readings);
    assert_eq!(exact("100@07-20").says("08-01"), "2 met");
    assert_eq!(exact("100@07-21").says("08-01"), "3 met-late");
    assert_eq!(exact("100@07-20").says("07-20"), "2 met");
}

#[test]
fn first_seen_reached_within_the_grace_is_met_unless_something_since_the_due_day_falls_short() {
    let says = |readings| month().readings(readings).says("09-01");
    assert_eq!(says("100@07-27"), "2 met [day-unknown]");
    assert_eq!(says("100@07-28"), "3 met-late");
    assert_eq!(says("90@07-19 100@07-27"), "2 met [day-unknown]");
    assert_eq!(says("90@07-20 100@07-27"), "3 met-late");
    assert_eq!(says("90@07-26 100@07-27"), "3 met-late");
    // Reached, lost after the due day, and reached again.
    assert_eq!(says("100@07-19 90@07-22 100@07-23"), "3 met-late");
    let given = month()
        .set(SettingKey::MetGrace, "14")
        .readings("100@08-03");
    assert_eq!(given.says("09-01"), "2 met [day-unknown]");
    // A milestone has its day.
    let milestone = target("done by 07-20 in 2021-07").readings("100@07-21");
    assert_eq!(milestone.says("09-01"), "3 met-late");
}

#[test]
fn an_undated_target_is_met_whenever_it_is_reached() {
    let given = target("60 in 2021-07").readings("60@2022-03-01");
    assert_eq!(given.says("2022-02-28"), "7 undated");
    assert_eq!(given.says("2022-03-01"), "2 met");
    assert_eq!(given.on("2022-03-01").met_on, Some(day("2022-03-01")));
}

#[test]
fn a_target_reached_before_its_period_is_met_and_not_future() {
    let given = target("60 by 07-20 in 2021-07").readings("61@05-31");
    assert_eq!(given.says("05-30"), "6 future");
    assert_eq!(given.says("05-31"), "2 met");
    assert_eq!(given.on("12-31").met_on, Some(day("05-31")));
}

#[test]
fn a_hundredth_short_is_not_met() {
    let given = target("80 by 07-20 in 2021-07").declared("0");
    assert_eq!(given.clone().readings("80@07-20").rule("07-20"), "2 met");
    let short = given.readings("79.96@07-20");
    assert_eq!(short.rule("07-20"), "12 critical");
    assert_eq!(short.rule("07-21"), "4 overdue");
}

#[test]
fn a_target_that_falls_below_again_is_no_longer_met() {
    let given = target("70 by 12-31 in 2021H2")
        .declared("0")
        .readings("70@12-01 65@12-20 72@2022-01-10 71@2022-01-20 69@2022-02-01 70@2022-02-20");
    assert_eq!(given.rule("12-19"), "2 met");
    assert_eq!(given.rule("12-20"), "13 behind");
    assert_eq!(given.rule("2022-01-09"), "5 unreported");
    assert_eq!(given.rule("2022-01-20"), "3 met-late");
    assert_eq!(given.on("2022-01-20").met_on, Some(day("2022-01-10")));
    assert_eq!(given.rule("2022-02-01"), "4 overdue");
    assert_eq!(given.on("2022-02-20").met_on, Some(day("2022-02-20")));
}

#[test]
fn reached_is_the_first_day_of_the_last_run_at_or_above_the_target() {
    let given = target("70 by 12-31 in 2021H2")
        .readings("75@12-01 69.99@12-05 70@12-29 80@2022-01-05 75@2022-01-09");
    assert_eq!(given.says("2022-01-31"), "2 met [regressed]");
    assert_eq!(given.on("2022-01-31").met_on, Some(day("12-29")));
}

#[test]
fn a_run_that_begins_with_the_calendar_is_found() {
    let first = "0001-01-01";
    let given = target("60 in 2021-07").readings("60@0001-01-01 70@07-01");
    assert_eq!(given.on("07-01").met_on, Some(day(first)));
    assert_eq!(given.on(first).met_on, Some(day(first)));
}

#[test]
fn a_milestone_is_met_by_a_hundred_only() {
    let given = target("done by 07-20 in 2021-07");
    assert_eq!(
        given.clone().readings("99.99@07-10").rule("07-20"),
        "8 open"
    );
    assert_eq!(
        given.clone().readings("99@07-19").rule("07-21"),
        "5 unreported"
    );
    assert_eq!(given.clone().readings("0@07-20").rule("07-21"), "4 overdue");
    assert_eq!(given.clone().readings("100@07-20").rule("07-21"), "2 met");
    assert_eq!(given.readings("100@07-21").rule("07-21"), "3 met-late");
}

// Rules 4 and 5.

#[test]
fn a_reading_on_the_due_day_that_falls_short_is_overdue_the_day_after() {
    let given = month().readings("90@07-20");
    assert_eq!(given.rule("07-20"), "12 critical");
    assert_eq!(given.says("07-21"), "4 overdue");
    assert_eq!(given.on("07-21").days_left, Some(-1));
}

#[test]
fn a_reading_the_day_before_the_due_day_leaves_it_unreported() {
    let given = month().readings("90@07-19");
    assert_eq!(given.says("07-21"), "5 unreported");
    assert_eq!(given.on("07-21").days_left, Some(-1));
}

#[test]
fn unreported_becomes_overdue_with_a_reading_after_the_due_day_that_falls_short() {
    let given = month().readings("90@07-19 95@07-25");
    assert_eq!(given.says("07-24"), "5 unreported");
    assert_eq!(given.says("07-25"), "4 overdue");
}

#[test]
fn past_due_without_any_reading_is_unreported_whatever_other_stages_say() {
    let given = month().elsewhere("100@07-20");
    assert_eq!(given.says("07-21"), "5 unreported");
    assert_eq!(given.on("07-21").other, None);
}

// Rule 6.

#[test]
fn a_target_is_future_up_to_the_day_before_its_period() {
    let given = target("100 by 12-31 in 2021H2");
    assert_eq!(given.says("06-30"), "6 future");
    assert_eq!(given.says("07-01"), "9 unknown no-data");
    assert_eq!(given.on("07-01").baseline_day, day("06-30"));
}

#[test]
fn a_target_with_its_own_start_is_future_up_to_the_day_before_that() {
    let later = target("100 by 12-31 in 2021H2").start("09-01");
    assert_eq!(later.says("08-31"), "6 future");
    assert_eq!(later.says("09-01"), "9 unknown no-data");
    let earlier = target("100 by 12-31 in 2021H2").start("05-01");
    assert_eq!(earlier.says("04-30"), "6 future");
    assert_eq!(earlier.says("05-01"), "9 unknown no-data");
    let undated = target("100 in 2021H2").start("09-01");
    assert_eq!(undated.says("08-31"), "6 future");
    assert_eq!(undated.says("09-01"), "7 undated");
}

#[test]
fn a_percent_declared_for_a_day_of_its_own_moves_the_plan_but_not_the_beginning() {
    let given = target("100 by 12-31 in 2021H2");
    // From a day within the period: judged from its first day on.
    let later = given
        .clone()
        .declared("40@08-31")
        .readings("30@07-31 50@09-30");
    assert_eq!(later.says("06-30"), "6 future");
    assert_eq!(later.says("07-31"), "11 unknown no-report-yet");
    let baseline = later.on("09-30").baseline.unwrap();
    assert_eq!(
        (baseline.on, baseline.kind),
        (day("08-31"), BaselineKind::Declared)
    );
    assert_eq!(baseline.percent, "40".parse().unwrap());
    let progress = later.on("09-30").progress.unwrap();
    assert_eq!((progress.plan_days, progress.actual_days), (122, 30));
    // From a day before it: judged from the day after that one.
    let earlier = given.declared("0@05-31").readings("10@06-15");
    assert_eq!(earlier.says("05-31"), "6 future");
    assert_eq!(earlier.rule("06-15"), "15 on-track");
}

#[test]
fn a_percent_declared_for_a_day_gives_way_to_a_reading_of_that_very_day_only() {
    let given = target("100 by 12-31 in 2021H2").declared("40@08-31");
    let read = given.clone().readings("35@08-31 50@09-30").on("09-30");
    assert_eq!(
        read.baseline.unwrap().kind,
        BaselineKind::Reading(day("08-31"))
    );
    assert!(read.is_declared_ignored);
    let before = given.readings("35@08-30 50@09-30").on("09-30");
    assert_eq!(before.baseline.unwrap().kind, BaselineKind::Declared);
    assert!(!before.is_declared_ignored);
}

#[test]
fn a_target_of_no_period_runs_from_the_day_after_it_was_set() {
    let given = target("100 by 12-31").set_on("09-01");
    assert_eq!(given.says("08-31"), "9 unknown no-data");
    assert_eq!(given.on("08-31").baseline_day, day("09-01"));
    let read = given.clone().readings("20@08-15 30@09-01 31@09-02");
    assert_eq!(read.says("09-01"), "11 unknown no-report-yet");
    let progress = read.on("09-02").progress.unwrap();
    assert_eq!((progress.plan_days, progress.actual_days), (121, 1));
    // Its own start comes before that, and has it future like any other.
    let start = given.start("10-01");
    assert_eq!(start.says("09-30"), "6 future");
    assert_eq!(start.on("10-01").baseline_day, day("09-30"));
    // Due on the day it was set.
    let due = target("100 by 09-01").set_on("09-01");
    assert_eq!(due.on("09-01").baseline_day, day("08-31"));
    assert_eq!(due.says("08-31"), "9 unknown no-data [urgent]");
    let undated = target("100").set_on("09-01");
    assert_eq!(undated.says("08-31"), "7 undated");
}

#[test]
fn before_the_day_it_was_set_a_target_of_no_period_knows_nothing_of_that_day() {
    let given = target("100 by 12-31")
        .set_on("09-01")
        .readings("20@08-15 30@08-31");
    let baseline = given.on("08-20").baseline.unwrap();
    assert_eq!(baseline.kind, BaselineKind::Reading(day("08-15")));
    assert_eq!(given.says("08-20"), "11 unknown no-report-yet");
}

#[test]
fn a_due_day_on_or_before_the_baseline_day_makes_its_eve_the_baseline_day() {
    for due in ["06-30", "06-15", "05-01"] {
        let given = target(&format!("100 by {due} in 2021H2")).readings("20@01-31");
        let eve = day(due).before();
        assert_eq!(given.judge(eve).baseline_day, eve);
        assert_eq!(given.judge(eve).rule, 6, "{due}");
        assert_eq!(given.judge(day(due)).rule, 10, "{due}");
        assert_eq!(given.judge(day(due).plus(1).unwrap()).rule, 5, "{due}");
    }
    // Due on the first day of its period: the day before it is the baseline day anyhow.
    let first = target("100 by 07-01 in 2021H2");
    assert_eq!(first.on("07-01").baseline_day, day("06-30"));
    let start = target("100 by 08-31 in 2021H2").start("10-01");
    assert_eq!(start.on("08-31").baseline_day, day("08-30"));
}

#[test]
fn a_plan_of_one_day_is_judged_on_its_due_day() {
    let given = target("50 by 06-15 in 2021H2").readings("30@06-14 40@06-15");
    let verdict = given.on("06-15");
    assert_eq!(says(&verdict), "12 critical [urgent]");
    let progress = verdict.progress.unwrap();
    assert_eq!((progress.plan_days, progress.actual_days), (1, 1));
    assert_eq!(progress.lag, Ratio::new(1, 2));
}

// Rules 7 and 8.

#[test]
fn without_a_due_day_nothing_is_claimed_whatever_is_reported() {
    let given = target("80 in 2021H2").declared("0").readings("5@12-30");
    assert_eq!(given.says("12-31"), "7 undated");
    assert_eq!(given.says("2031-12-31"), "7 undated");
    assert_eq!(given.on("12-31").days_left, None);
    assert_eq!(target("done in 2021H2").says("12-31"), "7 undated");
}

#[test]
fn a_milestone_is_open_from_its_start_to_its_due_day() {
    let given = target("done by 12-31 in 2021H2").readings("40@06-30");
    assert_eq!(given.says("06-30"), "6 future");
    assert_eq!(given.says("07-01"), "8 open");
    assert_eq!(given.says("12-31"), "8 open [urgent]");
    assert_eq!(given.says("2022-01-01"), "5 unreported");
}

// Rule 9.

#[test]
fn a_declared_baseline_alone_is_no_data() {
    assert_eq!(month().rule("07-01"), "9 unknown");
    assert_eq!(month().on("07-01").reason, Some(Reason::NoData));
}

#[test]
fn only_another_stage_having_a_figure_is_another_reason() {
    let given = month().elsewhere("90@07-05");
    assert_eq!(given.on("07-04").reason, Some(Reason::NoData));
    assert_eq!(given.on("07-04").other, None);
    assert_eq!(given.on("07-05").reason, Some(Reason::OtherStage));
    assert_eq!(given.on("07-05").other, given.other);
}

// Rule 10.

#[test]
fn a_limit_of_fifteen_and_a_half_days_is_kept_on_the_fifteenth_and_broken_on_the_sixteenth() {
    let given = target("100 by 07-31 in 2021H2").readings("65@06-30");
    assert_eq!(given.on("07-15").reason, Some(Reason::NoReportYet));
    assert_eq!(given.on("07-16").reason, Some(Reason::Stale));
    assert_eq!(given.on("07-16").rule, 10);
}

#[test]
fn a_reading_half_the_days_to_the_due_day_old_is_not_stale() {
    // 40 days from reading to due day.
    let given = target("100 by 08-19 in 2021Q3")
        .declared("0")
        .readings("20@07-10");
    assert_eq!(given.on("07-30").stale_limit.unwrap().half_days, 40);
    assert_eq!(given.on("07-30").reason, None);
    assert_eq!(given.on("07-31").reason, Some(Reason::Stale));
}

#[test]
fn a_reading_is_never_stale_within_a_week() {
    let given = month().readings("50@07-10");
    assert_eq!(given.on("07-17").stale_limit.unwrap().half_days, 14);
    assert_eq!(given.on("07-17").reason, None);
    assert_eq!(given.on("07-18").reason, Some(Reason::Stale));
}

#[test]
fn a_reading_is_always_stale_after_thirty_six_days() {
    let given = target("100 by 12-31 in 2021H2").declared("0");
    // 73 days before the due day the half is 36.5, 71 days before it 35.5.
    let far = given.clone().readings("60@10-19");
    assert_eq!(far.on("11-24").stale_limit.unwrap().half_days, 72);
    assert_eq!(far.on("11-24").reason, None);
    assert_eq!(far.on("11-25").reason, Some(Reason::Stale));
    let near = given.readings("60@10-21");
    assert_eq!(near.on("11-25").stale_limit.unwrap().half_days, 71);
    assert_eq!(near.on("11-25").reason, None);
    assert_eq!(near.on("11-26").reason, Some(Reason::Stale));
}

#[test]
fn the_office_may_set_both_ends_of_the_stale_limit() {
    let given = target("100 by 12-31 in 2021H2")
        .declared("0")
        .set(SettingKey::StaleMost, "60")
        .set(SettingKey::StaleLeast, "10");
    let far = given.clone().readings("20@08-01");
    assert_eq!(far.on("09-30").reason, None);
    assert_eq!(far.on("10-01").reason, Some(Reason::Stale));
    let near = given.readings("95@12-20");
    assert_eq!(near.on("12-30").reason, None);
    assert_eq!(near.on("12-31").reason, Some(Reason::Stale));
}

// Rule 11.

#[test]
fn a_reading_on_the_baseline_day_is_the_baseline_and_one_the_day_after_a_report() {
    let given = target("100 by 12-31 in 2021H2");
    let on = given.clone().readings("10@06-30").on("07-05");
    assert_eq!(on.reason, Some(Reason::NoReportYet));
    assert_eq!(
        on.baseline.unwrap().kind,
        BaselineKind::Reading(day("06-30"))
    );
    let after = given.readings("10@06-30 11@07-01").on("07-05");
    assert_eq!(after.reason, None);
    assert_eq!(after.progress.unwrap().actual_days, 1);
}

#[test]
fn an_old_reading_becomes_the_baseline_with_the_baseline_day_as_day_zero() {
    let given = target("100 by 12-31 in 2021H2").readings("10@03-31 20@05-31 40@08-15");
    let baseline = given.on("08-15").baseline.unwrap();
    assert_eq!(baseline.percent, "20".parse().unwrap());
    assert_eq!(baseline.on, day("06-30"));
    assert_eq!(baseline.kind, BaselineKind::Reading(day("05-31")));
    assert_eq!(given.on("08-15").progress.unwrap().actual_days, 46);
}

#[test]
fn a_first_figure_alone_needs_a_starting_point() {
    let given = target("100 by 07-20 in 2021-07").readings("60@07-15");
    assert_eq!(
        given.says("07-15"),
        "11 unknown first-figure [urgent late-baseline]"
    );
    assert_eq!(given.says("07-21"), "5 unreported");
    // On the due day it is not even a baseline.
    let given = target("100 by 07-20 in 2021-07").readings("60@07-20");
    assert_eq!(given.says("07-20"), "11 unknown first-figure [urgent]");
    assert_eq!(given.on("07-20").baseline, None);
    assert_eq!(given.says("07-21"), "4 overdue");
}

#[test]
fn a_late_baseline_takes_the_place_of_the_baseline_day_for_the_course_only() {
    let given = target("100 by 07-20 in 2021-07").readings("40@07-10 70@07-15");
    let verdict = given.on("07-15");
    assert_eq!(verdict.baseline_day, day("06-30"));
    let progress = verdict.progress.as_ref().unwrap();
    assert_eq!((progress.plan_days, progress.actual_days), (10, 5));
    assert_eq!(progress.planned, Ratio::whole(70_000));
    assert_eq!(says(&verdict), "15 on-track [urgent late-baseline]");
}

#[test]
fn a_declared_baseline_beats_a_late_one_and_gives_way_to_a_reading() {
    let late = month().readings("40@07-10 70@07-15").on("07-15");
    assert_eq!(late.baseline.unwrap().kind, BaselineKind::Declared);
    assert!(!late.is_declared_ignored);
    let read = month().readings("30@06-30 70@07-15").on("07-15");
    assert_eq!(read.baseline.unwrap().percent, "30".parse().unwrap());
    assert!(read.is_declared_ignored);
}

// Rules 12 to 15, by pace.

/// A reading on the tenth of twenty days: k is (100 - p) / 50.
fn half_way(percent: &str) -> Given {
    month().readings(&format!("{percent}@07-10"))
}

#[test]
fn a_pace_of_exactly_two_is_behind_and_anything_above_is_critical() {
    let exact = half_way("0").on("07-10").progress.unwrap();
    assert_eq!(exact.pace, Some(Ratio::whole(2)));
    assert_eq!(half_way("0").rule("07-10"), "13 behind");
    // A day later 10 of 100 leave a pace of exactly 2, too.
    let later = |percent: &str| month().readings(&format!("{percent}@07-11"));
    assert_eq!(later("10").rule("07-11"), "13 behind");
    assert_eq!(later("9.99").rule("07-11"), "12 critical");
}

#[test]
fn a_pace_of_exactly_one_and_a_tenth_is_on_track_and_anything_above_is_behind() {
    let exact = half_way("45").on("07-10").progress.unwrap();
    assert_eq!(exact.pace, Some(Ratio::new(11, 10)));
    assert_eq!(half_way("45").rule("07-10"), "15 on-track");
    assert_eq!(half_way("44.99").rule("07-10"), "13 behind");
}

#[test]
fn a_pace_of_exactly_nine_tenths_is_on_track_and_anything_below_is_ahead() {
    let exact = half_way("55").on("07-10").progress.unwrap();
    assert_eq!(exact.pace, Some(Ratio::new(9, 10)));
    assert_eq!(half_way("55").rule("07-10"), "15 on-track");
    assert_eq!(half_way("55.01").rule("07-10"), "14 ahead");
}

#[test]
fn the_office_may_set_the_limits_of_the_pace() {
    let strict = |percent| {
        half_way(percent)
            .set(SettingKey::PaceBehind, "1.05")
            .set(SettingKey::PaceCritical, "1.20")
            .set(SettingKey::PaceAhead, "0.80")
    };
    assert_eq!(strict("47.5").rule("07-10"), "15 on-track");
    assert_eq!(strict("47.49").rule("07-10"), "13 behind");
    assert_eq!(strict("40").rule("07-10"), "13 behind");
    assert_eq!(strict("39.99").rule("07-10"), "12 critical");
    assert_eq!(strict("60").rule("07-10"), "15 on-track");
    assert_eq!(strict("60.01").rule("07-10"), "14 ahead");
}

#[test]
fn a_reading_before_the_due_day_still_speaks_of_its_own_date_on_the_due_day() {
    // k = (10/100) / (3/20), asked on the due day.
    let given = month().readings("90@07-17");
    assert_eq!(given.rule("07-20"), "14 ahead");
    assert_eq!(
        given.on("07-20").progress.unwrap().pace,
        Some(Ratio::new(2, 3))
    );
    assert_eq!(
        given.on("07-20").progress.unwrap().need,
        Ratio::whole(10_000)
    );
    assert_eq!(
        given.on("07-18").progress.unwrap().need,
        Ratio::whole(5_000)
    );
}

// Rules 12 to 15, by gap.

#[test]
fn a_gap_of_exactly_ten_or_thirty_points_is_not_over_it() {
    let by_gap = |percent| half_way(percent).by_gap();
    assert_eq!(
        by_gap("40").on("07-10").progress.unwrap().gap,
        Ratio::whole(10_000)
    );
    assert_eq!(by_gap("40").rule("07-10"), "15 on-track");
    assert_eq!(by_gap("39.99").rule("07-10"), "13 behind");
    assert_eq!(by_gap("20").rule("07-10"), "13 behind");
    assert_eq!(by_gap("19.99").rule("07-10"), "12 critical");
    assert_eq!(by_gap("60").rule("07-10"), "15 on-track");
    assert_eq!(by_gap("60.01").rule("07-10"), "14 ahead");
}

#[test]
fn the_gap_is_of_the_way_from_baseline_to_target_not_of_the_stage() {
    // From 50 to 100, half of the time gone: planned 75; 70 is 10 points of the way short.
    let given = |percent: &str| {
        target("100 by 07-20 in 2021-07")
            .readings(&format!("50@06-30 {percent}@07-10"))
            .by_gap()
    };
    assert_eq!(given("70").rule("07-10"), "15 on-track");
    assert_eq!(given("69.99").rule("07-10"), "13 behind");
    assert_eq!(given("60").rule("07-10"), "13 behind");
    assert_eq!(given("59.99").rule("07-10"), "12 critical");
    assert_eq!(given("80").rule("07-10"), "15 on-track");
    assert_eq!(given("80.01").rule("07-10"), "14 ahead");
}

#[test]
fn by_gap_ten_of_fifty_half_way_is_exactly_thirty_points_short_and_so_behind() {
    let given = target("50 by 12-31 in 2021H2")
        .declared("0")
        .readings("10@09-30")
        .by_gap();
    assert_eq!(given.says("09-30"), "13 behind [borderline]");
    assert_eq!(given.nudge_on("09-30"), "7.5 critical");
}

#[test]
fn by_gap_anything_short_on_the_due_day_is_critical() {
    let given = month().readings("95@07-19 99.99@07-20").by_gap();
    assert_eq!(given.rule("07-19"), "15 on-track");
    assert_eq!(given.rule("07-20"), "12 critical");
    // The figure of the day before is 95: asked on the due day it still speaks of its own.
    let given = month().readings("95@07-19").by_gap();
    assert_eq!(given.rule("07-20"), "15 on-track");
}

#[test]
fn the_office_may_set_the_limits_of_the_gap() {
    let strict = |percent| {
        half_way(percent)
            .by_gap()
            .set(SettingKey::GapBehind, "5.5")
            .set(SettingKey::GapCritical, "12")
            .set(SettingKey::GapAhead, "0.5")
    };
    assert_eq!(strict("44.5").rule("07-10"), "15 on-track");
    assert_eq!(strict("44.49").rule("07-10"), "13 behind");
    assert_eq!(strict("38").rule("07-10"), "13 behind");
    assert_eq!(strict("37.99").rule("07-10"), "12 critical");
    assert_eq!(strict("50.5").rule("07-10"), "15 on-track");
    assert_eq!(strict("50.51").rule("07-10"), "14 ahead");
}
