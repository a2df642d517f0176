//! What a verdict depends on.

use crate::model::{Day, Figure, Series, StageKind, Terms};

use super::rollup::RollUp;

/// Everything a verdict depends on, besides the day and the settings.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    /// Measured or milestone.
    pub kind: StageKind,
    /// The terms in force.
    pub terms: &'a Terms,
    /// The day of the target's first recorded revision.
    pub set_on: Day,
    /// The figures of the target's own stage. Those dated after the day of the question are not
    /// looked at.
    pub figures: &'a dyn Series,
    /// Whether it rests.
    pub rest: Option<Rest>,
    /// The latest figure of another stage, named when the own stage has none.
    pub other: Option<OtherFigure>,
    /// The project's stages rolled up, for a target of the whole works.
    pub rolled_up: Option<&'a RollUp>,
}

/// A target that is not pursued.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rest {
    /// Given up rather than resting.
    pub is_cancelled: bool,
    /// Since this day.
    pub since: Day,
}

/// A figure that must not be compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OtherFigure {
    /// The store's number of its stage.
    pub stage: i64,
    /// The figure.
    pub figure: Figure,
}
