//! The default view, `--period P` and `--period all`, clause by clause.

use std::collections::HashMap;

use crate::assess::{Assessment, Lamp, assess};
use crate::model::{
    Code, Day, Figure, PeriodLength, Portfolio, Project, ProjectFacts, Revision, Settings, Stage,
    StageFacts, StageKind, State, StateChange, Target, TargetState, Terms,
};
use crate::report::{Listed, PeriodChoice, Report, Request};

/// `07-31` is a day of 2021.
fn day(text: &str) -> Day {
    match text.len() {
        5 => format!("2021-{text}").parse().unwrap(),
        _ => text.parse().unwrap(),
    }
}

/// A target such as `70 by 10-31 in 2021H2 set 07-05`: all but the percent may be left out. `from`
/// gives its start, `carries` the target that it carries on, `suspended` and `dropped` the day on
/// which it was. Set, unless said, on 2021-01-05.
fn target(id: i64, words: &str) -> Target {
    let mut words = words.split(' ');
    let mut first = Revision {
        decided_on: day("01-05"),
        terms: Terms {
            period: None,
            label: String::new(),
            carried_from: None,
            percent: words.next().unwrap().parse().unwrap(),
            due: None,
            words: None,
            is_due_implied: false,
            start: None,
            baseline: None,
            plan_points: Vec::new(),
            commitment: None,
            state: TargetState::Active,
        },
        reason: None,
        entry: 0,
    };
    let mut states = Vec::new();
    while let (Some(word), Some(value)) = (words.next(), words.next()) {
        let terms = &mut first.terms;
        match word {
            "by" => terms.due = Some(day(value)),
            "in" => terms.period = Some(value.parse().unwrap()),
            "set" => first.decided_on = day(value),
            "from" => terms.start = Some(day(value)),
            "carries" => terms.carried_from = Some(value.parse().unwrap()),
            "suspended" => states.push((day(value), TargetState::Suspended)),
            "dropped" => states.push((day(value), TargetState::Dropped)),
            _ => panic!("{word}"),
        }
    }
    let later = states.into_iter().map(|(decided_on, state)| {
        let mut revision = Revision {
            decided_on,
            ..first.clone()
        };
        revision.terms.state = state;
        revision
    });
    let later: Vec<Revision> = later.collect();
    Target {
        id,
        number: id,
        revisions: [first].into_iter().chain(later).collect(),
    }
}

/// Projects of one stage each, and its figures.
struct Plan {
    portfolio: Portfolio,
    figures: HashMap<i64, Vec<Figure>>,
}

/// One project.
fn plan(figures: &str, targets: &[&str]) -> Plan {
    plan_of(&[("west-plot", figures, targets)])
}

/// Projects by their codes, with figures such as `9@07-31 18@08-31` and targets; these are numbered
/// from 1 through all of them.
fn plan_of(projects: &[(&str, &str, &[&str])]) -> Plan {
    let mut plan = Plan {
        portfolio: Portfolio {
            projects: Vec::new(),
            settings: Settings::default(),
        },
        figures: HashMap::new(),
    };
    let (mut ids, mut numbers) = (1.., 1..);
    for (code, figures, targets) in projects {
        let id = ids.next().unwrap();
        let figure = |text: &str| {
            let (percent, on) = text.split_once('@').unwrap();
            Figure {
                on: day(on),
                percent: percent.parse().unwrap(),
            }
        };
        let read = figures.split_whitespace().map(figure).collect();
        plan.figures.insert(id, read);
        let targets = targets.iter().zip(&mut numbers);
        let targets = targets.map(|(words, number)| target(number, words));
        plan.portfolio.projects.push(Project {
            id,
            facts: ProjectFacts {
                code: Code::new(code).unwrap(),
                ..ProjectFacts::unnamed()
            },
            states: Vec::new(),
            stages: vec![Stage {
                id,
                facts: StageFacts {
                    code: Code::new("piles").unwrap(),
                    name: "piles".to_owned(),
                    name_en: None,
                    position: 1,
                    kind: StageKind::Measured,
                    weight: None,
                    unit: None,
                    total: None,
                },
                targets: targets.collect(),
                reading: None,
                under_way: None,
            }],
        });
    }
    plan
}

