//! Suspended, cancelled, closed.

use super::*;

fn with_states(states: &[(State, &str)], revisions: &[&str]) -> Plan {
    portfolio(
        states,
        vec![stage(1, "", vec![target(1, "2021H2", revisions)])],
    )
}

#[test]
fn a_suspended_project_rests_from_the_day_that_was_decided_until_it_is_resumed() {
    let plan = with_states(
        &[(State::Suspended, "08-01"), (State::Active, "09-01")],
        &["70 by 10-31 on 06-30"],
    );
    assert_eq!(status(&plan, "07-31"), Status::Unknown);
    assert_eq!(status(&plan, "08-01"), Status::Suspended);
    assert_eq!(status(&plan, "08-31"), Status::Suspended);
    assert_eq!(status(&plan, "09-01"), Status::Unknown);
    assert_eq!(status(&plan, "11-01"), Status::Unreported);
}

#[test]
fn suspended_anew_after_the_due_day_does_not_count_from_the_first_time() {
    let plan = with_states(
        &[
            (State::Suspended, "08-01"),
            (State::Active, "09-01"),
            (State::Suspended, "11-05"),
        ],
        &["70 by 10-31 on 06-30"],
    );
    assert_eq!(status(&plan, "11-05"), Status::Unreported);
}

#[test]
fn suspended_in_time_and_cancelled_after_the_due_day_is_one_unbroken_rest() {
    let plan = with_states(
        &[(State::Suspended, "08-01"), (State::Cancelled, "11-05")],
        &["70 by 10-31 on 06-30"],
    );
    assert_eq!(status(&plan, "11-04"), Status::Suspended);
    assert_eq!(status(&plan, "11-05"), Status::Cancelled);
    let rest = judged(&plan, 1, "11-05").verdict.rest.unwrap();
    assert_eq!(rest.since, day("08-01"));
}

#[test]
fn a_cancellation_begins_with_the_cancelling_not_with_the_rest_before_it() {
    let since = |plan: &Plan, as_of| judged(plan, 1, as_of).cancelled_since;
    let plan = with_states(
        &[(State::Suspended, "03-01"), (State::Cancelled, "08-10")],
        &["70 by 10-31 on 01-05"],
    );
    assert_eq!(since(&plan, "08-09"), None);
    assert_eq!(since(&plan, "12-31"), Some(day("08-10")));

    // Given up by itself, then with its project: one cancellation, whoever ends first.
    let plan = with_states(
        &[(State::Cancelled, "08-10"), (State::Active, "10-01")],
        &["70 by 10-31 on 01-05", "70 by 10-31 on 07-20 dropped"],
    );
    assert_eq!(since(&plan, "09-01"), Some(day("07-20")));
    assert_eq!(since(&plan, "12-31"), Some(day("07-20")));
    // In between the target was pursued again, while its project was not.
    let plan = with_states(
        &[(State::Cancelled, "08-10")],
        &[
            "70 by 10-31 on 01-05",
            "70 by 10-31 on 07-20 dropped",
            "70 by 10-31 on 08-15",
        ],
    );
    assert_eq!(since(&plan, "12-31"), Some(day("07-20")));
    // Taken up again for five days.
    let plan = with_states(
        &[
            (State::Cancelled, "07-20"),
            (State::Active, "08-01"),
            (State::Cancelled, "08-06"),
        ],
        &["70 by 10-31 on 01-05"],
    );
    assert_eq!(since(&plan, "12-31"), Some(day("08-06")));
}

#[test]
fn a_target_given_up_when_it_was_made_is_given_up_since_that_day() {
    let plan = with_states(&[], &["70 by 10-31 on 07-05 dropped"]);
    let since = |as_of| judged(&plan, 1, as_of).cancelled_since;
    assert_eq!(since("07-31"), Some(day("07-05")));
}

#[test]
fn a_target_is_suspended_resumed_and_dropped_by_its_revisions() {
    let plan = with_states(
        &[],
        &[
            "70 by 10-31 on 06-30",
            "70 by 10-31 on 08-01 suspended",
            "70 by 10-31 on 09-01",
            "70 by 10-31 on 10-01 dropped",
        ],
    );
    assert_eq!(status(&plan, "07-31"), Status::Unknown);
    assert_eq!(status(&plan, "08-01"), Status::Suspended);
    assert_eq!(status(&plan, "09-01"), Status::Unknown);
    assert_eq!(status(&plan, "10-01"), Status::Cancelled);
    assert_eq!(status(&plan, "2022-06-30"), Status::Cancelled);
}

