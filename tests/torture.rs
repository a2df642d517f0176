//! The store under fire, through the real binary: contention, kills and signals at any instant, file
//! calls that fail, full disks, damaged files, files larger than memory, and hostile surroundings.
//!
//! `cargo test` runs it at a small size. At full size, with the figures of the README:
//!
//! ```sh
//! PROJECT_TORTURE=full cargo test --release --features test-clock --lib --test torture -- --nocapture --test-threads 1
//! ```
//!
//! Killing an upgrade is among the unit tests of the store, which can make one of an older version.
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
#[path = "torture/disks.rs"]
mod disks;
#[path = "torture/faults.rs"]
mod faults;
#[path = "torture/field.rs"]
mod field;
#[path = "torture/interrupted.rs"]
mod interrupted;
#[path = "torture/kills.rs"]
mod kills;
#[path = "cli/sandbox.rs"]
#[allow(dead_code)]
mod sandbox;
#[path = "torture/sizes.rs"]
mod sizes;
#[path = "torture/surroundings.rs"]
mod surroundings;
