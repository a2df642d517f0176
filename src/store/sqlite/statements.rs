//! The statements, made from the tables' columns: one way to insert, a few to select.

use std::sync::LazyLock;

use crate::store::row::Table;

/// The statements of one table.
pub(super) struct Statements {
    /// Puts a row in; a value for each column.
    pub(super) insert: String,
    /// All rows, by key.
    pub(super) all: String,
    /// Those of one project, by key; those of no project are all.
    pub(super) of_project: String,
    /// Those of the entries from one number to another, by entry and then by key.
    pub(super) of_entries: String,
}

/// Those of each table, in the order of [`Table::ALL`].
static STATEMENTS: LazyLock<Vec<Statements>> =
    LazyLock::new(|| Table::ALL.into_iter().map(Statements::new).collect());

/// The statements of a table. `None` never comes.
pub(super) fn of(table: Table) -> Option<&'static Statements> {
    STATEMENTS.get(table as usize)
}

impl Statements {
    fn new(table: Table) -> Statements {
        let name = table.name();
        let names: Vec<&str> = table.columns().iter().map(|(name, _)| *name).collect();
        let columns = names.join(", ");
        let values: Vec<String> = (1..=names.len()).map(|index| format!("?{index}")).collect();
        let keys: Vec<&str> = names.iter().copied().take(table.key()).collect();
        let key = keys.join(", ");
        let all = format!("SELECT {columns} FROM {name} ORDER BY {key}");
        let of_project = match scope(table) {
            None => all.clone(),
            Some(Scope::Own(column)) => {
                format!("SELECT {columns} FROM {name} WHERE {column} = ?1 ORDER BY {key}")
            }
            // From the stages on and by each one's key, so that no sorting is needed however many
            // readings there are.
            Some(Scope::Stage) => {
                let of_row = |names: &[&str]| {
                    let names: Vec<String> = names.iter().map(|n| format!("r.{n}")).collect();
                    names.join(", ")
                };
                let rest = keys.get(1..).unwrap_or_default();
                format!(
                    "SELECT {} FROM stage s CROSS JOIN {name} r ON r.stage = s.id
                     WHERE s.project = ?1 ORDER BY s.id, {}",
                    of_row(&names),
                    of_row(rest)
                )
            }
            Some(Scope::Within(column, ids)) => {
                format!("SELECT {columns} FROM {name} WHERE {column} IN ({ids}) ORDER BY {key}")
            }
        };
        let entry = names.get(table.entry_column()).copied().unwrap_or("entry");
        let rest: Vec<&str> = keys.into_iter().filter(|key| *key != entry).collect();
        let by_entry = [&[entry], rest.as_slice()].concat().join(", ");
        Statements {
            insert: format!(
                "INSERT INTO {name} ({columns}) VALUES ({})",
                values.join(", ")
            ),
            all,
            of_project,
            of_entries: format!(
                "SELECT {columns} FROM {name} WHERE {entry} BETWEEN ?1 AND ?2 ORDER BY {by_entry}"
            ),
        }
    }
}

/// How the rows of a table belong to a project.
enum Scope {
    /// A column has its number.
    Own(&'static str),
    /// By their stage, with which their key begins.
    Stage,
    /// A column has one of these ids.
    Within(&'static str, &'static str),
}

fn scope(table: Table) -> Option<Scope> {
    const STAGES: &str = "SELECT id FROM stage WHERE project = ?1";
    const TARGETS: &str =
        "SELECT t.id FROM stage s JOIN target t ON t.stage = s.id WHERE s.project = ?1";
    match table {
        Table::Project => Some(Scope::Own("id")),
        Table::ProjectEdit
        | Table::Alias
        | Table::ProjectText
        | Table::ProjectState
        | Table::Stage => Some(Scope::Own("project")),
        Table::StageEdit | Table::Reading => Some(Scope::Stage),
        Table::Target => Some(Scope::Within("stage", STAGES)),
        Table::Revision | Table::Notice => Some(Scope::Within("target", TARGETS)),
        Table::Source | Table::Retraction | Table::Setting | Table::Mapping | Table::Entry => None,
    }
}

/// A walk over a stage's readings, from the latest day back or from the earliest forth. Forth, the
/// rows of one day come from the one recorded first on: they are turned round day by day, which is
/// cheaper than having SQLite sort them.
pub(super) fn walk(is_backward: bool, only_figures: bool) -> &'static str {
    match (is_backward, only_figures) {
        (true, false) => {
            "SELECT as_of, entry, percent FROM reading
             WHERE stage = ?1 AND as_of BETWEEN ?2 AND ?3 ORDER BY as_of DESC, entry DESC"
        }
        (true, true) => {
            "SELECT as_of, entry, percent FROM reading
             WHERE stage = ?1 AND as_of BETWEEN ?2 AND ?3 AND percent IS NOT NULL
             ORDER BY as_of DESC, entry DESC"
        }
        (false, false) => {
            "SELECT as_of, entry, percent FROM reading
             WHERE stage = ?1 AND as_of BETWEEN ?2 AND ?3 ORDER BY as_of, entry"
        }
        (false, true) => {
            "SELECT as_of, entry, percent FROM reading
             WHERE stage = ?1 AND as_of BETWEEN ?2 AND ?3 AND percent IS NOT NULL
             ORDER BY as_of, entry"
        }
    }
}

/// Codes' keys from a beginning on, with their projects.
pub(super) const CODED: &str = "SELECT code_key, project FROM project_edit
    WHERE code_key IS NOT NULL AND code_key >= ?1 ORDER BY code_key, project";