impl Plan {
    fn state(mut self, state: State, on: &str) -> Plan {
        self.portfolio.projects[0].states.push(StateChange {
            state,
            decided_on: day(on),
            reason: None,
        });
        self
    }

    fn asked<T>(
        &self,
        period: PeriodChoice,
        as_of: &str,
        look: impl Fn(&Assessment<'_>, &Report<'_>) -> T,
    ) -> T {
        let assessment = assess(&self.portfolio, &self.figures, day(as_of));
        let request = Request {
            period,
            ..Request::default()
        };
        look(&assessment, &Report::new(&assessment, &request, None))
    }

    /// The numbers of the targets that the default view counts.
    fn counted(&self, as_of: &str) -> Vec<i64> {
        self.asked(PeriodChoice::Current, as_of, |_, report| counted(report))
    }

    /// Those within a period.
    fn within(&self, period: &str, as_of: &str) -> Vec<i64> {
        let period = PeriodChoice::Within(period.parse().unwrap());
        self.asked(period, as_of, |_, report| counted(report))
    }

    /// How many are not counted, by why: not begun, met before, from earlier periods, given up.
    fn left_out(&self, period: PeriodChoice, as_of: &str) -> [usize; 4] {
        self.asked(period, as_of, |_, report| {
            let left_out = report.left_out;
            [
                left_out.not_begun,
                left_out.met_before,
                left_out.earlier,
                report.summary.cancelled,
            ]
        })
    }
}

/// The numbers of the rows; all of them are counted.
fn counted(report: &Report<'_>) -> Vec<i64> {
    let mut rows = rows(report);
    assert_eq!(rows.len(), report.summary.current.total);
    rows.sort_unstable();
    rows
}

fn rows(report: &Report<'_>) -> Vec<i64> {
    report.targets().map(|judged| judged.target.id).collect()
}

const CURRENT: PeriodChoice = PeriodChoice::Current;

#[test]
fn what_is_open_is_counted_whatever_its_period() {
    // Unreported since March and since June, open, of this year, undated, without a period.
    let plan = plan(
        "",
        &[
            "50 by 03-31 in 2021Q1",
            "60 by 06-30",
            "70 by 10-31 in 2021H2",
            "80 by 12-31 in 2021",
            "85",
            "90 by 2022-06-30 set 07-31",
        ],
    );
    assert_eq!(plan.counted("08-01"), [1, 2, 3, 4, 5, 6]);
    assert_eq!(plan.counted("2023-08-01"), [1, 2, 3, 4, 5, 6]);
    assert_eq!(plan.left_out(CURRENT, "08-01"), [0, 0, 0, 0]);
}

#[test]
fn what_was_given_up_is_not_counted_and_told_in_the_period_in_which_it_was() {
    let one = plan("", &["70 by 10-31 in 2021H2 dropped 08-01"]);
    assert_eq!(one.counted("07-31"), [1]);
    assert_eq!(one.left_out(CURRENT, "07-31"), [0, 0, 0, 0]);
    assert!(one.counted("08-01").is_empty());
    assert_eq!(one.left_out(CURRENT, "08-01"), [0, 0, 0, 1]);
    assert_eq!(one.left_out(CURRENT, "12-31"), [0, 0, 0, 1]);
    assert_eq!(one.left_out(CURRENT, "2022-01-01"), [0, 0, 0, 0]);

    let with_project = plan("", &["70 by 10-31"]).state(State::Cancelled, "07-31");
    assert!(with_project.counted("07-31").is_empty());
    assert_eq!(with_project.left_out(CURRENT, "08-01"), [0, 0, 0, 1]);
}

