use super::*;
use crate::assess::Reason;
use crate::model::{
    Code, DeclaredBaseline, Figure, PlanPoint, ProjectFacts, SettingKey, StageFacts, StageKind,
    State, StateChange, TargetState,
};

mod carried;
mod laws;
mod rests;

/// `07-31` is a day of 2021.
fn day(text: &str) -> Day {
    match text.len() {
        5 => format!("2021-{text}").parse().unwrap(),
        _ => text.parse().unwrap(),
    }
}

/// `70 by 12-31 on 06-30`, undated `70 on 06-30`; `suspended` or `dropped` at the end.
fn revision(words: &str) -> Revision {
    let mut words: Vec<&str> = words.split(' ').collect();
    let state = match words.last() {
        Some(&"suspended") => TargetState::Suspended,
        Some(&"dropped") => TargetState::Dropped,
        _ => TargetState::Active,
    };
    if state != TargetState::Active {
        words.pop();
    }
    let (percent, due, decided) = match words[..] {
        [percent, "by", due, "on", decided] => (percent, Some(day(due)), decided),
        [percent, "on", decided] => (percent, None, decided),
        _ => panic!("{words:?}"),
    };
    Revision {
        decided_on: day(decided),
        terms: Terms {
            period: None,
            label: String::new(),
            carried_from: None,
            percent: percent.parse().unwrap(),
            due,
            words: None,
            is_due_implied: false,
            start: None,
            baseline: None,
            plan_points: Vec::new(),
            commitment: None,
            state,
        },
        reason: None,
        entry: 0,
    }
}

fn target(id: i64, period: &str, revisions: &[&str]) -> Target {
    let target = Target {
        id,
        number: id,
        revisions: revisions.iter().map(|words| revision(words)).collect(),
    };
    within(target, period)
}

/// With a period throughout, or `""` with none.
fn within(mut target: Target, period: &str) -> Target {
    for revision in &mut target.revisions {
        revision.terms.period = (!period.is_empty()).then(|| period.parse().unwrap());
    }
    target
}

/// With the target that it carries on, throughout.
fn carrying_on(mut target: Target, from: i64) -> Target {
    for revision in &mut target.revisions {
        revision.terms.carried_from = Some(from);
    }
    target
}

fn carrying(id: i64, from: i64, period: &str, revisions: &[&str]) -> Target {
    carrying_on(target(id, period, revisions), from)
}

/// A portfolio and the figures of its stages.
#[derive(Clone)]
struct Plan {
    portfolio: Portfolio,
    figures: HashMap<i64, Vec<Figure>>,
}

/// A stage and its figures as `9@07-31 18@08-31`, in order of day.
fn stage(id: i64, figures: &str, targets: Vec<Target>) -> (Stage, Vec<Figure>) {
    let figure = |text: &str| {
        let (percent, on) = text.split_once('@').unwrap();
        Figure {
            on: day(on),
            percent: percent.parse().unwrap(),
        }
    };
    let stage = Stage {
        id,
        facts: StageFacts {
            code: Code::new(&format!("stage-{id}")).unwrap(),
            name: format!("stage {id}"),
            name_en: None,
            position: id,
            kind: StageKind::Measured,
            weight: None,
            unit: None,
            total: None,
        },
        targets,
        reading: None,
        under_way: None,
    };
    (stage, figures.split_whitespace().map(figure).collect())
}

/// One project; its changes of state as `(state, decided on)`.
fn portfolio(states: &[(State, &str)], stages: Vec<(Stage, Vec<Figure>)>) -> Plan {
    let states = states.iter().map(|(state, on)| StateChange {
        state: *state,
        decided_on: day(on),
        reason: None,
    });
    let figures = stages
        .iter()
        .map(|(stage, figures)| (stage.id, figures.clone()));
    let figures = figures.collect();
    let stages = stages.into_iter().map(|(stage, _)| stage).collect();
    let portfolio = Portfolio {
        projects: vec![Project {
            id: 1,
            facts: ProjectFacts {
                code: Code::new("west-plot").unwrap(),
                name: "West plot".to_owned(),
                name_en: None,
                aliases: Vec::new(),
                texts: Vec::new(),
                category: None,
                unit: None,
                lead: None,
            },
            states: states.collect(),
            stages,
        }],
        settings: Settings::default(),
    };
    Plan { portfolio, figures }
}

