//! A tracker of key projects: percentages of something, dated targets, verdicts that say why.
//!
//! # The life of a command
//!
//! ```text
//! main -> cli -> commands/X -> store -> assess -> report -> render -> exit code
//! ```
//!
//! `cli` turns arguments, clock and environment into a `Context`. A command reads a
//! [`model::Portfolio`] from the [`store`], has it judged by [`assess`], selects and adds up in
//! [`report`], and hands the result to [`render`], which takes every sentence from [`text`].
//! [`exchange`] holds the portable forms, in and out.
//!
//! # The import rule
//!
//! `commands -> {store, assess, report, render, exchange} -> model`; `report -> assess -> model`;
//! `render -> report, assess, text`; `text -> report, assess`; `store -> model`. Nobody imports
//! `cli`, and nobody but `cli` imports `commands`; SQL is only in `store`, sentences only in `text`,
//! and nothing but `render` writes to a terminal, nor `cli` more than the error a command ends with.
//! `error`, `signals` and `beside` are open to all. A test holds this.

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing
    )
)]

pub mod assess;
mod beside;
mod cli;
mod commands;
mod context;
mod error;
pub mod exchange;
pub mod model;
pub mod render;
pub mod report;
mod signals;
pub mod store;
pub mod text;

pub use cli::run;
pub use commands::import_files;
pub use error::{
    BadRow, Error, FormatProblem, RowProblem, RowWarning, StoreProblem, ValueProblem, Warning,
};
