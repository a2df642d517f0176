use crate::messages::Error;
use crate::model::{Day, Instant, Notice, Source};

use super::cells::{Cells, Line, Record};
use crate::store::row::{Row, Table};

/// An entry: one transaction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// 1, 2, 3, … without a gap.
    pub number: i64,
    /// What the clock said.
    pub recorded_at: Instant,
    /// Who ran the command.
    pub who: String,
    /// The command, without the program's name.
    pub command: String,
    /// In hexadecimal; see [`chain`](crate::store::chain).
    pub hash: String,
}

impl Record for Entry {
    const TABLE: Table = Table::Entry;

    fn read(row: Row) -> Result<Entry, Error> {
        let mut cells = Cells::of(row);
        Ok(Entry {
            number: cells.id()?,
            recorded_at: cells.needed(|text| text.parse().ok())?,
            who: cells.needed_text()?,
            command: cells.needed_text()?,
            hash: cells.needed_text()?,
        })
    }

    fn write(&self, entry: i64) -> Row {
        Line::of(Table::Entry)
            .number(entry)
            .shown(Some(self.recorded_at))
            .text(Some(&self.who))
            .text(Some(&self.command))
            .text(Some(&self.hash))
            .row()
    }
}

/// A file that an entry was read from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceFile {
    /// The entry.
    pub entry: i64,
    /// 1, 2, … within the entry.
    pub position: i64,
    /// The file.
    pub source: Source,
}

impl Record for SourceFile {
    const TABLE: Table = Table::Source;

    fn read(row: Row) -> Result<SourceFile, Error> {
        let mut cells = Cells::of(row);
        Ok(SourceFile {
            entry: cells.id()?,
            position: cells.id()?,
            source: Source {
                file: cells.needed_text()?,
                sha256: cells.needed_text()?,
            },
        })
    }

    fn write(&self, entry: i64) -> Row {
        Line::of(Table::Source)
            .number(entry)
            .number(self.position)
            .text(Some(&self.source.file))
            .text(Some(&self.source.sha256))
            .row()
    }
}

/// An entry retracted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Retraction {
    /// The entry retracted.
    pub retracted: i64,
    /// The entry that takes it back.
    pub entry: i64,
    /// Why.
    pub reason: String,
}

impl Record for Retraction {
    const TABLE: Table = Table::Retraction;

    fn read(row: Row) -> Result<Retraction, Error> {
        let mut cells = Cells::of(row);
        Ok(Retraction {
            retracted: cells.id()?,
            entry: cells.id()?,
            reason: cells.needed_text()?,
        })
    }

    fn write(&self, entry: i64) -> Row {
        Line::of(Table::Retraction)
            .number(self.retracted)
            .number(entry)
            .text(Some(&self.reason))
            .row()
    }
}

/// A setting given a value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SettingValue {
    /// Which; of a later program it may be one that is not known here.
    pub key: String,
    /// The entry.
    pub entry: i64,
    /// The value; empty: the default again.
    pub value: String,
}

impl Record for SettingValue {
    const TABLE: Table = Table::Setting;

    fn read(row: Row) -> Result<SettingValue, Error> {
        let mut cells = Cells::of(row);
        Ok(SettingValue {
            key: cells.needed_text()?,
            entry: cells.id()?,
            value: cells.needed_text()?,
        })
    }

    fn write(&self, entry: i64) -> Row {
        Line::of(Table::Setting)
            .text(Some(&self.key))
            .number(entry)
            .text(Some(&self.value))
            .row()
    }
}

/// Something that `check` told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TargetNotice {
    /// The entry.
    pub entry: i64,
    /// What, and of which target.
    pub notice: Notice,
}

impl Record for TargetNotice {
    const TABLE: Table = Table::Notice;

    fn read(row: Row) -> Result<TargetNotice, Error> {
        let mut cells = Cells::of(row);
        let (target, entry) = (cells.id()?, cells.id()?);
        Ok(TargetNotice {
            entry,
            notice: Notice {
                target,
                finding: cells.needed_text()?,
                due: cells.word(|text| Day::from_iso(text))?,
                said_on: cells.day()?,
            },
        })
    }

    fn write(&self, entry: i64) -> Row {
        Line::of(Table::Notice)
            .number(self.notice.target)
            .number(entry)
            .text(Some(&self.notice.finding))
            .shown(self.notice.due)
            .shown(Some(self.notice.said_on))
            .row()
    }
}
