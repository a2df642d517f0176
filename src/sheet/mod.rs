//! Portable forms, in and out: sheets as plain statements, lines of standard input, and the CSV
//! files of an export.
//!
//! ```text
//! opening: source -> sniff -> encoding, csv | workbook -> grid -> kind, table
//! taking:  table -> cells -> facts, targets, flat -> sheets
//! ```

mod aims;
mod asking;
mod assign;
mod belonging;
mod biff;
mod cells;
mod clauses;
mod codes;
mod columns;
mod compound;
mod csv;
mod currency;
mod dates;
mod deeds;
mod encoding;
mod export;
mod facts;
mod filled;
mod flat;
mod form;
mod future_title;
mod goals;
mod grid;
mod header;
mod headings;
mod hidden;
mod kind;
mod known;
mod lamps;
mod layout;
mod lines;
mod mapping;
mod meant;
mod membership;
mod money;
mod numbering;
mod ods;
mod opening;
mod outline;
mod parts;
mod plan_columns;
mod points;
mod progress;
mod quantity;
mod reading;
mod remarks;
mod roles;
mod sheets;
mod sketch;
mod sniff;
mod source;
mod standing;
mod statements;
mod table;
mod tags;
mod taking;
mod targets;
#[cfg(test)]
mod tests;
mod typing;
mod unnamed;
mod unsure;
mod values;
mod whole;
mod workbook;
mod worksheet;
mod year;

pub use encoding::{TextEncoding, encoding_called};
pub use export::{ExportedFile, export};
pub use kind::Kind;
pub use known::KnownProjects;
pub use lamps::{LampRow, SheetLamp};
pub use lines::read_lines;
pub use mapping::{Mappings, Meaning, field_names};
pub use opening::read;
pub use reading::{OfSheet, Reading};
pub use sheets::{FileAbout, Fitness, Sheets};
pub use source::{Held, Input};
pub use typing::Typing;
