//! Targets rolled into a later period.

use super::*;

/// Due 06-30 in the first half-year, moved to 07-31 there; carried on on 07-05 to 10-31, and on
/// 11-05 into the next year.
fn carried() -> Plan {
    let targets = vec![
        target(
            1,
            "2021H1",
            &["70 by 06-30 on 01-05", "70 by 07-31 on 06-20"],
        ),
        carrying(2, 1, "2021H2", &["60 by 10-31 on 07-05"]),
        carrying(3, 2, "2022H1", &["60 by 2022-06-30 on 11-05"]),
    ];
    portfolio(&[], vec![stage(1, "0@2020-12-31 50@06-30", targets)])
}

#[test]
fn a_target_is_left_to_its_successor_from_the_first_day_of_that_one_s_period() {
    let plan = carried();
    let is_carried_on = |as_of| [1, 2, 3].map(|id| judged(&plan, id, as_of).is_carried_on);
    assert_eq!(is_carried_on("06-30"), [false, false, false]);
    assert_eq!(is_carried_on("07-01"), [true, false, false]);
    assert_eq!(is_carried_on("12-31"), [true, false, false]);
    assert_eq!(is_carried_on("2022-01-01"), [true, true, false]);
}

#[test]
fn a_target_is_left_to_a_successor_of_no_period_from_the_day_that_was_set() {
    let targets = vec![
        target(1, "2021H1", &["70 by 06-30 on 01-05"]),
        carrying(2, 1, "", &["70 by 10-31 on 07-05"]),
    ];
    let plan = portfolio(&[], vec![stage(1, "", targets)]);
    let is_carried_on = |as_of| judged(&plan, 1, as_of).is_carried_on;
    assert_eq!(["07-04", "07-05"].map(is_carried_on), [false, true]);
}

#[test]
fn both_stand_where_the_successor_is_given_up_or_still_to_begin() {
    let targets = vec![
        target(1, "2021H1", &["70 by 06-30 on 01-05"]),
        carrying(
            2,
            1,
            "2021H2",
            &["70 by 10-31 on 07-05", "70 by 10-31 on 08-01 dropped"],
        ),
    ];
    let plan = portfolio(&[], vec![stage(1, "", targets)]);
    let is_carried_on = |as_of| judged(&plan, 1, as_of).is_carried_on;
    assert_eq!(["07-31", "08-01"].map(is_carried_on), [true, false]);

    let mut later = carrying(2, 1, "2021H2", &["70 by 10-31 on 07-05"]);
    later.revisions[0].terms.start = Some(day("09-01"));
    let targets = vec![target(1, "2021H1", &["70 by 06-30 on 01-05"]), later];
    let plan = portfolio(&[], vec![stage(1, "", targets)]);
    let is_carried_on = |as_of| judged(&plan, 1, as_of).is_carried_on;
    assert_eq!(["08-31", "09-01"].map(is_carried_on), [false, true]);
}

#[test]
fn a_target_carried_on_keeps_its_own_verdict() {
    let plan = carried();
    let first = judged(&plan, 1, "08-01");
    assert_eq!(first.verdict.status, Status::Unreported);
    assert_eq!(first.original_status, Status::Overdue);
    assert_eq!(slipped(&first), "31 days 1 times [slipped]");
    assert!(first.carried_from.is_none());
}

#[test]
fn a_successor_shows_where_it_came_from_and_counts_the_slip() {
    let plan = carried();
    let second = judged(&plan, 2, "08-01");
    assert_eq!(second.carried_from.map(|target| target.id), Some(1));
    assert_eq!(second.slip.unwrap().original_due, Some(day("06-30")));
    assert_eq!(slipped(&second), "123 days 2 times [slipped lowered]");
    let third = judged(&plan, 3, "11-05");
    assert_eq!(third.carried_from.map(|target| target.id), Some(2));
    assert_eq!(third.slip.unwrap().original_due, Some(day("06-30")));
    assert_eq!(third.slip.unwrap().original_percent, "70".parse().unwrap());
    assert_eq!(slipped(&third), "365 days 3 times [slipped lowered]");
}

#[test]
fn a_successor_is_held_against_the_first_date_and_percent_with_all_else_as_it_is_now() {
    // 70 by 09-30 was promised; 60 by 12-31 is what is left of it, from 40 on 06-30.
    let targets = vec![
        target(1, "2021", &["70 by 09-30 on 01-05"]),
        carrying(2, 1, "2021H2", &["60 by 12-31 on 07-01"]),
    ];
    let plan = portfolio(
        &[],
        vec![stage(1, "0@2020-12-31 40@06-30 52@08-31", targets)],
    );
    // Of what is left 12 of 20 points in 62 of 184 days; of the promise 12 of 30 in 62 of 92.
    let second = judged(&plan, 2, "08-31");
    assert_eq!(second.verdict.status, Status::Ahead);
    assert_eq!(second.original_status, Status::Behind);
    assert_eq!(slipped(&second), "92 days 1 times [slipped lowered]");
    // It has not begun: nor has what was promised.
    assert_eq!(judged(&plan, 2, "06-30").original_status, Status::Future);
}