#[test]
fn suspended_in_march_and_given_up_in_august_is_told_from_august_on() {
    let august = plan("", &["70 by 10-31 in 2021 suspended 03-10 dropped 08-20"]);
    assert_eq!(august.counted("06-30"), [1]);
    assert_eq!(august.counted("08-19"), [1]);
    assert!(august.counted("08-20").is_empty());
    assert_eq!(august.left_out(CURRENT, "08-20"), [0, 0, 0, 1]);
    // The other way round: its project rests since August, but it was given up in March.
    let march = plan("", &["70 by 10-31 in 2021 dropped 03-10"]).state(State::Suspended, "08-20");
    assert_eq!(march.left_out(CURRENT, "08-20"), [0, 0, 0, 0]);
}

#[test]
fn what_is_carried_on_is_left_to_its_successor() {
    let with_period = plan(
        "",
        &["70 by 06-30 in 2021H1", "70 by 10-31 in 2021H2 carries 1"],
    );
    assert_eq!(with_period.counted("06-30"), [1]);
    assert_eq!(with_period.counted("07-01"), [2]);
    let without = plan("", &["70 by 06-30", "70 by 10-31 set 07-05 carries 1"]);
    assert_eq!(without.counted("07-04"), [1, 2]);
    assert_eq!(without.counted("07-05"), [2]);
}

#[test]
fn both_stand_where_the_successor_is_given_up_or_future() {
    let given_up = plan(
        "",
        &[
            "70 by 06-30 in 2021H1",
            "70 by 10-31 in 2021H2 carries 1 dropped 08-01",
        ],
    );
    assert_eq!(given_up.counted("07-31"), [2]);
    assert_eq!(given_up.counted("08-01"), [1]);
    assert_eq!(given_up.left_out(CURRENT, "08-01"), [0, 0, 0, 1]);

    let future = plan(
        "",
        &[
            "70 by 06-30 in 2021H1",
            "70 by 10-31 in 2021H2 carries 1 from 09-01",
        ],
    );
    assert_eq!(future.counted("08-31"), [1, 2]);
    assert_eq!(future.counted("09-01"), [2]);
}

#[test]
fn what_was_given_up_and_carried_on_is_not_told_of() {
    let plan = plan(
        "",
        &[
            "70 by 10-31 in 2021 dropped 07-20",
            "70 by 12-31 in 2021H2 carries 1 set 07-20",
        ],
    );
    assert_eq!(plan.counted("08-01"), [2]);
    assert_eq!(plan.left_out(CURRENT, "08-01"), [0, 0, 0, 0]);
}

#[test]
fn what_is_future_is_counted_from_the_first_day_of_its_period() {
    let plan = plan(
        "",
        &[
            "70 by 2022-06-30 in 2022H1",
            // Of this period; it begins in September.
            "80 by 12-31 in 2021H2 from 09-01",
        ],
    );
    assert_eq!(plan.counted("12-31"), [2]);
    assert_eq!(plan.left_out(CURRENT, "12-31"), [1, 0, 0, 0]);
    assert_eq!(plan.counted("2022-01-01"), [1, 2]);
    assert_eq!(plan.left_out(CURRENT, "2022-01-01"), [0, 0, 0, 0]);
    assert_eq!(plan.counted("07-01"), [2]);
    assert!(plan.counted("06-30").is_empty());
    assert_eq!(plan.left_out(CURRENT, "06-30"), [2, 0, 0, 0]);
}

#[test]
fn without_a_period_what_is_set_is_there_unless_it_gives_a_later_start() {
    let plan = plan(
        "",
        &[
            "70 by 2022-12-31 set 08-01",
            "80 by 2022-12-31 from 2022-03-01 set 08-01",
        ],
    );
    assert_eq!(plan.counted("08-01"), [1]);
    assert_eq!(plan.left_out(CURRENT, "08-01"), [1, 0, 0, 0]);
    assert_eq!(plan.counted("2022-02-28"), [1]);
    assert_eq!(plan.counted("2022-03-01"), [1, 2]);
}

