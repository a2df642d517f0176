//! Judgement: a pure function of plain values and a day.
//!
//! The numbered rules are the decision table of the README's "How a verdict comes about"; `show`
//! prints the same numbers.
//!
//! Where the rules leave something open, this is what is done:
//! - A suspension counts from the first day of the unbroken run of suspended or cancelled states;
//!   whether the target was then already met or past due is judged by the terms now in force.
//! - A cancelled project or dropped target beats a suspended one.
//! - What was set without a start and a period runs from the day after, and is never future by that.
//! - Neither end of a forecast's range lies before the day after the question, like the forecast
//!   itself; a forecast beyond the year 9999 is none.
//! - Under the gap rule "the due day" is the day of the question, not of the reading.
//! - Moving the due day later, or taking it away, is one slip; moving it earlier is none.
//!
//! What stages with weights say about the whole works, and what is left open there, stands in
//! [`RollUp`]'s file.

mod baseline;
mod case;
mod flags;
mod forecast;
mod judge;
mod plan;
mod portfolio;
mod progress;
mod ratio;
mod rollup;
mod schedule;
mod stale;
mod status;
mod verdict;

pub use baseline::{Baseline, BaselineKind, baseline_day};
pub use case::{Case, OtherFigure, Rest};
pub use forecast::Forecast;
pub use judge::judge;
pub use plan::Plan;
pub use portfolio::{Assessment, Judged, Slip, assess};
pub use progress::{Nudge, Progress};
pub use ratio::Ratio;
pub use rollup::{Derived, RollUp, Share, weights};
pub use stale::StaleLimit;
pub use status::{Flag, Lamp, Reason, Status};
pub use verdict::Verdict;
