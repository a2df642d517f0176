//! From a report to bytes: one small file a format, and into the file that `-o` names. Nothing else
//! writes to a terminal, but for the error that a command ends with.

mod backtest;
mod bonds;
mod brief;
mod chat;
mod csv;
mod demo;
mod docx;
mod file;
mod file_names;
mod findings;
mod form;
mod format;
mod grid;
mod help;
mod html;
mod ics;
mod json;
mod log;
mod markdown;
mod output;
mod page;
mod pager;
mod reminder;
mod report_workbook;
mod settings;
mod show;
mod table;
mod widths;
mod wrap;
mod xlsx;

pub use self::backtest::{backtest, backtest_json};
pub use self::csv::csv;
pub use self::demo::demo_headings;
pub use self::file::{check_file, check_name, write_file};
pub use self::file_names::file_names;
pub use self::findings::{FindingsFormat, findings};
pub use self::form::form;
pub use self::format::{BYTE_ORDER_MARK, FORMATS, Format, TABLE};
pub use self::help::{HelpPart, help};
pub use self::json::{
    json, list_json, log_json, settings_json, show_json, untargeted_json, verified_json,
};
pub use self::log::log;
pub use self::output::Output;
pub use self::page::{Page, Reader};
pub use self::pager::Pager;
pub use self::reminder::{ReminderFormat, Told, is_reminder};
pub use self::settings::settings;
pub use self::show::show;
pub use self::table::{list, report, untargeted, usual_columns};
