use crate::error::Error;

use super::engine::{Of, Read};
use super::rows::Record;

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
