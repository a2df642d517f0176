//! The record as rows: each table, its columns, and one row of it as plain values.
//!
//! This is the form in which the record is hashed, written, exported and read back. An engine moves
//! rows; what they mean is [`super::rows`]'s matter.

use std::fmt;

/// A table of the record, in the order in which the rows of an entry are written and hashed: no
/// row refers to one of a later table but to its entry, which comes last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Table {
    /// Files that an entry was read from.
    Source,
    /// Identities of projects.
    Project,
    /// What was said of a project.
    ProjectEdit,
    /// Other names of a project.
    Alias,
    /// Named texts that are kept of a project.
    ProjectText,
    /// States of a project from a day on.
    ProjectState,
    /// Identities of stages.
    Stage,
    /// What was said of a stage.
    StageEdit,
    /// Identities of targets.
    Target,
    /// Terms of a target, as decided once.
    Revision,
    /// What was reported of a stage.
    Reading,
    /// Entries retracted.
    Retraction,
    /// The office's policy.
    Setting,
    /// What columns of sheets mean.
    Mapping,
    /// What `check` has told.
    Notice,
    /// Entries; each closes the rows of its number.
    Entry,
}

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A whole number.
    Integer,
    /// A text.
    Text,
}

/// A column: its name and what it holds.
pub type Column = (&'static str, Kind);

/// One value; a cell without one is NULL.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Value {
    /// Of a column of [`Kind::Integer`].
    Integer(i64),
    /// Of a column of [`Kind::Text`].
    Text(String),
}

/// One row: a value or none for each column of its table, in the table's order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Its table.
    pub table: Table,
    /// As many cells as the table has columns.
    pub cells: Vec<Option<Value>>,
}

use Kind::{Integer, Text};

impl Table {
    /// All tables, in their order.
    pub const ALL: [Table; 16] = [
        Table::Source,
        Table::Project,
        Table::ProjectEdit,
        Table::Alias,
        Table::ProjectText,
        Table::ProjectState,
        Table::Stage,
        Table::StageEdit,
        Table::Target,
        Table::Revision,
        Table::Reading,
        Table::Retraction,
        Table::Setting,
        Table::Mapping,
        Table::Notice,
        Table::Entry,
    ];