#[test]
fn what_rests_is_counted_once_its_period_has_begun_and_not_judged() {
    let plan = plan("", &["70 by 2022-06-30 in 2022H1 suspended 08-01"]);
    assert!(plan.counted("12-31").is_empty());
    assert_eq!(plan.left_out(CURRENT, "12-31"), [1, 0, 0, 0]);
    assert_eq!(plan.counted("2022-01-01"), [1]);
    plan.asked(CURRENT, "2022-01-01", |_, report| {
        assert_eq!(report.summary.current.not_judged, 1);
    });
}

#[test]
fn what_was_met_counts_in_the_period_in_which_it_was() {
    // Met in time on 06-20; met late on the last day of June, as a figure of the due day showed.
    let in_time = plan("70@06-20", &["70 by 10-31 in 2021"]);
    let late = plan("60@05-31 70@06-30", &["70 by 05-31 in 2021H1"]);
    for plan in [&in_time, &late] {
        assert_eq!(plan.counted("06-30"), [1]);
        assert!(plan.counted("07-01").is_empty());
        assert_eq!(plan.left_out(CURRENT, "07-01"), [0, 1, 0, 0]);
    }
    // Met on the first day of July: until the year ends.
    let now = plan("70@07-01", &["70 by 06-28 in 2021H1"]);
    assert_eq!(now.counted("07-01"), [1]);
    assert_eq!(now.counted("12-31"), [1]);
    assert!(now.counted("2022-01-01").is_empty());
    // Lost again, it is open.
    let lost = plan("70@06-20 65@07-15", &["70 by 10-31 in 2021"]);
    assert!(lost.counted("07-14").is_empty());
    assert_eq!(lost.counted("07-15"), [1]);
}

#[test]
fn the_current_period_is_as_long_as_the_office_says() {
    let mut plan = plan("70@07-10", &["70 by 12-31 in 2021"]);
    assert_eq!(plan.counted("10-01"), [1]);
    plan.portfolio.settings.period = PeriodLength::Quarter;
    assert_eq!(plan.counted("09-30"), [1]);
    assert!(plan.counted("10-01").is_empty());
    plan.portfolio.settings.period = PeriodLength::Month;
    assert_eq!(plan.counted("07-31"), [1]);
    assert!(plan.counted("08-01").is_empty());
    plan.portfolio.settings.period = PeriodLength::Half;
    plan.portfolio.settings.year_begins = 4;
    // The half-year from April to September.
    assert_eq!(plan.counted("09-30"), [1]);
    assert!(plan.counted("10-01").is_empty());
}

#[test]
fn a_successor_counts_as_met_from_the_day_on_which_it_takes_over() {
    // 65 of 60 were there before its period began.
    let with_period = plan(
        "65@06-20",
        &["70 by 06-30 in 2021H1", "60 by 10-31 in 2021H2 carries 1"],
    );
    assert_eq!(with_period.counted("07-01"), [2]);
    assert_eq!(with_period.counted("12-31"), [2]);
    assert!(with_period.counted("2022-01-01").is_empty());
    with_period.asked(CURRENT, "07-01", |assessment, _| {
        let met_on = assessment.targets[1].verdict.met_on;
        assert_eq!(met_on, Some(day("06-20")));
    });

    let without = plan(
        "65@06-20",
        &["70 by 06-30", "60 by 10-31 carries 1 set 07-05"],
    );
    assert_eq!(without.counted("07-04"), [1, 2]);
    assert_eq!(without.counted("07-05"), [2]);
    assert_eq!(without.counted("12-31"), [2]);
    assert!(without.counted("2022-01-01").is_empty());
}

#[test]
fn a_period_asked_for_counts_those_whose_period_lies_in_it_else_those_due_in_it() {
    let plan = plan(
        "100@06-20",
        &[
            "50 by 12-31 in 2021",
            "60 by 09-30 in 2021Q3",
            "65 by 2022-01-31 in 2021-11",
            "70 by 12-31 in 2022H1",
            "75 by 07-01",
            "80 by 12-31",
            "85 by 2022-01-01",
            "90 by 06-30",
            "95",
        ],
    );
    // Met or not, begun or not: what was met before counts too.
    assert_eq!(plan.within("2021H2", "08-01"), [2, 3, 5, 6]);
    assert_eq!(plan.within("2021", "08-01"), [1, 2, 3, 5, 6, 8]);
    assert_eq!(plan.within("2022H1", "08-01"), [4, 7]);
    assert!(plan.within("2020", "08-01").is_empty());
}

