//! The chain: each entry's hash is over the entry before it and over all of its own rows.
//!
//! Rows in, hashes and breaks out. The bytes are specified in docs/record.md, with the test
//! vectors below, and never change. A column that is added later is NULL in the rows there were,
//! and so leaves their hashes alone.

use std::fmt::{self, Write as _};
use std::mem;
use std::str::FromStr;
use std::sync::LazyLock;

use sha2::{Digest, Sha256};

use super::engine::{Of, Read};
use super::row::{Row, Table, Value};
use super::visible::Visible;
use crate::messages::{ChainBreak, Damage, Error, StoreProblem};
use crate::model::Known;

/// What stands before the first entry in the place of a hash.
pub const START: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Hexadecimal digits of a printed head: enough that nobody finds another record with the same.
const PRINTED: usize = 20;
/// The fewest of a kept head that prove anything.
const FEWEST: usize = 16;

/// Of each table, in the order of [`Table::ALL`]: its columns by name in byte order. An entry's
/// hash is not part of what is hashed.
static BY_NAME: LazyLock<Vec<Vec<(usize, &'static str)>>> = LazyLock::new(|| {
    let by_name = |table: Table| {
        let columns = table.columns().iter().enumerate();
        let mut columns: Vec<(usize, &str)> = columns
            .map(|(index, (name, _))| (index, *name))
            .filter(|(_, name)| table != Table::Entry || *name != "hash")
            .collect();
        columns.sort_by_key(|(_, name)| *name);
        columns
    };
    Table::ALL.into_iter().map(by_name).collect()
});

/// The bytes of one row.
fn write_row(line: &mut String, row: &Row) {
    line.push_str(row.table.name());
    // `Table::ALL` is in the order of the variants, which a test holds.
    let columns = BY_NAME.get(row.table as usize);
    for (index, name) in columns.into_iter().flatten() {
        // Writing to a text cannot fail.
        let _ = match row.cells.get(*index) {
            Some(Some(Value::Text(text))) => write!(line, " {name}:{}:{text}", text.len()),
            Some(Some(Value::Integer(number))) => {
                let digits = number.to_string();
                write!(line, " {name}:{}:{digits}", digits.len())
            }
            Some(None) | None => continue,
        };
    }
    line.push('\n');
}

/// The order in which the rows of an entry are hashed: the tables in theirs, rows by their key.
#[derive(Default)]
struct Order {
    last: Option<Table>,
    key: Vec<Option<Value>>,
}

impl Order {
    /// Whether a row stands behind those before it.
    fn admits(&mut self, row: &Row) -> bool {
        let is_in_place = match self.last {
            None => true,
            Some(last) if last == row.table => self.key.as_slice() < row.key(),
            Some(last) => last < row.table,
        };
        self.last = Some(row.table);
        self.key.clear();
        self.key.extend_from_slice(row.key());
        is_in_place
    }
}

/// Takes the rows of one entry, and the entry's own last.
pub struct Hasher {
    digest: Sha256,
    order: Order,
    line: String,
}

impl Hasher {
    /// For the entry that follows on the one with this hash.
    pub fn after(previous: &str) -> Hasher {
        let mut digest = Sha256::new();
        digest.update(previous.as_bytes());
        digest.update(b"\n");
        Hasher {
            digest,
            order: Order::default(),
            line: String::new(),
        }
    }

    /// Takes a row; says whether it came in its order.
    pub fn row(&mut self, row: &Row) -> bool {
        self.line.clear();
        write_row(&mut self.line, row);
        self.digest.update(self.line.as_bytes());
        self.order.admits(row)
    }

    /// The hash, in hexadecimal.
    pub fn finish(self) -> String {
        let mut hash = String::with_capacity(START.len());
        for byte in self.digest.finalize() {
            let _ = write!(hash, "{byte:02x}");
        }
        hash
    }
}

/// The last entry of a record and its hash: what all the record was up to there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Head {
    /// The entry's number; 0 before the first.
    pub number: i64,
    /// Its hash, in hexadecimal.
    pub hash: String,
}

impl Head {
    /// Of a record without entries.
    pub fn start() -> Head {
        Head {
            number: 0,
            hash: START.to_owned(),
        }
    }

    /// That of a record as it is read.
    ///
    /// # Errors
    /// [`Error::Store`], also where the last entry has no hash.
    pub fn last(read: &dyn Read) -> Result<Head, Error> {
        let Some(row) = read.head()? else {
            return Ok(Head::start());
        };
        let unnamed = || StoreProblem::Damaged(Damage::NoHash);
        Head::of(&row).ok_or_else(|| Error::store("", unnamed()))
    }

    /// That of a record as it was known: after the last entry recorded by then.
    ///
    /// # Errors
    /// As [`Head::last`].
    pub fn known(read: &dyn Read, known: Known) -> Result<Head, Error> {
        if known == Known::Now {
            return Head::last(read);
        }
        let last = Visible::of(read, known)?.last();
        Ok(Head::numbered(read, last)?.unwrap_or_else(Head::start))
    }

