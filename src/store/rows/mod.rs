//! Each table's rows as plain types, one mapper a table: [`Record::read`] and [`Record::write`].
//!
//! An edit is sparse: what is absent stays as it is. How edits are laid upon each other is
//! [`super::load`]'s matter.

use crate::messages::Error;
use crate::store::row::{Row, Table};

mod cells;
mod entries;
mod facts;
mod readings;
mod targets;

pub use cells::Record;
pub use entries::{Entry, MappingAnswer, Retraction, SettingValue, SourceFile, TargetNotice};
pub use facts::{
    AliasEdit, ProjectEdit, ProjectIdentity, ProjectState, StageEdit, StageIdentity, Standing,
    TextEdit,
};
pub use readings::StageReading;
pub use targets::{RevisionEdit, TargetIdentity};

/// Reads a row as the type of its table does: what that type could not read, or would write
/// otherwise, nobody recorded, and it would make its store unreadable.
///
/// # Errors
/// [`Error::Store`], without a path, that names the column.
pub fn check(row: &Row) -> Result<(), Error> {
    match row.table {
        Table::Source => reads_back::<SourceFile>(row),
        Table::Project => reads_back::<ProjectIdentity>(row),
        Table::ProjectEdit => reads_back::<ProjectEdit>(row),
        Table::Alias => reads_back::<AliasEdit>(row),
        Table::ProjectText => reads_back::<TextEdit>(row),
        Table::ProjectState => reads_back::<ProjectState>(row),
        Table::Stage => reads_back::<StageIdentity>(row),
        Table::StageEdit => reads_back::<StageEdit>(row),
        Table::Target => reads_back::<TargetIdentity>(row),
        Table::Revision => reads_back::<RevisionEdit>(row),
        Table::Reading => reads_back::<StageReading>(row),
        Table::Retraction => reads_back::<Retraction>(row),
        Table::Setting => reads_back::<SettingValue>(row),
        Table::Mapping => reads_back::<MappingAnswer>(row),
        Table::Notice => reads_back::<TargetNotice>(row),
        Table::Entry => reads_back::<Entry>(row),
    }
}

fn reads_back<R: Record>(row: &Row) -> Result<(), Error> {
    let written = R::read(row.clone())?.write(row.entry());
    let mut pairs = row.cells.iter().zip(&written.cells);
    match pairs.position(|(there, written)| there != written) {
        None => Ok(()),
        Some(column) => Err(cells::damaged(row, column)),
    }
}
