//! Portable forms, in and out: portfolio CSVs and the whole record as JSON.

pub mod csv;
mod encoding;
pub mod flat;
pub mod input;
pub mod json;
pub mod kind;
mod records;
pub mod rows;
pub mod sheet;

pub use encoding::Encoding;