#[test]
fn a_period_asked_for_keeps_those_carried_on_or_not_begun() {
    let plan = plan(
        "",
        &[
            "70 by 06-30 in 2021H1",
            "70 by 10-31 in 2021H2 carries 1",
            "80 by 2022-06-30 in 2022H1",
        ],
    );
    assert_eq!(plan.within("2021H1", "08-01"), [1]);
    assert_eq!(plan.within("2022H1", "08-01"), [3]);
}

#[test]
fn a_period_asked_for_tells_of_those_given_up_in_it_and_unmet_from_before_it() {
    let plan = plan(
        "55@06-30",
        &[
            // Met, and unmet, before.
            "50 by 06-30 in 2021H1",
            "60 by 06-30 in 2021H1",
            "65 by 06-15",
            // Given up long ago, and in another period.
            "70 by 10-31 in 2021H2 dropped 06-30",
            "75 by 06-30 in 2021H1 dropped 06-10",
            "80 by 12-31 in 2021H2",
        ],
    );
    assert_eq!(plan.within("2021H2", "08-01"), [6]);
    let within = PeriodChoice::Within("2021H2".parse().unwrap());
    assert_eq!(plan.left_out(within, "08-01"), [0, 0, 2, 1]);
}

#[test]
fn all_are_counted_but_those_given_up_which_are_shown() {
    let plan = plan(
        "55@06-30",
        &[
            "50 by 06-30 in 2021H1",
            "60 by 06-30 in 2021H1",
            "60 by 10-31 in 2021H2 carries 2",
            "70 by 2022-06-30 in 2022H1",
            "80 by 10-31 in 2021H2 dropped 06-30",
            "90",
        ],
    );
    plan.asked(PeriodChoice::All, "2022-08-01", |_, report| {
        let mut rows = rows(report);
        rows.sort_unstable();
        assert_eq!(rows, [1, 2, 3, 4, 5, 6]);
        assert_eq!(report.summary.current.total, 5);
        assert_eq!(report.summary.cancelled, 1);
    });
}

#[test]
fn rows_alike_follow_their_projects_codes_also_where_all_are_shown() {
    // The second has the smaller code.
    let plan = plan_of(&[
        (
            "west-plot",
            "",
            &["70 by 10-31 in 2021H2", "80 by 10-31 dropped 07-05"],
        ),
        ("east-plot", "", &["70 by 10-31 in 2021H2"]),
    ]);
    let mut plan = plan;
    plan.portfolio.projects.reverse();
    plan.asked(PeriodChoice::All, "08-01", |_, report| {
        assert_eq!(rows(report), [3, 1, 2]);
    });
}

#[test]
fn a_project_that_rests_is_grey_and_never_hidden_by_green() {
    let lamp = |plan: &Plan, as_of: &str| {
        plan.asked(CURRENT, as_of, |assessment, report| {
            let listed = Listed::of(assessment.projects, report);
            let worst = listed[0].worst.map(|judged| judged.target.id);
            assert_eq!(report.lamp(&assessment.projects[0]), {
                (listed[0].lamp != Lamp::None).then_some(listed[0].lamp)
            });
            (listed[0].lamp, worst)
        })
    };
    let rests = plan(
        "70@07-15",
        &["70 by 10-31 in 2021H2", "80 by 12-31 suspended 07-20"],
    );
    assert_eq!(lamp(&rests, "08-01"), (Lamp::Grey, Some(2)));
    assert_eq!(lamp(&rests, "07-19").0, Lamp::Grey);
    let given_up = plan("70@07-15", &["80 by 12-31 dropped 07-20"]);
    assert_eq!(lamp(&given_up, "08-01"), (Lamp::None, None));
}
