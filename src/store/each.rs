use std::collections::HashSet;

use crate::messages::Error;

use super::engine::{Of, Read};
use super::rows::{ProjectEdit, Record};
use super::visible::Visible;

/// Hands on each row of a table.
///
/// # Errors
/// [`Error::Store`], and those of `take`.
pub fn each<R: Record>(
    read: &dyn Read,
    of: Of,
    take: &mut dyn FnMut(R) -> Result<(), Error>,
) -> Result<(), Error> {
    read.rows(R::TABLE, of, &mut |row| take(R::read(row)?))
}

/// The projects that were ever given a code of that key.
///
/// # Errors
/// [`Error::Store`].
pub fn ever_coded(read: &dyn Read, key: &str) -> Result<Vec<i64>, Error> {
    let coded = read.projects_coded(key)?.into_iter();
    let same = coded.filter(|(there, _)| there == key);
    Ok(same.map(|(_, id)| id).collect())
}

/// The projects that had a code of that key by an entry that counts, or those that speak for them
/// now.
///
/// # Errors
/// [`Error::Store`].
pub fn once_coded(read: &dyn Read, visible: &Visible, key: &str) -> Result<Vec<i64>, Error> {
    let mut found = Vec::new();
    for id in ever_coded(read, key)? {
        if was_coded(read, visible, id, key)? {
            let id = merged_into(read, visible, id)?;
            if !found.contains(&id) {
                found.push(id);
            }
        }
    }
    Ok(found)
}

fn was_coded(read: &dyn Read, visible: &Visible, id: i64, key: &str) -> Result<bool, Error> {
    let mut was = false;
    each(read, Of::Project(id), &mut |edit: ProjectEdit| {
        let has_key = edit.facts.code.is_some_and(|code| code.key() == key);
        was = was || (has_key && visible.counts(edit.entry));
        Ok(())
    })?;
    Ok(was)
}

/// The project that speaks for another: the one that it was merged into, if it was, and that into
/// which this one was.
fn merged_into(read: &dyn Read, visible: &Visible, id: i64) -> Result<i64, Error> {
    let (mut at, mut passed) = (id, HashSet::new());
    // In a record that was tampered with, they may lead round.
    while passed.insert(at) {
        let mut next = at;
        each(read, Of::Project(at), &mut |edit: ProjectEdit| {
            if visible.counts(edit.entry) {
                next = edit.merged_into.unwrap_or(next);
            }
            Ok(())
        })?;
        at = next;
    }
    Ok(at)
}
