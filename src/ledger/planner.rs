use std::collections::{HashMap, HashSet};

use crate::messages::{Error, Field, Refusal, ValueProblem, Warning};
use crate::model::{DateRules, Day, DeclaredBaseline, Figure, StageKind};

use super::change::Origin;
use super::find::{Lookalikes, Twins};
use super::occasion::{Fault, Occasion};
use super::outcome::{CountsByKind, Outcome};
use super::reread::Reread;
use super::workspace::Workspace;

/// What becomes of a statement, or of a part of it.
pub(super) type Taken<T> = Result<T, NotTaken>;

/// Why a statement cannot be taken.
pub(super) enum NotTaken {
    /// The field at fault, and what is wrong with it.
    Refused(&'static str, Refusal),
    /// The store failed, so that nothing can be taken.
    Failed(Error),
}

impl From<Error> for NotTaken {
    fn from(error: Error) -> NotTaken {
        NotTaken::Failed(error)
    }
}

impl From<(&'static str, Refusal)> for NotTaken {
    fn from((field, refusal): (&'static str, Refusal)) -> NotTaken {
        NotTaken::Refused(field, refusal)
    }
}

/// Refuses a statement for one of its fields.
pub(super) fn refuse<T>(field: &'static str, refusal: Refusal) -> Taken<T> {
    Err(NotTaken::Refused(field, refusal))
}

/// Makes a plan of statements.
pub(super) struct Planner<'a> {
    pub(super) space: Workspace<'a>,
    pub(super) occasion: &'a Occasion,
    pub(super) counts: CountsByKind,
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
    pub(super) revision_counts: HashMap<i64, i64>,
    /// Projects and stages that statements speak of.
    pub(super) projects_stated: HashSet<i64>,
    pub(super) stages_stated: HashSet<i64>,
    /// What a statement says of a project or stage: number and column, the value, and where it
    /// stands. No column is one of both.
    first_stated: HashMap<(i64, &'static str), (String, Origin)>,
    /// New stages that a sheet names, by project and stage, and of which no statement gives the
    /// kind: milestones, unless a share of them is spoken of.
    pub(super) supposed_kinds: HashMap<(i64, i64), StageKind>,
    /// The texts that statements give to projects, by number and name.
    pub(super) texts_stated: HashMap<(i64, String), Vec<String>>,
    /// Which files were read before.
    pub(super) reread: Reread,
    origins: Vec<Origin>,
    excluded: &'a HashSet<Origin>,
    pub(super) outcomes: Vec<Outcome>,
    /// Of sheets, what is told by name, but for facts.
    pub(super) steps: Vec<Outcome>,
    /// How many new figures each project has.
    pub(super) figure_counts: HashMap<i64, usize>,
    /// What recorded projects are called, once it was asked for.
    pub(super) likenesses: Option<Lookalikes>,
    /// Projects that sheets make.
    pub(super) made: Twins,
    /// Names of which it is asked whether they are new.
    pub(super) asked_names: Twins,
    pub(super) faults: Vec<(usize, Fault)>,
    /// Where a statement is at fault already: the others there are not taken, either.
    faulted: HashSet<Origin>,
}

/// The targets of a project that are not met, nor carried on by a later one.
#[derive(Default)]
pub(super) struct Standing {
    /// Those that are not given up either.
    pub(super) unmet: HashSet<i64>,
    /// Those that are given up because their project is, and not by a decision of their own.
    pub(super) given_up_with_project: HashSet<i64>,
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

impl<'a> Planner<'a> {
    pub(super) fn new(
        space: Workspace<'a>,
        occasion: &'a Occasion,
        origins: Vec<Origin>,
        excluded: &'a HashSet<Origin>,
    ) -> Planner<'a> {
        Planner {
            space,
            occasion,
            counts: CountsByKind::default(),
            warnings: Vec::new(),
            given_codes: HashSet::new(),
            coded_by_statement: HashSet::new(),
            broken: HashSet::new(),
            standings: HashMap::new(),
            claims: HashMap::new(),
            figures: HashMap::new(),
            baselines: Vec::new(),
            revision_counts: HashMap::new(),
            projects_stated: HashSet::new(),
            stages_stated: HashSet::new(),
            first_stated: HashMap::new(),
            supposed_kinds: HashMap::new(),
            texts_stated: HashMap::new(),
            outcomes: vec![Outcome::None; if occasion.is_typed { origins.len() } else { 0 }],
            steps: Vec::new(),
            figure_counts: HashMap::new(),
            likenesses: None,
            made: Twins::default(),
            asked_names: Twins::default(),
            reread: Reread::default(),
            origins,
            excluded,
            faults: Vec::new(),
            faulted: HashSet::new(),
        }
    }

    /// Whether a statement is not left out, nor one at fault beside it.
    pub(super) fn is_left(&self, at: usize) -> bool {
        let origin = self.origin(at);
        let is_faulted = origin != Origin::default() && self.faulted.contains(&origin);
        !is_faulted && !self.excluded.contains(&origin)
    }

    /// Where a statement stands.
    pub(super) fn origin(&self, at: usize) -> Origin {
        self.origins.get(at).copied().unwrap_or_default()
    }

    pub(super) fn warn(&mut self, at: usize, warning: Warning) {
        self.warnings.push((self.origin(at), warning));
    }

    /// A statement cannot be taken.
    pub(super) fn fault(&mut self, at: usize, field: &'static str, problem: Refusal) {
        let origin = self.origin(at);
        self.faulted.insert(origin);
        let fault = Fault {
            origin,
            field,
            problem,
        };
        self.faults.push((at, fault));
    }

    /// What was taken of a statement; `None`: it is at fault, which is kept in mind.
    pub(super) fn noted<T>(&mut self, at: usize, taken: Taken<T>) -> Result<Option<T>, Error> {
        match taken {
            Ok(taken) => Ok(Some(taken)),
            Err(NotTaken::Refused(field, problem)) => {
                self.fault(at, field, problem);
                Ok(None)
            }
            Err(NotTaken::Failed(error)) => Err(error),
        }
    }

    /// What becomes of a statement.
    pub(super) fn done(&mut self, at: usize, outcome: Outcome) {
        if let Some(there) = self.outcomes.get_mut(at) {
            *there = outcome;
        } else if self.is_told(&outcome) {
            self.steps.push(outcome);
        }
    }

    /// Whether what becomes of a row is told by name: it changes what was there. Facts are compared at
    /// last, when all was said of them.
    fn is_told(&self, outcome: &Outcome) -> bool {
        let is_known = |project| {
            let held = self.space.at_hand(project);
            held.is_some_and(|held| held.before.is_some())
        };
        match outcome {
            // A lower figure is told where it is found.
            Outcome::None
            | Outcome::Project { .. }
            | Outcome::Stage { .. }
            | Outcome::Reading { .. } => false,
            Outcome::Setting { old, new, .. } => old != new,
            Outcome::State { id, change } => change.is_some() && is_known(*id),
            Outcome::Target {
                project,
                target,
                before,
                after,
                ..
            } => match before {
                None => is_known(*project),
                Some(before) => before.terms != after.terms && !self.space.is_new_target(*target),
            },
        }
    }

    /// Statements of one project or stage must not contradict each other.
    pub(super) fn check_same(
        &mut self,
        at: usize,
        id: i64,
        column: &'static str,
        value: &str,
    ) -> Taken<()> {
        let origin = self.origin(at);
        let first = self.first_stated.entry((id, column));
        let (stated, first) = first.or_insert_with(|| (value.to_owned(), origin));
        if stated == value {
            return Ok(());
        }
        let problem = Refusal::Differs {
            first: self.occasion.row(*first),
            value: stated.clone(),
        };
        refuse(column, problem)
    }

    /// The day of a statement, which has come.
    pub(super) fn day(&self, field: &'static str, day: Option<Day>) -> Taken<Day> {
        let day = day.unwrap_or(self.occasion.as_of);
        let today = self.occasion.today;
        if day <= today {
            return Ok(day);
        }
        let problem = ValueProblem::FutureDay { today };
        refuse(field, Refusal::value(Field::Date, day.to_string(), problem))
    }

    /// `CODE/STAGE`, of a project at hand.
    pub(super) fn stage_path(&self, project: i64, stage: i64) -> String {
        let held = self.space.at_hand(project);
        let path = held.and_then(|held| Some(held.project.stage_path(held.stage(stage)?)));
        path.unwrap_or_default()
    }

    pub(super) fn date_rules(&self) -> DateRules {
        DateRules::of(&self.space.settings, self.occasion.as_of)
    }
}
