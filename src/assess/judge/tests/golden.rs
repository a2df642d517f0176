//! The worked examples of the rules, typed by hand.

use super::*;

/// As-of day, what is said, the quantities, the borderline alternative.
type Row = (&'static str, &'static str, &'static str, &'static str);

fn assert_rows(given: &Given, rows: &[Row]) {
    for (as_of, stated, figures, nudge) in rows {
        let verdict = given.on(as_of);
        assert_eq!(says(&verdict), *stated, "{as_of}");
        assert_eq!(figures_of(&verdict), *figures, "{as_of}");
        assert_eq!(nudge_of(&verdict), *nudge, "{as_of}");
    }
}

#[test]
fn every_status_has_the_lamp_and_the_mark_of_the_table() {
    let table = [
        (Status::Suspended, "suspended", "none", "x"),
        (Status::Cancelled, "cancelled", "none", "x"),
        (Status::Met, "met", "green", "✓"),
        (Status::MetLate, "met-late", "yellow", "✓!"),
        (Status::Overdue, "overdue", "red", "‼"),
        (Status::Unreported, "unreported", "red-hollow", "!?"),
        (Status::Future, "future", "grey", "·"),
        (Status::Undated, "undated", "grey", "–"),
        (Status::Open, "open", "grey", "○"),
        (Status::Unknown, "unknown", "grey", "?"),
        (Status::Critical, "critical", "red", "«"),
        (Status::Behind, "behind", "yellow", "‹"),
        (Status::Ahead, "ahead", "green", "›"),
        (Status::OnTrack, "on-track", "green", "="),
    ];
    assert_eq!(table.len(), Status::ALL.len());
    for (status, id, lamp, mark) in table {
        assert_eq!(
            (status.id(), status.lamp().id(), status.mark()),
            (id, lamp, mark)
        );
        assert_eq!(Status::from_id(id), Some(status));
    }
    assert_eq!(Status::from_id("late"), None);
}

#[test]
fn the_worst_comes_first_and_late_is_what_the_first_four_are() {
    let order = "overdue unreported critical behind unknown open met-late on-track ahead undated \
                 met future suspended cancelled";
    assert_eq!(Status::ALL.map(Status::id).join(" "), order);
    assert!(Status::ALL.is_sorted());
    let late: Vec<&str> = Status::ALL
        .into_iter()
        .filter(|s| s.is_late())
        .map(Status::id)
        .collect();
    assert_eq!(late, ["overdue", "unreported", "critical", "behind"]);
}

#[test]
fn a_project_takes_its_worst_lamp_and_grey_hides_neither_red_nor_yellow() {
    use Lamp::{Green, Grey, Red, RedHollow, Yellow};
    assert_eq!(Lamp::worst([Green, Grey, Yellow, RedHollow, Red]), Red);
    assert_eq!(Lamp::worst([Green, Grey, Yellow, RedHollow]), RedHollow);
    assert_eq!(Lamp::worst([Green, Grey, Yellow]), Yellow);
    assert_eq!(Lamp::worst([Green, Grey]), Grey);
    assert_eq!(Lamp::worst([Green, Lamp::None]), Green);
    assert_eq!(Lamp::worst([]), Lamp::None);
}

#[test]
fn example_a_nothing_is_claimed_to_have_failed_where_nothing_was_reported() {
    let tianwo = target("done by 06-30 in 2021H1");
    assert_eq!(tianwo.says("06-30"), "8 open [urgent]");
    assert_eq!(tianwo.on("06-30").days_left, Some(0));
    assert_eq!(tianwo.says("07-31"), "5 unreported");
    assert_eq!(tianwo.on("07-31").days_left, Some(-31));

    let tianwo_again = target("done in 2021H2");
    assert_eq!(tianwo_again.says("06-30"), "6 future");
    assert_eq!(tianwo_again.says("2022-01-01"), "7 undated");

    let river = target("done by 07-31 in 2021H2");
    assert_eq!(river.says("06-30"), "6 future");
    assert_eq!(river.says("07-31"), "8 open [urgent]");
    assert_eq!(river.on("07-31").days_left, Some(0));

    let farmland = target("100 by 07-31 in 2021H2").readings("65@06-30");
    assert_eq!(farmland.says("06-30"), "6 future");
    assert_eq!(farmland.says("07-31"), "10 unknown stale [urgent]");
    assert_eq!(farmland.on("07-31").stale_limit.unwrap().half_days, 31);
    assert_eq!(farmland.says("2022-01-01"), "5 unreported");
}

