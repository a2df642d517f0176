//! What renderers see: which targets are shown, in which order and groups, and how they add up.

mod answer;
mod arithmetic;
mod axis;
mod brief;
mod columns;
mod contents;
mod counted;
mod curve;
#[cfg(test)]
mod drawn;
mod edited;
mod finding;
mod findings;
mod form;
mod listed;
mod log;
mod memory;
mod merged;
mod names;
mod opening;
mod project_lines;
mod rank;
mod recorded;
mod reminder;
mod request;
mod retracted;
mod rounding;
mod row;
mod select;
mod stands;
mod summary;
mod target_set;
mod terms;
mod timeline;
mod values;
mod why;

pub use axis::{Tick, TickLabel};
pub use brief::{BriefPart, brief};
pub use columns::{Column, remark};
pub use contents::{Group, GroupKey, LeftOutCount, Report};
pub use curve::{Curve, Point};
pub use edited::{added, edited};
pub use finding::{Finding, title as findings_title};
pub use findings::{Watch, findings};
pub use form::Form;
pub use listed::Listed;
pub use log::entry_lines;
pub use memory::{Memory, notices};
pub use merged::merged;
pub use names::{project_name, recorded_stage_name, stage_name};
pub use opening::opening;
pub use project_lines::{project_lines, stage_line};
pub use recorded::Recorded;
pub use reminder::{RemindBy, Reminder, reminders};
pub use request::{Filter, GroupBy, PeriodChoice, Request, SortBy, late};
pub use retracted::{Retracted, several_rows};
pub use row::{
    BaselineCell, DerivedCell, Figures, ForecastCell, Number, ReadingCell, Row, SlipCell, Texts,
};
pub use stands::stage_stands;
pub use summary::{Count, Summary};
pub use target_set::TargetSet;
pub use timeline::{Bar, Span, Timeline, finish};
pub use values::Value;
pub use why::{latest_lines, why};
