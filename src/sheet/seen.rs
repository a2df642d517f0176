//! The columns that plans have, against which answers about columns are held.

use std::collections::HashSet;

use crate::ledger::{Change, MappingChange, Origin, Stated};
use crate::messages::columns::ColumnMeaning;
use crate::messages::{Error, Refusal, UpTo};

use super::kind::Kind;
use super::mapping::{Mappings, keys};
use super::table::Table;

/// What the columns of all plans are called.
#[derive(Default)]
pub(super) struct SeenColumns {
    names: Vec<String>,
    /// As they are compared.
    keys: HashSet<String>,
}

impl SeenColumns {
    /// Takes the columns of a plan, and adds those that were read as somebody answered before.
    pub(super) fn see(&mut self, table: &Table, answered: &mut Vec<ColumnMeaning>) {
        if table.kind == Kind::Flat {
            self.keys.extend(keys(table.names()));
            let named = table.names().iter().filter(|name| !name.is_empty());
            self.names.extend(named.cloned());
        }
        for column in &table.answered {
            if !answered.contains(column) {
                answered.push(column.clone());
            }
        }
    }

    /// What is said now of columns, to be kept in the record.
    ///
    /// # Errors
    /// [`Refusal::NoColumn`], with the columns that there are.
    pub(super) fn new_answers(&self, mappings: &Mappings) -> Result<Vec<Stated>, Error> {
        let answers = mappings.new_ones().map(|(column, typed, meaning)| {
            if !self.keys.contains(column) {
                return Err(Error::Refused(Refusal::NoColumn {
                    column: typed.to_owned(),
                    columns: UpTo::quoted(self.names.iter().cloned()),
                }));
            }
            let (column, field) = (column.to_owned(), meaning.id());
            Ok(Stated {
                origin: Origin::default(),
                change: Change::Mapping(MappingChange { column, field }),
            })
        });
        answers.collect()
    }
}