/// A project of one stage with one target of 2021H2.
fn single(figures: &str, revisions: &[&str]) -> Plan {
    portfolio(
        &[],
        vec![stage(1, figures, vec![target(1, "2021H2", revisions)])],
    )
}

fn judged<'a>(plan: &'a Plan, id: i64, as_of: &str) -> Judged<'a> {
    assess(&plan.portfolio, &plan.figures, day(as_of))
        .targets
        .into_iter()
        .find(|judged| judged.target.id == id)
        .unwrap()
}

fn status(plan: &Plan, as_of: &str) -> Status {
    judged(plan, 1, as_of).verdict.status
}

/// Days and times of the slip, and its flags: `31 days 2 times [slipped lowered]`.
fn slipped(judged: &Judged<'_>) -> String {
    let Some(slip) = judged.slip else {
        return "none".to_owned();
    };
    let days = slip.days.map_or("no".to_owned(), |days| days.to_string());
    let flags: Vec<&str> = [Flag::Slipped, Flag::Lowered, Flag::Replanned]
        .into_iter()
        .filter(|flag| judged.verdict.has(*flag))
        .map(Flag::id)
        .collect();
    format!("{days} days {} times [{}]", slip.times, flags.join(" "))
}

// Revisions as of a day.

#[test]
fn a_revision_is_in_force_from_the_day_it_was_decided_on() {
    let plan = single("", &["70 by 10-31 on 06-30", "70 by 12-31 on 10-15"]);
    let due = |as_of| judged(&plan, 1, as_of).revision.terms.due;
    assert_eq!(due("10-14"), Some(day("10-31")));
    assert_eq!(due("10-15"), Some(day("12-31")));
    assert_eq!(slipped(&judged(&plan, 1, "10-14")), "none");
    assert_eq!(
        slipped(&judged(&plan, 1, "10-15")),
        "61 days 1 times [slipped]"
    );
}

#[test]
fn the_first_revision_is_in_force_even_before_its_day() {
    let plan = single("", &["70 by 10-31 on 09-01", "70 by 12-31 on 10-15"]);
    let judged = judged(&plan, 1, "07-15");
    assert_eq!(judged.revision.terms.due, Some(day("10-31")));
    assert_eq!(judged.verdict.status, Status::Unknown);
}

#[test]
fn of_two_revisions_of_one_day_the_one_recorded_last_is_in_force() {
    let plan = single(
        "",
        &[
            "70 by 10-31 on 06-30",
            "70 by 11-30 on 08-01",
            "70 by 12-31 on 08-01",
        ],
    );
    let judged = judged(&plan, 1, "08-01");
    assert_eq!(judged.revision.terms.due, Some(day("12-31")));
    assert_eq!(slipped(&judged), "61 days 2 times [slipped]");
}

#[test]
fn a_revision_given_a_day_before_the_first_one_leaves_the_first_the_original() {
    let plan = single("", &["70 by 10-31 on 08-01", "70 by 12-31 on 07-01"]);
    let judged = judged(&plan, 1, "08-01");
    assert_eq!(judged.slip.unwrap().original_due, Some(day("10-31")));
    assert_eq!(judged.revision.terms.due, Some(day("12-31")));
    assert_eq!(slipped(&judged), "61 days 1 times [slipped]");
}

// Slips.

#[test]
fn days_slipped_are_from_the_original_due_day_and_every_move_counts() {
    let plan = single(
        "",
        &[
            "70 by 10-31 on 06-30",
            "70 by 11-15 on 10-01",
            "70 by 12-31 on 11-01",
        ],
    );
    assert_eq!(
        slipped(&judged(&plan, 1, "10-31")),
        "15 days 1 times [slipped]"
    );
    let judged = judged(&plan, 1, "11-01");
    assert_eq!(slipped(&judged), "61 days 2 times [slipped]");
    let slip = judged.slip.unwrap();
    assert_eq!(slip.original_due, Some(day("10-31")));
    assert_eq!(slip.original_percent, "70".parse().unwrap());
}

