//! The program as people meet it: the real binary in a sealed sandbox, one file a command.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod account;
mod add;
mod architecture;
mod arguments;
mod backdated;
mod backtest;
mod bad_input;
mod cases;
mod chat;
mod check;
mod check_cron;
mod check_new;
mod completions;
mod config;
mod demo;
mod edges;
mod edit;
mod export;
mod first_guesses;
mod fiscal;
mod form;
mod help;
mod hints;
mod import;
mod import_asked;
mod import_bad;
mod import_codes;
mod import_columns;
mod import_contents;
mod import_flat;
mod import_flat_again;
mod import_flat_bad;
mod import_flat_names;
mod import_goals;
mod import_layouts;
mod import_merged;
mod import_money;
mod import_newer;
mod import_outline;
mod import_plan;
mod import_prose;
mod import_rows;
mod import_unnamed;
mod import_weights;
mod import_whole;
mod import_words;
mod init;
mod injection;
mod languages;
mod layout;
mod list;
mod log;
mod meetings;
mod merge;
mod module_circles;
mod office;
mod output;
mod page;
mod pager;
mod paper_injection;
mod papers;
mod periods;
mod reminders;
mod report;
mod report_workbook;
mod retract;
mod roll;
mod rollup;
mod safety;
mod same_words;
mod sandbox;
mod sessions;
mod show;
mod silent;
mod since;
mod slashed_names;
mod slips;
mod smallest_change;
mod target;
mod target_terms;
#[cfg(target_os = "linux")]
mod terminal;
mod transcript;
mod trend;

mod update;
mod update_lines;
mod uses;
mod verify;
mod which_target;
mod workbooks;
