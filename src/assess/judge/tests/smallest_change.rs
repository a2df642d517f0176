//! What would change a verdict.

use super::*;
use crate::model::Reading;

/// The limits of pace, solved for the figure by hand: with `1 - p/70 <= 1.1 x left/184`, and at most
/// 2 x for critical.
#[test]
fn the_nearest_figure_with_another_lamp_is_named() {
    let west_plot = target("70 by 12-31 in 2021H2")
        .declared("0")
        .readings("9@07-31 18@08-31 30@09-30 44@10-31 57@11-30 68@12-31 70@2022-01-15");
    for (as_of, nearest) in [
        // On track: 70 x (1 - 1.1 x 153/184) = 5.973 is the least.
        ("07-31", "5.97 behind"),
        ("08-31", "18.95 on-track"),
        // 70 x (1 - 1.1 / 2), exactly.
        ("09-30", "31.5 on-track"),
        ("10-31", "44.48 on-track"),
        ("11-30", "57.03 on-track"),
        // On the due day nothing less than the target will do.
        ("12-31", "70 met"),
        // Overdue, and met.
        ("2022-01-01", ""),
        ("2022-01-15", ""),
        // Not begun.
        ("06-30", ""),
    ] {
        assert_eq!(west_plot.change_on(as_of), nearest, "{as_of}");
    }
    let xingcheng = target("50 by 12-31 in 2021H2")
        .declared("0")
        .readings("0@07-31 4@08-31 10@09-30 15@10-31 40@11-30 50@12-30");
    for (as_of, nearest) in [
        ("07-31", "4.27 on-track"),
        ("09-30", "22.5 on-track"),
        // From red to yellow: 50 x (1 - 2 x 61/184) = 16.848.
        ("10-31", "16.85 behind"),
        ("11-30", "40.74 on-track"),
    ] {
        assert_eq!(xingcheng.change_on(as_of), nearest, "{as_of}");
    }
    // What is out of date needs a figure, not another one of that day.
    let silent = target("100 by 12-31 in 2021H2")
        .declared("0")
        .readings("10@09-25");
    assert_eq!(silent.change_on("10-31"), "42.02 on-track");
    assert_eq!(silent.change_on("11-01"), "");
    // Not behind even with nothing.
    let early = target("100 by 12-31 in 2021H2")
        .declared("0")
        .readings("5@07-05");
    assert_eq!(early.change_on("07-05"), "");
}

/// An office bound to a circular: behind is more than 10 points under the planned share.
#[test]
fn by_gap_the_limit_is_that_of_the_share() {
    let given = target("100 by 12-31 in 2021H2")
        .declared("0")
        .readings("30@09-30")
        .by_gap();
    // Planned 50: 20 under.
    assert_eq!(given.rule("09-30"), "13 behind");
    assert_eq!(given.change_on("09-30"), "40 on-track");
    let given = given.readings("15@09-30");
    assert_eq!(given.rule("09-30"), "12 critical");
    assert_eq!(given.change_on("09-30"), "20 behind");
    let given = given.readings("45@09-30");
    assert_eq!(given.change_on("09-30"), "39.99 behind");
}

/// Of 382 piles, a percent is cut from its amount.
#[test]
fn an_amount_is_named_in_its_own_unit() {
    let reading = |amount: &str, total: &str, percent: &str| Reading {
        percent: Some(percent.parse().unwrap()),
        amount: Some(amount.parse().unwrap()),
        total: Some(total.parse().unwrap()),
        ..Reading::default()
    };
    let nearest = |percent: &str| SmallestChange {
        percent: percent.parse().unwrap(),
        status: Status::OnTrack,
    };
    let amount = |nearest: SmallestChange, reading: &Reading| {
        nearest.amount(reading).map(|it| it.to_string())
    };
    let piles = reading("120", "382", "31.41");
    // 121 of 382 are 31.67 %, 120 less than 31.5 %.
    assert_eq!(amount(nearest("31.5"), &piles).as_deref(), Some("121"));
    assert_eq!(amount(nearest("31.67"), &piles).as_deref(), Some("121"));
    assert_eq!(amount(nearest("31.68"), &piles).as_deref(), Some("122"));
    // Downwards: 114 are 29.84 %, 115 are 30.10 %.
    assert_eq!(amount(nearest("30"), &piles).as_deref(), Some("114"));
    assert_eq!(amount(nearest("30.1"), &piles).as_deref(), Some("115"));
    // With decimals, to the thousandth.
    let metres = reading("10.5", "40", "26.25");
    assert_eq!(amount(nearest("27.01"), &metres).as_deref(), Some("10.804"));
    // A percent that was given beside the amount.
    assert_eq!(amount(nearest("40"), &reading("120", "382", "35")), None);
}
