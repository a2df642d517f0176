//! Every sentence, English and Chinese side by side. A missing translation does not compile.

mod check;
mod config;
mod dates;
mod edited;
mod figures;
mod history;
mod import;
mod names;
mod phrases;
mod recorded;
mod taken_back;
mod terms;
mod verdict;

pub use config::{setting_about, setting_headers, setting_said, setting_value};
pub use edited::{edited, target_set};
pub use history::entry;
pub use import::said;
pub use recorded::recorded;
pub use taken_back::taken_back;
