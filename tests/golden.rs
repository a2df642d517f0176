//! Verdicts typed by hand from the rules, before any program gave one.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "golden/examples.rs"]
mod examples;
#[path = "golden/first_portfolio.rs"]
mod first_portfolio;
#[path = "golden/openings.rs"]
mod openings;
#[path = "golden/plan_points.rs"]
mod plan_points;
#[path = "golden/rolled_up.rs"]
mod rolled_up;
#[path = "cli/sandbox.rs"]
#[allow(dead_code)]
mod sandbox;
