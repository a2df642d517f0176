//! Cells in which days and percents stand together.

use crate::error::{Refusal, RowProblem};
use crate::ledger::{Writing, read_percent};
use crate::model::{DateOrder, DeclaredBaseline, PlanPoint, read_date};

/// Why a figure cannot be taken, as it is said of a cell.
pub(super) fn figure(refusal: Refusal) -> RowProblem {
    match refusal {
        Refusal::Figure { problem, .. } => RowProblem::Percent(problem),
        refusal => RowProblem::Refused(Box::new(refusal)),
    }
}

/// `DAY:PERCENT`
pub(super) fn baseline(
    text: &str,
    order: Option<DateOrder>,
) -> Result<DeclaredBaseline, RowProblem> {
    let (on, percent) = text
        .rsplit_once([':', '：'])
        .ok_or(RowProblem::PlanPoints)?;
    Ok(DeclaredBaseline {
        percent: read_percent(percent, Writing::TYPED).map_err(figure)?,
        on: Some(read_date(on, order).map_err(RowProblem::Date)?),
    })
}

/// `DAY:PERCENT DAY:PERCENT …`, days increasing, percents not decreasing.
pub(super) fn plan_points(
    text: &str,
    order: Option<DateOrder>,
) -> Result<Vec<PlanPoint>, RowProblem> {
    let point = |point: &str| -> Result<PlanPoint, RowProblem> {
        let (on, percent) = point
            .rsplit_once([':', '：'])
            .ok_or(RowProblem::PlanPoints)?;
        Ok(PlanPoint {
            on: read_date(on, order).map_err(RowProblem::Date)?,
            percent: read_percent(percent, Writing::TYPED).map_err(figure)?,
        })
    };
    let points: Vec<PlanPoint> = text
        .split_whitespace()
        .map(point)
        .collect::<Result<_, RowProblem>>()?;
    let rises = (points.iter().zip(points.iter().skip(1)))
        .all(|(a, b)| a.on < b.on && a.percent <= b.percent);
    rises.then_some(points).ok_or(RowProblem::PlanPoints)
}
