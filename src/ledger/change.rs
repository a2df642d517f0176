//! What can be said to the record: plain statements, whoever makes them and in whichever form.

#![expect(missing_docs, reason = "most names say what they are")]

use crate::model::{
    Alias, Amount, Commitment, DateWays, Day, DeclaredBaseline, Given, KeptText, Percent,
    PeriodName, PlanPoint, ProjectFactsEdit, Remark, SettingKey, StageFactsEdit, State,
    TargetState,
};

use super::mention::{ProjectMention, StageMention};

/// Where a statement stands: the file's place among those given, and its row as a spreadsheet
/// counts (the header is row 1), or the line of standard input. A command's own is the default.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Origin {
    /// 0, 1, .. in the order in which the files were named.
    pub file: usize,
    /// 1, 2, ..
    pub row: u64,
}

/// A statement and where it stands. Those of one origin are taken together, or none of them.
#[derive(Clone, Debug)]
pub struct Stated {
    /// Where it stands.
    pub origin: Origin,
    /// What it says.
    pub change: Change,
}

/// One statement.
#[derive(Clone, Debug)]
pub enum Change {
    /// A setting has this value.
    Setting(SettingChange),
    /// A column of sheets has this meaning.
    Mapping(MappingChange),
    /// A project has these facts.
    Project(Box<ProjectChange>),
    /// A project is in this state from a day on.
    State(StateChange),
    /// A stage has these facts.
    Stage(Box<StageChange>),
    /// A stage is to reach this.
    Target(Box<TargetChange>),
    /// A stage stood at this on a day.
    Reading(Box<ReadingChange>),
}

/// Whether a project or a stage must be new.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Novelty {
    /// It is added; there must be none, nor one whose name is like its own.
    Added,
    /// It is added; there must be none.
    SurelyAdded,
    /// It is edited where there is one, else added if its mention allows it.
    Either,
}

/// A setting and its value.
#[derive(Clone, Debug)]
pub struct SettingChange {
    pub key: SettingKey,
    /// As written; empty: the default again.
    pub value: String,
}

/// What a column of sheets means.
#[derive(Clone, Debug)]
pub struct MappingChange {
    /// Its name, as it is compared.
    pub column: String,
    /// A field, `keep` or `-`.
    pub field: String,
}

/// Facts of a project. What is absent stays as it is.
#[derive(Clone, Debug)]
pub struct ProjectChange {
    /// The project; of one to be [added](Novelty::Added), [`ProjectMention::Named`].
    pub project: ProjectMention,
    /// Whether it must be new.
    pub novelty: Novelty,
    /// What is said of its facts; a code is a new one.
    pub facts: ProjectFactsEdit,
    pub aliases: AliasChange,
    /// Texts under names of the office's own; an empty one takes away what is kept.
    pub texts: Vec<KeptText>,
    /// The day of the sheet that says so, if it gives one.
    pub said_on: Option<Day>,
    pub reason: Option<String>,
}

impl ProjectChange {
    /// Says nothing yet of the project.
    pub fn of(project: ProjectMention, novelty: Novelty) -> ProjectChange {
        ProjectChange {
            project,
            novelty,
            facts: ProjectFactsEdit::default(),
            aliases: AliasChange::None,
            texts: Vec::new(),
            said_on: None,
            reason: None,
        }
    }
}

/// What is said of a project's other names.
#[derive(Clone, Debug, Default)]
pub enum AliasChange {
    #[default]
    None,
    /// These, and no others.
    Set(Vec<Alias>),
    /// Some more, and some no longer.
    Edit {
        /// Names it is also called by, for certain.
        add: Vec<String>,
        /// Names it is no longer called by.
        drop: Vec<String>,
    },
}

/// A state of a project.
#[derive(Clone, Debug)]
pub struct StateChange {
    pub project: ProjectMention,
    pub state: State,
    /// From this day on; `None`: from the day of the command.
    pub decided_on: Option<Day>,
    pub reason: Option<String>,
}

/// Facts of a stage. What is absent stays as it is.
#[derive(Clone, Debug)]
pub struct StageChange {
    pub project: ProjectMention,
    pub stage: StageMention,
    /// Whether it must be new.
    pub novelty: Novelty,
    /// What is said of its facts; a code is a new one.
    pub facts: StageFactsEdit,
    /// Without a kind: a new one is measured. A new one that is [named](StageMention::Named) and of
    /// which no statement says so is a milestone.
    pub is_measured: bool,
    /// The day of the sheet that says so, if it gives one.
    pub said_on: Option<Day>,
    pub reason: Option<String>,
}

impl StageChange {
    /// Says nothing yet of the stage.
    pub fn of(project: ProjectMention, stage: StageMention, novelty: Novelty) -> StageChange {
        StageChange {
            project,
            stage,
            novelty,
            facts: StageFactsEdit::default(),
            is_measured: false,
            said_on: None,
            reason: None,
        }
    }
}

