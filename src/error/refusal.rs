//! What was typed and cannot be done.

use crate::messages::RetractProblem;
use crate::model::{Amount, CodeError, DateError, Day, Figure, Percent, PercentError, Period};

/// Why what was typed cannot be done; also said of single rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No project is called so.
    NoSuchProject {
        /// What was asked for.
        query: String,
        /// Codes that look alike, best first.
        nearest: Vec<String>,
    },
    /// No setting is called so.
    NoSuchSetting {
        /// What was asked for.
        query: String,
        /// Keys that look alike, best first.
        nearest: Vec<&'static str>,
    },
    /// Several projects, or stages of one, may be meant.
    Ambiguous {
        /// What was asked for.
        query: String,
        /// Code and name of each.
        matches: Vec<(String, String)>,
    },
    /// A stage that the project does not have.
    NoSuchStage {
        /// The project's code.
        project: String,
        /// What was asked for.
        query: String,
        /// Of those the ones that look alike, best first.
        nearest: Vec<String>,
        /// The stages there are.
        stages: Vec<String>,
    },
    /// Several stages may be meant, or there is none.
    WhichStage {
        /// The project's code.
        project: String,
        /// The stages there are, each with its last figure.
        stages: Vec<StageChoice>,
        /// The command to type, before the place and after it.
        command: [String; 2],
    },
    /// No code where a project or a stage is to be named.
    NoCode,
    /// Not a figure.
    Figure {
        /// What was typed.
        text: String,
        /// What is wrong with it.
        problem: PercentError,
    },
    /// A figure below 1 without a sign: a share, or less than one percent?
    Fraction {
        /// What was typed.
        text: String,
        /// As a percent below one.
        small: Percent,
        /// As a share of one.
        share: Percent,
    },
    /// A figure between 0 and 100 on a milestone.
    PartOfMilestone {
        /// `CODE/STAGE`.
        place: String,
        /// The figure.
        percent: Percent,
    },
    /// `not yet` on a stage that is measured.
    NoShare {
        /// `CODE/STAGE`.
        place: String,
        /// What was typed.
        text: String,
    },
    /// Lower than the figure before.
    Lower {
        /// `CODE/STAGE`.
        place: String,
        /// The figure.
        percent: Percent,
        /// The one before.
        before: Percent,
        /// Its day.
        on: Day,
        /// The entry that recorded that one and nothing else.
        entry: Option<i64>,
    },
    /// Not a day.
    Day {
        /// What was typed.
        text: String,
        /// What is wrong with it.
        problem: DateError,
    },
    /// A day after the day of the command.
    FutureDay {
        /// The day.
        day: Day,
        /// The day of the command.
        as_of: Day,
    },
    /// An amount on a stage that has no total.
    NoTotal {
        /// `CODE/STAGE`.
        place: String,
    },
    /// A total that is not the stage's.
    OtherTotal {
        /// `CODE/STAGE`.
        place: String,
        /// The stage's.
        total: Amount,
        /// The one typed.
        typed: Amount,
    },
    /// More than the stage's total.
    OverTotal {
        /// The amount.
        amount: Amount,
        /// The stage's total.
        total: Amount,
    },
    /// Not an amount.
    Amount(String),
    /// No figure at all.
    NoFigure,
    /// A figure and an amount at once.
    FigureAndAmount,
    /// Control or direction marks in a text.
    Unseen(String),
    /// A line of standard input that is no update.
    Line(String),
    /// A second figure for a stage and day in the same input.
    SameDay {
        /// `CODE/STAGE`.
        place: String,
        /// The day.
        on: Day,
        /// The line of the first one.
        line: u64,
    },
    /// A figure or an amount among the arguments, while they come from standard input.
    FigureBesideInput(String),
    /// An entry that cannot be taken back.
    Retract(RetractProblem),
    /// A target that cannot be set so.
    Target(TargetProblem),
    /// A project or stage that cannot be added or edited so.
    Facts(FactsProblem),
}

/// A stage that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageChoice {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its English name.
    pub name_en: Option<String>,
    /// Its last figure.
    pub figure: Option<(Percent, Day)>,
}

