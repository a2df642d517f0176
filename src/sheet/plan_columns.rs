//! The columns that plans have, against which answers about columns are held.

use std::collections::HashSet;

use crate::ledger::{Change, MappingChange, Origin, Stated};
use crate::messages::{Error, Refusal, UpTo};

use super::kind::Kind;
use super::mapping::{Mappings, keys};
use super::sheets::Sheets;
use super::table::Table;

/// What the columns of all plans are called.
#[derive(Default)]
pub(super) struct PlanColumns {
    names: Vec<String>,
    /// As they are compared.
    keys: HashSet<String>,
}

impl PlanColumns {
    /// Takes the columns of a plan, and adds those that were read as somebody answered before, and
    /// those that were understood by other names.
    pub(super) fn add(&mut self, table: &Table, sheets: &mut Sheets) {
        if table.kind == Kind::Flat {
            self.keys.extend(keys(table.names()));
            let named = table.names().iter().filter(|name| !name.is_empty());
            self.names.extend(named.cloned());
        }
        for column in &table.answered {
            if !sheets.answered.contains(column) {
                sheets.answered.push(column.clone());
            }
        }
        for column in &table.understood {
            if !sheets.understood.contains(column) {
                sheets.understood.push(column.clone());
            }
        }
    }

    /// What is said now of columns, to be kept in the record. Not all columns were seen where sheets
    /// are still asked about.
    ///
    /// # Errors
    /// [`Refusal::NoColumn`], with the columns that there are.
    pub(super) fn new_answers(
        &self,
        mappings: &Mappings,
        are_all_read: bool,
    ) -> Result<Vec<Stated>, Error> {
        let answers = mappings.new_ones().map(|(column, typed, meaning)| {
            if are_all_read && !self.keys.contains(column) {
                return Err(Error::Refused(Refusal::NoColumn {
                    column: typed.to_owned(),
                    columns: UpTo::quoted(self.names.iter().cloned()),
                }));
            }
            Ok(kept(column.to_owned(), meaning.id()))
        });
        answers.collect()
    }
}

/// What is known of a column or of a sheet, to be kept in the record.
pub(super) fn kept(column: String, field: String) -> Stated {
    Stated {
        origin: Origin::default(),
        change: Change::Mapping(MappingChange { column, field }),
    }
}
