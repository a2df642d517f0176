//! One target and its readings, for the tests of what is drawn of it.

use std::collections::HashMap;

use crate::assess::{Judged, assess};
use crate::model::{
    Code, Day, DeclaredBaseline, Figure, PlanPoint, Portfolio, Project, ProjectFacts, Reading,
    Revision, Series, SeriesByStage, Settings, Stage, StageFacts, StageKind, Target, TargetState,
    Terms,
};

use super::curve::Curve;
use super::timeline::{Bar, Timeline};

/// A target of a stage, set on 1 January 2021, and the readings of that stage.
pub(super) struct Drawn {
    kind: StageKind,
    revisions: Vec<Revision>,
    figures: Vec<Figure>,
}

/// `07-31` is a day of 2021.
fn day(text: &str) -> Day {
    match text.len() {
        5 => format!("2021-{text}").parse().unwrap(),
        _ => text.parse().unwrap(),
    }
}

impl Drawn {
    /// Readings as `9@07-31 18@08-31`.
    pub(super) fn measured(figures: &str, percent: &str, due: Option<&str>) -> Drawn {
        let figure = |text: &str| {
            let (percent, on) = text.split_once('@').unwrap();
            let (on, percent) = (day(on), percent.parse().unwrap());
            Figure { on, percent }
        };
        let terms = Terms {
            period: None,
            label: String::new(),
            carried_from: None,
            percent: percent.parse().unwrap(),
            due: due.map(day),
            words: None,
            is_due_implied: false,
            start: None,
            baseline: None,
            plan_points: Vec::new(),
            commitment: None,
            state: TargetState::Active,
        };
        Drawn {
            kind: StageKind::Measured,
            revisions: vec![Revision {
                decided_on: day("01-01"),
                terms,
                reason: None,
                entry: 0,
            }],
            figures: figures.split_whitespace().map(figure).collect(),
        }
    }

    pub(super) fn milestone(mut self) -> Drawn {
        self.kind = StageKind::Milestone;
        self
    }

    /// The terms as they are first set.
    pub(super) fn terms(&mut self) -> &mut Terms {
        &mut self.revisions[0].terms
    }

    pub(super) fn declares(&mut self, percent: &str) {
        let percent = percent.parse().unwrap();
        self.terms().baseline = Some(DeclaredBaseline { percent, on: None });
    }

    pub(super) fn via(&mut self, on: &str, percent: &str) {
        let (on, percent) = (day(on), percent.parse().unwrap());
        self.terms().plan_points.push(PlanPoint { on, percent });
    }

    /// Moves the due day.
    pub(super) fn moves(&mut self, decided_on: &str, due: &str) {
        let mut moved = self.revisions[0].clone();
        moved.decided_on = day(decided_on);
        moved.terms.due = Some(day(due));
        self.revisions.push(moved);
    }

    pub(super) fn curve(&self, as_of: &str) -> Option<Curve> {
        let readings = self.figures.iter().map(|figure| Reading {
            as_of: figure.on,
            percent: Some(figure.percent),
            ..Reading::default()
        });
        let readings: Vec<Reading> = readings.collect();
        self.judged(as_of, |judged, as_of| Curve::of(judged, &readings, as_of))
    }

    /// Alone on a timeline.
    pub(super) fn bar(&self, as_of: &str) -> Bar {
        self.judged(as_of, |judged, as_of| {
            Timeline::of([judged].into_iter(), as_of).bar(judged)
        })
    }

    fn judged<T>(&self, as_of: &str, ask: impl FnOnce(&Judged<'_>, Day) -> T) -> T {
        let as_of = day(as_of);
        let stage = Stage {
            id: 1,
            facts: StageFacts {
                kind: self.kind,
                ..StageFacts::unnamed()
            },
            targets: vec![Target {
                id: 1,
                number: 1,
                revisions: self.revisions.clone(),
            }],
            reading: None,
            under_way: None,
        };
        let portfolio = Portfolio {
            projects: vec![Project {
                id: 1,
                facts: ProjectFacts {
                    code: Code::new("west-plot").unwrap(),
                    ..ProjectFacts::unnamed()
                },
                states: Vec::new(),
                stages: vec![stage],
            }],
            settings: Settings::default(),
        };
        let figures = AllFigures(HashMap::from([(1, self.figures.clone())]));
        let assessment = assess(&portfolio, &figures, as_of);
        ask(&assessment.targets[0], as_of)
    }
}

struct AllFigures(HashMap<i64, Vec<Figure>>);

impl SeriesByStage for AllFigures {
    fn of(&self, stage: i64) -> Box<dyn Series + '_> {
        Box::new(&self.0[&stage])
    }
}