    /// That of a record after one of its entries; `None` without that entry. Their other rows, of which
    /// there may be a million, are not looked at.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn numbered(read: &dyn Read, number: i64) -> Result<Option<Head>, Error> {
        let mut found = None;
        read.rows(Table::Entry, Of::All, &mut |row| {
            let head = Head::of(&row);
            found = head.filter(|head| head.number == number).or(found.take());
            Ok(())
        })?;
        Ok(found)
    }

    /// That of a record after its first entry, which tells it from every other; `None` before.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn first(read: &dyn Read) -> Result<Option<Head>, Error> {
        Head::numbered(read, 1)
    }

    /// What an entry's own row says; `None` of another row, or of one without number and hash.
    pub fn of(entry: &Row) -> Option<Head> {
        let index = |name| entry.table.columns().iter().position(|c| c.0 == name);
        (entry.table == Table::Entry).then_some(())?;
        Some(Head {
            number: entry.integer(index("number")?)?,
            hash: entry.text(index("hash")?)?.to_owned(),
        })
    }
}

impl fmt::Display for Head {
    /// As it is printed and kept: `12:9f3a-07c1-5e22-b8d0-4a6f`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.number)?;
        for (index, digit) in self.hash.chars().take(PRINTED).enumerate() {
            if index > 0 && index % 4 == 0 {
                f.write_char('-')?;
            }
            f.write_char(digit)?;
        }
        Ok(())
    }
}

/// A head as somebody kept it: the number, and a beginning of the hash.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeptHead {
    /// The entry's number.
    pub number: i64,
    beginning: String,
}

/// Why a text is not a [`KeptHead`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeptHeadError {
    /// Not of the form `12:9f3a-07c1-5e22-b8d0`.
    Form,
    /// Fewer than 16 digits, which prove nothing.
    Short,
}

impl KeptHead {
    /// Whether this is the head that was kept. Of another number it is not.
    pub fn is_of(&self, head: &Head) -> bool {
        self.number == head.number && head.hash.starts_with(&self.beginning)
    }
}

impl FromStr for KeptHead {
    type Err = KeptHeadError;

    /// Digits in either case, in groups or without.
    fn from_str(text: &str) -> Result<KeptHead, KeptHeadError> {
        let (number, hash) = text.trim().split_once(':').ok_or(KeptHeadError::Form)?;
        let number = number.trim().trim_start_matches('#');
        let is_plain = number.bytes().all(|b| b.is_ascii_digit());
        let number = number.parse().ok().filter(|_| is_plain);
        let is_mark = |c: char| c == '-' || c.is_whitespace();
        let beginning: String = hash.chars().filter(|c| !is_mark(*c)).collect();
        let is_hash = beginning.chars().all(|c| c.is_ascii_hexdigit());
        if !is_hash || beginning.len() > START.len() {
            return Err(KeptHeadError::Form);
        }
        let number = number.ok_or(KeptHeadError::Form)?;
        if beginning.len() < FEWEST {
            return Err(KeptHeadError::Short);
        }
        Ok(KeptHead {
            number,
            beginning: beginning.to_ascii_lowercase(),
        })
    }
}

/// A record's rows held against their hashes, row by row.
///
/// It goes on behind a break, from the hash that is written there: what was changed under one entry
/// is told of that one, not of all that follow.
pub struct Chain {
    head: Head,
    hasher: Hasher,
    /// The number under which rows came that no entry has closed yet.
    open: Option<i64>,
    is_in_order: bool,
}

impl Chain {
    /// From the beginning of a record.
    pub fn new() -> Chain {
        Chain::after(Head::start())
    }

    /// Behind a head.
    pub fn after(head: Head) -> Chain {
        Chain {
            hasher: Hasher::after(&head.hash),
            head,
            open: None,
            is_in_order: true,
        }
    }

    /// The last entry that came.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// Takes the next row, in the order in which they are hashed, an entry's own closing its rows.
    ///
    /// # Errors
    /// The first thing that does not hold, known with this row.
    pub fn next(&mut self, row: &Row) -> Result<(), ChainBreak> {
        let number = row.entry();
        let unclosed = self.open.filter(|open| *open != number);
        if unclosed.is_some() {
            self.begin();
        }
        self.open = Some(number);
        let is_in_place = self.hasher.row(row);
        let is_first_astray = !is_in_place && self.is_in_order;
        self.is_in_order &= is_in_place;
        let closed = if row.table == Table::Entry {
            self.close(row)
        } else {
            Ok(())
        };
        match unclosed {
            Some(entry) => Err(ChainBreak::Unclosed { entry }),
            None if is_first_astray => Err(ChainBreak::Order { entry: number }),
            None => closed,
        }
    }

    /// To be asked when there are no more rows.
    ///
    /// # Errors
    /// `ChainBreak::Unclosed` if an entry is missing behind the last of them.
    pub fn finish(&self) -> Result<(), ChainBreak> {
        match self.open {
            Some(entry) => Err(ChainBreak::Unclosed { entry }),
            None => Ok(()),
        }
    }

    fn begin(&mut self) {
        self.hasher = Hasher::after(&self.head.hash);
        self.open = None;
        self.is_in_order = true;
    }

    fn close(&mut self, row: &Row) -> Result<(), ChainBreak> {
        let head = Head::of(row).unwrap_or(Head {
            number: row.entry(),
            hash: String::new(),
        });
        let next = Hasher::after(&head.hash);
        let hash = mem::replace(&mut self.hasher, next).finish();
        let entry = head.number;
        let expected = self.head.number.saturating_add(1);
        // Rows out of order were told of when they came, and have another hash for it.
        let is_whole = hash == head.hash || !self.is_in_order;
        self.head = head;
        self.begin();
        if entry != expected {
            let found = entry;
            return Err(ChainBreak::Number { expected, found });
        }
        if !is_whole {
            return Err(ChainBreak::Hash { entry });
        }
        Ok(())
    }
}

impl Default for Chain {
    fn default() -> Chain {
        Chain::new()
    }
}

#[cfg(test)]
mod tests;