    /// Its name in the schema.
    pub fn name(self) -> &'static str {
        match self {
            Table::Source => "source",
            Table::Project => "project",
            Table::ProjectEdit => "project_edit",
            Table::Alias => "alias",
            Table::ProjectText => "project_text",
            Table::ProjectState => "project_state",
            Table::Stage => "stage",
            Table::StageEdit => "stage_edit",
            Table::Target => "target",
            Table::Revision => "revision",
            Table::Reading => "reading",
            Table::Retraction => "retraction",
            Table::Setting => "setting",
            Table::Mapping => "mapping",
            Table::Notice => "notice",
            Table::Entry => "entry",
        }
    }

    /// The inverse of [`Table::name`].
    pub fn named(name: &str) -> Option<Table> {
        Table::ALL.into_iter().find(|table| table.name() == name)
    }

    /// Its columns, in the order of the schema; the key stands first.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Table::Source => &[
                ("entry", Integer),
                ("position", Integer),
                ("file", Text),
                ("sha256", Text),
            ],
            Table::Project => &[("id", Integer), ("entry", Integer)],
            Table::ProjectEdit => &[
                ("project", Integer),
                ("entry", Integer),
                ("code", Text),
                ("code_key", Text),
                ("name", Text),
                ("name_en", Text),
                ("category", Text),
                ("unit", Text),
                ("lead", Text),
                ("reason", Text),
                ("merged_into", Integer),
            ],
            Table::Alias => &[
                ("project", Integer),
                ("entry", Integer),
                ("position", Integer),
                ("name", Text),
                ("standing", Text),
            ],
            Table::ProjectText => &[
                ("project", Integer),
                ("entry", Integer),
                ("position", Integer),
                ("name", Text),
                ("value", Text),
            ],
            Table::ProjectState => &[
                ("project", Integer),
                ("decided_on", Text),
                ("entry", Integer),
                ("state", Text),
                ("reason", Text),
            ],
            Table::Stage => &[("id", Integer), ("entry", Integer), ("project", Integer)],
            Table::StageEdit => &[
                ("stage", Integer),
                ("entry", Integer),
                ("code", Text),
                ("name", Text),
                ("name_en", Text),
                ("position", Integer),
                ("kind", Text),
                ("weight", Integer),
                ("unit", Text),
                ("total", Integer),
                ("reason", Text),
                ("cleared", Text),
            ],
            Table::Target => &[
                ("id", Integer),
                ("entry", Integer),
                ("stage", Integer),
                ("number", Integer),
            ],
            Table::Revision => &[
                ("target", Integer),
                ("entry", Integer),
                ("position", Integer),
                ("decided_on", Text),
                ("percent", Integer),
                ("due", Text),
                ("words", Text),
                ("is_due_implied", Integer),
                ("start", Text),
                ("baseline", Integer),
                ("baseline_on", Text),
                ("plan_points", Text),
                ("commitment", Text),
                ("period", Text),
                ("label", Text),
                ("carried_from", Integer),
                ("state", Text),
                ("reason", Text),
                ("merged_into", Integer),
                ("cleared", Text),
            ],
            Table::Reading => &[
                ("stage", Integer),
                ("as_of", Text),
                ("entry", Integer),
                ("percent", Integer),
                ("amount", Integer),
                ("total", Integer),
                ("note", Text),
                ("problem", Text),
                ("next_step", Text),
            ],
            Table::Retraction => &[("retracted", Integer), ("entry", Integer), ("reason", Text)],
            Table::Setting => &[("key", Text), ("entry", Integer), ("value", Text)],
            Table::Mapping => &[("column", Text), ("entry", Integer), ("field", Text)],
            Table::Notice => &[
                ("target", Integer),
                ("entry", Integer),
                ("finding", Text),
                ("due", Text),
                ("said_on", Text),
            ],
            Table::Entry => &[
                ("number", Integer),
                ("recorded_at", Text),
                ("who", Text),
                ("command", Text),
                ("hash", Text),
            ],
        }
    }

    /// How many of the first columns make the key by which its rows are ordered.
    pub fn key(self) -> usize {
        match self {
            Table::Project | Table::Stage | Table::Target | Table::Retraction | Table::Entry => 1,
            Table::Source
            | Table::ProjectEdit
            | Table::StageEdit
            | Table::Setting
            | Table::Mapping
            | Table::Notice => 2,
            Table::Alias
            | Table::ProjectText
            | Table::ProjectState
            | Table::Revision
            | Table::Reading => 3,
        }
    }

    /// The place of the column with the number of the row's entry.
    pub fn entry_column(self) -> usize {
        let column = if self == Table::Entry {
            "number"
        } else {
            "entry"
        };
        self.column(column)
    }

    /// The place of a column.
    pub fn column(self, name: &str) -> usize {
        let columns = self.columns().iter();
        columns.take_while(|(other, _)| *other != name).count()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Row {
    /// A row without values.
    pub fn empty(table: Table) -> Row {
        Row {
            table,
            cells: vec![None; table.columns().len()],
        }
    }

    /// The number of its entry; 0 where it has none.
    pub fn entry(&self) -> i64 {
        self.integer(self.table.entry_column()).unwrap_or_default()
    }

    /// The row under an entry's number.
    #[must_use]
    pub fn under(mut self, entry: i64) -> Row {
        if let Some(cell) = self.cells.get_mut(self.table.entry_column()) {
            *cell = Some(Value::Integer(entry));
        }
        self
    }

    /// A cell's number.
    pub fn integer(&self, column: usize) -> Option<i64> {
        match self.cells.get(column) {
            Some(Some(Value::Integer(number))) => Some(*number),
            _ => None,
        }
    }

    /// A cell's text.
    pub fn text(&self, column: usize) -> Option<&str> {
        match self.cells.get(column) {
            Some(Some(Value::Text(text))) => Some(text),
            _ => None,
        }
    }

    /// The values of its key.
    pub fn key(&self) -> &[Option<Value>] {
        self.cells.get(..self.table.key()).unwrap_or_default()
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Value {
        Value::Integer(number)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}
