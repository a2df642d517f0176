//! One SQLite file as a store.

use std::cell::{Ref, RefCell};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, MAIN_DB, Transaction, TransactionBehavior};

use crate::messages::{Error, Flaw, StoreProblem};
use crate::model::NewEntry;
use crate::signals;

use crate::store::chain::Head;
use crate::store::engine::{Access, Outcome, Read, Store, Write};
use crate::store::row::{Row, Table};

use super::appear::appear;
use super::open::{self, SCHEMA, connect};
use super::problem::{connect_problem, in_its_words, needs_rollback, problem, write_problem};
use super::transaction::{Draft, InTransaction};
use super::values::{fault, insert};
use super::{backup, examine, unclosed};

/// A store in one SQLite file, or in memory.
pub(in crate::store) struct Sqlite {
    path: PathBuf,
    pub(super) connection: RefCell<Connection>,
    access: Access,
}

impl Sqlite {
    pub(in crate::store) fn open(path: &Path, access: Access) -> Result<Sqlite, Error> {
        let connection = open::open(path, access).map_err(|problem| Error::store(path, problem))?;
        Ok(Sqlite {
            path: path.to_owned(),
            connection: RefCell::new(connection),
            access,
        })
    }

    pub(in crate::store) fn in_memory() -> Result<Sqlite, Error> {
        let path = PathBuf::from(":memory:");
        let make = || {
            let mut connection = Connection::open_in_memory()?;
            open::configure(&mut connection)?;
            connection.execute_batch(SCHEMA)?;
            Ok(connection)
        };
        let connection =
            make().map_err(|error: rusqlite::Error| Error::store(&path, problem(&error)))?;
        Ok(Sqlite {
            path,
            connection: RefCell::new(connection),
            access: Access::Write,
        })
    }

    fn fail(&self, error: &rusqlite::Error) -> Error {
        Error::store(&self.path, problem(error))
    }

    /// What a transaction's work answered, with this store's path where an error of a store has
    /// none: what maps rows to values does not know where they come from.
    fn located<T>(&self, result: Result<T, Error>) -> Result<T, Error> {
        result.map_err(|error| match error {
            Error::Store { path, problem } if path.as_os_str().is_empty() => {
                Error::store(&self.path, problem)
            }
            Error::Flaws { path, flaws, .. } if path.as_os_str().is_empty() => {
                Error::flaws(&self.path, flaws.0)
            }
            other => other,
        })
    }

    /// A store opened to read stays so, even where a journal made it reopen read-write.
    fn check_writable(&self) -> Result<(), Error> {
        match self.access {
            Access::Write => Ok(()),
            Access::Read => Err(Error::store(&self.path, StoreProblem::ReadOnly)),
        }
    }

