//! The store under fire, through the real binary: contention, kills and signals at any instant,
//! power that fails, file calls that fail, full disks, damaged files, files larger than they may be,
//! and hostile surroundings.
//!
//! `cargo test` runs it at a small size. At full size, with the figures of docs/reliability.md:
//!
//! ```sh
//! PROJECT_TORTURE=full cargo test --release --features test-clock --test torture -- --nocapture --test-threads 1
//! ```
#![cfg(unix)]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

#[path = "torture/agreed.rs"]
mod agreed;
#[path = "torture/contention.rs"]
mod contention;
#[path = "torture/damage.rs"]
mod damage;
#[path = "torture/disks.rs"]
mod disks;
#[path = "torture/faults.rs"]
mod faults;
#[path = "torture/harness.rs"]
mod harness;
#[path = "torture/interrupted.rs"]
mod interrupted;
#[path = "torture/kills.rs"]
mod kills;
#[path = "torture/people.rs"]
mod people;
#[path = "torture/power.rs"]
mod power;
#[path = "cli/sandbox.rs"]
#[allow(dead_code)]
mod sandbox;
#[path = "torture/sizes.rs"]
mod sizes;
#[path = "torture/surroundings.rs"]
mod surroundings;
#[path = "cli/terminal.rs"]
#[allow(dead_code)]
mod terminal;
