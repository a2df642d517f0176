//! Versions of the schema, and the steps from one to the next.
//!
//! `schema.sql` is what a new store gets. A store of an older version is brought up to date by
//! numbered steps; there is none yet, since version 1 is the first.

/// The mark of our stores in SQLite's header: "PrjT".
pub(super) const APPLICATION_ID: i64 = 1_349_675_604;

/// The version of `schema.sql`.
pub(super) const VERSION: i64 = 1;

/// The whole current schema.
pub(super) const SCHEMA: &str = include_str!("../../schema.sql");
