//! Judgement: a pure function of plain values and a day.
//!
//! The numbered rules are the decision table of the README's "How a verdict comes about"; `show`
//! prints the same numbers.
//!
//! Where the rules leave something open, this is what is done:
//! - A cancelled project or dropped target beats a suspended one.
//! - A forecast beyond the year 9999 is none.
//! - A due day given anew after it was taken away is no further move.
//! - A plan is another than that of the target's own first revision, not than that of a target
//!   which it carries on.
//!
//! What stages with weights say about the whole works, and what is left open there, stands in
//! [`RollUp`]'s file.

mod backtest;
mod baseline;
mod bounded;
mod case;
mod ending;
mod flags;
mod forecast;
mod judge;
mod others;
mod plan;
mod portfolio;
mod progress;
mod ratio;
mod rest;
mod rollup;
mod run;
mod schedule;
mod silence;
mod smallest_change;
mod stale;
mod status;
mod turn;
mod verdict;

pub use backtest::{Trial, TrialPoint};
pub use baseline::{Baseline, BaselineKind, baseline_day, find_baseline, first_day, plan_start};
pub use bounded::Bounded;
pub use case::{Case, OtherFigure, Rest};
pub use ending::Ending;
pub use forecast::{Finish, Forecast};
pub use judge::judge;
pub use plan::Plan;
pub use portfolio::{Assessment, Judged, Slip, assess};
pub use progress::{Nudge, Progress};
pub use ratio::Ratio;
pub use rollup::{Derived, RollUp, Share, weights};
pub use silence::Silence;
pub use smallest_change::SmallestChange;
pub use stale::StaleLimit;
pub use status::{Flag, Lamp, Reason, Status};
pub use turn::ChangeKind;
pub use verdict::Verdict;