/// The worked example of a date that was moved and moved back.
#[test]
fn example_j_a_moved_date_moved_back() {
    let plan = single(
        "",
        &[
            "70 by 12-31 on 06-30",
            "70 by 2022-03-31 on 07-05",
            "70 by 12-31 on 07-10",
        ],
    );
    assert_eq!(
        slipped(&judged(&plan, 1, "07-05")),
        "90 days 1 times [slipped]"
    );
    let back = judged(&plan, 1, "07-10");
    assert_eq!(slipped(&back), "0 days 2 times []");
    assert_eq!(back.original_status, back.verdict.status);
}

#[test]
fn an_earlier_due_day_is_a_move_and_no_slip() {
    let plan = single("", &["70 by 10-31 on 06-30", "70 by 10-01 on 07-05"]);
    assert_eq!(slipped(&judged(&plan, 1, "07-05")), "-30 days 1 times []");
}

#[test]
fn a_due_day_taken_away_is_a_slip_without_days() {
    let plan = single(
        "",
        &[
            "70 by 10-31 on 06-30",
            "70 on 07-05",
            "70 by 11-30 on 08-05",
        ],
    );
    assert_eq!(
        slipped(&judged(&plan, 1, "07-05")),
        "no days 1 times [slipped]"
    );
    assert_eq!(
        slipped(&judged(&plan, 1, "08-05")),
        "30 days 1 times [slipped]"
    );
}

#[test]
fn the_first_due_day_is_the_first_that_was_ever_given() {
    let first = [
        "70 on 06-30",
        "70 by 10-31 on 07-05",
        "70 by 11-30 on 08-05",
    ];
    let plan = single("", &first);
    assert_eq!(slipped(&judged(&plan, 1, "07-05")), "none");
    let later = judged(&plan, 1, "08-05");
    assert_eq!(slipped(&later), "30 days 1 times [slipped]");
    assert_eq!(later.slip.unwrap().original_due, Some(day("10-31")));
}

#[test]
fn lowered_is_what_is_under_the_first_promise() {
    let plan = single(
        "",
        &[
            "70 by 10-31 on 06-30",
            "60 by 10-31 on 07-05",
            "70 by 10-31 on 08-05",
        ],
    );
    assert_eq!(slipped(&judged(&plan, 1, "07-04")), "none");
    assert_eq!(
        slipped(&judged(&plan, 1, "07-05")),
        "0 days 0 times [lowered]"
    );
    assert_eq!(slipped(&judged(&plan, 1, "08-05")), "none");
    let raised = single(
        "",
        &[
            "70 by 10-31 on 06-30",
            "80 by 10-31 on 07-05",
            "75 by 10-31 on 08-05",
        ],
    );
    assert_eq!(slipped(&judged(&raised, 1, "07-05")), "0 days 0 times []");
    assert_eq!(slipped(&judged(&raised, 1, "08-05")), "0 days 0 times []");
}

#[test]
fn a_plan_made_another_than_at_first_is_replanned() {
    let is_replanned = |change: fn(&mut Terms)| {
        let mut plan = single("", &["70 by 10-31 on 06-30", "70 by 10-31 on 07-05"]);
        let target = &mut plan.portfolio.projects[0].stages[0].targets[0];
        change(&mut target.revisions[1].terms);
        let has = |as_of| judged(&plan, 1, as_of).verdict.has(Flag::Replanned);
        assert!(!has("07-04"));
        has("07-05")
    };
    let baseline = |percent: &str, on: Option<&str>| DeclaredBaseline {
        percent: percent.parse().unwrap(),
        on: on.map(day),
    };
    assert!(!is_replanned(|_| {}));
    assert!(!is_replanned(|terms| terms.commitment = None));
    assert!(is_replanned(|terms| terms.start = Some(day("08-01"))));
    assert!(is_replanned(|terms| terms.period = None));
    assert!(is_replanned(|terms| {
        terms.plan_points = vec![PlanPoint {
            on: day("08-31"),
            percent: "10".parse().unwrap(),
        }];
    }));
    let mut plan = single("", &["70 by 10-31 on 06-30", "70 by 10-31 on 07-05"]);
    let revisions = &mut plan.portfolio.projects[0].stages[0].targets[0].revisions;
    revisions[0].terms.baseline = Some(baseline("0", None));
    revisions[1].terms.baseline = Some(baseline("0", Some("07-31")));
    assert!(judged(&plan, 1, "07-05").verdict.has(Flag::Replanned));
}

