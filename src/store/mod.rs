//! The record: what a store keeps, and what can be asked of it.
//!
//! An engine ([`Store`], [`Read`], [`Write`]) moves rows within transactions and seeks readings;
//! it judges and folds nothing. All that the rows mean is above it and the same for every engine:
//! [`rows`] maps each table to a plain type and back, [`chain`] hashes, [`Visible`] says which
//! entries count, [`load`] folds rows into the tree that is judged, [`Figures`] seeks the
//! figures that the judge asks for, [`history`] tells what came with each entry, [`verify`] holds
//! the record against its rules, and [`replay`] carries it from one store to another.

use crate::messages::Error;
use crate::platform;

pub mod chain;
#[cfg(test)]
mod contract;
mod each;
mod engine;
mod figures;
mod fold;
pub mod history;
mod past;
mod policy;
mod portfolio;
mod readings;
pub mod replay;
pub mod row;
pub mod rows;
mod sqlite;
pub mod verify;
mod visible;

use std::path::Path;

pub use each::{each, ever_coded, once_coded};
pub use engine::{Access, Of, Onward, Outcome, Read, Step, Store, Walk, Write};
pub use figures::Figures;
pub use fold::undecided;
pub use policy::{mappings, settings};
pub use portfolio::load;
pub use readings::{ReadingsOn, readings_between, readings_up_to};
pub use row::{Row, Table, Value};
pub use visible::Visible;

/// Opens an existing store.
///
/// # Errors
/// [`Error::Store`] says why it cannot be used; nothing was changed.
pub fn open(path: &Path, access: Access) -> Result<Box<dyn Store>, Error> {
    Ok(Box::new(sqlite::Sqlite::open(path, access)?))
}

/// Makes a new store, filled by `fill`. It appears at its path whole, or not at all.
///
/// # Errors
/// [`Error::Store`] if there is a file already or none can be made; those of `fill`.
pub fn create(
    path: &Path,
    fill: &mut dyn FnMut(&mut dyn Store) -> Result<(), Error>,
) -> Result<(), Error> {
    sqlite::create(path, fill)
}

/// A store in memory, gone with the program.
///
/// # Errors
/// [`Error::Store`] if memory runs out.
pub fn in_memory() -> Result<Box<dyn Store>, Error> {
    Ok(Box::new(sqlite::Sqlite::in_memory()?))
}

/// The version of the stores that this program makes, and that of the SQLite within it.
pub fn versions() -> (i64, &'static str) {
    (sqlite::VERSION, sqlite::engine_version())
}

/// Whether the store's file goes by other names too. A journal is found by the name it was written
/// under only, so whoever opens the file by another after a crash reads a half-written store.
pub fn has_other_links(path: &Path) -> bool {
    platform::names(path) > 1
}
