//! What must hold for any input, one module a target. Each takes bytes and panics where a property
//! is broken. libFuzzer calls them through `bin/`, `cargo test` through `tests/fuzz.rs`.

pub mod cells;
pub mod csv;
pub mod day;
pub mod deadline;
pub mod percent;
mod reader;
pub mod record;
pub mod sheet;
pub mod store;

/// A target: its name, which is that of its folders of inputs, and what it does with an input.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: [Target; 8] = [
    ("percent", percent::run),
    ("day", day::run),
    ("deadline", deadline::run),
    ("csv", csv::run),
    ("sheet", sheet::run),
    ("cells", cells::run),
    ("record", record::run),
    ("store", store::run),
];
