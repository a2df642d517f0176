use std::collections::{HashMap, HashSet};

use crate::messages::{Field, Refusal, ValueProblem, Warning};
use crate::model::{Day, DeclaredBaseline, Figure, StageKind};

use super::change::Origin;
use super::occasion::{Fault, Occasion};
use super::outcome::{Outcome, Tally};
use super::workspace::Workspace;

/// Makes a plan of statements.
pub(super) struct Planner<'a> {
    pub(super) space: Workspace<'a>,
    pub(super) occasion: &'a Occasion,
    pub(super) tally: Tally,
    pub(super) warnings: Vec<(Origin, Warning)>,
    /// Codes that statements give to projects: none of them is suggested for another.
    pub(super) given_codes: HashSet<String>,
    /// Projects that a statement names by a code.
    pub(super) coded_by_statement: HashSet<i64>,
    /// Codes of projects whose own statement is at fault: what depends on them is not blamed.
    pub(super) broken: HashSet<String>,
    /// How the targets of projects stand, of those that were asked for.
    pub(super) standings: HashMap<i64, Standing>,
    /// Of each target and day of decision, the row that spoke of it.
    pub(super) claims: HashMap<(i64, Day), Origin>,
    /// Figures of stages that statements add, by their numbers.
    pub(super) figures: HashMap<i64, Vec<Figure>>,
    /// Baselines that statements declare.
    pub(super) baselines: Vec<StatedBaseline>,
    /// How many revisions of each target the statements make.
    pub(super) revisions_said: HashMap<i64, i64>,
    /// Projects and stages that statements speak of.
    pub(super) spoken_of: Spoken,
    pub(super) origins: Vec<Origin>,
    pub(super) excluded: &'a HashSet<Origin>,
    pub(super) outcomes: Vec<Outcome>,
    pub(super) faults: Vec<(usize, Fault)>,
    /// Where a statement is at fault already: the others there are not taken, either.
    pub(super) faulted: HashSet<Origin>,
}

/// The targets of a project that are not met, nor carried on by a later one.
#[derive(Default)]
pub(super) struct Standing {
    /// Those that are not given up either.
    pub(super) unmet: HashSet<i64>,
    /// Those that are given up because their project is, and not by a decision of their own.
    pub(super) given_up_with_project: HashSet<i64>,
}

/// Projects and stages that statements speak of.
#[derive(Default)]
pub(super) struct Spoken {
    pub(super) projects: HashSet<i64>,
    pub(super) stages: HashSet<i64>,
    /// What a statement says of a project: number and column, the value, and where it stands.
    pub(super) facts: HashMap<(i64, &'static str), (String, Origin)>,
    /// The kind that a statement gives a stage.
    pub(super) kinds: HashMap<i64, (StageKind, Origin)>,
    /// New stages of which a share is spoken.
    pub(super) shares: HashSet<i64>,
    /// New stages that a sheet names: milestones, unless a share of them is spoken of.
    pub(super) named: HashSet<i64>,
}

/// A baseline that a statement declares.
pub(super) struct StatedBaseline {
    pub(super) origin: Origin,
    pub(super) target: i64,
    pub(super) stage: i64,
    /// The day of the plan's start.
    pub(super) day: Day,
    pub(super) declared: DeclaredBaseline,
}

impl Planner<'_> {
    /// The statements whose origin is not at fault so far.
    pub(super) fn left<'s, T>(&self, all: &[(usize, &'s T)]) -> Vec<(usize, &'s T)> {
        let left = all.iter().filter(|(at, _)| {
            let origin = self.origin(*at);
            origin == Origin::default() || !self.faulted.contains(&origin)
        });
        left.copied().collect()
    }

    /// Where a statement stands.
    pub(super) fn origin(&self, at: usize) -> Origin {
        self.origins.get(at).copied().unwrap_or_default()
    }

    /// A statement cannot be taken.
    pub(super) fn fault(&mut self, at: usize, field: &'static str, problem: impl Into<Refusal>) {
        let origin = self.origin(at);
        self.faulted.insert(origin);
        self.faults.push((
            at,
            Fault {
                origin,
                field,
                problem: problem.into(),
            },
        ));
    }

    /// What becomes of a statement.
    pub(super) fn done(&mut self, at: usize, outcome: Outcome) {
        if let Some(there) = self.outcomes.get_mut(at) {
            *there = outcome;
        }
    }

    /// The day of a statement, which has come.
    pub(super) fn day(&self, day: Option<Day>) -> Result<Day, Refusal> {
        let day = day.unwrap_or(self.occasion.as_of);
        let today = self.occasion.today;
        if day <= today {
            return Ok(day);
        }
        let problem = ValueProblem::FutureDay { today };
        Err(Refusal::value(Field::Date, day.to_string(), problem))
    }
}
