//! What is asked and appended within a transaction.

use std::cell::RefCell;
use std::sync::LazyLock;

use rusqlite::{CachedStatement, Connection};

use crate::messages::{Error, StoreProblem};
use crate::model::{Day, NewEntry};
use crate::store::chain::{Hasher, Head};
use crate::store::engine::{Of, Onward, Read, Step, Walk, Write};
use crate::store::row::{Row, Table};
use crate::store::rows::{Entry, Record, SourceFile};

use super::problem::{problem, write_problem};
use super::statements;
use super::unclosed;
use super::values::{fault, insert, next_row, statements_of, step};

/// From so many rows on, an entry gets a larger cache: its rows may go all over the table.
const MANY: u64 = 500;
/// That cache, in KiB.
const CACHE_OF_MANY: i64 = 57_344;

/// A transaction under way, with what it appends, if it appends.
pub(super) struct InTransaction<'a, Appending> {
    connection: &'a Connection,
    /// The first thing that went wrong. Whoever asks may pass it over, where the answer is one of
    /// many; the transaction as a whole then has no answer.
    failure: RefCell<Option<StoreProblem>>,
    means: fn(&rusqlite::Error) -> StoreProblem,
    draft: Appending,
}

/// What a transaction appends, if it appends.
pub(super) trait Appends {
    /// The number of its entry, once it has rows.
    fn under_way(&self) -> Option<i64>;
}

impl Appends for () {
    fn under_way(&self) -> Option<i64> {
        None
    }
}

impl Appends for Draft<'_> {
    fn under_way(&self) -> Option<i64> {
        (self.rows > 0).then_some(self.number)
    }
}

/// The entry that a transaction appends.
pub(super) struct Draft<'a> {
    entry: &'a NewEntry,
    number: i64,
    hasher: Hasher,
    rows: u64,
}

impl<'a> InTransaction<'a, ()> {
    pub(super) fn reading(connection: &'a Connection) -> InTransaction<'a, ()> {
        InTransaction {
            connection,
            failure: RefCell::new(None),
            means: problem,
            draft: (),
        }
    }
}

impl<Appending> InTransaction<'_, Appending> {
    /// Whether everything that was asked was answered.
    pub(super) fn outcome(&self) -> Result<(), Error> {
        match self.failure.take() {
            None => Ok(()),
            Some(problem) => Err(Error::store("", problem)),
        }
    }

    /// Notes what went wrong. The path is filled in where it is known.
    fn fail(&self, error: &rusqlite::Error) -> Error {
        self.failure
            .borrow_mut()
            .get_or_insert_with(|| (self.means)(error));
        Error::store("", (self.means)(error))
    }

    fn prepare(&self, sql: &str) -> Result<CachedStatement<'_>, Error> {
        let prepared = self.connection.prepare_cached(sql);
        prepared.map_err(|error| self.fail(&error))
    }

    fn answer<T>(&self, result: rusqlite::Result<T>) -> Result<T, Error> {
        result.map_err(|error| self.fail(&error))
    }

    /// The rows that a statement gives.
    fn each_row(
        &self,
        table: Table,
        sql: &str,
        values: impl rusqlite::Params,
        each: &mut dyn FnMut(Row) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut statement = self.prepare(sql)?;
        let mut rows = self.answer(statement.query(values))?;
        while let Some(row) = self.answer(next_row(table, &mut rows))? {
            each(row)?;
        }
        Ok(())
    }
}