#[test]
fn example_b_west_plot_main_structure() {
    let west_plot = target("70 by 12-31 in 2021H2")
        .declared("0")
        .readings("9@07-31 18@08-31 30@09-30 44@10-31 57@11-30 68@12-31 70@2022-01-15");
    assert_rows(
        &west_plot,
        &[
            ("06-30", "6 future", "none", ""),
            ("07-30", "9 unknown no-data", "none", ""),
            (
                "07-31",
                "15 on-track",
                "planned 11.79, variance -2.79, lag 7.34, k 1.048, need 0.399, \
                 forecast 2022-01-08 (2021-09-10..2022-04-10)",
                "",
            ),
            (
                "08-31",
                "13 behind",
                "planned 23.59, variance -5.59, lag 14.69, k 1.120, need 0.426, \
                 forecast 2022-01-15 (2021-10-05..2022-04-17)",
                "",
            ),
            (
                "09-30",
                "13 behind [borderline]",
                "planned 35.00, variance -5.00, lag 13.14, k 1.143, need 0.435, \
                 forecast 2022-01-14 (2021-10-27..2022-04-16)",
                "32.5 on-track",
            ),
            (
                "10-31",
                "13 behind [borderline]",
                "planned 46.79, variance -2.79, lag 7.34, k 1.120, need 0.426, \
                 forecast 2022-01-08 (2021-11-18..2022-04-10)",
                "44.5 on-track",
            ),
            (
                "11-30",
                "13 behind [borderline]",
                "planned 58.21, variance -1.21, lag 3.17, k 1.102, need 0.419, \
                 forecast 2022-01-04 (2021-12-09..2022-04-06)",
                "57.5 on-track",
            ),
            (
                "12-31",
                "12 critical [urgent]",
                "planned 70.00, variance -2.00, lag 5.26, k infinite, need 2.000, \
                 forecast 2022-01-06 (2022-01-02..2022-04-08)",
                "",
            ),
            (
                "2022-01-01",
                "4 overdue",
                "forecast 2022-01-06 (2022-01-02..2022-04-08)",
                "",
            ),
            (
                "2022-01-06",
                "4 overdue",
                "forecast 2022-01-06 (2022-01-06..2022-04-08)",
                "",
            ),
            ("2022-01-07", "4 overdue", "would be done 2022-01-06", ""),
            ("2022-01-14", "4 overdue", "would be done 2022-01-06", ""),
            ("2022-01-15", "3 met-late", "none", ""),
        ],
    );
    let days_left = |as_of| west_plot.on(as_of).days_left;
    assert_eq!(days_left("09-30"), Some(92));
    assert_eq!(days_left("12-31"), Some(0));
    assert_eq!(days_left("2022-01-01"), Some(-1));
    assert_eq!(days_left("2022-01-15"), None);
    assert_eq!(west_plot.on("2022-01-15").met_on, Some(day("2022-01-15")));

    let verdict = west_plot.on("09-30");
    assert_eq!(verdict.baseline_day, day("06-30"));
    assert_eq!(
        verdict.baseline,
        Some(Baseline {
            percent: Percent::ZERO,
            exact: Ratio::whole(0),
            on: day("06-30"),
            kind: BaselineKind::Declared,
        })
    );
    assert_eq!(verdict.reading, dated("30@09-30").next());
    assert_eq!(verdict.previous, dated("18@08-31").next());
    let progress = verdict.progress.unwrap();
    assert_eq!((progress.plan_days, progress.actual_days), (184, 92));
    assert_eq!(progress.planned, Ratio::whole(35_000));
    assert_eq!(progress.variance, Ratio::whole(-5_000));
    assert_eq!(progress.lag, Ratio::new(92, 7));
    assert_eq!(progress.pace, Some(Ratio::new(8, 7)));
    assert_eq!(progress.need, Ratio::new(40_000, 92));
    assert_eq!(progress.gap, Ratio::new(100_000, 14));
}

