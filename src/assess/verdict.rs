//! A status and all that led to it.

use crate::model::{Day, Figure};

use super::baseline::Baseline;
use super::case::{OtherFigure, Rest};
use super::forecast::Forecast;
use super::progress::Progress;
use super::ratio::Ratio;
use super::rollup::Derived;
use super::stale::StaleLimit;
use super::status::{Flag, Reason, Status};

/// A status and all that led to it.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The verdict.
    pub status: Status,
    /// With [`Status::Unknown`].
    pub reason: Option<Reason>,
    /// The rule's number, 1 to 15.
    pub rule: u8,
    /// The day before the target begins.
    pub baseline_day: Day,
    /// The latest comparable figure.
    pub reading: Option<Figure>,
    /// The comparable figure before it.
    pub previous: Option<Figure>,
    /// The latest figure of another stage, with [`Reason::OtherStage`].
    pub other: Option<OtherFigure>,
    /// The baseline, if there is one.
    pub baseline: Option<Baseline>,
    /// The declared baseline gives way to a figure.
    pub is_declared_ignored: bool,
    /// The age at which the figure is stale, where rule 10 was asked.
    pub stale_limit: Option<StaleLimit>,
    /// What decided is older than that: a figure, or that of an unfinished stage that is rolled up.
    pub is_stale: bool,
    /// With rules 12 to 15.
    pub progress: Option<Box<Progress>>,
    /// With rules 12 to 15, and past due where there is a figure later than the baseline.
    pub forecast: Option<Forecast>,
    /// Days to the due day, negative after it; `None` if undated, met or resting.
    pub days_left: Option<i64>,
    /// What the stages say, where the whole works have no figure of their own.
    pub derived: Option<Box<Derived>>,
    /// When it was reached.
    pub met_on: Option<Day>,
    /// The rest, with rule 1.
    pub rest: Option<Rest>,
    /// What stands beside the status.
    pub flags: Vec<Flag>,
}

impl Verdict {
    pub(super) fn set(&mut self, rule: u8, status: Status) {
        (self.rule, self.status) = (rule, status);
    }

    pub(super) fn set_unknown(&mut self, rule: u8, reason: Reason) {
        self.reason = Some(reason);
        self.set(rule, Status::Unknown);
    }

    /// The plan that decided, in thousandths of a percent: with rules 12 to 15.
    pub fn planned(&self) -> Option<Ratio> {
        let own = self.progress.as_ref().map(|progress| progress.planned);
        let derived = self.derived.as_ref().filter(|_| self.rule == 13);
        own.or(derived.and_then(|derived| derived.planned))
    }

    /// Whether a flag stands beside it.
    pub fn has(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }
}
