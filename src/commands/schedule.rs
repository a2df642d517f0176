//! How a target is to be reached: its first day, where it starts, and points on the way.

use crate::context::Context;
use crate::ledger::{ProjectMention, StageMention, TargetChange};
use crate::messages::{Error, Field, ValueProblem};
use crate::model::{DeclaredBaseline, Given, PlanPoint};

use super::help::arguments;
use super::words;

arguments! {
    Schedule
    en "How a target is to be reached"
    zh "目标的计划进度"
    in PLAN {
        #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
        start: Option<String> = {
            en "The first day it runs (default: that of the period, else the day after it is set)"
            zh "起始日（默认为期间首日，否则为设定次日）"
        }
        #[arg(long, value_name = "[DATE:]PERCENT", allow_hyphen_values = true)]
        from: Option<String> = {
            en "Where the plan starts: on the day before the start, or at the end of DATE"
            zh "起点进度：起始日前一日，或所给日期当日"
        }
        #[arg(long, value_name = "DATE:PERCENT", allow_hyphen_values = true)]
        via: Vec<String> = {
            en "A point of the plan; may be repeated. `none` for no points"
            zh "计划节点，可重复；“无”为不设"
        }
    }
}

impl Schedule {
    /// Whether nothing is said of it.
    pub(super) fn is_empty(&self) -> bool {
        self.start.is_none() && self.from.is_none() && self.via.is_empty()
    }

    /// A change of a target that says this much and nothing else.
    ///
    /// # Errors
    /// [`ValueProblem::Date`], [`ValueProblem::Start`], [`ValueProblem::PlanPoint`] or
    /// [`ValueProblem::Fraction`].
    pub(super) fn change(
        &self,
        project: ProjectMention,
        stage: StageMention,
        context: &Context,
    ) -> Result<TargetChange, Error> {
        let start = words::day(self.start.as_deref(), context)?;
        let baseline = self.from.as_deref().map(|text| from(text, context));
        let plan_points = via(&self.via, context)?;
        Ok(TargetChange {
            start: start.map_or(Given::Absent, Given::Value),
            baseline: baseline.transpose()?.map_or(Given::Absent, Given::Value),
            plan_points: plan_points.map_or(Given::Absent, Given::Value),
            ..TargetChange::of(project, stage)
        })
    }
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