#[test]
fn example_c_xingcheng_main_structure() {
    let xingcheng = target("50 by 12-31 in 2021H2")
        .declared("0")
        .readings("0@07-31 4@08-31 10@09-30 15@10-31 40@11-30 50@12-30");
    assert_rows(
        &xingcheng,
        &[
            (
                "07-31",
                "13 behind",
                "planned 8.42, variance -8.42, lag 31.00, k 1.203, need 0.327, \
                 if it starts now 2022-01-31 (2021-09-15..2022-05-03)",
                "",
            ),
            (
                "08-31",
                "13 behind",
                "planned 16.85, variance -12.85, lag 47.28, k 1.388, need 0.377, \
                 forecast 2022-02-17 (2021-10-13..2022-05-20)",
                "",
            ),
            (
                "09-30",
                "13 behind",
                "planned 25.00, variance -15.00, lag 55.20, k 1.600, need 0.435, \
                 forecast 2022-02-25 (2021-11-06..2022-05-28)",
                "",
            ),
            (
                "10-31",
                "12 critical [borderline]",
                "planned 33.42, variance -18.42, lag 67.80, k 2.111, need 0.574, \
                 forecast 2022-03-09 (2021-12-03..2022-06-09)",
                "17.5 behind",
            ),
            (
                "11-30",
                "13 behind [borderline]",
                "planned 41.58, variance -1.58, lag 5.80, k 1.187, need 0.323, \
                 forecast 2022-01-06 (2021-12-10..2022-04-08)",
                "42.5 ahead",
            ),
            ("12-30", "2 met", "none", ""),
            ("12-31", "2 met", "none", ""),
            ("2022-06-30", "2 met", "none", ""),
        ],
    );
    assert_eq!(xingcheng.on("12-31").met_on, Some(day("12-30")));
}

#[test]
fn example_d_jinhui_is_never_held_against_the_residential_structure() {
    let jinhui = target("80 by 12-31 in 2021H2")
        .readings("58@07-31 63@08-31 68@09-30")
        .elsewhere("90@06-30");
    assert_rows(
        &jinhui,
        &[
            ("07-30", "9 unknown other-stage", "none", ""),
            (
                "07-31",
                "11 unknown first-figure [late-baseline]",
                "none",
                "",
            ),
            (
                "08-31",
                "15 on-track [late-baseline]",
                "planned 62.46, variance 0.54, lag -3.77, k 0.969, need 0.139, \
                 forecast 2021-12-28 (2021-09-30..2022-03-14)",
                "",
            ),
            (
                "09-30",
                "15 on-track [late-baseline]",
                "planned 66.77, variance 1.23, lag -8.55, k 0.907, need 0.130, \
                 forecast 2021-12-23 (2021-10-21..2022-03-09)",
                "",
            ),
            (
                "12-31",
                "10 unknown stale [urgent late-baseline]",
                "none",
                "",
            ),
            (
                "2022-01-01",
                "5 unreported [late-baseline]",
                "would be done 2021-12-23",
                "",
            ),
        ],
    );
    assert_eq!(jinhui.on("12-31").stale_limit.unwrap().half_days, 72);
    let baseline = jinhui.on("09-30").baseline.unwrap();
    assert_eq!(
        (baseline.on, baseline.kind),
        (day("07-31"), BaselineKind::Late)
    );
    assert_eq!(jinhui.on("07-30").other.unwrap().figure.on, day("06-30"));
    assert_eq!(jinhui.on("07-31").other, None);
}

#[test]
fn example_e_farmland_is_critical_on_the_due_day_and_met_late_afterwards() {
    let farmland =
        target("100 by 07-31 in 2021H2").readings("65@06-30 80@07-15 92@07-31 100@08-20");
    assert_rows(
        &farmland,
        &[
            ("07-14", "11 unknown no-report-yet [due-soon]", "none", ""),
            (
                "07-15",
                "13 behind [due-soon borderline]",
                "planned 81.94, variance -1.94, lag 1.71, k 1.107, need 1.250, \
                 forecast 2021-08-02 (2021-07-20..2021-08-18)",
                "82.5 on-track",
            ),
            (
                "07-31",
                "12 critical [urgent]",
                "planned 100.00, variance -8.00, lag 7.09, k infinite, need 8.000, \
                 forecast 2021-08-08 (2021-08-02..2021-08-23)",
                "",
            ),
            (
                "08-01",
                "4 overdue",
                "forecast 2021-08-08 (2021-08-02..2021-08-23)",
                "",
            ),
            (
                "08-08",
                "4 overdue",
                "forecast 2021-08-08 (2021-08-08..2021-08-23)",
                "",
            ),
            ("08-09", "4 overdue", "would be done 2021-08-08", ""),
            ("08-19", "4 overdue", "would be done 2021-08-08", ""),
            ("08-20", "3 met-late", "none", ""),
            ("09-30", "3 met-late", "none", ""),
        ],
    );
    assert_eq!(farmland.on("07-31").days_left, Some(0));
    assert_eq!(farmland.on("09-30").met_on, Some(day("08-20")));
    assert_eq!(
        farmland.on("07-15").baseline.unwrap().kind,
        BaselineKind::Reading(day("06-30"))
    );
}

