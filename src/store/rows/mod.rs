//! Each table's rows as plain types, one mapper a table: [`Record::read`] and [`Record::write`].
//!
//! An edit is sparse: what is absent stays as it is. How edits are laid upon each other is
//! [`super::load`]'s matter.

mod cells;
mod entries;
mod facts;
mod readings;
mod targets;

pub use cells::Record;
pub use entries::{Entry, Retraction, SettingValue, SourceFile, TargetNotice};
pub use facts::{
    AliasEdit, ProjectEdit, ProjectIdentity, ProjectState, StageEdit, StageIdentity, Standing,
};
pub use readings::StageReading;
pub use targets::{RevisionEdit, TargetIdentity};