/// What a stage is to reach. What is absent stays as it is; of a new target it is not given.
#[derive(Clone, Debug)]
pub struct TargetChange {
    pub project: ProjectMention,
    pub stage: StageMention,
    /// Which of the stage's targets.
    pub which: WhichTarget,
    pub goal: Goal,
    pub due: Due,
    /// The day from which the words of [`Due::Words`] count, where that is not the day of the command.
    pub read_on: Option<Day>,
    /// How the words of [`Due::Words`] are read where they may be read in two ways, as far as
    /// somebody said so of them.
    pub ways: DateWays,
    /// The deadline's words as printed, where they are not those of [`Due::Words`].
    pub words: Given<String>,
    /// Whether the due day is only the period's end.
    pub is_due_implied: Option<bool>,
    pub commitment: Given<Commitment>,
    /// Its own start.
    pub start: Given<Day>,
    /// Declared for the day before the start, or for a day of its own.
    pub baseline: Given<DeclaredBaseline>,
    /// Points of the plan.
    pub plan_points: Given<Vec<PlanPoint>>,
    /// Whether it is pursued.
    pub state: Option<TargetState>,
    /// The earlier target that it carries on.
    pub carried_from: Given<Earlier>,
    pub reason: Option<String>,
    /// In force from this day on; `None`: from the day of the command.
    pub decided_on: Option<Day>,
}

impl TargetChange {
    /// Says nothing yet of the target that is meant.
    pub fn of(project: ProjectMention, stage: StageMention) -> TargetChange {
        TargetChange {
            project,
            stage,
            which: WhichTarget::default(),
            goal: Goal::Absent,
            due: Due::Absent,
            read_on: None,
            ways: DateWays::default(),
            words: Given::Absent,
            is_due_implied: None,
            commitment: Given::Absent,
            start: Given::Absent,
            baseline: Given::Absent,
            plan_points: Given::Absent,
            state: None,
            carried_from: Given::Absent,
            reason: None,
            decided_on: None,
        }
    }
}

/// What tells which target of a stage is meant.
#[derive(Clone, Debug, Default)]
pub struct WhichTarget {
    /// Its number within the stage.
    pub number: Option<i64>,
    pub period: Option<PeriodName>,
    /// Its label; `None`: none is given, and any fits.
    pub label: Option<String>,
    /// None that is there: a further one.
    pub is_new: bool,
    /// A row of a sheet: one that says what a target's terms are, or once were, changes nothing.
    pub is_row: bool,
    /// The row is one of a target's history, the first of them 1: it stands beside the others.
    pub revision: Option<u32>,
}

/// What a target is to reach.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Goal {
    /// Nothing is said: of a new one on a milestone, that it is done.
    Absent,
    /// Nothing is said, and it is a target only if the stage is a milestone.
    OfMilestone,
    Percent(Percent),
    /// Done: 100 %.
    Done,
}

/// A deadline as it was stated.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Due {
    /// Nothing is said: it stays, and a new target on a measured stage takes its period's last day.
    Absent,
    /// No date is given: a target on a measured stage takes its period's last day, a milestone is
    /// undated.
    Implied,
    Undated,
    Day(Day),
    Words(String),
}

/// An earlier target of the same stage.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Earlier {
    /// That of this period, with the same label.
    Period(PeriodName),
    /// That of this number.
    Number(i64),
}

/// How far a stage is.
#[derive(Clone, Debug)]
pub struct ReadingChange {
    pub project: ProjectMention,
    pub stage: StageMention,
    pub figure: Figure,
    /// The day it speaks of; `None`: the day of the command.
    pub as_of: Option<Day>,
    pub remark: Remark,
    /// What becomes of a figure that is lower than the one before, or higher than the one after.
    pub lower: Lower,
    /// Without words of its own, those that were said with the same figure stay.
    pub keeps_words: bool,
}

/// A figure as it was stated.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Figure {
    /// Under way, without a figure.
    UnderWay,
    /// Not done, as it was written: of a milestone 0, of another stage no figure.
    NotDone(String),
    /// A percent; `text` is what was written.
    Percent { percent: Percent, text: String },
    /// An amount in the stage's unit, of that total if one was written with it.
    Amount(Amount, Option<Amount>),
    /// So much money, in that unit if one was given.
    Money {
        amount: Amount,
        unit: Option<String>,
    },
    /// A percent and the amount behind it, as a record has both; each may be missing.
    Both {
        percent: Option<Percent>,
        amount: Option<Amount>,
        /// What the amount was given against.
        total: Option<Amount>,
    },
}

/// What becomes of a figure that is lower than the one before, or higher than the one after.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lower {
    /// It is refused.
    Refused,
    /// It is meant so.
    Meant,
    /// It is taken, and is one of the plan's steps.
    Told,
}
