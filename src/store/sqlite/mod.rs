//! The store as one SQLite file, kept with the discipline that does not lose data:
//!
//! - every write is one `BEGIN IMMEDIATE` transaction, since one that begins by reading is refused
//!   under contention in spite of the busy timeout;
//! - the rollback journal, so that there is one file at rest, and a reader leaves nothing beside
//!   it that could lock the owner out; `synchronous=EXTRA`, so that the journal's removal, which
//!   makes a commit final, is on the disk before success is told;
//! - reading opens read-only. Only a journal left by a killed writer makes it reopen read-write,
//!   never creating, so that SQLite can roll back;
//! - what is not ours is known by its header, before anything is recovered in it or made beside it;
//! - foreign keys on, triggers recursive (so that REPLACE fires delete triggers), the schema not
//!   trusted, cells checked, no memory mapping.

mod appear;
mod backup;
mod examine;
mod file;
mod open;
mod problem;
mod statements;
mod transaction;
mod unclosed;
mod values;
mod wait;

pub(super) use file::{Sqlite, create};
pub(super) use open::VERSION;
pub(super) use rusqlite::version as engine_version;

#[cfg(test)]
mod tests;
