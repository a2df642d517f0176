use crate::messages::Error;
use crate::model::{Instant, Notice, Source};

use super::cells::{Cells, Line, Record, record};
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

record! {
    Entry in Entry [number, recorded_at, who, command, hash]
    Entry { number, recorded_at, who, command, hash }
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

record! {
    SourceFile in Source [entry, position, file, sha256]
    SourceFile { entry, position, source: Source { file, sha256 } }
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

record! {
    Retraction in Retraction [retracted, entry, reason]
    Retraction { retracted, entry, reason }
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

record! {
    SettingValue in Setting [key, entry, value]
    SettingValue { key, entry, value }
}

/// What a column of sheets means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MappingAnswer {
    /// The column's name, as it is compared.
    pub column: String,
    /// The entry.
    pub entry: i64,
    /// What it means; of a later program it may be something that is not known here.
    pub field: String,
}

record! {
    MappingAnswer in Mapping [column, entry, field]
    MappingAnswer { column, entry, field }
}

/// Something that `check` told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TargetNotice {
    /// The entry.
    pub entry: i64,
    /// What, and of which target.
    pub notice: Notice,
}

record! {
    TargetNotice in Notice [target, entry, finding, due, said_on]
    TargetNotice { entry, notice: Notice { target, finding, due, said_on } }
}
