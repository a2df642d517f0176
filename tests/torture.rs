//! The store under fire, through the real binary: contention, kills at any instant, damaged files,
//! and hostile surroundings.
//!
//! `cargo test` runs it at a small size. At full size, with the figures of the README:
//!
//! ```sh
//! PROJECT_TORTURE=full cargo test --test torture -- --nocapture --test-threads 1
//! ```
//!
//! Killing an upgrade waits for a second schema version: until then no released program makes a
//! store that could be upgraded.
#![cfg(unix)]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

#[path = "torture/contention.rs"]
mod contention;
#[path = "torture/damage.rs"]
mod damage;
#[path = "torture/field.rs"]
mod field;
#[path = "torture/kills.rs"]
mod kills;
#[path = "cli/sandbox.rs"]
#[allow(dead_code)]
mod sandbox;
#[path = "torture/surroundings.rs"]
mod surroundings;