#[test]
fn revisions_of_the_predecessor_count_as_of_their_days_too() {
    let targets = vec![
        target(
            1,
            "2021H1",
            &["70 by 06-30 on 01-05", "70 by 07-31 on 07-20"],
        ),
        carrying(2, 1, "2021H2", &["70 by 10-31 on 07-05"]),
    ];
    let plan = portfolio(&[], vec![stage(1, "", targets)]);
    assert_eq!(
        slipped(&judged(&plan, 2, "07-19")),
        "123 days 1 times [slipped]"
    );
    assert_eq!(
        slipped(&judged(&plan, 2, "07-20")),
        "123 days 2 times [slipped]"
    );
}

#[test]
fn a_circle_of_predecessors_comes_to_an_end_and_hides_nothing() {
    let targets = vec![
        carrying(1, 2, "2021H1", &["70 by 06-30 on 01-05"]),
        carrying(2, 1, "2021H2", &["70 by 12-31 on 07-01"]),
    ];
    let plan = portfolio(&[], vec![stage(1, "", targets)]);
    let (first, second) = (judged(&plan, 1, "08-01"), judged(&plan, 2, "08-01"));
    assert!(first.carried_from.is_none());
    assert!(first.is_carried_on);
    assert_eq!(second.carried_from.map(|target| target.id), Some(1));
    assert!(!second.is_carried_on);
}

#[test]
fn a_target_is_not_left_to_one_that_does_not_count_its_slip() {
    // The whole year begins before its second half: nothing is carried backwards.
    let targets = vec![
        carrying(1, 2, "2021", &["70 by 12-31 on 11-05"]),
        target(2, "2021H2", &["70 by 10-31 on 06-30"]),
    ];
    let plan = portfolio(&[], vec![stage(1, "", targets)]);
    assert_eq!(slipped(&judged(&plan, 1, "11-05")), "none");
    assert!(!judged(&plan, 2, "11-05").is_carried_on);
}

#[test]
fn a_period_may_be_followed_by_none_and_none_by_a_period() {
    let targets = vec![
        target(1, "2021H1", &["70 by 06-30 on 01-05"]),
        carrying(2, 1, "", &["70 by 10-31 on 07-05"]),
        carrying(3, 2, "2022H1", &["70 by 2022-06-30 on 11-05"]),
    ];
    let plan = portfolio(&[], vec![stage(1, "", targets)]);
    let is_carried_on = [1, 2, 3].map(|id| judged(&plan, id, "2022-01-01").is_carried_on);
    assert_eq!(is_carried_on, [true, true, false]);
    let third = judged(&plan, 3, "11-05");
    assert_eq!(slipped(&third), "365 days 2 times [slipped]");
    assert_eq!(third.carried_from_period(), None);
    let second = judged(&plan, 2, "11-05");
    assert_eq!(second.carried_from_period(), "2021H1".parse().ok());
}

#[test]
fn without_periods_later_numbers_carry_on_earlier_ones() {
    let targets = vec![
        carrying(1, 2, "", &["70 by 10-31 on 01-05"]),
        carrying(2, 1, "", &["70 by 12-31 on 07-05"]),
    ];
    let plan = portfolio(&[], vec![stage(1, "", targets)]);
    let (first, second) = (judged(&plan, 1, "08-01"), judged(&plan, 2, "08-01"));
    assert!(first.carried_from.is_none() && first.is_carried_on);
    assert!(!second.is_carried_on);
    assert_eq!(slipped(&second), "61 days 1 times [slipped]");
}

#[test]
fn a_circle_through_one_of_no_period_hides_nothing_either() {
    // 3 before 1 by their periods, 1 before 2 and 2 before 3 by their numbers.
    let targets = vec![
        carrying(1, 3, "2021H2", &["70 by 12-31 on 01-05"]),
        carrying(2, 1, "", &["70 by 12-31 on 01-06"]),
        carrying(3, 2, "2021H1", &["70 by 12-31 on 01-07"]),
        carrying(4, 3, "2022H1", &["70 by 2022-06-30 on 01-08"]),
    ];
    let plan = portfolio(&[], vec![stage(1, "", targets)]);
    let is_carried_on = [1, 2, 3, 4].map(|id| judged(&plan, id, "2022-01-01").is_carried_on);
    assert_eq!(is_carried_on, [false, false, true, false]);
}
