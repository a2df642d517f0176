//! Every sentence, English and Chinese side by side. A missing translation does not compile.

mod arithmetic;
mod check;
mod config;
mod dates;
mod edited;
mod explain;
mod figures;
mod history;
mod import;
mod names;
mod phrases;
mod recorded;
mod report;
mod rollup;
mod show;
mod taken_back;
mod terms;
mod verdict;

pub use config::{setting_about, setting_headers, setting_said, setting_value};
pub use edited::{edited, target_set};
pub use explain::explain;
pub use history::entry;
pub use import::said;
pub use names::project_name;
pub use phrases::plain;
pub use recorded::recorded;
pub use report::{demo_headings, group_name};
pub use show::{no_stages, project_heading, stage_heading, stage_readings, state_line};
pub use taken_back::taken_back;