#[test]
fn a_revision_of_neither_date_nor_percent_is_no_slip() {
    let mut plan = single("", &["70 by 10-31 on 06-30", "70 by 10-31 on 07-05"]);
    plan.portfolio.projects[0].stages[0].targets[0].revisions[1]
        .terms
        .words = Some("10月底".to_owned());
    assert_eq!(slipped(&judged(&plan, 1, "07-05")), "none");
}

// Against the original.

#[test]
fn a_moved_date_does_not_hide_that_the_original_one_was_missed() {
    let plan = single(
        "0@06-30 46@10-31",
        &["70 by 10-31 on 06-30", "70 by 12-31 on 10-20"],
    );
    let at = |as_of| {
        let judged = judged(&plan, 1, as_of);
        (judged.verdict.status, judged.original_status)
    };
    assert_eq!(at("10-31"), (Status::OnTrack, Status::Critical));
    assert_eq!(at("11-01"), (Status::OnTrack, Status::Overdue));
}

#[test]
fn a_lowered_percent_does_not_hide_that_the_original_one_was_missed() {
    let plan = single(
        "60@10-31",
        &["70 by 10-31 on 06-30", "60 by 10-31 on 10-20"],
    );
    let judged = judged(&plan, 1, "11-01");
    assert_eq!(judged.verdict.status, Status::Met);
    assert_eq!(judged.original_status, Status::Overdue);
    assert_eq!(slipped(&judged), "0 days 0 times [lowered]");
}

#[test]
fn without_a_revision_both_lines_say_the_same() {
    let plan = single("0@06-30 50@10-31", &["70 by 10-31 on 06-30"]);
    for as_of in ["06-30", "08-01", "10-31", "11-01"] {
        let judged = judged(&plan, 1, as_of);
        assert_eq!(judged.original_status, judged.verdict.status, "{as_of}");
    }
}

#[test]
fn a_target_suspended_after_its_original_date_was_late_by_that_date() {
    let plan = single(
        "50@09-30",
        &[
            "70 by 10-31 on 06-30",
            "70 by 12-31 on 10-20",
            "70 by 12-31 on 11-10 suspended",
        ],
    );
    let judged = judged(&plan, 1, "11-10");
    assert_eq!(judged.verdict.status, Status::Suspended);
    assert_eq!(judged.original_status, Status::Unreported);
}

// Without a period.

#[test]
fn a_target_of_no_period_runs_from_the_day_it_was_set_whatever_was_revised() {
    let moved = ["100 by 12-31 on 09-01", "100 by 2022-03-31 on 10-15"];
    let targets = vec![target(1, "", &moved)];
    let plan = portfolio(&[], vec![stage(1, "20@08-15 50@10-31", targets)]);
    let judged = judged(&plan, 1, "11-01");
    assert_eq!(judged.verdict.baseline_day, day("09-01"));
    assert_eq!(judged.verdict.progress.unwrap().actual_days, 60);
    // By the first promise 60 of 121 days were gone, with 30 of 80 points made.
    assert_eq!(judged.verdict.status, Status::Ahead);
    assert_eq!(judged.original_status, Status::Behind);
}

#[test]
fn a_successor_of_no_period_runs_from_its_own_day_to_the_first_due_day_too() {
    let targets = vec![
        target(1, "", &["100 by 10-31 on 07-01"]),
        carrying(2, 1, "", &["100 by 12-31 on 10-01"]),
    ];
    let plan = portfolio(&[], vec![stage(1, "0@06-30 40@09-30 60@10-15", targets)]);
    let judged = judged(&plan, 2, "10-16");
    assert_eq!(judged.verdict.baseline_day, day("10-01"));
    // 20 of 60 points in 14 of 91 days; to the first due day 14 of 30.
    assert_eq!(judged.verdict.status, Status::Ahead);
    assert_eq!(judged.original_status, Status::Behind);
}

