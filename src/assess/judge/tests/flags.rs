//! What stands beside a status.

use super::*;

// urgent, due-soon

#[test]
fn seven_days_left_are_urgent_and_thirty_due_soon() {
    let given = target("done by 12-31 in 2021H2");
    for (as_of, left, stated) in [
        ("11-30", 31, "8 open"),
        ("12-01", 30, "8 open [due-soon]"),
        ("12-23", 8, "8 open [due-soon]"),
        ("12-24", 7, "8 open [urgent]"),
        ("12-31", 0, "8 open [urgent]"),
        ("2022-01-01", -1, "5 unreported"),
    ] {
        assert_eq!(given.on(as_of).days_left, Some(left));
        assert_eq!(given.says(as_of), stated);
    }
}

#[test]
fn what_is_met_or_suspended_is_not_urgent() {
    let given = target("60 by 12-31 in 2021H2");
    assert_eq!(given.clone().readings("60@12-01").says("12-30"), "2 met");
    assert_eq!(
        given.clone().suspended("12-01").says("12-30"),
        "1 suspended"
    );
    assert_eq!(given.cancelled("12-01").says("12-30"), "1 cancelled");
}

#[test]
fn what_has_not_begun_may_be_due_soon() {
    let given = target("60 by 07-20 in 2021-07");
    assert_eq!(given.says("06-20"), "6 future [due-soon]");
    assert_eq!(given.says("06-19"), "6 future");
}

#[test]
fn the_office_may_set_how_soon_is_soon() {
    let given = target("done by 12-31 in 2021H2")
        .set(SettingKey::DueSoon, "10")
        .set(SettingKey::Urgent, "2");
    assert_eq!(given.says("12-20"), "8 open");
    assert_eq!(given.says("12-21"), "8 open [due-soon]");
    assert_eq!(given.says("12-28"), "8 open [due-soon]");
    assert_eq!(given.says("12-29"), "8 open [urgent]");
}

// borderline

#[test]
fn a_figure_is_taken_to_be_rounded_by_how_round_it_is() {
    for (figure, step) in [
        ("0", 500),
        ("100", 500),
        ("5", 2500),
        ("50", 2500),
        ("95", 2500),
        ("1", 500),
        ("44", 500),
        ("99", 500),
        ("44.1", 50),
        ("45.5", 50),
        ("0.5", 50),
        ("44.61", 5),
        ("45.05", 5),
        ("99.99", 5),
    ] {
        assert_eq!(
            rounding(figure.parse::<Percent>().unwrap().hundredths() * 10),
            step,
            "{figure}"
        );
    }
}

/// Half-way through twenty days with nothing at their beginning: on track from 0.45 of the target.
fn half_way(of: &str, percent: &str) -> String {
    target(&format!("{of} by 07-20 in 2021-07"))
        .declared("0")
        .readings(&format!("{percent}@07-10"))
        .nudge_on("07-10")
}

#[test]
fn a_multiple_of_five_is_borderline_within_two_and_a_half_points() {
    // On track from 42.498 and from 42.507.
    assert_eq!(half_way("94.44", "40"), "42.5 on-track");
    assert_eq!(half_way("94.46", "40"), "");
    // From 45 exactly, and still 42.5 points below 45 downwards.
    assert_eq!(half_way("100", "45"), "42.5 behind");
}

#[test]
fn another_whole_number_is_borderline_within_half_a_point() {
    // On track from 44.496 and from 44.505.
    assert_eq!(half_way("98.88", "44"), "44.5 on-track");
    assert_eq!(half_way("98.9", "44"), "");
}

#[test]
fn one_decimal_is_borderline_within_a_twentieth() {
    // On track from 44.145 and from 44.154.
    assert_eq!(half_way("98.1", "44.1"), "44.15 on-track");
    assert_eq!(half_way("98.12", "44.1"), "");
}

#[test]
fn two_decimals_are_borderline_within_half_a_hundredth() {
    // On track from 44.613, from 44.595 (reached exactly) and from 44.6175.
    assert_eq!(half_way("99.14", "44.61"), "44.615 on-track");
    assert_eq!(half_way("99.1", "44.59"), "44.595 on-track");
    assert_eq!(half_way("99.15", "44.61"), "");
}

#[test]
fn nothing_is_rounded_by_half_a_point_and_never_below_nothing() {
    // On the second of twenty days: on track from a hundredth of the target.
    let given = |of: &str| {
        target(&format!("{of} by 07-20 in 2021-07"))
            .declared("0")
            .readings("0@07-02")
    };
    assert_eq!(given("40").nudge_on("07-02"), "0.5 on-track");
    assert_eq!(given("60").nudge_on("07-02"), "");
    // On the second of twenty-two days k is 1.10 exactly; half a point less than 0 is no figure.
    let given = target("100 by 07-22 in 2021-07")
        .declared("0")
        .readings("0@07-02");
    assert_eq!(given.rule("07-02"), "15 on-track");
    assert_eq!(given.nudge_on("07-02"), "");
}

#[test]
fn rounding_that_would_reach_the_target_would_be_met() {
    // k = (1/3) / (1/20); 62.5 is past 61.
    let given = target("61 by 07-20 in 2021-07")
        .declared("58")
        .readings("60@07-19");
    assert_eq!(given.says("07-19"), "12 critical [urgent borderline]");
    assert_eq!(given.nudge_on("07-19"), "62.5 met");
}

#[test]
fn a_change_from_green_to_green_is_not_borderline() {
    // k 0.907 on track, 0.869 ahead.
    let given = target("80 by 12-31 in 2021H2").readings("58@07-31 68@09-30");
    assert!(!given.on("09-30").has(Flag::Borderline));
}