/// What tells one target of a stage from the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneTarget {
    /// Its number within the stage.
    pub number: i64,
    /// Its period.
    pub period: Option<Period>,
    /// Its label; may be empty.
    pub label: String,
    /// Its due day.
    pub due: Option<Day>,
}

/// Why a target cannot be set so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TargetProblem {
    /// Not a percent to reach.
    Percent {
        /// What was typed.
        text: String,
        /// What is wrong with it.
        problem: PercentError,
    },
    /// A target of 0 %.
    Zero,
    /// A target on a milestone that is not 100 %.
    Milestone,
    /// Several unmet targets may be meant.
    Several {
        /// `CODE/STAGE`.
        place: String,
        /// Each of them.
        targets: Vec<OneTarget>,
    },
    /// No target of the stage has that number.
    NoNumber {
        /// `CODE/STAGE`.
        place: String,
        /// What was asked for.
        number: i64,
        /// The numbers there are.
        numbers: Vec<i64>,
    },
    /// Words of a deadline that cannot be read.
    Deadline {
        /// The words.
        words: String,
        /// What is wrong with them.
        problem: DateError,
    },
    /// Not a period.
    Period(String),
    /// Not `PERCENT` or `DATE:PERCENT`.
    From(String),
    /// Not `DATE:PERCENT`, or out of order.
    Via(String),
    /// A point that does not lie between the start of the plan and the due day.
    ViaOutside {
        /// The point's day.
        on: Day,
        /// The plan's day 0.
        start: Day,
        /// The due day.
        due: Option<Day>,
    },
    /// A start without a percent, where only later figures say how far the stage is.
    StartWithoutPercent {
        /// `CODE/STAGE`.
        place: String,
        /// The day of which the percent is asked.
        on: Day,
        /// The first figure.
        first: Figure,
    },
    /// None of the commitment words.
    Commitment(String),
    /// A stage that does not exist, without `--new`.
    NewStage {
        /// `CODE/STAGE` as typed.
        place: String,
        /// Of the stages those that look alike, best first.
        nearest: Vec<String>,
        /// The stages there are.
        stages: Vec<String>,
    },
    /// Suspending, resuming or dropping a target that does not exist.
    NoTarget(String),
}

/// Why a project or stage cannot be added or edited so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactsProblem {
    /// There is one of that code or name.
    Exists {
        /// Its code.
        code: String,
        /// Its name.
        name: String,
    },
    /// There is one whose name is like the new one's.
    Alike {
        /// Its code.
        code: String,
        /// Its name.
        name: String,
        /// The new name.
        new: String,
    },
    /// Not a code.
    Code {
        /// What was typed.
        text: String,
        /// What is wrong with it.
        problem: CodeError,
    },
    /// No name.
    NoName,
    /// An option that only stages have.
    OnlyStages(&'static str),
    /// An option that only projects have.
    OnlyProjects(&'static str),
    /// Not a weight.
    Weight(String),
    /// A weight for the whole works.
    WeightOfWhole,
    /// Weights that sum to more than 100 %.
    Weights {
        /// What they would sum to, in hundredths of a percent.
        sum: i64,
    },
    /// Not a number.
    Number {
        /// The option.
        name: &'static str,
        /// What was typed.
        text: String,
    },
    /// Not a place among the stages.
    Order(String),
    /// None of a fixed list of words.
    Choice {
        /// The option.
        name: &'static str,
        /// What was typed.
        text: String,
        /// The words.
        choices: Vec<&'static str>,
    },
    /// Making a milestone of a stage with a target under 100 %.
    Unfinished {
        /// `CODE/STAGE`.
        place: String,
        /// The target.
        percent: Percent,
    },
    /// Making a milestone of a stage with a figure between 0 and 100.
    PartlyDone {
        /// `CODE/STAGE`.
        place: String,
        /// The figure.
        figure: Figure,
    },
    /// Closing a project with unmet targets.
    Unmet {
        /// The project's code.
        project: String,
        /// `STAGE (PERIOD)` of each.
        targets: Vec<String>,
    },
    /// An alias to take away that the project does not have.
    NoAlias(String),
    /// Nothing to change was named.
    Nothing,
    /// A reason that is empty.
    NoReason,
}