// Other stages.

#[test]
fn the_latest_figure_of_another_stage_is_named() {
    let target = vec![target(1, "2021H2", &["70 by 12-31 on 06-30"])];
    let stages = vec![
        stage(1, "10@08-01", target),
        stage(2, "90@07-05", Vec::new()),
        stage(3, "30@07-10 35@07-20", Vec::new()),
        stage(4, "40@07-20", Vec::new()),
        stage(5, "", Vec::new()),
    ];
    let plan = portfolio(&[], stages);
    let named = |as_of| {
        let verdict = judged(&plan, 1, as_of).verdict;
        let other = verdict
            .other
            .map(|other| (other.stage, other.figure.percent.to_string()));
        (verdict.reason, other)
    };
    let other =
        |stage, percent: &str| (Some(Reason::OtherStage), Some((stage, percent.to_owned())));
    assert_eq!(named("07-04"), (Some(Reason::NoData), None));
    assert_eq!(named("07-05"), other(2, "90"));
    assert_eq!(named("07-10"), other(3, "30"));
    // Of one day, the first in their order.
    assert_eq!(named("07-20"), other(3, "35"));
    assert_eq!(named("08-01"), (Some(Reason::FirstFigure), None));
}

#[test]
fn stages_speak_together_for_the_whole_works_only() {
    let targets = |id| vec![target(id, "2021H2", &["50 by 12-31 on 06-30"])];
    let mut stages = vec![
        stage(1, "", targets(1)),
        stage(2, "100@08-01", Vec::new()),
        stage(3, "", targets(3)),
    ];
    stages[0].0.facts.code = Code::new("overall").unwrap();
    for (part, _) in &mut stages[1..] {
        part.facts.weight = Some("50".parse().unwrap());
    }
    let plan = portfolio(&[], stages);
    assert_eq!(status(&plan, "07-31"), Status::Unknown);
    assert_eq!(status(&plan, "08-01"), Status::Met);
    let part = judged(&plan, 3, "08-01").verdict;
    assert_eq!(part.reason, Some(Reason::OtherStage));
    assert!(part.derived.is_none());
}

#[test]
fn stages_of_another_project_are_not_named() {
    let mut plan = single("", &["70 by 12-31 on 06-30"]);
    let mut other = plan.portfolio.projects[0].clone();
    other.id = 2;
    let (stage, figures) = stage(9, "90@07-05", Vec::new());
    other.stages = vec![stage];
    plan.figures.insert(9, figures);
    plan.portfolio.projects.push(other);
    assert_eq!(
        judged(&plan, 1, "08-01").verdict.reason,
        Some(Reason::NoData)
    );
}

// The whole.

#[test]
fn every_target_is_judged_once_in_the_order_of_the_portfolio() {
    let two = |first| {
        vec![
            target(first, "2021H1", &["70 by 06-30 on 01-05"]),
            target(first + 1, "2021H2", &["90 by 12-31 on 06-30"]),
        ]
    };
    let stages = vec![
        stage(1, "", two(11)),
        stage(2, "5@06-30", Vec::new()),
        stage(3, "", two(31)),
    ];
    let plan = portfolio(&[], stages);
    let assessment = assess(&plan.portfolio, &plan.figures, day("08-01"));
    let ids: Vec<i64> = assessment
        .targets
        .iter()
        .map(|judged| judged.target.id)
        .collect();
    assert_eq!(ids, [11, 12, 31, 32]);
}

#[test]
fn the_settings_of_the_portfolio_are_used() {
    let mut plan = single("0@06-30 9@07-31", &["70 by 12-31 on 06-30"]);
    assert_eq!(status(&plan, "07-31"), Status::OnTrack);
    plan.portfolio
        .settings
        .set(SettingKey::PaceBehind, "1.04")
        .unwrap();
    assert_eq!(status(&plan, "07-31"), Status::Behind);
}