#[test]
fn only_the_rules_of_the_course_know_borderline() {
    // 97.5 would be met, but it is not asked: no report, then stale, then overdue.
    let given = target("97 by 07-20 in 2021-07").readings("95@07-10 95@07-20");
    assert!(!given.on("07-10").has(Flag::Borderline));
    assert!(!given.on("07-18").has(Flag::Borderline));
    assert!(!given.on("07-21").has(Flag::Borderline));
}

// regressed

#[test]
fn a_figure_below_the_one_before_it_is_regressed() {
    let given = target("80 by 12-31 in 2021H2")
        .declared("0")
        .readings("30@07-31 29.99@08-31 29.99@09-30 40@10-31");
    let regressed = |as_of| given.on(as_of).has(Flag::Regressed);
    assert!(!regressed("07-31"));
    assert!(regressed("08-31"));
    assert!(regressed("09-29"));
    assert!(!regressed("09-30"));
    assert!(!regressed("10-31"));
    let next_day = target("80 by 12-31 in 2021H2").readings("30@07-31 29@08-01");
    assert!(next_day.on("08-01").has(Flag::Regressed));
}

// stale, day-unknown

#[test]
fn a_stale_figure_that_was_behind_keeps_its_verdict_and_says_so() {
    // Eight days old on 07-18, over the least limit of seven.
    let given = target("94.44 by 07-20 in 2021-07")
        .declared("0")
        .readings("40@07-10");
    assert_eq!(given.says("07-17"), "13 behind [urgent borderline]");
    assert_eq!(given.nudge_on("07-17"), "42.5 on-track");
    assert_eq!(given.says("07-18"), "13 behind [urgent borderline stale]");
    // By now a figure that was on track would say nothing.
    assert_eq!(given.nudge_on("07-18"), "42.5 unknown");
}

#[test]
fn a_day_of_completion_is_unknown_only_after_the_due_day() {
    let given = target("100 by 07-20 in 2021-07").readings("90@07-19 100@07-21");
    assert_eq!(given.says("07-21"), "2 met [day-unknown]");
    assert_eq!(given.on("07-21").days_left, None);
    let on_the_day = target("100 by 07-20 in 2021-07").readings("90@07-19 100@07-20");
    assert_eq!(on_the_day.says("07-21"), "2 met");
}

// stalled

fn is_stalled_with(readings: &str) -> bool {
    let given = target("100 by 12-31 in 2021").readings(readings);
    given
        .judge(given.figures.last().unwrap().on)
        .has(Flag::Stalled)
}

#[test]
fn stalled_begins_with_thirty_days() {
    assert!(is_stalled_with("40@05-01 40@05-31"));
    assert!(!is_stalled_with("40@05-02 40@05-31"));
}

#[test]
fn a_gain_of_a_whole_point_is_not_stalled() {
    assert!(!is_stalled_with("84@05-01 85@06-15"));
    assert!(is_stalled_with("84.01@05-01 85@06-15"));
    assert!(is_stalled_with("90@05-01 85@06-15"));
    assert!(is_stalled_with("0@05-01 0@06-15"));
    assert!(!is_stalled_with("100@05-01 100@06-15"));
}

#[test]
fn stalled_is_measured_from_the_latest_reading_old_enough() {
    assert!(is_stalled_with("70@04-01 84.5@05-16 84.8@06-01 85@06-15"));
    assert!(!is_stalled_with("70@04-01 84.5@05-17 84.8@06-01 85@06-15"));
    assert!(!is_stalled_with("85@06-15"));
}

#[test]
fn only_what_is_under_way_and_measured_can_stall() {
    let readings = "60@05-01 60@06-15";
    let has = |given: Given, as_of| given.readings(readings).on(as_of).has(Flag::Stalled);
    assert!(has(target("100 in 2021"), "06-15"));
    assert!(has(target("100 by 06-30 in 2021"), "07-01"));
    assert!(!has(target("100 by 12-31 in 2021H2"), "06-15"));
    assert!(has(target("100 by 12-31 in 2021H2"), "07-01"));
    assert!(!has(target("60 by 12-31 in 2021"), "06-15"));
    assert!(!has(
        target("100 by 12-31 in 2021").suspended("06-01"),
        "06-15"
    ));
    assert!(!has(
        target("100 by 12-31 in 2021").cancelled("06-01"),
        "06-15"
    ));
    let milestone = target("done by 12-31 in 2021").readings("0@05-01 0@06-15");
    assert!(!milestone.on("06-15").has(Flag::Stalled));
}

// implied, late-baseline

#[test]
fn an_implied_due_day_is_said_on_every_status() {
    let mut given = target("80 by 12-31 in 2021H2").readings("80@10-31");
    given.terms.is_due_implied = true;
    assert_eq!(given.says("06-30"), "6 future [implied]");
    assert_eq!(given.says("09-30"), "9 unknown no-data [implied]");
    assert_eq!(given.says("10-31"), "2 met [implied]");
}

#[test]
fn a_late_baseline_is_said_where_a_baseline_is_used() {
    let given = target("80 by 12-31 in 2021H2").readings("58@07-31 68@09-30 80@12-20");
    assert!(!given.on("07-30").has(Flag::LateBaseline));
    assert!(given.on("07-31").has(Flag::LateBaseline));
    assert!(given.on("09-30").has(Flag::LateBaseline));
    assert!(!given.on("12-20").has(Flag::LateBaseline));
    // Past due where a figure is later than it.
    let late = target("80 by 12-31 in 2021H2").readings("58@07-31 68@09-30");
    assert!(late.on("2022-01-01").has(Flag::LateBaseline));
    let first = target("80 by 12-31 in 2021H2").readings("58@07-31");
    assert!(!first.on("2022-01-01").has(Flag::LateBaseline));
    assert!(!given.declared("50").on("09-30").has(Flag::LateBaseline));
}
