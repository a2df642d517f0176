//! The program as people meet it: the real binary in a sealed sandbox, one file a command.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod add;
mod arguments;
mod bad_input;
mod check;
mod check_cron;
mod check_new;
mod circles;
mod completions;
mod config;
mod days;
mod demo;
mod edges;
mod edit;
mod export;
mod first_guesses;
mod fiscal;
mod house;
mod import;
mod import_bad;
mod import_flat;
mod import_flat_again;
mod import_flat_bad;
mod import_flat_names;
mod import_weights;
mod import_whole;
mod import_words;
mod init;
mod layout;
mod list;
mod log;
mod output;
mod pager;
mod report;
mod retract;
mod rollup;
mod safety;
mod same_words;
mod sandbox;
mod show;
mod target;
mod target_terms;
mod update;
mod update_lines;
mod verify;