#[test]
fn a_target_dropped_the_day_after_its_due_day_stays_unreported() {
    let due = "70 by 10-31 on 06-30";
    let plan = with_states(&[], &[due, "70 by 10-31 on 10-31 dropped"]);
    assert_eq!(status(&plan, "12-31"), Status::Cancelled);
    let plan = with_states(&[], &[due, "70 by 10-31 on 11-01 dropped"]);
    assert_eq!(status(&plan, "12-31"), Status::Unreported);
}

#[test]
fn given_up_beats_resting_on_either_side() {
    let due = "70 by 10-31 on 06-30";
    let dropped = with_states(
        &[(State::Suspended, "07-05")],
        &[due, "70 by 10-31 on 07-10 dropped"],
    );
    assert_eq!(status(&dropped, "07-09"), Status::Suspended);
    assert_eq!(status(&dropped, "07-10"), Status::Cancelled);
    let cancelled = with_states(
        &[(State::Cancelled, "07-10")],
        &[due, "70 by 10-31 on 07-05 suspended"],
    );
    assert_eq!(status(&cancelled, "07-09"), Status::Suspended);
    assert_eq!(status(&cancelled, "07-10"), Status::Cancelled);
}

#[test]
fn what_rests_since_before_its_due_day_may_be_given_up_after_it() {
    // The project rests in time; dropping the target later does not make it late.
    let due = "70 by 10-31 on 06-30";
    let dropped = with_states(
        &[(State::Suspended, "08-01")],
        &[due, "70 by 10-31 on 11-05 dropped"],
    );
    assert_eq!(status(&dropped, "11-04"), Status::Suspended);
    assert_eq!(status(&dropped, "11-05"), Status::Cancelled);
    let cancelled = with_states(
        &[(State::Cancelled, "11-05")],
        &[due, "70 by 10-31 on 08-01 suspended"],
    );
    assert_eq!(status(&cancelled, "11-05"), Status::Cancelled);
}

#[test]
fn of_two_rests_of_one_kind_the_earlier_counts() {
    let plan = with_states(
        &[(State::Suspended, "11-05")],
        &["70 by 10-31 on 06-30", "70 by 10-31 on 08-01 suspended"],
    );
    let rest = judged(&plan, 1, "11-05").verdict.rest.unwrap();
    assert_eq!(rest.since, day("08-01"));
    assert!(!rest.is_cancelled);
}

#[test]
fn days_on_which_target_or_project_rested_are_one_rest() {
    // The project rests from 08-01 to 08-31, the target from 08-20 on.
    let plan = with_states(
        &[(State::Suspended, "08-01"), (State::Active, "09-01")],
        &["70 by 08-10 on 06-30", "70 by 08-10 on 08-20 suspended"],
    );
    let rest = judged(&plan, 1, "09-15").verdict.rest.unwrap();
    assert_eq!(rest.since, day("08-01"));
    // A day between the two ends it: past due by then.
    let plan = with_states(
        &[(State::Suspended, "08-01"), (State::Active, "08-20")],
        &["70 by 08-10 on 06-30", "70 by 08-10 on 08-21 suspended"],
    );
    assert_eq!(status(&plan, "09-15"), Status::Unreported);
}

#[test]
fn a_rest_does_not_hold_before_the_day_it_was_decided_on() {
    // As terms, those recorded first hold before their day, too; as a state they do not.
    let plan = with_states(&[], &["70 by 10-31 on 08-01 suspended"]);
    assert_eq!(status(&plan, "07-31"), Status::Unknown);
    assert_eq!(status(&plan, "08-01"), Status::Suspended);
}

#[test]
fn a_rest_counts_by_the_terms_in_force_on_the_day_asked_for() {
    // Past due when it was suspended, then given another date.
    let plan = with_states(
        &[],
        &[
            "70 by 08-10 on 06-30",
            "70 by 08-10 on 08-20 suspended",
            "70 by 12-31 on 09-01 suspended",
        ],
    );
    assert_eq!(status(&plan, "08-31"), Status::Unreported);
    assert_eq!(status(&plan, "09-01"), Status::Suspended);
}

#[test]
fn a_closed_project_is_judged_like_any_other() {
    let closed = |figures| {
        let targets = vec![target(1, "2021H2", &["70 by 10-31 on 06-30"])];
        portfolio(
            &[(State::Suspended, "08-01"), (State::Closed, "11-05")],
            vec![stage(1, figures, targets)],
        )
    };
    assert_eq!(status(&closed("70@07-31"), "11-05"), Status::Met);
    assert_eq!(status(&closed("60@10-31"), "11-05"), Status::Overdue);
}
