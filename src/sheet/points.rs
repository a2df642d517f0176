//! Cells in which days and percents stand together.

use crate::ledger::{Writing, read_percent};
use crate::messages::ValueProblem;
use crate::model::{DateOrder, DeclaredBaseline, PlanPoint, read_date};

/// `DAY:PERCENT`
pub(super) fn baseline(
    text: &str,
    order: Option<DateOrder>,
) -> Result<DeclaredBaseline, ValueProblem> {
    let (on, percent) = text
        .rsplit_once([':', '：'])
        .ok_or(ValueProblem::PlanPoints)?;
    Ok(DeclaredBaseline {
        percent: read_percent(percent, Writing::TYPED)?,
        on: Some(read_date(on, order).map_err(ValueProblem::Date)?),
    })
}

/// `DAY:PERCENT DAY:PERCENT …`, days increasing, percents not decreasing.
pub(super) fn plan_points(
    text: &str,
    order: Option<DateOrder>,
) -> Result<Vec<PlanPoint>, ValueProblem> {
    let point = |point: &str| -> Result<PlanPoint, ValueProblem> {
        let (on, percent) = point
            .rsplit_once([':', '：'])
            .ok_or(ValueProblem::PlanPoints)?;
        Ok(PlanPoint {
            on: read_date(on, order).map_err(ValueProblem::Date)?,
            percent: read_percent(percent, Writing::TYPED)?,
        })
    };
    let points: Vec<PlanPoint> = text
        .split_whitespace()
        .map(point)
        .collect::<Result<_, ValueProblem>>()?;
    let rises = (points.iter().zip(points.iter().skip(1)))
        .all(|(a, b)| a.on < b.on && a.percent <= b.percent);
    rises.then_some(points).ok_or(ValueProblem::PlanPoints)
}