#[test]
fn example_f_a_pace_of_exactly_nine_tenths_is_on_track() {
    let exact = target("50 by 07-20 in 2021-07").declared("0");
    let verdict = exact.clone().readings("14@07-04").on("07-04");
    let pace = verdict.progress.as_ref().unwrap().pace;
    assert_eq!(pace, Some(Ratio::new(9, 10)));
    assert_eq!(says(&verdict), "15 on-track [due-soon]");
    assert_eq!(
        figures_of(&verdict),
        "planned 10.00, variance 4.00, lag -1.60, k 0.900, need 2.250, \
         forecast 2021-07-19 (2021-07-08..2021-07-29)"
    );
    assert_eq!(exact.readings("14.01@07-04").rule("07-04"), "14 ahead");
}

#[test]
fn example_g_silence_never_improves_a_verdict() {
    let silent = target("100 by 12-31 in 2021H2").declared("0");
    let slow = silent.clone().readings("10@09-25");
    assert_rows(
        &slow,
        &[
            (
                "10-31",
                "13 behind",
                "planned 47.28, variance -37.28, lag 68.60, k 1.707, need 1.475, \
                 forecast 2022-03-10 (2021-11-06..2022-06-10)",
                "",
            ),
            (
                "11-01",
                "13 behind [stale]",
                "planned 47.28, variance -37.28, lag 68.60, k 1.707, need 1.500, \
                 forecast 2022-03-10 (2021-11-06..2022-06-10)",
                "",
            ),
            (
                "12-31",
                "13 behind [urgent stale]",
                "planned 47.28, variance -37.28, lag 68.60, k 1.707, need 90.000, \
                 forecast 2022-03-10 (2021-12-31..2022-06-10)",
                "",
            ),
            (
                "2022-01-01",
                "5 unreported",
                "forecast 2022-03-10 (2022-01-01..2022-06-10)",
                "",
            ),
        ],
    );
    assert_eq!(slow.on("10-31").stale_limit.unwrap().half_days, 72);
    let fast = silent.readings("62@09-28");
    assert_rows(
        &fast,
        &[
            (
                "10-31",
                "14 ahead",
                "planned 48.91, variance 13.09, lag -24.08, k 0.744, need 0.623, \
                 forecast 2021-12-07 (2021-10-31..2022-03-09)",
                "",
            ),
            (
                "11-03",
                "14 ahead",
                "planned 48.91, variance 13.09, lag -24.08, k 0.744, need 0.655, \
                 forecast 2021-12-07 (2021-11-03..2022-03-09)",
                "",
            ),
            ("11-04", "10 unknown stale", "none", ""),
            ("2022-01-01", "5 unreported", "would be done 2021-12-07", ""),
        ],
    );
}

#[test]
fn example_h_weekly_reports_leave_the_day_of_completion_open() {
    let weekly = |readings| target("100 by 2026-11-06 in 2026H2").readings(readings);
    let met = weekly("90@2026-11-01 100@2026-11-08");
    assert_eq!(met.says("2026-11-07"), "5 unreported");
    assert_eq!(met.says("2026-11-08"), "2 met [day-unknown]");
    assert_eq!(met.on("2026-11-08").met_on, Some(day("2026-11-08")));
    let short = weekly("90@2026-11-01 95@2026-11-06 100@2026-11-08");
    assert_eq!(short.says("2026-11-08"), "3 met-late");
    let later = weekly("90@2026-11-01 100@2026-11-14");
    assert_eq!(later.says("2026-11-14"), "3 met-late");
    let seven = weekly("90@2026-11-01 100@2026-11-13");
    assert_eq!(seven.says("2026-11-13"), "2 met [day-unknown]");
}

#[test]
fn example_i_a_target_of_no_period_runs_from_the_day_it_was_set() {
    let given = target("100 by 2027-01-15")
        .set_on("2026-11-01")
        .readings("20@2026-11-01 22@2026-11-29");
    assert_rows(
        &given,
        &[
            ("2026-10-31", "9 unknown no-data", "none", ""),
            ("2026-11-01", "11 unknown no-report-yet", "none", ""),
            (
                "2026-11-29",
                "13 behind",
                "planned 49.87, variance -27.87, lag 26.13, k 1.556, need 1.660, \
                 forecast 2027-02-11 (2026-12-18..2027-03-20)",
                "",
            ),
        ],
    );
    let verdict = given.on("2026-11-29");
    assert_eq!(verdict.baseline_day, day("2026-11-01"));
    assert_eq!(verdict.progress.unwrap().plan_days, 75);
}