impl<Appending: Appends> Read for InTransaction<'_, Appending> {
    fn head(&self) -> Result<Option<Row>, Error> {
        let sql = select(Table::Entry, "ORDER BY number DESC LIMIT 1");
        let mut head = None;
        self.each_row(Table::Entry, &sql, [], &mut |row| {
            head = Some(row);
            Ok(())
        })?;
        Ok(head)
    }

    fn last_entry(&self) -> Result<i64, Error> {
        if let Some(number) = self.draft.under_way() {
            return Ok(number);
        }
        let mut statement = self.prepare("SELECT coalesce(max(number), 0) FROM entry")?;
        self.answer(statement.query_row([], |row| row.get(0)))
    }

    fn rows(
        &self,
        table: Table,
        of: Of,
        each: &mut dyn FnMut(Row) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let statements = self.answer(statements_of(table))?;
        match of {
            Of::Project(id) if statements.of_project != statements.all => {
                self.each_row(table, &statements.of_project, [id], each)
            }
            Of::Project(_) | Of::All => self.each_row(table, &statements.all, [], each),
        }
    }

    fn entries(
        &self,
        from: i64,
        to: i64,
        each: &mut dyn FnMut(Row) -> Result<(), Error>,
    ) -> Result<(), Error> {
        // One ordered statement a table, and of each the row that is next.
        let mut prepared = Vec::new();
        for table in Table::ALL {
            let sql = &self.answer(statements_of(table))?.of_entries;
            prepared.push((table, self.prepare(sql)?));
        }
        let mut streams = Vec::new();
        for (table, statement) in &mut prepared {
            let mut rows = self.answer(statement.query([from, to]))?;
            let next = self.answer(next_row(*table, &mut rows))?;
            streams.push((*table, rows, next));
        }
        loop {
            let numbers = streams.iter().filter_map(|(.., next)| next.as_ref());
            let Some(number) = numbers.map(Row::entry).min() else {
                return Ok(());
            };
            for (table, rows, next) in &mut streams {
                while let Some(row) = next.take_if(|row| row.entry() == number) {
                    *next = self.answer(next_row(*table, rows))?;
                    each(row)?;
                }
            }
        }
    }

    fn last_id(&self, table: Table) -> Result<i64, Error> {
        let sql = match table {
            Table::Project | Table::Stage | Table::Target => {
                format!("SELECT coalesce(max(id), 0) FROM {table}")
            }
            _ => return Err(self.fail(&fault(format!("{table} has no ids")))),
        };
        let mut statement = self.prepare(&sql)?;
        self.answer(statement.query_row([], |row| row.get(0)))
    }

    fn projects_coded(&self, beginning: &str) -> Result<Vec<(String, i64)>, Error> {
        let mut statement = self.prepare(statements::CODED)?;
        let mut rows = self.answer(statement.query([beginning]))?;
        let mut found: Vec<(String, i64)> = Vec::new();
        while let Some(row) = self.answer(rows.next())? {
            let key: String = self.answer(row.get(0))?;
            if !key.starts_with(beginning) {
                break;
            }
            let coded = (key, self.answer(row.get(1))?);
            if found.last() != Some(&coded) {
                found.push(coded);
            }
        }
        Ok(found)
    }

    fn walk(&self, walk: &Walk, each: &mut dyn FnMut(Step) -> Onward) -> Result<(), Error> {
        let sql = statements::walk(walk.is_backward, walk.only_figures);
        let mut statement = self.prepare(sql)?;
        let (from, to) = (walk.from.to_string(), walk.to.to_string());
        let mut rows = self.answer(statement.query((walk.stage, from, to)))?;
        if walk.is_backward {
            while let Some(row) = self.answer(rows.next())? {
                if each(self.answer(step(row))?) == Onward::Stop {
                    break;
                }
            }
            return Ok(());
        }
        // The steps of one day, to be told from the last one back.
        let mut of_day: Vec<Step> = Vec::new();
        loop {
            let next = match self.answer(rows.next())? {
                Some(row) => Some(self.answer(step(row))?),
                None => None,
            };
            let day = next.map(|step| step.as_of);
            if of_day.last().map(|last| last.as_of) != day {
                while let Some(passed) = of_day.pop() {
                    if each(passed) == Onward::Stop {
                        return Ok(());
                    }
                }
            }
            match next {
                Some(step) => of_day.push(step),
                None => return Ok(()),
            }
        }
    }

    fn reading(&self, stage: i64, as_of: Day, entry: i64) -> Result<Option<Row>, Error> {
        static SQL: LazyLock<String> =
            LazyLock::new(|| select(Table::Reading, "WHERE (stage, as_of, entry) = (?1, ?2, ?3)"));
        let mut found = None;
        let values = (stage, as_of.to_string(), entry);
        self.each_row(Table::Reading, &SQL, values, &mut |row| {
            found = Some(row);
            Ok(())
        })?;
        Ok(found)
    }
}

impl<'a> InTransaction<'a, Draft<'a>> {
    pub(super) fn writing(
        connection: &'a Connection,
        entry: &'a NewEntry,
    ) -> Result<InTransaction<'a, Draft<'a>>, Error> {
        let head = Head::last(&InTransaction::reading(connection))?;
        unclosed::refuse(connection, head.number)?;
        Ok(InTransaction {
            connection,
            failure: RefCell::new(None),
            means: write_problem,
            draft: Draft {
                entry,
                number: head.number.saturating_add(1),
                hasher: Hasher::after(&head.hash),
                rows: 0,
            },
        })
    }

    /// Closes the entry with its hash; `None` if nothing was appended.
    pub(super) fn close(mut self) -> Result<Option<Head>, Error> {
        if self.draft.rows == 0 {
            return Ok(None);
        }
        let (entry, number) = (self.draft.entry, self.draft.number);
        let mut entry = Entry {
            number,
            recorded_at: entry.recorded_at,
            who: entry.who.clone(),
            command: entry.command.clone(),
            hash: String::new(),
        };
        // Its hash is not part of what is hashed.
        self.draft.hasher.row(&entry.write(number));
        entry.hash = self.draft.hasher.finish();
        let row = entry.write(number);
        insert(self.connection, &row).map_err(|error| Error::store("", write_problem(&error)))?;
        let hash = entry.hash;
        Ok(Some(Head { number, hash }))
    }

    fn put(&mut self, row: &Row) -> Result<(), Error> {
        if row.entry() != self.draft.number || row.table == Table::Entry {
            let (table, number) = (row.table, row.entry());
            return Err(self.fail(&fault(format!("a row of {table} under #{number}"))));
        }
        self.answer(insert(self.connection, row))?;
        if !self.draft.hasher.row(row) {
            return Err(self.fail(&fault(format!("rows of {} out of order", row.table))));
        }
        self.draft.rows += 1;
        if self.draft.rows == MANY {
            let cache = -CACHE_OF_MANY;
            self.answer(self.connection.pragma_update(None, "cache_size", cache))?;
        }
        Ok(())
    }
}

impl<'a> Write for InTransaction<'a, Draft<'a>> {
    fn number(&self) -> i64 {
        self.draft.number
    }

    fn append(&mut self, row: &Row) -> Result<(), Error> {
        if self.draft.rows == 0 {
            for (position, source) in (1..).zip(&self.draft.entry.sources) {
                let entry = self.draft.number;
                let file = SourceFile {
                    entry,
                    position,
                    source: source.clone(),
                };
                self.put(&file.write(entry))?;
            }
        }
        self.put(row)
    }
}

/// Of a table its columns, and what follows.
fn select(table: Table, rest: &str) -> String {
    let names: Vec<&str> = table.columns().iter().map(|(name, _)| *name).collect();
    format!("SELECT {} FROM {table} {rest}", names.join(", "))
}
