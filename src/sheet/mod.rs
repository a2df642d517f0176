//! Portable forms, in and out: sheets as plain statements, lines of standard input, and the CSV
//! files of an export.
//!
//! ```text
//! source -> sniff -> encoding, csv | workbook -> grid -> kind, table
//!        -> cells -> facts, targets, flat -> sheets
//! ```

mod aims;
mod assign;
mod biff;
mod cells;
mod clauses;
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
mod goals;
mod grid;
mod kind;
mod lamps;
mod layout;
mod lines;
mod mapping;
mod money;
mod ods;
mod points;
mod progress;
mod reading;
mod roles;
mod said;
mod seen;
mod sheets;
mod sniff;
mod source;
mod table;
mod taking;
mod targets;
#[cfg(test)]
mod tests;
mod typing;
mod unnamed;
mod values;
mod workbook;
mod worksheet;

pub use encoding::{TextEncoding, encoding_called};
pub use export::{ExportedFile, export};
pub use kind::Kind;
pub use lamps::{LampRow, SheetLamp};
pub use lines::read_lines;
pub use mapping::{Mappings, Meaning, field_names};
pub use reading::Reading;
pub use sheets::{FileAbout, LISTED, Sheets};
pub use source::Input;
pub use taking::read;
pub use typing::Typing;
