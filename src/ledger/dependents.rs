//! Which rows speak of which projects, stages and targets.

use std::collections::{BTreeSet, HashSet};

use crate::messages::Error;
use crate::store::rows::ProjectEdit;
use crate::store::{Of, Read, Table, Visible, each};

/// What each table's rows speak of: in which column they name it, and the table of those that are
/// named so. What `check` told does not hold anything back.
const SPEAKS_OF: [(Table, &str, Table); 12] = [
    (Table::ProjectEdit, "project", Table::Project),
    (Table::Alias, "project", Table::Project),
    (Table::ProjectText, "project", Table::Project),
    (Table::ProjectState, "project", Table::Project),
    (Table::Stage, "project", Table::Project),
    (Table::StageEdit, "stage", Table::Stage),
    (Table::Target, "stage", Table::Stage),
    (Table::Reading, "stage", Table::Stage),
    (Table::Revision, "target", Table::Target),
    (Table::Revision, "carried_from", Table::Target),
    (Table::ProjectEdit, "merged_into", Table::Project),
    (Table::Revision, "merged_into", Table::Target),
];

/// The entries that count and would be left without their project, stage or target, or without what
/// they copied of a project that they merged; and those that would be without these.
pub(super) fn dependents(
    read: &dyn Read,
    visible: &Visible,
    entry: i64,
) -> Result<BTreeSet<i64>, Error> {
    let mut gone = BTreeSet::from([entry]);
    loop {
        let mut next = left_alone(read, visible, &gone)?;
        for entry in &gone {
            next.extend(copied_by(read, visible, *entry)?);
        }
        if next.is_subset(&gone) {
            gone.remove(&entry);
            return Ok(gone);
        }
        gone.extend(next);
    }
}

/// The entries that count and merged a project of which an earlier one speaks, and so copied what it
/// says.
pub(super) fn copied_by(
    read: &dyn Read,
    visible: &Visible,
    entry: i64,
) -> Result<BTreeSet<i64>, Error> {
    let mut mergers = Vec::new();
    each(read, Of::All, &mut |edit: ProjectEdit| {
        let is_later = entry < edit.entry && visible.counts(edit.entry);
        if is_later && edit.merged_into.is_some() {
            mergers.push((edit.entry, edit.project));
        }
        Ok(())
    })?;
    if mergers.is_empty() {
        return Ok(BTreeSet::new());
    }
    let spoken_of = spoken_of(read, &[entry])?;
    let of_it = mergers
        .into_iter()
        .filter(|(_, project)| spoken_of.contains(project));
    Ok(of_it.map(|(merger, _)| merger).collect())
}

/// The entries that count and speak of a project, stage or target that one of these made.
fn left_alone(
    read: &dyn Read,
    visible: &Visible,
    gone: &BTreeSet<i64>,
) -> Result<BTreeSet<i64>, Error> {
    let mut made: HashSet<(Table, i64)> = HashSet::new();
    for table in [Table::Project, Table::Stage, Table::Target] {
        read.rows(table, Of::All, &mut |row| {
            if gone.contains(&row.entry()) {
                made.extend(row.integer(0).map(|id| (table, id)));
            }
            Ok(())
        })?;
    }
    let mut found = BTreeSet::new();
    for (table, column, of) in SPEAKS_OF {
        if !made.iter().any(|(made, _)| *made == of) {
            continue;
        }
        let column = table.column(column);
        read.rows(table, Of::All, &mut |row| {
            let owner = row.integer(column);
            let is_alone = owner.is_some_and(|id| made.contains(&(of, id)));
            if is_alone && visible.counts(row.entry()) {
                found.insert(row.entry());
            }
            Ok(())
        })?;
    }
    Ok(found)
}

/// More projects than this are looked up all at once.
const MANY: usize = 50;

/// The projects of which entries say something; `None`: of too many to name them.
pub(super) fn touched(read: &dyn Read, entries: &[i64]) -> Result<Option<BTreeSet<i64>>, Error> {
    let projects = spoken_of(read, entries)?;
    Ok((projects.len() <= MANY).then_some(projects))
}

fn spoken_of(read: &dyn Read, entries: &[i64]) -> Result<BTreeSet<i64>, Error> {
    let mut found: HashSet<(Table, i64)> = HashSet::new();
    for entry in entries {
        read.entries(*entry, *entry, &mut |row| {
            let of = match row.table {
                Table::Project
                | Table::ProjectEdit
                | Table::Alias
                | Table::ProjectText
                | Table::ProjectState => Table::Project,
                Table::Stage | Table::StageEdit | Table::Reading => Table::Stage,
                Table::Target | Table::Revision | Table::Notice => Table::Target,
                Table::Source
                | Table::Retraction
                | Table::Setting
                | Table::Mapping
                | Table::Entry => return Ok(()),
            };
            found.extend(row.integer(0).map(|id| (of, id)));
            Ok(())
        })?;
    }
    for (table, column, of) in [
        (Table::Target, "stage", Table::Stage),
        (Table::Stage, "project", Table::Project),
    ] {
        let column = table.column(column);
        read.rows(table, Of::All, &mut |row| {
            if row
                .integer(0)
                .is_some_and(|id| found.contains(&(table, id)))
            {
                found.extend(row.integer(column).map(|id| (of, id)));
            }
            Ok(())
        })?;
    }
    let projects = found
        .into_iter()
        .filter(|(table, _)| *table == Table::Project);
    Ok(projects.map(|(_, id)| id).collect())
}