    /// The connection, from which a read transaction can begin now: if a writer was killed since it
    /// was opened, what that one left is rolled back.
    fn readable(&self) -> Result<Ref<'_, Connection>, Error> {
        let checked = open::check(&self.connection.borrow());
        match checked {
            Err(error) if self.access == Access::Read && needs_rollback(&error) => {
                let connection = open::reopen(&self.path)
                    .map_err(|problem| Error::store(&self.path, problem))?;
                if let Ok(mut old) = self.connection.try_borrow_mut() {
                    *old = connection;
                }
            }
            other => {
                other.map_err(|error| self.fail(&error))?;
            }
        }
        Ok(self.connection.borrow())
    }

    /// Runs work in one read transaction.
    fn reading<T>(
        &self,
        work: &mut dyn FnMut(&Transaction<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let connection = self.readable()?;
        let transaction = connection
            .unchecked_transaction()
            .map_err(|error| self.fail(&error))?;
        // Takes the lock: from here on nobody commits, and so nobody leaves a journal.
        open::check(&transaction).map_err(|error| self.fail(&error))?;
        let result = work(&transaction)?;
        transaction.finish().map_err(|error| self.fail(&error))?;
        Ok(result)
    }

    /// Runs work in one transaction that no other writer can interleave with. It answers with the
    /// head that the record then has, or with `None` if nothing is to be kept.
    fn writing(
        &self,
        work: &mut dyn FnMut(&Transaction<'_>) -> Result<Option<Head>, Error>,
    ) -> Result<Option<Head>, Error> {
        self.check_writable()?;
        let _hold = signals::hold();
        let connection = self.connection.borrow();
        let transaction = Transaction::new_unchecked(&connection, TransactionBehavior::Immediate)
            .map_err(|error| self.fail(&error))?;
        let Some(head) = work(&transaction)? else {
            transaction.rollback().map_err(|error| self.fail(&error))?;
            return Ok(None);
        };
        if let Err(error) = transaction.commit() {
            settled(&connection, &error, &head)
                .map_err(|problem| Error::store(&self.path, problem))?;
        }
        Ok(Some(head))
    }
}

impl Store for Sqlite {
    fn read(&self, work: &mut dyn FnMut(&dyn Read) -> Result<(), Error>) -> Result<(), Error> {
        let result = self.reading(&mut |connection| {
            let reader = InTransaction::reading(connection);
            work(&reader)?;
            reader.outcome()
        });
        self.located(result)
    }

    fn write(
        &mut self,
        entry: &NewEntry,
        work: &mut dyn FnMut(&mut dyn Write) -> Result<Outcome, Error>,
    ) -> Result<Option<i64>, Error> {
        let result = self.writing(&mut |connection| {
            let mut writer = InTransaction::<Draft<'_>>::writing(connection, entry)?;
            let outcome = work(&mut writer)?;
            writer.outcome()?;
            match outcome {
                Outcome::Discard => Ok(None),
                Outcome::Keep => writer.close(),
            }
        });
        Ok(self.located(result)?.map(|head| head.number))
    }

    fn replay(
        &mut self,
        next: &mut dyn FnMut() -> Result<Option<Row>, Error>,
    ) -> Result<(), Error> {
        let result = self.writing(&mut |connection| {
            let fail = |error: rusqlite::Error| Error::store("", write_problem(&error));
            let (mut head, mut is_open) = (None, false);
            let last = InTransaction::reading(connection).last_entry()?;
            unclosed::refuse(connection, last)?;
            while let Some(row) = next()? {
                insert(connection, &row).map_err(fail)?;
                is_open = row.table != Table::Entry;
                head = Head::of(&row).or(head);
            }
            if is_open {
                return Err(fail(fault("rows that no entry closes".to_owned())));
            }
            Ok(head)
        });
        self.located(result).map(|_| ())
    }

    fn backup(&self, to: &Path) -> Result<Vec<Flaw>, Error> {
        backup::backup(&*self.readable()?, &self.path, to)
    }

    fn examine(&self) -> Result<Vec<Flaw>, Error> {
        let is_readonly = self.readable()?.is_readonly(MAIN_DB);
        // SQLite leaves CHECKs out of the schema of a file that it may not write to, and then finds
        // no fault with what breaks them. So they are asked of a connection that may, and writes
        // nothing, or where none may, of a copy.
        let found = if is_readonly.map_err(|error| self.fail(&error))? {
            match connect(&self.path, Access::Write) {
                Ok(other) if other.is_readonly(MAIN_DB) == Ok(false) => open::only_query(&other)
                    .and_then(|()| {
                        let transaction = other.unchecked_transaction()?;
                        examine::flaws(&transaction)
                    }),
                _ => {
                    return self.reading(&mut |transaction| {
                        backup::in_memory(transaction)
                            .and_then(|copy| examine::flaws(&copy))
                            .map_err(|error| self.fail(&error))
                    });
                }
            }
        } else {
            return self.reading(&mut |transaction| {
                examine::flaws(transaction).map_err(|error| self.fail(&error))
            });
        };
        found.map_err(|error| self.fail(&error))
    }
}

/// Whether a transaction whose commit was told to have failed is kept: that may have been at the
/// last step, letting go of the locks, when everything is on the disk.
pub(super) fn settled(
    connection: &Connection,
    error: &rusqlite::Error,
    head: &Head,
) -> Result<(), StoreProblem> {
    let sql = "SELECT count(*) FROM entry WHERE (number, hash) = (?1, ?2)";
    let kept: rusqlite::Result<i64> =
        connection.query_row(sql, (head.number, &head.hash), |row| row.get(0));
    match kept {
        Ok(1) => Ok(()),
        Ok(_) => Err(write_problem(error)),
        Err(_) => Err(StoreProblem::Uncertain(in_its_words(error))),
    }
}

/// Makes a new store and has it filled before it gets its name.
pub(in crate::store) fn create(
    path: &Path,
    fill: &mut dyn FnMut(&mut dyn Store) -> Result<(), Error>,
) -> Result<(), Error> {
    appear(path, ".project-init-", None, &mut |file| {
        let connection = connect(file, Access::Write)
            .and_then(|connection| {
                connection.execute_batch(&format!("BEGIN IMMEDIATE;\n{SCHEMA}\nCOMMIT;"))?;
                Ok(connection)
            })
            .map_err(|error| Error::store(path, connect_problem(file, &error)))?;
        fill(&mut Sqlite {
            path: path.to_owned(),
            connection: connection.into(),
            access: Access::Write,
        })
    })
}
