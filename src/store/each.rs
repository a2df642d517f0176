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

/// Whether a project had a code of that key by an entry that counts.
///
/// # Errors
/// [`Error::Store`].
pub fn was_coded(read: &dyn Read, visible: &Visible, id: i64, key: &str) -> Result<bool, Error> {
    let mut was = false;
    each(read, Of::Project(id), &mut |edit: ProjectEdit| {
        let has_key = edit.facts.code.is_some_and(|code| code.key() == key);
        was = was || (has_key && visible.counts(edit.entry));
        Ok(())
    })?;
    Ok(was)
}
