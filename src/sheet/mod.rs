//! Portable forms, in and out: sheets as plain statements, lines of standard input, and the CSV
//! files of an export.
//!
//! ```text
//! source -> encoding -> kind, table -> cells -> facts, targets, flat -> sheets
//! ```

mod cells;
mod encoding;
mod export;
mod facts;
mod flat;
mod kind;
mod lines;
mod points;
mod sheets;
mod source;
mod table;
mod targets;
#[cfg(test)]
mod tests;
mod typing;

pub use encoding::Encoding;
pub use export::{ExportedFile, export};
pub use kind::Kind;
pub use lines::read_lines;
pub use sheets::{FileAbout, LISTED, Sheets, read};
pub use source::Input;
pub use typing::Typing;
