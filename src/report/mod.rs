//! What renderers see: which targets are shown, in which order and groups, and how they add up.

mod contents;
mod edited;
mod finding;
mod findings;
mod rank;
mod recorded;
mod request;
mod row;
pub mod said;
mod select;
mod summary;
mod taken_back;
mod target_set;
mod told;

pub use contents::{Group, GroupKey, Report};
pub use edited::Edited;
pub use finding::Finding;
pub use findings::{Watch, findings};
pub use recorded::Recorded;
pub use request::{Filter, GroupBy, PeriodChoice, Request, SortBy, late};
pub use row::{
    BaselineCell, DerivedCell, Figures, ForecastCell, Number, ReadingCell, Row, SlipCell, outward,
};
pub use summary::{Count, Summary};
pub use taken_back::TakenBack;
pub use target_set::TargetSet;
pub use told::{Memory, notices};
