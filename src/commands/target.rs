use std::cell::OnceCell;

use clap::Args;
use clap_complete::ArgValueCompleter;

use crate::context::Context;
use crate::ledger::{Change, Due, StageMention, TargetChange, WhichTarget, mentions};
use crate::messages::{Error, Field, ValueProblem};
use crate::model::{Commitment, DeclaredBaseline, Given, PlanPoint, TargetState};

use super::recording::{record, tell};
use super::{completions, words};

/// Set what a stage is to reach by when, or revise it: the old terms are kept
///
/// The target of that number is revised, else the stage's only unmet one that fits --period and
/// --label; of several, the one with that due day, else the one without a label. If none fits, a new
/// one is set, in the half-year of its due day. When revising, what is not given stays. A new target
/// without a percent is 100, on a milestone done; without --by it is due on the last day of its
/// period, and a milestone is undated.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The project and the stage, as `jinhui/main-structure`; #2 behind it is its second target
    #[arg(value_name = "CODE[/STAGE[#N]]", add = ArgValueCompleter::new(completions::codes))]
    place: String,
    /// The percent to reach, or `done` [default: what it is; 100 or done where the target is new]
    #[arg(value_name = "PERCENT|done", allow_negative_numbers = true)]
    percent: Option<String>,
    /// The deadline: 2021-12-31, 2021Q4, `end of november`, 年底前, +30d, 尽早 ..
    #[arg(
        long,
        visible_alias = "due",
        alias = "deadline",
        value_name = "WORDS",
        allow_hyphen_values = true
    )]
    by: Option<String>,
    /// The words of the deadline as printed, where they are not those of --by
    #[arg(long, value_name = "TEXT")]
    words: Option<String>,
    /// The period: 2021, 2021H2, 2021Q4, 2021-11 or DATE..DATE
    #[arg(long, value_name = "P")]
    period: Option<String>,
    /// Tells several targets of one stage and period apart
    #[arg(long, value_name = "L")]
    label: Option<String>,
    /// The first day on which it runs [default: that of the period, else the day after it is set]
    #[arg(long, value_name = "D", allow_hyphen_values = true)]
    start: Option<String>,
    /// Where the plan starts: PERCENT on the day before the start, or DATE:PERCENT at the end of DATE
    #[arg(long, value_name = "[DATE:]PERCENT", allow_hyphen_values = true)]
    from: Option<String>,
    /// A point of the plan; may be given several times. `none`: no points
    #[arg(long, value_name = "DATE:PERCENT", allow_hyphen_values = true)]
    via: Vec<String>,
    /// ensure, strive, expected or push (确保, 力争, 预计, 推动)
    #[arg(long, value_name = "C")]
    commitment: Option<String>,
    /// Why
    #[arg(long, value_name = "R")]
    reason: Option<String>,
    /// The day it was decided on [default: today]
    #[arg(long, value_name = "D", allow_hyphen_values = true)]
    on: Option<String>,
    /// Make the stage, if there is none (a milestone if the target is `done`)
    #[arg(long)]
    new: bool,
    /// Let the target rest
    #[arg(long, conflicts_with_all = ["resume", "drop"])]
    suspend: bool,
    /// Take it up again
    #[arg(long, conflicts_with = "drop")]
    resume: bool,
    /// Give it up
    #[arg(long)]
    drop: bool,
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let command = words::around(&context.command, "target", &arguments.place);
    let change = Change::Target(Box::new(change(arguments, context)?));
    let place = OnceCell::new();
    let recorded = record(context, vec![change], command, &place)?;
    tell(context, &recorded)
}

/// What the arguments say.
fn change(arguments: &Arguments, context: &Context) -> Result<TargetChange, Error> {
    let (project, stage) = mentions(&arguments.place);
    let stage = match stage {
        StageMention::Typed(stage) if arguments.new => StageMention::New(stage),
        stage => stage,
    };
    let start =
        words::day(arguments.start.as_deref(), context)?.map_or(Given::Absent, Given::Value);
    let baseline = match arguments.from.as_deref() {
        None => Given::Absent,
        Some(text) => Given::Value(from(text, context)?),
    };
    let commitment = match arguments.commitment.as_deref() {
        None => Given::Absent,
        Some(text) => Given::Value(Commitment::from_text(text).ok_or_else(|| {
            let choices = Commitment::ALL.map(Commitment::id).to_vec();
            Error::value("--commitment", text, ValueProblem::Choice(choices))
        })?),
    };
    let period = match &arguments.period {
        None => None,
        Some(text) => {
            let refused = |_| Error::value("--period", text, ValueProblem::Period);
            Some(text.parse().map_err(refused)?)
        }
    };
    let label = arguments.label.as_deref().map(words::text).transpose()?;
    Ok(TargetChange {
        which: WhichTarget {
            period,
            label,
            ..WhichTarget::default()
        },
        goal: words::goal(arguments.percent.as_deref())?,
        due: arguments.by.clone().map_or(Due::Absent, Due::Words),
        words: match &arguments.words {
            None => Given::Absent,
            Some(text) => words::fact(Some(text))?,
        },
        commitment,
        start,
        baseline,
        plan_points: via(&arguments.via, context)?.map_or(Given::Absent, Given::Value),
        state: match (arguments.suspend, arguments.resume, arguments.drop) {
            (true, ..) => Some(TargetState::Suspended),
            (_, true, _) => Some(TargetState::Active),
            (.., true) => Some(TargetState::Dropped),
            _ => None,
        },
        reason: words::reason(arguments.reason.as_deref())?,
        decided_on: words::day(arguments.on.as_deref(), context)?,
        ..TargetChange::of(project, stage)
    })
}

/// `PERCENT`, or `DATE:PERCENT`.
fn from(text: &str, context: &Context) -> Result<DeclaredBaseline, Error> {
    let (on, percent) = match text.rsplit_once([':', '：']) {
        None => (None, text),
        Some((day, percent)) => (words::day(Some(day), context)?, percent),
    };
    Ok(DeclaredBaseline {
        percent: words::percent(percent, Field::Named("--from"), text, |_| {
            ValueProblem::Start
        })?,
        on,
    })
}

fn via(texts: &[String], context: &Context) -> Result<Option<Vec<PlanPoint>>, Error> {
    if let [only] = texts
        && matches!(only.trim().to_lowercase().as_str(), "none" | "无")
    {
        return Ok(Some(Vec::new()));
    }
    let mut points: Vec<PlanPoint> = Vec::new();
    for text in texts {
        let refused = || Error::value("--via", text, ValueProblem::PlanPoint);
        let (day, percent) = text.rsplit_once([':', '：']).ok_or_else(refused)?;
        let point = PlanPoint {
            on: words::day(Some(day), context)?.ok_or_else(refused)?,
            percent: words::percent(percent, Field::Named("--via"), text, |_| {
                ValueProblem::PlanPoint
            })?,
        };
        let rises = points
            .last()
            .is_none_or(|last| last.on < point.on && last.percent <= point.percent);
        if !rises {
            return Err(refused());
        }
        points.push(point);
    }
    Ok((!points.is_empty()).then_some(points))
}
