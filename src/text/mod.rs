//! Every sentence, English and Chinese side by side. A missing translation does not compile.

mod arithmetic;
mod check;
mod config;
mod dates;
mod deadline;
mod edited;
mod error;
mod explain;
mod figures;
mod flat;
mod flaw;
mod format;
mod history;
mod import;
mod names;
mod phrases;
mod record;
mod recorded;
mod refusal;
mod report;
mod rollup;
mod rows;
mod show;
mod taken_back;
mod terms;
mod usage;
mod value;
mod verdict;

pub use check::finding;
pub use config::{setting_about, setting_headers, setting_said, setting_value};
pub use edited::{edited, target_set};
pub use error::error;
pub use explain::explain;
pub use history::entry;
pub use import::said;
pub use names::project_name;
pub use phrases::plain;
pub use recorded::recorded;
pub use report::{
    Cells, as_of_line, carried_over_heading, cells, demo_headings, group_name, headers,
    list_headers, shown_line, summary_lines, without_target_heading, without_target_line,
};
pub use show::{no_stages, project_heading, stage_heading, stage_readings, state_line};
pub use taken_back::taken_back;
pub use usage::usage_error;
pub use verdict::{lamp, status};
