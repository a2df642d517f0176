//! A tracker of key projects: percentages of something, dated targets, verdicts that say why.
//!
//! # Two streets
//!
//! In: `arguments, lines, cells -> sheet -> changes -> ledger -> store`. Whatever wants to change the
//! record becomes a list of [`ledger::Change`] values; the [`ledger`] finds out what each one means,
//! holds every rule of change, and writes rows. Out: `store -> assess -> report -> render`. A
//! command reads a [`model::Portfolio`] from the [`store`], has it judged by [`assess`], selects and
//! adds up in [`report`], and hands the result to [`render`], which takes every sentence from
//! [`messages`]. docs/architecture.md walks one value of each kind through the code.
//!
//! # The import rule
//!
//! `commands -> {sample, sheet, ledger, store, assess, report, render} -> model`; `sheet -> ledger -> {assess,
//! store} -> model`; `render -> report, assess`; `report -> assess`.
//! Nobody imports `cli`, and nobody but `cli` imports `commands`; SQL is only in `store/sqlite`,
//! sentences only in `messages`, and nothing but `render` writes to a terminal, nor `cli` more than the
//! error a command ends with. `messages`, `platform` and `signals` are open to all. A test holds this, and that no
//! files import each other in a circle.

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
mod cli;
mod commands;
mod context;
pub mod ledger;
pub mod messages;
pub mod model;
mod platform;
pub mod render;
pub mod report;
mod sample;
pub mod sheet;
mod signals;
pub mod store;

pub use cli::{manual, run};
pub use messages::{BadRow, Error, Refusal, RowWarning, StoreProblem, ValueProblem, Warning};
